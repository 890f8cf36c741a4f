/*
 * Two connections joined: what one receives is sent to the other, at the pace that one can take.
 */
#include "tests/unit/host.h"

#define LARGE (3 * 1024 * 1024)

static char large[LARGE];

static int start(void **state)
{
    int failed = host_start(state);

    wire_pattern(large, sizeof large, 0);
    host.service->codec = &crew_codec_raw;
    return failed;
}

/* What has been put so far, of the pattern, by clients that the engine may hold back. */
static void put_some(int fd, size_t *put, size_t most)
{
    ssize_t n = send(fd, large + *put, most - *put, MSG_DONTWAIT | MSG_NOSIGNAL);

    *put += n > 0 ? (size_t)n : 0;
}

TEST(bytes_go_through_as_they_are_without_on_message)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    wire_put_bytes(one, "a\0b\n", 4);
    {
        char got[4];

        host_take(two, got, 4);
        assert_memory_equal(got, "a\0b\n", 4);
    }
    assert_events("connect 1, connect 2");
    assert_int_equal(crew_conn_bytes_read(host.conn[1]), 4);
    assert_int_equal(crew_conn_bytes_written(host.conn[2]), 4);
}

TEST(a_pipe_has_one_direction)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    wire_put(two, "back");
    assert_events("connect 1, connect 2, message 2 back");
    assert_silence(one);
}

TEST(two_pipes_carry_both_directions)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    wire_put(one, "ping");
    assert_answer(two, "ping");
    wire_put(two, "pong");
    assert_answer(one, "pong");
    assert_events("connect 1, connect 2");
}

TEST(a_connection_piped_into_itself_echoes)
{
    int client = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[1]), 0);
    wire_put(client, "hello");
    assert_answer(client, "hello");
    host_hang_up(client);
    assert_events("connect 1, close 1");
}

static void pipe_on_connect_word(crew_conn *conn, crew_span message)
{
    if (crew_span_eq(message, crew_span_str("CONNECT"))) {
        assert_int_equal(crew_conn_pipe(conn, host.conn[2]), 0);
    }
}

TEST(what_was_read_behind_the_last_message_goes_through_first)
{
    int one;
    int two;

    host.service->codec = &crew_codec_text;
    host.on_message = pipe_on_connect_word;
    one = host_open();
    two = host_open();
    wire_put(one, "hello\nCONNECT\nfirst\nbytes");
    assert_answer(two, "first\nbytes");
    wire_put(one, " and more");
    assert_answer(two, " and more");
    assert_events("connect 1, connect 2, message 1 hello, message 1 CONNECT");
}

TEST(what_was_kept_goes_through_first)
{
    int one;
    int two;

    host.service->codec = &crew_codec_text;
    one = host_open();
    two = host_open();
    wire_put(one, "unfinished");
    host_settle();
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_answer(two, "unfinished");
    wire_put(one, " line\n");
    assert_answer(two, " line\n");
    assert_events("connect 1, connect 2");
}

TEST(what_nobody_read_goes_through_and_so_does_what_follows)
{
    int one;
    int two;
    size_t put = 0;

    host.service->callbacks = host_callbacks_without_message;
    host_set_read_size(16384);
    one = host_open_narrow();
    two = host_open();
    host_until((put_some(one, &put, 1000000), host.traffic.bytes_read >= 65536)); /* and now it is held back */
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    host_until(({
        put_some(one, &put, 1000000);
        put == 1000000 || host_arrived(two) >= 1000000;
    }));
    assert_pattern(two, 1000000, 0);
}

TEST(a_slow_reader_holds_the_sender_back_and_loses_nothing)
{
    static char got[65536];
    int one = host_open_narrow();
    int two = host_open_narrow();
    size_t put = 0;
    size_t taken = 0;
    size_t most_pending = 0;

    host.service->max_send_buffer = 100000;
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    host_until((put_some(one, &put, LARGE), strstr(host.events, "full 2") != NULL));
    for (int i = 0; i < 200; i++) {
        put_some(one, &put, LARGE);
        host_turn();
    }
    assert_true(put < LARGE / 2);
    host_until(({
        size_t pending = crew_conn_pending(host.conn[2]);
        ssize_t n = wire_take(two, got, sizeof got);

        assert_true(n < 0 || wire_is_pattern(got, (size_t)n, taken));
        taken += n > 0 ? (size_t)n : 0;
        most_pending = pending > most_pending ? pending : most_pending;
        put_some(one, &put, LARGE);
        taken == LARGE;
    }));
    assert_true(most_pending <= 100000 + 65536);
    host_settle();
    assert_null(strstr(host.events, "error"));
    assert_null(strstr(host.events, "close"));
}

TEST(two_senders_into_one_slow_reader_lose_nothing)
{
    int one = host_open();
    int two = host_open();
    int three = host_open_narrow();
    size_t put_one = 0;
    size_t put_two = 0;
    size_t got = 0;

    host.service->max_send_buffer = 50000;
    host_set_read_size(8192);
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[3]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[3]), 0);
    host_until((put_some(one, &put_one, 500000), strstr(host.events, "full 3") != NULL));
    for (int i = 0; i < 20; i++) {
        put_some(two, &put_two, 500000);
        host_turn();
    }
    host_until(({
        static char drop[65536];
        ssize_t n = wire_take(three, drop, sizeof drop);

        got += n > 0 ? (size_t)n : 0;
        put_some(one, &put_one, 500000);
        put_some(two, &put_two, 500000);
        got == 1000000;
    }));
    host_settle();
    assert_null(strstr(host.events, "error"));
    assert_null(strstr(host.events, "close"));
}

TEST(a_reader_that_the_host_has_filled_holds_the_sender_back)
{
    int one = host_open();
    int two = host_open_narrow();

    host.service->max_send_buffer = 100000;
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_write(host.conn[2], crew_span_of(large, 500000)), 0);
    wire_put_bytes(one, large + 500000, 1000);
    host_settle();
    assert_pattern(two, 501000, 0);
    assert_events("connect 1, connect 2, full 2, drain 2");
}

TEST(piping_into_a_full_connection_waits_until_it_has_drained)
{
    int one = host_open();
    int two = host_open_narrow();

    host.service->max_send_buffer = 100000;
    assert_int_equal(crew_conn_write(host.conn[2], crew_span_of(large, 500000)), 0);
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    wire_put_bytes(one, large + 500000, 1000);
    assert_events("connect 1, connect 2, full 2");
    assert_int_equal(crew_conn_bytes_read(host.conn[1]), 0);
    assert_pattern(two, 501000, 0);
}

TEST(a_pipe_may_be_moved_to_another_connection)
{
    int one = host_open();
    int two = host_open();
    int three = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    wire_put(one, "first");
    assert_answer(two, "first");
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[3]), 0);
    wire_put(one, "second");
    assert_answer(three, "second");
    assert_silence(two);
    host_hang_up(two);
    assert_events("connect 1, connect 2, connect 3, close 2");
    wire_put(one, "third");
    assert_answer(three, "third");
}

TEST(a_pipe_moved_away_from_a_full_connection_flows_again)
{
    int one = host_open();
    int three;

    host.service->max_send_buffer = 50000;
    (void)host_open_narrow();
    three = host_open();
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_write(host.conn[2], crew_span_of(large, 500000)), 0);
    wire_put(one, "next");
    host_settle();
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[3]), 0);
    assert_answer(three, "next");
}

TEST(the_end_of_the_sender_ends_the_reader_after_what_is_queued)
{
    int one = host_open();
    int two = host_open_narrow();
    size_t put = 0;

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    host_until((put_some(one, &put, 800000), put == 800000));
    host_hang_up(one);
    host_settle();
    assert_pattern(two, 800000, 0);
    assert_end(two);
    assert_events("connect 1, connect 2, close 1, close 2");
}

TEST(the_end_of_the_reader_ends_the_sender)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    host_hang_up(two);
    assert_end(one);
    host_hang_up(one);
    assert_events("connect 1, connect 2, close 2, close 1");
    assert_true(crew_service_is_empty(host.service));
}

TEST(the_reset_of_either_ends_the_other)
{
    int one = host_open();
    int two = host_open();
    int three = host_open();
    int four = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[3], host.conn[4]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[4], host.conn[3]), 0);
    host_reset(one);
    assert_end(two);
    host_reset(four);
    assert_end(three);
}

TEST(ending_one_of_a_pair_ends_both)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    wire_put(one, "last words");
    host_settle();
    crew_conn_end(host.conn[1]);
    assert_answer(two, "last words");
    assert_end(one);
    assert_end(two);
}

TEST(closing_one_of_a_pair_ends_both)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    host_settle();
    crew_conn_close(host.conn[2]);
    assert_end(one);
    assert_end(two);
    assert_events("connect 1, connect 2, close 2, close 1");
}

TEST(many_senders_end_with_their_reader)
{
    for (int i = 0; i < 5; i++) {
        (void)host_open();
    }
    for (int i = 1; i <= 4; i++) {
        assert_int_equal(crew_conn_pipe(host.conn[i], host.conn[5]), 0);
    }
    host_settle();
    host.events[0] = '\0';
    crew_conn_close(host.conn[5]);
    for (int i = 0; i < 4; i++) {
        assert_end(host.fds[i]);
    }
    assert_events("close 5, close 1, close 2, close 3, close 4");
}

TEST(draining_leaves_those_that_are_joined_alone)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    crew_service_set_mode(host.service, CREW_SERVICE_DRAINING);
    wire_put(one, "ask");
    assert_answer(two, "ask");
    wire_put(two, "answer");
    assert_answer(one, "answer");
    wire_put(one, "ask");
    assert_answer(two, "ask");
    host_hang_up(one);
    assert_end(two);
    host_hang_up(two);
    host_until(crew_service_is_empty(host.service));
}

static void close_the_other(crew_conn *conn)
{
    crew_conn_close(host.conn[3 - crew_conn_id(conn)]);
}

TEST(the_other_of_a_pair_may_be_closed_on_close)
{
    int one = host_open();

    (void)host_open_narrow();
    (void)crew_conn_ref(host.conn[1]);
    (void)crew_conn_ref(host.conn[2]);
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[2], host.conn[1]), 0);
    host.on_close = close_the_other;
    wire_put_bytes(one, large, 100000);
    host_hang_up(one);
    host_until(crew_service_is_empty(host.service));
    assert_events("connect 1, connect 2, close 1, close 2");
    crew_conn_unref(host.conn[1]);
    crew_conn_unref(host.conn[2]);
}

TEST(a_closed_connection_takes_no_part)
{
    crew_conn *closed;

    (void)host_open();
    (void)host_open();
    closed = crew_conn_ref(host.conn[1]);
    crew_conn_close(closed);
    assert_int_equal(crew_conn_pipe(closed, host.conn[2]), CREW_ECLOSED);
    assert_int_equal(crew_conn_pipe(host.conn[2], closed), CREW_ECLOSED);
    host_settle();
    assert_true(crew_conn_is_open(host.conn[2]));
    crew_conn_unref(closed);
}

TEST(a_sender_whose_reader_was_shut_down_ends)
{
    int one = host_open();

    (void)host_open();
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_shutdown(host.conn[2], SHUT_WR), 0);
    wire_put(one, "hello");
    assert_end(one);
}

TEST(a_paused_sender_is_not_forwarded)
{
    int one = host_open();
    int two = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    crew_conn_pause(host.conn[1]);
    wire_put(one, "hello");
    assert_silence(two);
    crew_conn_resume(host.conn[1]);
    assert_answer(two, "hello");
}

static void answer(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
}

TEST(one_that_was_joined_drains_as_others_do)
{
    int one = host_open();
    int two = host_open();
    int three = host_open();

    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[2]), 0);
    assert_int_equal(crew_conn_pipe(host.conn[1], host.conn[3]), 0);
    crew_service_set_mode(host.service, CREW_SERVICE_DRAINING);
    host.on_message = answer;
    wire_put(one, "on");
    assert_answer(three, "on");
    wire_put(two, "hello");
    assert_answer(two, "hello");
    assert_end(two);
    wire_put(one, " and on");
    assert_answer(three, " and on");
}

#define pipe_test(name) cmocka_unit_test_setup_teardown(name, start, host_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        pipe_test(bytes_go_through_as_they_are_without_on_message),
        pipe_test(a_pipe_has_one_direction),
        pipe_test(two_pipes_carry_both_directions),
        pipe_test(a_connection_piped_into_itself_echoes),
        pipe_test(what_was_read_behind_the_last_message_goes_through_first),
        pipe_test(what_was_kept_goes_through_first),
        pipe_test(what_nobody_read_goes_through_and_so_does_what_follows),
        pipe_test(a_slow_reader_holds_the_sender_back_and_loses_nothing),
        pipe_test(two_senders_into_one_slow_reader_lose_nothing),
        pipe_test(a_reader_that_the_host_has_filled_holds_the_sender_back),
        pipe_test(piping_into_a_full_connection_waits_until_it_has_drained),
        pipe_test(a_pipe_may_be_moved_to_another_connection),
        pipe_test(a_pipe_moved_away_from_a_full_connection_flows_again),
        pipe_test(the_end_of_the_sender_ends_the_reader_after_what_is_queued),
        pipe_test(the_end_of_the_reader_ends_the_sender),
        pipe_test(the_reset_of_either_ends_the_other),
        pipe_test(ending_one_of_a_pair_ends_both),
        pipe_test(closing_one_of_a_pair_ends_both),
        pipe_test(many_senders_end_with_their_reader),
        pipe_test(draining_leaves_those_that_are_joined_alone),
        pipe_test(the_other_of_a_pair_may_be_closed_on_close),
        pipe_test(a_closed_connection_takes_no_part),
        pipe_test(a_sender_whose_reader_was_shut_down_ends),
        pipe_test(a_paused_sender_is_not_forwarded),
        pipe_test(one_that_was_joined_drains_as_others_do),
    };

    return cmocka_run_group_tests_name("pipe", tests, NULL, NULL);
}
