/*
 * Pairs, cookies and parameters lie within what they were cut from, and nothing becomes longer by decoding.
 */
#include <stdint.h>
#include <stdlib.h>

#include "core/proto/http_form.h"
#include "core/proto/http_params.h"

static void fuzz_check(bool is_right)
{
    if (!is_right) {
        abort();
    }
}

static void fuzz_decode(crew_span all, crew_span raw)
{
    char *copy = malloc(raw.len + 1);

    fuzz_check(raw.ptr >= all.ptr && raw.ptr + raw.len <= all.ptr + all.len);
    fuzz_check(crew_http_decode(copy, raw, true) <= raw.len);
    fuzz_check(crew_http_param_decode_extended(copy, raw) <= (long)raw.len);
    fuzz_check(crew_http_param_decode(copy, &(crew_http_param){.value = raw, .is_quoted = true}) <= raw.len);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    crew_span all = crew_span_of(data, size);
    crew_http_pair pair;
    crew_http_param param;
    crew_span value;
    crew_span rest;

    for (rest = all; crew_http_form_next(&rest, &pair);) {
        fuzz_decode(all, pair.name);
        fuzz_decode(all, pair.value);
    }
    for (rest = all; crew_http_cookie_next(&rest, &pair);) {
        fuzz_decode(all, pair.value);
        fuzz_check(pair.name.len > 0 && crew_http_cookie_find(all, pair.name, &value));
    }
    for (fuzz_decode(all, crew_http_params_begin(all, &rest)); crew_http_params_next(&rest, &param) > 0;) {
        fuzz_decode(all, param.value);
    }
    return 0;
}
