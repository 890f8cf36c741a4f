/*
 * clock: the monotonic clock in milliseconds, and sleeping by it. It never jumps when the wall clock is set.
 */
#ifndef CREW_BASE_CLOCK_H
#define CREW_BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

/* Milliseconds since some moment before the program started. */
int64_t crew_clock_ms(void);

/* The same moment, up to a few milliseconds old where the system has a cheaper clock (Linux): for what is noted at every turn of a loop. */
int64_t crew_clock_coarse_ms(void);

/* Seconds since 1970. */
int64_t crew_clock_unix(void);

void crew_clock_sleep_ms(int64_t ms);

/* Writes local wall-clock time as "2026-11-23 18:22:01" and returns `text`. */
char *crew_clock_wall(char *text, size_t size);

#endif
