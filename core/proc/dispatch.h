/*
 * dispatch: in Mode::Dispatch, the ways on which connections go from the one process that accepts (acceptor.h) to the workers, and the choice of
 * the worker. A way belongs to a slot and is open in the master, too, as a listening socket would be: what its worker has not taken
 * waits for the next one, or is taken back.
 *
 * What is counted for a slot is in shared memory and outlives every process: connections handed over and taken, and who serves it now.
 */
#ifndef CREW_PROC_DISPATCH_H
#define CREW_PROC_DISPATCH_H

#include "core/net/pass.h"
#include "core/proc/scoreboard.h"

typedef struct crew_dispatch crew_dispatch;

/* An accepted connection on its way; `fd` is -1 when there is none. */
typedef struct crew_parcel {
    int fd;
    socklen_t len;
    struct sockaddr_storage peer;
} crew_parcel;

/* ---- in the master ---- */

/* `max_connections`: of a worker; UINT64_MAX for no limit. NULL with words in `err`. */
crew_dispatch *crew_dispatch_new(crew_scoreboard *board, uint64_t max_connections, crew_err *err);

/* In whichever process: closes what it has of them. */
void crew_dispatch_free(crew_dispatch *dispatch);

/* Has ways for so many slots, which only become more. The acceptor knows those that there were when it was forked. 0, or CREW_ESYSTEM with words. */
int crew_dispatch_open(crew_dispatch *dispatch, int slots, crew_err *err);
int crew_dispatch_slots(const crew_dispatch *dispatch);

/* ---- in a worker ---- */

/* Closes what is not this slot's worker's. */
void crew_dispatch_keep(crew_dispatch *dispatch, int slot);

/* Where its connections come (crew_pass_receive). */
int crew_dispatch_fd(const crew_dispatch *dispatch, int slot);

/* The process with this entry of the scoreboard serves the slot from now on, whoever did before. */
void crew_dispatch_attach(crew_dispatch *dispatch, int slot, int entry);

/* It has taken one. */
void crew_dispatch_took(crew_dispatch *dispatch, int slot);

/* ---- in a worker, or about it in the master ---- */

/* It does no more. True when it did until now: then what is on the way is its own to take. */
bool crew_dispatch_detach(crew_dispatch *dispatch, int slot, int entry);

/* ---- in the acceptor ---- */

/* Keeps only what it needs. */
void crew_dispatch_keep_sending(crew_dispatch *dispatch);

/* Whether the next worker that has taken nearly all it was handed is to wake this process. */
void crew_dispatch_wait(crew_dispatch *dispatch, bool on);

/* Readable when one did, or one has begun to serve; until it is cleared. */
int crew_dispatch_woken_fd(const crew_dispatch *dispatch);
void crew_dispatch_clear_woken(crew_dispatch *dispatch);

/*
 * Hands the parcel to the worker with the fewest connections, of those that have room and have not been in one callback for more than a moment,
 * and closes its descriptor. False when there is none.
 */
bool crew_dispatch_place(crew_dispatch *dispatch, crew_parcel *parcel);

/* At the end: puts it on any way, if need be where nobody serves now. False when none takes it. */
bool crew_dispatch_leave(crew_dispatch *dispatch, crew_parcel *parcel);

/* Whether something is on its way. */
bool crew_dispatch_is_pending(const crew_dispatch *dispatch);

/*
 * What has been on its way for a moment and not moved is handed to others, if others can take it. To be called every CREW_DISPATCH_MOMENT_MS while
 * something is pending. One that had to be taken back and found no other place is left in `*parcel`, which must be empty before.
 */
void crew_dispatch_take_back(crew_dispatch *dispatch, crew_parcel *parcel);

#define CREW_DISPATCH_MOMENT_MS 5

#endif
