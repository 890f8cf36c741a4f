/*
 * master: what a worker needs of it after the fork. The public part is in core/crew.h.
 */
#ifndef CREW_PROC_MASTER_H
#define CREW_PROC_MASTER_H

#include "core/crew.h"
#include "core/proc/scoreboard.h"

/* What a worker tells its master, through one pipe that all of them share. Smaller than PIPE_BUF, so it arrives whole. */
typedef enum crew_report_kind {
    CREW_REPORT_READY,  /* it serves */
    CREW_REPORT_STOP,   /* it asks to stop everything */
    CREW_REPORT_RELOAD, /* it asks to replace every worker */
} crew_report_kind;

typedef struct crew_report {
    int32_t kind;
    int32_t pid;
} crew_report;

/* What a child was born with. */
typedef struct crew_birth {
    crew_server *server;
    int slot;
    pid_t master;
    int report_fd;   /* to write crew_reports to */
    int lifeline_fd; /* reads the end when the master is gone */
    crew_scoreboard *board;
    crew_score *score; /* its own entry */
} crew_birth;

/* In a child: what it was born with; closes what it should not have and forgets the rest of the master. */
crew_birth crew_master_take_birth(crew_master *master);

#endif
