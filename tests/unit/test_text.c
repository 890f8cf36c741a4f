#include "tests/unit/transcript.h"

#include "core/proto/codec.h"

TEST(every_transcript_gives_its_events_however_it_is_split)
{
    assert_true(transcript_run_folder(&crew_codec_text, "text") >= 26);
}

TEST(a_message_points_into_the_input)
{
    crew_codec_state codec_state = {0};
    crew_span message;
    const char *bytes = "hello\r\nworld";

    assert_int_equal(crew_codec_text.decode(NULL, &codec_state, crew_span_of(bytes, 12), 1024, &message), 7);
    assert_ptr_equal(message.ptr, bytes);
    assert_int_equal(message.len, 5);
}

TEST(bytes_already_looked_at_are_not_looked_at_again)
{
    crew_codec_state codec_state = {0};
    crew_span message;

    assert_int_equal(crew_codec_text.decode(NULL, &codec_state, crew_span_str("hello"), 1024, &message), 0);
    assert_int_equal(codec_state.scanned, 5);
    assert_int_equal(crew_codec_text.decode(NULL, &codec_state, crew_span_str("hello world"), 1024, &message), 0);
    assert_int_equal(codec_state.scanned, 11);
    assert_int_equal(crew_codec_text.decode(NULL, &codec_state, crew_span_str("hello world\n"), 1024, &message), 12);
    assert_int_equal(codec_state.scanned, 0);
}

TEST(an_endless_line_is_refused_before_more_than_limit_and_two_bytes_wait)
{
    transcript script = {.path = "endless", .limit = 1000};
    char x[4000];

    memset(x, 'x', sizeof x);
    transcript_add(&script.in, x, sizeof x);
    for (size_t cut = 0; cut <= 1003; cut++) {
        size_t waiting;
        size_t most_waiting;
        transcript_bytes got = transcript_feed(&crew_codec_text, &script, cut, 1, &waiting, &most_waiting);

        assert_int_equal(got.len, strlen("error 9 too-large\n"));
        assert_true(most_waiting <= 1000 + 2);
        free(got.ptr);
    }
    free(script.in.ptr);
}

TEST(carriage_returns_without_end_are_refused_too)
{
    transcript script = {.path = "returns", .limit = 1000};
    char r[4000];
    size_t waiting;
    size_t most_waiting;
    transcript_bytes got;

    memset(r, '\r', sizeof r);
    transcript_add(&script.in, r, sizeof r);
    got = transcript_feed(&crew_codec_text, &script, 0, 1, &waiting, &most_waiting);
    assert_int_equal(got.len, strlen("error 9 too-large\n"));
    assert_true(most_waiting <= 1000 + 2);
    free(got.ptr);
    free(script.in.ptr);
}

TEST(the_largest_limit_is_no_trouble)
{
    crew_codec_state codec_state = {0};
    crew_span message;

    assert_int_equal(crew_codec_text.decode(NULL, &codec_state, crew_span_str("hello"), SIZE_MAX - 1, &message), 0);
    assert_int_equal(crew_codec_text.decode(NULL, &codec_state, crew_span_str("hello\n"), SIZE_MAX - 1, &message), 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_transcript_gives_its_events_however_it_is_split),
        cmocka_unit_test(a_message_points_into_the_input),
        cmocka_unit_test(bytes_already_looked_at_are_not_looked_at_again),
        cmocka_unit_test(an_endless_line_is_refused_before_more_than_limit_and_two_bytes_wait),
        cmocka_unit_test(carriage_returns_without_end_are_refused_too),
        cmocka_unit_test(the_largest_limit_is_no_trouble),
    };

    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
