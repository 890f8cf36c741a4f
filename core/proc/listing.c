/*
 * listing: see listing.h.
 */
#include "core/proc/listing.h"

#include <errno.h>
#include <stdio.h>

#include "core/base/json.h"
#include "core/net/sock.h"

typedef struct listing_visit {
    crew_json json;
    int slot;
} listing_visit;

static bool listing_write_conn(crew_conn *conn, void *user)
{
    listing_visit *visit = user;
    crew_json *json = &visit->json;
    char address[CREW_ADDRESS_TEXT];

    crew_json_open(json, NULL, '{');
    crew_json_number(json, "id", (int64_t)crew_conn_id(conn));
    crew_json_number(json, "worker", visit->slot);
    crew_json_text(json, "remote", crew_conn_remote(conn, address));
    crew_json_text(json, "local", crew_conn_local(conn, address));
    crew_json_text(json, "state", crew_conn_state(conn));
    crew_json_number(json, "pending", (int64_t)crew_conn_pending(conn));
    crew_json_number(json, "bytes_read", (int64_t)crew_conn_bytes_read(conn));
    crew_json_number(json, "bytes_written", (int64_t)crew_conn_bytes_written(conn));
    crew_json_number(json, "age", crew_conn_age_s(conn));
    crew_json_close(json, '}');
    return true;
}

static void listing_write(crew_listing *listing)
{
    crew_buf *list = NULL;
    listing_visit visit = {.slot = listing->slot};
    char length[32];

    crew_json_init(&visit.json, &list);
    crew_service_each(listing->service, listing_write_conn, &visit);
    (void)snprintf(length, sizeof length, "%zu\n", crew_buf_size(list));
    crew_buf_append(&listing->out, crew_span_str(length));
    if (list != NULL) {
        crew_buf_append(&listing->out, crew_buf_peek(list));
        crew_buf_clear(&list);
    }
}

/* False when the master is gone. */
static bool listing_send(crew_listing *listing)
{
    while (listing->out != NULL) {
        crew_span bytes = crew_buf_peek(listing->out);
        ssize_t n = crew_sock_send(listing->source.fd, &bytes, 1, false);

        if (n < 0) {
            return crew_sock_is_retry(errno);
        }
        crew_buf_consume(&listing->out, (size_t)n);
    }
    return true;
}

static void listing_on_ready(crew_source *source, unsigned ready)
{
    crew_listing *listing = CREW_CONTAINER_OF(source, crew_listing, source);
    bool is_there = true;
    char asked[16];

    if (ready & CREW_READY_READ) {
        ssize_t n = crew_sock_recv(source->fd, asked, sizeof asked);

        is_there = n > 0 || (n < 0 && crew_sock_is_retry(errno));
        if (n > 0) {
            listing_write(listing);
        }
    }
    if (!is_there || !listing_send(listing)) {
        crew_buf_clear(&listing->out);
        crew_source_watch(source, 0);
        return;
    }
    crew_source_watch(source, listing->out != NULL ? CREW_READY_READ | CREW_READY_WRITE : CREW_READY_READ);
}

void crew_listing_init(crew_listing *listing, crew_service *service, int slot, int fd)
{
    crew_source_init(&listing->source, service->loop, fd, listing_on_ready);
    listing->service = service;
    listing->slot = slot;
    listing->out = NULL;
    if (fd >= 0) {
        crew_source_watch(&listing->source, CREW_READY_READ);
    }
}

void crew_listing_clear(crew_listing *listing)
{
    crew_source_clear(&listing->source);
    crew_buf_clear(&listing->out);
    if (listing->source.fd >= 0) {
        crew_sock_close(listing->source.fd);
    }
}
