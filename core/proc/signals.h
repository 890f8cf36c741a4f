/*
 * signals: what each signal means to the master and to a worker, in one table. A handler only notes the signal and wakes the process
 * through a pipe; the work is done in flat code.
 */
#ifndef CREW_PROC_SIGNALS_H
#define CREW_PROC_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

typedef enum crew_signal_act {
    CREW_ACT_DEFAULT, /* as the system has it */
    CREW_ACT_IGNORE,
    CREW_ACT_STOP,    /* gracefully, with a deadline; a second time: at once */
    CREW_ACT_QUIT,    /* gracefully, waiting for connections */
    CREW_ACT_RELOAD,  /* replace every worker */
    CREW_ACT_UPGRADE, /* replace the master, too */
    CREW_ACT_HANGUP,  /* the terminal is gone; without one: reopen the log and reload */
    CREW_ACT_MORE,    /* one worker more */
    CREW_ACT_FEWER,
    CREW_ACT_CHILD, /* a child changed its state */
    CREW_ACT_COUNT,
} crew_signal_act;

/* signal, the verb it goes by, in the master, in a worker, what it does in words */
#define CREW_SIGNALS(X)                                                                                                 \
    X(SIGINT, "stop", STOP, IGNORE, "stop; a second time: at once (Ctrl-C reaches all, the master acts)") \
    X(SIGTERM, "stop", STOP, STOP, "stop; a second time: at once")                                                      \
    X(SIGQUIT, "quit", QUIT, QUIT, "stop when all connections have ended by themselves")                                \
    X(SIGHUP, "reopen", HANGUP, IGNORE, "from a terminal: it is gone, stop; else: reopen the log, reload") \
    X(SIGUSR1, "reload", RELOAD, IGNORE, "rolling reload: a replacement is ready before a worker ends")                  \
    X(SIGUSR2, "upgrade", UPGRADE, IGNORE, "a new master with new code takes over the listening sockets") \
    X(SIGTTIN, "more", MORE, IGNORE, "one worker more")                                                                 \
    X(SIGTTOU, "fewer", FEWER, IGNORE, "one worker fewer, but at least one")                                            \
    X(SIGCHLD, "", CHILD, DEFAULT, "a worker ended")                                                                    \
    X(SIGPIPE, "", IGNORE, IGNORE, "a peer is gone: reported by the write instead")

/* A row of the table, for who prints it. */
typedef struct crew_signal_row {
    int signo;
    const char *name; /* "SIGTERM" */
    const char *verb; /* "" when nobody would send it */
    crew_signal_act in_master;
    crew_signal_act in_worker;
    const char *words;
} crew_signal_row;

/* The row `index`, NULL behind the last. */
const crew_signal_row *crew_signals_row(size_t index);

/*
 * Takes over the table's signals, remembering what they did before. One process has one such set: calling it again (a worker after
 * the fork) keeps the first memory. 0, or CREW_ESYSTEM with words.
 */
int crew_signals_take_over_master(crew_err *err);
int crew_signals_take_over_worker(crew_err *err);

/* Gives every signal back as it was before. For the master: a worker keeps them to its end, which a late TERM must not cut short. */
void crew_signals_give_back(void);

/* Around a fork by the host's code, in the worker, and in the copy after crew_signals_leave: what is sent to the copy in its first moment waits until it
 * means there what it meant before. */
void crew_signals_hold(void);
void crew_signals_let_go(void);

/* In a copy of a worker: its signals are as they were before, but for those that the host's code has meanwhile taken itself. */
void crew_signals_leave(void);

/* In a worker, when nothing but the end of the process is left to do: its signals are as they were before, and blocked. */
void crew_signals_unload(void);

/* Readable when a signal was noted. */
int crew_signals_fd(void);

/* How often each act was asked for since the last call; empties the pipe. */
void crew_signals_take(unsigned counts[CREW_ACT_COUNT]);

/*
 * Signals of the host's own. Each one that comes is heard once, in the order of arrival; while more come than can be noted, they wait in the
 * system's queue. A worker listens to what its master listened to when it was forked. 0; or CREW_ERANGE with words: the signal is one of
 * the table's, or one that cannot be caught. These, and crew_signals_check, are in core/crew.h, too.
 */
int crew_signals_listen(int signo, crew_err *err);
void crew_signals_unlisten(int signo);
void crew_signals_unlisten_all(void);

/* Readable when one came. -1 when none was ever listened to. */
int crew_signals_heard_fd(void);

/* The next one that came, 0 when there is none. */
int crew_signals_heard(void);

#ifdef _WIN32
/* Notes a stop, as if the console had told. */
void crew_signals_ask_stop(void);
#else
/* A worker whose parent is no longer `parent` when SIGTERM comes has at most `grace_s` seconds, even when it is stuck in a callback. */
void crew_signals_set_parent(pid_t parent, unsigned grace_s);

/* Around a fork: nothing is delivered between the two. */
void crew_signals_block(sigset_t *before);
void crew_signals_unblock(const sigset_t *before);
#endif

#endif
