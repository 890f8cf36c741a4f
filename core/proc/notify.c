/*
 * notify: see notify.h.
 */
#include "core/proc/notify.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/log.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

struct crew_notify {
    int fd; /* -1: nobody listens */
    struct sockaddr_un to;
    socklen_t len;
    int64_t interval_ms;
    int64_t next_ms;
};

int64_t crew_notify_interval(const char *watchdog_usec, const char *watchdog_pid, long pid)
{
    char *end;
    long long usec;

    if (watchdog_usec == NULL || (watchdog_pid != NULL && strtol(watchdog_pid, NULL, 10) != pid)) {
        return 0;
    }
    usec = strtoll(watchdog_usec, &end, 10);
    if (end == watchdog_usec || *end != '\0' || usec <= 0) {
        return 0;
    }
    return usec / 2000 > 0 ? usec / 2000 : 1;
}

/* A path, or '@' and a name without a place in the file system. */
static bool notify_parse(crew_notify *notify, const char *where)
{
    size_t len = where != NULL ? strlen(where) : 0;

    if (len < 2 || (where[0] != '/' && where[0] != '@') || len >= sizeof notify->to.sun_path) {
        return false;
    }
    notify->to.sun_family = AF_UNIX;
    memcpy(notify->to.sun_path, where, len);
    if (where[0] == '@') {
        notify->to.sun_path[0] = '\0';
    }
    notify->len = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len + (where[0] == '/'));
    return true;
}

crew_notify *crew_notify_new(void)
{
    crew_notify *notify = crew_calloc(1, sizeof *notify);

    notify->fd = -1;
    if (notify_parse(notify, getenv("NOTIFY_SOCKET"))) {
        notify->fd = socket(AF_UNIX, SOCK_DGRAM, 0);
        if (notify->fd >= 0) {
            (void)fcntl(notify->fd, F_SETFD, FD_CLOEXEC);
            (void)fcntl(notify->fd, F_SETFL, O_NONBLOCK);
            notify->interval_ms = crew_notify_interval(getenv("WATCHDOG_USEC"), getenv("WATCHDOG_PID"), (long)getpid());
        }
    }
    return notify;
}

void crew_notify_free(crew_notify *notify)
{
    if (notify->fd >= 0) {
        (void)close(notify->fd);
    }
    crew_free(notify);
}

void crew_notify_send(crew_notify *notify, const char *format, ...)
{
    char text[512];
    va_list args;
    int len;

    if (notify->fd < 0) {
        return;
    }
    va_start(args, format);
    len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (len > 0 && (size_t)len < sizeof text &&
        sendto(notify->fd, text, (size_t)len, MSG_NOSIGNAL, (struct sockaddr *)(void *)&notify->to, notify->len) < 0) {
        crew_log(CREW_LOG_DEBUG, "systemd could not be told: %s", text);
    }
}

void crew_notify_reloading(crew_notify *notify)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    crew_notify_send(notify, "RELOADING=1\nMONOTONIC_USEC=%lld\nSTATUS=reloading",
        (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000);
}

int64_t crew_notify_watchdog(crew_notify *notify, int64_t now_ms)
{
    if (notify->interval_ms == 0) {
        return 0;
    }
    if (now_ms >= notify->next_ms) {
        crew_notify_send(notify, "WATCHDOG=1");
        notify->next_ms = now_ms + notify->interval_ms;
    }
    return notify->next_ms;
}
