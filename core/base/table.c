/*
 * table: see table.h.
 */
#include "core/base/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/utf8.h"
#include "core/base/words.h"

#define TABLE_COLUMNS 24
#define TABLE_CELL_MAX 512
#define TABLE_GAP 2
#define TABLE_TEXT_LEAST 4 /* columns that are left of a cut text */

typedef struct cell {
    char *text;
    crew_table_colour colour;
} cell;

typedef struct column {
    const char *title;
    int width;
    bool is_right;
    bool is_optional;
    bool is_left_out;
} column;

struct crew_table {
    column columns[TABLE_COLUMNS];
    int column_count;
    cell *cells;
    int cell_count;
    int capacity;
};

/* ---- text --------------------------------------------------------------------------------------------------------------- */

/* How many columns a character takes in this look. */
static int table_columns(const crew_table_look *look, uint32_t character)
{
    return look->has_utf8 ? (int)crew_utf8_columns(character) : 1;
}

/* The next character as it is to be shown: control characters and what is no UTF-8 as "?". */
static crew_span table_next(const crew_table_look *look, crew_span *rest, int *columns)
{
    uint32_t character = 0;
    size_t len = crew_utf8_take(*rest, &character);
    crew_span shown = crew_span_of(rest->ptr, len);

    if (len == 0 || character < 0x20 || character == 0x7f || (character >= 0x80 && !look->has_utf8)) {
        shown = crew_span_of("?", 1);
        character = '?';
    }
    *rest = crew_span_skip(*rest, len > 0 ? len : 1);
    *columns = table_columns(look, character);
    return shown;
}

static int table_width_of(const char *text, const crew_table_look *look)
{
    crew_span rest = crew_span_str(text);
    int width = 0;

    while (rest.len > 0) {
        int columns;

        (void)table_next(look, &rest, &columns);
        width += columns;
    }
    return width;
}

static void table_put(crew_buf **out, const char *text)
{
    crew_buf_append(out, crew_span_str(text));
}

static void table_put_spaces(crew_buf **out, int count)
{
    while (count-- > 0) {
        table_put(out, " ");
    }
}

int crew_table_write_text(const char *text, int columns, const crew_table_look *look, crew_table_colour colour, crew_buf **out)
{
    static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[32m", "\033[33m", "\033[31m"};
    bool is_coloured = look->has_colour && colour != CREW_TABLE_PLAIN;
    bool is_cut = table_width_of(text, look) > columns;
    crew_span rest = crew_span_str(text);
    int used = 0;

    if (is_coloured) {
        table_put(out, codes[colour]);
    }
    while (rest.len > 0) {
        int taken;
        crew_span shown = table_next(look, &rest, &taken);

        if (used + taken > columns - (is_cut ? 1 : 0)) {
            break;
        }
        crew_buf_append(out, shown);
        used += taken;
    }
    if (is_cut && columns > 0) {
        table_put(out, look->has_utf8 ? "\xe2\x80\xa6" : "~");
        used++;
    }
    if (is_coloured) {
        table_put(out, "\033[0m");
    }
    return used;
}

/* ---- table -------------------------------------------------------------------------------------------------------------- */

crew_table *crew_table_new(const char *const *titles)
{
    crew_table *table = crew_calloc(1, sizeof *table);

    while (titles[table->column_count] != NULL && table->column_count < TABLE_COLUMNS) {
        const char *title = titles[table->column_count];
        column *of = &table->columns[table->column_count++];

        of->is_optional = title[0] == '?';
        title += of->is_optional;
        of->is_right = title[0] == '>';
        of->title = crew_words(title + of->is_right);
    }
    return table;
}

void crew_table_free(crew_table *table)
{
    for (int i = 0; i < table->cell_count; i++) {
        crew_free(table->cells[i].text);
    }
    crew_free(table->cells);
    crew_free(table);
}

void crew_table_cell(crew_table *table, crew_table_colour colour, const char *format, ...)
{
    char text[TABLE_CELL_MAX];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (table->cell_count == table->capacity) {
        table->capacity = table->capacity * 2 + 64;
        table->cells = crew_realloc(table->cells, (size_t)table->capacity * sizeof *table->cells);
    }
    table->cells[table->cell_count++] = (cell){.text = crew_strdup(text), .colour = colour};
}

static void table_measure(crew_table *table, const crew_table_look *look)
{
    for (int i = 0; i < table->column_count; i++) {
        table->columns[i].width = table_width_of(table->columns[i].title, look);
        table->columns[i].is_left_out = false;
    }
    for (int i = 0; i < table->cell_count; i++) {
        column *of = &table->columns[i % table->column_count];
        int width = table_width_of(table->cells[i].text, look);

        of->width = width > of->width ? width : of->width;
    }
}

static int table_width(const crew_table *table)
{
    int width = 0;

    for (int i = 0; i < table->column_count; i++) {
        width += table->columns[i].is_left_out ? 0 : TABLE_GAP + table->columns[i].width;
    }
    return width;
}

/* The last column that may be left out, NULL when there is none. */
static column *table_spare(crew_table *table)
{
    for (int i = table->column_count - 1; i >= 0; i--) {
        if (table->columns[i].is_optional && !table->columns[i].is_left_out) {
            return &table->columns[i];
        }
    }
    return NULL;
}

/* The widest that may be cut, NULL when there is none. */
static column *table_widest(crew_table *table)
{
    column *widest = NULL;

    for (int i = 0; i < table->column_count; i++) {
        column *each = &table->columns[i];

        if (!each->is_right && !each->is_left_out && each->width > TABLE_TEXT_LEAST && (widest == NULL || each->width > widest->width)) {
            widest = each;
        }
    }
    return widest;
}

static void table_fit(crew_table *table, int width)
{
    column *of;

    while (table_width(table) > width && (of = table_spare(table)) != NULL) {
        of->is_left_out = true;
    }
    while (table_width(table) > width && (of = table_widest(table)) != NULL) {
        of->width--;
    }
}

static void table_write_cell(const column *of, const char *text, bool is_last, const crew_table_look *look, crew_table_colour colour,
    crew_buf **out)
{
    int width = table_width_of(text, look);
    int space = width < of->width ? of->width - width : 0;

    table_put_spaces(out, TABLE_GAP + (of->is_right ? space : 0));
    (void)crew_table_write_text(text, of->width, look, colour, out);
    if (!of->is_right && !is_last) {
        table_put_spaces(out, space);
    }
}

static int table_last(const crew_table *table)
{
    int last = table->column_count - 1;

    while (last > 0 && table->columns[last].is_left_out) {
        last--;
    }
    return last;
}

void crew_table_write(crew_table *table, const crew_table_look *look, crew_buf **out)
{
    int last;

    table_measure(table, look);
    table_fit(table, look->width);
    last = table_last(table);
    for (int i = -table->column_count; i < table->cell_count; i++) {
        int at = i < 0 ? i + table->column_count : i % table->column_count;
        const column *of = &table->columns[at];

        if (!of->is_left_out) {
            table_write_cell(of, i < 0 ? of->title : table->cells[i].text, at == last, look, i < 0 ? CREW_TABLE_DIM : table->cells[i].colour, out);
        }
        if (at == table->column_count - 1) {
            table_put(out, "\n");
        }
    }
}
