/*
 * status: what `php server.php status` and `connections` print about a server that runs.
 */
#ifndef CREW_PROC_STATUS_H
#define CREW_PROC_STATUS_H

#include <stdbool.h>

/* Asks the server behind its control socket and prints the answer; returns the command's exit status. */
int crew_status_print(const char *socket_path, bool connections, bool json, bool watch);

#endif
