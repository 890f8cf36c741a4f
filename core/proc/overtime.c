/*
 * overtime: see overtime.h. The signal is SIGURG: nothing uses it unasked, and whoever has no handler for it ignores it. It carries the callback's
 * number, so one that comes late, or from somebody else, means nothing.
 */
#include "core/proc/overtime.h"

#include <signal.h>
#include <stddef.h>
#include <sys/types.h>

#define OVERTIME_LOOKS 8       /* within the limit */
#define OVERTIME_LOOK_MS 10    /* at least, between two */
#define OVERTIME_PATIENCE 3    /* limits until the end */
#define OVERTIME_SIGNAL SIGURG

/* One process, one signal. */
static const volatile uint64_t *overtime_calls;
static void (*overtime_on)(void);

int64_t crew_overtime_interval(int64_t limit_ms)
{
    return limit_ms / OVERTIME_LOOKS > OVERTIME_LOOK_MS ? limit_ms / OVERTIME_LOOKS : OVERTIME_LOOK_MS;
}

crew_overtime_verdict crew_overtime_look(crew_overtime *overtime, uint64_t calls, int64_t now_ms, int64_t limit_ms)
{
    if (calls % 2 == 0 || calls != overtime->call) {
        *overtime = (crew_overtime){.call = calls, .since_ms = now_ms};
        return CREW_OVERTIME_NONE;
    }
    if (now_ms - overtime->since_ms >= limit_ms * OVERTIME_PATIENCE) {
        return CREW_OVERTIME_KILL;
    }
    if (now_ms - overtime->since_ms >= limit_ms && !overtime->is_told) {
        overtime->is_told = true;
        return CREW_OVERTIME_TELL;
    }
    return CREW_OVERTIME_NONE;
}

void crew_overtime_tell(int32_t pid, uint64_t call)
{
    union sigval value = {.sival_int = (int)(uint32_t)call};

    (void)sigqueue((pid_t)pid, OVERTIME_SIGNAL, value); /* when it cannot be told it is still ended in the end */
}

static void overtime_on_signal(int signo, siginfo_t *info, void *context)
{
    (void)signo;
    (void)context;
    if (info->si_code == SI_QUEUE && overtime_calls != NULL && (uint32_t)info->si_value.sival_int == (uint32_t)*overtime_calls) {
        overtime_on();
    }
}

void crew_overtime_listen(const volatile uint64_t *calls, void (*on_overtime)(void))
{
    struct sigaction action = {.sa_sigaction = overtime_on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigset_t its;

    overtime_calls = calls;
    overtime_on = on_overtime;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(OVERTIME_SIGNAL, &action, NULL); /* cannot fail for a signal that there is */
    (void)sigemptyset(&its);
    (void)sigaddset(&its, OVERTIME_SIGNAL);
    (void)sigprocmask(SIG_UNBLOCK, &its, NULL);
}

void crew_overtime_ignore(void)
{
    if (overtime_calls != NULL) {
        (void)signal(OVERTIME_SIGNAL, SIG_DFL);
        overtime_calls = NULL;
    }
}
