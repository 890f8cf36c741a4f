/*
 * cpus_posix: the CPUs that are online (see cpus.h).
 */
#include "core/proc/cpus.h"

#include <unistd.h>

int crew_cpus_allowed(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);

    return online > 0 ? (int)online : 1;
}
