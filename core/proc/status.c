/*
 * status: see status.h. The pid file lies beside the control socket and has its name.
 */
#include "core/proc/status.h"

#include <stdio.h>
#include <string.h>

#include "core/proc/pidfile.h"
#include "core/proc/runtime.h"

int crew_status_print(const char *socket_path, bool connections, bool json, bool watch)
{
    char path[CREW_RUNTIME_PATH];
    size_t stem = strlen(socket_path) >= 5 ? strlen(socket_path) - 5 : 0; /* without ".sock" */

    (void)connections;
    (void)watch;
    (void)snprintf(path, sizeof path, "%.*s.pid", (int)stem, socket_path);
    (void)printf(json ? "{\"pid\": %ld}\n" : "running with pid %ld\n", (long)crew_pidfile_holder(path));
    (void)fflush(stdout);
    return 0;
}
