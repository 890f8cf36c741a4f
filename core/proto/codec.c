/*
 * codec: which scheme speaks which protocol.
 */
#include "core/proto/codec.h"

static const struct {
    const char *scheme;
    const crew_codec *codec;
} codec_rows[] = {
    {"tcp", &crew_codec_raw},
    {"unix", &crew_codec_raw},
    {"text", &crew_codec_text},
    {"frame", &crew_codec_frame},
    {"http", &crew_codec_http},
};

const crew_codec *crew_codec_find(crew_span scheme)
{
    for (size_t i = 0; i < sizeof codec_rows / sizeof codec_rows[0]; i++) {
        if (crew_span_eq(scheme, crew_span_str(codec_rows[i].scheme))) {
            return codec_rows[i].codec;
        }
    }
    return NULL;
}

const char *crew_codec_schemes(void)
{
    return "tcp, unix, text, frame and http";
}
