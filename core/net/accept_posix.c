/*
 * accept_posix: the same for systems that have no accept4 (see sock.h). Between the two calls a fork in another thread could
 * inherit the socket; the engine has one thread and forks only in the master.
 */
#include "core/net/sock.h"

#include <errno.h>
#include <fcntl.h>

static int accept_prepare(int fd)
{
    int flags;

    if (fd < 0) {
        return -1;
    }
    flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) {
        crew_sock_close(fd);
        return -1;
    }
    return fd;
}

int crew_sock_open(int family)
{
    return accept_prepare(socket(family, SOCK_STREAM, 0));
}

int crew_sock_accept(int listener, struct sockaddr *peer, socklen_t *len)
{
    return accept_prepare(accept(listener, peer, len));
}
