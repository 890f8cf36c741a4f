/*
 * What a connection sends: what leaves together, what is queued, and what happens when the peer does not keep up.
 */
#include "tests/unit/host.h"

#define LARGE (4 * 1024 * 1024)

static char large[LARGE];
static size_t written; /* of the pattern, by the callbacks below */

static crew_span pattern(size_t size)
{
    crew_span piece = crew_span_of(large + written, size);

    assert_true(written + size <= sizeof large);
    return piece;
}

static int write_pattern(crew_conn *conn, size_t size)
{
    int result = crew_conn_write(conn, pattern(size));

    written += result == 0 ? size : 0;
    return result;
}

static int start(void **state)
{
    wire_pattern(large, sizeof large, 0);
    written = 0;
    return host_start(state);
}

static void echo(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
}

/* ---- together ----------------------------------------------------------------------------------------------------------- */

static void write_many_small(crew_conn *conn, crew_span message)
{
    (void)message;
    for (int i = 0; i < 100; i++) {
        assert_int_equal(write_pattern(conn, 7), 0);
    }
    assert_int_equal(sends.calls, 0);
    assert_int_equal(crew_conn_pending(conn), 700);
}

TEST(what_one_callback_writes_leaves_in_one_system_call)
{
    int client = host_open();

    host.on_message = write_many_small;
    wire_put(client, "now\n");
    assert_pattern(client, 700, 0);
    assert_int_equal(sends.calls, 1);
    assert_int_equal(crew_conn_pending(host.conn[1]), 0);
}

TEST(answers_to_pipelined_messages_leave_in_one_system_call)
{
    int client = host_open();

    host.on_message = echo;
    wire_put(client, "one\ntwo\nthree\n");
    assert_answer(client, "one\ntwo\nthree\n");
    assert_int_equal(sends.calls, 1);
}

static void greet(crew_conn *conn)
{
    assert_int_equal(crew_conn_send(conn, crew_span_str("hello")), 0);
    assert_int_equal(crew_conn_send(conn, crew_span_str("there")), 0);
}

TEST(a_greeting_leaves_when_on_connect_returns)
{
    int client;

    host.on_connect = greet;
    client = host_open();
    assert_int_equal(sends.calls, 1);
    assert_answer(client, "hello\nthere\n");
}

TEST(sending_frames_and_writing_does_not)
{
    int client = host_open();

    assert_int_equal(crew_conn_send(host.conn[1], crew_span_str("hello")), 0);
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("world")), 0);
    assert_answer(client, "hello\nworld");
    assert_int_equal(crew_conn_bytes_written(host.conn[1]), 11);
    assert_int_equal(host.traffic.bytes_written, 11);
}

TEST(nothing_may_be_written_as_well)
{
    int client = host_open();

    assert_int_equal(crew_conn_write(host.conn[1], crew_span_of(NULL, 0)), 0);
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("")), 0);
    assert_int_equal(crew_conn_send(host.conn[1], crew_span_str("")), 0);
    assert_answer(client, "\n");
}

static void write_nothing(crew_conn *conn, crew_span message)
{
    (void)message;
    assert_int_equal(crew_conn_write(conn, crew_span_of(NULL, 0)), 0);
    assert_int_equal(crew_conn_send(conn, crew_span_of(NULL, 0)), 0);
}

TEST(nothing_may_be_written_within_a_callback_as_well)
{
    int client = host_open();

    host.on_message = write_nothing;
    wire_put(client, "now\n");
    assert_answer(client, "\n");
}

static void write_more_than_the_cork(crew_conn *conn, crew_span message)
{
    (void)message;
    for (int i = 0; i < 300; i++) {
        assert_int_equal(write_pattern(conn, 1000), 0);
    }
}

TEST(a_full_cork_leaves_early_and_in_order)
{
    int client = host_open();

    host.on_message = write_more_than_the_cork;
    wire_put(client, "now\n");
    assert_pattern(client, 300000, 0);
    assert_true(sends.calls >= 300000 / CREW_CORK_SIZE);
    assert_true(sends.calls < 30);
}

static void write_small_large_small(crew_conn *conn, crew_span message)
{
    (void)message;
    assert_int_equal(write_pattern(conn, 100), 0);
    assert_int_equal(sends.calls, 0);
    assert_int_equal(write_pattern(conn, 50000), 0);
    assert_int_equal(sends.calls, 1);
    assert_int_equal(write_pattern(conn, 100), 0);
    assert_int_equal(sends.calls, 1);
}

TEST(a_large_piece_leaves_at_once_with_what_was_written_before_it)
{
    int client = host_open();

    host.on_message = write_small_large_small;
    wire_put(client, "now\n");
    assert_pattern(client, 50200, 0);
    assert_int_equal(sends.calls, 2);
}

static void write_flush_write(crew_conn *conn, crew_span message)
{
    (void)message;
    assert_int_equal(write_pattern(conn, 10), 0);
    crew_conn_flush(conn);
    assert_int_equal(sends.calls, 1);
    assert_int_equal(host_arrived(host.fds[0]), 10);
    crew_conn_flush(conn);
    assert_int_equal(sends.calls, 1);
    assert_int_equal(write_pattern(conn, 10), 0);
}

TEST(a_flush_sends_in_the_middle_of_a_callback)
{
    int client = host_open();

    host.on_message = write_flush_write;
    wire_put(client, "now\n");
    assert_pattern(client, 20, 0);
    assert_int_equal(sends.calls, 2);
}

static void write_to_the_other(crew_conn *conn, crew_span message)
{
    crew_conn *other = host.conn[3 - crew_conn_id(conn)];

    (void)message;
    for (int i = 0; i < 10; i++) {
        assert_int_equal(write_pattern(other, 10), 0);
    }
    assert_int_equal(sends.calls, 0);
}

TEST(what_is_written_to_another_connection_leaves_together_as_well)
{
    int one = host_open();
    int two = host_open();

    host.on_message = write_to_the_other;
    wire_put(one, "now\n");
    assert_pattern(two, 100, 0);
    assert_int_equal(sends.calls, 1);
    assert_silence(one);
}

static void write_to_both_in_turns(crew_conn *conn, crew_span message)
{
    (void)message;
    for (int i = 0; i < 10; i++) {
        assert_int_equal(crew_conn_write(conn, crew_span_str("a")), 0);
        assert_int_equal(crew_conn_write(host.conn[2], crew_span_str("b")), 0);
    }
}

TEST(bytes_for_two_connections_do_not_mix)
{
    int one = host_open();
    int two = host_open();

    host.on_message = write_to_both_in_turns;
    wire_put(one, "now\n");
    assert_answer(one, "aaaaaaaaaa");
    assert_answer(two, "bbbbbbbbbb");
    assert_int_equal(sends.calls, 2);
}

TEST(what_is_written_outside_of_callbacks_leaves_soon)
{
    int client = host_open();

    assert_int_equal(write_pattern(host.conn[1], 10), 0);
    assert_int_equal(write_pattern(host.conn[1], 10), 0);
    assert_int_equal(sends.calls, 0);
    assert_pattern(client, 20, 0);
    assert_int_equal(sends.calls, 1);
}

TEST(a_large_piece_written_outside_of_callbacks_stays_behind_the_small_one_before_it)
{
    int client = host_open();

    assert_int_equal(write_pattern(host.conn[1], 10), 0);
    assert_int_equal(write_pattern(host.conn[1], 20000), 0);
    assert_int_equal(write_pattern(host.conn[1], 10), 0);
    assert_pattern(client, 20020, 0);
}

/* ---- a slow peer -------------------------------------------------------------------------------------------------------- */

TEST(what_the_kernel_does_not_take_follows_when_the_peer_has_read)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 2 * LARGE;
    for (size_t i = 0; i < 1000; i++) {
        assert_int_equal(write_pattern(host.conn[1], i % 3 == 0 ? 3000 : 1), 0);
    }
    host_settle();
    assert_true(crew_conn_pending(host.conn[1]) > 0);
    assert_pattern(client, written, 0);
    host_until(crew_conn_pending(host.conn[1]) == 0);
    assert_events("connect 1");
}

TEST(small_answers_behind_a_large_one_stay_behind_it)
{
    int client = host_open_narrow();

    host.on_message = write_small_large_small;
    wire_put(client, "now\n");
    host_settle();
    host.on_message = NULL;
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_int_equal(write_pattern(host.conn[1], 3), 0);
    assert_pattern(client, written, 0);
}

TEST(a_send_that_is_interrupted_or_starved_loses_nothing)
{
    static const int errors[] = {EINTR, ENOBUFS, ENOMEM, EAGAIN};
    int client = host_open();

    host.on_message = echo;
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        sends.errors = fault_list(errors[i], errors[i], errors[i]);
        wire_put(client, "hello\n");
        assert_answer(client, "hello\n");
        assert_true(faults_are_over(&sends));
    }
}

TEST(a_starved_send_of_a_large_piece_loses_nothing)
{
    int client = host_open_narrow();

    sends.errors = fault_list(ENOBUFS, EINTR, ENOMEM, ENOMEM);
    assert_int_equal(write_pattern(host.conn[1], 10), 0);
    assert_int_equal(write_pattern(host.conn[1], 300000), 0);
    assert_pattern(client, 300010, 0);
    assert_true(faults_are_over(&sends));
}

TEST(writing_that_cannot_be_watched_yet_goes_on_later)
{
    int client = host_open_narrow();

    if (strcmp(crew_loop_method(host.loop), "epoll") != 0) {
        skip();
    }
    crew_conn_pause(host.conn[1]); /* not read, so that the kernel is told anew of the descriptor, not of a change */
    epoll_adds.errors = fault_list(ENOMEM, ENOMEM, ENOMEM);
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_pattern(client, 500000, 0);
    assert_true(faults_are_over(&epoll_adds));
}

TEST(a_peer_that_is_gone_closes_without_an_error)
{
    int client = host_open();
    crew_conn *conn = crew_conn_ref(host.conn[1]);

    crew_conn_pause(conn); /* or reading would see it first */
    host_reset(client);
    assert_int_equal(crew_conn_write(conn, crew_span_str("hello")), 0);
    assert_events("connect 1, close 1");
    assert_int_equal(crew_conn_write(conn, crew_span_str("hello")), CREW_ECLOSED);
    crew_conn_unref(conn);
}

TEST(a_send_that_fails_otherwise_is_told_and_closes)
{
    int client = host_open();

    host.on_message = echo;
    sends.errors = fault_list(EIO);
    wire_put(client, "hello\n");
    assert_events("connect 1, message 1 hello, error 1 Input/output error, close 1");
}

static void echo_large_to_nobody(crew_conn *conn, crew_span message)
{
    (void)message;
    host_reset(host.fds[0]);
    assert_int_equal(write_pattern(conn, 100000), 0);
    assert_int_equal(crew_conn_write(conn, crew_span_str("more")), CREW_ECLOSED);
}

TEST(a_peer_that_goes_during_a_callback_stops_it_from_sending)
{
    int client = host_open();

    host.on_message = echo_large_to_nobody;
    wire_put(client, "one\ntwo\n");
    assert_events("connect 1, message 1 one, close 1");
}

/* ---- a full queue ------------------------------------------------------------------------------------------------------- */

static void write_until_refused(crew_conn *conn, crew_span message)
{
    int result;

    (void)message;
    do {
        result = write_pattern(conn, 1000);
    } while (result == 0);
    assert_int_equal(result, CREW_EFULL);
    assert_true(crew_conn_pending(conn) >= host.service->max_send_buffer);
    assert_true(crew_conn_pending(conn) < host.service->max_send_buffer + 1000);
}

TEST(a_queue_that_is_full_refuses_says_so_and_drains)
{
    int client = host_open_narrow();
    size_t taken;

    host.service->max_send_buffer = 100000;
    host.on_message = write_until_refused;
    wire_put(client, "now\n");
    assert_events("connect 1, message 1 now, error 1 full, full 1");
    assert_int_equal(host.traffic.refused, 1);
    taken = written;
    host.on_message = echo;
    assert_pattern(client, taken, 0);
    assert_events("drain 1");
    assert_int_equal(crew_conn_bytes_written(host.conn[1]), taken);
    wire_put(client, "again\n");
    assert_answer(client, "again\n");
}

TEST(a_piece_is_taken_whole_when_there_was_any_room)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 1000;
    assert_int_equal(write_pattern(host.conn[1], 1000000), 0);
    assert_int_equal(write_pattern(host.conn[1], 1), CREW_EFULL);
    assert_events("connect 1, error 1 full, full 1");
    assert_pattern(client, 1000000, 0);
    assert_events("drain 1");
}

TEST(a_limit_that_is_reached_exactly_is_reached)
{
    int client = host_open();

    host.service->max_send_buffer = 1000;
    sends.errors = fault_list(EAGAIN, EAGAIN);
    assert_int_equal(write_pattern(host.conn[1], 999), 0);
    assert_int_equal(write_pattern(host.conn[1], 1), 0);
    assert_int_equal(write_pattern(host.conn[1], 1), CREW_EFULL);
    assert_pattern(client, 1000, 0);
    assert_events("connect 1, error 1 full, full 1, drain 1");
}

TEST(nothing_is_read_from_a_peer_that_does_not_take_its_answers)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 100000;
    host.on_message = write_until_refused;
    wire_put(client, "one\ntwo\n");
    host_settle();
    wire_put(client, "three\n");
    assert_events("connect 1, message 1 one, error 1 full, full 1");
    host.on_message = NULL;
    assert_pattern(client, written, 0);
    assert_events("drain 1, message 1 two, message 1 three");
}

TEST(a_limit_below_the_cork_holds_too)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 10;
    host.on_message = write_until_refused;
    wire_put(client, "now\n");
    assert_events("connect 1, message 1 now, error 1 full, full 1");
    assert_pattern(client, written, 0);
    assert_events("drain 1");
}

static void fill_read_and_write_on(crew_conn *conn, crew_span message)
{
    static char got[LARGE];
    size_t more = 0;

    (void)message;
    while (write_pattern(conn, 1000) == 0) {
    }
    /* The peer catches up while this callback still runs. */
    while (more == 0) {
        ssize_t n = wire_take(host.fds[0], got, sizeof got);

        more = n > 0 && write_pattern(conn, 1000) == 0;
    }
}

TEST(a_peer_that_catches_up_during_a_callback_can_be_written_to_again)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 20000;
    host.on_message = fill_read_and_write_on;
    wire_put(client, "now\n");
    host_until(strstr(host.events, "full 1") != NULL);
    host_until(({
        static char got[LARGE];

        (void)wire_take(client, got, sizeof got);
        strstr(host.events, "drain 1") != NULL;
    }));
}

static void write_on_drain(crew_conn *conn)
{
    host.on_drain = NULL;
    assert_int_equal(write_pattern(conn, 500000), 0);
}

TEST(a_queue_may_be_filled_again_on_drain)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 100000;
    host.on_drain = write_on_drain;
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_pattern(client, 500000, 0);
    assert_pattern(client, 500000, 500000);
    assert_events("connect 1, full 1, drain 1, full 1, drain 1");
}

static void close_it(crew_conn *conn)
{
    crew_conn_close(conn);
}

static void end_it(crew_conn *conn)
{
    crew_conn_end(conn);
}

TEST(a_full_connection_may_be_closed_on_full)
{
    (void)host_open_narrow();
    host.service->max_send_buffer = 100000;
    host.on_full = close_it;
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_events("connect 1, full 1, close 1");
}

TEST(a_full_connection_may_be_ended_on_full)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 100000;
    host.on_full = end_it;
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_pattern(client, 500000, 0);
    assert_end(client);
    host_hang_up(client);
    assert_events("connect 1, full 1, close 1");
}

TEST(a_drained_connection_may_be_closed_on_drain)
{
    int client = host_open_narrow();

    host.service->max_send_buffer = 100000;
    host.on_drain = close_it;
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_pattern(client, 500000, 0);
    assert_events("connect 1, full 1, drain 1, close 1");
}

TEST(a_refused_connection_may_be_closed_when_that_is_told)
{
    (void)host_open_narrow();
    host.service->max_send_buffer = 100000;
    host.on_error = NULL;
    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_int_equal(write_pattern(host.conn[1], 1), CREW_EFULL);
    crew_conn_close(host.conn[1]);
    assert_events("connect 1, close 1");
}

TEST(a_queue_emptied_by_a_write_from_elsewhere_drains_as_well)
{
    int one = host_open();
    int two = host_open();

    host.service->max_send_buffer = 30000;
    sends.errors = fault_list(EAGAIN, EAGAIN, EAGAIN);
    assert_int_equal(write_pattern(host.conn[1], 40000), 0);
    host_turn();
    sends.errors = NULL;
    assert_int_equal(write_pattern(host.conn[1], 20000), 0); /* the queue leaves, and this with it */
    assert_int_equal(crew_conn_pending(host.conn[1]), 0);
    assert_pattern(one, 60000, 0);
    assert_events("connect 1, connect 2, full 1, drain 1");
    wire_put(one, "still here\n");
    assert_events("message 1 still here");
    wire_put(two, "me too\n");
    assert_events("message 2 me too");
}

TEST(a_full_connection_whose_peer_is_gone_is_closed_by_the_next_write)
{
    int client = host_open_narrow();
    crew_conn *conn = crew_conn_ref(host.conn[1]);

    host.service->max_send_buffer = 100000;
    assert_int_equal(write_pattern(conn, 500000), 0);
    host_reset(client);
    assert_int_equal(write_pattern(conn, 1), CREW_ECLOSED);
    assert_false(crew_conn_is_open(conn));
    assert_events("connect 1, close 1");
    crew_conn_unref(conn);
}

/* ---- shutting down one direction ---------------------------------------------------------------------------------------- */

TEST(the_sending_side_is_shut_down_after_what_is_queued)
{
    int client = host_open_narrow();

    assert_int_equal(write_pattern(host.conn[1], 500000), 0);
    assert_int_equal(crew_conn_shutdown(host.conn[1], SHUT_WR), 0);
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("more")), CREW_ECLOSED);
    assert_pattern(client, 500000, 0);
    assert_end(client);
    wire_put(client, "still heard\n");
    assert_events("connect 1, message 1 still heard");
    host_hang_up(client);
    assert_events("close 1");
}

static void answer_and_shut_down(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
    assert_int_equal(crew_conn_shutdown(conn, SHUT_WR), 0);
}

TEST(the_sending_side_may_be_shut_down_within_a_callback)
{
    int client = host_open();

    host.on_message = answer_and_shut_down;
    wire_put(client, "bye\n");
    assert_answer(client, "bye\n");
    assert_end(client);
    assert_events("connect 1, message 1 bye");
}

TEST(with_the_reading_side_shut_down_sending_goes_on)
{
    int client = host_open();

    assert_int_equal(crew_conn_shutdown(host.conn[1], SHUT_RD), 0);
    wire_put(client, "unheard\n");
    assert_events("connect 1");
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("hello")), 0);
    assert_answer(client, "hello");
    crew_conn_end(host.conn[1]);
    host_hang_up(client);
    assert_events("close 1");
}

TEST(shutting_down_both_sides_is_an_end)
{
    int client = host_open();

    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("hello")), 0);
    assert_int_equal(crew_conn_shutdown(host.conn[1], SHUT_RDWR), 0);
    assert_answer(client, "hello");
    assert_end(client);
    assert_events("connect 1, close 1");
}

#define send_test(name) cmocka_unit_test_setup_teardown(name, start, host_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        send_test(what_one_callback_writes_leaves_in_one_system_call),
        send_test(answers_to_pipelined_messages_leave_in_one_system_call),
        send_test(a_greeting_leaves_when_on_connect_returns),
        send_test(sending_frames_and_writing_does_not),
        send_test(nothing_may_be_written_as_well),
        send_test(nothing_may_be_written_within_a_callback_as_well),
        send_test(a_full_cork_leaves_early_and_in_order),
        send_test(a_large_piece_leaves_at_once_with_what_was_written_before_it),
        send_test(a_flush_sends_in_the_middle_of_a_callback),
        send_test(what_is_written_to_another_connection_leaves_together_as_well),
        send_test(bytes_for_two_connections_do_not_mix),
        send_test(what_is_written_outside_of_callbacks_leaves_soon),
        send_test(a_large_piece_written_outside_of_callbacks_stays_behind_the_small_one_before_it),
        send_test(what_the_kernel_does_not_take_follows_when_the_peer_has_read),
        send_test(small_answers_behind_a_large_one_stay_behind_it),
        send_test(a_send_that_is_interrupted_or_starved_loses_nothing),
        send_test(a_starved_send_of_a_large_piece_loses_nothing),
        send_test(writing_that_cannot_be_watched_yet_goes_on_later),
        send_test(a_peer_that_is_gone_closes_without_an_error),
        send_test(a_send_that_fails_otherwise_is_told_and_closes),
        send_test(a_peer_that_goes_during_a_callback_stops_it_from_sending),
        send_test(a_queue_that_is_full_refuses_says_so_and_drains),
        send_test(a_piece_is_taken_whole_when_there_was_any_room),
        send_test(a_limit_that_is_reached_exactly_is_reached),
        send_test(nothing_is_read_from_a_peer_that_does_not_take_its_answers),
        send_test(a_limit_below_the_cork_holds_too),
        send_test(a_peer_that_catches_up_during_a_callback_can_be_written_to_again),
        send_test(a_queue_may_be_filled_again_on_drain),
        send_test(a_full_connection_may_be_closed_on_full),
        send_test(a_full_connection_may_be_ended_on_full),
        send_test(a_drained_connection_may_be_closed_on_drain),
        send_test(a_refused_connection_may_be_closed_when_that_is_told),
        send_test(a_queue_emptied_by_a_write_from_elsewhere_drains_as_well),
        send_test(a_full_connection_whose_peer_is_gone_is_closed_by_the_next_write),
        send_test(the_sending_side_is_shut_down_after_what_is_queued),
        send_test(the_sending_side_may_be_shut_down_within_a_callback),
        send_test(with_the_reading_side_shut_down_sending_goes_on),
        send_test(shutting_down_both_sides_is_an_end),
    };

    return cmocka_run_group_tests_name("conn_send", tests, NULL, NULL);
}
