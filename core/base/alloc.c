/*
 * alloc: see alloc.h. A refusal is first waited out for a moment: memory that another process is about to give back should
 * not cost this one its connections.
 */
#include "core/base/alloc.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/log.h"

#define ALLOC_TRIES 20
#define ALLOC_PAUSE_MS 5

static void *alloc_insist(void *ptr, size_t size)
{
    void *got = NULL;

    for (int i = 0; i < ALLOC_TRIES && got == NULL; i++) {
        got = realloc(ptr, size > 0 ? size : 1);
        if (got == NULL) {
            crew_clock_sleep_ms(ALLOC_PAUSE_MS);
        }
    }
    if (got == NULL) {
        crew_log(CREW_LOG_ERROR, "out of memory: %zu bytes could not be had, giving up", size);
        abort();
    }
    return got;
}

void *crew_malloc(size_t size)
{
    return alloc_insist(NULL, size);
}

void *crew_calloc(size_t count, size_t size)
{
    void *got;

    if (size > 0 && count > (size_t)-1 / size) {
        crew_log(CREW_LOG_ERROR, "out of memory: %zu times %zu bytes is more than a size can say", count, size);
        abort();
    }
    got = alloc_insist(NULL, count * size);
    return memset(got, 0, count * size);
}

void *crew_realloc(void *ptr, size_t size)
{
    return alloc_insist(ptr, size);
}

char *crew_strdup(const char *text)
{
    size_t len = strlen(text) + 1;

    return memcpy(crew_malloc(len), text, len);
}

void crew_free(void *ptr)
{
    free(ptr);
}
