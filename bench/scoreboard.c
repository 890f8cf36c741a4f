/*
 * What the scoreboard costs: .build/bench/scoreboard. For each message a worker adds to a few counters in shared memory and notes its memory,
 * and for each turn of its loop the time: those writes and nothing else, in a loop, while another process reads the entry as a status
 * does. Nanoseconds a message, the best of ten parts.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/proc/scoreboard.h"

#define MESSAGES 20000000
#define PARTS 10
#define READS_A_SECOND 1000 /* a status is asked for once a second, metrics rarer */

static double now(void)
{
    struct timespec time;

    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* As conn.c and worker.c write for one message of 100 bytes and its answer of 200; `has_turn`: it had a turn of the loop to itself. */
static void write_message(volatile crew_score *score, uint64_t i, bool has_turn)
{
    if (has_turn) {
        score->busy_since_ms = crew_clock_coarse_ms();
    }
    score->traffic.bytes_read += 100;
    score->traffic.messages++;
    score->traffic.bytes_written += 200;
    score->memory = 400000 + (i & 1023);
    score->memory_peak = 500000;
    if (has_turn) {
        score->busy_since_ms = 0;
    }
}

static double measure(volatile crew_score *score, bool has_turn)
{
    double best = 1e9;

    for (int part = 0; part < PARTS; part++) {
        double begun = now();

        for (uint64_t i = 0; i < MESSAGES / PARTS; i++) {
            write_message(score, i, has_turn);
        }
        begun = now() - begun;
        best = begun < best ? begun : best;
    }
    return best / (MESSAGES / PARTS) * 1e9;
}

static pid_t read_in_another_process(const volatile crew_score *score)
{
    pid_t pid = fork();

    if (pid == 0) {
        uint64_t sum = 0;

        for (;;) {
            sum += score->traffic.messages + score->memory;
            (void)usleep(1000000 / READS_A_SECOND);
        }
    }
    return pid;
}

int main(void)
{
    crew_err err;
    crew_scoreboard *board = crew_scoreboard_new(1, &err);
    pid_t reader;

    if (board == NULL) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    reader = read_in_another_process(crew_scoreboard_at(board, 0));
    printf("scoreboard: %.1f ns a message; %.1f ns for one that has a turn of the loop to itself\n", measure(crew_scoreboard_at(board, 0), false),
        measure(crew_scoreboard_at(board, 0), true));
    (void)kill(reader, SIGKILL);
    (void)waitpid(reader, NULL, 0);
    crew_scoreboard_free(board);
    return 0;
}
