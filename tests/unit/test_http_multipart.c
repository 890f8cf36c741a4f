#include "tests/unit/unit.h"

#include "core/proto/http_multipart.h"

static const crew_http_multipart_limits limits = {8192, 100};

/* What happened, in words: "part" and its name, data in brackets, however many pieces it came in, with "@" for NUL, "end", "over", "problem N". */
typedef struct happened {
    char text[1024];
    size_t len;
    bool in_data;
} happened;

static void happened_add(happened *all, const char *text, size_t len)
{
    assert_true(all->len + len < sizeof all->text);
    for (size_t i = 0; i < len; i++) {
        all->text[all->len++] = text[i] != '\0' ? text[i] : '@';
    }
    all->text[all->len] = '\0';
}

static void happened_add_text(happened *all, const char *text)
{
    happened_add(all, text, strlen(text));
}

static void happened_add_part(happened *all, const crew_http_part *part)
{
    happened_add_text(all, "part ");
    happened_add(all, part->name.ptr, part->name.len);
    if (part->has_filename) {
        happened_add_text(all, " file ");
        happened_add(all, part->filename.ptr, part->filename.len);
    }
    if (part->type.len > 0) {
        happened_add_text(all, " type ");
        happened_add(all, part->type.ptr, part->type.len);
    }
}

static void happened_add_event(happened *all, const crew_http_multipart_event *event)
{
    if (event->kind == CREW_HTTP_MULTIPART_DATA) {
        assert_true(event->data.len > 0);
        happened_add_text(all, all->in_data ? "" : "[");
        all->in_data = true;
        happened_add(all, event->data.ptr, event->data.len);
        return;
    }
    happened_add_text(all, all->in_data ? "]" : "");
    all->in_data = false;
    if (event->kind == CREW_HTTP_MULTIPART_PART) {
        happened_add_part(all, &event->part);
    } else {
        happened_add_text(all, event->kind == CREW_HTTP_MULTIPART_END ? " end\n" : "over\n");
    }
}

/* Feeds one piece, in memory of just its size. False when it was refused. */
static bool feed(crew_http_multipart *multipart, crew_span piece, happened *all)
{
    char *copy = malloc(piece.len > 0 ? piece.len : 1);
    crew_span rest = {copy, piece.len};
    crew_http_multipart_event event;
    long taken;

    assert_non_null(copy);
    memcpy(copy, piece.ptr, piece.len);
    do {
        taken = crew_http_multipart_next(multipart, rest, &event);
        if (taken >= 0) {
            assert_true((size_t)taken <= rest.len);
            rest = crew_span_skip(rest, (size_t)taken);
            if (event.kind != CREW_HTTP_MULTIPART_NONE) {
                happened_add_event(all, &event);
            }
        }
    } while (taken >= 0 && event.kind != CREW_HTTP_MULTIPART_NONE);
    assert_true(taken < 0 || rest.len == 0);
    free(copy);
    return taken >= 0;
}

/* Parses a body whose first piece has `first` bytes and whose others have `each`. */
static const char *parse_split(crew_span body, crew_span boundary, const crew_http_multipart_limits *limit, size_t first, size_t each)
{
    static happened all;
    crew_http_multipart *multipart = crew_http_multipart_new(boundary, limit);
    size_t at = 0;
    size_t size = first;
    bool is_fine = true;
    char words[32];

    all.len = 0;
    all.in_data = false;
    all.text[0] = '\0';
    while (is_fine && at < body.len) {
        size = size < body.len - at ? size : body.len - at;
        is_fine = feed(multipart, crew_span_of(body.ptr + at, size), &all);
        at += size;
        size = each;
    }
    happened_add_text(&all, all.in_data ? "]" : "");
    if (crew_http_multipart_finish(multipart) != 0) {
        (void)snprintf(words, sizeof words, "problem %d", -crew_http_multipart_finish(multipart));
        happened_add_text(&all, words);
    }
    crew_http_multipart_free(multipart);
    return all.text;
}

static void assert_happens_within(crew_span body, const char *boundary, const crew_http_multipart_limits *limit, const char *expected)
{
    crew_span line = crew_span_str(boundary);

    assert_string_equal(parse_split(body, line, limit, body.len, 1), expected);
    for (size_t each = 1; each <= 7; each++) {
        assert_string_equal(parse_split(body, line, limit, each, each), expected);
    }
    for (size_t first = 0; first < body.len; first++) {
        assert_string_equal(parse_split(body, line, limit, first, body.len), expected);
    }
}

#define assert_happens(body, boundary, expected) assert_happens_within(crew_span_of(body, sizeof(body) - 1), boundary, &limits, expected)

#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n"

/* One part, whose headers are these. */
#define PART(head) "--b\r\n" head "\r\nx\r\n--b--"

TEST(fields_and_files_arrive_in_their_order)
{
    assert_happens("--b\r\n" FIELD("a") "\r\none\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"g.txt\"\r\n"
                   "Content-Type: text/plain\r\n\r\ntwo\r\nlines\r\n\r\n--b--\r\n",
        "b", "part a[one] end\npart f file g.txt type text/plain[two\r\nlines\r\n] end\nover\n");
    assert_happens("--b--", "b", "over\n");
    assert_happens("--b--\r\n", "b", "over\n");
}

TEST(a_part_may_be_empty)
{
    assert_happens("--b\r\n" FIELD("a") "\r\n\r\n--b--", "b", "part a end\nover\n");
    assert_happens("--b\r\n" FIELD("a") "\r\n--b\r\n" FIELD("c") "\r\n--b--", "b", "part a end\npart c end\nover\n");
    assert_happens("--b\r\nContent-Disposition: form-data; name=f; filename=\"\"\r\n\r\n\r\n--b--", "b", "part f file  end\nover\n");
    assert_happens(PART("Content-Disposition: form-data; name=\"\"\r\n"), "b", "part [x] end\nover\n");
}

TEST(what_is_before_the_first_boundary_and_behind_the_last_is_skipped)
{
    assert_happens("\r\n--b\r\n" FIELD("a") "\r\nx\r\n--b--", "b", "part a[x] end\nover\n");
    assert_happens("preamble\r\n\r--a\r\n--\r\n--b\r\n" FIELD("a") "\r\nx\r\n--b--epilogue\r\n--b\r\n\r\n", "b", "part a[x] end\nover\n");
    assert_happens("-\r\n--b--", "b", "over\n");
    assert_happens("x--b\r\n" FIELD("a") "\r\nx\r\n--b--", "b", "over\n");
    assert_happens("\n--b\r\n" FIELD("a") "\r\nx", "b", "problem 12");
}

TEST(blanks_behind_a_boundary_are_padding)
{
    assert_happens("--b \t \r\n" FIELD("a") "\r\nx\r\n--b\t\r\n" FIELD("c") "\r\ny\r\n--b-- \t\r\n", "b", "part a[x] end\npart c[y] end\nover\n");
}

TEST(what_only_looks_like_a_boundary_is_data)
{
    assert_happens("--bb\r\n" FIELD("a") "\r\n--b\r\n--b\r\r\n--\r\n-\r\n\r\n--b\n--bb\n\r--bb\r\n\r\n--b\r\n\r\r\n--bb--", "bb",
        "part a[--b\r\n--b\r\r\n--\r\n-\r\n\r\n--b\n--bb\n\r--bb\r\n\r\n--b\r\n\r] end\nover\n");
    assert_happens("-----\r\n" FIELD("a") "\r\n-\r\n----\r\n\r\n-----\r\n" FIELD("c") "\r\n----\r\n-------", "---",
        "part a[-\r\n----\r\n] end\npart c[----] end\nover\n");
    assert_happens("--\r\n--bb\r\n" FIELD("a") "\r\nx\r\n--bb--", "bb", "part a[x] end\nover\n");
    assert_happens("--b\r\n" FIELD("a") "\r\n\0\x01\xff\r\r\n\n\r\n--b--", "b", "part a[@\x01\xff\r\r\n\n] end\nover\n");
}

TEST(a_boundary_at_the_front_of_a_longer_line_is_refused)
{
    assert_happens("--b\r\n" FIELD("a") "\r\nx\r\n--bb\r\n", "b", "part a[x] end\nproblem 3");
    assert_happens("--bx", "b", "problem 3");
    assert_happens("--b-x", "b", "problem 3");
    assert_happens("--b -", "b", "problem 3");
    assert_happens("--b\n", "b", "problem 3");
    assert_happens("--b\r\r\n", "b", "problem 3");
}

TEST(names_are_plain_quoted_and_escaped)
{
    assert_happens(PART("content-disposition:FORM-DATA;NAME=a\r\n"), "b", "part a[x] end\nover\n");
    assert_happens(PART("X-Other: 1\r\nContent-Disposition:  form-data ; name=\"a;\\\"b\\\"\\\\c\" ; x=y\r\n"), "b",
        "part a;\"b\"\\c[x] end\nover\n");
    assert_happens(PART("Content-Disposition: form-data; name=\"a[\xc3\xa9][]\"; filename=\"C:\\d\\f%22.txt\"\r\n"), "b",
        "part a[\xc3\xa9][] file C:\\d\\f%22.txt[x] end\nover\n");
    assert_happens(PART("Content-Disposition: form-data;\r\n name=a;\r\n\tfilename=c\r\nContent-Type:\r\n text/css\r\n"), "b",
        "part a file c type text/css[x] end\nover\n");
}

TEST(an_extended_filename_is_utf8_and_comes_first)
{
    assert_happens(PART("Content-Disposition: form-data; name=a; filename=\"e.txt\"; filename*=UTF-8''%e2%82%ac.txt\r\n"), "b",
        "part a file \xe2\x82\xac.txt[x] end\nover\n");
    assert_happens(PART("Content-Disposition: form-data; name=a; filename*=iso-8859-1'en'%A3; filename=\"e.txt\"\r\n"), "b",
        "part a file \xc2\xa3[x] end\nover\n");
    assert_happens(PART("Content-Disposition: form-data; name=a; filename*=e.txt\r\n"), "b", "problem 9");
    assert_happens(PART("Content-Disposition: form-data; name=a; filename*=UTF-8''%00\r\n"), "b", "problem 9");
    assert_happens(PART("Content-Disposition: form-data; name=a; filename=f; filename*=UTF-8''%ff\r\n"), "b", "problem 9");
}

TEST(headers_that_are_malformed_are_refused)
{
    assert_happens(PART(""), "b", "problem 8");
    assert_happens(PART("Content-Type: text/plain\r\n"), "b", "problem 8");
    assert_happens(PART("Content-Disposition: form-data\r\n"), "b", "problem 8");
    assert_happens(PART("Content-Disposition: form-data; filename=f\r\n"), "b", "problem 8");
    assert_happens(PART("Content-Disposition: attachment; name=a\r\n"), "b", "problem 7");
    assert_happens(PART("Content-Disposition: form-data; name=\"a\r\n"), "b", "problem 7");
    assert_happens(PART("Content-Disposition: form-data; name\r\n"), "b", "problem 7");
    assert_happens(PART(FIELD("a") FIELD("a")), "b", "problem 6");
    assert_happens(PART("Content-Disposition: form-data; name=a; name=b\r\n"), "b", "problem 6");
    assert_happens(PART("Content-Disposition: form-data; name=a; filename=b; filename=c\r\n"), "b", "problem 6");
    assert_happens(PART("Content-Disposition: form-data; name=a; filename*=UTF-8''b; filename*=UTF-8''c\r\n"), "b", "problem 6");
    assert_happens(PART(FIELD("a") "Content-Type: a/b\r\ncontent-type: a/b\r\n"), "b", "problem 6");
    assert_happens(PART("Content-Disposition form-data\r\n"), "b", "problem 5");
    assert_happens(PART("Content-Disposition : form-data; name=a\r\n"), "b", "problem 5");
    assert_happens(PART(": form-data; name=a\r\n"), "b", "problem 5");
    assert_happens(PART(" " FIELD("a")), "b", "problem 5");
    assert_happens(PART(FIELD("a\0b")), "b", "problem 5");
    assert_happens(PART(FIELD("a\rb")), "b", "problem 5");
    assert_happens(PART(FIELD("\"a\rb c\"")), "b", "problem 5");
    assert_happens(PART("X: a\r\r\tb\r\n" FIELD("a")), "b", "problem 5");
    assert_happens(PART(FIELD("a") "\x01: b\r\n"), "b", "problem 5");
    assert_happens(PART("Content-Disposition: form-data; name=a\n"), "b", "problem 4");
    assert_happens("--b\r\n\n", "b", "problem 4");
    assert_happens("--b\r\n" FIELD("a") "--b--\r\n\r\n", "b", "problem 5");
}

TEST(a_body_that_ends_early_is_unfinished)
{
    static const char body[] = "--b\r\n" FIELD("a") "\r\none\r\n--b--";

    for (size_t len = 0; len < sizeof body - 1; len++) {
        assert_words("problem 12", parse_split(crew_span_of(body, len), crew_span_str("b"), &limits, len, 1));
    }
    assert_string_equal(crew_http_multipart_words(CREW_HTTP_MULTIPART_UNFINISHED), "the body ends before its last boundary");
}

TEST(headers_and_parts_are_limited)
{
    static const char two[] = "--b\r\n" FIELD("a") "\r\nx\r\n--b\r\n" FIELD("c") "\r\ny\r\n--b--";
    const size_t head = strlen(FIELD("a") "\r\n");
    crew_span body = crew_span_of(two, sizeof two - 1);

    assert_happens_within(body, "b", &(crew_http_multipart_limits){head, 2}, "part a[x] end\npart c[y] end\nover\n");
    assert_happens_within(body, "b", &(crew_http_multipart_limits){head - 1, 2}, "problem 10");
    assert_happens_within(body, "b", &(crew_http_multipart_limits){head, 1}, "part a[x] end\nproblem 11");
    assert_happens_within(body, "b", &(crew_http_multipart_limits){head, 0}, "problem 11");
    assert_happens_within(body, "b", &(crew_http_multipart_limits){0, 2}, "problem 10");
}

TEST(a_parser_that_has_refused_something_refuses_everything)
{
    crew_http_multipart *multipart = crew_http_multipart_new(crew_span_str("b"), &limits);
    crew_http_multipart_event event;

    assert_int_equal(crew_http_multipart_next(multipart, crew_span_str("--bx"), &event), -CREW_HTTP_MULTIPART_DELIMITER);
    assert_int_equal(crew_http_multipart_next(multipart, crew_span_str("\r\n--b--"), &event), -CREW_HTTP_MULTIPART_DELIMITER);
    assert_int_equal(crew_http_multipart_finish(multipart), -CREW_HTTP_MULTIPART_DELIMITER);
    crew_http_multipart_free(multipart);
    crew_http_multipart_free(NULL);
}

TEST(data_is_handed_on_where_it_lies_and_nothing_of_it_is_kept)
{
    crew_http_multipart *multipart = crew_http_multipart_new(crew_span_str("b"), &limits);
    crew_http_multipart_event event;
    crew_span input = crew_span_str("--b\r\n" FIELD("a") "\r\n");
    char data[1000];

    assert_int_equal(crew_http_multipart_next(multipart, input, &event), input.len);
    assert_int_equal(event.kind, CREW_HTTP_MULTIPART_PART);
    memset(data, 'x', sizeof data);
    assert_int_equal(crew_http_multipart_next(multipart, crew_span_of(data, sizeof data), &event), sizeof data);
    assert_ptr_equal(event.data.ptr, data);
    assert_int_equal(event.data.len, sizeof data);
    crew_http_multipart_free(multipart);
}

/* Beginnings of the boundary, one after the other, and carriage returns: what costs a naive search the most. */
TEST(data_that_nearly_is_a_boundary_costs_no_more_than_other_data)
{
    enum { SIZE = 4 * 1024 * 1024 };
    static const char *const patterns[] = {"\r", "\r\n", "\r\n--", "\r\n--bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"};
    char *body = malloc(SIZE);
    crew_span head = crew_span_str("--bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbc\r\n" FIELD("a") "\r\n");

    assert_non_null(body);
    for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++) {
        crew_http_multipart *multipart = crew_http_multipart_new(crew_span_of(head.ptr + 2, 70), &limits);
        crew_http_multipart_event event;
        size_t data = 0;

        for (size_t at = 0; at < SIZE; at++) {
            body[at] = patterns[i][at % strlen(patterns[i])];
        }
        assert_int_equal(crew_http_multipart_next(multipart, head, &event), head.len);
        for (size_t at = 0; at < SIZE;) {
            long taken = crew_http_multipart_next(multipart, crew_span_of(body + at, SIZE - at < 1000 ? SIZE - at : 1000), &event);

            assert_true(taken >= 0);
            assert_true(event.kind == CREW_HTTP_MULTIPART_DATA || event.kind == CREW_HTTP_MULTIPART_NONE);
            data += event.kind == CREW_HTTP_MULTIPART_DATA ? event.data.len : 0;
            at += (size_t)taken;
        }
        assert_true(data > SIZE - 74 && data <= SIZE);
        crew_http_multipart_free(multipart);
    }
    free(body);
}

TEST(the_boundary_is_a_parameter_of_the_content_type)
{
    static const struct {
        const char *type;
        const char *boundary; /* NULL: refused with the problem */
        int problem;
    } cases[] = {
        {"multipart/form-data; boundary=b", "b", 0},
        {"Multipart/Form-Data;Boundary=b", "b", 0},
        {"multipart/form-data; boundary=\"a b\"", "a b", 0},
        {"multipart/form-data; charset=utf-8; boundary=----WebKitFormBoundaryAbC123", "----WebKitFormBoundaryAbC123", 0},
        {"multipart/form-data; boundary=a/b=c:d ; x=y", "a/b=c:d", 0},
        {"multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789",
            "0123456789012345678901234567890123456789012345678901234567890123456789", 0},
        {"multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=\"\"", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=\"b", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=\"b \"", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=\"a\\\"b\"", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=\"a\rb\"", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=a\xff", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"multipart/form-data; boundary=a; boundary=b", NULL, CREW_HTTP_MULTIPART_BOUNDARY},
        {"", NULL, CREW_HTTP_MULTIPART_TYPE},
        {"multipart/mixed; boundary=b", NULL, CREW_HTTP_MULTIPART_TYPE},
        {"multipart/form-data2; boundary=b", NULL, CREW_HTTP_MULTIPART_TYPE},
        {"application/x-www-form-urlencoded", NULL, CREW_HTTP_MULTIPART_TYPE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        crew_span boundary = {NULL, 0};

        assert_int_equal(crew_http_multipart_boundary(crew_span_str(cases[i].type), &boundary), -cases[i].problem);
        if (cases[i].boundary != NULL) {
            assert_true(crew_span_eq(boundary, crew_span_str(cases[i].boundary)));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_and_files_arrive_in_their_order),
        cmocka_unit_test(a_part_may_be_empty),
        cmocka_unit_test(what_is_before_the_first_boundary_and_behind_the_last_is_skipped),
        cmocka_unit_test(blanks_behind_a_boundary_are_padding),
        cmocka_unit_test(what_only_looks_like_a_boundary_is_data),
        cmocka_unit_test(a_boundary_at_the_front_of_a_longer_line_is_refused),
        cmocka_unit_test(names_are_plain_quoted_and_escaped),
        cmocka_unit_test(an_extended_filename_is_utf8_and_comes_first),
        cmocka_unit_test(headers_that_are_malformed_are_refused),
        cmocka_unit_test(a_body_that_ends_early_is_unfinished),
        cmocka_unit_test(headers_and_parts_are_limited),
        cmocka_unit_test(a_parser_that_has_refused_something_refuses_everything),
        cmocka_unit_test(data_is_handed_on_where_it_lies_and_nothing_of_it_is_kept),
        cmocka_unit_test(data_that_nearly_is_a_boundary_costs_no_more_than_other_data),
        cmocka_unit_test(the_boundary_is_a_parameter_of_the_content_type),
    };

    return cmocka_run_group_tests_name("http_multipart", tests, NULL, NULL);
}
