/*
 * overtime: callbacks that run too long. A worker counts in its score when one begins and when it ends, without a look at the clock. The master,
 * which sees the same one running at each look, tells the worker by a signal, and ends the worker when that did not help.
 */
#ifndef CREW_PROC_OVERTIME_H
#define CREW_PROC_OVERTIME_H

#include <stdbool.h>
#include <stdint.h>

typedef enum crew_overtime_verdict {
    CREW_OVERTIME_NONE,
    CREW_OVERTIME_TELL, /* it has run for the limit: said once */
    CREW_OVERTIME_KILL, /* and for three times the limit */
} crew_overtime_verdict;

/* What the master remembers of a worker; zero at first. */
typedef struct crew_overtime {
    uint64_t call;
    int64_t since_ms; /* when it was first seen running */
    bool is_told;
} crew_overtime;

/* `calls` is odd while a callback runs; to be asked every crew_overtime_interval(limit_ms), or later. */
crew_overtime_verdict crew_overtime_look(crew_overtime *overtime, uint64_t calls, int64_t now_ms, int64_t limit_ms);
int64_t crew_overtime_interval(int64_t limit_ms);

/* Tells a worker that its callback number `call` runs too long. */
void crew_overtime_tell(int32_t pid, uint64_t call);

/* In a worker: has `on_overtime` called, in a signal handler, when the callback that *calls counts is the one the master means. */
void crew_overtime_listen(const volatile uint64_t *calls, void (*on_overtime)(void));

/* From now on nobody is called. */
void crew_overtime_ignore(void);

#endif
