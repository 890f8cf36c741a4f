/*
 * file: see file.h. This file is for every Unix.
 */
#include "core/net/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

bool crew_file_is_regular(int fd)
{
    struct stat about;

    if (fstat(fd, &about) != 0) {
        return false;
    }
    errno = EINVAL;
    return S_ISREG(about.st_mode);
}

int crew_file_dup(int fd)
{
    char path[64];
    int own;

    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd); /* Linux has it */
    own = open(path, O_RDONLY | O_CLOEXEC);
    return own >= 0 ? own : fcntl(fd, F_DUPFD_CLOEXEC, 0);
}

ssize_t crew_file_read(int fd, char *into, size_t size, uint64_t offset)
{
    size_t done = 0;

    while (done < size) {
        ssize_t n = pread(fd, into + done, size - done, (off_t)(offset + done));

        if (n < 0 && errno != EINTR) {
            return -1;
        }
        if (n == 0) {
            break;
        }
        done += n > 0 ? (size_t)n : 0;
    }
    return (ssize_t)done;
}

void crew_file_close(int fd)
{
    int saved = errno;

    (void)close(fd);
    errno = saved;
}
