/*
 * worker: see core/crew.h. One child's life: serve, drain, be gone.
 *
 *     serving -> draining   QUIT: accepts no more; connections end once they have been answered, or by themselves
 *     any -> finishing      TERM, or the master is gone: what has arrived is answered, then every connection ends
 */
#include <stdio.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/crew.h"
#include "core/net/listener.h"
#include "core/proc/daemon.h"
#include "core/proc/listing.h"
#include "core/proc/master.h"
#include "core/proc/overtime.h"
#include "core/proc/retire.h"
#include "core/proc/server.h"
#include "core/proc/signals.h"

#define WORKER_LAST_ROUNDS 1000 /* of a listener's budget */
#define WORKER_SIGNALS 64       /* of the host's own, a turn */

struct crew_worker {
    crew_birth birth;
    crew_loop *loop;
    crew_listener *listener; /* NULL before it serves and after it stopped accepting */
    crew_source signals;
    crew_source heard; /* signals of the host's own; without a descriptor until there are any */
    crew_source lifeline;
    crew_retire retire;
    uint64_t max_connections; /* UINT64_MAX: no limit */
    bool is_full;
    crew_listing listing;
    crew_source deadline; /* set when no master is left to enforce one */
    crew_service service;
};

static void worker_on_accept(void *user, int fd, const struct sockaddr *peer, socklen_t len);

static void worker_stop_accepting(crew_worker *worker)
{
    if (worker->listener != NULL) {
        crew_listener_free(worker->listener);
        worker->listener = NULL;
        worker->birth.score->accepts = false;
        crew_server_unlisten(worker->birth.server);
    }
}

/* Who was waiting in the queue is answered, too. Who still comes meanwhile is, but not for ever. */
static void worker_empty(crew_listener *listener)
{
    int rounds = 0;

    crew_listener_hold(listener, false);
    crew_listener_share(listener, NULL);
    while (crew_listener_accept(listener) && rounds < WORKER_LAST_ROUNDS) {
        rounds++;
    }
}

/* What was handed to this worker, and who may wait for ever at the socket if all workers leave; but what comes after its successor has
 * begun to serve is for that one. */
static void worker_accept_last_handed(crew_worker *worker)
{
    if (crew_dispatch_detach(worker->birth.dispatch, worker->birth.slot, worker->birth.entry)) {
        worker_empty(worker->listener);
        crew_listener_free(worker->listener);
        worker->listener =
            crew_listener_new(worker->loop, crew_server_fd(worker->birth.server, worker->birth.slot), worker_on_accept, worker);
        worker_empty(worker->listener);
    }
}

static void worker_accept_last(crew_worker *worker)
{
    if (worker->listener != NULL && worker->birth.dispatch != NULL) {
        worker_accept_last_handed(worker);
    } else if (worker->listener != NULL) {
        worker_empty(worker->listener);
    }
    worker_stop_accepting(worker);
}

/* The master may not know yet: a signal can be sent to one worker by hand, and then its slot needs another. */
static void worker_leave(crew_worker *worker, crew_service_mode mode)
{
    worker->birth.score->mode = mode;
    (void)crew_birth_report(&worker->birth, CREW_REPORT_LEAVING); /* fails only when the master is gone */
    worker_accept_last(worker);
    crew_service_set_mode(&worker->service, mode);
}

static void worker_drain(crew_worker *worker)
{
    if (worker->service.mode == CREW_SERVICE_OPEN) {
        worker_leave(worker, CREW_SERVICE_DRAINING);
    }
}

static void worker_finish(crew_worker *worker)
{
    if (worker->service.mode != CREW_SERVICE_FINISHING) {
        worker_leave(worker, CREW_SERVICE_FINISHING);
    }
}

/* Without a master that would enforce the deadline. */
static void worker_finish_alone(crew_worker *worker)
{
    crew_source_after(&worker->deadline, crew_server_limits_of(worker->birth.server)->stop_timeout_ms);
    worker_finish(worker);
}

static void worker_on_signal(crew_source *source, unsigned ready)
{
    crew_worker *worker = CREW_CONTAINER_OF(source, crew_worker, signals);
    unsigned counts[CREW_ACT_COUNT];

    (void)ready;
    crew_signals_take(counts);
    if (counts[CREW_ACT_STOP] > 0 && worker->birth.lifeline_fd < 0) {
        worker_finish_alone(worker);
    } else if (counts[CREW_ACT_STOP] > 0) {
        worker_finish(worker);
    } else if (counts[CREW_ACT_QUIT] > 0) {
        worker_drain(worker);
    }
}

static void worker_on_heard(crew_source *source, unsigned ready)
{
    crew_worker *worker = CREW_CONTAINER_OF(source, crew_worker, heard);
    int signo;

    (void)ready;
    for (int i = 0; i < WORKER_SIGNALS && !crew_loop_is_stopped(worker->loop) && (signo = crew_signals_heard()) != 0; i++) {
        if (worker->service.callbacks.on_signal != NULL) {
            worker->service.callbacks.on_signal(signo, worker->service.user);
        }
    }
}

static void worker_watch_heard(crew_worker *worker)
{
    int fd = crew_signals_heard_fd();

    if (fd >= 0 && fd != worker->heard.fd) {
        crew_source_clear(&worker->heard);
        crew_source_init(&worker->heard, worker->loop, fd, worker_on_heard);
        crew_source_watch(&worker->heard, CREW_READY_READ);
    }
}

int crew_worker_listen(crew_worker *worker, int signo, crew_err *err)
{
    int failed = crew_signals_listen(signo, err);

    worker_watch_heard(worker);
    return failed;
}

static void worker_on_master_gone(crew_source *source, unsigned ready)
{
    crew_worker *worker = CREW_CONTAINER_OF(source, crew_worker, lifeline);

    (void)ready;
    crew_source_watch(source, 0);
    crew_log(CREW_LOG_WARNING, "the master is gone, stopping");
    worker_finish_alone(worker);
}

static void worker_on_deadline(crew_source *source, unsigned ready)
{
    (void)ready;
    crew_worker_halt(CREW_CONTAINER_OF(source, crew_worker, deadline));
}

/* At the limit nobody more is accepted until one has ended. Once it leaves it takes who is waiting all the same: for a queue that goes with it. */
static void worker_check_connections(crew_worker *worker)
{
    bool is_full = worker->service.traffic->connections >= worker->max_connections && worker->birth.score->mode == CREW_SERVICE_OPEN;

    if (worker->is_full != is_full && worker->listener != NULL) {
        worker->is_full = is_full;
        crew_listener_hold(worker->listener, is_full);
    }
}

static void worker_on_accept(void *user, int fd, const struct sockaddr *peer, socklen_t len)
{
    crew_worker *worker = user;

    (void)len;
    crew_conn_open(&worker->service, fd, peer);
    worker_check_connections(worker);
}

static void worker_on_handed(void *user, int fd, const struct sockaddr *peer, socklen_t len)
{
    const crew_worker *worker = user;

    crew_dispatch_took(worker->birth.dispatch, worker->birth.slot);
    worker_on_accept(user, fd, peer, len);
}

static crew_http *worker_new_http(crew_worker *worker)
{
    const crew_server_limits *limits = crew_server_limits_of(worker->birth.server);
    crew_http *http = crew_http_new(&worker->service);

    http->limits = (crew_http_limits){
        .line = (uint32_t)limits->max_line, .head = (uint32_t)limits->max_head, .fields = (uint32_t)limits->max_headers};
    http->timeouts = (crew_http_timeouts){.head = limits->head_timeout_ms,
        .body = limits->body_timeout_ms,
        .keep_alive = limits->keep_alive_timeout_ms,
        .answer = limits->answer_timeout_ms};
    return http;
}

void crew_worker_set_http(crew_worker *worker, const crew_http_callbacks *callbacks)
{
    worker->service.http->callbacks = *callbacks;
}

crew_worker *crew_worker_new(crew_master *master, const crew_callbacks *callbacks, void *user, crew_err *err)
{
    crew_birth birth = crew_master_take_birth(master);
    crew_worker *worker = crew_calloc(1, sizeof *worker);
    crew_loop *loop = crew_loop_new(err);
    char role[24];

    (void)snprintf(role, sizeof role, "worker %d", birth.slot);
    crew_log_set_role(role);
    if (loop != NULL && crew_server_settle_worker(birth.server, birth.slot, err) != 0) {
        crew_loop_free(loop);
        loop = NULL;
    }
    if (loop == NULL) {
        crew_free(worker);
        return NULL;
    }
    worker->birth = birth;
    worker->loop = loop;
    worker->service.loop = loop;
    worker->service.codec = crew_server_codec(birth.server);
    worker->service.framing = crew_server_framing(birth.server);
    worker->service.callbacks = *callbacks;
    worker->service.user = user;
    worker->service.traffic = &birth.score->traffic;
    worker->service.max_send_buffer = (size_t)crew_server_limits_of(birth.server)->max_send_buffer;
    worker->service.max_package = (size_t)crew_server_limits_of(birth.server)->max_package;
    crew_service_init(&worker->service);
    worker->service.http = crew_server_is_http(birth.server) ? worker_new_http(worker) : NULL;
    worker->service.idle_ms = crew_server_limits_of(birth.server)->idle_timeout_ms;
    worker->max_connections = crew_server_limits_of(birth.server)->max_connections > 0
                                  ? (uint64_t)crew_server_limits_of(birth.server)->max_connections
                                  : UINT64_MAX;
    crew_source_init(&worker->signals, loop, crew_signals_fd(), worker_on_signal);
    crew_source_watch(&worker->signals, CREW_READY_READ);
    crew_source_init(&worker->heard, loop, -1, worker_on_heard);
    worker_watch_heard(worker);
    crew_source_init(&worker->lifeline, loop, birth.lifeline_fd, worker_on_master_gone);
    crew_source_watch(&worker->lifeline, CREW_READY_READ);
    crew_source_init(&worker->deadline, loop, -1, worker_on_deadline);
    crew_retire_init(&worker->retire, &worker->birth, loop);
    crew_listing_init(&worker->listing, &worker->service, birth.slot, birth.listing_fd);
    crew_birth_bind(&birth);
    return worker;
}

void crew_worker_free(crew_worker *worker)
{
    worker_stop_accepting(worker);
    crew_service_abandon(&worker->service);
    crew_http_free(worker->service.http);
    crew_source_clear(&worker->signals);
    crew_source_clear(&worker->heard);
    crew_source_clear(&worker->lifeline);
    crew_source_clear(&worker->deadline);
    crew_retire_clear(&worker->retire);
    crew_listing_clear(&worker->listing);
    crew_overtime_ignore();
    crew_loop_free(worker->loop);
    /* The signals stay as they are until crew_unload: a stop that comes while the process is ending must not cut that short. */
    crew_birth_clear(&worker->birth);
    crew_free(worker);
}

void crew_unload(void)
{
    crew_overtime_ignore();
    crew_signals_unload();
}

int crew_worker_slot(const crew_worker *worker)
{
    return worker->birth.slot;
}

void crew_worker_set_read_buffers(crew_worker *worker, crew_room ordinary, crew_room bulk)
{
    worker->service.read = ordinary;
    worker->service.read_bulk = bulk;
}

void crew_worker_set_callbacks(crew_worker *worker, const crew_callbacks *callbacks)
{
    crew_service_set_callbacks(&worker->service, callbacks);
}

void crew_worker_set_memory(crew_worker *worker, size_t (*memory)(void))
{
    worker->retire.memory = memory;
}

volatile uint64_t *crew_worker_calls(crew_worker *worker)
{
    return &worker->birth.score->calls;
}

void crew_worker_set_overtime(crew_worker *worker, void (*on_overtime)(void))
{
    if (crew_server_limits_of(worker->birth.server)->callback_timeout_ms > 0) {
        crew_overtime_listen(&worker->birth.score->calls, on_overtime);
    }
}

/* Of all who share the socket, leaving ones and those that have just been started aside. */
static bool worker_is_ahead(void *user)
{
    const crew_worker *worker = user;

    return crew_scoreboard_is_ahead(worker->birth.board, crew_server_workers(worker->birth.server) * 2,
        worker->service.traffic->connections);
}

static void worker_begin_to_accept(crew_worker *worker)
{
    const crew_birth *birth = &worker->birth;

    birth->score->accepts = true;
    if (birth->dispatch != NULL) {
        worker->listener = crew_listener_new_receiving(
            worker->loop, crew_dispatch_fd(birth->dispatch, birth->slot), worker_on_handed, worker);
        crew_dispatch_attach(birth->dispatch, birth->slot, birth->entry);
        return;
    }
    worker->listener = crew_listener_new(worker->loop, crew_server_fd(birth->server, birth->slot), worker_on_accept, worker);
    if (crew_server_own_sockets(birth->server) == 0 && crew_server_workers(birth->server) > 1) {
        crew_listener_share(worker->listener, worker_is_ahead);
    }
}

void crew_worker_run(crew_worker *worker)
{
    bool runs = true;

    worker_begin_to_accept(worker);
    crew_daemon_settle();
    (void)crew_birth_report(&worker->birth, CREW_REPORT_READY); /* fails only when the master is gone, which the lifeline tells */
    crew_loop_show_busy(worker->loop, &worker->birth.score->busy_since_ms);
    while (runs && (worker->service.mode == CREW_SERVICE_OPEN || !crew_service_is_empty(&worker->service))) {
        runs = crew_loop_turn(worker->loop);
        crew_retire_look(&worker->retire);
        if (worker->is_full) {
            worker_check_connections(worker);
        }
    }
}

void crew_worker_halt(crew_worker *worker)
{
    crew_loop_stop(worker->loop);
}

void crew_worker_before_fork(crew_worker *worker)
{
    if (worker->service.cork_conn != NULL) {
        crew_conn_flush(worker->service.cork_conn);
    }
    crew_signals_hold();
}

void crew_worker_after_fork(crew_worker *worker)
{
    (void)worker;
    crew_signals_let_go();
}

void crew_worker_after_fork_in_copy(crew_worker *worker)
{
    crew_loop_detach(worker->loop);
    crew_service_forget_queued(&worker->service);
    crew_signals_leave();
    crew_signals_let_go();
}

void crew_worker_forget(crew_worker *worker)
{
    crew_service_forget(&worker->service);
    crew_loop_stop(worker->loop);
}

void crew_worker_last_words(crew_worker *worker, const char *words)
{
    (void)snprintf(worker->birth.score->last_words, CREW_LAST_WORDS, "%s", words);
}

void crew_worker_show_memory(crew_worker *worker, uint64_t used, uint64_t peak)
{
    worker->birth.score->memory = used;
    worker->birth.score->memory_peak = peak;
}

void crew_worker_count_exception(crew_worker *worker)
{
    worker->birth.score->exceptions++;
}

int crew_worker_ask_stop(crew_worker *worker)
{
    return crew_birth_report(&worker->birth, CREW_REPORT_STOP);
}

int crew_worker_ask_reload(crew_worker *worker)
{
    return crew_birth_report(&worker->birth, CREW_REPORT_RELOAD);
}

void crew_worker_each_conn(crew_worker *worker, bool (*visit)(crew_conn *conn, void *user), void *user)
{
    crew_service_each(&worker->service, visit, user);
}

size_t crew_worker_conn_count(const crew_worker *worker)
{
    return (size_t)worker->service.traffic->connections;
}
