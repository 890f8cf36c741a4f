/*
 * Idle connections: opens them, exchanges one message on each when --touch is given, prints "idle
 * N" and holds them until stdin closes, so that whoever started it can weigh the server meanwhile.
 *
 * It measures nothing itself. A connection that the server gave up meanwhile is counted at the
 * end.
 */
#include "bench/load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

/* The kernel accepts for a busy server only up to its backlog; a pause each so many connections
 * lets even a short one suffice. */
#define BURST 100

static struct load_request request;

static void breathe(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

/* Sends one request and reads its answer on a blocking socket. */
static void touch(struct load *load, int fd, uint64_t number)
{
    char *sent = load_alloc(request.len, 1);
    char *answer = load_alloc(request.answer_len, 1);
    ssize_t n;

    load_request_write(&request, sent, number);
    if (send(fd, sent, request.len, MSG_NOSIGNAL) != (ssize_t)request.len) {
        load_errno(load, errno);
    } else {
        n = recv(fd, answer, request.answer_len, MSG_WAITALL);
        if (n < 0) {
            load_errno(load, errno);
        } else if ((size_t)n < request.answer_len) {
            load_error(load, LOAD_ERROR_CLOSED);
        } else if (!load_request_check(&request, sent, 0, answer, request.answer_len)) {
            load_error(load, LOAD_ERROR_WRONG);
        } else {
            load->operations++;
        }
    }
    free(sent);
    free(answer);
}

static unsigned open_all(struct load *load, int *fds)
{
    for (unsigned i = 0; i < load->options.connections; i++) {
        fds[i] = load_connect(load, i, true);
        if (fds[i] < 0) {
            load_errno(load, errno);
            return i;
        }
        if (load->options.touch) {
            touch(load, fds[i], i);
        } else if (i % BURST == BURST - 1) {
            breathe();
        }
        if (load_error_total(load) > 0) {
            return i + 1;
        }
    }
    return load->options.connections;
}

static void wait_for_end_of_stdin(void)
{
    char ignored[256];
    ssize_t n;

    do {
        n = read(STDIN_FILENO, ignored, sizeof(ignored));
    } while (n > 0 || (n < 0 && errno == EINTR));
}

/* Closes, and counts a connection whose other end did so before us or said something unasked. */
static void close_one(struct load *load, int fd)
{
    char byte;
    ssize_t n = recv(fd, &byte, 1, MSG_DONTWAIT);

    if (n >= 0) {
        load_error(load, n == 0 ? LOAD_ERROR_CLOSED : LOAD_ERROR_WRONG);
    } else if (errno != EAGAIN) {
        load_errno(load, errno);
    }
    load_close(fd, false);
}

void load_idle(struct load *load)
{
    int *fds = load_alloc(load->options.connections, sizeof(*fds));
    unsigned opened = 0;

    if (!load->options.touch || load_request_learn(load, &request)) {
        load->began = load_now();
        opened = open_all(load, fds);
        load->ended = load_now();
        printf("idle %u\n", opened);
        fflush(stdout);
        wait_for_end_of_stdin();
    }
    for (unsigned i = 0; i < opened; i++) {
        close_one(load, fds[i]);
    }
    free(fds);
    if (load->options.touch) {
        load_request_free(&request);
    }
}
