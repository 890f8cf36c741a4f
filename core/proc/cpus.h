/*
 * cpus: which CPUs this process may run on.
 */
#ifndef CREW_PROC_CPUS_H
#define CREW_PROC_CPUS_H

/* At least 1. */
int crew_cpus_allowed(void);

/* The number of the `index`-th of them, from 0, going round; -1 where that is not known. */
int crew_cpus_at(int index);

/* Keeps this process, and what it starts, on one of them. 0, or CREW_ESYSTEM. */
int crew_cpus_pin(int cpu);

#endif
