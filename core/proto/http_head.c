/*
 * http_head: see the header. A line is read the quick way, which takes what is right and nothing else; when that does not succeed, the same
 * line is looked at again to say what is wrong, or that it is only not complete yet.
 *
 * What is said of some bytes must not depend on how they came in. A line without its end is therefore refused for three things only, each
 * of which shows as soon as it is there: a control character, a blank as first byte of a header line, and a version once it has all
 * of its bytes. head_can_wait() relies on it.
 */
#include "core/proto/http_head.h"

#include "core/proto/http_scan.h"
#include "core/proto/http_target.h"

#define VERSION_LEN 8 /* HTTP/1.1 */

/* What reading a line comes to, when it is not refused: minus a problem then. */
enum { LINE_MORE = 0, LINE_DONE = 1, LINE_EMPTY = 2 };

/* What all Connection headers together say. */
enum { OPTION_CLOSE = 1, OPTION_KEEP_ALIVE = 2, OPTION_UPGRADE = 4 };

typedef struct head_reader {
    const char *base;
    const char *at;
    const char *end;
    unsigned options;
} head_reader;

static const struct {
    int status;
    const char *words;
} problems[CREW_HTTP_PROBLEM_END] = {
    [CREW_HTTP_FINE] = {200, "nothing is wrong"},
#define PROBLEM_ROW(name, status, words) [CREW_HTTP_PROBLEM_##name] = {status, words},
    CREW_HTTP_PROBLEMS(PROBLEM_ROW)
#undef PROBLEM_ROW
};

static const char *const known_names[CREW_HTTP_KNOWN_END] = {
#define KNOWN_ROW(name, text) [CREW_HTTP_##name] = text,
    CREW_HTTP_KNOWN(KNOWN_ROW)
#undef KNOWN_ROW
};

/* Sums of CREW_HTTP_BYTE_*. */
const unsigned char crew_http_bytes[256] = {
     0,  0,  0,  0,  0,  0,  0,  0,  0,  2,  0,  0,  0,  0,  0,  0, /* 0x00 */
     0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0, /* 0x10 */
     2, 15,  6,  3, 15,  7, 15, 15, 14, 14, 15, 15, 14, 15, 15,  6, /* 0x20 */
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15,  6, 14,  6, 14,  6,  6, /* 0x30 */
     6, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, /* 0x40 */
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,  6,  6,  6,  7, 15, /* 0x50 */
     7, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, /* 0x60 */
    15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15,  6,  7,  6, 15,  0, /* 0x70 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0x80 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0x90 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0xa0 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0xb0 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0xc0 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0xd0 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0xe0 */
     6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6,  6, /* 0xf0 */
};

/* ---------------------------------------------------------------------------------------------------------- words */

static char byte_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static bool byte_is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Whether `text` is `lower`, which is in lower case and as long, but for the case. */
static bool text_is(const char *text, const char *lower, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (byte_lower(text[i]) != lower[i]) {
            return false;
        }
    }
    return true;
}

static bool span_is(crew_span text, const char *lower)
{
    return text.len == strlen(lower) && text_is(text.ptr, lower, text.len);
}

static crew_span span_trim(crew_span text)
{
    while (text.len > 0 && byte_is_blank(text.ptr[0])) {
        text = crew_span_skip(text, 1);
    }
    while (text.len > 0 && byte_is_blank(text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

/* Takes the first element, without the blanks around it, from the front of a comma-separated list. */
static crew_span list_next(crew_span *list)
{
    const char *comma = memchr(list->ptr, ',', list->len);
    crew_span element = crew_span_of(list->ptr, comma != NULL ? (size_t)(comma - list->ptr) : list->len);

    *list = crew_span_skip(*list, element.len + (comma != NULL));
    return span_trim(element);
}

/* ---------------------------------------------------------------------------------------------------------- request line */

static const char *skip_empty_lines(crew_span input)
{
    size_t at = 0;

    while (at < 4 && input.len - at >= 2 && input.ptr[at] == '\r' && input.ptr[at + 1] == '\n') {
        at += 2;
    }
    return input.ptr + at;
}

/* What is wrong with what stands where the version should, once there are as many bytes as a version has. */
static crew_http_problem version_problem(const char *at, const char *end)
{
    if (end - at < VERSION_LEN) {
        return CREW_HTTP_FINE;
    }
    if (memcmp(at, "HTTP/1.1", VERSION_LEN) == 0 || memcmp(at, "HTTP/1.0", VERSION_LEN) == 0) {
        return end - at == VERSION_LEN ? CREW_HTTP_FINE :
            at[VERSION_LEN] == ' '     ? CREW_HTTP_PROBLEM_REQUEST_LINE :
                                         CREW_HTTP_PROBLEM_VERSION;
    }
    if (memchr(at, ' ', VERSION_LEN) != NULL) {
        return CREW_HTTP_PROBLEM_REQUEST_LINE;
    }
    if (memcmp(at, "HTTP/", 5) == 0 && at[5] >= '0' && at[5] <= '9' && at[6] == '.' && at[7] >= '0' && at[7] <= '9') {
        return CREW_HTTP_PROBLEM_VERSION_UNKNOWN;
    }
    return CREW_HTTP_PROBLEM_VERSION;
}

/* Looks at the end of a line, a byte that is not of a value or the end of the input. `problem` is for any but CR and LF. */
static int line_end(const char *at, const char *end, crew_http_problem problem)
{
    if (at == end || (*at == '\r' && at + 1 == end)) {
        return LINE_MORE;
    }
    if (*at == '\r') {
        return at[1] == '\n' ? LINE_DONE : -CREW_HTTP_PROBLEM_BARE_CR;
    }
    return *at == '\n' ? -CREW_HTTP_PROBLEM_BARE_LF : -(int)problem;
}

/* Why the quick way did not take this request line. */
static int request_line_problem(const head_reader *reader, uint32_t limit)
{
    const char *at = reader->at;
    bool is_long = (size_t)(reader->end - at) > limit;
    const char *end = crew_http_scan_value(at, is_long ? at + limit + 1 : reader->end);
    const char *target = memchr(at, ' ', (size_t)(end - at));
    const char *version = target != NULL ? memchr(target + 1, ' ', (size_t)(end - target - 1)) : NULL;
    crew_http_problem problem = version != NULL ? version_problem(version + 1, end) : CREW_HTTP_FINE;
    int result;

    if (problem != CREW_HTTP_FINE) {
        return -(int)problem;
    }
    if ((size_t)(end - at) > limit) {
        return -CREW_HTTP_PROBLEM_LINE_TOO_LONG;
    }
    result = line_end(end, reader->end,
        version != NULL    ? CREW_HTTP_PROBLEM_VERSION :
            target != NULL ? CREW_HTTP_PROBLEM_TARGET :
                             CREW_HTTP_PROBLEM_METHOD);
    if (result != LINE_DONE) {
        return result;
    }
    if (version == NULL) {
        return -CREW_HTTP_PROBLEM_REQUEST_LINE;
    }
    if (!crew_http_is_token(crew_span_of(at, (size_t)(target - at)))) {
        return -CREW_HTTP_PROBLEM_METHOD;
    }
    return end - version - 1 < VERSION_LEN ? -CREW_HTTP_PROBLEM_VERSION : -CREW_HTTP_PROBLEM_TARGET;
}

static crew_http_method method_kind(crew_span method)
{
    switch (method.len) {
    case 3:
        return memcmp(method.ptr, "GET", 3) == 0 ? CREW_HTTP_METHOD_GET : CREW_HTTP_METHOD_OTHER;
    case 4:
        return memcmp(method.ptr, "HEAD", 4) == 0 ? CREW_HTTP_METHOD_HEAD : CREW_HTTP_METHOD_OTHER;
    case 7:
        return memcmp(method.ptr, "CONNECT", 7) == 0 ? CREW_HTTP_METHOD_CONNECT : CREW_HTTP_METHOD_OTHER;
    default:
        return CREW_HTTP_METHOD_OTHER;
    }
}

static crew_http_place place_of(const head_reader *reader, const char *at, const char *end)
{
    return (crew_http_place){(uint32_t)(at - reader->base), (uint32_t)(end - at)};
}

static int request_line_read(crew_http_head *head, head_reader *reader, uint32_t limit)
{
    const char *at = reader->at;
    const char *method_end = crew_http_scan_token(at, reader->end);
    const char *target_end;
    int form = CREW_HTTP_FORM_ORIGIN;

    if (method_end == at || method_end == reader->end || *method_end != ' ') {
        return request_line_problem(reader, limit);
    }
    target_end = crew_http_scan_target(method_end + 1, reader->end);
    if (reader->end - target_end < 1 + VERSION_LEN + 2 || (size_t)(target_end - at) + 1 + VERSION_LEN > limit || target_end == method_end + 1 ||
        memcmp(target_end, " HTTP/1.", VERSION_LEN) != 0 || (target_end[8] != '1' && target_end[8] != '0') ||
        memcmp(target_end + 1 + VERSION_LEN, "\r\n", 2) != 0) {
        return request_line_problem(reader, limit);
    }
    head->method = place_of(reader, at, method_end);
    head->target = place_of(reader, method_end + 1, target_end);
    head->minor_version = (uint8_t)(target_end[8] - '0');
    head->method_kind = (uint8_t)method_kind(crew_http_at(reader->base, head->method));
    if (method_end[1] != '/' || head->method_kind == CREW_HTTP_METHOD_CONNECT) {
        form = crew_http_target_form(crew_http_at(reader->base, head->target), crew_http_at(reader->base, head->method));
        if (form < 0) {
            return -CREW_HTTP_PROBLEM_TARGET;
        }
    }
    head->form = (uint8_t)form;
    reader->at = target_end + 1 + VERSION_LEN + 2;
    return LINE_DONE;
}

/* ---------------------------------------------------------------------------------------------------------- field lines */

/* Why the quick way did not take the name in this field line. */
static int field_problem(const head_reader *reader)
{
    const char *at = reader->at;
    const char *end = crew_http_scan_value(at, reader->end);
    const char *colon = memchr(at, ':', (size_t)(end - at));
    crew_span name;
    int result;

    if (byte_is_blank(*at)) {
        return -CREW_HTTP_PROBLEM_FIELD_FOLD;
    }
    result = line_end(end, reader->end, colon != NULL ? CREW_HTTP_PROBLEM_FIELD_VALUE : CREW_HTTP_PROBLEM_FIELD_NAME);
    if (result != LINE_DONE) {
        return result;
    }
    if (colon == NULL) {
        return -CREW_HTTP_PROBLEM_FIELD_COLON;
    }
    name = span_trim(crew_span_of(at, (size_t)(colon - at)));
    return crew_http_is_token(name) ? -CREW_HTTP_PROBLEM_FIELD_SPACE : -CREW_HTTP_PROBLEM_FIELD_NAME;
}

/* Reads one field line, or the empty line: `is_full` says that no other than that is welcome. */
static inline int field_read(head_reader *reader, crew_http_field *field, bool is_full)
{
    const char *at = reader->at;
    const char *name_end;
    const char *end;
    int result;

    if (at == reader->end) {
        return LINE_MORE;
    }
    if (*at == '\r') {
        result = line_end(at, reader->end, CREW_HTTP_FINE);
        reader->at += 2;
        return result == LINE_DONE ? LINE_EMPTY : result;
    }
    if (is_full) {
        return -CREW_HTTP_PROBLEM_FIELDS_TOO_MANY;
    }
    name_end = crew_http_scan_token(at, reader->end);
    if (name_end == reader->end) {
        return LINE_MORE;
    }
    if (*name_end != ':' || name_end == at) {
        return field_problem(reader);
    }
    field->name = place_of(reader, at, name_end);
    at = name_end + 1;
    while (at < reader->end && byte_is_blank(*at)) {
        at++;
    }
    end = crew_http_scan_value(at, reader->end);
    result = line_end(end, reader->end, CREW_HTTP_PROBLEM_FIELD_VALUE);
    if (result != LINE_DONE) {
        return result;
    }
    reader->at = end + 2;
    while (end > at && byte_is_blank(end[-1])) {
        end--;
    }
    field->value = place_of(reader, at, end);
    return LINE_DONE;
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

/* text_is() for a token against a word of letters and "-" only, so that setting a bit does for lower case: eight bytes at once. */
static inline bool token_is(const char *token, const char *lower, size_t len)
{
    size_t at = 0;
    uint64_t a;
    uint64_t b;

    if (len < sizeof a) {
        return text_is(token, lower, len);
    }
    for (; at < len; at += sizeof a) {
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

/* ---------------------------------------------------------------------------------------------------------- what fields say */

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
    if (span_is(value, "chunked")) {
        head->is_chunked = true;
        return head->has_length ? CREW_HTTP_PROBLEM_LENGTH_WITH_CODING : CREW_HTTP_FINE;
    }
    while (value.len > 0) {
        if (span_is(list_next(&value), "chunked") && value.len > 0) {
            return CREW_HTTP_PROBLEM_CODING_NOT_LAST;
        }
    }
    return CREW_HTTP_PROBLEM_CODING;
}

static unsigned connection_options(crew_span list)
{
    unsigned options = 0;

    while (list.len > 0) {
        crew_span option = list_next(&list);

        options |= span_is(option, "close")  ? OPTION_CLOSE :
            span_is(option, "keep-alive")    ? OPTION_KEEP_ALIVE :
            span_is(option, "upgrade")       ? OPTION_UPGRADE :
                                               0;
    }
    return options;
}

/* Takes in what a known field says of framing and connection. What it refuses, is refused as soon as the line is there. */
static crew_http_problem known_note(crew_http_head *head, head_reader *reader, crew_http_known known, crew_span value)
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
        return span_is(value, "100-continue") ? CREW_HTTP_FINE : CREW_HTTP_PROBLEM_EXPECTATION;
    case CREW_HTTP_CONNECTION:
        reader->options |= connection_options(value);
        return CREW_HTTP_FINE;
    default:
        return CREW_HTTP_FINE;
    }
}

static int fields_read(crew_http_head *head, head_reader *reader, uint32_t max)
{
    for (;;) {
        crew_http_field *field = &head->fields[head->count];
        int result = field_read(reader, field, head->count == max);
        crew_http_known known;
        crew_http_problem problem;

        if (result != LINE_DONE) {
            return result;
        }
        known = known_of(crew_http_at(reader->base, field->name));
        if (known != CREW_HTTP_OTHER) {
            problem = known_note(head, reader, known, crew_http_at(reader->base, field->value));
            if (problem != CREW_HTTP_FINE) {
                return -(int)problem;
            }
        }
        head->count++;
    }
}

/* ---------------------------------------------------------------------------------------------------------- the head */

static long head_read(crew_http_head *head, crew_span input, const crew_http_limits *limits)
{
    head_reader reader = {.base = input.ptr, .at = skip_empty_lines(input), .end = input.ptr + input.len};
    int result = request_line_read(head, &reader, limits->line);

    if (result != LINE_DONE) {
        return result;
    }
    head->count = 0;
    head->content_length = 0;
    head->has_length = false;
    head->is_chunked = false;
    head->expects_continue = false;
    memset(head->known, 0, sizeof head->known);
    result = fields_read(head, &reader, limits->fields);
    if (result != LINE_EMPTY) {
        return result;
    }
    if (head->minor_version > 0 && head->known[CREW_HTTP_HOST] == 0) {
        return -CREW_HTTP_PROBLEM_HOST_MISSING;
    }
    head->keeps_alive = (reader.options & OPTION_CLOSE) == 0 && (head->minor_version > 0 || (reader.options & OPTION_KEEP_ALIVE) != 0);
    head->wants_upgrade = head->minor_version > 0 && (reader.options & OPTION_UPGRADE) != 0 && head->known[CREW_HTTP_UPGRADE] != 0;
    head->size = (uint32_t)(reader.at - input.ptr);
    return (long)head->size;
}

/*
 * Whether the bytes behind the first `seen`, for which there was no verdict, make none possible either: the head is then parsed again for
 * each of its lines at the most. The byte before them matters too, as it may be half of a line's end or a whole one.
 */
static bool head_can_wait(crew_span input, const crew_http_limits *limits, size_t seen)
{
    const char *end = input.ptr + input.len;
    const char *line;
    const char *recent;

    if (input.len > limits->head || crew_http_scan_value(input.ptr + seen - 1, end) != end) {
        return false;
    }
    line = skip_empty_lines(input);
    if (memchr(line, '\n', (size_t)(end - line)) != NULL) {
        return true;
    }
    /* A version is judged when it is complete, or one byte longer: the space before it is not far then. */
    recent = input.ptr + (seen > VERSION_LEN + 1 ? seen - VERSION_LEN - 1 : 0);
    return (size_t)(end - line) <= limits->line && memchr(recent, ' ', (size_t)(end - recent)) == NULL;
}

long crew_http_head_parse(crew_http_head *head, crew_span input, const crew_http_limits *limits, uint32_t *scanned)
{
    long taken = 0;

    if (*scanned == 0 || !head_can_wait(input, limits, *scanned)) {
        taken = head_read(head, input.len > limits->head ? crew_span_of(input.ptr, limits->head) : input, limits);
    }
    if (taken == 0 && input.len > limits->head) {
        taken = -CREW_HTTP_PROBLEM_HEAD_TOO_LARGE;
    }
    *scanned = taken == 0 ? (uint32_t)input.len : 0;
    return taken;
}

int crew_http_head_find(const crew_http_head *head, const char *base, crew_span name, uint32_t from)
{
    for (uint32_t i = from; i < head->count; i++) {
        if (head->fields[i].name.len == name.len && text_is(base + head->fields[i].name.at, name.ptr, name.len)) {
            return (int)i;
        }
    }
    return -1;
}

/* ---------------------------------------------------------------------------------------------------------- trailers */

/* RFC 9110 section 6.5.1: what decides about framing, routing, the connection or who is asking comes before the body, or not at all. */
static bool trailer_is_allowed(crew_span name)
{
    static const char *const barred[] = {"authorization", "connection", "content-length", "cookie", "expect", "host", "proxy-authorization",
        "set-cookie", "te", "trailer", "transfer-encoding", "upgrade"};

    for (size_t i = 0; i < sizeof barred / sizeof *barred; i++) {
        if (span_is(name, barred[i])) {
            return false;
        }
    }
    return true;
}

long crew_http_trailers_parse(crew_http_field *fields, uint32_t max, uint32_t *count, crew_span input)
{
    head_reader reader = {.base = input.ptr, .at = input.ptr, .end = input.ptr + input.len};
    crew_http_field field;

    *count = 0;
    for (;;) {
        int result = field_read(&reader, &field, *count == max);

        switch (result) {
        case LINE_MORE:
            return 0;
        case LINE_EMPTY:
            return (long)(reader.at - input.ptr);
        case LINE_DONE:
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

/* ---------------------------------------------------------------------------------------------------------- small questions */

int crew_http_problem_status(crew_http_problem problem)
{
    return problems[problem].status;
}

const char *crew_http_problem_words(crew_http_problem problem)
{
    return problems[problem].words;
}

bool crew_http_list_has(crew_span list, crew_span token)
{
    while (list.len > 0) {
        crew_span element = list_next(&list);

        if (element.len == token.len && text_is(element.ptr, token.ptr, token.len)) {
            return true;
        }
    }
    return false;
}

bool crew_http_is_token(crew_span text)
{
    const char *end = text.ptr + text.len;

    return text.len > 0 && crew_http_scan_token(text.ptr, end) == end;
}

bool crew_http_is_value(crew_span text)
{
    const char *end = text.ptr + text.len;

    return crew_http_scan_value(text.ptr, end) == end;
}
