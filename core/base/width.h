/*
 * width: how many columns of a terminal a text takes. Chinese, Japanese and Korean characters and most emoji take two, marks that combine
 * with the character before them none.
 */
#ifndef CREW_BASE_WIDTH_H
#define CREW_BASE_WIDTH_H

#include <stddef.h>

#include "core/base/span.h"

/* What is no UTF-8 counts one column a byte. */
size_t crew_width(crew_span text);

/* The bytes at the beginning of `text` that take at most `columns`; never a part of a character. */
size_t crew_width_cut(crew_span text, size_t columns);

#endif
