/*
 * wire: the other side of what is tested: plain sockets on the loopback device.
 */
#ifndef CREW_UNIT_WIRE_H
#define CREW_UNIT_WIRE_H

#include "tests/unit/unit.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

static inline void wire_set_nonblocking(int fd)
{
    assert_int_equal(fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK), 0);
}

static inline struct sockaddr_in wire_loopback(int port)
{
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

/* 0 leaves a buffer as the system has it. To be set before connecting, or the window is larger than the buffer. */
static inline void wire_set_buffer(int fd, int option, int size)
{
    if (size > 0) {
        assert_int_equal(setsockopt(fd, SOL_SOCKET, option, &size, sizeof size), 0);
    }
}

/* Connects to a port of 127.0.0.1 with buffers of `size` bytes; -1 with errno when it is refused. */
static inline int wire_connect_narrow(int port, int size)
{
    struct sockaddr_in at = wire_loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int error;

    assert_true(fd >= 0);
    wire_set_buffer(fd, SO_RCVBUF, size);
    wire_set_buffer(fd, SO_SNDBUF, size);
    if (connect(fd, (struct sockaddr *)(void *)&at, sizeof at) == 0) {
        return fd;
    }
    error = errno;
    (void)close(fd);
    errno = error;
    return -1;
}

static inline int wire_connect(int port)
{
    return wire_connect_narrow(port, 0);
}

static inline int wire_port(int fd)
{
    struct sockaddr_in at;
    socklen_t len = sizeof at;

    assert_int_equal(getsockname(fd, (struct sockaddr *)(void *)&at, &len), 0);
    return ntohs(at.sin_port);
}

/* A listening socket on a port of the system's choice; its queue holds `backlog`. */
static inline int wire_listen(int backlog)
{
    struct sockaddr_in at = wire_loopback(0);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)(void *)&at, sizeof at), 0);
    assert_int_equal(listen(fd, backlog), 0);
    return fd;
}

/* Two ends of a TCP connection: pair[0] blocks and is the test's, pair[1] does not and is the engine's. */
static inline void wire_tcp_pair_sized(int pair[2], int size)
{
    int listener = wire_listen(1);

    wire_set_buffer(listener, SO_RCVBUF, size); /* what is accepted inherits it */
    wire_set_buffer(listener, SO_SNDBUF, size);
    pair[0] = wire_connect_narrow(wire_port(listener), size);
    assert_true(pair[0] >= 0);
    pair[1] = accept(listener, NULL, NULL);
    assert_true(pair[1] >= 0);
    (void)close(listener);
    wire_set_nonblocking(pair[1]);
}

static inline void wire_tcp_pair(int pair[2])
{
    wire_tcp_pair_sized(pair, 0);
}

/* Between these two fit some tens of thousands of bytes that nobody has read, so that a test need not move megabytes. */
static inline void wire_narrow_pair(int pair[2])
{
    wire_tcp_pair_sized(pair, 16384);
}

static inline void wire_unix_pair(int pair[2])
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    wire_set_nonblocking(pair[1]);
}

static inline void wire_put_bytes(int fd, const void *bytes, size_t size)
{
    assert_int_equal(send(fd, bytes, size, MSG_NOSIGNAL), size);
}

static inline void wire_put(int fd, const char *text)
{
    wire_put_bytes(fd, text, strlen(text));
}

/* What has arrived, without waiting: the number of bytes, 0 at the end, -1 with errno. */
static inline ssize_t wire_take(int fd, void *into, size_t size)
{
    return recv(fd, into, size, MSG_DONTWAIT);
}

/* Closes so that the peer gets a reset instead of an end. */
static inline void wire_reset(int fd)
{
    struct linger none = {.l_onoff = 1, .l_linger = 0};

    assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_LINGER, &none, sizeof none), 0);
    (void)close(fd);
}

/* Bytes that are never the same at two places of one test: what is lost, doubled or moved is seen. */
static inline void wire_pattern(char *into, size_t size, size_t from)
{
    for (size_t i = 0; i < size; i++) {
        size_t at = from + i;

        into[i] = (char)('a' + (at + at / 26 + at / 1000) % 26);
    }
}

static inline bool wire_is_pattern(const char *bytes, size_t size, size_t from)
{
    for (size_t i = 0; i < size; i++) {
        size_t at = from + i;

        if (bytes[i] != (char)('a' + (at + at / 26 + at / 1000) % 26)) {
            return false;
        }
    }
    return true;
}

#endif
