/*
 * faults: system calls that are counted and fail on demand. A test defines a call of its own that asks fault_due first, and then
 * includes the engine's source with the call's name defined to it:
 *
 *     static faults forks;
 *     static pid_t faulty_fork(void) { return fault_due(&forks) ? -1 : fork(); }
 *     #define fork faulty_fork
 *     #include "core/proc/master_slots.c"
 *     #undef fork
 */
#ifndef CREW_UNIT_FAULTS_H
#define CREW_UNIT_FAULTS_H

#include <errno.h>
#include <stdbool.h>

#define FAULT_PASS (-1) /* in a list: this call does not fail */

typedef struct faults {
    const int *errors; /* what the next calls fail with, a 0 at the end; NULL: they do not */
    int calls;         /* failed ones included */
} faults;

#define fault_list(...) ((const int[]){__VA_ARGS__, 0})

/* To be called once for each call: true, with errno set, when it is to fail. */
static inline bool fault_due(faults *of)
{
    of->calls++;
    if (of->errors == NULL || *of->errors == 0) {
        return false;
    }
    if (*of->errors == FAULT_PASS) {
        of->errors++;
        return false;
    }
    errno = *of->errors++;
    return true;
}

/* Whether all that was asked for has happened. */
static inline bool faults_are_over(const faults *of)
{
    return of->errors == NULL || *of->errors == 0;
}

#endif
