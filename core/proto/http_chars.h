/*
 * http_chars: what the parsers of HTTP have in common: which bytes are what (RFC 9110 section 5.6.2, RFC 5234 appendix B.1), blanks, case,
 * and a list taken piece by piece.
 */
#ifndef CREW_PROTO_HTTP_CHARS_H
#define CREW_PROTO_HTTP_CHARS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"

#define CREW_HTTP_BYTE_TOKEN 1  /* tchar, RFC 9110 section 5.6.2 */
#define CREW_HTTP_BYTE_VALUE 2  /* of a header value, RFC 9110 section 5.5: visible, blank or beyond ASCII; no control character but the tab */
#define CREW_HTTP_BYTE_TARGET 4 /* of a request target: visible or beyond ASCII, and not "#", since a fragment is never sent (RFC 9112 section 3.2) */
#define CREW_HTTP_BYTE_HOST 8   /* unreserved or sub-delims, RFC 3986 section 3.2.2 */

extern const unsigned char crew_http_bytes[256];

static inline bool crew_http_byte_is(char byte, unsigned kind)
{
    return (crew_http_bytes[(unsigned char)byte] & kind) != 0;
}

static inline bool crew_http_char_is_token(char c)
{
    return crew_http_byte_is(c, CREW_HTTP_BYTE_TOKEN);
}

static inline bool crew_http_char_is_value(char c)
{
    return crew_http_byte_is(c, CREW_HTTP_BYTE_VALUE);
}

static inline bool crew_http_char_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool crew_http_char_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Of ASCII only, whatever the locale. */
static inline char crew_http_char_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* The value of a hexadecimal digit, -1 of any other character. */
static inline int crew_http_char_hex(char c)
{
    if (crew_http_char_is_digit(c)) {
        return c - '0';
    }
    c = crew_http_char_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte that the "%41" at the front of `text` stands for, -1 when there is none. */
static inline int crew_http_percent(crew_span text)
{
    int high = text.len >= 3 && text.ptr[0] == '%' ? crew_http_char_hex(text.ptr[1]) : -1;
    int low = high >= 0 ? crew_http_char_hex(text.ptr[2]) : -1;

    return low >= 0 ? high << 4 | low : -1;
}

/* Whether it is `lower`, a text in lower case, when case does not count. */
static inline bool crew_http_same_span(crew_span text, crew_span lower)
{
    if (text.len != lower.len) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (crew_http_char_lower(text.ptr[i]) != lower.ptr[i]) {
            return false;
        }
    }
    return true;
}

static inline bool crew_http_same(crew_span text, const char *lower)
{
    return crew_http_same_span(text, crew_span_str(lower));
}

/* Whether every character is one of those. */
static inline bool crew_http_is_all(crew_span text, bool (*is_one)(char))
{
    size_t i = 0;

    while (i < text.len && is_one(text.ptr[i])) {
        i++;
    }
    return i == text.len;
}

/* Without the blanks around it (OWS of RFC 9110 section 5.6.3). */
static inline crew_span crew_http_trim(crew_span text)
{
    while (text.len > 0 && crew_http_char_is_blank(text.ptr[0])) {
        text = crew_span_skip(text, 1);
    }
    while (text.len > 0 && crew_http_char_is_blank(text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

/* Takes off the front of `rest` what is before the next `separator`, and that with it; everything when there is none. */
static inline crew_span crew_http_cut(crew_span *rest, char separator)
{
    crew_span front = *rest;
    const char *end;

    if (rest->len == 0) {
        return front;
    }
    end = memchr(rest->ptr, separator, rest->len);
    if (end != NULL) {
        front.len = (size_t)(end - rest->ptr);
    }
    *rest = crew_span_skip(*rest, end != NULL ? front.len + 1 : front.len);
    return front;
}

/* The next element that is not empty of a comma-separated list without quotes (RFC 9110 section 5.6.1), empty when there is none left. */
static inline crew_span crew_http_element(crew_span *rest)
{
    crew_span element;

    do {
        element = crew_http_trim(crew_http_cut(rest, ','));
    } while (element.len == 0 && rest->len > 0);
    return element;
}

#endif
