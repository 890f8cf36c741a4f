/*
 * compiler: what compilers can do beyond the language. Each is empty where it is not known.
 *
 * CREW_FORMAT(format_at, first_at)   after a declaration: printf-like; the format is parameter number `format_at`, the first value number
 *                                    `first_at`, and the arguments are checked.
 * CREW_FLAT                          before a function: becomes part of its caller. For the few between a system call and the loop:
 *                                    after a system call the processor predicts no return, and each one costs as much as 30 instructions.
 * CREW_PREFETCH(at)                  the cache line at `at` will be needed soon. Any address will do.
 */
#ifndef CREW_BASE_COMPILER_H
#define CREW_BASE_COMPILER_H

#if defined(__MINGW32__)
#define CREW_FORMAT(format_at, first_at) __attribute__((format(gnu_printf, format_at, first_at)))
#elif defined(__GNUC__)
#define CREW_FORMAT(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#else
#define CREW_FORMAT(format_at, first_at)
#endif

#if defined(__GNUC__)
#define CREW_FLAT static inline __attribute__((always_inline))
#define CREW_PREFETCH(at) __builtin_prefetch(at)
#else
#define CREW_FLAT static inline
#define CREW_PREFETCH(at) ((void)(at))
#endif

#endif
