/*
 * host: a protocol that the host speaks. It has said in state->needed how long the message in front is; what it is given is all of it, and what it
 * sends goes out as it is.
 */
#include "core/proto/codec.h"

static long host_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    (void)framing;
    if (state->needed > limit) {
        return CREW_ETOO_LARGE;
    }
    if (state->needed == 0 || state->needed > input.len) {
        return 0;
    }
    *message = crew_span_of(input.ptr, state->needed);
    state->needed = 0;
    return (long)message->len;
}

static int host_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    return crew_codec_raw.encode(framing, message, wire);
}

const crew_codec crew_codec_host = {
    .name = "host",
    .has_messages = true,
    .decode = host_decode,
    .encode = host_encode,
};
