#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/clock.h"

/* The engine's own, with a clock that goes on when it is told to: a moment is short, and a busy machine's pauses are longer. */
static int64_t now_ms = 1000000;

static int64_t told_clock_ms(void)
{
    return now_ms;
}

#define crew_clock_ms told_clock_ms
#include "core/proc/dispatch.c"

#define SLOTS 3

static crew_scoreboard *board;
static crew_dispatch *dispatch;

/* Every slot is served by the process with the same number. */
static int start(void **state)
{
    (void)state;
    board = crew_scoreboard_new(SLOTS, NULL);
    dispatch = crew_dispatch_new(board, 100, NULL);
    if (dispatch == NULL || crew_dispatch_open(dispatch, SLOTS, NULL) != 0) {
        return -1;
    }
    for (int i = 0; i < SLOTS; i++) {
        crew_dispatch_attach(dispatch, i, i);
    }
    return 0;
}

static int stop(void **state)
{
    (void)state;
    crew_dispatch_free(dispatch);
    crew_scoreboard_free(board);
    return 0;
}

static bool place(void)
{
    crew_parcel parcel = {.fd = open("/dev/null", O_RDONLY)};
    bool is_placed = crew_dispatch_place(dispatch, &parcel);

    if (!is_placed) {
        (void)close(parcel.fd);
    }
    return is_placed;
}

/* A worker takes all that has come for it; returns how many. */
static int take(int slot)
{
    struct sockaddr_storage peer;
    socklen_t len = sizeof peer;
    int taken = 0;
    int fd;

    while ((fd = crew_pass_receive(crew_dispatch_fd(dispatch, slot), (struct sockaddr *)(void *)&peer, &len)) >= 0) {
        crew_dispatch_took(dispatch, slot);
        crew_scoreboard_at(board, slot)->traffic.connections++;
        (void)close(fd);
        taken++;
        len = sizeof peer;
    }
    return taken;
}

TEST(equals_get_one_after_the_other)
{
    for (int i = 0; i < 2 * SLOTS; i++) {
        assert_true(place());
    }
    for (int i = 0; i < SLOTS; i++) {
        assert_int_equal(take(i), 2);
    }
    assert_false(crew_dispatch_is_pending(dispatch));
}

TEST(who_has_fewer_gets_more)
{
    crew_scoreboard_at(board, 0)->traffic.connections = 9;
    crew_scoreboard_at(board, 2)->traffic.connections = 9;
    for (int i = 0; i < 3; i++) {
        assert_true(place());
    }
    assert_int_equal(take(0), 0);
    assert_int_equal(take(1), 3);
    assert_int_equal(take(2), 0);
}

TEST(who_does_not_take_them_gets_only_a_few)
{
    int placed = 0;

    while (placed < 100 && place()) {
        placed++;
    }
    assert_true(placed >= SLOTS && placed <= SLOTS * 8);
    assert_int_equal(take(0), placed / SLOTS);
    assert_true(place());
}

TEST(who_is_in_one_callback_for_long_or_full_or_gone_gets_none)
{
    crew_scoreboard_at(board, 0)->busy_since_ms = crew_clock_ms() - 1000;
    crew_scoreboard_at(board, 1)->traffic.connections = 100;
    assert_true(crew_dispatch_detach(dispatch, 2, 2));
    assert_false(crew_dispatch_detach(dispatch, 2, 2));
    assert_false(place());
    crew_dispatch_attach(dispatch, 2, 2);
    assert_true(place());
    assert_int_equal(take(2), 1);
}

TEST(what_does_not_move_is_handed_to_others)
{
    crew_parcel none = {.fd = -1};

    crew_scoreboard_at(board, 1)->traffic.connections = 50;
    crew_scoreboard_at(board, 2)->traffic.connections = 50;
    assert_true(place() && place());
    now_ms += CREW_DISPATCH_MOMENT_MS + 2;
    crew_dispatch_take_back(dispatch, &none);
    assert_int_equal(none.fd, -1);
    assert_int_equal(take(0), 0);
    assert_int_equal(take(1) + take(2), 2);
    assert_false(crew_dispatch_is_pending(dispatch));
}

TEST(what_was_taken_and_never_counted_is_forgotten)
{
    crew_parcel none = {.fd = -1};
    struct sockaddr_storage peer;
    socklen_t len = sizeof peer;

    crew_scoreboard_at(board, 1)->traffic.connections = 50;
    crew_scoreboard_at(board, 2)->traffic.connections = 50;
    assert_true(place());
    (void)close(crew_pass_receive(crew_dispatch_fd(dispatch, 0), (struct sockaddr *)(void *)&peer, &len)); /* and it was killed */
    now_ms += CREW_DISPATCH_MOMENT_MS + 2;
    assert_true(crew_dispatch_is_pending(dispatch));
    crew_dispatch_take_back(dispatch, &none);
    assert_false(crew_dispatch_is_pending(dispatch));
}

TEST(at_the_end_it_goes_to_one_who_serves)
{
    crew_parcel parcel = {.fd = open("/dev/null", O_RDONLY)};

    assert_true(crew_dispatch_detach(dispatch, 0, 0));
    crew_scoreboard_at(board, 1)->busy_since_ms = 1;
    crew_scoreboard_at(board, 2)->busy_since_ms = 1;
    assert_false(place());
    assert_true(crew_dispatch_leave(dispatch, &parcel));
    assert_int_equal(parcel.fd, -1);
    assert_int_equal(take(0), 0);
    assert_int_equal(take(1) + take(2), 1);
}

#define dispatch_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        dispatch_test(equals_get_one_after_the_other),
        dispatch_test(who_has_fewer_gets_more),
        dispatch_test(who_does_not_take_them_gets_only_a_few),
        dispatch_test(who_is_in_one_callback_for_long_or_full_or_gone_gets_none),
        dispatch_test(what_does_not_move_is_handed_to_others),
        dispatch_test(what_was_taken_and_never_counted_is_forgotten),
        dispatch_test(at_the_end_it_goes_to_one_who_serves),
    };

    return cmocka_run_group_tests_name("dispatch", tests, NULL, NULL);
}
