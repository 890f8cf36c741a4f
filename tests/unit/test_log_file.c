#include "tests/unit/unit.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[64];
static char path[96];
static char moved[96];

static int start(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/crew-unit-XXXXXX");
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/log", folder);
    (void)snprintf(moved, sizeof moved, "%s/log.1", folder);
    crew_log_set_sink(NULL);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    crew_log_close();
    (void)unlink(path);
    (void)unlink(moved);
    return rmdir(folder);
}

/* Whether a file has this text. */
static bool has(const char *file, const char *text)
{
    char all[4096] = "";
    FILE *from = fopen(file, "r");

    assert_non_null(from);
    (void)fread(all, 1, sizeof all - 1, from);
    (void)fclose(from);
    return strstr(all, text) != NULL;
}

TEST(lines_are_appended_to_it)
{
    mode_t before = umask(0);
    struct stat about;

    assert_int_equal(crew_log_open(path, NULL), 0);
    (void)umask(before);
    crew_log(CREW_LOG_NOTICE, "the first line");
    assert_int_equal(crew_log_open(path, NULL), 0);
    crew_log(CREW_LOG_NOTICE, "the second line");
    assert_true(has(path, "the first line\n") && has(path, "the second line\n"));
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0640);
}

TEST(it_is_opened_anew_where_it_was)
{
    assert_int_equal(crew_log_open(path, NULL), 0);
    crew_log(CREW_LOG_NOTICE, "before");
    assert_int_equal(rename(path, moved), 0);
    crew_log(CREW_LOG_NOTICE, "meanwhile");
    assert_int_equal(crew_log_reopen(), 0);
    crew_log(CREW_LOG_NOTICE, "after");
    assert_true(has(moved, "before") && has(moved, "meanwhile") && !has(moved, "after"));
    assert_true(has(path, "after") && !has(path, "meanwhile"));
}

TEST(a_file_that_cannot_be_opened_anew_is_kept)
{
    char gone[96];

    assert_int_equal(crew_log_open(path, NULL), 0);
    (void)snprintf(gone, sizeof gone, "%s.gone", folder);
    assert_int_equal(rename(folder, gone), 0);
    assert_int_equal(crew_log_reopen(), 1);
    crew_log(CREW_LOG_NOTICE, "still here");
    assert_int_equal(rename(gone, folder), 0);
    assert_true(has(path, "writing on into the old one") && has(path, "still here"));
}

TEST(standard_output_may_lead_to_one)
{
    int before = dup(STDOUT_FILENO);

    assert_true(before >= 0);
    (void)fflush(stdout);
    assert_int_equal(crew_log_lead(STDOUT_FILENO, path, NULL), 0);
    assert_int_equal(write(STDOUT_FILENO, "one\n", 4), 4);
    assert_int_equal(rename(path, moved), 0);
    assert_int_equal(crew_log_reopen(), 0);
    assert_int_equal(write(STDOUT_FILENO, "two\n", 4), 4);
    assert_int_equal(crew_log_lead(STDOUT_FILENO, NULL, NULL), 0);
    (void)dup2(before, STDOUT_FILENO);
    (void)close(before);
    assert_true(has(moved, "one") && has(path, "two"));
}

#define log_file_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        log_file_test(lines_are_appended_to_it),
        log_file_test(it_is_opened_anew_where_it_was),
        log_file_test(a_file_that_cannot_be_opened_anew_is_kept),
        log_file_test(standard_output_may_lead_to_one),
    };

    return cmocka_run_group_tests_name("log_file", tests, NULL, NULL);
}
