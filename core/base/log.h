/*
 * log: one line for one fact, "2026-11-23 18:22:01 [4711 master] warning: ...". Lines go to standard error unless a sink is set.
 *
 * The sink, the lowest level shown and the role are the process's own: with the clock this is all the state core/ has that is
 * not passed as an argument.
 */
#ifndef CREW_BASE_LOG_H
#define CREW_BASE_LOG_H

#include <stdbool.h>

#include "core/base/compiler.h"

#define CREW_LOG_LEVELS(X)                                                                                              \
    X(DEBUG, "debug")                                                                                                   \
    X(INFO, "info")                                                                                                     \
    X(NOTICE, "notice")                                                                                                 \
    X(WARNING, "warning")                                                                                               \
    X(ERROR, "error")

#define CREW_LOG_ENUM(name, word) CREW_LOG_##name,
typedef enum crew_log_level { CREW_LOG_LEVELS(CREW_LOG_ENUM) } crew_log_level;
#undef CREW_LOG_ENUM

/* `line` ends in a newline and is borrowed for the call. */
typedef void (*crew_log_sink)(crew_log_level level, const char *line);

/* NULL brings back standard error. */
void crew_log_set_sink(crew_log_sink sink);

void crew_log_set_level(crew_log_level lowest);

/* For what happens so often that preparing the line for nothing would cost. */
bool crew_log_shows(crew_log_level level);

/* Who is speaking: "master", "worker 3"; copied, cut at 31 bytes. */
void crew_log_set_role(const char *role);

/* Opens anew what the lines go to, because it was moved away. Standard error is whoever started us's to open. */
void crew_log_reopen(void);

/* printf-style, without a newline at the end. Long text may hold newlines of its own (a stack trace). errno is kept. */
void crew_log(crew_log_level level, const char *format, ...) CREW_FORMAT(2, 3);

#endif
