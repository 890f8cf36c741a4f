/*
 * text: messages that end in a newline. A carriage return before it belongs to the line end, so that telnet works; neither is
 * part of the message. Sending adds the newline.
 */
#include "core/proto/codec.h"

static long text_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    const char *from = input.ptr + state->scanned;
    const char *end = memchr(from, '\n', input.len - state->scanned);
    size_t len;

    (void)framing;
    if (end == NULL) {
        /* The line end itself does not count, and "\r" may yet turn out to be half of it. */
        if (input.len > limit + 1 || (input.len > limit && input.ptr[input.len - 1] != '\r')) {
            return CREW_ETOO_LARGE;
        }
        state->scanned = input.len;
        return 0;
    }
    len = (size_t)(end - input.ptr);
    if (len > 0 && input.ptr[len - 1] == '\r') {
        *message = crew_span_of(input.ptr, len - 1);
    } else {
        *message = crew_span_of(input.ptr, len);
    }
    state->scanned = 0;
    return message->len > limit ? CREW_ETOO_LARGE : (long)len + 1;
}

static int text_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    (void)framing;
    wire->parts[0] = message;
    wire->parts[1] = crew_span_of("\n", 1);
    return 2;
}

const crew_codec crew_codec_text = {
    .name = "text",
    .has_messages = true,
    .decode = text_decode,
    .encode = text_encode,
};
