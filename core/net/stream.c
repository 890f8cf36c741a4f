/*
 * stream: see stream.h.
 */
#include "core/net/stream.h"

#include <errno.h>

void crew_stream_init(crew_stream *stream, crew_loop *loop, int fd, crew_source_fn run)
{
    crew_source_init(&stream->source, loop, fd, run);
    stream->out = NULL;
}

void crew_stream_close(crew_stream *stream)
{
    if (stream->source.fd < 0) {
        return;
    }
    crew_source_clear(&stream->source);
    crew_sock_close(stream->source.fd);
    stream->source.fd = -1;
    crew_buf_clear(&stream->out);
}

static void stream_watch_write(crew_stream *stream, bool on)
{
    unsigned now = crew_source_watched(&stream->source);
    unsigned wanted = on ? now | CREW_READY_WRITE : now & ~CREW_READY_WRITE;

    if (wanted != now) {
        crew_source_watch(&stream->source, wanted);
    }
}

void crew_stream_queue(crew_stream *stream, const crew_span *parts, int count)
{
    for (int i = 0; i < count; i++) {
        crew_buf_append(&stream->out, parts[i]);
    }
}

int crew_stream_flush(crew_stream *stream, bool is_last)
{
    crew_span queued = crew_buf_peek(stream->out);
    ssize_t sent;

    if (queued.len > 0) {
        sent = crew_sock_send(stream->source.fd, &queued, 1, is_last);
        if (sent < 0) {
            if (!crew_sock_is_retry(errno)) {
                return -1;
            }
            sent = 0;
        }
        crew_buf_consume(&stream->out, (size_t)sent);
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
