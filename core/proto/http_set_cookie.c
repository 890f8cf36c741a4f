/*
 * http_set_cookie: see http_set_cookie.h.
 */
#include "core/proto/http_set_cookie.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/proto/http_chars.h"
#include "core/proto/http_date.h"

const char *crew_http_set_cookie_words(crew_http_cookie_problem problem)
{
#define CREW_HTTP_WORDS(name, words) words,
    static const char *const all[] = {"fine", CREW_HTTP_COOKIE_PROBLEMS(CREW_HTTP_WORDS)};
#undef CREW_HTTP_WORDS

    return all[problem];
}

/* cookie-octet of RFC 6265 section 4.1.1, but quotes, backslashes and bytes from 128 on are let through, as browsers and PHP do. */
static bool cookie_char_is_value(char c)
{
    return crew_http_char_is_value(c) && !crew_http_char_is_blank(c) && c != ',' && c != ';';
}

/* A tab is no control character of a header value, but one of an attribute (RFC 6265 section 4.1.1, av-octet). */
static bool cookie_char_is_path(char c)
{
    return crew_http_char_is_value(c) && c != '\t' && c != ';';
}

/* Letters, digits, hyphens and dots; a dot in front is allowed, and means nothing. */
static bool cookie_char_is_domain(char c)
{
    char lower = crew_http_char_lower(c);

    return crew_http_char_is_digit(c) || (lower >= 'a' && lower <= 'z') || c == '-' || c == '.';
}

/* Browsers compare prefixes without case (RFC 6265bis section 4.1.3). */
static bool cookie_has_prefix(crew_span name, const char *lower)
{
    size_t len = strlen(lower);

    return name.len >= len && crew_http_same(crew_span_of(name.ptr, len), lower);
}

static crew_http_cookie_problem cookie_problem(const crew_http_set_cookie *cookie)
{
    if (cookie->name.len == 0 || !crew_http_is_all(cookie->name, crew_http_char_is_token)) {
        return CREW_HTTP_COOKIE_NAME;
    }
    if (!crew_http_is_all(cookie->value, cookie_char_is_value)) {
        return CREW_HTTP_COOKIE_VALUE;
    }
    if (cookie->name.len > CREW_HTTP_COOKIE_PAIR || cookie->value.len > CREW_HTTP_COOKIE_PAIR - cookie->name.len) {
        return CREW_HTTP_COOKIE_PAIR_TOO_LARGE;
    }
    if (cookie->path.len > CREW_HTTP_COOKIE_ATTRIBUTE || !crew_http_is_all(cookie->path, cookie_char_is_path)) {
        return CREW_HTTP_COOKIE_PATH;
    }
    if (cookie->domain.len > CREW_HTTP_COOKIE_ATTRIBUTE || !crew_http_is_all(cookie->domain, cookie_char_is_domain)) {
        return CREW_HTTP_COOKIE_DOMAIN;
    }
    if (cookie_has_prefix(cookie->name, "__secure-") && !cookie->is_secure) {
        return CREW_HTTP_COOKIE_SECURE_PREFIX;
    }
    if (cookie_has_prefix(cookie->name, "__host-") &&
        !(cookie->is_secure && cookie->domain.len == 0 && crew_span_eq(cookie->path, crew_span_str("/")))) {
        return CREW_HTTP_COOKIE_HOST_PREFIX;
    }
    return cookie->same_site == CREW_HTTP_SAME_SITE_NONE && !cookie->is_secure ? CREW_HTTP_COOKIE_SAME_SITE_NONE : CREW_HTTP_COOKIE_FINE;
}

static char *cookie_put(char *to, const char *attribute, crew_span value)
{
    size_t len = strlen(attribute);

    memcpy(to, attribute, len);
    if (value.len > 0) {
        memcpy(to + len, value.ptr, value.len);
    }
    return to + len + value.len;
}

static char *cookie_put_lifetime(char *to, const crew_http_set_cookie *cookie)
{
    char text[32];

    if (cookie->has_expires) {
        crew_http_date_write(text, cookie->expires);
        to = cookie_put(to, "; Expires=", crew_span_of(text, CREW_HTTP_DATE_SIZE));
    }
    if (cookie->has_max_age) {
        to = cookie_put(to, "; Max-Age=", crew_span_of(text, (size_t)snprintf(text, sizeof text, "%" PRId64, cookie->max_age)));
    }
    return to;
}

long crew_http_set_cookie_write(char into[CREW_HTTP_SET_COOKIE_SIZE], const crew_http_set_cookie *cookie)
{
    static const char *const same_sites[] = {"", "; SameSite=Lax", "; SameSite=Strict", "; SameSite=None"};
    const crew_span nothing = {"", 0};
    crew_http_cookie_problem problem = cookie_problem(cookie);
    char *to = into;

    if (problem != CREW_HTTP_COOKIE_FINE) {
        return -(long)problem;
    }
    to = cookie_put(to, "", cookie->name);
    to = cookie_put(to, "=", cookie->value);
    to = cookie_put_lifetime(to, cookie);
    to = cookie->path.len > 0 ? cookie_put(to, "; Path=", cookie->path) : to;
    to = cookie->domain.len > 0 ? cookie_put(to, "; Domain=", cookie->domain) : to;
    to = cookie->is_secure ? cookie_put(to, "; Secure", nothing) : to;
    to = cookie->is_http_only ? cookie_put(to, "; HttpOnly", nothing) : to;
    to = cookie_put(to, same_sites[cookie->same_site], nothing);
    return (long)(to - into);
}
