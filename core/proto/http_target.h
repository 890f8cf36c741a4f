/*
 * http_target: the forms of a request target (RFC 9112 section 3.2), and the host and port in it or in a Host header (RFC 3986 section 3.2.2).
 */
#ifndef CREW_PROTO_HTTP_TARGET_H
#define CREW_PROTO_HTTP_TARGET_H

#include "core/proto/http_head.h"

/* The crew_http_form of `target`, in which every byte may stand, -1 when it has none that goes with the method. */
int crew_http_target_form(crew_span target, crew_span method);

/* The parts of a target, empty where it has none: "http://host:80/path?query" has all, "/path?query" the last two, RFC 3986 section 3. */
typedef struct crew_http_target_parts {
    crew_span authority;
    crew_span path;  /* "/" when an absolute target has none, RFC 9110 section 4.2.3 */
    crew_span query; /* without its question mark */
} crew_http_target_parts;

/* Takes the target of a parsed head apart. */
crew_http_target_parts crew_http_target_split(crew_span target, crew_http_form form);

/* Whether it is uri-host [ ":" port ], both possibly empty: what a Host header has, RFC 9110 section 7.2. */
bool crew_http_is_host(crew_span text);

#endif
