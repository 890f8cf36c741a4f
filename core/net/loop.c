/*
 * loop: see loop.h.
 */
#include "core/net/loop.h"

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/compiler.h"
#include "core/base/log.h"
#include "core/crew.h"
#include "core/net/exclusive.h"

#define LOOP_BREATH_MS 1

struct crew_loop {
    struct event_base *base;
    int epoll_fd; /* libevent's own, or what was taken for it (exclusive.h) */
    crew_list ready;
    crew_list batch; /* what the present turn has yet to run; here and not on the stack, for a source may leave by longjmp */
    int64_t *busy_since; /* shown to others, or `unseen` */
    int64_t unseen;
    bool is_stopped;
    bool is_detached;
};

static void loop_on_libevent_log(int severity, const char *text)
{
    crew_log(severity >= EVENT_LOG_WARN ? CREW_LOG_WARNING : CREW_LOG_DEBUG, "libevent: %s", text);
}

static void source_on_event(evutil_socket_t fd, short what, void *arg)
{
    (void)fd;
    crew_source_note(arg, ((what & EV_READ) ? CREW_READY_READ : 0) | ((what & EV_WRITE) ? CREW_READY_WRITE : 0) |
                              ((what & EV_TIMEOUT) ? CREW_READY_TIMER : 0));
}

crew_loop *crew_loop_new(crew_err *err)
{
    struct event_config *config = event_config_new();
    crew_loop *loop = crew_calloc(1, sizeof *loop);

    crew_list_init(&loop->ready);
    crew_list_init(&loop->batch);
    loop->busy_since = &loop->unseen;
    event_set_log_callback(loop_on_libevent_log);
    if (config != NULL) {
        (void)event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
        loop->epoll_fd = crew_exclusive_next_fd();
        loop->base = event_base_new_with_config(config);
        event_config_free(config);
    }
    if (loop->base == NULL) {
        crew_free(loop);
        (void)crew_err_set(err, CREW_ESYSTEM, "libevent could not start: no event method, descriptor or memory was left");
        return NULL;
    }
    return loop;
}

void crew_loop_free(crew_loop *loop)
{
    event_base_free(loop->base);
    crew_free(loop);
}

const char *crew_event_version_compiled(void)
{
    return LIBEVENT_VERSION;
}

const char *crew_event_version(void)
{
    return event_get_version();
}

const char *crew_loop_method(const crew_loop *loop)
{
    return event_base_get_method(loop->base);
}

static void loop_run_ready(crew_loop *loop)
{
    crew_list *node;

    /* What is noted meanwhile waits for the next turn, so that two sources that wake each other cannot keep the kernel's events out. */
    crew_list_splice(&loop->batch, &loop->ready);
    while (!loop->is_stopped && (node = crew_list_shift(&loop->batch)) != NULL) {
        crew_source *source = CREW_CONTAINER_OF(node, crew_source, ready_link);
        unsigned ready = source->ready;

        CREW_PREFETCH(loop->batch.next);
        CREW_PREFETCH(loop->batch.next + 4);
        source->ready = 0;
        if (ready & CREW_READY_REARM) {
            crew_source_watch(source, source->wanted);
            ready &= ~CREW_READY_REARM;
        }
        if (ready != 0) {
            source->run(source, ready);
        }
    }
}

bool crew_loop_turn(crew_loop *loop)
{
    int flags = EVLOOP_ONCE | EVLOOP_NO_EXIT_ON_EMPTY;

    if (!crew_list_is_empty(&loop->ready) || !crew_list_is_empty(&loop->batch)) {
        flags |= EVLOOP_NONBLOCK;
    }
    *loop->busy_since = 0;
    if (event_base_loop(loop->base, flags) < 0) {
        /* The kernel could not wait (ENOMEM, EINVAL under a debugger): nothing is lost, so try again in a moment. */
        crew_clock_sleep_ms(LOOP_BREATH_MS);
    }
    *loop->busy_since = crew_clock_coarse_ms();
    loop_run_ready(loop);
    return !loop->is_stopped;
}

void crew_loop_show_busy(crew_loop *loop, int64_t *since)
{
    loop->busy_since = since;
}

void crew_loop_stop(crew_loop *loop)
{
    loop->is_stopped = true;
}

bool crew_loop_is_stopped(const crew_loop *loop)
{
    return loop->is_stopped;
}

void crew_loop_detach(crew_loop *loop)
{
    loop->is_stopped = true;
    loop->is_detached = true;
}

void crew_source_init(crew_source *source, crew_loop *loop, int fd, crew_source_fn run)
{
    source->write_event = NULL;
    source->run = run;
    source->loop = loop;
    source->fd = fd;
    source->ready = 0;
    source->wanted = 0;
    crew_list_init(&source->ready_link);
    (void)event_assign(&source->read_event, loop->base, fd, fd < 0 ? 0 : EV_READ | EV_PERSIST, source_on_event, source);
}

static void source_drop_write_event(crew_source *source)
{
    if (source->write_event != NULL) {
        if (!source->loop->is_detached) {
            (void)event_del(source->write_event);
        }
        crew_free(source->write_event);
        source->write_event = NULL;
    }
}

void crew_source_clear(crew_source *source)
{
    if (!source->loop->is_detached && (source->fd < 0 || (source->wanted & CREW_READY_READ))) {
        (void)event_del(&source->read_event);
    }
    source_drop_write_event(source);
    crew_list_remove(&source->ready_link);
    source->ready = 0;
    source->wanted = 0;
}

static int source_watch_read(crew_source *source, bool on)
{
    bool is_on = event_pending(&source->read_event, EV_READ, NULL) != 0;

    if (is_on == on) {
        return 0;
    }
    return on ? event_add(&source->read_event, NULL) : event_del(&source->read_event);
}

static int source_watch_write(crew_source *source, bool on)
{
    if (!on) {
        source_drop_write_event(source);
        return 0;
    }
    if (source->write_event == NULL) {
        source->write_event = crew_malloc(sizeof *source->write_event);
        (void)event_assign(
            source->write_event, source->loop->base, source->fd, EV_WRITE | EV_PERSIST, source_on_event, source);
    }
    return event_pending(source->write_event, EV_WRITE, NULL) ? 0 : event_add(source->write_event, NULL);
}

void crew_source_watch(crew_source *source, unsigned wanted)
{
    int read_failed;
    int write_failed;

    source->wanted = (uint16_t)wanted;
    if (source->loop->is_detached) {
        return;
    }
    read_failed = source_watch_read(source, (wanted & CREW_READY_READ) != 0);
    write_failed = source_watch_write(source, (wanted & CREW_READY_WRITE) != 0);
    if (read_failed != 0 || write_failed != 0) {
        /* Only for want of kernel memory. Dropping the connection would be easier and would lose a request. */
        crew_clock_sleep_ms(LOOP_BREATH_MS);
        crew_source_note(source, CREW_READY_REARM);
    }
}

bool crew_source_take_turns(crew_source *source)
{
    return !source->loop->is_detached && crew_exclusive_watch(source->loop->epoll_fd, source->fd);
}

void crew_source_after(crew_source *source, int64_t ms)
{
    struct timeval delay = {.tv_sec = (long)(ms / 1000), .tv_usec = (long)(ms % 1000) * 1000};

    (void)event_add(&source->read_event, &delay); /* a timer touches no kernel object; libevent's heap aborts on no memory */
}

void crew_source_note(crew_source *source, unsigned ready)
{
    if (source->ready == 0) {
        crew_list_append(&source->loop->ready, &source->ready_link);
    }
    source->ready |= (uint16_t)ready;
}
