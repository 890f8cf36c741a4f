/*
 * birth: what a worker was born with, and the ways between it and its master: it reports through a pipe, and learns of the master's
 * end through another one. Where nothing forks there is no other process at either end.
 */
#ifndef CREW_PROC_BIRTH_H
#define CREW_PROC_BIRTH_H

#include "core/crew.h"
#include "core/proc/dispatch.h"
#include "core/proc/scoreboard.h"

/* What a worker tells its master, through one pipe that all of them share. Smaller than PIPE_BUF, so it arrives whole. */
typedef enum crew_report_kind {
    CREW_REPORT_READY,   /* it serves */
    CREW_REPORT_LEAVING, /* it was asked to drain or to finish, as its score says */
    CREW_REPORT_RETIRING, /* it has served enough and goes on until it has a successor */
    CREW_REPORT_STOP,    /* it asks to stop everything */
    CREW_REPORT_RELOAD,  /* it asks to replace every worker */
} crew_report_kind;

typedef struct crew_report {
    int32_t kind;
    int32_t pid;
} crew_report;

typedef struct crew_birth {
    crew_server *server;
    int slot;
    int32_t master;  /* its pid */
    int report_fd;   /* to write crew_reports to */
    int lifeline_fd; /* reads the end when the master is gone; -1: the worker is its own master */
    int listing_fd;  /* a socket on which the master asks for its connections; -1: it asks nothing */
    crew_scoreboard *board;
    crew_dispatch *dispatch; /* NULL: it accepts its connections itself */
    int entry;               /* in the scoreboard */
    crew_score *score; /* its own entry */
} crew_birth;

/* Tells the master. 0, or CREW_ESYSTEM when it cannot be told. */
int crew_birth_report(const crew_birth *birth, crew_report_kind kind);

/* Has the system tell this process when the master dies, even when it is stuck in a callback. */
void crew_birth_bind(const crew_birth *birth);

/* Closes what it was born with, but for the server, which is the host's. */
void crew_birth_clear(crew_birth *birth);

#endif
