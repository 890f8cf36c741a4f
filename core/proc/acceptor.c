/*
 * acceptor: see acceptor.h.
 */
#include "core/proc/acceptor.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/net/listener.h"
#include "core/proc/daemon.h"
#include "core/proc/parent.h"
#include "core/proc/signals.h"

#define ACCEPTOR_FORK_EVERY_MS 500 /* also when it keeps dying */
#define ACCEPTOR_END_MS 1000       /* it has next to nothing to do before it ends */
#define ACCEPTOR_LOOK_LAST_MS 16   /* how often it looks for a place at the least */

struct crew_acceptor {
    crew_server *server;
    crew_dispatch *dispatch;
    pid_t pid; /* 0: none is running */
    int64_t born_ms;
};

/* ---- in the child ------------------------------------------------------------------------------------------------------- */

typedef struct acceptor_life {
    crew_dispatch *dispatch;
    crew_loop *loop;
    crew_listener *listener;
    crew_source signals;
    crew_source lifeline;
    crew_source woken;
    crew_source look;
    bool is_looking; /* the timer runs */
    int look_ms;
    crew_parcel in_hand;
} acceptor_life;

static void acceptor_look_later(acceptor_life *life, int ms)
{
    if (!life->is_looking) {
        life->is_looking = true;
        crew_source_after(&life->look, ms);
    }
}

/* False when the parcel stays in hand. */
static bool acceptor_place(acceptor_life *life)
{
    bool is_placed = crew_dispatch_place(life->dispatch, &life->in_hand);

    if (!is_placed) {
        crew_dispatch_wait(life->dispatch, true);
        is_placed = crew_dispatch_place(life->dispatch, &life->in_hand); /* there may have been a place right before we asked */
    }
    if (is_placed) {
        crew_dispatch_wait(life->dispatch, false);
    }
    return is_placed;
}

static void acceptor_on_accept(void *user, int fd, const struct sockaddr *peer, socklen_t len)
{
    acceptor_life *life = user;

    life->in_hand.fd = fd;
    life->in_hand.len = len;
    memcpy(&life->in_hand.peer, peer, len);
    if (acceptor_place(life)) {
        acceptor_look_later(life, CREW_DISPATCH_MOMENT_MS);
    } else {
        crew_listener_hold(life->listener, true);
        life->look_ms = 1;
        acceptor_look_later(life, life->look_ms);
    }
}

static void acceptor_offer(acceptor_life *life)
{
    if (life->in_hand.fd >= 0 && acceptor_place(life)) {
        crew_listener_hold(life->listener, false);
    }
}

static void acceptor_on_woken(crew_source *source, unsigned ready)
{
    acceptor_life *life = CREW_CONTAINER_OF(source, acceptor_life, woken);

    (void)ready;
    crew_dispatch_clear_woken(life->dispatch);
    acceptor_offer(life);
}

/* Who got stuck, or is stuck no more, tells nobody. */
static void acceptor_on_look(crew_source *source, unsigned ready)
{
    acceptor_life *life = CREW_CONTAINER_OF(source, acceptor_life, look);

    (void)ready;
    life->is_looking = false;
    acceptor_offer(life);
    if (life->in_hand.fd < 0) {
        crew_dispatch_take_back(life->dispatch, &life->in_hand);
        crew_listener_hold(life->listener, life->in_hand.fd >= 0);
    }
    if (life->in_hand.fd >= 0) {
        life->look_ms = life->look_ms * 2 < ACCEPTOR_LOOK_LAST_MS ? life->look_ms * 2 : ACCEPTOR_LOOK_LAST_MS;
        acceptor_look_later(life, life->look_ms);
    } else if (crew_dispatch_is_pending(life->dispatch)) {
        acceptor_look_later(life, CREW_DISPATCH_MOMENT_MS);
    }
}

/* Whoever waits in the kernel's queue is left to the workers, which are about to end, too, or to the next acceptor. */
static void acceptor_on_end(acceptor_life *life)
{
    if (life->in_hand.fd >= 0 && !crew_dispatch_leave(life->dispatch, &life->in_hand)) {
        crew_log(CREW_LOG_WARNING, "a connection could be handed to no worker: %s", strerror(errno));
    }
    crew_loop_stop(life->loop);
}

static void acceptor_on_signal(crew_source *source, unsigned ready)
{
    unsigned counts[CREW_ACT_COUNT];

    (void)ready;
    crew_signals_take(counts);
    if (counts[CREW_ACT_STOP] > 0 || counts[CREW_ACT_QUIT] > 0) {
        acceptor_on_end(CREW_CONTAINER_OF(source, acceptor_life, signals));
    }
}

static void acceptor_on_master_gone(crew_source *source, unsigned ready)
{
    (void)ready;
    acceptor_on_end(CREW_CONTAINER_OF(source, acceptor_life, lifeline));
}

static void acceptor_watch(crew_source *source, crew_loop *loop, int fd, crew_source_fn run)
{
    crew_source_init(source, loop, fd, run);
    crew_source_watch(source, CREW_READY_READ);
}

_Noreturn void crew_acceptor_live(crew_acceptor *acceptor, int lifeline_fd)
{
    acceptor_life life = {.dispatch = acceptor->dispatch, .in_hand = {.fd = -1}};
    crew_err err;

    crew_log_set_role("acceptor");
    life.loop = crew_loop_new(&err);
    if (life.loop == NULL || crew_server_assume_user(acceptor->server, &err) != 0) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        _exit(1);
    }
    crew_dispatch_keep_sending(life.dispatch);
    acceptor_watch(&life.signals, life.loop, crew_signals_fd(), acceptor_on_signal);
    acceptor_watch(&life.lifeline, life.loop, lifeline_fd, acceptor_on_master_gone);
    acceptor_watch(&life.woken, life.loop, crew_dispatch_woken_fd(life.dispatch), acceptor_on_woken);
    crew_source_init(&life.look, life.loop, -1, acceptor_on_look);
    life.listener = crew_listener_new(life.loop, crew_server_fd(acceptor->server, 0), acceptor_on_accept, &life);
    crew_parent_signal_on_death(SIGTERM); /* the lifeline tells, too, if it died before this */
    crew_daemon_settle();
    acceptor_look_later(&life, CREW_DISPATCH_MOMENT_MS); /* the one before us may have left something on the way */
    while (crew_loop_turn(life.loop)) {
    }
    _exit(0);
}

/* ---- in the master ------------------------------------------------------------------------------------------------------ */

crew_acceptor *crew_acceptor_new(crew_server *server, crew_dispatch *dispatch)
{
    crew_acceptor *acceptor = crew_calloc(1, sizeof *acceptor);

    acceptor->server = server;
    acceptor->dispatch = dispatch;
    return acceptor;
}

void crew_acceptor_free(crew_acceptor *acceptor)
{
    crew_free(acceptor);
}

int64_t crew_acceptor_fork_at_ms(const crew_acceptor *acceptor)
{
    if (acceptor->pid != 0) {
        return 0;
    }
    return acceptor->born_ms > 0 ? acceptor->born_ms + ACCEPTOR_FORK_EVERY_MS : 1;
}

bool crew_acceptor_fork(crew_acceptor *acceptor)
{
    sigset_t before;
    pid_t pid;
    crew_err err;

    acceptor->born_ms = crew_clock_ms();
    crew_signals_block(&before);
    pid = fork();
    if (pid < 0) {
        crew_log(CREW_LOG_ERROR, "cannot fork the acceptor, next try in %d ms: %s", ACCEPTOR_FORK_EVERY_MS, strerror(errno));
    } else if (pid == 0 && crew_signals_take_over_worker(&err) != 0) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        _exit(1);
    }
    crew_signals_unblock(&before);
    acceptor->pid = pid > 0 ? pid : 0;
    return pid == 0;
}

static bool acceptor_has_ended(const crew_acceptor *acceptor)
{
    pid_t got;

    do {
        got = waitpid(acceptor->pid, NULL, WNOHANG);
    } while (got < 0 && errno == EINTR);
    return got != 0;
}

void crew_acceptor_reap(crew_acceptor *acceptor)
{
    if (acceptor->pid != 0 && acceptor_has_ended(acceptor)) {
        crew_log(CREW_LOG_WARNING, "the acceptor (pid %ld) has ended; replacing it", (long)acceptor->pid);
        acceptor->pid = 0;
    }
}

void crew_acceptor_stop(crew_acceptor *acceptor)
{
    int64_t deadline = crew_clock_ms() + ACCEPTOR_END_MS;
    bool is_killed = false;

    if (acceptor->pid == 0) {
        return;
    }
    (void)kill(acceptor->pid, SIGTERM); /* it is our child that nobody has waited for: it cannot fail */
    while (!acceptor_has_ended(acceptor)) {
        if (!is_killed && crew_clock_ms() >= deadline) {
            crew_log(CREW_LOG_WARNING, "the acceptor (pid %ld) does not end, killing it", (long)acceptor->pid);
            (void)kill(acceptor->pid, SIGKILL);
            is_killed = true;
        }
        crew_clock_sleep_ms(1);
    }
    acceptor->pid = 0;
    acceptor->born_ms = 0;
}
