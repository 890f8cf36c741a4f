/*
 * http_chars: what the parsers of HTTP's header values have in common: which characters are what (RFC 9110 section 5.6.2, RFC 5234 appendix B.1),
 * blanks, case, and a list taken piece by piece.
 */
#ifndef CREW_PROTO_HTTP_CHARS_H
#define CREW_PROTO_HTTP_CHARS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"

/* Each character: 0 a control character; 1 it may be in a header value; 3 it may be in a token as well. */
static const uint8_t crew_http_chars[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, /* of these only the tab */
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 3, 1, 3, 3, 3, 3, 3, 1, 1, 3, 3, 1, 3, 3, 1, /* blank ! " # $ % & ' ( ) * + , - . / */
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 1, 1, /* 0 to 9 : ; < = > ? */
    1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, /* @ A to O */
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 3, 3, /* P to Z [ \ ] ^ _ */
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, /* ` a to o */
    3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 1, 3, 1, 3, 0, /* p to z { | } ~ DEL */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, /* obs-text */
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

static inline bool crew_http_char_is_token(char c)
{
    return crew_http_chars[(unsigned char)c] == 3;
}

/* Of a header value: neither a control character nor DEL, but a tab may be. */
static inline bool crew_http_char_is_value(char c)
{
    return crew_http_chars[(unsigned char)c] != 0;
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
static inline bool crew_http_same(crew_span text, const char *lower)
{
    size_t i = 0;

    while (i < text.len && lower[i] != '\0' && crew_http_char_lower(text.ptr[i]) == lower[i]) {
        i++;
    }
    return i == text.len && lower[i] == '\0';
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
