#include "tests/unit/unit.h"

#include <signal.h>
#include <unistd.h>

#include "core/proc/overtime.c"

static volatile sig_atomic_t told;

static void on_overtime(void)
{
    told++;
}

TEST(a_callback_seen_again_and_again_is_told_once_and_then_ended)
{
    crew_overtime overtime = {0};

    assert_int_equal(crew_overtime_look(&overtime, 7, 1000, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 7, 1099, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 7, 1100, 100), CREW_OVERTIME_TELL);
    assert_int_equal(crew_overtime_look(&overtime, 7, 1150, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 7, 1299, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 7, 1300, 100), CREW_OVERTIME_KILL);
}

TEST(another_callback_begins_anew)
{
    crew_overtime overtime = {0};

    (void)crew_overtime_look(&overtime, 7, 1000, 100);
    (void)crew_overtime_look(&overtime, 7, 1100, 100);
    assert_int_equal(crew_overtime_look(&overtime, 9, 1300, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 9, 1399, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 9, 1400, 100), CREW_OVERTIME_TELL);
}

TEST(an_idle_worker_may_be_so_for_ever)
{
    crew_overtime overtime = {0};

    (void)crew_overtime_look(&overtime, 8, 1000, 100);
    assert_int_equal(crew_overtime_look(&overtime, 8, 100000, 100), CREW_OVERTIME_NONE);
    assert_int_equal(crew_overtime_look(&overtime, 0, 100000, 100), CREW_OVERTIME_NONE);
}

TEST(looks_are_several_within_the_limit_but_not_too_many)
{
    assert_int_equal(crew_overtime_interval(8000), 1000);
    assert_int_equal(crew_overtime_interval(1), OVERTIME_LOOK_MS);
}

TEST(only_the_callback_that_is_meant_is_told)
{
    volatile uint64_t calls = (UINT64_C(1) << 40) + 7;

    told = 0;
    crew_overtime_listen(&calls, on_overtime);
    crew_overtime_tell((int32_t)getpid(), calls);
    wait_until(told == 1, unit_nap());
    crew_overtime_tell((int32_t)getpid(), calls - 2);
    (void)raise(SIGURG);
    assert_int_equal(told, 1);
    crew_overtime_ignore();
    crew_overtime_tell((int32_t)getpid(), calls);
    assert_int_equal(told, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_callback_seen_again_and_again_is_told_once_and_then_ended),
        cmocka_unit_test(another_callback_begins_anew),
        cmocka_unit_test(an_idle_worker_may_be_so_for_ever),
        cmocka_unit_test(looks_are_several_within_the_limit_but_not_too_many),
        cmocka_unit_test(only_the_callback_that_is_meant_is_told),
    };

    return cmocka_run_group_tests_name("overtime", tests, NULL, NULL);
}
