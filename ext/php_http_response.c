/*
 * php_http_response: Crew\Http\Response. Headers are kept as the lines they are sent as; php_http_send.c sends it.
 */
#include "ext/php_http.h"
#include "ext/php_http_response.h"

#include "php_main.h"
#include "zend_exceptions.h"
#include "zend_virtual_cwd.h"

#include <errno.h>
#include <fcntl.h>
#ifndef PHP_WIN32
#include <unistd.h>
#endif

#include "ext/standard/url.h"

#include "core/proto/http_chars.h"
#include "core/proto/http_set_cookie.h"
#include "ext/php_compat.h"
#include "ext/php_crew.h"
#include "ext/php_http_lines.h"

#include "stubs/http_response_arginfo.h"

#define RESPONSE_STATUS_FIRST 200
#define RESPONSE_STATUS_LAST 599

zend_class_entry *php_crew_http_response_ce;

static zend_object_handlers response_handlers;

#define THIS_RESPONSE php_crew_http_response_from(Z_OBJ_P(ZEND_THIS))
#define RETURN_THIS() RETURN_OBJ_COPY(Z_OBJ_P(ZEND_THIS))

/* ---- its life ----------------------------------------------------------------------------------------------------------- */

static zend_object *response_create(zend_class_entry *ce)
{
    php_crew_http_response *response = zend_object_alloc(sizeof *response, ce);

    memset(response, 0, offsetof(php_crew_http_response, std));
    response->status = 200;
    response->fd = -1;
    zend_object_std_init(&response->std, ce);
    object_properties_init(&response->std, ce);
    response->std.handlers = &response_handlers;
    return &response->std;
}

static void response_set_string(zend_string **place, zend_string *string)
{
    if (*place != NULL) {
        zend_string_release(*place);
    }
    *place = string != NULL && ZSTR_LEN(string) > 0 ? zend_string_copy(string) : NULL;
}

static void response_close(php_crew_http_response *response)
{
    if (response->fd >= 0) {
        close(response->fd);
        response->fd = -1;
    }
    response_set_string(&response->path, NULL);
}

static void response_free(zend_object *object)
{
    php_crew_http_response *response = php_crew_http_response_from(object);

    response_close(response);
    response_set_string(&response->reason, NULL);
    response_set_string(&response->body, NULL);
    smart_str_free(&response->lines);
    zend_object_std_dtor(object);
}

/* ---- status and headers ------------------------------------------------------------------------------------------------- */

static bool response_set_status(php_crew_http_response *response, zend_long status, uint32_t argument)
{
    if (status < RESPONSE_STATUS_FIRST || status > RESPONSE_STATUS_LAST) {
        zend_argument_value_error(argument, "must be a status from %d to %d", RESPONSE_STATUS_FIRST, RESPONSE_STATUS_LAST);
        return false;
    }
    response->status = (int)status;
    return true;
}

/* After a change of the lines. "Connection: close" is no line but a wish. */
static void response_note(php_crew_http_response *response)
{
    response->has &= CREW_HTTP_HAS_CLOSE;
    response->has |= php_crew_http_lines_has(&response->lines, "date") ? CREW_HTTP_HAS_DATE : 0;
    response->has |= php_crew_http_lines_has(&response->lines, "server") ? CREW_HTTP_HAS_SERVER : 0;
    if (php_crew_http_lines_has(&response->lines, "connection")) {
        response->has |= CREW_HTTP_HAS_CLOSE;
        php_crew_http_lines_remove(&response->lines, crew_span_str("connection"));
    }
}

crew_http_answer php_crew_http_response_answer(zend_object *object)
{
    php_crew_http_response *response = php_crew_http_response_from(object);

    return (crew_http_answer){
        .status = response->status,
        .reason = response->reason != NULL ? php_crew_span(response->reason) : crew_span_of("", 0),
        .fields = php_crew_http_lines_all(&response->lines),
        .has = response->has,
    };
}

bool php_crew_http_response_has_body(zend_object *object)
{
    return php_crew_http_response_from(object)->body != NULL || php_crew_http_response_from(object)->fd >= 0;
}

ZEND_METHOD(Crew_Http_Response, __construct)
{
    php_crew_http_response *response = THIS_RESPONSE;
    zend_long status = 200;
    HashTable *headers = NULL;
    zend_string *body = NULL;

    ZEND_PARSE_PARAMETERS_START(0, 3)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(status)
        Z_PARAM_ARRAY_HT(headers)
        Z_PARAM_STR(body)
    ZEND_PARSE_PARAMETERS_END();

    if (!response_set_status(response, status, 1)) {
        RETURN_THROWS();
    }
    if (headers != NULL) {
        (void)php_crew_http_lines_set_all(&response->lines, headers, 2);
        response_note(response);
    }
    response_set_string(&response->body, body);
}

ZEND_METHOD(Crew_Http_Response, withStatus)
{
    zend_long status;
    zend_string *reason = NULL;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_LONG(status)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(reason)
    ZEND_PARSE_PARAMETERS_END();

    if (reason != NULL && !crew_http_is_value(php_crew_span(reason))) {
        zend_throw_exception(php_crew_header_exception_ce, "The reason of a status has a control character", 0);
        RETURN_THROWS();
    }
    if (!response_set_status(THIS_RESPONSE, status, 1)) {
        RETURN_THROWS();
    }
    response_set_string(&THIS_RESPONSE->reason, reason);
    RETURN_THIS();
}

ZEND_METHOD(Crew_Http_Response, getStatusCode)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(THIS_RESPONSE->status);
}

ZEND_METHOD(Crew_Http_Response, getReasonPhrase)
{
    ZEND_PARSE_PARAMETERS_NONE();
    if (THIS_RESPONSE->reason != NULL) {
        RETURN_STR_COPY(THIS_RESPONSE->reason);
    }
    RETURN_STRING(crew_http_reason(THIS_RESPONSE->status));
}

ZEND_METHOD(Crew_Http_Response, header)
{
    zend_string *name;
    zval *value;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR(name)
        Z_PARAM_ZVAL(value)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_crew_http_lines_set(&THIS_RESPONSE->lines, php_crew_span(name), value, true)) {
        RETURN_THROWS();
    }
    response_note(THIS_RESPONSE);
    RETURN_THIS();
}

ZEND_METHOD(Crew_Http_Response, withHeaders)
{
    HashTable *headers;
    bool is_set;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(headers)
    ZEND_PARSE_PARAMETERS_END();

    is_set = php_crew_http_lines_set_all(&THIS_RESPONSE->lines, headers, 1);
    response_note(THIS_RESPONSE);
    if (!is_set) {
        RETURN_THROWS();
    }
    RETURN_THIS();
}

ZEND_METHOD(Crew_Http_Response, withoutHeader)
{
    zend_string *name;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();

    php_crew_http_lines_remove(&THIS_RESPONSE->lines, php_crew_span(name));
    if (crew_http_same(php_crew_span(name), "connection")) {
        THIS_RESPONSE->has &= ~(unsigned)CREW_HTTP_HAS_CLOSE;
    }
    response_note(THIS_RESPONSE);
    RETURN_THIS();
}

/* The headers as an array: name => value, or name => list where there are several. */
static void response_headers(php_crew_http_response *response, zval *into)
{
    crew_span rest = php_crew_http_lines_all(&response->lines);
    crew_span name, value;

    array_init(into);
    while (php_crew_http_lines_next(&rest, &name, &value)) {
        zval *before = zend_symtable_str_find(Z_ARRVAL_P(into), name.ptr, name.len);
        zval text;

        ZVAL_STRINGL(&text, value.ptr, value.len);
        if (before == NULL) {
            zend_symtable_str_update(Z_ARRVAL_P(into), name.ptr, name.len, &text);
            continue;
        }
        if (Z_TYPE_P(before) == IS_STRING) {
            zval first;

            ZVAL_COPY_VALUE(&first, before);
            array_init_size(before, 2);
            add_next_index_zval(before, &first);
        }
        add_next_index_zval(before, &text);
    }
    if ((response->has & CREW_HTTP_HAS_CLOSE) != 0) {
        add_assoc_string(into, "Connection", "close");
    }
}

ZEND_METHOD(Crew_Http_Response, getHeaders)
{
    ZEND_PARSE_PARAMETERS_NONE();
    response_headers(THIS_RESPONSE, return_value);
}

/* All values of that name, joined; nothing in `joined` when there is none. */
static void response_join(php_crew_http_response *response, zend_string *wanted, smart_str *joined)
{
    crew_span rest = php_crew_http_lines_all(&response->lines);
    crew_span name, value;
    bool is_first = true;

    while (php_crew_http_lines_next(&rest, &name, &value)) {
        if (zend_binary_strcasecmp(name.ptr, name.len, ZSTR_VAL(wanted), ZSTR_LEN(wanted)) == 0) {
            smart_str_appends(joined, is_first ? "" : ", ");
            smart_str_appendl(joined, value.ptr, value.len);
            is_first = false;
        }
    }
}

ZEND_METHOD(Crew_Http_Response, getHeader)
{
    smart_str joined = {0};
    zend_string *name;
    crew_span value;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();

    if (crew_http_same(php_crew_span(name), "connection") && (THIS_RESPONSE->has & CREW_HTTP_HAS_CLOSE) != 0) {
        RETURN_STRING("close");
    }
    if (!php_crew_http_lines_find(&THIS_RESPONSE->lines, php_crew_span(name), &value)) {
        RETURN_NULL();
    }
    response_join(THIS_RESPONSE, name, &joined);
    RETURN_STR(smart_str_extract(&joined));
}

/* ---- cookies ------------------------------------------------------------------------------------------------------------ */

static bool response_same_site(zend_string *text, crew_http_same_site *same_site)
{
    static const char *const names[] = {
        [CREW_HTTP_SAME_SITE_UNSAID] = "",
        [CREW_HTTP_SAME_SITE_LAX] = "lax",
        [CREW_HTTP_SAME_SITE_STRICT] = "strict",
        [CREW_HTTP_SAME_SITE_NONE] = "none",
    };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (crew_http_same(text != NULL ? php_crew_span(text) : crew_span_of("", 0), names[i])) {
            *same_site = (crew_http_same_site)i;
            return true;
        }
    }
    zend_argument_value_error(8, "must be one of \"Lax\", \"Strict\", \"None\" and \"\"");
    return false;
}

static bool response_add_cookie(php_crew_http_response *response, const crew_http_set_cookie *cookie)
{
    char *text = emalloc(CREW_HTTP_SET_COOKIE_SIZE);
    long length = crew_http_set_cookie_write(text, cookie);

    if (length < 0) {
        zend_throw_exception(php_crew_header_exception_ce, crew_http_set_cookie_words((crew_http_cookie_problem)-length), 0);
    } else {
        php_crew_http_lines_put(&response->lines, "Set-Cookie", crew_span_of(text, (size_t)length));
    }
    efree(text);
    return length >= 0;
}

static crew_span response_span(const zend_string *string)
{
    return string != NULL ? php_crew_span(string) : crew_span_of("", 0);
}

ZEND_METHOD(Crew_Http_Response, cookie)
{
    zend_string *name, *encoded;
    zend_string *value = NULL, *path = NULL, *domain = NULL, *same_site = NULL;
    zend_long max_age = 0;
    bool lasts_a_session = true, secure = false, http_only = false;
    crew_http_set_cookie cookie = {0};
    bool is_added;

    ZEND_PARSE_PARAMETERS_START(1, 8)
        Z_PARAM_STR(name)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(value)
        Z_PARAM_LONG_OR_NULL(max_age, lasts_a_session)
        Z_PARAM_STR(path)
        Z_PARAM_STR(domain)
        Z_PARAM_BOOL(secure)
        Z_PARAM_BOOL(http_only)
        Z_PARAM_STR(same_site)
    ZEND_PARSE_PARAMETERS_END();

    if (!response_same_site(same_site, &cookie.same_site)) {
        RETURN_THROWS();
    }
    encoded = value != NULL ? php_raw_url_encode(ZSTR_VAL(value), ZSTR_LEN(value)) : ZSTR_EMPTY_ALLOC();
    cookie.name = php_crew_span(name);
    cookie.value = php_crew_span(encoded);
    cookie.path = response_span(path);
    cookie.domain = response_span(domain);
    cookie.max_age = max_age;
    cookie.has_max_age = !lasts_a_session;
    cookie.is_secure = secure;
    cookie.is_http_only = http_only;
    is_added = response_add_cookie(THIS_RESPONSE, &cookie);
    zend_string_release(encoded);
    if (!is_added) {
        RETURN_THROWS();
    }
    RETURN_THIS();
}

/* ---- the body ----------------------------------------------------------------------------------------------------------- */

ZEND_METHOD(Crew_Http_Response, withBody)
{
    zend_string *body;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(body)
    ZEND_PARSE_PARAMETERS_END();

    response_close(THIS_RESPONSE);
    response_set_string(&THIS_RESPONSE->body, body);
    RETURN_THIS();
}

ZEND_METHOD(Crew_Http_Response, rawBody)
{
    ZEND_PARSE_PARAMETERS_NONE();
    if (THIS_RESPONSE->body == NULL) {
        RETURN_EMPTY_STRING();
    }
    RETURN_STR_COPY(THIS_RESPONSE->body);
}

/* A descriptor of a regular file; -1 with the reason. It does not wait for whoever would open the other end of a pipe. */
static int response_open(const char *path, const char **reason)
{
    int fd = php_check_open_basedir_ex(path, 0) == 0 ? VCWD_OPEN(path, O_RDONLY | PHP_CREW_O_BINARY | PHP_CREW_O_CLOEXEC | PHP_CREW_O_NONBLOCK) : -2;
    zend_stat_t status;

    if (fd == -2) {
        *reason = "open_basedir does not allow it";
    } else if (fd < 0) {
        *reason = strerror(errno);
    } else if (zend_fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        fd = -1;
        *reason = "it is no regular file";
    }
    return MAX(fd, -1);
}

ZEND_METHOD(Crew_Http_Response, withFile)
{
    php_crew_http_response *response = THIS_RESPONSE;
    zend_string *path;
    zend_long offset = 0, length = 0;
    const char *reason = "";
    int fd;

    ZEND_PARSE_PARAMETERS_START(1, 3)
        Z_PARAM_PATH_STR(path)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(offset)
        Z_PARAM_LONG(length)
    ZEND_PARSE_PARAMETERS_END();

    if (offset < 0 || length < 0) {
        zend_argument_value_error(offset < 0 ? 2 : 3, "must not be negative");
        RETURN_THROWS();
    }
    fd = response_open(ZSTR_VAL(path), &reason);
    if (fd < 0) {
        php_crew_throw_words("Cannot send the file \"%s\": %s", ZSTR_VAL(path), reason);
        RETURN_THROWS();
    }
    response_close(response);
    response_set_string(&response->body, NULL);
    response_set_string(&response->path, path);
    response->fd = fd;
    response->offset = (uint64_t)offset;
    response->length = (uint64_t)length;
    response->is_part = offset > 0 || length > 0;
    RETURN_THIS();
}

ZEND_METHOD(Crew_Http_Response, gzip)
{
    bool on = true;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_BOOL(on)
    ZEND_PARSE_PARAMETERS_END();

    THIS_RESPONSE->gzip = on ? PHP_CREW_GZIP_ON : PHP_CREW_GZIP_OFF;
    RETURN_THIS();
}

void php_crew_http_response_minit(void)
{
    php_crew_http_response_ce = register_class_Crew_Http_Response();
    php_crew_http_response_ce->create_object = response_create;
    memcpy(&response_handlers, &std_object_handlers, sizeof response_handlers);
    response_handlers.offset = offsetof(php_crew_http_response, std);
    response_handlers.free_obj = response_free;
    response_handlers.clone_obj = NULL;
}
