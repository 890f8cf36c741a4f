#include "tests/unit/unit.h"

#include "core/proto/http_form.h"

/* All pairs, each as "name=value;" with what is raw in it. */
static const char *pairs(const char *text, bool (*next)(crew_span *, crew_http_pair *))
{
    static char all[512];
    crew_span rest = crew_span_str(text);
    crew_http_pair pair;
    int len = 0;

    all[0] = '\0';
    while (next(&rest, &pair)) {
        len += snprintf(all + len, sizeof all - (size_t)len, "[%.*s=%.*s]", (int)pair.name.len, pair.name.ptr, (int)pair.value.len, pair.value.ptr);
    }
    return all;
}

TEST(a_form_is_cut_at_ampersands_and_the_first_equals_sign)
{
    static const struct {
        const char *text;
        const char *pairs;
    } cases[] = {
        {"", ""},
        {"a=1", "[a=1]"},
        {"a=1&b=2", "[a=1][b=2]"},
        {"a", "[a=]"},
        {"a=", "[a=]"},
        {"=1", "[=1]"},
        {"=", "[=]"},
        {"&&a=1&&b=2&", "[a=1][b=2]"},
        {"a=1=2", "[a=1=2]"},
        {"a[b][]=1;c=2", "[a[b][]=1;c=2]"},
        {"a%26b=%3D+x", "[a%26b=%3D+x]"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(pairs(cases[i].text, crew_http_form_next), cases[i].pairs);
    }
    assert_false(crew_http_form_next(&(crew_span){NULL, 0}, &(crew_http_pair){.name = {NULL, 0}}));
}

TEST(cookies_are_cut_at_semicolons_and_trimmed)
{
    static const struct {
        const char *text;
        const char *pairs;
    } cases[] = {
        {"", ""},
        {"a=1; b=2", "[a=1][b=2]"},
        {"a=1;b=2;", "[a=1][b=2]"},
        {"  a = 1 ;\tb=2 ", "[a=1][b=2]"},
        {"a", "[a=]"},
        {"=1; b=2", "[b=2]"},
        {" ; ;b=2", "[b=2]"},
        {"a=\"x y\"", "[a=\"x y\"]"},
        {"a=b=c", "[a=b=c]"},
        {"a=1&b=2", "[a=1&b=2]"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(pairs(cases[i].text, crew_http_cookie_next), cases[i].pairs);
    }
}

TEST(the_first_cookie_of_a_name_is_found)
{
    crew_span header = crew_span_str("a=1; bb=2; b=3; b=4; B=5; __%48ost-x=6");
    crew_span value;

    assert_true(crew_http_cookie_find(header, crew_span_str("b"), &value));
    assert_true(crew_span_eq(value, crew_span_str("3")));
    assert_true(crew_http_cookie_find(header, crew_span_str("B"), &value));
    assert_true(crew_span_eq(value, crew_span_str("5")));
    assert_false(crew_http_cookie_find(header, crew_span_str("c"), &value));
    assert_false(crew_http_cookie_find(header, crew_span_str("__Host-x"), &value));
}

TEST(percent_signs_are_decoded_where_they_can_be)
{
    static const struct {
        const char *raw;
        const char *decoded;
        bool plus_is_space;
    } cases[] = {
        {"", "", true},
        {"a+b%20c", "a b c", true},
        {"a+b%20c", "a+b c", false},
        {"%41%6a%6A", "Ajj", true},
        {"%", "%", true},
        {"%4", "%4", true},
        {"%zz%4", "%zz%4", true},
        {"%4g%", "%4g%", true},
        {"%%41", "%A", true},
        {"%2541", "%41", true}, /* once only */
        {"%e5%90%8d", "\xe5\x90\x8d", true},
        {"%2B+", "+ ", true},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        size_t len = strlen(cases[i].raw);
        size_t decoded;

        memcpy(text, cases[i].raw, len);
        decoded = crew_http_decode(text, crew_span_of(text, len), cases[i].plus_is_space);
        assert_true(crew_span_eq(crew_span_of(text, decoded), crew_span_str(cases[i].decoded)));
    }
}

TEST(a_decoded_text_may_have_a_nul)
{
    char text[8];

    assert_int_equal(crew_http_decode(text, crew_span_str("a%00b"), true), 3);
    assert_memory_equal(text, "a\0b", 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_is_cut_at_ampersands_and_the_first_equals_sign),
        cmocka_unit_test(cookies_are_cut_at_semicolons_and_trimmed),
        cmocka_unit_test(the_first_cookie_of_a_name_is_found),
        cmocka_unit_test(percent_signs_are_decoded_where_they_can_be),
        cmocka_unit_test(a_decoded_text_may_have_a_nul),
    };

    return cmocka_run_group_tests_name("http_form", tests, NULL, NULL);
}
