/*
 * php_overtime: a callback that has run longer than callbackTimeout is logged with its backtrace, and interrupted when the worker wants that.
 * The engine tells of it in a signal handler; PHP looks at the next moment at which it is in order, which it never does within a C function.
 */
#ifndef PHP_CREW_OVERTIME_H
#define PHP_CREW_OVERTIME_H

#include <stdbool.h>

void php_crew_overtime_minit(void);
void php_crew_overtime_mshutdown(void);

/* For the engine: notes it and has PHP look. Safe in a signal handler. */
void php_crew_overtime_note(void);

/* The callback `name` is over. When PHP had no moment to look, it is logged without a backtrace. */
void php_crew_overtime_settle(const char *name, double limit);

#endif
