/*
 * pidfile_windows: see pidfile.h. There is no path for one (runtime_windows.c), and one that the script gives is refused.
 */
#include "core/proc/pidfile.h"

#include <stddef.h>

crew_pidfile *crew_pidfile_take(const char *path, crew_err *err)
{
    (void)crew_err_set(err, CREW_ESYSTEM, "cannot write the pid file %s: there are none on Windows", path);
    return NULL;
}

void crew_pidfile_drop(crew_pidfile *file)
{
    (void)file;
}

pid_t crew_pidfile_holder(const char *path)
{
    (void)path;
    return 0;
}

bool crew_pidfile_is_stale(const char *path)
{
    (void)path;
    return false;
}
