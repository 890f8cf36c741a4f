/* No path leads out: the result has no "..", no slash in front, no NUL and no backslash; cleaned where it lies it is the same. */
#include <stdint.h>
#include <stdlib.h>

#include "core/proto/http_path.h"

static void fuzz_check(bool is_right)
{
    if (!is_right) {
        abort();
    }
}

static void fuzz_check_path(const char *path, size_t len)
{
    size_t start = 0;

    for (size_t i = 0; i <= len; i++) {
        if (i == len || path[i] == '/') {
            crew_span segment = crew_span_of(path + start, i - start);

            fuzz_check(segment.len > 0 || i == len);
            fuzz_check(!crew_span_eq(segment, crew_span_str(".")) && !crew_span_eq(segment, crew_span_str("..")));
            start = i + 1;
        } else {
            fuzz_check(path[i] != '\\' && (unsigned char)path[i] >= ' ' && path[i] != '\x7f');
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *apart = malloc(size + 1);
    char *in_place = malloc(size + 1);
    long len = crew_http_path_clean(apart, crew_span_of(data, size));

    if (size > 0) {
        memcpy(in_place, data, size);
    }
    fuzz_check(crew_http_path_clean(in_place, crew_span_of(in_place, size)) == len && len <= (long)size);
    if (len >= 0) {
        fuzz_check(memcmp(apart, in_place, (size_t)len) == 0);
        fuzz_check_path(apart, (size_t)len);
    }
    free(apart);
    free(in_place);
    return 0;
}
