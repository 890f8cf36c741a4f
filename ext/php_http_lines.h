/*
 * php_http_lines: header fields as they are sent, whole lines "Name: value" CR LF in one text, so that sending them is no work. What is added is
 * checked: no value can end its line.
 */
#ifndef PHP_CREW_HTTP_LINES_H
#define PHP_CREW_HTTP_LINES_H

#include "php.h"
#include "zend_smart_str.h"

#include "core/base/span.h"

static inline crew_span php_crew_span(const zend_string *string)
{
    return crew_span_of(ZSTR_VAL(string), ZSTR_LEN(string));
}

/* A string of those bytes, counted; an empty span may have no address at all. */
static inline zend_string *php_crew_string(crew_span bytes)
{
    return bytes.len > 0 ? zend_string_init(bytes.ptr, bytes.len, false) : ZSTR_EMPTY_ALLOC();
}

/* All lines; empty when there are none. */
crew_span php_crew_http_lines_all(const smart_str *lines);

/* Adds a line. False with a Crew\HeaderException thrown when name or value cannot be sent, or when the name is one that the engine writes. */
bool php_crew_http_lines_add(smart_str *lines, crew_span name, crew_span value);

/* Adds a line that needs no check. */
void php_crew_http_lines_put(smart_str *lines, const char *name, crew_span value);

/*
 * Adds a line for a string, or one for each of an array of strings, in place of those of that name when `replaces`. Numbers are taken for strings. False
 * with an exception thrown; what was there of that name stays then.
 */
bool php_crew_http_lines_set(smart_str *lines, crew_span name, zval *value, bool replaces);

/* The same for each of name => value. False at the first that cannot be set. */
bool php_crew_http_lines_set_all(smart_str *lines, HashTable *headers, uint32_t argument);

void php_crew_http_lines_remove(smart_str *lines, crew_span name);

/*
 * Takes the next line off the front of `rest`, which began as all lines. False when none is left.
 */
bool php_crew_http_lines_next(crew_span *rest, crew_span *name, crew_span *value);

/* The first of that name, compared without case. */
bool php_crew_http_lines_find(const smart_str *lines, crew_span name, crew_span *value);

static inline bool php_crew_http_lines_has(const smart_str *lines, const char *name)
{
    crew_span value;

    return php_crew_http_lines_find(lines, crew_span_str(name), &value);
}

#endif
