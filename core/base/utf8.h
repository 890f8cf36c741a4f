/*
 * utf8: one character at a time, and how many columns of a terminal it takes. Chinese, Japanese and Korean characters and most emoji take two,
 * marks that combine with the character before them none.
 */
#ifndef CREW_BASE_UTF8_H
#define CREW_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

/* The length in bytes of the character that `text` begins with, and the character itself; 0 when it begins with none. */
size_t crew_utf8_take(crew_span text, uint32_t *character);

/* Writes a character; returns its length in bytes, at most 4. */
size_t crew_utf8_put(uint32_t character, char *into);

/* 0, 1 or 2. */
unsigned crew_utf8_columns(uint32_t character);

/* Of a whole text. What is no UTF-8 counts one column a byte. */
size_t crew_utf8_width(crew_span text);

/* The bytes at the beginning of `text` that take at most `columns`; never a part of a character. */
size_t crew_utf8_cut(crew_span text, size_t columns);

#endif
