/*
 * http_range: see http_range.h.
 */
#include "core/proto/http_range.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/proto/http_chars.h"

/* Takes digits off the front of `rest`. False when there are none. What no uint64_t holds is as good as the largest: no file is that long. */
static bool range_take_number(crew_span *rest, uint64_t *number)
{
    size_t len = 0;

    *number = 0;
    for (; len < rest->len && crew_http_char_is_digit(rest->ptr[len]); len++) {
        uint64_t digit = (uint64_t)(rest->ptr[len] - '0');

        *number = *number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : *number * 10 + digit;
    }
    *rest = crew_span_skip(*rest, len);
    return len > 0;
}

/* "-500", the last 500 bytes. Of an empty representation there is no last byte that Content-Range could name, but it has all that was asked for. */
static crew_http_range_outcome range_parse_suffix(crew_span text, uint64_t size, crew_http_range *range)
{
    uint64_t length;

    if (!range_take_number(&text, &length) || text.len != 0) {
        return CREW_HTTP_RANGE_WHOLE;
    }
    if (length == 0) {
        return CREW_HTTP_RANGE_UNSATISFIABLE;
    }
    if (size == 0) {
        return CREW_HTTP_RANGE_WHOLE;
    }
    range->length = length < size ? length : size;
    range->first = size - range->length;
    return CREW_HTTP_RANGE_PART;
}

/* "0-499" or "500-" */
static crew_http_range_outcome range_parse_from(crew_span text, uint64_t size, crew_http_range *range)
{
    uint64_t first;
    uint64_t last = UINT64_MAX;

    if (!range_take_number(&text, &first) || text.len == 0 || *text.ptr != '-') {
        return CREW_HTTP_RANGE_WHOLE;
    }
    text = crew_span_skip(text, 1);
    if (text.len > 0 && (!range_take_number(&text, &last) || text.len != 0 || last < first)) {
        return CREW_HTTP_RANGE_WHOLE;
    }
    if (first >= size) {
        return CREW_HTTP_RANGE_UNSATISFIABLE;
    }
    range->first = first;
    range->length = (last < size ? last + 1 : size) - first;
    return CREW_HTTP_RANGE_PART;
}

crew_http_range_outcome crew_http_range_parse(crew_span header, uint64_t size, crew_http_range *range)
{
    crew_span set = header;
    crew_span unit = crew_http_cut(&set, '=');
    crew_span only = crew_http_element(&set);

    if (!crew_http_same(crew_http_trim(unit), "bytes") || only.len == 0 || crew_http_element(&set).len != 0) {
        return CREW_HTTP_RANGE_WHOLE;
    }
    return *only.ptr == '-' ? range_parse_suffix(crew_span_skip(only, 1), size, range) : range_parse_from(only, size, range);
}

size_t crew_http_content_range(char into[CREW_HTTP_CONTENT_RANGE_SIZE], const crew_http_range *range, uint64_t size)
{
    if (range == NULL) {
        return (size_t)snprintf(into, CREW_HTTP_CONTENT_RANGE_SIZE, "bytes */%" PRIu64, size);
    }
    return (size_t)snprintf(into, CREW_HTTP_CONTENT_RANGE_SIZE, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, range->first,
        range->first + range->length - 1, size);
}
