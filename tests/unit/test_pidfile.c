#include "tests/unit/unit.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/proc/pidfile.h"

static char folder[64];
static char path[96];
static pid_t other;

static int start(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/crew-unit-XXXXXX");
    assert_non_null(mkdtemp(folder));
    (void)snprintf(path, sizeof path, "%s/one.pid", folder);
    return 0;
}

static int stop(void **state)
{
    (void)state;
    if (other > 0) {
        (void)kill(other, SIGKILL);
        (void)waitpid(other, NULL, 0);
        other = 0;
    }
    (void)unlink(path);
    return rmdir(folder);
}

/* Another process takes the file and keeps it until it is killed. */
static void let_another_take_it(void)
{
    other = fork();
    assert_true(other >= 0);
    if (other == 0) {
        if (crew_pidfile_take(path, NULL) != NULL) {
            (void)pause();
        }
        _exit(1);
    }
    wait_until(crew_pidfile_holder(path) == other, unit_nap());
}

static void kill_the_other(void)
{
    assert_int_equal(kill(other, SIGKILL), 0);
    assert_int_equal(waitpid(other, NULL, 0), other);
    other = 0;
}

static int written_pid(void)
{
    FILE *file = fopen(path, "r");
    int pid = 0;

    assert_non_null(file);
    assert_int_equal(fscanf(file, "%d", &pid), 1);
    (void)fclose(file);
    return pid;
}

TEST(it_is_there_while_it_is_held)
{
    mode_t before = umask(077);
    struct stat about;
    crew_pidfile *file = crew_pidfile_take(path, NULL);

    (void)umask(before);
    assert_non_null(file);
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0644);
    crew_pidfile_drop(file);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(crew_pidfile_holder(path), 0);
    assert_false(crew_pidfile_is_stale(path));
}

TEST(a_second_one_is_refused_with_the_firsts_number)
{
    crew_err err;
    char words[32];

    let_another_take_it();
    assert_int_equal(written_pid(), other);
    assert_null(crew_pidfile_take(path, &err));
    assert_int_equal(err.code, CREW_EIN_USE);
    (void)snprintf(words, sizeof words, "pid %d ", (int)other);
    assert_non_null(strstr(err.text, words));
    assert_int_equal(written_pid(), other);
}

TEST(what_a_killed_process_left_hinders_nobody)
{
    crew_pidfile *file;

    let_another_take_it();
    kill_the_other();
    assert_true(crew_pidfile_is_stale(path));
    file = crew_pidfile_take(path, NULL);
    assert_non_null(file);
    assert_int_equal(written_pid(), getpid());
    crew_pidfile_drop(file);
}

TEST(a_child_that_drops_it_leaves_it_to_its_parent)
{
    crew_pidfile *file = crew_pidfile_take(path, NULL);
    int status = 0;
    pid_t child;

    assert_non_null(file);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        crew_pidfile_drop(file);
        _exit(crew_pidfile_holder(path) == getppid() ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    crew_pidfile_drop(file);
}

TEST(where_it_cannot_be_is_said)
{
    crew_err err;

    assert_null(crew_pidfile_take("/nowhere/at/all.pid", &err));
    assert_int_equal(err.code, CREW_ESYSTEM);
    assert_non_null(strstr(err.text, "/nowhere/at/all.pid"));
}

#define pidfile_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        pidfile_test(it_is_there_while_it_is_held),
        pidfile_test(a_second_one_is_refused_with_the_firsts_number),
        pidfile_test(what_a_killed_process_left_hinders_nobody),
        pidfile_test(a_child_that_drops_it_leaves_it_to_its_parent),
        pidfile_test(where_it_cannot_be_is_said),
    };

    return cmocka_run_group_tests_name("pidfile", tests, NULL, NULL);
}
