/*
 * http_params: a header value followed by parameters, as in Content-Type and Content-Disposition (RFC 9110 section 5.6.6, RFC 6266 section 4.1):
 * `form-data; name="a"; filename*=UTF-8''b`. Everything points into the value that was given.
 */
#ifndef CREW_PROTO_HTTP_PARAMS_H
#define CREW_PROTO_HTTP_PARAMS_H

#include <stdbool.h>

#include "core/base/span.h"

typedef struct crew_http_param {
    crew_span name;
    crew_span value; /* as it is there, without the quotes */
    bool is_quoted;
} crew_http_param;

/* What stands before the first parameter, without blanks around it. `rest` becomes what crew_http_params_next goes through. */
crew_span crew_http_params_begin(crew_span value, crew_span *rest);

/*
 * Takes the next parameter off the front of `rest`. Returns 1, 0 when there is none left, or -1 when it is malformed. What is not quoted may
 * contain more than a token, since it often does, but no quote.
 */
int crew_http_params_next(crew_span *rest, crew_http_param *param);

/*
 * Writes the parameter's value to `into`, which has room for all of it and may be where it lies. Returns the bytes written. As in PHP a backslash
 * in quotes hides only a quote or another backslash: some browsers send names with single ones.
 */
size_t crew_http_param_decode(char *into, const crew_http_param *param);

/*
 * Writes the value of a parameter whose name ends in "*" (RFC 8187 section 3.2), in UTF-8, to `into`, which has room for all of it and may be where
 * it lies. Returns the bytes written, or -1 when it is malformed, in another character set than UTF-8 or ISO-8859-1, or has control characters.
 */
long crew_http_param_decode_extended(char *into, crew_span value);

#endif
