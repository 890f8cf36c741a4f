#include "tests/unit/unit.h"

#include "core/proto/http_set_cookie.h"

#define S(text) {(text), sizeof(text) - 1}

static char written_text[CREW_HTTP_SET_COOKIE_SIZE + 1];

static long write_cookie(const crew_http_set_cookie *cookie)
{
    long len = crew_http_set_cookie_write(written_text, cookie);

    written_text[len > 0 ? len : 0] = '\0';
    return len;
}

TEST(a_cookie_has_what_was_said_of_it)
{
    static const struct {
        crew_http_set_cookie cookie;
        const char *text;
    } cases[] = {
        {{.name = S("a"), .value = S("1")}, "a=1"},
        {{.name = S("a")}, "a="},
        {{.name = S("a"), .value = S("%E5=\"{x}\"\\")}, "a=%E5=\"{x}\"\\"},
        {{.name = S("a"), .value = S("1"), .has_max_age = true, .max_age = 3600}, "a=1; Max-Age=3600"},
        {{.name = S("a"), .has_max_age = true, .max_age = -1}, "a=; Max-Age=-1"},
        {{.name = S("a"), .has_max_age = true, .max_age = INT64_MIN}, "a=; Max-Age=-9223372036854775808"},
        {{.name = S("a"), .value = S("1"), .has_expires = true, .expires = 784111777}, "a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT"},
        {{.name = S("a"), .value = S("1"), .path = S("/b c"), .domain = S(".Example-1.org")}, "a=1; Path=/b c; Domain=.Example-1.org"},
        {{.name = S("a"), .value = S("1"), .is_secure = true, .is_http_only = true}, "a=1; Secure; HttpOnly"},
        {{.name = S("a"), .value = S("1"), .same_site = CREW_HTTP_SAME_SITE_LAX}, "a=1; SameSite=Lax"},
        {{.name = S("a"), .value = S("1"), .same_site = CREW_HTTP_SAME_SITE_STRICT}, "a=1; SameSite=Strict"},
        {{.name = S("a"), .value = S("1"), .is_secure = true, .same_site = CREW_HTTP_SAME_SITE_NONE}, "a=1; Secure; SameSite=None"},
        {{.name = S("__Secure-a"), .value = S("1"), .is_secure = true}, "__Secure-a=1; Secure"},
        {{.name = S("__Host-a"), .value = S("1"), .path = S("/"), .is_secure = true}, "__Host-a=1; Path=/; Secure"},
        {{.name = S("__Hosta"), .value = S("1")}, "__Hosta=1"},
        {{.name = S("a"), .value = S("1"), .has_expires = true, .expires = 0, .has_max_age = true, .max_age = 0, .path = S("/"), .domain = S("b.c"),
              .is_secure = true, .is_http_only = true, .same_site = CREW_HTTP_SAME_SITE_LAX},
            "a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; Domain=b.c; Secure; HttpOnly; SameSite=Lax"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(write_cookie(&cases[i].cookie), strlen(cases[i].text));
        assert_string_equal(written_text, cases[i].text);
    }
}

TEST(what_browsers_would_not_take_is_refused)
{
    static const struct {
        crew_http_set_cookie cookie;
        crew_http_cookie_problem problem;
    } cases[] = {
        {{.name = S("")}, CREW_HTTP_COOKIE_NAME},
        {{.name = S("a b")}, CREW_HTTP_COOKIE_NAME},
        {{.name = S("a=b")}, CREW_HTTP_COOKIE_NAME},
        {{.name = S("a;b")}, CREW_HTTP_COOKIE_NAME},
        {{.name = S("a\r\nb")}, CREW_HTTP_COOKIE_NAME},
        {{.name = S("\xc3\xa9")}, CREW_HTTP_COOKIE_NAME},
        {{.name = S("a"), .value = S("b;c")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .value = S("b,c")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .value = S("b c")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .value = S("b\tc")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .value = S("b\r\nSet-Cookie: c=d")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .value = S("b\0c")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .value = S("b\x7f")}, CREW_HTTP_COOKIE_VALUE},
        {{.name = S("a"), .path = S("/; Secure")}, CREW_HTTP_COOKIE_PATH},
        {{.name = S("a"), .path = S("/\n")}, CREW_HTTP_COOKIE_PATH},
        {{.name = S("a"), .domain = S("a.b;")}, CREW_HTTP_COOKIE_DOMAIN},
        {{.name = S("a"), .domain = S("a b")}, CREW_HTTP_COOKIE_DOMAIN},
        {{.name = S("a"), .domain = S("a.b:80")}, CREW_HTTP_COOKIE_DOMAIN},
        {{.name = S("__Secure-a")}, CREW_HTTP_COOKIE_SECURE_PREFIX},
        {{.name = S("__sECURE-a")}, CREW_HTTP_COOKIE_SECURE_PREFIX},
        {{.name = S("__Host-a"), .path = S("/")}, CREW_HTTP_COOKIE_HOST_PREFIX},
        {{.name = S("__Host-a"), .is_secure = true}, CREW_HTTP_COOKIE_HOST_PREFIX},
        {{.name = S("__Host-a"), .is_secure = true, .path = S("/a")}, CREW_HTTP_COOKIE_HOST_PREFIX},
        {{.name = S("__host-a"), .is_secure = true, .path = S("/"), .domain = S("b.c")}, CREW_HTTP_COOKIE_HOST_PREFIX},
        {{.name = S("a"), .same_site = CREW_HTTP_SAME_SITE_NONE}, CREW_HTTP_COOKIE_SAME_SITE_NONE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(write_cookie(&cases[i].cookie), -(long)cases[i].problem);
    }
    assert_string_equal(crew_http_set_cookie_words(CREW_HTTP_COOKIE_NAME), "the name of a cookie must be a token");
}

TEST(the_largest_cookie_fits_and_a_larger_one_is_refused)
{
    char many[CREW_HTTP_COOKIE_PAIR + 1];
    crew_http_set_cookie cookie = {
        .name = S("a"), .value = {many, CREW_HTTP_COOKIE_PAIR - 1}, .path = {many, CREW_HTTP_COOKIE_ATTRIBUTE},
        .domain = {many, CREW_HTTP_COOKIE_ATTRIBUTE}, .has_expires = true, .has_max_age = true, .max_age = INT64_MIN, .is_secure = true,
        .is_http_only = true, .same_site = CREW_HTTP_SAME_SITE_STRICT,
    };

    memset(many, 'x', sizeof many);
    assert_true(write_cookie(&cookie) > CREW_HTTP_COOKIE_PAIR + 2 * CREW_HTTP_COOKIE_ATTRIBUTE);
    cookie.value.len++;
    assert_int_equal(write_cookie(&cookie), -CREW_HTTP_COOKIE_PAIR_TOO_LARGE);
    cookie.value.len = 0;
    cookie.name = crew_span_of(many, sizeof many);
    assert_int_equal(write_cookie(&cookie), -CREW_HTTP_COOKIE_PAIR_TOO_LARGE);
    cookie.name.len = 1;
    cookie.path.len++;
    assert_int_equal(write_cookie(&cookie), -CREW_HTTP_COOKIE_PATH);
    cookie.path.len = 0;
    cookie.domain.len++;
    assert_int_equal(write_cookie(&cookie), -CREW_HTTP_COOKIE_DOMAIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cookie_has_what_was_said_of_it),
        cmocka_unit_test(what_browsers_would_not_take_is_refused),
        cmocka_unit_test(the_largest_cookie_fits_and_a_larger_one_is_refused),
    };

    return cmocka_run_group_tests_name("http_set_cookie", tests, NULL, NULL);
}
