/*
 * accept_linux: sockets that are non-blocking and close-on-exec from their first moment (see sock.h).
 */
#include "core/net/sock.h"

int crew_sock_open(int family)
{
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

int crew_sock_accept(int listener, struct sockaddr *peer, socklen_t *len)
{
    return accept4(listener, peer, len, SOCK_NONBLOCK | SOCK_CLOEXEC);
}
