/*
 * http_range: which part of a representation a Range header asks for (RFC 9110 section 14).
 */
#ifndef CREW_PROTO_HTTP_RANGE_H
#define CREW_PROTO_HTTP_RANGE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/span.h"

typedef struct crew_http_range {
    uint64_t first;
    uint64_t length; /* bytes, more than 0 */
} crew_http_range;

typedef enum crew_http_range_outcome {
    CREW_HTTP_RANGE_WHOLE,         /* as if there were no Range header: 200 and everything */
    CREW_HTTP_RANGE_PART,          /* 206 */
    CREW_HTTP_RANGE_UNSATISFIABLE, /* 416, with a Content-Range that says the size */
} crew_http_range_outcome;

/*
 * What `header`, a Range header's value, means for a representation of `size` bytes; `range` is set for PART. Other units than bytes and malformed
 * ranges are ignored (section 14.2). So are several ranges in one header, which a server may ignore: nobody needs multipart/byteranges, and many
 * small ranges that overlap are an attack (section 17.15).
 */
crew_http_range_outcome crew_http_range_parse(crew_span header, uint64_t size, crew_http_range *range);

#define CREW_HTTP_CONTENT_RANGE_SIZE 70 /* bytes that Content-Range has room in, NUL and all */

/* Writes the Content-Range (section 14.4) of a part, "bytes 0-499/1234", or for a NULL that of a 416, "bytes *" and "/1234", with a NUL at its end.
 * Returns its length. */
size_t crew_http_content_range(char into[CREW_HTTP_CONTENT_RANGE_SIZE], const crew_http_range *range, uint64_t size);

#endif
