/*
 * master_deaths: see master_internal.h. Processes that have died, that leave, and that have to be ended.
 */
#include "core/proc/master_internal.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include "core/base/clock.h"
#include "core/proc/daemon.h"

#define MASTER_KILL_GRACE_MS 3000 /* between TERM and KILL for a worker that was already given its time */

void crew_master_enforce_deadlines(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->process_count; i++) {
        process *each = &master->processes[i];

        if (each->pid == 0 || each->deadline_ms == 0 || now < each->deadline_ms) {
            continue;
        }
        if (each->state == PROCESS_DRAINING) {
            crew_log(CREW_LOG_INFO, "worker %d (pid %ld) still has connections, ending them", each->slot, (long)each->pid);
            crew_master_send(each, SIGTERM, PROCESS_STOPPING, now + MASTER_KILL_GRACE_MS);
        } else {
            crew_log(CREW_LOG_WARNING, "worker %d (pid %ld) did not stop in time, killing it", each->slot, (long)each->pid);
            crew_master_send(each, SIGKILL, PROCESS_KILLED, 0);
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
        crew_master_send(who, SIGKILL, PROCESS_KILLED, 0);
    }
}

void crew_master_look_for_overtime(crew_master *master)
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
            master_on_overtime(master, each, crew_overtime_look(&each->overtime, crew_master_score(master, each)->calls, now, limit));
        }
    }
}

/* ---- deaths and departures ---------------------------------------------------------------------------------------------- */

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

/* Nothing more is handed to one that is gone. */
static void master_detach(crew_master *master, const process *gone)
{
    if (master->dispatch != NULL) {
        (void)crew_dispatch_detach(master->dispatch, gone->slot, (int)(gone - master->processes));
    }
}

/* How long its slot waits for the next one. Who leaves because it was asked to has not failed, unless it never does anything else. */
static int64_t master_delay_after(crew_master *master, const process *gone, bool has_died, int64_t now)
{
    int64_t lived = now - gone->born_ms > 0 ? now - gone->born_ms : 1;
    int64_t delay = has_died || lived < MASTER_YOUNG_MS ? crew_master_backoff(master, &master->slots[gone->slot], lived) : 0;

    return delay > 0 ? delay : 0;
}

/* A daemon is started well or not at all: whoever waits for it is told, instead of a server that starts workers in vain. */
static void master_fail_start(crew_master *master, const process *gone, const char *how)
{
    crew_log(CREW_LOG_ERROR, "not started: before it was ready, worker %d (pid %ld) %s", gone->slot, (long)gone->pid, how);
    master->has_failed = true;
    crew_master_stop(master, false);
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
            crew_master_reload_next(master, gone->slot + 1);
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
void crew_master_on_leaving(crew_master *master, process *who)
{
    bool finishes = crew_master_score(master, who)->mode == CREW_SERVICE_FINISHING;
    process_state asked = finishes ? PROCESS_STOPPING : PROCESS_DRAINING;

    if (asked <= who->state) {
        return;
    }
    who->state = asked;
    who->deadline_ms = finishes ? crew_clock_ms() + crew_master_stop_timeout(master) : 0;
    if (master->state == MASTER_RUNNING && master->slots[who->slot].current == who) {
        master_replace(master, who, false, finishes ? "was asked to stop" : "was asked to drain");
    }
}

static void master_on_death(crew_master *master, process *dead, int status)
{
    slot *of = &master->slots[dead->slot];
    const char *last_words = crew_master_score(master, dead)->last_words;
    char how[64 + CREW_LAST_WORDS + 64];

    if (crew_master_score(master, dead)->mode != CREW_SERVICE_OPEN) {
        crew_master_on_leaving(master, dead); /* its report may still be in the pipe */
        if (master->born != NULL) {
            return;
        }
    }
    (void)master_words_of_status(status, how, sizeof how);
    if (last_words[0] != '\0') {
        size_t len = strlen(how);

        (void)snprintf(how + len, sizeof how - len, ": %.*s", CREW_LAST_WORDS - 1, last_words);
    }
    crew_master_score(master, dead)->accepts = false;
    master_detach(master, dead);
    crew_history_add(&of->history, crew_master_score(master, dead), (int32_t)dead->pid, how);
    crew_rollcall_close(master->rollcall, (int)(dead - master->processes));
    if (of->successor == dead && master->reload_slot != dead->slot) {
        of->successor = NULL;
        if (master->state == MASTER_RUNNING) {
            crew_log(CREW_LOG_ERROR, "the new worker %d (pid %ld) %s before it was ready; the old one stays until another is", dead->slot,
                (long)dead->pid, how);
            crew_master_retire_later(master, of, crew_clock_ms() - dead->born_ms);
        }
    } else if (of->successor == dead) {
        of->successor = NULL;
        master->reload_slot = MASTER_NO_SLOT;
        if (master->state == MASTER_RUNNING) {
            crew_master_notify_ready(master);
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
void crew_master_reap_orphans(const crew_master *master)
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
void crew_master_reap(crew_master *master)
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
