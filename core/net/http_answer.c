/*
 * http_answer: sends answers (see http.h): the status line, the host's lines, ours, and the body, in one piece where they can be.
 */
#include "core/net/http.h"

#include <stdio.h>

#include "core/base/clock.h"
#include "core/net/conn_internal.h"
#include "core/proto/http_chunks.h"
#include "core/proto/http_date.h"
#include "core/proto/http_status.h"

#define ANSWER_SERVER "Server: crew\r\n"
#define ANSWER_DATE "Date: "
#define ANSWER_OWN 192 /* Server, Date, Content-Length or Transfer-Encoding, Connection, the empty line */
#define ANSWER_PARTS 4

bool crew_http_is(const crew_conn *conn)
{
    return conn->flags & CONN_FLAG_HTTP;
}

bool crew_http_awaits(const crew_conn *conn)
{
    return (conn->flags & CONN_FLAG_HTTP) && conn->state == CONN_OPEN &&
           (conn->http.flags & (CONN_HTTP_OWED | CONN_HTTP_BEGUN)) == CONN_HTTP_OWED;
}

bool crew_http_owes(const crew_conn *conn)
{
    return (conn->flags & CONN_FLAG_HTTP) && conn->state == CONN_OPEN && (conn->http.flags & CONN_HTTP_OWED);
}

/* ---- the head ----------------------------------------------------------------------------------------------------------- */

static size_t answer_put(char *into, size_t at, const char *text, size_t len)
{
    memcpy(into + at, text, len);
    return at + len;
}

#define answer_put_literal(into, at, text) answer_put((into), (at), (text), sizeof(text) - 1)

static size_t answer_put_number(char *into, size_t at, uint64_t number)
{
    char digits[20];
    size_t n = sizeof digits;

    do {
        digits[--n] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return answer_put(into, at, digits + n, sizeof digits - n);
}

/* Server and Date, written anew once a second. */
static void answer_refresh_stamp(crew_http *http)
{
    int64_t now = crew_clock_unix();

    if (now != http->stamp_s) {
        http->stamp_s = now;
        http->stamp_len = answer_put_literal(http->stamp, 0, ANSWER_SERVER ANSWER_DATE);
        crew_http_date_write(http->stamp + http->stamp_len, now);
        http->stamp_len = answer_put_literal(http->stamp, http->stamp_len + CREW_HTTP_DATE_SIZE, "\r\n");
    }
}

static size_t answer_put_stamp(crew_http *http, char *own, unsigned has)
{
    size_t server = sizeof ANSWER_SERVER - 1;

    answer_refresh_stamp(http);
    if ((has & (CREW_HTTP_HAS_DATE | CREW_HTTP_HAS_SERVER)) == 0) {
        return answer_put(own, 0, http->stamp, http->stamp_len);
    }
    if (has & CREW_HTTP_HAS_DATE) {
        return has & CREW_HTTP_HAS_SERVER ? 0 : answer_put(own, 0, http->stamp, server);
    }
    return answer_put(own, 0, http->stamp + server, http->stamp_len - server);
}

/* RFC 9110 sections 6.4.1, 8.6 and 9.3.6: neither a body nor a length. */
static bool answer_has_no_body(const crew_conn *conn, int status)
{
    return status == 204 || status == 304 || (status < 300 && (conn->http.flags & CONN_HTTP_CONNECT));
}

/* Of the body that the host has. Section 15.3.6: a 205 has none, and says so. */
static int64_t answer_length(int status, int64_t length)
{
    return status == 205 ? 0 : length;
}

/* The lines that are ours, and the empty one. */
static size_t answer_put_own(crew_conn *conn, char own[ANSWER_OWN], const crew_http_answer *answer, int64_t length)
{
    size_t at = answer_put_stamp(conn->service->http, own, answer->has);

    if (length >= 0 && !answer_has_no_body(conn, answer->status)) {
        at = answer_put_number(own, answer_put_literal(own, at, "Content-Length: "), (uint64_t)length);
        at = answer_put_literal(own, at, "\r\n");
    } else if (conn->http.flags & CONN_HTTP_CHUNKED) {
        at = answer_put_literal(own, at, "Transfer-Encoding: chunked\r\n");
    }
    if (!(conn->http.flags & CONN_HTTP_KEEPS)) {
        at = answer_put_literal(own, at, "Connection: close\r\n");
    } else if (conn->http.flags & CONN_HTTP_OLD) {
        at = answer_put_literal(own, at, "Connection: keep-alive\r\n");
    }
    return answer_put_literal(own, at, "\r\n");
}

/* Whether the connection stays after this answer. Who answers before the body has come does not want it. */
static void answer_decide_keeping(crew_conn *conn, const crew_http_answer *answer)
{
    if ((answer->has & CREW_HTTP_HAS_CLOSE) || conn->http.body != NULL || (conn->http.flags & CONN_HTTP_BODY_COMES) ||
        conn->service->mode != CREW_SERVICE_OPEN) {
        conn->http.flags &= (uint16_t)~CONN_HTTP_KEEPS;
    }
}

/* `line` is for a status line that is none of the usual ones. */
static crew_span answer_status_line(const crew_http_answer *answer, char line[512])
{
    crew_span usual = answer->reason.len == 0 ? crew_http_status_line(answer->status) : crew_span_of(NULL, 0);
    int len;

    if (usual.len > 0) {
        return usual;
    }
    len = snprintf(line, 512, "HTTP/1.1 %d %.*s\r\n", answer->status, answer->reason.len < 400 ? (int)answer->reason.len : 400,
        answer->reason.len > 0 ? answer->reason.ptr : "");
    return crew_span_of(line, (size_t)len);
}

static void answer_send_head(crew_conn *conn, const crew_http_answer *answer, int64_t length, crew_span body)
{
    char own[ANSWER_OWN];
    char line[512];
    crew_span parts[ANSWER_PARTS];
    int count = 0;

    parts[count++] = answer_status_line(answer, line);
    if (answer->fields.len > 0) {
        parts[count++] = answer->fields;
    }
    parts[count] = crew_span_of(own, 0);
    parts[count++].len = answer_put_own(conn, own, answer, length);
    if (body.len > 0) {
        parts[count++] = body;
    }
    crew_conn_take_parts(conn, parts, count);
}

/* ---- whole answers ------------------------------------------------------------------------------------------------------ */

/* 0, or why no answer can begin. */
static int answer_refuses(const crew_conn *conn)
{
    if (conn->state != CONN_OPEN || (conn->flags & CONN_FLAG_SHUT_WR)) {
        return CREW_ECLOSED;
    }
    return crew_http_awaits(conn) ? 0 : CREW_ERANGE;
}

static bool answer_sends_body(const crew_conn *conn, int status)
{
    return !(conn->http.flags & CONN_HTTP_HEAD_ONLY) && !answer_has_no_body(conn, status) && status != 205;
}

void crew_http_done(crew_conn *conn)
{
    bool keeps = conn->http.flags & CONN_HTTP_KEEPS;

    if (conn->state != CONN_OPEN) {
        return;
    }
    conn->http.flags &= (uint16_t)~(CONN_HTTP_OWED | CONN_HTTP_BEGUN | CONN_HTTP_CHUNKED);
    if (!keeps || conn->service->mode != CREW_SERVICE_OPEN) {
        crew_conn_end(conn);
    } else if (conn->service->input_conn != conn) {
        conn->http.phase = 0;
        conn->http.since_ms = (uint32_t)crew_clock_coarse_ms();
        crew_conn_set_unread(conn, false); /* what was held back may come */
        if (conn->in != NULL) {
            crew_source_note(&conn->stream.source, CONN_NOTE_INPUT);
        } else if (conn->flags & CONN_FLAG_EOF) {
            crew_conn_end(conn);
        }
    }
}

void crew_http_close_after(crew_conn *conn)
{
    if (crew_http_awaits(conn)) {
        conn->http.flags &= (uint16_t)~CONN_HTTP_KEEPS;
    }
}

int crew_http_send(crew_conn *conn, const crew_http_answer *answer, crew_span body)
{
    int refused = answer_refuses(conn);

    if (refused != 0) {
        return refused;
    }
    answer_decide_keeping(conn, answer);
    answer_send_head(conn, answer, answer_length(answer->status, (int64_t)body.len), answer_sends_body(conn, answer->status) ? body : crew_span_of(NULL, 0));
    crew_http_done(conn);
    return 0;
}

int crew_http_send_file(crew_conn *conn, const crew_http_answer *answer, int fd, uint64_t offset, uint64_t length)
{
    int refused = answer_refuses(conn);
    bool sends = refused == 0 && answer_sends_body(conn, answer->status);

    if (refused == 0 && sends) {
        refused = crew_conn_check_file(fd, offset, length);
    }
    if (refused != 0) {
        return refused;
    }
    answer_decide_keeping(conn, answer);
    answer_send_head(conn, answer, answer_length(answer->status, (int64_t)length), crew_span_of(NULL, 0));
    if (sends && conn->state == CONN_OPEN && crew_conn_take_file(conn, fd, offset, length) != 0) {
        crew_conn_close(conn); /* the head has promised it */
        return CREW_ESYSTEM;
    }
    crew_http_done(conn);
    return 0;
}

void crew_http_fail(crew_conn *conn, int status)
{
    crew_http_answer answer = {.status = status, .has = CREW_HTTP_HAS_CLOSE};
    char body[96];
    static const char type[] = "Content-Type: text/plain; charset=utf-8\r\n";

    if (conn->state != CONN_OPEN) {
        return;
    }
    if (conn->http.flags & CONN_HTTP_BEGUN) {
        crew_conn_close(conn); /* in the middle of an answer there is nothing to be said but that it is not complete */
        return;
    }
    (void)snprintf(body, sizeof body, "%d %s\n", status, crew_http_reason(status));
    answer.fields = crew_span_of(type, sizeof type - 1);
    answer_decide_keeping(conn, &answer);
    answer_send_head(conn, &answer, (int64_t)strlen(body), answer_sends_body(conn, status) ? crew_span_str(body) : crew_span_of(NULL, 0));
    crew_http_clear(conn);
    crew_conn_end(conn);
}

void crew_http_wrote(crew_conn *conn)
{
    if (crew_http_awaits(conn)) {
        crew_http_done(conn);
    }
}

/* ---- piece by piece ----------------------------------------------------------------------------------------------------- */

int crew_http_begin(crew_conn *conn, const crew_http_answer *answer, int64_t length)
{
    int refused = answer_refuses(conn);

    if (refused != 0) {
        return refused;
    }
    length = answer_length(answer->status, length);
    answer_decide_keeping(conn, answer);
    if (length < 0 && !answer_has_no_body(conn, answer->status)) {
        if (conn->http.flags & CONN_HTTP_OLD) {
            conn->http.flags &= (uint16_t)~CONN_HTTP_KEEPS;
        } else {
            conn->http.flags |= CONN_HTTP_CHUNKED;
        }
    }
    answer_send_head(conn, answer, length, crew_span_of(NULL, 0));
    conn->http.left = length < 0 ? UINT64_MAX : (uint64_t)length;
    conn->http.flags |= CONN_HTTP_BEGUN | (answer_sends_body(conn, answer->status) ? 0 : CONN_HTTP_MUTE);
    return 0;
}

static int answer_write_counted(crew_conn *conn, crew_span piece)
{
    int refused = piece.len > conn->http.left ? CREW_ERANGE : crew_conn_write_parts(conn, &piece, 1);

    if (refused == 0 && conn->http.left != UINT64_MAX) {
        conn->http.left -= piece.len;
    }
    return refused;
}

int crew_http_write(crew_conn *conn, crew_span piece)
{
    char line[CREW_HTTP_CHUNK_LINE];
    crew_span parts[3];

    if (conn->state != CONN_OPEN || !(conn->http.flags & CONN_HTTP_BEGUN)) {
        return CREW_ECLOSED;
    }
    if (piece.len == 0 || (conn->http.flags & CONN_HTTP_MUTE)) {
        return 0;
    }
    if (!(conn->http.flags & CONN_HTTP_CHUNKED)) {
        return answer_write_counted(conn, piece);
    }
    parts[0] = crew_span_of(line, crew_http_chunk_line(line, piece.len));
    parts[1] = piece;
    parts[2] = crew_span_of("\r\n", 2);
    return crew_conn_write_parts(conn, parts, 3);
}

int crew_http_end(crew_conn *conn, crew_span trailers)
{
    crew_span parts[3] = {crew_span_of("0\r\n", 3), trailers, crew_span_of("\r\n", 2)};

    if (conn->state != CONN_OPEN || !(conn->http.flags & CONN_HTTP_BEGUN)) {
        return CREW_ECLOSED;
    }
    if ((conn->http.flags & (CONN_HTTP_CHUNKED | CONN_HTTP_MUTE)) == CONN_HTTP_CHUNKED) {
        crew_conn_take_parts(conn, parts, 3);
    } else if (!(conn->http.flags & CONN_HTTP_MUTE) && conn->http.left != 0 && conn->http.left != UINT64_MAX) {
        crew_conn_close(conn); /* the peer waits for bytes that will not come */
        return CREW_ERANGE;
    }
    conn->http.flags &= (uint16_t)~CONN_HTTP_MUTE;
    crew_http_done(conn);
    return 0;
}
