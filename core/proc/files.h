/*
 * files: how many descriptors a process may have open.
 */
#ifndef CREW_PROC_FILES_H
#define CREW_PROC_FILES_H

#include <stdint.h>

/* Raises the limit as far as this process may, for itself and what it forks; returns it. */
int64_t crew_files_raise(void);

#endif
