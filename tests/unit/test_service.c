/*
 * All connections together: coming to an end while serving, being dropped, being forgotten by a copy of the process.
 */
#include "tests/unit/host.h"

#include <poll.h>
#include <sys/wait.h>

#define LARGE (1024 * 1024)

static char large[LARGE];

static int start(void **state)
{
    wire_pattern(large, sizeof large, 0);
    return host_start(state);
}

static void echo(crew_conn *conn, crew_span message)
{
    (void)crew_conn_send(conn, message);
}

static void answer_large(crew_conn *conn, crew_span message)
{
    (void)message;
    assert_int_equal(crew_conn_write(conn, crew_span_of(large, sizeof large)), 0);
}

static void answer_the_first(crew_conn *conn, crew_span message)
{
    (void)conn;
    assert_int_equal(crew_conn_send(host.conn[1], message), 0);
}

static void answer_the_first_with_much(crew_conn *conn, crew_span message)
{
    (void)conn;
    (void)message;
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_of(large, 20000)), 0);
}

static void drain(void)
{
    crew_service_set_mode(host.service, CREW_SERVICE_DRAINING);
}

static void finish(void)
{
    crew_service_set_mode(host.service, CREW_SERVICE_FINISHING);
}

/* ---- draining ----------------------------------------------------------------------------------------------------------- */

static int flushed_to; /* the client */

static void flush_and_wait(crew_conn *conn, crew_span message)
{
    struct pollfd arrived = {.fd = flushed_to, .events = POLLIN};

    (void)crew_conn_send(conn, message);
    crew_conn_flush(conn);
    assert_int_equal(poll(&arrived, 1, 100), 1); /* the kernel keeps what it takes for the last for twice as long */
    (void)crew_conn_send(conn, message);
}

TEST(a_flush_while_draining_sends_at_once)
{
    flushed_to = host_open();
    crew_service_set_mode(host.service, CREW_SERVICE_DRAINING);
    host.on_message = flush_and_wait;
    wire_put(flushed_to, "one\n");
    assert_answer(flushed_to, "one\none\n");
    assert_end(flushed_to);
}

TEST(an_idle_connection_outlives_draining_until_its_next_answer)
{
    int client = host_open();

    host.on_message = echo;
    wire_put(client, "one\n");
    assert_answer(client, "one\n");
    drain();
    assert_silence(client);
    wire_put(client, "two\n");
    assert_answer(client, "two\n");
    assert_end(client);
    host_hang_up(client);
    assert_events("connect 1, message 1 one, message 1 two, close 1");
    assert_true(crew_service_is_empty(host.service));
}

TEST(pipelined_messages_are_all_answered_before_a_draining_connection_ends)
{
    int client = host_open();

    host.on_message = echo;
    drain();
    wire_put(client, "one\ntwo\nthree\n");
    assert_answer(client, "one\ntwo\nthree\n");
    assert_end(client);
    assert_events("connect 1, message 1 one, message 1 two, message 1 three, close 1");
}

TEST(a_message_without_an_answer_keeps_a_draining_connection)
{
    int client = host_open();

    drain();
    wire_put(client, "one\n");
    assert_events("connect 1, message 1 one");
    assert_silence(client);
    host_hang_up(client);
    assert_events("close 1");
}

TEST(an_answer_that_is_still_leaving_leaves_before_a_draining_connection_ends)
{
    int client = host_open_narrow();

    host.on_message = answer_large;
    wire_put(client, "now\n");
    host_settle();
    drain();
    assert_pattern(client, sizeof large, 0);
    assert_end(client);
    assert_events("connect 1, message 1 now, close 1");
}

TEST(an_answer_from_another_callback_ends_a_draining_connection)
{
    int one = host_open();
    int two = host_open();

    drain();
    host.on_message = answer_the_first;
    wire_put(two, "for one\n");
    assert_answer(one, "for one\n");
    assert_end(one);
    assert_silence(two);
}

TEST(a_large_answer_from_another_callback_ends_a_draining_connection)
{
    int one = host_open();
    int two = host_open();

    drain();
    host.on_message = answer_the_first_with_much;
    wire_put(two, "for one\n");
    assert_pattern(one, 20000, 0);
    assert_end(one);
    assert_silence(two);
}

static void greet(crew_conn *conn)
{
    assert_int_equal(crew_conn_send(conn, crew_span_str("hello")), 0);
}

TEST(a_connection_that_was_greeted_before_draining_is_answered_once)
{
    int client;

    host.on_connect = greet;
    host.on_message = echo;
    client = host_open();
    assert_answer(client, "hello\n");
    drain();
    assert_silence(client);
    wire_put(client, "one\n");
    assert_answer(client, "one\n");
    assert_end(client);
}

/* ---- finishing ---------------------------------------------------------------------------------------------------------- */

TEST(what_has_arrived_is_answered_before_finishing_ends_it)
{
    int client = host_open();

    host.on_message = echo;
    wire_put(client, "one\ntwo\n");
    finish();
    assert_answer(client, "one\ntwo\n");
    assert_end(client);
    host_hang_up(client);
    assert_events("connect 1, message 1 one, message 1 two, close 1");
    host_until(crew_service_is_empty(host.service));
}

TEST(idle_connections_are_ended_at_once_when_finishing)
{
    int clients[3];

    for (int i = 0; i < 3; i++) {
        clients[i] = host_open();
    }
    finish();
    for (int i = 0; i < 3; i++) {
        assert_end(clients[i]);
        host_hang_up(clients[i]);
    }
    assert_events("connect 1, connect 2, connect 3, close 1, close 2, close 3");
    assert_true(crew_service_is_empty(host.service));
}

TEST(a_large_answer_leaves_before_finishing_ends_it)
{
    int client = host_open_narrow();

    host.on_message = answer_large;
    wire_put(client, "now\n");
    finish();
    host_settle();
    assert_pattern(client, sizeof large, 0);
    assert_end(client);
}

TEST(what_is_still_leaving_when_finishing_begins_leaves)
{
    int client = host_open_narrow();

    host.on_message = answer_large;
    wire_put(client, "now\n");
    host_settle();
    finish();
    host_settle();
    assert_pattern(client, sizeof large, 0);
    assert_end(client);
}

TEST(half_a_message_does_not_hold_finishing_up)
{
    int client = host_open();

    wire_put(client, "one\ntw");
    host_settle();
    finish();
    assert_end(client);
    host_hang_up(client);
    assert_events("connect 1, message 1 one, close 1");
}

TEST(a_paused_connection_does_not_hold_finishing_up)
{
    int client = host_open();

    crew_conn_pause(host.conn[1]);
    wire_put(client, "unread\n");
    finish();
    assert_end(client);
    host_hang_up(client);
    assert_events("connect 1, close 1");
}

TEST(a_peer_that_does_not_end_does_not_hold_finishing_up_for_long)
{
    int client = host_open();
    int64_t from = unit_now_ms();

    finish();
    assert_end(client);
    host_until(crew_service_is_empty(host.service));
    assert_true(unit_now_ms() - from < 10000);
}

TEST(finishing_after_draining_ends_what_draining_left)
{
    int client = host_open();

    drain();
    host_settle();
    finish();
    assert_end(client);
    host_hang_up(client);
    assert_events("connect 1, close 1");
}

TEST(finishing_with_nobody_there_is_finished)
{
    finish();
    assert_true(crew_service_is_empty(host.service));
}

/* ---- abandoning --------------------------------------------------------------------------------------------------------- */

TEST(abandoning_closes_everything_and_calls_nobody)
{
    int clients[3];

    for (int i = 0; i < 3; i++) {
        clients[i] = host_open();
    }
    host_drop_service();
    for (int i = 0; i < 3; i++) {
        assert_end(clients[i]);
    }
    assert_events("connect 1, connect 2, connect 3");
    assert_int_equal(host.traffic.connections, 0);
}

TEST(abandoning_offers_what_is_queued_to_the_kernel)
{
    int client = host_open();

    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("bye")), 0);
    host_drop_service();
    assert_answer(client, "bye");
    assert_end(client);
}

TEST(abandoning_does_not_wait_for_slow_readers)
{
    int client = host_open_narrow();

    assert_int_equal(crew_conn_write(host.conn[1], crew_span_of(large, sizeof large)), 0);
    host_settle();
    host_drop_service();
    assert_true(host_arrived(client) < sizeof large);
}

TEST(abandoning_closes_those_that_linger_and_those_that_end)
{
    int one = host_open();
    int two = host_open_narrow();

    crew_conn_pause(host.conn[1]);
    wire_put(one, "unread\n");
    crew_conn_end(host.conn[1]);
    assert_int_equal(crew_conn_write(host.conn[2], crew_span_of(large, sizeof large)), 0);
    crew_conn_end(host.conn[2]);
    host_settle();
    (void)two;
    host_drop_service();
    assert_events("connect 1, connect 2, close 1");
}

TEST(abandoning_undoes_pipes)
{
    for (int i = 0; i < 3; i++) {
        (void)host_open();
    }
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[3], host.conn[3]), 0);
    host_drop_service();
    assert_events("connect 1, connect 2, connect 3");
}

TEST(abandoning_leaves_who_holds_a_connection_a_closed_one)
{
    crew_conn *conn;

    (void)host_open();
    conn = crew_conn_ref(host.conn[1]);
    host_drop_service();
    assert_false(crew_conn_is_open(conn));
    assert_int_equal(crew_conn_fd(conn), -1);
    assert_int_equal(crew_conn_id(conn), 1);
    crew_conn_unref(conn);
}

static void stop_after_writing(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
    crew_loop_stop(host.loop);
}

TEST(a_stopped_loop_still_lets_the_last_callbacks_answer_go)
{
    int client = host_open();

    host.on_message = stop_after_writing;
    wire_put(client, "one\n");
    wait_until(!crew_loop_turn(host.loop), (void)0);
    host_drop_service();
    assert_answer(client, "one\n");
    assert_end(client);
}

static jmp_buf outside;

static void leave_after_writing(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
    longjmp(outside, 1);
}

TEST(what_a_callback_wrote_before_it_left_by_longjmp_is_not_lost)
{
    int client = host_open();

    host.on_message = leave_after_writing;
    wire_put(client, "one\n");
    if (setjmp(outside) == 0) {
        host_until(false);
    }
    host_drop_service();
    assert_answer(client, "one\n");
    assert_end(client);
    crew_conn_unref(host.conn[1]); /* the reference of the frames that were left */
}

/* ---- a copy of the process ---------------------------------------------------------------------------------------------- */

static int copy_status = -1;

/* What a host does when its code forks: the copy sends nothing twice, and closing what it has does not concern the original. */
static void fork_in_the_middle(crew_conn *conn, crew_span message)
{
    pid_t pid;

    (void)crew_conn_send(conn, message);
    crew_conn_flush(conn);
    pid = fork();
    if (pid == 0) {
        crew_conn *other = crew_conn_ref(host.conn[2]);

        crew_loop_detach(host.loop);
        crew_conn_close(other);
        crew_service_forget(host.service);
        _exit(crew_conn_is_open(conn) || crew_conn_is_open(other) || crew_conn_fd(conn) >= 0 ||
              crew_conn_write(conn, crew_span_str("x")) != CREW_ECLOSED || !crew_service_is_empty(host.service));
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &copy_status, 0), pid);
    (void)crew_conn_send(conn, crew_span_str("after"));
}

TEST(a_copy_of_the_process_forgets_connections_that_the_original_serves_on)
{
    int one = host_open();
    int two = host_open();

    host.on_message = fork_in_the_middle;
    wire_put(one, "before\n");
    assert_answer(one, "before\nafter\n");
    assert_true(WIFEXITED(copy_status));
    assert_int_equal(WEXITSTATUS(copy_status), 0);
    host.on_message = echo;
    wire_put(one, "again\n");
    assert_answer(one, "again\n");
    wire_put(two, "me too\n");
    assert_answer(two, "me too\n");
    assert_events("connect 1, connect 2, message 1 before, message 1 again, message 2 me too");
}

#define service_test(name) cmocka_unit_test_setup_teardown(name, start, host_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        service_test(a_flush_while_draining_sends_at_once),
        service_test(an_idle_connection_outlives_draining_until_its_next_answer),
        service_test(pipelined_messages_are_all_answered_before_a_draining_connection_ends),
        service_test(a_message_without_an_answer_keeps_a_draining_connection),
        service_test(an_answer_that_is_still_leaving_leaves_before_a_draining_connection_ends),
        service_test(an_answer_from_another_callback_ends_a_draining_connection),
        service_test(a_large_answer_from_another_callback_ends_a_draining_connection),
        service_test(a_connection_that_was_greeted_before_draining_is_answered_once),
        service_test(what_has_arrived_is_answered_before_finishing_ends_it),
        service_test(idle_connections_are_ended_at_once_when_finishing),
        service_test(a_large_answer_leaves_before_finishing_ends_it),
        service_test(what_is_still_leaving_when_finishing_begins_leaves),
        service_test(half_a_message_does_not_hold_finishing_up),
        service_test(a_paused_connection_does_not_hold_finishing_up),
        service_test(a_peer_that_does_not_end_does_not_hold_finishing_up_for_long),
        service_test(finishing_after_draining_ends_what_draining_left),
        service_test(finishing_with_nobody_there_is_finished),
        service_test(abandoning_closes_everything_and_calls_nobody),
        service_test(abandoning_offers_what_is_queued_to_the_kernel),
        service_test(abandoning_does_not_wait_for_slow_readers),
        service_test(abandoning_closes_those_that_linger_and_those_that_end),
        service_test(abandoning_undoes_pipes),
        service_test(abandoning_leaves_who_holds_a_connection_a_closed_one),
        service_test(a_stopped_loop_still_lets_the_last_callbacks_answer_go),
        service_test(what_a_callback_wrote_before_it_left_by_longjmp_is_not_lost),
        service_test(a_copy_of_the_process_forgets_connections_that_the_original_serves_on),
    };

    return cmocka_run_group_tests_name("service", tests, NULL, NULL);
}
