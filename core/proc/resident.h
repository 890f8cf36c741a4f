/*
 * resident: how much memory a process has in RAM.
 */
#ifndef CREW_PROC_RESIDENT_H
#define CREW_PROC_RESIDENT_H

#include <stdint.h>

/* In bytes, -1 when the system does not say. */
int64_t crew_resident_bytes(int32_t pid);

#endif
