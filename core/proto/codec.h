/*
 * codec: bytes to messages and back, as functions of bytes: no descriptor, no loop, no PHP. A protocol is one const table of
 * these functions and a row in codec.c.
 */
#ifndef CREW_PROTO_CODEC_H
#define CREW_PROTO_CODEC_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/err.h"
#include "core/base/span.h"

/* What a codec remembers of one connection between two calls. All zero at the start, and again after each message. */
typedef struct crew_codec_state {
    size_t scanned; /* bytes of the waiting input already looked at */
} crew_codec_state;

#define CREW_CODEC_PARTS 3

typedef struct crew_codec {
    const char *name; /* the scheme it is chosen by */

    /* false: whatever arrives is handed on as it is, and a peer sees no difference between one write and two. */
    bool has_messages;

    /*
     * Looks for one message at the front of `input`. Returns the bytes it takes (> 0) with `message` pointing into `input`,
     * 0 when more bytes are needed, or a negative CREW_E*. `limit` is the largest message allowed, in bytes.
     */
    long (*decode)(crew_codec_state *state, crew_span input, size_t limit, crew_span *message);

    /* Fills `parts` with what goes on the wire for `message`, borrowed from it or static; returns their number. */
    int (*encode)(crew_span message, crew_span parts[CREW_CODEC_PARTS]);
} crew_codec;

extern const crew_codec crew_codec_raw;
extern const crew_codec crew_codec_text;

/* The codec for a scheme, NULL when there is none of that name. */
const crew_codec *crew_codec_find(crew_span scheme);

/* "tcp, unix, text", for error messages. */
const char *crew_codec_schemes(void);

#endif
