/*
 * span: a borrowed run of bytes, passed by value. It owns nothing and need not end in NUL.
 */
#ifndef CREW_BASE_SPAN_H
#define CREW_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct crew_span {
    const char *ptr;
    size_t len;
} crew_span;

static inline crew_span crew_span_of(const void *ptr, size_t len)
{
    return (crew_span){(const char *)ptr, len};
}

static inline crew_span crew_span_str(const char *text)
{
    return crew_span_of(text, strlen(text));
}

static inline bool crew_span_eq(crew_span a, crew_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* What is left after the first `n` bytes; `n` is at most the length. */
static inline crew_span crew_span_skip(crew_span span, size_t n)
{
    return crew_span_of(span.ptr + n, span.len - n);
}

#endif
