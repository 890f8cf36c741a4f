/*
 * http: the row of HTTP among the codecs. A request is more than a message: core/net/http.c takes it apart with http_head and http_chunks. What is sent as a
 * message all the same is an answer that the host has written by itself.
 */
#include "core/proto/codec.h"

static long http_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    return crew_codec_raw.decode(framing, state, input, limit, message);
}

static int http_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    return crew_codec_raw.encode(framing, message, wire);
}

const crew_codec crew_codec_http = {
    .name = "http",
    .has_messages = true,
    .decode = http_decode,
    .encode = http_encode,
};
