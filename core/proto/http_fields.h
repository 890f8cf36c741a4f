/*
 * http_fields: the field lines of a head and what they say: which of them the engine knows, how the message is framed, and what is to become of
 * the connection (RFC 9112 sections 5, 6.1 to 6.3 and 9.3). The other half of http_head, which reads the request line before them and whose header
 * has what this one does for others, crew_http_trailers_parse. Nobody else includes this.
 */
#ifndef CREW_PROTO_HTTP_FIELDS_H
#define CREW_PROTO_HTTP_FIELDS_H

#include "core/proto/http_chars.h"
#include "core/proto/http_head.h"

/* What reading a line comes to, when it is not refused: minus a problem then. */
enum { CREW_HTTP_LINE_MORE = 0, CREW_HTTP_LINE_DONE = 1, CREW_HTTP_LINE_EMPTY = 2 };

typedef struct crew_http_reader {
    const char *base;
    const char *at;
    const char *end;
} crew_http_reader;

/* Looks at the end of a line, a byte that is not of a value or the end of the input. `problem` is for any but CR and LF. */
static inline int crew_http_line_end(const char *at, const char *end, crew_http_problem problem)
{
    if (at == end || (*at == '\r' && at + 1 == end)) {
        return CREW_HTTP_LINE_MORE;
    }
    if (*at == '\r') {
        return at[1] == '\n' ? CREW_HTTP_LINE_DONE : -CREW_HTTP_PROBLEM_BARE_CR;
    }
    return *at == '\n' ? -CREW_HTTP_PROBLEM_BARE_LF : -(int)problem;
}

static inline crew_http_place crew_http_place_of(const crew_http_reader *reader, const char *at, const char *end)
{
    return (crew_http_place){(uint32_t)(at - reader->base), (uint32_t)(end - at)};
}

/*
 * Reads all field lines and the empty one behind them into a head whose request line is there: CREW_HTTP_LINE_EMPTY when that was it,
 * CREW_HTTP_LINE_MORE, or minus a problem.
 */
int crew_http_fields_read(crew_http_head *head, crew_http_reader *reader, uint32_t max);

#endif
