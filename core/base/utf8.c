/*
 * utf8: see utf8.h.
 */
#include "core/base/utf8.h"

#include <stdbool.h>

static bool utf8_is_tail(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

static size_t utf8_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

size_t crew_utf8_take(crew_span text, uint32_t *character)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first;
    size_t len;

    if (text.len == 0) {
        return 0;
    }
    first = (unsigned char)text.ptr[0];
    len = utf8_length(first);
    if (len == 0 || len > text.len) {
        return 0;
    }
    *character = len == 1 ? first : first & (0x7fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (!utf8_is_tail(text.ptr[i])) {
            return 0;
        }
        *character = *character << 6 | ((unsigned char)text.ptr[i] & 0x3f);
    }
    if (*character < least[len] || *character > 0x10ffff || (*character >= 0xd800 && *character < 0xe000)) {
        return 0;
    }
    return len;
}

size_t crew_utf8_put(uint32_t character, char *into)
{
    size_t len = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

    if (len == 1) {
        into[0] = (char)character;
        return 1;
    }
    for (size_t i = len - 1; i > 0; i--) {
        into[i] = (char)(0x80 | (character & 0x3f));
        character >>= 6;
    }
    into[0] = (char)((0xf00u >> len & 0xff) | character);
    return len;
}

int crew_utf8_columns(uint32_t character)
{
    static const struct {
        uint32_t first;
        uint32_t last;
        int columns;
    } ranges[] = {
        {0x0300, 0x036f, 0}, {0x200b, 0x200f, 0}, {0x20d0, 0x20ff, 0}, {0xfe00, 0xfe0f, 0}, {0xfe20, 0xfe2f, 0}, /* joining */
        {0x1100, 0x115f, 2},   /* Hangul Jamo */
        {0x2e80, 0x303e, 2},   /* radicals, CJK punctuation */
        {0x3041, 0xa4cf, 2},   /* kana, CJK, Yi */
        {0xac00, 0xd7a3, 2},   /* Hangul */
        {0xf900, 0xfaff, 2},   /* compatibility ideographs */
        {0xfe30, 0xfe6f, 2},   /* compatibility forms */
        {0xff00, 0xff60, 2},   /* full width */
        {0xffe0, 0xffe6, 2},
        {0x1f300, 0x1f64f, 2}, /* pictographs */
        {0x1f680, 0x1f6ff, 2},
        {0x1f900, 0x1f9ff, 2},
        {0x20000, 0x3fffd, 2}, /* rarer ideographs */
    };

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (character >= ranges[i].first && character <= ranges[i].last) {
            return ranges[i].columns;
        }
    }
    return 1;
}
