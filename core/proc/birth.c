/*
 * birth: see birth.h.
 */
#include "core/proc/birth.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/proc/parent.h"
#include "core/proc/server.h"
#include "core/proc/signals.h"

#define BIRTH_REPORT_TRIES 100

int crew_birth_report(const crew_birth *birth, crew_report_kind kind)
{
    crew_report report = {.kind = kind, .pid = (int32_t)getpid()};

    for (int i = 0; i < BIRTH_REPORT_TRIES; i++) {
        if (write(birth->report_fd, &report, sizeof report) == (ssize_t)sizeof report) {
            return 0;
        }
        if (errno != EAGAIN && errno != EINTR) {
            break; /* no master reads it any more; the lifeline will say so */
        }
        crew_clock_sleep_ms(1);
    }
    return CREW_ESYSTEM;
}

void crew_birth_bind(const crew_birth *birth)
{
    int64_t grace_s = crew_server_limits_of(birth->server)->stop_timeout_ms / 1000 + 1;

    crew_signals_set_parent(birth->master, (unsigned)grace_s);
    crew_parent_signal_on_death(SIGTERM);
    if (getppid() != birth->master) {
        (void)raise(SIGTERM); /* it died before we could ask to be told */
    }
}

void crew_birth_clear(crew_birth *birth)
{
    (void)close(birth->report_fd);
    (void)close(birth->lifeline_fd);
    crew_scoreboard_free(birth->board);
    if (birth->dispatch != NULL) {
        crew_dispatch_free(birth->dispatch);
    }
}
