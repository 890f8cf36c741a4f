/*
 * A master serves, and stops.
 */
#include "tests/unit/forked.h"

/* ---- serving ------------------------------------------------------------------------------------------------------------ */

TEST(two_workers_serve_and_a_stop_leaves_nobody)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_not_equal(pids[0], pids[1]);
    assert_int_not_equal(pids[0], master_pid);
    assert_string_equal(ask("hello"), "hello");
    signal_master(SIGTERM);
    assert_ends_well();
    await_log("master] notice: listening on text://127.0.0.1:0 (127.0.0.1:");
    await_log(") with 2 workers");
    await_log("master] notice: stopping");
    await_log("master] notice: stopped");
    assert_int_equal(log_count("warning"), 0);
    assert_int_equal(log_count("error"), 0);
}

TEST(two_workers_can_share_one_socket)
{
    long pids[2];

    setup.reuse_port = 0;
    launch();
    find_workers(pids);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(the_host_is_told_before_each_fork)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_equal(shared->before_forks, 2);
    assert_int_equal(shared->forks, 2);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_has_the_descriptors_it_needs_and_no_other)
{
    int fd;

    launch();
    for (int slot = 0; slot < 2; slot++) {
        fd = connect_to(slot);
        /* one listening socket, this connection; the one on which the master asks; to read: signals, the
         * lifeline; to write: signals, reports */
        assert_string_equal(ask_on(fd, "descriptors"), "LSSrrww");
        (void)close(fd);
    }
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_replacement_has_no_descriptor_more_than_the_first)
{
    long before[2];
    long after[2];
    int fd;

    launch();
    find_workers(before);
    (void)kill((pid_t)before[0], SIGKILL);
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    signal_master(SIGUSR1);
    wait_until((find_workers(before), before[0] != after[0] && before[1] != after[1]), unit_nap());
    for (int slot = 0; slot < 2; slot++) {
        fd = connect_to(slot);
        assert_string_equal(ask_on(fd, "descriptors"), "LSSrrww");
        (void)close(fd);
    }
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_counts_and_visits_its_connections)
{
    int first;
    int second;
    const char *answer;

    launch();
    first = connect_to(0);
    second = connect_to(0);
    answer = ask_on(second, "connections");
    assert_non_null(answer);
    assert_int_equal(atoi(answer), 2);
    assert_non_null(strchr(answer, ' '));
    (void)close(first);
    wait_until(atoi(ask_on(second, "connections")) == 1, unit_nap());
    (void)close(second);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_unix_path_is_served_and_removed_at_the_end)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char address[sizeof at.sun_path + 8];
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    char answer[8] = "";

    (void)snprintf(at.sun_path, sizeof at.sun_path, "/tmp/crew-test-master-%ld", (long)getpid());
    (void)snprintf(address, sizeof address, "unix://%s", at.sun_path);
    setup.address = address;
    launch();
    assert_int_equal(connect(fd, (struct sockaddr *)(void *)&at, sizeof at), 0);
    wire_put(fd, "hello");
    assert_int_equal(recv(fd, answer, 5, MSG_WAITALL), 5);
    assert_string_equal(answer, "hello");
    (void)close(fd);
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_not_equal(access(at.sun_path, F_OK), 0);
}

TEST(a_port_in_use_is_told_and_leaves_nothing_changed)
{
    int taken = wire_listen(1);
    int before = unit_open_fds();
    char address[64];
    crew_err err = {0};
    crew_server *second;
    struct sigaction action;

    (void)snprintf(address, sizeof address, "text://127.0.0.1:%d", wire_port(taken));
    second = crew_server_new(address, &err);
    assert_non_null(second);
    assert_null(crew_master_new(second, &err));
    assert_int_equal(err.code, CREW_EIN_USE);
    assert_words("is in use by", err.text);
    assert_int_equal(sigaction(SIGTERM, NULL, &action), 0);
    assert_ptr_equal(action.sa_handler, SIG_DFL);
    assert_int_equal(unit_open_fds(), before);
    crew_server_free(second);
    (void)close(taken);
}

/* ---- stopping ----------------------------------------------------------------------------------------------------------- */

static void stops_on(int signo)
{
    long pids[2];

    launch();
    find_workers(pids);
    signal_master(signo);
    assert_ends_well();
}

TEST(an_interrupt_stops)
{
    stops_on(SIGINT);
}

TEST(a_lost_terminal_stops)
{
    setup.terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(setup.terminal >= 0);
    assert_int_equal(grantpt(setup.terminal) | unlockpt(setup.terminal), 0);
    launch();
    assert_int_equal(close(setup.terminal), 0);
    assert_ends_well();
}

TEST(a_hangup_without_a_terminal_reloads)
{
    launch();
    signal_master(SIGHUP);
    await_log("all 2 workers are new");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(an_interrupt_to_the_whole_group_stops_as_one)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_equal(kill(-master_pid, SIGINT), 0);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

TEST(a_termination_of_the_whole_group_stops_as_one)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_equal(kill(-master_pid, SIGTERM), 0);
    assert_ends_well();
    assert_int_equal(log_count("was killed"), 0);
}

TEST(a_stop_ends_idle_connections)
{
    int first;
    int second;

    launch();
    first = connect_to(0);
    second = connect_to(1);
    signal_master(SIGTERM);
    assert_peer_ends(first);
    assert_peer_ends(second);
    (void)close(first);
    (void)close(second);
    assert_ends_well();
}

/* More than a worker accepts in one turn. */
TEST(a_stop_answers_everybody_who_is_waiting_in_the_queues)
{
    enum { WAITING = 300 };
    int clients[WAITING];
    long pids[2];

    launch();
    find_workers(pids);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kill((pid_t)pids[i], SIGSTOP), 0);
    }
    for (int i = 0; i < WAITING; i++) {
        clients[i] = connect_client();
        assert_true(clients[i] >= 0);
        wire_put(clients[i], "hello\n");
    }
    signal_master(SIGTERM);
    await_log("notice: stopping");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kill((pid_t)pids[i], SIGCONT), 0);
    }
    for (int i = 0; i < WAITING; i++) {
        char answer[7] = "";

        assert_int_equal(recv(clients[i], answer, 6, MSG_WAITALL), 6);
        assert_string_equal(answer, "hello\n");
        assert_peer_ends(clients[i]);
        (void)close(clients[i]);
    }
    assert_ends_well();
}

TEST(a_worker_can_ask_for_a_stop)
{
    launch();
    assert_string_equal(ask("stop"), "0");
    assert_ends_well();
}

TEST(a_quit_waits_for_connections)
{
    int fd;

    launch();
    fd = connect_to(0);
    signal_master(SIGQUIT);
    await_log("stopping when all connections have ended");
    for (int i = 0; i < 50; i++) {
        unit_nap();
    }
    assert_int_equal(kill(master_pid, 0), 0);
    assert_string_equal(ask_on(fd, "last question"), "last question");
    assert_peer_ends(fd);
    (void)close(fd);
    assert_ends_well();
}

TEST(a_stop_after_a_quit_does_not_wait)
{
    int fd;

    launch();
    fd = connect_to(0);
    signal_master(SIGQUIT);
    await_log("stopping when all connections have ended");
    signal_master(SIGTERM);
    assert_peer_ends(fd);
    (void)close(fd);
    assert_ends_well();
}

TEST(a_worker_can_ask_for_a_stop_while_a_quit_waits)
{
    int asks;
    int idle;

    launch();
    asks = connect_to(0);
    idle = connect_to(1);
    signal_master(SIGQUIT);
    await_log("stopping when all connections have ended");
    assert_string_equal(ask_on(asks, "stop"), "0");
    assert_peer_ends(idle);
    (void)close(asks);
    (void)close(idle);
    assert_ends_well();
}

TEST(a_quit_does_not_spare_a_worker_whose_time_was_over_before)
{
    int fd;

    setup.stop_timeout_ms = 200;
    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    signal_master(SIGUSR1);
    await_log("still has connections, ending them");
    signal_master(SIGQUIT);
    assert_ends_well();
    await_log("did not stop in time, killing it");
    (void)close(fd);
}

TEST(a_stuck_worker_is_killed_when_its_time_is_over)
{
    int fd;

    setup.stop_timeout_ms = 200;
    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    signal_master(SIGTERM);
    assert_ends_well();
    await_log("did not stop in time, killing it");
    (void)close(fd);
}

TEST(a_second_stop_kills_at_once)
{
    int64_t from = unit_now_ms();
    int fd;

    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    for (int i = 0; i < 20; i++) {
        unit_nap();
    }
    signal_master(SIGTERM);
    await_log("notice: stopping");
    for (int i = 0; i < 100; i++) {
        unit_nap();
    }
    signal_master(SIGTERM);
    assert_ends_well();
    await_log("stopping at once");
    assert_true(unit_now_ms() - from < 10000);
    (void)close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        master_test(two_workers_serve_and_a_stop_leaves_nobody),
        master_test(two_workers_can_share_one_socket),
        master_test(the_host_is_told_before_each_fork),
        master_test(a_worker_has_the_descriptors_it_needs_and_no_other),
        master_test(a_replacement_has_no_descriptor_more_than_the_first),
        master_test(a_worker_counts_and_visits_its_connections),
        master_test(a_unix_path_is_served_and_removed_at_the_end),
        master_test(a_port_in_use_is_told_and_leaves_nothing_changed),
        master_test(an_interrupt_stops),
        master_test(a_lost_terminal_stops),
        master_test(a_hangup_without_a_terminal_reloads),
        master_test(an_interrupt_to_the_whole_group_stops_as_one),
        master_test(a_termination_of_the_whole_group_stops_as_one),
        master_test(a_stop_ends_idle_connections),
        master_test(a_stop_answers_everybody_who_is_waiting_in_the_queues),
        master_test(a_worker_can_ask_for_a_stop),
        master_test(a_quit_waits_for_connections),
        master_test(a_stop_after_a_quit_does_not_wait),
        master_test(a_worker_can_ask_for_a_stop_while_a_quit_waits),
        master_test(a_quit_does_not_spare_a_worker_whose_time_was_over_before),
        master_test(a_stuck_worker_is_killed_when_its_time_is_over),
        master_test(a_second_stop_kills_at_once),
    };

    return cmocka_run_group_tests_name("master", tests, map_shared, NULL);
}
