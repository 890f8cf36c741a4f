/*
 * inherit_windows: see inherit.h. Nobody hands sockets over here.
 */
#include "core/proc/inherit.h"

int crew_inherit_take(
    const char *given, const crew_addr *addr, const crew_sock_options *options, int *fds, int max, bool *is_lent)
{
    (void)given;
    (void)addr;
    (void)options;
    (void)fds;
    (void)max;
    *is_lent = false;
    return 0;
}
