/*
 * log_file: see log.h. Each descriptor that leads to a file is remembered with its path, and opening anew puts another file behind the same
 * number, so that nobody who writes to it notices.
 */
#include "core/base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/alloc.h"

#define LOG_FILES 3 /* the log itself, standard output, standard error */
#define LOG_MODE 0640

static struct log_file {
    int fd; /* 0: none, for nobody logs to standard input */
    char *path;
} log_files[LOG_FILES]; /* the first one is the log itself */

static int log_open(const char *path, crew_err *err)
{
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, LOG_MODE);

    if (fd < 0) {
        (void)crew_err_set(err, CREW_ESYSTEM, "cannot open %s for writing: %s", path, strerror(errno));
    }
    return fd;
}

static void log_remember(struct log_file *file, int fd, const char *path)
{
    char *copy = path != NULL ? crew_strdup(path) : NULL;

    crew_free(file->path);
    *file = (struct log_file){.fd = path != NULL ? fd : 0, .path = copy};
}

int crew_log_open(const char *path, crew_err *err)
{
    int fd = log_open(path, err);

    if (fd < 0) {
        return CREW_ESYSTEM;
    }
    crew_log_close();
    log_remember(&log_files[0], fd, path);
    crew_log_set_fd(fd);
    return 0;
}

void crew_log_close(void)
{
    if (log_files[0].path != NULL) {
        (void)close(log_files[0].fd);
        log_remember(&log_files[0], 0, NULL);
        crew_log_set_fd(-1);
    }
}

/* The number of a standard descriptor is also its place. */
int crew_log_lead(int fd, const char *path, crew_err *err)
{
    int file = log_open(path != NULL ? path : "/dev/null", err);

    if (file < 0) {
        return CREW_ESYSTEM;
    }
    (void)dup2(file, fd); /* both are open; without close-on-exec, as standard descriptors are */
    (void)close(file);
    log_remember(&log_files[fd], fd, path);
    return 0;
}

static int log_reopen(const struct log_file *file)
{
    crew_err err;
    int fd = log_open(file->path, &err);

    if (fd < 0) {
        crew_log(CREW_LOG_ERROR, "%s; writing on into the old one", err.text);
        return 1;
    }
    (void)dup2(fd, file->fd);
    if (file->fd > STDERR_FILENO) {
        (void)fcntl(file->fd, F_SETFD, FD_CLOEXEC);
    }
    (void)close(fd);
    return 0;
}

int crew_log_reopen(void)
{
    int failed = 0;

    for (int i = 0; i < LOG_FILES; i++) {
        if (log_files[i].path != NULL) {
            failed += log_reopen(&log_files[i]);
        }
    }
    return failed;
}
