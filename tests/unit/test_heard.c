#include "tests/unit/unit.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/proc/signals.h"

static int stop(void **state)
{
    (void)state;
    crew_signals_unlisten_all();
    return 0;
}

TEST(each_time_is_heard_once_and_in_order)
{
    assert_int_equal(crew_signals_listen(SIGRTMIN + 3, NULL), 0);
    assert_int_equal(crew_signals_listen(SIGRTMIN, NULL), 0);
    (void)raise(SIGRTMIN + 3);
    (void)raise(SIGRTMIN);
    (void)raise(SIGRTMIN + 3);
    assert_int_equal(crew_signals_heard(), SIGRTMIN + 3);
    assert_int_equal(crew_signals_heard(), SIGRTMIN);
    assert_int_equal(crew_signals_heard(), SIGRTMIN + 3);
    assert_int_equal(crew_signals_heard(), 0);
}

TEST(more_than_can_be_noted_wait)
{
    int sent = 70000; /* a pipe takes 65536 at the most */
    int count = 0;
    const char *preloaded = getenv("LD_PRELOAD");

    if (preloaded != NULL && strstr(preloaded, "vgpreload") != NULL) {
        skip(); /* valgrind forgets the mask that a handler leaves in its context, and the handler runs for ever */
    }
    assert_int_equal(crew_signals_listen(SIGRTMIN, NULL), 0);
    for (int i = 0; i < sent && sigqueue(getpid(), SIGRTMIN, (union sigval){0}) == 0; i++) {
        count++;
    }
    while (crew_signals_heard() == SIGRTMIN) {
        count--;
    }
    assert_int_equal(count, 0);
}

TEST(what_it_did_before_it_does_again)
{
    struct sigaction now;

    assert_int_equal(crew_signals_listen(SIGWINCH, NULL), 0);
    assert_true(crew_signals_heard_fd() >= 0);
    crew_signals_unlisten(SIGWINCH);
    assert_int_equal(sigaction(SIGWINCH, NULL, &now), 0);
    assert_ptr_equal(now.sa_handler, SIG_DFL);
    assert_int_equal(crew_signals_heard_fd(), -1);
}

TEST(signals_of_the_engine_are_refused)
{
    crew_err err;

    assert_int_equal(crew_signals_listen(SIGUSR1, &err), CREW_ERANGE);
    assert_words("rolling reload", err.text);
    assert_int_equal(crew_signals_listen(SIGKILL, &err), CREW_ERANGE);
    assert_int_equal(crew_signals_listen(-1, &err), CREW_ERANGE);
    assert_int_equal(crew_signals_listen(32, &err), CREW_ERANGE); /* the C library's own */
}

#define heard_test(name) cmocka_unit_test_teardown(name, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        heard_test(each_time_is_heard_once_and_in_order),
        heard_test(more_than_can_be_noted_wait),
        heard_test(what_it_did_before_it_does_again),
        heard_test(signals_of_the_engine_are_refused),
    };

    return cmocka_run_group_tests_name("heard", tests, NULL, NULL);
}
