/*
 * log: one line for one fact, "2026-11-23 18:22:01 [4711 master] warning: ...". Lines go to standard error unless a file or a sink is set.
 *
 * Where lines go, the lowest level shown and the role are the process's own: with the clock this is all the state core/ has that is
 * not passed as an argument.
 */
#ifndef CREW_BASE_LOG_H
#define CREW_BASE_LOG_H

#include <stdbool.h>

#include "core/base/compiler.h"
#include "core/base/err.h"

#define CREW_LOG_LEVELS(X)                                                                                              \
    X(DEBUG, "debug")                                                                                                   \
    X(INFO, "info")                                                                                                     \
    X(NOTICE, "notice")                                                                                                 \
    X(WARNING, "warning")                                                                                               \
    X(ERROR, "error")

#define CREW_LOG_ENUM(name, word) CREW_LOG_##name,
typedef enum crew_log_level { CREW_LOG_LEVELS(CREW_LOG_ENUM) CREW_LOG_NEVER } crew_log_level;
#undef CREW_LOG_ENUM

/* `line` ends in a newline and is borrowed for the call. */
typedef void (*crew_log_sink)(crew_log_level level, const char *line);

/* NULL brings back standard error. */
void crew_log_set_sink(crew_log_sink sink);

void crew_log_set_level(crew_log_level lowest);

/* The level a word stands for; false when there is none of that name. */
bool crew_log_level_of(const char *word, crew_log_level *level);

/* For what happens so often that preparing the line for nothing would cost. */
bool crew_log_shows(crew_log_level level);

/* Who is speaking: "master", "worker 3"; copied, cut at 31 bytes. */
void crew_log_set_role(const char *role);

/* printf-style, without a newline at the end. Long text may hold newlines of its own (a stack trace). errno is kept. */
void crew_log(crew_log_level level, const char *format, ...) CREW_FORMAT(2, 3);

/* While hushed, only warnings and errors go to standard error; a file gets every line. */
void crew_log_hush(bool is_hushed);

/* ---- files (log_file.c) ------------------------------------------------------------------------------------------------- */

/* From now on lines are appended to this file, which is made with mode 0640, whatever the umask. An absolute path lets it be opened
 * anew from any folder. 0, or CREW_ESYSTEM with words, and then all is as before. */
int crew_log_open(const char *path, crew_err *err);

/* Back to standard error. */
void crew_log_close(void);

/* Makes `fd` (standard output, standard error) lead to this file as well, in the same way; NULL: to /dev/null. */
int crew_log_lead(int fd, const char *path, crew_err *err);

/*
 * Opens the file of crew_log_open and all of crew_log_lead anew, under the same paths: whoever rotates logs has moved them away. A file that
 * cannot be opened is said in the log and kept as it is. Returns how many those were.
 */
int crew_log_reopen(void);

/* Beside the file, lines of this level and above go to standard error as well. CREW_LOG_NEVER: none. */
void crew_log_echo(crew_log_level lowest);

/* For log_file.c: the descriptor that lines are written to. */
void crew_log_set_fd(int fd);

#endif
