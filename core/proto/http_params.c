/*
 * http_params: see http_params.h.
 */
#include "core/proto/http_params.h"

#include "core/base/utf8.h"
#include "core/proto/http_chars.h"

crew_span crew_http_params_begin(crew_span value, crew_span *rest)
{
    *rest = value;
    return crew_http_trim(crew_http_cut(rest, ';'));
}

static bool params_is_escape(const char *at, const char *end)
{
    return at[0] == '\\' && end - at > 1 && (at[1] == '"' || at[1] == '\\');
}

/* Takes a value whose first quote is at the front of `rest`, and what is after it up to the next parameter. */
static int params_take_quoted(crew_span *rest, crew_http_param *param)
{
    const char *end = rest->ptr + rest->len;
    const char *at = rest->ptr + 1;

    while (at < end && *at != '"') {
        at += params_is_escape(at, end) ? 2 : 1;
    }
    if (at == end) {
        return -1;
    }
    param->value = crew_span_of(rest->ptr + 1, (size_t)(at - rest->ptr) - 1);
    param->is_quoted = true;
    *rest = crew_span_of(at + 1, (size_t)(end - at) - 1);
    return crew_http_trim(crew_http_cut(rest, ';')).len == 0 ? 1 : -1;
}

static int params_take_plain(crew_span *rest, crew_http_param *param)
{
    param->value = crew_http_trim(crew_http_cut(rest, ';'));
    param->is_quoted = false;
    return param->value.len > 0 && memchr(param->value.ptr, '"', param->value.len) == NULL ? 1 : -1;
}

int crew_http_params_next(crew_span *rest, crew_http_param *param)
{
    size_t len = 0;

    while (rest->len > 0 && (*rest->ptr == ';' || crew_http_char_is_blank(*rest->ptr))) {
        *rest = crew_span_skip(*rest, 1);
    }
    if (rest->len == 0) {
        return 0;
    }
    while (len < rest->len && crew_http_char_is_token(rest->ptr[len])) {
        len++;
    }
    param->name = crew_span_of(rest->ptr, len);
    *rest = crew_span_skip(*rest, len);
    if (len == 0 || rest->len < 2 || rest->ptr[0] != '=') {
        return -1;
    }
    *rest = crew_span_skip(*rest, 1);
    return *rest->ptr == '"' ? params_take_quoted(rest, param) : params_take_plain(rest, param);
}

size_t crew_http_param_decode(char *into, const crew_http_param *param)
{
    const char *at = param->value.ptr;
    const char *end = at + param->value.len;
    char *to = into;

    while (at < end) {
        at += param->is_quoted && params_is_escape(at, end);
        *to++ = *at++;
    }
    return (size_t)(to - into);
}

/* Whether it may stand for itself: attr-char of RFC 8187 section 3.2.1, which is a token without * ' and %. */
static bool params_is_attribute(char c)
{
    return crew_http_char_is_token(c) && c != '*' && c != '\'' && c != '%';
}

/* Writes what the percent-encoded `text` stands for. No character becomes longer: "%E9" has three bytes, and its UTF-8 has two. */
static long params_decode_percents(char *into, crew_span text, bool is_latin)
{
    size_t len = 0;

    while (text.len > 0) {
        int escaped = crew_http_percent(text);
        int byte = escaped >= 0 ? escaped : *text.ptr;

        if (escaped >= 0 ? !crew_http_char_is_value((char)byte) : !params_is_attribute((char)byte)) {
            return -1;
        }
        text = crew_span_skip(text, escaped >= 0 ? 3 : 1);
        if (is_latin) {
            len += crew_utf8_put((uint32_t)byte, into + len);
        } else {
            into[len++] = (char)byte;
        }
    }
    return (long)len;
}

static bool params_is_utf8(crew_span text)
{
    uint32_t character;

    while (text.len > 0) {
        size_t len = crew_utf8_take(text, &character);

        if (len == 0) {
            return false;
        }
        text = crew_span_skip(text, len);
    }
    return true;
}

long crew_http_param_decode_extended(char *into, crew_span value)
{
    crew_span rest = value;
    crew_span charset = crew_http_cut(&rest, '\'');
    crew_span language = crew_http_cut(&rest, '\'');
    bool is_latin = crew_http_same(charset, "iso-8859-1");
    long len;

    /* Both quotes must be there. */
    if (value.len < charset.len + language.len + 2 || !(is_latin || crew_http_same(charset, "utf-8"))) {
        return -1;
    }
    len = params_decode_percents(into, rest, is_latin);
    return len >= 0 && params_is_utf8(crew_span_of(into, (size_t)len)) ? len : -1;
}
