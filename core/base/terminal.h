/*
 * terminal: what may be written where.
 */
#ifndef CREW_BASE_TERMINAL_H
#define CREW_BASE_TERMINAL_H

#include <stdbool.h>

#include "core/base/table.h"

bool crew_terminal_is_at(int fd);

/* The look that suits a descriptor: no wider than the terminal and CREW_TABLE_WIDTH; colour on a terminal, unless NO_COLOR is set or TERM is
 * "dumb"; UTF-8 when the locale is so. */
crew_table_look crew_terminal_look(int fd);

#endif
