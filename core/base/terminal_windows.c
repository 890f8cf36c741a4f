/*
 * terminal_windows: see terminal.h. Plain text everywhere.
 */
#include "core/base/terminal.h"

bool crew_terminal_is_at(int fd)
{
    (void)fd;
    return false;
}

crew_table_look crew_terminal_look(int fd)
{
    (void)fd;
    return (crew_table_look){.width = CREW_TABLE_WIDTH};
}
