/*
 * desk: see desk.h. A visitor is
 *
 *     reading -> writing -> leaving    asks, is answered, ends
 *     reading -> waiting -> writing    when the workers have to be asked first
 *
 * and is shown out when its time is up, in whatever state it is.
 */
#include "core/proc/desk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/net/addr.h"
#include "core/net/sock.h"
#include "core/proc/metrics.h"
#include "core/proc/runtime.h"
#include "core/proc/upgrade.h"
#include "core/proc/server.h"

#define DESK_VISITORS 16     /* at once, of each kind */
#define DESK_OWN_MAX 8       /* descriptors that the master waits for itself */
#define DESK_LINE_MAX 256    /* of a question at the control socket */
#define DESK_HEAD_MAX 8192   /* of an HTTP request */
#define DESK_ASK_MS 5000     /* for asking; for each piece of the answer to be taken */
#define DESK_LEAVE_MS 1000   /* for the visitor's own end, after ours */
#define DESK_BREATH_MS 100   /* without accepting, when descriptors have run out */
#define DESK_BACKLOG 64

typedef enum visitor_state { VISITOR_NONE, VISITOR_READING, VISITOR_WAITING, VISITOR_WRITING, VISITOR_LEAVING } visitor_state;

typedef struct visitor {
    visitor_state state;
    int fd;
    int64_t until_ms;
    crew_buf *in;
    crew_buf *out;
} visitor;

/* One of the two places to come to. */
typedef struct window {
    int fd; /* -1: closed */
    bool speaks_http;
    int64_t closed_until_ms;
    visitor visitors[DESK_VISITORS];
} window;

enum { WINDOW_CONTROL, WINDOW_METRICS, WINDOW_COUNT };

struct crew_desk {
    window windows[WINDOW_COUNT];
    char path[CREW_RUNTIME_PATH]; /* of the control socket, "" when there is none */
    struct stat file;             /* to know it again */
    char metrics[CREW_ADDRESS_TEXT];
    crew_rollcall *rollcall;
    struct pollfd *fds;
    crew_desk_describe describe;
    void *user;
};

/* ---- visitors ----------------------------------------------------------------------------------------------------------- */

static void visitor_end(visitor *who)
{
    crew_sock_close(who->fd);
    crew_buf_clear(&who->in);
    crew_buf_clear(&who->out);
    *who = (visitor){.fd = -1};
}

static void visitor_answers(visitor *who)
{
    crew_buf_clear(&who->in);
    who->state = VISITOR_WRITING;
    who->until_ms = crew_clock_ms() + DESK_ASK_MS;
}

/* All has been taken: says so, and waits for the other's end, because a close over unread bytes would be a reset. */
static void visitor_leaves(visitor *who)
{
    if (shutdown(who->fd, SHUT_WR) != 0) {
        visitor_end(who);
        return;
    }
    who->state = VISITOR_LEAVING;
    who->until_ms = crew_clock_ms() + DESK_LEAVE_MS;
}

static void visitor_write(visitor *who)
{
    while (who->out != NULL) {
        crew_span bytes = crew_buf_peek(who->out);
        ssize_t n = crew_sock_send(who->fd, &bytes, 1, false);

        if (n < 0) {
            if (!crew_sock_is_retry(errno)) {
                visitor_end(who);
            }
            return;
        }
        crew_buf_consume(&who->out, (size_t)n);
        who->until_ms = crew_clock_ms() + DESK_ASK_MS;
    }
    visitor_leaves(who);
}

/* ---- the control socket ------------------------------------------------------------------------------------------------- */

static void desk_answer_status(crew_desk *desk, visitor *who)
{
    crew_snapshot snapshot;

    desk->describe(desk->user, &snapshot);
    crew_snapshot_write(&snapshot, &who->out);
    crew_snapshot_clear(&snapshot);
    visitor_answers(who);
}

/* Who has not answered is told with what its score says. */
static void desk_write_absent(const crew_snapshot *snapshot, const crew_snapshot_worker *worker, crew_json *json)
{
    crew_json_open(json, NULL, '{');
    crew_json_number(json, "worker", worker->slot);
    crew_json_number(json, "pid", worker->pid);
    crew_json_text(json, "state", worker->state);
    crew_json_seconds(json, "busy", crew_snapshot_busy_ms(snapshot, worker));
    crew_json_number(json, "connections", (int64_t)worker->score->traffic.connections);
    crew_json_close(json, '}');
}

static void desk_write_connections(crew_desk *desk, crew_buf **out)
{
    crew_snapshot snapshot;
    crew_json json;
    crew_span list;

    desk->describe(desk->user, &snapshot);
    crew_json_init(&json, out);
    crew_json_open(&json, NULL, '{');
    crew_json_text(&json, "version", CREW_VERSION);
    crew_json_number(&json, "now", snapshot.now_unix);
    crew_json_open(&json, "connections", '[');
    for (int i = 0; i < snapshot.worker_count; i++) {
        if (crew_rollcall_answer(desk->rollcall, snapshot.workers[i].entry, &list) && list.len > 0) {
            crew_json_raw(&json, NULL, list);
        }
    }
    crew_json_close(&json, ']');
    crew_json_open(&json, "unanswered", '[');
    for (int i = 0; i < snapshot.worker_count; i++) {
        if (!crew_rollcall_answer(desk->rollcall, snapshot.workers[i].entry, &list)) {
            desk_write_absent(&snapshot, &snapshot.workers[i], &json);
        }
    }
    crew_json_close(&json, ']');
    crew_json_close(&json, '}');
    crew_buf_append(out, crew_span_str("\n"));
    crew_snapshot_clear(&snapshot);
}

static void desk_end_rollcall(crew_desk *desk)
{
    crew_buf *text = NULL;

    desk_write_connections(desk, &text);
    crew_rollcall_end(desk->rollcall);
    for (int i = 0; i < DESK_VISITORS; i++) {
        visitor *each = &desk->windows[WINDOW_CONTROL].visitors[i];

        if (each->state == VISITOR_WAITING) {
            crew_buf_append(&each->out, crew_buf_peek(text));
            visitor_answers(each);
            visitor_write(each);
        }
    }
    crew_buf_clear(&text);
}

static void desk_refuse(visitor *who, const char *words)
{
    crew_json json;

    crew_json_init(&json, &who->out);
    crew_json_open(&json, NULL, '{');
    crew_json_text(&json, "error", words);
    crew_json_close(&json, '}');
    crew_buf_append(&who->out, crew_span_str("\n"));
    visitor_answers(who);
}

static void desk_on_line(crew_desk *desk, visitor *who)
{
    crew_span all = crew_buf_peek(who->in);
    const char *end = all.len > 0 ? memchr(all.ptr, '\n', all.len) : NULL;
    crew_span line = crew_span_of(all.ptr, end != NULL ? (size_t)(end - all.ptr) : all.len);

    if (line.len >= DESK_LINE_MAX) {
        desk_refuse(who, "the question is too long");
        return;
    }
    if (end == NULL) {
        return;
    }
    if (line.len > 0 && line.ptr[line.len - 1] == '\r') {
        line.len--;
    }
    if (crew_span_eq(line, crew_span_str("status"))) {
        desk_answer_status(desk, who);
    } else if (crew_span_eq(line, crew_span_str("connections"))) {
        who->state = VISITOR_WAITING;
        crew_rollcall_begin(desk->rollcall);
        who->until_ms = crew_rollcall_due_ms(desk->rollcall) + DESK_ASK_MS;
    } else {
        desk_refuse(who, "the questions are status and connections");
    }
}

/* ---- HTTP --------------------------------------------------------------------------------------------------------------- */

typedef struct desk_request {
    crew_span method;
    crew_span path; /* without a query */
    bool wants_openmetrics;
} desk_request;

static crew_span desk_word(crew_span *rest)
{
    size_t len = 0;
    crew_span word;

    while (len < rest->len && rest->ptr[len] != ' ' && rest->ptr[len] != '\r' && rest->ptr[len] != '\n') {
        len++;
    }
    word = crew_span_of(rest->ptr, len);
    *rest = crew_span_skip(*rest, len < rest->len && rest->ptr[len] == ' ' ? len + 1 : len);
    return word;
}

/* Whether the head has the words in one of its lines that begin with Accept. */
static bool desk_accepts(crew_span head, const char *words)
{
    size_t len = strlen(words);

    while (head.len > 0) {
        const char *end = memchr(head.ptr, '\n', head.len);
        size_t line = end != NULL ? (size_t)(end - head.ptr) + 1 : head.len;

        if (line > 7 && strncasecmp(head.ptr, "accept:", 7) == 0) {
            for (size_t i = 7; i + len <= line; i++) {
                if (memcmp(head.ptr + i, words, len) == 0) {
                    return true;
                }
            }
        }
        head = crew_span_skip(head, line);
    }
    return false;
}

static bool desk_parse(crew_span head, desk_request *request)
{
    crew_span rest = head;
    crew_span version;
    const char *query;

    request->method = desk_word(&rest);
    request->path = desk_word(&rest);
    version = desk_word(&rest);
    if (request->path.len == 0 || request->path.ptr[0] != '/' || version.len != 8 || memcmp(version.ptr, "HTTP/1.", 7) != 0) {
        return false;
    }
    query = memchr(request->path.ptr, '?', request->path.len);
    if (query != NULL) {
        request->path.len = (size_t)(query - request->path.ptr);
    }
    request->wants_openmetrics = desk_accepts(head, "application/openmetrics-text");
    return true;
}

static void desk_respond(visitor *who, bool is_head, const char *status, const char *type, crew_span body)
{
    char head[320];

    (void)snprintf(head, sizeof head,
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\nCache-Control: no-store\r\nConnection: close\r\n%s\r\n", status, type, body.len,
        strncmp(status, "405", 3) == 0 ? "Allow: GET, HEAD\r\n" : "");
    crew_buf_append(&who->out, crew_span_str(head));
    if (!is_head) {
        crew_buf_append(&who->out, body);
    }
    visitor_answers(who);
}

static void desk_respond_words(visitor *who, bool is_head, const char *status, const char *words)
{
    desk_respond(who, is_head, status, "text/plain; charset=utf-8", crew_span_str(words));
}

static void desk_respond_metrics(crew_desk *desk, visitor *who, bool is_head, bool is_openmetrics)
{
    crew_snapshot snapshot;
    crew_buf *text = NULL;

    desk->describe(desk->user, &snapshot);
    crew_metrics_write(&snapshot, is_openmetrics, &text);
    crew_snapshot_clear(&snapshot);
    desk_respond(who, is_head, "200 OK", crew_metrics_type(is_openmetrics), crew_buf_peek(text));
    crew_buf_clear(&text);
}

static void desk_respond_readiness(crew_desk *desk, visitor *who, bool is_head)
{
    crew_snapshot snapshot;

    desk->describe(desk->user, &snapshot);
    if (snapshot.is_ready) {
        desk_respond_words(who, is_head, "200 OK", "ready\n");
    } else {
        desk_respond_words(who, is_head, "503 Service Unavailable", "not ready\n");
    }
    crew_snapshot_clear(&snapshot);
}

static void desk_serve_request(crew_desk *desk, visitor *who, crew_span head)
{
    desk_request request;
    bool is_head;

    if (!desk_parse(head, &request)) {
        desk_respond_words(who, false, "400 Bad Request", "this is no HTTP request\n");
        return;
    }
    is_head = crew_span_eq(request.method, crew_span_str("HEAD"));
    if (!is_head && !crew_span_eq(request.method, crew_span_str("GET"))) {
        desk_respond_words(who, false, "405 Method Not Allowed", "there is only GET and HEAD here\n");
    } else if (crew_span_eq(request.path, crew_span_str("/metrics"))) {
        desk_respond_metrics(desk, who, is_head, request.wants_openmetrics);
    } else if (crew_span_eq(request.path, crew_span_str("/livez"))) {
        desk_respond_words(who, is_head, "200 OK", "alive\n");
    } else if (crew_span_eq(request.path, crew_span_str("/readyz"))) {
        desk_respond_readiness(desk, who, is_head);
    } else {
        desk_respond_words(who, is_head, "404 Not Found", "there is /metrics, /livez and /readyz\n");
    }
}

/* The end of the head is an empty line. */
static void desk_on_head(crew_desk *desk, visitor *who)
{
    crew_span all = crew_buf_peek(who->in);

    for (size_t i = 0; i + 1 < all.len; i++) {
        if (all.ptr[i] == '\n' && (all.ptr[i + 1] == '\n' || (all.ptr[i + 1] == '\r' && i + 2 < all.len && all.ptr[i + 2] == '\n'))) {
            desk_serve_request(desk, who, crew_span_of(all.ptr, i + 1));
            return;
        }
    }
    if (all.len >= DESK_HEAD_MAX) {
        desk_respond_words(who, false, "431 Request Header Fields Too Large", "the request is too large\n");
    }
}

/* ---- serving ------------------------------------------------------------------------------------------------------------ */

static void desk_read(crew_desk *desk, const window *at, visitor *who)
{
    char bytes[2048];
    ssize_t n = crew_sock_recv(who->fd, bytes, sizeof bytes);

    if (n < 0 && crew_sock_is_retry(errno)) {
        return;
    }
    if (n <= 0) {
        visitor_end(who);
        return;
    }
    if (who->state != VISITOR_READING) {
        return; /* not wanted any more */
    }
    crew_buf_append(&who->in, crew_span_of(bytes, (size_t)n));
    if (at->speaks_http) {
        desk_on_head(desk, who);
    } else {
        desk_on_line(desk, who);
    }
    if (who->state == VISITOR_WRITING) {
        visitor_write(who);
    }
}

static visitor *window_free_visitor(window *at)
{
    for (int i = 0; i < DESK_VISITORS; i++) {
        if (at->visitors[i].state == VISITOR_NONE) {
            return &at->visitors[i];
        }
    }
    return NULL;
}

static void desk_accept(crew_desk *desk, window *at)
{
    visitor *who;

    while ((who = window_free_visitor(at)) != NULL) {
        struct sockaddr_storage peer;
        socklen_t len = sizeof peer;
        int fd = crew_sock_accept(at->fd, (struct sockaddr *)(void *)&peer, &len);

        if (fd < 0) {
            if (!crew_sock_is_retry(errno) && errno != ECONNABORTED) {
                at->closed_until_ms = crew_clock_ms() + DESK_BREATH_MS;
            }
            return;
        }
        *who = (visitor){.state = VISITOR_READING, .fd = fd, .until_ms = crew_clock_ms() + DESK_ASK_MS};
        desk_read(desk, at, who);
    }
}

static bool window_is_open(window *at, int64_t now)
{
    return at->fd >= 0 && at->closed_until_ms <= now && window_free_visitor(at) != NULL;
}

static int window_watch(window *at, struct pollfd *fds, int64_t now)
{
    int count = 0;

    if (window_is_open(at, now)) {
        fds[count++] = (struct pollfd){.fd = at->fd, .events = POLLIN};
    }
    for (int i = 0; i < DESK_VISITORS; i++) {
        const visitor *each = &at->visitors[i];

        if (each->state == VISITOR_WRITING) {
            fds[count++] = (struct pollfd){.fd = each->fd, .events = POLLOUT};
        } else if (each->state != VISITOR_NONE) {
            fds[count++] = (struct pollfd){.fd = each->fd, .events = POLLIN};
        }
    }
    return count;
}

static void desk_sooner(int64_t *when, int64_t candidate)
{
    if (candidate != 0 && (*when == 0 || candidate < *when)) {
        *when = candidate;
    }
}

/* What the desk itself is due for next; 0: nothing. */
static int64_t desk_due_ms(crew_desk *desk, int64_t now)
{
    int64_t when = crew_rollcall_due_ms(desk->rollcall);

    for (int w = 0; w < WINDOW_COUNT; w++) {
        const window *at = &desk->windows[w];

        if (at->fd >= 0 && at->closed_until_ms > now) {
            desk_sooner(&when, at->closed_until_ms);
        }
        for (int i = 0; i < DESK_VISITORS; i++) {
            if (at->visitors[i].state != VISITOR_NONE) {
                desk_sooner(&when, at->visitors[i].until_ms);
            }
        }
    }
    return when;
}

static void desk_serve_window(crew_desk *desk, window *at, int64_t now)
{
    for (int i = 0; i < DESK_VISITORS; i++) {
        visitor *each = &at->visitors[i];

        if (each->state == VISITOR_WRITING) {
            visitor_write(each);
        } else if (each->state != VISITOR_NONE) {
            desk_read(desk, at, each);
        }
        if (each->state != VISITOR_NONE && each->until_ms <= now) {
            visitor_end(each);
        }
    }
    if (window_is_open(at, now)) {
        desk_accept(desk, at);
    }
}

/* Tries everything that could be done. That is a handful of calls, and only when something has happened. */
static void desk_serve(crew_desk *desk)
{
    int64_t now = crew_clock_ms();

    crew_rollcall_read(desk->rollcall);
    for (int w = 0; w < WINDOW_COUNT; w++) {
        desk_serve_window(desk, &desk->windows[w], now);
    }
    if (crew_rollcall_is_over(desk->rollcall)) {
        desk_end_rollcall(desk);
    }
}

void crew_desk_wait(crew_desk *desk, const struct pollfd *own, int count, int ms)
{
    int64_t now = crew_clock_ms();
    int64_t due = desk_due_ms(desk, now);
    int total = count;
    int ready = 0;

    memcpy(desk->fds, own, (size_t)count * sizeof *own);
    for (int w = 0; w < WINDOW_COUNT; w++) {
        total += window_watch(&desk->windows[w], desk->fds + total, now);
    }
    total += crew_rollcall_watch(desk->rollcall, desk->fds + total);
    if (due != 0) {
        int own_ms = due > now ? (int)(due - now) : 0;

        ms = ms < 0 || own_ms < ms ? own_ms : ms;
    }
    (void)poll(desk->fds, (nfds_t)total, ms); /* EINTR and ENOMEM alike: everything is looked at again */
    for (int i = count; i < total; i++) {
        ready += desk->fds[i].revents != 0;
    }
    if (ready > 0 || (due != 0 && due <= crew_clock_ms())) {
        desk_serve(desk);
    }
}

/* ---- opening and closing ------------------------------------------------------------------------------------------------ */

/* Binds under a name of its own first and renames, so that what a server that was killed has left is replaced, and nobody ever finds a
 * socket with another mode than 0600. */
static int desk_bind_control(const char *path, crew_err *err)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    int fd;

    if (snprintf(at.sun_path, sizeof at.sun_path, "%s.%ld", path, (long)getpid()) >= (int)sizeof at.sun_path) {
        return crew_err_set(err, CREW_ERANGE, "the path %s is too long for a socket", path), -1;
    }
    fd = crew_sock_open(AF_UNIX);
    if (fd < 0) {
        return crew_err_set(err, CREW_ESYSTEM, "%s", strerror(errno)), -1;
    }
    (void)unlink(at.sun_path);
    if (bind(fd, (struct sockaddr *)(void *)&at, sizeof at) != 0 || chmod(at.sun_path, 0600) != 0 || listen(fd, DESK_BACKLOG) != 0 ||
        rename(at.sun_path, path) != 0) {
        (void)crew_err_set(err, CREW_ESYSTEM, "%s: %s", path, strerror(errno));
        (void)unlink(at.sun_path);
        crew_sock_close(fd);
        return -1;
    }
    return fd;
}

/* Going on without one is better than not serving. */
static void desk_open_control(crew_desk *desk, const crew_server *server)
{
    window *at = &desk->windows[WINDOW_CONTROL];
    crew_err err;

    if (crew_server_control_path(server)[0] == '\0') {
        return;
    }
    (void)snprintf(desk->path, sizeof desk->path, "%s", crew_server_control_path(server));
    at->fd = desk_bind_control(desk->path, &err);
    if (at->fd < 0) {
        desk->path[0] = '\0';
        crew_log(CREW_LOG_INFO, "no control socket, so status will not find this server: %s", err.text);
        return;
    }
    (void)stat(desk->path, &desk->file);
    crew_log(CREW_LOG_DEBUG, "control socket %s", desk->path);
}

static int desk_open_metrics(crew_desk *desk, const crew_server *server, crew_err *err)
{
    static const crew_sock_options options = {.backlog = DESK_BACKLOG, .ipv6_v6only = -1, .reuse_port = 1};
    const char *given = crew_server_metrics(server);
    window *at = &desk->windows[WINDOW_METRICS];
    struct sockaddr_storage bound;
    socklen_t len;
    crew_addr addr;
    crew_err why = {0};

    if (given[0] == '\0') {
        return 0;
    }
    if (crew_addr_parse(crew_span_str(given), false, &addr, &why) == 0) {
        for (int i = 0; i < addr.count && at->fd < 0; i++) {
            const struct sockaddr *here = (struct sockaddr *)(void *)&addr.at[i];

            /* Shared only with the predecessor of an upgrade. */
            if (crew_upgrade_is_awaited() || crew_sock_probe(here, addr.len[i], &options, &why) == 0) {
                at->fd = crew_sock_listen(here, addr.len[i], &options, &why);
            }
        }
    }
    if (at->fd < 0) {
        return crew_err_set(err, why.code, "cannot serve metrics on \"%.200s\": %s", given, why.text);
    }
    if (crew_sock_local(at->fd, &bound, &len) == 0) {
        (void)crew_addr_text((struct sockaddr *)(void *)&bound, len, desk->metrics, sizeof desk->metrics);
    }
    return 0;
}

crew_desk *crew_desk_new(crew_server *server, crew_rollcall *rollcall, int entries, crew_desk_describe describe, void *user, crew_err *err)
{
    crew_desk *desk = crew_calloc(1, sizeof *desk);

    desk->rollcall = rollcall;
    desk->describe = describe;
    desk->user = user;
    desk->fds = crew_calloc(DESK_OWN_MAX + WINDOW_COUNT * (DESK_VISITORS + 1) + (size_t)entries, sizeof *desk->fds);
    desk->windows[WINDOW_CONTROL].fd = -1;
    desk->windows[WINDOW_METRICS].fd = -1;
    desk->windows[WINDOW_METRICS].speaks_http = true;
    if (desk_open_metrics(desk, server, err) != 0) {
        crew_desk_free(desk);
        return NULL;
    }
    desk_open_control(desk, server);
    return desk;
}

void crew_desk_free(crew_desk *desk)
{
    struct stat now;

    if (desk->path[0] != '\0' && stat(desk->path, &now) == 0 && now.st_dev == desk->file.st_dev && now.st_ino == desk->file.st_ino) {
        (void)unlink(desk->path); /* gone already is as good */
    }
    crew_desk_leave(desk);
}

void crew_desk_leave(crew_desk *desk)
{
    for (int w = 0; w < WINDOW_COUNT; w++) {
        window *at = &desk->windows[w];

        for (int i = 0; i < DESK_VISITORS; i++) {
            if (at->visitors[i].state != VISITOR_NONE) {
                visitor_end(&at->visitors[i]);
            }
        }
        if (at->fd >= 0) {
            crew_sock_close(at->fd);
        }
    }
    crew_free(desk->fds);
    crew_free(desk);
}

const char *crew_desk_metrics(const crew_desk *desk)
{
    return desk->metrics;
}
