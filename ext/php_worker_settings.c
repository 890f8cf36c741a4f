/*
 * php_worker_settings: see php_worker.h.
 */
#include "ext/php_control.h"
#include "ext/php_http.h"

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

/* One part of a context, which is an array or a resource; NULL when it has none of that name. */
static zval *worker_context_part(zval *context, const char *name)
{
    zval *options = Z_TYPE_P(context) == IS_RESOURCE ? &((php_stream_context *)Z_RES_VAL_P(context))->options : context;

    return Z_TYPE_P(options) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(options), name, strlen(name)) : NULL;
}

static bool worker_apply_socket_options(crew_server *server, zval *socket)
{
    zval *value;
    zend_string *name;

    if (Z_TYPE_P(socket) != IS_ARRAY) {
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

/* The options of a context, from an array or a resource; false with an exception thrown. */
static bool worker_apply_context(crew_server *server, zval *context)
{
    zval *socket = worker_context_part(context, "socket");
    zval *frame = worker_context_part(context, "frame");

    return (socket == NULL || worker_apply_socket_options(server, socket)) &&
           (frame == NULL || php_crew_worker_apply_framing(server, frame));
}

crew_server *php_crew_worker_new_server(php_crew_worker *worker, const char *address)
{
    crew_err err;
    crew_server *server;

    if (!php_crew_protocol_find(worker, address)) {
        return NULL;
    }
    server = php_crew_protocol_is_set(&worker->protocol) ? crew_server_new_hosted(address, &err) : crew_server_new(address, &err);
    if (server == NULL) {
        php_crew_throw(&err);
        return NULL;
    }
    if (!worker_apply_context(server, &worker->context)) {
        crew_server_free(server);
        return NULL;
    }
    return server;
}

void php_crew_worker_read_context(php_crew_worker *worker)
{
    zval *socket = worker_context_part(&worker->context, "socket");
    zval *value = socket != NULL && Z_TYPE_P(socket) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(socket), ZEND_STRL("so_reuseport")) : NULL;

    if (value != NULL) {
        php_crew_worker_set_reuse_port(worker, zend_is_true(value));
    }
}

static bool worker_apply_mode(php_crew_worker *worker, crew_server *server)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, "mode", &rv);
    crew_mode mode;

    ZVAL_DEREF(value);
    if (!php_crew_mode_of(value, &mode)) {
        php_crew_worker_refuse_mode(worker, value);
        return false;
    }
    return worker_set_option(server, "mode", mode);
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

/* The numbers that are read as they are, and what turns their units into the engine's. */
static const struct {
    const char *name;
    int factor;
} worker_numbers[] = {
    {"maxSendBufferSize", 1},
    {"maxPackageSize", 1},
    {"stopTimeout", 1000},
    {"maxRequests", 1},
    {"maxLifetime", 1000},
    {"maxConnections", 1},
    {"idleTimeout", 1000},
    {"callbackTimeout", 1000},
    {"maxRequestLineSize", 1},
    {"maxHeaderSize", 1},
    {"maxHeaderCount", 1},
    {"headerTimeout", 1000},
    {"bodyTimeout", 1000},
    {"keepAliveTimeout", 1000},
    {"responseTimeout", 1000},
};

static bool worker_apply_numbers(php_crew_worker *worker, crew_server *server)
{
    for (size_t i = 0; i < sizeof worker_numbers / sizeof worker_numbers[0]; i++) {
        if (!worker_apply_number(worker, server, worker_numbers[i].name, worker_numbers[i].factor)) {
            return false;
        }
    }
    return true;
}

/* A property that may also be a size as php.ini has them, "256M". */
static bool worker_apply_size(php_crew_worker *worker, crew_server *server, const char *name)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, name, &rv);
    zend_string *wrong = NULL;
    zend_long size;
    crew_err err;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_STRING) {
        return worker_apply_number(worker, server, name, 1);
    }
    size = zend_ini_parse_quantity(Z_STR_P(value), &wrong);
    if (wrong == NULL && Z_STRLEN_P(value) > 0) {
        return worker_set_option(server, name, size);
    }
    if (wrong != NULL) {
        zend_string_release(wrong);
    }
    (void)crew_err_set(&err, CREW_ERANGE, "%s must be a number of bytes or a size like \"256M\": \"%.100s\" given", name, Z_STRVAL_P(value));
    php_crew_throw(&err);
    return false;
}

/* A property that must be a string or null, which is NULL here; false with a TypeError thrown. */
static bool worker_read_name(php_crew_worker *worker, const char *name, const char **text)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, name, &rv);

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_STRING && Z_TYPE_P(value) != IS_NULL) {
        zend_type_error("%s::$%s must be a string or null, %s given", ZSTR_VAL(worker->std.ce->name), name, zend_zval_type_name(value));
        return false;
    }
    *text = Z_TYPE_P(value) == IS_STRING && Z_STRLEN_P(value) > 0 ? Z_STRVAL_P(value) : NULL;
    return true;
}

static bool worker_apply_user(php_crew_worker *worker, crew_server *server)
{
    const char *user;
    const char *group;
    crew_err err;

    if (!worker_read_name(worker, "user", &user) || !worker_read_name(worker, "group", &group)) {
        return false;
    }
    if ((user != NULL || group != NULL) && crew_server_set_user(server, user, group, &err) != 0) {
        if (err.code == CREW_EDENIED) {
            php_crew_throw_words("%s", err.text); /* the code's own class is for addresses */
        } else {
            php_crew_throw(&err);
        }
        return false;
    }
    return true;
}

/* What becomes of a callback that runs longer than callbackTimeout. */
static bool worker_apply_overtime(php_crew_worker *worker, crew_server *server)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, "callbackTimeoutAction", &rv);
    bool is_log;
    crew_err err;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_STRING) {
        zend_type_error("%s::$callbackTimeoutAction must be a string, %s given", ZSTR_VAL(worker->std.ce->name), zend_zval_type_name(value));
        return false;
    }
    is_log = zend_string_equals_literal(Z_STR_P(value), "log");
    worker->throws_overtime = zend_string_equals_literal(Z_STR_P(value), "throw");
    if (!is_log && !worker->throws_overtime && !zend_string_equals_literal(Z_STR_P(value), "replace")) {
        (void)crew_err_set(&err, CREW_ERANGE, "callbackTimeoutAction must be one of log, throw and replace, \"%.100s\" given",
            Z_STRVAL_P(value));
        php_crew_throw(&err);
        return false;
    }
    worker->callback_timeout = zval_get_double(php_crew_worker_property(worker, "callbackTimeout", &rv));
    return worker_set_option(server, "callbackTimeoutKills", is_log ? 0 : 1);
}

/* A boolean, or a list of CPUs. */
static bool worker_apply_cpus(php_crew_worker *worker, crew_server *server)
{
    zval rv;
    zval *value = php_crew_worker_property(worker, "cpuAffinity", &rv);
    zval *cpu;
    crew_err err;
    int result = 0;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) == IS_TRUE) {
        result = crew_server_add_all_cpus(server, &err);
    } else if (Z_TYPE_P(value) == IS_ARRAY) {
        ZEND_HASH_FOREACH_VAL(Z_ARRVAL_P(value), cpu) {
            ZVAL_DEREF(cpu);
            if (Z_TYPE_P(cpu) != IS_LONG) {
                zend_type_error("%s::$cpuAffinity must be a list of numbers, %s given in it", ZSTR_VAL(worker->std.ce->name),
                    zend_zval_type_name(cpu));
                return false;
            }
            result = result == 0 ? crew_server_add_cpu(server, Z_LVAL_P(cpu), &err) : result;
        } ZEND_HASH_FOREACH_END();
    } else if (Z_TYPE_P(value) != IS_FALSE && Z_TYPE_P(value) != IS_NULL) {
        zend_type_error("%s::$cpuAffinity must be a boolean or a list of CPUs, %s given", ZSTR_VAL(worker->std.ce->name),
            zend_zval_type_name(value));
        return false;
    }
    if (result != 0) {
        php_crew_throw(&err);
    }
    return result == 0;
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

/* What HTTP needs and the engine does not know of. */
static bool worker_apply_http(php_crew_worker *worker)
{
    zval rv;
    zval *size = php_crew_worker_property(worker, "maxUploadSize", &rv);
    zend_string *wrong = NULL;
    const char *root;
    char path[MAXPATHLEN];
    zend_long bytes;
    crew_err err;

    ZVAL_DEREF(size);
    bytes = Z_TYPE_P(size) == IS_STRING ? zend_ini_parse_quantity(Z_STR_P(size), &wrong) : zval_get_long(size);
    if (wrong != NULL || bytes <= 0 || (Z_TYPE_P(size) != IS_STRING && Z_TYPE_P(size) != IS_LONG)) {
        zend_string *shown = zval_get_string(size);

        (void)crew_err_set(&err, CREW_ERANGE, "maxUploadSize must be a number of bytes or a size like \"128M\": \"%.100s\" given", ZSTR_VAL(shown));
        zend_string_release(shown);
        if (wrong != NULL) {
            zend_string_release(wrong);
        }
        php_crew_throw(&err);
        return false;
    }
    worker->max_upload = (uint64_t)bytes;
    worker->max_package = (size_t)zval_get_long(php_crew_worker_property(worker, "maxPackageSize", &rv)); /* the engine has taken it */
    if (!worker_read_name(worker, "documentRoot", &root)) {
        return false;
    }
    if (root != NULL && (VCWD_REALPATH(root, path) == NULL || !php_crew_http_static_is_folder(path))) {
        (void)crew_err_set(&err, CREW_ERANGE, "documentRoot \"%.200s\" is no folder that can be read", root);
        php_crew_throw(&err);
        return false;
    }
    if (worker->document_root != NULL) {
        zend_string_release(worker->document_root);
    }
    worker->document_root = root != NULL ? zend_string_init(path, strlen(path), false) : NULL;
    return true;
}

/* What only the status and the metrics need. */
static bool worker_apply_texts(php_crew_worker *worker, crew_server *server)
{
    zend_string *metrics = worker_text(worker, "metrics");
    zval rv;
    zval *name = php_crew_worker_property(worker, "name", &rv);

    if (metrics == NULL) {
        return false;
    }
    if (Z_TYPE_P(name) == IS_STRING) {
        crew_server_set_name(server, Z_STRVAL_P(name));
    }
    crew_server_set_metrics(server, ZSTR_LEN(metrics) > 0 || CREW_G(metrics) == NULL ? ZSTR_VAL(metrics) : CREW_G(metrics));
    return true;
}

crew_server *php_crew_worker_server(php_crew_worker *worker)
{
    zval rv;
    zval *addr = php_crew_worker_property(worker, "addr", &rv);
    zval *number;
    zend_string *address;
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
    address = worker->is_daemon ? php_crew_control_address(Z_STR_P(addr)) : zend_string_copy(Z_STR_P(addr));
    server = php_crew_worker_new_server(worker, ZSTR_VAL(address));
    zend_string_release(address);
    if (server == NULL) {
        return NULL;
    }
    number = php_crew_worker_property(worker, "workerNum", &rv);
    if ((Z_TYPE_P(number) != IS_NULL && !worker_apply_number(worker, server, "workerNum", 1)) ||
        !worker_apply_numbers(worker, server) || !worker_apply_size(worker, server, "maxMemory") ||
        !worker_apply_overtime(worker, server) || !worker_apply_user(worker, server) ||
        !worker_apply_cpus(worker, server) || !worker_apply_mode(worker, server)) {
        crew_server_free(server);
        return NULL;
    }
    if (!worker_apply_texts(worker, server) || (crew_server_is_http(server) && !worker_apply_http(worker))) {
        crew_server_free(server);
        return NULL;
    }
    zend_update_property_long(worker->std.ce, &worker->std, ZEND_STRL("workerNum"), crew_server_workers(server));
    return server;
}
