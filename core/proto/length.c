/*
 * length: messages behind a number that says how long they are; crew_length_field says where it is and what it counts. What it announces is
 * looked at before any of it is waited for.
 */
#include "core/proto/codec.h"

#define LENGTH_VARINT_MAX 10           /* bytes of 64 bits */
#define LENGTH_HUGE (UINT64_C(1) << 62) /* more than any limit; below it nothing overflows */

static uint64_t length_read_fixed(const crew_length_field *field, const char *at)
{
    uint64_t value = 0;

    for (int64_t i = 0; i < field->size; i++) {
        value = value << 8 | (uint8_t)at[field->is_little ? field->size - 1 - i : i];
    }
    return value;
}

static void length_write_fixed(const crew_length_field *field, uint64_t value, char *at)
{
    for (int64_t i = 0; i < field->size; i++) {
        at[field->is_little ? i : field->size - 1 - i] = (char)(value >> (8 * i));
    }
}

/* The bytes it takes, 0 when more are needed, CREW_EMALFORMED when it has more than 64 bits. */
static long length_read_varint(crew_span at, uint64_t *value)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < at.len; i++) {
        uint8_t byte = (uint8_t)at.ptr[i];

        if (i == LENGTH_VARINT_MAX - 1 && byte > 1) {
            return CREW_EMALFORMED;
        }
        sum |= (uint64_t)(byte & 0x7f) << (7 * i);
        if (byte < 0x80) {
            *value = sum;
            return (long)i + 1;
        }
    }
    return 0;
}

static size_t length_varint_size(uint64_t value)
{
    size_t size = 1;

    while (value >= 0x80) {
        value >>= 7;
        size++;
    }
    return size;
}

static void length_write_varint(uint64_t value, size_t size, char *at)
{
    for (size_t i = 0; i < size; i++) {
        at[i] = (char)((value & 0x7f) | (i + 1 < size ? 0x80 : 0));
        value >>= 7;
    }
}

/* The bytes of the header in front of `input`, and the number in it; 0 when more are needed, or CREW_EMALFORMED. */
static long length_read_header(const crew_length_field *field, crew_span input, uint64_t *value)
{
    size_t offset = (size_t)field->offset;
    long size = (long)field->size;

    if (input.len <= offset || (size > 0 && input.len - offset < (size_t)size)) {
        return 0;
    }
    if (size > 0) {
        *value = length_read_fixed(field, input.ptr + offset);
    } else {
        size = length_read_varint(crew_span_skip(input, offset), value);
    }
    return size > 0 ? (long)offset + size : size;
}

static long length_decode(const crew_framing *framing, crew_codec_state *state, crew_span input, size_t limit, crew_span *message)
{
    const crew_length_field *field = &framing->length;
    uint64_t value = 0;
    int64_t follows;
    long header;

    if (input.len < state->needed) {
        return 0;
    }
    header = length_read_header(field, input, &value);
    if (header <= 0) {
        return header;
    }
    if (value > LENGTH_HUGE) {
        return CREW_ETOO_LARGE;
    }
    follows = (int64_t)value + field->adjust - (field->is_inclusive ? header : 0);
    if (follows < 0) {
        return CREW_EMALFORMED;
    }
    if ((uint64_t)follows + (field->keeps_header ? (uint64_t)header : 0) > limit) {
        return CREW_ETOO_LARGE;
    }
    if ((uint64_t)follows > input.len - (size_t)header) {
        state->needed = (size_t)header + (size_t)follows;
        return 0;
    }
    state->needed = 0;
    *message = field->keeps_header ? crew_span_of(input.ptr, (size_t)(header + follows)) : crew_span_of(input.ptr + header, (size_t)follows);
    return (long)(header + follows);
}

/* The number to send when so many bytes follow the header, and the size of its field; CREW_EMALFORMED when it would be below 0. */
static int length_count(const crew_length_field *field, size_t follows, uint64_t *value, size_t *size)
{
    int64_t counted = (int64_t)follows - field->adjust + (field->is_inclusive ? field->offset : 0);

    *size = field->size > 0 ? (size_t)field->size : 1;
    if (counted + (field->is_inclusive ? (int64_t)*size : 0) < 0) {
        return CREW_EMALFORMED;
    }
    if (field->size == CREW_LENGTH_VARINT) {
        /* One that counts itself may become longer by that. */
        while (length_varint_size((uint64_t)(counted + (field->is_inclusive ? (int64_t)*size : 0))) > *size) {
            ++*size;
        }
    }
    *value = (uint64_t)(counted + (field->is_inclusive ? (int64_t)*size : 0));
    return 0;
}

static bool length_fits(const crew_length_field *field, uint64_t value)
{
    return field->size == CREW_LENGTH_VARINT || field->size == 8 || value >> (8 * field->size) == 0;
}

static int length_encode(const crew_framing *framing, crew_span message, crew_codec_wire *wire)
{
    const crew_length_field *field = &framing->length;
    uint64_t value = 0;
    long header = field->keeps_header ? length_read_header(field, message, &value) : 0;
    size_t size;

    if ((field->keeps_header && header <= 0) || length_count(field, message.len - (size_t)header, &value, &size) != 0) {
        return CREW_EMALFORMED;
    }
    if (!length_fits(field, value)) {
        return CREW_ETOO_LARGE;
    }
    if (field->size == CREW_LENGTH_VARINT) {
        length_write_varint(value, size, wire->own);
    } else {
        length_write_fixed(field, value, wire->own);
    }
    wire->parts[0] = crew_span_of(message.ptr, (size_t)field->offset); /* without a header there is no offset */
    wire->parts[1] = crew_span_of(wire->own, size);
    wire->parts[2] = crew_span_skip(message, (size_t)header);
    return 3;
}

const crew_codec crew_codec_length = {
    .name = "length",
    .has_messages = true,
    .decode = length_decode,
    .encode = length_encode,
};
