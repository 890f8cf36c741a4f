/*
 * cpus_windows: one, however many there are: without fork one process serves, and it has one thread (see cpus.h).
 */
#include "core/proc/cpus.h"

#include "core/base/err.h"

int crew_cpus_allowed(void)
{
    return 1;
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
