/*
 * buf: a queue of bytes, appended at the end and consumed at the front. An empty queue is a NULL pointer and costs nothing,
 * which is what an idle connection has two of.
 */
#ifndef CREW_BASE_BUF_H
#define CREW_BASE_BUF_H

#include <stddef.h>

#include "core/base/span.h"

typedef struct crew_buf crew_buf;

/* Copies the bytes to the end of *buf, making or growing it. The bytes must not lie inside *buf. */
void crew_buf_append(crew_buf **buf, crew_span bytes);

/* Room for `n` more bytes at the end of *buf, made or grown for it; what was written there counts once crew_buf_extend says so. */
char *crew_buf_room(crew_buf **buf, size_t n);

/* Counts the first `n` bytes of the room as appended. */
void crew_buf_extend(crew_buf *buf, size_t n);

/* Drops the first `n` bytes, at most all of them; the emptied queue is freed and *buf becomes NULL. */
void crew_buf_consume(crew_buf **buf, size_t n);

/* Everything queued, valid until the next append, consume or clear. NULL gives an empty span. */
crew_span crew_buf_peek(const crew_buf *buf);

size_t crew_buf_size(const crew_buf *buf);

void crew_buf_clear(crew_buf **buf);

#endif
