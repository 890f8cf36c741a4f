#include "tests/unit/unit.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/proc/server.h"

/* Memory that is what the test says. */
static uint64_t resident;

static uint64_t known_resident(void)
{
    return resident;
}

#define crew_resident_memory known_resident
#include "core/proc/retire.c"
#undef crew_resident_memory

static crew_loop *loop;
static crew_score score;
static crew_birth birth;
static crew_retire retire;
static int report[2];

static int start(void **state)
{
    (void)state;
    unit_catch_log();
    memset(&score, 0, sizeof score);
    loop = crew_loop_new(NULL);
    birth = (crew_birth){.server = crew_server_new("tcp://127.0.0.1:0", NULL), .score = &score};
    resident = 0;
    if (loop == NULL || birth.server == NULL || pipe(report) != 0) {
        return -1;
    }
    birth.report_fd = report[1];
    crew_retire_init(&retire, &birth, loop);
    return fcntl(report[0], F_SETFL, O_NONBLOCK);
}

static int stop(void **state)
{
    (void)state;
    crew_retire_clear(&retire);
    crew_server_free(birth.server);
    crew_loop_free(loop);
    (void)close(report[0]);
    (void)close(report[1]);
    return 0;
}

static void limit(const char *name, int64_t value)
{
    assert_int_equal(crew_server_set(birth.server, name, value, NULL), 1);
}

static bool has_asked(void)
{
    crew_report got;

    return read(report[0], &got, sizeof got) == (ssize_t)sizeof got && got.kind == CREW_REPORT_RETIRING;
}

TEST(without_a_limit_it_never_asks)
{
    score.traffic.messages = UINT64_C(1) << 60;
    resident = UINT64_C(1) << 50;
    crew_retire_look(&retire);
    assert_false(has_asked());
}

TEST(it_asks_once_when_the_messages_are_handled)
{
    limit("maxRequests", 3);
    crew_retire_init(&retire, &birth, loop);
    score.traffic.messages = 2;
    crew_retire_look(&retire);
    assert_false(has_asked());
    score.traffic.messages = 3;
    crew_retire_look(&retire);
    assert_true(has_asked());
    score.traffic.messages = 100;
    crew_retire_look(&retire);
    assert_false(has_asked());
}

TEST(limits_are_spread_over_their_last_quarter)
{
    int64_t least = INT64_MAX;
    int64_t most = 0;

    for (unsigned seed = 0; seed < 1000; seed++) {
        int64_t got = retire_spread(1000, seed);

        assert_true(got >= 750 && got <= 1000);
        least = got < least ? got : least;
        most = got > most ? got : most;
    }
    assert_true(least < 770);
    assert_true(most > 980);
    assert_int_equal(retire_spread(1, 4711), 1);
    assert_int_equal(retire_spread(3, 4711), 3);
}

static size_t host_memory_wanted;

static size_t host_memory(void)
{
    return host_memory_wanted;
}

TEST(either_measure_of_memory_counts)
{
    limit("maxMemory", 1000000);
    crew_retire_init(&retire, &birth, loop);
    retire.memory = host_memory;
    host_memory_wanted = 1000000;
    resident = 1000000;
    crew_retire_look(&retire);
    assert_false(has_asked());
    retire.look_at_ms = 0;
    resident = 1000001;
    crew_retire_look(&retire);
    assert_true(has_asked());

    crew_retire_init(&retire, &birth, loop);
    retire.memory = host_memory;
    host_memory_wanted = 1000001;
    resident = 0;
    crew_retire_look(&retire);
    assert_true(has_asked());
}

TEST(memory_is_not_looked_at_all_the_time)
{
    limit("maxMemory", 1000000);
    crew_retire_init(&retire, &birth, loop);
    crew_retire_look(&retire);
    resident = 2000000;
    retire.look_at_ms = crew_clock_ms() + 60000;
    crew_retire_look(&retire);
    assert_false(has_asked());
}

TEST(it_asks_when_its_time_is_over)
{
    limit("maxLifetime", 1);
    crew_retire_init(&retire, &birth, loop);
    (void)crew_loop_turn(loop);
    assert_true(has_asked());
}

#define retire_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        retire_test(without_a_limit_it_never_asks),
        retire_test(it_asks_once_when_the_messages_are_handled),
        retire_test(limits_are_spread_over_their_last_quarter),
        retire_test(either_measure_of_memory_counts),
        retire_test(memory_is_not_looked_at_all_the_time),
        retire_test(it_asks_when_its_time_is_over),
    };

    return cmocka_run_group_tests_name("retire", tests, NULL, NULL);
}
