/*
 * Connections on which no byte moves.
 */
#include "tests/unit/host.h"

#include "core/base/clock.h"

#define IDLE_MS 160

static int start(void **state)
{
    int result = host_start(state);

    host.service->idle_ms = IDLE_MS;
    return result;
}

static void turn_for(int64_t ms)
{
    int64_t until = unit_now_ms() + ms;

    while (unit_now_ms() < until) {
        host_turn();
        unit_nap();
    }
}

TEST(a_silent_connection_ends_in_its_time)
{
    int64_t begin = unit_now_ms();
    int client = host_open();

    assert_end(client);
    assert_true(unit_now_ms() - begin >= IDLE_MS);
    assert_events("connect 1, close 1");
}

TEST(who_receives_stays)
{
    int client = host_open();

    for (int i = 0; i < 12; i++) {
        turn_for(IDLE_MS / 4);
        host_put(client, "x", 1);
    }
    assert_events("connect 1");
}

TEST(who_is_sent_something_stays)
{
    int client = host_open();

    for (int i = 0; i < 12; i++) {
        turn_for(IDLE_MS / 4);
        assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("x")), 0);
        assert_answer(client, "x");
    }
    assert_events("connect 1");
}

TEST(a_reader_that_takes_nothing_is_not_waited_for)
{
    static char much[900000];
    crew_conn *conn;

    (void)host_open_narrow();
    conn = crew_conn_ref(host.conn[1]);
    assert_int_equal(crew_conn_write(conn, crew_span_of(much, sizeof much)), 0);
    host_until(!crew_conn_is_open(conn));
    crew_conn_unref(conn);
    assert_events("connect 1, close 1");
}

TEST(a_slow_reader_stays)
{
    static char much[900000];
    static char got[20000];
    int client = host_open_narrow();

    assert_int_equal(crew_conn_write(host.conn[1], crew_span_of(much, sizeof much)), 0);
    for (int i = 0; i < 12; i++) {
        turn_for(IDLE_MS / 4);
        host_take(client, got, sizeof got);
    }
    assert_events("connect 1");
}

TEST(a_connection_that_the_host_has_paused_is_its_own_affair)
{
    int client = host_open();

    crew_conn_pause(host.conn[1]);
    turn_for(2 * IDLE_MS);
    assert_events("connect 1");
    crew_conn_resume(host.conn[1]);
    assert_end(client);
    assert_events("close 1");
}

TEST(a_worker_that_was_busy_itself_calls_nobody_idle)
{
    (void)host_open();
    crew_clock_sleep_ms(3 * IDLE_MS);
    host_turn();
    turn_for(IDLE_MS / 4);
    assert_events("connect 1");
}

TEST(two_that_are_joined_end_together)
{
    int from = host_open();
    int to = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    for (int i = 0; i < 8; i++) {
        turn_for(IDLE_MS / 4);
        host_put(from, "x", 1);
        assert_answer(to, "x");
    }
    assert_events("connect 1, connect 2");
    assert_end(from);
    assert_end(to);
}

TEST(newcomers_after_a_quiet_time_are_looked_after_too)
{
    assert_end(host_open());
    turn_for(IDLE_MS);
    assert_end(host_open());
    assert_events("connect 1, close 1, connect 2, close 2");
}

TEST(without_the_limit_nothing_is_timed)
{
    host.service->idle_ms = 0;
    (void)host_open();
    turn_for(IDLE_MS);
    assert_false(host.service->is_idle_timed);
    assert_events("connect 1");
}

#define idle_test(name) cmocka_unit_test_setup_teardown(name, start, host_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        idle_test(a_silent_connection_ends_in_its_time),
        idle_test(who_receives_stays),
        idle_test(who_is_sent_something_stays),
        idle_test(a_reader_that_takes_nothing_is_not_waited_for),
        idle_test(a_slow_reader_stays),
        idle_test(a_connection_that_the_host_has_paused_is_its_own_affair),
        idle_test(a_worker_that_was_busy_itself_calls_nobody_idle),
        idle_test(two_that_are_joined_end_together),
        idle_test(newcomers_after_a_quiet_time_are_looked_after_too),
        idle_test(without_the_limit_nothing_is_timed),
    };

    return cmocka_run_group_tests_name("idle", tests, NULL, NULL);
}
