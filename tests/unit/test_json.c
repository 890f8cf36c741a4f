#include "tests/unit/unit.h"

#include "core/base/json.h"

static crew_buf *out;
static crew_json json;

static int start(void **state)
{
    (void)state;
    crew_json_init(&json, &out);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    crew_buf_clear(&out);
    return 0;
}

static const char *written(void)
{
    static char text[1024];
    crew_span bytes = crew_buf_peek(out);

    assert_true(bytes.len < sizeof text);
    memcpy(text, bytes.ptr, bytes.len);
    text[bytes.len] = '\0';
    return text;
}

TEST(objects_and_arrays_have_commas_where_they_belong)
{
    crew_json_open(&json, NULL, '{');
    crew_json_number(&json, "a", -5);
    crew_json_open(&json, "b", '[');
    crew_json_bool(&json, NULL, true);
    crew_json_null(&json, NULL);
    crew_json_open(&json, NULL, '{');
    crew_json_close(&json, '}');
    crew_json_close(&json, ']');
    crew_json_seconds(&json, "c", 12034);
    crew_json_seconds(&json, "d", -1);
    crew_json_text(&json, "e", NULL);
    crew_json_raw(&json, "f", crew_span_str("[1,2]"));
    crew_json_close(&json, '}');
    assert_string_equal(written(), "{\"a\":-5,\"b\":[true,null,{}],\"c\":12.034,\"d\":null,\"e\":null,\"f\":[1,2]}");
}

TEST(text_is_escaped)
{
    crew_json_text(&json, NULL, "a \"b\" \\ c\nd\te\x01\x7f");
    assert_string_equal(written(), "\"a \\\"b\\\" \\\\ c\\nd\\u0009e\\u0001\\u007f\"");
}

TEST(what_is_utf8_stays_and_what_is_not_is_replaced)
{
    crew_json_text(&json, NULL, "\xe5\x90\x8d \xff \xc0\xaf \xed\xa0\x80 \xf0\x9f\x98\x80 \xe5\x90");
    assert_string_equal(written(),
        "\"\xe5\x90\x8d \xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd \xf0\x9f\x98\x80 \xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST(values_are_found_by_their_key)
{
    crew_span object = crew_span_str("{\"a\":{\"b\":1,\"x\":\"}\"}, \"b\" : [1, [2, \"]\"], {\"c\":3}] ,\"c\":-1.5,\"d\":\"t\\\"u\"}\n");
    crew_span rest = crew_json_elements(crew_json_find(object, "b"));
    crew_span element;
    char text[16];

    assert_true(crew_span_eq(crew_json_find(object, "a"), crew_span_str("{\"b\":1,\"x\":\"}\"}")));
    assert_true(crew_json_to_number(crew_json_find(object, "c")) == -1.5);
    assert_string_equal(crew_json_to_text(crew_json_find(object, "d"), text, sizeof text), "t\"u");
    assert_int_equal(crew_json_find(object, "x").len, 0);
    assert_int_equal(crew_json_find(crew_span_str("[1]"), "x").len, 0);
    assert_true(crew_json_next(&rest, &element) && crew_span_eq(element, crew_span_str("1")));
    assert_true(crew_json_next(&rest, &element) && crew_span_eq(element, crew_span_str("[2, \"]\"]")));
    assert_true(crew_json_next(&rest, &element) && crew_span_eq(element, crew_span_str("{\"c\":3}")));
    assert_false(crew_json_next(&rest, &element));
}

TEST(an_array_may_be_empty_or_none_at_all)
{
    crew_span rest = crew_json_elements(crew_span_str("[]"));
    crew_span element;

    assert_false(crew_json_next(&rest, &element));
    rest = crew_json_elements(crew_span_str("null"));
    assert_false(crew_json_next(&rest, &element));
}

TEST(text_comes_back_as_it_was_written)
{
    static const char before[] = "\x01 \n \\ \" \xe5\x90\x8d";
    char after[32];

    crew_json_text(&json, NULL, before);
    assert_string_equal(crew_json_to_text(crew_buf_peek(out), after, sizeof after), before);
    assert_string_equal(crew_json_to_text(crew_buf_peek(out), after, 4), "\x01 \n");
}

/* Every beginning of a document, in memory of just that size, so that a read past it is caught. */
TEST(what_is_cut_short_is_read_to_its_end_only)
{
    static const char whole[] = "{\"a\":[{\"b\":\"c\\u0041\\\"\"},1,[2]],\"d\":{\"e\":null}}";

    for (size_t len = 0; len < sizeof whole; len++) {
        char *copy = malloc(len > 0 ? len : 1);
        crew_span object;
        crew_span rest;
        crew_span each;
        char text[8];

        assert_non_null(copy);
        memmove(copy, whole, len);
        object = crew_span_of(copy, len);
        rest = crew_json_elements(crew_json_find(object, "a"));
        while (crew_json_next(&rest, &each)) {
            (void)crew_json_to_text(crew_json_find(each, "b"), text, sizeof text);
        }
        (void)crew_json_find(crew_json_find(object, "d"), "e");
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(objects_and_arrays_have_commas_where_they_belong, start, stop),
        cmocka_unit_test_setup_teardown(text_is_escaped, start, stop),
        cmocka_unit_test_setup_teardown(what_is_utf8_stays_and_what_is_not_is_replaced, start, stop),
        cmocka_unit_test(values_are_found_by_their_key),
        cmocka_unit_test(an_array_may_be_empty_or_none_at_all),
        cmocka_unit_test_setup_teardown(text_comes_back_as_it_was_written, start, stop),
        cmocka_unit_test(what_is_cut_short_is_read_to_its_end_only),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
