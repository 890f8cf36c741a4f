/*
 * http_multipart: see http_multipart.h.
 *
 * The delimiter is CR LF "--" and the boundary. A boundary has no CR, so the delimiter has its only one in front: where a comparison fails after some
 * bytes, all of these can be left behind, which makes the search linear. And what a piece of input ends with of a delimiter need not be kept, but
 * only counted: should it turn out to be data, it is the delimiter's own beginning.
 */
#include "core/proto/http_multipart.h"

#include "core/base/alloc.h"
#include "core/proto/http_chars.h"
#include "core/proto/http_params.h"

typedef enum multipart_phase {
    MULTIPART_PREAMBLE,  /* before the first boundary */
    MULTIPART_DELIMITED, /* right after a boundary */
    MULTIPART_DASH,      /* after the first dash behind it */
    MULTIPART_PADDING,   /* among the blanks behind it */
    MULTIPART_LINE_FEED, /* between carriage return and line feed behind it */
    MULTIPART_HEAD,
    MULTIPART_DATA_PHASE,
    MULTIPART_EPILOGUE,
} multipart_phase;

struct crew_http_multipart {
    crew_http_multipart_limits limits;
    multipart_phase phase;
    crew_http_multipart_problem problem;
    size_t parts;
    size_t matched;  /* bytes of the delimiter that the input so far ends with */
    size_t borrowed; /* of these, those that are no data in any case: the line end before the first boundary, or that of the empty line */
    size_t delimiter_len;
    char delimiter[4 + CREW_HTTP_BOUNDARY_MAX];
    char *head;      /* made with the first part, of limits.head bytes */
    size_t head_len;
    size_t line;     /* where in the head the line begins that is not complete yet */
};

const char *crew_http_multipart_words(crew_http_multipart_problem problem)
{
#define CREW_HTTP_WORDS(name, words) words,
    static const char *const all[] = {"fine", CREW_HTTP_MULTIPART_PROBLEMS(CREW_HTTP_WORDS)};
#undef CREW_HTTP_WORDS

    return all[problem];
}

/* bcharsnospace of RFC 2046 section 5.1.1, and what else may be in a token, since it is sent as one. */
static bool multipart_char_is_boundary(char c)
{
    return crew_http_char_is_token(c) || memchr("(),/:=? ", c, 8) != NULL;
}

static bool multipart_is_boundary(crew_span text)
{
    return text.len > 0 && text.len <= CREW_HTTP_BOUNDARY_MAX && text.ptr[text.len - 1] != ' ' && crew_http_is_all(text, multipart_char_is_boundary);
}

int crew_http_multipart_boundary(crew_span content_type, crew_span *boundary)
{
    crew_span rest;
    crew_span found = {NULL, 0};
    crew_http_param param;
    int result;

    if (!crew_http_same(crew_http_params_begin(content_type, &rest), "multipart/form-data")) {
        return -CREW_HTTP_MULTIPART_TYPE;
    }
    while ((result = crew_http_params_next(&rest, &param)) > 0) {
        if (crew_http_same(param.name, "boundary")) {
            if (found.ptr != NULL) {
                return -CREW_HTTP_MULTIPART_BOUNDARY;
            }
            found = param.value;
        }
    }
    if (result < 0 || !multipart_is_boundary(found)) {
        return -CREW_HTTP_MULTIPART_BOUNDARY;
    }
    *boundary = found;
    return 0;
}

crew_http_multipart *crew_http_multipart_new(crew_span boundary, const crew_http_multipart_limits *limits)
{
    crew_http_multipart *multipart = crew_calloc(1, sizeof *multipart);

    multipart->limits = *limits;
    memcpy(multipart->delimiter, "\r\n--", 4);
    memcpy(multipart->delimiter + 4, boundary.ptr, boundary.len);
    multipart->delimiter_len = 4 + boundary.len;
    multipart->matched = multipart->borrowed = 2;
    return multipart;
}

void crew_http_multipart_free(crew_http_multipart *multipart)
{
    if (multipart != NULL) {
        crew_free(multipart->head);
        crew_free(multipart);
    }
}

/*------------------------------------------------------------------------------------------------------------ the head of a part */

/* Joins lines that were folded (RFC 5322 section 2.2.3): HTTP has abandoned that, mail has not. */
static void multipart_unfold(char *head, size_t len)
{
    for (size_t i = 0; i + 2 < len; i++) {
        if (head[i] == '\r' && head[i + 1] == '\n' && crew_http_char_is_blank(head[i + 2])) {
            head[i] = head[i + 1] = ' ';
        }
    }
}

/* Its quotes and escapes are resolved in place, in the head, which the spans point into. */
static crew_span multipart_param(crew_http_multipart *multipart, const crew_http_param *param)
{
    char *at = multipart->head + (param->value.ptr - multipart->head);

    return crew_span_of(at, crew_http_param_decode(at, param));
}

static int multipart_param_extended(crew_http_multipart *multipart, const crew_http_param *param, crew_span *text)
{
    char *at = multipart->head + (param->value.ptr - multipart->head);
    long len = crew_http_param_decode_extended(at, param->value);

    *text = crew_span_of(at, len >= 0 ? (size_t)len : 0);
    return len >= 0 ? 0 : -CREW_HTTP_MULTIPART_FILENAME;
}

/* `form-data; name="a"; filename="b"`, RFC 7578 section 4.2. */
static int multipart_parse_disposition(crew_http_multipart *multipart, crew_span value, crew_http_part *part)
{
    bool has_extended = false;
    crew_span extended = {NULL, 0};
    crew_http_param param;
    crew_span rest;
    int result = crew_http_same(crew_http_params_begin(value, &rest), "form-data") ? 0 : -CREW_HTTP_MULTIPART_DISPOSITION;
    int more = 0;

    while (result == 0 && (more = crew_http_params_next(&rest, &param)) > 0) {
        if (crew_http_same(param.name, "name")) {
            result = part->name.ptr != NULL ? -CREW_HTTP_MULTIPART_FIELD_TWICE : 0;
            part->name = multipart_param(multipart, &param);
        } else if (crew_http_same(param.name, "filename")) {
            result = part->has_filename ? -CREW_HTTP_MULTIPART_FIELD_TWICE : 0;
            part->filename = multipart_param(multipart, &param);
            part->has_filename = true;
        } else if (crew_http_same(param.name, "filename*")) {
            result = has_extended ? -CREW_HTTP_MULTIPART_FIELD_TWICE : multipart_param_extended(multipart, &param, &extended);
            has_extended = true;
        }
    }
    if (has_extended) {
        part->filename = extended;
        part->has_filename = true;
    }
    return result == 0 && more < 0 ? -CREW_HTTP_MULTIPART_DISPOSITION : result;
}

static int multipart_parse_field(crew_http_multipart *multipart, crew_span line, crew_http_part *part, bool *has_disposition)
{
    crew_span value = line;
    crew_span name = crew_http_cut(&value, ':');

    if (name.len == 0 || name.len == line.len || !crew_http_is_all(name, crew_http_char_is_token) ||
        !crew_http_is_all(value, crew_http_char_is_value)) {
        return -CREW_HTTP_MULTIPART_FIELD;
    }
    value = crew_http_trim(value);
    if (crew_http_same(name, "content-disposition")) {
        if (*has_disposition) {
            return -CREW_HTTP_MULTIPART_FIELD_TWICE;
        }
        *has_disposition = true;
        return multipart_parse_disposition(multipart, value, part);
    }
    if (crew_http_same(name, "content-type")) {
        if (part->type.ptr != NULL) {
            return -CREW_HTTP_MULTIPART_FIELD_TWICE;
        }
        part->type = value;
    }
    return 0;
}

/* The head is complete, with the empty line. */
static int multipart_parse_head(crew_http_multipart *multipart, crew_http_part *part)
{
    crew_span rest = crew_span_of(multipart->head, multipart->head_len - 2);
    bool has_disposition = false;
    int result = 0;

    *part = (crew_http_part){.has_filename = false};
    multipart_unfold(multipart->head, rest.len);
    while (result == 0 && rest.len > 0) {
        crew_span line = crew_http_cut(&rest, '\n');

        result = multipart_parse_field(multipart, crew_span_of(line.ptr, line.len - 1), part, &has_disposition);
    }
    return result == 0 && part->name.ptr == NULL ? -CREW_HTTP_MULTIPART_NAME : result;
}

/* Takes one line, or what there is of it, into the head. */
static long multipart_take_head(crew_http_multipart *multipart, crew_span input, crew_http_multipart_event *event)
{
    const char *end = memchr(input.ptr, '\n', input.len);
    size_t taken = end != NULL ? (size_t)(end - input.ptr) + 1 : input.len;
    size_t line_len;

    if (taken > multipart->limits.head - multipart->head_len) {
        return -CREW_HTTP_MULTIPART_HEAD_TOO_LARGE;
    }
    memcpy(multipart->head + multipart->head_len, input.ptr, taken);
    multipart->head_len += taken;
    if (end == NULL) {
        return (long)taken;
    }
    line_len = multipart->head_len - multipart->line;
    if (line_len < 2 || multipart->head[multipart->head_len - 2] != '\r') {
        return -CREW_HTTP_MULTIPART_LINE_END;
    }
    multipart->line = multipart->head_len;
    if (line_len == 2) {
        int result = multipart_parse_head(multipart, &event->part);

        if (result < 0) {
            return result;
        }
        event->kind = CREW_HTTP_MULTIPART_PART;
        multipart->phase = MULTIPART_DATA_PHASE;
        multipart->matched = multipart->borrowed = 2; /* a part without data may end with the line end of its head's empty line */
    }
    return (long)taken;
}

/*------------------------------------------------------------------------------------------------------------ between parts */

static int multipart_begin_head(crew_http_multipart *multipart)
{
    if (multipart->parts == multipart->limits.parts) {
        return -CREW_HTTP_MULTIPART_PARTS_TOO_MANY;
    }
    multipart->parts++;
    if (multipart->head == NULL) {
        multipart->head = crew_malloc(multipart->limits.head);
    }
    multipart->head_len = 0;
    multipart->line = 0;
    multipart->phase = MULTIPART_HEAD;
    return 1;
}

/*
 * What is behind a boundary: two dashes after the last, else blanks and a line end. Anything else would make the boundary the beginning of a longer
 * line, which RFC 2046 section 5.1.1 takes for a boundary and some parsers for data; nobody is to profit from that.
 */
static long multipart_take_line_end(crew_http_multipart *multipart, char c, crew_http_multipart_event *event)
{
    multipart_phase phase = multipart->phase;

    if (phase == MULTIPART_LINE_FEED && c == '\n') {
        return multipart_begin_head(multipart);
    }
    if (phase == MULTIPART_DASH && c == '-') {
        multipart->phase = MULTIPART_EPILOGUE;
        event->kind = CREW_HTTP_MULTIPART_OVER;
        return 1;
    }
    if (phase == MULTIPART_DELIMITED && c == '-') {
        multipart->phase = MULTIPART_DASH;
        return 1;
    }
    if ((phase == MULTIPART_DELIMITED || phase == MULTIPART_PADDING) && (crew_http_char_is_blank(c) || c == '\r')) {
        multipart->phase = c == '\r' ? MULTIPART_LINE_FEED : MULTIPART_PADDING;
        return 1;
    }
    return -CREW_HTTP_MULTIPART_DELIMITER;
}

/*------------------------------------------------------------------------------------------------------------ data */

/* Where the delimiter begins, or what may become one with the bytes to come; the input's length when nowhere. */
static size_t multipart_find(const crew_http_multipart *multipart, crew_span input)
{
    const char *end = input.ptr + input.len;
    const char *at = input.ptr;

    while ((at = memchr(at, '\r', (size_t)(end - at))) != NULL) {
        size_t left = (size_t)(end - at);

        if (memcmp(at, multipart->delimiter, left < multipart->delimiter_len ? left : multipart->delimiter_len) == 0) {
            return (size_t)(at - input.ptr);
        }
        at++;
    }
    return input.len;
}

/* Hands on data, or drops it when it is the preamble's. */
static void multipart_give(const crew_http_multipart *multipart, crew_span data, crew_http_multipart_event *event)
{
    if (multipart->phase == MULTIPART_DATA_PHASE && data.len > 0) {
        event->kind = CREW_HTTP_MULTIPART_DATA;
        event->data = data;
    }
}

/* Goes on comparing with the delimiter where the input before ended, or at its beginning. */
static long multipart_match(crew_http_multipart *multipart, crew_span input, crew_http_multipart_event *event)
{
    size_t wanted = multipart->delimiter_len - multipart->matched;
    size_t taken = input.len < wanted ? input.len : wanted;

    if (memcmp(input.ptr, multipart->delimiter + multipart->matched, taken) != 0) {
        multipart_give(multipart, crew_span_of(multipart->delimiter + multipart->borrowed, multipart->matched - multipart->borrowed), event);
        multipart->matched = multipart->borrowed = 0;
        return 0;
    }
    multipart->matched += taken;
    if (taken == wanted) {
        event->kind = multipart->phase == MULTIPART_DATA_PHASE ? CREW_HTTP_MULTIPART_END : CREW_HTTP_MULTIPART_NONE;
        multipart->matched = multipart->borrowed = 0;
        multipart->phase = MULTIPART_DELIMITED;
    }
    return (long)taken;
}

static long multipart_take_data(crew_http_multipart *multipart, crew_span input, crew_http_multipart_event *event)
{
    size_t len = multipart->matched > 0 ? 0 : multipart_find(multipart, input);

    if (len == 0) {
        return multipart_match(multipart, input, event);
    }
    multipart_give(multipart, crew_span_of(input.ptr, len), event);
    return (long)len;
}

/*------------------------------------------------------------------------------------------------------------ all of it */

/* Takes something from the front of `input`, which is not empty, or loses a match and takes nothing. */
static long multipart_step(crew_http_multipart *multipart, crew_span input, crew_http_multipart_event *event)
{
    switch (multipart->phase) {
    case MULTIPART_PREAMBLE:
    case MULTIPART_DATA_PHASE:
        return multipart_take_data(multipart, input, event);
    case MULTIPART_HEAD:
        return multipart_take_head(multipart, input, event);
    case MULTIPART_EPILOGUE:
        return (long)input.len;
    default:
        return multipart_take_line_end(multipart, *input.ptr, event);
    }
}

long crew_http_multipart_next(crew_http_multipart *multipart, crew_span input, crew_http_multipart_event *event)
{
    size_t taken = 0;

    event->kind = CREW_HTTP_MULTIPART_NONE;
    if (multipart->problem != CREW_HTTP_MULTIPART_FINE) {
        return -(long)multipart->problem;
    }
    while (event->kind == CREW_HTTP_MULTIPART_NONE && taken < input.len) {
        long result = multipart_step(multipart, crew_span_skip(input, taken), event);

        if (result < 0) {
            multipart->problem = (crew_http_multipart_problem)-result;
            event->kind = CREW_HTTP_MULTIPART_NONE;
            return result;
        }
        taken += (size_t)result;
    }
    return (long)taken;
}

int crew_http_multipart_finish(const crew_http_multipart *multipart)
{
    if (multipart->problem != CREW_HTTP_MULTIPART_FINE) {
        return -(int)multipart->problem;
    }
    return multipart->phase == MULTIPART_EPILOGUE ? 0 : -CREW_HTTP_MULTIPART_UNFINISHED;
}
