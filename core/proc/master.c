/*
 * master: see core/crew.h. Opens the sockets, forks, and watches, in one flat loop: act on signals, reap, read reports, fork what is
 * due, wait. It never serves and never runs the host's code except before a fork.
 *
 * Each slot has a current process; while a reload passes over it, or when that one has served enough, also a successor that is not ready
 * yet. Processes that have been replaced are no slot's any more and only have a deadline.
 */
#include "core/proc/master.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/proc/acceptor.h"
#include "core/proc/daemon.h"
#include "core/proc/files.h"
#include "core/proc/desk.h"
#include "core/proc/overtime.h"
#include "core/proc/notify.h"
#include "core/proc/server.h"
#include "core/proc/signals.h"
#include "core/proc/upgrade.h"

#define MASTER_INTERVAL_FIRST_MS 100 /* between two forks into one slot, when workers keep dying */
#define MASTER_INTERVAL_LAST_MS 10000
#define MASTER_YOUNG_MS 200         /* who dies sooner was probably born broken */
#define MASTER_RELOAD_EVERY_MS 1500 /* reloads asked for sooner are one */
#define MASTER_STUCK_MS 3000        /* a successor that takes longer to be ready gives way to the next reload */
#define MASTER_KILL_GRACE_MS 3000   /* between TERM and KILL for a worker that was already given its time */
#define MASTER_GENERATIONS 8        /* of draining workers, beside the current one */
#define MASTER_SAME_STOP_MS 50      /* timeout(1) and others signal a process and its group: that is one request */
#define MASTER_SETTLE_MS 2000       /* in which a handshake begun on a socket is over, also one with a lost packet */
#define MASTER_SLOTS_LEAST 64       /* so many workers there may be at least, however few it began with */
#define MASTER_UPGRADE_TIMES 3      /* how many times stopTimeout a new master has to be ready */
#define MASTER_UPGRADE_LEAST_MS 3000
#define MASTER_RETIRE_MS 500        /* a worker that has served enough sooner has its successor started only then */
#define MASTER_SIGNALS 64           /* of the host's own, a turn */
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

/* ---- words -------------------------------------------------------------------------------------------------------------- */

static const char *master_words_of_status(int status, char *text, size_t size)
{
    if (WIFSIGNALED(status)) {
        (void)snprintf(text, size, "was killed by signal %d (%s)%s", WTERMSIG(status), strsignal(WTERMSIG(status)),
#ifdef WCOREDUMP
            WCOREDUMP(status) ? ", core dumped" :
#endif
                              "");
    } else {
        (void)snprintf(text, size, "exited with status %d", WEXITSTATUS(status));
    }
    return text;
}

/* ---- slots and processes ------------------------------------------------------------------------------------------------ */

static int64_t master_stop_timeout(const crew_master *master)
{
    return crew_server_limits_of(master->server)->stop_timeout_ms;
}

static crew_score *master_score(const crew_master *master, const process *of)
{
    return crew_scoreboard_at(master->board, (int)(of - master->processes));
}

static int master_alive(const crew_master *master)
{
    int alive = 0;

    for (int i = 0; i < master->process_count; i++) {
        alive += master->processes[i].pid != 0;
    }
    return alive;
}

static process *master_free_process(crew_master *master)
{
    if (master_alive(master) >= master->slot_end * MASTER_GENERATIONS) {
        return NULL;
    }
    for (int i = 0; i < master->process_count; i++) {
        if (master->processes[i].pid == 0) {
            return &master->processes[i];
        }
    }
    return NULL;
}

/* xorshift: spreads the retries of many slots; nothing secret hangs on it. */
static unsigned master_random(crew_master *master)
{
    master->random ^= master->random << 13;
    master->random ^= master->random >> 17;
    master->random ^= master->random << 5;
    return master->random;
}

static int64_t master_jitter(crew_master *master, int64_t ms)
{
    return ms * (int64_t)(75 + master_random(master) % 51) / 100;
}

/*
 * How long to wait before the next fork into a slot whose worker lived for `lived_ms` (0: the fork itself failed). What counts is the time
 * between two forks: it grows while workers die young for it and shrinks when they do not, so a worker that cannot live is tried
 * ever more rarely, and one that is only unlucky is never missed for longer than it lived.
 */
static int64_t master_backoff(crew_master *master, slot *of, int64_t lived_ms)
{
    bool is_first = of->interval_ms == 0;

    if (lived_ms < MASTER_YOUNG_MS || lived_ms < of->interval_ms) {
        of->interval_ms = is_first ? MASTER_INTERVAL_FIRST_MS : of->interval_ms * 2;
        of->interval_ms = of->interval_ms < MASTER_INTERVAL_LAST_MS ? of->interval_ms : MASTER_INTERVAL_LAST_MS;
    } else {
        of->interval_ms = of->interval_ms / 2 >= MASTER_INTERVAL_FIRST_MS ? of->interval_ms / 2 : 0;
    }
    if ((is_first && lived_ms > 0) || of->interval_ms <= lived_ms) {
        return 0;
    }
    return master_jitter(master, of->interval_ms) - lived_ms;
}

static void master_send(process *to, int signo, process_state state, int64_t deadline_ms)
{
    to->state = state;
    to->deadline_ms = deadline_ms;
    if (kill(to->pid, signo) != 0 && errno != ESRCH) {
        crew_log(CREW_LOG_WARNING, "cannot send signal %d to worker %d (pid %ld): %s", signo, to->slot, (long)to->pid, strerror(errno));
    }
}

static void master_close(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

/* ---- forking ------------------------------------------------------------------------------------------------------------ */

/* Forks into a free entry. Returns it, in the child with master->born set, or NULL when it could not be done. */
static process *master_fork(crew_master *master, int slot_index)
{
    process *entry = master_free_process(master);
    sigset_t before;
    int listing_fd;
    pid_t pid;

    if (entry == NULL) {
        crew_log(CREW_LOG_WARNING, "too many workers are still draining to start another");
        return NULL;
    }
    memset(master_score(master, entry), 0, sizeof(crew_score));
    if (master->before_fork != NULL) {
        master->before_fork(master->user);
    }
    listing_fd = crew_rollcall_open(master->rollcall, (int)(entry - master->processes));
    crew_signals_block(&before);
    pid = fork();
    if (pid < 0) {
        int error = errno;

        crew_signals_unblock(&before);
        master_close(&listing_fd);
        crew_rollcall_close(master->rollcall, (int)(entry - master->processes));
        crew_log(CREW_LOG_ERROR, "cannot fork worker %d: %s", slot_index, strerror(error));
        return NULL;
    }
    *entry = (process){.pid = pid == 0 ? getpid() : pid, .slot = slot_index, .born_ms = crew_clock_ms()};
    if (pid == 0) {
        crew_err err;

        master->born = entry;
        master->listing_fd = listing_fd;
        if (crew_signals_take_over_worker(&err) != 0) {
            crew_log(CREW_LOG_ERROR, "%s", err.text);
            _exit(1);
        }
    } else {
        master_close(&listing_fd);
    }
    crew_signals_unblock(&before);
    return entry;
}

static void master_fork_current(crew_master *master, int index)
{
    slot *of = &master->slots[index];

    of->current = master_fork(master, index);
    if (of->current == NULL) {
        int64_t delay = master_backoff(master, of, 0);

        of->fork_at_ms = crew_clock_ms() + delay;
        crew_log(CREW_LOG_WARNING, "going on with %d of %d workers, next try in %lld ms", master_alive(master), master->slot_count,
            (long long)delay);
    }
}

/* Forks what is due. In a child it returns at once, with master->born set. */
static void master_fork_due(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->slot_count && master->born == NULL; i++) {
        if (master->slots[i].current == NULL && master->slots[i].fork_at_ms <= now) {
            master_fork_current(master, i);
        }
    }
}

/* ---- the acceptor ------------------------------------------------------------------------------------------------------- */

/* Nothing more is handed to one that is gone. */
static void master_detach(crew_master *master, const process *gone)
{
    if (master->dispatch != NULL) {
        (void)crew_dispatch_detach(master->dispatch, gone->slot, (int)(gone - master->processes));
    }
}

static void master_leave(crew_master *master);

/* The acceptor is forked as workers are, but never comes back. */
static void master_fork_acceptor(crew_master *master)
{
    int64_t now = crew_clock_ms();

    if (master->acceptor == NULL) {
        return;
    }
    crew_acceptor_reap(master->acceptor);
    if (crew_acceptor_fork_at_ms(master->acceptor) == 0 || crew_acceptor_fork_at_ms(master->acceptor) > now) {
        return;
    }
    if (master->before_fork != NULL) {
        master->before_fork(master->user);
    }
    if (crew_acceptor_fork(master->acceptor)) {
        master_close(&master->report[1]);
        master_leave(master);
        crew_acceptor_live(master->acceptor, master->lifeline[0]);
    }
}

/* Connections that had been handed to workers stay on their way meanwhile. */
static void master_renew_acceptor(crew_master *master)
{
    crew_acceptor_stop(master->acceptor);
    master_fork_acceptor(master);
}

static void master_notify_ready(crew_master *master)
{
    crew_notify_send(master->notify, "READY=1\nSTATUS=serving on %s with %d worker%s", crew_server_given(master->server),
        master->slot_count, master->slot_count == 1 ? "" : "s");
}

/* ---- reload ------------------------------------------------------------------------------------------------------------- */

/* A successor that does not get ready, perhaps never will: whoever has mended the script is not to wait for it. */
static void master_give_up_successor(slot *of)
{
    crew_log(CREW_LOG_WARNING, "the new worker %d (pid %ld) is still not ready and another reload was asked for; killing it",
        of->successor->slot, (long)of->successor->pid);
    master_send(of->successor, SIGKILL, PROCESS_KILLED, 0);
    of->successor = NULL;
}

/* One slot after the other: its successor starts, reports ready, and only then is the old one asked to drain. */
static void master_reload_next(crew_master *master, int from)
{
    for (int i = from; i < master->slot_count; i++) {
        slot *of = &master->slots[i];

        if (of->current == NULL) {
            continue; /* its next process runs the new code anyway */
        }
        if (of->successor != NULL && crew_clock_ms() - of->successor->born_ms >= MASTER_STUCK_MS) {
            master_give_up_successor(of);
        }
        if (of->successor == NULL) {
            of->successor = master_fork(master, i);
        }
        if (master->born != NULL) {
            return;
        }
        if (of->successor == NULL) {
            crew_log(CREW_LOG_ERROR, "reload stopped at worker %d, the remaining old workers stay", i);
            break;
        }
        master->reload_slot = i;
        return;
    }
    if (master->reload_slot != MASTER_NO_SLOT && from >= master->slot_count) {
        crew_log(CREW_LOG_NOTICE, "reloaded: all %d workers are new", master->slot_count);
    }
    master->reload_slot = MASTER_NO_SLOT;
    master_notify_ready(master);
}

/* When a reload that was asked for may begin: a while after the last one began, and not while that one gets on. */
static int64_t master_reload_at(const crew_master *master)
{
    if (master->reload_slot != MASTER_NO_SLOT) {
        return master->slots[master->reload_slot].successor->born_ms + MASTER_STUCK_MS;
    }
    return master->reload_begun_ms != 0 ? master->reload_begun_ms + MASTER_RELOAD_EVERY_MS : 0;
}

static void master_reload_due(crew_master *master)
{
    int64_t now = crew_clock_ms();

    if (!master->reload_wanted || master->state != MASTER_RUNNING || now < master_reload_at(master)) {
        return;
    }
    if (master->reload_slot != MASTER_NO_SLOT) {
        master_give_up_successor(&master->slots[master->reload_slot]);
        master->reload_slot = MASTER_NO_SLOT;
    }
    master->reload_wanted = false;
    master->reload_begun_ms = now;
    crew_notify_reloading(master->notify);
    crew_log(CREW_LOG_NOTICE, "reloading: replacing %d workers one by one", master->slot_count);
    master_reload_next(master, 0);
}

/* Once, when the first workers are all ready: whoever waits for that is told here. */
static void master_on_serving(crew_master *master)
{
    crew_err err;

    master->is_serving = true;
    for (int i = master->slot_count; i < master->slot_end; i++) {
        /* The predecessor had more workers, which have not left yet. */
        master->slots[i].fork_at_ms = crew_clock_ms() + master_stop_timeout(master) + MASTER_SETTLE_MS;
    }
    if (crew_upgrade_is_awaited()) {
        (void)crew_server_set_slots(master->server, master->slot_count, &err); /* from now on all that there are, and no others */
        crew_server_own_path(master->server, true);
        crew_upgrade_tell(true);
    }
    if (master->on_started != NULL && master->state == MASTER_RUNNING) {
        master->on_started(master->started_user);
    }
    master_notify_ready(master);
}

static void master_look_whether_it_serves(crew_master *master)
{
    for (int i = 0; i < master->slot_count; i++) {
        if (master->slots[i].current == NULL || master->slots[i].current->state == PROCESS_STARTING) {
            return;
        }
    }
    master_on_serving(master);
}

static void master_on_ready(crew_master *master, process *who)
{
    slot *of = &master->slots[who->slot];

    if (who->state != PROCESS_STARTING) {
        return;
    }
    who->state = PROCESS_READY;
    crew_log(CREW_LOG_DEBUG, "worker %d (pid %ld) is ready", who->slot, (long)who->pid);
    if (!master->is_serving) {
        master_look_whether_it_serves(master);
    }
    if (of->successor != who) {
        return;
    }
    if (of->current != NULL) {
        master_send(of->current, SIGQUIT, PROCESS_DRAINING, crew_clock_ms() + master_stop_timeout(master));
    }
    if (of->retire_at_ms != 0 && master->reload_slot != who->slot) {
        crew_log(CREW_LOG_NOTICE, "worker %d has its successor (pid %ld), the old one drains", who->slot, (long)who->pid);
    }
    of->current = who;
    of->successor = NULL;
    of->retire_at_ms = 0;
    of->interval_ms = 0;
    if (master->reload_slot == who->slot) {
        /* Who was started before the reload began may not be what the reload is for. */
        master_reload_next(master, who->born_ms >= master->reload_begun_ms ? who->slot + 1 : who->slot);
    }
}

/* ---- workers that have served enough ------------------------------------------------------------------------------------ */

/* Not at once when it is very young, or one that cannot but reach its limit would have its slot do nothing but fork. */
static void master_on_retiring(crew_master *master, const process *who)
{
    slot *of = &master->slots[who->slot];

    if (of->current == who && of->retire_at_ms == 0) {
        int64_t now = crew_clock_ms();

        of->retire_at_ms = who->born_ms + MASTER_RETIRE_MS > now ? who->born_ms + MASTER_RETIRE_MS : now;
    }
}

static bool master_is_retiring(const slot *of)
{
    return of->retire_at_ms != 0 && of->current != NULL && of->successor == NULL;
}

/* Its successor has died, or could not be forked. The old one serves until another try succeeds. */
static void master_retire_later(crew_master *master, slot *of, int64_t lived_ms)
{
    int64_t delay = master_backoff(master, of, lived_ms);

    of->retire_at_ms = crew_clock_ms() + (delay > 0 ? delay : 0);
}

/* Starts the successors that are due: a reload of single slots. In a child it returns at once, with master->born set. */
static void master_retire_due(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->slot_count && master->born == NULL; i++) {
        slot *of = &master->slots[i];

        if (master_is_retiring(of) && of->retire_at_ms <= now) {
            of->successor = master_fork(master, i);
            if (of->successor == NULL) {
                master_retire_later(master, of, 0);
            }
        }
    }
}

/* ---- more and fewer ----------------------------------------------------------------------------------------------------- */

static void master_more(crew_master *master)
{
    slot *of = &master->slots[master->slot_count];
    crew_err err;

    if (master->slot_count == master->slot_max) {
        crew_log(CREW_LOG_WARNING, "there are %d workers; more are possible after a new start", master->slot_max);
        return;
    }
    if (crew_server_set_slots(master->server, master->slot_count + 1, &err) != 0 &&
        master->slot_count >= crew_server_own_sockets(master->server)) {
        crew_log(CREW_LOG_ERROR, "no worker more: %s", err.text);
        return;
    }
    if (master->dispatch != NULL && crew_dispatch_slots(master->dispatch) <= master->slot_count) {
        if (crew_dispatch_open(master->dispatch, master->slot_count + 1, &err) != 0) {
            crew_log(CREW_LOG_ERROR, "no worker more: %s", err.text);
            return;
        }
        master_renew_acceptor(master); /* which has to know the new way */
    }
    master->slot_count++;
    master->slot_end = master->slot_end > master->slot_count ? master->slot_end : master->slot_count;
    of->fork_at_ms = 0;
    of->leave_at_ms = 0;
    crew_log(CREW_LOG_NOTICE, "one worker more: %d", master->slot_count);
}

/* The last one. A socket that gets no new connections still gets those that are being made, so its worker serves on for a while. */
static void master_fewer(crew_master *master)
{
    slot *of = &master->slots[master->slot_count - 1];
    crew_err err;
    bool can_wait;

    if (master->slot_count == 1) {
        crew_log(CREW_LOG_WARNING, "one worker is the least there can be");
        return;
    }
    master->slot_count--;
    crew_log(CREW_LOG_NOTICE, "one worker fewer: %d", master->slot_count);
    if (of->successor != NULL) {
        master_send(of->successor, SIGKILL, PROCESS_KILLED, 0);
        of->successor = NULL;
        if (master->reload_slot == master->slot_count) {
            master_reload_next(master, master->slot_count);
        }
    }
    can_wait = crew_server_set_slots(master->server, master->slot_count, &err) == 0;
    if (!can_wait) {
        crew_server_close_beyond(master->server, master->slot_count); /* the worker has it until it has emptied its queue */
    }
    of->leave_at_ms = crew_clock_ms() + (can_wait && crew_server_own_sockets(master->server) > 0 ? MASTER_SETTLE_MS : 0);
}

static bool master_has_process(const crew_master *master, int slot_index)
{
    for (int i = 0; i < master->process_count; i++) {
        if (master->processes[i].pid != 0 && master->processes[i].slot == slot_index) {
            return true;
        }
    }
    return false;
}

static bool master_has_waiting(const crew_master *master, int slot_index)
{
    struct pollfd fd = {.events = POLLIN};

    if (slot_index >= crew_server_own_sockets(master->server)) {
        return false;
    }
    fd.fd = crew_server_fd(master->server, slot_index);
    return poll(&fd, 1, 0) > 0;
}

/* Slots that are being given up: their worker drains when it is time. One that died before leaves its queue to another, which drains at once. */
static void master_give_up_slots(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = master->slot_count; i < master->slot_end && master->born == NULL && master->is_serving; i++) {
        slot *of = &master->slots[i];

        if (of->current != NULL && now >= of->leave_at_ms) {
            master_send(of->current, SIGQUIT, PROCESS_DRAINING, now + master_stop_timeout(master));
            of->current = NULL;
        } else if (of->current == NULL && now >= of->fork_at_ms && !master_has_process(master, i) && master_has_waiting(master, i)) {
            master_fork_current(master, i);
        }
    }
}

/* ---- stopping ----------------------------------------------------------------------------------------------------------- */

static void master_stop(crew_master *master, bool waits)
{
    int64_t deadline = waits ? 0 : crew_clock_ms() + master_stop_timeout(master);
    process_state asked = waits ? PROCESS_DRAINING : PROCESS_STOPPING;

    master->state = MASTER_STOPPING;
    master->is_quitting = waits;
    master->stop_begun_ms = crew_clock_ms();
    crew_log(CREW_LOG_NOTICE, waits ? "stopping when all connections have ended" : "stopping");
    if (!master->is_succeeded) {
        crew_notify_send(master->notify, "STOPPING=1\nSTATUS=stopping");
    }
    crew_upgrade_free(master->upgrade);
    master->upgrade = NULL;
    if (master->acceptor != NULL) {
        crew_acceptor_stop(master->acceptor); /* before the workers take what is on its way to them for the last time */
    }
    /* From here on nobody is to be left waiting in a queue that no worker will look at; each worker still answers what is in its own. */
    crew_server_unlisten(master->server);
    for (int i = 0; i < master->process_count; i++) {
        /* Who was asked more strictly already keeps that, and its deadline. */
        if (master->processes[i].pid != 0 && master->processes[i].state <= asked) {
            master_send(&master->processes[i], waits ? SIGQUIT : SIGTERM, asked, deadline);
        }
    }
}

static void master_kill_all(crew_master *master)
{
    crew_log(CREW_LOG_WARNING, "stopping at once");
    for (int i = 0; i < master->process_count; i++) {
        if (master->processes[i].pid != 0) {
            master_send(&master->processes[i], SIGKILL, PROCESS_KILLED, 0);
        }
    }
}

static void master_on_stop_asked(crew_master *master)
{
    if (master->state == MASTER_RUNNING || master->is_quitting) {
        master_stop(master, false);
    } else if (crew_clock_ms() - master->stop_begun_ms >= MASTER_SAME_STOP_MS) {
        master_kill_all(master);
    }
}

/* ---- upgrade ------------------------------------------------------------------------------------------------------------ */

static void master_upgrade(crew_master *master)
{
    int64_t patience = master_stop_timeout(master) * MASTER_UPGRADE_TIMES;
    crew_err err;

    if (master->upgrade != NULL && crew_upgrade_fd(master->upgrade) < 0) {
        return; /* one that failed has not gone yet: then */
    }
    master->upgrade_wanted = false;
    if (master->pid == 1) {
        crew_log(CREW_LOG_ERROR, "no upgrade: when pid 1 of a container ends, all of it does; start a new container instead");
        return;
    }
    if (master->upgrade != NULL) {
        crew_log(CREW_LOG_WARNING, "a new master (pid %ld) is being started already", (long)crew_upgrade_pid(master->upgrade));
        return;
    }
    if (master->before_fork != NULL) {
        master->before_fork(master->user);
    }
    master->upgrade =
        crew_upgrade_new(master->server, patience > MASTER_UPGRADE_LEAST_MS ? patience : MASTER_UPGRADE_LEAST_MS, &err);
    if (master->upgrade == NULL) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        return;
    }
    crew_notify_reloading(master->notify);
    crew_log(CREW_LOG_NOTICE, "upgrading: starting a new master (pid %ld)", (long)crew_upgrade_pid(master->upgrade));
}

/* The new master serves: the workers of this one drain, as after a reload. */
static void master_on_upgraded(crew_master *master)
{
    int64_t deadline = crew_clock_ms() + master_stop_timeout(master);

    crew_log(CREW_LOG_NOTICE, "upgraded: the new master (pid %ld) serves", (long)crew_upgrade_pid(master->upgrade));
    crew_server_own_path(master->server, false);
    if (master->on_succeeded != NULL) {
        master->on_succeeded(master->succeeded_user);
    }
    crew_notify_send(master->notify, "MAINPID=%ld\nREADY=1", (long)crew_upgrade_pid(master->upgrade));
    master->is_succeeded = true;
    master_stop(master, true);
    for (int i = 0; i < master->process_count; i++) {
        if (master->processes[i].pid != 0 && master->processes[i].deadline_ms == 0) {
            master->processes[i].deadline_ms = deadline;
        }
    }
}

static void master_on_upgrade_failed(crew_master *master)
{
    crew_err err;

    crew_log(CREW_LOG_ERROR, "upgrade failed: the new master (pid %ld) did not get ready; this one stays",
        (long)crew_upgrade_pid(master->upgrade));
    master_notify_ready(master);
    (void)crew_server_set_slots(master->server, master->slot_count, &err); /* the new one may have meant others */
}

static void master_look_at_upgrade(crew_master *master)
{
    if (master->upgrade == NULL) {
        return;
    }
    switch (crew_upgrade_look(master->upgrade)) {
    case CREW_UPGRADE_SERVES:
        master_on_upgraded(master);
        break;
    case CREW_UPGRADE_FAILED:
        master_on_upgrade_failed(master);
        break;
    case CREW_UPGRADE_GONE:
        crew_upgrade_free(master->upgrade);
        master->upgrade = NULL;
        break;
    case CREW_UPGRADE_PENDING:
    case CREW_UPGRADE_ENDING:
        break;
    }
}

static void master_upgrade_due(crew_master *master)
{
    master_look_at_upgrade(master);
    if (master->upgrade_wanted && master->state == MASTER_RUNNING) {
        master_upgrade(master);
    }
}

/* A process that is past its deadline is asked more strictly. */
static void master_enforce_deadlines(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->process_count; i++) {
        process *each = &master->processes[i];

        if (each->pid == 0 || each->deadline_ms == 0 || now < each->deadline_ms) {
            continue;
        }
        if (each->state == PROCESS_DRAINING) {
            crew_log(CREW_LOG_INFO, "worker %d (pid %ld) still has connections, ending them", each->slot, (long)each->pid);
            master_send(each, SIGTERM, PROCESS_STOPPING, now + MASTER_KILL_GRACE_MS);
        } else {
            crew_log(CREW_LOG_WARNING, "worker %d (pid %ld) did not stop in time, killing it", each->slot, (long)each->pid);
            master_send(each, SIGKILL, PROCESS_KILLED, 0);
        }
    }
}

/* ---- callbacks that run too long ---------------------------------------------------------------------------------------- */

static void master_on_overtime(crew_master *master, process *who, crew_overtime_verdict verdict)
{
    const crew_server_limits *limits = crew_server_limits_of(master->server);

    if (verdict == CREW_OVERTIME_TELL) {
        crew_overtime_tell((int32_t)who->pid, who->overtime.call);
    } else if (verdict == CREW_OVERTIME_KILL && limits->callback_timeout_kills != 0) {
        crew_log(CREW_LOG_WARNING, "worker %d (pid %ld) has been in one callback for %.1f s (callbackTimeout is %g s), killing it", who->slot,
            (long)who->pid, (double)(crew_clock_ms() - who->overtime.since_ms) / 1000, (double)limits->callback_timeout_ms / 1000);
        master_send(who, SIGKILL, PROCESS_KILLED, 0);
    }
}

static void master_look_for_overtime(crew_master *master)
{
    int64_t limit = crew_server_limits_of(master->server)->callback_timeout_ms;
    int64_t now = crew_clock_ms();

    if (limit == 0 || now < master->overtime_at_ms) {
        return;
    }
    master->overtime_at_ms = now + crew_overtime_interval(limit);
    for (int i = 0; i < master->process_count; i++) {
        process *each = &master->processes[i];

        if (each->pid != 0 && each->state < PROCESS_STOPPING) { /* who is stopping has a deadline */
            master_on_overtime(master, each, crew_overtime_look(&each->overtime, master_score(master, each)->calls, now, limit));
        }
    }
}

/* ---- deaths and departures ---------------------------------------------------------------------------------------------- */

/* How long its slot waits for the next one. Who leaves because it was asked to has not failed, unless it never does anything else. */
static int64_t master_delay_after(crew_master *master, const process *gone, bool has_died, int64_t now)
{
    int64_t lived = now - gone->born_ms > 0 ? now - gone->born_ms : 1;
    int64_t delay = has_died || lived < MASTER_YOUNG_MS ? master_backoff(master, &master->slots[gone->slot], lived) : 0;

    return delay > 0 ? delay : 0;
}

/* A daemon is started well or not at all: whoever waits for it is told, instead of a server that starts workers in vain. */
static void master_fail_start(crew_master *master, const process *gone, const char *how)
{
    crew_log(CREW_LOG_ERROR, "not started: before it was ready, worker %d (pid %ld) %s", gone->slot, (long)gone->pid, how);
    master->has_failed = true;
    master_stop(master, false);
}

/* `gone` no longer accepts for its slot: it has died, or it is leaving. */
static void master_replace(crew_master *master, const process *gone, bool has_died, const char *how)
{
    slot *of = &master->slots[gone->slot];
    crew_log_level level = has_died ? CREW_LOG_WARNING : CREW_LOG_NOTICE;
    int64_t now = crew_clock_ms();
    int64_t delay;

    of->retire_at_ms = 0;
    of->current = of->successor; /* a successor that is starting already is all the replacement there needs to be */
    of->successor = NULL;
    if (of->current != NULL) {
        crew_log(level, "worker %d (pid %ld) %s while its successor was starting", gone->slot, (long)gone->pid, how);
        if (master->reload_slot == gone->slot) {
            master_reload_next(master, gone->slot + 1);
        }
        return;
    }
    delay = master_delay_after(master, gone, has_died, now);
    of->fork_at_ms = now + delay;
    if (gone->slot >= master->slot_count) {
        crew_log(level, "worker %d (pid %ld) %s; it was to leave", gone->slot, (long)gone->pid, how);
        return;
    }
    if (delay == 0) {
        crew_log(level, "worker %d (pid %ld) %s; replacing it", gone->slot, (long)gone->pid, how);
    } else {
        crew_log(level, "worker %d (pid %ld) %s; replacing it in %lld ms", gone->slot, (long)gone->pid, how, (long long)delay);
    }
}

/* Somebody else than us has asked it: its slot gets another at once, while it goes on as one that we have asked. */
static void master_on_leaving(crew_master *master, process *who)
{
    bool finishes = master_score(master, who)->mode == CREW_SERVICE_FINISHING;
    process_state asked = finishes ? PROCESS_STOPPING : PROCESS_DRAINING;

    if (asked <= who->state) {
        return;
    }
    who->state = asked;
    who->deadline_ms = finishes ? crew_clock_ms() + master_stop_timeout(master) : 0;
    if (master->state == MASTER_RUNNING && master->slots[who->slot].current == who) {
        master_replace(master, who, false, finishes ? "was asked to stop" : "was asked to drain");
    }
}

static void master_on_death(crew_master *master, process *dead, int status)
{
    slot *of = &master->slots[dead->slot];
    const char *last_words = master_score(master, dead)->last_words;
    char how[64 + CREW_LAST_WORDS + 64];

    if (master_score(master, dead)->mode != CREW_SERVICE_OPEN) {
        master_on_leaving(master, dead); /* its report may still be in the pipe */
        if (master->born != NULL) {
            return;
        }
    }
    (void)master_words_of_status(status, how, sizeof how);
    if (last_words[0] != '\0') {
        size_t len = strlen(how);

        (void)snprintf(how + len, sizeof how - len, ": %.*s", CREW_LAST_WORDS - 1, last_words);
    }
    master_score(master, dead)->accepts = false;
    master_detach(master, dead);
    crew_history_add(&of->history, master_score(master, dead), (int32_t)dead->pid, how);
    crew_rollcall_close(master->rollcall, (int)(dead - master->processes));
    if (of->successor == dead && master->reload_slot != dead->slot) {
        of->successor = NULL;
        if (master->state == MASTER_RUNNING) {
            crew_log(CREW_LOG_ERROR, "the new worker %d (pid %ld) %s before it was ready; the old one stays until another is", dead->slot,
                (long)dead->pid, how);
            master_retire_later(master, of, crew_clock_ms() - dead->born_ms);
        }
    } else if (of->successor == dead) {
        of->successor = NULL;
        master->reload_slot = MASTER_NO_SLOT;
        if (master->state == MASTER_RUNNING) {
            master_notify_ready(master);
            crew_log(CREW_LOG_ERROR, "reload stopped: the new worker %d (pid %ld) %s before it was ready; the old workers stay",
                dead->slot, (long)dead->pid, how);
        }
    } else if (of->current == dead) {
        of->current = NULL;
        if (master->state == MASTER_RUNNING && dead->state == PROCESS_STARTING && crew_daemon_is_starting()) {
            master_fail_start(master, dead, how);
        } else if (master->state == MASTER_RUNNING) {
            master_replace(master, dead, true, how);
        }
    } else if (status != 0 && dead->state != PROCESS_KILLED && master->state == MASTER_RUNNING) {
        crew_log(CREW_LOG_WARNING, "worker %d (pid %ld) %s while it was draining", dead->slot, (long)dead->pid, how);
    }
    if (master->state == MASTER_STOPPING && !master->has_failed && status != 0 && dead->state < PROCESS_KILLED) {
        crew_log(CREW_LOG_WARNING, "worker %d (pid %ld) %s while stopping", dead->slot, (long)dead->pid, how);
    }
    dead->pid = 0;
}

/* As pid 1 of a container this process is given every orphan to wait for. */
static void master_reap_orphans(const crew_master *master)
{
    siginfo_t info = {0};

    while (master->pid == 1 && waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0) {
        for (int i = 0; i < master->process_count; i++) {
            if (master->processes[i].pid == info.si_pid) {
                return; /* it has died since the workers were looked at */
            }
        }
        (void)waitpid(info.si_pid, NULL, WNOHANG);
        info.si_pid = 0;
    }
}

/* Each worker by its pid: a child that the host's own code started is the host's to wait for. */
static void master_reap(crew_master *master)
{
    for (int i = 0; i < master->process_count && master->born == NULL; i++) {
        process *each = &master->processes[i];
        int status;
        pid_t got;

        if (each->pid == 0) {
            continue;
        }
        do {
            got = waitpid(each->pid, &status, WNOHANG);
        } while (got < 0 && errno == EINTR);
        if (got == each->pid) {
            master_on_death(master, each, status);
        } else if (got < 0) {
            master_on_death(master, each, 0); /* somebody else waited for it */
        }
    }
}

/* ---- the loop ----------------------------------------------------------------------------------------------------------- */

/* What a worker says about itself. Who has been reaped meanwhile is unknown. */
static void master_on_report(crew_master *master, const crew_report *report)
{
    for (int i = 0; i < master->process_count; i++) {
        process *each = &master->processes[i];

        if (each->pid == report->pid) {
            if (report->kind == CREW_REPORT_READY) {
                master_on_ready(master, each);
            } else if (report->kind == CREW_REPORT_RETIRING) {
                master_on_retiring(master, each);
            } else {
                master_on_leaving(master, each);
            }
            return;
        }
    }
}

static void master_read_reports(crew_master *master)
{
    crew_report report;

    while (read(master->report[0], &report, sizeof report) == (ssize_t)sizeof report) {
        if (report.kind == CREW_REPORT_RELOAD) {
            master->reload_wanted = true;
        } else if (report.kind == CREW_REPORT_STOP) {
            if (master->state == MASTER_RUNNING || master->is_quitting) {
                master_stop(master, false);
            }
        } else {
            master_on_report(master, &report);
        }
        if (master->born != NULL) {
            return;
        }
    }
}

/* Also what others send to a daemon whose log they have moved away. */
static void master_on_hangup(crew_master *master)
{
    if (master->has_terminal) {
        master_on_stop_asked(master);
        return;
    }
    (void)crew_log_reopen();
    master->reload_wanted = true;
}

static void master_act_on_signals(crew_master *master)
{
    unsigned counts[CREW_ACT_COUNT];

    crew_signals_take(counts);
    master->reload_wanted |= counts[CREW_ACT_RELOAD] > 0;
    master->upgrade_wanted |= counts[CREW_ACT_UPGRADE] > 0;
    if (counts[CREW_ACT_HANGUP] > 0) {
        master_on_hangup(master);
    }
    for (unsigned i = 0; i < counts[CREW_ACT_MORE] && master->state == MASTER_RUNNING; i++) {
        master_more(master);
    }
    for (unsigned i = 0; i < counts[CREW_ACT_FEWER] && master->state == MASTER_RUNNING; i++) {
        master_fewer(master);
    }
    if (counts[CREW_ACT_QUIT] > 0 && master->state == MASTER_RUNNING) {
        master_stop(master, true);
    }
    if (counts[CREW_ACT_STOP] > 0) {
        master_on_stop_asked(master);
    }
}

/* Signals of the host's own. */
static void master_hear(crew_master *master)
{
    int signo;

    for (int i = 0; i < MASTER_SIGNALS && (signo = crew_signals_heard()) != 0; i++) {
        if (master->on_signal != NULL && !master->on_signal(signo, master->user)) {
            master->on_signal = NULL;
            if (master->state == MASTER_RUNNING) {
                master_stop(master, false);
            }
        }
    }
}

static void master_sooner(int64_t *when, int64_t candidate)
{
    if (candidate != 0 && (*when == 0 || candidate < *when)) {
        *when = candidate;
    }
}

/* Milliseconds until something is due, -1 for never. */
static int master_wait_ms(const crew_master *master)
{
    int64_t when = 0;
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->process_count; i++) {
        if (master->processes[i].pid != 0) {
            master_sooner(&when, master->processes[i].deadline_ms);
        }
    }
    if (master->state == MASTER_RUNNING) {
        for (int i = 0; i < master->slot_count; i++) {
            if (master->slots[i].current == NULL) {
                master_sooner(&when, master->slots[i].fork_at_ms > 0 ? master->slots[i].fork_at_ms : now);
            } else if (master_is_retiring(&master->slots[i])) {
                master_sooner(&when, master->slots[i].retire_at_ms);
            }
        }
        for (int i = master->slot_count; i < master->slot_end; i++) {
            if (master->slots[i].current != NULL) {
                master_sooner(&when, master->slots[i].leave_at_ms);
            } else if (master->slots[i].fork_at_ms > now) {
                master_sooner(&when, master->slots[i].fork_at_ms);
            }
        }
        if (master->reload_wanted) {
            master_sooner(&when, master_reload_at(master));
        }
        if (master->acceptor != NULL) {
            master_sooner(&when, crew_acceptor_fork_at_ms(master->acceptor));
        }
    }
    master_sooner(&when, crew_notify_watchdog(master->notify, now));
    if (master->upgrade != NULL) {
        master_sooner(&when, crew_upgrade_look_at_ms(master->upgrade));
    }
    master_sooner(&when, master->overtime_at_ms);
    if (when == 0) {
        return -1;
    }
    return when > now ? (int)(when - now) : 0;
}

static void master_wait(const crew_master *master)
{
    struct pollfd fds[] = {
        {.fd = crew_signals_fd(), .events = POLLIN},
        {.fd = master->report[0], .events = POLLIN},
        {.fd = master->upgrade != NULL ? crew_upgrade_fd(master->upgrade) : -1, .events = POLLIN},
        {.fd = crew_signals_heard_fd(), .events = POLLIN},
    };

    crew_desk_wait(master->desk, fds, 4, master_wait_ms(master));
}

crew_role crew_master_run(crew_master *master)
{
    while (master->state != MASTER_GONE) {
        master_act_on_signals(master);
        master_hear(master);
        master_reap(master);
        if (master->born == NULL) {
            master_reap_orphans(master);
            master_read_reports(master);
        }
        if (master->born == NULL && master->state == MASTER_RUNNING) {
            master_fork_due(master);
            master_give_up_slots(master);
        }
        if (master->born == NULL && master->state == MASTER_RUNNING) {
            master_fork_acceptor(master);
            master_retire_due(master);
        }
        if (master->born == NULL) {
            master_reload_due(master);
        }
        if (master->born != NULL) {
            return CREW_ROLE_WORKER;
        }
        master_upgrade_due(master);
        master_enforce_deadlines(master);
        master_look_for_overtime(master);
        if (master->state == MASTER_STOPPING && master_alive(master) == 0) {
            master->state = MASTER_GONE;
        } else {
            master_wait(master);
        }
    }
    crew_log(CREW_LOG_NOTICE, "stopped");
    return CREW_ROLE_MASTER;
}

/* ---- describing itself --------------------------------------------------------------------------------------------------- */

/* What is asked of a process, when that is more than its score says. */
static const char *master_state_of(const process *of)
{
    switch (of->state) {
    case PROCESS_STARTING:
        return "starting";
    case PROCESS_DRAINING:
        return "draining";
    case PROCESS_STOPPING:
    case PROCESS_KILLED:
        return "stopping";
    case PROCESS_READY:
        break;
    }
    return NULL;
}

static bool master_is_ready(const crew_master *master)
{
    for (int i = 0; i < master->slot_count; i++) {
        if (master->slots[i].current == NULL || master->slots[i].current->state != PROCESS_READY) {
            return false;
        }
    }
    return master->state == MASTER_RUNNING;
}

static void master_describe(void *user, crew_snapshot *snapshot)
{
    const crew_master *master = user;

    crew_snapshot_init(snapshot, master->slot_count, master->process_count);
    snapshot->name = crew_server_name(master->server);
    snapshot->script = crew_server_script(master->server);
    snapshot->given = crew_server_given(master->server);
    (void)crew_server_address(master->server, snapshot->address);
    snapshot->mode = crew_server_mode(master->server);
    (void)snprintf(snapshot->metrics, sizeof snapshot->metrics, "%s", crew_desk_metrics(master->desk));
    snapshot->pid = (int32_t)master->pid;
    snapshot->born_ms = master->born_ms;
    snapshot->is_ready = master_is_ready(master);
    snapshot->state = master->state != MASTER_RUNNING ? "stopping" : master->reload_slot != MASTER_NO_SLOT ? "reloading" : "running";
    for (int i = 0; i < master->slot_count; i++) {
        snapshot->slots[i] = master->slots[i].history;
    }
    for (int i = 0; i < master->process_count; i++) {
        const process *each = &master->processes[i];

        if (each->pid != 0) {
            crew_snapshot_add(snapshot, (crew_snapshot_worker){.entry = i, .slot = each->slot, .pid = (int32_t)each->pid,
                .state = master_state_of(each), .born_ms = each->born_ms, .score = master_score(master, each)});
        }
    }
}

/* ---- birth and end ------------------------------------------------------------------------------------------------------ */

static int master_open_pipe(int pair[2], crew_err *err)
{
    if (pipe(pair) != 0) {
        pair[0] = pair[1] = -1;
        return crew_err_set(err, CREW_ESYSTEM, "no pipe for the workers: %s", strerror(errno));
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(pair[i], F_SETFL, O_NONBLOCK); /* cannot fail on a pipe just made */
        (void)fcntl(pair[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

static bool master_find_terminal(void)
{
    int fd = open("/dev/tty", O_RDONLY | O_NOCTTY);
    bool has_one = fd >= 0;

    master_close(&fd);
    return has_one;
}

/* Four times as many workers as it began with, if that is not few. */
static int master_slot_max(int slot_count)
{
    int most = slot_count * 4 > MASTER_SLOTS_LEAST ? slot_count * 4 : MASTER_SLOTS_LEAST;

    return most < CREW_WORKERS_MAX ? most : CREW_WORKERS_MAX;
}

/* In Mode::Dispatch, what there is beside the listening socket. */
static int master_open_dispatch(crew_master *master, crew_err *err)
{
    int64_t max = crew_server_limits_of(master->server)->max_connections;

    if (crew_server_mode(master->server) != CREW_MODE_DISPATCH) {
        return 0;
    }
    master->dispatch = crew_dispatch_new(master->board, max > 0 ? (uint64_t)max : UINT64_MAX, err);
    if (master->dispatch == NULL) {
        return err->code;
    }
    master->acceptor = crew_acceptor_new(master->server, master->dispatch);
    return crew_dispatch_open(master->dispatch, master->slot_count, err);
}

/* What a process needs beside its connections: standard ones, pipes, sockets that listen, and some for the script. */
#define MASTER_OTHER_FILES 32
#define MASTER_FILES_LOW 1024

static void master_say_files(const crew_server *server, int64_t files)
{
    int64_t connections = crew_server_limits_of(server)->max_connections;

    if (connections > 0 && files < connections + MASTER_OTHER_FILES) {
        crew_log(CREW_LOG_WARNING, "a worker may open %lld files, too few for maxConnections, %lld (raise the limit: ulimit -n, LimitNOFILE=)",
            (long long)files, (long long)connections);
    } else if (connections == 0 && files < MASTER_FILES_LOW) {
        crew_log(CREW_LOG_WARNING, "a worker may open only %lld files, and every connection is one (raise the limit: ulimit -n, LimitNOFILE=)",
            (long long)files);
    }
}

crew_master *crew_master_new(crew_server *server, crew_err *err)
{
    crew_master *master = crew_calloc(1, sizeof *master);
    char address[CREW_ADDRESS_TEXT];
    int64_t files;

    crew_daemon_fill_standard_fds();
    files = crew_files_raise();
    master->server = server;
    master->notify = crew_notify_new();
    master->pid = getpid();
    master->has_terminal = master_find_terminal();
    master->slot_count = crew_server_workers(server);
    master->slot_max = master_slot_max(master->slot_count);
    master->process_count = master->slot_max * MASTER_GENERATIONS;
    master->slots = crew_calloc(CREW_WORKERS_MAX, sizeof *master->slots); /* the sockets of a predecessor may be more than slot_max */
    master->processes = crew_calloc((size_t)master->process_count, sizeof *master->processes);
    master->reload_slot = MASTER_NO_SLOT;
    master->random = (unsigned)master->pid * 2654435761u | 1;
    master->born_ms = crew_clock_ms();
    master->listing_fd = -1;
    master->rollcall = crew_rollcall_new(master->process_count);
    master->report[0] = master->report[1] = master->lifeline[0] = master->lifeline[1] = -1;
    master->board = crew_scoreboard_new(master->process_count, err);
    if (master->board == NULL || master_open_pipe(master->report, err) != 0 || master_open_pipe(master->lifeline, err) != 0 ||
        crew_server_listen(server, err) != 0 || master_open_dispatch(master, err) != 0 ||
        (master->desk = crew_desk_new(server, master->rollcall, master->process_count, master_describe, master, err)) == NULL ||
        crew_signals_take_over_master(err) != 0) {
        crew_master_free(master);
        return NULL;
    }
    crew_log_set_role("master");
    crew_upgrade_tell(false);
    master->slot_end = crew_server_own_sockets(server) > master->slot_count ? crew_server_own_sockets(server) : master->slot_count;
    crew_log(CREW_LOG_NOTICE, "listening on %s (%s) with %d worker%s", crew_server_given(server),
        crew_server_address(server, address), master->slot_count, master->slot_count == 1 ? "" : "s");
    master_say_files(server, files);
    if (crew_desk_metrics(master->desk)[0] != '\0') {
        crew_log(CREW_LOG_NOTICE, "metrics on http://%s/metrics", crew_desk_metrics(master->desk));
    }
    return master;
}

void crew_master_set_before_fork(crew_master *master, void (*before_fork)(void *user), void *user)
{
    master->before_fork = before_fork;
    master->user = user;
}

void crew_master_set_on_succeeded(crew_master *master, void (*on_succeeded)(void *user), void *user)
{
    master->on_succeeded = on_succeeded;
    master->succeeded_user = user;
}

void crew_master_set_on_started(crew_master *master, void (*on_started)(void *user), void *user)
{
    master->on_started = on_started;
    master->started_user = user;
}

bool crew_master_has_failed(const crew_master *master)
{
    return master->has_failed;
}

void crew_master_set_on_signal(crew_master *master, bool (*on_signal)(int signo, void *user))
{
    master->on_signal = on_signal;
}

void crew_master_free(crew_master *master)
{
    crew_notify_free(master->notify);
    crew_upgrade_free(master->upgrade);
    master_close(&master->report[0]);
    master_close(&master->report[1]);
    master_close(&master->lifeline[0]);
    master_close(&master->lifeline[1]);
    if (master->desk != NULL) {
        crew_desk_free(master->desk);
    }
    if (master->acceptor != NULL) {
        crew_acceptor_stop(master->acceptor);
        crew_acceptor_free(master->acceptor);
    }
    if (master->dispatch != NULL) {
        crew_dispatch_free(master->dispatch);
    }
    crew_rollcall_free(master->rollcall);
    crew_server_unlisten(master->server);
    crew_signals_give_back();
    if (master->board != NULL) {
        crew_scoreboard_free(master->board);
    }
    crew_free(master->slots);
    crew_free(master->processes);
    crew_free(master);
}

/* In a child: what only the master is to have. */
static void master_leave(crew_master *master)
{
    crew_daemon_born();
    master_close(&master->report[0]);
    master_close(&master->lifeline[1]);
    crew_upgrade_leave(master->upgrade);
    crew_upgrade_forget();
    crew_desk_leave(master->desk);
    crew_rollcall_free(master->rollcall);
    crew_notify_free(master->notify);
}

crew_birth crew_master_take_birth(crew_master *master)
{
    crew_birth birth = {
        .server = master->server,
        .slot = master->born->slot,
        .master = master->pid,
        .report_fd = master->report[1],
        .lifeline_fd = master->lifeline[0],
        .listing_fd = master->listing_fd,
        .board = master->board,
        .dispatch = master->dispatch,
        .entry = (int)(master->born - master->processes),
        .score = master_score(master, master->born),
    };

    master_leave(master);
    if (master->dispatch != NULL) {
        crew_dispatch_keep(master->dispatch, birth.slot);
        crew_acceptor_free(master->acceptor);
    }
    crew_server_keep_fd(master->server, birth.slot);
    crew_free(master->slots);
    crew_free(master->processes);
    crew_free(master);
    return birth;
}
