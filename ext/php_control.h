/*
 * php_control: what start() makes of the words after the script's name, and where a server's files are: pid file, log, output. In front of
 * the engine it does so in this order:
 *
 *     php_crew_control_begin   reads the command; all but starting ends here
 *     php_crew_control_leave   opens the log and, with -d, becomes the daemon
 *     php_crew_control_hold    takes the pid file
 *     php_crew_control_end     lets it go again
 */
#ifndef PHP_CREW_CONTROL_H
#define PHP_CREW_CONTROL_H

#include "ext/php_worker.h"

#include "core/proc/command.h"
#include "core/proc/pidfile.h"

typedef struct php_crew_control {
    crew_command command;
    zend_string *script;      /* the resolved path, NULL for `php -r` and a script from standard input */
    zend_string *pid_path;    /* NULL: none */
    zend_string *socket_path; /* where the control socket belongs; NULL when there is no pid file */
    zend_string *log_path;
    zend_string *output_path;
    bool is_pid_path_given; /* by the script or by an INI setting: then not having it is an error */
    bool takes_over; /* from the master that started this one in an upgrade: there is no command, and no daemon to be made */
    crew_pidfile *pidfile;
    int64_t begun_ms;
} php_crew_control;

/* False with an exception thrown: also the one that ends the script when the command is done. Whatever it returns, end is to be called. */
bool php_crew_control_begin(php_crew_control *control, php_crew_worker *worker);

/* After it, paths are relative to /. False as above. */
bool php_crew_control_leave(php_crew_control *control, php_crew_worker *worker);

/* False as above. */
bool php_crew_control_hold(php_crew_control *control);

/* Whether what the log would say about the start will be shown as a table: to a person at a terminal. */
bool php_crew_control_has_banner(const php_crew_control *control);

/* The workers serve: shows that, and lets the caller of a daemon go. */
void php_crew_control_started(php_crew_control *control, php_crew_worker *worker, const crew_server *server);

/* Says what keeps the server from starting: as an exception, or, while the caller of a daemon waits, in the log, and the script ends. */
void php_crew_control_fail(const crew_err *err);

/* Ends the script, as exit() does. */
void php_crew_control_exit(int status);

/* Another master serves in place of this one. */
void php_crew_control_let_go(php_crew_control *control);

void php_crew_control_end(php_crew_control *control);

/* An address of the script's with its unix path made absolute. The caller releases it. */
zend_string *php_crew_control_address(zend_string *address);

#endif
