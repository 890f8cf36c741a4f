/*
 * http_fields: see the header. A line is read the quick way, as http_head.c says, and so are the names that are known.
 */
#include "core/proto/http_fields.h"

#include "core/base/compiler.h"
#include "core/proto/http_scan.h"
#include "core/proto/http_target.h"

/* What all Connection headers together say. */
enum { OPTION_CLOSE = 1, OPTION_KEEP_ALIVE = 2, OPTION_UPGRADE = 4 };

static const char *const known_names[CREW_HTTP_KNOWN_END] = {
#define KNOWN_ROW(name, text) [CREW_HTTP_##name] = text,
    CREW_HTTP_KNOWN(KNOWN_ROW)
#undef KNOWN_ROW
};

/* ---------------------------------------------------------------------------------------------------------- field lines */

/* Why the quick way did not take the name in this field line. */
static int field_problem(crew_http_reader reader)
{
    const char *at = reader.at;
    const char *end = crew_http_scan_value(at, reader.end);
    const char *colon = memchr(at, ':', (size_t)(end - at));
    crew_span name;
    int result;

    if (crew_http_char_is_blank(*at)) {
        return -CREW_HTTP_PROBLEM_FIELD_FOLD;
    }
    result = crew_http_line_end(end, reader.end, colon != NULL ? CREW_HTTP_PROBLEM_FIELD_VALUE : CREW_HTTP_PROBLEM_FIELD_NAME);
    if (result != CREW_HTTP_LINE_DONE) {
        return result;
    }
    if (colon == NULL) {
        return -CREW_HTTP_PROBLEM_FIELD_COLON;
    }
    name = crew_http_trim(crew_span_of(at, (size_t)(colon - at)));
    return crew_http_is_token(name) ? -CREW_HTTP_PROBLEM_FIELD_SPACE : -CREW_HTTP_PROBLEM_FIELD_NAME;
}

/* Reads one field line, or the empty line: `is_full` says that no other than that is welcome. */
CREW_FLAT int field_read(crew_http_reader *reader, crew_http_field *field, bool is_full)
{
    const char *at = reader->at;
    const char *name_end;
    const char *end;
    int result;

    if (at == reader->end) {
        return CREW_HTTP_LINE_MORE;
    }
    if (*at == '\r') {
        result = crew_http_line_end(at, reader->end, CREW_HTTP_FINE);
        reader->at += 2;
        return result == CREW_HTTP_LINE_DONE ? CREW_HTTP_LINE_EMPTY : result;
    }
    if (is_full) {
        return -CREW_HTTP_PROBLEM_FIELDS_TOO_MANY;
    }
    name_end = crew_http_scan_token(at, reader->end);
    if (name_end == reader->end) {
        return CREW_HTTP_LINE_MORE;
    }
    if (*name_end != ':' || name_end == at) {
        return field_problem(*reader);
    }
    field->name = crew_http_place_of(reader, at, name_end);
    at = name_end + 1;
    end = crew_http_scan_value(at, reader->end);
    result = crew_http_line_end(end, reader->end, CREW_HTTP_PROBLEM_FIELD_VALUE);
    if (result != CREW_HTTP_LINE_DONE) {
        return result;
    }
    reader->at = end + 2;
    while (at < end && crew_http_char_is_blank(*at)) {
        at++;
    }
    while (end > at && crew_http_char_is_blank(end[-1])) {
        end--;
    }
    field->value = crew_http_place_of(reader, at, end);
    return CREW_HTTP_LINE_DONE;
}

/* Which of the known names this may be: no two of them agree in length and first letter. */
static crew_http_known known_guess(const char *name, size_t len)
{
    switch (len) {
    case 4:
        return CREW_HTTP_HOST;
    case 6:
        return (name[0] | 0x20) == 'c' ? CREW_HTTP_COOKIE : CREW_HTTP_EXPECT;
    case 7:
        return CREW_HTTP_UPGRADE;
    case 10:
        return CREW_HTTP_CONNECTION;
    case 12:
        return CREW_HTTP_CONTENT_TYPE;
    case 14:
        return CREW_HTTP_CONTENT_LENGTH;
    case 15:
        return CREW_HTTP_ACCEPT_ENCODING;
    case 17:
        return CREW_HTTP_TRANSFER_ENCODING;
    default:
        return CREW_HTTP_OTHER;
    }
}

/* crew_http_same() for a token against a word of four letters and "-" or more, so that setting a bit does for lower case: eight or four at once. */
CREW_FLAT bool token_is(const char *token, const char *lower, size_t len)
{
    uint64_t a;
    uint64_t b;
    uint32_t c;
    uint32_t d;

    if (len < sizeof a) {
        for (size_t from = 0;; from = len - sizeof c) {
            memcpy(&c, token + from, sizeof c);
            memcpy(&d, lower + from, sizeof d);
            if ((c | 0x20202020u) != d) {
                return false;
            }
            if (from + sizeof c == len) {
                return true;
            }
        }
    }
    for (size_t at = 0; at < len; at += sizeof a) {
        size_t from = at + sizeof a <= len ? at : len - sizeof a;

        memcpy(&a, token + from, sizeof a);
        memcpy(&b, lower + from, sizeof b);
        if ((a | 0x2020202020202020u) != b) {
            return false;
        }
    }
    return true;
}

static inline crew_http_known known_of(crew_span name)
{
    crew_http_known guess = known_guess(name.ptr, name.len);

    return guess != CREW_HTTP_OTHER && token_is(name.ptr, known_names[guess], name.len) ? guess : CREW_HTTP_OTHER;
}

/* ---------------------------------------------------------------------------------------------------------- what they say */

/* A length is refused when it comes twice, even if it is the same: RFC 9112 section 6.3 allows either, and this cannot be misunderstood. */
static crew_http_problem length_note(crew_http_head *head, crew_span value)
{
    uint64_t length = 0;

    if (head->has_length || memchr(value.ptr, ',', value.len) != NULL) {
        return CREW_HTTP_PROBLEM_LENGTH_TWICE;
    }
    if (head->is_chunked) {
        return CREW_HTTP_PROBLEM_LENGTH_WITH_CODING;
    }
    if (value.len == 0) {
        return CREW_HTTP_PROBLEM_LENGTH;
    }
    for (size_t i = 0; i < value.len; i++) {
        unsigned digit = (unsigned char)value.ptr[i] - (unsigned)'0';

        /* Nothing that counts bytes counts beyond INT64_MAX. */
        if (digit > 9 || length > ((uint64_t)INT64_MAX - digit) / 10) {
            return CREW_HTTP_PROBLEM_LENGTH;
        }
        length = length * 10 + digit;
    }
    head->has_length = true;
    head->content_length = length;
    return CREW_HTTP_FINE;
}

/* "chunked" alone is known. Where it is applied before another or twice, the body's end would be anyone's guess (RFC 9112 section 6.1). */
static crew_http_problem coding_note(crew_http_head *head, crew_span value)
{
    if (head->minor_version == 0) {
        return CREW_HTTP_PROBLEM_CODING_VERSION;
    }
    if (head->is_chunked) {
        return CREW_HTTP_PROBLEM_CODING_NOT_LAST;
    }
    if (crew_http_same(value, "chunked")) {
        head->is_chunked = true;
        return head->has_length ? CREW_HTTP_PROBLEM_LENGTH_WITH_CODING : CREW_HTTP_FINE;
    }
    while (value.len > 0) {
        if (crew_http_same(crew_http_element(&value), "chunked") && value.len > 0) {
            return CREW_HTTP_PROBLEM_CODING_NOT_LAST;
        }
    }
    return CREW_HTTP_PROBLEM_CODING;
}

static unsigned connection_options(crew_span list)
{
    unsigned options = 0;

    while (list.len > 0) {
        crew_span option = crew_http_element(&list);

        options |= crew_http_same(option, "close") ? OPTION_CLOSE :
            crew_http_same(option, "keep-alive")   ? OPTION_KEEP_ALIVE :
            crew_http_same(option, "upgrade")      ? OPTION_UPGRADE :
                                                     0;
    }
    return options;
}

/* Takes in what a known field says of framing and connection. What it refuses, is refused as soon as the line is there. */
static crew_http_problem known_note(crew_http_head *head, unsigned *options, crew_http_known known, crew_span value)
{
    bool is_first = head->known[known] == 0;

    if (is_first) {
        head->known[known] = (uint16_t)(head->count + 1);
    }
    switch (known) {
    case CREW_HTTP_HOST:
        return !is_first ? CREW_HTTP_PROBLEM_HOST_TWICE : crew_http_is_host(value) ? CREW_HTTP_FINE : CREW_HTTP_PROBLEM_HOST;
    case CREW_HTTP_CONTENT_LENGTH:
        return length_note(head, value);
    case CREW_HTTP_TRANSFER_ENCODING:
        return coding_note(head, value);
    case CREW_HTTP_EXPECT:
        head->expects_continue = head->minor_version > 0;
        return crew_http_same(value, "100-continue") ? CREW_HTTP_FINE : CREW_HTTP_PROBLEM_EXPECTATION;
    case CREW_HTTP_CONNECTION:
        *options |= connection_options(value);
        return CREW_HTTP_FINE;
    default:
        return CREW_HTTP_FINE;
    }
}

/* What they say together, when all are there. */
static crew_http_problem fields_conclude(crew_http_head *head, unsigned options)
{
    if (head->minor_version > 0 && head->known[CREW_HTTP_HOST] == 0) {
        return CREW_HTTP_PROBLEM_HOST_MISSING;
    }
    head->keeps_alive = (options & OPTION_CLOSE) == 0 && (head->minor_version > 0 || (options & OPTION_KEEP_ALIVE) != 0);
    head->wants_upgrade = head->minor_version > 0 && (options & OPTION_UPGRADE) != 0 && head->known[CREW_HTTP_UPGRADE] != 0;
    return CREW_HTTP_FINE;
}

int crew_http_fields_read(crew_http_head *head, crew_http_reader *reader, uint32_t max)
{
    crew_http_reader at = *reader; /* a copy stays in registers */
    unsigned options = 0;

    head->count = 0;
    head->content_length = 0;
    head->has_length = false;
    head->is_chunked = false;
    head->expects_continue = false;
    memset(head->known, 0, sizeof head->known);
    for (;;) {
        crew_http_field *field = &head->fields[head->count];
        int result = field_read(&at, field, head->count == max);
        crew_http_known known;
        crew_http_problem problem;

        if (result == CREW_HTTP_LINE_EMPTY) {
            reader->at = at.at;
            problem = fields_conclude(head, options);
            return problem == CREW_HTTP_FINE ? CREW_HTTP_LINE_EMPTY : -(int)problem;
        }
        if (result != CREW_HTTP_LINE_DONE) {
            return result;
        }
        known = known_of(crew_http_at(at.base, field->name));
        if (known != CREW_HTTP_OTHER) {
            problem = known_note(head, &options, known, crew_http_at(at.base, field->value));
            if (problem != CREW_HTTP_FINE) {
                return -(int)problem;
            }
        }
        head->count++;
    }
}

/* ---------------------------------------------------------------------------------------------------------- trailers */

/* RFC 9110 section 6.5.1: what decides about framing, routing, the connection or who is asking comes before the body, or not at all. */
static bool trailer_is_allowed(crew_span name)
{
    static const char *const barred[] = {"authorization", "connection", "content-length", "cookie", "expect", "host", "proxy-authorization",
        "set-cookie", "te", "trailer", "transfer-encoding", "upgrade"};

    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++) {
        if (crew_http_same(name, barred[i])) {
            return false;
        }
    }
    return true;
}

long crew_http_trailers_parse(crew_http_field *fields, uint32_t max, uint32_t *count, crew_span input)
{
    crew_http_reader reader = {.base = input.ptr, .at = input.ptr, .end = input.ptr + input.len};
    crew_http_field field;

    *count = 0;
    for (;;) {
        int result = field_read(&reader, &field, *count == max);

        switch (result) {
        case CREW_HTTP_LINE_MORE:
            return 0;
        case CREW_HTTP_LINE_EMPTY:
            return (long)(reader.at - input.ptr);
        case CREW_HTTP_LINE_DONE:
            if (!trailer_is_allowed(crew_http_at(input.ptr, field.name))) {
                return -CREW_HTTP_PROBLEM_TRAILER;
            }
            fields[(*count)++] = field;
            break;
        default:
            return result == -CREW_HTTP_PROBLEM_FIELDS_TOO_MANY ? -CREW_HTTP_PROBLEM_TRAILER_TOO_LARGE : -CREW_HTTP_PROBLEM_TRAILER;
        }
    }
}
