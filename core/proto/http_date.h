/*
 * http_date: points of time as HTTP writes them (RFC 9110 section 5.6.7). Times are seconds since 1970 in UTC, as in a time_t. No locale, no state.
 */
#ifndef CREW_PROTO_HTTP_DATE_H
#define CREW_PROTO_HTTP_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/span.h"

#define CREW_HTTP_DATE_SIZE 29 /* bytes of "Sun, 06 Nov 1994 08:49:37 GMT" */

/* Writes exactly CREW_HTTP_DATE_SIZE bytes, no NUL. This form can say the years 0 to 9999: what is outside becomes the nearest second in them. */
void crew_http_date_write(char into[CREW_HTTP_DATE_SIZE], int64_t when);

/*
 * Reads one of the three forms: that above, "Sunday, 06-Nov-94 08:49:37 GMT" and "Sun Nov  6 08:49:37 1994". False when it is none of them or
 * there is no such day or time; whether it is that day of the week is not asked. `now` tells which century a year of two digits is of.
 */
bool crew_http_date_parse(crew_span text, int64_t now, int64_t *when);

#endif
