#include "tests/unit/unit.h"

#include "core/proto/codec.h"

static long decode(const char *bytes, size_t len, size_t limit, crew_span *message)
{
    crew_codec_state codec_state = {0};

    return crew_codec_raw.decode(NULL, &codec_state, crew_span_of(bytes, len), limit, message);
}

TEST(what_one_read_brings_is_one_message)
{
    const char *bytes = "one\ntwo";
    crew_span message;

    assert_int_equal(decode(bytes, 7, 1024, &message), 7);
    assert_ptr_equal(message.ptr, bytes);
    assert_int_equal(message.len, 7);
}

TEST(nul_bytes_are_bytes_like_others)
{
    crew_span message;

    assert_int_equal(decode("\0a\0", 3, 1024, &message), 3);
    assert_true(crew_span_eq(message, crew_span_of("\0a\0", 3)));
}

TEST(the_limit_is_for_protocols)
{
    crew_span message;

    assert_int_equal(decode("hello", 5, 1, &message), 5);
    assert_int_equal(message.len, 5);
}

TEST(sending_changes_nothing_and_copies_nothing)
{
    crew_codec_wire wire;
    crew_span message = crew_span_of("a\0b", 3);

    assert_int_equal(crew_codec_raw.encode(NULL, message, &wire), 1);
    assert_ptr_equal(wire.parts[0].ptr, message.ptr);
    assert_int_equal(wire.parts[0].len, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_read_brings_is_one_message),
        cmocka_unit_test(nul_bytes_are_bytes_like_others),
        cmocka_unit_test(the_limit_is_for_protocols),
        cmocka_unit_test(sending_changes_nothing_and_copies_nothing),
    };

    return cmocka_run_group_tests_name("raw", tests, NULL, NULL);
}
