/*
 * sock_windows: see sock.h. Sockets by Winsock, which the host has started (PHP does, before it loads any extension).
 *
 * A SOCKET is kept as an int, as handles of the system have 32 significant bits. Whatever fails sets errno, because that is where core/net
 * looks. What is missing: unix sockets, sharing a port (SO_REUSEADDR would let anyone take it over), and the numbers of keep-alive.
 */
#include "core/net/sock.h"

#include <errno.h>
#include <event2/util.h>
#include <limits.h>

#include "core/net/addr.h"

#define SOCK_PARTS 8
#define SOCK_PART_MAX ((size_t)INT_MAX)

#define SOCK_ERRORS(X)                                                                                                  \
    X(INTR) X(ACCES) X(FAULT) X(INVAL) X(MFILE) X(WOULDBLOCK) X(NOTSOCK) X(NOPROTOOPT) X(OPNOTSUPP) X(AFNOSUPPORT)      \
    X(ADDRINUSE) X(ADDRNOTAVAIL) X(NETDOWN) X(NETUNREACH) X(CONNABORTED) X(CONNRESET) X(NOBUFS) X(NOTCONN)              \
    X(TIMEDOUT) X(CONNREFUSED) X(HOSTUNREACH)

/* Sets errno from Winsock's own; returns -1 for the caller to return. */
static int sock_failed(void)
{
#define SOCK_ERROR_CASE(name)                                                                                           \
    case WSAE##name:                                                                                                    \
        errno = E##name;                                                                                                \
        break;
    switch (WSAGetLastError()) {
        SOCK_ERRORS(SOCK_ERROR_CASE)
    case WSAENETRESET: /* keep-alive found nobody */
        errno = ECONNRESET;
        break;
    case WSAESHUTDOWN:
        errno = EPIPE;
        break;
    default:
        errno = EIO;
    }
#undef SOCK_ERROR_CASE
    return -1;
}

/* Makes a socket non-blocking and keeps it from child processes; closes it when that fails. */
static int sock_prepare(SOCKET socket)
{
    u_long on = 1;

    if (socket == INVALID_SOCKET) {
        return sock_failed();
    }
    (void)SetHandleInformation((HANDLE)socket, HANDLE_FLAG_INHERIT, 0); /* best effort: some network drivers do not know it */
    if (ioctlsocket(socket, (long)FIONBIO, &on) != 0) {
        (void)sock_failed();
        crew_sock_close((int)socket);
        return -1;
    }
    return (int)socket;
}

int crew_sock_open(int family)
{
    return sock_prepare(socket(family, SOCK_STREAM, 0));
}

int crew_sock_accept(int listener, struct sockaddr *peer, socklen_t *len)
{
    return sock_prepare(accept((SOCKET)listener, peer, len));
}

int crew_sock_pair(int pair[2], crew_err *err)
{
    evutil_socket_t both[2];

    if (evutil_socketpair(AF_INET, SOCK_STREAM, 0, both) != 0) {
        return crew_err_set(err, CREW_ESYSTEM, "no pair of sockets on 127.0.0.1: %s",
            evutil_socket_error_to_string(EVUTIL_SOCKET_ERROR()));
    }
    pair[0] = sock_prepare((SOCKET)both[0]);
    pair[1] = sock_prepare((SOCKET)both[1]);
    if (pair[0] < 0 || pair[1] < 0) {
        crew_sock_close(pair[0]);
        crew_sock_close(pair[1]);
        return crew_err_set(err, CREW_ESYSTEM, "cannot make a pair of sockets non-blocking");
    }
    return 0;
}

static int sock_set(int fd, int level, int option, int value)
{
    return setsockopt((SOCKET)fd, level, option, (const char *)&value, sizeof value);
}

/* Returns NULL, or what could not be done. */
static const char *sock_listen(int fd, const struct sockaddr *at, socklen_t len, const crew_sock_options *options)
{
    if (sock_set(fd, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, 1) != 0) {
        return "set SO_EXCLUSIVEADDRUSE for";
    }
    if (at->sa_family == AF_INET6 && options->ipv6_v6only >= 0 &&
        sock_set(fd, IPPROTO_IPV6, IPV6_V6ONLY, options->ipv6_v6only != 0) != 0) {
        return "set IPV6_V6ONLY for";
    }
    if (options->tcp_nodelay != 0 && sock_set(fd, IPPROTO_TCP, TCP_NODELAY, 1) != 0) {
        return "set TCP_NODELAY for";
    }
    (void)sock_set(fd, SOL_SOCKET, SO_KEEPALIVE, options->keepalive != 0); /* a hint */
    return bind((SOCKET)fd, at, len) == 0 && listen((SOCKET)fd, (int)options->backlog) == 0 ? NULL : "listen on";
}

int crew_sock_listen(const struct sockaddr *at, socklen_t len, const crew_sock_options *options, crew_err *err)
{
    char text[160];
    const char *refused;
    int error;
    int fd;

    (void)crew_addr_text(at, len, text, sizeof text);
    if (at->sa_family == AF_UNIX) {
        return crew_err_set(err, CREW_EADDRESS, "cannot listen on %s: there are no unix sockets on Windows", text), -1;
    }
    fd = crew_sock_open(at->sa_family);
    refused = fd < 0 ? "open a socket for" : sock_listen(fd, at, len, options);
    if (refused == NULL) {
        return fd;
    }
    error = WSAGetLastError();
    crew_sock_close(fd);
    if (error == WSAEADDRINUSE) {
        (void)crew_err_set(err, CREW_EIN_USE, "%s is in use by another process", text);
    } else if (error == WSAEACCES) { /* also when somebody else has the port for himself alone */
        (void)crew_err_set(err, CREW_EDENIED, "no permission to listen on %s, or another process holds it", text);
    } else {
        (void)crew_err_set(err, CREW_ESYSTEM, "cannot %s %s: %s", refused, text, evutil_socket_error_to_string(error));
    }
    return -1;
}

int crew_sock_probe(const struct sockaddr *at, socklen_t len, const crew_sock_options *options, crew_err *err)
{
    int fd = crew_sock_listen(at, len, options, err); /* is alone on the port anyway */

    if (fd < 0) {
        return err->code;
    }
    crew_sock_close(fd);
    return 0;
}

void crew_sock_close(int fd)
{
    (void)closesocket((SOCKET)fd); /* does not touch errno */
}

ssize_t crew_sock_recv(int fd, char *into, size_t size)
{
    int n = recv((SOCKET)fd, into, size < SOCK_PART_MAX ? (int)size : INT_MAX, 0);

    return n >= 0 ? n : sock_failed();
}

ssize_t crew_sock_send(int fd, const crew_span *parts, int count, bool is_last)
{
    WSABUF buffers[SOCK_PARTS];
    DWORD used = 0;
    DWORD sent = 0;
    size_t room = SOCK_PART_MAX; /* what does not fit is for the next call */

    while ((int)used < count && used < SOCK_PARTS && room > 0) {
        size_t len = parts[used].len < room ? parts[used].len : room;

        buffers[used].buf = (char *)(uintptr_t)parts[used].ptr;
        buffers[used].len = (ULONG)len;
        room -= len;
        used++;
    }
    (void)is_last; /* Winsock has no such option */
    return WSASend((SOCKET)fd, buffers, used, &sent, 0, NULL, NULL) == 0 ? (ssize_t)sent : sock_failed();
}

bool crew_sock_is_retry(int error)
{
    return error == EWOULDBLOCK || error == EINTR || error == ENOBUFS;
}

bool crew_sock_is_peer_gone(int error)
{
    return error == ECONNRESET || error == EPIPE || error == ETIMEDOUT || error == ENOTCONN || error == EHOSTUNREACH ||
           error == ENETUNREACH || error == ECONNABORTED;
}

bool crew_sock_has_input(int fd)
{
    u_long waiting = 0;

    return ioctlsocket((SOCKET)fd, FIONREAD, &waiting) == 0 && waiting > 0;
}

bool crew_sock_has_peer_ended(int fd)
{
    WSAPOLLFD ask = {.fd = (SOCKET)fd};

    return WSAPoll(&ask, 1, 0) > 0;
}

uint64_t crew_sock_unsent(int fd)
{
    (void)fd;
    return 0;
}

int crew_sock_local(int fd, struct sockaddr_storage *at, socklen_t *len)
{
    *len = sizeof *at;
    return getsockname((SOCKET)fd, (struct sockaddr *)(void *)at, len) == 0 ? 0 : sock_failed();
}
