/*
 * A head: the first two bytes say where it is cut in two, and which limits hold. Its result lies within the input, is the same in two parts,
 * and does not change with what follows it.
 */
#include "tests/fuzz/support/fuzz.h"

#include "core/proto/http_scan.h"

static void check_scans(const char *at, const char *end)
{
    MUST(crew_http_scan_value(at, end) == crew_http_scan_plain(at, end, CREW_HTTP_BYTE_VALUE));
    MUST(crew_http_scan_target(at, end) == crew_http_scan_plain(at, end, CREW_HTTP_BYTE_TARGET));
    MUST(crew_http_scan_token(at, end) == crew_http_scan_plain(at, end, CREW_HTTP_BYTE_TOKEN));
}

static void check_place(const crew_http_head *head, crew_http_place place)
{
    MUST(place.at <= head->size && place.len <= head->size - place.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static crew_http_head head, again;
    crew_span input = len < 2 ? crew_span_str("") : crew_span_of(bytes + 2, len - 2);
    crew_http_limits limits = {.line = 4096, .head = 65536, .fields = 64};
    uint32_t scanned = 0;
    long taken, early;

    if (len >= 2 && bytes[1] & 1) {
        limits = (crew_http_limits){.line = 16 + bytes[1] / 2, .head = 32 + bytes[1], .fields = bytes[1] % 8};
    }
    taken = crew_http_head_parse(&head, input, &limits, &scanned);
    MUST(taken <= (long)input.len && taken > -CREW_HTTP_PROBLEM_END && scanned == (taken == 0 ? input.len : 0));
    scanned = 0;
    early = crew_http_head_parse(&again, crew_span_of(input.ptr, len < 2 || bytes[0] > input.len ? input.len : bytes[0]), &limits, &scanned);
    MUST((early != 0 ? early : crew_http_head_parse(&again, input, &limits, &scanned)) == taken);
    check_scans(input.ptr + (input.len + 1) / 3, input.ptr + input.len);
    if (taken > 0) {
        MUST(head.count == again.count && memcmp(head.fields, again.fields, head.count * sizeof *head.fields) == 0);
        MUST(!(head.is_chunked && head.has_length) && head.count <= limits.fields && head.size <= limits.head);
        for (uint32_t i = 0; i < head.count; i++) {
            check_place(&head, head.fields[i].name);
            check_place(&head, head.fields[i].value);
            MUST(crew_http_is_token(crew_http_at(input.ptr, head.fields[i].name)) && crew_http_is_value(crew_http_at(input.ptr, head.fields[i].value)));
        }
    }
    return 0;
}
