/*
 * stream: a connected descriptor and the queue of what it could not take yet: bytes, and parts of files. It knows nothing of messages and calls nobody; its
 * source reports to the owner it is embedded in.
 */
#ifndef CREW_NET_STREAM_H
#define CREW_NET_STREAM_H

#include "core/base/buf.h"
#include "core/base/compiler.h"
#include "core/net/loop.h"
#include "core/net/sock.h"

#define CREW_STREAM_PARTS 6

/* In the queue, a part of a file and the bytes behind it. */
typedef struct crew_stream_file crew_stream_file;

typedef struct crew_stream {
    crew_source source;
    crew_buf *out;           /* NULL when nothing is queued, a file included */
    crew_stream_file *files; /* behind out; the first is read when out has become empty */
} crew_stream;

/* Takes `fd`. `run` is the source's. */
void crew_stream_init(crew_stream *stream, crew_loop *loop, int fd, crew_source_fn run);

/* Closes the descriptor and drops the queue; idempotent. */
void crew_stream_close(crew_stream *stream);

/* In a copy of the process: drops the queue without touching the descriptor; closing it, or taking it out of the shared event queue, is the
 * original's to do. */
void crew_stream_forget(crew_stream *stream);

static inline int crew_stream_fd(const crew_stream *stream)
{
    return stream->source.fd;
}

/* Bytes read (> 0), 0 at the end, -1 with errno. */
static inline ssize_t crew_stream_read(crew_stream *stream, char *into, size_t size)
{
    return crew_sock_recv(stream->source.fd, into, size);
}

/* The two ways of crew_stream_write off its beaten track: bytes are queued already; the kernel took `sent` bytes, or -1 with errno. */
int crew_stream_write_behind(crew_stream *stream, const crew_span *parts, int count, bool is_last);
int crew_stream_write_rest(crew_stream *stream, const crew_span *parts, int count, ssize_t sent);

/*
 * Sends the parts in one system call behind whatever is queued, and queues what the kernel did not take; then writing is watched until
 * the owner's source runs with CREW_READY_WRITE. At most CREW_STREAM_PARTS. 0, or -1 with errno when the peer cannot be reached. `is_last` as in
 * crew_sock_send.
 */
CREW_FLAT int crew_stream_write(crew_stream *stream, const crew_span *parts, int count, bool is_last)
{
    ssize_t sent;

    if (stream->out != NULL) {
        return crew_stream_write_behind(stream, parts, count, is_last);
    }
    sent = crew_sock_send(stream->source.fd, parts, count, is_last);
    return count == 1 && sent == (ssize_t)parts[0].len ? 0 : crew_stream_write_rest(stream, parts, count, sent);
}

/* Queues without sending. */
void crew_stream_queue(crew_stream *stream, const crew_span *parts, int count);

/* Takes `fd` and queues `length` bytes of its file, from `offset` on. 0, or -1 with errno when it cannot be read. */
int crew_stream_queue_file(crew_stream *stream, int fd, uint64_t offset, uint64_t length);

/* Offers the queue to the kernel. 0 (what is left is crew_stream_pending), or -1 with errno. */
int crew_stream_flush(crew_stream *stream, bool is_last);

/* What the queue of files adds to it. */
uint64_t crew_stream_pending_files(const crew_stream *stream);

/* Bytes that wait, those of files included. */
static inline uint64_t crew_stream_pending(const crew_stream *stream)
{
    if (stream->out == NULL) {
        return 0;
    }
    return crew_buf_size(stream->out) + (stream->files != NULL ? crew_stream_pending_files(stream) : 0);
}

/* Whether to be told when there is something to read. */
void crew_stream_watch_read(crew_stream *stream, bool on);

#endif
