/*
 * php_worker: Crew\Worker. In the master it turns properties into a server of the engine and runs it; in a worker it turns the engine's
 * callbacks into calls of the properties' callables.
 */
#include "ext/php_crew.h"

#include "SAPI.h"
#include "zend_exceptions.h"
#include "zend_interfaces.h"
#include "main/php_output.h"
#include "ext/standard/file.h"

#include "ext/php_compat.h"
#include "ext/php_incoming.h"
#include "zend_attributes.h"
#include "stubs/worker_arginfo.h"

#define WORKER_CALLS(X)                                                                                                 \
    X(CONNECT, "onConnect")                                                                                             \
    X(MESSAGE, "onMessage")                                                                                             \
    X(CLOSE, "onClose")                                                                                                 \
    X(ERROR, "onError")                                                                                                 \
    X(FULL, "onBufferFull")                                                                                             \
    X(DRAIN, "onBufferDrain")                                                                                           \
    X(WORKER_START, "onWorkerStart")                                                                                    \
    X(WORKER_STOP, "onWorkerStop")                                                                                      \
    X(TASK, "onTask")

#define WORKER_CALL_ENUM(name, property) CALL_##name,
enum { WORKER_CALLS(WORKER_CALL_ENUM) CALL_COUNT };
#undef WORKER_CALL_ENUM

#define WORKER_CALL_NAME(name, property) property,
static const char *const worker_call_names[] = {WORKER_CALLS(WORKER_CALL_NAME)};
#undef WORKER_CALL_NAME

struct php_crew_worker {
    php_crew_call calls[CALL_COUNT];
    zval context;          /* what the constructor was given */
    zval sockets;          /* allSocket; IS_UNDEF until it is first read */
    crew_worker *engine;   /* in a worker */
    bool has_messages;
    bool was_started;
    bool has_died;
    bool is_copy; /* in a process that the script forked off a worker */
    int exit_status;
    zend_object std; /* last: the declared properties follow it */
};

zend_class_entry *php_crew_worker_ce;
static zend_object_handlers worker_handlers;

static php_crew_worker *worker_from(zend_object *object)
{
    return (php_crew_worker *)((char *)object - offsetof(php_crew_worker, std));
}

static zval *worker_property(php_crew_worker *worker, const char *name, zval *rv)
{
    return zend_read_property(worker->std.ce, &worker->std, name, strlen(name), 1, rv);
}

/* ---- calling the script ------------------------------------------------------------------------------------------------- */

static void worker_say_last_words(php_crew_worker *worker)
{
    if (PG(last_error_message) != NULL && worker->engine != NULL) {
        char words[256];

        (void)snprintf(words, sizeof words, "%s in %s:%d", ZSTR_VAL(PG(last_error_message)),
            PG(last_error_file) != NULL ? ZSTR_VAL(PG(last_error_file)) : "?", PG(last_error_lineno));
        crew_worker_last_words(worker->engine, words);
    }
}

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
        worker->is_copy = true;
        crew_worker_after_fork_in_copy(worker->engine);
    }
}

/* A fatal error: nothing of PHP runs here any more, and the master is told why. */
static void worker_die(php_crew_worker *worker)
{
    worker->has_died = true;
    if (worker->engine != NULL && !worker->is_copy) {
        worker_say_last_words(worker);
        crew_worker_halt(worker->engine);
    }
}

/* Runs one of the callbacks. After an exit() the worker goes on; a copy of it ends with the callback it was made in. */
static php_crew_outcome worker_call(php_crew_worker *worker, int which, uint32_t argc, zval *argv)
{
    php_crew_outcome outcome;

    if (worker->has_died) {
        return PHP_CREW_DIED;
    }
    outcome = php_crew_call_run(&worker->calls[which], worker_call_names[which], argc, argv);
    if (worker->is_copy) {
        worker->exit_status = outcome == PHP_CREW_RETURNED ? 0 : outcome == PHP_CREW_EXITED ? EG(exit_status) : 255;
        crew_worker_forget(worker->engine);
    }
    if (outcome == PHP_CREW_DIED) {
        worker_die(worker);
    }
    return outcome;
}

/* A connection as the callback wants it. */
static void worker_conn_zval(php_crew_worker *worker, int which, crew_conn *conn, zval *value)
{
    if (worker->has_messages || worker->calls[which].wants_object) {
        php_crew_connection_zval(value, conn);
    } else {
        php_crew_stream_zval(value, conn);
    }
}

/* Calls back about a connection; argv[0] is left for it. */
static void worker_call_conn(php_crew_worker *worker, int which, crew_conn *conn, uint32_t argc, zval *argv)
{
    php_crew_outcome outcome;

    if (worker->has_died || !php_crew_call_is_set(&worker->calls[which])) {
        return;
    }
    worker_conn_zval(worker, which, conn, &argv[0]);
    outcome = worker_call(worker, which, argc, argv);
    if (outcome == PHP_CREW_DIED) {
        return; /* PHP's memory may be in any state: let nothing run that frees */
    }
    zval_ptr_dtor(&argv[0]);
    if (outcome != PHP_CREW_RETURNED) {
        crew_conn_end(conn);
    }
}

/* ---- allSocket ---------------------------------------------------------------------------------------------------------- */

static zend_ulong worker_socket_key(const php_crew_worker *worker, crew_conn *conn, const zval *value)
{
    return worker->has_messages ? (zend_ulong)crew_conn_id(conn) : (zend_ulong)Z_RES_HANDLE_P(value);
}

static void worker_sockets_add(php_crew_worker *worker, crew_conn *conn)
{
    zval value;

    if (worker->has_messages) {
        php_crew_connection_zval(&value, conn);
    } else {
        php_crew_stream_zval(&value, conn);
    }
    SEPARATE_ARRAY(&worker->sockets);
    zend_hash_index_update(Z_ARRVAL(worker->sockets), worker_socket_key(worker, conn, &value), &value);
}

static void worker_sockets_remove(php_crew_worker *worker, crew_conn *conn)
{
    php_crew_handle *handle = crew_conn_user(conn);
    zval value;

    if (handle == NULL || (!worker->has_messages && handle->res == NULL)) {
        return;
    }
    ZVAL_RES(&value, handle->res);
    SEPARATE_ARRAY(&worker->sockets);
    zend_hash_index_del(Z_ARRVAL(worker->sockets), worker_socket_key(worker, conn, &value));
}

static bool worker_sockets_visit(crew_conn *conn, void *user)
{
    worker_sockets_add(user, conn);
    return true;
}

static zval *worker_sockets(php_crew_worker *worker)
{
    if (Z_TYPE(worker->sockets) == IS_UNDEF) {
        array_init(&worker->sockets);
        if (worker->engine != NULL) {
            crew_worker_each_conn(worker->engine, worker_sockets_visit, worker);
        }
    }
    return &worker->sockets;
}

/* ---- the engine's callbacks --------------------------------------------------------------------------------------------- */

static void worker_on_connect(crew_conn *conn, void *user)
{
    php_crew_worker *worker = user;
    zval argv[1];

    if (Z_TYPE(worker->sockets) != IS_UNDEF && !worker->has_died) {
        worker_sockets_add(worker, conn);
    }
    worker_call_conn(worker, CALL_CONNECT, conn, 1, argv);
}

static void worker_on_message(crew_conn *conn, crew_span message, void *user)
{
    php_crew_worker *worker = user;
    zval argv[2];

    if (worker->has_died) {
        return;
    }
    ZVAL_STR(&argv[1], worker->has_messages ? php_crew_incoming_copy(message) : php_crew_incoming_hand_over(message));
    worker_call_conn(worker, CALL_MESSAGE, conn, 2, argv);
    if (worker->has_died) {
        return;
    }
    zval_ptr_dtor_str(&argv[1]);
    if (!worker->has_messages) {
        crew_worker_set_read_buffer(worker->engine, php_crew_incoming_buffer(), PHP_CREW_INCOMING_SIZE);
    }
}

static void worker_on_close(crew_conn *conn, void *user)
{
    php_crew_worker *worker = user;
    php_crew_handle *handle;
    zval argv[1];

    worker_call_conn(worker, CALL_CLOSE, conn, 1, argv);
    if (worker->has_died) {
        return;
    }
    if (Z_TYPE(worker->sockets) != IS_UNDEF) {
        worker_sockets_remove(worker, conn);
    }
    handle = crew_conn_user(conn);
    if (handle != NULL) {
        php_crew_handle_end(handle);
        if (php_crew_call_settle("the end of a connection") == PHP_CREW_DIED) {
            worker_die(worker);
        }
    }
}

static void worker_on_error(crew_conn *conn, int code, const char *text, void *user)
{
    php_crew_worker *worker = user;
    zval argv[3];

    if (!php_crew_call_is_set(&worker->calls[CALL_ERROR])) {
        crew_log(CREW_LOG_INFO, "connection %" PRIu64 ": %s", crew_conn_id(conn), text);
        return;
    }
    ZVAL_LONG(&argv[1], code);
    ZVAL_STRING(&argv[2], text);
    worker_call_conn(worker, CALL_ERROR, conn, 3, argv);
    if (!worker->has_died) {
        zval_ptr_dtor_str(&argv[2]);
    }
}

static void worker_on_full(crew_conn *conn, void *user)
{
    zval argv[1];

    worker_call_conn(user, CALL_FULL, conn, 1, argv);
}

static void worker_on_drain(crew_conn *conn, void *user)
{
    zval argv[1];

    worker_call_conn(user, CALL_DRAIN, conn, 1, argv);
}

static crew_callbacks worker_callbacks(const php_crew_worker *worker)
{
    return (crew_callbacks){
        .on_connect = worker_on_connect,
        /* Without a taker the bytes stay with the connection, for fread. */
        .on_message = php_crew_call_is_set(&worker->calls[CALL_MESSAGE]) ? worker_on_message : NULL,
        .on_close = worker_on_close,
        .on_error = worker_on_error,
        .on_full = worker_on_full,
        .on_drain = worker_on_drain,
    };
}

/* ---- properties --------------------------------------------------------------------------------------------------------- */

/* The callback a property name stands for, -1 when it is none. */
static int worker_call_of(const zend_string *name)
{
    if (ZSTR_LEN(name) < 6 || memcmp(ZSTR_VAL(name), "on", 2) != 0) {
        return -1;
    }
    for (int i = 0; i < CALL_COUNT; i++) {
        if (zend_string_equals_cstr(name, worker_call_names[i], strlen(worker_call_names[i]))) {
            return i;
        }
    }
    return -1;
}

static bool worker_is_sockets(const zend_string *name)
{
    return zend_string_equals_literal(name, "allSocket");
}

/* Takes a callback over from its property. False with a TypeError thrown. */
static bool worker_set_call(php_crew_worker *worker, int which, zval *value)
{
    ZVAL_DEREF(value);
    if (!php_crew_call_set(&worker->calls[which], value)) {
        if (EG(exception) == NULL) {
            zend_type_error("%s::$%s must be callable or null, %s given", ZSTR_VAL(worker->std.ce->name), worker_call_names[which],
                Z_TYPE_P(value) == IS_STRING ? "a string that names no function" : zend_zval_type_name(value));
        }
        return false;
    }
    if (which == CALL_MESSAGE && worker->engine != NULL) {
        crew_callbacks callbacks = worker_callbacks(worker);

        crew_worker_set_callbacks(worker->engine, &callbacks);
    }
    return true;
}

/*
 * Callback properties and allSocket bypass the engine's inline caches (a NULL cache_slot), because a primed cache would write to the
 * property without asking here again.
 */
static zval *worker_write_property(zend_object *object, zend_string *name, zval *value, void **cache_slot)
{
    int which = worker_call_of(name);

    if (worker_is_sockets(name)) {
        zend_throw_error(NULL, "Cannot modify read-only property %s::$allSocket", ZSTR_VAL(object->ce->name));
        return &EG(error_zval);
    }
    if (which < 0) {
        return zend_std_write_property(object, name, value, cache_slot);
    }
    if (!worker_set_call(worker_from(object), which, value)) {
        return &EG(error_zval);
    }
    return zend_std_write_property(object, name, value, NULL);
}

static zval *worker_read_property(zend_object *object, zend_string *name, int type, void **cache_slot, zval *rv)
{
    bool is_for_writing = type != BP_VAR_R && type != BP_VAR_IS;
    zval *value;

    if (worker_is_sockets(name)) {
        if (is_for_writing) {
            zend_throw_error(NULL, "Cannot modify read-only property %s::$allSocket", ZSTR_VAL(object->ce->name));
            return &EG(uninitialized_zval);
        }
        return worker_sockets(worker_from(object));
    }
    if (worker_call_of(name) < 0) {
        return zend_std_read_property(object, name, type, cache_slot, rv);
    }
    value = zend_std_read_property(object, name, type, NULL, rv);
    if (is_for_writing && value != rv) {
        ZVAL_COPY(rv, value); /* a reference to the property could be assigned to without our seeing it: this is one to a copy */
        return rv;
    }
    return value;
}

static int worker_has_property(zend_object *object, zend_string *name, int check, void **cache_slot)
{
    if (!worker_is_sockets(name)) {
        return zend_std_has_property(object, name, check, cache_slot);
    }
    return check != ZEND_PROPERTY_NOT_EMPTY || zend_hash_num_elements(Z_ARRVAL_P(worker_sockets(worker_from(object)))) > 0;
}

/* For var_dump, (array) and foreach, which look at the property itself. */
static HashTable *worker_get_properties(zend_object *object)
{
    zend_property_info *info = zend_hash_str_find_ptr(&object->ce->properties_info, ZEND_STRL("allSocket"));
    zval *slot = OBJ_PROP(object, info->offset);
    zval before = *slot;

    ZVAL_COPY(slot, worker_sockets(worker_from(object)));
    zval_ptr_dtor(&before);
    return zend_std_get_properties(object);
}

static zval *worker_get_property_ptr(zend_object *object, zend_string *name, int type, void **cache_slot)
{
    if (worker_is_sockets(name) || worker_call_of(name) >= 0) {
        return NULL; /* a reference could be assigned to without our seeing it */
    }
    return zend_std_get_property_ptr_ptr(object, name, type, cache_slot);
}

static void worker_unset_property(zend_object *object, zend_string *name, void **cache_slot)
{
    int which = worker_call_of(name);
    zval null;

    if (worker_is_sockets(name)) {
        zend_throw_error(NULL, "Cannot unset read-only property %s::$allSocket", ZSTR_VAL(object->ce->name));
    } else if (which < 0) {
        zend_std_unset_property(object, name, cache_slot);
    } else {
        ZVAL_NULL(&null);
        (void)worker_write_property(object, name, &null, NULL);
    }
}

static zend_object *worker_create(zend_class_entry *ce)
{
    php_crew_worker *worker = zend_object_alloc(sizeof *worker, ce);

    memset(worker, 0, offsetof(php_crew_worker, std));
    zend_object_std_init(&worker->std, ce);
    object_properties_init(&worker->std, ce);
    worker->std.handlers = &worker_handlers;
    return &worker->std;
}

static void worker_free(zend_object *object)
{
    php_crew_worker *worker = worker_from(object);

    for (int i = 0; i < CALL_COUNT; i++) {
        (void)php_crew_call_set(&worker->calls[i], NULL);
    }
    zval_ptr_dtor(&worker->context);
    zval_ptr_dtor(&worker->sockets);
    zend_object_std_dtor(object);
}

static HashTable *worker_get_gc(zend_object *object, zval **table, int *n)
{
    php_crew_worker *worker = worker_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    for (int i = 0; i < CALL_COUNT; i++) {
        zend_get_gc_buffer_add_zval(buffer, &worker->calls[i].callable);
    }
    zend_get_gc_buffer_add_zval(buffer, &worker->context);
    zend_get_gc_buffer_add_zval(buffer, &worker->sockets);
    for (int i = 0; i < object->ce->default_properties_count; i++) {
        zend_get_gc_buffer_add_zval(buffer, &object->properties_table[i]);
    }
    zend_get_gc_buffer_use(buffer, table, n);
    return object->properties;
}

/* ---- from properties to a server ---------------------------------------------------------------------------------------- */

static bool worker_set_option(crew_server *server, const char *name, zend_long value)
{
    crew_err err;

    if (crew_server_set(server, name, value, &err) < 0) {
        php_crew_throw(&err);
        return false;
    }
    return true;
}

/* One option of a context: a whole number, or a boolean. */
static bool worker_apply_option(crew_server *server, zend_string *name, zval *value)
{
    zend_long number = 0;
    double fraction;
    crew_err err;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_LONG || Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE ||
        (Z_TYPE_P(value) == IS_STRING &&
            is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), &number, &fraction, false) == IS_LONG)) {
        return worker_set_option(server, ZSTR_VAL(name), zval_get_long(value));
    }
    (void)crew_err_set(&err, CREW_ERANGE, "%s must be a whole number or a boolean, %s%s%s given", ZSTR_VAL(name),
        zend_zval_type_name(value), Z_TYPE_P(value) == IS_STRING ? " " : "", Z_TYPE_P(value) == IS_STRING ? Z_STRVAL_P(value) : "");
    php_crew_throw(&err);
    return false;
}

/* The "socket" options of a context, from an array or a resource; false with an exception thrown. */
static bool worker_apply_context(crew_server *server, zval *context)
{
    zval *options = context;
    zval *socket;
    zval *value;
    zend_string *name;

    if (Z_TYPE_P(context) == IS_RESOURCE) {
        options = &((php_stream_context *)Z_RES_VAL_P(context))->options;
    }
    if (Z_TYPE_P(options) != IS_ARRAY || (socket = zend_hash_str_find_deref(Z_ARRVAL_P(options), ZEND_STRL("socket"))) == NULL ||
        Z_TYPE_P(socket) != IS_ARRAY) {
        return true;
    }
    ZEND_HASH_FOREACH_STR_KEY_VAL(Z_ARRVAL_P(socket), name, value) {
        if (name != NULL && strncmp(ZSTR_VAL(name), "max", 3) != 0 && crew_server_knows(ZSTR_VAL(name)) &&
            !worker_apply_option(server, name, value)) {
            return false;
        }
    } ZEND_HASH_FOREACH_END();
    return true;
}

static crew_server *worker_new_server(const char *address, zval *context)
{
    crew_err err;
    crew_server *server = crew_server_new(address, &err);

    if (server == NULL) {
        php_crew_throw(&err);
        return NULL;
    }
    if (!worker_apply_context(server, context)) {
        crew_server_free(server);
        return NULL;
    }
    return server;
}

/* A property that must be a number; `factor` turns its unit into the engine's. */
static bool worker_apply_number(php_crew_worker *worker, crew_server *server, const char *name, int factor)
{
    zval rv;
    zval *value = worker_property(worker, name, &rv);
    const char *wrong = NULL;
    crew_err err;
    double number;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_STRING ? !is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), NULL, NULL, false)
                                     : Z_TYPE_P(value) != IS_LONG && Z_TYPE_P(value) != IS_DOUBLE) {
        zend_type_error("%s::$%s must be a number, %s given", ZSTR_VAL(worker->std.ce->name), name, zend_zval_type_name(value));
        return false;
    }
    number = zval_get_double(value);
    if (!(number >= -1e15 && number <= 1e15)) {
        wrong = "is out of range";
    } else if (factor == 1 && number != (double)(int64_t)number) {
        wrong = "must be a whole number";
    } else if (crew_server_set(server, name, (int64_t)(number * factor), &err) >= 0) {
        return true;
    } else if (factor != 1) {
        wrong = "is out of range"; /* the engine's words are in a unit of its own */
    }
    if (wrong != NULL) {
        zend_string *shown = zval_get_string(value);

        (void)crew_err_set(&err, CREW_ERANGE, "%s %s: %s given", name, wrong, ZSTR_VAL(shown));
        zend_string_release(shown);
    }
    php_crew_throw(&err);
    return false;
}

/* Everything the properties say goes into a server; NULL with an exception thrown. */
static crew_server *worker_server_of_properties(php_crew_worker *worker)
{
    zval rv;
    zval *addr = worker_property(worker, "addr", &rv);
    zval *number;
    crew_server *server;

    if (Z_TYPE_P(addr) != IS_STRING || Z_STRLEN_P(addr) == 0) {
        php_crew_throw_words("%s has no address: call parent::__construct('tcp://...') or set $addr", ZSTR_VAL(worker->std.ce->name));
        return NULL;
    }
    for (int i = 0; i < CALL_COUNT; i++) {
        if (!worker_set_call(worker, i, worker_property(worker, worker_call_names[i], &rv))) { /* a subclass's defaults come unasked */
            return NULL;
        }
    }
    server = worker_new_server(Z_STRVAL_P(addr), &worker->context);
    if (server == NULL) {
        return NULL;
    }
    number = worker_property(worker, "workerNum", &rv);
    if ((Z_TYPE_P(number) != IS_NULL && !worker_apply_number(worker, server, "workerNum", 1)) ||
        !worker_apply_number(worker, server, "maxSendBufferSize", 1) || !worker_apply_number(worker, server, "maxPackageSize", 1) ||
        !worker_apply_number(worker, server, "stopTimeout", 1000)) {
        crew_server_free(server);
        return NULL;
    }
    if (!zend_is_true(worker_property(worker, "reusePort", &rv))) {
        (void)worker_set_option(server, "reusePort", 0);
    }
    zend_update_property_long(worker->std.ce, &worker->std, ZEND_STRL("workerNum"), crew_server_workers(server));
    return server;
}

/* ---- a worker's life ---------------------------------------------------------------------------------------------------- */

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
    outcome = worker_call(worker, which, 1, argv);
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
        worker_die(worker);
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

/* The child's part of start(). It ends the request: the script's lines after start() are the master's. */
static void worker_live(php_crew_worker *worker, crew_master *master, crew_server *server)
{
    crew_callbacks callbacks = worker_callbacks(worker);
    crew_err err;

    php_crew_after_fork();
    CREW_G(running) = worker;
    worker->engine = crew_worker_new(master, &callbacks, worker, &err);
    if (worker->engine == NULL) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        worker->exit_status = 1;
    } else {
        crew_worker_set_read_buffer(worker->engine, php_crew_incoming_buffer(), PHP_CREW_INCOMING_SIZE);
        zend_update_property_long(worker->std.ce, &worker->std, ZEND_STRL("id"), crew_worker_slot(worker->engine));
        PG(ignore_user_abort) = true; /* a closed standard output is no reason for PHP to end the request, which is this worker */
        /* Whatever runs PHP catches its fatal errors itself; what is left is memory running out in between, and destructors. */
        zend_try {
            worker_serve(worker);
            if (!worker->has_died && !worker->is_copy) {
                worker_release_values(worker);
            }
        } zend_catch {
            worker_die(worker);
        } zend_end_try();
        if (!worker->is_copy) {
            crew_worker_free(worker->engine);
        }
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

static void worker_run_master(php_crew_worker *worker, crew_server *server)
{
    char address[CREW_ADDRESS_TEXT];
    crew_err err;
    crew_master *master;

    php_crew_show_ignored_hangup();
    master = crew_master_new(server, &err);
    if (master == NULL) {
        crew_server_free(server);
        php_crew_throw(&err);
        return;
    }
    worker->was_started = true;
    zend_update_property_string(worker->std.ce, &worker->std, ZEND_STRL("localAddress"), crew_server_address(server, address));
    crew_master_set_before_fork(master, worker_before_fork, NULL);
    if (crew_master_run(master) == CREW_ROLE_WORKER) {
        worker_live(worker, master, server);
        return;
    }
    crew_master_free(master);
    crew_server_free(server);
}

/* ---- methods ------------------------------------------------------------------------------------------------------------ */

ZEND_METHOD(Crew_Worker, __construct)
{
    php_crew_worker *worker = worker_from(Z_OBJ_P(ZEND_THIS));
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
    server = worker_new_server(ZSTR_VAL(address), &worker->context);
    if (server == NULL) {
        RETURN_THROWS();
    }
    worker->has_messages = crew_server_has_messages(server);
    crew_server_free(server);
    zend_update_property_str(worker->std.ce, &worker->std, ZEND_STRL("addr"), address);
}

ZEND_METHOD(Crew_Worker, start)
{
    php_crew_worker *worker = worker_from(Z_OBJ_P(ZEND_THIS));
    crew_server *server;

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
    server = worker_server_of_properties(worker);
    if (server == NULL) {
        RETURN_THROWS();
    }
    worker->has_messages = crew_server_has_messages(server);
    worker_run_master(worker, server);
}

static void worker_ask(zend_object *object, const char *what, int (*ask)(crew_worker *))
{
    php_crew_worker *worker = worker_from(object);

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
    php_crew_at_fork(worker_before_fork_of_script, worker_after_fork_of_script);
    php_crew_worker_ce = register_class_Crew_Worker();
    php_crew_worker_ce->create_object = worker_create;
    memcpy(&worker_handlers, &std_object_handlers, sizeof worker_handlers);
    worker_handlers.offset = offsetof(php_crew_worker, std);
    worker_handlers.free_obj = worker_free;
    worker_handlers.get_gc = worker_get_gc;
    worker_handlers.clone_obj = NULL;
    worker_handlers.write_property = worker_write_property;
    worker_handlers.read_property = worker_read_property;
    worker_handlers.has_property = worker_has_property;
    worker_handlers.get_properties = worker_get_properties;
    worker_handlers.get_property_ptr_ptr = worker_get_property_ptr;
    worker_handlers.unset_property = worker_unset_property;
}
