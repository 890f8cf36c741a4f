/*
 * Reference server on raw epoll: how cheap the workloads can be with nothing between the program
 * and the kernel. One process, level triggered, one recv and one send a request.
 *
 * It parses nothing and limits nothing. The loop owns the connections; a connection owns its
 * socket and its queue, and both are gone when connection_close returns: each descriptor is
 * reported once a turn, so no later event of the same turn can name it.
 */
#include "bench/reference.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection {
    int fd;
    uint32_t interest;
    struct reference_peer peer;
};

struct server {
    int epoll;
    int listener;
    int signals;
    enum reference_mode mode;
};

/* On a page boundary: where in its page the body lands is not left to chance (README, trap 9). */
static _Alignas(4096) char scratch[REFERENCE_HEAD_ROOM + REFERENCE_READ_SIZE];

static void watch(struct server *server, int fd, uint32_t interest, void *owner, int verb)
{
    struct epoll_event event = {.events = interest, .data.ptr = owner};

    if (epoll_ctl(server->epoll, verb, fd, &event) < 0) {
        reference_die("epoll_ctl");
    }
}

static void connection_close(struct connection *conn)
{
    close(conn->fd);
    reference_queue_clear(&conn->peer.out);
    free(conn);
}

/* Closes the connection if it is done, otherwise watches for what it can do next. */
static void connection_settle(struct server *server, struct connection *conn)
{
    size_t pending = reference_pending(&conn->peer.out);
    uint32_t interest = 0;

    if (conn->peer.closing && pending == 0) {
        connection_close(conn);
        return;
    }
    if (pending <= REFERENCE_PAUSE_ABOVE && !conn->peer.closing) {
        interest |= EPOLLIN;
    }
    if (pending > 0) {
        interest |= EPOLLOUT;
    }
    if (interest != conn->interest) {
        conn->interest = interest;
        watch(server, conn->fd, interest, conn, EPOLL_CTL_MOD);
    }
}

/* Negative: the peer is gone. */
static int connection_read(struct server *server, struct connection *conn)
{
    char *body = scratch + REFERENCE_HEAD_ROOM;
    ssize_t n = recv(conn->fd, body, REFERENCE_READ_SIZE, 0);

    if (n <= 0) {
        return n < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
    }
    return reference_answer(server->mode, conn->fd, &conn->peer, body, (size_t)n);
}

static void on_connection(struct server *server, struct connection *conn, uint32_t events)
{
    int dead = 0;

    if (events & EPOLLOUT) {
        dead = reference_flush(conn->fd, &conn->peer.out);
    }
    /* An error or a hang-up is read too: recv says which it was. */
    if (!dead && (events & ~(uint32_t)EPOLLOUT)) {
        dead = connection_read(server, conn);
    }
    if (dead) {
        connection_close(conn);
    } else {
        connection_settle(server, conn);
    }
}

static void on_listener(struct server *server)
{
    for (;;) {
        int fd = accept4(server->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        struct connection *conn;

        if (fd < 0) {
            if (errno == EAGAIN) {
                return;
            }
            if (errno == EINTR || errno == ECONNABORTED) {
                continue;
            }
            reference_die("accept4");
        }
        conn = calloc(1, sizeof(*conn));
        if (!conn) {
            reference_die("calloc");
        }
        conn->fd = fd;
        conn->interest = EPOLLIN;
        watch(server, fd, EPOLLIN, conn, EPOLL_CTL_ADD);
    }
}

static void server_run(struct server *server)
{
    struct epoll_event events[512];

    for (;;) {
        int n = epoll_wait(server->epoll, events, 512, -1);

        if (n < 0 && errno != EINTR) {
            reference_die("epoll_wait");
        }
        for (int i = 0; i < n; i++) {
            void *owner = events[i].data.ptr;

            if (owner == &server->signals) {
                return;
            }
            if (owner == &server->listener) {
                on_listener(server);
            } else {
                on_connection(server, owner, events[i].events);
            }
        }
    }
}

int main(int argc, char **argv)
{
    struct server server = {0};
    unsigned short port;
    sigset_t terminate;

    server.mode = reference_options(argc, argv, &port);
    sigemptyset(&terminate);
    sigaddset(&terminate, SIGTERM);
    sigprocmask(SIG_BLOCK, &terminate, NULL);

    server.listener = reference_listen(port);
    server.signals = signalfd(-1, &terminate, SFD_NONBLOCK | SFD_CLOEXEC);
    server.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (server.signals < 0 || server.epoll < 0) {
        reference_die("epoll_create1 or signalfd");
    }
    watch(&server, server.listener, EPOLLIN, &server.listener, EPOLL_CTL_ADD);
    watch(&server, server.signals, EPOLLIN, &server.signals, EPOLL_CTL_ADD);

    reference_ready(server.listener, port);
    server_run(&server);
    return 0;
}
