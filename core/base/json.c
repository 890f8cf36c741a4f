/*
 * json: see json.h.
 */
#include "core/base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/utf8.h"

#define JSON_REPLACEMENT "\xef\xbf\xbd" /* U+FFFD */

/* ---- writing ------------------------------------------------------------------------------------------------------------ */

static void json_put(crew_json *json, const char *text)
{
    crew_buf_append(json->out, crew_span_str(text));
}

/* One byte below 0x80 that may not stand as it is. */
static void json_put_escaped(crew_json *json, char byte)
{
    char escape[8];

    if (byte == '"' || byte == '\\') {
        (void)snprintf(escape, sizeof escape, "\\%c", byte);
    } else if (byte == '\n') {
        (void)snprintf(escape, sizeof escape, "\\n");
    } else {
        (void)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)byte);
    }
    json_put(json, escape);
}

static void json_put_quoted(crew_json *json, const char *text)
{
    crew_span rest = crew_span_str(text);

    json_put(json, "\"");
    while (rest.len > 0) {
        uint32_t character;
        size_t len = crew_utf8_take(rest, &character);

        if (len == 0) {
            json_put(json, JSON_REPLACEMENT);
            len = 1;
        } else if (character < 0x20 || character == 0x7f || character == '"' || character == '\\') {
            json_put_escaped(json, rest.ptr[0]);
        } else {
            crew_buf_append(json->out, crew_span_of(rest.ptr, len));
        }
        rest = crew_span_skip(rest, len);
    }
    json_put(json, "\"");
}

static void json_begin(crew_json *json, const char *key)
{
    if (json->needs_comma) {
        json_put(json, ",");
    }
    json->needs_comma = true;
    if (key != NULL) {
        json_put_quoted(json, key);
        json_put(json, ":");
    }
}

void crew_json_init(crew_json *json, crew_buf **out)
{
    json->out = out;
    json->needs_comma = false;
}

void crew_json_open(crew_json *json, const char *key, char bracket)
{
    json_begin(json, key);
    crew_buf_append(json->out, crew_span_of(&bracket, 1));
    json->needs_comma = false;
}

void crew_json_close(crew_json *json, char bracket)
{
    crew_buf_append(json->out, crew_span_of(&bracket, 1));
    json->needs_comma = true;
}

void crew_json_text(crew_json *json, const char *key, const char *text)
{
    json_begin(json, key);
    if (text != NULL) {
        json_put_quoted(json, text);
    } else {
        json_put(json, "null");
    }
}

void crew_json_number(crew_json *json, const char *key, int64_t number)
{
    char text[24];

    (void)snprintf(text, sizeof text, "%" PRId64, number);
    crew_json_raw(json, key, crew_span_str(text));
}

void crew_json_seconds(crew_json *json, const char *key, int64_t ms)
{
    char text[32];

    (void)snprintf(text, sizeof text, "%" PRId64 ".%03d", ms / 1000, (int)(ms % 1000));
    crew_json_raw(json, key, crew_span_str(ms >= 0 ? text : "null"));
}

void crew_json_bool(crew_json *json, const char *key, bool value)
{
    crew_json_raw(json, key, crew_span_str(value ? "true" : "false"));
}

void crew_json_null(crew_json *json, const char *key)
{
    crew_json_raw(json, key, crew_span_str("null"));
}

void crew_json_raw(crew_json *json, const char *key, crew_span value)
{
    json_begin(json, key);
    crew_buf_append(json->out, value);
}

/* ---- finding ------------------------------------------------------------------------------------------------------------ */

static crew_span json_trim(crew_span text)
{
    while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\n' || text.ptr[0] == '\r' || text.ptr[0] == '\t')) {
        text = crew_span_skip(text, 1);
    }
    return text;
}

/* The length of the quoted text that `text` begins with, quotes included; all of it when it has no end. */
static size_t json_quoted_length(crew_span text)
{
    size_t at = 1;

    while (at < text.len && text.ptr[at] != '"') {
        at += text.ptr[at] == '\\' ? 2 : 1;
    }
    return at + 1 < text.len ? at + 1 : text.len;
}

/* The length of the value that `text` begins with. */
static size_t json_value_length(crew_span text)
{
    size_t at = 0;
    int depth = 0;

    while (at < text.len) {
        char byte = text.ptr[at];

        if (byte == '"') {
            at += json_quoted_length(crew_span_skip(text, at));
            if (depth == 0) {
                return at;
            }
            continue;
        }
        if (depth == 0 && (byte == ',' || byte == '}' || byte == ']' || byte == ' ' || byte == '\n')) {
            return at;
        }
        depth += byte == '{' || byte == '[' ? 1 : byte == '}' || byte == ']' ? -1 : 0;
        at++;
        if (depth == 0 && (byte == '}' || byte == ']')) {
            return at;
        }
    }
    return at;
}

/* Takes a value off the front of *rest, and the comma or the colon behind it. */
static crew_span json_take(crew_span *rest)
{
    crew_span value = json_trim(*rest);

    value.len = json_value_length(value);
    *rest = json_trim(crew_span_of(value.ptr + value.len, (size_t)(rest->ptr + rest->len - value.ptr) - value.len));
    if (rest->len > 0 && (rest->ptr[0] == ',' || rest->ptr[0] == ':')) {
        *rest = json_trim(crew_span_skip(*rest, 1));
    }
    return value;
}

/* As json_take for a key, which a colon ends. */
static crew_span json_take_key(crew_span *rest)
{
    crew_span key = json_trim(*rest);

    if (key.len == 0 || key.ptr[0] != '"') {
        return crew_span_of(key.ptr, 0);
    }
    return json_take(rest);
}

crew_span crew_json_find(crew_span object, const char *key)
{
    crew_span rest = json_trim(object);
    size_t len = strlen(key);

    if (rest.len == 0 || rest.ptr[0] != '{') {
        return crew_span_of("", 0);
    }
    rest = crew_span_skip(rest, 1);
    for (;;) {
        crew_span name = json_take_key(&rest);
        crew_span value;

        if (name.len < 2) {
            return crew_span_of("", 0);
        }
        value = json_take(&rest);
        if (name.len == len + 2 && memcmp(name.ptr + 1, key, len) == 0) {
            return value;
        }
    }
}

crew_span crew_json_elements(crew_span array)
{
    crew_span text = json_trim(array);

    if (text.len < 2 || text.ptr[0] != '[') {
        return crew_span_of("", 0);
    }
    return json_trim(crew_span_of(text.ptr + 1, text.len - 2));
}

bool crew_json_next(crew_span *elements, crew_span *element)
{
    *element = json_take(elements);
    return element->len > 0;
}

double crew_json_to_number(crew_span value)
{
    char text[32];

    if (value.len == 0 || value.len >= sizeof text) {
        return 0;
    }
    memcpy(text, value.ptr, value.len);
    text[value.len] = '\0';
    return strtod(text, NULL);
}

/* What stands behind a backslash, as a character; *at moves over it. */
static uint32_t json_unescape(crew_span value, size_t *at)
{
    char digits[5] = "";
    char byte = value.ptr[(*at)++];

    if (byte != 'u' || *at + 4 > value.len) {
        return byte == 'n' ? '\n' : byte == 't' ? '\t' : byte == 'r' ? '\r' : (unsigned char)byte;
    }
    memcpy(digits, value.ptr + *at, 4);
    *at += 4;
    return (uint32_t)strtoul(digits, NULL, 16);
}

const char *crew_json_to_text(crew_span value, char *text, size_t size)
{
    size_t len = 0;
    size_t at = 1;

    text[0] = '\0';
    if (value.len < 2 || value.ptr[0] != '"') {
        return text;
    }
    while (at < value.len - 1) {
        char bytes[4] = {value.ptr[at++]};
        size_t n = 1;

        if (bytes[0] == '\\' && at < value.len - 1) {
            n = crew_utf8_put(json_unescape(value, &at), bytes);
        }
        if (len + n >= size) {
            break;
        }
        memcpy(text + len, bytes, n);
        len += n;
    }
    text[len] = '\0';
    return text;
}
