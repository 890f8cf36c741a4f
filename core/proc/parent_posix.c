/*
 * parent_posix: no portable way exists (see parent.h).
 */
#include "core/proc/parent.h"

void crew_parent_signal_on_death(int signo)
{
    (void)signo;
}
