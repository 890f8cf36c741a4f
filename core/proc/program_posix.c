/*
 * program_posix: see program.h. Nobody knows how here.
 */
#include "core/proc/program.h"

#include <errno.h>

void crew_program_remember(void)
{
}

void crew_program_exec(void)
{
    errno = ENOSYS;
}
