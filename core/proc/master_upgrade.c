/*
 * master_upgrade: see master_internal.h. What a master does about its successor, which is upgrade.h's to start and to watch.
 */
#include "core/proc/master_internal.h"

#include "core/base/clock.h"

#define MASTER_UPGRADE_TIMES 3 /* how many times stopTimeout a new master has to be ready */
#define MASTER_UPGRADE_LEAST_MS 3000

static void master_upgrade(crew_master *master)
{
    int64_t patience = crew_master_stop_timeout(master) * MASTER_UPGRADE_TIMES;
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
    int64_t deadline = crew_clock_ms() + crew_master_stop_timeout(master);

    crew_log(CREW_LOG_NOTICE, "upgraded: the new master (pid %ld) serves", (long)crew_upgrade_pid(master->upgrade));
    crew_server_own_path(master->server, false);
    if (master->on_succeeded != NULL) {
        master->on_succeeded(master->succeeded_user);
    }
    crew_notify_send(master->notify, "MAINPID=%ld\nREADY=1", (long)crew_upgrade_pid(master->upgrade));
    master->is_succeeded = true;
    crew_master_stop(master, true);
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
    crew_master_notify_ready(master);
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

void crew_master_upgrade_due(crew_master *master)
{
    master_look_at_upgrade(master);
    if (master->upgrade_wanted && master->state == MASTER_RUNNING) {
        master_upgrade(master);
    }
}
