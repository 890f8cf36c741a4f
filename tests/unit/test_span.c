#include "tests/unit/unit.h"

#include "core/base/span.h"

TEST(a_span_of_text_ends_before_its_nul)
{
    crew_span span = crew_span_str("hello");

    assert_int_equal(span.len, 5);
    assert_memory_equal(span.ptr, "hello", 5);
}

TEST(spans_are_equal_when_their_bytes_are)
{
    char other[] = "hello";

    assert_true(crew_span_eq(crew_span_str("hello"), crew_span_of(other, 5)));
    assert_false(crew_span_eq(crew_span_str("hello"), crew_span_str("hallo")));
    assert_false(crew_span_eq(crew_span_str("hello"), crew_span_str("hell")));
    assert_false(crew_span_eq(crew_span_str("hell"), crew_span_str("hello")));
}

TEST(nul_bytes_are_bytes_like_others)
{
    assert_true(crew_span_eq(crew_span_of("a\0b", 3), crew_span_of("a\0b", 3)));
    assert_false(crew_span_eq(crew_span_of("a\0b", 3), crew_span_of("a\0c", 3)));
}

TEST(empty_spans_are_equal_wherever_they_point)
{
    assert_true(crew_span_eq(crew_span_of(NULL, 0), crew_span_str("")));
    assert_true(crew_span_eq(crew_span_of(NULL, 0), crew_span_of(NULL, 0)));
}

TEST(skipping_leaves_the_rest)
{
    crew_span span = crew_span_str("hello");

    assert_true(crew_span_eq(crew_span_skip(span, 0), span));
    assert_true(crew_span_eq(crew_span_skip(span, 2), crew_span_str("llo")));
    assert_int_equal(crew_span_skip(span, 5).len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_of_text_ends_before_its_nul),
        cmocka_unit_test(spans_are_equal_when_their_bytes_are),
        cmocka_unit_test(nul_bytes_are_bytes_like_others),
        cmocka_unit_test(empty_spans_are_equal_wherever_they_point),
        cmocka_unit_test(skipping_leaves_the_rest),
    };

    return cmocka_run_group_tests_name("span", tests, NULL, NULL);
}
