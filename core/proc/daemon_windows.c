/*
 * daemon_windows: see daemon.h. Without fork there is none; a service manager starts the server in the background.
 */
#include "core/proc/daemon.h"

void crew_daemon_fill_standard_fds(void)
{
}

void crew_daemon_note_inherited(void)
{
}

int crew_daemon_detach(const crew_daemon_files *files, const char *script, crew_err *err)
{
    (void)files;
    (void)script;
    return crew_err_set(err, CREW_ESYSTEM, "there are no daemons on Windows");
}

bool crew_daemon_is_starting(void)
{
    return false;
}

void crew_daemon_ready(void)
{
}

void crew_daemon_born(void)
{
}

void crew_daemon_settle(void)
{
}
