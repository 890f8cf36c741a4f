/*
 * banner: see banner.h. Columns are counted as the terminal shows them, so that names in Chinese line up.
 */
#include "core/proc/banner.h"

#include <string.h>

#include "core/base/utf8.h"
#include "core/base/words.h"
#include "core/crew.h"

#define BANNER_COLUMNS 80 /* when the terminal does not say */
#define BANNER_CELLS 5
#define BANNER_NARROW 8 /* no column is made narrower than this */
#define BANNER_LINE 512

/* The characters a frame is made of: for each of its three lines the left end, the crossing and the right end. */
typedef struct banner_frame {
    const char *line;
    const char *side;
    const char *ends[3][3];
    const char *dot;
    const char *light; /* in front of the state */
    const char *cut;   /* at the end of what did not fit */
} banner_frame;

static const banner_frame banner_utf8 = {
    .line = "─",
    .side = "│",
    .ends = {{"┌", "┬", "┐"}, {"├", "┼", "┤"}, {"└", "┴", "┘"}},
    .dot = " · ",
    .light = "● ",
    .cut = "…",
};

static const banner_frame banner_ascii = {
    .line = "-",
    .side = "|",
    .ends = {{"+", "+", "+"}, {"+", "+", "+"}, {"+", "+", "+"}},
    .dot = " | ",
    .light = "",
    .cut = "~",
};

typedef struct banner_page {
    const crew_banner *about;
    const crew_term *term;
    const banner_frame *frame;
    int columns;
    FILE *to;
} banner_page;

static const char *banner_name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* ---- cells -------------------------------------------------------------------------------------------------------------- */

/* As much as fits, filled with spaces to exactly `columns`. */
static void banner_cell(const banner_page *page, const char *text, size_t columns)
{
    crew_span all = crew_span_str(text);
    bool is_cut = crew_utf8_width(all) > columns;
    size_t taken = crew_utf8_cut(all, is_cut ? columns - 1 : columns);
    size_t shown = crew_utf8_width(crew_span_of(text, taken)) + (is_cut ? 1 : 0);

    (void)fprintf(page->to, "%.*s%s%*s", (int)taken, text, is_cut ? page->frame->cut : "", (int)(columns - shown), "");
}

/* A line of text that is cut where the terminal ends. */
static void banner_line(const banner_page *page, const char *text)
{
    crew_span all = crew_span_str(text);
    size_t room = page->columns > 3 ? (size_t)page->columns - 3 : 1; /* two spaces before, and room for the mark */
    size_t taken = crew_utf8_cut(all, room);

    (void)fprintf(page->to, "  %.*s%s\n", (int)taken, text, taken < all.len ? page->frame->cut : "");
}

static void banner_append(char line[BANNER_LINE], const banner_page *page, const char *words, const char *more)
{
    size_t len = strlen(line);

    (void)snprintf(line + len, BANNER_LINE - len, "%s%s%s%s", len > 0 ? page->frame->dot : "", words, more[0] != '\0' ? " " : "", more);
}

static void banner_rule(const banner_page *page, const size_t columns[BANNER_CELLS], const char *const ends[3])
{
    (void)fprintf(page->to, "  ");
    for (int i = 0; i < BANNER_CELLS; i++) {
        (void)fprintf(page->to, "%s", ends[i > 0 ? 1 : 0]);
        for (size_t n = 0; n < columns[i] + 2; n++) {
            (void)fprintf(page->to, "%s", page->frame->line);
        }
    }
    (void)fprintf(page->to, "%s\n", ends[2]);
}

/* `colours`: the escape sequences for each cell, "" for none. */
static void banner_row(const banner_page *page, const size_t columns[BANNER_CELLS], const char *const cells[BANNER_CELLS],
    const char *const colours[BANNER_CELLS])
{
    (void)fprintf(page->to, "  %s", page->frame->side);
    for (int i = 0; i < BANNER_CELLS; i++) {
        bool is_coloured = page->term->has_colour && colours[i][0] != '\0';

        (void)fprintf(page->to, " %s", is_coloured ? colours[i] : "");
        banner_cell(page, cells[i], columns[i]);
        (void)fprintf(page->to, "%s %s", is_coloured ? "\033[0m" : "", page->frame->side);
    }
    (void)fprintf(page->to, "\n");
}

/* ---- the parts ---------------------------------------------------------------------------------------------------------- */

/* The widest column gives way, until all fit or are narrow. */
static void banner_fit(size_t columns[BANNER_CELLS], size_t room)
{
    for (;;) {
        size_t total = 3 * BANNER_CELLS + 1;
        int widest = 0;

        for (int i = 0; i < BANNER_CELLS; i++) {
            total += columns[i];
            widest = columns[i] > columns[widest] ? i : widest;
        }
        if (total <= room || columns[widest] <= BANNER_NARROW) {
            return;
        }
        columns[widest]--;
    }
}

static void banner_table(const banner_page *page)
{
    static const char *const bold[BANNER_CELLS] = {"\033[1m", "\033[1m", "\033[1m", "\033[1m", "\033[1m"};
    static const char *const green[BANNER_CELLS] = {"", "", "", "", "\033[32m"};
    const crew_banner *about = page->about;
    char workers[16];
    char state[32];
    const char *cells[BANNER_CELLS] = {about->name[0] != '\0' ? about->name : banner_name_of(about->script), about->given, about->bound,
        workers, state};
    const char *heads[BANNER_CELLS] = {crew_words("name"), crew_words("listen"), crew_words("address"), crew_words("workers"), crew_words("state")};
    size_t columns[BANNER_CELLS];

    (void)snprintf(workers, sizeof workers, "%d", about->workers);
    (void)snprintf(state, sizeof state, "%s%s", page->frame->light, crew_words("ready"));
    for (int i = 0; i < BANNER_CELLS; i++) {
        size_t head = crew_utf8_width(crew_span_str(heads[i]));
        size_t cell = crew_utf8_width(crew_span_str(cells[i]));

        columns[i] = head > cell ? head : cell;
    }
    banner_fit(columns, (size_t)page->columns - 2);
    banner_rule(page, columns, page->frame->ends[0]);
    banner_row(page, columns, heads, bold);
    banner_rule(page, columns, page->frame->ends[1]);
    banner_row(page, columns, cells, green);
    banner_rule(page, columns, page->frame->ends[2]);
}

static void banner_head(const banner_page *page)
{
    char line[BANNER_LINE] = "";

    banner_append(line, page, "Crew", CREW_VERSION);
    for (int i = 0; i < 3 && page->about->versions[i] != NULL; i++) {
        banner_append(line, page, page->about->versions[i], "");
    }
    banner_line(page, line);
}

static void banner_process(const banner_page *page)
{
    const crew_banner *about = page->about;
    char line[BANNER_LINE] = "";
    char text[64];

    banner_append(line, page, banner_name_of(about->script), crew_words(about->is_daemon ? "as a daemon" : "in the foreground"));
    (void)snprintf(text, sizeof text, "%ld", about->pid);
    banner_append(line, page, "pid", text);
    banner_append(line, page, crew_words("mode"), about->mode);
    (void)snprintf(text, sizeof text, crew_words("ready in %lld ms"), (long long)about->ready_ms);
    banner_append(line, page, text, "");
    banner_line(page, line);
}

static void banner_file(const banner_page *page, const char *words, const char *path)
{
    char line[BANNER_LINE] = "";

    if (path != NULL) {
        banner_append(line, page, words, path);
        banner_line(page, line);
    }
}

static void banner_hints(const banner_page *page)
{
    const crew_banner *about = page->about;
    char line[BANNER_LINE] = "";

    if (!about->is_daemon) {
        banner_append(line, page, crew_words("Ctrl-C stops it"), "");
    }
    if (about->pid_path != NULL) {
        size_t len;

        banner_append(line, page, "php", about->script);
        len = strlen(line);
        (void)snprintf(line + len, BANNER_LINE - len, " status|reload|stop");
    }
    banner_line(page, line);
}

void crew_banner_print(const crew_banner *banner, const crew_term *term, FILE *to)
{
    banner_page page = {
        .about = banner,
        .term = term,
        .frame = term->has_utf8 ? &banner_utf8 : &banner_ascii,
        .columns = term->columns > 0 ? term->columns : BANNER_COLUMNS,
        .to = to,
    };

    banner_head(&page);
    banner_table(&page);
    banner_process(&page);
    banner_file(&page, crew_words("pid file"), banner->pid_path);
    banner_file(&page, crew_words("log"), banner->log_path);
    banner_file(&page, crew_words("output"), banner->is_daemon ? banner->output_path : NULL);
    banner_hints(&page);
    (void)fflush(to);
}
