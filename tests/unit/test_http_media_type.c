#include "tests/unit/unit.h"

#include "core/base/buf.h"
#include "core/base/read_file.h"
#include "core/proto/http_media_type.h"

static crew_media_types *types;

static int start(void **state)
{
    (void)state;
    types = crew_media_types_new();
    return 0;
}

static int stop(void **state)
{
    (void)state;
    crew_media_types_free(types);
    return 0;
}

static const char *type_of(const char *name)
{
    static char text[256];
    crew_span type = crew_media_types_find(types, crew_span_str(name));

    (void)snprintf(text, sizeof text, "%.*s", (int)type.len, type.ptr);
    return text;
}

TEST(the_types_of_the_web_are_built_in)
{
    assert_string_equal(type_of("index.html"), "text/html; charset=utf-8");
    assert_string_equal(type_of("/a/b.d/app.JS"), "text/javascript; charset=utf-8");
    assert_string_equal(type_of("a.mjs"), "text/javascript; charset=utf-8");
    assert_string_equal(type_of("a.css"), "text/css; charset=utf-8");
    assert_string_equal(type_of("a.json"), "application/json");
    assert_string_equal(type_of("a.js.map"), "application/json");
    assert_string_equal(type_of("a.svg"), "image/svg+xml");
    assert_string_equal(type_of("a.jpeg"), "image/jpeg");
    assert_string_equal(type_of("a.woff2"), "font/woff2");
    assert_string_equal(type_of("a.wasm"), "application/wasm");
    assert_string_equal(type_of("a.tar.gz"), "application/gzip");
    assert_string_equal(type_of("a.webmanifest"), "application/manifest+json");
}

TEST(what_is_not_known_is_bytes)
{
    static const char *const names[] = {"", ".", "a", "a.", "html", ".html", "dir/.html", "a.html/b", "a.nosuch", "a.html~", "a.html ",
        "a.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        assert_string_equal(type_of(names[i]), "application/octet-stream");
    }
}

TEST(a_table_adds_what_is_not_there_yet)
{
    crew_media_types_add(types, crew_span_str("# a comment\n"
                                              "application/x-none\n"
                                              "application/x-one\t\tone ONE1\r\n"
                                              "application/x-other  one html # two\n"
                                              "text/x-words         words\n"
                                              "\n"
                                              "video/x-last last"));
    assert_string_equal(type_of("a.one"), "application/x-one");
    assert_string_equal(type_of("a.one1"), "application/x-one");
    assert_string_equal(type_of("a.two"), "application/octet-stream");
    assert_string_equal(type_of("a.words"), "text/x-words; charset=utf-8");
    assert_string_equal(type_of("a.last"), "video/x-last");
    assert_string_equal(type_of("a.html"), "text/html; charset=utf-8");
}

TEST(lines_that_are_malformed_are_skipped)
{
    crew_media_types_add(types, (crew_span){NULL, 0});
    crew_media_types_add(types, crew_span_str("plain e1\n/x e2\nx/ e3\na/b/c e4\na/b\x01 e5\n/ e6\na;b/c e7\nok/ok e8"));
    for (char digit = '1'; digit <= '7'; digit++) {
        assert_string_equal(type_of((char[]){'a', '.', 'e', digit, '\0'}), "application/octet-stream");
    }
    assert_string_equal(type_of("a.e8"), "ok/ok");
}

TEST(a_table_may_be_large)
{
    char line[64];

    for (int i = 0; i < 5000; i++) {
        (void)snprintf(line, sizeof line, "x/type-%d ext%d\n", i, i);
        crew_media_types_add(types, crew_span_str(line));
    }
    for (int i = 0; i < 5000; i++) {
        char type[64];

        (void)snprintf(line, sizeof line, "a.ext%d", i);
        (void)snprintf(type, sizeof type, "x/type-%d", i);
        assert_string_equal(type_of(line), type);
    }
}

TEST(the_systems_own_table_is_read)
{
    crew_buf *text = NULL;
    const char *const *file = crew_media_types_files;

    while (*file != NULL && !crew_read_file(*file, CREW_MEDIA_TYPES_FILE, &text)) {
        file++;
    }
    if (*file == NULL) {
        skip();
    }
    crew_media_types_add(types, crew_buf_peek(text));
    crew_buf_clear(&text);
    assert_string_equal(type_of("a.odt"), "application/vnd.oasis.opendocument.text");
    assert_string_equal(type_of("a.js"), "text/javascript; charset=utf-8");
}

#define with_types(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        with_types(the_types_of_the_web_are_built_in),
        with_types(what_is_not_known_is_bytes),
        with_types(a_table_adds_what_is_not_there_yet),
        with_types(lines_that_are_malformed_are_skipped),
        with_types(a_table_may_be_large),
        with_types(the_systems_own_table_is_read),
    };

    return cmocka_run_group_tests_name("http_media_type", tests, NULL, NULL);
}
