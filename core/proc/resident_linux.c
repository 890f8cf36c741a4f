/*
 * resident_linux: see resident.h.
 */
#include "core/proc/resident.h"

#include <stdio.h>
#include <unistd.h>

int64_t crew_resident_bytes(int32_t pid)
{
    char path[32];
    long long pages = -1;
    FILE *file;

    (void)snprintf(path, sizeof path, "/proc/%ld/statm", (long)pid);
    file = fopen(path, "re");
    if (file == NULL) {
        return -1;
    }
    if (fscanf(file, "%*s %lld", &pages) != 1) {
        pages = -1;
    }
    (void)fclose(file);
    return pages >= 0 ? (int64_t)pages * sysconf(_SC_PAGESIZE) : -1;
}
