/*
 * http_validators: entity tags and dates of change, and what a conditional request makes of them (RFC 9110 sections 8.8 and 13).
 */
#ifndef CREW_PROTO_HTTP_VALIDATORS_H
#define CREW_PROTO_HTTP_VALIDATORS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"
#include "core/proto/http_head.h"

/* The values of the request's headers, empty where there is none; lists in several headers are joined with commas by the caller. */
typedef struct crew_http_conditions {
    crew_http_method method;
    crew_span if_match;
    crew_span if_none_match;
    crew_span if_modified_since;
    crew_span if_unmodified_since;
    crew_span if_range;
} crew_http_conditions;

#define CREW_HTTP_NEVER INT64_MIN

/* Of what would be sent, which exists. */
typedef struct crew_http_validators {
    crew_span etag;   /* with its quotes, as in the ETag header; empty when it has none */
    int64_t modified; /* seconds since 1970, CREW_HTTP_NEVER when that is not known */
} crew_http_validators;

typedef enum crew_http_condition_outcome {
    CREW_HTTP_CONDITION_SEND,         /* go on as if there were no conditions; a Range header is to be heeded */
    CREW_HTTP_CONDITION_SEND_WHOLE,   /* the same, but a Range header is to be ignored */
    CREW_HTTP_CONDITION_NOT_MODIFIED, /* 304 */
    CREW_HTTP_CONDITION_FAILED,       /* 412 */
} crew_http_condition_outcome;

/*
 * Evaluates them in the order of RFC 9110 section 13.2.2. A date that is malformed is ignored, an entity tag that is malformed matches nothing,
 * and neither do those after it. `now` is in seconds since 1970. A Range header means something to GET only.
 */
crew_http_condition_outcome crew_http_conditions_check(const crew_http_conditions *conditions, const crew_http_validators *validators, int64_t now);

/* Whether one of the entity tags in `list`, or its "*", matches `etag`: by the strong comparison when is_strong (RFC 9110 section 8.8.3.2). */
bool crew_http_etag_matches(crew_span list, crew_span etag, bool is_strong);

#define CREW_HTTP_ETAG_SIZE 36

/* Writes a strong entity tag, "65f1c0a2-1f40" with its quotes, of a file's second of change and its size in bytes, and a NUL. Returns its length. */
size_t crew_http_etag_write(char into[CREW_HTTP_ETAG_SIZE], int64_t modified, uint64_t size);

#endif
