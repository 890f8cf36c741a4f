/*
 * php_worker_protocol: see php_worker.h. A class with input(), decode() and encode(), as Workerman's protocols are: $worker->protocol names it,
 * or the scheme of the address does (Protocols\Name for name://).
 */
#include "ext/php_worker.h"

#include <ctype.h>

#include "zend_exceptions.h"

#include "stubs/protocol_arginfo.h"

/* What input() is shown at first. A read may bring hundreds of packages, and each call gets a copy: of all that waits it would be hundreds of copies of
 * that. When this is too little for input() to know, it is shown eight times as much, and so on. */
#define PROTOCOL_LOOK 4096

/* ---- finding the class -------------------------------------------------------------------------------------------------- */

static bool protocol_has_method(const zend_class_entry *ce, const char *method)
{
    const zend_function *function = zend_hash_str_find_ptr(&ce->function_table, method, strlen(method));
    const uint32_t wanted = ZEND_ACC_STATIC | ZEND_ACC_PUBLIC;

    return function != NULL && (function->common.fn_flags & (wanted | ZEND_ACC_ABSTRACT)) == wanted;
}

static bool protocol_set_method(php_crew_call *call, const zend_class_entry *ce, const char *method)
{
    zval callable;
    bool is_set = protocol_has_method(ce, method);

    if (is_set) {
        ZVAL_STR(&callable, zend_strpprintf(0, "%s::%s", ZSTR_VAL(ce->name), method));
        is_set = php_crew_call_set(call, &callable);
        zval_ptr_dtor_str(&callable);
    }
    if (!is_set && EG(exception) == NULL) {
        crew_err err;

        (void)crew_err_set(&err, CREW_ERANGE, "protocol: the class %.200s has no public static method %s()", ZSTR_VAL(ce->name), method);
        php_crew_throw(&err);
    }
    return is_set;
}

static bool protocol_set(php_crew_protocol *protocol, const zend_class_entry *ce)
{
    return protocol_set_method(&protocol->input, ce, "input") && protocol_set_method(&protocol->decode, ce, "decode") &&
           protocol_set_method(&protocol->encode, ce, "encode");
}

void php_crew_protocol_free(php_crew_protocol *protocol)
{
    (void)php_crew_call_set(&protocol->input, NULL);
    (void)php_crew_call_set(&protocol->decode, NULL);
    (void)php_crew_call_set(&protocol->encode, NULL);
}

/* The class that $protocol names; NULL with an exception thrown. */
static zend_class_entry *protocol_named(php_crew_worker *worker, zval *name)
{
    zend_class_entry *ce;
    crew_err err;

    if (Z_TYPE_P(name) != IS_STRING) {
        zend_type_error("%s::$protocol must be a class name or null, %s given", ZSTR_VAL(worker->std.ce->name), zend_zval_type_name(name));
        return NULL;
    }
    ce = zend_lookup_class(Z_STR_P(name));
    if (ce == NULL && EG(exception) == NULL) {
        (void)crew_err_set(&err, CREW_ERANGE, "protocol: there is no class \"%.200s\"", Z_STRVAL_P(name));
        php_crew_throw(&err);
    }
    return ce;
}

static zend_class_entry *protocol_in(const char *space, crew_span scheme)
{
    zend_string *name = zend_strpprintf(0, "%s\\%c%.*s", space, toupper((unsigned char)scheme.ptr[0]), (int)scheme.len - 1, scheme.ptr + 1);
    zend_class_entry *ce = zend_lookup_class(name);

    zend_string_release(name);
    return ce;
}

/* The class that a scheme of the script's own stands for; NULL with an exception thrown. */
static zend_class_entry *protocol_of_scheme(const char *address, crew_span scheme)
{
    zend_class_entry *ce = protocol_in("Protocols", scheme);
    crew_err why;
    crew_err err;

    if (ce == NULL && EG(exception) == NULL) {
        ce = protocol_in("Crew\\Protocols", scheme);
    }
    if (ce == NULL && EG(exception) == NULL) {
        (void)crew_server_new(address, &why); /* which knows the words */
        (void)crew_err_set(&err, why.code, "%s, and there is no class Protocols\\%c%.*s", why.text, toupper((unsigned char)scheme.ptr[0]),
            (int)(scheme.len < 100 ? scheme.len : 100) - 1, scheme.ptr + 1);
        php_crew_throw(&err);
    }
    return ce;
}

bool php_crew_protocol_find(php_crew_worker *worker, const char *address)
{
    crew_span scheme = crew_server_foreign_scheme(address);
    zend_class_entry *ce = NULL;
    zval rv;
    zval *name = php_crew_worker_property(worker, "protocol", &rv);

    php_crew_protocol_free(&worker->protocol);
    ZVAL_DEREF(name);
    if (Z_TYPE_P(name) != IS_NULL) {
        ce = protocol_named(worker, name);
    } else if (scheme.len > 0) {
        ce = protocol_of_scheme(address, scheme);
    } else {
        return true;
    }
    return ce != NULL && protocol_set(&worker->protocol, ce);
}

/* ---- receiving ---------------------------------------------------------------------------------------------------------- */

static const char *protocol_name(const php_crew_call *method)
{
    return Z_STRVAL(method->callable);
}

/* Calls input() or decode() with bytes of a connection, which ends unless it returns. */
static php_crew_outcome protocol_ask(php_crew_worker *worker, php_crew_call *method, crew_conn *conn, crew_span bytes, zval *result)
{
    php_crew_outcome outcome;
    zval argv[2];

    ZVAL_STR(&argv[0], php_crew_incoming_copy(bytes));
    php_crew_connection_zval(&argv[1], conn);
    outcome = php_crew_worker_run(worker, method, protocol_name(method), 2, argv, result);
    if (outcome == PHP_CREW_DIED) {
        return outcome;
    }
    zval_ptr_dtor_str(&argv[0]);
    zval_ptr_dtor(&argv[1]);
    if (outcome != PHP_CREW_RETURNED) {
        crew_conn_end(conn);
    }
    return outcome;
}

/* What input() has answered, as the engine wants it. */
static long protocol_length(php_crew_worker *worker, crew_conn *conn, zval *answer)
{
    const char *name = protocol_name(&worker->protocol.input);

    if (Z_TYPE_P(answer) == IS_LONG && Z_LVAL_P(answer) >= 0) {
        return Z_LVAL_P(answer) < LONG_MAX ? (long)Z_LVAL_P(answer) : LONG_MAX;
    }
    if (Z_TYPE_P(answer) == IS_LONG || Z_TYPE_P(answer) == IS_FALSE) {
        return CREW_EMALFORMED;
    }
    zend_type_error("%s() must return the length of the package, 0 or false, %s returned", name, zend_zval_type_name(answer));
    zval_ptr_dtor(answer);
    php_crew_worker_settle(worker, name);
    crew_conn_end(conn);
    return 0;
}

long php_crew_protocol_on_input(crew_conn *conn, crew_span waiting, void *user)
{
    php_crew_worker *worker = user;
    size_t look = PROTOCOL_LOOK;
    long length = 0;
    bool is_all = false;

    while (length == 0 && !is_all && !worker->has_died && crew_conn_is_open(conn)) {
        zval answer;

        is_all = look >= waiting.len;
        if (protocol_ask(worker, &worker->protocol.input, conn, crew_span_of(waiting.ptr, is_all ? waiting.len : look), &answer) !=
            PHP_CREW_RETURNED) {
            return 0;
        }
        length = protocol_length(worker, conn, &answer);
        look *= 8;
    }
    return length;
}

void php_crew_protocol_on_message(crew_conn *conn, crew_span package, void *user)
{
    php_crew_worker *worker = user;
    zval argv[2];

    if (worker->has_died || protocol_ask(worker, &worker->protocol.decode, conn, package, &argv[1]) != PHP_CREW_RETURNED) {
        return;
    }
    if (crew_conn_is_open(conn)) {
        php_crew_worker_call_conn(worker, CALL_MESSAGE, conn, 2, argv);
    }
    if (!worker->has_died) {
        zval_ptr_dtor(&argv[1]);
        php_crew_worker_settle(worker, "the end of a message"); /* it may be an object with a destructor */
    }
}

/* ---- sending ------------------------------------------------------------------------------------------------------------ */

bool php_crew_protocol_is_running(void)
{
    return CREW_G(running) != NULL && php_crew_protocol_is_set(&CREW_G(running)->protocol);
}

zend_string *php_crew_protocol_encode(crew_conn *conn, zval *message)
{
    php_crew_call *encode = &CREW_G(running)->protocol.encode;
    zend_string *bytes = NULL;
    zval argv[2];
    zval result;

    ZVAL_COPY_VALUE(&argv[0], message);
    php_crew_connection_zval(&argv[1], conn);
    if (php_crew_call_within(encode, 2, argv, &result)) {
        if (Z_TYPE(result) == IS_STRING) {
            bytes = Z_STR(result);
        } else {
            zend_type_error("%s() must return a string, %s returned", protocol_name(encode), zend_zval_type_name(&result));
            zval_ptr_dtor(&result);
        }
    }
    zval_ptr_dtor(&argv[1]);
    return bytes;
}

void php_crew_protocol_minit(void)
{
    (void)register_class_Crew_Protocol();
}
