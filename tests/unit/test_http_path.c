#include "tests/unit/unit.h"

#include "core/proto/http_path.h"

/* Cleans a path where it lies, in memory of just its size. */
static long cleaned(const char *path, char *text)
{
    size_t len = strlen(path);
    char *copy = malloc(len > 0 ? len : 1);
    long result;

    assert_non_null(copy);
    memcpy(copy, path, len);
    result = crew_http_path_clean(copy, crew_span_of(copy, len));
    if (result >= 0) {
        memcpy(text, copy, (size_t)result);
        text[result] = '\0';
    }
    free(copy);
    return result;
}

TEST(paths_become_relative_and_plain)
{
    static const struct {
        const char *path;
        const char *clean;
    } cases[] = {
        {"", ""},
        {"/", ""},
        {"//", ""},
        {"/a", "a"},
        {"a", "a"},
        {"/a/", "a/"},
        {"/a/b.html", "a/b.html"},
        {"//a///b//", "a/b/"},
        {"/.", ""},
        {"/./a/./b", "a/b"},
        {"/a/.", "a/"},
        {"/a/b/..", "a/"},
        {"/a/..", ""},
        {"/a/../", ""},
        {"/a/../b", "b"},
        {"/a/b/../../c", "c"},
        {"/a/b/%2e%2E/c", "a/c"},
        {"/%2e/a", "a"},
        {"/a//../b", "b"},
        {"/...", "..."},
        {"/..a/a../.a", "..a/a../.a"},
        {"/a%20b", "a b"},
        {"/a+b", "a+b"},
        {"/%E5%90%8D", "\xe5\x90\x8d"},
        {"/%252e%252e/a", "%2e%2e/a"}, /* decoded once only */
        {"/a%3Fb", "a?b"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128] = "refused";

        (void)cleaned(cases[i].path, text);
        assert_string_equal(text, cases[i].clean);
    }
}

TEST(paths_that_mean_harm_are_refused)
{
    static const struct {
        const char *path;
        crew_http_path_problem problem;
    } cases[] = {
        {"/..", CREW_HTTP_PATH_ABOVE},
        {"..", CREW_HTTP_PATH_ABOVE},
        {"/../etc/passwd", CREW_HTTP_PATH_ABOVE},
        {"/a/../../b", CREW_HTTP_PATH_ABOVE},
        {"/./../a", CREW_HTTP_PATH_ABOVE},
        {"//../a", CREW_HTTP_PATH_ABOVE},
        {"/%2e%2e/a", CREW_HTTP_PATH_ABOVE},
        {"/.%2e/a", CREW_HTTP_PATH_ABOVE},
        {"/a%2fb", CREW_HTTP_PATH_SLASH},
        {"/..%2Fa", CREW_HTTP_PATH_SLASH},
        {"/a%5cb", CREW_HTTP_PATH_SLASH},
        {"/..%5C..", CREW_HTTP_PATH_SLASH},
        {"/a\\b", CREW_HTTP_PATH_SLASH},
        {"/a%00", CREW_HTTP_PATH_CONTROL},
        {"/a%00.html", CREW_HTTP_PATH_CONTROL},
        {"/a%0a", CREW_HTTP_PATH_CONTROL},
        {"/a%09", CREW_HTTP_PATH_CONTROL},
        {"/a\tb", CREW_HTTP_PATH_CONTROL},
        {"/a\x7f", CREW_HTTP_PATH_CONTROL},
        {"/%1b", CREW_HTTP_PATH_CONTROL},
        {"/a%", CREW_HTTP_PATH_PERCENT},
        {"/a%2", CREW_HTTP_PATH_PERCENT},
        {"/a%2/", CREW_HTTP_PATH_PERCENT},
        {"/a%zz", CREW_HTTP_PATH_PERCENT},
        {"/%u002e", CREW_HTTP_PATH_PERCENT},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[128];

        if (cleaned(cases[i].path, text) != -(long)cases[i].problem) {
            fail_msg("\"%s\"", cases[i].path);
        }
    }
    assert_string_equal(crew_http_path_words(CREW_HTTP_PATH_ABOVE), "the path leads out of the root");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_become_relative_and_plain),
        cmocka_unit_test(paths_that_mean_harm_are_refused),
    };

    return cmocka_run_group_tests_name("http_path", tests, NULL, NULL);
}
