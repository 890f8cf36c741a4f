/*
 * status_windows: see status.h. A server is one process here, which nothing asks from outside.
 */
#include "core/proc/status.h"

int crew_status_print(const char *socket_path, bool connections, bool json, bool watch)
{
    (void)socket_path;
    (void)connections;
    (void)json;
    (void)watch;
    return CREW_STATUS_STOPPED;
}
