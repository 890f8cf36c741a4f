/*
 * cpus_linux: by the affinity mask, which taskset and container runtimes narrow (see cpus.h).
 */
#include "core/proc/cpus.h"

#include <sched.h>
#include <stddef.h>

#include "core/base/err.h"

int crew_cpus_allowed(void)
{
    cpu_set_t allowed;

    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) {
        return 1;
    }
    return CPU_COUNT(&allowed) > 0 ? CPU_COUNT(&allowed) : 1;
}

int crew_cpus_at(int index)
{
    cpu_set_t allowed;
    int left;

    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) == 0) {
        return -1;
    }
    left = index % CPU_COUNT(&allowed);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &allowed) && left-- == 0) {
            return cpu;
        }
    }
    return -1;
}

int crew_cpus_pin(int cpu)
{
    cpu_set_t one;

    CPU_ZERO(&one);
    CPU_SET((size_t)cpu, &one);
    return sched_setaffinity(0, sizeof one, &one) == 0 ? 0 : CREW_ESYSTEM;
}
