/*
 * http: takes requests from what a connection receives (see http.h). A request that has come whole is handed to the host where it lies. A body that
 * comes later is waited for where the rest is kept, when its length is known; taken out of its chunks into a buffer of its own; or passed on piece by
 * piece, as the host likes.
 *
 * Not before the answer is complete does the next request count.
 */
#include "core/net/http.h"

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/net/conn_internal.h"
#include "core/proto/http_chunks.h"

#define HTTP_EARLY_SIZE 65536 /* bytes of later requests that are kept while an answer is owed */
#define HTTP_SWEEPS 8 /* within the shortest timeout; a connection is late by up to one of them */
#define HTTP_SWEEP_MIN_MS 10
#define HTTP_SWEEP_MAX_MS 1000

typedef enum http_body_kind {
    HTTP_BODY_AWAITED, /* head and body stay with the connection until they are complete */
    HTTP_BODY_GATHERED, /* chunks are taken apart into `bytes` */
    HTTP_BODY_PIECES,  /* the host takes it as it comes, of a known length */
    HTTP_BODY_CHUNKS,  /* the same, in chunks */
} http_body_kind;

struct crew_http_body {
    http_body_kind kind;
    uint64_t left;    /* AWAITED: the size of head and body; PIECES: what is to come */
    crew_http_chunks chunks;
    crew_buf *bytes;  /* GATHERED: the head, and the body behind it */
    size_t head_size;
};

/* ---- phases and their time ---------------------------------------------------------------------------------------------- */

typedef enum http_phase { HTTP_PHASE_IDLE, HTTP_PHASE_HEAD, HTTP_PHASE_BODY, HTTP_PHASE_ANSWER, HTTP_PHASE_ANSWERING } http_phase;

static http_phase http_phase_of(const crew_conn *conn, bool has_rest)
{
    if (conn->http.body != NULL) {
        return HTTP_PHASE_BODY;
    }
    if (conn->http.flags & CONN_HTTP_OWED) {
        return conn->http.flags & CONN_HTTP_BEGUN ? HTTP_PHASE_ANSWERING : HTTP_PHASE_ANSWER;
    }
    return has_rest ? HTTP_PHASE_HEAD : HTTP_PHASE_IDLE;
}

/* A phase that goes on keeps its time, but for bodies: each piece has its own. */
static void http_note_phase(crew_conn *conn, bool has_rest)
{
    http_phase phase = http_phase_of(conn, has_rest);

    if (phase != conn->http.phase || phase == HTTP_PHASE_BODY || phase == HTTP_PHASE_IDLE) {
        conn->http.phase = (uint8_t)phase;
        conn->http.since_ms = (uint32_t)crew_clock_coarse_ms();
    }
}

static int64_t http_timeout_of(const crew_http *http, const crew_conn *conn)
{
    if (conn->paused & CONN_PAUSE_HOST) {
        return 0; /* the host's own time */
    }
    switch (conn->http.phase) {
    case HTTP_PHASE_IDLE:
        return http->timeouts.keep_alive;
    case HTTP_PHASE_HEAD:
        return http->timeouts.head;
    case HTTP_PHASE_BODY:
        return http->timeouts.body;
    case HTTP_PHASE_ANSWER:
        return http->timeouts.answer;
    default:
        return 0;
    }
}

static void http_time_out(crew_http *http, crew_conn *conn)
{
    switch (conn->http.phase) {
    case HTTP_PHASE_IDLE:
        crew_conn_end(conn);
        break;
    case HTTP_PHASE_ANSWER:
        if (http->callbacks.on_overdue != NULL) {
            http->callbacks.on_overdue(conn, http->service->user);
        }
        if (crew_http_awaits(conn)) {
            crew_http_fail(conn, 503);
        }
        break;
    default:
        crew_log(CREW_LOG_INFO, "connection %llu: 408: %s", (unsigned long long)conn->id,
            conn->http.phase == HTTP_PHASE_HEAD ? "the head took too long" : "the body has stopped coming");
        crew_http_fail(conn, 408);
    }
}

static void http_watch(crew_http *http)
{
    const int64_t all[] = {http->timeouts.head, http->timeouts.body, http->timeouts.keep_alive, http->timeouts.answer};
    int64_t period = HTTP_SWEEP_MAX_MS;

    if (http->is_timed) {
        return;
    }
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        period = all[i] > 0 && all[i] / HTTP_SWEEPS < period ? all[i] / HTTP_SWEEPS : period;
    }
    http->is_timed = true;
    crew_source_after(&http->timer, period < HTTP_SWEEP_MIN_MS ? HTTP_SWEEP_MIN_MS : period);
}

static void http_on_timer(crew_source *source, unsigned ready)
{
    crew_http *http = CREW_CONTAINER_OF(source, crew_http, timer);
    crew_service *service = http->service;
    uint32_t now = (uint32_t)crew_clock_coarse_ms();
    crew_list *next;

    (void)ready;
    http->is_timed = false;
    for (crew_list *node = service->conns.next; node != &service->conns; node = next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);
        int64_t timeout = http_timeout_of(http, conn);

        next = node->next;
        if (conn->state == CONN_OPEN && timeout > 0 && (int64_t)(uint32_t)(now - conn->http.since_ms) >= timeout) {
            conn->http.since_ms = now;
            http_time_out(http, conn);
        }
    }
    if (!crew_list_is_empty(&service->conns)) {
        http_watch(http);
    }
}

/* ---- refusing ----------------------------------------------------------------------------------------------------------- */

static void http_refuse(crew_conn *conn, crew_http_problem problem)
{
    crew_service *service = conn->service;
    int status = crew_http_problem_status(problem);
    char text[160];

    service->input.len = 0;
    (void)snprintf(text, sizeof text, "%d: %s", status, crew_http_problem_words(problem));
    if (service->callbacks.on_error != NULL) {
        service->callbacks.on_error(conn, status == 413 ? CREW_ETOO_LARGE : CREW_EMALFORMED, text, service->user);
    }
    crew_http_fail(conn, status);
}

/* ---- bodies ------------------------------------------------------------------------------------------------------------- */

void crew_http_clear(crew_conn *conn)
{
    if (conn->http.body != NULL) {
        crew_buf_clear(&conn->http.body->bytes);
        crew_free(conn->http.body);
        conn->http.body = NULL;
    }
}

static crew_http_body *http_begin_body(crew_conn *conn, http_body_kind kind, uint64_t left)
{
    crew_http_body *body = crew_calloc(1, sizeof *body);

    body->kind = kind;
    body->left = left;
    conn->http.body = body;
    return body;
}

/* The host is called with a request; from now on an answer is owed. */
static void http_serve(crew_conn *conn, const crew_http_request *request)
{
    crew_service *service = conn->service;

    conn->http.flags |= CONN_HTTP_OWED;
    service->traffic->messages++;
    service->http->callbacks.on_request(conn, request, service->user);
}

static void http_take(crew_service *service, size_t n)
{
    service->input = crew_span_skip(service->input, n);
}

/* Head and body are there, one behind the other. */
static void http_serve_whole(crew_conn *conn, size_t body_len)
{
    crew_service *service = conn->service;
    crew_http_request request = {.head = &service->http->head, .base = service->input.ptr};

    request.body = crew_span_of(service->input.ptr + request.head->size, body_len);
    http_take(service, request.head->size + body_len);
    http_serve(conn, &request);
}

/* What the head says was found once already, when it came. */
static bool http_parse_again(crew_http *http, crew_span bytes)
{
    uint32_t scanned = 0;

    return crew_http_head_parse(&http->head, bytes, &http->limits, &scanned) > 0;
}

static bool http_await(crew_conn *conn)
{
    crew_service *service = conn->service;
    uint64_t size = conn->http.body->left;

    if (service->input.len < size) {
        return false;
    }
    crew_http_clear(conn);
    if (!http_parse_again(service->http, service->input)) {
        http_refuse(conn, CREW_HTTP_PROBLEM_REQUEST_LINE);
        return false;
    }
    http_serve_whole(conn, (size_t)(size - service->http->head.size));
    return true;
}

/* The body has come to its end. `trailers` lie in the input. */
static void http_end_body(crew_conn *conn, crew_span trailers)
{
    crew_service *service = conn->service;
    crew_http_body *body = conn->http.body;
    crew_http_request request = {.head = &service->http->head, .trailers = trailers};
    crew_buf *bytes = body->bytes;
    crew_span all = crew_buf_peek(bytes);

    if (body->kind != HTTP_BODY_GATHERED) {
        crew_http_clear(conn);
        service->http->callbacks.on_body_end(conn, trailers, service->user);
        return;
    }
    request.base = all.ptr;
    request.body = crew_span_skip(all, body->head_size);
    body->bytes = NULL;
    crew_http_clear(conn);
    if (http_parse_again(service->http, all)) {
        http_serve(conn, &request);
    } else {
        http_refuse(conn, CREW_HTTP_PROBLEM_REQUEST_LINE);
    }
    crew_buf_clear(&bytes);
}

static bool http_take_piece(crew_conn *conn)
{
    crew_service *service = conn->service;
    crew_http_body *body = conn->http.body;
    crew_span piece = service->input;

    if (piece.len > body->left) {
        piece.len = (size_t)body->left;
    }
    body->left -= piece.len;
    http_take(service, piece.len);
    service->http->callbacks.on_body(conn, piece, service->user);
    if (conn->state == CONN_OPEN && conn->http.body == body && body->left == 0) {
        http_end_body(conn, crew_span_of(NULL, 0));
    }
    return true;
}

static bool http_take_trailers(crew_conn *conn)
{
    crew_service *service = conn->service;
    crew_http *http = service->http;
    bool is_long = service->input.len > http->limits.head;
    crew_span trailers = crew_span_of(service->input.ptr, is_long ? http->limits.head : service->input.len);
    uint32_t count;
    long taken = crew_http_trailers_parse(http->trailers, CREW_HTTP_TRAILERS_MAX, &count, trailers);

    if (taken == 0 && is_long) {
        taken = -CREW_HTTP_PROBLEM_TRAILER_TOO_LARGE;
    }
    if (taken < 0) {
        http_refuse(conn, (crew_http_problem)-taken);
    } else if (taken > 0) {
        http_take(service, (size_t)taken);
        http_end_body(conn, count > 0 ? crew_span_of(trailers.ptr, (size_t)taken) : crew_span_of(NULL, 0));
    }
    return taken > 0;
}

static bool http_take_chunk(crew_conn *conn)
{
    crew_service *service = conn->service;
    crew_http_body *body = conn->http.body;
    crew_span data = {0};
    long taken;

    if (body->chunks.is_over) {
        return http_take_trailers(conn);
    }
    taken = crew_http_chunks_next(&body->chunks, service->input, &data);
    if (taken > 0) {
        http_take(service, (size_t)taken);
    } else if (taken < 0) {
        http_refuse(conn, (crew_http_problem)-taken);
    }
    if (taken <= 0 || data.len == 0) {
        return taken > 0;
    }
    if (body->kind == HTTP_BODY_CHUNKS) {
        service->http->callbacks.on_body(conn, data, service->user);
    } else if (crew_buf_size(body->bytes) - body->head_size + data.len > service->max_package) {
        http_refuse(conn, CREW_HTTP_PROBLEM_BODY_TOO_LARGE);
    } else {
        crew_buf_append(&body->bytes, data);
    }
    return true;
}

static bool http_take_body(crew_conn *conn)
{
    switch (conn->http.body->kind) {
    case HTTP_BODY_AWAITED:
        return http_await(conn);
    case HTTP_BODY_PIECES:
        return http_take_piece(conn);
    default:
        return http_take_chunk(conn);
    }
}

/* ---- heads -------------------------------------------------------------------------------------------------------------- */

static void http_invite(crew_conn *conn)
{
    static const char invitation[] = "HTTP/1.1 100 Continue\r\n\r\n";
    crew_span part = crew_span_of(invitation, sizeof invitation - 1);

    crew_conn_take_parts(conn, &part, 1);
    crew_conn_flush(conn);
}

static void http_begin_whole(crew_conn *conn, const crew_http_head *head)
{
    crew_service *service = conn->service;
    crew_http_body *body;

    if (head->is_chunked) {
        body = http_begin_body(conn, HTTP_BODY_GATHERED, 0);
        body->head_size = head->size;
        crew_buf_append(&body->bytes, crew_span_of(service->input.ptr, head->size));
        http_take(service, head->size);
    } else {
        (void)http_begin_body(conn, HTTP_BODY_AWAITED, head->size + head->content_length);
    }
}

static void http_begin_pieces(crew_conn *conn, const crew_http_head *head)
{
    (void)http_begin_body(conn, head->is_chunked ? HTTP_BODY_CHUNKS : HTTP_BODY_PIECES, head->content_length);
    http_take(conn->service, head->size);
    conn->http.flags &= (uint16_t)~CONN_HTTP_BODY_COMES;
    conn->service->traffic->messages++;
}

/* Whether the host wants the body in pieces. It may have answered already, or closed the connection. */
static bool http_offer_pieces(crew_conn *conn, const crew_http_head *head)
{
    crew_service *service = conn->service;
    crew_http_request request = {.head = head, .base = service->input.ptr};

    if (service->http->callbacks.on_request_head == NULL) {
        return false;
    }
    conn->http.flags |= CONN_HTTP_OWED | CONN_HTTP_BODY_COMES;
    if (service->http->callbacks.on_request_head(conn, &request, service->user)) {
        return true;
    }
    if (crew_http_awaits(conn)) {
        conn->http.flags &= (uint16_t)~(CONN_HTTP_OWED | CONN_HTTP_BODY_COMES);
    }
    return false;
}

/* A request with a body. False when there is nothing more to be done with the input for now. */
static bool http_take_body_of(crew_conn *conn, const crew_http_head *head)
{
    crew_service *service = conn->service;
    size_t rest = service->input.len - head->size;
    bool in_pieces = http_offer_pieces(conn, head);

    if (conn->state != CONN_OPEN) {
        return false;
    }
    if (!in_pieces && !head->is_chunked && head->content_length > service->max_package) {
        http_refuse(conn, CREW_HTTP_PROBLEM_BODY_TOO_LARGE);
        return false;
    }
    if (!in_pieces && !head->is_chunked && rest >= head->content_length) {
        http_serve_whole(conn, (size_t)head->content_length);
        return true;
    }
    if (in_pieces) {
        http_begin_pieces(conn, head);
    } else {
        http_begin_whole(conn, head);
    }
    if (head->expects_continue && rest == 0) {
        http_invite(conn);
    }
    return true;
}

static uint16_t http_flags_of(const crew_http_head *head)
{
    return (uint16_t)((head->keeps_alive && head->method_kind != CREW_HTTP_METHOD_CONNECT ? CONN_HTTP_KEEPS : 0) |
                      (head->minor_version == 0 ? CONN_HTTP_OLD : 0) | (head->method_kind == CREW_HTTP_METHOD_HEAD ? CONN_HTTP_HEAD_ONLY : 0) |
                      (head->method_kind == CREW_HTTP_METHOD_CONNECT ? CONN_HTTP_CONNECT : 0));
}

/* False when more bytes are needed, or none will be looked at any more. */
CREW_FLAT bool http_take_head(crew_conn *conn)
{
    crew_service *service = conn->service;
    crew_http_head *head = &service->http->head;
    long taken = crew_http_head_parse(head, service->input, &service->http->limits, &conn->http.scanned);

    if (taken <= 0) {
        if (taken < 0) {
            conn->http.flags = 0; /* the refusal is HTTP/1.1, whatever the last request was */
            http_refuse(conn, (crew_http_problem)-taken);
        }
        return false;
    }
    conn->http.flags = http_flags_of(head);
    if (head->is_chunked || (head->has_length && head->content_length > 0)) {
        return http_take_body_of(conn, head);
    }
    http_serve_whole(conn, 0);
    return true;
}

void crew_http_deliver(crew_conn *conn)
{
    crew_service *service = conn->service;
    bool goes_on = true;

    while (goes_on && service->input.len > 0 && conn->state == CONN_OPEN &&
           !(conn->paused & (CONN_PAUSE_HOST | CONN_PAUSE_PIPE | CONN_PAUSE_FULL))) {
        if (conn->http.body != NULL) {
            goes_on = http_take_body(conn);
        } else {
            goes_on = !(conn->http.flags & CONN_HTTP_OWED) && http_take_head(conn);
        }
    }
    if (conn->state == CONN_OPEN && (conn->flags & CONN_FLAG_EOF) && !(conn->http.flags & CONN_HTTP_OWED)) {
        crew_conn_end(conn); /* the rest is no whole request, and never will be */
    }
    if (conn->state == CONN_OPEN) {
        http_note_phase(conn, service->input.len > 0);
        /* What comes before its time is the kernel's to hold, all but a little. */
        crew_conn_set_unread(conn, (conn->http.flags & CONN_HTTP_OWED) && conn->http.body == NULL && service->input.len >= HTTP_EARLY_SIZE);
    }
}

/* ---- the connection's ends ---------------------------------------------------------------------------------------------- */

void crew_http_opened(crew_conn *conn)
{
    conn->http.since_ms = (uint32_t)crew_clock_coarse_ms();
    http_watch(conn->service->http);
}

bool crew_http_outlives_eof(crew_conn *conn)
{
    if (!crew_http_awaits(conn) || conn->http.body != NULL) {
        return false;
    }
    if (conn->in == NULL) { /* otherwise there may be more requests, and who has ended has asked them all */
        conn->http.flags &= (uint16_t)~CONN_HTTP_KEEPS;
    }
    return true;
}

bool crew_http_may_end(const crew_conn *conn, bool at_once)
{
    return !(conn->http.flags & CONN_HTTP_OWED) && (at_once || (conn->in == NULL && conn->http.body == NULL));
}

crew_http *crew_http_new(crew_service *service)
{
    crew_http *http = crew_calloc(1, sizeof *http);

    http->service = service;
    http->limits = (crew_http_limits){.line = 8192, .head = 32768, .fields = 100};
    http->timeouts = (crew_http_timeouts){.head = 30000, .body = 60000, .keep_alive = 75000, .answer = 60000};
    crew_source_init(&http->timer, service->loop, -1, http_on_timer);
    return http;
}

void crew_http_free(crew_http *http)
{
    if (http != NULL) {
        crew_source_clear(&http->timer);
        crew_free(http);
    }
}
