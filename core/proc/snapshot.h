/*
 * snapshot: what the master can tell at one moment: about itself, every slot and every worker's process. The workers do nothing for it. It
 * is what `status` shows and what the metrics are made of.
 */
#ifndef CREW_PROC_SNAPSHOT_H
#define CREW_PROC_SNAPSHOT_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/crew.h"
#include "core/proc/scoreboard.h"

#define CREW_HISTORY_WORDS 384

/* What a slot's processes that are gone have left behind; in a snapshot those that live are counted in, too. */
typedef struct crew_history {
    crew_traffic traffic;
    uint64_t exceptions;
    uint64_t exits;
    int64_t last_exit_ms; /* by crew_clock_ms; 0: none */
    int32_t last_pid;
    char last_exit[CREW_HISTORY_WORDS]; /* in words */
} crew_history;

/* A process of the slot is gone: counts what it has done, and keeps how it ended. */
void crew_history_add(crew_history *history, const crew_score *score, int32_t pid, const char *how);

typedef struct crew_snapshot_worker {
    int entry; /* in the scoreboard */
    int slot;
    int32_t pid;
    const char *state; /* one of crew_snapshot_states */
    int64_t born_ms;   /* by crew_clock_ms */
    const crew_score *score;
} crew_snapshot_worker;

typedef struct crew_snapshot {
    /* Borrowed from the server. */
    const char *name;
    const char *script;
    const char *given;
    char address[CREW_ADDRESS_TEXT];
    crew_mode mode;
    char metrics[CREW_ADDRESS_TEXT]; /* "" when there are none */
    int32_t pid;
    const char *state; /* "running", "reloading", "stopping" */
    int64_t born_ms;
    int64_t now_ms;
    int64_t now_unix;
    bool is_ready; /* every slot has a worker that serves */
    int slot_count;
    crew_history *slots;
    int worker_count;
    crew_snapshot_worker *workers;
} crew_snapshot;

#define CREW_SNAPSHOT_STATES 5
extern const char *const crew_snapshot_states[CREW_SNAPSHOT_STATES]; /* "starting" ... */

/* Empty, with room for so many of each. */
void crew_snapshot_init(crew_snapshot *snapshot, int slots, int workers);
void crew_snapshot_clear(crew_snapshot *snapshot);

/* Adds a worker's process. With `state` NULL that is what its score says. */
void crew_snapshot_add(crew_snapshot *snapshot, crew_snapshot_worker worker);

/* For how long the worker has been running callbacks without a look at its events; 0 when it is not. */
int64_t crew_snapshot_busy_ms(const crew_snapshot *snapshot, const crew_snapshot_worker *worker);

/* Appends the answer to "status"; docs/status.md describes it. */
void crew_snapshot_write(const crew_snapshot *snapshot, crew_buf **out);

#endif
