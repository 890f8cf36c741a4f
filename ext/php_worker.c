/*
 * php_worker: see php_worker.h. In the master it turns properties into a server of the engine and runs it; in a worker it serves, and ends
 * the request when the worker is to end.
 */
#include "ext/php_worker.h"

#include "SAPI.h"
#include "zend_attributes.h"
#include "zend_exceptions.h"
#include "main/php_output.h"
#include "ext/standard/file.h"

#include "core/base/term.h"
#include "ext/php_compat.h"
#include "ext/php_control.h"
#include "ext/php_overtime.h"
#include "stubs/worker_arginfo.h"

zend_class_entry *php_crew_worker_ce;
static zend_object_handlers worker_handlers;

/* ---- the object --------------------------------------------------------------------------------------------------------- */

static zend_object *worker_create(zend_class_entry *ce)
{
    php_crew_worker *worker = zend_object_alloc(sizeof *worker, ce);

    memset(worker, 0, offsetof(php_crew_worker, std));
    zend_object_std_init(&worker->std, ce);
    object_properties_init(&worker->std, ce);
    worker->std.handlers = &worker_handlers;
    php_crew_worker_init_mode(worker);
    return &worker->std;
}

static void worker_free(zend_object *object)
{
    php_crew_worker *worker = php_crew_worker_from(object);

    for (int i = 0; i < CALL_COUNT; i++) {
        (void)php_crew_call_set(&worker->calls[i], NULL);
    }
    php_crew_protocol_free(&worker->protocol);
    php_crew_worker_signals_free(worker);
    zval_ptr_dtor(&worker->context);
    zval_ptr_dtor(&worker->sockets);
    if (worker->document_root != NULL) {
        zend_string_release(worker->document_root);
    }
    zend_object_std_dtor(object);
}

static HashTable *worker_get_gc(zend_object *object, zval **table, int *n)
{
    php_crew_worker *worker = php_crew_worker_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    for (int i = 0; i < CALL_COUNT; i++) {
        zend_get_gc_buffer_add_zval(buffer, &worker->calls[i].callable);
    }
    php_crew_worker_signals_gc(worker, buffer);
    zend_get_gc_buffer_add_zval(buffer, &worker->context);
    zend_get_gc_buffer_add_zval(buffer, &worker->sockets);
    for (int i = 0; i < object->ce->default_properties_count; i++) {
        zend_get_gc_buffer_add_zval(buffer, &object->properties_table[i]);
    }
    zend_get_gc_buffer_use(buffer, table, n);
    return object->properties;
}

/* ---- a worker's life ---------------------------------------------------------------------------------------------------- */

/* The script may fork a worker (pcntl_fork, or proc_open on its way to another program). The copy must not go on serving. */
static void worker_before_fork_of_script(void)
{
    php_crew_worker *worker = CREW_G(running);

    if (worker != NULL && worker->engine != NULL) {
        crew_worker_before_fork(worker->engine);
    }
}

static void worker_after_fork_of_script(void)
{
    php_crew_worker *worker = CREW_G(running);

    if (worker != NULL && worker->engine != NULL) {
        crew_worker_after_fork(worker->engine);
    }
}

static void worker_in_copy_of_script(void)
{
    php_crew_worker *worker = CREW_G(running);

    if (worker != NULL && worker->engine != NULL) {
        worker->is_copy = true;
        crew_worker_after_fork_in_copy(worker->engine);
    }
}

static void worker_before_fork(void *user)
{
    (void)user;
    php_output_flush_all(); /* or it would be printed once by each process */
    sapi_flush();
}

static php_crew_outcome worker_call_self(php_crew_worker *worker, int which)
{
    php_crew_outcome outcome;
    zval argv[1];

    ZVAL_OBJ_COPY(&argv[0], &worker->std);
    outcome = php_crew_worker_call(worker, which, 1, argv);
    if (outcome != PHP_CREW_DIED) {
        zval_ptr_dtor(&argv[0]);
    }
    return outcome;
}

/* Takes the connections' PHP values away before the engine goes, when it was halted with some still open. */
static bool worker_end_handle(crew_conn *conn, void *user)
{
    php_crew_handle *handle = crew_conn_user(conn);

    (void)user;
    if (handle != NULL) {
        php_crew_handle_end(handle);
    }
    return true;
}

static void worker_release_values(php_crew_worker *worker)
{
    zval_ptr_dtor(&worker->sockets);
    ZVAL_UNDEF(&worker->sockets);
    crew_worker_each_conn(worker->engine, worker_end_handle, NULL);
    if (php_crew_call_settle("the end of the connections") == PHP_CREW_DIED) {
        php_crew_worker_die(worker);
    }
}

static void worker_serve(php_crew_worker *worker)
{
    php_crew_outcome outcome = worker_call_self(worker, CALL_WORKER_START);

    if (worker->is_copy) {
        return;
    }
    switch (outcome) {
    case PHP_CREW_THREW:
        crew_worker_last_words(worker->engine, "onWorkerStart threw an exception");
        worker->exit_status = 255;
        return;
    case PHP_CREW_EXITED:
        crew_worker_last_words(worker->engine, "onWorkerStart called exit()");
        worker->exit_status = EG(exit_status);
        return;
    case PHP_CREW_DIED:
        return;
    case PHP_CREW_RETURNED:
        break;
    }
    crew_worker_run(worker->engine);
    if (!worker->is_copy) {
        (void)worker_call_self(worker, CALL_WORKER_STOP);
    }
}

static size_t worker_memory(void)
{
    return zend_memory_usage(true);
}

/* The child's part of start(). It ends the request: the script's lines after start() are the master's. */
static void worker_live(php_crew_worker *worker, crew_master *master, crew_server *server)
{
    crew_callbacks callbacks = php_crew_worker_callbacks(worker);
    crew_err err;

    php_crew_after_fork();
    CREW_G(running) = worker;
    worker->engine = crew_worker_new(master, &callbacks, worker, &err);
    if (worker->engine == NULL) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        worker->exit_status = 1;
    } else {
        crew_worker_set_memory(worker->engine, worker_memory);
        if (crew_server_is_http(server)) {
            crew_http_callbacks http = php_crew_worker_http_callbacks();

            crew_worker_set_http(worker->engine, &http);
        }
        if (worker->callback_timeout > 0) {
            worker->engine_calls = crew_worker_calls(worker->engine);
            crew_worker_set_overtime(worker->engine, php_crew_overtime_note);
        }
        php_crew_incoming_renew(worker->engine);
        zend_update_property_long(worker->std.ce, &worker->std, ZEND_STRL("id"), crew_worker_slot(worker->engine));
        PG(ignore_user_abort) = true; /* a closed standard output is no reason for PHP to end the request, which is this worker */
        /* Whatever runs PHP catches its fatal errors itself; what is left is memory running out in between, and destructors. */
        zend_try {
            worker_serve(worker);
            if (!worker->has_died && !worker->is_copy) {
                worker_release_values(worker);
            }
        } zend_catch {
            php_crew_worker_die(worker);
        } zend_end_try();
        if (!worker->is_copy) {
            crew_worker_free(worker->engine);
        }
        worker->engine_calls = NULL;
        worker->engine = NULL;
    }
    CREW_G(running) = NULL;
    crew_server_free(server);
    if (worker->has_died) {
        zend_bailout();
    }
    EG(exit_status) = worker->exit_status;
    zend_throw_unwind_exit();
}

static bool worker_on_signal_in_master(int signo, void *user)
{
    php_crew_worker *worker = user;
    zend_long before = (zend_long)getpid();

    if (php_crew_worker_signal(worker, signo) == PHP_CREW_DIED) {
        return false;
    }
    if ((zend_long)getpid() != before) {
        worker_before_fork(NULL); /* flushes */
        _exit(0);                 /* a copy that the callback forked: it is no master */
    }
    return true;
}

typedef struct worker_start {
    php_crew_worker *worker;
    crew_server *server;
    php_crew_control control;
} worker_start;

static void worker_on_started(void *user)
{
    worker_start *start = user;

    php_crew_control_started(&start->control, start->worker, start->server);
}

static void worker_on_succeeded(void *user)
{
    php_crew_control_let_go(&((worker_start *)user)->control);
}

/* Comes back in the master, with an exception thrown when it could not be, and in every child. */
static crew_role worker_run_master(worker_start *start, crew_master **master)
{
    php_crew_worker *worker = start->worker;
    char address[CREW_ADDRESS_TEXT];
    crew_err err;
    crew_role role;

    php_crew_show_ignored_hangup();
    crew_log_hush(php_crew_control_has_banner(&start->control) && crew_term_of(STDERR_FILENO).is_terminal); /* who sees both */
    *master = crew_master_new(start->server, &err);
    crew_log_hush(false);
    if (*master == NULL) {
        php_crew_control_fail(&err);
        return CREW_ROLE_MASTER;
    }
    worker->was_started = true;
    zend_update_property_string(worker->std.ce, &worker->std, ZEND_STRL("localAddress"), crew_server_address(start->server, address));
    crew_master_set_before_fork(*master, worker_before_fork, worker);
    crew_master_set_on_signal(*master, worker_on_signal_in_master);
    crew_master_set_on_started(*master, worker_on_started, start);
    crew_master_set_on_succeeded(*master, worker_on_succeeded, start);
    if (!php_crew_worker_signals_listen(worker)) {
        crew_master_free(*master);
        return CREW_ROLE_MASTER;
    }
    worker->is_master = true;
    role = crew_master_run(*master);
    worker->is_master = false;
    if (role == CREW_ROLE_WORKER) {
        return role;
    }
    if (crew_master_has_failed(*master)) {
        php_crew_control_exit(CREW_EXIT_FAILED);
    }
    crew_master_free(*master);
    return CREW_ROLE_MASTER;
}

static void worker_run(worker_start *start)
{
    crew_master *master;

    if (!php_crew_control_leave(&start->control, start->worker) || !php_crew_control_hold(&start->control)) {
        crew_server_free(start->server);
    } else if (worker_run_master(start, &master) == CREW_ROLE_WORKER) {
        php_crew_control_end(&start->control);
        worker_live(start->worker, master, start->server);
    } else {
        crew_server_free(start->server);
    }
}

/* ---- methods ------------------------------------------------------------------------------------------------------------ */

ZEND_METHOD(Crew_Worker, __construct)
{
    php_crew_worker *worker = php_crew_worker_from(Z_OBJ_P(ZEND_THIS));
    zend_string *address;
    zval *context = NULL;
    crew_server *server;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_PATH_STR(address)
        Z_PARAM_OPTIONAL
        Z_PARAM_ZVAL(context)
    ZEND_PARSE_PARAMETERS_END();

    if (context != NULL && Z_TYPE_P(context) != IS_NULL && Z_TYPE_P(context) != IS_ARRAY &&
        (Z_TYPE_P(context) != IS_RESOURCE || zend_fetch_resource_ex(context, NULL, php_le_stream_context()) == NULL)) {
        zend_argument_type_error(2, "must be an array of stream context options, a stream context or null, %s given",
            zend_zval_type_name(context));
        RETURN_THROWS();
    }
    zval_ptr_dtor(&worker->context);
    ZVAL_NULL(&worker->context);
    if (context != NULL) {
        ZVAL_COPY(&worker->context, context);
    }
    server = php_crew_worker_new_server(worker, ZSTR_VAL(address));
    if (server == NULL) {
        RETURN_THROWS();
    }
    worker->has_messages = crew_server_has_messages(server);
    crew_server_free(server);
    php_crew_worker_read_context(worker);
    zend_update_property_str(worker->std.ce, &worker->std, ZEND_STRL("addr"), address);
}

ZEND_METHOD(Crew_Worker, start)
{
    php_crew_worker *worker = php_crew_worker_from(Z_OBJ_P(ZEND_THIS));
    worker_start start = {.worker = worker};

    ZEND_PARSE_PARAMETERS_NONE();
    if (strcmp(sapi_module.name, "cli") != 0) {
        php_crew_throw_words("A worker can only be started from the command line (the cli SAPI), this is %s", sapi_module.name);
        RETURN_THROWS();
    }
    if (worker->was_started || CREW_G(running) != NULL) {
        php_crew_throw_words(worker->was_started ? "start() was called on this worker already"
                                                 : "start() was called while another worker is running in this process");
        RETURN_THROWS();
    }
    if (php_crew_control_begin(&start.control, worker) && (start.server = php_crew_worker_server(worker)) != NULL) {
        worker->has_messages = crew_server_has_messages(start.server);
        if (start.control.script != NULL) {
            crew_server_set_script(start.server, ZSTR_VAL(start.control.script));
        }
        if (start.control.socket_path != NULL) {
            crew_server_set_control_path(start.server, ZSTR_VAL(start.control.socket_path));
        }
        worker_run(&start);
    }
    php_crew_control_end(&start.control);
    if (worker->has_died) {
        zend_bailout(); /* a fatal error in a callback of onSignal(), in the master */
    }
}

static void worker_ask(zend_object *object, const char *what, int (*ask)(crew_worker *))
{
    php_crew_worker *worker = php_crew_worker_from(object);

    if (worker->engine == NULL) {
        php_crew_throw_words("%s() works from within a running worker, and this one is not running", what);
    } else if (ask(worker->engine) != 0) {
        php_crew_throw_words("%s() could not reach the master", what);
    }
}

ZEND_METHOD(Crew_Worker, stop)
{
    ZEND_PARSE_PARAMETERS_NONE();
    worker_ask(Z_OBJ_P(ZEND_THIS), "stop", crew_worker_ask_stop);
}

ZEND_METHOD(Crew_Worker, reload)
{
    ZEND_PARSE_PARAMETERS_NONE();
    worker_ask(Z_OBJ_P(ZEND_THIS), "reload", crew_worker_ask_reload);
}

void php_crew_worker_minit(void)
{
    php_crew_at_fork(worker_before_fork_of_script, worker_after_fork_of_script, worker_in_copy_of_script);
    php_crew_worker_ce = register_class_Crew_Worker();
    php_crew_worker_ce->create_object = worker_create;
    memcpy(&worker_handlers, &std_object_handlers, sizeof worker_handlers);
    worker_handlers.offset = offsetof(php_crew_worker, std);
    worker_handlers.free_obj = worker_free;
    worker_handlers.get_gc = worker_get_gc;
    worker_handlers.clone_obj = NULL;
    php_crew_worker_property_handlers(&worker_handlers);
}
