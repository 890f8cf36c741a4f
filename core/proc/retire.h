/*
 * retire: when a worker has served enough: so many messages, for so long, or with so much memory. It asks its master for a successor,
 * once, and serves on until the master, which has one by then, asks it to drain.
 */
#ifndef CREW_PROC_RETIRE_H
#define CREW_PROC_RETIRE_H

#include "core/net/loop.h"
#include "core/proc/birth.h"

typedef struct crew_retire {
    const crew_birth *birth;
    uint64_t last_message; /* its number; UINT64_MAX: no limit */
    uint64_t max_memory;   /* bytes; 0: no limit */
    int64_t look_at_ms;    /* at memory, the next time */
    size_t (*memory)(void); /* what the host has taken from the system; may be NULL */
    crew_source lifetime;
} crew_retire;

/* Takes the limits from the server. Messages and time are up to a quarter less for some, so that workers born together do not go together. */
void crew_retire_init(crew_retire *retire, const crew_birth *birth, crew_loop *loop);
void crew_retire_clear(crew_retire *retire);

/* A limit that seems to be reached: says so and asks. */
void crew_retire_decide(crew_retire *retire);

/* Once a turn of the loop. */
static inline void crew_retire_look(crew_retire *retire)
{
    if (retire->birth->score->traffic.messages >= retire->last_message || retire->max_memory > 0) {
        crew_retire_decide(retire);
    }
}

#endif
