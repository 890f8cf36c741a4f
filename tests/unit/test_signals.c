#include "tests/unit/unit.h"

#include <errno.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/proc/signals.h"

static unsigned counts[CREW_ACT_COUNT];

static int stop(void **state)
{
    (void)state;
    crew_signals_give_back();
    return 0;
}

static void take_over_master(void)
{
    assert_int_equal(crew_signals_take_over_master(NULL), 0);
}

static void take_over_worker(void)
{
    assert_int_equal(crew_signals_take_over_worker(NULL), 0);
}

static bool is_noted(void)
{
    struct pollfd fd = {.fd = crew_signals_fd(), .events = POLLIN};

    return poll(&fd, 1, 0) == 1;
}

/* Raises each signal of the list; nothing but these acts may then have been counted. */
static void assert_acts(const int *signals, unsigned stops, unsigned quits, unsigned reloads, unsigned children)
{
    for (; *signals != 0; signals++) {
        assert_int_equal(raise(*signals), 0);
    }
    assert_int_equal(is_noted(), stops + quits + reloads + children > 0);
    crew_signals_take(counts);
    assert_int_equal(counts[CREW_ACT_STOP], stops);
    assert_int_equal(counts[CREW_ACT_QUIT], quits);
    assert_int_equal(counts[CREW_ACT_RELOAD], reloads);
    assert_int_equal(counts[CREW_ACT_CHILD], children);
    assert_false(is_noted());
}

#define signal_list(...) ((const int[]){__VA_ARGS__, 0})

static void (*handler_of(int signo))(int)
{
    struct sigaction now;

    assert_int_equal(sigaction(signo, NULL, &now), 0);
    return now.sa_handler;
}

TEST(each_signal_means_its_act_to_the_master)
{
    take_over_master();
    assert_acts(signal_list(SIGTERM), 1, 0, 0, 0);
    assert_acts(signal_list(SIGINT), 1, 0, 0, 0);
    assert_acts(signal_list(SIGQUIT), 0, 1, 0, 0);
    assert_acts(signal_list(SIGUSR1), 0, 0, 1, 0);
    assert_acts(signal_list(SIGCHLD), 0, 0, 0, 1);
    assert_acts(signal_list(SIGPIPE), 0, 0, 0, 0);
}

/* The acts that the master alone has a use for. */
TEST(signals_of_an_operator_mean_their_acts_to_the_master)
{
    static const struct {
        int signo;
        crew_signal_act act;
    } rows[] = {{SIGHUP, CREW_ACT_HANGUP}, {SIGUSR2, CREW_ACT_UPGRADE}, {SIGTTIN, CREW_ACT_MORE}, {SIGTTOU, CREW_ACT_FEWER}};

    take_over_master();
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        (void)raise(rows[i].signo);
        (void)raise(rows[i].signo);
        crew_signals_take(counts);
        assert_int_equal(counts[rows[i].act], 2);
        assert_false(is_noted());
    }
}

TEST(the_table_has_every_signal_once_with_its_words)
{
    size_t count = 0;

    for (const crew_signal_row *row; (row = crew_signals_row(count)) != NULL; count++) {
        assert_memory_equal(row->name, "SIG", 3);
        assert_true(strlen(row->words) > 0);
        for (size_t i = 0; i < count; i++) {
            assert_int_not_equal(crew_signals_row(i)->signo, row->signo);
        }
    }
    assert_true(count >= 10);
}

TEST(each_signal_means_its_act_to_a_worker)
{
    take_over_worker();
    assert_acts(signal_list(SIGTERM), 1, 0, 0, 0);
    assert_acts(signal_list(SIGQUIT), 0, 1, 0, 0);
    assert_acts(signal_list(SIGINT, SIGHUP, SIGUSR1, SIGUSR2, SIGTTIN, SIGTTOU, SIGCHLD, SIGPIPE), 0, 0, 0, 0);
    assert_ptr_equal(handler_of(SIGCHLD), SIG_DFL);
}

TEST(signals_are_counted_until_they_are_taken)
{
    take_over_master();
    assert_acts(signal_list(SIGTERM, SIGINT, SIGUSR1, SIGTERM, SIGUSR1, SIGQUIT), 3, 1, 2, 0);
    assert_acts(signal_list(0), 0, 0, 0, 0);
}

TEST(a_storm_of_signals_blocks_nobody)
{
    take_over_master();
    for (int i = 0; i < 100000; i++) {
        (void)raise(SIGUSR1);
    }
    crew_signals_take(counts);
    assert_true(counts[CREW_ACT_RELOAD] >= 1);
    assert_false(is_noted());
}

TEST(errno_survives_a_signal)
{
    take_over_master();
    for (int i = 0; i < 70000; i++) { /* more than the pipe takes, so that the handler's own write fails */
        errno = ENOENT;
        (void)raise(SIGUSR1);
        assert_int_equal(errno, ENOENT);
    }
}

TEST(the_pipe_does_not_block_and_does_not_outlive_an_exec)
{
    take_over_master();
    assert_true(fcntl(crew_signals_fd(), F_GETFL) & O_NONBLOCK);
    assert_true(fcntl(crew_signals_fd(), F_GETFD) & FD_CLOEXEC);
}

static void (*const own)(int) = (void (*)(int))exit; /* any handler that is not the default */

TEST(what_signals_did_before_they_do_again)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGCHLD, SIGPIPE};
    void (*before[7])(int);
    int fds = unit_open_fds();

    for (int i = 0; i < 7; i++) {
        before[i] = signal(signals[i], i % 2 == 0 ? own : SIG_DFL);
    }
    take_over_master();
    assert_ptr_not_equal(handler_of(SIGINT), own);
    crew_signals_give_back();
    for (int i = 0; i < 7; i++) {
        assert_ptr_equal(handler_of(signals[i]), i % 2 == 0 ? own : SIG_DFL);
        (void)signal(signals[i], before[i]);
    }
    assert_int_equal(crew_signals_fd(), -1);
    assert_int_equal(unit_open_fds(), fds);
}

TEST(taking_over_twice_keeps_the_first_memory)
{
    int fds;

    (void)signal(SIGUSR1, own);
    take_over_master();
    fds = unit_open_fds();
    take_over_worker();
    assert_int_equal(unit_open_fds(), fds);
    crew_signals_give_back();
    assert_ptr_equal(handler_of(SIGUSR1), own);
    (void)signal(SIGUSR1, SIG_DFL);
}

TEST(giving_back_what_was_not_taken_changes_nothing)
{
    (void)signal(SIGUSR1, own);
    crew_signals_give_back();
    assert_ptr_equal(handler_of(SIGUSR1), own);
    (void)signal(SIGUSR1, SIG_DFL);
}

TEST(a_lost_terminal_that_is_ignored_stays_ignored)
{
    (void)signal(SIGHUP, SIG_IGN);
    take_over_master();
    assert_ptr_equal(handler_of(SIGHUP), SIG_IGN);
    assert_acts(signal_list(SIGHUP), 0, 0, 0, 0);
    crew_signals_give_back();
    assert_ptr_equal(handler_of(SIGHUP), SIG_IGN);
    (void)signal(SIGHUP, SIG_DFL);
}

TEST(a_stop_that_is_ignored_from_outside_is_taken_over_all_the_same)
{
    (void)signal(SIGINT, SIG_IGN); /* what a shell does for a command in the background */
    take_over_master();
    assert_acts(signal_list(SIGINT), 1, 0, 0, 0);
    crew_signals_give_back();
    (void)signal(SIGINT, SIG_DFL);
}

TEST(signals_that_were_blocked_are_heard_and_blocked_again_afterwards)
{
    sigset_t blocked;
    sigset_t now;

    (void)sigemptyset(&blocked);
    (void)sigaddset(&blocked, SIGTERM);
    (void)sigaddset(&blocked, SIGCHLD);
    (void)sigprocmask(SIG_BLOCK, &blocked, NULL);
    take_over_master();
    assert_acts(signal_list(SIGTERM, SIGCHLD), 1, 0, 0, 1);
    crew_signals_give_back();
    (void)sigprocmask(SIG_SETMASK, NULL, &now);
    assert_true(sigismember(&now, SIGTERM));
    assert_true(sigismember(&now, SIGCHLD));
    (void)sigprocmask(SIG_UNBLOCK, &blocked, NULL);
}

TEST(around_a_fork_nothing_is_delivered)
{
    sigset_t before;

    take_over_master();
    crew_signals_block(&before);
    (void)raise(SIGTERM);
    assert_false(is_noted());
    crew_signals_unblock(&before);
    assert_true(is_noted());
    assert_acts(signal_list(0), 1, 0, 0, 0);
}

static int status_of(pid_t pid)
{
    int status;

    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

TEST(a_child_does_not_wake_its_parent)
{
    pid_t pid;

    take_over_master();
    pid = fork();
    if (pid == 0) {
        bool failed = crew_signals_take_over_worker(NULL) != 0;

        (void)raise(SIGTERM);
        _exit(failed || !is_noted());
    }
    assert_int_equal(status_of(pid), 0);
    crew_signals_take(counts);
    assert_int_equal(counts[CREW_ACT_STOP], 0);
}

TEST(what_the_parent_noted_before_the_fork_is_not_the_childs)
{
    pid_t pid;

    take_over_master();
    (void)raise(SIGTERM);
    pid = fork();
    if (pid == 0) {
        bool failed = crew_signals_take_over_worker(NULL) != 0 || is_noted();

        crew_signals_take(counts);
        _exit(failed || counts[CREW_ACT_STOP] != 0);
    }
    assert_int_equal(status_of(pid), 0);
    assert_acts(signal_list(0), 1, 0, 0, 1);
}

TEST(a_worker_without_its_master_has_only_so_long_to_stop)
{
    pid_t pid = fork();
    int status;

    if (pid == 0) {
        if (crew_signals_take_over_worker(NULL) != 0) {
            _exit(1);
        }
        crew_signals_set_parent(getppid() + 1, 1); /* somebody who is not there */
        (void)raise(SIGTERM);
        for (;;) {
            (void)pause();
        }
    }
    status = status_of(pid);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGALRM);
}

TEST(a_worker_whose_master_lives_may_take_its_time)
{
    pid_t pid = fork();

    if (pid == 0) {
        bool failed = crew_signals_take_over_worker(NULL) != 0;

        crew_signals_set_parent(getppid(), 1);
        (void)raise(SIGTERM);
        _exit(failed || alarm(0) != 0);
    }
    assert_int_equal(status_of(pid), 0);
}

TEST(after_the_code_is_unloaded_a_late_stop_ends_nobody)
{
    pid_t pid = fork();

    if (pid == 0) {
        bool failed = crew_signals_take_over_worker(NULL) != 0;

        crew_signals_unload();
        (void)raise(SIGTERM);
        (void)raise(SIGQUIT);
        (void)raise(SIGUSR1);
        _exit(failed || handler_of(SIGTERM) != SIG_DFL); /* as before, and blocked */
    }
    assert_int_equal(status_of(pid), 0);
}

TEST(what_a_worker_ignores_is_not_ignored_by_the_programs_it_starts)
{
    take_over_worker();
    assert_ptr_not_equal(handler_of(SIGINT), SIG_IGN); /* which would outlive an exec; a handler does not */
    assert_acts(signal_list(SIGINT, SIGUSR1, SIGPIPE), 0, 0, 0, 0);
}

TEST(what_was_ignored_from_outside_stays_ignored_for_them)
{
    (void)signal(SIGINT, SIG_IGN);
    take_over_worker();
    assert_ptr_equal(handler_of(SIGINT), SIG_IGN);
    crew_signals_give_back();
    (void)signal(SIGINT, SIG_DFL);
}

TEST(a_copy_of_a_worker_leaves_the_signals_to_the_hosts_code)
{
    pid_t pid = fork();

    if (pid == 0) {
        bool failed = crew_signals_take_over_worker(NULL) != 0;

        (void)signal(SIGUSR1, own); /* the code's own, set meanwhile */
        crew_signals_leave();
        _exit(failed || handler_of(SIGTERM) != SIG_DFL || handler_of(SIGINT) != SIG_DFL || handler_of(SIGUSR1) != own);
    }
    assert_int_equal(status_of(pid), 0);
}

#define signals_test(name) cmocka_unit_test_teardown(name, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        signals_test(each_signal_means_its_act_to_the_master),
        signals_test(signals_of_an_operator_mean_their_acts_to_the_master),
        signals_test(the_table_has_every_signal_once_with_its_words),
        signals_test(each_signal_means_its_act_to_a_worker),
        signals_test(signals_are_counted_until_they_are_taken),
        signals_test(a_storm_of_signals_blocks_nobody),
        signals_test(errno_survives_a_signal),
        signals_test(the_pipe_does_not_block_and_does_not_outlive_an_exec),
        signals_test(what_signals_did_before_they_do_again),
        signals_test(taking_over_twice_keeps_the_first_memory),
        signals_test(giving_back_what_was_not_taken_changes_nothing),
        signals_test(a_lost_terminal_that_is_ignored_stays_ignored),
        signals_test(a_stop_that_is_ignored_from_outside_is_taken_over_all_the_same),
        signals_test(signals_that_were_blocked_are_heard_and_blocked_again_afterwards),
        signals_test(around_a_fork_nothing_is_delivered),
        signals_test(a_child_does_not_wake_its_parent),
        signals_test(what_the_parent_noted_before_the_fork_is_not_the_childs),
        signals_test(a_worker_without_its_master_has_only_so_long_to_stop),
        signals_test(a_worker_whose_master_lives_may_take_its_time),
        signals_test(after_the_code_is_unloaded_a_late_stop_ends_nobody),
        signals_test(what_a_worker_ignores_is_not_ignored_by_the_programs_it_starts),
        signals_test(what_was_ignored_from_outside_stays_ignored_for_them),
        signals_test(a_copy_of_a_worker_leaves_the_signals_to_the_hosts_code),
    };

    return cmocka_run_group_tests_name("signals", tests, NULL, NULL);
}
