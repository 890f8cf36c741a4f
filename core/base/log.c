/*
 * log: see log.h. A line leaves in one write, so that lines of several processes do not mix.
 */
#include "core/base/log.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <io.h>
#include <process.h>
#else
#include <unistd.h>
#endif

#include "core/base/clock.h"

#define LOG_LINE 1024
#define LOG_STDERR 2

static struct {
    crew_log_sink sink;
    crew_log_level lowest;
    crew_log_level echo_from; /* when fd is another than standard error */
    int fd;
    bool is_hushed;
    char role[32];
} log_state = {.lowest = CREW_LOG_INFO, .echo_from = CREW_LOG_NEVER, .fd = LOG_STDERR};

static const char *log_level_word(crew_log_level level)
{
#define LOG_CASE(name, word)                                                                                            \
    case CREW_LOG_##name:                                                                                               \
        return word;
    switch (level) {
        CREW_LOG_LEVELS(LOG_CASE)
    case CREW_LOG_NEVER:
        break;
    }
#undef LOG_CASE
    return "?";
}

static void log_emit(crew_log_level level, const char *line, size_t len)
{
    bool has_file = log_state.fd != LOG_STDERR;
    bool is_seen = (!has_file || level >= log_state.echo_from) && (!log_state.is_hushed || level >= CREW_LOG_WARNING);

    if (log_state.sink != NULL) {
        log_state.sink(level, line);
    } else if ((has_file && write(log_state.fd, line, len) < 0) || (is_seen && write(LOG_STDERR, line, len) < 0)) {
        return; /* nowhere is left to complain to */
    }
}

/* Formats the whole line into `line`; returns its length as vsnprintf would, newline included. */
static size_t log_format(char *line, size_t size, crew_log_level level, const char *format, va_list args)
{
    char when[32];
    int head = snprintf(line, size, "%s [%ld %s] %s: ", crew_clock_wall(when, sizeof when), (long)getpid(),
        log_state.role[0] != '\0' ? log_state.role : "crew", log_level_word(level));
    size_t used = head > 0 && (size_t)head < size ? (size_t)head : 0;
    int body = vsnprintf(line + used, size - used, format, args);
    size_t len = used + (body > 0 ? (size_t)body : 0);

    if (len + 1 < size) {
        line[len] = '\n';
        line[len + 1] = '\0';
    }
    return len + 1;
}

void crew_log_set_sink(crew_log_sink sink)
{
    log_state.sink = sink;
}

void crew_log_set_level(crew_log_level lowest)
{
    log_state.lowest = lowest;
}

bool crew_log_level_of(const char *word, crew_log_level *level)
{
    for (int i = 0; i < CREW_LOG_NEVER; i++) {
        if (strcmp(word, log_level_word((crew_log_level)i)) == 0) {
            *level = (crew_log_level)i;
            return true;
        }
    }
    return false;
}

void crew_log_set_fd(int fd)
{
    log_state.fd = fd >= 0 ? fd : LOG_STDERR;
}

void crew_log_echo(crew_log_level lowest)
{
    log_state.echo_from = lowest;
}

void crew_log_hush(bool is_hushed)
{
    log_state.is_hushed = is_hushed;
}

bool crew_log_shows(crew_log_level level)
{
    return level >= log_state.lowest;
}

void crew_log_set_role(const char *role)
{
    (void)snprintf(log_state.role, sizeof log_state.role, "%s", role);
}

void crew_log(crew_log_level level, const char *format, ...)
{
    char fixed[LOG_LINE];
    char *line = fixed;
    size_t len;
    va_list args;
    int saved = errno;

    if (!crew_log_shows(level)) {
        return;
    }
    va_start(args, format);
    len = log_format(fixed, sizeof fixed, level, format, args);
    va_end(args);
    if (len + 1 > sizeof fixed) {
        /* Plain malloc: the allocator of alloc.c reports its own failures here. */
        char *longer = malloc(len + 1);
        if (longer != NULL) {
            line = longer;
            va_start(args, format);
            len = log_format(longer, len + 1, level, format, args);
            va_end(args);
        } else {
            fixed[sizeof fixed - 2] = '\n';
            len = sizeof fixed - 1;
        }
    }
    log_emit(level, line, len);
    if (line != fixed) {
        free(line);
    }
    errno = saved;
}
