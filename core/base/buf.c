/*
 * buf: see buf.h. One block holds the header and the bytes; consuming moves `head`, and the bytes move to the front only when
 * an append needs the room, so that a queue that is both filled and emptied is copied at most once in its own length.
 */
#include "core/base/buf.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/base/alloc.h"
#include "core/base/log.h"

#define BUF_SMALLEST 256

struct crew_buf {
    size_t capacity;
    size_t head;
    size_t tail;
    char bytes[];
};

static crew_buf *buf_grow(crew_buf *buf, size_t more)
{
    size_t used = crew_buf_size(buf);
    size_t capacity = buf != NULL ? buf->capacity : BUF_SMALLEST - sizeof(crew_buf);
    crew_buf *grown;

    if (more > SIZE_MAX / 4 || used > SIZE_MAX / 4) {
        crew_log(CREW_LOG_ERROR, "out of memory: a buffer of %zu and %zu bytes", used, more);
        abort();
    }
    while (capacity < used + more) {
        capacity += capacity / 2 + BUF_SMALLEST;
    }
    if (buf == NULL || buf->head == 0) {
        grown = crew_realloc(buf, sizeof *buf + capacity);
    } else {
        grown = crew_malloc(sizeof *buf + capacity);
        memcpy(grown->bytes, buf->bytes + buf->head, used);
        crew_free(buf);
    }
    grown->capacity = capacity;
    grown->head = 0;
    grown->tail = used;
    return grown;
}

char *crew_buf_room(crew_buf **buf, size_t n)
{
    crew_buf *to = *buf;

    if (to == NULL || n > to->capacity - to->tail) {
        size_t used = crew_buf_size(to);

        /* Moving to the front pays only when at least half of the block is spent there. */
        if (to != NULL && to->head >= to->capacity / 2 && n <= to->capacity - used) {
            memmove(to->bytes, to->bytes + to->head, used);
            to->head = 0;
            to->tail = used;
        } else {
            to = *buf = buf_grow(to, n);
        }
    }
    return to->bytes + to->tail;
}

void crew_buf_extend(crew_buf *buf, size_t n)
{
    buf->tail += n;
}

void crew_buf_append(crew_buf **buf, crew_span bytes)
{
    if (bytes.len > 0) {
        memcpy(crew_buf_room(buf, bytes.len), bytes.ptr, bytes.len);
        crew_buf_extend(*buf, bytes.len);
    }
}

void crew_buf_consume(crew_buf **buf, size_t n)
{
    if (n >= crew_buf_size(*buf)) {
        crew_buf_clear(buf);
    } else {
        (*buf)->head += n;
    }
}

crew_span crew_buf_peek(const crew_buf *buf)
{
    return buf != NULL ? crew_span_of(buf->bytes + buf->head, buf->tail - buf->head) : crew_span_of("", 0);
}

size_t crew_buf_size(const crew_buf *buf)
{
    return buf != NULL ? buf->tail - buf->head : 0;
}

void crew_buf_clear(crew_buf **buf)
{
    crew_free(*buf);
    *buf = NULL;
}
