/*
 * json: writes JSON piece by piece, and finds values in JSON that we have written ourselves. No tree is built: a value is the span of its
 * text. Text that is not UTF-8 is written with U+FFFD in place of what is wrong, so that every reader takes it.
 */
#ifndef CREW_BASE_JSON_H
#define CREW_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/span.h"

typedef struct crew_json {
    crew_buf **out;
    bool needs_comma;
} crew_json;

/* What is written is appended to *out. */
void crew_json_init(crew_json *json, crew_buf **out);

/* Each of these writes one value, with its key within an object and with NULL elsewhere. `bracket` is one of {[ and }]. */
void crew_json_open(crew_json *json, const char *key, char bracket);
void crew_json_close(crew_json *json, char bracket);
void crew_json_text(crew_json *json, const char *key, const char *text); /* NULL: null */
void crew_json_number(crew_json *json, const char *key, int64_t number);
void crew_json_seconds(crew_json *json, const char *key, int64_t ms); /* 1.234; null when negative */
void crew_json_bool(crew_json *json, const char *key, bool value);
void crew_json_null(crew_json *json, const char *key);
void crew_json_raw(crew_json *json, const char *key, crew_span value);

/* The value of a key in an object, of length 0 when there is none. */
crew_span crew_json_find(crew_span object, const char *key);

/* What is between the brackets of an array, for crew_json_next; of length 0 when it is none. */
crew_span crew_json_elements(crew_span array);

/* Takes the first of the elements. False when there is none left. */
bool crew_json_next(crew_span *elements, crew_span *element);

/* A value as a number, 0 when it is none. */
double crew_json_to_number(crew_span value);

/* Copies a text, cut to fit; "" when the value is none. Returns `text`. */
const char *crew_json_to_text(crew_span value, char *text, size_t size);

#endif
