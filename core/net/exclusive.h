/*
 * exclusive: many processes wait at one listening socket, and the kernel is to wake one of them for each connection, not all.
 *
 * libevent does not know EPOLLEXCLUSIVE (epoll_ctl(2), Linux 4.5), so what it has registered is registered anew behind its back with the same
 * data, which is the descriptor. Everything that libevent does with it afterwards works as before.
 */
#ifndef CREW_NET_EXCLUSIVE_H
#define CREW_NET_EXCLUSIVE_H

#include <stdbool.h>

/* The number that the next new descriptor of this process will get: libevent's epoll descriptor, when asked right before an event_base is
 * made. -1 where there is no epoll. */
int crew_exclusive_next_fd(void);

/*
 * `fd`, which `epoll_fd` watches for reading, is watched exclusively from now on: of all who do, the kernel wakes the one that is idle and has
 * called this the longest time ago. To be called again in order to go to the end of that queue. False, and nothing has changed, when
 * the system cannot, or `epoll_fd` is not what it was taken for.
 */
bool crew_exclusive_watch(int epoll_fd, int fd);

/* Lets others run first who are ready to and share this process's CPU. */
void crew_exclusive_yield(void);

#endif
