/*
 * daemon: a process that leaves the terminal it was started from, and the caller that waits until it serves. One process has one such
 * state; in a server that was not started as a daemon every call here does nothing.
 *
 *     caller    crew_daemon_detach: forks, waits, and exits with 0 when the daemon said it was ready, with 1 when that ended before
 *     daemon    comes back from crew_daemon_detach; what it says on standard output and error still reaches the caller
 *               crew_daemon_ready: lets the caller go; from here on those lead to the files
 *     worker    crew_daemon_born after the fork, crew_daemon_settle before it serves
 */
#ifndef CREW_PROC_DAEMON_H
#define CREW_PROC_DAEMON_H

#include <stdbool.h>

#include "core/base/err.h"

/* Absolute paths, NULL or "": /dev/null. Copied. */
typedef struct crew_daemon_files {
    const char *output; /* what the script prints */
    const char *errors; /* standard error */
} crew_daemon_files;

/* Whoever started us may have closed some of 0, 1 and 2: they become /dev/null. A pipe, a socket or a file must not get such a number, for
 * the log and the script's output would be written into it. */
void crew_daemon_fill_standard_fds(void);

/* At the start of the program: what is open now came from whoever started it, and a daemon closes it. */
void crew_daemon_note_inherited(void);

/*
 * Fork and exit, a session of its own, a second fork, / as the folder, an umask of 0, inherited descriptors closed, standard input from
 * /dev/null. Comes back in the daemon only: 0; or in the caller a CREW_E* with words when it could not be done. A daemon stays the one it is.
 * `script` is for the words in which the caller says that the daemon has ended.
 */
int crew_daemon_detach(const crew_daemon_files *files, const char *script, crew_err *err);

/* Between detach and ready. */
bool crew_daemon_is_starting(void);

void crew_daemon_ready(void);
void crew_daemon_born(void);
void crew_daemon_settle(void);

#endif
