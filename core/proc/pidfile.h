/*
 * pidfile: the file that says which process serves a script. What counts is the lock on it, which ends with its process: a file that was
 * left behind, by a kill or a power cut, says nothing and hinders nobody.
 */
#ifndef CREW_PROC_PIDFILE_H
#define CREW_PROC_PIDFILE_H

#include <stdbool.h>
#include <sys/types.h>

#include "core/base/err.h"

typedef struct crew_pidfile crew_pidfile;

/*
 * Makes the file (mode 0644, whatever the umask), locks it and writes this process's number into it. NULL with words in `err`: CREW_EIN_USE
 * when a living process holds it, and the words name that; CREW_ESYSTEM when it cannot be written.
 * The lock is the process's own: a child does not inherit it, and closing the file by another descriptor ends it.
 */
crew_pidfile *crew_pidfile_take(const char *path, crew_err *err);

/* Removes the file and lets the lock go. In a child of the holder: only forgets it. */
void crew_pidfile_drop(crew_pidfile *file);

/* The process that holds the file, 0 when there is none, -1 with errno when that cannot be known. */
pid_t crew_pidfile_holder(const char *path);

/* Whether a file lies there that nobody holds: its process has ended without a goodbye. */
bool crew_pidfile_is_stale(const char *path);

#endif
