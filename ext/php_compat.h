/*
 * php_compat: what differs between the PHP versions we build with, as small inline functions, so that no other file asks for a version.
 */
#ifndef PHP_CREW_COMPAT_H
#define PHP_CREW_COMPAT_H

#include "php.h"
#include "php_main.h"
#include "ext/random/php_random.h"

/* What the engine must be told in a forked child before it runs any code there. */
static inline void php_crew_after_fork(void)
{
#if PHP_VERSION_ID >= 80500
    php_child_init();
#else
    zend_max_execution_timer_init();
#endif
    /* A generator that was seeded before the fork would give every worker the same numbers. */
    RANDOM_G(mt19937_seeded) = false;
    RANDOM_G(combined_lcg_seeded) = false;
}

#endif
