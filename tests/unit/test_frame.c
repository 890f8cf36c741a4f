#include "tests/unit/transcript.h"

#include "core/proto/codec.h"

TEST(every_transcript_gives_its_events_however_it_is_split)
{
    assert_true(transcript_run_folder(&crew_codec_frame, "frame") >= 16);
}

TEST(a_message_points_into_the_input)
{
    crew_codec_state codec_state = {0};
    crew_span message;
    const char *bytes = "\0\0\0\x09hello";

    assert_int_equal(crew_codec_frame.decode(NULL, &codec_state, crew_span_of(bytes, 9), 1024, &message), 9);
    assert_ptr_equal(message.ptr, bytes + 4);
    assert_int_equal(message.len, 5);
}

TEST(what_is_announced_is_refused_with_its_fourth_byte)
{
    crew_codec_state codec_state = {0};
    crew_span message;

    assert_int_equal(crew_codec_frame.decode(NULL, &codec_state, crew_span_of("\x7f\0\0", 3), 1024, &message), 0);
    assert_int_equal(crew_codec_frame.decode(NULL, &codec_state, crew_span_of("\x7f\0\0\0", 4), 1024, &message), CREW_ETOO_LARGE);
}

TEST(a_message_is_sent_without_a_copy)
{
    crew_codec_wire wire;
    crew_span message = crew_span_str("hello");

    assert_int_equal(crew_codec_frame.encode(NULL, message, &wire), 3);
    assert_ptr_equal(wire.parts[2].ptr, message.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_transcript_gives_its_events_however_it_is_split),
        cmocka_unit_test(a_message_points_into_the_input),
        cmocka_unit_test(what_is_announced_is_refused_with_its_fourth_byte),
        cmocka_unit_test(a_message_is_sent_without_a_copy),
    };

    return cmocka_run_group_tests_name("frame", tests, NULL, NULL);
}
