/* However a body is cut into pieces, the same happens. The first byte says how long they are, the second how long the boundary is, which follows. */
#include <stdint.h>
#include <stdlib.h>

#include "core/proto/http_multipart.h"

static uint64_t fuzz_sum(uint64_t sum, crew_span bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        sum = (sum ^ (unsigned char)bytes.ptr[i]) * UINT64_C(1099511628211);
    }
    return sum;
}

/* A sum over all that happens, in which a run of data counts the same in any number of pieces. */
static uint64_t fuzz_parse(crew_span boundary, crew_span body, size_t piece)
{
    crew_http_multipart *multipart = crew_http_multipart_new(boundary, &(crew_http_multipart_limits){256, 8});
    crew_http_multipart_event event;
    uint64_t sum = 0;
    long taken = 0;

    while (taken >= 0 && body.len > 0) {
        taken = crew_http_multipart_next(multipart, crew_span_of(body.ptr, body.len < piece ? body.len : piece), &event);
        body = crew_span_skip(body, taken > 0 ? (size_t)taken : 0);
        if (event.kind == CREW_HTTP_MULTIPART_DATA) {
            sum = fuzz_sum(sum, event.data);
        } else if (event.kind == CREW_HTTP_MULTIPART_PART) {
            sum = fuzz_sum(fuzz_sum(fuzz_sum(sum + 1, event.part.name), event.part.filename), event.part.type);
        } else if (event.kind != CREW_HTTP_MULTIPART_NONE) {
            sum = sum * 31 + (uint64_t)event.kind;
        }
    }
    sum += (uint64_t)-crew_http_multipart_finish(multipart);
    crew_http_multipart_free(multipart);
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t len = size >= 2 ? 1 + data[1] % CREW_HTTP_BOUNDARY_MAX : 0;

    if (size >= 2 + len && memchr(data + 2, '\r', len) == NULL) {
        crew_span boundary = crew_span_of(data + 2, len);
        crew_span body = crew_span_of(data + 2 + len, size - 2 - len);

        fuzz_parse(boundary, body, size) == fuzz_parse(boundary, body, 1 + data[0] % 16) ? (void)0 : abort();
    }
    return 0;
}
