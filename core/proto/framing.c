/*
 * framing: see framing.h.
 */
#include "core/proto/framing.h"

#include <inttypes.h>

int crew_framing_set_delimiter(crew_framing *framing, crew_span delimiter, crew_err *err)
{
    if (delimiter.len == 0 || delimiter.len > CREW_DELIMITER_MAX) {
        return crew_err_set(err, CREW_ERANGE, "frame.delimiter must be of 1 to %d bytes, %zu given", CREW_DELIMITER_MAX, delimiter.len);
    }
    memcpy(framing->delimiter, delimiter.ptr, delimiter.len);
    framing->delimiter_len = delimiter.len;
    return 0;
}

static bool framing_is_size(int64_t size)
{
    return size == CREW_LENGTH_VARINT || (size >= 1 && size <= 4) || size == 8;
}

int crew_framing_check_length(const crew_length_field *field, crew_err *err)
{
    if (!framing_is_size(field->size)) {
        return crew_err_set(err, CREW_ERANGE, "frame.length.size must be 1, 2, 3, 4, 8 or \"varint\", %" PRId64 " given", field->size);
    }
    if (field->offset < 0 || field->offset > CREW_LENGTH_OFFSET_MAX) {
        return crew_err_set(err, CREW_ERANGE, "frame.length.offset must be between 0 and %d, %" PRId64 " given", CREW_LENGTH_OFFSET_MAX,
            field->offset);
    }
    if (field->adjust < -CREW_LENGTH_ADJUST_MAX || field->adjust > CREW_LENGTH_ADJUST_MAX) {
        return crew_err_set(err, CREW_ERANGE, "frame.length.adjust must be between %" PRId64 " and %" PRId64 ", %" PRId64 " given",
            -CREW_LENGTH_ADJUST_MAX, CREW_LENGTH_ADJUST_MAX, field->adjust);
    }
    if (field->size == CREW_LENGTH_VARINT && field->is_little) {
        return crew_err_set(err, CREW_ERANGE, "frame.length.endian is for numbers of a fixed size, not for a varint");
    }
    if (field->offset > 0 && !field->keeps_header) {
        return crew_err_set(err, CREW_ERANGE, "frame.length.header must be true with an offset of %" PRId64
            ": nothing else would say what to send before the length", field->offset);
    }
    return 0;
}
