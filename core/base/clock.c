/*
 * clock: see clock.h.
 */
#include "core/base/clock.h"

#include <time.h>

int64_t crew_clock_ms(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        return 0;
    }
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t crew_clock_coarse_ms(void)
{
#ifdef CLOCK_MONOTONIC_COARSE
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC_COARSE, &now) == 0) {
        return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    }
#endif
    return crew_clock_ms();
}

int64_t crew_clock_unix(void)
{
    return (int64_t)time(NULL);
}

void crew_clock_sleep_ms(int64_t ms)
{
    struct timespec rest = {.tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms % 1000) * 1000000};

    (void)nanosleep(&rest, NULL); /* a signal may wake it early: every caller looks at its own condition again */
}

char *crew_clock_wall(char *text, size_t size)
{
    time_t now = time(NULL);
    struct tm parts;

    if (localtime_r(&now, &parts) == NULL || strftime(text, size, "%Y-%m-%d %H:%M:%S", &parts) == 0) {
        text[0] = '\0';
    }
    return text;
}
