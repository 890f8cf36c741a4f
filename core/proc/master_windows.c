/*
 * master_windows: see core/crew.h. Without fork the process that opens the socket becomes the one worker, so there is nothing to watch over:
 * what kills it is not replaced, and there is no reload.
 */
#include "core/proc/master.h"

#include "core/base/alloc.h"
#include "core/proc/server.h"
#include "core/proc/signals.h"

struct crew_master {
    crew_server *server;
    crew_scoreboard *board;
};

crew_master *crew_master_new(crew_server *server, crew_err *err)
{
    crew_master *master;
    char address[CREW_ADDRESS_TEXT];

    if (crew_server_workers(server) > 1) {
        crew_log(CREW_LOG_WARNING, "%d workers were asked for; on Windows there is one", crew_server_workers(server));
    }
    if (crew_server_set(server, "workerNum", 1, err) < 0 || crew_server_set(server, "reusePort", 0, err) < 0 ||
        crew_server_listen(server, err) != 0) {
        return NULL;
    }
    if (crew_signals_take_over_master(err) != 0) {
        crew_server_unlisten(server);
        return NULL;
    }
    master = crew_calloc(1, sizeof *master);
    master->server = server;
    master->board = crew_scoreboard_new(1, err);
    crew_log(CREW_LOG_NOTICE, "listening on %s (%s) with 1 worker", crew_server_given(server), crew_server_address(server, address));
    return master;
}

void crew_master_set_before_fork(crew_master *master, void (*before_fork)(void *user), void *user)
{
    (void)master;
    (void)before_fork;
    (void)user;
}

void crew_master_set_on_succeeded(crew_master *master, void (*on_succeeded)(void *user), void *user)
{
    (void)master;
    (void)on_succeeded;
    (void)user;
}

/* The process becomes the worker, so nobody is left who could tell. */
void crew_master_set_on_started(crew_master *master, void (*on_started)(void *user), void *user)
{
    (void)master;
    (void)on_started;
    (void)user;
}

bool crew_master_has_failed(const crew_master *master)
{
    (void)master;
    return false;
}

void crew_master_set_on_signal(crew_master *master, bool (*on_signal)(int signo, void *user))
{
    (void)master;
    (void)on_signal;
}

crew_role crew_master_run(crew_master *master)
{
    (void)master;
    return CREW_ROLE_WORKER;
}

void crew_master_free(crew_master *master)
{
    crew_server_unlisten(master->server);
    crew_signals_give_back();
    crew_scoreboard_free(master->board);
    crew_free(master);
}

crew_birth crew_master_take_birth(crew_master *master)
{
    crew_birth birth = {
        .server = master->server,
        .report_fd = -1,
        .lifeline_fd = -1,
        .listing_fd = -1,
        .board = master->board,
        .score = crew_scoreboard_at(master->board, 0),
    };

    crew_free(master);
    return birth;
}
