#include "tests/unit/wire.h"

#include <sys/resource.h>
#include <sys/syscall.h>

#include "core/net/listener.c"
#include "tests/unit/faults.h"

/* accept4 that can be made to fail; everything else of core/net is the engine's own. */
static faults accepts;

int accept4(int listener, struct sockaddr *peer, socklen_t *len, int flags)
{
    return fault_due(&accepts) ? -1 : (int)syscall(SYS_accept4, listener, peer, len, flags);
}

#define CLIENTS 200

static crew_loop *loop;
static crew_listener *listener;
static crew_source tick;
static int listening;
static int port;
static int clients[CLIENTS];
static int accepted[CLIENTS];
static int accepted_count;
static uint16_t accepted_ports[CLIENTS];

static void on_accept(void *user, int fd, const struct sockaddr *peer, socklen_t len)
{
    assert_ptr_equal(user, &accepted);
    assert_true(len >= sizeof(struct sockaddr_in));
    assert_true(accepted_count < CLIENTS);
    accepted_ports[accepted_count] = crew_addr_port(peer);
    accepted[accepted_count++] = fd;
}

static void on_tick(crew_source *source, unsigned ready)
{
    (void)source;
    (void)ready;
}

static int start(void **state)
{
    (void)state;
    unit_catch_log();
    memset(&accepts, 0, sizeof accepts);
    accepted_count = 0;
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = accepted[i] = -1;
    }
    listening = wire_listen(CLIENTS);
    wire_set_nonblocking(listening);
    port = wire_port(listening);
    loop = crew_loop_new(NULL);
    crew_source_init(&tick, loop, -1, on_tick);
    listener = crew_listener_new(loop, listening, on_accept, &accepted);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    for (int i = 0; i < CLIENTS; i++) {
        if (clients[i] >= 0) {
            (void)close(clients[i]);
        }
        if (accepted[i] >= 0) {
            (void)close(accepted[i]);
        }
    }
    crew_listener_free(listener);
    crew_source_clear(&tick);
    crew_loop_free(loop);
    (void)close(listening);
    return 0;
}

static void connect_clients(int from, int count)
{
    for (int i = from; i < from + count; i++) {
        clients[i] = wire_connect(port);
        assert_true(clients[i] >= 0);
    }
}

/* A turn that does not wait when nothing has happened. */
static void turn(void)
{
    crew_source_note(&tick, CREW_READY_OWN);
    (void)crew_loop_turn(loop);
}

TEST(every_connection_is_handed_on_with_its_peer)
{
    connect_clients(0, 3);
    wait_until(accepted_count == 3, turn());
    for (int i = 0; i < 3; i++) {
        assert_int_equal(accepted_ports[i], wire_port(clients[i]));
        assert_true(fcntl(accepted[i], F_GETFL) & O_NONBLOCK);
    }
}

TEST(a_flood_is_taken_in_portions)
{
    connect_clients(0, CLIENTS);
    wait_until(accepted_count > 0, turn());
    assert_true(accepted_count < CLIENTS);
    wait_until(accepted_count == CLIENTS, turn());
}

TEST(accepting_by_hand_takes_who_is_waiting)
{
    connect_clients(0, 2);
    crew_listener_accept(listener);
    assert_int_equal(accepted_count, 2);
}

static void accept_and_stop(void *user, int fd, const struct sockaddr *peer, socklen_t len)
{
    on_accept(user, fd, peer, len);
    crew_loop_stop(loop);
}

TEST(after_a_stop_nobody_more_is_accepted)
{
    crew_listener_free(listener);
    listener = crew_listener_new(loop, listening, accept_and_stop, &accepted);
    connect_clients(0, 5);
    assert_false(crew_listener_accept(listener));
    assert_int_equal(accepted_count, 1);
}

TEST(accepting_by_hand_says_whether_more_may_wait)
{
    connect_clients(0, CLIENTS);
    while (crew_listener_accept(listener)) {
        assert_true(accepted_count < CLIENTS);
    }
    assert_int_equal(accepted_count, CLIENTS);
}

TEST(a_freed_listener_accepts_nothing_and_leaves_the_socket_open)
{
    crew_listener_free(listener);
    connect_clients(0, 1);
    turn();
    turn();
    assert_int_equal(accepted_count, 0);
    assert_true(fcntl(listening, F_GETFD) >= 0);
    listener = crew_listener_new(loop, listening, on_accept, &accepted);
    wait_until(accepted_count == 1, turn());
}

/* accept(2), "Error handling": these say something about one connection and nothing about the next. */
TEST(errors_of_one_connection_do_not_stop_the_others)
{
    accepts.errors = fault_list(EINTR, ECONNABORTED, EPROTO, EPERM, ENETDOWN, EHOSTUNREACH, ENETUNREACH, EOPNOTSUPP, ENOPROTOOPT);
    connect_clients(0, 5);
    wait_until(accepted_count == 5, turn());
    assert_true(faults_are_over(&accepts));
    assert_int_equal(unit_logged.lines, 0);
}

TEST(want_of_descriptors_or_memory_loses_no_connection)
{
    static const int errors[] = {EMFILE, ENFILE, ENOMEM, ENOBUFS};

    for (int i = 0; i < 4; i++) {
        accepts.errors = fault_list(errors[i]);
        connect_clients(i, 1);
        wait_until(accepted_count == i + 1, turn());
        assert_true(faults_are_over(&accepts));
    }
}

TEST(all_of_them_one_after_the_other_lose_no_connection)
{
    accepts.errors = fault_list(EINTR, EMFILE, ECONNABORTED, ENOMEM, EINTR, ENOBUFS, EPROTO, ENFILE, EMFILE);
    connect_clients(0, 10);
    wait_until(accepted_count == 10, turn());
    assert_true(faults_are_over(&accepts));
}

TEST(a_pause_is_told_once_and_not_every_time)
{
    accepts.errors = fault_list(EMFILE, EMFILE, ENOMEM);
    connect_clients(0, 1);
    wait_until(accepted_count == 1, turn());
    assert_int_equal(unit_logged.lines, 1);
    assert_logged("cannot accept connections for the moment");
    assert_logged("raise the open files limit");
}

TEST(a_paused_listener_does_not_ask_the_kernel_all_the_time)
{
    int calls;

    accepts.errors = fault_list(EMFILE, EMFILE, EMFILE, EMFILE, EMFILE);
    connect_clients(0, 1);
    wait_until(accepts.calls > 0, turn());
    calls = accepts.calls;
    for (int i = 0; i < 20; i++) {
        turn();
    }
    assert_true(accepts.calls <= calls + 1);
}

static int ahead_calls;
static bool ahead_answer;

static bool is_ahead(void *user)
{
    assert_ptr_equal(user, &accepted);
    ahead_calls++;
    return ahead_answer;
}

TEST(a_shared_listener_takes_one_connection_a_turn)
{
    ahead_calls = 0;
    ahead_answer = false;
    crew_listener_share(listener, is_ahead);
    connect_clients(0, 40);
    for (int i = 0; i < 40; i++) {
        int before = accepted_count;

        ahead_answer = i % 3 == 0;
        wait_until(accepted_count > before, turn());
        assert_int_equal(accepted_count, before + 1);
    }
    assert_true(ahead_calls >= 37); /* not asked when it goes to the end anyway */
}

TEST(a_listener_that_is_shared_no_more_takes_what_there_is)
{
    crew_listener_share(listener, is_ahead);
    connect_clients(0, 40);
    crew_listener_share(listener, NULL);
    wait_until(accepted_count > 0, turn());
    assert_int_equal(accepted_count, 40);
}

TEST(retrying_ends_the_pause_at_once)
{
    accepts.errors = fault_list(EMFILE);
    connect_clients(0, 1);
    wait_until(accepts.calls > 0, turn());
    assert_int_equal(accepted_count, 0);
    listener_retry(listener);
    turn();
    assert_int_equal(accepted_count, 1);
}

TEST(retrying_without_a_pause_changes_nothing)
{
    listener_retry(listener);
    connect_clients(0, 1);
    wait_until(accepted_count == 1, turn());
}

static void hold_after_one(void *user, int fd, const struct sockaddr *peer, socklen_t len)
{
    on_accept(user, fd, peer, len);
    crew_listener_hold(listener, true);
}

TEST(a_held_listener_leaves_the_others_waiting_until_it_is_let_go)
{
    crew_listener_free(listener);
    listener = crew_listener_new(loop, listening, hold_after_one, &accepted);
    connect_clients(0, 3);
    for (int i = 1; i <= 3; i++) {
        wait_until(accepted_count == i, turn());
        turn();
        unit_nap();
        turn();
        assert_int_equal(accepted_count, i);
        assert_false(crew_listener_accept(listener));
        crew_listener_hold(listener, false);
    }
}

TEST(the_end_of_a_pause_does_not_let_a_held_listener_go)
{
    accepts.errors = fault_list(EMFILE);
    connect_clients(0, 1);
    wait_until(accepts.calls > 0, turn());
    crew_listener_hold(listener, true);
    listener_retry(listener);
    turn();
    assert_int_equal(accepted_count, 0);
    crew_listener_hold(listener, false);
    wait_until(accepted_count == 1, turn());
}

TEST(with_all_descriptors_taken_connections_wait_until_one_is_free)
{
    struct rlimit before;
    struct rlimit few;
    int taken[64];
    int count = 0;

    if (unit_on_valgrind()) {
        skip(); /* it plays the limit itself, by closing what the kernel has accepted */
    }
    connect_clients(0, 3);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = before;
    few.rlim_cur = 64;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    while (count < 64 && (taken[count] = dup(0)) >= 0) {
        count++;
    }
    wait_until(accepts.calls > 0, turn());
    turn();
    assert_int_equal(accepted_count, 0);
    while (count > 0) {
        (void)close(taken[--count]);
    }
    wait_until(accepted_count == 3, turn());
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_logged("Too many open files");
}

TEST(a_paused_listener_can_be_freed)
{
    accepts.errors = fault_list(EMFILE);
    connect_clients(0, 1);
    wait_until(accepts.calls > 0, turn());
    crew_listener_free(listener);
    listener = crew_listener_new(loop, listening, on_accept, &accepted);
    wait_until(accepted_count == 1, turn());
}

#define listener_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        listener_test(every_connection_is_handed_on_with_its_peer),
        listener_test(a_flood_is_taken_in_portions),
        listener_test(accepting_by_hand_takes_who_is_waiting),
        listener_test(after_a_stop_nobody_more_is_accepted),
        listener_test(accepting_by_hand_says_whether_more_may_wait),
        listener_test(a_freed_listener_accepts_nothing_and_leaves_the_socket_open),
        listener_test(errors_of_one_connection_do_not_stop_the_others),
        listener_test(want_of_descriptors_or_memory_loses_no_connection),
        listener_test(all_of_them_one_after_the_other_lose_no_connection),
        listener_test(a_pause_is_told_once_and_not_every_time),
        listener_test(a_paused_listener_does_not_ask_the_kernel_all_the_time),
        listener_test(a_shared_listener_takes_one_connection_a_turn),
        listener_test(a_listener_that_is_shared_no_more_takes_what_there_is),
        listener_test(retrying_ends_the_pause_at_once),
        listener_test(retrying_without_a_pause_changes_nothing),
        listener_test(a_held_listener_leaves_the_others_waiting_until_it_is_let_go),
        listener_test(the_end_of_a_pause_does_not_let_a_held_listener_go),
        listener_test(with_all_descriptors_taken_connections_wait_until_one_is_free),
        listener_test(a_paused_listener_can_be_freed),
    };

    return cmocka_run_group_tests_name("listener", tests, NULL, NULL);
}
