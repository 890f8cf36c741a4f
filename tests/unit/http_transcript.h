/*
 * http_transcript: the files of tests/transcripts/http, fed to the parsers of requests as a server would: head, body, trailers, next head.
 */
#ifndef CREW_UNIT_HTTP_TRANSCRIPT_H
#define CREW_UNIT_HTTP_TRANSCRIPT_H

#include "tests/unit/transcript.h"

#include "core/proto/http_chunks.h"

#define HTTP_TRAILERS_MAX 8

typedef struct http_script {
    transcript script; /* first, so that a feeder finds the rest */
    crew_http_limits limits;
} http_script;

typedef struct http_feed {
    transcript_bytes got;
    transcript_bytes body;
    crew_http_head head;
    crew_http_chunks chunks;
    uint64_t left; /* of a body that has a length */
    uint32_t scanned;
    enum { HTTP_FEED_HEAD, HTTP_FEED_LENGTH, HTTP_FEED_CHUNKS, HTTP_FEED_TRAILERS, HTTP_FEED_CLOSED } phase;
} http_feed;

static const char *const http_problem_names[] = {"FINE",
#define HTTP_PROBLEM_NAME(name, status, words) #name,
    CREW_HTTP_PROBLEMS(HTTP_PROBLEM_NAME)
#undef HTTP_PROBLEM_NAME
};

static inline void http_event(http_feed *feed, const char *kind, const char *text)
{
    transcript_event(&feed->got, kind, text, strlen(text));
}

static inline void http_field_event(http_feed *feed, const char *kind, const char *base, const crew_http_field *field)
{
    transcript_bytes text = {0};

    transcript_add(&text, base + field->name.at, field->name.len);
    transcript_add(&text, ": ", 2);
    transcript_add(&text, base + field->value.at, field->value.len);
    transcript_event(&feed->got, kind, text.ptr, text.len);
    free(text.ptr);
}

static inline void http_head_events(http_feed *feed, const char *base)
{
    static const char *const forms[] = {NULL, "absolute", "authority", "asterisk"};
    const crew_http_head *head = &feed->head;
    transcript_bytes line = {0};
    char length[32];

    transcript_add(&line, base + head->method.at, head->method.len);
    transcript_add(&line, " ", 1);
    transcript_add(&line, base + head->target.at, head->target.len);
    transcript_add(&line, head->minor_version > 0 ? " 1.1" : " 1.0", 4);
    transcript_event(&feed->got, "request", line.ptr, line.len);
    free(line.ptr);
    for (uint32_t i = 0; i < head->count; i++) {
        http_field_event(feed, "header", base, &head->fields[i]);
    }
    (void)snprintf(length, sizeof length, "length %llu", (unsigned long long)head->content_length);
    const char *const says[] = {forms[head->form], head->has_length ? length : NULL, head->is_chunked ? "chunked" : NULL,
        head->keeps_alive ? NULL : "close", head->expects_continue ? "continue" : NULL, head->wants_upgrade ? "upgrade" : NULL};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
        if (says[i] != NULL) {
            http_event(feed, "says", says[i]);
        }
    }
}

static inline void http_body_event(http_feed *feed)
{
    if (feed->body.len > 0) {
        transcript_event(&feed->got, "body", feed->body.ptr, feed->body.len);
    }
    feed->body.len = 0;
}

static inline void http_message_end(http_feed *feed)
{
    http_event(feed, "end", "");
    feed->phase = feed->head.keeps_alive ? HTTP_FEED_HEAD : HTTP_FEED_CLOSED;
}

static inline long http_feed_head(http_feed *feed, crew_span input, const crew_http_limits *limits)
{
    long n = crew_http_head_parse(&feed->head, input, limits, &feed->scanned);

    assert_int_equal(feed->scanned, n == 0 ? input.len : 0);
    if (n > 0) {
        assert_int_equal(feed->head.size, n);
        http_head_events(feed, input.ptr);
        feed->left = feed->head.has_length ? feed->head.content_length : 0;
        feed->chunks = (crew_http_chunks){0};
        feed->phase = feed->head.is_chunked ? HTTP_FEED_CHUNKS : HTTP_FEED_LENGTH;
        if (feed->phase == HTTP_FEED_LENGTH && feed->left == 0) {
            http_message_end(feed);
        }
    }
    return n;
}

static inline long http_feed_length(http_feed *feed, crew_span input)
{
    size_t n = feed->left < input.len ? (size_t)feed->left : input.len;

    transcript_add(&feed->body, input.ptr, n);
    feed->left -= n;
    if (feed->left == 0) {
        http_body_event(feed);
        http_message_end(feed);
    }
    return (long)n;
}

static inline long http_feed_chunks(http_feed *feed, crew_span input)
{
    crew_span data;
    long n = crew_http_chunks_next(&feed->chunks, input, &data);

    if (n >= 0) {
        assert_true(data.ptr >= input.ptr && data.ptr + data.len <= input.ptr + n);
        transcript_add(&feed->body, data.ptr, data.len);
    }
    if (feed->chunks.is_over) {
        http_body_event(feed);
        feed->phase = HTTP_FEED_TRAILERS;
    }
    return n;
}

static inline long http_feed_trailers(http_feed *feed, crew_span input)
{
    crew_http_field fields[HTTP_TRAILERS_MAX];
    uint32_t count;
    long n = crew_http_trailers_parse(fields, HTTP_TRAILERS_MAX, &count, input);

    if (n > 0) {
        for (uint32_t i = 0; i < count; i++) {
            http_field_event(feed, "trailer", input.ptr, &fields[i]);
        }
        http_message_end(feed);
    }
    return n;
}

static inline long http_feed_input(http_feed *feed, crew_span input, const crew_http_limits *limits)
{
    switch (feed->phase) {
    case HTTP_FEED_HEAD:
        return http_feed_head(feed, input, limits);
    case HTTP_FEED_LENGTH:
        return http_feed_length(feed, input);
    case HTTP_FEED_CHUNKS:
        return http_feed_chunks(feed, input);
    case HTTP_FEED_TRAILERS:
        return http_feed_trailers(feed, input);
    default:
        return (long)input.len;
    }
}

static inline transcript_bytes http_transcript_feed(
    const transcript *script, size_t cut, size_t step, size_t *waiting, size_t *most_waiting)
{
    const crew_http_limits *limits = &((const http_script *)script)->limits;
    http_feed feed = {0};
    size_t taken = 0;
    size_t arrived = cut;
    long n = 0;

    *most_waiting = 0;
    while (n >= 0) {
        size_t len = arrived - taken;
        char *exact = malloc(len + (len == 0));

        assert_non_null(exact);
        memcpy(exact, script->in.ptr + taken, len);
        n = len == 0 ? 0 : http_feed_input(&feed, crew_span_of(exact, len), limits);
        free(exact);
        if (n < 0) {
            http_event(&feed, "refused", http_problem_names[-n]);
        } else if (n > 0) {
            assert_true((size_t)n <= len);
            taken += (size_t)n;
        } else {
            *most_waiting = len > *most_waiting ? len : *most_waiting;
            if (arrived == script->in.len) {
                break;
            }
            arrived += step < script->in.len - arrived ? step : script->in.len - arrived;
        }
    }
    *waiting = n < 0 ? 0 : arrived - taken;
    free(feed.body.ptr);
    return feed.got;
}

static inline void http_transcript_line(http_script *http, char *line)
{
    static const char *const events[] = {"request", "header", "says", "body", "trailer", "end", "refused"};
    transcript_bytes bytes = {0};
    bool is_event = false;

    if (!transcript_cut_line(line, &bytes)) {
        return;
    }
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        is_event = is_event || strcmp(line, events[i]) == 0;
    }
    if (is_event) {
        transcript_event(&http->script.expected, line, bytes.ptr, bytes.len);
    } else if (strcmp(line, "in") == 0) {
        transcript_add(&http->script.in, bytes.ptr, bytes.len);
    } else if (strcmp(line, "waiting") == 0) {
        http->script.waiting = strtoul(bytes.ptr, NULL, 10);
    } else if (strcmp(line, "limits") != 0 ||
        sscanf(bytes.ptr, "%u %u %u", &http->limits.line, &http->limits.head, &http->limits.fields) != 3) {
        fail_msg("%s: \"%s\" is no word of a transcript", http->script.path, line);
    }
    free(bytes.ptr);
}

/* The caller frees what in.ptr and expected.ptr point to. */
static inline http_script http_transcript_load(const char *path)
{
    http_script http = {.script = {.path = path, .feed = http_transcript_feed}, .limits = {.line = 1024, .head = 4096, .fields = 64}};
    FILE *file = fopen(path, "re");
    char line[4096];

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        http_transcript_line(&http, line);
    }
    (void)fclose(file);
    return http;
}

static inline void http_transcript_run(const char *path, const crew_codec *none)
{
    http_script http = http_transcript_load(path);

    (void)none;
    transcript_check_all_splits(&http.script);
    free(http.script.in.ptr);
    free(http.script.expected.ptr);
}

#endif
