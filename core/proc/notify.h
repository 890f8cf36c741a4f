/*
 * notify: tells systemd how the service is, sd_notify(3), by datagrams to $NOTIFY_SOCKET; says nothing where there is none. Only for a master.
 */
#ifndef CREW_PROC_NOTIFY_H
#define CREW_PROC_NOTIFY_H

#include <stdint.h>

#include "core/base/compiler.h"

typedef struct crew_notify crew_notify;

/* As the environment says. Never NULL. */
crew_notify *crew_notify_new(void);
void crew_notify_free(crew_notify *notify);

/* Lines "READY=1", "STATUS=..." in one datagram, printf-style. Nobody is waited for: what systemd does not take is lost. */
void crew_notify_send(crew_notify *notify, const char *format, ...) CREW_FORMAT(2, 3);

/* RELOADING=1 with the time it wants with that; READY=1 is to follow. */
void crew_notify_reloading(crew_notify *notify);

/* Sends WATCHDOG=1 when it is due, and returns when it is next (crew_clock_ms), 0 for never. */
int64_t crew_notify_watchdog(crew_notify *notify, int64_t now_ms);

/* Milliseconds between two signs of life: half of WATCHDOG_USEC, when that is meant for `pid`. 0: none are wanted. */
int64_t crew_notify_interval(const char *watchdog_usec, const char *watchdog_pid, long pid);

#endif
