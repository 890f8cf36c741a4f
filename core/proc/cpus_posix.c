/*
 * cpus_posix: the CPUs that are online (see cpus.h).
 */
#include "core/proc/cpus.h"

#include "core/base/err.h"

#include <unistd.h>

int crew_cpus_allowed(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

    return online > 0 ? (int)online : 1;
}

int crew_cpus_at(int index)
{
    (void)index;
    return -1;
}

int crew_cpus_pin(int cpu)
{
    (void)cpu;
    return CREW_ESYSTEM;
}
