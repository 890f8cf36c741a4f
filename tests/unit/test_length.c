#include "tests/unit/transcript.h"

#include "core/proto/codec.h"

static long decode(const crew_length_field *field, const char *bytes, size_t len, size_t limit)
{
    crew_framing framing = {.length = *field};
    crew_codec_state codec_state = {0};
    crew_span message;

    return crew_codec_length.decode(&framing, &codec_state, crew_span_of(bytes, len), limit, &message);
}

TEST(every_transcript_gives_its_events_however_it_is_split)
{
    assert_true(transcript_run_folder(&crew_codec_length, "length") >= 34);
}

TEST(the_header_is_not_read_again_while_the_message_is_awaited)
{
    crew_framing framing = {.length = {.size = 2}};
    crew_codec_state codec_state = {0};
    crew_span message;

    assert_int_equal(crew_codec_length.decode(&framing, &codec_state, crew_span_of("\0\x05he", 4), 1024, &message), 0);
    assert_int_equal(codec_state.needed, 7);
    assert_int_equal(crew_codec_length.decode(&framing, &codec_state, crew_span_of("??hell", 6), 1024, &message), 0);
    assert_int_equal(crew_codec_length.decode(&framing, &codec_state, crew_span_of("\0\x05hello", 7), 1024, &message), 7);
    assert_int_equal(codec_state.needed, 0);
}

TEST(no_number_and_no_adjustment_overflow)
{
    static const int64_t adjusts[] = {-CREW_LENGTH_ADJUST_MAX, -1, 0, 1, CREW_LENGTH_ADJUST_MAX};
    static const char numbers[][9] = {"\xff\xff\xff\xff\xff\xff\xff\xff", "\x80\0\0\0\0\0\0\0", "\x7f\xff\xff\xff\xff\xff\xff\xff", "\x40\0\0\0\0\0\0\0"};

    for (size_t i = 0; i < sizeof adjusts / sizeof adjusts[0]; i++) {
        for (size_t j = 0; j < sizeof numbers / sizeof numbers[0]; j++) {
            crew_length_field field = {.size = 8, .adjust = adjusts[i], .is_inclusive = i % 2 != 0};

            assert_int_equal(decode(&field, numbers[j], 8, 1024 * 1024 * 1024), CREW_ETOO_LARGE);
        }
    }
}

TEST(the_largest_limit_is_no_trouble)
{
    crew_length_field field = {.size = 8};

    assert_int_equal(decode(&field, "\x40\0\0\0\0\0\0\0", 8, SIZE_MAX), 0);
    assert_int_equal(decode(&field, "\x40\0\0\0\0\0\0\x01", 8, SIZE_MAX), CREW_ETOO_LARGE);
    assert_int_equal(decode(&field, "\0\0\0\0\0\0\0\x01x", 9, SIZE_MAX), 9);
}

TEST(the_smallest_and_the_largest_adjustment_may_be_sent)
{
    crew_framing framing = {.length = {.size = 8, .adjust = -CREW_LENGTH_ADJUST_MAX}};
    crew_codec_wire wire;

    assert_int_equal(crew_codec_length.encode(&framing, crew_span_str("x"), &wire), 3);
    assert_true(crew_span_eq(wire.parts[1], crew_span_of("\0\0\0\0\x40\0\0\x01", 8)));
    framing.length.adjust = CREW_LENGTH_ADJUST_MAX;
    assert_int_equal(crew_codec_length.encode(&framing, crew_span_str("x"), &wire), CREW_EMALFORMED);
}

#define assert_refused(field, words)                                                                                    \
    do {                                                                                                                \
        crew_err refused_err = {0};                                                                                     \
        assert_int_equal(crew_framing_check_length(&(field), &refused_err), CREW_ERANGE);                               \
        assert_words(words, refused_err.text);                                                                          \
    } while (0)

TEST(options_out_of_range_are_named)
{
    assert_refused(((crew_length_field){.size = 5}), "frame.length.size must be 1, 2, 3, 4, 8 or \"varint\", 5 given");
    assert_refused(((crew_length_field){.size = -1}), "-1 given");
    assert_refused(((crew_length_field){.size = 9}), "9 given");
    assert_refused(((crew_length_field){.size = 4, .offset = -1}), "frame.length.offset must be between 0 and 1024, -1 given");
    assert_refused(((crew_length_field){.size = 4, .offset = 1025, .keeps_header = true}), "1025 given");
    assert_refused(((crew_length_field){.size = 4, .offset = 1}), "frame.length.header must be true");
    assert_refused(((crew_length_field){.size = 4, .adjust = INT64_MIN}), "frame.length.adjust must be between");
    assert_refused(((crew_length_field){.size = 4, .adjust = INT64_MAX}), "frame.length.adjust must be between");
    assert_refused(((crew_length_field){.size = CREW_LENGTH_VARINT, .is_little = true}), "frame.length.endian");
}

TEST(options_in_range_are_taken)
{
    crew_length_field field = {.size = 3, .offset = 1024, .keeps_header = true, .adjust = -CREW_LENGTH_ADJUST_MAX};

    assert_int_equal(crew_framing_check_length(&field, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_transcript_gives_its_events_however_it_is_split),
        cmocka_unit_test(the_header_is_not_read_again_while_the_message_is_awaited),
        cmocka_unit_test(no_number_and_no_adjustment_overflow),
        cmocka_unit_test(the_largest_limit_is_no_trouble),
        cmocka_unit_test(the_smallest_and_the_largest_adjustment_may_be_sent),
        cmocka_unit_test(options_out_of_range_are_named),
        cmocka_unit_test(options_in_range_are_taken),
    };

    return cmocka_run_group_tests_name("length", tests, NULL, NULL);
}
