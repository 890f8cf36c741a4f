#include "tests/unit/unit.h"

#include "core/base/table.h"

static const crew_table_look plain = {.width = 100};
static const crew_table_look wide = {.width = 100, .has_utf8 = true};

static const char *shown(crew_table *table, const crew_table_look *look)
{
    static char text[2048];
    crew_buf *out = NULL;
    crew_span bytes;

    crew_table_write(table, look, &out);
    bytes = crew_buf_peek(out);
    assert_true(bytes.len < sizeof text);
    memcpy(text, bytes.ptr, bytes.len);
    text[bytes.len] = '\0';
    crew_buf_clear(&out);
    return text;
}

TEST(columns_are_aligned)
{
    crew_table *table = crew_table_new((const char *const[]){"name", ">n", "how", NULL});

    crew_table_cell(table, CREW_TABLE_PLAIN, "a");
    crew_table_cell(table, CREW_TABLE_PLAIN, "%d", 1234);
    crew_table_cell(table, CREW_TABLE_PLAIN, "well");
    crew_table_cell(table, CREW_TABLE_PLAIN, "longer");
    crew_table_cell(table, CREW_TABLE_PLAIN, "5");
    crew_table_cell(table, CREW_TABLE_PLAIN, "x");
    assert_string_equal(shown(table, &plain),
        "  name       n  how\n"
        "  a       1234  well\n"
        "  longer     5  x\n");
    crew_table_free(table);
}

TEST(wide_characters_take_two_columns)
{
    crew_table *table = crew_table_new((const char *const[]){"name", "x", NULL});

    crew_table_cell(table, CREW_TABLE_PLAIN, "\xe5\x90\x8d\xe5\x89\x8d");
    crew_table_cell(table, CREW_TABLE_PLAIN, "1");
    crew_table_cell(table, CREW_TABLE_PLAIN, "abc");
    crew_table_cell(table, CREW_TABLE_PLAIN, "2");
    assert_string_equal(shown(table, &wide), "  name  x\n  \xe5\x90\x8d\xe5\x89\x8d  1\n  abc   2\n");
    assert_string_equal(shown(table, &plain), "  name  x\n  ??    1\n  abc   2\n");
    crew_table_free(table);
}

TEST(what_is_too_wide_loses_optional_columns_first_and_then_text)
{
    crew_table *table = crew_table_new((const char *const[]){"text", ">number", "?>extra", NULL});
    crew_table_look look = {.width = 24};

    crew_table_cell(table, CREW_TABLE_PLAIN, "twelve chars");
    crew_table_cell(table, CREW_TABLE_PLAIN, "123456");
    crew_table_cell(table, CREW_TABLE_PLAIN, "9");
    assert_string_equal(shown(table, &look), "  text          number\n  twelve chars  123456\n");
    look.width = 18;
    assert_string_equal(shown(table, &look), "  text      number\n  twelve ~  123456\n");
    look.has_utf8 = true;
    assert_string_equal(shown(table, &look), "  text      number\n  twelve \xe2\x80\xa6  123456\n");
    look.width = 31;
    assert_string_equal(shown(table, &look), "  text          number  extra\n  twelve chars  123456      9\n");
    crew_table_free(table);
}

TEST(colour_is_only_where_it_is_wanted)
{
    crew_table *table = crew_table_new((const char *const[]){"a", NULL});
    crew_table_look coloured = {.width = 100, .has_colour = true};

    crew_table_cell(table, CREW_TABLE_RED, "b");
    assert_string_equal(shown(table, &plain), "  a\n  b\n");
    assert_string_equal(shown(table, &coloured), "  \033[2ma\033[0m\n  \033[31mb\033[0m\n");
    crew_table_free(table);
}

TEST(what_a_terminal_would_act_on_is_not_passed_on)
{
    crew_table *table = crew_table_new((const char *const[]){"a", NULL});

    crew_table_cell(table, CREW_TABLE_PLAIN, "\033[2Jx\n\xff");
    assert_string_equal(shown(table, &wide), "  a\n  ?[2Jx??\n");
    crew_table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_aligned),
        cmocka_unit_test(wide_characters_take_two_columns),
        cmocka_unit_test(what_is_too_wide_loses_optional_columns_first_and_then_text),
        cmocka_unit_test(colour_is_only_where_it_is_wanted),
        cmocka_unit_test(what_a_terminal_would_act_on_is_not_passed_on),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
