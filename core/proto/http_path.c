/*
 * http_path: see http_path.h. Segments are decoded one after the other to the end of what is written, and then looked at: what counts is what they
 * are when decoded. Nothing becomes longer, so writing never overtakes reading.
 */
#include "core/proto/http_path.h"

#include "core/proto/http_chars.h"

const char *crew_http_path_words(crew_http_path_problem problem)
{
#define CREW_HTTP_WORDS(name, words) words,
    static const char *const all[] = {"fine", CREW_HTTP_PATH_PROBLEMS(CREW_HTTP_WORDS)};
#undef CREW_HTTP_WORDS

    return all[problem];
}

/* Writes one segment; returns its length. */
static long path_decode_segment(char *into, crew_span raw)
{
    long len = 0;

    while (raw.len > 0) {
        char c = *raw.ptr;
        bool is_encoded = c == '%';

        if (is_encoded) {
            int byte = crew_http_percent(raw);

            if (byte < 0) {
                return -CREW_HTTP_PATH_PERCENT;
            }
            c = (char)byte;
        }
        if (!crew_http_char_is_value(c) || c == '\t') {
            return -CREW_HTTP_PATH_CONTROL;
        }
        if (c == '/' || c == '\\') {
            return -CREW_HTTP_PATH_SLASH;
        }
        into[len++] = c;
        raw = crew_span_skip(raw, is_encoded ? 3 : 1);
    }
    return len;
}

/* The length of the `len` bytes at `path`, whose last is a slash, without their last segment. */
static long path_parent(const char *path, long len)
{
    do {
        len--;
    } while (len > 0 && path[len - 1] != '/');
    return len;
}

long crew_http_path_clean(char *into, crew_span path)
{
    long len = 0; /* of what is written: nothing, or segments with a slash after each */

    while (path.len > 0) {
        crew_span raw = crew_http_cut(&path, '/');
        bool is_last = path.len == 0 && raw.ptr + raw.len == path.ptr;
        long added = path_decode_segment(into + len, raw);
        crew_span segment = crew_span_of(into + len, added > 0 ? (size_t)added : 0);

        if (added < 0) {
            return added;
        }
        if (crew_span_eq(segment, crew_span_str(".."))) {
            if (len == 0) {
                return -CREW_HTTP_PATH_ABOVE;
            }
            len = path_parent(into, len);
        } else if (added > 0 && !crew_span_eq(segment, crew_span_str("."))) {
            len += added;
            if (is_last) {
                return len;
            }
            into[len++] = '/';
        }
    }
    return len;
}
