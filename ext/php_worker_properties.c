/*
 * php_worker_properties: see php_worker.h. Callbacks and the mode are checked when they are assigned, and allSocket is made when it is first read.
 */
#include "ext/php_worker.h"

#include "zend_exceptions.h"

zval *php_crew_worker_property(php_crew_worker *worker, const char *name, zval *rv)
{
    return zend_read_property(worker->std.ce, &worker->std, name, strlen(name), 1, rv);
}

/* ---- allSocket ---------------------------------------------------------------------------------------------------------- */

static zend_ulong worker_socket_key(const php_crew_worker *worker, crew_conn *conn, const zval *value)
{
    return worker->has_messages ? (zend_ulong)crew_conn_id(conn) : (zend_ulong)Z_RES_HANDLE_P(value);
}

void php_crew_worker_sockets_add(php_crew_worker *worker, crew_conn *conn)
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

void php_crew_worker_sockets_remove(php_crew_worker *worker, crew_conn *conn)
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
    php_crew_worker_sockets_add(user, conn);
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

/* ---- mode --------------------------------------------------------------------------------------------------------------- */

static bool worker_is_mode(const zend_string *name)
{
    return zend_string_equals_literal(name, "mode");
}

static bool worker_is_reuse_port(const zend_string *name)
{
    return zend_string_equals_literal(name, "reusePort");
}

static void worker_write_bare(php_crew_worker *worker, const char *name, zval *value)
{
    zend_string *key = zend_string_init(name, strlen(name), false);

    (void)zend_std_write_property(&worker->std, key, value, NULL);
    zend_string_release(key);
}

static void worker_write_mode(php_crew_worker *worker, crew_mode mode)
{
    zval value;

    php_crew_mode_zval(&value, mode);
    worker_write_bare(worker, "mode", &value);
    zval_ptr_dtor(&value);
}

static void worker_write_reuse_port(php_crew_worker *worker, bool on)
{
    zval value;

    ZVAL_BOOL(&value, on);
    worker_write_bare(worker, "reusePort", &value);
}

void php_crew_worker_refuse_mode(const php_crew_worker *worker, const zval *value)
{
    zend_type_error("%s::$mode must be a case of Crew\\Mode, %s given", ZSTR_VAL(worker->std.ce->name), zend_zval_type_name(value));
}

void php_crew_worker_init_mode(php_crew_worker *worker)
{
    zval rv;
    crew_mode mode;
    zval *given = php_crew_worker_property(worker, "mode", &rv);

    if (Z_TYPE_P(given) == IS_NULL) {
        zval *short_form = php_crew_worker_property(worker, "reusePort", &rv);

        worker_write_mode(worker, zend_is_true(short_form) ? CREW_MODE_REUSE_PORT : CREW_MODE_SHARED);
    } else if (php_crew_mode_of(given, &mode)) {
        worker_write_reuse_port(worker, mode == CREW_MODE_REUSE_PORT);
    } /* anything else is refused by start(), as what a subclass declares is */
}

void php_crew_worker_set_reuse_port(php_crew_worker *worker, bool on)
{
    worker_write_reuse_port(worker, on);
    worker_write_mode(worker, on ? CREW_MODE_REUSE_PORT : CREW_MODE_SHARED);
}

static zval *worker_assign_mode(php_crew_worker *worker, zend_string *name, zval *value)
{
    crew_mode mode;

    ZVAL_DEREF(value);
    if (!php_crew_mode_of(value, &mode)) {
        php_crew_worker_refuse_mode(worker, value);
        return &EG(error_zval);
    }
    worker_write_reuse_port(worker, mode == CREW_MODE_REUSE_PORT);
    return zend_std_write_property(&worker->std, name, value, NULL);
}

static zval *worker_assign_reuse_port(php_crew_worker *worker, zend_string *name, zval *value)
{
    worker_write_mode(worker, zend_is_true(value) ? CREW_MODE_REUSE_PORT : CREW_MODE_SHARED);
    return zend_std_write_property(&worker->std, name, value, NULL);
}

/* ---- properties --------------------------------------------------------------------------------------------------------- */

/* The callback a property name stands for, -1 when it is none. */
static int worker_call_of(const zend_string *name)
{
    if (ZSTR_LEN(name) < 6 || memcmp(ZSTR_VAL(name), "on", 2) != 0) {
        return -1;
    }
    for (int i = 0; i < CALL_COUNT; i++) {
        if (zend_string_equals_cstr(name, php_crew_worker_call_names[i], strlen(php_crew_worker_call_names[i]))) {
            return i;
        }
    }
    return -1;
}

static bool worker_is_sockets(const zend_string *name)
{
    return zend_string_equals_literal(name, "allSocket");
}

bool php_crew_worker_set_call(php_crew_worker *worker, int which, zval *value)
{
    ZVAL_DEREF(value);
    if (!php_crew_call_set(&worker->calls[which], value)) {
        if (EG(exception) == NULL) {
            zend_type_error("%s::$%s must be callable or null, %s given", ZSTR_VAL(worker->std.ce->name), php_crew_worker_call_names[which],
                Z_TYPE_P(value) == IS_STRING ? "a string that names no function" : zend_zval_type_name(value));
        }
        return false;
    }
    if (which == CALL_MESSAGE && worker->engine != NULL) {
        crew_callbacks callbacks = php_crew_worker_callbacks(worker);

        crew_worker_set_callbacks(worker->engine, &callbacks);
    }
    return true;
}

/* Assigning to it is more than keeping the value. */
static bool worker_is_checked(const zend_string *name)
{
    return worker_call_of(name) >= 0 || worker_is_mode(name) || worker_is_reuse_port(name);
}

/*
 * Callback properties, allSocket, mode and reusePort bypass the engine's inline caches (a NULL cache_slot), because a primed cache would write to the
 * property without asking here again.
 */
static zval *worker_write_property(zend_object *object, zend_string *name, zval *value, void **cache_slot)
{
    int which = worker_call_of(name);

    if (worker_is_sockets(name)) {
        zend_throw_error(NULL, "Cannot modify read-only property %s::$allSocket", ZSTR_VAL(object->ce->name));
        return &EG(error_zval);
    }
    if (worker_is_mode(name)) {
        return worker_assign_mode(php_crew_worker_from(object), name, value);
    }
    if (worker_is_reuse_port(name)) {
        return worker_assign_reuse_port(php_crew_worker_from(object), name, value);
    }
    if (which < 0) {
        return zend_std_write_property(object, name, value, cache_slot);
    }
    if (!php_crew_worker_set_call(php_crew_worker_from(object), which, value)) {
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
        return worker_sockets(php_crew_worker_from(object));
    }
    if (!worker_is_checked(name)) {
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
    return check != ZEND_PROPERTY_NOT_EMPTY || zend_hash_num_elements(Z_ARRVAL_P(worker_sockets(php_crew_worker_from(object)))) > 0;
}

/* For var_dump, (array) and foreach, which look at the property itself. */
static HashTable *worker_get_properties(zend_object *object)
{
    zend_property_info *info = zend_hash_str_find_ptr(&object->ce->properties_info, ZEND_STRL("allSocket"));
    zval *slot = OBJ_PROP(object, info->offset);
    zval before = *slot;

    ZVAL_COPY(slot, worker_sockets(php_crew_worker_from(object)));
    zval_ptr_dtor(&before);
    return zend_std_get_properties(object);
}

static zval *worker_get_property_ptr(zend_object *object, zend_string *name, int type, void **cache_slot)
{
    if (worker_is_sockets(name) || worker_is_checked(name)) {
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
    } else if (worker_is_mode(name) || worker_is_reuse_port(name)) {
        zend_throw_error(NULL, "Cannot unset property %s::$%s", ZSTR_VAL(object->ce->name), ZSTR_VAL(name));
    } else if (which < 0) {
        zend_std_unset_property(object, name, cache_slot);
    } else {
        ZVAL_NULL(&null);
        (void)worker_write_property(object, name, &null, NULL);
    }
}

void php_crew_worker_property_handlers(zend_object_handlers *handlers)
{
    handlers->write_property = worker_write_property;
    handlers->read_property = worker_read_property;
    handlers->has_property = worker_has_property;
    handlers->get_properties = worker_get_properties;
    handlers->get_property_ptr_ptr = worker_get_property_ptr;
    handlers->unset_property = worker_unset_property;
}
