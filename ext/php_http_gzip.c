/*
 * php_http_gzip: see php_http_gzip.h.
 */
#include "ext/php_http_gzip.h"

#include <zlib.h>

#include "core/proto/http_chars.h"
#include "core/proto/http_params.h"

#define GZIP_WINDOW (MAX_WBITS + 16) /* with gzip's header and trailer rather than zlib's */
#define GZIP_MEMORY 8
#define GZIP_LIMIT UINT32_MAX        /* what zlib counts in */

zend_string *php_crew_http_gzip(crew_span text)
{
    z_stream stream = {0};
    zend_string *packed;
    int result;

    if (text.len > GZIP_LIMIT || deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK) {
        return NULL;
    }
    packed = zend_string_alloc(text.len, false);
    stream.next_in = (Bytef *)(uintptr_t)text.ptr; /* which zlib only reads */
    stream.avail_in = (uInt)text.len;
    stream.next_out = (Bytef *)ZSTR_VAL(packed);
    stream.avail_out = (uInt)text.len;
    result = deflate(&stream, Z_FINISH);
    (void)deflateEnd(&stream);
    if (result != Z_STREAM_END) {
        zend_string_release(packed);
        return NULL;
    }
    packed = zend_string_truncate(packed, stream.total_out, false);
    ZSTR_VAL(packed)[ZSTR_LEN(packed)] = '\0';
    return packed;
}

static bool gzip_begins_with(crew_span text, const char *lower)
{
    size_t length = strlen(lower);

    return text.len >= length && crew_http_same(crew_span_of(text.ptr, length), lower);
}

static bool gzip_ends_with(crew_span text, const char *lower)
{
    size_t length = strlen(lower);

    return text.len >= length && crew_http_same(crew_span_skip(text, text.len - length), lower);
}

bool php_crew_http_gzip_is_worth_it(crew_span content_type)
{
    crew_span rest;
    crew_span type = crew_http_params_begin(content_type, &rest);

    return gzip_begins_with(type, "text/") || gzip_ends_with(type, "json") || gzip_ends_with(type, "xml") || gzip_ends_with(type, "javascript");
}
