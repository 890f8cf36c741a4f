/*
 * resident_windows: not known; what the host knows of its own memory has to do (see resident.h).
 */
#include "core/proc/resident.h"

uint64_t crew_resident_memory(void)
{
    return 0;
}
