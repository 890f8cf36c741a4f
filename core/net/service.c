/*
 * service: all connections of one server in one worker (see conn.h).
 */
#include "core/net/conn_internal.h"

#include <string.h>

#include "core/base/clock.h"

#define SERVICE_STALL_MS 60000

static void service_on_linger_timer(crew_source *source, unsigned ready)
{
    crew_service *service = CREW_CONTAINER_OF(source, crew_service, linger_timer);
    int64_t now = crew_clock_ms();

    (void)ready;
    service->is_linger_timed = false;
    for (crew_list *node = service->lingering.next; node != &service->lingering; node = node->next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);

        if (conn->linger_until > now && conn->state == CONN_LINGERING) {
            service->is_linger_timed = true;
            crew_source_after(&service->linger_timer, conn->linger_until - now);
            return;
        }
        crew_conn_close(conn);
    }
}

/* No event of the kernel's ends one that is ending while its peer takes nothing, or one that nobody reads and whose peer has gone. */
static bool service_looks_after(const crew_conn *conn)
{
    return conn->state == CONN_ENDING || (conn->state == CONN_OPEN && (conn->paused & CONN_PAUSE_UNREAD));
}

/* What the peer has sent and taken so far. The kernel holds megabytes and says for minutes nothing of a slow peer who is taking them, so
 * what it holds counts as not taken. The beginning of the end counts as well: it has its own minute. */
static uint64_t service_progress(const crew_conn *conn)
{
    uint64_t waiting = crew_conn_pending(conn) + crew_sock_unsent(crew_stream_fd(&conn->stream));

    return crew_conn_bytes_read(conn) + crew_conn_bytes_written(conn) - waiting + (conn->state == CONN_ENDING);
}

/* Nothing has moved since the last look. */
static bool service_has_stalled(crew_conn *conn)
{
    uint64_t before = conn->progress_seen;

    conn->progress_seen = service_progress(conn);
    return conn->progress_seen == before &&
           (conn->state == CONN_ENDING || crew_sock_has_peer_ended(crew_stream_fd(&conn->stream)));
}

static void service_on_stall_timer(crew_source *source, unsigned ready)
{
    crew_service *service = CREW_CONTAINER_OF(source, crew_service, stall_timer);

    (void)ready;
    service->is_stall_timed = false;
    for (crew_list *node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);

        if (!service_looks_after(conn)) {
            continue;
        }
        if (service_has_stalled(conn)) {
            crew_conn_close(conn);
        } else {
            crew_service_look_later(service);
        }
    }
}

void crew_service_look_later(crew_service *service)
{
    if (!service->is_stall_timed) {
        service->is_stall_timed = true;
        crew_source_after(&service->stall_timer, service->stall_ms);
    }
}

void crew_service_init(crew_service *service)
{
    crew_list_init(&service->conns);
    crew_list_init(&service->lingering);
    crew_source_init(&service->linger_timer, service->loop, -1, service_on_linger_timer);
    service->is_linger_timed = false;
    crew_source_init(&service->stall_timer, service->loop, -1, service_on_stall_timer);
    service->is_stall_timed = false;
    service->stall_ms = SERVICE_STALL_MS;
    crew_service_init_idle(service);
    service->last_id = 0;
    service->mode = CREW_SERVICE_OPEN;
    service->cork_conn = NULL;
    service->cork_len = 0;
    service->input_conn = NULL;
}

void crew_service_set_mode(crew_service *service, crew_service_mode mode)
{
    service->mode = mode;
    if (mode != CREW_SERVICE_FINISHING && service->http == NULL) {
        return;
    }
    for (crew_list *node = service->conns.next; node != &service->conns; node = node->next) {
        crew_source_note(&CREW_CONTAINER_OF(node, crew_conn, link)->stream.source, CONN_NOTE_FINISH);
    }
}

bool crew_service_is_empty(const crew_service *service)
{
    return crew_list_is_empty(&service->conns) && crew_list_is_empty(&service->lingering);
}

void crew_service_abandon(crew_service *service)
{
    crew_list *node;

    memset(&service->callbacks, 0, sizeof service->callbacks);
    crew_list_splice(&service->conns, &service->lingering);
    for (node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn_flush(CREW_CONTAINER_OF(node, crew_conn, link));
    }
    service->cork_conn = NULL;
    for (node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn_close(CREW_CONTAINER_OF(node, crew_conn, link));
    }
    while (!crew_list_is_empty(&service->conns)) {
        crew_conn_tell_closed(CREW_CONTAINER_OF(service->conns.next, crew_conn, link));
    }
    crew_source_clear(&service->linger_timer);
    crew_source_clear(&service->stall_timer);
    crew_source_clear(&service->idle_timer);
}

void crew_service_each(crew_service *service, bool (*visit)(crew_conn *conn, void *user), void *user)
{
    for (crew_list *node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);

        if (conn->state < CONN_LINGERING && !visit(conn, user)) {
            return;
        }
    }
}

void crew_service_set_callbacks(crew_service *service, const crew_callbacks *callbacks)
{
    service->callbacks = *callbacks;
    for (crew_list *node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);

        /* Bytes that were kept for a host that reads by itself may now be messages, and the other way round. */
        if (callbacks->on_message != NULL && (conn->in != NULL || conn->paused != 0)) {
            crew_conn_set_paused(conn, CONN_PAUSE_UNREAD, false);
        }
    }
}

void crew_service_forget_queued(crew_service *service)
{
    for (crew_list *node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);

        if (crew_conn_pending(conn) > 0) {
            crew_conn_forget(conn);
        }
    }
}

void crew_service_forget(crew_service *service)
{
    crew_list *node;

    memset(&service->callbacks, 0, sizeof service->callbacks);
    if (service->cork_conn != NULL) {
        crew_conn_flush(service->cork_conn);
    }
    crew_list_splice(&service->conns, &service->lingering);
    while ((node = crew_list_shift(&service->conns)) != NULL) {
        crew_conn_forget(CREW_CONTAINER_OF(node, crew_conn, link));
    }
}
