/*
 * master_reload: see master_internal.h. Workers that are well and are replaced all the same, and slots that come and go.
 */
#include "core/proc/master_internal.h"

#include <poll.h>
#include <signal.h>

#include "core/base/clock.h"

#define MASTER_RELOAD_EVERY_MS 1500 /* reloads asked for sooner are one */
#define MASTER_STUCK_MS 3000        /* a successor that takes longer to be ready gives way to the next reload */
#define MASTER_SETTLE_MS 2000       /* in which a handshake begun on a socket is over, also one with a lost packet */
#define MASTER_RETIRE_MS 500        /* a worker that has served enough sooner has its successor started only then */

/* ---- reload ------------------------------------------------------------------------------------------------------------- */

/* A successor that does not get ready, perhaps never will: whoever has mended the script is not to wait for it. */
static void master_give_up_successor(slot *of)
{
    crew_log(CREW_LOG_WARNING, "the new worker %d (pid %ld) is still not ready and another reload was asked for; killing it",
        of->successor->slot, (long)of->successor->pid);
    crew_master_send(of->successor, SIGKILL, PROCESS_KILLED, 0);
    of->successor = NULL;
}

/* One slot after the other: its successor starts, reports ready, and only then is the old one asked to drain. */
void crew_master_reload_next(crew_master *master, int from)
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
            of->successor = crew_master_fork(master, i);
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
    crew_master_notify_ready(master);
}

/* When a reload that was asked for may begin: a while after the last one began, and not while that one gets on. */
int64_t crew_master_reload_at(const crew_master *master)
{
    if (master->reload_slot != MASTER_NO_SLOT) {
        return master->slots[master->reload_slot].successor->born_ms + MASTER_STUCK_MS;
    }
    return master->reload_begun_ms != 0 ? master->reload_begun_ms + MASTER_RELOAD_EVERY_MS : 0;
}

void crew_master_reload_due(crew_master *master)
{
    int64_t now = crew_clock_ms();

    if (!master->reload_wanted || master->state != MASTER_RUNNING || now < crew_master_reload_at(master)) {
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
    crew_master_reload_next(master, 0);
}

/* Once, when the first workers are all ready: whoever waits for that is told here. */
static void master_on_serving(crew_master *master)
{
    crew_err err;

    master->is_serving = true;
    for (int i = master->slot_count; i < master->slot_end; i++) {
        /* The predecessor had more workers, which have not left yet. */
        master->slots[i].fork_at_ms = crew_clock_ms() + crew_master_stop_timeout(master) + MASTER_SETTLE_MS;
    }
    if (crew_upgrade_is_awaited()) {
        (void)crew_server_set_slots(master->server, master->slot_count, &err); /* from now on all that there are, and no others */
        crew_server_own_path(master->server, true);
        crew_upgrade_tell(true);
    }
    if (master->on_started != NULL && master->state == MASTER_RUNNING) {
        master->on_started(master->started_user);
    }
    crew_master_notify_ready(master);
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

void crew_master_on_ready(crew_master *master, process *who)
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
        crew_master_send(of->current, SIGQUIT, PROCESS_DRAINING, crew_clock_ms() + crew_master_stop_timeout(master));
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
        crew_master_reload_next(master, who->born_ms >= master->reload_begun_ms ? who->slot + 1 : who->slot);
    }
}

/* ---- workers that have served enough ------------------------------------------------------------------------------------ */

/* Not at once when it is very young, or one that cannot but reach its limit would have its slot do nothing but fork. */
void crew_master_on_retiring(crew_master *master, const process *who)
{
    slot *of = &master->slots[who->slot];

    if (of->current == who && of->retire_at_ms == 0) {
        int64_t now = crew_clock_ms();

        of->retire_at_ms = who->born_ms + MASTER_RETIRE_MS > now ? who->born_ms + MASTER_RETIRE_MS : now;
    }
}

bool crew_master_is_retiring(const slot *of)
{
    return of->retire_at_ms != 0 && of->current != NULL && of->successor == NULL;
}

/* Its successor has died, or could not be forked. The old one serves until another try succeeds. */
void crew_master_retire_later(crew_master *master, slot *of, int64_t lived_ms)
{
    int64_t delay = crew_master_backoff(master, of, lived_ms);

    of->retire_at_ms = crew_clock_ms() + (delay > 0 ? delay : 0);
}

/* Starts the successors that are due: a reload of single slots. In a child it returns at once, with master->born set. */
void crew_master_retire_due(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->slot_count && master->born == NULL; i++) {
        slot *of = &master->slots[i];

        if (crew_master_is_retiring(of) && of->retire_at_ms <= now) {
            of->successor = crew_master_fork(master, i);
            if (of->successor == NULL) {
                crew_master_retire_later(master, of, 0);
            }
        }
    }
}

/* ---- more and fewer ----------------------------------------------------------------------------------------------------- */

void crew_master_more(crew_master *master)
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
        crew_master_renew_acceptor(master); /* which has to know the new way */
    }
    master->slot_count++;
    master->slot_end = master->slot_end > master->slot_count ? master->slot_end : master->slot_count;
    of->fork_at_ms = 0;
    of->leave_at_ms = 0;
    crew_log(CREW_LOG_NOTICE, "one worker more: %d", master->slot_count);
}

/* The last one. A socket that gets no new connections still gets those that are being made, so its worker serves on for a while. */
void crew_master_fewer(crew_master *master)
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
        crew_master_send(of->successor, SIGKILL, PROCESS_KILLED, 0);
        of->successor = NULL;
        if (master->reload_slot == master->slot_count) {
            crew_master_reload_next(master, master->slot_count);
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
void crew_master_give_up_slots(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = master->slot_count; i < master->slot_end && master->born == NULL && master->is_serving; i++) {
        slot *of = &master->slots[i];

        if (of->current != NULL && now >= of->leave_at_ms) {
            crew_master_send(of->current, SIGQUIT, PROCESS_DRAINING, now + crew_master_stop_timeout(master));
            of->current = NULL;
        } else if (of->current == NULL && now >= of->fork_at_ms && !master_has_process(master, i) && master_has_waiting(master, i)) {
            crew_master_fork_current(master, i);
        }
    }
}
