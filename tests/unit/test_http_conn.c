/*
 * HTTP on connections: requests in order, bodies in every way they come, answers in every way they go, and what time and peers do to them.
 */
#include "tests/unit/host.h"

#include "core/net/http.h"

#define HAS (CREW_HTTP_HAS_DATE | CREW_HTTP_HAS_SERVER) /* so that answers are the same each time */

static struct {
    void (*on_request)(crew_conn *conn, const crew_http_request *request);
    bool takes_pieces;
    crew_conn *waiting;
} web;

static void answer(crew_conn *conn, const char *body)
{
    crew_http_answer how = {.status = 200, .has = HAS};

    assert_int_equal(crew_http_send(conn, &how, crew_span_str(body)), 0);
}

static void say_request(crew_conn *conn, const char *kind, const crew_http_request *request)
{
    char text[300];
    crew_span target = crew_http_at(request->base, request->head->target);

    (void)snprintf(text, sizeof text, "%.*s %.*s%s%.*s", (int)target.len, target.ptr, (int)(request->body.len < 100 ? request->body.len : 100),
        request->body.ptr, request->trailers.len > 0 ? " + " : "", (int)request->trailers.len, request->trailers.ptr);
    host_event(kind, conn, text);
}

static void web_on_request(crew_conn *conn, const crew_http_request *request, void *user)
{
    (void)user;
    say_request(conn, "request", request);
    if (web.on_request != NULL) {
        web.on_request(conn, request);
    } else {
        char body[64];
        crew_span target = crew_http_at(request->base, request->head->target);

        (void)snprintf(body, sizeof body, "%.*s", (int)target.len, target.ptr);
        answer(conn, body);
    }
}

static bool web_on_request_head(crew_conn *conn, const crew_http_request *request, void *user)
{
    (void)user;
    if (web.takes_pieces) {
        say_request(conn, "head", request);
    }
    return web.takes_pieces;
}

static void web_on_body(crew_conn *conn, crew_span piece, void *user)
{
    char text[64];

    (void)user;
    (void)snprintf(text, sizeof text, "%.*s", (int)piece.len, piece.ptr);
    host_event("piece", conn, text);
}

static void web_on_body_end(crew_conn *conn, crew_span trailers, void *user)
{
    (void)user;
    (void)trailers;
    host_event("end", conn, "");
    answer(conn, "taken");
}

static int start(void **state)
{
    int result = host_start(state);

    memset(&web, 0, sizeof web);
    host.service->codec = &crew_codec_http;
    host.service->http = crew_http_new(host.service);
    host.service->http->callbacks = (crew_http_callbacks){
        .on_request = web_on_request, .on_request_head = web_on_request_head, .on_body = web_on_body, .on_body_end = web_on_body_end};
    return result;
}

static int stop(void **state)
{
    crew_http *http = host.service != NULL ? host.service->http : NULL;
    int result;

    if (http != NULL) {
        host_drop_service();
        crew_http_free(http);
    }
    result = host_stop(state);
    return result;
}

#define GET(path) "GET " path " HTTP/1.1\r\nHost: a\r\n\r\n"
#define OK(length, body) "HTTP/1.1 200 OK\r\nContent-Length: " length "\r\n\r\n" body
#define CLOSED(length, body) "HTTP/1.1 200 OK\r\nContent-Length: " length "\r\nConnection: close\r\n\r\n" body

static int open_quietly(void)
{
    int client = host_open();

    host.events[0] = '\0';
    return client;
}

TEST(requests_are_answered_in_order_and_in_one_write)
{
    int client = open_quietly();

    wire_put(client, GET("/1") GET("/22") GET("/333"));
    assert_answer(client, OK("2", "/1") OK("3", "/22") OK("4", "/333"));
    assert_events("request 1 /1 , request 1 /22 , request 1 /333 ");
    assert_int_equal(host.traffic.messages, 3);
}

TEST(a_request_may_come_byte_by_byte)
{
    int client = open_quietly();
    const char *bytes = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello" GET("/y");

    for (size_t i = 0; bytes[i] != '\0'; i++) {
        host_put(client, bytes + i, 1);
        host_turn();
    }
    assert_answer(client, OK("2", "/x") OK("2", "/y"));
    assert_events("request 1 /x hello, request 1 /y ");
}

TEST(chunks_are_taken_apart_and_trailers_follow)
{
    int client = open_quietly();
    const char *bytes = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\nX-Sum: 1\r\n\r\n" GET("/y");

    for (size_t i = 0; bytes[i] != '\0'; i++) {
        host_put(client, bytes + i, 1);
        host_turn();
    }
    assert_answer(client, OK("2", "/x") OK("2", "/y"));
    assert_events("request 1 /x hello + X-Sum: 1\r\n\r\n, request 1 /y ");
    wire_put(client, bytes);
    assert_answer(client, OK("2", "/x") OK("2", "/y"));
}

TEST(pieces_are_handed_on_as_they_come)
{
    int client = open_quietly();

    web.takes_pieces = true;
    wire_put(client, "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nab");
    assert_events("head 1 /x , piece 1 ab");
    wire_put(client, "cd");
    assert_events("piece 1 cd");
    wire_put(client, "ef" GET("/y"));
    assert_answer(client, OK("5", "taken") OK("2", "/y"));
    assert_events("piece 1 ef, end 1, request 1 /y ");
    wire_put(client, "POST /z HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n");
    assert_answer(client, OK("5", "taken"));
    assert_events("head 1 /z , piece 1 ab, end 1");
}

TEST(who_waits_for_an_invitation_gets_it_once)
{
    int client = open_quietly();

    wire_put(client, "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assert_answer(client, "HTTP/1.1 100 Continue\r\n\r\n");
    wire_put(client, "ok");
    assert_answer(client, OK("2", "/x"));
    wire_put(client, "POST /y HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nok");
    assert_answer(client, OK("2", "/y"));
}

static void keep_waiting(crew_conn *conn, const crew_http_request *request)
{
    (void)request;
    web.waiting = conn;
}

TEST(the_next_request_waits_for_a_late_answer)
{
    int client = open_quietly();

    web.on_request = keep_waiting;
    wire_put(client, GET("/1") GET("/2"));
    assert_events("request 1 /1 ");
    assert_true(crew_http_awaits(host.conn[1]));
    answer(web.waiting, "one");
    assert_answer(client, OK("3", "one"));
    assert_events("request 1 /2 ");
    answer(web.waiting, "two");
    assert_answer(client, OK("3", "two"));
    assert_false(crew_http_awaits(host.conn[1]));
    assert_int_equal(crew_http_send(host.conn[1], &(crew_http_answer){.status = 200}, crew_span_str("")), CREW_ERANGE);
}

TEST(what_comes_early_is_held_back_by_the_kernel)
{
    int client = open_quietly();
    static char early[8 * 1024 * 1024];
    ssize_t sent;

    web.on_request = keep_waiting;
    wire_put(client, GET("/1"));
    assert_events("request 1 /1 ");
    memset(early, 'x', sizeof early);
    sent = send(client, early, sizeof early, MSG_DONTWAIT | MSG_NOSIGNAL);
    assert_true(sent > 0);
    host_settle();
    assert_true(crew_conn_bytes_read(host.conn[1]) < 400000);
}

TEST(connections_end_as_version_and_header_say)
{
    int client = open_quietly();

    wire_put(client, "GET /a HTTP/1.0\r\n\r\n");
    assert_answer(client, CLOSED("2", "/a"));
    assert_end(client);
    client = open_quietly();
    wire_put(client, "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assert_answer(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n/a");
    wire_put(client, "GET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" GET("/c"));
    assert_answer(client, CLOSED("2", "/b"));
    assert_end(client);
}

TEST(what_is_malformed_is_refused_and_the_connection_ends)
{
    int client = open_quietly();

    wire_put(client, GET("/a") "GET /b HTTP/1.1\r\nHost : a\r\n\r\n");
    assert_answer(client, OK("2", "/a") "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain");
    assert_events("request 1 /a , error 1 400: a space before the colon of a header, close 1");
}

TEST(a_body_that_is_too_large_is_refused_before_it_comes)
{
    int client = open_quietly();

    host.service->max_package = 10;
    wire_put(client, "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");
    assert_answer(client, "HTTP/1.1 413 Content Too Large\r\n");
    assert_events("error 1 too large, close 1");
    client = open_quietly();
    wire_put(client, "POST /b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n");
    host_settle();
    wire_put(client, "12345678\r\n");
    assert_answer(client, "HTTP/1.1 413 Content Too Large\r\n");
    assert_events("error 2 too large, close 2");
}

static void answer_head(crew_conn *conn, const crew_http_request *request)
{
    (void)request;
    answer(conn, "hello");
}

static void answer_no_content(crew_conn *conn, const crew_http_request *request)
{
    (void)request;
    assert_int_equal(crew_http_send(conn, &(crew_http_answer){.status = 204, .has = HAS}, crew_span_str("x")), 0);
}

TEST(head_and_no_content_get_no_body)
{
    int client = open_quietly();

    web.on_request = answer_head;
    wire_put(client, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_answer(client, OK("5", ""));
    web.on_request = answer_no_content;
    wire_put(client, GET("/"));
    assert_answer(client, "HTTP/1.1 204 No Content\r\n\r\n");
    web.on_request = answer_head;
    wire_put(client, GET("/"));
    assert_answer(client, OK("5", "hello"));
}

static void answer_in_pieces(crew_conn *conn, const crew_http_request *request)
{
    (void)request;
    assert_int_equal(crew_http_begin(conn, &(crew_http_answer){.status = 200, .has = HAS}, -1), 0);
    assert_int_equal(crew_http_write(conn, crew_span_str("hello")), 0);
    assert_int_equal(crew_http_write(conn, crew_span_str("")), 0);
    assert_int_equal(crew_http_write(conn, crew_span_str("0123456789abcdefg")), 0);
    assert_int_equal(crew_http_end(conn, crew_span_str("X: y\r\n")), 0);
    assert_int_equal(crew_http_end(conn, crew_span_str("")), CREW_ECLOSED);
}

static void answer_a_known_length(crew_conn *conn, const crew_http_request *request)
{
    (void)request;
    assert_int_equal(crew_http_begin(conn, &(crew_http_answer){.status = 200, .has = HAS}, 5), 0);
    assert_int_equal(crew_http_write(conn, crew_span_str("hel")), 0);
    assert_int_equal(crew_http_write(conn, crew_span_str("lo!")), CREW_ERANGE);
    assert_int_equal(crew_http_write(conn, crew_span_str("lo")), 0);
    assert_int_equal(crew_http_end(conn, crew_span_str("")), 0);
}

TEST(an_answer_may_go_in_pieces)
{
    int client = open_quietly();

    web.on_request = answer_in_pieces;
    wire_put(client, GET("/"));
    assert_answer(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n11\r\n0123456789abcdefg\r\n0\r\nX: y\r\n\r\n");
    wire_put(client, "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
    assert_answer(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    web.on_request = answer_a_known_length;
    wire_put(client, GET("/"));
    assert_answer(client, OK("5", "hello"));
    web.on_request = answer_in_pieces;
    wire_put(client, "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assert_answer(client, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello0123456789abcdefg");
    assert_end(client);
}

TEST(slow_heads_and_bodies_and_hosts_are_timed_out)
{
    int client = open_quietly();

    host.service->http->timeouts = (crew_http_timeouts){.head = 60, .body = 60, .keep_alive = 60, .answer = 60};
    wire_put(client, "GET / HTT");
    assert_answer(client, "HTTP/1.1 408 Request Timeout\r\n");
    client = open_quietly();
    wire_put(client, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nab");
    assert_answer(client, "HTTP/1.1 408 Request Timeout\r\n");
    client = open_quietly();
    web.on_request = keep_waiting;
    wire_put(client, GET("/"));
    assert_answer(client, "HTTP/1.1 503 Service Unavailable\r\n");
    client = open_quietly();
    web.on_request = NULL;
    wire_put(client, GET("/a"));
    assert_answer(client, OK("2", "/a"));
    assert_end(client);
}

TEST(who_shuts_down_his_side_still_gets_his_answer)
{
    int client = open_quietly();

    web.on_request = keep_waiting;
    wire_put(client, GET("/a"));
    assert_int_equal(shutdown(client, SHUT_WR), 0);
    assert_events("request 1 /a ");
    answer(web.waiting, "late");
    assert_answer(client, CLOSED("4", "late"));
    assert_end(client);
    assert_events("close 1");
}

TEST(while_draining_idle_ones_end_and_others_after_their_answer)
{
    int idle = open_quietly();
    int busy = open_quietly();

    wire_put(idle, GET("/a"));
    assert_answer(idle, OK("2", "/a"));
    web.on_request = keep_waiting;
    wire_put(busy, GET("/b"));
    assert_events("request 1 /a , request 2 /b ");
    crew_service_set_mode(host.service, CREW_SERVICE_DRAINING);
    assert_end(idle);
    assert_events("close 1");
    answer(web.waiting, "last");
    assert_answer(busy, CLOSED("4", "last"));
    assert_end(busy);
}

TEST(what_the_host_writes_itself_is_the_answer)
{
    int client = open_quietly();

    web.on_request = keep_waiting;
    wire_put(client, GET("/1") GET("/2"));
    assert_events("request 1 /1 ");
    assert_int_equal(crew_conn_write(web.waiting, crew_span_str("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")), 0);
    assert_events("request 1 /2 ");
}

#define web_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        web_test(requests_are_answered_in_order_and_in_one_write),
        web_test(a_request_may_come_byte_by_byte),
        web_test(chunks_are_taken_apart_and_trailers_follow),
        web_test(pieces_are_handed_on_as_they_come),
        web_test(who_waits_for_an_invitation_gets_it_once),
        web_test(the_next_request_waits_for_a_late_answer),
        web_test(what_comes_early_is_held_back_by_the_kernel),
        web_test(connections_end_as_version_and_header_say),
        web_test(what_is_malformed_is_refused_and_the_connection_ends),
        web_test(a_body_that_is_too_large_is_refused_before_it_comes),
        web_test(head_and_no_content_get_no_body),
        web_test(an_answer_may_go_in_pieces),
        web_test(slow_heads_and_bodies_and_hosts_are_timed_out),
        web_test(who_shuts_down_his_side_still_gets_his_answer),
        web_test(while_draining_idle_ones_end_and_others_after_their_answer),
        web_test(what_the_host_writes_itself_is_the_answer),
    };

    return cmocka_run_group_tests_name("http on connections", tests, NULL, NULL);
}
