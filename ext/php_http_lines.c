/*
 * php_http_lines: see php_http_lines.h.
 */
#include "ext/php_http_lines.h"

#include "ext/php_crew.h"

#include "zend_exceptions.h"
#include "zend_interfaces.h"

#include "core/proto/http_chars.h"
#include "core/proto/http_head.h"

crew_span php_crew_http_lines_all(const smart_str *lines)
{
    return lines->s != NULL ? php_crew_span(lines->s) : crew_span_of("", 0);
}

/* ---- what may be sent --------------------------------------------------------------------------------------------------- */

#define LINES_SHOWN 60 /* bytes of a value that an exception shows */

static void lines_throw(const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 1, 2);
static void lines_throw(const char *format, ...)
{
    va_list args;
    zend_string *text;

    va_start(args, format);
    text = zend_vstrpprintf(0, format, args);
    va_end(args);
    zend_throw_exception(php_crew_header_exception_ce, ZSTR_VAL(text), 0);
    zend_string_release(text);
}

/* Its first bytes, those that are no printable ASCII escaped. */
static zend_string *lines_show(crew_span text)
{
    smart_str shown = {0};

    smart_str_append_escaped(&shown, text.ptr, MIN(text.len, LINES_SHOWN));
    if (text.len > LINES_SHOWN) {
        smart_str_appends(&shown, "...");
    }
    smart_str_0(&shown);
    return shown.s != NULL ? shown.s : ZSTR_EMPTY_ALLOC();
}

static bool lines_check_name(crew_span name)
{
    zend_string *shown;

    if (crew_http_same(name, "content-length") || crew_http_same(name, "transfer-encoding")) {
        lines_throw("The header %.*s is the server's own: it follows from the body", (int)name.len, name.ptr);
        return false;
    }
    if (crew_http_is_token(name)) {
        return true;
    }
    shown = lines_show(name);
    lines_throw("The header name \"%s\" is no token", ZSTR_VAL(shown));
    zend_string_release(shown);
    return false;
}

static bool lines_check_value(crew_span name, crew_span value)
{
    zend_string *shown;

    if (crew_http_same(name, "connection") && !crew_http_same(value, "close")) {
        lines_throw("The header Connection is the server's own: only \"close\" can be asked for");
        return false;
    }
    if (crew_http_is_value(value)) {
        return true;
    }
    shown = lines_show(value);
    lines_throw("The value of the header %.*s has a control character: \"%s\"", (int)name.len, name.ptr, ZSTR_VAL(shown));
    zend_string_release(shown);
    return false;
}

/* ---- lines -------------------------------------------------------------------------------------------------------------- */

static void lines_put(smart_str *lines, crew_span name, crew_span value)
{
    smart_str_appendl(lines, name.ptr, name.len);
    smart_str_appendl(lines, ": ", 2);
    smart_str_appendl(lines, value.ptr, value.len);
    smart_str_appendl(lines, "\r\n", 2);
}

void php_crew_http_lines_put(smart_str *lines, const char *name, crew_span value)
{
    lines_put(lines, crew_span_str(name), value);
}

bool php_crew_http_lines_add(smart_str *lines, crew_span name, crew_span value)
{
    if (!lines_check_name(name) || !lines_check_value(name, value)) {
        return false;
    }
    lines_put(lines, name, value);
    return true;
}

/* The line begins at its name, whose value is followed by CR LF. */
bool php_crew_http_lines_next(crew_span *rest, crew_span *name, crew_span *value)
{
    if (rest->len == 0) {
        return false;
    }
    *name = crew_http_cut(rest, ':');
    *value = crew_http_cut(rest, '\n');
    *value = crew_span_of(value->ptr + 1, value->len - 2); /* a blank before it, a CR behind it */
    return true;
}

static bool lines_same_name(crew_span a, crew_span b)
{
    return a.len == b.len && zend_binary_strcasecmp(a.ptr, a.len, b.ptr, b.len) == 0;
}

bool php_crew_http_lines_find(const smart_str *lines, crew_span name, crew_span *value)
{
    crew_span rest = php_crew_http_lines_all(lines);
    crew_span found;

    while (php_crew_http_lines_next(&rest, &found, value)) {
        if (lines_same_name(found, name)) {
            return true;
        }
    }
    return false;
}

void php_crew_http_lines_remove(smart_str *lines, crew_span name)
{
    crew_span rest = php_crew_http_lines_all(lines);
    crew_span found, value;
    smart_str kept = {0};

    if (!php_crew_http_lines_find(lines, name, &value)) {
        return;
    }
    while (php_crew_http_lines_next(&rest, &found, &value)) {
        if (!lines_same_name(found, name)) {
            lines_put(&kept, found, value);
        }
    }
    smart_str_free(lines);
    *lines = kept;
}

/* ---- from PHP's values -------------------------------------------------------------------------------------------------- */

static bool lines_add_zval(smart_str *lines, crew_span name, zval *value)
{
    zend_string *text, *temporary;
    bool is_added;

    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_STRING && Z_TYPE_P(value) != IS_LONG && Z_TYPE_P(value) != IS_DOUBLE &&
        (Z_TYPE_P(value) != IS_OBJECT || !zend_class_implements_interface(Z_OBJCE_P(value), zend_ce_stringable))) {
        zend_type_error("The value of the header %.*s must be a string, %s given", (int)name.len, name.ptr, zend_zval_type_name(value));
        return false;
    }
    text = zval_try_get_tmp_string(value, &temporary);
    if (text == NULL) {
        return false;
    }
    is_added = php_crew_http_lines_add(lines, name, php_crew_span(text));
    zend_tmp_string_release(temporary);
    return is_added;
}

/* The list is held: __toString of one of its values may assign to the variable that it is in. */
static bool lines_add_each(smart_str *lines, crew_span name, zval *value)
{
    bool is_added = true;
    zval list;
    zval *one;

    if (Z_TYPE_P(value) != IS_ARRAY) {
        return lines_add_zval(lines, name, value);
    }
    ZVAL_COPY(&list, value);
    ZEND_HASH_FOREACH_VAL(Z_ARRVAL(list), one) {
        if (!lines_add_zval(lines, name, one)) {
            is_added = false;
            break;
        }
    } ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&list);
    return is_added;
}

bool php_crew_http_lines_set(smart_str *lines, crew_span name, zval *value, bool replaces)
{
    smart_str added = {0};

    ZVAL_DEREF(value);
    if (!lines_check_name(name) || !lines_add_each(&added, name, value)) {
        smart_str_free(&added);
        return false;
    }
    if (replaces) {
        php_crew_http_lines_remove(lines, name);
    }
    if (added.s != NULL) {
        smart_str_append_smart_str(lines, &added);
    }
    smart_str_free(&added);
    return true;
}

bool php_crew_http_lines_set_all(smart_str *lines, HashTable *headers, uint32_t argument)
{
    zend_string *name;
    zval *value;

    ZEND_HASH_FOREACH_STR_KEY_VAL(headers, name, value) {
        if (name == NULL) {
            zend_argument_value_error(argument, "must have the names of headers as its keys");
            return false;
        }
        if (!php_crew_http_lines_set(lines, php_crew_span(name), value, true)) {
            return false;
        }
    } ZEND_HASH_FOREACH_END();
    return true;
}
