#include "tests/unit/transcript.h"

#include "core/proto/codec.h"

static crew_framing by(const char *delimiter)
{
    crew_framing framing = {0};

    assert_int_equal(crew_framing_set_delimiter(&framing, crew_span_str(delimiter), NULL), 0);
    return framing;
}

TEST(every_transcript_gives_its_events_however_it_is_split)
{
    assert_true(transcript_run_folder(&crew_codec_delimiter, "delimiter") >= 16);
}

TEST(bytes_already_looked_at_are_not_looked_at_again)
{
    crew_framing framing = by("\r\n");
    crew_codec_state codec_state = {0};
    crew_span message;

    assert_int_equal(crew_codec_delimiter.decode(&framing, &codec_state, crew_span_str("hello\r"), 1024, &message), 0);
    assert_int_equal(codec_state.scanned, 5);
    assert_int_equal(crew_codec_delimiter.decode(&framing, &codec_state, crew_span_str("hello\rworld"), 1024, &message), 0);
    assert_int_equal(codec_state.scanned, 11);
    assert_int_equal(crew_codec_delimiter.decode(&framing, &codec_state, crew_span_str("hello\rworld\r\n"), 1024, &message), 13);
    assert_int_equal(codec_state.scanned, 0);
    assert_int_equal(message.len, 11);
}

TEST(an_endless_message_is_refused_before_more_than_limit_and_delimiter_wait)
{
    transcript script = {.path = "endless", .limit = 1000, .framing = by("--end-!")};
    char x[4000];

    for (size_t i = 0; i < sizeof x; i++) {
        x[i] = "--end-"[i % 6]; /* the worst: nearly one, again and again */
    }
    transcript_add(&script.in, x, sizeof x);
    for (size_t cut = 0; cut <= 1003; cut++) {
        size_t waiting;
        size_t most_waiting;
        transcript_bytes got = transcript_feed(&crew_codec_delimiter, &script, cut, 1, &waiting, &most_waiting);

        assert_int_equal(got.len, strlen("error 9 too-large\n"));
        assert_true(most_waiting <= 1000 + 7);
        free(got.ptr);
    }
    free(script.in.ptr);
}

TEST(the_largest_limit_is_no_trouble)
{
    crew_framing framing = by("\r\n");
    crew_codec_state codec_state = {0};
    crew_span message;

    assert_int_equal(crew_codec_delimiter.decode(&framing, &codec_state, crew_span_str("hello"), SIZE_MAX, &message), 0);
    assert_int_equal(crew_codec_delimiter.decode(&framing, &codec_state, crew_span_str("hello\r\n"), SIZE_MAX, &message), 7);
}

TEST(a_delimiter_has_1_to_64_bytes)
{
    char x[CREW_DELIMITER_MAX + 1];
    crew_framing framing = {0};
    crew_err err;

    memset(x, 'x', sizeof x);
    assert_int_equal(crew_framing_set_delimiter(&framing, crew_span_of(x, CREW_DELIMITER_MAX), &err), 0);
    assert_int_equal(framing.delimiter_len, CREW_DELIMITER_MAX);
    assert_int_equal(crew_framing_set_delimiter(&framing, crew_span_of(x, sizeof x), &err), CREW_ERANGE);
    assert_string_equal(err.text, "frame.delimiter must be of 1 to 64 bytes, 65 given");
    assert_int_equal(crew_framing_set_delimiter(&framing, crew_span_str(""), &err), CREW_ERANGE);
    assert_words("0 given", err.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_transcript_gives_its_events_however_it_is_split),
        cmocka_unit_test(bytes_already_looked_at_are_not_looked_at_again),
        cmocka_unit_test(an_endless_message_is_refused_before_more_than_limit_and_delimiter_wait),
        cmocka_unit_test(the_largest_limit_is_no_trouble),
        cmocka_unit_test(a_delimiter_has_1_to_64_bytes),
    };

    return cmocka_run_group_tests_name("delimiter", tests, NULL, NULL);
}
