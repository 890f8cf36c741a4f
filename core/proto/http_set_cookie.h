/*
 * http_set_cookie: the value of a Set-Cookie header (RFC 6265 section 4.1, and the drafts that follow it, RFC 6265bis, for SameSite and prefixes).
 */
#ifndef CREW_PROTO_HTTP_SET_COOKIE_H
#define CREW_PROTO_HTTP_SET_COOKIE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"

typedef enum crew_http_same_site {
    CREW_HTTP_SAME_SITE_UNSAID,
    CREW_HTTP_SAME_SITE_LAX,
    CREW_HTTP_SAME_SITE_STRICT,
    CREW_HTTP_SAME_SITE_NONE,
} crew_http_same_site;

typedef struct crew_http_set_cookie {
    crew_span name;
    crew_span value;   /* as it is to be sent; what it cannot hold, the caller has percent-encoded */
    crew_span path;    /* empty: not said */
    crew_span domain;  /* empty: not said */
    int64_t expires;   /* seconds since 1970, meaningful with has_expires */
    int64_t max_age;   /* seconds, 0 or less to delete it; meaningful with has_max_age */
    bool has_expires;
    bool has_max_age;
    bool is_secure;
    bool is_http_only;
    crew_http_same_site same_site;
} crew_http_set_cookie;

/* What browsers take, RFC 6265bis section 5.6: name and value together, and each of path and domain. */
#define CREW_HTTP_COOKIE_PAIR 4096
#define CREW_HTTP_COOKIE_ATTRIBUTE 1024

#define CREW_HTTP_COOKIE_PROBLEMS(X)                                                                    \
    X(NAME, "the name of a cookie must be a token")                                                     \
    X(VALUE, "the value of a cookie cannot have control characters, blanks, commas or semicolons")      \
    X(PAIR_TOO_LARGE, "the name and value of a cookie have more than 4096 bytes together")              \
    X(PATH, "the path of a cookie cannot have control characters or semicolons, or more than 1024 bytes") \
    X(DOMAIN, "the domain of a cookie must be the name of a host")                                      \
    X(SECURE_PREFIX, "a cookie whose name begins with __Secure- must be secure")                        \
    X(HOST_PREFIX, "a cookie whose name begins with __Host- must be secure, have the path \"/\" and no domain") \
    X(SAME_SITE_NONE, "a cookie whose SameSite is None must be secure")

#define CREW_HTTP_ENUM(name, words) CREW_HTTP_COOKIE_##name,
typedef enum crew_http_cookie_problem {
    CREW_HTTP_COOKIE_FINE,
    CREW_HTTP_COOKIE_PROBLEMS(CREW_HTTP_ENUM) CREW_HTTP_COOKIE_END
} crew_http_cookie_problem;
#undef CREW_HTTP_ENUM

/* Words that live as long as the program. */
const char *crew_http_set_cookie_words(crew_http_cookie_problem problem);

/* Room for any cookie that is not refused: the pair, path and domain, and the names and values of the other attributes. */
#define CREW_HTTP_SET_COOKIE_SIZE (CREW_HTTP_COOKIE_PAIR + 2 * CREW_HTTP_COOKIE_ATTRIBUTE + 256)

/* Writes the header's value, without a NUL. Returns its length, or minus a problem. What browsers would not take is refused, in words. */
long crew_http_set_cookie_write(char into[CREW_HTTP_SET_COOKIE_SIZE], const crew_http_set_cookie *cookie);

#endif
