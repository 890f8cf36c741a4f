/*
 * http_accept: see http_accept.h.
 */
#include "core/proto/http_accept.h"

#include "core/proto/http_chars.h"

#define ACCEPT_UNSAID (-1)

/* A qvalue (RFC 9110 section 12.4.2) in thousandths, -1 when it is none. */
static int accept_quality(crew_span text)
{
    int quality;

    if (text.len == 0 || text.len > 5 || (*text.ptr != '0' && *text.ptr != '1') || (text.len > 1 && text.ptr[1] != '.')) {
        return -1;
    }
    quality = (*text.ptr - '0') * 1000;
    for (size_t i = 2, worth = 100; i < text.len; i++, worth /= 10) {
        if (!crew_http_char_is_digit(text.ptr[i])) {
            return -1;
        }
        quality += (text.ptr[i] - '0') * (int)worth;
    }
    return quality <= 1000 ? quality : -1;
}

/* The quality that one element gives its coding, which `element` then is; -1 when it is malformed. */
static int accept_take_quality(crew_span *element)
{
    crew_span weight = *element;

    *element = crew_http_trim(crew_http_cut(&weight, ';'));
    weight = crew_http_trim(weight);
    if (weight.len == 0) {
        return 1000;
    }
    return crew_http_same(crew_http_trim(crew_http_cut(&weight, '=')), "q") ? accept_quality(crew_http_trim(weight)) : -1;
}

bool crew_http_accepts_gzip(crew_span accept_encoding)
{
    int gzip = ACCEPT_UNSAID;
    int identity = ACCEPT_UNSAID;
    int others = ACCEPT_UNSAID;
    crew_span element;

    while ((element = crew_http_element(&accept_encoding)).len > 0) {
        int quality = accept_take_quality(&element);

        /* The old name is to be taken for the new one, RFC 9110 section 8.4.1.3. */
        if (crew_http_same(element, "gzip") || crew_http_same(element, "x-gzip")) {
            gzip = quality > gzip ? quality : gzip;
        } else if (crew_http_same(element, "identity")) {
            identity = quality;
        } else if (crew_http_same(element, "*")) {
            others = quality;
        }
    }
    gzip = gzip == ACCEPT_UNSAID ? others : gzip;
    return gzip > 0 && gzip >= identity;
}
