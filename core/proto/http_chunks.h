/*
 * http_chunks: a body in chunked transfer coding (RFC 9112 section 7.1), piece by piece as it arrives, copying nothing.
 */
#ifndef CREW_PROTO_HTTP_CHUNKS_H
#define CREW_PROTO_HTTP_CHUNKS_H

#include "core/proto/http_head.h"

/* All zero before the first byte of a body. */
typedef struct crew_http_chunks {
    uint64_t left;   /* of the chunk that has begun */
    uint32_t extras; /* bytes of chunk extensions seen in this body, which are limited */
    uint8_t phase;
    uint8_t digits;  /* of the size line that has begun */
    bool is_over;    /* the last chunk has been seen: trailers follow, for crew_http_trailers_parse */
} crew_http_chunks;

/*
 * Takes what it can from the front of `input`: framing, and at most one run of data, to which `data` points (empty when what was taken is framing
 * only). Returns the bytes taken (> 0), 0 when more are needed or the body is_over, or minus a crew_http_problem. A chunk is never held
 * back for its end.
 */
long crew_http_chunks_next(crew_http_chunks *chunks, crew_span input, crew_span *data);

/* Writes the line before a chunk of `len` bytes (> 0); returns its length. The chunk is followed by CR LF, the last by "0" CR LF CR LF. */
#define CREW_HTTP_CHUNK_LINE 20
size_t crew_http_chunk_line(char line[CREW_HTTP_CHUNK_LINE], size_t len);

#endif
