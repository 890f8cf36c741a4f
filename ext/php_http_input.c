/*
 * php_http_input: see php_http_input.h.
 */
#include "ext/php_http_input.h"

#include "php_main.h"
#include "php_variables.h"

#include "core/proto/http_chars.h"
#include "core/proto/http_form.h"

zend_string *php_crew_http_input_decode(crew_span raw, bool plus_is_space)
{
    zend_string *text = zend_string_alloc(raw.len, false);
    size_t length = crew_http_decode(ZSTR_VAL(text), raw, plus_is_space);

    if (length < raw.len) {
        text = zend_string_truncate(text, length, false);
    }
    ZSTR_VAL(text)[length] = '\0';
    return text;
}

void php_crew_http_input_set(zval *array, crew_span name, zval *value)
{
    char *text = estrndup(name.ptr, name.len);

    php_register_variable_ex(text, value, array);
    efree(text);
}

void php_crew_http_input_form(zval *array, crew_span text)
{
    crew_http_pair pair;
    zend_long left = PG(max_input_vars);

    array_init(array);
    while (left-- > 0 && crew_http_form_next(&text, &pair)) {
        zend_string *name = php_crew_http_input_decode(pair.name, true);
        zval value;

        ZVAL_STR(&value, php_crew_http_input_decode(pair.value, true));
        php_register_variable_ex(ZSTR_VAL(name), &value, array);
        zend_string_release(name);
    }
}

void php_crew_http_input_cookies(zval *array, crew_span text)
{
    crew_http_pair pair;
    zend_long left = PG(max_input_vars);

    array_init(array);
    while (left-- > 0 && crew_http_cookie_next(&text, &pair)) {
        zend_string *name = zend_string_init(pair.name.ptr, pair.name.len, false);

        if (!zend_symtable_exists(Z_ARRVAL_P(array), name)) {
            zval value;

            ZVAL_STR(&value, php_crew_http_input_decode(pair.value, false));
            zend_symtable_update(Z_ARRVAL_P(array), name, &value);
        }
        zend_string_release(name);
    }
}

const char *php_crew_http_input_separator(crew_span name)
{
    return crew_http_same(name, "cookie") ? "; " : ", ";
}

void php_crew_http_input_fields(zval *array, const char *base, const crew_http_field *fields, uint32_t count)
{
    array_init_size(array, count);
    for (uint32_t i = 0; i < count; i++) {
        crew_span text = crew_http_at(base, fields[i].value);
        zend_string *name = zend_string_alloc(fields[i].name.len, false);
        zval value, *before;

        zend_str_tolower_copy(ZSTR_VAL(name), base + fields[i].name.at, fields[i].name.len);
        before = zend_symtable_find(Z_ARRVAL_P(array), name);
        if (before == NULL) {
            ZVAL_STRINGL_FAST(&value, text.ptr, text.len);
        } else {
            const char *separator = php_crew_http_input_separator(crew_span_of(ZSTR_VAL(name), ZSTR_LEN(name)));

            ZVAL_STR(&value, zend_string_concat3(Z_STRVAL_P(before), Z_STRLEN_P(before), separator, 2, text.ptr, text.len));
        }
        zend_symtable_update(Z_ARRVAL_P(array), name, &value);
        zend_string_release(name);
    }
}
