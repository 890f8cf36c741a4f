/*
 * utf8: one character at a time, and how many columns of a terminal it takes.
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

/* 0 for what joins the character before, 2 for wide ones (Chinese, Japanese, Korean, emoji), 1 for others. */
int crew_utf8_columns(uint32_t character);

#endif
