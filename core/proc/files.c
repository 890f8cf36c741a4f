/*
 * files: see files.h.
 */
#include "core/proc/files.h"

#include <sys/resource.h>

#define FILES_MOST 1048576 /* more than anybody serves; programs that close every number there could be take long with more */

int64_t crew_files_raise(void)
{
    struct rlimit limit;
    rlim_t wanted;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return INT64_MAX;
    }
    wanted = limit.rlim_max == RLIM_INFINITY || limit.rlim_max > FILES_MOST ? FILES_MOST : limit.rlim_max;
    if (limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < wanted) {
        rlim_t before = limit.rlim_cur;

        limit.rlim_cur = wanted;
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0) {
            limit.rlim_cur = before;
        }
    }
    return limit.rlim_cur == RLIM_INFINITY ? INT64_MAX : (int64_t)limit.rlim_cur;
}
