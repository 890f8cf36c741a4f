/*
 * cpus_linux: by the affinity mask, which taskset and container runtimes narrow (see cpus.h).
 */
#include "core/proc/cpus.h"

#include <sched.h>
#include <stddef.h>

int crew_cpus_allowed(void)
{
    cpu_set_t allowed;

    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
        return 1;
    }
    return CPU_COUNT(&allowed) > 0 ? CPU_COUNT(&allowed) : 1;
}
