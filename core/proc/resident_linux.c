/*
 * resident_linux: from /proc/PID/statm (see resident.h).
 */
#include "core/proc/resident.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

static bool resident_read(int32_t pid, int64_t *resident, int64_t *shared)
{
    char path[32];
    FILE *file;
    bool is_known;

    (void)snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
    file = fopen(path, "re");
    if (file == NULL) {
        return false;
    }
    is_known = fscanf(file, "%*s %" SCNd64 " %" SCNd64, resident, shared) == 2;
    (void)fclose(file);
    return is_known;
}

int64_t crew_resident_bytes(int32_t pid)
{
    int64_t resident;
    int64_t shared;

    return resident_read(pid, &resident, &shared) ? resident * sysconf(_SC_PAGESIZE) : -1;
}

uint64_t crew_resident_memory(void)
{
    int64_t resident;
    int64_t shared;

    if (!resident_read((int32_t)getpid(), &resident, &shared) || resident < shared) {
        return 0;
    }
    return (uint64_t)(resident - shared) * (uint64_t)sysconf(_SC_PAGESIZE);
}
