/*
 * How a connection ends from our side: after all that is queued, and without a reset that could destroy what the peer has not read yet.
 */
#include "tests/unit/host.h"

#define LARGE (2 * 1024 * 1024)

static char large[LARGE];

static int start(void **state)
{
    wire_pattern(large, sizeof large, 0);
    return host_start(state);
}

static void answer_and_end(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
    crew_conn_end(conn);
    assert_false(crew_conn_is_open(conn));
    assert_int_equal(crew_conn_send(conn, message), CREW_ECLOSED);
}

static void answer_large_and_end(crew_conn *conn, crew_span message)
{
    (void)message;
    assert_int_equal(crew_conn_write(conn, crew_span_of(large, sizeof large)), 0);
    crew_conn_end(conn);
}

static void end_it(crew_conn *conn)
{
    crew_conn_end(conn);
}

TEST(what_was_written_leaves_before_the_end)
{
    int client = host_open();

    host.on_message = answer_and_end;
    wire_put(client, "bye\n");
    assert_answer(client, "bye\n");
    assert_end(client);
    assert_events("connect 1, message 1 bye, close 1");
}

static void greet_and_end(crew_conn *conn)
{
    assert_int_equal(crew_conn_send(conn, crew_span_str("go away")), 0);
    crew_conn_end(conn);
}

TEST(a_connection_may_be_ended_on_connect)
{
    int client;

    host.on_connect = greet_and_end;
    client = host_open();
    assert_answer(client, "go away\n");
    assert_end(client);
    assert_events("connect 1, close 1");
}

TEST(a_connection_may_be_ended_outside_of_callbacks)
{
    int client = host_open();

    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("bye")), 0);
    crew_conn_end(host.conn[1]);
    crew_conn_end(host.conn[1]);
    assert_answer(client, "bye");
    assert_end(client);
    assert_events("connect 1, close 1");
}

TEST(a_large_queue_reaches_a_slow_reader_before_the_end)
{
    int client = host_open_narrow();

    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    assert_events("connect 1, message 1 bye");
    for (size_t got = 0; got < sizeof large; got += sizeof large / 8) {
        host_settle();
        assert_pattern(client, sizeof large / 8, got);
    }
    assert_end(client);
    assert_events("close 1");
}

TEST(a_peer_that_takes_nothing_does_not_keep_an_ended_connection)
{
    int client = host_open_narrow();

    host.service->stall_ms = 20;
    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    host_await_events("connect 1, message 1 bye, close 1");
    assert_events("connect 1, message 1 bye, close 1");
    assert_true(crew_service_is_empty(host.service));
}

TEST(a_peer_that_takes_little_at_a_time_gets_it_all)
{
    int client = host_open_narrow();
    int64_t next = 0;
    size_t got = 0;

    host.service->stall_ms = 400;
    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    while (got < sizeof large) {
        host_turn();
        if (unit_now_ms() >= next) { /* takes longer than two looks */
            assert_pattern(client, sizeof large / 16, got);
            got += sizeof large / 16;
            next = unit_now_ms() + 60;
        }
    }
    assert_end(client);
    assert_events("connect 1, message 1 bye, close 1");
}

TEST(a_peer_that_has_gone_is_noticed_though_nobody_reads)
{
    int client;

    host.service->stall_ms = 20;
    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    host_put(client, large, 65536);
    host_until(host.traffic.bytes_read == 65536);
    host_hang_up(client);
    host_await_events("connect 1, close 1");
    assert_events("connect 1, close 1");
}

/* Between these the kernel holds a few hundred thousand bytes, and says nothing until most of them are taken. */
static int open_deep(void)
{
    int pair[2];

    wire_unix_pair(pair);
    return host_open_pair(pair);
}

/* Much more slowly than looks are made, but between two looks always something. */
static void take_slowly(int client, size_t size)
{
    int64_t next = 0;
    size_t got = 0;

    while (got < size) {
        host_turn();
        if (unit_now_ms() >= next) {
            assert_pattern(client, 8192, got);
            got += 8192;
            next = unit_now_ms() + 40;
        }
    }
    assert_pattern(client, sizeof large - got, got);
}

TEST(a_peer_that_takes_only_what_the_kernel_holds_is_taking)
{
    int client = open_deep();

    host.service->stall_ms = 200;
    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    take_slowly(client, 15 * 8192);
    assert_end(client);
    assert_events("connect 1, message 1 bye, close 1");
}

TEST(a_peer_that_has_ended_and_still_takes_is_no_peer_that_has_gone)
{
    int client;

    host.service->stall_ms = 200;
    host.service->callbacks = host_callbacks_without_message;
    client = open_deep();
    host_put(client, large, 100000);
    assert_int_equal(shutdown(client, SHUT_WR), 0);
    host_until(host.traffic.bytes_read >= 65536);
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_of(large, sizeof large)), 0);
    take_slowly(client, 15 * 8192);
    assert_events("connect 1, full 1, drain 1, close 1");
}

TEST(closing_after_an_end_loses_the_queue)
{
    int client = host_open_narrow();

    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    host_settle();
    assert_true(crew_conn_pending(host.conn[1]) > 0);
    crew_conn_close(host.conn[1]);
    assert_events("connect 1, message 1 bye, close 1");
}

TEST(a_peer_that_goes_before_it_has_read_all_ends_the_end)
{
    int client = host_open_narrow();

    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    host_settle();
    host_hang_up(client);
    assert_events("connect 1, message 1 bye, close 1");
    assert_true(crew_service_is_empty(host.service));
}

TEST(a_peer_that_stops_sending_while_we_end_still_gets_everything)
{
    int client = host_open_narrow();

    host.on_message = answer_large_and_end;
    wire_put(client, "bye\n");
    host_settle();
    assert_int_equal(shutdown(client, SHUT_WR), 0);
    host_settle();
    assert_pattern(client, sizeof large, 0);
    assert_end(client);
    assert_events("connect 1, message 1 bye, close 1");
}

TEST(messages_that_come_after_an_end_are_not_delivered)
{
    int client = host_open_narrow();

    host.on_message = answer_large_and_end;
    wire_put(client, "one\ntwo\n");
    host_settle();
    wire_put(client, "three\n");
    assert_pattern(client, sizeof large, 0);
    assert_end(client);
    assert_events("connect 1, message 1 one, close 1");
}

/* ---- no reset ----------------------------------------------------------------------------------------------------------- */

TEST(pipelined_input_behind_the_last_message_causes_no_reset)
{
    int client = host_open();

    host.on_message = answer_and_end;
    wire_put(client, "one\ntwo\nthree\n");
    assert_answer(client, "one\n");
    assert_end(client);
    assert_events("connect 1, message 1 one, close 1");
}

TEST(input_that_did_not_fit_the_read_buffer_causes_no_reset)
{
    static char lines[60000];
    int client;

    host_set_read_size(100);
    host.on_message = answer_and_end;
    client = host_open();
    memset(lines, 'x', sizeof lines);
    lines[3] = '\n';
    wire_put_bytes(client, lines, sizeof lines);
    assert_answer(client, "xxx\n");
    assert_end(client);
}

static void answer_and_end_while_more_arrives(crew_conn *conn, crew_span message)
{
    wire_put(host.fds[0], "more\nand more\n");
    answer_and_end(conn, message);
}

TEST(input_that_arrives_during_the_callback_causes_no_reset)
{
    int client = host_open();

    host.on_message = answer_and_end_while_more_arrives;
    wire_put(client, "one\n");
    assert_answer(client, "one\n");
    assert_end(client);
}

TEST(input_that_waited_out_a_pause_causes_no_reset)
{
    int client = host_open();

    crew_conn_pause(host.conn[1]);
    wire_put(client, "unread\n");
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("bye")), 0);
    crew_conn_end(host.conn[1]);
    assert_answer(client, "bye");
    assert_end(client);
    assert_events("connect 1, close 1");
}

TEST(input_that_nobody_read_causes_no_reset)
{
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    wire_put(client, "unread\n");
    host_settle();
    assert_int_equal(crew_conn_write(host.conn[1], crew_span_str("bye")), 0);
    crew_conn_end(host.conn[1]);
    assert_answer(client, "bye");
    assert_end(client);
    assert_events("connect 1, close 1");
}

TEST(input_that_keeps_coming_after_the_end_causes_no_reset)
{
    static char block[100000];
    int client;

    host_set_read_size(100);
    host.on_message = answer_and_end;
    client = host_open();
    memset(block, '\n', sizeof block);
    wire_put_bytes(client, block, 1000);
    host_put(client, block, sizeof block);
    assert_answer(client, "\n");
    assert_end(client);
    host_hang_up(client);
    host_until(crew_service_is_empty(host.service));
}

TEST(a_large_answer_to_an_unfinished_request_causes_no_reset)
{
    static char block[200000];
    int client = host_open_narrow();

    host.on_message = answer_large_and_end;
    memset(block, 'x', sizeof block);
    block[1] = '\n';
    host_put(client, block, sizeof block);
    assert_pattern(client, sizeof large, 0);
    assert_end(client);
}

/* ---- lingering ---------------------------------------------------------------------------------------------------------- */

TEST(the_host_is_told_before_the_peer_has_ended_too)
{
    int client = host_open();

    host.on_message = answer_and_end;
    wire_put(client, "one\ntwo\n");
    assert_events("connect 1, message 1 one, close 1");
    assert_false(crew_service_is_empty(host.service));
    assert_int_equal(host.traffic.connections, 0);
    host_hang_up(client);
    host_until(crew_service_is_empty(host.service));
    assert_events("");
}

TEST(a_peer_that_does_not_end_is_closed_after_a_while)
{
    int client = host_open();
    int64_t from = unit_now_ms();

    host.on_message = answer_and_end;
    wire_put(client, "one\ntwo\n");
    host_until(crew_service_is_empty(host.service));
    assert_true(unit_now_ms() - from >= 500);
    assert_events("connect 1, message 1 one, close 1");
}

TEST(several_that_linger_are_closed_one_after_the_other)
{
    int64_t from = unit_now_ms();

    host.on_message = answer_and_end;
    for (int i = 0; i < 3; i++) {
        wire_put(host_open(), "one\ntwo\n");
        wait_until(unit_now_ms() - from >= 100 * (i + 1), host_settle());
    }
    host_until(crew_service_is_empty(host.service));
    assert_true(unit_now_ms() - from >= 700);
    assert_true(unit_now_ms() - from < 5000);
}

static void end_the_second(crew_conn *conn)
{
    if (crew_conn_id(conn) == 1) {
        crew_conn_end(host.conn[2]);
    }
}

TEST(one_that_is_ended_when_another_closes_lingers_no_longer_than_others)
{
    int one = host_open();
    int two = host_open();
    int64_t from = unit_now_ms();

    host.on_close = end_the_second;
    crew_conn_pause(host.conn[2]);
    wire_put(two, "unread\n");
    host_hang_up(one);
    wait_until(crew_service_is_empty(host.service) || unit_now_ms() - from > 10000, host_turn());
    assert_true(crew_service_is_empty(host.service));
}

TEST(closing_one_that_lingers_closes_it_at_once)
{
    crew_conn *conn;
    int client = host_open();

    conn = crew_conn_ref(host.conn[1]);
    host.on_message = answer_and_end;
    wire_put(client, "one\ntwo\n");
    assert_events("connect 1, message 1 one, close 1");
    assert_true(crew_conn_fd(conn) >= 0);
    crew_conn_close(conn);
    assert_int_equal(crew_conn_fd(conn), -1);
    host_settle();
    assert_true(crew_service_is_empty(host.service));
    crew_conn_unref(conn);
    assert_events("");
}

TEST(one_that_lingers_is_closed_by_its_own_on_close)
{
    int client = host_open();

    host.on_message = answer_and_end;
    host.on_close = end_it;
    wire_put(client, "one\ntwo\n");
    host_settle();
    host_hang_up(client);
    host_until(crew_service_is_empty(host.service));
}

#define end_test(name) cmocka_unit_test_setup_teardown(name, start, host_stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        end_test(what_was_written_leaves_before_the_end),
        end_test(a_connection_may_be_ended_on_connect),
        end_test(a_connection_may_be_ended_outside_of_callbacks),
        end_test(a_large_queue_reaches_a_slow_reader_before_the_end),
        end_test(a_peer_that_takes_nothing_does_not_keep_an_ended_connection),
        end_test(a_peer_that_takes_little_at_a_time_gets_it_all),
        end_test(a_peer_that_has_gone_is_noticed_though_nobody_reads),
        end_test(a_peer_that_takes_only_what_the_kernel_holds_is_taking),
        end_test(a_peer_that_has_ended_and_still_takes_is_no_peer_that_has_gone),
        end_test(closing_after_an_end_loses_the_queue),
        end_test(a_peer_that_goes_before_it_has_read_all_ends_the_end),
        end_test(a_peer_that_stops_sending_while_we_end_still_gets_everything),
        end_test(messages_that_come_after_an_end_are_not_delivered),
        end_test(pipelined_input_behind_the_last_message_causes_no_reset),
        end_test(input_that_did_not_fit_the_read_buffer_causes_no_reset),
        end_test(input_that_arrives_during_the_callback_causes_no_reset),
        end_test(input_that_waited_out_a_pause_causes_no_reset),
        end_test(input_that_nobody_read_causes_no_reset),
        end_test(input_that_keeps_coming_after_the_end_causes_no_reset),
        end_test(a_large_answer_to_an_unfinished_request_causes_no_reset),
        end_test(the_host_is_told_before_the_peer_has_ended_too),
        end_test(a_peer_that_does_not_end_is_closed_after_a_while),
        end_test(several_that_linger_are_closed_one_after_the_other),
        end_test(one_that_is_ended_when_another_closes_lingers_no_longer_than_others),
        end_test(closing_one_that_lingers_closes_it_at_once),
        end_test(one_that_lingers_is_closed_by_its_own_on_close),
    };

    return cmocka_run_group_tests_name("conn_end", tests, NULL, NULL);
}
