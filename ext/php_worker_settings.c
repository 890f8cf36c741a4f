/*
 * php_worker_settings: see php_worker.h.
 */
#include "ext/php_worker.h"

#include "SAPI.h"
#include "zend_exceptions.h"
#include "ext/standard/file.h"

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

crew_server *php_crew_worker_new_server(const char *address, zval *context)
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
    zval *value = php_crew_worker_property(worker, name, &rv);
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

/* A property that must be a string, borrowed; NULL with a TypeError thrown. */
static zend_string *worker_text(php_crew_worker *worker, const char *name)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, name, &rv);

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_STRING) {
        zend_type_error("%s::$%s must be a string, %s given", ZSTR_VAL(worker->std.ce->name), name, zend_zval_type_name(value));
        return NULL;
    }
    return Z_STR_P(value);
}

/* What only the status and the metrics need. A script that has no file has no control socket. */
static bool worker_apply_texts(php_crew_worker *worker, crew_server *server)
{
    const char *script = SG(request_info).path_translated;
    zend_string *metrics = worker_text(worker, "metrics");
    zval rv;
    zval *name = php_crew_worker_property(worker, "name", &rv);

    if (metrics == NULL) {
        return false;
    }
    if (Z_TYPE_P(name) == IS_STRING) {
        crew_server_set_name(server, Z_STRVAL_P(name));
    }
    if (script != NULL && strcmp(script, "-") != 0) {
        crew_server_set_script(server, CREW_G(runtime_dir), script);
    }
    crew_server_set_metrics(server, ZSTR_LEN(metrics) > 0 || CREW_G(metrics) == NULL ? ZSTR_VAL(metrics) : CREW_G(metrics));
    return true;
}

crew_server *php_crew_worker_server(php_crew_worker *worker)
{
    zval rv;
    zval *addr = php_crew_worker_property(worker, "addr", &rv);
    zval *number;
    crew_server *server;

    if (Z_TYPE_P(addr) != IS_STRING || Z_STRLEN_P(addr) == 0) {
        php_crew_throw_words("%s has no address: call parent::__construct('tcp://...') or set $addr", ZSTR_VAL(worker->std.ce->name));
        return NULL;
    }
    for (int i = 0; i < CALL_COUNT; i++) {
        /* A subclass's defaults come unasked. */
        if (!php_crew_worker_set_call(worker, i, php_crew_worker_property(worker, php_crew_worker_call_names[i], &rv))) {
            return NULL;
        }
    }
    server = php_crew_worker_new_server(Z_STRVAL_P(addr), &worker->context);
    if (server == NULL) {
        return NULL;
    }
    number = php_crew_worker_property(worker, "workerNum", &rv);
    if ((Z_TYPE_P(number) != IS_NULL && !worker_apply_number(worker, server, "workerNum", 1)) ||
        !worker_apply_number(worker, server, "maxSendBufferSize", 1) || !worker_apply_number(worker, server, "maxPackageSize", 1) ||
        !worker_apply_number(worker, server, "stopTimeout", 1000)) {
        crew_server_free(server);
        return NULL;
    }
    if (!zend_is_true(php_crew_worker_property(worker, "reusePort", &rv))) {
        (void)worker_set_option(server, "reusePort", 0);
    }
    if (!worker_apply_texts(worker, server)) {
        crew_server_free(server);
        return NULL;
    }
    zend_update_property_long(worker->std.ce, &worker->std, ZEND_STRL("workerNum"), crew_server_workers(server));
    return server;
}
