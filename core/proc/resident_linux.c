/*
 * resident_linux: from /proc/self/statm (see resident.h).
 */
#include "core/proc/resident.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

uint64_t crew_resident_memory(void)
{
    char text[128] = "";
    uint64_t resident = 0;
    uint64_t shared = 0;
    int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    ssize_t n;

    if (fd < 0) {
        return 0;
    }
    n = read(fd, text, sizeof text - 1);
    (void)close(fd);
    if (n <= 0 || sscanf(text, "%*u %" SCNu64 " %" SCNu64, &resident, &shared) != 2 || resident < shared) {
        return 0;
    }
    return (resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE);
}
