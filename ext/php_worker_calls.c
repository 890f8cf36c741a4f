/*
 * php_worker_calls: see php_worker.h.
 */
#include "ext/php_worker.h"

#include "ext/php_overtime.h"

#define WORKER_CALL_NAME(name, property) property,
const char *const php_crew_worker_call_names[CALL_COUNT] = {WORKER_CALLS(WORKER_CALL_NAME)};
#undef WORKER_CALL_NAME

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

void php_crew_worker_die(php_crew_worker *worker)
{
    worker->has_died = true;
    if (worker->engine != NULL && !worker->is_copy) {
        worker_say_last_words(worker);
        crew_worker_halt(worker->engine);
    }
}

/* For the scoreboard. A copy of the worker writes nothing there. */
static void worker_keep_score(php_crew_worker *worker, php_crew_outcome outcome)
{
    if (worker->engine == NULL || worker->is_copy) {
        return;
    }
    crew_worker_show_memory(worker->engine, zend_memory_usage(false), zend_memory_peak_usage(false));
    if (outcome == PHP_CREW_THREW) {
        crew_worker_count_exception(worker->engine);
    }
}

/* The callbacks that callbackTimeout is for: a worker may take its time to start and to stop. */
static bool worker_is_timed(const php_crew_worker *worker, const php_crew_call *call)
{
    return worker->engine_calls != NULL && call != &worker->calls[CALL_WORKER_START] && call != &worker->calls[CALL_WORKER_STOP];
}

static php_crew_outcome worker_run_timed(
    php_crew_worker *worker, php_crew_call *call, const char *name, uint32_t argc, zval *argv, zval *result)
{
    php_crew_outcome outcome;

    worker->calling = name;
    ++*worker->engine_calls;
    outcome = php_crew_call_run(call, name, argc, argv, result);
    if (!worker->is_copy) { /* it shares the count with the worker, whose callback goes on */
        ++*worker->engine_calls;
        php_crew_overtime_settle(worker->calling, worker->callback_timeout);
    }
    worker->calling = NULL;
    return outcome;
}

php_crew_outcome php_crew_worker_run(
    php_crew_worker *worker, php_crew_call *call, const char *name, uint32_t argc, zval *argv, zval *result)
{
    php_crew_outcome outcome;

    if (worker->has_died) {
        return PHP_CREW_DIED;
    }
    outcome = worker_is_timed(worker, call) ? worker_run_timed(worker, call, name, argc, argv, result)
                                            : php_crew_call_run(call, name, argc, argv, result);
    if (worker->is_copy) {
        worker->exit_status = outcome == PHP_CREW_RETURNED ? 0 : outcome == PHP_CREW_EXITED ? EG(exit_status) : 255;
        crew_worker_forget(worker->engine);
    }
    worker_keep_score(worker, outcome);
    if (outcome == PHP_CREW_DIED) {
        php_crew_worker_die(worker);
    }
    return outcome;
}

php_crew_outcome php_crew_worker_call(php_crew_worker *worker, int which, uint32_t argc, zval *argv)
{
    return php_crew_worker_run(worker, &worker->calls[which], php_crew_worker_call_names[which], argc, argv, NULL);
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

void php_crew_worker_settle(php_crew_worker *worker, const char *name)
{
    php_crew_outcome outcome = php_crew_call_settle(name);

    worker_keep_score(worker, outcome);
    if (outcome == PHP_CREW_DIED) {
        php_crew_worker_die(worker);
    }
}

void php_crew_worker_call_conn(php_crew_worker *worker, int which, crew_conn *conn, uint32_t argc, zval *argv)
{
    php_crew_outcome outcome;

    if (worker->has_died || !php_crew_call_is_set(&worker->calls[which])) {
        return;
    }
    worker_conn_zval(worker, which, conn, &argv[0]);
    outcome = php_crew_worker_call(worker, which, argc, argv);
    if (outcome == PHP_CREW_DIED) {
        return; /* PHP's memory may be in any state: let nothing run that frees */
    }
    zval_ptr_dtor(&argv[0]);
    if (outcome != PHP_CREW_RETURNED) {
        crew_conn_end(conn);
    }
}

/* ---- the engine's callbacks --------------------------------------------------------------------------------------------- */

static void worker_on_connect(crew_conn *conn, void *user)
{
    php_crew_worker *worker = user;
    zval argv[1];

    if (Z_TYPE(worker->sockets) != IS_UNDEF && !worker->has_died) {
        php_crew_worker_sockets_add(worker, conn);
    }
    php_crew_worker_call_conn(worker, CALL_CONNECT, conn, 1, argv);
}

static void worker_on_message(crew_conn *conn, crew_span message, void *user)
{
    php_crew_worker *worker = user;
    zval argv[2];

    if (worker->has_died) {
        return;
    }
    ZVAL_STR(&argv[1], worker->has_messages ? php_crew_incoming_copy(message) : php_crew_incoming_hand_over(message));
    php_crew_worker_call_conn(worker, CALL_MESSAGE, conn, 2, argv);
    if (worker->has_died) {
        return;
    }
    zval_ptr_dtor_str(&argv[1]);
    if (!worker->has_messages) {
        php_crew_incoming_renew(worker->engine);
    }
}

static void worker_on_close(crew_conn *conn, void *user)
{
    php_crew_worker *worker = user;
    php_crew_handle *handle;
    zval argv[1];

    php_crew_worker_call_conn(worker, CALL_CLOSE, conn, 1, argv);
    if (worker->has_died) {
        return;
    }
    if (Z_TYPE(worker->sockets) != IS_UNDEF) {
        php_crew_worker_sockets_remove(worker, conn);
    }
    handle = crew_conn_user(conn);
    if (handle != NULL) {
        php_crew_handle_end(handle);
        php_crew_worker_settle(worker, "the end of a connection");
    }
}

void php_crew_worker_tell_error(php_crew_worker *worker, crew_conn *conn, int code, const char *text)
{
    zval argv[3];

    if (worker->has_died) {
        return;
    }
    if (!php_crew_call_is_set(&worker->calls[CALL_ERROR])) {
        crew_log(CREW_LOG_INFO, "connection %" PRIu64 ": %s", crew_conn_id(conn), text);
        return;
    }
    ZVAL_LONG(&argv[1], code);
    ZVAL_STRING(&argv[2], text);
    php_crew_worker_call_conn(worker, CALL_ERROR, conn, 3, argv);
    if (!worker->has_died) {
        zval_ptr_dtor_str(&argv[2]);
    }
}

static void worker_on_error(crew_conn *conn, int code, const char *text, void *user)
{
    php_crew_worker_tell_error(user, conn, code, text);
}

static void worker_on_full(crew_conn *conn, void *user)
{
    zval argv[1];

    php_crew_worker_call_conn(user, CALL_FULL, conn, 1, argv);
}

static void worker_on_drain(crew_conn *conn, void *user)
{
    zval argv[1];

    php_crew_worker_call_conn(user, CALL_DRAIN, conn, 1, argv);
}

static void worker_on_signal(int signo, void *user)
{
    (void)php_crew_worker_signal(user, signo);
}

crew_callbacks php_crew_worker_callbacks(const php_crew_worker *worker)
{
    bool has_protocol = php_crew_protocol_is_set(&worker->protocol);

    return (crew_callbacks){
        .on_connect = worker_on_connect,
        /* Without a taker the bytes stay with the connection, for fread. */
        .on_message = !php_crew_call_is_set(&worker->calls[CALL_MESSAGE]) ? NULL : has_protocol ? php_crew_protocol_on_message : worker_on_message,
        .on_input = has_protocol ? php_crew_protocol_on_input : NULL,
        .on_close = worker_on_close,
        .on_error = worker_on_error,
        .on_full = worker_on_full,
        .on_drain = worker_on_drain,
        .on_signal = worker_on_signal,
    };
}
