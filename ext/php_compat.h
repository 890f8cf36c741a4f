/*
 * php_compat: what differs between the PHP versions and systems we build with, as small inline functions, so that no other file asks.
 */
#ifndef PHP_CREW_COMPAT_H
#define PHP_CREW_COMPAT_H

#ifndef PHP_WIN32
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#endif

#include <fcntl.h>

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

/* Flags of open() that only some systems have. */
#ifdef O_BINARY
#define PHP_CREW_O_BINARY O_BINARY
#else
#define PHP_CREW_O_BINARY 0
#endif
#ifdef O_CLOEXEC
#define PHP_CREW_O_CLOEXEC O_CLOEXEC
#else
#define PHP_CREW_O_CLOEXEC 0
#endif
#ifdef O_NONBLOCK
#define PHP_CREW_O_NONBLOCK O_NONBLOCK
#else
#define PHP_CREW_O_NONBLOCK 0
#endif

#ifdef PHP_WIN32

static inline void php_crew_at_fork(void (*before)(void), void (*after)(void), void (*in_copy)(void))
{
    (void)before; /* nothing forks */
    (void)after;
    (void)in_copy;
}

static inline void php_crew_show_ignored_hangup(void)
{
}

static inline void *php_crew_aligned_alloc(size_t alignment, size_t size)
{
    return _aligned_malloc(size, alignment);
}

static inline void php_crew_aligned_free(void *memory)
{
    _aligned_free(memory);
}

#else

/* What to call when the script forks: before it, and in the new process. */
static inline void php_crew_at_fork(void (*before)(void), void (*after)(void), void (*in_copy)(void))
{
    (void)pthread_atfork(before, after, in_copy); /* fails only for want of memory */
}

/* PHP may stand in front of a signal that whoever started it has it ignore (nohup). The engine, which respects that, is to see it. */
static inline void php_crew_show_ignored_hangup(void)
{
    struct sigaction now;

    zend_sigaction(SIGHUP, NULL, &now);
    if (now.sa_handler == SIG_IGN) {
        zend_signal(SIGHUP, SIG_IGN);
    }
}

/* NULL when there is no memory. To be freed by php_crew_aligned_free. */
static inline void *php_crew_aligned_alloc(size_t alignment, size_t size)
{
    void *memory;

    return posix_memalign(&memory, alignment, size) == 0 ? memory : NULL;
}

static inline void php_crew_aligned_free(void *memory)
{
    free(memory);
}

#endif

#endif
