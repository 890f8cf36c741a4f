/*
 * http_head: the head of an HTTP/1.x request, from the request line to the empty line (RFC 9112 sections 2, 3, 5, 6.1 to 6.3 and 9.3; RFC 9110
 * section 5), as a function of bytes. It says where everything lies and what the message's framing and the connection's fate are to be;
 * what it refuses, it refuses as soon as the line that is wrong is complete.
 */
#ifndef CREW_PROTO_HTTP_HEAD_H
#define CREW_PROTO_HTTP_HEAD_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"

#define CREW_HTTP_FIELDS_MAX 256 /* the most that limits may allow */

/* Why a request is refused: the name, the status to answer with, and the words for the log. */
#define CREW_HTTP_PROBLEMS(X)                                                                                    \
    X(METHOD, 400, "the method is no token")                                                                     \
    X(TARGET, 400, "the request target is malformed")                                                            \
    X(REQUEST_LINE, 400, "the request line is malformed")                                                        \
    X(VERSION, 400, "the version is malformed")                                                                  \
    X(VERSION_UNKNOWN, 505, "the version is neither HTTP/1.0 nor HTTP/1.1")                                      \
    X(BARE_CR, 400, "a carriage return without a line feed")                                                     \
    X(BARE_LF, 400, "a line feed without a carriage return")                                                     \
    X(FIELD_NAME, 400, "a header name is no token")                                                              \
    X(FIELD_SPACE, 400, "a space before the colon of a header")                                                  \
    X(FIELD_COLON, 400, "a header without a colon")                                                              \
    X(FIELD_VALUE, 400, "a control character in a header value")                                                 \
    X(FIELD_FOLD, 400, "a folded header")                                                                        \
    X(HOST_MISSING, 400, "no Host header")                                                                       \
    X(HOST_TWICE, 400, "more than one Host header")                                                              \
    X(HOST, 400, "the Host header is malformed")                                                                 \
    X(LENGTH, 400, "the Content-Length is no number")                                                            \
    X(LENGTH_TWICE, 400, "more than one Content-Length")                                                     \
    X(LENGTH_WITH_CODING, 400, "Content-Length and Transfer-Encoding together")                                  \
    X(CODING, 501, "a transfer coding other than chunked")                                                       \
    X(CODING_NOT_LAST, 400, "chunked is not the last transfer coding, or there twice")                           \
    X(CODING_VERSION, 400, "Transfer-Encoding in an HTTP/1.0 request")                                           \
    X(EXPECTATION, 417, "an expectation other than 100-continue")                                                \
    X(LINE_TOO_LONG, 414, "the request line is longer than allowed")                                             \
    X(HEAD_TOO_LARGE, 431, "the headers are larger than allowed")                                                \
    X(FIELDS_TOO_MANY, 431, "more headers than allowed")                                                         \
    X(CHUNK_SIZE, 400, "the size of a chunk is malformed")                                                       \
    X(CHUNK_EXTENSION, 400, "a chunk extension is malformed or too long")                                        \
    X(CHUNK_END, 400, "a chunk does not end where it should")                                                    \
    X(TRAILER, 400, "a trailer field is malformed or not allowed")                                               \
    X(TRAILER_TOO_LARGE, 431, "the trailers are larger than allowed")                                            \
    X(BODY_TOO_LARGE, 413, "the body is larger than allowed")

#define CREW_HTTP_ENUM(name, status, words) CREW_HTTP_PROBLEM_##name,
typedef enum crew_http_problem { CREW_HTTP_FINE, CREW_HTTP_PROBLEMS(CREW_HTTP_ENUM) CREW_HTTP_PROBLEM_END } crew_http_problem;
#undef CREW_HTTP_ENUM

/* The status to answer with, and words that live as long as the program. */
int crew_http_problem_status(crew_http_problem problem);
const char *crew_http_problem_words(crew_http_problem problem);

/* The header fields that the engine itself looks at; all others are OTHER. */
#define CREW_HTTP_KNOWN(X)                                                                                       \
    X(HOST, "host")                                                                                              \
    X(CONNECTION, "connection")                                                                                  \
    X(CONTENT_LENGTH, "content-length")                                                                          \
    X(CONTENT_TYPE, "content-type")                                                                              \
    X(TRANSFER_ENCODING, "transfer-encoding")                                                                    \
    X(EXPECT, "expect")                                                                                          \
    X(UPGRADE, "upgrade")                                                                                        \
    X(COOKIE, "cookie")                                                                                          \
    X(ACCEPT_ENCODING, "accept-encoding")

#define CREW_HTTP_ENUM(name, text) CREW_HTTP_##name,
typedef enum crew_http_known { CREW_HTTP_OTHER, CREW_HTTP_KNOWN(CREW_HTTP_ENUM) CREW_HTTP_KNOWN_END } crew_http_known;
#undef CREW_HTTP_ENUM

/* The form of the request target, RFC 9112 section 3.2. */
typedef enum crew_http_form {
    CREW_HTTP_FORM_ORIGIN,    /* "/where?q=now" */
    CREW_HTTP_FORM_ABSOLUTE,  /* "http://www.example.org/pub/" */
    CREW_HTTP_FORM_AUTHORITY, /* "www.example.com:80", of CONNECT */
    CREW_HTTP_FORM_ASTERISK,  /* "*", of OPTIONS */
} crew_http_form;

/* Methods that change how a message is framed or answered; all others are METHOD_OTHER. Their text is in the head. */
typedef enum crew_http_method { CREW_HTTP_METHOD_OTHER, CREW_HTTP_METHOD_GET, CREW_HTTP_METHOD_HEAD, CREW_HTTP_METHOD_CONNECT } crew_http_method;

/* Where a run of bytes lies: counted from the beginning of the input that was parsed. */
typedef struct crew_http_place {
    uint32_t at;
    uint32_t len;
} crew_http_place;

typedef struct crew_http_field {
    crew_http_place name;
    crew_http_place value;   /* without the blanks around it */
} crew_http_field;

typedef struct crew_http_head {
    crew_http_place method;
    crew_http_place target;
    uint32_t size;           /* bytes of the whole head, with empty lines before it and the one that ends it */
    uint32_t count;          /* of fields */
    uint64_t content_length; /* meaningful with has_length */
    uint8_t minor_version;   /* HTTP/1.x: 0 or 1 */
    uint8_t method_kind;     /* crew_http_method */
    uint8_t form;            /* crew_http_form */
    bool has_length;
    bool is_chunked;         /* neither this nor has_length: there is no body */
    bool keeps_alive;        /* what version and Connection say, RFC 9112 section 9.3 */
    bool expects_continue;   /* never set for HTTP/1.0, RFC 9110 section 10.1.1 */
    bool wants_upgrade;      /* Connection names upgrade, and there is an Upgrade header, and the version is 1.1 */
    uint16_t known[CREW_HTTP_KNOWN_END]; /* 1 + the index of the first field of that name, 0: there is none */
    crew_http_field fields[CREW_HTTP_FIELDS_MAX]; /* the first `count` are set, nothing behind them is touched */
} crew_http_head;

typedef struct crew_http_limits {
    uint32_t line;   /* bytes of the request line without its CR LF, at least 16 */
    uint32_t head;   /* bytes of the whole head, at most 2^24 */
    uint32_t fields; /* at most CREW_HTTP_FIELDS_MAX */
} crew_http_limits;

/*
 * Parses the head at the front of `input`. Returns its size (> 0, also in head->size), 0 when more bytes are needed, or minus a
 * crew_http_problem. `scanned` is the caller's, one for each connection, 0 before a head's first byte and again after its last: what has been looked
 * at in vain, so that a head that arrives byte by byte is not parsed anew with each. Up to two empty lines before the request line are skipped
 * (RFC 9112 section 2.2). When it does not return a size, `head` is undefined. The verdict depends on the bytes alone, never on how they came in.
 */
long crew_http_head_parse(crew_http_head *head, crew_span input, const crew_http_limits *limits, uint32_t *scanned);

/*
 * The index of the first field of that name from `from` on, compared without case, -1 when there is none. `name` is in lower case. `base` is the
 * beginning of what was parsed.
 */
int crew_http_head_find(const crew_http_head *head, const char *base, crew_span name, uint32_t from);

static inline crew_span crew_http_at(const char *base, crew_http_place place)
{
    return crew_span_of(base + place.at, place.len);
}

/*
 * Parses field lines up to and with the empty line that ends them, as trailers are (RFC 9112 section 7.1.2). Returns the bytes taken, 0 when
 * more are needed, or minus a problem. At most `max` fields, no framing, routing or authentication fields among them (RFC 9110 section 6.5.1).
 * It begins anew with each call: the caller limits how many bytes wait.
 */
long crew_http_trailers_parse(crew_http_field *fields, uint32_t max, uint32_t *count, crew_span input);

/*
 * Whether `list`, a header value, is a comma-separated list with `token` in it, compared without case (RFC 9110 section 5.6.1). `token` is in lower
 * case. An element with parameters is not that token, and a quoted comma separates like any other: this is for lists of plain tokens.
 */
bool crew_http_list_has(crew_span list, crew_span token);

/* Whether it is a token, RFC 9110 section 5.6.2: a method, a header name. */
bool crew_http_is_token(crew_span text);

/* Whether it may be sent as a header value: no CR, LF, NUL or other control character but a tab, RFC 9110 section 5.5. */
bool crew_http_is_value(crew_span text);

#endif
