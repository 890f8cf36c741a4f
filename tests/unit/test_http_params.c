#include "tests/unit/unit.h"

#include "core/proto/http_params.h"

/* All of a value: "begin|name=value|name=value", with "!" at the end when it is malformed. */
static const char *parsed(const char *value)
{
    static char text[512];
    char decoded[512];
    crew_span rest;
    crew_span begin = crew_http_params_begin(crew_span_str(value), &rest);
    crew_http_param param;
    int result;
    int len = snprintf(text, sizeof text, "%.*s", (int)begin.len, begin.ptr);

    while ((result = crew_http_params_next(&rest, &param)) > 0) {
        size_t decoded_len = crew_http_param_decode(decoded, &param);

        len += snprintf(text + len, sizeof text - (size_t)len, "|%.*s=%.*s", (int)param.name.len, param.name.ptr, (int)decoded_len, decoded);
    }
    (void)snprintf(text + len, sizeof text - (size_t)len, "%s", result < 0 ? "!" : "");
    return text;
}

TEST(parameters_are_plain_or_quoted)
{
    assert_string_equal(parsed(""), "");
    assert_string_equal(parsed("text/plain"), "text/plain");
    assert_string_equal(parsed(" text/plain ;"), "text/plain");
    assert_string_equal(parsed("a;b=c"), "a|b=c");
    assert_string_equal(parsed("a; b=c ; d=\"e f\" ;; g=h i"), "a|b=c|d=e f|g=h i");
    assert_string_equal(parsed("a; b=\"\""), "a|b=");
    assert_string_equal(parsed("a; b=\";=,\"; c=d"), "a|b=;=,|c=d");
}

TEST(a_backslash_hides_quotes_and_backslashes_only)
{
    assert_string_equal(parsed("a; b=\"c\\\"d\""), "a|b=c\"d");
    assert_string_equal(parsed("a; b=\"c\\\\\""), "a|b=c\\");
    assert_string_equal(parsed("a; b=\"C:\\dir\\f.txt\""), "a|b=C:\\dir\\f.txt");
    assert_string_equal(parsed("a; b=c\\\\d"), "a|b=c\\\\d");
}

TEST(what_is_malformed_is_said_to_be)
{
    assert_string_equal(parsed("a; b"), "a!");
    assert_string_equal(parsed("a; b="), "a!");
    assert_string_equal(parsed("a; b=;c=d"), "a!");
    assert_string_equal(parsed("a; =b"), "a!");
    assert_string_equal(parsed("a; b =c"), "a!");
    assert_string_equal(parsed("a; b=\"c"), "a!");
    assert_string_equal(parsed("a; b=\"c\\\""), "a!");
    assert_string_equal(parsed("a; b=\"c\"d"), "a!");
    assert_string_equal(parsed("a; b=c\"d\""), "a!");
}

static const char *extended(const char *value)
{
    static char text[256];
    long len = crew_http_param_decode_extended(text, crew_span_str(value));

    if (len < 0) {
        return NULL;
    }
    text[len] = '\0';
    return text;
}

TEST(extended_values_become_utf8)
{
    assert_string_equal(extended("UTF-8''%e2%82%ac%20rates"), "€ rates");
    assert_string_equal(extended("utf-8'en'a!b"), "a!b");
    assert_string_equal(extended("iso-8859-1'en'%A3%20rates"), "£ rates");
    assert_string_equal(extended("UTF-8''"), "");
}

TEST(extended_values_that_are_malformed_are_refused)
{
    assert_null(extended(""));
    assert_null(extended("a.txt"));
    assert_null(extended("UTF-8'a.txt"));
    assert_null(extended("KOI8-R''a.txt"));
    assert_null(extended("UTF-8''%zz"));
    assert_null(extended("UTF-8''%4"));
    assert_null(extended("UTF-8''a b"));
    assert_null(extended("UTF-8''a'b"));
    assert_null(extended("UTF-8''%00"));
    assert_null(extended("UTF-8''%0d%0a"));
    assert_null(extended("UTF-8''%ff"));
    assert_null(extended("UTF-8''%c0%ae"));
    assert_null(extended("UTF-8''\xe2\x82\xac"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parameters_are_plain_or_quoted),
        cmocka_unit_test(a_backslash_hides_quotes_and_backslashes_only),
        cmocka_unit_test(what_is_malformed_is_said_to_be),
        cmocka_unit_test(extended_values_become_utf8),
        cmocka_unit_test(extended_values_that_are_malformed_are_refused),
    };

    return cmocka_run_group_tests_name("http_params", tests, NULL, NULL);
}
