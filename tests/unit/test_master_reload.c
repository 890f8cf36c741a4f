/*
 * Workers that are well are replaced, one after the other.
 */
#include "tests/unit/forked.h"

TEST(a_reload_replaces_every_worker_and_refuses_nobody)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    signal_master(SIGUSR1);
    wait_until(log_count("notice: reloaded: all 2 workers are new") == 1, {
        const char *answer = ask("hello");

        assert_non_null(answer);
        assert_string_equal(answer, "hello");
    });
    /* The last of the old ones may still be on its way out. */
    wait_until((find_workers(after), after[0] != before[0] && after[1] != before[1]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

TEST(a_connection_from_before_a_reload_gets_one_more_answer)
{
    int fd;

    launch();
    fd = connect_to(0);
    signal_master(SIGUSR1);
    await_log("notice: reloaded: all 2 workers are new");
    assert_string_equal(ask_on(fd, "still there?"), "still there?");
    assert_peer_ends(fd);
    (void)close(fd);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_reload_ends_idle_connections_when_their_time_is_over)
{
    int fd;

    setup.stop_timeout_ms = 300;
    launch();
    fd = connect_to(0);
    signal_master(SIGUSR1);
    assert_peer_ends(fd);
    (void)close(fd);
    await_log("still has connections, ending them");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_can_ask_for_a_reload)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    assert_string_equal(ask("reload"), "0");
    wait_until((find_workers(after), after[0] != before[0] && after[1] != before[1]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_reload_to_workers_that_cannot_live_keeps_the_old_ones)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->is_born_broken = 1;
    signal_master(SIGUSR1);
    await_log("error: reload stopped: the new worker 0 ");
    await_log("exited with status 7 before it was ready; the old workers stay");
    find_workers(after);
    assert_int_equal(after[0], before[0]);
    assert_int_equal(after[1], before[1]);
    shared->is_born_broken = 0;
    signal_master(SIGUSR1);
    await_log("notice: reloaded: all 2 workers are new");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_reload_that_cannot_fork_keeps_the_old_workers)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->fork_errors[3] = EAGAIN;
    signal_master(SIGUSR1);
    await_log("error: reload stopped at worker 1, the remaining old workers stay");
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    assert_int_equal(after[1], before[1]);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_successor_that_never_gets_ready_gives_way_to_the_next_reload)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->is_born_stuck = 1;
    signal_master(SIGUSR1);
    wait_until(shared->stuck == 1, unit_nap());
    find_workers(after);
    assert_int_equal(after[0], before[0]);
    shared->is_born_stuck = 0;
    signal_master(SIGUSR1);
    await_log("is still not ready and another reload was asked for; killing it");
    await_log("notice: reloaded: all 2 workers are new");
    assert_int_equal(log_count("notice: reloading"), 2);
    assert_int_equal(log_count("reload stopped"), 0);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(reloads_asked_for_in_quick_succession_are_few)
{
    long pids[2];

    launch();
    find_workers(pids);
    for (int i = 0; i < 50; i++) {
        signal_master(SIGUSR1);
        unit_nap();
    }
    wait_until(log_count("notice: reloaded: all 2 workers are new") >= 2, unit_nap());
    assert_true(log_count("notice: reloading") <= 3);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_stop_during_a_reload_leaves_nobody)
{
    long pids[2];

    launch();
    find_workers(pids);
    signal_master(SIGUSR1);
    await_log("notice: reloading");
    signal_master(SIGTERM);
    assert_ends_well();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        master_test(a_reload_replaces_every_worker_and_refuses_nobody),
        master_test(a_connection_from_before_a_reload_gets_one_more_answer),
        master_test(a_reload_ends_idle_connections_when_their_time_is_over),
        master_test(a_worker_can_ask_for_a_reload),
        master_test(a_reload_to_workers_that_cannot_live_keeps_the_old_ones),
        master_test(a_reload_that_cannot_fork_keeps_the_old_workers),
        master_test(a_successor_that_never_gets_ready_gives_way_to_the_next_reload),
        master_test(reloads_asked_for_in_quick_succession_are_few),
        master_test(a_stop_during_a_reload_leaves_nobody),
    };

    return cmocka_run_group_tests_name("master_reload", tests, map_shared, NULL);
}
