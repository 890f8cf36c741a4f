/*
 * http_form: pairs of names and values as they stand in a query, a urlencoded form (WHATWG URL section 5.1) or a Cookie header (RFC 6265 section
 * 4.2.1). Going through them copies nothing and decodes nothing. What brackets in a name mean is the caller's.
 */
#ifndef CREW_PROTO_HTTP_FORM_H
#define CREW_PROTO_HTTP_FORM_H

#include <stdbool.h>

#include "core/base/span.h"

/* As they are there, not decoded. The value is empty when there is no "=". */
typedef struct crew_http_pair {
    crew_span name;
    crew_span value;
} crew_http_pair;

/*
 * Takes the next pair of "a=1&b=2" off the front of `rest`. False when none is left. What is empty between two "&" is skipped, a pair whose name is
 * empty is not (PHP would). Names and values are decoded with plus_is_space.
 */
bool crew_http_form_next(crew_span *rest, crew_http_pair *pair);

/*
 * Takes the next pair of "a=1; b=2" off the front of `rest`, a Cookie header's value, without the blanks around name and value. False when none is
 * left. As in PHP: what has no name is skipped, quotes belong to the value, of several with one name the first counts (which is the caller's to
 * heed), names are not to be decoded (or "__%48ost-" would pass for "__Host-"), and values are, without plus_is_space.
 */
bool crew_http_cookie_next(crew_span *rest, crew_http_pair *pair);

/* The value, not decoded, of the first cookie of that name, compared with case. False when there is none. */
bool crew_http_cookie_find(crew_span header, crew_span name, crew_span *value);

/*
 * Writes what the percent-encoded `raw` stands for to `into`, which has room for all of it and may be where it lies. Returns the bytes written.
 * A percent sign without two hexadecimal digits stays, as in PHP; "+" becomes a blank when plus_is_space. The result may contain any byte.
 */
size_t crew_http_decode(char *into, crew_span raw, bool plus_is_space);

#endif
