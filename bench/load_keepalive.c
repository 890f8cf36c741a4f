/*
 * Request and answer on connections that stay open: each has one batch of --pipeline requests (one
 * by default) outstanding and sends the next when the last answer is complete.
 *
 * A connection that fails is counted, closed and not opened again. Each owns the text of its
 * batch, because the answers are checked against it.
 */
#include "bench/load.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

struct asker {
    int fd;
    bool writing; /* waits for room in the socket */
    char *batch;
    size_t sent;
    size_t got;
    uint64_t since;
};

static struct load_request request;
static uint64_t next_number;
static char scratch[LOAD_READ_SIZE];

static void asker_end(struct load *load, struct asker *asker)
{
    load_close(asker->fd, false);
    asker->fd = -1;
    load->active--;
}

static size_t batch_len(const struct load *load)
{
    return request.len * load->options.pipeline;
}

static void asker_flush(struct load *load, struct asker *asker)
{
    size_t rest = batch_len(load) - asker->sent;
    ssize_t n = send(asker->fd, asker->batch + asker->sent, rest, MSG_NOSIGNAL);
    bool writing;

    if (n < 0 && errno != EAGAIN && errno != EINTR) {
        load_errno(load, errno);
        asker_end(load, asker);
        return;
    }
    asker->sent += n > 0 ? (size_t)n : 0;
    writing = asker->sent < batch_len(load);
    if (writing != asker->writing) {
        asker->writing = writing;
        load_watch(load, asker->fd, EPOLLIN | (writing ? EPOLLOUT : 0), asker, EPOLL_CTL_MOD);
    }
}

static void asker_ask(struct load *load, struct asker *asker, uint64_t now)
{
    for (unsigned i = 0; i < load->options.pipeline; i++) {
        load_request_write(&request, asker->batch + i * request.len, next_number++);
    }
    asker->sent = 0;
    asker->got = 0;
    asker->since = now;
    asker_flush(load, asker);
}

/* Takes n received bytes; false when they are not what was asked for. */
static bool asker_take(struct load *load, struct asker *asker, const char *bytes, size_t n,
                       uint64_t now)
{
    while (n > 0) {
        size_t index = asker->got / request.answer_len;
        size_t offset = asker->got % request.answer_len;
        size_t part = request.answer_len - offset < n ? request.answer_len - offset : n;

        if (index >= load->options.pipeline ||
            !load_request_check(&request, asker->batch + index * request.len, offset, bytes,
                                part)) {
            return false;
        }
        asker->got += part;
        bytes += part;
        n -= part;
        if (asker->got % request.answer_len == 0) {
            load_record(load, asker->since, now);
        }
    }
    return true;
}

static void on_asker(struct load *load, void *owner, uint32_t events)
{
    struct asker *asker = owner;
    uint64_t now;
    ssize_t n;

    if (events & EPOLLOUT) {
        asker_flush(load, asker);
        if (asker->fd < 0) {
            return;
        }
    }
    n = recv(asker->fd, scratch, sizeof(scratch), 0);
    if (n <= 0) {
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        n < 0 ? load_errno(load, errno) : load_error(load, LOAD_ERROR_CLOSED);
        asker_end(load, asker);
        return;
    }
    now = load_now();
    if (load->phase == LOAD_MEASURING) {
        load->bytes += (uint64_t)n;
    }
    if (!asker_take(load, asker, scratch, (size_t)n, now)) {
        load_error(load, LOAD_ERROR_WRONG);
        asker_end(load, asker);
    } else if (asker->got == request.answer_len * load->options.pipeline) {
        if (load_goes_on(load)) {
            asker_ask(load, asker, now);
        } else {
            asker_end(load, asker);
        }
    }
}

static void open_all(struct load *load, struct asker *askers)
{
    for (unsigned i = 0; i < load->options.connections; i++) {
        askers[i].fd = load_connect(load, i, true);
        if (askers[i].fd < 0) {
            load_errno(load, errno);
            return;
        }
        load_nonblocking(askers[i].fd);
        askers[i].batch = load_alloc(load->options.pipeline, request.len);
        load_watch(load, askers[i].fd, EPOLLIN, &askers[i], EPOLL_CTL_ADD);
        load->active++;
    }
}

void load_keepalive(struct load *load)
{
    struct asker *askers = load_alloc(load->options.connections, sizeof(*askers));

    if (load_request_learn(load, &request)) {
        open_all(load, askers);
        /* A run with fewer connections than asked for would be a figure about something else. */
        if (load_error_total(load) == 0) {
            for (unsigned i = 0; i < load->options.connections; i++) {
                asker_ask(load, &askers[i], load_now());
            }
            load_run(load, on_asker);
        }
    }
    for (unsigned i = 0; i < load->options.connections; i++) {
        free(askers[i].batch);
    }
    free(askers);
    load_request_free(&request);
}
