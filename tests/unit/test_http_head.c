#include "tests/unit/http_transcript.h"

#include "core/proto/http_scan.h"

static const crew_http_limits limits = {.line = 1024, .head = 4096, .fields = CREW_HTTP_FIELDS_MAX};

static long parse(crew_http_head *head, const char *text)
{
    uint32_t scanned = 0;

    return crew_http_head_parse(head, crew_span_str(text), &limits, &scanned);
}

static bool has(const char *list, const char *token)
{
    return crew_http_list_has(crew_span_str(list), crew_span_str(token));
}

#include "core/proto/http_target.h"

TEST(every_transcript_gives_its_events_however_it_is_split)
{
    assert_true(transcript_each("http", http_transcript_run, NULL) >= 180);
}

TEST(every_problem_has_a_status_and_words)
{
    for (int problem = CREW_HTTP_FINE + 1; problem < CREW_HTTP_PROBLEM_END; problem++) {
        assert_in_range(crew_http_problem_status((crew_http_problem)problem), 400, 505);
        assert_true(strlen(crew_http_problem_words((crew_http_problem)problem)) > 5);
    }
    assert_int_equal(crew_http_problem_status(CREW_HTTP_PROBLEM_CODING), 501);
    assert_string_equal(crew_http_problem_words(CREW_HTTP_PROBLEM_HOST_MISSING), "no Host header");
}

TEST(every_known_name_is_known_in_any_case_and_no_name_beside_it)
{
    static const char *const names[] = {
#define NAME(name, text) text,
        CREW_HTTP_KNOWN(NAME)
#undef NAME
    };
    static const char *const values[] = {[CREW_HTTP_CONTENT_LENGTH - 1] = "0", [CREW_HTTP_TRANSFER_ENCODING - 1] = "chunked",
        [CREW_HTTP_EXPECT - 1] = "100-continue", [CREW_HTTP_KNOWN_END - 1] = NULL};
    static crew_http_head head;
    char text[256];

    for (int known = 1; known < CREW_HTTP_KNOWN_END; known++) {
        const char *before = known == CREW_HTTP_HOST ? "GET / HTTP/1.0\r\nX: a\r\n" : "GET / HTTP/1.1\r\nHost: a\r\n";
        const char *name = names[known - 1];
        const char *value = values[known - 1] != NULL ? values[known - 1] : "x";

        for (size_t changed = 0; changed < strlen(name); changed++) {
            for (int is_other = 0; is_other < 2; is_other++) {
                size_t at = strlen(before) + changed;

                (void)snprintf(text, sizeof text, "%s%s: %s\r\n\r\n", before, name, value);
                text[at] = is_other ? '~' : text[at] == '-' ? '-' : (char)(text[at] - 32);
                assert_true(parse(&head, text) > 0);
                assert_int_equal(head.known[known], is_other ? 0 : 2);
            }
        }
    }
}

TEST(the_first_of_several_fields_is_the_known_one)
{
    static crew_http_head head;
    const char *text = "GET / HTTP/1.1\r\nHost: a\r\nCookie: a\r\nX: 1\r\ncookie: b\r\nx: 2\r\n\r\n";

    assert_true(parse(&head, text) > 0);
    assert_int_equal(head.known[CREW_HTTP_COOKIE], 2);
    assert_int_equal(head.known[CREW_HTTP_CONTENT_TYPE], 0);
    assert_int_equal(crew_http_head_find(&head, text, crew_span_str("cookie"), 0), 1);
    assert_int_equal(crew_http_head_find(&head, text, crew_span_str("cookie"), 2), 3);
    assert_int_equal(crew_http_head_find(&head, text, crew_span_str("cookie"), 4), -1);
    assert_int_equal(crew_http_head_find(&head, text, crew_span_str("x"), 0), 2);
    assert_int_equal(crew_http_head_find(&head, text, crew_span_str("y"), 0), -1);
}

TEST(nothing_behind_the_last_field_is_written)
{
    static crew_http_head head;
    static const crew_http_field untouched = {{0xa5a5a5a5, 0xa5a5a5a5}, {0xa5a5a5a5, 0xa5a5a5a5}};

    memset(&head, 0xa5, sizeof head);
    assert_true(parse(&head, "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n\r\n") > 0);
    assert_int_equal(head.count, 2);
    for (int i = 2; i < CREW_HTTP_FIELDS_MAX; i++) {
        assert_memory_equal(&head.fields[i], &untouched, sizeof untouched);
    }
}

TEST(methods_that_matter_are_told_apart_with_case)
{
    static crew_http_head head;

    assert_true(parse(&head, "GET / HTTP/1.0\r\n\r\n") > 0);
    assert_int_equal(head.method_kind, CREW_HTTP_METHOD_GET);
    assert_true(parse(&head, "HEAD / HTTP/1.0\r\n\r\n") > 0);
    assert_int_equal(head.method_kind, CREW_HTTP_METHOD_HEAD);
    assert_true(parse(&head, "CONNECT a:1 HTTP/1.0\r\n\r\n") > 0);
    assert_int_equal(head.method_kind, CREW_HTTP_METHOD_CONNECT);
    assert_true(parse(&head, "Get / HTTP/1.0\r\n\r\n") > 0);
    assert_int_equal(head.method_kind, CREW_HTTP_METHOD_OTHER);
}

TEST(as_many_fields_as_there_is_room_for_are_taken)
{
    static crew_http_head head;
    transcript_bytes text = {0};
    uint32_t scanned = 0;

    transcript_add(&text, "GET / HTTP/1.0\r\n", 16);
    for (int i = 0; i < CREW_HTTP_FIELDS_MAX; i++) {
        transcript_add(&text, "a: b\r\n", 6);
    }
    transcript_add(&text, "\r\n", 2);
    assert_int_equal(crew_http_head_parse(&head, crew_span_of(text.ptr, text.len), &limits, &scanned), text.len);
    assert_int_equal(head.count, CREW_HTTP_FIELDS_MAX);
    text.len -= 2;
    transcript_add(&text, "a: b\r\n\r\n", 8);
    assert_int_equal(
        crew_http_head_parse(&head, crew_span_of(text.ptr, text.len), &limits, &scanned), -CREW_HTTP_PROBLEM_FIELDS_TOO_MANY);
    free(text.ptr);
}

TEST(fast_and_plain_scans_agree_on_every_byte_at_every_place)
{
    char bytes[48];

    for (int byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at < sizeof bytes; at++) {
            const char *end = bytes + sizeof bytes;

            memset(bytes, 'a', sizeof bytes);
            bytes[at] = (char)byte;
            assert_ptr_equal(crew_http_scan_value(bytes, end), crew_http_scan_plain(bytes, end, CREW_HTTP_BYTE_VALUE));
            assert_ptr_equal(crew_http_scan_target(bytes, end), crew_http_scan_plain(bytes, end, CREW_HTTP_BYTE_TARGET));
            assert_ptr_equal(crew_http_scan_token(bytes, end), crew_http_scan_plain(bytes, end, CREW_HTTP_BYTE_TOKEN));
        }
    }
}

TEST(kinds_of_bytes_are_what_the_grammar_says)
{
    static const char token[] = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static const char host[] = "-._~!$&'()*+,;=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    for (int byte = 0; byte < 256; byte++) {
        bool is_control = byte < ' ' || byte == 0x7f;

        assert_int_equal(crew_http_byte_is((char)byte, CREW_HTTP_BYTE_TOKEN), byte != 0 && strchr(token, byte) != NULL);
        assert_int_equal(crew_http_byte_is((char)byte, CREW_HTTP_BYTE_HOST), byte != 0 && strchr(host, byte) != NULL);
        assert_int_equal(crew_http_byte_is((char)byte, CREW_HTTP_BYTE_VALUE), !is_control || byte == '\t');
        assert_int_equal(crew_http_byte_is((char)byte, CREW_HTTP_BYTE_TARGET), !is_control && byte != ' ' && byte != '#');
    }
}

TEST(a_list_has_its_elements_and_no_parts_of_them)
{
    assert_true(has("close", "close"));
    assert_true(has("Keep-Alive,CLOSE", "close"));
    assert_true(has(" , x ,\tclose\t,", "close"));
    assert_false(has("closed, not-close, close x", "close"));
    assert_false(has("", "close"));
    assert_false(has("a^b", "a~b"));
}

TEST(a_token_is_not_empty_and_a_value_has_no_controls)
{
    assert_true(crew_http_is_token(crew_span_str("X-Powered-By2")));
    assert_false(crew_http_is_token(crew_span_str("")));
    assert_false(crew_http_is_token(crew_span_str("X:")));
    assert_true(crew_http_is_value(crew_span_str("")));
    assert_true(crew_http_is_value(crew_span_str("a\tb \xc3\xa4")));
    assert_false(crew_http_is_value(crew_span_str("a\r\nSet-Cookie: b")));
    assert_false(crew_http_is_value(crew_span_of("\0", 1)));
}

static void split_is(const char *target, crew_http_form form, const char *authority, const char *path, const char *query)
{
    crew_http_target_parts parts = crew_http_target_split(crew_span_str(target), form);

    assert_true(crew_span_eq(parts.authority, crew_span_str(authority)));
    assert_true(crew_span_eq(parts.path, crew_span_str(path)));
    assert_true(crew_span_eq(parts.query, crew_span_str(query)));
}

TEST(a_target_is_taken_apart)
{
    split_is("/", CREW_HTTP_FORM_ORIGIN, "", "/", "");
    split_is("/a/b?c=/d?e", CREW_HTTP_FORM_ORIGIN, "", "/a/b", "c=/d?e");
    split_is("http://h:80/a?b", CREW_HTTP_FORM_ABSOLUTE, "h:80", "/a", "b");
    split_is("http://h", CREW_HTTP_FORM_ABSOLUTE, "h", "/", "");
    split_is("http://h?x=/a", CREW_HTTP_FORM_ABSOLUTE, "h", "/", "x=/a");
    split_is("*", CREW_HTTP_FORM_ASTERISK, "", "*", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_transcript_gives_its_events_however_it_is_split),
        cmocka_unit_test(every_problem_has_a_status_and_words),
        cmocka_unit_test(every_known_name_is_known_in_any_case_and_no_name_beside_it),
        cmocka_unit_test(the_first_of_several_fields_is_the_known_one),
        cmocka_unit_test(nothing_behind_the_last_field_is_written),
        cmocka_unit_test(methods_that_matter_are_told_apart_with_case),
        cmocka_unit_test(as_many_fields_as_there_is_room_for_are_taken),
        cmocka_unit_test(fast_and_plain_scans_agree_on_every_byte_at_every_place),
        cmocka_unit_test(kinds_of_bytes_are_what_the_grammar_says),
        cmocka_unit_test(a_list_has_its_elements_and_no_parts_of_them),
        cmocka_unit_test(a_target_is_taken_apart),
        cmocka_unit_test(a_token_is_not_empty_and_a_value_has_no_controls),
    };

    return cmocka_run_group_tests_name("http_head", tests, NULL, NULL);
}
