/*
 * delimiter: messages that end in bytes of the user's choice, which are no part of them. Sending adds those bytes; that a message has none
 * of them inside is the sender's care.
 */
#include "core/proto/codec.h"

/* The first place from `from` on where the delimiter is, or may be once more has arrived; the input's length when there is none. */
static size_t delimiter_find(const crew_framing *framing, crew_span input, size_t from)
{
    while (from < input.len) {
        const char *first = memchr(input.ptr + from, framing->delimiter[0], input.len - from);
        size_t left;

        if (first == NULL) {
            return input.len;
        }
        from = (size_t)(first - input.ptr);
        left = input.len - from;
        if (memcmp(first, framing->delimiter, left < framing->delimiter_len ? left : framing->delimiter_len) == 0) {
            return from;
        }
        from++;
    }
    return input.len;
}

static long delimiter_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    size_t at = delimiter_find(framing, input, state->scanned);

    if (at > limit) {
        return CREW_ETOO_LARGE;
    }
    if (input.len - at < framing->delimiter_len) {
        state->scanned = at;
        return 0;
    }
    state->scanned = 0;
    *message = crew_span_of(input.ptr, at);
    return (long)(at + framing->delimiter_len);
}

static int delimiter_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    wire->parts[0] = message;
    wire->parts[1] = crew_span_of(framing->delimiter, framing->delimiter_len);
    return 2;
}

const crew_codec crew_codec_delimiter = {
    .name = "delimiter",
    .has_messages = true,
    .decode = delimiter_decode,
    .encode = delimiter_encode,
};
