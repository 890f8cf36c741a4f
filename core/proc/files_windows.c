/*
 * files_windows: sockets are no files there, and nothing limits their number but memory (see files.h).
 */
#include "core/proc/files.h"

int64_t crew_files_raise(void)
{
    return INT64_MAX;
}
