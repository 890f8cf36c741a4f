/*
 * cpus: how many CPUs this process may run on.
 */
#ifndef CREW_PROC_CPUS_H
#define CREW_PROC_CPUS_H

/* At least 1. */
int crew_cpus_allowed(void);

#endif
