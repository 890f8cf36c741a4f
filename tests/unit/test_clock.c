#include "tests/unit/unit.h"

#include <ctype.h>

#include "core/base/clock.h"

TEST(the_clock_never_goes_back)
{
    int64_t before = crew_clock_ms();

    for (int i = 0; i < 10000; i++) {
        int64_t now = crew_clock_ms();

        assert_true(now >= before);
        before = now;
    }
}

TEST(sleeping_takes_at_least_its_time)
{
    int64_t before = crew_clock_ms();

    crew_clock_sleep_ms(20);
    assert_true(crew_clock_ms() - before >= 20);
}

TEST(sleeping_for_no_time_comes_back)
{
    crew_clock_sleep_ms(0);
}

TEST(wall_time_reads_as_date_and_time)
{
    const char *shape = "0000-00-00 00:00:00";
    char text[32];

    assert_ptr_equal(crew_clock_wall(text, sizeof text), text);
    assert_int_equal(strlen(text), strlen(shape));
    for (size_t i = 0; shape[i] != '\0'; i++) {
        if (shape[i] == '0') {
            assert_true(isdigit((unsigned char)text[i]));
        } else {
            assert_int_equal(text[i], shape[i]);
        }
    }
}

TEST(wall_time_without_room_is_empty)
{
    char text[5] = "xxxx";

    assert_string_equal(crew_clock_wall(text, sizeof text), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_clock_never_goes_back),
        cmocka_unit_test(sleeping_takes_at_least_its_time),
        cmocka_unit_test(sleeping_for_no_time_comes_back),
        cmocka_unit_test(wall_time_reads_as_date_and_time),
        cmocka_unit_test(wall_time_without_room_is_empty),
    };

    return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
