/*
 * control_windows: see control.h. A server runs in the foreground and is stopped by Ctrl-C.
 */
#include "core/proc/control.h"

#include <stdio.h>

int crew_control_run(const crew_control *control, const crew_command *command)
{
    if (command->verb == CREW_VERB_START) {
        return -1;
    }
    (void)fprintf(stderr, "%s: on Windows a running server takes no commands\n", control->script);
    return CREW_EXIT_FAILED;
}
