/*
 * php_incoming: the buffer the engine reads into, laid out as a PHP string, so that a large message can be handed to the script without
 * copying it.
 */
#ifndef PHP_CREW_INCOMING_H
#define PHP_CREW_INCOMING_H

#include "php.h"

#include "core/crew.h"

/* The buffers of one size; the one in use is the first. */
typedef struct php_crew_incoming_pool {
    struct php_crew_incoming_block *first;
    struct php_crew_incoming_block *last;
} php_crew_incoming_pool;

typedef struct php_crew_incoming {
    php_crew_incoming_pool ordinary;
    php_crew_incoming_pool bulk;
} php_crew_incoming;

/* Gives the engine the buffers to read into next: the same ones as before unless the script has kept one. */
void php_crew_incoming_renew(crew_worker *engine);

/* A counted string of bytes that are all a buffer holds: the buffer itself where that pays, a copy otherwise. Renew the buffers before the
 * next read. */
zend_string *php_crew_incoming_hand_over(crew_span bytes);

/* A counted string of any bytes, copied. */
zend_string *php_crew_incoming_copy(crew_span bytes);

/* Gives all buffers back; once no value of the script can refer to one any more. */
void php_crew_incoming_free(void);

#endif
