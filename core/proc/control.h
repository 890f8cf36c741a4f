/*
 * control: does what a command asks of a server that runs already: it is found by its pid file and asked by signals. Starting is the host's.
 */
#ifndef CREW_PROC_CONTROL_H
#define CREW_PROC_CONTROL_H

#include <stdint.h>

#include "core/proc/command.h"

/* Where the server's files are, and what it is called. */
typedef struct crew_control {
    const char *script;      /* as it was called */
    const char *pid_path;    /* "" for none: then nothing can be asked of a server */
    const char *socket_path; /* of the control socket */
    int64_t patience_ms;     /* how long a stop may take before it is reported as failed */
} crew_control;

/* -1: what remains is to start here; otherwise the command is done, and this is the exit status. What there is to say has been printed. */
int crew_control_run(const crew_control *control, const crew_command *command);

#endif
