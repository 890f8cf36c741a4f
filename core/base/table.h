/*
 * table: text in columns for people. Widths are those of a terminal, so that wide (Chinese) names stay aligned. A table wider than it may be
 * first goes without the columns that may be left out, then has its texts cut, with "…" (or "~" in plain ASCII) at the end.
 */
#ifndef CREW_BASE_TABLE_H
#define CREW_BASE_TABLE_H

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/base/compiler.h"

#define CREW_TABLE_WIDTH 100

typedef struct crew_table_look {
    int width; /* columns of the terminal it may fill */
    bool has_colour;
    bool has_utf8; /* otherwise other characters than ASCII become "?" */
} crew_table_look;

typedef enum crew_table_colour { CREW_TABLE_PLAIN, CREW_TABLE_BOLD, CREW_TABLE_DIM, CREW_TABLE_GREEN, CREW_TABLE_YELLOW, CREW_TABLE_RED } crew_table_colour;

typedef struct crew_table crew_table;

/* `titles` has one title for each column, NULL at the end. One that begins with ">" is of numbers, which stand to the right and are never cut; one
 * that begins with "?" (before the ">") may be left out, the last first. Borrowed. */
crew_table *crew_table_new(const char *const *titles);
void crew_table_free(crew_table *table);

/* Fills the next cell, from left to right and from top to bottom. printf-style. */
void crew_table_cell(crew_table *table, crew_table_colour colour, const char *format, ...) CREW_FORMAT(3, 4);

/* Appends it, title line first, each line with two spaces before it. */
void crew_table_write(crew_table *table, const crew_table_look *look, crew_buf **out);

/* Appends a text that is no table's, cut to `columns`, without what the look has not. Returns how many columns it takes. */
int crew_table_write_text(const char *text, int columns, const crew_table_look *look, crew_table_colour colour, crew_buf **out);

#endif
