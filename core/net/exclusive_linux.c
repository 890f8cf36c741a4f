/*
 * exclusive_linux: see exclusive.h.
 */
#include "core/net/exclusive.h"

#include <sched.h>
#include <sys/epoll.h>

#include "core/net/sock.h"

#ifndef EPOLLEXCLUSIVE
#define EPOLLEXCLUSIVE (1u << 28)
#endif

int crew_exclusive_next_fd(void)
{
    int fd = epoll_create1(EPOLL_CLOEXEC);

    if (fd >= 0) {
        crew_sock_close(fd);
    }
    return fd;
}

bool crew_exclusive_watch(int epoll_fd, int fd)
{
    struct epoll_event exclusive = {.events = EPOLLIN | EPOLLEXCLUSIVE, .data.fd = fd};
    struct epoll_event plain = {.events = EPOLLIN, .data.fd = fd};

    if (epoll_fd < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_DEL, fd, &plain) != 0) {
        return false; /* no epoll descriptor, or one that does not watch it */
    }
    if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &exclusive) == 0) {
        return true;
    }
    (void)epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &plain); /* the memory that was just given back */
    return false;
}

void crew_exclusive_yield(void)
{
    (void)sched_yield();
}
