/*
 * width: see width.h. The ranges are those of Unicode's EastAsianWidth (W and F) and of its combining marks, joined where what lies between
 * is not assigned.
 */
#include "core/base/width.h"

#include <stdint.h>

typedef struct width_range {
    uint32_t first;
    uint32_t last;
    unsigned columns;
} width_range;

static const width_range width_ranges[] = {
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

#define WIDTH_RANGES (sizeof width_ranges / sizeof width_ranges[0])

static unsigned width_of(uint32_t point)
{
    size_t low = 0;
    size_t high = WIDTH_RANGES;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (point > width_ranges[middle].last) {
            low = middle + 1;
        } else if (point < width_ranges[middle].first) {
            high = middle;
        } else {
            return width_ranges[middle].columns;
        }
    }
    return 1;
}

/* How many bytes a character has that begins so, 0 when none does. */
static size_t width_length(unsigned char first)
{
    if (first < 0x80) {
        return 1;
    }
    return first >= 0xC2 && first <= 0xDF ? 2 : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

/* The first character: returns its bytes, at least 1 of a text that is not empty. */
static size_t width_next(crew_span text, uint32_t *point)
{
    const unsigned char *byte = (const unsigned char *)text.ptr;
    size_t length = width_length(byte[0]);

    *point = byte[0];
    if (length <= 1 || length > text.len) {
        return 1;
    }
    *point = byte[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xC0) != 0x80) {
            *point = byte[0];
            return 1;
        }
        *point = *point << 6 | (byte[i] & 0x3Fu);
    }
    return length;
}

size_t crew_width_cut(crew_span text, size_t columns)
{
    size_t taken = 0;

    while (taken < text.len) {
        uint32_t point;
        size_t length = width_next((crew_span){text.ptr + taken, text.len - taken}, &point);
        size_t width = width_of(point);

        if (width > columns) {
            break;
        }
        columns -= width;
        taken += length;
    }
    return taken;
}

size_t crew_width(crew_span text)
{
    size_t columns = 0;

    for (size_t i = 0; i < text.len;) {
        uint32_t point;

        i += width_next((crew_span){text.ptr + i, text.len - i}, &point);
        columns += width_of(point);
    }
    return columns;
}
