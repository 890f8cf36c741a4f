/*
 * php_incoming: see php_incoming.h.
 *
 * Each buffer is one PHP string of which we always hold one reference, so PHP never frees it. When a callback has kept it the engine gets
 * another one, and this one comes back into use when we are the only ones left who refer to it.
 *
 * Why not a string of PHP's own memory manager: its large blocks begin at a page, so the bytes would begin 24 bytes into it. On processors
 * with AMD's fast short `rep movsb` a copy, the kernel's as well as memcpy's, takes two to four times as long when it begins a few bytes
 * further into its page than its source does, and the kernel's buffers mostly begin near the start of one (measured: 64 KiB read from a
 * socket 25 us instead of 6 us). Here the bytes begin in the middle of a page.
 */
#include "ext/php_incoming.h"

#include "core/crew.h"
#include "ext/php_compat.h"
#include "ext/php_crew.h"

#define INCOMING_ALIGN 4096
#define INCOMING_BYTES_AT (2048 + 64)                      /* in the block: the middle of the page, at a cache line */
#define INCOMING_ORDINARY (64 * 1024 + 4096)               /* a little more than the sizes that people choose */
#define INCOMING_BULK (256 * 1024)
#define INCOMING_FIRST_LINE (64 - _ZSTR_HEADER_SIZE)       /* bytes up to the second cache line of a string at a page's start */
#define INCOMING_SPLIT_FROM 1024                           /* where memcpy may begin to use rep movsb */

typedef struct php_crew_incoming_block {
    struct php_crew_incoming_block *next;
} incoming_block;

static zend_string *incoming_string_of(incoming_block *block)
{
    return (zend_string *)(void *)((char *)block + INCOMING_BYTES_AT - _ZSTR_HEADER_SIZE);
}

/* As new, without what somebody may have learnt about the bytes that were in it: their hash, that they are valid UTF-8. */
static void incoming_reset(zend_string *string, size_t size)
{
    GC_TYPE_INFO(string) = GC_STRING;
    ZSTR_H(string) = 0;
    ZSTR_LEN(string) = size;
}

/* Somebody had it: a message as long as the buffer has left its length as it was. */
static bool incoming_is_used(const zend_string *string, size_t size)
{
    return ZSTR_LEN(string) != size || ZSTR_H(string) != 0 || GC_TYPE_INFO(string) != GC_STRING;
}

static incoming_block *incoming_new(size_t size)
{
    incoming_block *block = php_crew_aligned_alloc(INCOMING_ALIGN, INCOMING_BYTES_AT + size + 1);

    if (block == NULL) {
        zend_error_noreturn(E_ERROR, "Out of memory: no %zu bytes for a read buffer", size);
    }
    block->next = NULL;
    GC_SET_REFCOUNT(incoming_string_of(block), 1);
    incoming_reset(incoming_string_of(block), size);
    return block;
}

static bool incoming_is_kept(incoming_block *block)
{
    return GC_REFCOUNT(incoming_string_of(block)) > 1;
}

/* The first block is the one in use. A kept one goes to the end, and the next is looked at: if it came back it is taken, or else a new one
 * is made; so the number of blocks stays near the number that are kept at once. */
static void incoming_replace(php_crew_incoming_pool *pool, size_t size)
{
    incoming_block *kept = pool->first;

    if (kept->next != NULL) {
        pool->first = kept->next;
        pool->last->next = kept;
        pool->last = kept;
        kept->next = NULL;
    }
    if (incoming_is_kept(pool->first)) {
        incoming_block *fresh = incoming_new(size);

        fresh->next = pool->first;
        pool->first = fresh;
    }
}

static crew_room incoming_room(php_crew_incoming_pool *pool, size_t size)
{
    zend_string *string;

    if (pool->first == NULL) {
        pool->first = pool->last = incoming_new(size);
    } else if (incoming_is_kept(pool->first)) {
        incoming_replace(pool, size);
    }
    string = incoming_string_of(pool->first);
    if (incoming_is_used(string, size)) {
        incoming_reset(string, size);
    }
    return (crew_room){ZSTR_VAL(string), size};
}

void php_crew_incoming_renew(crew_worker *engine)
{
    crew_worker_set_read_buffers(engine, incoming_room(&CREW_G(incoming).ordinary, INCOMING_ORDINARY),
        incoming_room(&CREW_G(incoming).bulk, INCOMING_BULK));
}

zend_string *php_crew_incoming_copy(crew_span bytes)
{
    zend_string *string;

    if (bytes.len == 1) {
        return ZSTR_CHAR((zend_uchar)bytes.ptr[0]);
    }
    string = zend_string_alloc(bytes.len, 0);
    if (bytes.len < INCOMING_SPLIT_FROM) {
        memcpy(ZSTR_VAL(string), bytes.ptr, bytes.len);
    } else {
        memcpy(ZSTR_VAL(string), bytes.ptr, INCOMING_FIRST_LINE);
        memcpy(ZSTR_VAL(string) + INCOMING_FIRST_LINE, bytes.ptr + INCOMING_FIRST_LINE, bytes.len - INCOMING_FIRST_LINE);
    }
    ZSTR_VAL(string)[bytes.len] = '\0';
    return string;
}

/* Smaller messages are copied: a kept one would hold a whole buffer. */
static zend_string *incoming_take(php_crew_incoming_pool *pool, size_t size, crew_span bytes)
{
    zend_string *string = pool->first != NULL ? incoming_string_of(pool->first) : NULL;

    if (string == NULL || bytes.ptr != ZSTR_VAL(string) || bytes.len < size / 2) {
        return NULL;
    }
    ZSTR_LEN(string) = bytes.len;
    ZSTR_VAL(string)[bytes.len] = '\0';
    return zend_string_copy(string);
}

zend_string *php_crew_incoming_hand_over(crew_span bytes)
{
    zend_string *string = NULL;

    if (bytes.len >= INCOMING_ORDINARY / 2) {
        string = incoming_take(&CREW_G(incoming).ordinary, INCOMING_ORDINARY, bytes);
        if (string == NULL) {
            string = incoming_take(&CREW_G(incoming).bulk, INCOMING_BULK, bytes);
        }
    }
    return string != NULL ? string : php_crew_incoming_copy(bytes);
}

static void incoming_free(php_crew_incoming_pool *pool)
{
    while (pool->first != NULL) {
        incoming_block *block = pool->first;

        pool->first = block->next;
        php_crew_aligned_free(block);
    }
}

void php_crew_incoming_free(void)
{
    incoming_free(&CREW_G(incoming).ordinary);
    incoming_free(&CREW_G(incoming).bulk);
}
