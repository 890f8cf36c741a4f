/*
 * err: one list of everything that can go wrong, and the words a constructor leaves for its caller.
 *
 * Operations return 0 or one of these negative codes. Constructors return NULL and fill a crew_err, whose text names the
 * value that was wrong and, where there is one, the way out.
 */
#ifndef CREW_BASE_ERR_H
#define CREW_BASE_ERR_H

#include "core/base/compiler.h"

#define CREW_ERR_LIST(X)                                                                                                \
    X(AGAIN, -1, "not now: try again later")                                                                            \
    X(CLOSED, -2, "the connection is closed")                                                                           \
    X(FULL, -3, "the send buffer is full")                                                                              \
    X(TOO_LARGE, -4, "the message is larger than allowed")                                                              \
    X(MALFORMED, -5, "the bytes do not follow the protocol")                                                            \
    X(ADDRESS, -6, "the address cannot be understood")                                                                  \
    X(IN_USE, -7, "the address is in use")                                                                              \
    X(DENIED, -8, "permission denied")                                                                                  \
    X(RANGE, -9, "the value is out of range")                                                                           \
    X(SYSTEM, -10, "the system refused")

#define CREW_ERR_ENUM(name, value, text) CREW_E##name = (value),
enum crew_code { CREW_OK = 0, CREW_ERR_LIST(CREW_ERR_ENUM) };
#undef CREW_ERR_ENUM

typedef struct crew_err {
    int code;
    char text[512];
} crew_err;

/* The general words for a code, never NULL; they live as long as the program. */
const char *crew_err_words(int code);

/* Fills `err` (which may be NULL) with printf-style words; returns `code`, so that a function can end with it. */
int crew_err_set(crew_err *err, int code, const char *format, ...) CREW_FORMAT(3, 4);

#endif
