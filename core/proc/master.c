/*
 * master: see core/crew.h. Opens the sockets, forks, and watches, in one flat loop: act on signals, reap, read reports, fork what is
 * due, wait. It never serves and never runs the host's code except before a fork.
 *
 * Each slot has a current process; while a reload passes over it, or when that one has served enough, also a successor that is not ready
 * yet. Processes that have been replaced are no slot's any more and only have a deadline.
 */
#include "core/proc/master_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/proc/daemon.h"
#include "core/proc/files.h"
#include "core/proc/signals.h"

#define MASTER_SAME_STOP_MS 50 /* timeout(1) and others signal a process and its group: that is one request */
#define MASTER_SLOTS_LEAST 64  /* so many workers there may be at least, however few it began with */
#define MASTER_SIGNALS 64      /* of the host's own, a turn */

/* ---- the acceptor ------------------------------------------------------------------------------------------------------- */

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
        crew_master_close(&master->report[1]);
        master_leave(master);
        crew_acceptor_live(master->acceptor, master->lifeline[0]);
    }
}

/* Connections that had been handed to workers stay on their way meanwhile. */
void crew_master_renew_acceptor(crew_master *master)
{
    crew_acceptor_stop(master->acceptor);
    master_fork_acceptor(master);
}

void crew_master_notify_ready(crew_master *master)
{
    crew_notify_send(master->notify, "READY=1\nSTATUS=serving on %s with %d worker%s", crew_server_given(master->server),
        master->slot_count, master->slot_count == 1 ? "" : "s");
}

/* ---- stopping ----------------------------------------------------------------------------------------------------------- */

void crew_master_stop(crew_master *master, bool waits)
{
    int64_t deadline = waits ? 0 : crew_clock_ms() + crew_master_stop_timeout(master);
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
            crew_master_send(&master->processes[i], waits ? SIGQUIT : SIGTERM, asked, deadline);
        }
    }
}

static void master_kill_all(crew_master *master)
{
    crew_log(CREW_LOG_WARNING, "stopping at once");
    for (int i = 0; i < master->process_count; i++) {
        if (master->processes[i].pid != 0) {
            crew_master_send(&master->processes[i], SIGKILL, PROCESS_KILLED, 0);
        }
    }
}

static void master_on_stop_asked(crew_master *master)
{
    if (master->state == MASTER_RUNNING || master->is_quitting) {
        crew_master_stop(master, false);
    } else if (crew_clock_ms() - master->stop_begun_ms >= MASTER_SAME_STOP_MS) {
        master_kill_all(master);
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
                crew_master_on_ready(master, each);
            } else if (report->kind == CREW_REPORT_RETIRING) {
                crew_master_on_retiring(master, each);
            } else {
                crew_master_on_leaving(master, each);
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
                crew_master_stop(master, false);
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
        crew_master_more(master);
    }
    for (unsigned i = 0; i < counts[CREW_ACT_FEWER] && master->state == MASTER_RUNNING; i++) {
        crew_master_fewer(master);
    }
    if (counts[CREW_ACT_QUIT] > 0 && master->state == MASTER_RUNNING) {
        crew_master_stop(master, true);
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
                crew_master_stop(master, false);
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
            } else if (crew_master_is_retiring(&master->slots[i])) {
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
            master_sooner(&when, crew_master_reload_at(master));
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
        crew_master_reap(master);
        if (master->born == NULL) {
            crew_master_reap_orphans(master);
            master_read_reports(master);
        }
        if (master->born == NULL && master->state == MASTER_RUNNING) {
            crew_master_fork_due(master);
            crew_master_give_up_slots(master);
        }
        if (master->born == NULL && master->state == MASTER_RUNNING) {
            master_fork_acceptor(master);
            crew_master_retire_due(master);
        }
        if (master->born == NULL) {
            crew_master_reload_due(master);
        }
        if (master->born != NULL) {
            return CREW_ROLE_WORKER;
        }
        crew_master_upgrade_due(master);
        crew_master_enforce_deadlines(master);
        crew_master_look_for_overtime(master);
        if (master->state == MASTER_STOPPING && crew_master_alive(master) == 0) {
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
                .state = master_state_of(each), .born_ms = each->born_ms, .score = crew_master_score(master, each)});
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

    crew_master_close(&fd);
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
    crew_master_close(&master->report[0]);
    crew_master_close(&master->report[1]);
    crew_master_close(&master->lifeline[0]);
    crew_master_close(&master->lifeline[1]);
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
    crew_master_close(&master->report[0]);
    crew_master_close(&master->lifeline[1]);
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
        .score = crew_master_score(master, master->born),
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
