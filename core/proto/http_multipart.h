/*
 * http_multipart: a body in multipart/form-data (RFC 7578, RFC 2046 section 5.1), piece by piece as it arrives. What is not data is kept (a part's
 * headers, up to a limit); data is not copied. The time it takes is linear in the bytes, whatever they are.
 */
#ifndef CREW_PROTO_HTTP_MULTIPART_H
#define CREW_PROTO_HTTP_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/span.h"

#define CREW_HTTP_BOUNDARY_MAX 70 /* bytes, RFC 2046 section 5.1.1 */

#define CREW_HTTP_MULTIPART_PROBLEMS(X)                                                              \
    X(TYPE, "the content type is not multipart/form-data")                                           \
    X(BOUNDARY, "the content type has no boundary, more than one, or one that is malformed")         \
    X(DELIMITER, "a boundary is followed by something else than a line end")                         \
    X(LINE_END, "a header of a part does not end in a carriage return and a line feed")              \
    X(FIELD, "a header of a part is malformed")                                                      \
    X(FIELD_TWICE, "a part has the same header, or parameter, more than once")                       \
    X(DISPOSITION, "the Content-Disposition of a part is malformed or not form-data")                \
    X(NAME, "a part has no name")                                                                    \
    X(FILENAME, "the filename* of a part is malformed")                                              \
    X(HEAD_TOO_LARGE, "the headers of a part are larger than allowed")                               \
    X(PARTS_TOO_MANY, "more parts than allowed")                                                     \
    X(UNFINISHED, "the body ends before its last boundary")

#define CREW_HTTP_ENUM(name, words) CREW_HTTP_MULTIPART_##name,
typedef enum crew_http_multipart_problem {
    CREW_HTTP_MULTIPART_FINE,
    CREW_HTTP_MULTIPART_PROBLEMS(CREW_HTTP_ENUM) CREW_HTTP_MULTIPART_PROBLEM_END
} crew_http_multipart_problem;
#undef CREW_HTTP_ENUM

/* Words that live as long as the program. */
const char *crew_http_multipart_words(crew_http_multipart_problem problem);

/*
 * The boundary that `content_type`, a Content-Type header's value, names: points into it, 1 to CREW_HTTP_BOUNDARY_MAX bytes. Returns 0 or minus a
 * problem (TYPE, BOUNDARY).
 */
int crew_http_multipart_boundary(crew_span content_type, crew_span *boundary);

/* All of it is the client's word: a filename may be "../x", and a type may be a lie. Spans are valid until the event that ends the part. */
typedef struct crew_http_part {
    crew_span name;     /* may be empty */
    crew_span filename; /* that of filename*, in UTF-8, before that of filename (RFC 6266 section 4.3); never with control characters */
    crew_span type;     /* Content-Type as it is, empty when there is none, which stands for text/plain */
    bool has_filename;  /* it is a file, even when the filename is empty, as that of a file input in which nothing was chosen */
} crew_http_part;

typedef enum crew_http_multipart_kind {
    CREW_HTTP_MULTIPART_NONE, /* more input is needed */
    CREW_HTTP_MULTIPART_PART, /* a part begins */
    CREW_HTTP_MULTIPART_DATA, /* some of its data; there may be none, or any number of these */
    CREW_HTTP_MULTIPART_END,  /* the part ends */
    CREW_HTTP_MULTIPART_OVER, /* there are no more parts; what may still come is skipped */
} crew_http_multipart_kind;

typedef struct crew_http_multipart_event {
    crew_http_multipart_kind kind;
    crew_http_part part; /* meaningful with PART */
    crew_span data;      /* of DATA, not empty: in the input or in the parser, valid until the next call */
} crew_http_multipart_event;

typedef struct crew_http_multipart_limits {
    size_t head;  /* bytes of the headers of one part, with all line ends */
    size_t parts;
} crew_http_multipart_limits;

typedef struct crew_http_multipart crew_http_multipart;

/* `boundary` is one that crew_http_multipart_boundary gave; copied, as are the limits. */
crew_http_multipart *crew_http_multipart_new(crew_span boundary, const crew_http_multipart_limits *limits);
void crew_http_multipart_free(crew_http_multipart *multipart); /* NULL is allowed */

/*
 * Takes what it can from the front of `input` up to the next event. Returns the bytes taken (0 or more), or minus a problem, and then ever again. To
 * be called until the event is NONE: only then everything was taken, and the next call is for the bytes that follow.
 */
long crew_http_multipart_next(crew_http_multipart *multipart, crew_span input, crew_http_multipart_event *event);

/* What it means that the body ends here: 0, or minus UNFINISHED (or the problem there was). */
int crew_http_multipart_finish(const crew_http_multipart *multipart);

#endif
