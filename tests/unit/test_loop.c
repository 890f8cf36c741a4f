#include "tests/unit/wire.h"

#include <event2/event.h>

#include "tests/unit/faulty_epoll.h"

static faults bases;

static struct event_base *faulty_base(const struct event_config *config)
{
    return fault_due(&bases) ? NULL : event_base_new_with_config(config);
}

#define event_base_new_with_config faulty_base
#include "core/net/loop.c"
#undef event_base_new_with_config

/* A source that writes down its name and why it ran, and does what a test asks for. */
typedef struct runner {
    crew_source source;
    char name;
    int runs;
    unsigned ready;
    void (*then)(struct runner *runner);
} runner;

#define RUNNERS 4

static crew_loop *loop;
static runner runners[RUNNERS];
static char order[64];

static void on_run(crew_source *source, unsigned ready)
{
    runner *self = CREW_CONTAINER_OF(source, runner, source);
    size_t len = strlen(order);

    if (len + 1 < sizeof order) {
        order[len] = self->name;
        order[len + 1] = '\0';
    }
    self->runs++;
    self->ready = ready;
    if (self->then != NULL) {
        self->then(self);
    }
}

static int start(void **state)
{
    (void)state;
    unit_catch_log();
    memset(order, 0, sizeof order);
    memset(&epoll_adds, 0, sizeof epoll_adds);
    memset(&epoll_waits, 0, sizeof epoll_waits);
    memset(&bases, 0, sizeof bases);
    loop = crew_loop_new(NULL);
    assert_non_null(loop);
    for (int i = 0; i < RUNNERS; i++) {
        runners[i] = (runner){.name = (char)('a' + i)};
        crew_source_init(&runners[i].source, loop, -1, on_run);
    }
    return 0;
}

static int stop(void **state)
{
    (void)state;
    for (int i = 0; i < RUNNERS; i++) {
        crew_source_clear(&runners[i].source);
    }
    crew_loop_free(loop);
    return 0;
}

static void note(int i)
{
    crew_source_note(&runners[i].source, CREW_READY_OWN);
}

/* A turn that does not wait for the kernel: something is ready. */
static void turn_at_once(void)
{
    note(RUNNERS - 1);
    (void)crew_loop_turn(loop);
}

TEST(versions_and_method_have_names)
{
    assert_true(strlen(crew_event_version()) > 0);
    assert_true(strlen(crew_event_version_compiled()) > 0);
    assert_true(strlen(crew_loop_method(loop)) > 0);
}

TEST(a_loop_that_cannot_be_had_is_told)
{
    crew_err err = {0};

    bases.errors = fault_list(ENOMEM);
    assert_null(crew_loop_new(&err));
    assert_int_equal(err.code, CREW_ESYSTEM);
    assert_words("libevent could not start", err.text);
}

TEST(notes_run_in_the_order_they_were_made)
{
    note(1);
    note(0);
    note(2);
    assert_true(crew_loop_turn(loop));
    assert_string_equal(order, "bac");
}

TEST(several_notes_are_one_run_with_all_their_bits)
{
    crew_source_note(&runners[0].source, CREW_READY_OWN);
    crew_source_note(&runners[0].source, CREW_READY_OWN << 3);
    crew_source_note(&runners[0].source, CREW_READY_OWN);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 1);
    assert_int_equal(runners[0].ready, CREW_READY_OWN | CREW_READY_OWN << 3);
}

TEST(a_note_does_not_run_anything_by_itself)
{
    note(0);
    assert_int_equal(runners[0].runs, 0);
}

static void note_self_again(runner *self)
{
    if (self->runs < 3) {
        crew_source_note(&self->source, CREW_READY_OWN);
    }
}

TEST(a_source_that_notes_itself_runs_once_a_turn)
{
    runners[0].then = note_self_again;
    note(0);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 1);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 2);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 3);
    turn_at_once();
    assert_int_equal(runners[0].runs, 3);
}

static void note_next(runner *self)
{
    note((int)(self - runners) + 1);
}

TEST(what_is_noted_during_a_turn_waits_for_the_next)
{
    runners[0].then = note_next;
    note(0);
    (void)crew_loop_turn(loop);
    assert_string_equal(order, "a");
    (void)crew_loop_turn(loop);
    assert_string_equal(order, "ab");
}

static void clear_next(runner *self)
{
    crew_source_clear(&runners[self - runners + 1].source);
}

TEST(a_noted_source_that_is_cleared_does_not_run)
{
    runners[0].then = clear_next;
    note(0);
    note(1);
    note(2);
    (void)crew_loop_turn(loop);
    assert_string_equal(order, "ac");
    turn_at_once();
    assert_int_equal(runners[1].runs, 0);
}

static void clear_self(runner *self)
{
    crew_source_clear(&self->source);
}

TEST(a_source_may_clear_itself)
{
    runners[0].then = clear_self;
    note(0);
    note(1);
    (void)crew_loop_turn(loop);
    assert_string_equal(order, "ab");
}

TEST(a_cleared_source_can_be_used_again)
{
    note(0);
    crew_source_clear(&runners[0].source);
    note(0);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 1);
}

static void stop_loop(runner *self)
{
    crew_loop_stop(self->source.loop);
}

TEST(nothing_runs_after_a_stop_not_even_what_was_ready)
{
    runners[1].then = stop_loop;
    note(0);
    note(1);
    note(2);
    assert_false(crew_loop_turn(loop));
    assert_string_equal(order, "ab");
    assert_false(crew_loop_turn(loop));
    assert_string_equal(order, "ab");
}

static jmp_buf outside;

static void leave(runner *self)
{
    self->then = NULL;
    longjmp(outside, 1);
}

TEST(a_source_may_leave_by_longjmp_and_the_others_still_run)
{
    runners[1].then = leave;
    note(0);
    note(1);
    note(2);
    if (setjmp(outside) == 0) {
        (void)crew_loop_turn(loop);
        fail_msg("it did not leave");
    }
    assert_string_equal(order, "ab");
    turn_at_once();
    assert_string_equal(order, "abcd");
}

TEST(a_timer_runs_once_and_not_too_early)
{
    int64_t from = unit_now_ms();

    crew_source_after(&runners[0].source, 20);
    wait_until(runners[0].runs > 0, (void)crew_loop_turn(loop));
    assert_true(unit_now_ms() - from >= 19);
    assert_int_equal(runners[0].ready, CREW_READY_TIMER);
    crew_source_after(&runners[1].source, 40);
    wait_until(runners[1].runs > 0, (void)crew_loop_turn(loop));
    assert_int_equal(runners[0].runs, 1);
}

TEST(timers_run_in_the_order_of_their_moments)
{
    crew_source_after(&runners[0].source, 60);
    crew_source_after(&runners[1].source, 10);
    crew_source_after(&runners[2].source, 30);
    wait_until(runners[0].runs > 0, (void)crew_loop_turn(loop));
    assert_string_equal(order, "bca");
}

TEST(asking_again_moves_the_moment)
{
    crew_source_after(&runners[0].source, 1);
    crew_source_after(&runners[0].source, 60);
    crew_source_after(&runners[1].source, 20);
    wait_until(runners[0].runs > 0, (void)crew_loop_turn(loop));
    assert_string_equal(order, "ba");
}

TEST(a_cleared_timer_does_not_run)
{
    crew_source_after(&runners[0].source, 1);
    crew_source_clear(&runners[0].source);
    crew_source_after(&runners[1].source, 20);
    wait_until(runners[1].runs > 0, (void)crew_loop_turn(loop));
    assert_int_equal(runners[0].runs, 0);
}

TEST(a_timer_may_set_itself_again)
{
    int64_t from = unit_now_ms();

    for (int i = 1; i <= 3; i++) {
        crew_source_after(&runners[0].source, 5);
        wait_until(runners[0].runs == i, (void)crew_loop_turn(loop));
    }
    assert_true(unit_now_ms() - from >= 12);
}

/* ---- descriptors -------------------------------------------------------------------------------------------------------- */

static int pair[2];

static int start_with_pair(void **state)
{
    (void)start(state);
    wire_unix_pair(pair);
    crew_source_init(&runners[0].source, loop, pair[1], on_run);
    return 0;
}

static int stop_with_pair(void **state)
{
    (void)stop(state);
    (void)close(pair[0]);
    (void)close(pair[1]);
    return 0;
}

TEST(reading_is_reported_for_as_long_as_bytes_wait)
{
    char byte;

    crew_source_watch(&runners[0].source, CREW_READY_READ);
    assert_int_equal(crew_source_watched(&runners[0].source), CREW_READY_READ);
    turn_at_once();
    assert_int_equal(runners[0].runs, 0);
    wire_put(pair[0], "x");
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].ready, CREW_READY_READ);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 2);
    assert_int_equal(wire_take(pair[1], &byte, 1), 1);
    turn_at_once();
    assert_int_equal(runners[0].runs, 2);
}

TEST(reading_and_writing_are_reported_together)
{
    wire_put(pair[0], "x");
    crew_source_watch(&runners[0].source, CREW_READY_READ | CREW_READY_WRITE);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 1);
    assert_int_equal(runners[0].ready, CREW_READY_READ | CREW_READY_WRITE);
}

TEST(what_is_not_watched_any_more_is_not_reported)
{
    wire_put(pair[0], "x");
    crew_source_watch(&runners[0].source, CREW_READY_READ | CREW_READY_WRITE);
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].ready, CREW_READY_READ);
    crew_source_watch(&runners[0].source, CREW_READY_WRITE);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].ready, CREW_READY_WRITE);
    crew_source_watch(&runners[0].source, 0);
    turn_at_once();
    assert_int_equal(runners[0].runs, 2);
}

TEST(watching_the_same_twice_is_watching_once)
{
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    epoll_adds.calls = 0;
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    assert_int_equal(epoll_adds.calls, 0);
    wire_put(pair[0], "x");
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].runs, 1);
}

TEST(a_cleared_descriptor_is_not_reported)
{
    wire_put(pair[0], "x");
    crew_source_watch(&runners[0].source, CREW_READY_READ | CREW_READY_WRITE);
    crew_source_clear(&runners[0].source);
    assert_int_equal(crew_source_watched(&runners[0].source), 0);
    turn_at_once();
    assert_int_equal(runners[0].runs, 0);
}

TEST(the_end_of_the_peer_is_reported_as_something_to_read)
{
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    assert_int_equal(shutdown(pair[0], SHUT_RDWR), 0);
    (void)crew_loop_turn(loop);
    assert_int_equal(runners[0].ready, CREW_READY_READ);
}

TEST(watching_that_fails_for_want_of_memory_is_tried_again)
{
    if (strcmp(crew_loop_method(loop), "epoll") != 0) {
        skip();
    }
    epoll_adds.errors = fault_list(ENOMEM, ENOMEM, ENOSPC);
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    wire_put(pair[0], "x");
    wait_until(runners[0].runs > 0, (void)crew_loop_turn(loop));
    assert_int_equal(runners[0].ready, CREW_READY_READ);
    assert_true(faults_are_over(&epoll_adds));
}

TEST(both_directions_are_tried_again)
{
    if (strcmp(crew_loop_method(loop), "epoll") != 0) {
        skip();
    }
    epoll_adds.errors = fault_list(ENOMEM, ENOMEM, ENOMEM, ENOMEM, ENOMEM);
    wire_put(pair[0], "x");
    crew_source_watch(&runners[0].source, CREW_READY_READ | CREW_READY_WRITE);
    wait_until(runners[0].ready == (CREW_READY_READ | CREW_READY_WRITE), (void)crew_loop_turn(loop));
    assert_true(faults_are_over(&epoll_adds));
}

TEST(a_watch_given_up_meanwhile_is_not_tried_again)
{
    if (strcmp(crew_loop_method(loop), "epoll") != 0) {
        skip();
    }
    epoll_adds.errors = fault_list(ENOMEM);
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    crew_source_watch(&runners[0].source, 0);
    wire_put(pair[0], "x");
    turn_at_once();
    turn_at_once();
    assert_int_equal(runners[0].runs, 0);
    assert_int_equal(crew_source_watched(&runners[0].source), 0);
}

TEST(a_wait_that_fails_is_repeated)
{
    if (strcmp(crew_loop_method(loop), "epoll") != 0) {
        skip();
    }
    crew_source_watch(&runners[0].source, CREW_READY_READ);
    wire_put(pair[0], "x");
    epoll_waits.errors = fault_list(ENOMEM, EINTR, EINVAL, EINTR);
    wait_until(runners[0].runs > 0, (void)crew_loop_turn(loop));
    if (epoll_waits.calls == 0) {
        skip(); /* this libevent waits by another call */
    }
    assert_true(faults_are_over(&epoll_waits));
}

TEST(a_loop_leaves_no_descriptor_behind)
{
    int before = unit_open_fds();
    crew_loop *other = crew_loop_new(NULL);

    assert_non_null(other);
    crew_loop_free(other);
    assert_int_equal(unit_open_fds(), before);
}

#define loop_test(name) cmocka_unit_test_setup_teardown(name, start, stop)
#define pair_test(name) cmocka_unit_test_setup_teardown(name, start_with_pair, stop_with_pair)

int main(void)
{
    const struct CMUnitTest tests[] = {
        loop_test(versions_and_method_have_names),
        loop_test(a_loop_that_cannot_be_had_is_told),
        loop_test(notes_run_in_the_order_they_were_made),
        loop_test(several_notes_are_one_run_with_all_their_bits),
        loop_test(a_note_does_not_run_anything_by_itself),
        loop_test(a_source_that_notes_itself_runs_once_a_turn),
        loop_test(what_is_noted_during_a_turn_waits_for_the_next),
        loop_test(a_noted_source_that_is_cleared_does_not_run),
        loop_test(a_source_may_clear_itself),
        loop_test(a_cleared_source_can_be_used_again),
        loop_test(nothing_runs_after_a_stop_not_even_what_was_ready),
        loop_test(a_source_may_leave_by_longjmp_and_the_others_still_run),
        loop_test(a_timer_runs_once_and_not_too_early),
        loop_test(timers_run_in_the_order_of_their_moments),
        loop_test(asking_again_moves_the_moment),
        loop_test(a_cleared_timer_does_not_run),
        loop_test(a_timer_may_set_itself_again),
        pair_test(reading_is_reported_for_as_long_as_bytes_wait),
        pair_test(reading_and_writing_are_reported_together),
        pair_test(what_is_not_watched_any_more_is_not_reported),
        pair_test(watching_the_same_twice_is_watching_once),
        pair_test(a_cleared_descriptor_is_not_reported),
        pair_test(the_end_of_the_peer_is_reported_as_something_to_read),
        pair_test(watching_that_fails_for_want_of_memory_is_tried_again),
        pair_test(both_directions_are_tried_again),
        pair_test(a_watch_given_up_meanwhile_is_not_tried_again),
        pair_test(a_wait_that_fails_is_repeated),
        loop_test(a_loop_leaves_no_descriptor_behind),
    };

    return cmocka_run_group_tests_name("loop", tests, NULL, NULL);
}
