/*
 * resident: how much of this process's memory is in use by it alone.
 */
#ifndef CREW_PROC_RESIDENT_H
#define CREW_PROC_RESIDENT_H

#include <stdint.h>

/* Bytes that are resident and belong to no file and no shared memory; 0 where that is not known. */
uint64_t crew_resident_memory(void);

#endif
