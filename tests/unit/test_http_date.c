#include "tests/unit/unit.h"

#include "core/proto/http_date.h"

#define NOW 1700000000 /* in November 2023 */

static const char *written(int64_t when)
{
    static char text[CREW_HTTP_DATE_SIZE + 1];

    crew_http_date_write(text, when);
    text[CREW_HTTP_DATE_SIZE] = '\0';
    return text;
}

TEST(a_date_is_written_in_the_fixed_form)
{
    assert_string_equal(written(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_string_equal(written(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_string_equal(written(-1), "Wed, 31 Dec 1969 23:59:59 GMT");
    assert_string_equal(written(951782400), "Tue, 29 Feb 2000 00:00:00 GMT");
    assert_string_equal(written(4107542400), "Mon, 01 Mar 2100 00:00:00 GMT");
    assert_string_equal(written(INT64_MAX), "Fri, 31 Dec 9999 23:59:59 GMT");
    assert_string_equal(written(INT64_MIN), "Sat, 01 Jan 0000 00:00:00 GMT");
}

TEST(the_library_agrees_on_every_day)
{
    for (int64_t when = -62135596800; when < 253402300800; when += 86400 * 9 + 3671) {
        time_t seconds = (time_t)when;
        struct tm tm;
        char expected[64];
        int64_t back;

        assert_non_null(gmtime_r(&seconds, &tm));
        tm.tm_year += 1900;
        (void)snprintf(expected, sizeof expected, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT", &"SunMonTueWedThuFriSat"[3 * tm.tm_wday], tm.tm_mday,
            &"JanFebMarAprMayJunJulAugSepOctNovDec"[3 * tm.tm_mon], tm.tm_year, tm.tm_hour, tm.tm_min, tm.tm_sec);
        assert_string_equal(written(when), expected);
        assert_true(crew_http_date_parse(crew_span_str(expected), NOW, &back));
        assert_int_equal(back, when);
    }
}

TEST(three_forms_are_read)
{
    static const struct {
        const char *text;
        int64_t when;
    } cases[] = {
        {"Sun, 06 Nov 1994 08:49:37 GMT", 784111777},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 784111777},
        {"Sun Nov  6 08:49:37 1994", 784111777},
        {"Wed Nov 16 08:49:37 1994", 784975777},
        {"Sat, 31 Dec 2016 23:59:60 GMT", 1483228800}, /* a leap second */
        {"Thu, 01 Jan 1970 00:00:00 GMT", 0},
        {"Fri, 01 Jan 0000 00:00:00 GMT", -62167219200},
        {"Thursday, 01-Jan-70 00:00:00 GMT", 0},           /* 2070 is 47 years ahead */
        {"Wednesday, 29-Feb-12 00:00:00 GMT", 1330473600}, /* 2012 */
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t when = -1;

        assert_true(crew_http_date_parse(crew_span_str(cases[i].text), cases[i].when == 0 ? 0 : NOW, &when));
        assert_int_equal(when, cases[i].when);
    }
}

TEST(a_year_of_two_digits_is_the_nearest_that_is_not_over_fifty_years_ahead)
{
    static const struct {
        int year;
        int64_t now;
        int expected;
    } cases[] = {
        {73, NOW, 2073}, {74, NOW, 1974}, {23, NOW, 2023}, {0, NOW, 2000}, {99, NOW, 1999},
        {10, INT64_C(3786912000), 2110}, /* in 2090 */
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[64];
        int64_t when;

        (void)snprintf(text, sizeof text, "Monday, 02-Jan-%02d 03:04:05 GMT", cases[i].year);
        assert_true(crew_http_date_parse(crew_span_str(text), cases[i].now, &when));
        (void)snprintf(text, sizeof text, "02 Jan %04d 03:04:05 GMT", cases[i].expected);
        assert_string_equal(written(when) + 5, text);
    }
}

TEST(what_is_no_date_is_refused)
{
    static const char *const cases[] = {
        "", "Sun", "Sunday", "0", "784111777", "now", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT", "sun, 06 Nov 1994 08:49:37 GMT", "Son, 06 Nov 1994 08:49:37 GMT", "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 31 Nov 1994 08:49:37 GMT", "Tue, 29 Feb 1994 08:49:37 GMT", "Tue, 29 Feb 2100 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994 GMT", "Sun Nov  6 08:49:37 94", "Sun, 06 Nov -994 08:49:37 GMT",
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int64_t when;

        if (crew_http_date_parse(crew_span_str(cases[i]), NOW, &when)) {
            fail_msg("\"%s\" was taken for a date", cases[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_written_in_the_fixed_form),
        cmocka_unit_test(the_library_agrees_on_every_day),
        cmocka_unit_test(three_forms_are_read),
        cmocka_unit_test(a_year_of_two_digits_is_the_nearest_that_is_not_over_fifty_years_ahead),
        cmocka_unit_test(what_is_no_date_is_refused),
    };

    return cmocka_run_group_tests_name("http_date", tests, NULL, NULL);
}
