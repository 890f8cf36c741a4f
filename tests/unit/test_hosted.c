/* A protocol of the host's own: conn asks it how long messages are. Here a digit says how many letters follow it. */
#include "tests/unit/host.h"

#include <limits.h>

static int asked;
static size_t shown; /* at the last time */
static void (*on_asked)(crew_conn *conn);

static long on_input(crew_conn *conn, crew_span waiting, void *user)
{
    assert_ptr_equal(user, &host);
    asked++;
    shown = waiting.len;
    if (on_asked != NULL) {
        on_asked(conn);
    }
    switch (waiting.ptr[0]) {
    case '-':
        return CREW_EMALFORMED;
    case '+':
        return LONG_MAX;
    case '?':
        return 0;
    default:
        return 1 + waiting.ptr[0] - '0';
    }
}

static int start(void **state)
{
    asked = 0;
    on_asked = NULL;
    host_start(state);
    host.service->codec = &crew_codec_host;
    host.service->callbacks.on_input = on_input;
    return 0;
}

#define hosted_test(name) cmocka_unit_test_setup_teardown(name, start, host_stop)

TEST(messages_in_one_read_are_asked_for_one_by_one)
{
    int client = host_open();

    wire_put(client, "1a2bc03def");
    assert_events("connect 1, message 1 1a, message 1 2bc, message 1 0, message 1 3def");
    assert_int_equal(asked, 4);
    assert_int_equal(host.traffic.messages, 4);
}

TEST(a_length_is_asked_for_once)
{
    int client = host_open();

    for (const char *at = "9abcdefghi"; *at != '\0'; at++) {
        wire_put_bytes(client, at, 1);
        host_settle();
    }
    assert_events("connect 1, message 1 9abcdefghi");
    assert_int_equal(asked, 1);
}

TEST(a_length_that_is_not_known_yet_is_asked_for_with_more)
{
    int client = host_open();

    wire_put(client, "?");
    host_settle();
    wire_put(client, "?");
    host_settle();
    assert_events("connect 1");
    assert_int_equal(asked, 2);
    assert_int_equal(shown, 2);
}

TEST(a_refusal_ends_the_connection)
{
    int client = host_open();

    wire_put(client, "1a-1b");
    assert_events("connect 1, message 1 1a, error 1 the bytes do not follow the protocol, close 1");
    assert_end(client);
}

TEST(a_length_beyond_the_limit_is_refused_before_it_is_waited_for)
{
    int client;

    host.service->max_package = 5;
    client = host_open();
    wire_put(client, "4abcd5");
    assert_events("connect 1, message 1 4abcd, error 1 too large, close 1");
    assert_end(client);
}

TEST(any_length_may_be_said)
{
    int client = host_open();

    wire_put(client, "+");
    assert_events("connect 1, error 1 too large, close 1");
    assert_end(client);
}

TEST(more_than_the_limit_never_waits_for_an_answer)
{
    int client;

    host.service->max_package = 5;
    client = host_open();
    wire_put(client, "????");
    host_settle();
    assert_events("connect 1");
    wire_put(client, "?");
    assert_events("error 1 too large, close 1");
}

static void close_it(crew_conn *conn)
{
    crew_conn_close(conn);
}

TEST(it_may_be_closed_while_it_is_asked)
{
    int client;

    on_asked = close_it;
    client = host_open();
    wire_put(client, "1a1b");
    assert_events("connect 1, close 1");
    assert_int_equal(asked, 1);
}

static void end_it(crew_conn *conn)
{
    assert_int_equal(crew_conn_write(conn, crew_span_str("bye")), 0);
    crew_conn_end(conn);
}

TEST(it_may_be_ended_while_it_is_asked_and_a_refusal_then_is_none)
{
    int client;

    on_asked = end_it;
    client = host_open();
    wire_put(client, "-");
    assert_events("connect 1, close 1");
    assert_answer(client, "bye");
}

TEST(it_may_be_paused_while_it_is_asked)
{
    int client;

    on_asked = crew_conn_pause;
    client = host_open();
    wire_put(client, "1a1b");
    assert_events("connect 1");
    crew_conn_resume(host.conn[1]);
    on_asked = NULL;
    assert_events("message 1 1a, message 1 1b");
    assert_int_equal(asked, 2);
}

static void read_two(crew_conn *conn)
{
    char two[2];

    on_asked = NULL;
    assert_int_equal(crew_conn_read(conn, two, 2), 2);
}

TEST(what_was_read_while_it_was_asked_is_no_message_any_more)
{
    int client;

    on_asked = read_two;
    client = host_open();
    wire_put(client, "9a1b");
    assert_events("connect 1, message 1 1b");
}

TEST(all_may_be_read_while_it_is_asked)
{
    int client;

    on_asked = read_two;
    client = host_open();
    wire_put(client, "9a");
    host_settle();
    wire_put(client, "1b");
    assert_events("connect 1, message 1 1b");
}

static void take_nothing(crew_conn *conn)
{
    (void)conn;
    host.service->callbacks.on_message = NULL;
}

TEST(the_taker_may_go_while_it_is_asked)
{
    crew_callbacks callbacks = host_callbacks;
    int client;

    callbacks.on_input = on_input;
    on_asked = take_nothing;
    client = host_open();
    wire_put(client, "1a");
    assert_events("connect 1");
    on_asked = NULL;
    crew_service_set_callbacks(host.service, &callbacks);
    assert_events("message 1 1a");
}

static void pipe_it(crew_conn *conn)
{
    on_asked = NULL;
    assert_int_equal(crew_conn_pipe(conn, host.conn[2]), 0);
}

TEST(it_may_be_piped_while_it_is_asked)
{
    int from;
    int to;

    on_asked = pipe_it;
    from = host_open();
    to = host_open();
    wire_put(from, "9a1b");
    assert_answer(to, "9a1b");
    assert_events("connect 1, connect 2");
}

TEST(what_is_sent_goes_as_it_is)
{
    int client = host_open();

    assert_int_equal(crew_conn_send(host.conn[1], crew_span_str("hello")), 0);
    assert_answer(client, "hello");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        hosted_test(messages_in_one_read_are_asked_for_one_by_one),
        hosted_test(a_length_is_asked_for_once),
        hosted_test(a_length_that_is_not_known_yet_is_asked_for_with_more),
        hosted_test(a_refusal_ends_the_connection),
        hosted_test(a_length_beyond_the_limit_is_refused_before_it_is_waited_for),
        hosted_test(any_length_may_be_said),
        hosted_test(more_than_the_limit_never_waits_for_an_answer),
        hosted_test(it_may_be_closed_while_it_is_asked),
        hosted_test(it_may_be_ended_while_it_is_asked_and_a_refusal_then_is_none),
        hosted_test(it_may_be_paused_while_it_is_asked),
        hosted_test(what_was_read_while_it_was_asked_is_no_message_any_more),
        hosted_test(all_may_be_read_while_it_is_asked),
        hosted_test(the_taker_may_go_while_it_is_asked),
        hosted_test(it_may_be_piped_while_it_is_asked),
        hosted_test(what_is_sent_goes_as_it_is),
    };

    return cmocka_run_group_tests_name("hosted", tests, NULL, NULL);
}
