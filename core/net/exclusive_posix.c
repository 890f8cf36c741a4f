/*
 * exclusive_posix: see exclusive.h. There is nothing of the kind here.
 */
#include "core/net/exclusive.h"

#include <sched.h>

int crew_exclusive_next_fd(void)
{
    return -1;
}

bool crew_exclusive_watch(int epoll_fd, int fd)
{
    (void)epoll_fd;
    (void)fd;
    return false;
}

void crew_exclusive_yield(void)
{
    (void)sched_yield();
}
