/*
 * raw: no protocol at all. What one read brings is one message.
 */
#include "core/proto/codec.h"

static long raw_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    (void)framing;
    (void)state;
    (void)limit; /* a read is never larger than the worker's read buffer */
    *message = input;
    return (long)input.len;
}

static int raw_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    (void)framing;
    wire->parts[0] = message;
    return 1;
}

const crew_codec crew_codec_raw = {
    .name = "raw",
    .has_messages = false,
    .decode = raw_decode,
    .encode = raw_encode,
};
