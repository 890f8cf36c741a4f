/*
 * signals_windows: what the console tells (Ctrl-C, Ctrl-Break, its window is closed, the user logs off) asks for a stop (see signals.h).
 * The system calls the handler in a thread of its own; a byte through a pair of sockets wakes the loop.
 */
#include "core/proc/signals.h"

#include <string.h>

#include "core/net/sock.h"

static struct {
    volatile LONG events; /* from the console, so far */
    volatile LONG stops;  /* not yet taken */
    int pair[2];
} signals = {.pair = {-1, -1}};

void crew_signals_ask_stop(void)
{
    crew_span wake = crew_span_of("", 1);

    (void)InterlockedIncrement(&signals.stops);
    (void)crew_sock_send(signals.pair[1], &wake, 1, false); /* full means that it is readable already */
}

static BOOL WINAPI signals_on_event(DWORD event)
{
    if (InterlockedIncrement(&signals.events) > 1) {
        return FALSE; /* the second time: the system's own handler ends the process at once */
    }
    crew_signals_ask_stop();
    if (event != CTRL_C_EVENT && event != CTRL_BREAK_EVENT) {
        Sleep(INFINITE); /* when this returns the process is ended; the system gives it a few seconds until then */
    }
    return TRUE;
}

int crew_signals_take_over_master(crew_err *err)
{
    int failed = crew_sock_pair(signals.pair, err);

    if (failed != 0) {
        return failed;
    }
    signals.events = 0;
    signals.stops = 0;
    if (!SetConsoleCtrlHandler(signals_on_event, TRUE)) {
        crew_signals_give_back();
        return crew_err_set(err, CREW_ESYSTEM, "the console's events cannot be had: error %lu", GetLastError());
    }
    return 0;
}

void crew_signals_give_back(void)
{
    (void)SetConsoleCtrlHandler(signals_on_event, FALSE); /* fails when it was not set */
    for (int i = 0; i < 2; i++) {
        if (signals.pair[i] >= 0) {
            crew_sock_close(signals.pair[i]);
            signals.pair[i] = -1;
        }
    }
}

void crew_signals_hold(void)
{
}

void crew_signals_let_go(void)
{
}

void crew_signals_leave(void) /* nothing forks, so there are no copies */
{
}

void crew_signals_unload(void)
{
    crew_signals_give_back();
}

const crew_signal_row *crew_signals_row(size_t index)
{
    (void)index; /* nobody sends any */
    return NULL;
}

int crew_signals_fd(void)
{
    return signals.pair[0];
}

void crew_signals_take(unsigned counts[CREW_ACT_COUNT])
{
    char drop[64];

    while (crew_sock_recv(signals.pair[0], drop, sizeof drop) > 0) {
    }
    memset(counts, 0, CREW_ACT_COUNT * sizeof counts[0]);
    counts[CREW_ACT_STOP] = (unsigned)InterlockedExchange(&signals.stops, 0);
}
