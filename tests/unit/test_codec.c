#include "tests/unit/unit.h"

#include "core/proto/codec.h"

static const crew_codec *find(const char *scheme)
{
    return crew_codec_find(crew_span_str(scheme));
}

TEST(each_scheme_has_its_codec)
{
    assert_ptr_equal(find("tcp"), &crew_codec_raw);
    assert_ptr_equal(find("unix"), &crew_codec_raw);
    assert_ptr_equal(find("text"), &crew_codec_text);
    assert_ptr_equal(find("frame"), &crew_codec_frame);
}

TEST(other_schemes_have_none)
{
    assert_null(find(""));
    assert_null(find("tc"));
    assert_null(find("tcpx"));
    assert_null(find("TCP"));
    assert_null(crew_codec_find(crew_span_of("text\0", 5)));
}

TEST(the_words_about_schemes_name_those_that_exist)
{
    assert_words("tcp", crew_codec_schemes());
    assert_words("unix", crew_codec_schemes());
    assert_words("text", crew_codec_schemes());
    assert_words("frame", crew_codec_schemes());
}

TEST(only_a_protocol_has_messages)
{
    assert_false(crew_codec_raw.has_messages);
    assert_true(crew_codec_text.has_messages);
    assert_true(crew_codec_frame.has_messages);
    assert_true(crew_codec_delimiter.has_messages);
    assert_true(crew_codec_length.has_messages);
    assert_true(crew_codec_host.has_messages);
}

TEST(what_is_kept_of_a_connection_is_small)
{
    assert_true(sizeof(crew_codec_state) <= 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_scheme_has_its_codec),
        cmocka_unit_test(other_schemes_have_none),
        cmocka_unit_test(the_words_about_schemes_name_those_that_exist),
        cmocka_unit_test(only_a_protocol_has_messages),
        cmocka_unit_test(what_is_kept_of_a_connection_is_small),
    };

    return cmocka_run_group_tests_name("codec", tests, NULL, NULL);
}
