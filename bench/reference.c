/*
 * The parts of a reference server that are not its loop; see reference.h.
 *
 * Does no more than the workloads need: loopback only, no limits, no time-outs. It is the floor
 * that a server pays for the kernel's TCP path, not a server to use.
 */
#include "bench/reference.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static const char answer_head[] = "HTTP/1.1 200 OK\r\n"
                                  "Content-Type: text/html;charset=UTF-8\r\n"
                                  "Connection: keep-alive\r\n"
                                  "Server: php socket server\r\n"
                                  "Content-length: ";

_Static_assert(sizeof(answer_head) + 24 < REFERENCE_HEAD_ROOM, "the head needs more room");

static void queue_make_room(struct reference_queue *queue, size_t n)
{
    size_t waiting = queue->end - queue->off;

    if (queue->cap - queue->end >= n) {
        return;
    }
    if (queue->off > 0) {
        memmove(queue->data, queue->data + queue->off, waiting);
        queue->off = 0;
        queue->end = waiting;
    }
    if (queue->cap - queue->end < n) {
        size_t cap = queue->cap ? queue->cap : REFERENCE_READ_SIZE;

        while (cap - waiting < n) {
            cap *= 2;
        }
        queue->data = realloc(queue->data, cap);
        if (!queue->data) {
            reference_die("realloc");
        }
        queue->cap = cap;
    }
}

static int send_some(int fd, const char *data, size_t n, size_t *sent)
{
    ssize_t r;

    do {
        r = send(fd, data, n, MSG_NOSIGNAL);
    } while (r < 0 && errno == EINTR);

    *sent = r > 0 ? (size_t)r : 0;
    return r < 0 && errno != EAGAIN ? -1 : 0;
}

enum reference_mode reference_options(int argc, char **argv, unsigned short *port)
{
    static const char *const names[] = {"demo3", "echo",       "close",
                                        "http",  "http-close", "http-upload"};
    const char *name = argc > 2 ? argv[2] : "demo3";
    char *end = NULL;
    long number = argc > 1 ? strtol(argv[1], &end, 10) : -1;

    if (argc > 1 && argc < 4 && *argv[1] && !*end && number >= 0 && number <= 65535) {
        *port = (unsigned short)number;
        for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
            if (strcmp(name, names[i]) == 0) {
                return (enum reference_mode)i;
            }
        }
    }
    fprintf(stderr, "usage: %s PORT [demo3|echo|close|http|http-close|http-upload]\n", argv[0]);
    exit(2);
}

int reference_listen(unsigned short port)
{
    struct sockaddr_in addr = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0) {
        reference_die("socket");
    }
    /* Accepted sockets inherit TCP_NODELAY on Linux: one system call less a connection. */
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0 ||
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) < 0) {
        reference_die("setsockopt");
    }
    if (bind(fd, (struct sockaddr *)&addr, sizeof(addr)) < 0) {
        reference_die("bind");
    }
    if (listen(fd, 4096) < 0) {
        reference_die("listen");
    }
    return fd;
}

void reference_ready(int listener, unsigned short port)
{
    struct sockaddr_in addr;
    socklen_t len = sizeof(addr);

    if (port != 0) {
        puts("ready");
    } else if (getsockname(listener, (struct sockaddr *)&addr, &len) == 0) {
        printf("ready %u\n", ntohs(addr.sin_port));
    } else {
        reference_die("getsockname");
    }
    fflush(stdout);
}

/* Lays demo3's head before the n bytes at body; returns where it starts. */
static char *lay_head(char *body, size_t n)
{
    char *start = body - 4;

    memcpy(start, "\r\n\r\n", 4);
    do {
        *--start = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    start -= sizeof(answer_head) - 1;
    memcpy(start, answer_head, sizeof(answer_head) - 1);
    return start;
}

int reference_answer(enum reference_mode mode, int fd, struct reference_peer *peer, char *body,
                     size_t n)
{
    char *start = body;

    if (mode >= REFERENCE_HTTP) {
        return reference_http(mode, fd, peer, body, n);
    }
    if (mode != REFERENCE_ECHO) {
        start = lay_head(body, n);
    }
    peer->closing = mode == REFERENCE_CLOSE;
    return reference_write(fd, &peer->out, start, n + (size_t)(body - start));
}

int reference_write(int fd, struct reference_queue *queue, const char *data, size_t n)
{
    if (reference_pending(queue) == 0) {
        size_t sent;

        if (send_some(fd, data, n, &sent) < 0) {
            return -1;
        }
        data += sent;
        n -= sent;
    }
    if (n > 0) {
        queue_make_room(queue, n);
        memcpy(queue->data + queue->end, data, n);
        queue->end += n;
    }
    return 0;
}

int reference_flush(int fd, struct reference_queue *queue)
{
    size_t sent;

    if (send_some(fd, queue->data + queue->off, reference_pending(queue), &sent) < 0) {
        return -1;
    }
    queue->off += sent;
    if (reference_pending(queue) == 0) {
        reference_queue_clear(queue);
    }
    return 0;
}

size_t reference_pending(const struct reference_queue *queue)
{
    return queue->end - queue->off;
}

void reference_queue_clear(struct reference_queue *queue)
{
    free(queue->data);
    *queue = (struct reference_queue){0};
}

void reference_die(const char *what)
{
    fprintf(stderr, "reference: %s: %s\n", what, strerror(errno));
    exit(1);
}
