/*
 * log_file_windows: see log.h. Lines go to standard error, which whoever starts the server leads where it is wanted.
 */
#include "core/base/log.h"

#include <stddef.h>

int crew_log_open(const char *path, crew_err *err)
{
    return crew_err_set(err, CREW_ESYSTEM, "cannot log to %s: on Windows the log is standard error", path);
}

void crew_log_close(void)
{
}

int crew_log_lead(int fd, const char *path, crew_err *err)
{
    (void)fd;
    return crew_err_set(err, CREW_ESYSTEM, "cannot write to %s: on Windows output goes to standard output", path != NULL ? path : "NUL");
}

int crew_log_reopen(void)
{
    return 0;
}
