/*
 * upgrade: see upgrade.h.
 */
#include "core/proc/upgrade.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/proc/program.h"
#include "core/proc/inherit.h"
#include "core/proc/server.h"
#include "core/proc/signals.h"

#define UPGRADE_END_MS 15000  /* for one that failed to end by itself */
#define UPGRADE_LOOK_MS 50    /* how often to see whether it has */
#define UPGRADE_FDS_MAX 65536 /* descriptors above are not looked for */

typedef struct upgrade_news {
    int32_t pid;
    int32_t serves;
} upgrade_news;

struct crew_upgrade {
    pid_t child;
    pid_t master;
    int fd;
    int64_t deadline_ms;
    crew_upgrade_state state;
};

static int upgrade_told = -1; /* in the successor: where to tell */

/* ---- in the old master -------------------------------------------------------------------------------------------------- */

/* Everything but the standard ones, which the script may have opened without thought of an exec. */
static void upgrade_close_others_on_exec(void)
{
    long end = sysconf(_SC_OPEN_MAX);

    end = end > 0 && end < UPGRADE_FDS_MAX ? end : UPGRADE_FDS_MAX;
    for (int fd = STDERR_FILENO + 1; fd < end; fd++) {
        int flags = fcntl(fd, F_GETFD);

        if (flags >= 0 && !(flags & FD_CLOEXEC)) {
            (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
        }
    }
}

/* The sockets stay open; the text says which they are. */
static char *upgrade_hand_over(const crew_server *server)
{
    int count = crew_server_own_sockets(server) > 0 ? crew_server_own_sockets(server) : 1;
    size_t size = (size_t)count * (strlen(crew_server_given(server)) + 32);
    char *text = crew_calloc(1, size);
    size_t len = 0;

    for (int i = 0; i < count; i++) {
        int fd = crew_server_fd(server, i);

        (void)fcntl(fd, F_SETFD, 0);
        if (crew_server_is_lent(server)) {
            len += (size_t)snprintf(text + len, size - len, "%d:s:%s;", fd, crew_server_given(server));
        } else {
            len += (size_t)snprintf(text + len, size - len, "%d:%d:%s;", fd, i, crew_server_given(server));
        }
    }
    return text;
}

static void upgrade_become(const crew_server *server, int told)
{
    char ready[48];
    char pid[24];
    char *sockets;

    upgrade_close_others_on_exec();
    sockets = upgrade_hand_over(server);
    (void)snprintf(ready, sizeof ready, "%ld:%d", (long)getpid(), told);
    (void)snprintf(pid, sizeof pid, "%ld", (long)getpid());
    (void)fcntl(told, F_SETFD, 0);
    (void)setenv(CREW_INHERIT_SOCKETS, sockets, 1);
    (void)setenv(CREW_UPGRADE_READY, ready, 1);
    if (getenv("WATCHDOG_PID") != NULL) {
        (void)setenv("WATCHDOG_PID", pid, 1);
    }
    crew_signals_give_back();
    crew_program_exec();
    crew_log(CREW_LOG_ERROR, "the command of this server cannot be run again: %s", strerror(errno));
    _exit(127);
}

crew_upgrade *crew_upgrade_new(const crew_server *server, int64_t patience_ms, crew_err *err)
{
    crew_upgrade *upgrade;
    sigset_t before;
    int pair[2];
    pid_t child;

    if (pipe(pair) != 0) {
        (void)crew_err_set(err, CREW_ESYSTEM, "no pipe for the new master: %s", strerror(errno));
        return NULL;
    }
    (void)fcntl(pair[0], F_SETFL, O_NONBLOCK); /* cannot fail on a pipe just made */
    (void)fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    crew_signals_block(&before);
    child = fork();
    if (child == 0) {
        upgrade_become(server, pair[1]);
    }
    crew_signals_unblock(&before);
    (void)close(pair[1]);
    if (child < 0) {
        (void)crew_err_set(err, CREW_ESYSTEM, "cannot fork the new master: %s", strerror(errno));
        (void)close(pair[0]);
        return NULL;
    }
    upgrade = crew_calloc(1, sizeof *upgrade);
    *upgrade = (crew_upgrade){.child = child, .master = child, .fd = pair[0], .deadline_ms = crew_clock_ms() + patience_ms};
    return upgrade;
}

void crew_upgrade_leave(crew_upgrade *upgrade)
{
    if (upgrade != NULL) {
        if (upgrade->fd >= 0) {
            (void)close(upgrade->fd);
        }
        crew_free(upgrade);
    }
}

void crew_upgrade_free(crew_upgrade *upgrade)
{
    if (upgrade == NULL) {
        return;
    }
    if (upgrade->state == CREW_UPGRADE_PENDING) {
        (void)kill(upgrade->master, SIGTERM);
    }
    (void)waitpid(upgrade->child, NULL, WNOHANG);
    crew_upgrade_leave(upgrade);
}

int crew_upgrade_fd(const crew_upgrade *upgrade)
{
    return upgrade->fd;
}

int64_t crew_upgrade_look_at_ms(const crew_upgrade *upgrade)
{
    return upgrade->state == CREW_UPGRADE_PENDING ? upgrade->deadline_ms : crew_clock_ms() + UPGRADE_LOOK_MS;
}

pid_t crew_upgrade_pid(const crew_upgrade *upgrade)
{
    return upgrade->master;
}

static crew_upgrade_state upgrade_fail(crew_upgrade *upgrade)
{
    (void)kill(upgrade->master, SIGTERM);
    (void)close(upgrade->fd);
    upgrade->fd = -1;
    upgrade->state = CREW_UPGRADE_ENDING;
    upgrade->deadline_ms = crew_clock_ms() + UPGRADE_END_MS;
    return CREW_UPGRADE_FAILED;
}

static crew_upgrade_state upgrade_look_at_end(crew_upgrade *upgrade)
{
    if (crew_clock_ms() >= upgrade->deadline_ms) {
        (void)kill(upgrade->master, SIGKILL);
    }
    return waitpid(upgrade->child, NULL, WNOHANG) == 0 ? CREW_UPGRADE_ENDING : CREW_UPGRADE_GONE;
}

crew_upgrade_state crew_upgrade_look(crew_upgrade *upgrade)
{
    upgrade_news news;
    ssize_t n;

    if (upgrade->state == CREW_UPGRADE_ENDING) {
        return upgrade_look_at_end(upgrade);
    }
    while ((n = read(upgrade->fd, &news, sizeof news)) == (ssize_t)sizeof news) {
        upgrade->master = news.pid;
        if (news.serves != 0) {
            return upgrade->state = CREW_UPGRADE_SERVES;
        }
    }
    if (n >= 0 || (errno != EAGAIN && errno != EINTR) || crew_clock_ms() >= upgrade->deadline_ms) {
        return upgrade_fail(upgrade);
    }
    return CREW_UPGRADE_PENDING;
}

/* ---- in the successor --------------------------------------------------------------------------------------------------- */

bool crew_upgrade_parse(const char *text, long *pid, int *fd)
{
    char rest;

    return text != NULL && sscanf(text, "%ld:%d%c", pid, fd, &rest) == 2 && *pid > 0 && *fd > STDERR_FILENO;
}

void crew_load(void)
{
    long pid;
    int fd;

    crew_program_remember();
    if (crew_upgrade_parse(getenv(CREW_UPGRADE_READY), &pid, &fd) && pid == (long)getpid()) {
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
        upgrade_told = fd;
        crew_inherit_remember();
    }
    (void)unsetenv(CREW_UPGRADE_READY);
    (void)unsetenv(CREW_INHERIT_SOCKETS);
}

bool crew_upgrade_is_awaited(void)
{
    return upgrade_told >= 0;
}

void crew_upgrade_tell(bool serves)
{
    upgrade_news news = {.pid = (int32_t)getpid(), .serves = serves};

    if (upgrade_told >= 0 && (write(upgrade_told, &news, sizeof news) != (ssize_t)sizeof news || serves)) {
        crew_upgrade_forget(); /* all is told, or the old one is gone */
    }
}

void crew_upgrade_forget(void)
{
    if (upgrade_told >= 0) {
        (void)close(upgrade_told);
        upgrade_told = -1;
    }
}
