/*
 * faulty_sock: the engine's core/net/sock.c with counted system calls that fail on demand. One source of a program may include it.
 */
#ifndef CREW_UNIT_FAULTY_SOCK_H
#define CREW_UNIT_FAULTY_SOCK_H

#include <netinet/in.h>
#include <sys/socket.h>

#include "tests/unit/faults.h"

static faults recvs;
static faults sends; /* send and sendmsg alike */

static ssize_t faulty_recv(int fd, void *into, size_t size, int flags)
{
    return fault_due(&recvs) ? -1 : recv(fd, into, size, flags);
}

static ssize_t faulty_send(int fd, const void *bytes, size_t size, int flags)
{
    return fault_due(&sends) ? -1 : send(fd, bytes, size, flags);
}

static ssize_t faulty_sendmsg(int fd, const struct msghdr *message, int flags)
{
    return fault_due(&sends) ? -1 : sendmsg(fd, message, flags);
}

#define recv faulty_recv
#define send faulty_send
#define sendmsg faulty_sendmsg
#include "core/net/sock.c"
#undef recv
#undef send
#undef sendmsg

#endif
