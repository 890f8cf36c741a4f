#include "tests/unit/unit.h"

#include "core/proto/http_range.h"

TEST(a_range_is_a_part_the_whole_or_nothing)
{
    static const struct {
        const char *header;
        uint64_t size;
        crew_http_range_outcome outcome;
        uint64_t first;
        uint64_t length;
    } cases[] = {
        {"bytes=0-499", 1000, CREW_HTTP_RANGE_PART, 0, 500},
        {"bytes=0-0", 1000, CREW_HTTP_RANGE_PART, 0, 1},
        {"bytes=500-", 1000, CREW_HTTP_RANGE_PART, 500, 500},
        {"bytes=0-", 1000, CREW_HTTP_RANGE_PART, 0, 1000},
        {"bytes=999-999", 1000, CREW_HTTP_RANGE_PART, 999, 1},
        {"bytes=999-5000", 1000, CREW_HTTP_RANGE_PART, 999, 1},
        {"bytes=0-18446744073709551615", 1000, CREW_HTTP_RANGE_PART, 0, 1000},
        {"bytes=0-99999999999999999999999999", 1000, CREW_HTTP_RANGE_PART, 0, 1000},
        {"bytes=-200", 1000, CREW_HTTP_RANGE_PART, 800, 200},
        {"bytes=-1000", 1000, CREW_HTTP_RANGE_PART, 0, 1000},
        {"bytes=-9999", 1000, CREW_HTTP_RANGE_PART, 0, 1000},
        {"bytes=-99999999999999999999999999", 1000, CREW_HTTP_RANGE_PART, 0, 1000},
        {"Bytes=0-1", 1000, CREW_HTTP_RANGE_PART, 0, 2},
        {"bytes= 0-1 ", 1000, CREW_HTTP_RANGE_PART, 0, 2},
        {"bytes=,0-1,", 1000, CREW_HTTP_RANGE_PART, 0, 2},
        {"bytes=18446744073709551614-", UINT64_MAX, CREW_HTTP_RANGE_PART, UINT64_MAX - 1, 1},

        {"bytes=1000-", 1000, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=1000-1001", 1000, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=99999999999999999999-", 1000, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-0", 1000, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=0-", 0, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=0-0", 0, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},
        {"bytes=-0", 0, CREW_HTTP_RANGE_UNSATISFIABLE, 0, 0},

        {"bytes=-5", 0, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=-", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=5", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=a-b", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=0-b", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=0 - 1", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=0x0-0x1", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=--1", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=+1-2", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=2-1", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=0-1-2", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"items=0-1", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes 0-1", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=0-1,3-4", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=0-,0-,0-,0-", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
        {"bytes=2000-,3000-", 1000, CREW_HTTP_RANGE_WHOLE, 0, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        crew_http_range range = {0, 0};

        if (crew_http_range_parse(crew_span_str(cases[i].header), cases[i].size, &range) != cases[i].outcome) {
            fail_msg("\"%s\" of %llu", cases[i].header, (unsigned long long)cases[i].size);
        }
        if (cases[i].outcome == CREW_HTTP_RANGE_PART) {
            assert_true(range.first == cases[i].first && range.length == cases[i].length);
        }
    }
}

TEST(content_range_says_which_part_it_is)
{
    char text[CREW_HTTP_CONTENT_RANGE_SIZE];

    assert_int_equal(crew_http_content_range(text, &(crew_http_range){0, 500}, 1234), strlen("bytes 0-499/1234"));
    assert_string_equal(text, "bytes 0-499/1234");
    (void)crew_http_content_range(text, NULL, 1234);
    assert_string_equal(text, "bytes */1234");
    (void)crew_http_content_range(text, &(crew_http_range){UINT64_MAX - 1, 1}, UINT64_MAX);
    assert_string_equal(text, "bytes 18446744073709551614-18446744073709551614/18446744073709551615");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_range_is_a_part_the_whole_or_nothing),
        cmocka_unit_test(content_range_says_which_part_it_is),
    };

    return cmocka_run_group_tests_name("http_range", tests, NULL, NULL);
}
