/*
 * daemon: see daemon.h.
 */
#include "core/proc/daemon.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/log.h"

#define DAEMON_INHERITED 256 /* more than that a caller hardly leaves open */

static struct {
    bool is_daemon;
    int launcher; /* the pipe on which the caller waits; 0: no daemon, or ready */
    bool is_settled;
    char *output;
    char *errors;
    int inherited[DAEMON_INHERITED];
    int inherited_count;
} daemon_state = {.is_settled = true};

void crew_daemon_fill_standard_fds(void)
{
    int fd;

    do {
        fd = open("/dev/null", O_RDWR);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0) {
        (void)close(fd);
    }
}

/* ---- what the caller left open ------------------------------------------------------------------------------------------ */

/* Descriptors that systemd hands over are meant for us. */
static int daemon_first_inherited(void)
{
    const char *pid = getenv("LISTEN_PID");
    const char *count = getenv("LISTEN_FDS");
    int handed = pid != NULL && count != NULL && atol(pid) == (long)getpid() ? atoi(count) : 0;

    return STDERR_FILENO + 1 + (handed > 0 ? handed : 0);
}

/* What came through exec is not close-on-exec; what the program's own libraries open meanwhile is. */
void crew_daemon_note_inherited(void)
{
    DIR *all = opendir("/dev/fd");
    const struct dirent *entry;

    daemon_state.inherited_count = 0;
    while (all != NULL && (entry = readdir(all)) != NULL && daemon_state.inherited_count < DAEMON_INHERITED) {
        int fd = atoi(entry->d_name);

        if (fd >= daemon_first_inherited() && fcntl(fd, F_GETFD) == 0) {
            daemon_state.inherited[daemon_state.inherited_count++] = fd;
        }
    }
    if (all != NULL) {
        (void)closedir(all);
    }
}

static void daemon_close_inherited(void)
{
    for (int i = 0; i < daemon_state.inherited_count; i++) {
        (void)close(daemon_state.inherited[i]);
    }
    daemon_state.inherited_count = 0;
}

/* ---- the caller --------------------------------------------------------------------------------------------------------- */

static _Noreturn void daemon_await(int from_daemon, pid_t child, const char *script)
{
    char ready = 0;
    ssize_t got;

    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {
    }
    do {
        got = read(from_daemon, &ready, 1);
    } while (got < 0 && errno == EINTR);
    if (got != 1) {
        (void)fprintf(stderr, "%s was not started\n", script);
    }
    /* Not exit: what PHP and the script have registered for the end is the daemon's to do. */
    _exit(got == 1 ? 0 : 1);
}

/* ---- the daemon --------------------------------------------------------------------------------------------------------- */

static void daemon_read_null(void)
{
    int fd = open("/dev/null", O_RDWR | O_CLOEXEC);

    if (fd >= 0) {
        (void)dup2(fd, STDIN_FILENO);
        (void)close(fd);
    }
}

static char *daemon_copy(const char *path)
{
    return path != NULL && path[0] != '\0' ? crew_strdup(path) : NULL;
}

int crew_daemon_detach(const crew_daemon_files *files, const char *script, crew_err *err)
{
    int pair[2];
    pid_t child;

    if (daemon_state.is_daemon) {
        return 0;
    }
    if (pipe(pair) != 0) {
        return crew_err_set(err, CREW_ESYSTEM, "no pipe for the daemon: %s", strerror(errno));
    }
    child = fork();
    if (child < 0) {
        (void)close(pair[0]);
        (void)close(pair[1]);
        return crew_err_set(err, CREW_ESYSTEM, "cannot fork the daemon: %s", strerror(errno));
    }
    if (child > 0) {
        (void)close(pair[1]);
        daemon_await(pair[0], child, script);
    }
    (void)close(pair[0]);
    (void)fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    (void)setsid(); /* a child just forked leads no group, so this cannot fail */
    child = fork();
    if (child != 0) {
        if (child < 0) {
            (void)fprintf(stderr, "cannot fork the daemon: %s\n", strerror(errno));
        }
        _exit(0); /* the session's leader could be given a terminal again; its child cannot */
    }
    if (chdir("/") != 0) {
        crew_log(CREW_LOG_WARNING, "cannot change to /: %s", strerror(errno));
    }
    (void)umask(0);
    daemon_close_inherited();
    daemon_read_null();
    daemon_state.is_daemon = true;
    daemon_state.launcher = pair[1];
    daemon_state.is_settled = false;
    daemon_state.output = daemon_copy(files->output);
    daemon_state.errors = daemon_copy(files->errors);
    return 0;
}

bool crew_daemon_is_starting(void)
{
    return daemon_state.launcher > 0;
}

static void daemon_lead(int fd, const char *path)
{
    crew_err err;

    if (crew_log_lead(fd, path, &err) != 0) {
        crew_log(CREW_LOG_WARNING, "%s", err.text);
        (void)crew_log_lead(fd, NULL, NULL);
    }
}

void crew_daemon_settle(void)
{
    if (!daemon_state.is_settled) {
        daemon_state.is_settled = true;
        daemon_lead(STDOUT_FILENO, daemon_state.output);
        crew_log_echo(CREW_LOG_NEVER);
        daemon_lead(STDERR_FILENO, daemon_state.errors);
    }
}

static void daemon_let_go(void)
{
    if (daemon_state.launcher > 0) {
        (void)close(daemon_state.launcher);
        daemon_state.launcher = 0;
    }
}

void crew_daemon_ready(void)
{
    crew_daemon_settle();
    if (daemon_state.launcher > 0 && write(daemon_state.launcher, "", 1) < 0) {
        crew_log(CREW_LOG_INFO, "nobody waits any more for the workers to be ready");
    }
    daemon_let_go();
}

void crew_daemon_born(void)
{
    daemon_let_go();
    if (!daemon_state.is_settled) {
        daemon_lead(STDOUT_FILENO, daemon_state.output); /* what it prints while it starts is output, too */
    }
}
