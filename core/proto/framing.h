/*
 * framing: where one message ends and the next begins, as a user declares it: by bytes that stand between them, or by a number in front of
 * each that says how long it is. The codecs that do so are delimiter.c and length.c.
 */
#ifndef CREW_PROTO_FRAMING_H
#define CREW_PROTO_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/span.h"

#define CREW_DELIMITER_MAX 64
#define CREW_LENGTH_OFFSET_MAX 1024
#define CREW_LENGTH_ADJUST_MAX (INT64_C(1) << 30)
#define CREW_LENGTH_VARINT 0

/* A header of `offset` bytes and a field; the number in it, corrected by `adjust`, counts the bytes that follow the header. */
typedef struct crew_length_field {
    int64_t offset;
    int64_t size;      /* 1, 2, 3, 4 or 8 bytes, or CREW_LENGTH_VARINT: base 128, the lowest seven bits first, as protobuf and MQTT have it */
    int64_t adjust;
    bool is_little;    /* the lowest byte first */
    bool is_inclusive; /* the number counts the header, too */
    bool keeps_header; /* messages have it, received ones as well as sent ones, in which the field is filled in; always with an offset */
} crew_length_field;

typedef struct crew_framing {
    char delimiter[CREW_DELIMITER_MAX];
    size_t delimiter_len; /* 0: by length */
    crew_length_field length;
} crew_framing;

/* Sets the delimiter. 0, or CREW_ERANGE with words in `err`, which name the option as a user writes it; so the next. */
int crew_framing_set_delimiter(crew_framing *framing, crew_span delimiter, crew_err *err);

/* Whether the length field can be used. */
int crew_framing_check_length(const crew_length_field *field, crew_err *err);

#endif
