/*
 * master: what a worker needs of it after the fork. The public part is in core/crew.h.
 */
#ifndef CREW_PROC_MASTER_H
#define CREW_PROC_MASTER_H

#include "core/crew.h"
#include "core/proc/birth.h"

/* In a child: what it was born with; closes what it should not have and forgets the rest of the master. */
crew_birth crew_master_take_birth(crew_master *master);

#endif
