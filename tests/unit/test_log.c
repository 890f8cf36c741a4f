#include "tests/unit/unit.h"

#include <errno.h>
#include <unistd.h>

#include "core/base/log.h"

static int levels_seen[8];
static int levels_count;

static void note_level(crew_log_level level, const char *line)
{
    (void)line;
    levels_seen[levels_count++] = (int)level;
}

static void change_errno(crew_log_level level, const char *line)
{
    (void)level;
    (void)line;
    errno = ENOENT;
}

static int start(void **state)
{
    (void)state;
    crew_log_set_level(CREW_LOG_INFO);
    crew_log_set_role("");
    unit_catch_log();
    return 0;
}

/* What stands behind the time: "[4711 master] warning: ...". */
static const char *behind_the_time(void)
{
    return unit_logged.text + strlen("2026-11-23 18:22:01 ");
}

TEST(a_line_has_time_process_role_level_and_words)
{
    char expected[128];

    crew_log_set_role("master");
    crew_log(CREW_LOG_WARNING, "%s is %d", "seven", 7);
    (void)snprintf(expected, sizeof expected, "[%ld master] warning: seven is 7\n", (long)getpid());
    assert_string_equal(behind_the_time(), expected);
}

TEST(without_a_role_it_is_the_crew_that_speaks)
{
    char expected[128];

    crew_log(CREW_LOG_INFO, "hello");
    (void)snprintf(expected, sizeof expected, "[%ld crew] info: hello\n", (long)getpid());
    assert_string_equal(behind_the_time(), expected);
}

TEST(a_long_role_is_cut)
{
    crew_log_set_role("0123456789012345678901234567890123456789");
    crew_log(CREW_LOG_INFO, "hello");
    assert_logged(" 0123456789012345678901234567890] info: hello\n");
}

TEST(every_level_has_its_word)
{
    crew_log_set_level(CREW_LOG_DEBUG);
    crew_log(CREW_LOG_DEBUG, "a");
    crew_log(CREW_LOG_INFO, "b");
    crew_log(CREW_LOG_NOTICE, "c");
    crew_log(CREW_LOG_WARNING, "d");
    crew_log(CREW_LOG_ERROR, "e");
    assert_logged("] debug: a\n");
    assert_logged("] info: b\n");
    assert_logged("] notice: c\n");
    assert_logged("] warning: d\n");
    assert_logged("] error: e\n");
}

TEST(lines_below_the_level_are_not_shown)
{
    crew_log_set_level(CREW_LOG_WARNING);
    levels_count = 0;
    crew_log_set_sink(note_level);
    crew_log(CREW_LOG_DEBUG, "a");
    crew_log(CREW_LOG_NOTICE, "b");
    crew_log(CREW_LOG_WARNING, "c");
    crew_log(CREW_LOG_ERROR, "d");
    assert_int_equal(levels_count, 2);
    assert_int_equal(levels_seen[0], CREW_LOG_WARNING);
    assert_int_equal(levels_seen[1], CREW_LOG_ERROR);
}

TEST(debug_is_not_shown_unless_asked_for)
{
    crew_log(CREW_LOG_DEBUG, "a");
    assert_int_equal(unit_logged.lines, 0);
}

/* Around the size of the buffer on the stack, where a line begins to need another. */
TEST(lines_of_every_length_are_whole)
{
    char words[3000];
    size_t head;

    crew_log(CREW_LOG_INFO, "%s", "");
    head = unit_logged.len - 1;
    for (size_t len = 1024 - head - 5; len < sizeof words; len += len < 1024 ? 1 : 500) {
        memset(words, 'x', len);
        words[len - 1] = 'y';
        words[len] = '\0';
        unit_catch_log();
        crew_log(CREW_LOG_INFO, "%s", words);
        assert_int_equal(unit_logged.len, head + len + 1);
        assert_string_equal(unit_logged.text + head + len - 1, "y\n");
    }
}

TEST(text_may_have_lines_of_its_own)
{
    crew_log(CREW_LOG_ERROR, "uncaught\n#0 main\n#1 start");
    assert_logged("error: uncaught\n#0 main\n#1 start\n");
    assert_int_equal(unit_logged.lines, 1);
}

TEST(errno_is_kept)
{
    crew_log_set_sink(change_errno);
    errno = EINTR;
    crew_log(CREW_LOG_ERROR, "short");
    assert_int_equal(errno, EINTR);
    crew_log(CREW_LOG_ERROR, "%2000d", 1);
    assert_int_equal(errno, EINTR);
    crew_log(CREW_LOG_DEBUG, "not shown");
    assert_int_equal(errno, EINTR);
}

TEST(without_a_sink_lines_go_to_standard_error)
{
    char line[256] = "";
    int pair[2];
    int before = dup(STDERR_FILENO);
    ssize_t n;

    assert_int_equal(pipe(pair), 0);
    (void)dup2(pair[1], STDERR_FILENO);
    crew_log_set_sink(NULL);
    crew_log(CREW_LOG_NOTICE, "hello");
    (void)dup2(before, STDERR_FILENO);
    n = read(pair[0], line, sizeof line - 1);
    assert_true(n > 0);
    assert_words("] notice: hello\n", line);
    (void)close(before);
    (void)close(pair[0]);
    (void)close(pair[1]);
}

TEST(standard_error_that_is_closed_is_no_trouble)
{
    int before = dup(STDERR_FILENO);

    (void)close(STDERR_FILENO);
    crew_log_set_sink(NULL);
    errno = EINTR;
    crew_log(CREW_LOG_NOTICE, "hello");
    assert_int_equal(errno, EINTR);
    (void)dup2(before, STDERR_FILENO);
    (void)close(before);
}

#define log_test(name) cmocka_unit_test_setup(name, start)

int main(void)
{
    const struct CMUnitTest tests[] = {
        log_test(a_line_has_time_process_role_level_and_words),
        log_test(without_a_role_it_is_the_crew_that_speaks),
        log_test(a_long_role_is_cut),
        log_test(every_level_has_its_word),
        log_test(lines_below_the_level_are_not_shown),
        log_test(debug_is_not_shown_unless_asked_for),
        log_test(lines_of_every_length_are_whole),
        log_test(text_may_have_lines_of_its_own),
        log_test(errno_is_kept),
        log_test(without_a_sink_lines_go_to_standard_error),
        log_test(standard_error_that_is_closed_is_no_trouble),
    };

    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
