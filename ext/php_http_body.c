/*
 * php_http_body: see php_http_body.h.
 */
#include "ext/php_http_body.h"

#include "zend_smart_str.h"

#define BODY_HIGH (256 * 1024) /* unread bytes from which on the peer has to wait, and below which he goes on */
#define BODY_LOW (64 * 1024)

struct php_crew_http_body {
    uint32_t refs;
    crew_conn *conn; /* counted; NULL when it has nothing to do with it any more */
    smart_str bytes;
    size_t at;      /* what of them has been read */
    crew_span lent; /* behind them: what has just come, and lies where the engine has it */
    bool is_over;
    bool is_paused;
    zend_resource *res; /* the stream's, not counted; NULL: there is none */
};

php_crew_http_body *php_crew_http_body_new(crew_conn *conn)
{
    php_crew_http_body *body = ecalloc(1, sizeof *body);

    body->refs = 1;
    body->conn = crew_conn_ref(conn);
    return body;
}

php_crew_http_body *php_crew_http_body_hold(php_crew_http_body *body)
{
    body->refs++;
    return body;
}

void php_crew_http_body_release(php_crew_http_body *body)
{
    if (--body->refs == 0) {
        smart_str_free(&body->bytes);
        efree(body);
    }
}

static void body_resume(php_crew_http_body *body)
{
    if (body->is_paused && body->conn != NULL) {
        body->is_paused = false;
        crew_conn_resume(body->conn);
    }
}

void php_crew_http_body_leave(php_crew_http_body *body)
{
    body_resume(body);
    body->is_over = true;
    if (body->conn != NULL) {
        crew_conn_unref(body->conn);
        body->conn = NULL;
    }
    php_crew_http_body_release(body);
}

static size_t body_kept(const php_crew_http_body *body)
{
    return body->bytes.s != NULL ? ZSTR_LEN(body->bytes.s) - body->at : 0;
}

static size_t body_unread(const php_crew_http_body *body)
{
    return body_kept(body) + body->lent.len;
}

size_t php_crew_http_body_left(const php_crew_http_body *body)
{
    return body_unread(body);
}

void php_crew_http_body_lend(php_crew_http_body *body, crew_span piece)
{
    body->lent = piece;
}

void php_crew_http_body_keep(php_crew_http_body *body)
{
    if (body->lent.len > 0) {
        smart_str_appendl(&body->bytes, body->lent.ptr, body->lent.len);
        body->lent.len = 0;
    }
    if (!body->is_paused && body->conn != NULL && body_kept(body) >= BODY_HIGH) {
        body->is_paused = true;
        crew_conn_pause(body->conn);
    }
}

void php_crew_http_body_end(php_crew_http_body *body)
{
    body->is_over = true;
    body_resume(body);
}

/* First what was kept. */
static size_t body_take_kept(php_crew_http_body *body, char *into, size_t size)
{
    size_t n = body_kept(body) < size ? body_kept(body) : size;

    if (n > 0) {
        memcpy(into, ZSTR_VAL(body->bytes.s) + body->at, n);
        body->at += n;
    }
    if (body_kept(body) == 0) {
        smart_str_free(&body->bytes);
        body->at = 0;
    }
    return n;
}

static size_t body_take(php_crew_http_body *body, char *into, size_t size)
{
    size_t n = body->bytes.s != NULL ? body_take_kept(body, into, size) : 0;
    size_t more = body->lent.len < size - n ? body->lent.len : size - n;

    if (more > 0) {
        memcpy(into + n, body->lent.ptr, more);
        body->lent = crew_span_skip(body->lent, more);
    }
    if (body_unread(body) <= BODY_LOW) {
        body_resume(body);
    }
    return n + more;
}

/* ---- the stream --------------------------------------------------------------------------------------------------------- */

static ssize_t body_stream_read(php_stream *stream, char *into, size_t size)
{
    php_crew_http_body *body = stream->abstract;
    size_t n = body_take(body, into, size);

    stream->eof = body->is_over && body_unread(body) == 0;
    return (ssize_t)n;
}

static ssize_t body_stream_write(php_stream *stream, const char *bytes, size_t size)
{
    (void)stream;
    (void)bytes;
    (void)size;
    php_error_docref(NULL, E_NOTICE, "The body of a request can only be read");
    return -1;
}

static int body_stream_close(php_stream *stream, int close_handle)
{
    php_crew_http_body *body = stream->abstract;

    (void)close_handle;
    body->res = NULL;
    php_crew_http_body_release(body);
    return 0;
}

static int body_stream_flush(php_stream *stream)
{
    (void)stream;
    return 0;
}

static const php_stream_ops body_stream_ops = {
    .write = body_stream_write,
    .read = body_stream_read,
    .close = body_stream_close,
    .flush = body_stream_flush,
    .label = "request body",
};

void php_crew_http_body_stream(php_crew_http_body *body, zval *value)
{
    php_stream *stream;

    if (body->res == NULL) {
        stream = php_stream_alloc(&body_stream_ops, php_crew_http_body_hold(body), NULL, "rb");
        stream->flags |= PHP_STREAM_FLAG_NO_SEEK | PHP_STREAM_FLAG_NO_BUFFER; /* it is one */
        body->res = stream->res;
        ZVAL_RES(value, stream->res);
    } else {
        stream = body->res->ptr;
        stream->eof = body->is_over && body_unread(body) == 0 && stream->writepos == stream->readpos;
        GC_ADDREF(body->res);
        ZVAL_RES(value, body->res);
    }
}
