/*
 * crew_http.h: HTTP/1.1 as a host of the engine sees it, beside core/crew.h: requests come by callbacks, answers go back by these functions.
 * One request after the other: the next one of a connection is delivered when this one has been answered, however early it came.
 */
#ifndef CREW_CREW_HTTP_H
#define CREW_CREW_HTTP_H

#include "core/crew.h"
#include "core/proto/http_head.h"
#include "core/proto/http_status.h"

/* A request, borrowed for the call that has it. */
typedef struct crew_http_request {
    const crew_http_head *head;
    const char *base;   /* what the places in the head count from */
    crew_span body;     /* without its coding; empty in on_request_head */
    crew_span trailers; /* whole field lines behind a chunked body, for crew_http_trailers_parse; empty when there are none */
} crew_http_request;

/* What the engine calls beside crew_callbacks; the same rules hold. */
typedef struct crew_http_callbacks {
    /* A whole request. It is answered in the call or later. */
    void (*on_request)(crew_conn *conn, const crew_http_request *request, void *user);
    /*
     * The head of a request with a body, before the body: true when the host takes that in pieces, which come by on_body and are not limited by
     * maxPackageSize; then on_request is not called for it. NULL: never.
     */
    bool (*on_request_head)(crew_conn *conn, const crew_http_request *request, void *user);
    /* A piece of the body. crew_conn_pause holds the peer back. */
    void (*on_body)(crew_conn *conn, crew_span piece, void *user);
    /* The body is over. Not called when the connection ends before. */
    void (*on_body_end)(crew_conn *conn, crew_span trailers, void *user);
    /* The request was not answered within responseTimeout; the engine answers 503 after this call. May be NULL. */
    void (*on_overdue)(crew_conn *conn, void *user);
} crew_http_callbacks;

/* In a worker that serves HTTP, before it runs: what to call. */
void crew_worker_set_http(crew_worker *worker, const crew_http_callbacks *callbacks);

/* Header fields that the host's own lines have, so that the engine does not add them. */
enum {
    CREW_HTTP_HAS_DATE = 1,
    CREW_HTTP_HAS_SERVER = 2,
    CREW_HTTP_HAS_CLOSE = 4, /* not a line, but the wish: "Connection: close" is the engine's to write */
};

typedef struct crew_http_answer {
    int status;        /* 200 to 599 */
    crew_span reason;  /* empty: the usual one. The host has checked it by crew_http_is_value */
    crew_span fields;  /* whole lines "Name: value" CR LF, checked; none of Content-Length, Transfer-Encoding, Connection, which are the engine's */
    unsigned has;      /* CREW_HTTP_HAS_* */
} crew_http_answer;

/*
 * What a host writes by crew_conn_write instead is the answer, and the next request may come.
 */

/* Whether the connection is one of HTTP, whether it has a request whose answer has not begun, and one whose answer is not complete. */
bool crew_http_is(const crew_conn *conn);
bool crew_http_awaits(const crew_conn *conn);
bool crew_http_owes(const crew_conn *conn);

/* The answer that is to come is the connection's last, and will say so. */
void crew_http_close_after(crew_conn *conn);

/*
 * Answers the request with a whole body, which a HEAD request, 204, 205, 304 and what accepts a CONNECT do not get. 0; CREW_ECLOSED when the
 * connection is over; CREW_ERANGE when there is no request to be answered.
 */
int crew_http_send(crew_conn *conn, const crew_http_answer *answer, crew_span body);

/* The same with `length` bytes of a file from `offset` on, as crew_conn_send_file takes them. */
int crew_http_send_file(crew_conn *conn, const crew_http_answer *answer, int fd, uint64_t offset, uint64_t length);

/*
 * Answers piece by piece: the head, any number of pieces, the end. Pieces are chunks for peers of HTTP/1.1; for older ones the end of the connection is the
 * end of the body. `length` is the body's when it is known, otherwise -1. Results as above; a piece may also be CREW_EFULL, or CREW_ERANGE when it is more than `length` says: then nothing of it was taken. An end that
 * comes before `length` bytes have been written is CREW_ERANGE, and closes the connection.
 */
int crew_http_begin(crew_conn *conn, const crew_http_answer *answer, int64_t length);
int crew_http_write(crew_conn *conn, crew_span piece);
int crew_http_end(crew_conn *conn, crew_span trailers); /* whole field lines, sent when the body goes in chunks */

#endif
