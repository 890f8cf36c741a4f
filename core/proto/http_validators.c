/*
 * http_validators: see http_validators.h.
 */
#include "core/proto/http_validators.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/proto/http_chars.h"
#include "core/proto/http_date.h"

typedef struct validators_etag {
    crew_span opaque; /* with its quotes; empty when there is none */
    bool is_weak;
} validators_etag;

static bool validators_is_etag_char(char c)
{
    return crew_http_char_is_value(c) && !crew_http_char_is_blank(c) && c != '"';
}

/* Takes an entity tag off the front of `rest`. */
static validators_etag validators_take_etag(crew_span *rest)
{
    validators_etag etag = {.is_weak = rest->len >= 2 && memcmp(rest->ptr, "W/", 2) == 0};
    crew_span text = etag.is_weak ? crew_span_skip(*rest, 2) : *rest;
    size_t len = 1;

    if (text.len == 0 || *text.ptr != '"') {
        return etag;
    }
    while (len < text.len && validators_is_etag_char(text.ptr[len])) {
        len++;
    }
    if (len < text.len && text.ptr[len] == '"') {
        etag.opaque = crew_span_of(text.ptr, len + 1);
        *rest = crew_span_skip(text, len + 1);
    }
    return etag;
}

static bool validators_are_same(const validators_etag *a, const validators_etag *b, bool is_strong)
{
    return a->opaque.len > 0 && crew_span_eq(a->opaque, b->opaque) && !(is_strong && (a->is_weak || b->is_weak));
}

/* Commas between, and blanks; empty elements are allowed (RFC 9110 section 5.6.1.2). False when there is something else. */
static bool validators_take_comma(crew_span *rest)
{
    crew_span all = *rest;

    while (rest->len > 0 && (*rest->ptr == ',' || crew_http_char_is_blank(*rest->ptr))) {
        *rest = crew_span_skip(*rest, 1);
    }
    return rest->len == 0 || memchr(all.ptr, ',', all.len - rest->len) != NULL;
}

bool crew_http_etag_matches(crew_span list, crew_span etag, bool is_strong)
{
    crew_span rest = crew_http_trim(list);
    validators_etag ours = validators_take_etag(&etag);
    validators_etag theirs;

    if (crew_span_eq(rest, crew_span_str("*"))) {
        return true;
    }
    (void)validators_take_comma(&rest);
    do {
        theirs = validators_take_etag(&rest);
        if (validators_are_same(&theirs, &ours, is_strong)) {
            return true;
        }
    } while (theirs.opaque.len > 0 && validators_take_comma(&rest) && rest.len > 0);
    return false;
}

/* Whether the header has a date to compare with. */
static bool validators_has_date(crew_span header, const crew_http_validators *validators, int64_t now, int64_t *when)
{
    return validators->modified != CREW_HTTP_NEVER && crew_http_date_parse(crew_http_trim(header), now, when);
}

/* RFC 9110 section 13.1.5. A date is good enough only once its second is over, or there may have been a change after what the client has. */
static bool validators_range_holds(crew_span if_range, const crew_http_validators *validators, int64_t now)
{
    crew_span text = crew_http_trim(if_range);
    crew_span etag = validators->etag;
    validators_etag ours = validators_take_etag(&etag);
    validators_etag theirs = validators_take_etag(&text);
    int64_t when;

    if (theirs.opaque.len > 0) {
        return text.len == 0 && validators_are_same(&theirs, &ours, true);
    }
    return validators_has_date(text, validators, now, &when) && when == validators->modified && when < now;
}

/* Steps 1 and 2 of section 13.2.2: whether the state is that which the client expects. */
static bool validators_state_holds(const crew_http_conditions *conditions, const crew_http_validators *validators, int64_t now)
{
    int64_t when;

    if (conditions->if_match.len > 0) {
        return crew_http_etag_matches(conditions->if_match, validators->etag, true);
    }
    return !validators_has_date(conditions->if_unmodified_since, validators, now, &when) || validators->modified <= when;
}

/* Steps 3 and 4: whether the client has it already. */
static bool validators_is_known(const crew_http_conditions *conditions, const crew_http_validators *validators, bool is_read, int64_t now)
{
    int64_t when;

    if (conditions->if_none_match.len > 0) {
        return crew_http_etag_matches(conditions->if_none_match, validators->etag, false);
    }
    return is_read && validators_has_date(conditions->if_modified_since, validators, now, &when) && validators->modified <= when;
}

crew_http_condition_outcome crew_http_conditions_check(const crew_http_conditions *conditions, const crew_http_validators *validators, int64_t now)
{
    bool is_get = conditions->method == CREW_HTTP_METHOD_GET;
    bool is_read = is_get || conditions->method == CREW_HTTP_METHOD_HEAD;

    if (!validators_state_holds(conditions, validators, now)) {
        return CREW_HTTP_CONDITION_FAILED;
    }
    if (validators_is_known(conditions, validators, is_read, now)) {
        return is_read ? CREW_HTTP_CONDITION_NOT_MODIFIED : CREW_HTTP_CONDITION_FAILED;
    }
    if (!is_get || (conditions->if_range.len > 0 && !validators_range_holds(conditions->if_range, validators, now))) {
        return CREW_HTTP_CONDITION_SEND_WHOLE;
    }
    return CREW_HTTP_CONDITION_SEND;
}

size_t crew_http_etag_write(char into[CREW_HTTP_ETAG_SIZE], int64_t modified, uint64_t size)
{
    return (size_t)snprintf(into, CREW_HTTP_ETAG_SIZE, "\"%" PRIx64 "-%" PRIx64 "\"", (uint64_t)modified, size);
}
