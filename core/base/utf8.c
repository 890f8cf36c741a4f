/*
 * utf8: see utf8.h. The ranges are those of Unicode's EastAsianWidth (W and F) and of its combining marks, joined where what lies between is
 * not assigned.
 */
#include "core/base/utf8.h"

#include <stdbool.h>

typedef struct columns_range {
    uint32_t first;
    uint32_t last;
    unsigned columns;
} columns_range;

static const columns_range columns_ranges[] = {
    {0x0300, 0x036F, 0}, {0x0483, 0x0489, 0}, {0x0591, 0x05BD, 0}, {0x0610, 0x061A, 0}, {0x064B, 0x065F, 0}, {0x0E34, 0x0E3A, 0},
    {0x0E47, 0x0E4E, 0}, {0x1100, 0x115F, 2}, {0x1AB0, 0x1AFF, 0}, {0x1DC0, 0x1DFF, 0}, {0x200B, 0x200F, 0}, {0x202A, 0x202E, 0},
    {0x2060, 0x2064, 0}, {0x20D0, 0x20F0, 0}, {0x231A, 0x231B, 2}, {0x2329, 0x232A, 2}, {0x23E9, 0x23EC, 2}, {0x25FD, 0x25FE, 2},
    {0x2614, 0x2615, 2}, {0x2648, 0x2653, 2}, {0x267F, 0x267F, 2}, {0x2693, 0x2693, 2}, {0x26A1, 0x26A1, 2}, {0x26AA, 0x26AB, 2},
    {0x26BD, 0x26BE, 2}, {0x26C4, 0x26C5, 2}, {0x26CE, 0x26CE, 2}, {0x26D4, 0x26D4, 2}, {0x26EA, 0x26EA, 2}, {0x26F2, 0x26F3, 2},
    {0x26F5, 0x26F5, 2}, {0x26FA, 0x26FA, 2}, {0x26FD, 0x26FD, 2}, {0x2705, 0x2705, 2}, {0x270A, 0x270B, 2}, {0x2728, 0x2728, 2},
    {0x274C, 0x274C, 2}, {0x274E, 0x274E, 2}, {0x2753, 0x2755, 2}, {0x2757, 0x2757, 2}, {0x2795, 0x2797, 2}, {0x27B0, 0x27B0, 2},
    {0x27BF, 0x27BF, 2}, {0x2B1B, 0x2B1C, 2}, {0x2B50, 0x2B50, 2}, {0x2B55, 0x2B55, 2}, {0x2E80, 0x3029, 2}, {0x302A, 0x302D, 0},
    {0x302E, 0x303E, 2}, {0x3041, 0x3098, 2}, {0x3099, 0x309A, 0}, {0x309B, 0xA4C6, 2}, {0xA960, 0xA97C, 2}, {0xAC00, 0xD7A3, 2},
    {0xF900, 0xFAFF, 2}, {0xFE00, 0xFE0F, 0}, {0xFE10, 0xFE19, 2}, {0xFE20, 0xFE2F, 0}, {0xFE30, 0xFE6B, 2}, {0xFEFF, 0xFEFF, 0},
    {0xFF01, 0xFF60, 2}, {0xFFE0, 0xFFE6, 2}, {0x16FE0, 0x18CFF, 2}, {0x1AFF0, 0x1B2FB, 2}, {0x1F004, 0x1F004, 2}, {0x1F0CF, 0x1F0CF, 2},
    {0x1F18E, 0x1F18E, 2}, {0x1F191, 0x1F19A, 2}, {0x1F200, 0x1F320, 2}, {0x1F32D, 0x1F335, 2}, {0x1F337, 0x1F37C, 2},
    {0x1F37E, 0x1F393, 2}, {0x1F3A0, 0x1F3CA, 2}, {0x1F3CF, 0x1F3D3, 2}, {0x1F3E0, 0x1F3F0, 2}, {0x1F3F4, 0x1F3F4, 2},
    {0x1F3F8, 0x1F43E, 2}, {0x1F440, 0x1F440, 2}, {0x1F442, 0x1F4FC, 2}, {0x1F4FF, 0x1F53D, 2}, {0x1F54B, 0x1F567, 2},
    {0x1F57A, 0x1F57A, 2}, {0x1F595, 0x1F596, 2}, {0x1F5A4, 0x1F5A4, 2}, {0x1F5FB, 0x1F64F, 2}, {0x1F680, 0x1F6C5, 2},
    {0x1F6CC, 0x1F6CC, 2}, {0x1F6D0, 0x1F6D7, 2}, {0x1F6DC, 0x1F6DF, 2}, {0x1F6EB, 0x1F6EC, 2}, {0x1F6F4, 0x1F6FC, 2},
    {0x1F7E0, 0x1F7F0, 2}, {0x1F90C, 0x1F9FF, 2}, {0x1FA70, 0x1FAFF, 2}, {0x20000, 0x3FFFD, 2}, {0xE0100, 0xE01EF, 0},
};

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

unsigned crew_utf8_columns(uint32_t character)
{
    size_t low = 0;
    size_t high = sizeof columns_ranges / sizeof columns_ranges[0];

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (character > columns_ranges[middle].last) {
            low = middle + 1;
        } else if (character < columns_ranges[middle].first) {
            high = middle;
        } else {
            return columns_ranges[middle].columns;
        }
    }
    return 1;
}

/* Takes the first character, or the byte that is none, off the front of a text that is not empty; returns its columns. */
static unsigned utf8_pass(crew_span *text)
{
    uint32_t character;
    size_t len = crew_utf8_take(*text, &character);

    *text = crew_span_skip(*text, len > 0 ? len : 1);
    return len > 0 ? crew_utf8_columns(character) : 1;
}

size_t crew_utf8_width(crew_span text)
{
    size_t columns = 0;

    while (text.len > 0) {
        columns += utf8_pass(&text);
    }
    return columns;
}

size_t crew_utf8_cut(crew_span text, size_t columns)
{
    crew_span rest = text;
    size_t taken = 0;

    while (rest.len > 0) {
        unsigned width = utf8_pass(&rest);

        if (width > columns) {
            break;
        }
        columns -= width;
        taken = text.len - rest.len;
    }
    return taken;
}
