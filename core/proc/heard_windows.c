/*
 * heard_windows: the signals of the host's own; there are none here.
 */
#include "core/proc/signals.h"

int crew_signals_check(int signo, crew_err *err)
{
    return crew_err_set(err, CREW_ERANGE, "signal %d cannot be listened to on Windows", signo);
}

int crew_signals_listen(int signo, crew_err *err)
{
    return crew_err_set(err, CREW_ERANGE, "signal %d cannot be listened to on Windows", signo);
}

void crew_signals_unlisten(int signo)
{
    (void)signo;
}

int crew_signals_heard_fd(void)
{
    return -1;
}

int crew_signals_heard(void)
{
    return 0;
}

void crew_signals_unlisten_all(void)
{
}
