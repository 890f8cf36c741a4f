/*
 * stream: see stream.h.
 */
#include "core/net/stream.h"

#include <errno.h>

#include "core/base/alloc.h"
#include "core/net/file.h"

#define STREAM_PIECE 65536 /* of a file, read at once */
#define STREAM_PIECES 8    /* sent at once; then others have their turn */

struct crew_stream_file {
    crew_stream_file *next;
    int fd;
    uint64_t offset;
    uint64_t left;
    crew_buf *after; /* bytes queued behind it */
};

void crew_stream_init(crew_stream *stream, crew_loop *loop, int fd, crew_source_fn run)
{
    crew_source_init(&stream->source, loop, fd, run);
    stream->out = NULL;
    stream->files = NULL;
}

/* What was queued behind the first file is next. */
static void stream_drop_file(crew_stream *stream)
{
    crew_stream_file *file = stream->files;

    stream->files = file->next;
    stream->out = file->after;
    crew_file_close(file->fd);
    crew_free(file);
}

/* Nothing is left in front of the files: reads on, until there is something to send or nothing left at all. 0, or -1 with errno. */
static int stream_refill(crew_stream *stream)
{
    while (stream->out == NULL && stream->files != NULL) {
        crew_stream_file *file = stream->files;
        size_t wanted = file->left < STREAM_PIECE ? (size_t)file->left : STREAM_PIECE;
        ssize_t n;

        if (wanted == 0) {
            stream_drop_file(stream);
            continue;
        }
        n = crew_file_read(file->fd, crew_buf_room(&stream->out, wanted), wanted, file->offset);
        if (n != (ssize_t)wanted) {
            crew_buf_clear(&stream->out);
            errno = n < 0 ? errno : EIO; /* it has become shorter, and its length is promised */
            return -1;
        }
        crew_buf_extend(stream->out, wanted);
        file->offset += wanted;
        file->left -= wanted;
    }
    return 0;
}

static void stream_drop_queue(crew_stream *stream)
{
    crew_buf_clear(&stream->out);
    while (stream->files != NULL) {
        stream_drop_file(stream);
        crew_buf_clear(&stream->out);
    }
}

void crew_stream_close(crew_stream *stream)
{
    if (stream->source.fd < 0) {
        return;
    }
    crew_source_clear(&stream->source);
    crew_sock_close(stream->source.fd);
    stream->source.fd = -1;
    stream_drop_queue(stream);
}

void crew_stream_forget(crew_stream *stream)
{
    stream->source.fd = -1;
    stream_drop_queue(stream);
}

static void stream_watch_write(crew_stream *stream, bool on)
{
    unsigned now = crew_source_watched(&stream->source);
    unsigned wanted = on ? now | CREW_READY_WRITE : now & ~CREW_READY_WRITE;

    if (wanted != now) {
        crew_source_watch(&stream->source, wanted);
    }
}

/* The end of the queue. */
static crew_buf **stream_tail(crew_stream *stream)
{
    crew_stream_file *file = stream->files;

    if (file == NULL) {
        return &stream->out;
    }
    while (file->next != NULL) {
        file = file->next;
    }
    return &file->after;
}

void crew_stream_queue(crew_stream *stream, const crew_span *parts, int count)
{
    crew_buf **tail = stream_tail(stream);

    for (int i = 0; i < count; i++) {
        crew_buf_append(tail, parts[i]);
    }
}

int crew_stream_queue_file(crew_stream *stream, int fd, uint64_t offset, uint64_t length)
{
    crew_stream_file *file = crew_calloc(1, sizeof *file);
    crew_stream_file **last = &stream->files;

    file->fd = fd;
    file->offset = offset;
    file->left = length;
    while (*last != NULL) {
        last = &(*last)->next;
    }
    *last = file;
    return stream_refill(stream);
}

uint64_t crew_stream_pending_files(const crew_stream *stream)
{
    uint64_t pending = 0;

    for (const crew_stream_file *file = stream->files; file != NULL; file = file->next) {
        pending += file->left + crew_buf_size(file->after);
    }
    return pending;
}

int crew_stream_flush(crew_stream *stream, bool is_last)
{
    for (int pieces = 0; stream->out != NULL && pieces < STREAM_PIECES; pieces++) {
        crew_span queued = crew_buf_peek(stream->out);
        ssize_t sent = crew_sock_send(stream->source.fd, &queued, 1, is_last && stream->files == NULL);

        if (sent < 0 && !crew_sock_is_retry(errno)) {
            return -1;
        }
        crew_buf_consume(&stream->out, sent > 0 ? (size_t)sent : 0);
        if (stream_refill(stream) != 0) {
            return -1;
        }
        if (sent < (ssize_t)queued.len) {
            break;
        }
    }
    stream_watch_write(stream, stream->out != NULL);
    return 0;
}

int crew_stream_write_behind(crew_stream *stream, const crew_span *parts, int count, bool is_last)
{
    crew_stream_queue(stream, parts, count);
    if (crew_source_watched(&stream->source) & CREW_READY_WRITE) {
        return 0; /* the kernel has said no and will say when */
    }
    return crew_stream_flush(stream, is_last);
}

int crew_stream_write_rest(crew_stream *stream, const crew_span *parts, int count, ssize_t sent)
{
    size_t skip;

    if (sent < 0) {
        if (!crew_sock_is_retry(errno)) {
            return -1;
        }
        sent = 0;
    }
    skip = (size_t)sent;
    for (int i = 0; i < count; i++) {
        if (skip >= parts[i].len) {
            skip -= parts[i].len;
        } else {
            crew_buf_append(&stream->out, crew_span_skip(parts[i], skip));
            skip = 0;
        }
    }
    if (stream->out != NULL) {
        stream_watch_write(stream, true);
    }
    return 0;
}

void crew_stream_watch_read(crew_stream *stream, bool on)
{
    unsigned now = crew_source_watched(&stream->source);
    unsigned wanted = on ? now | CREW_READY_READ : now & ~CREW_READY_READ;

    if (wanted != now) {
        crew_source_watch(&stream->source, wanted);
    }
}
