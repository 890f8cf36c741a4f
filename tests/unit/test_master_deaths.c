/*
 * Workers die, or leave, and are replaced.
 */
#include "tests/unit/forked.h"

TEST(a_killed_worker_is_replaced_in_its_slot)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    wait_until(strstr(log_now(), "listening") != NULL, unit_nap());
    assert_int_equal(kill((pid_t)before[1], SIGKILL), 0);
    await_log("was killed by signal 9 (Killed); replacing it");
    wait_until((find_workers(after), after[1] != before[1]), unit_nap());
    assert_int_equal(after[0], before[0]);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(the_log_says_how_a_worker_ended_and_what_it_said_last)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_null(ask("exit"));
    await_log("exited with status 3; replacing it");
    find_workers(pids);
    assert_null(ask("last words"));
    await_log("exited with status 4: it was the butler; replacing it");
    find_workers(pids);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_that_is_halted_ends_with_its_last_answer_and_is_replaced)
{
    long before[2];
    long after[2];
    int fd;

    launch();
    find_workers(before);
    fd = connect_to(0);
    assert_string_equal(ask_on(fd, "halt"), "");
    assert_peer_ends(fd);
    (void)close(fd);
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_that_is_asked_to_drain_is_replaced_while_it_does)
{
    long before[2];
    long after[2];
    int fd;

    launch();
    find_workers(before);
    fd = connect_to(1);
    assert_int_equal(kill((pid_t)before[1], SIGQUIT), 0);
    await_log("was asked to drain; replacing it");
    wait_until((find_workers(after), after[1] != before[1]), unit_nap());
    assert_int_equal(after[0], before[0]);
    assert_string_equal(ask_on(fd, "still there?"), "still there?");
    assert_peer_ends(fd);
    (void)close(fd);
    wait_until(kill((pid_t)before[1], 0) != 0, unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

static bool has_ended(long pid)
{
    char path[64];
    char state = 'Z';
    FILE *file;

    (void)snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    file = fopen(path, "r");
    if (file != NULL) {
        (void)fscanf(file, "%*d (%*[^)]) %c", &state);
        (void)fclose(file);
    }
    return state == 'Z';
}

/* However soon it is gone: the master sees its death before what it has said. */
TEST(a_worker_that_was_asked_to_stop_has_not_failed)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    assert_int_equal(kill(master_pid, SIGSTOP), 0);
    assert_int_equal(kill((pid_t)before[0], SIGTERM), 0);
    wait_until(has_ended(before[0]), unit_nap());
    assert_int_equal(kill(master_pid, SIGCONT), 0);
    await_log("was asked to stop; replacing it");
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    assert_int_equal(after[1], before[1]);
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

TEST(workers_that_cannot_live_are_tried_ever_more_rarely)
{
    int64_t from = unit_now_ms();

    shared->is_born_broken = 1;
    launch();
    await_log("exited with status 7; replacing it in ");
    wait_until(unit_now_ms() - from > 1500, unit_nap());
    assert_true(shared->forks < 24);
    shared->is_born_broken = 0;
    {
        long pids[2];

        find_workers(pids);
    }
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_fork_that_fails_is_tried_again_until_the_number_is_whole)
{
    long pids[2];

    shared->fork_errors[0] = EAGAIN;
    shared->fork_errors[1] = EAGAIN;
    shared->fork_errors[2] = ENOMEM;
    shared->fork_errors[4] = EAGAIN;
    launch();
    find_workers(pids);
    assert_true(shared->forks >= 6);
    await_log("error: cannot fork worker 0: Resource temporarily unavailable");
    await_log("warning: going on with 0 of 2 workers, next try in ");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_replacement_that_cannot_be_forked_is_forked_later)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->fork_errors[2] = EAGAIN;
    shared->fork_errors[3] = EAGAIN;
    assert_int_equal(kill((pid_t)before[0], SIGKILL), 0);
    await_log("going on with 1 of 2 workers");
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(workers_whose_master_was_killed_stop)
{
    long pids[2];
    int fd;

    launch();
    find_workers(pids);
    fd = connect_to(0);
    assert_int_equal(kill(master_pid, SIGKILL), 0);
    assert_peer_ends(fd);
    (void)close(fd);
    wait_until(group_is_empty(), (reap(), unit_nap()));
}

TEST(a_stuck_worker_whose_master_was_killed_is_gone_after_its_time)
{
    int fd;

    setup.stop_timeout_ms = 100;
    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    unit_nap();
    assert_int_equal(kill(master_pid, SIGKILL), 0);
    wait_until(group_is_empty(), (reap(), unit_nap()));
    (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        master_test(a_killed_worker_is_replaced_in_its_slot),
        master_test(the_log_says_how_a_worker_ended_and_what_it_said_last),
        master_test(a_worker_that_is_halted_ends_with_its_last_answer_and_is_replaced),
        master_test(a_worker_that_is_asked_to_drain_is_replaced_while_it_does),
        master_test(a_worker_that_was_asked_to_stop_has_not_failed),
        master_test(workers_that_cannot_live_are_tried_ever_more_rarely),
        master_test(a_fork_that_fails_is_tried_again_until_the_number_is_whole),
        master_test(a_replacement_that_cannot_be_forked_is_forked_later),
        master_test(workers_whose_master_was_killed_stop),
        master_test(a_stuck_worker_whose_master_was_killed_is_gone_after_its_time),
    };

    return cmocka_run_group_tests_name("master_deaths", tests, map_shared, NULL);
}
