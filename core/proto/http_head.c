/*
 * http_head: see the header. A line is read the quick way, which takes what is right and nothing else; when that does not succeed, the same
 * line is looked at again to say what is wrong, or that it is only not complete yet.
 *
 * What is said of some bytes must not depend on how they came in. A line without its end is therefore refused for three things only, each
 * of which shows as soon as it is there: a control character, a blank as first byte of a header line, and a version once it has all
 * of its bytes. head_can_wait() relies on it.
 */
#include "core/proto/http_head.h"

#include "core/proto/http_chars.h"
#include "core/proto/http_fields.h"
#include "core/proto/http_scan.h"
#include "core/proto/http_target.h"

#define VERSION_LEN 8 /* HTTP/1.1 */

static const struct {
    int status;
    const char *words;
} problems[CREW_HTTP_PROBLEM_END] = {
    [CREW_HTTP_FINE] = {200, "nothing is wrong"},
#define PROBLEM_ROW(name, status, words) [CREW_HTTP_PROBLEM_##name] = {status, words},
    CREW_HTTP_PROBLEMS(PROBLEM_ROW)
#undef PROBLEM_ROW
};

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

/* Why the quick way did not take this request line. */
static int request_line_problem(const crew_http_reader *reader, uint32_t limit)
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
    result = crew_http_line_end(end, reader->end,
        version != NULL    ? CREW_HTTP_PROBLEM_VERSION :
            target != NULL ? CREW_HTTP_PROBLEM_TARGET :
                             CREW_HTTP_PROBLEM_METHOD);
    if (result != CREW_HTTP_LINE_DONE) {
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

static int request_line_read(crew_http_head *head, crew_http_reader *reader, uint32_t limit)
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
    head->method = crew_http_place_of(reader, at, method_end);
    head->target = crew_http_place_of(reader, method_end + 1, target_end);
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
    return CREW_HTTP_LINE_DONE;
}

/* ---------------------------------------------------------------------------------------------------------- the head */

static long head_read(crew_http_head *head, crew_span input, const crew_http_limits *limits)
{
    crew_http_reader reader = {.base = input.ptr, .at = skip_empty_lines(input), .end = input.ptr + input.len};
    int result = request_line_read(head, &reader, limits->line);

    if (result != CREW_HTTP_LINE_DONE) {
        return result;
    }
    result = crew_http_fields_read(head, &reader, limits->fields);
    if (result != CREW_HTTP_LINE_EMPTY) {
        return result;
    }
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
        if (crew_http_same_span(crew_http_at(base, head->fields[i].name), name)) {
            return (int)i;
        }
    }
    return -1;
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
        if (crew_http_same_span(crew_http_element(&list), token)) {
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
