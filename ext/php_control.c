/*
 * php_control: see php_control.h. A property that is null gives way to the INI setting of the same meaning, and that, when it is empty, to the
 * default.
 */
#include "ext/php_control.h"

#include "SAPI.h"
#include "zend_exceptions.h"
#include "main/php_output.h"

#include "core/base/clock.h"
#include "core/base/term.h"
#include "core/proc/banner.h"
#include "core/proc/control.h"
#include "core/proc/daemon.h"
#include "core/proc/runtime.h"
#include "core/proc/upgrade.h"
#include "ext/php_compat.h"

#define CONTROL_TAKE_OVER_MS 10
#define CONTROL_TAKE_OVER_TRIES 300
#define CONTROL_SPARE_MS 8000 /* beyond stopTimeout, for a master that has to kill */

void php_crew_control_exit(int status)
{
    EG(exit_status) = status;
    zend_throw_unwind_exit();
}

void php_crew_control_fail(const crew_err *err)
{
    if (crew_daemon_is_starting()) {
        crew_log(CREW_LOG_ERROR, "%s", err->text);
        php_crew_control_exit(CREW_EXIT_FAILED);
    } else {
        php_crew_throw(err);
    }
}

/* ---- settings ----------------------------------------------------------------------------------------------------------- */

static zend_string *control_absolute(const char *path)
{
    char *full = expand_filepath(path, NULL);
    zend_string *result = zend_string_init(full != NULL ? full : path, strlen(full != NULL ? full : path), false);

    if (full != NULL) {
        efree(full);
    }
    return result;
}

zend_string *php_crew_control_address(zend_string *address)
{
    size_t at = crew_server_path_at(ZSTR_VAL(address));
    zend_string *path;
    zend_string *result;

    if (at == 0 || ZSTR_VAL(address)[at] == '/' || ZSTR_VAL(address)[at] == '\0') {
        return zend_string_copy(address);
    }
    path = control_absolute(ZSTR_VAL(address) + at);
    result = zend_string_concat2(ZSTR_VAL(address), at, ZSTR_VAL(path), ZSTR_LEN(path));
    zend_string_release(path);
    return result;
}

/* The text of a property, or else of an INI setting. NULL: neither says anything, or *is_refused with an exception thrown. */
static zend_string *control_setting(php_crew_worker *worker, const char *property, const char *ini, bool *is_refused)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, property, &rv);
    const char *configured = zend_ini_string(ini, strlen(ini), false);

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING) {
        return zend_string_copy(Z_STR_P(value));
    }
    if (Z_TYPE_P(value) != IS_NULL) {
        zend_type_error("%s::$%s must be a string or null, %s given", ZSTR_VAL(worker->std.ce->name), property, zend_zval_type_name(value));
        *is_refused = true;
        return NULL;
    }
    return configured != NULL && configured[0] != '\0' ? zend_string_init(configured, strlen(configured), false) : NULL;
}

/* The same for a path, made absolute; an empty one is NULL with *is_none. */
static zend_string *control_path(php_crew_worker *worker, const char *property, const char *ini, bool *is_none, bool *is_refused)
{
    zend_string *given = control_setting(worker, property, ini, is_refused);
    zend_string *path;

    *is_none = given != NULL && ZSTR_LEN(given) == 0;
    path = given != NULL && !*is_none ? control_absolute(ZSTR_VAL(given)) : NULL;
    if (given != NULL) {
        zend_string_release(given);
    }
    return path;
}

static bool control_is_on(php_crew_worker *worker)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, "control", &rv);

    ZVAL_DEREF(value);
    return Z_TYPE_P(value) == IS_NULL ? CREW_G(control) : zend_is_true(value);
}

/* Beside the pid file and with its name: "server.pid" and "server.sock". */
static zend_string *control_beside(zend_string *pid_path)
{
    size_t stem = ZSTR_LEN(pid_path);

    if (stem > 4 && strcmp(ZSTR_VAL(pid_path) + stem - 4, ".pid") == 0) {
        stem -= 4;
    }
    return zend_string_concat2(ZSTR_VAL(pid_path), stem, ZEND_STRL(".sock"));
}

/* The pid file's default path. 0, or a CREW_E* with words. */
static int control_default_path(php_crew_control *control, crew_err *err)
{
    const char *directory = zend_ini_string(ZEND_STRL("crew.runtime_dir"), false);
    zend_string *folder = directory != NULL && directory[0] != '\0' ? control_absolute(directory) : NULL;
    char path[CREW_RUNTIME_PATH];
    int failed;

    failed = crew_runtime_path(folder != NULL ? ZSTR_VAL(folder) : NULL, ZSTR_VAL(control->script), "pid", path, err);
    if (failed == 0) {
        control->pid_path = zend_string_init(path, strlen(path), false);
    }
    control->is_pid_path_given = folder != NULL;
    if (folder != NULL) {
        zend_string_release(folder);
    }
    return failed;
}

/* Where there is no default path, starting in the foreground goes on without; nothing else can. */
static bool control_find_paths(php_crew_control *control, php_crew_worker *worker)
{
    bool is_refused = false;
    bool is_none = false;
    bool is_needed = control->command.verb != CREW_VERB_START || (control->command.options & CREW_OPTION_DAEMON) != 0;
    crew_err err;

    control->pid_path = control_path(worker, "pidFile", "crew.pid_file", &is_none, &is_refused);
    control->is_pid_path_given = control->pid_path != NULL;
    control->log_path = control_path(worker, "logFile", "crew.log_file", &(bool){false}, &is_refused);
    control->output_path = control_path(worker, "stdoutFile", "crew.stdout_file", &(bool){false}, &is_refused);
    if (is_refused) {
        return false;
    }
    if (control->pid_path == NULL && !is_none && control->script != NULL && control_default_path(control, &err) != 0) {
        if (is_needed || control->is_pid_path_given) {
            php_crew_throw(&err);
            return false;
        }
        crew_log(CREW_LOG_WARNING, "%s; going on without a pid file", err.text);
    }
    if (control->pid_path != NULL) {
        control->socket_path = control_beside(control->pid_path);
    }
    return true;
}

static bool control_apply_level(const php_crew_control *control, php_crew_worker *worker)
{
    bool is_refused = false;
    bool is_quiet = (control->command.options & CREW_OPTION_QUIET) != 0;
    zend_string *word = control_setting(worker, "logLevel", "crew.log_level", &is_refused);
    crew_log_level level = CREW_LOG_INFO;

    if (word != NULL && !crew_log_level_of(ZSTR_VAL(word), &level)) {
        crew_err err;

        (void)crew_err_set(&err, CREW_ERANGE, "logLevel must be one of debug, info, notice, warning and error: \"%.100s\" given", ZSTR_VAL(word));
        php_crew_throw(&err);
        is_refused = true;
    }
    if (word != NULL) {
        zend_string_release(word);
    }
    if (is_quiet && control->log_path == NULL && level < CREW_LOG_WARNING) {
        level = CREW_LOG_WARNING;
    }
    if (!is_refused) {
        crew_log_set_level(level);
    }
    return !is_refused;
}

/* ---- the steps ---------------------------------------------------------------------------------------------------------- */

/* The words after the script's name. False: the command is done, and the script is to end. */
static bool control_read_command(php_crew_control *control)
{
    const char *called = SG(request_info).argv[0];
    crew_err err;

    if (crew_command_parse(SG(request_info).argc, SG(request_info).argv, &control->command, &err) != 0) {
        php_output_flush_all();
        (void)fprintf(stderr, "%s\n", err.text);
        crew_command_usage(called);
        php_crew_control_exit(CREW_EXIT_USAGE);
        return false;
    }
    if ((control->command.options & CREW_OPTION_HELP) != 0) {
        php_output_flush_all();
        crew_command_help(called);
        php_crew_control_exit(CREW_EXIT_DONE);
        return false;
    }
    return true;
}

/* False: the command is done. */
static bool control_obey(const php_crew_control *control, php_crew_worker *worker)
{
    zval rv;
    crew_control engine = {
        .script = SG(request_info).argv[0],
        .pid_path = control->pid_path != NULL ? ZSTR_VAL(control->pid_path) : "",
        .socket_path = control->socket_path != NULL ? ZSTR_VAL(control->socket_path) : "",
        .patience_ms = (int64_t)(zval_get_double(php_crew_worker_property(worker, "stopTimeout", &rv)) * 1000) + CONTROL_SPARE_MS,
    };
    int status;

    php_output_flush_all();
    status = crew_control_run(&engine, &control->command);
    if (status >= 0) {
        php_crew_control_exit(status);
    }
    return status < 0;
}

bool php_crew_control_begin(php_crew_control *control, php_crew_worker *worker)
{
    const char *script = SG(request_info).path_translated;
    bool is_on;

    *control = (php_crew_control){.command = {.verb = CREW_VERB_START}, .begun_ms = crew_clock_ms()};
    if (script != NULL && VCWD_ACCESS(script, F_OK) == 0) {
        control->script = control_absolute(script);
    }
    control->takes_over = crew_upgrade_is_awaited();
    is_on = control->script != NULL && SG(request_info).argc > 0 && control_is_on(worker);
    if ((is_on && !control_read_command(control)) || !control_find_paths(control, worker) || (is_on && !control->takes_over && !control_obey(control, worker))) {
        return false;
    }
    worker->is_daemon = (control->command.options & CREW_OPTION_DAEMON) != 0;
    return control_apply_level(control, worker);
}

static bool control_open_log(const php_crew_control *control)
{
    crew_log_level echo = CREW_LOG_NEVER;
    crew_err err;

    if (control->log_path == NULL) {
        crew_log_close();
        return true;
    }
    if (crew_log_open(ZSTR_VAL(control->log_path), &err) != 0) {
        php_crew_throw(&err);
        return false;
    }
    if ((control->command.options & (CREW_OPTION_DAEMON | CREW_OPTION_QUIET)) != 0) {
        echo = CREW_LOG_WARNING;
    } else if (crew_term_of(STDERR_FILENO).is_terminal) {
        echo = CREW_LOG_DEBUG;
    }
    crew_log_echo(echo);
    return true;
}

bool php_crew_control_leave(php_crew_control *control, php_crew_worker *worker)
{
    crew_daemon_files files = {
        .output = control->output_path != NULL ? ZSTR_VAL(control->output_path) : NULL,
        .errors = control->log_path != NULL ? ZSTR_VAL(control->log_path) : NULL,
    };
    crew_err err;

    crew_daemon_fill_standard_fds();
    if (!control_open_log(control)) {
        return false;
    }
    if (!worker->is_daemon || control->takes_over) {
        return true;
    }
    php_output_flush_all(); /* or it would be printed by the caller and by the daemon */
    sapi_flush();
    if (crew_daemon_detach(&files, SG(request_info).argv[0], &err) != 0) {
        php_crew_throw(&err);
        return false;
    }
    php_crew_after_fork();
    (void)VCWD_CHDIR("/"); /* where threads have folders of their own, this one's too */
    return true;
}

bool php_crew_control_hold(php_crew_control *control)
{
    crew_err err;

    if (control->pid_path == NULL || control->takes_over) {
        return true;
    }
    control->pidfile = crew_pidfile_take(ZSTR_VAL(control->pid_path), &err);
    if (control->pidfile != NULL) {
        return true;
    }
    if (err.code == CREW_EIN_USE || control->is_pid_path_given || crew_daemon_is_starting()) {
        err.code = CREW_ESYSTEM; /* what is in use is no address */
        php_crew_control_fail(&err);
        return false;
    }
    crew_log(CREW_LOG_WARNING, "%s; going on without it", err.text);
    return true;
}

bool php_crew_control_has_banner(const php_crew_control *control)
{
    return (control->command.options & CREW_OPTION_QUIET) == 0 && crew_term_of(STDOUT_FILENO).is_terminal;
}

static const char *control_text(const zend_string *text)
{
    return text != NULL ? ZSTR_VAL(text) : NULL;
}

static void control_print_banner(const php_crew_control *control, php_crew_worker *worker, const crew_server *server)
{
    crew_term term = crew_term_of(STDOUT_FILENO);
    char address[CREW_ADDRESS_TEXT];
    char event[48];
    zval rv;
    zval *name = php_crew_worker_property(worker, "name", &rv);
    zval *given = php_crew_worker_property(worker, "addr", &rv);
    crew_banner banner = {
        .versions = {"PHP " PHP_VERSION, event, PHP_OS},
        .script = SG(request_info).argv[0],
        .name = Z_TYPE_P(name) == IS_STRING ? Z_STRVAL_P(name) : "",
        .given = Z_TYPE_P(given) == IS_STRING ? Z_STRVAL_P(given) : "",
        .bound = crew_server_address(server, address),
        .mode = crew_mode_names[crew_server_mode(server)],
        .workers = crew_server_workers(server),
        .pid = (long)getpid(),
        .is_daemon = worker->is_daemon,
        .ready_ms = crew_clock_ms() - control->begun_ms,
        .pid_path = control->pidfile != NULL ? control_text(control->pid_path) : NULL,
        .log_path = control_text(control->log_path),
        .output_path = control_text(control->output_path),
    };

    (void)snprintf(event, sizeof event, "libevent %s", crew_event_version());
    crew_banner_print(&banner, &term, stdout);
}

/* The old master lets the file go as soon as it has read that this one serves. */
static void control_take_over(php_crew_control *control)
{
    crew_err err = {0};

    for (int i = 0; i < CONTROL_TAKE_OVER_TRIES && control->pidfile == NULL && control->pid_path != NULL; i++) {
        control->pidfile = crew_pidfile_take(ZSTR_VAL(control->pid_path), &err);
        if (control->pidfile == NULL) {
            crew_clock_sleep_ms(CONTROL_TAKE_OVER_MS);
        }
    }
    if (control->pidfile == NULL && control->pid_path != NULL) {
        crew_log(CREW_LOG_WARNING, "%s; going on without it", err.text);
    }
}

void php_crew_control_started(php_crew_control *control, php_crew_worker *worker, const crew_server *server)
{
    if (php_crew_control_has_banner(control)) {
        control_print_banner(control, worker, server);
    }
    if (control->takes_over) {
        control_take_over(control);
    }
    crew_daemon_ready();
}

static void control_release(zend_string **text)
{
    if (*text != NULL) {
        zend_string_release(*text);
        *text = NULL;
    }
}

void php_crew_control_let_go(php_crew_control *control)
{
    if (control->pidfile != NULL) {
        crew_pidfile_drop(control->pidfile);
        control->pidfile = NULL;
    }
}

void php_crew_control_end(php_crew_control *control)
{
    php_crew_control_let_go(control);
    control_release(&control->script);
    control_release(&control->pid_path);
    control_release(&control->socket_path);
    control_release(&control->log_path);
    control_release(&control->output_path);
}
