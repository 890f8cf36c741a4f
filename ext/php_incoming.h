/*
 * php_incoming: the buffer the engine reads into, laid out as a PHP string, so that a large message can be handed to the script without
 * copying it.
 */
#ifndef PHP_CREW_INCOMING_H
#define PHP_CREW_INCOMING_H

#include "php.h"

#include "core/crew.h"

#define PHP_CREW_INCOMING_SIZE 65536

/* The buffer to read into next, PHP_CREW_INCOMING_SIZE bytes; the same one as before unless the script has kept it. */
char *php_crew_incoming_buffer(void);

/* A counted string of bytes that are all the buffer holds: the buffer itself where that pays, a copy otherwise. Ask for the buffer again
 * before the next read. */
zend_string *php_crew_incoming_hand_over(crew_span bytes);

/* A counted string of any bytes, copied. */
zend_string *php_crew_incoming_copy(crew_span bytes);

/* Gives all buffers back; once no value of the script can refer to one any more. */
void php_crew_incoming_free(void);

#endif
