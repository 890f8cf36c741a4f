/*
 * faulty_epoll: the calls by which libevent waits on Linux, counted and failing on demand. libevent's own calls end here because a
 * program's symbols come before those of its libraries. One source of a program may include it.
 */
#ifndef CREW_UNIT_FAULTY_EPOLL_H
#define CREW_UNIT_FAULTY_EPOLL_H

#include <sys/epoll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/unit/faults.h"

static faults epoll_adds;
static faults epoll_waits;

int epoll_ctl(int epfd, int op, int fd, struct epoll_event *event)
{
    if (op == EPOLL_CTL_ADD && fault_due(&epoll_adds)) {
        return -1;
    }
    return (int)syscall(SYS_epoll_ctl, epfd, op, fd, event);
}

int epoll_wait(int epfd, struct epoll_event *events, int max, int timeout)
{
    return fault_due(&epoll_waits) ? -1 : (int)syscall(SYS_epoll_pwait, epfd, events, max, timeout, NULL, 0);
}

#endif
