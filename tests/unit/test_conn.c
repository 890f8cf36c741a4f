/*
 * What a connection receives and how it comes and goes. Its sending is in test_conn_send.c, its ends in test_conn_end.c, joining two
 * in test_pipe.c.
 */
#include "tests/unit/host.h"

static void echo(crew_conn *conn, crew_span message)
{
    assert_int_equal(crew_conn_send(conn, message), 0);
}

/* ---- arrival ------------------------------------------------------------------------------------------------------------ */

TEST(connections_are_announced_and_counted)
{
    (void)host_open();
    (void)host_open();
    assert_events("connect 1, connect 2");
    assert_int_equal(host.traffic.connections, 2);
    assert_int_equal(host.traffic.accepted, 2);
    assert_false(crew_service_is_empty(host.service));
}

TEST(a_connection_knows_both_addresses)
{
    char expected[64];
    char text[CREW_ADDRESS_TEXT];
    int client = host_open();
    int server = crew_conn_fd(host.conn[1]);

    (void)snprintf(expected, sizeof expected, "127.0.0.1:%d", wire_port(client));
    assert_string_equal(crew_conn_remote(host.conn[1], text), expected);
    (void)snprintf(expected, sizeof expected, "127.0.0.1:%d", wire_port(server));
    assert_string_equal(crew_conn_local(host.conn[1], text), expected);
    assert_false(crew_conn_is_unix(host.conn[1]));
    assert_true(crew_conn_has_messages(host.conn[1]));
}

TEST(a_unix_peer_has_no_address)
{
    char text[CREW_ADDRESS_TEXT];
    int pair[2];

    wire_unix_pair(pair);
    (void)host_open_pair(pair);
    assert_true(crew_conn_is_unix(host.conn[1]));
    assert_string_equal(crew_conn_remote(host.conn[1], text), "");
    assert_string_equal(crew_conn_local(host.conn[1], text), "");
}

TEST(a_host_may_hang_something_on_it)
{
    (void)host_open();
    assert_null(crew_conn_user(host.conn[1]));
    crew_conn_set_user(host.conn[1], &host);
    assert_ptr_equal(crew_conn_user(host.conn[1]), &host);
}

TEST(without_any_callback_connections_come_and_go)
{
    int client;

    memset(&host.service->callbacks, 0, sizeof host.service->callbacks);
    client = host_open();
    wire_put(client, "hello\n");
    host_settle();
    host_hang_up(client);
    host_until(crew_service_is_empty(host.service));
    assert_int_equal(host.traffic.connections, 0);
}

/* ---- messages ----------------------------------------------------------------------------------------------------------- */

TEST(one_read_may_bring_several_messages)
{
    int client = host_open();

    wire_put(client, "one\ntwo\nthree\n");
    assert_events("connect 1, message 1 one, message 1 two, message 1 three");
    assert_int_equal(host.traffic.messages, 3);
    assert_int_equal(host.traffic.bytes_read, 14);
    assert_int_equal(crew_conn_bytes_read(host.conn[1]), 14);
}

TEST(a_message_may_come_in_pieces)
{
    const char *text = "hello\r\nworld\n";
    int client = host_open();

    for (const char *at = text; *at != '\0'; at++) {
        wire_put_bytes(client, at, 1);
        host_settle();
    }
    assert_events("connect 1, message 1 hello, message 1 world");
}

TEST(a_message_may_be_larger_than_the_read_buffer)
{
    static char line[100001];
    int client;

    host_set_read_size(1000);
    client = host_open();
    memset(line, 'x', sizeof line - 1);
    line[sizeof line - 1] = '\n';
    host_put(client, line, sizeof line);
    wire_put(client, "next\n");
    assert_events("connect 1, message 1 (100000 bytes), message 1 next");
}

TEST(who_fills_the_read_buffer_is_read_from_in_larger_pieces)
{
    static char bulk[20000];
    static char sent[10000];
    int client;

    host_set_read_size(100);
    host.service->read_bulk = (crew_room){bulk, sizeof bulk};
    client = host_open();
    memset(sent, 'x', sizeof sent);
    sent[sizeof sent - 1] = '\n';
    wire_put_bytes(client, sent, sizeof sent);
    host_settle();
    assert_int_equal(host.traffic.messages, 1);
    assert_true(recvs.calls <= 3);
    wire_put(client, "small\n");
    host_settle();
    assert_int_equal(host.traffic.messages, 2);
}

TEST(a_read_buffer_of_one_byte_is_enough)
{
    int client;

    host_set_read_size(1);
    client = host_open();
    wire_put(client, "hello\nworld\n");
    assert_events("connect 1, message 1 hello, message 1 world");
}

TEST(what_one_read_brings_is_one_message_when_there_is_no_protocol)
{
    int client;

    host.service->codec = &crew_codec_raw;
    client = host_open();
    assert_false(crew_conn_has_messages(host.conn[1]));
    wire_put(client, "one\ntwo");
    assert_events("connect 1, message 1 (7 bytes)");
    wire_put(client, "three");
    assert_events("message 1 three");
}

TEST(a_message_that_is_too_large_is_refused_and_ends_the_connection)
{
    int client;

    host.service->max_package = 5;
    client = host_open();
    wire_put(client, "12345\n123456\nnext\n");
    assert_events("connect 1, message 1 12345, error 1 too large, close 1");
    assert_end(client);
}

TEST(a_message_that_is_too_large_is_refused_before_it_is_kept)
{
    static char x[4096];
    int client;

    host.service->max_package = 10;
    host_set_read_size(16);
    client = host_open();
    memset(x, 'x', sizeof x);
    wire_put_bytes(client, x, sizeof x);
    host_until(strstr(host.events, "error") != NULL);
    assert_int_equal(crew_conn_bytes_read(host.conn[1]), 16);
}

static void say_why(crew_conn *conn, int code)
{
    (void)crew_conn_send(conn, crew_span_str(crew_err_words(code)));
}

TEST(a_refused_peer_can_be_told_why)
{
    static char x[300000];
    int client;

    host.service->max_package = 10;
    host.on_error = say_why;
    client = host_open();
    memset(x, 'x', sizeof x);
    host_put(client, x, sizeof x);
    assert_answer(client, "the message is larger than allowed\n");
    assert_end(client);
}

TEST(an_interrupted_or_starved_read_loses_nothing)
{
    static const int errors[] = {EINTR, EAGAIN, ENOBUFS, ENOMEM};
    int client = host_open();

    assert_events("connect 1");
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++) {
        recvs.errors = fault_list(errors[i], errors[i], errors[i]);
        wire_put(client, "hello\n");
        assert_events("message 1 hello");
        assert_true(faults_are_over(&recvs));
    }
}

TEST(a_read_that_fails_otherwise_is_told_and_closes)
{
    int client = host_open();

    recvs.errors = fault_list(EIO);
    wire_put(client, "hello\n");
    assert_events("connect 1, error 1 Input/output error, close 1");
}

TEST(a_connection_that_cannot_be_watched_yet_is_watched_later)
{
    int client;

    if (strcmp(crew_loop_method(host.loop), "epoll") != 0) {
        skip();
    }
    epoll_adds.errors = fault_list(ENOMEM, ENOMEM, ENOMEM);
    host.on_message = echo;
    client = host_open();
    wire_put(client, "hello\n"); /* has come with the connection, so it is not waited for */
    assert_answer(client, "hello\n");
    wire_put(client, "again\n");
    assert_answer(client, "again\n");
    assert_true(faults_are_over(&epoll_adds));
}

static void answer_and_end(crew_conn *conn, crew_span message)
{
    (void)crew_conn_send(conn, message);
    crew_conn_end(conn);
}

TEST(a_connection_that_ends_with_its_first_message_is_never_watched)
{
    int client;

    if (strcmp(crew_loop_method(host.loop), "epoll") != 0) {
        skip();
    }
    host.on_message = answer_and_end;
    client = host_open();
    wire_put(client, "hello\n");
    assert_answer(client, "hello\n");
    assert_end(client);
    assert_int_equal(epoll_adds.calls, 0);
}

/* ---- closing ------------------------------------------------------------------------------------------------------------ */

TEST(the_end_of_the_peer_closes)
{
    int client = host_open();

    host_hang_up(client);
    assert_events("connect 1, close 1");
    assert_true(crew_service_is_empty(host.service));
    assert_int_equal(host.traffic.connections, 0);
}

TEST(half_a_message_before_the_end_is_dropped)
{
    int client = host_open();

    wire_put(client, "one\ntw");
    host_hang_up(client);
    assert_events("connect 1, message 1 one, close 1");
}

TEST(a_peer_that_resets_is_no_error)
{
    int client = host_open();

    host_reset(client);
    assert_events("connect 1, close 1");
}

TEST(a_peer_that_stops_sending_still_gets_its_answer)
{
    int client;

    host.on_message = echo;
    client = host_open();
    wire_put(client, "hello\nworld\n");
    assert_int_equal(shutdown(client, SHUT_WR), 0);
    assert_answer(client, "hello\nworld\n");
    assert_end(client);
    assert_events("connect 1, message 1 hello, message 1 world, close 1");
}

static void answer_large(crew_conn *conn, crew_span message)
{
    static char large[500000];

    (void)message;
    wire_pattern(large, sizeof large, 0);
    assert_int_equal(crew_conn_write(conn, crew_span_of(large, sizeof large)), 0);
}

TEST(a_peer_that_stops_sending_still_gets_a_large_answer)
{
    int client;

    host.on_message = answer_large;
    client = host_open_narrow();
    wire_put(client, "hello\n");
    assert_int_equal(shutdown(client, SHUT_WR), 0);
    host_settle();
    assert_pattern(client, 500000, 0);
    assert_end(client);
    assert_events("connect 1, message 1 hello, close 1");
}

static void close_conn(crew_conn *conn)
{
    crew_conn_close(conn);
}

static void close_on_message(crew_conn *conn, crew_span message)
{
    (void)message;
    crew_conn_close(conn);
}

TEST(closing_in_a_message_drops_the_messages_behind_it)
{
    int client;

    host.on_message = close_on_message;
    client = host_open();
    wire_put(client, "one\ntwo\n");
    assert_events("connect 1, message 1 one, close 1");
}

TEST(closing_on_connect_leaves_the_input_unread)
{
    int pair[2];

    host.on_connect = close_conn;
    wire_tcp_pair(pair);
    wire_put(pair[0], "one\ntwo\n");
    (void)host_open_pair(pair);
    assert_events("connect 1, close 1");
    assert_int_equal(host.traffic.bytes_read, 0);
}

TEST(closing_is_told_once_however_often_it_is_asked_for)
{
    (void)host_open();
    host.on_close = close_conn;
    crew_conn_close(host.conn[1]);
    crew_conn_close(host.conn[1]);
    crew_conn_end(host.conn[1]);
    assert_events("connect 1, close 1");
}

TEST(closing_is_told_after_the_callback_that_asked_for_it)
{
    (void)host_open();
    crew_conn_close(host.conn[1]);
    assert_string_equal(host.events, "connect 1");
    assert_int_equal(crew_conn_fd(host.conn[1]), -1);
    assert_false(crew_conn_is_open(host.conn[1]));
    assert_events("connect 1, close 1");
}

static void close_the_other(crew_conn *conn, crew_span message)
{
    (void)message;
    crew_conn_close(host.conn[3 - crew_conn_id(conn)]);
}

TEST(of_two_that_close_each_other_the_first_to_speak_stays)
{
    int one = host_open();
    int two = host_open();

    host.on_message = close_the_other;
    wire_put(one, "now\n");
    wire_put(two, "now\n");
    host_settle();
    assert_true(strcmp(host.events, "connect 1, connect 2, message 1 now, close 2") == 0 ||
                strcmp(host.events, "connect 1, connect 2, message 2 now, close 1") == 0);
}

TEST(a_descriptor_number_that_is_used_again_belongs_to_the_new_connection)
{
    int first = host_open();
    int second;

    host.on_message = echo;
    wire_put(first, "old\n");
    crew_conn_close(host.conn[1]);
    second = host_open();
    wire_put(second, "new\n");
    assert_answer(second, "new\n");
    assert_events("connect 1, connect 2, close 1, message 2 new");
}

/* ---- references --------------------------------------------------------------------------------------------------------- */

TEST(a_closed_connection_stays_readable_for_who_holds_it)
{
    char expected[64];
    char text[CREW_ADDRESS_TEXT];
    char byte;
    int client = host_open();
    crew_conn *conn = crew_conn_ref(host.conn[1]);

    wire_put(client, "hello\n");
    (void)snprintf(expected, sizeof expected, "127.0.0.1:%d", wire_port(client));
    host_settle();
    assert_int_equal(crew_conn_write(conn, crew_span_str("four")), 0);
    host_settle();
    crew_conn_close(conn);
    host_settle();
    host_drop_service();
    assert_int_equal(crew_conn_id(conn), 1);
    assert_string_equal(crew_conn_remote(conn, text), expected);
    assert_string_equal(crew_conn_local(conn, text), "");
    assert_int_equal(crew_conn_bytes_read(conn), 6);
    assert_int_equal(crew_conn_bytes_written(conn), 4);
    assert_int_equal(crew_conn_pending(conn), 0);
    assert_int_equal(crew_conn_fd(conn), -1);
    assert_false(crew_conn_is_open(conn));
    assert_true(crew_conn_is_eof(conn));
    assert_false(crew_conn_is_unix(conn));
    assert_int_equal(crew_conn_read(conn, &byte, 1), 0);
    crew_conn_unref(conn);
}

TEST(a_closed_connection_still_knows_whether_it_had_messages)
{
    crew_conn *conn;

    (void)host_open();
    conn = crew_conn_ref(host.conn[1]);
    crew_conn_close(conn);
    host_settle();
    host_drop_service();
    assert_true(crew_conn_has_messages(conn));
    crew_conn_unref(conn);
}

TEST(a_closed_connection_takes_nothing_more)
{
    crew_conn *conn;

    (void)host_open();
    conn = crew_conn_ref(host.conn[1]);
    crew_conn_close(conn);
    host_settle();
    host_drop_service();
    assert_int_equal(crew_conn_send(conn, crew_span_str("x")), CREW_ECLOSED);
    assert_int_equal(crew_conn_write(conn, crew_span_str("x")), CREW_ECLOSED);
    assert_int_equal(crew_conn_shutdown(conn, SHUT_WR), CREW_ECLOSED);
    assert_int_equal(crew_conn_pipe(conn, conn), CREW_ECLOSED);
    crew_conn_flush(conn);
    crew_conn_pause(conn);
    crew_conn_resume(conn);
    crew_conn_end(conn);
    crew_conn_close(conn);
    crew_conn_unref(conn);
}

TEST(what_was_not_read_before_the_close_can_still_be_read)
{
    char got[16];
    int client;
    crew_conn *conn;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    conn = crew_conn_ref(host.conn[1]);
    wire_put(client, "hello");
    host_settle();
    crew_conn_close(conn);
    host_settle();
    host_drop_service();
    assert_int_equal(crew_conn_read(conn, got, sizeof got), 5);
    assert_memory_equal(got, "hello", 5);
    assert_int_equal(crew_conn_read(conn, got, sizeof got), 0);
    crew_conn_unref(conn);
}

static void let_go(crew_conn *conn)
{
    crew_conn_unref(conn);
}

TEST(the_last_reference_may_go_in_on_close)
{
    (void)host_open();
    (void)crew_conn_ref(host.conn[1]);
    host.on_close = let_go;
    crew_conn_close(host.conn[1]);
    assert_events("connect 1, close 1");
}

/* ---- pausing ------------------------------------------------------------------------------------------------------------ */

static void pause_on_message(crew_conn *conn, crew_span message)
{
    (void)message;
    crew_conn_pause(conn);
}

TEST(messages_already_read_wait_out_a_pause)
{
    int client;

    host.on_message = pause_on_message;
    client = host_open();
    wire_put(client, "one\ntwo\nthree\n");
    assert_events("connect 1, message 1 one");
    crew_conn_resume(host.conn[1]);
    assert_events("message 1 two");
    crew_conn_resume(host.conn[1]);
    assert_events("message 1 three");
}

TEST(nothing_is_read_while_paused)
{
    int client = host_open();

    crew_conn_pause(host.conn[1]);
    wire_put(client, "hello\n");
    assert_events("connect 1");
    assert_int_equal(host.traffic.bytes_read, 0);
    crew_conn_resume(host.conn[1]);
    assert_events("message 1 hello");
}

TEST(a_paused_peer_is_held_back)
{
    static char block[65536];
    int client = host_open_narrow();
    size_t put = 0;
    ssize_t n;

    crew_conn_pause(host.conn[1]);
    memset(block, '\n', sizeof block);
    while ((n = send(client, block, sizeof block, MSG_DONTWAIT)) > 0 && put < 64 * 1024 * 1024) {
        put += (size_t)n;
        host_turn();
    }
    assert_int_equal(n, -1);
    assert_int_equal(host.traffic.bytes_read, 0);
    crew_conn_resume(host.conn[1]);
    host_until(host.traffic.bytes_read == put);
}

TEST(pieces_that_were_kept_come_before_what_arrives_later)
{
    int client;

    host.on_message = pause_on_message;
    client = host_open();
    wire_put(client, "one\ntw");
    assert_events("connect 1, message 1 one");
    wire_put(client, "o\nthree\n");
    assert_events("");
    host.on_message = NULL;
    crew_conn_resume(host.conn[1]);
    assert_events("message 1 two, message 1 three");
}

static void pause_and_resume(crew_conn *conn, crew_span message)
{
    (void)message;
    crew_conn_pause(conn);
    crew_conn_resume(conn);
}

TEST(a_pause_that_is_over_before_the_callback_is_changes_nothing)
{
    int client;

    host.on_message = pause_and_resume;
    client = host_open();
    wire_put(client, "one\ntwo\n");
    assert_events("connect 1, message 1 one, message 1 two");
}

TEST(a_pause_is_one_pause_however_often_it_is_asked_for)
{
    int client = host_open();

    crew_conn_pause(host.conn[1]);
    crew_conn_pause(host.conn[1]);
    wire_put(client, "one\n");
    crew_conn_resume(host.conn[1]);
    assert_events("connect 1, message 1 one");
    crew_conn_resume(host.conn[1]);
    wire_put(client, "two\n");
    assert_events("message 1 two");
}

TEST(the_end_of_a_paused_peer_is_seen_after_its_messages)
{
    int client;

    host.on_message = pause_on_message;
    client = host_open();
    wire_put(client, "one\ntwo\n");
    host_settle();
    host_hang_up(client);
    assert_events("connect 1, message 1 one");
    host.on_message = NULL;
    crew_conn_resume(host.conn[1]);
    assert_events("message 1 two, close 1");
}

/* ---- a host that reads by itself ---------------------------------------------------------------------------------------- */

TEST(without_on_message_bytes_wait_to_be_read)
{
    char got[16];
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    wire_put(client, "hello\nworld");
    assert_events("connect 1");
    assert_int_equal(crew_conn_read(host.conn[1], got, 3), 3);
    assert_memory_equal(got, "hel", 3);
    assert_int_equal(crew_conn_read(host.conn[1], got, sizeof got), 8);
    assert_memory_equal(got, "lo\nworld", 8);
    assert_int_equal(crew_conn_read(host.conn[1], got, sizeof got), 0);
    assert_false(crew_conn_is_eof(host.conn[1]));
}

TEST(reading_goes_on_in_the_kernel_when_nothing_was_kept)
{
    char got[16];
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    wire_put(client, "hello");
    assert_int_equal(crew_conn_read(host.conn[1], got, 2), 2);
    assert_int_equal(crew_conn_read(host.conn[1], got + 2, sizeof got - 2), 3);
    assert_memory_equal(got, "hello", 5);
    assert_int_equal(crew_conn_bytes_read(host.conn[1]), 5);
    assert_int_equal(host.traffic.bytes_read, 5);
}

TEST(reading_no_bytes_is_no_end)
{
    char got[1];
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    host_hang_up(client);
    assert_int_equal(crew_conn_read(host.conn[1], got, 0), 0);
    assert_events("connect 1, close 1");
}

TEST(the_end_met_by_the_hosts_own_read_is_told_as_a_close)
{
    char got[16];
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    wire_put(client, "hello");
    host_hang_up(client);
    assert_int_equal(crew_conn_read(host.conn[1], got, sizeof got), 5);
    assert_false(crew_conn_is_eof(host.conn[1]));
    assert_int_equal(crew_conn_read(host.conn[1], got, sizeof got), 0);
    assert_true(crew_conn_is_eof(host.conn[1]));
    assert_events("connect 1, close 1");
}

TEST(the_end_met_by_the_read_of_a_paused_connection_is_told_too)
{
    char got[16];
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    crew_conn_pause(host.conn[1]);
    host_hang_up(client);
    assert_events("connect 1");
    assert_int_equal(crew_conn_read(host.conn[1], got, sizeof got), 0);
    assert_true(crew_conn_is_eof(host.conn[1]));
    assert_events("close 1");
}

TEST(a_peer_is_held_back_until_the_host_reads_and_nothing_is_lost)
{
    static char sent[400000];
    static char got[sizeof sent];
    size_t read = 0;
    size_t put = 0;
    int client;

    host.service->callbacks = host_callbacks_without_message;
    host_set_read_size(8192);
    client = host_open_narrow();
    wire_pattern(sent, sizeof sent, 0);
    host_until(({
        ssize_t n = send(client, sent + put, sizeof sent - put, MSG_DONTWAIT | MSG_NOSIGNAL);

        put += n > 0 ? (size_t)n : 0;
        n < 0 && host.traffic.bytes_read >= 65536;
    }));
    host_settle();
    assert_true(host.traffic.bytes_read <= 65536 + 8192);
    host_until(({
        ssize_t n = send(client, sent + put, sizeof sent - put, MSG_DONTWAIT | MSG_NOSIGNAL);

        put += n > 0 ? (size_t)n : 0;
        read += crew_conn_read(host.conn[1], got + read, sizeof got - read);
        read == sizeof sent;
    }));
    assert_memory_equal(got, sent, sizeof sent);
}

static void read_four(crew_conn *conn, crew_span message)
{
    char body[5] = "";

    if (crew_span_eq(message, crew_span_str("take"))) {
        assert_int_equal(crew_conn_read(conn, body, 4), 4);
        assert_string_equal(body, "b\nod");
    }
}

TEST(a_host_may_read_what_follows_its_message)
{
    int client;

    host.on_message = read_four;
    client = host_open();
    wire_put(client, "one\ntake\nb\nodtwo\nthr");
    wire_put(client, "ee\n");
    assert_events("connect 1, message 1 one, message 1 take, message 1 two, message 1 three");
}

static void read_from_the_kernel(crew_conn *conn, crew_span message)
{
    char body[9] = "";

    if (crew_span_eq(message, crew_span_str("take"))) {
        wire_put(host.fds[0], "body\nnext\n");
        assert_int_equal(crew_conn_read(conn, body, 5), 5);
        assert_string_equal(body, "body\n");
    }
}

TEST(a_host_may_read_beyond_what_was_read_with_its_message)
{
    int client;

    host.on_message = read_from_the_kernel;
    client = host_open();
    wire_put(client, "take\n");
    assert_events("connect 1, message 1 take, message 1 next");
}

TEST(reading_part_of_a_message_has_the_rest_looked_at_afresh)
{
    char got[3];
    int client = host_open();

    wire_put(client, "abcde");
    host_settle();
    assert_int_equal(crew_conn_read(host.conn[1], got, 3), 3);
    wire_put(client, "\n");
    assert_events("connect 1, message 1 de");
}

TEST(bytes_that_waited_become_messages_when_there_is_somebody_to_take_them)
{
    int client;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    wire_put(client, "one\ntwo\nthr");
    assert_events("connect 1");
    crew_service_set_callbacks(host.service, &host_callbacks);
    assert_events("message 1 one, message 1 two");
    wire_put(client, "ee\n");
    assert_events("message 1 three");
}

TEST(a_full_waiting_room_is_emptied_when_there_is_somebody_to_take_it)
{
    static char lines[200000];
    int client;
    size_t put = 0;

    host.service->callbacks = host_callbacks_without_message;
    client = host_open();
    memset(lines, '\n', sizeof lines);
    host_until(({
        ssize_t n = send(client, lines + put, sizeof lines - put, MSG_DONTWAIT | MSG_NOSIGNAL);

        put += n > 0 ? (size_t)n : 0;
        host.traffic.bytes_read >= 65536;
    }));
    crew_service_set_callbacks(host.service, &host_callbacks);
    host_put(client, lines, sizeof lines - put);
    host_until(host.traffic.messages == sizeof lines);
}

/* ---- all of them -------------------------------------------------------------------------------------------------------- */

static char visited[64];

static bool visit(crew_conn *conn, void *user)
{
    size_t len = strlen(visited);

    (void)snprintf(visited + len, sizeof visited - len, "%u", (unsigned)crew_conn_id(conn));
    return user == NULL || crew_conn_id(conn) != *(uint64_t *)user;
}

TEST(every_open_connection_is_visited_in_order)
{
    uint64_t last = 2;

    for (int i = 0; i < 4; i++) {
        (void)host_open();
    }
    crew_conn_close(host.conn[3]);
    visited[0] = '\0';
    crew_service_each(host.service, visit, NULL);
    assert_string_equal(visited, "124");
    visited[0] = '\0';
    crew_service_each(host.service, visit, &last);
    assert_string_equal(visited, "12");
}

static void broadcast_to(crew_conn *conn)
{
    (void)crew_conn_send(conn, crew_span_str("all"));
}

static bool broadcast_visit(crew_conn *conn, void *user)
{
    (void)user;
    broadcast_to(conn);
    return true;
}

static void broadcast(crew_conn *conn, crew_span message)
{
    (void)conn;
    (void)message;
    crew_service_each(host.service, broadcast_visit, NULL);
}

TEST(one_message_may_be_answered_to_all)
{
    int clients[3];

    for (int i = 0; i < 3; i++) {
        clients[i] = host_open();
    }
    host.on_message = broadcast;
    wire_put(clients[1], "hello\n");
    for (int i = 0; i < 3; i++) {
        assert_answer(clients[i], "all\n");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        host_test(connections_are_announced_and_counted),
        host_test(a_connection_knows_both_addresses),
        host_test(a_unix_peer_has_no_address),
        host_test(a_host_may_hang_something_on_it),
        host_test(without_any_callback_connections_come_and_go),
        host_test(one_read_may_bring_several_messages),
        host_test(a_message_may_come_in_pieces),
        host_test(a_message_may_be_larger_than_the_read_buffer),
        host_test(who_fills_the_read_buffer_is_read_from_in_larger_pieces),
        host_test(a_read_buffer_of_one_byte_is_enough),
        host_test(what_one_read_brings_is_one_message_when_there_is_no_protocol),
        host_test(a_message_that_is_too_large_is_refused_and_ends_the_connection),
        host_test(a_message_that_is_too_large_is_refused_before_it_is_kept),
        host_test(a_refused_peer_can_be_told_why),
        host_test(an_interrupted_or_starved_read_loses_nothing),
        host_test(a_read_that_fails_otherwise_is_told_and_closes),
        host_test(a_connection_that_cannot_be_watched_yet_is_watched_later),
        host_test(a_connection_that_ends_with_its_first_message_is_never_watched),
        host_test(the_end_of_the_peer_closes),
        host_test(half_a_message_before_the_end_is_dropped),
        host_test(a_peer_that_resets_is_no_error),
        host_test(a_peer_that_stops_sending_still_gets_its_answer),
        host_test(a_peer_that_stops_sending_still_gets_a_large_answer),
        host_test(closing_in_a_message_drops_the_messages_behind_it),
        host_test(closing_on_connect_leaves_the_input_unread),
        host_test(closing_is_told_once_however_often_it_is_asked_for),
        host_test(closing_is_told_after_the_callback_that_asked_for_it),
        host_test(of_two_that_close_each_other_the_first_to_speak_stays),
        host_test(a_descriptor_number_that_is_used_again_belongs_to_the_new_connection),
        host_test(a_closed_connection_stays_readable_for_who_holds_it),
        host_test(a_closed_connection_still_knows_whether_it_had_messages),
        host_test(a_closed_connection_takes_nothing_more),
        host_test(what_was_not_read_before_the_close_can_still_be_read),
        host_test(the_last_reference_may_go_in_on_close),
        host_test(messages_already_read_wait_out_a_pause),
        host_test(nothing_is_read_while_paused),
        host_test(a_paused_peer_is_held_back),
        host_test(pieces_that_were_kept_come_before_what_arrives_later),
        host_test(a_pause_that_is_over_before_the_callback_is_changes_nothing),
        host_test(a_pause_is_one_pause_however_often_it_is_asked_for),
        host_test(the_end_of_a_paused_peer_is_seen_after_its_messages),
        host_test(without_on_message_bytes_wait_to_be_read),
        host_test(reading_goes_on_in_the_kernel_when_nothing_was_kept),
        host_test(reading_no_bytes_is_no_end),
        host_test(the_end_met_by_the_hosts_own_read_is_told_as_a_close),
        host_test(the_end_met_by_the_read_of_a_paused_connection_is_told_too),
        host_test(a_peer_is_held_back_until_the_host_reads_and_nothing_is_lost),
        host_test(a_host_may_read_what_follows_its_message),
        host_test(a_host_may_read_beyond_what_was_read_with_its_message),
        host_test(reading_part_of_a_message_has_the_rest_looked_at_afresh),
        host_test(bytes_that_waited_become_messages_when_there_is_somebody_to_take_them),
        host_test(a_full_waiting_room_is_emptied_when_there_is_somebody_to_take_it),
        host_test(every_open_connection_is_visited_in_order),
        host_test(one_message_may_be_answered_to_all),
    };

    return cmocka_run_group_tests_name("conn", tests, NULL, NULL);
}
