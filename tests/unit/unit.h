/*
 * unit: what every test here begins with: cmocka, a test as a sentence, waiting for a condition instead of for a time, and the log
 * caught instead of printed.
 */
#ifndef CREW_UNIT_UNIT_H
#define CREW_UNIT_UNIT_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/log.h"

/* Generous: nothing waits this long but a test that fails. */
#define UNIT_DEADLINE_MS 30000

#define TEST(name) static void name(void **state __attribute__((unused)))

/* Not crew_clock_ms: a test may include the clock's own source. */
static inline int64_t unit_now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static inline void unit_nap(void)
{
    (void)nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

/* Repeats `step` until `condition` is true. */
#define wait_until(condition, step)                                                                                     \
    do {                                                                                                                \
        int64_t give_up_at = unit_now_ms() + UNIT_DEADLINE_MS;                                                          \
        while (!(condition)) {                                                                                          \
            if (unit_now_ms() > give_up_at) {                                                                           \
                fail_msg("waited in vain until %s", #condition);                                                        \
            }                                                                                                           \
            step;                                                                                                       \
        }                                                                                                               \
    } while (0)

static inline bool unit_on_valgrind(void)
{
    const char *preloaded = getenv("LD_PRELOAD");

    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL;
}

/* How many descriptors this process has open, to see that none was left. */
static inline int unit_open_fds(void)
{
    int count = 0;

    for (int fd = 0; fd < 1024; fd++) {
        count += fcntl(fd, F_GETFD) >= 0;
    }
    return count;
}

/* Every line that was logged since unit_catch_log. */
static struct {
    char text[16384];
    size_t len;
    int lines;
} unit_logged __attribute__((unused));

static inline void unit_log_sink(crew_log_level level, const char *line)
{
    int n = snprintf(unit_logged.text + unit_logged.len, sizeof unit_logged.text - unit_logged.len, "%s", line);

    (void)level;
    unit_logged.len += n > 0 ? (size_t)n : 0;
    unit_logged.len = unit_logged.len < sizeof unit_logged.text ? unit_logged.len : sizeof unit_logged.text - 1;
    unit_logged.lines++;
}

static inline void unit_catch_log(void)
{
    memset(&unit_logged, 0, sizeof unit_logged);
    crew_log_set_sink(unit_log_sink);
}

#define assert_logged(words)                                                                                            \
    do {                                                                                                                \
        if (strstr(unit_logged.text, (words)) == NULL) {                                                                \
            fail_msg("\"%s\" was not logged, but:\n%s", (words), unit_logged.text);                                     \
        }                                                                                                               \
    } while (0)

#define assert_words(words, text)                                                                                       \
    do {                                                                                                                \
        if (strstr((text), (words)) == NULL) {                                                                          \
            fail_msg("\"%s\" is not in \"%s\"", (words), (text));                                                       \
        }                                                                                                               \
    } while (0)

#endif
