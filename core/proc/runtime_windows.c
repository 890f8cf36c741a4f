/*
 * runtime: see runtime.h. A server is one process here, and nothing asks it from outside.
 */
#include "core/proc/runtime.h"

int crew_runtime_path(const char *directory, const char *script, const char *suffix, char path[CREW_RUNTIME_PATH], crew_err *err)
{
    (void)directory;
    (void)script;
    (void)suffix;
    path[0] = '\0';
    return crew_err_set(err, CREW_ESYSTEM, "there are no pid files and control sockets on Windows");
}
