/*
 * host: connections in a real loop, without processes. Writes down what the engine calls, as one line of text that a test compares, and
 * then does what the test set host.on_... to. Each program has one.
 */
#ifndef CREW_UNIT_HOST_H
#define CREW_UNIT_HOST_H

#include "tests/unit/wire.h"

#include <ctype.h>
#include <sys/un.h>

#include "core/crew.h"
#include "core/net/conn.h"
#include "tests/unit/faulty_epoll.h"
#include "tests/unit/faulty_sock.h"

#define HOST_CONNS 16

static struct {
    crew_loop *loop;
    crew_service *service; /* on the heap, so that a use after its end is seen */
    crew_traffic traffic;
    crew_source tick;
    char *read_buffer;
    crew_conn *conn[HOST_CONNS + 1]; /* by id; gone when closed, unless the test holds a reference */
    int fds[2 * HOST_CONNS];         /* the clients' ends, closed at the end */
    int fd_count;
    int open_before;
    char events[8192];

    void (*on_connect)(crew_conn *conn);
    void (*on_message)(crew_conn *conn, crew_span message);
    void (*on_close)(crew_conn *conn);
    void (*on_error)(crew_conn *conn, int code);
    void (*on_full)(crew_conn *conn);
    void (*on_drain)(crew_conn *conn);
} host;

static inline void host_event(const char *kind, const crew_conn *conn, const char *more)
{
    size_t len = strlen(host.events);

    (void)snprintf(host.events + len, sizeof host.events - len, "%s%s %u%s%s", len > 0 ? ", " : "", kind,
        (unsigned)crew_conn_id(conn), more[0] != '\0' ? " " : "", more);
}

static inline void host_on_connect(crew_conn *conn, void *user)
{
    assert_ptr_equal(user, &host);
    assert_true(crew_conn_id(conn) <= HOST_CONNS);
    host.conn[crew_conn_id(conn)] = conn;
    host_event("connect", conn, "");
    if (host.on_connect != NULL) {
        host.on_connect(conn);
    }
}

static inline void host_on_message(crew_conn *conn, crew_span message, void *user)
{
    char text[64];
    bool is_text = message.len <= 40;

    assert_ptr_equal(user, &host);
    for (size_t i = 0; is_text && i < message.len; i++) {
        is_text = isprint((unsigned char)message.ptr[i]);
    }
    if (is_text) {
        (void)snprintf(text, sizeof text, "%.*s", (int)message.len, message.ptr);
    } else {
        (void)snprintf(text, sizeof text, "(%zu bytes)", message.len);
    }
    host_event("message", conn, text);
    if (host.on_message != NULL) {
        host.on_message(conn, message);
    }
}

static inline void host_on_close(crew_conn *conn, void *user)
{
    assert_ptr_equal(user, &host);
    host_event("close", conn, "");
    if (host.on_close != NULL) {
        host.on_close(conn);
    }
}

static inline void host_on_error(crew_conn *conn, int code, const char *text, void *user)
{
    assert_ptr_equal(user, &host);
    assert_true(strlen(text) > 0);
    host_event("error", conn, code == CREW_EFULL ? "full" : code == CREW_ETOO_LARGE ? "too large" : text);
    if (host.on_error != NULL) {
        host.on_error(conn, code);
    }
}

static inline void host_on_full(crew_conn *conn, void *user)
{
    assert_ptr_equal(user, &host);
    host_event("full", conn, "");
    if (host.on_full != NULL) {
        host.on_full(conn);
    }
}

static inline void host_on_drain(crew_conn *conn, void *user)
{
    assert_ptr_equal(user, &host);
    host_event("drain", conn, "");
    if (host.on_drain != NULL) {
        host.on_drain(conn);
    }
}

static inline void host_on_tick(crew_source *source, unsigned ready)
{
    (void)source;
    (void)ready;
}

static const crew_callbacks host_callbacks = {
    .on_connect = host_on_connect,
    .on_message = host_on_message,
    .on_close = host_on_close,
    .on_error = host_on_error,
    .on_full = host_on_full,
    .on_drain = host_on_drain,
};

/* The same, for a host that reads by itself. */
static const crew_callbacks host_callbacks_without_message __attribute__((unused)) = {
    .on_connect = host_on_connect,
    .on_close = host_on_close,
    .on_error = host_on_error,
    .on_full = host_on_full,
    .on_drain = host_on_drain,
};

static inline void host_set_read_size(size_t size)
{
    free(host.read_buffer);
    host.read_buffer = malloc(size);
    assert_non_null(host.read_buffer);
    host.service->read = (crew_room){host.read_buffer, size};
}

/* A setup: a service for lines of text. What a test wants otherwise it changes before its first connection. */
static inline int host_start(void **state)
{
    (void)state;
    unit_catch_log();
    memset(&host, 0, sizeof host);
    memset(&sends, 0, sizeof sends);
    memset(&recvs, 0, sizeof recvs);
    memset(&epoll_adds, 0, sizeof epoll_adds);
    host.open_before = unit_open_fds();
    host.loop = crew_loop_new(NULL);
    assert_non_null(host.loop);
    host.service = calloc(1, sizeof *host.service);
    assert_non_null(host.service);
    host.service->loop = host.loop;
    host.service->codec = &crew_codec_text;
    host.service->callbacks = host_callbacks;
    host.service->user = &host;
    host.service->traffic = &host.traffic;
    host.service->max_send_buffer = 1024 * 1024;
    host.service->max_package = 1024 * 1024;
    host_set_read_size(65536);
    crew_service_init(host.service);
    crew_source_init(&host.tick, host.loop, -1, host_on_tick);
    return 0;
}

static inline void host_drop_service(void)
{
    crew_service_abandon(host.service);
    free(host.service);
    host.service = NULL;
}

static inline int host_stop(void **state)
{
    (void)state;
    if (host.service != NULL) {
        host_drop_service();
    }
    free(host.read_buffer);
    crew_source_clear(&host.tick);
    crew_loop_free(host.loop);
    for (int i = 0; i < host.fd_count; i++) {
        if (host.fds[i] >= 0) {
            (void)close(host.fds[i]);
        }
    }
    return unit_open_fds() == host.open_before ? 0 : -1;
}

#define host_test(name) cmocka_unit_test_setup_teardown(name, host_start, host_stop)

/* ---- clients ------------------------------------------------------------------------------------------------------------ */

/* Hands pair[1] to the engine; returns pair[0], the client's end. */
static inline int host_open_pair(const int pair[2])
{
    struct sockaddr_storage peer = {0};
    socklen_t len = sizeof peer;

    assert_int_equal(getpeername(pair[1], (struct sockaddr *)(void *)&peer, &len), 0);
    host.fds[host.fd_count++] = pair[0];
    crew_conn_open(host.service, pair[1], (struct sockaddr *)(void *)&peer);
    return pair[0];
}

static inline int host_open(void)
{
    int pair[2];

    wire_tcp_pair(pair);
    return host_open_pair(pair);
}

/* Some tens of thousands of bytes fill it. */
static inline int host_open_narrow(void)
{
    int pair[2];

    wire_narrow_pair(pair);
    return host_open_pair(pair);
}

/* Closes a client's end. */
static inline void host_hang_up(int fd)
{
    for (int i = 0; i < host.fd_count; i++) {
        if (host.fds[i] == fd) {
            host.fds[i] = -1;
        }
    }
    (void)close(fd);
}

static inline void host_reset(int fd)
{
    int copy = dup(fd);

    assert_true(copy >= 0);
    host_hang_up(fd);
    wire_reset(copy);
}

/* ---- turns -------------------------------------------------------------------------------------------------------------- */

/* One turn that does not wait when nothing has happened. */
static inline void host_turn(void)
{
    crew_source_note(&host.tick, CREW_READY_OWN);
    (void)crew_loop_turn(host.loop);
}

/* Enough turns for everything on its way to have arrived. */
static inline void host_settle(void)
{
    for (int i = 0; i < 6; i++) {
        host_turn();
        if (i % 2 != 0) {
            unit_nap();
        }
    }
}

#define host_until(condition) wait_until(condition, host_turn())

/* Turns until this much has been written down, or in vain. */
static inline void host_await_events(const char *expected)
{
    int64_t give_up_at = unit_now_ms() + UNIT_DEADLINE_MS;

    while (strlen(host.events) < strlen(expected) && unit_now_ms() < give_up_at) {
        host_turn();
    }
    host_settle();
}

/* Exactly these calls came since the last look: "connect 1, message 1 hello, close 1". */
#define assert_events(expected)                                                                                         \
    do {                                                                                                                \
        host_await_events(expected);                                                                                    \
        assert_string_equal(host.events, (expected));                                                                   \
        host.events[0] = '\0';                                                                                          \
    } while (0)

/* Reads exactly `size` bytes at the client while the loop turns. */
static inline void host_take(int fd, char *into, size_t size)
{
    size_t got = 0;

    host_until(({
        ssize_t n = got < size ? wire_take(fd, into + got, size - got) : 0;

        if (got < size && (n == 0 || (n < 0 && errno != EAGAIN))) {
            fail_msg("after %zu of %zu bytes: %s", got, size, n == 0 ? "the end" : strerror(errno));
        }
        got += n > 0 ? (size_t)n : 0;
        got == size;
    }));
}

/* Sends everything from the client while the loop turns. */
static inline void host_put(int fd, const char *bytes, size_t size)
{
    size_t put = 0;

    host_until(({
        ssize_t n = put < size ? send(fd, bytes + put, size - put, MSG_DONTWAIT | MSG_NOSIGNAL) : 0;

        put += n > 0 ? (size_t)n : 0;
        put == size;
    }));
}

#define assert_answer(fd, text)                                                                                         \
    do {                                                                                                                \
        char answer_got[sizeof(text)] = "";                                                                             \
        host_take((fd), answer_got, sizeof(text) - 1);                                                                  \
        assert_string_equal(answer_got, (text));                                                                        \
    } while (0)

/* `size` bytes of wire_pattern. */
static inline void assert_pattern(int fd, size_t size, size_t from)
{
    char *got = malloc(size);

    assert_non_null(got);
    host_take(fd, got, size);
    assert_true(wire_is_pattern(got, size, from));
    free(got);
}

/* The client sees a proper end: no further byte and no reset. */
static inline void assert_end(int fd)
{
    host_until(({
        char byte;
        ssize_t n = wire_take(fd, &byte, 1);

        if (n > 0 || (n < 0 && errno != EAGAIN)) {
            fail_msg("instead of the end: %s", n > 0 ? "a byte" : strerror(errno));
        }
        n == 0;
    }));
}

/* The client sees nothing at all. */
static inline void assert_silence(int fd)
{
    char byte;

    host_settle();
    assert_int_equal(wire_take(fd, &byte, 1), -1);
    assert_int_equal(errno, EAGAIN);
}

/* How many bytes have arrived at the client without being taken. */
static inline size_t host_arrived(int fd)
{
    static char drop[8 * 1024 * 1024];
    ssize_t n = recv(fd, drop, sizeof drop, MSG_PEEK | MSG_DONTWAIT);

    return n > 0 ? (size_t)n : 0;
}

#endif
