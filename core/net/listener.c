/*
 * listener: see listener.h.
 */
#include "core/net/listener.h"

#include <errno.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/net/exclusive.h"
#include "core/net/pass.h"

#define LISTENER_BUDGET 64           /* connections a turn, so that a flood of new ones does not stop the old ones */
#define LISTENER_SHARED_BUDGET 1     /* the same when others wait for them, too */
#define LISTENER_SHARED_TURN 16      /* connections after which it is the others' turn in any case */
#define LISTENER_PAUSE_MS 100        /* how long to wait when nothing can be accepted */
#define LISTENER_COMPLAINT_MS 10000  /* how often to say so */

struct crew_listener {
    crew_source socket;
    crew_source pause;
    int (*accept)(int fd, struct sockaddr *peer, socklen_t *len);
    crew_listener_fn on_accept;
    void *user;
    bool (*is_ahead)(void *user); /* NULL: the descriptor is not shared */
    int since_turn;               /* accepted since it went to the end of the queue */
    int64_t complained_ms;
    bool is_paused;
    bool is_held;
};

static void listener_watch(crew_listener *listener)
{
    bool on = !listener->is_paused && !listener->is_held;

    crew_source_watch(&listener->socket, on ? CREW_READY_READ : 0);
    if (on && listener->is_ahead != NULL) {
        (void)crew_source_take_turns(&listener->socket);
    }
}

static void listener_pause(crew_listener *listener, int error)
{
    int64_t now = crew_clock_ms();

    if (listener->complained_ms == 0 || now - listener->complained_ms >= LISTENER_COMPLAINT_MS) {
        crew_log(CREW_LOG_WARNING, "cannot accept connections for the moment: %s; they wait, next try in %d ms%s",
            strerror(error), LISTENER_PAUSE_MS,
            error == EMFILE ? " (raise the open files limit: ulimit -n, LimitNOFILE=)" : "");
        listener->complained_ms = now;
    }
    listener->is_paused = true;
    listener_watch(listener);
    crew_source_after(&listener->pause, LISTENER_PAUSE_MS);
}

/* Errors that belong to the one connection that was being accepted, not to the listener (accept(2), "Error handling"). */
static bool listener_lost_only_one(int error)
{
    switch (error) {
    case ECONNABORTED:
    case EINTR:
    case EPROTO:
    case EPERM:
    case ENETDOWN:
    case EHOSTUNREACH:
    case ENETUNREACH:
    case EOPNOTSUPP:
    case ENOPROTOOPT:
        return true;
    default:
        return false;
    }
}

static void listener_after_shared(crew_listener *listener)
{
    bool is_ahead = listener->is_ahead(listener->user);

    listener->since_turn++;
    if (listener->since_turn >= LISTENER_SHARED_TURN || is_ahead) {
        listener->since_turn = 0;
        (void)crew_source_take_turns(&listener->socket);
    }
    if (is_ahead) {
        crew_exclusive_yield(); /* those who have been woken may still wait for this CPU, while a burst is at the socket */
    }
}

bool crew_listener_accept(crew_listener *listener)
{
    int budget = listener->is_ahead != NULL ? LISTENER_SHARED_BUDGET : LISTENER_BUDGET;

    for (int i = 0; i < budget; i++) {
        if (listener->is_held || crew_loop_is_stopped(listener->socket.loop)) {
            return false; /* who still waits is for later, or for another worker */
        }

        struct sockaddr_storage peer;
        socklen_t len = sizeof peer;
        int fd = listener->accept(listener->socket.fd, (struct sockaddr *)(void *)&peer, &len);

        if (fd >= 0) {
            listener->on_accept(listener->user, fd, (struct sockaddr *)(void *)&peer, len);
            if (listener->is_ahead != NULL) {
                listener_after_shared(listener);
            }
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return false;
        } else if (!listener_lost_only_one(errno)) {
            listener_pause(listener, errno);
            return false;
        }
    }
    return true;
}

static void listener_on_ready(crew_source *source, unsigned ready)
{
    (void)ready;
    (void)crew_listener_accept(CREW_CONTAINER_OF(source, crew_listener, socket)); /* what is left makes it ready again */
}

/* A descriptor may have become free. */
static void listener_retry(crew_listener *listener)
{
    if (listener->is_paused) {
        listener->is_paused = false;
        listener_watch(listener);
    }
}

static void listener_on_pause_over(crew_source *source, unsigned ready)
{
    (void)ready;
    listener_retry(CREW_CONTAINER_OF(source, crew_listener, pause));
}

crew_listener *crew_listener_new(crew_loop *loop, int fd, crew_listener_fn on_accept, void *user)
{
    crew_listener *listener = crew_calloc(1, sizeof *listener);

    listener->accept = crew_sock_accept;
    listener->on_accept = on_accept;
    listener->user = user;
    crew_source_init(&listener->socket, loop, fd, listener_on_ready);
    crew_source_init(&listener->pause, loop, -1, listener_on_pause_over);
    crew_source_watch(&listener->socket, CREW_READY_READ);
    return listener;
}

void crew_listener_share(crew_listener *listener, bool (*is_ahead)(void *user))
{
    listener->is_ahead = is_ahead;
    listener->since_turn = 0;
    if (is_ahead != NULL) {
        (void)crew_source_take_turns(&listener->socket);
    }
}

crew_listener *crew_listener_new_receiving(crew_loop *loop, int fd, crew_listener_fn on_accept, void *user)
{
    crew_listener *listener = crew_listener_new(loop, fd, on_accept, user);

    listener->accept = crew_pass_receive;
    return listener;
}

void crew_listener_free(crew_listener *listener)
{
    crew_source_clear(&listener->socket);
    crew_source_clear(&listener->pause);
    crew_free(listener);
}

void crew_listener_hold(crew_listener *listener, bool on)
{
    if (listener->is_held != on) {
        listener->is_held = on;
        listener_watch(listener);
    }
}
