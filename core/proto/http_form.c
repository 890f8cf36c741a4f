/*
 * http_form: see http_form.h.
 */
#include "core/proto/http_form.h"

#include "core/proto/http_chars.h"

static crew_http_pair form_split(crew_span text)
{
    crew_http_pair pair;

    pair.name = crew_http_cut(&text, '=');
    pair.value = text;
    return pair;
}

bool crew_http_form_next(crew_span *rest, crew_http_pair *pair)
{
    while (rest->len > 0) {
        crew_span text = crew_http_cut(rest, '&');

        if (text.len > 0) {
            *pair = form_split(text);
            return true;
        }
    }
    return false;
}

bool crew_http_cookie_next(crew_span *rest, crew_http_pair *pair)
{
    while (rest->len > 0) {
        *pair = form_split(crew_http_cut(rest, ';'));
        pair->name = crew_http_trim(pair->name);
        pair->value = crew_http_trim(pair->value);
        if (pair->name.len > 0) {
            return true;
        }
    }
    return false;
}

bool crew_http_cookie_find(crew_span header, crew_span name, crew_span *value)
{
    crew_http_pair pair;

    while (crew_http_cookie_next(&header, &pair)) {
        if (crew_span_eq(pair.name, name)) {
            *value = pair.value;
            return true;
        }
    }
    return false;
}

size_t crew_http_decode(char *into, crew_span raw, bool plus_is_space)
{
    char *to = into;

    while (raw.len > 0) {
        char c = *raw.ptr;
        int escaped = c == '%' ? crew_http_percent(raw) : -1;

        *to++ = escaped >= 0 ? (char)escaped : c == '+' && plus_is_space ? ' ' : c;
        raw = crew_span_skip(raw, escaped >= 0 ? 3 : 1);
    }
    return (size_t)(to - into);
}
