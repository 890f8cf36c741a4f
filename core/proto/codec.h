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
#include "core/proto/framing.h"

/* What a codec remembers of one connection between two calls. All zero at the start, and again after each message. Small: each connection has one. */
typedef struct crew_codec_state {
    union {
        size_t scanned; /* bytes of the waiting input already looked at */
        size_t needed;  /* with fewer bytes waiting there is nothing to look at */
    };
} crew_codec_state;

#define CREW_CODEC_PARTS 3

/* What goes on the wire for one message. */
typedef struct crew_codec_wire {
    crew_span parts[CREW_CODEC_PARTS]; /* borrowed from the message, from `own`, or static */
    char own[16];                      /* for what a codec writes itself */
} crew_codec_wire;

typedef struct crew_codec {
    const char *name; /* the scheme it is chosen by */

    /* false: whatever arrives is handed on as it is, and a peer sees no difference between one write and two. */
    bool has_messages;

    /*
     * Looks for one message at the front of `input`. Returns the bytes it takes (> 0) with `message` pointing into `input`,
     * 0 when more bytes are needed, or a negative CREW_E*. `limit` is the largest message allowed, in bytes; `framing` is for codecs that
     * do as a user has declared.
     */
    long (*decode)(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message);

    /* Fills `wire`, which must outlive what it is used for as `message` does; returns the number of its parts, or a negative CREW_E* when the message
     * cannot be framed. */
    int (*encode)(const crew_framing *framing, crew_span message, crew_codec_wire *wire);
} crew_codec;

extern const crew_codec crew_codec_raw;
extern const crew_codec crew_codec_text;
extern const crew_codec crew_codec_frame;
extern const crew_codec crew_codec_http;
extern const crew_codec crew_codec_delimiter; /* as crew_framing says; so the next */
extern const crew_codec crew_codec_length;
extern const crew_codec crew_codec_host;      /* state->needed is what the host has said of the message in front, 0 before that */

/* The codec for a scheme, NULL when there is none of that name. */
const crew_codec *crew_codec_find(crew_span scheme);

/* "tcp, unix, text, frame and http", for error messages. */
const char *crew_codec_schemes(void);

#endif
