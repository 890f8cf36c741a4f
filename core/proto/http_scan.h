/*
 * http_scan: how far a run of bytes of one kind reaches, 16 at a time where the processor can (SSE2 belongs to every x86-64, NEON to every
 * AArch64). Wider registers do not pay: the lines of a head are short. Nothing behind `end` is read.
 *
 * Each kind has a plain function, which is the definition, and a fast one beside it; the fuzzers see that they agree.
 */
#ifndef CREW_PROTO_HTTP_SCAN_H
#define CREW_PROTO_HTTP_SCAN_H

#include <stdint.h>

#include "core/proto/http_chars.h"

/* The first byte that is not of that kind, or `end`. */
static inline const char *crew_http_scan_plain(const char *at, const char *end, unsigned kind)
{
    while (at < end && crew_http_byte_is(*at, kind)) {
        at++;
    }
    return at;
}

/* Below, a mask has CREW_LANE_BITS bits for each of 16 bytes, the first byte lowest. */
#if defined(__GNUC__) && defined(__SSE2__)

#include <emmintrin.h>

#define CREW_HTTP_SCAN_FAST
#define CREW_LANE_BITS 1
typedef __m128i crew_lanes;

static inline crew_lanes crew_lanes_load(const char *at) { return _mm_loadu_si128((const __m128i *)at); }
static inline crew_lanes crew_lanes_all(unsigned char byte) { return _mm_set1_epi8((char)byte); }
static inline crew_lanes crew_lanes_equal(crew_lanes a, crew_lanes b) { return _mm_cmpeq_epi8(a, b); }
static inline crew_lanes crew_lanes_up_to(crew_lanes a, crew_lanes most) { return _mm_cmpeq_epi8(_mm_min_epu8(a, most), a); }
static inline crew_lanes crew_lanes_or(crew_lanes a, crew_lanes b) { return _mm_or_si128(a, b); }
static inline crew_lanes crew_lanes_less(crew_lanes a, crew_lanes b) { return _mm_sub_epi8(a, b); }
static inline crew_lanes crew_lanes_without(crew_lanes a, crew_lanes b) { return _mm_andnot_si128(b, a); }
static inline uint64_t crew_lanes_mask(crew_lanes a) { return (uint64_t)_mm_movemask_epi8(a); }

#elif defined(__GNUC__) && defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

#include <arm_neon.h>

#define CREW_HTTP_SCAN_FAST
#define CREW_LANE_BITS 4
typedef uint8x16_t crew_lanes;

static inline crew_lanes crew_lanes_load(const char *at) { return vld1q_u8((const uint8_t *)at); }
static inline crew_lanes crew_lanes_all(unsigned char byte) { return vdupq_n_u8(byte); }
static inline crew_lanes crew_lanes_equal(crew_lanes a, crew_lanes b) { return vceqq_u8(a, b); }
static inline crew_lanes crew_lanes_up_to(crew_lanes a, crew_lanes most) { return vcleq_u8(a, most); }
static inline crew_lanes crew_lanes_or(crew_lanes a, crew_lanes b) { return vorrq_u8(a, b); }
static inline crew_lanes crew_lanes_less(crew_lanes a, crew_lanes b) { return vsubq_u8(a, b); }
static inline crew_lanes crew_lanes_without(crew_lanes a, crew_lanes b) { return vbicq_u8(a, b); }
static inline uint64_t crew_lanes_mask(crew_lanes a)
{
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(a), 4)), 0);
}

#endif

#ifdef CREW_HTTP_SCAN_FAST

/* Marks the bytes that are not of a value. */
static inline uint64_t crew_lanes_end_value(crew_lanes bytes)
{
    crew_lanes control = crew_lanes_without(crew_lanes_up_to(bytes, crew_lanes_all(0x1f)), crew_lanes_equal(bytes, crew_lanes_all('\t')));

    return crew_lanes_mask(crew_lanes_or(control, crew_lanes_equal(bytes, crew_lanes_all(0x7f))));
}

/* Marks the bytes that are not of a target. */
static inline uint64_t crew_lanes_end_target(crew_lanes bytes)
{
    crew_lanes special = crew_lanes_or(crew_lanes_equal(bytes, crew_lanes_all(0x7f)), crew_lanes_equal(bytes, crew_lanes_all('#')));

    return crew_lanes_mask(crew_lanes_or(special, crew_lanes_up_to(bytes, crew_lanes_all(' '))));
}

/* Marks what is neither a letter nor "-": few header names have anything else, so the rest is left to the plain way. */
static inline uint64_t crew_lanes_end_word(crew_lanes bytes)
{
    crew_lanes from_a = crew_lanes_less(crew_lanes_or(bytes, crew_lanes_all(0x20)), crew_lanes_all('a'));
    crew_lanes word = crew_lanes_or(crew_lanes_up_to(from_a, crew_lanes_all(25)), crew_lanes_equal(bytes, crew_lanes_all('-')));

    return crew_lanes_mask(crew_lanes_without(crew_lanes_all(0xff), word));
}

static inline unsigned crew_lanes_first(uint64_t mask)
{
    return (unsigned)__builtin_ctzll(mask) / CREW_LANE_BITS;
}

/* The first byte that is marked becomes the result. Fewer than 16 bytes are left for the plain way. */
#define CREW_HTTP_SCAN(at, end, marks)                 \
    for (; end - at >= 16; at += 16) {                 \
        uint64_t mask = marks(crew_lanes_load(at));    \
        if (mask != 0) {                               \
            return at + crew_lanes_first(mask);        \
        }                                              \
    }
#else
#define CREW_HTTP_SCAN(at, end, marks)
#endif

static inline const char *crew_http_scan_value(const char *at, const char *end)
{
    CREW_HTTP_SCAN(at, end, crew_lanes_end_value)
    return crew_http_scan_plain(at, end, CREW_HTTP_BYTE_VALUE);
}

static inline const char *crew_http_scan_target(const char *at, const char *end)
{
    CREW_HTTP_SCAN(at, end, crew_lanes_end_target)
    return crew_http_scan_plain(at, end, CREW_HTTP_BYTE_TARGET);
}

/* What a fast scan of words has stopped at may be another byte of a token: the plain way looks at it again. */
static inline const char *crew_http_scan_word(const char *at, const char *end)
{
    CREW_HTTP_SCAN(at, end, crew_lanes_end_word)
    return crew_http_scan_plain(at, end, CREW_HTTP_BYTE_TOKEN);
}

static inline const char *crew_http_scan_token(const char *at, const char *end)
{
    return crew_http_scan_plain(crew_http_scan_word(at, end), end, CREW_HTTP_BYTE_TOKEN);
}

#endif
