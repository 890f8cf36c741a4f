#include "tests/unit/unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/proc/birth.h"

static crew_birth birth;
static int report[2];

static int start(void **state)
{
    (void)state;
    memset(&birth, 0, sizeof birth);
    (void)signal(SIGPIPE, SIG_IGN); /* as in a worker */
    if (pipe(report) != 0 || fcntl(report[1], F_SETFL, O_NONBLOCK) != 0) {
        return -1;
    }
    birth.report_fd = report[1];
    return 0;
}

static int stop(void **state)
{
    (void)state;
    (void)close(report[0]);
    (void)close(report[1]);
    return 0;
}

TEST(a_report_says_what_and_who)
{
    crew_report got = {0};

    assert_int_equal(crew_birth_report(&birth, CREW_REPORT_READY), 0);
    assert_int_equal(crew_birth_report(&birth, CREW_REPORT_STOP), 0);
    assert_int_equal(read(report[0], &got, sizeof got), sizeof got);
    assert_int_equal(got.kind, CREW_REPORT_READY);
    assert_int_equal(got.pid, getpid());
    assert_int_equal(read(report[0], &got, sizeof got), sizeof got);
    assert_int_equal(got.kind, CREW_REPORT_STOP);
}

TEST(a_master_that_is_gone_cannot_be_told)
{
    (void)close(report[0]);
    report[0] = -1;
    assert_int_equal(crew_birth_report(&birth, CREW_REPORT_READY), CREW_ESYSTEM);
}

static void fill(void)
{
    static const char block[4096];

    while (write(report[1], block, sizeof block) > 0) {
    }
    while (write(report[1], block, 1) > 0) {
    }
}

TEST(a_master_that_never_listens_is_not_waited_for_for_ever)
{
    fill();
    assert_int_equal(crew_birth_report(&birth, CREW_REPORT_READY), CREW_ESYSTEM);
}

TEST(a_master_that_is_only_slow_is_waited_for)
{
    pid_t pid;
    int status;

    fill();
    pid = fork();
    if (pid == 0) {
        char drop[4096];

        unit_nap();
        _exit(read(report[0], drop, sizeof drop) == (ssize_t)sizeof drop ? 0 : 1);
    }
    assert_true(pid > 0);
    assert_int_equal(crew_birth_report(&birth, CREW_REPORT_READY), 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

TEST(a_report_arrives_whole_or_not_at_all)
{
    assert_true(sizeof(crew_report) <= 512); /* the least that POSIX allows PIPE_BUF to be */
}

#define birth_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        birth_test(a_report_says_what_and_who),
        birth_test(a_master_that_is_gone_cannot_be_told),
        birth_test(a_master_that_never_listens_is_not_waited_for_for_ever),
        birth_test(a_master_that_is_only_slow_is_waited_for),
        birth_test(a_report_arrives_whole_or_not_at_all),
    };

    return cmocka_run_group_tests_name("birth", tests, NULL, NULL);
}
