/*
 * Churn: connect, ask once, read the answer, and again; --connections of them at a time.
 *
 * By default the server closes, and its end of file is waited for; then our side closes with a
 * reset, so that no TIME_WAIT is left behind and every run finds the same machine. With
 * --client-close our side closes in the ordinary way after the answer, so that the server sees an
 * end of file. A slot whose connection failed is counted and left empty: a refused connection must
 * not become a loop.
 */
#include "bench/load.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/types.h>

struct visit {
    int fd;
    bool connecting;
    char *text;
    size_t got;
    uint64_t since;
};

static struct load_request request;
static uint64_t next_number;
static char scratch[LOAD_READ_SIZE];

static void visit_fail(struct load *load, struct visit *visit)
{
    load_close(visit->fd, true);
    visit->fd = -1;
    load->active--;
}

/* False when the request could not be sent; a request fits a fresh socket's buffer. */
static bool visit_ask(struct load *load, struct visit *visit)
{
    ssize_t n = send(visit->fd, visit->text, request.len, MSG_NOSIGNAL);

    if (n < 0 && errno == EAGAIN) {
        visit->connecting = true; /* not connected yet: ask when it is */
        return true;
    }
    if (n == (ssize_t)request.len) {
        visit->connecting = false;
        return true;
    }
    n < 0 ? load_errno(load, errno) : load_error(load, LOAD_ERROR_OTHER);
    return false;
}

static void visit_begin(struct load *load, struct visit *visit)
{
    load_request_write(&request, visit->text, next_number);
    visit->since = load_now();
    visit->got = 0;
    visit->fd = load_connect(load, (unsigned)next_number++, false);
    if (visit->fd < 0) {
        load_errno(load, errno);
        load->active--;
        return;
    }
    if (!visit_ask(load, visit)) {
        visit_fail(load, visit);
        return;
    }
    load_watch(load, visit->fd, visit->connecting ? EPOLLOUT : EPOLLIN, visit, EPOLL_CTL_ADD);
}

static void visit_complete(struct load *load, struct visit *visit)
{
    load_record(load, visit->since, load_now());
    load_close(visit->fd, !load->options.client_close);
    visit->fd = -1;
    if (load_goes_on(load)) {
        visit_begin(load, visit);
    } else {
        load->active--;
    }
}

static void visit_read(struct load *load, struct visit *visit)
{
    ssize_t n = recv(visit->fd, scratch, sizeof(scratch), 0);
    bool complete;

    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (n > 0) {
        if (visit->got + (size_t)n > request.answer_len ||
            !load_request_check(&request, visit->text, visit->got, scratch, (size_t)n)) {
            load_error(load, LOAD_ERROR_WRONG);
            visit_fail(load, visit);
            return;
        }
        visit->got += (size_t)n;
        if (load->phase == LOAD_MEASURING) {
            load->bytes += (uint64_t)n;
        }
    }
    complete = visit->got == request.answer_len;
    if (complete && (n == 0 || (n > 0 && load->options.client_close))) {
        visit_complete(load, visit);
    } else if (n <= 0) {
        n < 0 ? load_errno(load, errno) : load_error(load, LOAD_ERROR_CLOSED);
        visit_fail(load, visit);
    }
}

static void on_visit(struct load *load, void *owner, uint32_t events)
{
    struct visit *visit = owner;

    (void)events;
    if (!visit->connecting) {
        visit_read(load, visit);
    } else if (!visit_ask(load, visit)) {
        visit_fail(load, visit);
    } else if (!visit->connecting) {
        load_watch(load, visit->fd, EPOLLIN, visit, EPOLL_CTL_MOD);
    }
}

void load_churn(struct load *load)
{
    struct visit *visits = load_alloc(load->options.connections, sizeof(*visits));

    if (load_request_learn(load, &request)) {
        load->active = load->options.connections;
        for (unsigned i = 0; i < load->options.connections; i++) {
            visits[i].text = load_alloc(request.len, 1);
            visit_begin(load, &visits[i]);
        }
        load_run(load, on_visit);
    }
    for (unsigned i = 0; i < load->options.connections; i++) {
        free(visits[i].text);
    }
    free(visits);
    load_request_free(&request);
}
