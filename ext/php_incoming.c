/*
 * php_incoming: see php_incoming.h.
 *
 * Each buffer is one PHP string of which we always hold one reference, so PHP never frees it. When a callback has kept it the engine gets
 * another one, and this one comes back into use when we are the only ones left who refer to it.
 *
 * Why not a string of PHP's own memory manager: its large blocks begin at a page, so the bytes would begin 24 bytes into it, and on
 * processors with fast short `rep movsb` of AMD's making a copy to the first 32 bytes of a page, the kernel's as well as memcpy's,
 * takes four times as long (measured: 64 KiB read from a socket 25 us instead of 6 us). Here the bytes begin at a cache line.
 */
#include "ext/php_incoming.h"

#include "core/crew.h"
#include "ext/php_compat.h"
#include "ext/php_crew.h"

#define INCOMING_ALIGN 4096
#define INCOMING_BYTES_AT 64                               /* in the block: past the slow part of the page */
#define INCOMING_HAND_OVER (PHP_CREW_INCOMING_SIZE / 2)    /* smaller messages are copied: a kept one would hold a whole buffer */
#define INCOMING_FIRST_LINE (64 - _ZSTR_HEADER_SIZE)       /* bytes up to the second cache line of a string at a page's start */
#define INCOMING_SPLIT_FROM 1024                           /* where memcpy may begin to use rep movsb */

typedef struct php_crew_incoming {
    php_crew_incoming *next;
} incoming_block;

static zend_string *incoming_string_of(incoming_block *block)
{
    return (zend_string *)(void *)((char *)block + INCOMING_BYTES_AT - _ZSTR_HEADER_SIZE);
}

/* As new, without what somebody may have learnt about the bytes that were in it: their hash, that they are valid UTF-8. */
static void incoming_reset(zend_string *string)
{
    GC_TYPE_INFO(string) = GC_STRING;
    ZSTR_H(string) = 0;
    ZSTR_LEN(string) = PHP_CREW_INCOMING_SIZE;
}

static incoming_block *incoming_new(void)
{
    incoming_block *block = php_crew_aligned_alloc(INCOMING_ALIGN, INCOMING_BYTES_AT + PHP_CREW_INCOMING_SIZE + 1);

    if (block == NULL) {
        zend_error_noreturn(E_ERROR, "Out of memory: no %d bytes for a read buffer", PHP_CREW_INCOMING_SIZE);
    }
    block->next = NULL;
    GC_SET_REFCOUNT(incoming_string_of(block), 1);
    return block;
}

/* The first block is the one in use. A kept one goes to the end, and the next is looked at: if it came back it is taken, or else a new one
 * is made; so the number of blocks stays near the number that are kept at once. */
char *php_crew_incoming_buffer(void)
{
    incoming_block *first = CREW_G(incoming);

    if (first == NULL) {
        first = CREW_G(incoming) = CREW_G(incoming_last) = incoming_new();
    } else if (GC_REFCOUNT(incoming_string_of(first)) > 1) {
        if (first->next != NULL) {
            CREW_G(incoming) = first->next;
            CREW_G(incoming_last)->next = first;
            CREW_G(incoming_last) = first;
            first->next = NULL;
            first = CREW_G(incoming);
        }
        if (GC_REFCOUNT(incoming_string_of(first)) > 1) {
            incoming_block *fresh = incoming_new();

            fresh->next = first;
            first = CREW_G(incoming) = fresh;
        }
    }
    incoming_reset(incoming_string_of(first));
    return ZSTR_VAL(incoming_string_of(first));
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

zend_string *php_crew_incoming_hand_over(crew_span bytes)
{
    zend_string *string = CREW_G(incoming) != NULL ? incoming_string_of(CREW_G(incoming)) : NULL;

    if (string == NULL || bytes.ptr != ZSTR_VAL(string) || bytes.len < INCOMING_HAND_OVER) {
        return php_crew_incoming_copy(bytes);
    }
    ZSTR_LEN(string) = bytes.len;
    ZSTR_VAL(string)[bytes.len] = '\0';
    return zend_string_copy(string);
}

void php_crew_incoming_free(void)
{
    while (CREW_G(incoming) != NULL) {
        incoming_block *block = CREW_G(incoming);

        CREW_G(incoming) = block->next;
        php_crew_aligned_free(block);
    }
}
