/*
 * birth_windows: see birth.h. The worker is its own master: what it asks of it, it does.
 */
#include "core/proc/birth.h"
#include "core/proc/signals.h"

int crew_birth_report(const crew_birth *birth, crew_report_kind kind)
{
    (void)birth;
    if (kind == CREW_REPORT_STOP) {
        crew_signals_ask_stop();
    }
    return kind == CREW_REPORT_RELOAD || kind == CREW_REPORT_RETIRING ? CREW_ESYSTEM : 0;
}

void crew_birth_bind(const crew_birth *birth)
{
    (void)birth;
}

void crew_birth_clear(crew_birth *birth)
{
    crew_scoreboard_free(birth->board);
}
