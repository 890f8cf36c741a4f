/*
 * master_slots: see master_internal.h. A slot has a worker for as long as there is to be one; a process is in the table from its fork until it
 * has been waited for.
 */
#include "core/proc/master_internal.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/proc/signals.h"

#define MASTER_INTERVAL_FIRST_MS 100 /* between two forks into one slot, when workers keep dying */
#define MASTER_INTERVAL_LAST_MS 10000

int crew_master_alive(const crew_master *master)
{
    int alive = 0;

    for (int i = 0; i < master->process_count; i++) {
        alive += master->processes[i].pid != 0;
    }
    return alive;
}

static process *master_free_process(crew_master *master)
{
    if (crew_master_alive(master) >= master->slot_end * MASTER_GENERATIONS) {
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
int64_t crew_master_backoff(crew_master *master, slot *of, int64_t lived_ms)
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

void crew_master_send(process *to, int signo, process_state state, int64_t deadline_ms)
{
    to->state = state;
    to->deadline_ms = deadline_ms;
    if (kill(to->pid, signo) != 0 && errno != ESRCH) {
        crew_log(CREW_LOG_WARNING, "cannot send signal %d to worker %d (pid %ld): %s", signo, to->slot, (long)to->pid, strerror(errno));
    }
}


/* ---- forking ------------------------------------------------------------------------------------------------------------ */

process *crew_master_fork(crew_master *master, int slot_index)
{
    process *entry = master_free_process(master);
    sigset_t before;
    int listing_fd;
    pid_t pid;

    if (entry == NULL) {
        crew_log(CREW_LOG_WARNING, "too many workers are still draining to start another");
        return NULL;
    }
    memset(crew_master_score(master, entry), 0, sizeof(crew_score));
    if (master->before_fork != NULL) {
        master->before_fork(master->user);
    }
    listing_fd = crew_rollcall_open(master->rollcall, (int)(entry - master->processes));
    crew_signals_block(&before);
    pid = fork();
    if (pid < 0) {
        int error = errno;

        crew_signals_unblock(&before);
        crew_master_close(&listing_fd);
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
        crew_master_close(&listing_fd);
    }
    crew_signals_unblock(&before);
    return entry;
}

void crew_master_fork_current(crew_master *master, int index)
{
    slot *of = &master->slots[index];

    of->current = crew_master_fork(master, index);
    if (of->current == NULL) {
        int64_t delay = crew_master_backoff(master, of, 0);

        of->fork_at_ms = crew_clock_ms() + delay;
        crew_log(CREW_LOG_WARNING, "going on with %d of %d workers, next try in %lld ms", crew_master_alive(master), master->slot_count,
            (long long)delay);
    }
}

void crew_master_fork_due(crew_master *master)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < master->slot_count && master->born == NULL; i++) {
        if (master->slots[i].current == NULL && master->slots[i].fork_at_ms <= now) {
            crew_master_fork_current(master, i);
        }
    }
}
