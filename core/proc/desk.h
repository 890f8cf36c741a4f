/*
 * desk: where the master can be asked: a control socket (`status`, `connections`) and, when there is one, the address of the metrics, which
 * speaks HTTP (/metrics, /livez, /readyz). It takes part in the master's one wait and never waits by itself: a slow visitor only keeps its own
 * place, of which each of the two has a handful, and only for so long.
 */
#ifndef CREW_PROC_DESK_H
#define CREW_PROC_DESK_H

#include <poll.h>

#include "core/crew.h"
#include "core/proc/rollcall.h"
#include "core/proc/snapshot.h"

typedef struct crew_desk crew_desk;

/* Who knows the answers: describes itself into a snapshot, which it initialises and the desk clears. */
typedef void (*crew_desk_describe)(void *user, crew_snapshot *snapshot);

/*
 * Opens what `server` says. A control socket that cannot be had is only logged; a metrics address is asked for by name, so then it is NULL with
 * words in `err`. `rollcall` is borrowed; its entries are the workers' processes, `entries` of them.
 */
crew_desk *crew_desk_new(crew_server *server, crew_rollcall *rollcall, int entries, crew_desk_describe describe, void *user, crew_err *err);

/* Closes everything and removes the control socket. */
void crew_desk_free(crew_desk *desk);

/* In a child: closes everything and touches nothing else. */
void crew_desk_leave(crew_desk *desk);

/* Where the metrics are, "127.0.0.1:9100"; "" when nowhere. */
const char *crew_desk_metrics(const crew_desk *desk);

/*
 * Waits as poll(2) does for `own` (its result is not told), at most `ms` milliseconds (-1: without end), and less when the desk has something to do by itself.
 * Serves the visitors before it returns.
 */
void crew_desk_wait(crew_desk *desk, const struct pollfd *own, int count, int ms);

#endif
