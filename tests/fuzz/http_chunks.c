/*
 * A chunked body and its trailers: the first byte says where it is cut in two. Every call takes what lies within the input, and in two
 * parts it comes to the same end with the same data.
 */
#include "tests/fuzz/support/fuzz.h"

typedef struct outcome {
    uint64_t sum; /* of the data, in its order */
    size_t taken;
    long problem;
    bool is_over;
} outcome;

static void take(crew_http_chunks *chunks, crew_span input, outcome *out)
{
    while (out->taken < input.len && out->problem == 0 && !chunks->is_over) {
        crew_span rest = crew_span_skip(input, out->taken);
        crew_span data;
        long n = crew_http_chunks_next(chunks, rest, &data);

        if (n < 0) {
            MUST(n > -CREW_HTTP_PROBLEM_END);
            out->problem = n;
            return;
        }
        MUST(n > 0 && (size_t)n <= rest.len && data.ptr >= rest.ptr && data.ptr + data.len <= rest.ptr + n);
        for (size_t i = 0; i < data.len; i++) {
            out->sum = out->sum * 31 + (unsigned char)data.ptr[i] + 1;
        }
        out->taken += (size_t)n;
    }
    out->is_over = chunks->is_over;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    crew_span input = len < 1 ? crew_span_str("") : crew_span_of(bytes + 1, len - 1);
    crew_http_chunks chunks = {0}, parts = {0};
    outcome whole = {0}, split = {0};
    crew_http_field fields[8];
    uint32_t count;

    take(&chunks, input, &whole);
    take(&parts, crew_span_of(input.ptr, len > 0 && bytes[0] < input.len ? bytes[0] : input.len), &split);
    take(&parts, input, &split);
    MUST(whole.sum == split.sum && whole.problem == split.problem && whole.is_over == split.is_over);
    MUST(whole.problem != 0 || whole.taken == split.taken);
    MUST(crew_http_trailers_parse(fields, 8, &count, crew_span_skip(input, whole.taken)) <= (long)(input.len - whole.taken) && count <= 8);
    return 0;
}
