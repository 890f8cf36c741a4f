/*
 * php_http_input: what a request says in pairs of names and values as PHP arrays, each with one pass over the bytes.
 */
#ifndef PHP_CREW_HTTP_INPUT_H
#define PHP_CREW_HTTP_INPUT_H

#include "php.h"

#include "core/base/span.h"
#include "core/proto/http_head.h"

/* Sets array[name] as PHP does in $_GET: brackets make arrays, up to max_input_nesting_level. `value` is taken over. */
void php_crew_http_input_set(zval *array, crew_span name, zval *value);

/* "a=1&b[]=2", of which no more than max_input_vars are taken. `array` is set to a new array. */
void php_crew_http_input_form(zval *array, crew_span text);

/* A Cookie header's value; the first of a name counts. */
void php_crew_http_input_cookies(zval *array, crew_span text);

/* A string that is decoded from `raw`. */
zend_string *php_crew_http_input_decode(crew_span raw, bool plus_is_space);

/* Fields by their names in lower case; several of one name are joined. */
void php_crew_http_input_fields(zval *array, const char *base, const crew_http_field *fields, uint32_t count);

/* What joins two values of that name, which is in lower case. */
const char *php_crew_http_input_separator(crew_span name);

#endif
