/*
 * master_internal: the body of a master, for the files that are its parts: master.c (its life, its states, the loop), master_slots.c (slots,
 * processes, forking), master_deaths.c (processes that end or have to), master_reload.c (replacing processes that are well, and having more
 * or fewer of them), master_upgrade.c (another master). Nobody else includes this.
 */
#ifndef CREW_PROC_MASTER_INTERNAL_H
#define CREW_PROC_MASTER_INTERNAL_H

#include <sys/types.h>
#include <unistd.h>

#include "core/proc/acceptor.h"
#include "core/proc/desk.h"
#include "core/proc/master.h"
#include "core/proc/notify.h"
#include "core/proc/overtime.h"
#include "core/proc/server.h"
#include "core/proc/upgrade.h"

#define MASTER_GENERATIONS 8 /* of draining workers, beside the current one */
#define MASTER_YOUNG_MS 200  /* who dies sooner was probably born broken */
#define MASTER_NO_SLOT (-1)

/* What a process has been asked to do, in the order in which it gets stricter. */
typedef enum process_state {
    PROCESS_STARTING,
    PROCESS_READY,
    PROCESS_DRAINING, /* QUIT was sent */
    PROCESS_STOPPING, /* TERM was sent */
    PROCESS_KILLED,   /* KILL was sent */
} process_state;

typedef struct process {
    pid_t pid; /* 0: the entry is free */
    int slot;
    process_state state;
    int64_t born_ms;
    int64_t deadline_ms; /* 0: none */
    crew_overtime overtime;
} process;

typedef struct slot {
    process *current;
    process *successor;
    int64_t fork_at_ms; /* when current is NULL */
    int64_t retire_at_ms; /* current has served enough: when to start its successor; 0: it has not */
    int64_t interval_ms; /* at least, between two forks; 0 while all is well */
    int64_t leave_at_ms; /* the slot is gone: when its worker is asked to drain */
    crew_history history;
} slot;

typedef enum master_state { MASTER_RUNNING, MASTER_STOPPING, MASTER_GONE } master_state;

struct crew_master {
    crew_server *server;
    pid_t pid;
    slot *slots;
    int slot_count; /* the slots that there are to be */
    int slot_end;   /* behind the last one that has a worker or a socket; those from slot_count on are being given up */
    int slot_max;
    process *processes; /* the index is also the scoreboard's */
    int process_count;
    crew_scoreboard *board;
    crew_dispatch *dispatch; /* NULL in the other modes; so the next one */
    crew_acceptor *acceptor;
    crew_rollcall *rollcall; /* by the index of processes */
    crew_desk *desk;
    int64_t born_ms;
    int report[2];
    int lifeline[2];
    master_state state;
    bool is_quitting; /* stopping without a deadline */
    int64_t stop_begun_ms;
    bool has_terminal; /* it was started from one, which sends HUP when it goes */
    bool reload_wanted;
    int64_t reload_begun_ms;
    bool is_succeeded;     /* by a new master, which serves */
    bool is_serving;       /* every worker has been ready at once */
    crew_notify *notify;
    bool upgrade_wanted;
    crew_upgrade *upgrade; /* a successor of this master that has been started; NULL: none */
    int reload_slot; /* the one being replaced, or MASTER_NO_SLOT */
    int64_t overtime_at_ms; /* when to look for callbacks that run too long */
    unsigned random;
    void (*before_fork)(void *user);
    bool (*on_signal)(int signo, void *user);
    void *user;
    void (*on_succeeded)(void *user);
    void *succeeded_user;
    void (*on_started)(void *user); /* NULL once all first workers serve */
    void *started_user;
    bool has_failed; /* to start as a daemon */
    process *born; /* in a child: itself */
    int listing_fd; /* and its end of the roll-call's socket */
};

static inline int64_t crew_master_stop_timeout(const crew_master *master)
{
    return crew_server_limits_of(master->server)->stop_timeout_ms;
}

static inline crew_score *crew_master_score(const crew_master *master, const process *of)
{
    return crew_scoreboard_at(master->board, (int)(of - master->processes));
}

static inline void crew_master_close(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

/* master.c: asks all workers to stop; `waits`: when their connections have ended, with no deadline. */
void crew_master_stop(crew_master *master, bool waits);

/* master.c: tells systemd that all is well. */
void crew_master_notify_ready(crew_master *master);

/* master.c: another acceptor in place of the one that is there. In that one it does not return. */
void crew_master_renew_acceptor(crew_master *master);

/* master_slots.c: how many processes there are, draining ones included. */
int crew_master_alive(const crew_master *master);

/* master_slots.c: sends a signal; what the process has been asked to do, and until when, is noted even when it is gone already. */
void crew_master_send(process *to, int signo, process_state state, int64_t deadline_ms);

/* master_slots.c: how long to wait before the next fork into a slot whose worker lived for `lived_ms` (0: the fork itself failed). */
int64_t crew_master_backoff(crew_master *master, slot *of, int64_t lived_ms);

/* master_slots.c: forks into a free entry. Returns it, in the child with master->born set, or NULL when it could not be done. */
process *crew_master_fork(crew_master *master, int slot_index);

/* master_slots.c: the same for the slot's current one; when that could not be done, it is tried again later. */
void crew_master_fork_current(crew_master *master, int index);

/* master_slots.c: forks what is due. In a child it returns at once, with master->born set; so do all that may fork. */
void crew_master_fork_due(crew_master *master);

/* master_deaths.c: waits for those who have died; as pid 1 of a container also for those who are nobody's. */
void crew_master_reap(crew_master *master);
void crew_master_reap_orphans(const crew_master *master);

/* master_deaths.c: a worker has reported that somebody else than us has asked it to go. */
void crew_master_on_leaving(crew_master *master, process *who);

/* master_deaths.c: a process that is past its deadline is asked more strictly; one that is too long in a callback is told of it, or killed. */
void crew_master_enforce_deadlines(crew_master *master);
void crew_master_look_for_overtime(crew_master *master);

/* master_reload.c: a process has reported that it is ready, or has served enough. */
void crew_master_on_ready(crew_master *master, process *who);
void crew_master_on_retiring(crew_master *master, const process *who);

/* master_reload.c: the next step of a reload, at that slot or behind it. */
void crew_master_reload_next(crew_master *master, int from);

/* master_reload.c: when a reload that was asked for may begin, and beginning it. */
int64_t crew_master_reload_at(const crew_master *master);
void crew_master_reload_due(crew_master *master);

/* master_reload.c: workers that have served enough. Whose successor has died, or could not be forked, serves until another try succeeds. */
bool crew_master_is_retiring(const slot *of);
void crew_master_retire_later(crew_master *master, slot *of, int64_t lived_ms);
void crew_master_retire_due(crew_master *master);

/* master_reload.c: one worker more, one fewer, and what is to be done for those that are to go. */
void crew_master_more(crew_master *master);
void crew_master_fewer(crew_master *master);
void crew_master_give_up_slots(crew_master *master);

/* master_upgrade.c: starts the successor that was asked for, and sees what has become of it. */
void crew_master_upgrade_due(crew_master *master);

#endif
