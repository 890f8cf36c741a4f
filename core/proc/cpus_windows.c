/*
 * cpus_windows: one, however many there are: without fork one process serves, and it has one thread (see cpus.h).
 */
#include "core/proc/cpus.h"

int crew_cpus_allowed(void)
{
    return 1;
}
