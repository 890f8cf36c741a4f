/*
 * scoreboard_windows: see scoreboard.h. There is one process, so nothing needs to be shared.
 */
#include "core/proc/scoreboard.h"

#include "core/base/alloc.h"

struct crew_scoreboard {
    crew_score *scores;
};

crew_scoreboard *crew_scoreboard_new(int entries, crew_err *err)
{
    crew_scoreboard *board = crew_calloc(1, sizeof *board);

    (void)err;
    board->scores = crew_calloc((size_t)entries, sizeof *board->scores);
    return board;
}

void crew_scoreboard_free(crew_scoreboard *board)
{
    crew_free(board->scores);
    crew_free(board);
}

bool crew_scoreboard_is_ahead(const crew_scoreboard *board, int entries, uint64_t connections)
{
    (void)board; /* there is nobody to be ahead of */
    (void)entries;
    (void)connections;
    return false;
}

crew_score *crew_scoreboard_at(crew_scoreboard *board, int index)
{
    return &board->scores[index];
}
