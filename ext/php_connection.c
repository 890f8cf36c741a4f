/*
 * php_connection: the handle of a connection, and Crew\Connection. A method parses, makes one call of the engine and returns. All properties
 * but context are computed when they are read.
 */
#include "ext/php_crew.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "ext/php_http.h"
#include "stubs/connection_arginfo.h"

zend_class_entry *php_crew_connection_ce;

typedef struct php_crew_connection {
    php_crew_handle *handle;
    zend_object std; /* last: the declared properties follow it */
} php_crew_connection;

static zend_object_handlers connection_handlers;
static uint32_t connection_context; /* where in the object the property is */

static php_crew_connection *connection_from(zend_object *object)
{
    return (php_crew_connection *)((char *)object - offsetof(php_crew_connection, std));
}

static crew_conn *connection_conn(zend_object *object)
{
    return connection_from(object)->handle->conn;
}

/* ---- the handle --------------------------------------------------------------------------------------------------------- */

php_crew_handle *php_crew_handle_of(crew_conn *conn)
{
    php_crew_handle *handle = crew_conn_user(conn);

    if (handle == NULL) {
        handle = CREW_G(spare_handle) != NULL ? CREW_G(spare_handle) : ecalloc(1, sizeof *handle);
        CREW_G(spare_handle) = NULL;
        handle->conn = crew_conn_ref(conn);
        crew_conn_set_user(conn, handle);
    }
    return handle;
}

void php_crew_handle_release(php_crew_handle *handle)
{
    if (!handle->is_over || handle->res != NULL || handle->object != NULL) {
        return;
    }
    crew_conn_set_user(handle->conn, NULL);
    crew_conn_unref(handle->conn);
    efree(handle);
}

void php_crew_handle_end(php_crew_handle *handle)
{
    zend_resource *res = handle->res;
    zend_object *object = handle->object;

    if (res != NULL) {
        zend_list_close(res);
        handle->res = NULL;
        zend_list_delete(res);
    }
    handle->is_over = true;
    php_crew_http_drop(handle);
    if (object != NULL) {
        OBJ_RELEASE(object); /* frees the handle with it, when nobody else holds the object */
    } else {
        php_crew_handle_release(handle);
    }
}

/* Nobody could tell this object from a new one. */
static bool connection_is_blank(zend_object *object)
{
    return GC_REFCOUNT(object) == 1 && object->properties == NULL && !(OBJ_FLAGS(object) & IS_OBJ_WEAKLY_REFERENCED) &&
           Z_TYPE_P(OBJ_PROP(object, connection_context)) == IS_NULL;
}

void php_crew_handle_rest(php_crew_handle *handle)
{
    if (handle->res != NULL || handle->pending != NULL || handle->object == NULL || CREW_G(spare_handle) != NULL ||
        !connection_is_blank(handle->object)) {
        return;
    }
    crew_conn_set_user(handle->conn, NULL);
    crew_conn_unref(handle->conn);
    handle->conn = NULL;
    CREW_G(spare_handle) = handle;
}

void php_crew_handle_rshutdown(void)
{
    php_crew_handle *handle = CREW_G(spare_handle);

    if (handle != NULL) {
        CREW_G(spare_handle) = NULL;
        connection_from(handle->object)->handle = NULL;
        OBJ_RELEASE(handle->object);
        efree(handle);
    }
}

/* ---- the object --------------------------------------------------------------------------------------------------------- */

static zend_object *connection_create(zend_class_entry *ce)
{
    php_crew_connection *connection = zend_object_alloc(sizeof *connection, ce);

    connection->handle = NULL;
    zend_object_std_init(&connection->std, ce);
    object_properties_init(&connection->std, ce);
    connection->std.handlers = &connection_handlers;
    return &connection->std;
}

static void connection_free(zend_object *object)
{
    php_crew_handle *handle = connection_from(object)->handle;

    if (handle != NULL) {
        handle->object = NULL;
        php_crew_handle_release(handle);
    }
    zend_object_std_dtor(object);
}

void php_crew_connection_zval(zval *value, crew_conn *conn)
{
    php_crew_handle *handle = php_crew_handle_of(conn);

    if (handle->object == NULL) {
        zend_object *object = connection_create(php_crew_connection_ce);

        connection_from(object)->handle = handle;
        handle->object = object; /* the handle's own reference */
    }
    ZVAL_OBJ_COPY(value, handle->object);
}

/* Computes a read-only property; false when `name` is none of them. */
static bool connection_compute(zend_object *object, zend_string *name, zval *value)
{
    crew_conn *conn = connection_conn(object);
    char text[CREW_ADDRESS_TEXT];

    if (zend_string_equals_literal(name, "id")) {
        ZVAL_LONG(value, (zend_long)crew_conn_id(conn));
    } else if (zend_string_equals_literal(name, "remoteAddress")) {
        ZVAL_STRING(value, crew_conn_remote(conn, text));
    } else if (zend_string_equals_literal(name, "localAddress")) {
        ZVAL_STRING(value, crew_conn_local(conn, text));
    } else if (zend_string_equals_literal(name, "bytesRead")) {
        ZVAL_LONG(value, (zend_long)crew_conn_bytes_read(conn));
    } else if (zend_string_equals_literal(name, "bytesWritten")) {
        ZVAL_LONG(value, (zend_long)crew_conn_bytes_written(conn));
    } else if (zend_string_equals_literal(name, "pendingBytes")) {
        ZVAL_LONG(value, (zend_long)crew_conn_pending(conn));
    } else {
        return false;
    }
    return true;
}

static bool connection_is_computed(zend_string *name)
{
    static const char *const names[] = {"id", "remoteAddress", "localAddress", "bytesRead", "bytesWritten", "pendingBytes"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (zend_string_equals_cstr(name, names[i], strlen(names[i]))) {
            return true;
        }
    }
    return false;
}

/* The engine's inline caches are only filled by the standard handlers, and these names never reach those. */
static zval *connection_read_property(zend_object *object, zend_string *name, int type, void **cache_slot, zval *rv)
{
    if (connection_is_computed(name)) {
        if (type != BP_VAR_R && type != BP_VAR_IS) {
            zend_throw_error(NULL, "Cannot modify read-only property Crew\\Connection::$%s", ZSTR_VAL(name));
            return &EG(uninitialized_zval);
        }
        (void)connection_compute(object, name, rv);
        return rv;
    }
    return zend_std_read_property(object, name, type, cache_slot, rv);
}

static zval *connection_write_property(zend_object *object, zend_string *name, zval *value, void **cache_slot)
{
    if (connection_is_computed(name)) {
        zend_throw_error(NULL, "Cannot modify read-only property Crew\\Connection::$%s", ZSTR_VAL(name));
        return &EG(error_zval);
    }
    return zend_std_write_property(object, name, value, cache_slot);
}

static zval *connection_get_property_ptr(zend_object *object, zend_string *name, int type, void **cache_slot)
{
    return connection_is_computed(name) ? NULL : zend_std_get_property_ptr_ptr(object, name, type, cache_slot);
}

static int connection_has_property(zend_object *object, zend_string *name, int check, void **cache_slot)
{
    zval value;
    int result;

    if (!connection_is_computed(name)) {
        return zend_std_has_property(object, name, check, cache_slot);
    }
    (void)connection_compute(object, name, &value);
    result = check != ZEND_PROPERTY_NOT_EMPTY || zend_is_true(&value);
    zval_ptr_dtor(&value);
    return result;
}

static void connection_unset_property(zend_object *object, zend_string *name, void **cache_slot)
{
    if (connection_is_computed(name)) {
        zend_throw_error(NULL, "Cannot unset read-only property Crew\\Connection::$%s", ZSTR_VAL(name));
        return;
    }
    zend_std_unset_property(object, name, cache_slot);
}

/* What var_dump and the like show: all properties, in the order of their declaration. */
static HashTable *connection_get_properties_for(zend_object *object, zend_prop_purpose purpose)
{
    HashTable *all = zend_new_array(8);
    zend_property_info *info;

    (void)purpose;
    ZEND_HASH_FOREACH_PTR(&object->ce->properties_info, info) {
        zval value;

        if (!connection_compute(object, info->name, &value)) {
            ZVAL_COPY(&value, OBJ_PROP(object, info->offset));
        }
        if (Z_TYPE(value) != IS_UNDEF) {
            zend_hash_update(all, info->name, &value);
        }
    } ZEND_HASH_FOREACH_END();
    return all;
}

static zend_function *connection_get_constructor(zend_object *object)
{
    (void)object;
    zend_throw_error(NULL, "Crew\\Connection comes from the engine; it cannot be constructed");
    return NULL;
}

/* The connection of a Connection object or of its stream; NULL with a TypeError thrown. */
static crew_conn *connection_arg(zval *value, uint32_t number)
{
    php_stream *stream;
    crew_conn *conn = NULL;

    if (Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == php_crew_connection_ce) {
        return connection_conn(Z_OBJ_P(value));
    }
    if (Z_TYPE_P(value) == IS_RESOURCE) {
        stream = zend_fetch_resource2(Z_RES_P(value), NULL, php_file_le_stream(), php_file_le_pstream());
        conn = php_crew_stream_conn(stream);
    }
    if (conn == NULL) {
        zend_argument_type_error(number, "must be the stream of an open Crew connection, %s given",
            Z_TYPE_P(value) == IS_RESOURCE && zend_rsrc_list_get_rsrc_type(Z_RES_P(value)) == NULL ? "closed resource"
                                                                                                  : zend_zval_type_name(value));
    }
    return conn;
}

ZEND_METHOD(Crew_Connection, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    (void)connection_get_constructor(Z_OBJ_P(ZEND_THIS)); /* which 'new' has asked; PDO::FETCH_CLASS comes here straight */
}

ZEND_METHOD(Crew_Connection, of)
{
    zval *value;
    crew_conn *conn;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();

    conn = connection_arg(value, 1);
    if (conn == NULL) {
        RETURN_THROWS();
    }
    php_crew_connection_zval(return_value, conn);
}

ZEND_METHOD(Crew_Connection, stream)
{
    crew_conn *conn = connection_conn(Z_OBJ_P(ZEND_THIS));

    ZEND_PARSE_PARAMETERS_NONE();
    if (connection_from(Z_OBJ_P(ZEND_THIS))->handle->is_over || !crew_conn_is_open(conn)) {
        RETURN_NULL();
    }
    php_crew_stream_zval(return_value, conn);
}

/* Bytes as they are, or as a message of the engine's; false when they are refused, also with an exception thrown. */
static bool connection_send_bytes(crew_conn *conn, crew_span bytes, bool raw)
{
    int result = raw ? crew_conn_write(conn, bytes) : crew_conn_send(conn, bytes);

    if (result == CREW_ETOO_LARGE) {
        php_crew_throw_words("A message of %zu bytes is too long for its length field", bytes.len);
    } else if (result == CREW_EMALFORMED) {
        php_crew_throw_words("A message of %zu bytes has no header to write its length to, or is shorter than frame.length.adjust allows", bytes.len);
    }
    return result == 0;
}

/* Through the script's protocol, which may have nothing to say. */
static bool connection_send_encoded(crew_conn *conn, zval *data)
{
    zend_string *bytes = php_crew_protocol_encode(conn, data);
    bool is_sent = bytes != NULL;

    if (bytes != NULL) {
        is_sent = ZSTR_LEN(bytes) > 0 ? crew_conn_write(conn, crew_span_of(ZSTR_VAL(bytes), ZSTR_LEN(bytes))) == 0 : crew_conn_is_open(conn);
        zend_string_release(bytes);
    }
    return is_sent;
}

/* Argument 1 of send() and, with `ends`, of end(); false when it was not taken, also with an exception thrown. */
static bool connection_send(crew_conn *conn, zval *data, bool raw, bool ends)
{
    zend_string *bytes;

    if (!raw && php_crew_protocol_is_running()) {
        return crew_conn_is_open(conn) && connection_send_encoded(conn, data);
    }
    if (!raw && crew_http_is(conn)) {
        return php_crew_http_answer(conn, data, ends);
    }
    if (!zend_parse_arg_str(data, &bytes, false, 1)) {
        zend_wrong_parameter_type_error(1, Z_EXPECTED_STRING, data);
        return false;
    }
    return connection_send_bytes(conn, crew_span_of(ZSTR_VAL(bytes), ZSTR_LEN(bytes)), raw);
}

ZEND_METHOD(Crew_Connection, send)
{
    zval *data;
    bool raw = false;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_ZVAL(data)
        Z_PARAM_OPTIONAL
        Z_PARAM_BOOL(raw)
    ZEND_PARSE_PARAMETERS_END();

    RETURN_BOOL(connection_send(connection_conn(Z_OBJ_P(ZEND_THIS)), data, raw, false));
}

ZEND_METHOD(Crew_Connection, end)
{
    zval *data = NULL;
    bool raw = false;
    crew_conn *conn = connection_conn(Z_OBJ_P(ZEND_THIS));

    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_ZVAL(data)
        Z_PARAM_BOOL(raw)
    ZEND_PARSE_PARAMETERS_END();

    if (data != NULL && Z_TYPE_P(data) != IS_NULL && (Z_TYPE_P(data) != IS_STRING || Z_STRLEN_P(data) > 0)) {
        (void)connection_send(conn, data, raw, true); /* it ends all the same when that is refused; onError tells */
        if (EG(exception) != NULL) {
            RETURN_THROWS();
        }
    }
    crew_conn_end(conn);
}

ZEND_METHOD(Crew_Connection, begin)
{
    zend_object *response = NULL;
    zend_long length = -1;
    bool no_length = true;

    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(response, php_crew_http_response_ce)
        Z_PARAM_LONG_OR_NULL(length, no_length)
    ZEND_PARSE_PARAMETERS_END();

    if (!no_length && length < 0) {
        zend_argument_value_error(2, "must be at least 0, " ZEND_LONG_FMT " given", length);
        RETURN_THROWS();
    }
    if (!php_crew_http_writer_new(return_value, connection_conn(Z_OBJ_P(ZEND_THIS)), response, no_length ? -1 : (int64_t)length)) {
        RETURN_THROWS();
    }
}

ZEND_METHOD(Crew_Connection, events)
{
    zend_object *response = NULL;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(response, php_crew_http_response_ce)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_crew_http_event_stream_new(return_value, connection_conn(Z_OBJ_P(ZEND_THIS)), response)) {
        RETURN_THROWS();
    }
}

ZEND_METHOD(Crew_Connection, close)
{
    ZEND_PARSE_PARAMETERS_NONE();
    crew_conn_close(connection_conn(Z_OBJ_P(ZEND_THIS)));
}

ZEND_METHOD(Crew_Connection, pauseRecv)
{
    ZEND_PARSE_PARAMETERS_NONE();
    crew_conn_pause(connection_conn(Z_OBJ_P(ZEND_THIS)));
}

ZEND_METHOD(Crew_Connection, resumeRecv)
{
    ZEND_PARSE_PARAMETERS_NONE();
    crew_conn_resume(connection_conn(Z_OBJ_P(ZEND_THIS)));
}

ZEND_METHOD(Crew_Connection, pipe)
{
    zval *destination;
    crew_conn *to;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ZVAL(destination)
    ZEND_PARSE_PARAMETERS_END();

    to = connection_arg(destination, 1);
    if (to == NULL) {
        RETURN_THROWS();
    }
    if (crew_conn_pipe(connection_conn(Z_OBJ_P(ZEND_THIS)), to) != 0) {
        php_crew_throw_words("Cannot pipe connection %" PRIu64 " into connection %" PRIu64 ": one of them is closed",
            crew_conn_id(connection_conn(Z_OBJ_P(ZEND_THIS))), crew_conn_id(to));
    }
}

void php_crew_connection_minit(void)
{
    zend_property_info *context;

    php_crew_connection_ce = register_class_Crew_Connection();
    context = zend_hash_str_find_ptr(&php_crew_connection_ce->properties_info, "context", sizeof "context" - 1);
    connection_context = context->offset;
    php_crew_connection_ce->create_object = connection_create;
    memcpy(&connection_handlers, &std_object_handlers, sizeof connection_handlers);
    connection_handlers.offset = offsetof(php_crew_connection, std);
    connection_handlers.free_obj = connection_free;
    connection_handlers.clone_obj = NULL;
    connection_handlers.get_constructor = connection_get_constructor;
    connection_handlers.read_property = connection_read_property;
    connection_handlers.write_property = connection_write_property;
    connection_handlers.get_property_ptr_ptr = connection_get_property_ptr;
    connection_handlers.has_property = connection_has_property;
    connection_handlers.unset_property = connection_unset_property;
    connection_handlers.get_properties_for = connection_get_properties_for;
}
