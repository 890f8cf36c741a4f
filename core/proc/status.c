/*
 * status: see status.h.
 */
#include "core/proc/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/term.h"
#include "core/base/words.h"

#define STATUS_PATIENCE_S 5
#define STATUS_EVERY_MS 1000
#define STATUS_PIECE 65536
#define STATUS_LONG_S 1.0 /* a callback that takes longer is pointed out */

/* ---- asking ------------------------------------------------------------------------------------------------------------- */

static int status_connect(const char *path)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    struct timeval patience = {.tv_sec = STATUS_PATIENCE_S};
    int fd;

    if (strlen(path) >= sizeof at.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(at.sun_path, path, strlen(path) + 1);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0) {
        return -1;
    }
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(fd, (struct sockaddr *)(void *)&at, sizeof at) != 0) {
        int error = errno;

        (void)close(fd);
        errno = error;
        return -1;
    }
    return fd;
}

static bool status_read_all(int fd, crew_buf **into)
{
    for (;;) {
        ssize_t n = read(fd, crew_buf_room(into, STATUS_PIECE), STATUS_PIECE);

        if (n > 0) {
            crew_buf_extend(*into, (size_t)n);
        } else if (n == 0) {
            return true;
        } else if (errno != EINTR) {
            return false;
        }
    }
}

/* One of the codes of status.h; the answer is in *answer when it is RUNNING. */
static int status_ask(const char *path, const char *question, crew_buf **answer)
{
    int fd = status_connect(path);
    bool is_whole;

    if (fd < 0 && (errno == ENOENT || errno == ECONNREFUSED)) {
        return CREW_STATUS_STOPPED;
    }
    if (fd < 0) {
        (void)fprintf(stderr, "crew: %s: %s\n", path, strerror(errno));
        return CREW_STATUS_UNKNOWN;
    }
    is_whole = send(fd, question, strlen(question), MSG_NOSIGNAL) == (ssize_t)strlen(question) && status_read_all(fd, answer);
    (void)close(fd);
    if (!is_whole || crew_buf_size(*answer) == 0) {
        (void)fprintf(stderr, "crew: %s: the server does not answer\n", path);
        return CREW_STATUS_UNKNOWN;
    }
    return CREW_STATUS_RUNNING;
}

/* ---- words -------------------------------------------------------------------------------------------------------------- */

/* "12", "3456", "12.3k", "4.5M": four digits or so, whatever the size. */
static const char *status_count(double number, double thousand, char text[16])
{
    static const char *const units[] = {"", "k", "M", "G", "T", "P"};
    int unit = 0;

    while (number >= (thousand == 1000 ? 9999.5 : 1023.5) && unit < 5) {
        number /= thousand;
        unit++;
    }
    (void)snprintf(text, 16, unit > 0 && number < 99.95 ? "%.1f%s" : "%.0f%s", number, units[unit]);
    return text;
}

static const char *status_rate(double rate, double thousand, char text[16])
{
    if (rate > 0 && rate < 9.95) {
        (void)snprintf(text, 16, "%.1f", rate);
        return text;
    }
    return status_count(rate, thousand, text);
}

static const char *status_time(double seconds, char text[32])
{
    long s = (long)seconds;

    if (s < 60) {
        (void)snprintf(text, 32, "%lds", s);
    } else if (s < 3600) {
        (void)snprintf(text, 32, "%ldm%02lds", s / 60, s % 60);
    } else if (s < 86400) {
        (void)snprintf(text, 32, "%ldh%02ldm", s / 3600, s / 60 % 60);
    } else {
        (void)snprintf(text, 32, "%ldd%02ldh", s / 86400, s / 3600 % 24);
    }
    return text;
}

static double status_number(crew_span object, const char *key)
{
    return crew_json_to_number(crew_json_find(object, key));
}

/* ---- the table of workers ----------------------------------------------------------------------------------------------- */

/* Growth of a counter in a second, between `before` (of length 0: the beginning) and `now`. */
static double status_growth(crew_span now, crew_span before, const char *key)
{
    double seconds = status_number(now, "uptime") - status_number(before, "uptime");

    return seconds > 0 ? (status_number(now, key) - status_number(before, key)) / seconds : 0;
}

/* The same process in an earlier answer, of length 0 when it was not there. */
static crew_span status_same_worker(crew_span worker, crew_span before)
{
    crew_span rest = crew_json_elements(crew_json_find(before, "workers"));
    crew_span each;

    while (crew_json_next(&rest, &each)) {
        if (status_number(each, "pid") == status_number(worker, "pid")) {
            return each;
        }
    }
    return crew_span_of("", 0);
}

static void status_add_state(crew_table *table, crew_span worker)
{
    double busy = status_number(worker, "busy");
    char state[24];
    char since[32];

    (void)crew_json_to_text(crew_json_find(worker, "state"), state, sizeof state);
    if (busy >= STATUS_LONG_S) {
        crew_table_cell(table, CREW_TABLE_RED, "%s %s", crew_words(state), status_time(busy, since));
    } else {
        crew_table_cell(table, strcmp(state, "idle") == 0 || strcmp(state, "busy") == 0 ? CREW_TABLE_GREEN : CREW_TABLE_YELLOW, "%s",
            crew_words(state));
    }
}

static void status_add_bytes(crew_table *table, crew_span worker, const char *key)
{
    char text[16];
    double bytes = status_number(worker, key);

    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", bytes > 0 ? status_count(bytes, 1024, text) : "-");
}

static void status_add_worker(crew_table *table, crew_span worker, crew_span before)
{
    crew_span same = status_same_worker(worker, before);
    double refused = status_number(worker, "refused");
    double exceptions = status_number(worker, "exceptions");
    char text[32];

    crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(worker, "slot"));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(worker, "pid"));
    status_add_state(table, worker);
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_time(status_number(worker, "uptime"), text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(worker, "connections"), 1000, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(worker, "messages"), 1000, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_rate(status_growth(worker, same, "messages"), 1000, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_rate(status_growth(worker, same, "bytes_read"), 1024, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_rate(status_growth(worker, same, "bytes_written"), 1024, text));
    crew_table_cell(table, refused > 0 ? CREW_TABLE_YELLOW : CREW_TABLE_PLAIN, "%s", status_count(refused, 1000, text));
    crew_table_cell(table, exceptions > 0 ? CREW_TABLE_YELLOW : CREW_TABLE_PLAIN, "%s", status_count(exceptions, 1000, text));
    status_add_bytes(table, worker, "memory");
    status_add_bytes(table, worker, "rss");
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(worker, "accepted"), 1000, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(worker, "timers"), 1000, text));
}

static void status_write_workers(crew_span answer, crew_span before, const crew_table_look *look, crew_buf **out)
{
    static const char *const titles[] = {">#", ">pid", "state", ">up", ">conns", ">messages", ">msg/s", ">in/s", ">out/s", ">refused",
        ">thrown", ">php", ">rss", "?>accepted", "?>timers", NULL};
    crew_table *table = crew_table_new(titles);
    crew_span rest = crew_json_elements(crew_json_find(answer, "workers"));
    crew_span worker;

    while (crew_json_next(&rest, &worker)) {
        status_add_worker(table, worker, before);
    }
    crew_table_write(table, look, out);
    crew_table_free(table);
}

/* ---- around it ---------------------------------------------------------------------------------------------------------- */

static void status_write_line(const char *text, const crew_table_look *look, crew_table_colour colour, crew_buf **out)
{
    crew_buf_append(out, crew_span_str("  "));
    (void)crew_table_write_text(text, look->width - 2, look, colour, out);
    crew_buf_append(out, crew_span_str("\n"));
}

static void status_write_head(crew_span answer, const crew_table_look *look, crew_buf **out)
{
    char name[128];
    char address[160];
    char listening[160];
    char state[24];
    char mode[24];
    char up[32];
    char text[640];

    (void)crew_json_to_text(crew_json_find(answer, "name"), name, sizeof name);
    (void)crew_json_to_text(crew_json_find(answer, "address"), address, sizeof address);
    (void)crew_json_to_text(crew_json_find(answer, "listening"), listening, sizeof listening);
    (void)crew_json_to_text(crew_json_find(answer, "state"), state, sizeof state);
    (void)snprintf(text, sizeof text, "%s%s%s (%s)", name, name[0] != '\0' ? "  " : "", address, listening);
    status_write_line(text, look, CREW_TABLE_BOLD, out);
    (void)crew_json_to_text(crew_json_find(answer, "mode"), mode, sizeof mode);
    (void)snprintf(text, sizeof text, crew_words("%s for %s, pid %.0f%s%s"), crew_words(state), status_time(status_number(answer, "uptime"), up),
        status_number(answer, "pid"), mode[0] != '\0' ? crew_words(", mode ") : "", mode);
    status_write_line(text, look, CREW_TABLE_PLAIN, out);
    if (crew_json_to_text(crew_json_find(answer, "metrics"), address, sizeof address)[0] != '\0') {
        (void)snprintf(text, sizeof text, crew_words("metrics on http://%s/metrics"), address);
        status_write_line(text, look, CREW_TABLE_PLAIN, out);
    }
    crew_buf_append(out, crew_span_str("\n"));
}

static void status_write_total(crew_span answer, crew_span before, const crew_table_look *look, crew_buf **out)
{
    crew_span total = crew_json_find(answer, "total");
    crew_span earlier = crew_json_find(before, "total");
    double seconds = status_number(answer, "uptime") - status_number(before, "uptime");
    double messages = status_number(total, "messages");
    char text[256];
    char open[16];
    char accepted[16];
    char all[16];
    char rate[16];

    (void)snprintf(text, sizeof text, crew_words("all: %s connections open, %s accepted, %s messages (%s/s), %.0f refused sends, %.0f exceptions"),
        status_count(status_number(total, "connections"), 1000, open), status_count(status_number(total, "accepted"), 1000, accepted),
        status_count(messages, 1000, all),
        status_rate(seconds > 0 ? (messages - status_number(earlier, "messages")) / seconds : 0, 1000, rate),
        status_number(total, "refused"), status_number(total, "exceptions"));
    crew_buf_append(out, crew_span_str("\n"));
    status_write_line(text, look, CREW_TABLE_PLAIN, out);
}

static void status_write_exits(crew_span answer, const crew_table_look *look, crew_buf **out)
{
    static const char *const titles[] = {">#", ">exits", ">last pid", ">ago", "how it ended", NULL};
    crew_table *table;
    crew_span rest = crew_json_elements(crew_json_find(answer, "slots"));
    crew_span slot;

    if (status_number(crew_json_find(answer, "total"), "exits") == 0) {
        return;
    }
    table = crew_table_new(titles);
    while (crew_json_next(&rest, &slot)) {
        crew_span last = crew_json_find(slot, "last_exit");
        char text[32];
        char how[512];

        if (status_number(slot, "exits") == 0) {
            continue;
        }
        crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(slot, "slot"));
        crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(slot, "exits"));
        crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(last, "pid"));
        crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_time(status_number(last, "ago"), text));
        crew_table_cell(table, CREW_TABLE_PLAIN, "%s", crew_json_to_text(crew_json_find(last, "how"), how, sizeof how));
    }
    crew_buf_append(out, crew_span_str("\n"));
    crew_table_write(table, look, out);
    crew_table_free(table);
}

void crew_status_format(crew_span answer, crew_span before, const crew_table_look *look, crew_buf **out)
{
    status_write_head(answer, look, out);
    status_write_workers(answer, before, look, out);
    status_write_total(answer, before, look, out);
    status_write_exits(answer, look, out);
}

/* ---- connections -------------------------------------------------------------------------------------------------------- */

static void status_add_conn(crew_table *table, crew_span conn)
{
    char text[160];

    crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(conn, "worker"));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%.0f", status_number(conn, "id"));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", crew_json_to_text(crew_json_find(conn, "remote"), text, sizeof text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", crew_json_to_text(crew_json_find(conn, "local"), text, sizeof text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", crew_words(crew_json_to_text(crew_json_find(conn, "state"), text, sizeof text)));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(conn, "pending"), 1024, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(conn, "bytes_read"), 1024, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_count(status_number(conn, "bytes_written"), 1024, text));
    crew_table_cell(table, CREW_TABLE_PLAIN, "%s", status_time(status_number(conn, "age"), text));
}

static void status_write_unanswered(crew_span worker, const crew_table_look *look, crew_buf **out)
{
    char state[24];
    char since[32];
    char text[160];

    (void)snprintf(text, sizeof text, crew_words("worker %.0f (pid %.0f) is %s for %s and does not answer; it has %.0f connections"),
        status_number(worker, "worker"), status_number(worker, "pid"),
        crew_words(crew_json_to_text(crew_json_find(worker, "state"), state, sizeof state)), status_time(status_number(worker, "busy"), since),
        status_number(worker, "connections"));
    status_write_line(text, look, CREW_TABLE_YELLOW, out);
}

void crew_status_format_connections(crew_span answer, const crew_table_look *look, crew_buf **out)
{
    static const char *const titles[] = {">worker", ">id", "remote", "local", "state", ">queue", ">in", ">out", ">age", NULL};
    crew_table *table = crew_table_new(titles);
    crew_span rest = crew_json_elements(crew_json_find(answer, "connections"));
    crew_span each;

    while (crew_json_next(&rest, &each)) {
        status_add_conn(table, each);
    }
    crew_table_write(table, look, out);
    crew_table_free(table);
    rest = crew_json_elements(crew_json_find(answer, "unanswered"));
    while (crew_json_next(&rest, &each)) {
        status_write_unanswered(each, look, out);
    }
}

/* ---- printing ----------------------------------------------------------------------------------------------------------- */

/* False when the reader has had enough. */
static bool status_write_out(crew_span bytes)
{
    while (bytes.len > 0) {
        ssize_t n = write(STDOUT_FILENO, bytes.ptr, bytes.len);

        if (n < 0 && errno != EINTR) {
            return false;
        }
        bytes = crew_span_skip(bytes, n > 0 ? (size_t)n : 0);
    }
    return true;
}

static crew_table_look status_look(crew_term term)
{
    return (crew_table_look){
        .width = term.columns > 0 && term.columns < CREW_TABLE_WIDTH ? term.columns : CREW_TABLE_WIDTH,
        .has_colour = term.has_colour,
        .has_utf8 = term.has_utf8,
    };
}

static bool status_show(crew_span answer, crew_span before, bool connections, bool json, bool in_place)
{
    crew_table_look look = status_look(crew_term_of(STDOUT_FILENO));
    crew_buf *text = NULL;
    bool was_written;

    if (in_place) {
        crew_buf_append(&text, crew_span_str("\033[H\033[J")); /* home, and clear from there */
    }
    if (json) {
        crew_buf_append(&text, answer);
    } else if (connections) {
        crew_status_format_connections(answer, &look, &text);
    } else {
        crew_status_format(answer, before, &look, &text);
    }
    was_written = status_write_out(crew_buf_peek(text));
    crew_buf_clear(&text);
    return was_written;
}

int crew_status_print(const char *socket_path, bool connections, bool json, bool watch)
{
    bool in_place = watch && !json && crew_term_of(STDOUT_FILENO).is_terminal;
    crew_buf *before = NULL;
    int code;

    do {
        crew_buf *answer = NULL;

        code = status_ask(socket_path, connections ? "connections\n" : "status\n", &answer);
        if (code == CREW_STATUS_RUNNING) {
            watch &= status_show(crew_buf_peek(answer), crew_buf_peek(before), connections, json, in_place);
        }
        crew_buf_clear(&before);
        before = answer;
        if (watch && code == CREW_STATUS_RUNNING) {
            crew_clock_sleep_ms(STATUS_EVERY_MS);
        }
    } while (watch && code == CREW_STATUS_RUNNING);
    crew_buf_clear(&before);
    return code;
}
