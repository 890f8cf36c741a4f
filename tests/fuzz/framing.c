/*
 * framing: text, frame, delimiter and length on any bytes. The first bytes choose the codec, what a user may declare, and the limit; the rest
 * arrives. What must hold:
 *
 *     a message lies within what is taken, and that within the input
 *     the events are the same whether all arrives at once, byte by byte, or in other pieces
 *     no more than the limit, a header and a delimiter ever wait
 *     a message that came may be sent, and what is sent is that message again
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/proto/codec.h"

#define FUZZ_HEAD 10 /* bytes that choose */
#define FUZZ_FIELD 10

#define fuzz_check(condition) ((condition) ? (void)0 : abort())

typedef struct fuzz_set_up {
    const crew_codec *codec;
    crew_framing framing;
    size_t limit;
} fuzz_set_up;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void choose_length(crew_length_field *field, const uint8_t *head)
{
    static const int64_t sizes[] = {1, 2, 3, 4, 8, CREW_LENGTH_VARINT};

    field->size = sizes[head[1] % 6];
    field->offset = head[2] % 12;
    field->keeps_header = field->offset > 0 || head[3] % 2 != 0;
    field->is_inclusive = head[3] & 2;
    field->is_little = field->size != CREW_LENGTH_VARINT && (head[3] & 4);
    field->adjust = (head[3] & 8) ? -(int64_t)head[4] : head[4] % 16;
    if (head[3] & 16) {
        field->adjust *= CREW_LENGTH_ADJUST_MAX / 256;
    }
    fuzz_check(crew_framing_check_length(field, NULL) == 0);
}

static fuzz_set_up choose(const uint8_t *head)
{
    static const crew_codec *const codecs[] = {&crew_codec_text, &crew_codec_frame, &crew_codec_delimiter, &crew_codec_length};
    fuzz_set_up set_up = {.codec = codecs[head[0] % 4], .limit = (size_t)head[5] * (head[0] & 4 ? 257 : 1)};

    choose_length(&set_up.framing.length, head);
    fuzz_check(crew_framing_set_delimiter(&set_up.framing, crew_span_of(head + 6, 1 + (size_t)(head[1] % 4)), NULL) == 0);
    return set_up;
}

static crew_span exact_copy(const uint8_t *bytes, size_t len)
{
    char *copy = malloc(len > 0 ? len : 1);

    fuzz_check(copy != NULL);
    if (len > 0) {
        memcpy(copy, bytes, len);
    }
    return crew_span_of(copy, len);
}

/* What was sent for a message is that message: with the right length in its header, where it has one. */
static void check_sending(const fuzz_set_up *set_up, crew_span message)
{
    const crew_length_field *field = &set_up->framing.length;
    bool keeps_header = set_up->codec == &crew_codec_length && field->keeps_header;
    crew_codec_wire wire;
    crew_codec_state state = {0};
    crew_span again = {0};
    int count = set_up->codec->encode(&set_up->framing, message, &wire);
    size_t len = 0;
    char *bytes;

    if (count < 0) {
        /* A varint that is longer than need be, and counts that, may be shorter when it is sent. */
        fuzz_check(set_up->codec == &crew_codec_length && field->size == CREW_LENGTH_VARINT && field->is_inclusive);
        return;
    }
    fuzz_check(count >= 1 && count <= CREW_CODEC_PARTS);
    bytes = malloc(message.len + sizeof wire.own + CREW_DELIMITER_MAX);
    fuzz_check(bytes != NULL);
    for (int i = 0; i < count; i++) {
        if (wire.parts[i].len > 0) {
            memcpy(bytes + len, wire.parts[i].ptr, wire.parts[i].len);
            len += wire.parts[i].len;
        }
    }
    fuzz_check(set_up->codec->decode(&set_up->framing, &state, crew_span_of(bytes, len), set_up->limit, &again) == (long)len);
    fuzz_check(crew_span_eq(again, keeps_header ? crew_span_of(bytes, len) : message));
    free(bytes);
}

/* A number for what came of the bytes when they arrive `step` at a time. */
static uint64_t feed(const fuzz_set_up *set_up, const uint8_t *data, size_t size, size_t step)
{
    crew_codec_state state = {0};
    uint64_t sum = 14695981039346656037u;
    size_t taken = 0;
    size_t arrived = 0;
    long n = 0;

    while (n >= 0 && (n > 0 || arrived < size)) {
        crew_span input;
        crew_span message = {0};

        if (n == 0) {
            arrived += step < size - arrived ? step : size - arrived;
        }
        input = exact_copy(data + taken, arrived - taken);
        n = input.len > 0 ? set_up->codec->decode(&set_up->framing, &state, input, set_up->limit, &message) : 0;
        if (n > 0) {
            fuzz_check((size_t)n <= input.len && message.len <= (size_t)n && message.len <= set_up->limit);
            fuzz_check(message.ptr >= input.ptr && message.ptr + message.len <= input.ptr + n);
            sum = (sum ^ message.len) * 1099511628211u;
            for (size_t i = 0; i < message.len; i++) {
                sum = (sum ^ (uint8_t)message.ptr[i]) * 1099511628211u;
            }
            if (set_up->codec != &crew_codec_text) { /* a carriage return at a line's end would belong to the end */
                check_sending(set_up, message);
            }
            taken += (size_t)n;
        } else if (n == 0) {
            fuzz_check(input.len <= set_up->limit + (size_t)set_up->framing.length.offset + FUZZ_FIELD + set_up->framing.delimiter_len);
        }
        free((char *)(uintptr_t)input.ptr);
    }
    return n < 0 ? (sum ^ (uint64_t)-n) * 1099511628211u : (sum ^ (arrived - taken)) * 1099511628211u;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_set_up set_up;
    uint64_t whole;

    if (size < FUZZ_HEAD || size > 65536) {
        return 0;
    }
    set_up = choose(data);
    whole = feed(&set_up, data + FUZZ_HEAD, size - FUZZ_HEAD, size);
    if (size <= 2048) {
        fuzz_check(feed(&set_up, data + FUZZ_HEAD, size - FUZZ_HEAD, 1) == whole);
    }
    fuzz_check(feed(&set_up, data + FUZZ_HEAD, size - FUZZ_HEAD, 3 + size / 8) == whole);
    fuzz_check(feed(&set_up, data + FUZZ_HEAD, size - FUZZ_HEAD, 1 + data[9]) == whole || size > 8192);
    return 0;
}
