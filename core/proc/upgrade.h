/*
 * upgrade: a master that starts its own successor: the same command again, in a new process, with the listening sockets kept open. The
 * old one serves on until the new one says that it does.
 *
 *     CREW_READY=pid:fd    for the process `pid`: where to write a crew_upgrade_news to
 *
 * The sockets' part is in inherit.h.
 */
#ifndef CREW_PROC_UPGRADE_H
#define CREW_PROC_UPGRADE_H

#include "core/crew.h"

#define CREW_UPGRADE_READY "CREW_READY"

typedef struct crew_upgrade crew_upgrade;

typedef enum crew_upgrade_state {
    CREW_UPGRADE_PENDING,
    CREW_UPGRADE_SERVES, /* the new master's workers are ready */
    CREW_UPGRADE_FAILED, /* it ended, or its time is over; told once */
    CREW_UPGRADE_ENDING, /* a failed one that has not gone yet */
    CREW_UPGRADE_GONE,
} crew_upgrade_state;

/* Starts the successor and gives it `patience_ms`. NULL with words. */
crew_upgrade *crew_upgrade_new(const crew_server *server, int64_t patience_ms, crew_err *err);

/* Forgets it; one that does not serve yet is asked to stop. */
void crew_upgrade_free(crew_upgrade *upgrade);

/* In a worker that was forked meanwhile. */
void crew_upgrade_leave(crew_upgrade *upgrade);

/* Readable when there is news. -1 when none will come. */
int crew_upgrade_fd(const crew_upgrade *upgrade);

/* When to look even without news. */
int64_t crew_upgrade_look_at_ms(const crew_upgrade *upgrade);

crew_upgrade_state crew_upgrade_look(crew_upgrade *upgrade);

/* The new master's, which need not be the process that was started. */
pid_t crew_upgrade_pid(const crew_upgrade *upgrade);

/* The pid and the descriptor of a CREW_READY. False when it cannot be understood. */
bool crew_upgrade_parse(const char *text, long *pid, int *fd);

/* ---- in the successor ---- */

/* Whether another master waits for this one to be ready. */
bool crew_upgrade_is_awaited(void);

/* Tells it that there is a master now, and that it serves; the second time is the last. */
void crew_upgrade_tell(bool serves);

/* In a worker: only its master has something to tell. */
void crew_upgrade_forget(void);

#endif
