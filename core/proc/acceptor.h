/*
 * acceptor: in Mode::Dispatch, the process that accepts every connection and hands it to a worker (dispatch.h). The master forks it and forks
 * another when it dies; it runs nothing of the host's, so no callback holds it up, and a flood of connections does not hold up the master.
 *
 * A connection waits in the kernel's queue, and one more in this process, while no worker can take any.
 */
#ifndef CREW_PROC_ACCEPTOR_H
#define CREW_PROC_ACCEPTOR_H

#include "core/proc/dispatch.h"
#include "core/proc/server.h"

typedef struct crew_acceptor crew_acceptor;

/* ---- in the master ---- */

/* None is running yet. Borrows both. */
crew_acceptor *crew_acceptor_new(crew_server *server, crew_dispatch *dispatch);

/* Forgets it, in whichever process; the acceptor itself must have been stopped. */
void crew_acceptor_free(crew_acceptor *acceptor);

/* When the next one may be forked; 0 while one is running. */
int64_t crew_acceptor_fork_at_ms(const crew_acceptor *acceptor);

/* Forks it. True in the child, which is to call crew_acceptor_live; it has the signals of a worker. */
bool crew_acceptor_fork(crew_acceptor *acceptor);

/* Whether it has ended meanwhile. */
void crew_acceptor_reap(crew_acceptor *acceptor);

/* Has it end, and waits until what it had in hand is on its way to a worker. */
void crew_acceptor_stop(crew_acceptor *acceptor);

/* ---- in the child ---- */

/* Accepts and hands over until it is told to end, or the master is gone: then `lifeline_fd` reads the end. */
_Noreturn void crew_acceptor_live(crew_acceptor *acceptor, int lifeline_fd);

#endif
