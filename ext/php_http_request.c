/*
 * php_http_request: Crew\Http\Request. During the callback it borrows head and bytes from the engine, and asking for one header makes one string; arrays
 * are made when they are asked for. When the script keeps it, it takes a copy as the callback ends.
 */
#include "ext/php_http.h"

#include "php_memory_streams.h"

#include "zend_exceptions.h"

#include "ext/json/php_json.h"

#include "core/proto/http_chars.h"
#include "core/proto/http_target.h"
#include "core/proto/http_form.h"
#include "core/proto/http_params.h"
#include "ext/php_crew.h"
#include "ext/php_http_input.h"
#include "ext/php_http_lines.h"

#include "stubs/http_request_arginfo.h"

#define REQUEST_TRAILERS_MAX 64

zend_class_entry *php_crew_http_request_ce;

/* Arrays that are made when they are asked for; IS_UNDEF before. */
enum { REQUEST_GET, REQUEST_POST, REQUEST_FILES, REQUEST_HEADERS, REQUEST_COOKIES, REQUEST_TRAILERS, REQUEST_MADE };

typedef struct php_crew_http_request {
    const crew_http_head *head;
    const char *base; /* what the places in the head count from */
    crew_span body;
    crew_span trailers;
    crew_http_head *own_head; /* these are NULL as long as it borrows: with as many fields as it has, not the whole struct */
    zend_string *own_bytes;   /* of the head */
    zend_string *own_body;    /* also as soon as rawBody() has been asked for */
    zend_string *own_trailers;
    php_crew_http_upload *upload; /* the parts of a multipart/form-data body, NULL when it is none */
    php_crew_http_body *stream;   /* counted: the body is read as it comes; NULL: it is here */
    zval made[REQUEST_MADE];
    zend_object std; /* last: the declared properties follow it */
} php_crew_http_request;

static zend_object_handlers request_handlers;

static php_crew_http_request *request_from(zend_object *object)
{
    return (php_crew_http_request *)((char *)object - offsetof(php_crew_http_request, std));
}

static zval *request_context(php_crew_http_request *request)
{
    return OBJ_PROP_NUM(&request->std, 0);
}

static crew_span request_at(const php_crew_http_request *request, crew_http_place place)
{
    return crew_http_at(request->base, place);
}

/* ---- its life ----------------------------------------------------------------------------------------------------------- */

static zend_object *request_create(zend_class_entry *ce)
{
    php_crew_http_request *request = zend_object_alloc(sizeof *request, ce);

    memset(request, 0, offsetof(php_crew_http_request, std)); /* IS_UNDEF is 0 */
    zend_object_std_init(&request->std, ce);
    object_properties_init(&request->std, ce);
    request->std.handlers = &request_handlers;
    return &request->std;
}

static void request_drop(zend_string **string)
{
    if (*string != NULL) {
        zend_string_release(*string);
        *string = NULL;
    }
}

/* Lets go of all but the declared properties. */
static void request_clear(php_crew_http_request *request)
{
    for (int i = 0; i < REQUEST_MADE; i++) {
        zval made = request->made[i];

        ZVAL_UNDEF(&request->made[i]);
        zval_ptr_dtor(&made);
    }
    php_crew_http_upload_free(request->upload);
    request->upload = NULL;
    if (request->stream != NULL) {
        php_crew_http_body_release(request->stream);
        request->stream = NULL;
    }
    if (request->own_head != NULL) {
        efree(request->own_head);
        request->own_head = NULL;
    }
    request_drop(&request->own_bytes);
    request_drop(&request->own_body);
    request_drop(&request->own_trailers);
}

static void request_free(zend_object *object)
{
    request_clear(request_from(object));
    zend_object_std_dtor(object);
}

static HashTable *request_get_gc(zend_object *object, zval **table, int *count)
{
    php_crew_http_request *request = request_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    for (int i = 0; i < REQUEST_MADE; i++) {
        zend_get_gc_buffer_add_zval(buffer, &request->made[i]);
    }
    zend_get_gc_buffer_add_zval(buffer, request_context(request));
    zend_get_gc_buffer_use(buffer, table, count);
    return NULL;
}

static zend_function *request_get_constructor(zend_object *object)
{
    (void)object;
    zend_throw_error(NULL, "Crew\\Http\\Request comes from the engine; it cannot be constructed");
    return NULL;
}

static void request_lend(php_crew_http_request *request, const crew_http_request *from)
{
    request->head = from->head;
    request->base = from->base;
    request->body = from->body;
    request->trailers = from->trailers;
}

/* Makes `span` a part of a string of our own, which may be there already. */
static void request_own(zend_string **own, crew_span *span)
{
    if (*own == NULL) {
        *own = php_crew_string(*span);
        *span = php_crew_span(*own);
    }
}

static void request_detach(php_crew_http_request *request)
{
    size_t head_size = offsetof(crew_http_head, fields) + request->head->count * sizeof request->head->fields[0];
    crew_span bytes = crew_span_of(request->base, request->head->size);

    request->own_head = emalloc(head_size);
    memcpy(request->own_head, request->head, head_size);
    request->head = request->own_head;
    request_own(&request->own_bytes, &bytes);
    request->base = bytes.ptr;
    request_own(&request->own_body, &request->body);
    request_own(&request->own_trailers, &request->trailers);
}

zend_object *php_crew_http_request_borrow(const crew_http_request *from)
{
    zend_object *object = CREW_G(http_spare_request);

    CREW_G(http_spare_request) = NULL;
    if (object == NULL) {
        object = request_create(php_crew_http_request_ce);
    }
    request_lend(request_from(object), from);
    return object;
}

/* Whether nobody can tell it from a new one, once it is cleared. */
static bool request_is_as_new(php_crew_http_request *request)
{
    return request->std.properties == NULL && !(GC_FLAGS(&request->std) & IS_OBJ_WEAKLY_REFERENCED) && !Z_ISREF_P(request_context(request));
}

static void request_keep_as_spare(php_crew_http_request *request)
{
    zval context;

    ZVAL_COPY_VALUE(&context, request_context(request));
    ZVAL_NULL(request_context(request));
    Z_PROP_FLAG_P(request_context(request)) = 0;
    request_clear(request);
    CREW_G(http_spare_request) = &request->std;
    zval_ptr_dtor(&context);
}

void php_crew_http_request_give_back(zend_object *object)
{
    php_crew_http_request *request = request_from(object);

    if (GC_REFCOUNT(object) > 1) {
        request_detach(request);
        OBJ_RELEASE(object);
    } else if (CREW_G(http_spare_request) == NULL && request_is_as_new(request)) {
        request_keep_as_spare(request);
    } else {
        OBJ_RELEASE(object);
    }
}

zend_object *php_crew_http_request_keep(const crew_http_request *from)
{
    zend_object *object = request_create(php_crew_http_request_ce);

    request_lend(request_from(object), from);
    request_detach(request_from(object));
    return object;
}

void php_crew_http_request_set_body(zend_object *object, zend_string *body, crew_span trailers)
{
    php_crew_http_request *request = request_from(object);

    request_drop(&request->own_body);
    request_drop(&request->own_trailers);
    request->own_body = zend_string_copy(body);
    request->body = php_crew_span(body);
    request->trailers = trailers;
    request_own(&request->own_trailers, &request->trailers);
}

void php_crew_http_request_set_upload(zend_object *object, php_crew_http_upload *upload)
{
    php_crew_http_upload_free(request_from(object)->upload);
    request_from(object)->upload = upload;
}

void php_crew_http_request_set_stream(zend_object *object, php_crew_http_body *body)
{
    request_from(object)->stream = php_crew_http_body_hold(body);
}

/* ---- headers ------------------------------------------------------------------------------------------------------------ */

/* The value of all fields of that name, which is in lower case; false when there is none. */
static bool request_find(const php_crew_http_request *request, crew_span name, zval *value)
{
    int at = crew_http_head_find(request->head, request->base, name, 0);
    smart_str joined = {0};
    crew_span text;
    int next;

    if (at < 0) {
        return false;
    }
    text = request_at(request, request->head->fields[at].value);
    next = crew_http_head_find(request->head, request->base, name, (uint32_t)at + 1);
    if (next < 0) {
        ZVAL_STRINGL_FAST(value, text.ptr, text.len);
        return true;
    }
    smart_str_appendl(&joined, text.ptr, text.len);
    for (; next >= 0; next = crew_http_head_find(request->head, request->base, name, (uint32_t)next + 1)) {
        text = request_at(request, request->head->fields[next].value);
        smart_str_appendl(&joined, php_crew_http_input_separator(name), 2);
        smart_str_appendl(&joined, text.ptr, text.len);
    }
    ZVAL_STR(value, smart_str_extract(&joined));
    return true;
}

zend_string *php_crew_http_request_header(zend_object *object, const char *name)
{
    zval value;

    return request_find(request_from(object), crew_span_str(name), &value) ? Z_STR(value) : NULL;
}

crew_http_method php_crew_http_request_method(zend_object *object)
{
    return (crew_http_method)request_from(object)->head->method_kind;
}

/* The first field of a name that the engine knows; empty when there is none. */
static crew_span request_known(const php_crew_http_request *request, crew_http_known known)
{
    uint16_t place = request->head->known[known];

    return place > 0 ? request_at(request, request->head->fields[place - 1].value) : crew_span_of("", 0);
}

/* What Content-Type says without its parameters. */
static crew_span request_type(const php_crew_http_request *request)
{
    crew_span rest;

    return crew_http_params_begin(request_known(request, CREW_HTTP_CONTENT_TYPE), &rest);
}

static bool request_is_json(const php_crew_http_request *request)
{
    static const char suffix[] = "+json";
    crew_span type = request_type(request);

    return crew_http_same(type, "application/json") ||
           (type.len > sizeof suffix - 1 && crew_http_same(crew_span_skip(type, type.len - (sizeof suffix - 1)), suffix));
}

/* ---- what is parsed ----------------------------------------------------------------------------------------------------- */

static crew_span request_target(const php_crew_http_request *request)
{
    return request_at(request, request->head->target);
}

static crew_http_target_parts request_target_parts(const php_crew_http_request *request)
{
    return crew_http_target_split(request_target(request), request->head->form);
}

/* PHP's decoder reads the NUL at the end of a string, which borrowed bytes do not have. */
static zend_result request_decode_json(php_crew_http_request *request, zval *into, int options)
{
    request_own(&request->own_body, &request->body);
    return php_json_decode_ex(into, request->body.ptr, request->body.len, PHP_JSON_OBJECT_AS_ARRAY | options, PHP_JSON_PARSER_DEFAULT_DEPTH);
}

static void request_make_json(php_crew_http_request *request, zval *into)
{
    if (request_decode_json(request, into, 0) != SUCCESS || Z_TYPE_P(into) != IS_ARRAY) {
        zval_ptr_dtor(into);
        array_init(into);
    }
}

static void request_copy_or_empty(zval *into, zval *from)
{
    if (from != NULL) {
        ZVAL_COPY(into, from);
    } else {
        array_init(into);
    }
}

static void request_make_post(php_crew_http_request *request, zval *into)
{
    if (request_is_json(request)) {
        request_make_json(request, into);
    } else if (crew_http_same(request_type(request), "application/x-www-form-urlencoded")) {
        php_crew_http_input_form(into, request->body);
    } else {
        request_copy_or_empty(into, request->upload != NULL ? php_crew_http_upload_fields(request->upload) : NULL);
    }
}

static void request_make_cookies(php_crew_http_request *request, zval *into)
{
    zval header;

    if (request_find(request, crew_span_str("cookie"), &header)) {
        php_crew_http_input_cookies(into, php_crew_span(Z_STR(header)));
        zval_ptr_dtor(&header);
    } else {
        array_init(into);
    }
}

static void request_make_trailers(php_crew_http_request *request, zval *into)
{
    crew_http_field fields[REQUEST_TRAILERS_MAX];
    uint32_t count;

    (void)crew_http_trailers_parse(fields, REQUEST_TRAILERS_MAX, &count, request->trailers); /* the engine has seen that they are well formed */
    php_crew_http_input_fields(into, request->trailers.ptr, fields, count);
}

static void request_make(php_crew_http_request *request, int which, zval *into)
{
    switch (which) {
    case REQUEST_GET:
        php_crew_http_input_form(into, request_target_parts(request).query);
        break;
    case REQUEST_POST:
        request_make_post(request, into);
        break;
    case REQUEST_FILES:
        request_copy_or_empty(into, request->upload != NULL ? php_crew_http_upload_files(request->upload) : NULL);
        break;
    case REQUEST_HEADERS:
        php_crew_http_input_fields(into, request->base, request->head->fields, request->head->count);
        break;
    case REQUEST_COOKIES:
        request_make_cookies(request, into);
        break;
    default:
        request_make_trailers(request, into);
    }
}

static zval *request_made(php_crew_http_request *request, int which)
{
    if (Z_TYPE(request->made[which]) == IS_UNDEF) {
        request_make(request, which, &request->made[which]);
    }
    return &request->made[which];
}

/* ---- methods ------------------------------------------------------------------------------------------------------------ */

#define THIS_REQUEST request_from(Z_OBJ_P(ZEND_THIS))

static void request_return_span(zval *return_value, crew_span text)
{
    RETVAL_STRINGL_FAST(text.ptr, text.len);
}

/* Parses (?string $name = null, mixed $default = null); false with an exception thrown. */
static bool request_parse_lookup(zend_execute_data *execute_data, zend_string **name, zval **otherwise)
{
    *name = NULL;
    *otherwise = NULL;
    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(*name)
        Z_PARAM_ZVAL(*otherwise)
    ZEND_PARSE_PARAMETERS_END_EX(return false);
    return true;
}

static void request_return_found(zval *return_value, zval *found, zval *otherwise)
{
    if (found != NULL) {
        RETURN_COPY_DEREF(found);
    }
    if (otherwise != NULL) {
        RETURN_COPY(otherwise);
    }
    RETURN_NULL();
}

/* One of an array, or all of it. */
static void request_return_lookup(zval *return_value, zval *all, zend_string *name, zval *otherwise)
{
    if (name == NULL) {
        RETURN_COPY(all);
    }
    request_return_found(return_value, zend_symtable_find(Z_ARRVAL_P(all), name), otherwise);
}

ZEND_METHOD(Crew_Http_Request, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    (void)request_get_constructor(Z_OBJ_P(ZEND_THIS)); /* which 'new' has asked; PDO::FETCH_CLASS comes here straight */
}

ZEND_METHOD(Crew_Http_Request, method)
{
    ZEND_PARSE_PARAMETERS_NONE();
    request_return_span(return_value, request_at(THIS_REQUEST, THIS_REQUEST->head->method));
}

ZEND_METHOD(Crew_Http_Request, uri)
{
    ZEND_PARSE_PARAMETERS_NONE();
    request_return_span(return_value, request_target(THIS_REQUEST));
}

ZEND_METHOD(Crew_Http_Request, path)
{
    ZEND_PARSE_PARAMETERS_NONE();
    request_return_span(return_value, request_target_parts(THIS_REQUEST).path);
}

ZEND_METHOD(Crew_Http_Request, queryString)
{
    ZEND_PARSE_PARAMETERS_NONE();
    request_return_span(return_value, request_target_parts(THIS_REQUEST).query);
}

ZEND_METHOD(Crew_Http_Request, get)
{
    zend_string *name;
    zval *otherwise;

    if (request_parse_lookup(execute_data, &name, &otherwise)) {
        request_return_lookup(return_value, request_made(THIS_REQUEST, REQUEST_GET), name, otherwise);
    }
}

ZEND_METHOD(Crew_Http_Request, post)
{
    zend_string *name;
    zval *otherwise;

    if (request_parse_lookup(execute_data, &name, &otherwise)) {
        request_return_lookup(return_value, request_made(THIS_REQUEST, REQUEST_POST), name, otherwise);
    }
}

ZEND_METHOD(Crew_Http_Request, header)
{
    zend_string *name, *lower;
    zval *otherwise;
    zval found;
    bool is_found;

    if (!request_parse_lookup(execute_data, &name, &otherwise)) {
        RETURN_THROWS();
    }
    if (name == NULL) {
        request_return_lookup(return_value, request_made(THIS_REQUEST, REQUEST_HEADERS), NULL, NULL);
        return;
    }
    lower = zend_string_tolower(name);
    is_found = request_find(THIS_REQUEST, php_crew_span(lower), &found);
    zend_string_release(lower);
    if (is_found) {
        RETURN_COPY_VALUE(&found);
    }
    request_return_found(return_value, NULL, otherwise);
}

ZEND_METHOD(Crew_Http_Request, cookie)
{
    zend_string *name;
    zval *otherwise;

    if (request_parse_lookup(execute_data, &name, &otherwise)) {
        request_return_lookup(return_value, request_made(THIS_REQUEST, REQUEST_COOKIES), name, otherwise);
    }
}

ZEND_METHOD(Crew_Http_Request, file)
{
    zend_string *name = NULL;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR_OR_NULL(name)
    ZEND_PARSE_PARAMETERS_END();
    request_return_lookup(return_value, request_made(THIS_REQUEST, REQUEST_FILES), name, NULL);
}

/* Without ":8080" at its end; the colons of "[::1]" are none of a port. */
static crew_span request_without_port(crew_span host)
{
    size_t length = host.len;

    while (length > 0 && crew_http_char_is_digit(host.ptr[length - 1])) {
        length--;
    }
    return length > 0 && host.ptr[length - 1] == ':' ? crew_span_of(host.ptr, length - 1) : host;
}

ZEND_METHOD(Crew_Http_Request, host)
{
    bool without_port = false;
    crew_span host;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_BOOL(without_port)
    ZEND_PARSE_PARAMETERS_END();

    host = request_target_parts(THIS_REQUEST).authority; /* what is in the target counts, RFC 9112 section 3.2.2 */
    if (host.len == 0) {
        host = request_known(THIS_REQUEST, CREW_HTTP_HOST);
    }
    if (host.len == 0) {
        RETURN_NULL();
    }
    request_return_span(return_value, without_port ? request_without_port(host) : host);
}

ZEND_METHOD(Crew_Http_Request, protocolVersion)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRING(THIS_REQUEST->head->minor_version == 0 ? "1.0" : "1.1");
}

ZEND_METHOD(Crew_Http_Request, rawHead)
{
    const crew_http_head *head = THIS_REQUEST->head;

    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRINGL(THIS_REQUEST->base + head->method.at, head->size - head->method.at); /* empty lines may stand before it */
}

ZEND_METHOD(Crew_Http_Request, rawBody)
{
    ZEND_PARSE_PARAMETERS_NONE();
    request_own(&THIS_REQUEST->own_body, &THIS_REQUEST->body);
    RETURN_STR_COPY(THIS_REQUEST->own_body);
}

ZEND_METHOD(Crew_Http_Request, stream)
{
    php_crew_http_request *request = THIS_REQUEST;
    php_stream *stream;

    ZEND_PARSE_PARAMETERS_NONE();
    if (request->stream != NULL) {
        php_crew_http_body_stream(request->stream, return_value);
        return;
    }
    request_own(&request->own_body, &request->body);
    stream = php_stream_memory_open(TEMP_STREAM_READONLY, request->own_body);
    php_stream_to_zval(stream, return_value);
}

ZEND_METHOD(Crew_Http_Request, trailer)
{
    zend_string *name, *lower;
    zval *otherwise;

    if (!request_parse_lookup(execute_data, &name, &otherwise)) {
        RETURN_THROWS();
    }
    lower = name != NULL ? zend_string_tolower(name) : NULL;
    request_return_lookup(return_value, request_made(THIS_REQUEST, REQUEST_TRAILERS), lower, otherwise);
    if (lower != NULL) {
        zend_string_release(lower);
    }
}

ZEND_METHOD(Crew_Http_Request, isJson)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(request_is_json(THIS_REQUEST));
}

ZEND_METHOD(Crew_Http_Request, json)
{
    ZEND_PARSE_PARAMETERS_NONE();
    (void)request_decode_json(THIS_REQUEST, return_value, PHP_JSON_THROW_ON_ERROR);
}

void php_crew_http_request_minit(void)
{
    php_crew_http_request_ce = register_class_Crew_Http_Request();
    php_crew_http_request_ce->create_object = request_create;
    memcpy(&request_handlers, &std_object_handlers, sizeof request_handlers);
    request_handlers.offset = offsetof(php_crew_http_request, std);
    request_handlers.free_obj = request_free;
    request_handlers.clone_obj = NULL;
    request_handlers.get_constructor = request_get_constructor;
    request_handlers.get_gc = request_get_gc;
}
