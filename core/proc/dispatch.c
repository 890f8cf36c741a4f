/*
 * dispatch: see dispatch.h.
 */
#include "core/proc/dispatch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/crew.h"

/*
 * So many are on their way to a worker at most. Few, for a worker that gets stuck takes them along; enough, for it must not run dry before the
 * acceptor, which is woken when all but LOW of them have been taken, has brought more.
 */
#define DISPATCH_WAITING_MOST 4
#define DISPATCH_WAITING_LOW 1

/* Longer than a moment by the tick that the clock of busy_since_ms may be late. */
#define DISPATCH_BUSY_MS (CREW_DISPATCH_MOMENT_MS + 4)

/* Of one slot, shared. Each number on a line of its own: one is the acceptor's to write, the other the worker's. */
typedef struct dispatch_counts {
    _Alignas(64) _Atomic int64_t handed; /* not exact for long when a process is killed at the wrong moment; see dispatch_agree */
    _Atomic int serving; /* entry + 1 of who serves the slot; 0: nobody */
    _Alignas(64) _Atomic int64_t taken;
} dispatch_counts;

typedef struct dispatch_shared {
    _Atomic bool is_waiting;
    dispatch_counts slots[CREW_WORKERS_MAX];
} dispatch_shared;

/* What the acceptor has seen of a slot. */
typedef struct dispatch_way {
    crew_pass pass;
    int64_t taken_seen;
    int64_t moved_ms; /* when more had been taken, or the first was handed over */
    int64_t stuck_since_ms; /* the worker's busy_since_ms when something was last taken back: until that changes it is stuck */
} dispatch_way;

struct crew_dispatch {
    crew_scoreboard *board;
    dispatch_shared *shared;
    dispatch_way *ways;
    int slots;
    int last; /* the slot chosen last: of equals the next one is chosen */
    uint64_t max_connections;
    int woken[2];
};

/* ---- in the master ------------------------------------------------------------------------------------------------------ */

static int dispatch_open_pipe(crew_dispatch *dispatch, crew_err *err)
{
    if (pipe(dispatch->woken) != 0) {
        dispatch->woken[0] = dispatch->woken[1] = -1;
        return crew_err_set(err, CREW_ESYSTEM, "no pipe for the acceptor: %s", strerror(errno));
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(dispatch->woken[i], F_SETFL, O_NONBLOCK); /* cannot fail on a pipe just made */
        (void)fcntl(dispatch->woken[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

crew_dispatch *crew_dispatch_new(crew_scoreboard *board, uint64_t max_connections, crew_err *err)
{
    void *memory = mmap(NULL, sizeof(dispatch_shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    crew_dispatch *dispatch;

    if (memory == MAP_FAILED) {
        (void)crew_err_set(err, CREW_ESYSTEM, "no shared memory for handing connections over: %s", strerror(errno));
        return NULL;
    }
    dispatch = crew_calloc(1, sizeof *dispatch);
    dispatch->board = board;
    dispatch->shared = memory;
    dispatch->ways = crew_calloc(CREW_WORKERS_MAX, sizeof *dispatch->ways);
    dispatch->max_connections = max_connections;
    if (dispatch_open_pipe(dispatch, err) != 0) {
        crew_dispatch_free(dispatch);
        return NULL;
    }
    return dispatch;
}

static void dispatch_close(int *fd)
{
    if (*fd >= 0) {
        (void)close(*fd);
        *fd = -1;
    }
}

void crew_dispatch_free(crew_dispatch *dispatch)
{
    for (int i = 0; i < dispatch->slots; i++) {
        crew_pass_close(&dispatch->ways[i].pass);
    }
    dispatch_close(&dispatch->woken[0]);
    dispatch_close(&dispatch->woken[1]);
    (void)munmap(dispatch->shared, sizeof *dispatch->shared);
    crew_free(dispatch->ways);
    crew_free(dispatch);
}

int crew_dispatch_open(crew_dispatch *dispatch, int slots, crew_err *err)
{
    while (dispatch->slots < slots) {
        int failed = crew_pass_open(&dispatch->ways[dispatch->slots].pass, err);

        if (failed != 0) {
            return failed;
        }
        dispatch->slots++;
    }
    return 0;
}

int crew_dispatch_slots(const crew_dispatch *dispatch)
{
    return dispatch->slots;
}

/* ---- in a worker -------------------------------------------------------------------------------------------------------- */

void crew_dispatch_keep(crew_dispatch *dispatch, int slot)
{
    for (int i = 0; i < dispatch->slots; i++) {
        if (i != slot) {
            crew_pass_close(&dispatch->ways[i].pass);
        }
    }
    dispatch_close(&dispatch->ways[slot].pass.to);
    dispatch_close(&dispatch->woken[0]);
}

int crew_dispatch_fd(const crew_dispatch *dispatch, int slot)
{
    return dispatch->ways[slot].pass.from;
}

static void dispatch_wake(crew_dispatch *dispatch)
{
    ssize_t written = write(dispatch->woken[1], "", 1);

    (void)written; /* full means that it is readable already */
}

void crew_dispatch_attach(crew_dispatch *dispatch, int slot, int entry)
{
    atomic_store(&dispatch->shared->slots[slot].serving, entry + 1);
    dispatch_wake(dispatch);
}

static int64_t dispatch_waiting(const crew_dispatch *dispatch, int slot)
{
    dispatch_counts *counts = &dispatch->shared->slots[slot];
    int64_t waiting = atomic_load(&counts->handed) - atomic_load(&counts->taken);

    return waiting > 0 ? waiting : 0;
}

void crew_dispatch_took(crew_dispatch *dispatch, int slot)
{
    atomic_fetch_add(&dispatch->shared->slots[slot].taken, 1);
    if (atomic_load(&dispatch->shared->is_waiting) && dispatch_waiting(dispatch, slot) <= DISPATCH_WAITING_LOW &&
        atomic_exchange(&dispatch->shared->is_waiting, false)) {
        dispatch_wake(dispatch);
    }
}

bool crew_dispatch_detach(crew_dispatch *dispatch, int slot, int entry)
{
    int mine = entry + 1;

    return atomic_compare_exchange_strong(&dispatch->shared->slots[slot].serving, &mine, 0);
}

/* ---- in the acceptor ---------------------------------------------------------------------------------------------------- */

void crew_dispatch_keep_sending(crew_dispatch *dispatch)
{
    dispatch_close(&dispatch->woken[1]);
}

int crew_dispatch_woken_fd(const crew_dispatch *dispatch)
{
    return dispatch->woken[0];
}

void crew_dispatch_wait(crew_dispatch *dispatch, bool on)
{
    atomic_store(&dispatch->shared->is_waiting, on);
}

void crew_dispatch_clear_woken(crew_dispatch *dispatch)
{
    char drop[64];

    while (read(dispatch->woken[0], drop, sizeof drop) > 0) {
    }
}

/* Something is on its way there, and nothing of it has been taken for a moment: its worker is stuck, full, without a descriptor, or gone. */
static bool dispatch_has_stalled(crew_dispatch *dispatch, int slot, int64_t now)
{
    dispatch_way *way = &dispatch->ways[slot];
    int64_t taken = atomic_load(&dispatch->shared->slots[slot].taken);

    if (taken != way->taken_seen || dispatch_waiting(dispatch, slot) == 0) {
        way->taken_seen = taken;
        way->moved_ms = now;
    }
    return now - way->moved_ms >= CREW_DISPATCH_MOMENT_MS;
}

/* How much it has to do: its connections, with those on their way, and of equals who is idle has less. UINT64_MAX: it is not to get any. */
static uint64_t dispatch_load(crew_dispatch *dispatch, int slot, int64_t now)
{
    int serving = atomic_load(&dispatch->shared->slots[slot].serving);
    const crew_score *score;
    int64_t busy_since;
    uint64_t load;

    if (serving == 0 || dispatch_has_stalled(dispatch, slot, now)) {
        return UINT64_MAX;
    }
    score = crew_scoreboard_at(dispatch->board, serving - 1);
    load = score->traffic.connections + (uint64_t)dispatch_waiting(dispatch, slot);
    busy_since = score->busy_since_ms;
    if (load >= dispatch->max_connections ||
        (busy_since != 0 && (now - busy_since >= DISPATCH_BUSY_MS || busy_since == dispatch->ways[slot].stuck_since_ms))) {
        return UINT64_MAX;
    }
    return load * 2 + (busy_since != 0);
}

/* Some three percent more, and a few. */
static uint64_t dispatch_about(uint64_t load)
{
    return load + load / 32 + 2 * DISPATCH_WAITING_MOST;
}

/*
 * The slot with the least load, of those to which few enough are on their way; -1 for none. Nor does one that has clearly more than the least
 * get what the least will take in an instant. `but` is left aside.
 */
static int dispatch_choose(crew_dispatch *dispatch, int64_t now, int but)
{
    uint64_t least = UINT64_MAX;
    uint64_t best = UINT64_MAX;
    int chosen = -1;

    for (int i = 1; i <= dispatch->slots; i++) {
        int slot = (dispatch->last + i) % dispatch->slots;
        uint64_t load = slot != but ? dispatch_load(dispatch, slot, now) : UINT64_MAX;

        least = load < least ? load : least;
        if (load < best && dispatch_waiting(dispatch, slot) < DISPATCH_WAITING_MOST) {
            best = load;
            chosen = slot;
        }
    }
    return chosen >= 0 && best <= dispatch_about(least) ? chosen : -1;
}

static bool dispatch_send(crew_dispatch *dispatch, int slot, crew_parcel *parcel)
{
    dispatch_counts *counts = &dispatch->shared->slots[slot];

    atomic_fetch_add(&counts->handed, 1); /* before the worker can have counted that it has taken it */
    if (!crew_pass_send(dispatch->ways[slot].pass.to, parcel->fd, (struct sockaddr *)(void *)&parcel->peer, parcel->len)) {
        atomic_fetch_sub(&counts->handed, 1);
        return false;
    }
    dispatch->last = slot;
    (void)close(parcel->fd);
    parcel->fd = -1;
    return true;
}

bool crew_dispatch_place(crew_dispatch *dispatch, crew_parcel *parcel)
{
    int slot = dispatch_choose(dispatch, crew_clock_ms(), -1);

    return slot >= 0 && dispatch_send(dispatch, slot, parcel);
}

bool crew_dispatch_leave(crew_dispatch *dispatch, crew_parcel *parcel)
{
    for (int serves = 1; serves >= 0; serves--) {
        for (int i = 0; i < dispatch->slots; i++) {
            if ((atomic_load(&dispatch->shared->slots[i].serving) != 0) == serves && dispatch_send(dispatch, i, parcel)) {
                return true;
            }
        }
    }
    return false;
}

bool crew_dispatch_is_pending(const crew_dispatch *dispatch)
{
    for (int i = 0; i < dispatch->slots; i++) {
        if (dispatch_waiting(dispatch, i) > 0) {
            return true;
        }
    }
    return false;
}

/* Nothing is on the way, whatever the counts say: a process that was killed had taken something and not counted it. */
static void dispatch_agree(crew_dispatch *dispatch, int slot)
{
    dispatch_counts *counts = &dispatch->shared->slots[slot];

    atomic_store(&counts->handed, atomic_load(&counts->taken));
}

/* False when nothing is there. */
static bool dispatch_receive(crew_dispatch *dispatch, int slot, crew_parcel *parcel)
{
    parcel->len = sizeof parcel->peer;
    parcel->fd = crew_pass_receive(dispatch->ways[slot].pass.from, (struct sockaddr *)(void *)&parcel->peer, &parcel->len);
    if (parcel->fd >= 0) {
        atomic_fetch_add(&dispatch->shared->slots[slot].taken, 1);
    } else if (crew_sock_is_retry(errno)) {
        dispatch_agree(dispatch, slot);
    }
    return parcel->fd >= 0;
}

static void dispatch_take_back_from(crew_dispatch *dispatch, int slot, crew_parcel *parcel, int64_t now)
{
    int serving = atomic_load(&dispatch->shared->slots[slot].serving);
    bool goes_on = true;

    while (goes_on && dispatch_waiting(dispatch, slot) > 0) {
        int other = dispatch_choose(dispatch, now, slot);

        goes_on = other >= 0 && dispatch_receive(dispatch, slot, parcel) && dispatch_send(dispatch, other, parcel);
    }
    dispatch->ways[slot].stuck_since_ms = serving != 0 ? crew_scoreboard_at(dispatch->board, serving - 1)->busy_since_ms : 0;
    dispatch->ways[slot].taken_seen = atomic_load(&dispatch->shared->slots[slot].taken); /* that was us; it has not moved */
}

void crew_dispatch_take_back(crew_dispatch *dispatch, crew_parcel *parcel)
{
    int64_t now = crew_clock_ms();

    for (int i = 0; i < dispatch->slots && parcel->fd < 0; i++) {
        if (dispatch_has_stalled(dispatch, i, now)) {
            dispatch_take_back_from(dispatch, i, parcel, now);
        }
    }
}
