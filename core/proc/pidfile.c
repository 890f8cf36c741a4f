/*
 * pidfile: see pidfile.h.
 */
#include "core/proc/pidfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/alloc.h"

#define PIDFILE_TRIES 100 /* each lost to another process that took and dropped it meanwhile */

struct crew_pidfile {
    int fd;
    pid_t owner;
    char *path;
};

/* The whole file, for fcntl. */
static struct flock pidfile_lock(void)
{
    return (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET};
}

/* The process whose lock keeps us from having ours, 0 when there is none. */
static pid_t pidfile_holder(int fd)
{
    struct flock lock = pidfile_lock();
    char text[32] = "";

    if (fcntl(fd, F_GETLK, &lock) != 0) {
        return -1;
    }
    if (lock.l_type == F_UNLCK || lock.l_pid > 0) {
        return lock.l_type == F_UNLCK ? 0 : lock.l_pid;
    }
    /* Held where this process cannot see, in another pid namespace: the file's own words are all there is. */
    return pread(fd, text, sizeof text - 1, 0) > 0 && atol(text) > 0 ? (pid_t)atol(text) : -1;
}

/* Whether `path` still leads to the open file: its last holder may have removed it while we opened it. */
static bool pidfile_is_at(int fd, const char *path)
{
    struct stat own;
    struct stat there;

    return fstat(fd, &own) == 0 && stat(path, &there) == 0 && own.st_dev == there.st_dev && own.st_ino == there.st_ino;
}

static int pidfile_open(const char *path, crew_err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);

    if (fd < 0) {
        (void)crew_err_set(err, CREW_ESYSTEM, "cannot write the pid file %s: %s", path, strerror(errno));
    }
    return fd;
}

/* 1 when it is ours, 0 to try again, or a CREW_E* with words. */
static int pidfile_try_lock(int fd, const char *path, crew_err *err)
{
    struct flock lock = pidfile_lock();
    pid_t holder;

    if (fcntl(fd, F_SETLK, &lock) == 0) {
        return pidfile_is_at(fd, path) ? 1 : 0;
    }
    if (errno != EAGAIN && errno != EACCES) {
        return crew_err_set(err, CREW_ESYSTEM, "cannot lock the pid file %s: %s", path, strerror(errno));
    }
    holder = pidfile_holder(fd);
    if (holder == 0) {
        return 0;
    }
    return crew_err_set(err, CREW_EIN_USE, "it runs already: pid %ld holds %s", (long)holder, path);
}

static int pidfile_write(int fd, const char *path, crew_err *err)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%ld\n", (long)getpid());

    if (fchmod(fd, 0644) != 0 || ftruncate(fd, 0) != 0 || pwrite(fd, text, (size_t)len, 0) != len) {
        return crew_err_set(err, CREW_ESYSTEM, "cannot write the pid file %s: %s", path, strerror(errno));
    }
    return 0;
}

crew_pidfile *crew_pidfile_take(const char *path, crew_err *err)
{
    crew_pidfile *file;
    int got = 0;
    int fd = -1;

    for (int i = 0; i < PIDFILE_TRIES && got == 0; i++) {
        fd = pidfile_open(path, err);
        if (fd < 0) {
            return NULL;
        }
        got = pidfile_try_lock(fd, path, err);
        if (got != 1) {
            (void)close(fd);
        }
    }
    if (got == 0) {
        (void)crew_err_set(err, CREW_ESYSTEM, "cannot lock the pid file %s: others come and go", path);
    }
    if (got != 1) {
        return NULL;
    }
    if (pidfile_write(fd, path, err) != 0) {
        (void)close(fd);
        return NULL;
    }
    file = crew_calloc(1, sizeof *file);
    *file = (crew_pidfile){.fd = fd, .owner = getpid(), .path = crew_strdup(path)};
    return file;
}

void crew_pidfile_drop(crew_pidfile *file)
{
    if (file->owner == getpid() && pidfile_is_at(file->fd, file->path)) {
        (void)unlink(file->path); /* what cannot be removed is stale from now on, which hinders nobody */
    }
    (void)close(file->fd);
    crew_free(file->path);
    crew_free(file);
}

pid_t crew_pidfile_holder(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int error;
    pid_t holder;

    if (fd < 0) {
        return errno == ENOENT || errno == ENOTDIR ? 0 : -1;
    }
    holder = pidfile_holder(fd);
    error = errno;
    (void)close(fd);
    errno = error;
    return holder;
}

bool crew_pidfile_is_stale(const char *path)
{
    return access(path, F_OK) == 0 && crew_pidfile_holder(path) == 0;
}
