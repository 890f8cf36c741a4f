/*
 * command: the words after the script's name: php server.php [start|stop|restart|reload|status|connections] [options]. One table of verbs and
 * one of options serve for reading them and for telling about them.
 */
#ifndef CREW_PROC_COMMAND_H
#define CREW_PROC_COMMAND_H

#include "core/base/err.h"

/* Exit statuses as the Linux Standard Base has them for init scripts. */
typedef enum crew_exit {
    CREW_EXIT_DONE = 0,
    CREW_EXIT_FAILED = 1,
    CREW_EXIT_USAGE = 2,
    CREW_EXIT_DENIED = 4,
    CREW_EXIT_NOT_RUNNING = 7, /* of everything but status */
    CREW_EXIT_STATUS_STALE = 1,
    CREW_EXIT_STATUS_STOPPED = 3,
    CREW_EXIT_STATUS_UNKNOWN = 4,
} crew_exit;

#define CREW_OPTION_DAEMON 1u
#define CREW_OPTION_GRACEFUL 2u
#define CREW_OPTION_JSON 4u
#define CREW_OPTION_WATCH 8u
#define CREW_OPTION_QUIET 16u
#define CREW_OPTION_HELP 32u

/* verb, its word, the options it takes, what it does in words */
#define CREW_VERBS(X)                                                                                                   \
    X(START, "start", CREW_OPTION_DAEMON, "serve; this is what no verb at all does")                                    \
    X(STOP, "stop", CREW_OPTION_GRACEFUL, "stop the server and wait until it is gone")                                  \
    X(RESTART, "restart", CREW_OPTION_DAEMON | CREW_OPTION_GRACEFUL, "stop it, then start")                             \
    X(RELOAD, "reload", 0, "replace every worker, each after its successor is ready")                                   \
    X(STATUS, "status", CREW_OPTION_JSON | CREW_OPTION_WATCH, "show the server and its workers")                        \
    X(CONNECTIONS, "connections", CREW_OPTION_JSON, "list every connection")

/* the option, its short and long form, what it does in words */
#define CREW_OPTIONS(X)                                                                                                 \
    X(CREW_OPTION_DAEMON, "-d", "--daemon", "as a daemon; comes back when the workers are ready")                       \
    X(CREW_OPTION_GRACEFUL, "-g", "--graceful", "let connections end by themselves first")                              \
    X(CREW_OPTION_JSON, "", "--json", "for programs to read")                                                           \
    X(CREW_OPTION_WATCH, "", "--watch", "again and again, in place")                                                    \
    X(CREW_OPTION_QUIET, "-q", "--quiet", "say nothing but what went wrong")                                            \
    X(CREW_OPTION_HELP, "-h", "--help", "this text")                                                                    \
    X(0u, "", "--", "what follows belongs to the script")

#define CREW_VERB_ENUM(name, word, options, words) CREW_VERB_##name,
typedef enum crew_verb { CREW_VERBS(CREW_VERB_ENUM) } crew_verb;
#undef CREW_VERB_ENUM

typedef struct crew_command {
    crew_verb verb;
    unsigned options; /* CREW_OPTION_* */
} crew_command;

/* Reads argv[1] and on, up to a "--". 0, or CREW_ERANGE with words that name what is not understood. */
int crew_command_parse(int argc, char *const *argv, crew_command *command, crew_err *err);

/* One line, for the standard error; and the whole text of --help, for the standard output. */
void crew_command_usage(const char *script);
void crew_command_help(const char *script);

#endif
