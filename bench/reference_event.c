/*
 * Reference server on libevent's raw `struct event`: what the engine could cost at best, since it
 * stands on the same calls. One process, one recv and one send a request; no bufferevents.
 *
 * It parses nothing and limits nothing. A connection owns its socket, its queue and its two
 * events, which are assigned inside it; event_del takes them out of libevent before the memory
 * goes. `reference_event --version` prints the version of libevent.
 */
#include "bench/reference.h"

#include <errno.h>
#include <event2/event.h>
#include <event2/event_struct.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct server {
    struct event_base *base;
    enum reference_mode mode;
};

struct connection {
    struct event readable;
    struct event writable;
    struct server *server;
    struct reference_peer peer;
    bool reading;
    bool writing;
};

/* On a page boundary: where in its page the body lands is not left to chance (README, trap 9). */
static _Alignas(4096) char scratch[REFERENCE_HEAD_ROOM + REFERENCE_READ_SIZE];

static void arm(struct event *event, bool *armed, bool wanted)
{
    if (*armed == wanted) {
        return;
    }
    *armed = wanted;
    if ((wanted ? event_add(event, NULL) : event_del(event)) < 0) {
        reference_die("event_add or event_del");
    }
}

static void connection_close(struct connection *conn)
{
    int fd = event_get_fd(&conn->readable);

    arm(&conn->readable, &conn->reading, false);
    arm(&conn->writable, &conn->writing, false);
    close(fd);
    reference_queue_clear(&conn->peer.out);
    free(conn);
}

/* Closes the connection if it is done, otherwise watches for what it can do next. */
static void connection_settle(struct connection *conn)
{
    size_t pending = reference_pending(&conn->peer.out);

    if (conn->peer.closing && pending == 0) {
        connection_close(conn);
        return;
    }
    arm(&conn->readable, &conn->reading, pending <= REFERENCE_PAUSE_ABOVE && !conn->peer.closing);
    arm(&conn->writable, &conn->writing, pending > 0);
}

static void on_readable(evutil_socket_t fd, short what, void *arg)
{
    struct connection *conn = arg;
    char *body = scratch + REFERENCE_HEAD_ROOM;
    ssize_t n = recv(fd, body, REFERENCE_READ_SIZE, 0);

    (void)what;
    if (n <= 0) {
        if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
            connection_close(conn);
        }
        return;
    }
    if (reference_answer(conn->server->mode, fd, &conn->peer, body, (size_t)n) < 0) {
        connection_close(conn);
    } else {
        connection_settle(conn);
    }
}

static void on_writable(evutil_socket_t fd, short what, void *arg)
{
    struct connection *conn = arg;

    (void)what;
    if (reference_flush(fd, &conn->peer.out) < 0) {
        connection_close(conn);
    } else {
        connection_settle(conn);
    }
}

static void connection_open(struct server *server, int fd)
{
    struct connection *conn = calloc(1, sizeof(*conn));

    if (!conn) {
        reference_die("calloc");
    }
    conn->server = server;
    event_assign(&conn->readable, server->base, fd, EV_READ | EV_PERSIST, on_readable, conn);
    event_assign(&conn->writable, server->base, fd, EV_WRITE | EV_PERSIST, on_writable, conn);
    arm(&conn->readable, &conn->reading, true);
}

static void on_listener(evutil_socket_t listener, short what, void *arg)
{
    (void)what;
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

        if (fd >= 0) {
            connection_open(arg, fd);
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            reference_die("accept4");
        }
    }
}

static void on_terminate(evutil_socket_t signal_number, short what, void *arg)
{
    struct server *server = arg;

    (void)signal_number;
    (void)what;
    event_base_loopbreak(server->base);
}

int main(int argc, char **argv)
{
    struct server server = {0};
    struct event_config *config;
    struct event accepting;
    struct event terminate;
    unsigned short port;
    int listener;

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts(event_get_version());
        return 0;
    }
    server.mode = reference_options(argc, argv, &port);
    listener = reference_listen(port);

    config = event_config_new();
    if (!config || event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK) < 0) {
        reference_die("event_config_new");
    }
    server.base = event_base_new_with_config(config);
    event_config_free(config);
    if (!server.base) {
        reference_die("event_base_new_with_config");
    }
    event_assign(&accepting, server.base, listener, EV_READ | EV_PERSIST, on_listener, &server);
    evsignal_assign(&terminate, server.base, SIGTERM, on_terminate, &server);
    if (event_add(&accepting, NULL) < 0 || event_add(&terminate, NULL) < 0) {
        reference_die("event_add");
    }

    reference_ready(listener, port);
    event_base_dispatch(server.base);
    return 0;
}
