/*
 * rollcall: the master asks every worker for its connections, each over a socket of its own, and gathers what they answer (see listing.h).
 * Nothing here waits. Who is stuck in a callback does not answer in time and is left out; what it answers later is taken and dropped, so
 * that it is not stuck in sending either.
 *
 * The entries are those of the master's processes.
 */
#ifndef CREW_PROC_ROLLCALL_H
#define CREW_PROC_ROLLCALL_H

#include <poll.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"

#define CREW_ROLLCALL_MS 300 /* how long it waits for those that do not answer */

typedef struct crew_rollcall crew_rollcall;

crew_rollcall *crew_rollcall_new(int entries);

/* Closes every socket. In a child it only closes. */
void crew_rollcall_free(crew_rollcall *rollcall);

/* Before a fork: makes the entry's socket and returns the end that is the child's; the parent closes it afterwards. -1 when there is none
 * to be had: that worker will not be asked. */
int crew_rollcall_open(crew_rollcall *rollcall, int entry);

/* The entry's process is gone. */
void crew_rollcall_close(crew_rollcall *rollcall, int entry);

/* Asks everyone; nothing when it is going on already. */
void crew_rollcall_begin(crew_rollcall *rollcall);

/* Ends it and drops the answers. */
void crew_rollcall_end(crew_rollcall *rollcall);

/* When it is over at the latest, by crew_clock_ms; 0 when none is going on. */
int64_t crew_rollcall_due_ms(const crew_rollcall *rollcall);

/* It is going on, and everyone has answered or the time is up. */
bool crew_rollcall_is_over(const crew_rollcall *rollcall);

/* What an entry has answered, false when it has not (yet). */
bool crew_rollcall_answer(const crew_rollcall *rollcall, int entry, crew_span *answer);

/* Writes what is to be waited for into `fds`, which has room for one for each entry; returns how many. */
int crew_rollcall_watch(const crew_rollcall *rollcall, struct pollfd *fds);

/* Takes what has come. */
void crew_rollcall_read(crew_rollcall *rollcall);

#endif
