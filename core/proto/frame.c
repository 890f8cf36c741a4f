/*
 * frame: messages behind four bytes, the highest first, that say how long both are together, as Workerman's Frame protocol has it.
 */
#include "core/proto/codec.h"

static const crew_framing frame_framing = {.length = {.size = 4, .is_inclusive = true}};

static long frame_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    (void)framing;
    return crew_codec_length.decode(&frame_framing, state, input, limit, message);
}

static int frame_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    (void)framing;
    return crew_codec_length.encode(&frame_framing, message, wire);
}

const crew_codec crew_codec_frame = {
    .name = "frame",
    .has_messages = true,
    .decode = frame_decode,
    .encode = frame_encode,
};
