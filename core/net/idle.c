/*
 * idle: ends connections on which no byte has moved for a while (idle_ms of a service in conn.h). A sweep over all of them, several times
 * within that while, compares what each has moved with what it had at the last sweep: so messages pay nothing for it, and while the worker
 * itself is busy nobody becomes idle.
 */
#include "core/net/conn_internal.h"

#define IDLE_SWEEPS 8 /* within the timeout; a connection ends up to one of them late */

/* What the script holds back itself is not the peer's silence. Of two that are joined both move the same bytes, or neither. */
static bool idle_concerns(const crew_conn *conn)
{
    return conn->state == CONN_OPEN && !(conn->paused & (CONN_PAUSE_HOST | CONN_PAUSE_UNREAD));
}

/* Without a byte either way since the last look. */
static bool idle_is_quiet(crew_conn *conn)
{
    uint32_t before = conn->moved_seen;

    conn->moved_seen = (uint32_t)(conn->bytes_read + conn->bytes_written - crew_conn_pending(conn));
    return conn->moved_seen == before;
}

static void idle_end(crew_conn *conn)
{
    crew_log(CREW_LOG_DEBUG, "conn %llu: idle", (unsigned long long)conn->id);
    if (crew_conn_pending(conn) > 0) {
        crew_conn_close(conn); /* its peer has taken nothing all the time, and would not take the rest */
    } else {
        crew_conn_end(conn);
    }
}

static void idle_on_timer(crew_source *source, unsigned ready)
{
    crew_service *service = CREW_CONTAINER_OF(source, crew_service, idle_timer);

    (void)ready;
    service->is_idle_timed = false;
    for (crew_list *node = service->conns.next; node != &service->conns; node = node->next) {
        crew_conn *conn = CREW_CONTAINER_OF(node, crew_conn, link);

        if (!idle_is_quiet(conn) || !idle_concerns(conn)) {
            conn->quiet_sweeps = 0;
        } else if (++conn->quiet_sweeps >= IDLE_SWEEPS) {
            idle_end(conn);
        }
    }
    if (!crew_list_is_empty(&service->conns)) {
        crew_service_watch_idle(service);
    }
}

void crew_service_watch_idle(crew_service *service)
{
    if (service->idle_ms > 0 && !service->is_idle_timed) {
        service->is_idle_timed = true;
        crew_source_after(&service->idle_timer, service->idle_ms / IDLE_SWEEPS > 0 ? service->idle_ms / IDLE_SWEEPS : 1);
    }
}

void crew_service_init_idle(crew_service *service)
{
    crew_source_init(&service->idle_timer, service->loop, -1, idle_on_timer);
    service->is_idle_timed = false;
    service->idle_ms = 0;
}
