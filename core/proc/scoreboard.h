/*
 * scoreboard: shared memory with one entry for each living process. Only that process writes its entry, the master reads all of them: so
 * what a worker did can be told even after it was killed.
 */
#ifndef CREW_PROC_SCOREBOARD_H
#define CREW_PROC_SCOREBOARD_H

#include "core/base/err.h"
#include "core/net/conn.h"

#define CREW_LAST_WORDS 256

/* What changes with every request is in the first two cache lines. */
typedef struct crew_score {
    _Alignas(64) crew_traffic traffic; /* two workers must not write to one cache line */
    int64_t busy_since_ms; /* by crew_clock_coarse_ms; 0 while it waits for events */
    volatile uint64_t calls; /* callbacks begun and ended: odd while one runs */
    uint64_t exceptions;   /* that left a callback */
    uint64_t memory;       /* the host's, after the last callback; 0 until there was one */
    uint64_t memory_peak;
    uint64_t timers;                  /* running now */
    crew_service_mode mode;           /* whether it serves, drains or finishes */
    bool accepts;                     /* it takes new connections */
    char last_words[CREW_LAST_WORDS]; /* why the process is about to die, "" when it has not said */
} crew_score;

typedef struct crew_scoreboard crew_scoreboard;

/* `entries` entries, all zero. NULL with words in `err`. */
crew_scoreboard *crew_scoreboard_new(int entries, crew_err *err);

/* Unmaps it in this process; the others keep theirs. */
void crew_scoreboard_free(crew_scoreboard *board);

/* Whether a worker with so many connections has clearly more than the average of those that accept. Looks at the first `entries`. */
bool crew_scoreboard_is_ahead(const crew_scoreboard *board, int entries, uint64_t connections);

/* The entry `index`, shared with every process forked since. */
crew_score *crew_scoreboard_at(crew_scoreboard *board, int index);

#endif
