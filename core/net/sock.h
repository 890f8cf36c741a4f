/*
 * sock: the system calls on sockets, each in one small function that retries EINTR and reports in words. The only place that
 * knows how sockets differ between systems: sock.c is for every Unix, accept_linux.c / accept_posix.c for where a socket is born
 * non-blocking and close-on-exec, sock_windows.c for Winsock.
 */
#ifndef CREW_NET_SOCK_H
#define CREW_NET_SOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#include <afunix.h>
#ifdef _MSC_VER
typedef SSIZE_T ssize_t;
#endif
#ifndef SHUT_RD
#define SHUT_RD SD_RECEIVE
#define SHUT_WR SD_SEND
#define SHUT_RDWR SD_BOTH
#endif
#else
#include <sys/socket.h>
#include <sys/un.h>
#endif

#include "core/base/err.h"
#include "core/base/span.h"

/* What a listening socket is to be like. */
typedef struct crew_sock_options {
    int64_t backlog;
    int64_t reuse_port;
    int64_t tcp_nodelay;
    int64_t ipv6_v6only; /* -1: as the system has it */
    int64_t keepalive;
    int64_t keepidle; /* seconds, 0: as the system has it; so the next two */
    int64_t keepintvl;
    int64_t keepcnt;
    int64_t defer_accept; /* where clients speak first: a connection is accepted with its first bytes, where the system can */
} crew_sock_options;

/* A new socket, non-blocking and close-on-exec, or -1 with errno. */
int crew_sock_open(int family);

/* The next waiting connection, non-blocking and close-on-exec, or -1 with errno. */
int crew_sock_accept(int listener, struct sockaddr *peer, socklen_t *len);

/*
 * A listening socket. TCP_NODELAY and keep-alive are set on it because accepted sockets inherit them, which saves a call for each
 * connection. A unix path whose owner is gone is taken over. -1 with words in `err`.
 */
int crew_sock_listen(const struct sockaddr *at, socklen_t len, const crew_sock_options *options, crew_err *err);

/*
 * Whether `at` is free. With SO_REUSEPORT two servers of one user could bind the same port and each get half of the connections, so
 * this asks without it. 0, or a CREW_E* with words in `err`.
 */
int crew_sock_probe(const struct sockaddr *at, socklen_t len, const crew_sock_options *options, crew_err *err);

#ifndef _WIN32
/* A listening socket that somebody else has opened becomes one of ours: non-blocking, close-on-exec, with our options. False when it does not
 * listen. */
bool crew_sock_adopt(int fd, const crew_sock_options *options);
#endif

void crew_sock_close(int fd);

/* The number of bytes, 0 for the end, -1 with errno; EINTR is retried. */
ssize_t crew_sock_recv(int fd, char *into, size_t size);

/* The number of bytes, -1 with errno; EINTR is retried; SIGPIPE is never raised. `is_last`: only the end follows, so the kernel may keep a
 * segment that is not full until then and send FIN with it: one packet less, and no peer believes in between that it may ask again. */
ssize_t crew_sock_send(int fd, const crew_span *parts, int count, bool is_last);

/* Whether errno, as the last call left it, means "try again later" / "the peer is gone, as peers go". */
bool crew_sock_is_retry(int error);
bool crew_sock_is_peer_gone(int error);

/* Whether bytes wait to be read. Closing over them sends a reset, which can destroy what the peer has not read yet. */
bool crew_sock_has_input(int fd);

/* Whether the peer sends nothing more, without reading what it has sent. False where the system does not say. */
bool crew_sock_has_peer_ended(int fd);

/* How much of what was sent the kernel still holds because the peer has not taken it: bytes, or what grows and shrinks with them. 0 where the
 * system does not say. */
uint64_t crew_sock_unsent(int fd);

int crew_sock_local(int fd, struct sockaddr_storage *at, socklen_t *len);

#ifdef _WIN32
/* Two connected sockets, where pipes cannot be waited for. 0, or CREW_ESYSTEM with words. */
int crew_sock_pair(int pair[2], crew_err *err);
#endif

#endif
