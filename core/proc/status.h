/*
 * status: asks a running server over its control socket, from another process, and shows the answer to a person or, as it is, to a program.
 */
#ifndef CREW_PROC_STATUS_H
#define CREW_PROC_STATUS_H

#include <stdbool.h>

#include "core/base/buf.h"
#include "core/base/span.h"
#include "core/base/table.h"

/* Exit codes as LSB has them for `status`. */
#define CREW_STATUS_RUNNING 0
#define CREW_STATUS_STOPPED 3 /* nobody listens at the socket */
#define CREW_STATUS_UNKNOWN 4 /* somebody does, but does not answer */

/*
 * Writes to standard output what the server at `socket_path` answers to "status" or, with `connections`, to "connections": its JSON, or
 * tables. With `watch` again every second, in place when it is a terminal, until a signal ends it or the server is gone. What went wrong is said on
 * standard error. Returns one of the codes above.
 */
int crew_status_print(const char *socket_path, bool connections, bool json, bool watch);

/* The tables alone, appended to *out. `before` is an earlier answer to reckon rates with; of length 0: over the whole time. */
void crew_status_format(crew_span answer, crew_span before, const crew_table_look *look, crew_buf **out);
void crew_status_format_connections(crew_span answer, const crew_table_look *look, crew_buf **out);

#endif
