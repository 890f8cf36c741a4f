/*
 * parent_linux: by prctl (see parent.h).
 */
#include "core/proc/parent.h"

#include <sys/prctl.h>

void crew_parent_signal_on_death(int signo)
{
    (void)prctl(PR_SET_PDEATHSIG, (unsigned long)signo, 0, 0, 0); /* cannot fail for a valid signal */
}
