/*
 * php_call: a PHP callable that is kept, and the one place where the extension runs PHP code.
 */
#ifndef PHP_CREW_CALL_H
#define PHP_CREW_CALL_H

#include "php.h"

typedef struct php_crew_call {
    zval callable;             /* IS_UNDEF: none */
    zend_fcall_info_cache fcc; /* resolved once, when it is set */
    bool is_resolved;          /* false for what has to be looked up each time (__call) */
    bool wants_object;         /* the first parameter is typed Crew\Connection */
} php_crew_call;

typedef enum php_crew_outcome {
    PHP_CREW_RETURNED,
    PHP_CREW_THREW,  /* and has been logged */
    PHP_CREW_EXITED, /* exit() was called */
    PHP_CREW_DIED,   /* a fatal error: no PHP code may run in this process any more */
} php_crew_outcome;

/* Keeps `callable`, or nothing when it is NULL or null. False, with nothing changed, when it cannot be called. */
bool php_crew_call_set(php_crew_call *call, zval *callable);

static inline bool php_crew_call_is_set(const php_crew_call *call)
{
    return Z_TYPE(call->callable) != IS_UNDEF;
}

/*
 * Runs it. `name` is the property it came from, for the log. Does nothing when none is set. Arguments stay the caller's. What it returned goes into
 * `result` (unset after any outcome but RETURNED), and is dropped when that is NULL.
 */
php_crew_outcome php_crew_call_run(php_crew_call *call, const char *name, uint32_t argc, zval *argv, zval *result);

/* Runs it for code of the script's that is running: what it throws, and an exit(), goes to that code. False then. */
bool php_crew_call_within(php_crew_call *call, uint32_t argc, zval *argv, zval *result);

/* Deals with what a destructor may have thrown while we released a value: an exception left where it is would be taken for the next
 * callback's. `name` says in the log what was going on. */
php_crew_outcome php_crew_call_settle(const char *name);

/* The last exception that was logged, as it was logged, and forgetting it; NULL when display_errors is off. */
zend_string *php_crew_call_thrown(void);
void php_crew_call_forget_thrown(void);

#endif
