/*
 * command_posix: see command.h. Nobody knows how here.
 */
#include "core/proc/command.h"

#include <errno.h>

void crew_command_remember(void)
{
}

void crew_command_exec(void)
{
    errno = ENOSYS;
}
