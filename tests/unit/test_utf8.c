#include "tests/unit/unit.h"

#include "core/base/utf8.h"

#define width(text) ((int)crew_utf8_width(crew_span_str(text)))
#define cut(text, columns) ((int)crew_utf8_cut(crew_span_str(text), (columns)))

TEST(characters_go_in_and_out)
{
    static const uint32_t characters[] = {0x41, 0x7ff, 0x800, 0xffff, 0x10000, 0x10ffff};

    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        char bytes[4];
        size_t len = crew_utf8_put(characters[i], bytes);
        uint32_t back = 0;

        assert_int_equal(crew_utf8_take(crew_span_of(bytes, len), &back), len);
        assert_int_equal(back, characters[i]);
        assert_int_equal(crew_utf8_take(crew_span_of(bytes, len - 1), &back), 0);
    }
    assert_int_equal(crew_utf8_columns(0x301), 0);
    assert_int_equal(crew_utf8_columns(0x1f600), 2);
}

TEST(a_character_takes_one_column_two_or_none)
{
    assert_int_equal(width(""), 0);
    assert_int_equal(width("plain"), 5);
    assert_int_equal(width("Größe"), 5);
    assert_int_equal(width("聊天服务"), 8);
    assert_int_equal(width("チャット"), 8);
    assert_int_equal(width("서버"), 4);
    assert_int_equal(width("A、B"), 4);
    assert_int_equal(width("e\xCC\x81"), 1); /* an accent that combines */
    assert_int_equal(width("🚀"), 2);
    assert_int_equal(width("─│●…"), 4);
}

TEST(what_is_no_utf8_takes_a_column_a_byte)
{
    assert_int_equal(width("\xFF\xFE"), 2);
    assert_int_equal(width("a\xE8\x81"), 3);   /* a character that ends early */
    assert_int_equal(width("\xE8\x81z"), 3);   /* and one that is interrupted */
    assert_int_equal(width("\xC4\xE3\xBA\xC3"), 4); /* GBK */
}

TEST(a_cut_never_parts_a_character)
{
    assert_int_equal(cut("plain", 3), 3);
    assert_int_equal(cut("plain", 9), 5);
    assert_int_equal(cut("聊天服务", 5), 6);
    assert_int_equal(cut("聊天服务", 1), 0);
    assert_int_equal(cut("e\xCC\x81x", 1), 3); /* the accent stays with its letter */
    assert_int_equal(cut("", 3), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_go_in_and_out),
        cmocka_unit_test(a_character_takes_one_column_two_or_none),
        cmocka_unit_test(what_is_no_utf8_takes_a_column_a_byte),
        cmocka_unit_test(a_cut_never_parts_a_character),
    };

    return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
