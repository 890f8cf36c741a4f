/*
 * sock: see sock.h. This file is for every Unix.
 */
#include "core/net/sock.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>
#ifdef __linux__
#include <linux/sockios.h>
#endif

#include "core/net/addr.h"
#include "core/net/port_owner.h"

#define SOCK_PARTS 8

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0 /* macOS: SIGPIPE is ignored by the process instead */
#endif

static int sock_set(int fd, int level, int option, int value)
{
    return setsockopt(fd, level, option, &value, sizeof value);
}

static int sock_set_port_sharing(int fd)
{
#if defined(SO_REUSEPORT_LB)
    return sock_set(fd, SOL_SOCKET, SO_REUSEPORT_LB, 1); /* FreeBSD: plain SO_REUSEPORT does not spread connections there */
#else
    return sock_set(fd, SOL_SOCKET, SO_REUSEPORT, 1);
#endif
}

static void sock_set_keepalive(int fd, const crew_sock_options *options)
{
    (void)sock_set(fd, SOL_SOCKET, SO_KEEPALIVE, options->keepalive != 0); /* best effort: a hint, as in PHP's own streams */
#ifdef TCP_KEEPIDLE
    if (options->keepidle > 0) {
        (void)sock_set(fd, IPPROTO_TCP, TCP_KEEPIDLE, (int)options->keepidle);
    }
#endif
#ifdef TCP_KEEPINTVL
    if (options->keepintvl > 0) {
        (void)sock_set(fd, IPPROTO_TCP, TCP_KEEPINTVL, (int)options->keepintvl);
    }
#endif
#ifdef TCP_KEEPCNT
    if (options->keepcnt > 0) {
        (void)sock_set(fd, IPPROTO_TCP, TCP_KEEPCNT, (int)options->keepcnt);
    }
#endif
}

/* Returns NULL, or the name of the option that could not be set. */
static const char *sock_prepare(int fd, int family, const crew_sock_options *options)
{
    if (family == AF_UNIX) {
        return NULL;
    }
    if (sock_set(fd, SOL_SOCKET, SO_REUSEADDR, 1) != 0) {
        return "SO_REUSEADDR";
    }
    if (options->reuse_port != 0 && sock_set_port_sharing(fd) != 0) {
        return "SO_REUSEPORT";
    }
    if (family == AF_INET6 && options->ipv6_v6only >= 0 &&
        sock_set(fd, IPPROTO_IPV6, IPV6_V6ONLY, options->ipv6_v6only != 0) != 0) {
        return "IPV6_V6ONLY";
    }
    if (options->tcp_nodelay != 0 && sock_set(fd, IPPROTO_TCP, TCP_NODELAY, 1) != 0) {
        return "TCP_NODELAY";
    }
    sock_set_keepalive(fd, options);
#ifdef TCP_DEFER_ACCEPT
    if (options->defer_accept != 0) {
        (void)sock_set(fd, IPPROTO_TCP, TCP_DEFER_ACCEPT, 1); /* best effort: it only saves turns. Who stays silent is accepted after a second or so */
    }
#endif
    return NULL;
}

/* Whether somebody answers at a unix path. A path without an owner refuses the connection. */
static bool sock_unix_is_alive(const struct sockaddr *at, socklen_t len)
{
    int fd = crew_sock_open(AF_UNIX);
    bool alive;

    if (fd < 0) {
        return true; /* not known: leave the path alone */
    }
    alive = connect(fd, at, len) == 0 || errno != ECONNREFUSED;
    crew_sock_close(fd);
    return alive;
}

/* A unix path is made with mode 0660, whatever the umask. */
static int sock_bind_at(int fd, const struct sockaddr *at, socklen_t len)
{
    mode_t before = umask(0117);
    int result = bind(fd, at, len);

    (void)umask(before);
    return result;
}

static int sock_bind(int fd, const struct sockaddr *at, socklen_t len)
{
    const struct sockaddr_un *un = (const struct sockaddr_un *)(const void *)at;
    struct stat about;

    if (sock_bind_at(fd, at, len) == 0) {
        return 0;
    }
    if (errno != EADDRINUSE || at->sa_family != AF_UNIX) {
        return -1;
    }
    if (stat(un->sun_path, &about) != 0 || !S_ISSOCK(about.st_mode) || sock_unix_is_alive(at, len)) {
        errno = EADDRINUSE;
        return -1;
    }
    return unlink(un->sun_path) == 0 ? sock_bind_at(fd, at, len) : -1;
}

static int sock_bind_error(const struct sockaddr *at, socklen_t len, int error, crew_err *err)
{
    char text[160];
    char owner[96];

    (void)crew_addr_text(at, len, text, sizeof text);
    if (error == EADDRINUSE) {
        if (crew_port_owner(crew_addr_port(at), owner, sizeof owner)) {
            return crew_err_set(err, CREW_EIN_USE, "%s is in use by %s", text, owner);
        }
        return crew_err_set(err, CREW_EIN_USE, "%s is in use by another process", text);
    }
    if (error == EACCES || error == EPERM) {
        return crew_err_set(err, CREW_EDENIED, "no permission to listen on %s%s", text,
            at->sa_family != AF_UNIX && crew_addr_port(at) < 1024 ? " (ports below 1024 need root or CAP_NET_BIND_SERVICE)" : "");
    }
    return crew_err_set(err, CREW_ESYSTEM, "cannot listen on %s: %s", text, strerror(error));
}

int crew_sock_listen(const struct sockaddr *at, socklen_t len, const crew_sock_options *options, crew_err *err)
{
    int fd = crew_sock_open(at->sa_family);
    const char *refused;

    if (fd < 0) {
        return crew_err_set(err, CREW_ESYSTEM, "cannot open a socket: %s", strerror(errno)), -1;
    }
    refused = sock_prepare(fd, at->sa_family, options);
    if (refused != NULL) {
        (void)crew_err_set(err, CREW_ESYSTEM, "cannot set %s: %s", refused, strerror(errno));
    } else if (sock_bind(fd, at, len) != 0 || listen(fd, (int)options->backlog) != 0) {
        (void)sock_bind_error(at, len, errno, err);
    } else {
        return fd;
    }
    crew_sock_close(fd);
    return -1;
}

int crew_sock_probe(const struct sockaddr *at, socklen_t len, const crew_sock_options *options, crew_err *err)
{
    crew_sock_options alone = *options;
    int fd;

    alone.reuse_port = 0;
    alone.backlog = 1;
    fd = crew_sock_listen(at, len, &alone, err);
    if (fd < 0) {
        return err->code;
    }
    crew_sock_close(fd);
    return 0;
}

bool crew_sock_adopt(int fd, const crew_sock_options *options)
{
    struct sockaddr_storage at;
    socklen_t len = sizeof at;
    int listens = 0;
    socklen_t size = sizeof listens;

    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0 || crew_sock_local(fd, &at, &len) != 0) {
        return false;
    }
    (void)fcntl(fd, F_SETFL, O_NONBLOCK);
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    (void)listen(fd, (int)options->backlog); /* again: a new length for its queue */
    if (at.ss_family != AF_UNIX) {
        (void)sock_set(fd, IPPROTO_TCP, TCP_NODELAY, options->tcp_nodelay != 0);
        sock_set_keepalive(fd, options);
    }
    return true;
}

void crew_sock_close(int fd)
{
    int saved = errno;

    (void)close(fd); /* EINTR included: the descriptor is gone either way on the systems we know */
    errno = saved;
}

ssize_t crew_sock_recv(int fd, char *into, size_t size)
{
    ssize_t n;

    do {
        n = recv(fd, into, size, 0);
    } while (n < 0 && errno == EINTR);
    return n;
}

static int sock_send_flags(int fd, bool is_last)
{
#if defined(MSG_MORE)
    (void)fd;
    return is_last ? MSG_NOSIGNAL | MSG_MORE : MSG_NOSIGNAL;
#elif defined(TCP_NOPUSH)
    if (is_last) {
        (void)sock_set(fd, IPPROTO_TCP, TCP_NOPUSH, 1); /* refused on unix sockets, which have no segments */
    }
    return MSG_NOSIGNAL;
#else
    (void)fd;
    (void)is_last;
    return MSG_NOSIGNAL;
#endif
}

ssize_t crew_sock_send(int fd, const crew_span *parts, int count, bool is_last)
{
    int flags = sock_send_flags(fd, is_last);
    ssize_t n;

    if (count == 1) {
        do {
            n = send(fd, parts[0].ptr, parts[0].len, flags);
        } while (n < 0 && errno == EINTR);
    } else {
        struct iovec vector[SOCK_PARTS];
        struct msghdr message = {.msg_iov = vector};

        while ((int)message.msg_iovlen < count && message.msg_iovlen < SOCK_PARTS) {
            vector[message.msg_iovlen].iov_base = (void *)(uintptr_t)parts[message.msg_iovlen].ptr;
            vector[message.msg_iovlen].iov_len = parts[message.msg_iovlen].len;
            message.msg_iovlen++;
        }
        do {
            n = sendmsg(fd, &message, flags);
        } while (n < 0 && errno == EINTR);
    }
    return n;
}

bool crew_sock_is_retry(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR || error == ENOBUFS || error == ENOMEM;
}

bool crew_sock_is_peer_gone(int error)
{
    return error == ECONNRESET || error == EPIPE || error == ETIMEDOUT || error == ENOTCONN || error == EHOSTUNREACH ||
           error == ENETUNREACH || error == ECONNABORTED;
}

bool crew_sock_has_input(int fd)
{
    int waiting = 0;

    return ioctl(fd, FIONREAD, &waiting) == 0 && waiting > 0;
}

bool crew_sock_has_peer_ended(int fd)
{
#ifdef POLLRDHUP
    struct pollfd ask = {.fd = fd, .events = POLLRDHUP};
#else
    struct pollfd ask = {.fd = fd};
#endif

    return poll(&ask, 1, 0) > 0;
}

uint64_t crew_sock_unsent(int fd)
{
    int unsent = 0;
#if defined(SIOCOUTQ)
    bool known = ioctl(fd, SIOCOUTQ, &unsent) == 0;
#elif defined(FIONWRITE)
    bool known = ioctl(fd, FIONWRITE, &unsent) == 0;
#elif defined(SO_NWRITE)
    socklen_t size = sizeof unsent;
    bool known = getsockopt(fd, SOL_SOCKET, SO_NWRITE, &unsent, &size) == 0;
#else
    bool known = false;

    (void)fd;
#endif

    return known && unsent > 0 ? (uint64_t)unsent : 0;
}

int crew_sock_local(int fd, struct sockaddr_storage *at, socklen_t *len)
{
    *len = sizeof *at;
    return getsockname(fd, (struct sockaddr *)(void *)at, len);
}
