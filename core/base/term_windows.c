/*
 * term_windows: see term.h. Plain text, in a console too.
 */
#include "core/base/term.h"

crew_term crew_term_of(int fd)
{
    (void)fd;
    return (crew_term){.columns = CREW_TERM_COLUMNS};
}
