/*
 * resident_windows: see resident.h. The system is not asked here.
 */
#include "core/proc/resident.h"

int64_t crew_resident_bytes(int32_t pid)
{
    (void)pid;
    return -1;
}

uint64_t crew_resident_memory(void)
{
    return 0;
}
