/*
 * conn: see conn.h and the contracts in core/crew.h.
 *
 * Owns the state of a connection: nothing else changes it. The states and who moves them:
 *
 *     open -> ending      end was asked for, or the peer has ended and bytes are still queued
 *     ending -> lingering all has been sent and FIN with it; the peer may still be sending, and a close now would answer that
 *                         with a reset, which can destroy what the peer has not read yet
 *     any -> closed       the descriptor is closed
 *
 * The host is told of the close once, when the state is lingering or closed and no callback is running.
 *
 * The list of its service holds one reference until the host has been told and the descriptor is closed; frames that call out hold one
 * for their time. A closed connection does not look at its service any more, which may be gone before the host lets go of it.
 */
#include "core/net/conn_internal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/net/file.h"

#define CONN_LINGER_MS 1000      /* how long a peer may take to end after we did */
#define CONN_DIRECT_SIZE 16384   /* from here on copying into the cork costs more than it saves */
#define CONN_SMALL_FILE 65536    /* bytes of a file that are read at once */
#define CONN_UNREAD_SIZE 65536   /* bytes kept for a host that reads by itself */

/* ---- state -------------------------------------------------------------------------------------------------------------- */

#define CONN_WORD(name, word) word,
static const char *const conn_words[] = {CONN_STATES(CONN_WORD)};
#undef CONN_WORD

static void conn_set_state(crew_conn *conn, conn_state state)
{
    if (crew_log_shows(CREW_LOG_DEBUG)) {
        crew_log(CREW_LOG_DEBUG, "conn %llu: %s -> %s", (unsigned long long)conn->id, conn_words[conn->state], conn_words[state]);
    }
    conn->state = (uint8_t)state;
}

static void conn_watch(crew_conn *conn)
{
    bool reads = conn->state == CONN_OPEN ? conn->paused == 0 && !(conn->flags & CONN_FLAG_EOF)
                                          : conn->state != CONN_CLOSED && !(conn->flags & CONN_FLAG_EOF);

    crew_stream_watch_read(&conn->stream, reads);
}

void crew_conn_set_paused(crew_conn *conn, unsigned reason, bool on)
{
    conn->paused = (uint8_t)(on ? conn->paused | reason : conn->paused & ~reason);
    if (conn->state == CONN_OPEN) {
        conn_watch(conn);
        if (on && reason == CONN_PAUSE_UNREAD) {
            crew_service_look_later(conn->service);
        }
        if (!on && conn->paused == 0 && conn->in != NULL) {
            crew_source_note(&conn->stream.source, CONN_NOTE_INPUT);
        }
    }
}

void crew_conn_set_unread(crew_conn *conn, bool on)
{
    if (on != ((conn->paused & CONN_PAUSE_UNREAD) != 0)) {
        crew_conn_set_paused(conn, CONN_PAUSE_UNREAD, on);
    }
}

static void conn_drop_cork(crew_conn *conn)
{
    if (conn->service->cork_conn == conn) {
        conn->service->cork_len = 0;
    }
}

static void conn_close(crew_conn *conn)
{
    if (conn->state == CONN_CLOSED) {
        return;
    }
    conn_set_state(conn, CONN_CLOSED);
    conn_drop_cork(conn);
    crew_stream_close(&conn->stream);
    crew_source_note(&conn->stream.source, CONN_NOTE_CLOSE);
    crew_pipe_break(conn);
}

/* Everything has left: closes, or waits for the peer's end where bytes may still be coming. */
static void conn_finish(crew_conn *conn)
{
    crew_service *service = conn->service;
    bool lingers = service->mode != CREW_SERVICE_OPEN || (conn->flags & CONN_FLAG_MORE) || conn->in != NULL ||
                   conn->paused != 0 || (service->input_conn == conn && service->input.len > 0) ||
                   crew_sock_has_input(crew_stream_fd(&conn->stream));

    if (!lingers || (conn->flags & CONN_FLAG_EOF) || shutdown(crew_stream_fd(&conn->stream), SHUT_WR) != 0) {
        conn_close(conn);
        return;
    }
    conn_set_state(conn, CONN_LINGERING);
    conn_watch(conn);
    conn->linger_until = crew_clock_ms() + CONN_LINGER_MS;
    crew_source_note(&conn->stream.source, CONN_NOTE_CLOSE);
    crew_pipe_break(conn);
}

static void conn_error(crew_conn *conn, int code, const char *text)
{
    if (conn->service->callbacks.on_error != NULL) {
        conn->service->callbacks.on_error(conn, code, text, conn->service->user);
    }
}

/* The kernel gave the connection up. Peers leave in many ways, which is nobody's error; the rest is told with the close. */
static void conn_fail(crew_conn *conn, int error)
{
    conn->error = crew_sock_is_peer_gone(error) ? 0 : error;
    conn_close(conn);
}

void crew_conn_forget(crew_conn *conn)
{
    conn_set_state(conn, CONN_CLOSED);
    conn->flags |= CONN_FLAG_TOLD;
    conn_drop_cork(conn);
    crew_stream_forget(&conn->stream);
}

static void conn_free(crew_conn *conn)
{
    if (conn->flags & CONN_FLAG_HTTP) {
        crew_http_clear(conn);
    }
    crew_buf_clear(&conn->in);
    crew_free(conn);
}

/* The last word to the host; then the service lets go as well, unless the connection lingers. */
void crew_conn_tell_closed(crew_conn *conn)
{
    crew_service *service = conn->service;

    if (!(conn->flags & CONN_FLAG_TOLD)) {
        if (conn->error != 0) {
            conn_error(conn, CREW_ESYSTEM, strerror(conn->error));
        }
        conn->flags |= CONN_FLAG_TOLD;
        service->traffic->connections--;
        crew_list_remove(&conn->link);
        crew_list_append(&service->lingering, &conn->link);
        if (conn->state == CONN_LINGERING && !service->is_linger_timed) {
            service->is_linger_timed = true;
            crew_source_after(&service->linger_timer, CONN_LINGER_MS);
        }
        if (service->callbacks.on_close != NULL) {
            service->callbacks.on_close(conn, service->user);
        }
    }
    if (conn->state == CONN_CLOSED && crew_list_is_linked(&conn->link)) {
        crew_source_clear(&conn->stream.source); /* the note that may still be waiting */
        crew_list_remove(&conn->link);
        crew_conn_unref(conn);
    }
}

/* ---- sending ------------------------------------------------------------------------------------------------------------ */

static bool conn_is_corked(const crew_conn *conn)
{
    return conn->service->cork_conn == conn;
}

static uint64_t conn_pending(const crew_conn *conn)
{
    return crew_stream_pending(&conn->stream) + (conn_is_corked(conn) ? conn->service->cork_len : 0);
}

/* While draining every answer is the last one. Who is joined with another has no answers: he stays for as long as both like. HTTP sees to it itself. */
static bool conn_answers_last(const crew_conn *conn)
{
    return conn->service->mode != CREW_SERVICE_OPEN && conn->pipe == NULL && !(conn->flags & CONN_FLAG_HTTP);
}

static bool conn_sends_last(const crew_conn *conn)
{
    return conn->state == CONN_ENDING || conn_answers_last(conn);
}

static void conn_pushed(crew_conn *conn, int result)
{
    if (result != 0) {
        conn_fail(conn, errno);
    } else if (conn->stream.out == NULL && (conn->flags & CONN_FLAG_SHUT_WR) && conn->state == CONN_OPEN) {
        (void)shutdown(crew_stream_fd(&conn->stream), SHUT_WR); /* fails only when the peer is gone, which reading will tell */
    }
}

static void conn_push_as(crew_conn *conn, const crew_span *parts, int count, bool is_last)
{
    crew_span all[CREW_STREAM_PARTS];
    int n = 0;

    if (conn_is_corked(conn) && conn->service->cork_len > 0) {
        all[n++] = crew_span_of(conn->service->cork, conn->service->cork_len);
        conn->service->cork_len = 0;
    }
    for (int i = 0; i < count; i++) {
        all[n++] = parts[i];
    }
    conn_pushed(conn, n > 0 ? crew_stream_write(&conn->stream, all, n, is_last) : crew_stream_flush(&conn->stream, is_last));
}

/* Hands the corked bytes and then `parts` to the stream. */
static void conn_push(crew_conn *conn, const crew_span *parts, int count)
{
    conn_push_as(conn, parts, count, conn_sends_last(conn));
}

/* The same for the corked bytes alone, which is how most answers leave. */
CREW_FLAT void conn_push_cork(crew_conn *conn)
{
    crew_span corked = crew_span_of(conn->service->cork, conn->service->cork_len);
    int result;

    conn->service->cork_len = 0;
    result = crew_stream_write(&conn->stream, &corked, 1, conn_sends_last(conn));
    if (result != 0 || (conn->flags & CONN_FLAG_SHUT_WR)) {
        conn_pushed(conn, result);
    }
}

static void conn_cork_append(crew_service *service, const crew_span *parts, int count)
{
    for (int i = 0; i < count; i++) {
        if (parts[i].len > 0) { /* an empty part may point nowhere */
            memcpy(service->cork + service->cork_len, parts[i].ptr, parts[i].len);
            service->cork_len += parts[i].len;
        }
    }
}

static void conn_check_full(crew_conn *conn)
{
    if (!(conn->flags & CONN_FLAG_FULL) && conn_pending(conn) >= conn->service->max_send_buffer) {
        conn->flags |= CONN_FLAG_FULL;
        crew_conn_set_paused(conn, CONN_PAUSE_FULL, true);
        crew_pipe_filled(conn);
        crew_source_note(&conn->stream.source, CONN_NOTE_FULL);
    }
}

/* 0 when a write is taken, otherwise why not. */
static int conn_refuses(crew_conn *conn)
{
    crew_service *service = conn->service;

    if (conn->state != CONN_OPEN || (conn->flags & CONN_FLAG_SHUT_WR)) {
        return CREW_ECLOSED;
    }
    if (conn_pending(conn) >= service->max_send_buffer) {
        conn_push(conn, NULL, 0); /* the peer may have caught up during a long callback */
        if (conn->state != CONN_OPEN) {
            return CREW_ECLOSED;
        }
        if (conn_pending(conn) >= service->max_send_buffer) {
            conn_check_full(conn); /* what filled it may have been in the cork until now */
            service->traffic->refused++;
            crew_source_note(&conn->stream.source, CONN_NOTE_REFUSED);
            return CREW_EFULL;
        }
    }
    return 0;
}

static void conn_count_written(crew_conn *conn, uint64_t bytes)
{
    conn->flags |= CONN_FLAG_WROTE;
    conn->bytes_written += bytes;
    conn->service->traffic->bytes_written += bytes;
}

void crew_conn_take_parts(crew_conn *conn, const crew_span *parts, int count)
{
    crew_service *service = conn->service;
    size_t total = 0;

    for (int i = 0; i < count; i++) {
        total += parts[i].len;
    }
    conn_count_written(conn, total);
    if (total >= CONN_DIRECT_SIZE || (conn_is_corked(conn) && service->cork_len + total > CREW_CORK_SIZE)) {
        conn_push(conn, parts, count);
        if (!conn_is_corked(conn) && conn->stream.out == NULL) {
            crew_source_note(&conn->stream.source, CONN_NOTE_FLUSH); /* on_drain may be owed, or the end of an answered one */
        }
    } else if (conn_is_corked(conn) && conn->stream.out == NULL) {
        conn_cork_append(service, parts, count);
        return;
    } else {
        crew_stream_queue(&conn->stream, parts, count);
        crew_source_note(&conn->stream.source, CONN_NOTE_FLUSH);
    }
    if (conn->state == CONN_OPEN) {
        conn_check_full(conn);
    }
}

int crew_conn_write_parts(crew_conn *conn, const crew_span *parts, int count)
{
    int refused = conn_refuses(conn);

    if (refused == 0) {
        crew_conn_take_parts(conn, parts, count);
    }
    return refused;
}

/* While draining, a connection whose answer has left has had its last one. */
static void conn_end_answered(crew_conn *conn)
{
    if (conn_answers_last(conn) && conn->state == CONN_OPEN && (conn->flags & CONN_FLAG_WROTE) && conn->stream.out == NULL) {
        crew_conn_end(conn);
    }
}

/* Runs at the loop's level only: after a flush, what the empty queue allows. */
static void conn_after_flush(crew_conn *conn)
{
    if (conn->stream.out != NULL || conn->state == CONN_CLOSED) {
        return;
    }
    if (conn->flags & CONN_FLAG_FULL) {
        conn->flags &= (uint8_t)~CONN_FLAG_FULL;
        crew_conn_set_paused(conn, CONN_PAUSE_FULL, false);
        crew_pipe_drained(conn);
        if (conn->state == CONN_OPEN && conn->service->callbacks.on_drain != NULL) {
            conn->service->callbacks.on_drain(conn, conn->service->user);
        }
    }
    if (conn->state == CONN_ENDING && conn->stream.out == NULL) {
        conn_finish(conn);
    } else {
        conn_end_answered(conn);
    }
}

/* ---- receiving ---------------------------------------------------------------------------------------------------------- */

static void conn_cork(crew_conn *conn)
{
    conn->service->cork_conn = conn;
    conn->service->cork_len = 0;
    conn->flags &= (uint8_t)~CONN_FLAG_WROTE;
}

CREW_FLAT void conn_uncork(crew_conn *conn)
{
    crew_service *service = conn->service;

    if (service->cork_len > 0) {
        conn_push_cork(conn);
        if (conn->stream.out != NULL && conn->state == CONN_OPEN) {
            conn_check_full(conn);
        }
    }
    service->cork_conn = NULL;
    conn_end_answered(conn);
}

static bool conn_takes_messages(const crew_conn *conn)
{
    return conn->state == CONN_OPEN && !(conn->paused & (CONN_PAUSE_HOST | CONN_PAUSE_PIPE | CONN_PAUSE_FULL));
}

static void conn_refuse_input(crew_conn *conn, int code)
{
    conn->service->input.len = 0;
    conn_error(conn, code, crew_err_words(code));
    crew_conn_end(conn);
}

/* A protocol of the host's own: asks how long the message in front is. False when that is not known yet, or there will be none. */
static bool conn_ask_host(crew_conn *conn)
{
    crew_service *service = conn->service;
    size_t waiting = service->input.len;
    long size = service->callbacks.on_input(conn, service->input, service->user);

    if (conn->state != CONN_OPEN || service->input.len != waiting) {
        return true; /* it has read some of it by itself: the answer was about other bytes */
    }
    if (size < 0 || (size == 0 && waiting >= service->max_package)) {
        conn_refuse_input(conn, size < 0 ? (int)size : CREW_ETOO_LARGE);
        return false;
    }
    conn->codec_state.needed = (size_t)size;
    return size > 0;
}

/* Calls the host with every whole message it will take; what is left stays in service->input. */
CREW_FLAT void conn_deliver_messages(crew_conn *conn)
{
    crew_service *service = conn->service;

    while (service->input.len > 0 && conn_takes_messages(conn)) {
        crew_span message;
        long taken;

        if (crew_pipe_target(conn) != NULL) {
            message = service->input;
            service->input.len = 0;
            crew_pipe_forward(conn, message);
            break;
        }
        if (service->callbacks.on_message == NULL) {
            break;
        }
        if (service->callbacks.on_input != NULL && conn->codec_state.needed == 0) {
            if (!conn_ask_host(conn)) {
                break;
            }
            continue; /* the host may have done anything to the connection */
        }
        taken = service->codec->decode(service->framing, &conn->codec_state, service->input, service->max_package, &message);
        if (taken < 0) {
            conn_refuse_input(conn, (int)taken);
        }
        if (taken <= 0) {
            break;
        }
        service->input = crew_span_skip(service->input, (size_t)taken);
        service->traffic->messages++;
        service->callbacks.on_message(conn, message, service->user);
    }
}

CREW_FLAT void conn_deliver(crew_conn *conn, crew_span input)
{
    crew_service *service = conn->service;

    service->input_conn = conn;
    service->input = input;
    conn_cork(conn);
    if (service->http != NULL && crew_pipe_target(conn) == NULL) {
        crew_http_deliver(conn);
    } else {
        conn_deliver_messages(conn);
    }
    conn_uncork(conn);
    service->input_conn = NULL;
}

static void conn_deliver_kept(crew_conn *conn)
{
    size_t had = crew_buf_size(conn->in);

    if (had > 0) {
        conn_deliver(conn, crew_buf_peek(conn->in));
        crew_buf_consume(&conn->in, had - conn->service->input.len);
    }
}

CREW_FLAT void conn_on_bytes(crew_conn *conn, crew_span bytes)
{
    crew_service *service = conn->service;

    conn->bytes_read += bytes.len;
    service->traffic->bytes_read += bytes.len;
    if (conn->in == NULL) {
        conn_deliver(conn, bytes);
        if (service->input.len > 0 && conn->state == CONN_OPEN) {
            crew_buf_append(&conn->in, service->input);
        }
    } else {
        crew_buf_append(&conn->in, bytes);
        conn_deliver_kept(conn);
    }
    if (service->callbacks.on_message == NULL && service->http == NULL && crew_buf_size(conn->in) >= CONN_UNREAD_SIZE) {
        crew_conn_set_paused(conn, CONN_PAUSE_UNREAD, true);
    }
}

static void conn_on_eof(crew_conn *conn)
{
    conn->flags |= CONN_FLAG_EOF;
    if (conn->state == CONN_OPEN && (conn->flags & CONN_FLAG_HTTP) && crew_http_outlives_eof(conn)) {
        conn_watch(conn);
        return;
    }
    if (conn->state == CONN_LINGERING || conn_pending(conn) == 0) {
        conn_close(conn);
        return;
    }
    conn_set_state(conn, CONN_ENDING);
    conn_watch(conn);
    crew_service_look_later(conn->service);
}

CREW_FLAT void conn_on_readable(crew_conn *conn)
{
    crew_service *service = conn->service;
    const crew_room *room = (conn->flags & CONN_FLAG_MORE) && service->read_bulk.size > 0 ? &service->read_bulk : &service->read;
    char *into = room->ptr;
    ssize_t n;

    CREW_PREFETCH(conn->user);
    n = crew_stream_read(&conn->stream, into, room->size);
    if (n > 0) {
        conn->flags = (uint8_t)((conn->flags & ~CONN_FLAG_MORE) | ((size_t)n == room->size ? CONN_FLAG_MORE : 0));
        if (conn->state == CONN_OPEN) {
            conn_on_bytes(conn, crew_span_of(into, (size_t)n));
        } else {
            conn->flags |= CONN_FLAG_MORE; /* not wanted any more, but taken so that the close is no reset */
        }
    } else if (n == 0) {
        conn_on_eof(conn);
    } else if (!crew_sock_is_retry(errno)) {
        conn_fail(conn, errno);
    }
}

/*
 * Whether to read now. Beside what the kernel reports:
 *
 * - The first request mostly comes with its connection. One that is answered and closed at once never goes to the kernel's event queue,
 *   which would cost two system calls; looking in vain costs one.
 * - What reached the kernel before the stop is still answered; what comes later finds a closed connection.
 */
static bool conn_looks(const crew_conn *conn, unsigned ready)
{
    if ((ready & CREW_READY_READ) && (crew_source_watched(&conn->stream.source) & CREW_READY_READ)) {
        return true;
    }
    return (ready & (CONN_NOTE_OPENED | CONN_NOTE_FINISH)) && conn->state == CONN_OPEN && conn->paused == 0 &&
           !(conn->flags & CONN_FLAG_EOF);
}

static void conn_on_ready(crew_source *source, unsigned ready)
{
    crew_conn *conn = CREW_CONTAINER_OF(source, crew_conn, stream.source);

    crew_conn_ref(conn);
    if (ready & CONN_NOTE_END) {
        crew_conn_end(conn);
    }
    if ((ready & CONN_NOTE_REFUSED) && conn->state == CONN_OPEN) {
        conn_error(conn, CREW_EFULL, crew_err_words(CREW_EFULL));
    }
    if ((ready & CONN_NOTE_FULL) && conn->state == CONN_OPEN && conn->service->callbacks.on_full != NULL) {
        conn->service->callbacks.on_full(conn, conn->service->user);
    }
    if ((ready & (CREW_READY_WRITE | CONN_NOTE_FLUSH | CONN_NOTE_FULL)) && conn->state < CONN_LINGERING) {
        conn_push(conn, NULL, 0);
        conn_after_flush(conn);
    }
    if ((ready & CONN_NOTE_INPUT) && conn->state == CONN_OPEN) {
        conn_deliver_kept(conn);
    }
    if (conn_looks(conn, ready)) {
        conn_on_readable(conn);
    }
    if (ready & CONN_NOTE_OPENED) {
        conn_watch(conn);
    }
    if ((ready & CONN_NOTE_EOF) && conn->state == CONN_OPEN) {
        conn_on_eof(conn);
    }
    if ((ready & CONN_NOTE_FINISH) && conn->state == CONN_OPEN &&
        (!(conn->flags & CONN_FLAG_HTTP) || crew_http_may_end(conn, conn->service->mode == CREW_SERVICE_FINISHING))) {
        crew_conn_end(conn);
    }
    if (conn->state >= CONN_LINGERING) {
        crew_conn_tell_closed(conn);
    }
    crew_conn_unref(conn);
}

/* ---- public ------------------------------------------------------------------------------------------------------------- */

void crew_conn_open(crew_service *service, int fd, const struct sockaddr *peer)
{
    crew_conn *conn = crew_calloc(1, sizeof *conn);

    crew_stream_init(&conn->stream, service->loop, fd, conn_on_ready);
    conn->service = service;
    conn->id = ++service->last_id;
    conn->opened_s = (uint32_t)(crew_clock_coarse_ms() / 1000);
    conn->refs = 1;
    conn->state = CONN_OPEN;
    conn->moved_seen = UINT32_MAX; /* its time begins with the first sweep */
    conn->flags = (uint8_t)((service->codec->has_messages ? CONN_FLAG_FRAMED : 0) | (service->http != NULL ? CONN_FLAG_HTTP : 0));
    crew_peer_set(&conn->peer, peer);
    crew_list_append(&service->conns, &conn->link);
    service->traffic->connections++;
    service->traffic->accepted++;
    crew_source_note(&conn->stream.source, CONN_NOTE_OPENED);
    crew_service_watch_idle(service);
    if (service->http != NULL) {
        crew_http_opened(conn);
    }
    if (service->callbacks.on_connect != NULL) {
        conn_cork(conn);
        service->callbacks.on_connect(conn, service->user);
        conn_uncork(conn);
    }
}

crew_conn *crew_conn_ref(crew_conn *conn)
{
    conn->refs++;
    return conn;
}

void crew_conn_unref(crew_conn *conn)
{
    if (--conn->refs == 0) {
        conn_free(conn);
    }
}

void *crew_conn_user(const crew_conn *conn)
{
    return conn->user;
}

void crew_conn_set_user(crew_conn *conn, void *user)
{
    conn->user = user;
}

uint64_t crew_conn_id(const crew_conn *conn)
{
    return conn->id;
}

bool crew_conn_is_open(const crew_conn *conn)
{
    return conn->state == CONN_OPEN;
}

const char *crew_conn_state(const crew_conn *conn)
{
    return conn_words[conn->state];
}

int64_t crew_conn_age_s(const crew_conn *conn)
{
    return crew_clock_coarse_ms() / 1000 - conn->opened_s;
}

bool crew_conn_is_eof(const crew_conn *conn)
{
    return conn->state != CONN_OPEN || (conn->flags & CONN_FLAG_EOF);
}

int crew_conn_send(crew_conn *conn, crew_span message)
{
    crew_codec_wire wire;
    int count;

    if (conn->state != CONN_OPEN) {
        return CREW_ECLOSED;
    }
    count = conn->service->codec->encode(conn->service->framing, message, &wire);
    return count < 0 ? count : crew_conn_write_parts(conn, wire.parts, count);
}

int crew_conn_write(crew_conn *conn, crew_span bytes)
{
    int refused = crew_conn_write_parts(conn, &bytes, 1);

    if (refused == 0) {
        crew_http_wrote(conn);
    }
    return refused;
}

int crew_conn_write_on(crew_conn *conn, crew_span bytes)
{
    if (conn->state != CONN_OPEN || (conn->flags & CONN_FLAG_SHUT_WR) || conn_pending(conn) < conn->service->max_send_buffer) {
        return crew_conn_write(conn, bytes);
    }
    conn_count_written(conn, bytes.len);
    conn_push(conn, &bytes, 1);
    crew_source_note(&conn->stream.source, CONN_NOTE_FLUSH);
    if (conn->state == CONN_OPEN) {
        conn_check_full(conn);
    }
    return 0;
}

/* Parts that take no more memory than a large one does while it is sent: read now, they need no descriptor. */
static int conn_take_small_file(crew_conn *conn, int fd, uint64_t offset, size_t length)
{
    char *bytes = crew_malloc(length);
    crew_span part = crew_span_of(bytes, length);
    int result = crew_file_read(fd, bytes, length, offset) == (ssize_t)length ? 0 : CREW_ESYSTEM;

    if (result == 0) {
        crew_conn_take_parts(conn, &part, 1);
    }
    crew_free(bytes);
    return result;
}

int crew_conn_check_file(int fd, uint64_t offset, uint64_t length)
{
    char last;

    /* Some of the kernel's files have less in them than they say. */
    return crew_file_is_regular(fd) && (length == 0 || crew_file_read(fd, &last, 1, offset + length - 1) == 1) ? 0 : CREW_ESYSTEM;
}

int crew_conn_take_file(crew_conn *conn, int fd, uint64_t offset, uint64_t length)
{
    int own;

    if (length <= CONN_SMALL_FILE) {
        return length == 0 ? 0 : conn_take_small_file(conn, fd, offset, (size_t)length);
    }
    own = crew_file_dup(fd);
    if (own < 0) {
        return CREW_ESYSTEM;
    }
    conn_count_written(conn, length);
    if (conn_is_corked(conn) && conn->service->cork_len > 0) {
        conn_push(conn, NULL, 0);
    }
    if (conn->state >= CONN_LINGERING) {
        crew_file_close(own);
        return CREW_ECLOSED;
    }
    if (crew_stream_queue_file(&conn->stream, own, offset, length) != 0) {
        conn_fail(conn, errno);
        return CREW_ESYSTEM;
    }
    crew_source_note(&conn->stream.source, CONN_NOTE_FLUSH);
    conn_check_full(conn);
    return 0;
}

int crew_conn_send_file(crew_conn *conn, int fd, uint64_t offset, uint64_t length)
{
    int refused = conn_refuses(conn);

    if (refused != 0 || length == 0) {
        return refused;
    }
    refused = crew_conn_check_file(fd, offset, length);
    return refused != 0 ? refused : crew_conn_take_file(conn, fd, offset, length);
}

void crew_conn_flush(crew_conn *conn)
{
    if (conn->state < CONN_LINGERING && conn_pending(conn) > 0) {
        conn_push_as(conn, NULL, 0, conn->state != CONN_OPEN); /* who flushes an answer has more of it to come */
        crew_source_note(&conn->stream.source, CONN_NOTE_FLUSH);
    }
}

/* Input that is being delivered, or was kept, or is still in the kernel; in that order. */
size_t crew_conn_read(crew_conn *conn, char *into, size_t size)
{
    crew_service *service = conn->service;
    bool is_delivering = conn->state != CONN_CLOSED && service->input_conn == conn;
    crew_span kept = is_delivering ? service->input : crew_buf_peek(conn->in);
    size_t n = kept.len < size ? kept.len : size;
    ssize_t got;

    if (conn->flags & CONN_FLAG_HTTP) {
        return 0; /* requests come whole, or their bodies by on_body */
    }
    if (n > 0) {
        memcpy(into, kept.ptr, n);
        conn->codec_state = (crew_codec_state){0};
        if (is_delivering) {
            service->input = crew_span_skip(kept, n);
        } else {
            crew_buf_consume(&conn->in, n);
        }
        if (conn->state == CONN_OPEN && (conn->paused & CONN_PAUSE_UNREAD) && crew_buf_size(conn->in) < CONN_UNREAD_SIZE) {
            crew_conn_set_paused(conn, CONN_PAUSE_UNREAD, false);
        }
        return n;
    }
    if (conn->state != CONN_OPEN || (conn->flags & CONN_FLAG_EOF) || size == 0) {
        return 0;
    }
    got = crew_stream_read(&conn->stream, into, size);
    if (got <= 0) {
        if (got == 0) {
            crew_source_note(&conn->stream.source, CONN_NOTE_EOF);
            conn->flags |= CONN_FLAG_EOF;
        }
        return 0;
    }
    conn->bytes_read += (uint64_t)got;
    service->traffic->bytes_read += (uint64_t)got;
    return (size_t)got;
}

void crew_conn_end(crew_conn *conn)
{
    if (conn->state != CONN_OPEN) {
        return;
    }
    conn_set_state(conn, CONN_ENDING);
    conn_push(conn, NULL, 0);
    if (conn->state == CONN_ENDING) {
        if (conn->stream.out == NULL) {
            conn_finish(conn);
        } else {
            conn_watch(conn);
            crew_service_look_later(conn->service);
        }
    }
}

void crew_conn_close(crew_conn *conn)
{
    conn_close(conn);
}

int crew_conn_shutdown(crew_conn *conn, int how)
{
    if (conn->state != CONN_OPEN) {
        return CREW_ECLOSED;
    }
    if (how == SHUT_RDWR) {
        crew_conn_end(conn);
        return 0;
    }
    if (how == SHUT_RD) {
        crew_conn_set_paused(conn, CONN_PAUSE_SHUT, true);
        return shutdown(crew_stream_fd(&conn->stream), SHUT_RD) == 0 ? 0 : CREW_ESYSTEM;
    }
    conn->flags |= CONN_FLAG_SHUT_WR;
    conn_push(conn, NULL, 0);
    return 0;
}

void crew_conn_pause(crew_conn *conn)
{
    crew_conn_set_paused(conn, CONN_PAUSE_HOST, true);
}

void crew_conn_resume(crew_conn *conn)
{
    crew_conn_set_paused(conn, CONN_PAUSE_HOST, false);
}

uint64_t crew_conn_bytes_read(const crew_conn *conn)
{
    return conn->bytes_read;
}

uint64_t crew_conn_bytes_written(const crew_conn *conn)
{
    return conn->bytes_written;
}

uint64_t crew_conn_pending(const crew_conn *conn)
{
    return conn->state == CONN_CLOSED ? 0 : conn_pending(conn);
}

const char *crew_conn_remote(const crew_conn *conn, char text[CREW_ADDRESS_TEXT])
{
    return crew_peer_text(&conn->peer, text, CREW_ADDRESS_TEXT);
}

const char *crew_conn_local(const crew_conn *conn, char text[CREW_ADDRESS_TEXT])
{
    struct sockaddr_storage at;
    socklen_t len;

    text[0] = '\0';
    if (conn->state != CONN_CLOSED && crew_sock_local(crew_stream_fd(&conn->stream), &at, &len) == 0) {
        (void)crew_addr_text((struct sockaddr *)(void *)&at, len, text, CREW_ADDRESS_TEXT);
    }
    return text;
}

bool crew_conn_has_messages(const crew_conn *conn)
{
    return conn->flags & CONN_FLAG_FRAMED;
}

bool crew_conn_is_unix(const crew_conn *conn)
{
    return conn->peer.family == 0;
}

int crew_conn_fd(const crew_conn *conn)
{
    return crew_stream_fd(&conn->stream);
}
