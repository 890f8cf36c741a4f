/*
 * listener: see listener.h.
 */
#include "core/net/listener.h"

#include <errno.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/log.h"

#define LISTENER_BUDGET 64           /* connections a turn, so that a flood of new ones does not stop the old ones */
#define LISTENER_PAUSE_MS 100        /* how long to wait when nothing can be accepted */
#define LISTENER_COMPLAINT_MS 10000  /* how often to say so */

struct crew_listener {
    crew_source socket;
    crew_source pause;
    crew_listener_fn on_accept;
    void *user;
    int64_t complained_ms;
    bool is_paused;
    bool is_held;
};

static void listener_watch(crew_listener *listener)
{
    crew_source_watch(&listener->socket, listener->is_paused || listener->is_held ? 0 : CREW_READY_READ);
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

bool crew_listener_accept(crew_listener *listener)
{
    for (int i = 0; i < LISTENER_BUDGET; i++) {
        if (listener->is_held || crew_loop_is_stopped(listener->socket.loop)) {
            return false; /* who still waits is for later, or for the next worker */
        }

        struct sockaddr_storage peer;
        socklen_t len = sizeof peer;
        int fd = crew_sock_accept(listener->socket.fd, (struct sockaddr *)(void *)&peer, &len);

        if (fd >= 0) {
            listener->on_accept(listener->user, fd, (struct sockaddr *)(void *)&peer, len);
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

static void listener_on_pause_over(crew_source *source, unsigned ready)
{
    (void)ready;
    crew_listener_retry(CREW_CONTAINER_OF(source, crew_listener, pause));
}

crew_listener *crew_listener_new(crew_loop *loop, int fd, crew_listener_fn on_accept, void *user)
{
    crew_listener *listener = crew_calloc(1, sizeof *listener);

    listener->on_accept = on_accept;
    listener->user = user;
    crew_source_init(&listener->socket, loop, fd, listener_on_ready);
    crew_source_init(&listener->pause, loop, -1, listener_on_pause_over);
    crew_source_watch(&listener->socket, CREW_READY_READ);
    return listener;
}

void crew_listener_free(crew_listener *listener)
{
    crew_source_clear(&listener->socket);
    crew_source_clear(&listener->pause);
    crew_free(listener);
}

void crew_listener_retry(crew_listener *listener)
{
    if (listener->is_paused) {
        listener->is_paused = false;
        listener_watch(listener);
    }
}

void crew_listener_hold(crew_listener *listener, bool on)
{
    if (listener->is_held != on) {
        listener->is_held = on;
        listener_watch(listener);
    }
}
