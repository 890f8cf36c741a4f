/*
 * http: what a service whose connections speak HTTP has beside the rest, and the calls between the parts of a connection and HTTP's two files:
 * http.c takes requests, http_answer.c sends what becomes of them. For hosts there is core/crew_http.h.
 */
#ifndef CREW_NET_HTTP_H
#define CREW_NET_HTTP_H

#include "core/crew_http.h"
#include "core/net/loop.h"

#define CREW_HTTP_TRAILERS_MAX 64

typedef struct crew_service crew_service;

/* Milliseconds; 0: for ever. */
typedef struct crew_http_timeouts {
    int64_t head;       /* from the first byte of a request to the end of its head */
    int64_t body;       /* between two pieces of a body */
    int64_t keep_alive; /* between two requests, and before the first */
    int64_t answer;     /* from the request to the beginning of its answer */
} crew_http_timeouts;

typedef struct crew_http {
    /* Set by the owner before the first connection. */
    crew_http_limits limits;
    crew_http_timeouts timeouts;
    crew_http_callbacks callbacks;

    /* HTTP's own. */
    crew_service *service;
    crew_source timer;
    bool is_timed;
    int64_t stamp_s; /* when the stamp was written */
    char stamp[64];  /* the lines Server and Date */
    size_t stamp_len;
    crew_http_head head; /* of the request that is being delivered */
    crew_http_field trailers[CREW_HTTP_TRAILERS_MAX];
} crew_http;

/* With the usual limits and timeouts. */
crew_http *crew_http_new(crew_service *service);
void crew_http_free(crew_http *http);

/* ---- for conn.c and service.c ------------------------------------------------------------------------------------------- */

/* A new connection. */
void crew_http_opened(crew_conn *conn);

/* Calls the host with what service->input has for it. */
void crew_http_deliver(crew_conn *conn);

/* The peer has ended; true when the connection is to stay for an answer that it still gets. */
bool crew_http_outlives_eof(crew_conn *conn);

/* Whether it may end without cutting off a request: there is none, or (`at_once`) there is only a part of one. */
bool crew_http_may_end(const crew_conn *conn, bool at_once);

/* The host has written by itself what it was to answer. */
void crew_http_wrote(crew_conn *conn);

/* Lets go of what a request has taken. */
void crew_http_clear(crew_conn *conn);

/* ---- between the two files ---------------------------------------------------------------------------------------------- */

/* Answers with nothing but a status, and ends the connection. */
void crew_http_fail(crew_conn *conn, int status);

/* The answer is complete: on to the next request, or to the end. */
void crew_http_done(crew_conn *conn);

#endif
