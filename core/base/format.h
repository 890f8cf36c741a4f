/*
 * format: has compilers that can check the arguments of printf-like functions.
 */
#ifndef CREW_BASE_FORMAT_H
#define CREW_BASE_FORMAT_H

/* After a declaration: the format is parameter number `format_at`, the first value number `first_at`. */
#if defined(__MINGW32__)
#define CREW_FORMAT(format_at, first_at) __attribute__((format(gnu_printf, format_at, first_at)))
#elif defined(__GNUC__)
#define CREW_FORMAT(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#else
#define CREW_FORMAT(format_at, first_at)
#endif

#endif
