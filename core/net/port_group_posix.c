/*
 * port_group_posix: see port_group.h. Nobody knows how here.
 */
#include "core/net/port_group.h"

bool crew_port_group_limit(int fd, int count)
{
    (void)fd;
    (void)count;
    return false;
}
