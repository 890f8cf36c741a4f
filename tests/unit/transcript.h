/*
 * transcript: reads the files of tests/transcripts (their README has the format) and feeds them to a codec, whole and in pieces.
 *
 * The input lies in a block of its exact size for each call, so that AddressSanitizer and valgrind see a codec look one byte too far.
 */
#ifndef CREW_UNIT_TRANSCRIPT_H
#define CREW_UNIT_TRANSCRIPT_H

#include "tests/unit/unit.h"

#include <glob.h>
#include <unistd.h>

#include "core/proto/codec.h"

typedef struct transcript_bytes {
    char *ptr;
    size_t len;
    size_t room;
} transcript_bytes;

typedef struct transcript transcript;

/* Feeds the input up to `cut` first and then `step` bytes at a time; returns what came of it. */
typedef transcript_bytes (*transcript_feeder)(const transcript *script, size_t cut, size_t step, size_t *waiting, size_t *most_waiting);

struct transcript {
    const char *path;
    transcript_feeder feed;
    const crew_codec *codec;
    size_t limit;
    crew_framing framing;
    transcript_bytes in;
    transcript_bytes expected; /* events, as transcript_event writes them */
    size_t waiting;
};

static inline void transcript_add(transcript_bytes *to, const void *bytes, size_t len)
{
    if (to->ptr == NULL || to->len + len > to->room) {
        to->room = 2 * (to->len + len) + 64;
        to->ptr = realloc(to->ptr, to->room);
        assert_non_null(to->ptr);
    }
    if (len > 0) {
        memcpy(to->ptr + to->len, bytes, len);
        to->len += len;
    }
}

static inline void transcript_event(transcript_bytes *to, const char *kind, const void *bytes, size_t len)
{
    char head[64];

    transcript_add(to, head, (size_t)snprintf(head, sizeof head, "%s %zu ", kind, len));
    transcript_add(to, bytes, len);
    transcript_add(to, "\n", 1);
}

static inline const char *transcript_error_word(long code)
{
    return code == CREW_ETOO_LARGE ? "too-large" : code == CREW_EMALFORMED ? "malformed" : crew_err_words((int)code);
}

/* Undoes the escapes in place; returns the length. */
static inline size_t transcript_unescape(char *text)
{
    size_t n = 0;

    for (char *at = text; *at != '\0'; at++) {
        if (*at != '\\') {
            text[n++] = *at;
            continue;
        }
        at++;
        if (*at == 'x') {
            char digits[3] = {at[1], at[2], '\0'};

            text[n++] = (char)strtol(digits, NULL, 16);
            at += 2;
        } else {
            text[n++] = *at == 'r' ? '\r' : *at == 'n' ? '\n' : *at == 't' ? '\t' : *at == '0' ? '\0' : *at;
        }
    }
    return n;
}

static inline transcript_bytes transcript_feed(
    const crew_codec *codec, const transcript *script, size_t cut, size_t step, size_t *waiting, size_t *most_waiting)
{
    transcript_bytes got = {0};
    crew_codec_state codec_state = {0};
    size_t taken = 0;
    size_t arrived = cut;
    long n = 0;

    *most_waiting = 0;
    for (;;) {
        crew_span input = {.len = arrived - taken};
        crew_span message = {0};
        char *exact;

        if (input.len == 0) {
            n = 0;
        } else {
            exact = malloc(input.len);
            assert_non_null(exact);
            memcpy(exact, script->in.ptr + taken, input.len);
            input.ptr = exact;
            n = codec->decode(&script->framing, &codec_state, input, script->limit, &message);
            if (n > 0) {
                assert_true((size_t)n <= input.len);
                transcript_event(&got, "message", message.ptr, message.len);
            } else if (n < 0) {
                transcript_event(&got, "error", transcript_error_word(n), strlen(transcript_error_word(n)));
            }
            free(exact);
        }
        if (n < 0) {
            break;
        }
        taken += (size_t)n;
        if (n == 0) {
            *most_waiting = input.len > *most_waiting ? input.len : *most_waiting;
            if (arrived == script->in.len) {
                break;
            }
            arrived += step < script->in.len - arrived ? step : script->in.len - arrived;
        }
    }
    *waiting = n < 0 ? 0 : arrived - taken;
    return got;
}

static inline transcript_bytes transcript_feed_codec(
    const transcript *script, size_t cut, size_t step, size_t *waiting, size_t *most_waiting)
{
    return transcript_feed(script->codec, script, cut, step, waiting, most_waiting);
}

static inline void transcript_check(const transcript *script, size_t cut, size_t step)
{
    size_t waiting;
    size_t most_waiting;
    transcript_bytes got = script->feed(script, cut, step, &waiting, &most_waiting);

    if (got.len != script->expected.len || (got.len > 0 && memcmp(got.ptr, script->expected.ptr, got.len) != 0)) {
        fail_msg("%s, first %zu bytes and then %zu at a time: expected\n%.*s\ngot\n%.*s", script->path, cut, step,
            (int)script->expected.len, script->expected.ptr, (int)got.len, got.ptr);
    }
    if (waiting != script->waiting) {
        fail_msg("%s, first %zu bytes and then %zu at a time: %zu bytes wait", script->path, cut, step, waiting);
    }
    free(got.ptr);
}

static inline void transcript_check_all_splits(const transcript *script)
{
    transcript_check(script, script->in.len, 1);
    transcript_check(script, 0, 1);
    transcript_check(script, 0, 2);
    transcript_check(script, 0, 7);
    for (size_t cut = 1; cut < script->in.len; cut += 1 + script->in.len / 2048) { /* a long one not at quite every place */
        transcript_check(script, cut, script->in.len);
    }
}

static inline void transcript_check_encoding(const crew_codec *codec, const transcript *script, crew_span message, crew_span expected)
{
    crew_codec_wire wire;
    int count = codec->encode(&script->framing, message, &wire);
    transcript_bytes joined = {0};

    if (count < 0) {
        fail_msg("%s: \"%.*s\" was refused: %s", script->path, (int)message.len, message.ptr, transcript_error_word(count));
    }
    assert_true(count >= 1 && count <= CREW_CODEC_PARTS);
    for (int i = 0; i < count; i++) {
        transcript_add(&joined, wire.parts[i].ptr, wire.parts[i].len);
    }
    if (!crew_span_eq(crew_span_of(joined.ptr, joined.len), expected)) {
        fail_msg("%s: \"%.*s\" was encoded as \"%.*s\"", script->path, (int)message.len, message.ptr, (int)joined.len, joined.ptr);
    }
    free(joined.ptr);
}

static inline void transcript_check_refusal(const crew_codec *codec, const transcript *script, crew_span message, const char *word)
{
    crew_codec_wire wire;
    int code = codec->encode(&script->framing, message, &wire);

    assert_true(code < 0);
    assert_string_equal(transcript_error_word(code), word);
}

/* "size 2" and the like, of a framing by length. */
static inline void transcript_set_length(transcript *script, const char *text)
{
    crew_length_field *field = &script->framing.length;
    char option[16] = "";
    long long value = 0;

    (void)sscanf(text, "%15s %lld", option, &value);
    if (strcmp(option, "size") == 0) {
        field->size = value;
    } else if (strcmp(option, "varint") == 0) {
        field->size = CREW_LENGTH_VARINT;
    } else if (strcmp(option, "offset") == 0) {
        field->offset = value;
    } else if (strcmp(option, "adjust") == 0) {
        field->adjust = value;
    } else if (strcmp(option, "little") == 0) {
        field->is_little = true;
    } else if (strcmp(option, "inclusive") == 0) {
        field->is_inclusive = true;
    } else if (strcmp(option, "header") == 0) {
        field->keeps_header = true;
    } else {
        fail_msg("%s: \"%s\" is no option of a length", script->path, text);
    }
}

/* Cuts a line, without its newline, into its word, which stays in `line`, and its bytes, as often as it says; false for a comment. */
static inline bool transcript_cut_line(char *line, transcript_bytes *bytes)
{
    char *text = strchr(line, ' ');
    char *star = strchr(line, '*');
    size_t times = 1;
    size_t len;

    bytes->len = 0;
    if (line[0] == '#' || line[0] == '\0') {
        return false;
    }
    if (star != NULL && (text == NULL || star < text)) {
        times = strtoul(star + 1, NULL, 10);
        *star = '\0';
    }
    if (text != NULL) {
        *text++ = '\0';
    } else {
        text = line + strlen(line);
    }
    len = transcript_unescape(text);
    for (size_t i = 0; i < times; i++) {
        transcript_add(bytes, text, len);
    }
    transcript_add(bytes, "", 1); /* so that a number can be read as one */
    bytes->len--;
    return true;
}

/* `sent` keeps what the last send line said for the wire line after it. */
static inline void transcript_line(transcript *script, char *line, transcript_bytes *sent)
{
    transcript_bytes bytes = {0};

    if (!transcript_cut_line(line, &bytes)) {
        return;
    }
    if (strcmp(line, "limit") == 0) {
        script->limit = strtoul(bytes.ptr, NULL, 10);
    } else if (strcmp(line, "in") == 0) {
        transcript_add(&script->in, bytes.ptr, bytes.len);
    } else if (strcmp(line, "waiting") == 0) {
        script->waiting = strtoul(bytes.ptr, NULL, 10);
    } else if (strcmp(line, "message") == 0 || strcmp(line, "error") == 0) {
        transcript_event(&script->expected, line, bytes.ptr, bytes.len);
    } else if (strcmp(line, "send") == 0) {
        sent->len = 0;
        transcript_add(sent, bytes.ptr, bytes.len);
    } else if (strcmp(line, "wire") == 0) {
        transcript_check_encoding(script->codec, script, crew_span_of(sent->ptr, sent->len), crew_span_of(bytes.ptr, bytes.len));
    } else if (strcmp(line, "refused") == 0) {
        transcript_check_refusal(script->codec, script, crew_span_of(sent->ptr, sent->len), bytes.ptr);
    } else if (strcmp(line, "delimiter") == 0) {
        assert_int_equal(crew_framing_set_delimiter(&script->framing, crew_span_of(bytes.ptr, bytes.len), NULL), 0);
    } else if (strcmp(line, "length") == 0) {
        transcript_set_length(script, bytes.ptr);
    } else {
        fail_msg("%s: \"%s\" is no word of a transcript", script->path, line);
    }
    free(bytes.ptr);
}

static inline void transcript_run(const char *path, const crew_codec *codec)
{
    transcript script = {.path = path, .feed = transcript_feed_codec, .codec = codec, .limit = 1024};
    transcript_bytes sent = {0};
    FILE *file = fopen(path, "re");
    char line[4096];

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        transcript_line(&script, line, &sent);
    }
    (void)fclose(file);
    if (script.in.len > 0) {
        transcript_check_all_splits(&script);
    }
    free(sent.ptr);
    free(script.in.ptr);
    free(script.expected.ptr);
}

/* Runs every file of tests/transcripts/<name>; returns how many there were. Works from the root and from tests/unit. */
static inline int transcript_each(const char *name, void (*run)(const char *path, const crew_codec *codec), const crew_codec *codec)
{
    char pattern[256];
    glob_t found;
    int count;

    (void)snprintf(pattern, sizeof pattern, "%s/%s/*.txt",
        access("tests/transcripts", F_OK) == 0 ? "tests/transcripts" : "../transcripts", name);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        run(found.gl_pathv[i], codec);
    }
    count = (int)found.gl_pathc;
    globfree(&found);
    return count;
}

static inline int transcript_run_folder(const crew_codec *codec, const char *name)
{
    return transcript_each(name, transcript_run, codec);
}

#endif
