/*
 * file: see file.h. The descriptors are those of the C library.
 */
#include "core/net/file.h"

#include <errno.h>
#include <io.h>
#include <stdio.h>
#include <sys/stat.h>

bool crew_file_is_regular(int fd)
{
    struct _stat64 about;

    if (_fstat64(fd, &about) != 0) {
        return false;
    }
    errno = EINVAL;
    return (about.st_mode & _S_IFMT) == _S_IFREG;
}

int crew_file_dup(int fd)
{
    return _dup(fd);
}

/* A duplicate shares its position with the original, which is put back. */
ssize_t crew_file_read(int fd, char *into, size_t size, uint64_t offset)
{
    int64_t before = _lseeki64(fd, 0, SEEK_CUR);
    size_t done = 0;
    int n = 0;

    if (before < 0 || _lseeki64(fd, (int64_t)offset, SEEK_SET) < 0) {
        return -1;
    }
    while (done < size && (n = _read(fd, into + done, (unsigned)(size - done))) > 0) {
        done += (size_t)n;
    }
    (void)_lseeki64(fd, before, SEEK_SET);
    return n < 0 ? -1 : (ssize_t)done;
}

void crew_file_close(int fd)
{
    int saved = errno;

    (void)_close(fd);
    errno = saved;
}
