/*
 * What the two reference servers share: the listening socket, the answers and the queue of bytes
 * the kernel did not take. reference_http.c has the answers over HTTP, reference.c all the rest.
 *
 * It has no loop and knows no connection: reference_epoll.c and reference_event.c own those, so
 * that the only difference between the two is the loop. A peer belongs to the connection it sits
 * in.
 */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum reference_mode {
    REFERENCE_DEMO3,      /* demo3's HTTP head, then the bytes received */
    REFERENCE_ECHO,       /* the bytes received */
    REFERENCE_CLOSE,      /* demo3's answer, then the connection is closed */
    REFERENCE_HTTP,       /* a ready answer to each request; the connection stays */
    REFERENCE_HTTP_CLOSE, /* the same, then the connection is closed */
    REFERENCE_HTTP_UPLOAD /* one body after each head is read, its length is the answer */
};

#define REFERENCE_HEAD_ROOM 256             /* free bytes before the body, for the head */
#define REFERENCE_READ_SIZE (64 * 1024)     /* less costs more calls, more gains nothing */
#define REFERENCE_PAUSE_ABOVE (1024 * 1024) /* no reading while more than this waits to be sent */

/* Bytes data[off, end) wait to be sent; no memory is held while there are none. */
struct reference_queue {
    char *data;
    size_t off;
    size_t end;
    size_t cap;
};

/* What is known of a request that has not come whole yet. */
struct reference_http {
    char tail[3]; /* the last bytes received: the end of the head may lie across two reads */
    unsigned char tail_len;
    uint64_t length; /* of the body in upload mode, as its head promised */
    uint64_t due;    /* and what of it has not come yet */
};

struct reference_peer {
    struct reference_queue out;
    struct reference_http http;
    bool closing; /* nothing more is read; the connection ends when its queue is empty */
};

/* Reads "PORT [MODE]"; ends the process with words when it makes no sense. */
enum reference_mode reference_options(int argc, char **argv, unsigned short *port);

/* A non-blocking listening socket on 127.0.0.1; ends the process with words on failure. */
int reference_listen(unsigned short port);

/* Prints "ready", and the port when the caller asked for port 0 and so cannot know it. */
void reference_ready(int listener, unsigned short port);

/*
 * Answers the n bytes at body, which have REFERENCE_HEAD_ROOM writable bytes before them: demo3's
 * head is laid there, nothing is copied. Negative: the connection is dead.
 */
int reference_answer(enum reference_mode mode, int fd, struct reference_peer *peer, char *body,
                     size_t n);

/* The same, of the HTTP modes. */
int reference_http(enum reference_mode mode, int fd, struct reference_peer *peer, char *bytes,
                   size_t n);

/* Sends now what the kernel takes and queues the rest. Negative: the connection is dead. */
int reference_write(int fd, struct reference_queue *queue, const char *data, size_t n);

/* Sends queued bytes. Negative: the connection is dead. */
int reference_flush(int fd, struct reference_queue *queue);

size_t reference_pending(const struct reference_queue *queue);
void reference_queue_clear(struct reference_queue *queue);

/* Ends the process: `what` failed for the reason in errno. */
_Noreturn void reference_die(const char *what);

#endif
