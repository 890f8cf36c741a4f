/*
 * http_chunks: see the header. Framing is taken byte by byte as it comes, so that nothing ever has to wait in front of it.
 *
 * Blanks are taken where the grammar of RFC 9112 section 7.1.1 has BWS, before and after the ";" and the "=" of an extension, as it demands.
 * Elsewhere they are refused: in "5 " CR LF there is no extension that they could stand before. Extensions mean nothing to us; they
 * are looked at since a size line that two programs end at different bytes is a request smuggled.
 */
#include "core/proto/http_chunks.h"

#include "core/proto/http_chars.h"

#define SIZE_DIGITS_MAX 16
#define EXTRAS_MAX 16384 /* in one body, which is more than any honest client was seen to send */

typedef enum chunk_phase {
    PHASE_SIZE,
    PHASE_SIZE_BLANK, /* an extension must follow */
    PHASE_NAME_FIRST,
    PHASE_NAME,
    PHASE_NAME_BLANK,
    PHASE_TEXT_FIRST, /* of an extension's value */
    PHASE_TEXT,
    PHASE_TEXT_BLANK,
    PHASE_QUOTED,
    PHASE_ESCAPED,
    PHASE_QUOTED_END,
    PHASE_LINE_FEED,
    PHASE_DATA,
    PHASE_DATA_RETURN,
    PHASE_DATA_FEED,
} chunk_phase;

/* Returns the next phase, or minus a problem, as all the phase_* below. */
static int phase_size(crew_http_chunks *chunks, char byte)
{
    int value = crew_http_char_hex(byte);

    if (value >= 0 && chunks->digits < SIZE_DIGITS_MAX) {
        chunks->left = chunks->left << 4 | (unsigned)value;
        chunks->digits++;
        return PHASE_SIZE;
    }
    if (value >= 0 || chunks->digits == 0) {
        return -CREW_HTTP_PROBLEM_CHUNK_SIZE;
    }
    switch (byte) {
    case '\r':
        return PHASE_LINE_FEED;
    case '\n':
        return -CREW_HTTP_PROBLEM_BARE_LF;
    case ';':
        return PHASE_NAME_FIRST;
    case ' ':
    case '\t':
        return PHASE_SIZE_BLANK;
    default:
        return -CREW_HTTP_PROBLEM_CHUNK_SIZE;
    }
}

/* What may come when a name or a value is over: `blank` is the phase after a blank. */
static int phase_after(char byte, bool is_name, bool is_blank, chunk_phase blank)
{
    switch (byte) {
    case ';':
        return PHASE_NAME_FIRST;
    case '=':
        return is_name ? PHASE_TEXT_FIRST : -CREW_HTTP_PROBLEM_CHUNK_EXTENSION;
    case ' ':
    case '\t':
        return (int)blank;
    case '\r':
        return is_blank ? -CREW_HTTP_PROBLEM_CHUNK_EXTENSION : PHASE_LINE_FEED;
    default:
        return byte == '\n' ? -CREW_HTTP_PROBLEM_BARE_LF : -CREW_HTTP_PROBLEM_CHUNK_EXTENSION;
    }
}

static int phase_quoted(char byte)
{
    if (byte == '"') {
        return PHASE_QUOTED_END;
    }
    if (byte == '\\') {
        return PHASE_ESCAPED;
    }
    return crew_http_byte_is(byte, CREW_HTTP_BYTE_VALUE) ? PHASE_QUOTED : -CREW_HTTP_PROBLEM_CHUNK_EXTENSION;
}

static int phase_extension(chunk_phase phase, char byte)
{
    bool is_token = crew_http_byte_is(byte, CREW_HTTP_BYTE_TOKEN);
    bool is_blank = byte == ' ' || byte == '\t';

    switch (phase) {
    case PHASE_SIZE_BLANK:
        return is_blank ? PHASE_SIZE_BLANK : byte == ';' ? PHASE_NAME_FIRST : -CREW_HTTP_PROBLEM_CHUNK_SIZE;
    case PHASE_NAME_FIRST:
        return is_token ? PHASE_NAME : is_blank ? PHASE_NAME_FIRST : -CREW_HTTP_PROBLEM_CHUNK_EXTENSION;
    case PHASE_NAME:
        return is_token ? PHASE_NAME : phase_after(byte, true, false, PHASE_NAME_BLANK);
    case PHASE_NAME_BLANK:
        return phase_after(byte, true, true, PHASE_NAME_BLANK);
    case PHASE_TEXT_FIRST:
        return is_token ? PHASE_TEXT : byte == '"' ? PHASE_QUOTED : is_blank ? PHASE_TEXT_FIRST : -CREW_HTTP_PROBLEM_CHUNK_EXTENSION;
    case PHASE_TEXT:
        return is_token ? PHASE_TEXT : phase_after(byte, false, false, PHASE_TEXT_BLANK);
    case PHASE_TEXT_BLANK:
        return phase_after(byte, false, true, PHASE_TEXT_BLANK);
    case PHASE_QUOTED:
        return phase_quoted(byte);
    case PHASE_ESCAPED:
        return crew_http_byte_is(byte, CREW_HTTP_BYTE_VALUE) ? PHASE_QUOTED : -CREW_HTTP_PROBLEM_CHUNK_EXTENSION;
    default:
        return phase_after(byte, false, false, PHASE_TEXT_BLANK);
    }
}

static int phase_next(crew_http_chunks *chunks, char byte)
{
    switch (chunks->phase) {
    case PHASE_SIZE:
        return phase_size(chunks, byte);
    case PHASE_LINE_FEED:
        return byte == '\n' ? PHASE_DATA : -CREW_HTTP_PROBLEM_BARE_CR;
    case PHASE_DATA_RETURN:
        return byte == '\r' ? PHASE_DATA_FEED : -CREW_HTTP_PROBLEM_CHUNK_END;
    case PHASE_DATA_FEED:
        chunks->digits = 0;
        return byte == '\n' ? PHASE_SIZE : -CREW_HTTP_PROBLEM_CHUNK_END;
    default:
        chunks->extras++;
        return chunks->extras > EXTRAS_MAX ? -CREW_HTTP_PROBLEM_CHUNK_EXTENSION : phase_extension(chunks->phase, byte);
    }
}

/* Data is handed on at once, before what follows it is looked at: that may be wrong, or not there yet. */
static long data_take(crew_http_chunks *chunks, crew_span rest, crew_span *data)
{
    *data = crew_span_of(rest.ptr, chunks->left < rest.len ? (size_t)chunks->left : rest.len);
    chunks->left -= data->len;
    if (chunks->left == 0) {
        chunks->phase = PHASE_DATA_RETURN;
    }
    return (long)data->len;
}

long crew_http_chunks_next(crew_http_chunks *chunks, crew_span input, crew_span *data)
{
    size_t at = 0;

    *data = crew_span_of(input.ptr, 0);
    while (at < input.len && !chunks->is_over) {
        int phase;

        if (chunks->phase == PHASE_DATA) {
            return (long)at + data_take(chunks, crew_span_skip(input, at), data);
        }
        phase = phase_next(chunks, input.ptr[at]);
        if (phase < 0) {
            return phase;
        }
        at++;
        chunks->phase = (uint8_t)phase;
        chunks->is_over = phase == PHASE_DATA && chunks->left == 0;
    }
    return (long)at;
}

size_t crew_http_chunk_line(char line[CREW_HTTP_CHUNK_LINE], size_t len)
{
    size_t digits = 1;

    while (digits < 2 * sizeof len && len >> (4 * digits) != 0) {
        digits++;
    }
    for (size_t i = 0; i < digits; i++) {
        line[i] = "0123456789abcdef"[len >> (4 * (digits - 1 - i)) & 15];
    }
    memcpy(line + digits, "\r\n", 2);
    return digits + 2;
}
