/*
 * resident: how much memory a process has in RAM.
 */
#ifndef CREW_PROC_RESIDENT_H
#define CREW_PROC_RESIDENT_H

#include <stdint.h>

/* All of it, in bytes, what it shares with others included; -1 when the system does not say. */
int64_t crew_resident_bytes(int32_t pid);

/* Of this process, what belongs to no file and no shared memory, in bytes; 0 when the system does not say. */
uint64_t crew_resident_memory(void);

#endif
