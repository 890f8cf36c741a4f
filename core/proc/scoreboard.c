/*
 * scoreboard: see scoreboard.h.
 */
#include "core/proc/scoreboard.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>

#include "core/base/alloc.h"

struct crew_scoreboard {
    crew_score *scores;
    size_t size;
};

crew_scoreboard *crew_scoreboard_new(int entries, crew_err *err)
{
    crew_scoreboard *board = crew_calloc(1, sizeof *board);
    void *memory;

    board->size = (size_t)entries * sizeof(crew_score);
    memory = mmap(NULL, board->size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
        (void)crew_err_set(err, CREW_ESYSTEM, "no shared memory for the scoreboard (%zu bytes): %s", board->size, strerror(errno));
        crew_free(board);
        return NULL;
    }
    board->scores = memory;
    return board;
}

void crew_scoreboard_free(crew_scoreboard *board)
{
    (void)munmap(board->scores, board->size);
    crew_free(board);
}

bool crew_scoreboard_is_ahead(const crew_scoreboard *board, int entries, uint64_t connections)
{
    uint64_t all = 0;
    uint64_t accepting = 0;

    for (int i = 0; i < entries && (size_t)i < board->size / sizeof(crew_score); i++) {
        if (board->scores[i].accepts) {
            all += board->scores[i].traffic.connections;
            accepting++;
        }
    }
    /* Some three percent more, and one. */
    return accepting > 0 && connections > all / accepting + all / accepting / 32 + 1;
}

crew_score *crew_scoreboard_at(crew_scoreboard *board, int index)
{
    return &board->scores[index];
}
