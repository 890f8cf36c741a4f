/*
 * runtime: where the files of a running server are: its pid file, its control socket. Several servers side by side have different ones,
 * because the names come from the script's path.
 */
#ifndef CREW_PROC_RUNTIME_H
#define CREW_PROC_RUNTIME_H

#include <stddef.h>

#include "core/base/err.h"

#define CREW_RUNTIME_PATH 256 /* enough for every path made here */

/*
 * Writes "DIRECTORY/NAME-HASH.SUFFIX" into `path`: NAME is the script's without its directory and extension, HASH eight digits of
 * its resolved path. Without a `directory` (NULL or "") it is /run for root, $XDG_RUNTIME_DIR for others who have one, and otherwise a
 * folder of the user's own below /tmp, which is made with mode 0700 and refused when it is somebody else's. 0, or a code with words in `err`.
 */
int crew_runtime_path(const char *directory, const char *script, const char *suffix, char path[CREW_RUNTIME_PATH], crew_err *err);

#endif
