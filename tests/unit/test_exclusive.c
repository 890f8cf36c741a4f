#include "tests/unit/wire.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include "core/net/loop.h"

#define WAITERS 3

static int listener;
static int told[2]; /* a waiter's number for each time it was woken */
static int orders[WAITERS][2];
static pid_t waiters[WAITERS];
static char name;

static void on_connection(crew_source *source, unsigned ready)
{
    int fd = accept(source->fd, NULL, NULL);

    (void)ready;
    assert_int_equal(write(told[1], &name, 1), 1);
    if (fd >= 0) {
        (void)close(fd);
    }
}

typedef struct waiter {
    crew_source connections;
    crew_source orders;
} waiter;

/* Every order is to go to the end of the queue. */
static void on_order(crew_source *source, unsigned ready)
{
    waiter *self = CREW_CONTAINER_OF(source, waiter, orders);
    char byte;

    (void)ready;
    if (read(source->fd, &byte, 1) != 1) {
        _exit(0);
    }
    if (!crew_source_take_turns(&self->connections)) {
        name = '-';
    }
    assert_int_equal(write(told[1], &name, 1), 1);
}

static void waiter_live(int index)
{
    static waiter self;
    crew_loop *loop = crew_loop_new(NULL);

    name = (char)('a' + index);
    crew_source_init(&self.connections, loop, listener, on_connection);
    crew_source_init(&self.orders, loop, orders[index][0], on_order);
    crew_source_watch(&self.connections, CREW_READY_READ);
    crew_source_watch(&self.orders, CREW_READY_READ);
    for (;;) {
        (void)crew_loop_turn(loop);
    }
}

static char next_told(void)
{
    char byte = '?';

    assert_int_equal(read(told[0], &byte, 1), 1);
    return byte;
}

static char order(int index)
{
    assert_int_equal(write(orders[index][1], "x", 1), 1);
    return next_told();
}

/* Who was woken for one connection; '*' when it was more than one. */
static char woken_by_one(void)
{
    struct pollfd more = {.fd = told[0], .events = POLLIN};
    int client = wire_connect(wire_port(listener));
    char first = next_told();

    (void)close(client);
    return poll(&more, 1, 100) == 0 ? first : '*';
}

/* The state letter of a process, from proc(5). */
static bool waiter_sleeps(pid_t pid)
{
    char path[64];
    char text[256] = "";
    FILE *file;

    (void)snprintf(path, sizeof path, "/proc/%ld/stat", (long)pid);
    file = fopen(path, "r");
    if (file != NULL) {
        (void)fgets(text, sizeof text, file);
        (void)fclose(file);
    }
    return strstr(text, ") S ") != NULL;
}

static int start(void **state)
{
    (void)state;
    unit_catch_log();
    listener = wire_listen(16);
    wire_set_nonblocking(listener);
    assert_int_equal(pipe(told), 0);
    for (int i = 0; i < WAITERS; i++) {
        assert_int_equal(pipe(orders[i]), 0);
        waiters[i] = fork();
        assert_true(waiters[i] >= 0);
        if (waiters[i] == 0) {
            waiter_live(i);
        }
    }
    return 0;
}

static int stop(void **state)
{
    (void)state;
    for (int i = 0; i < WAITERS; i++) {
        (void)kill(waiters[i], SIGKILL);
        (void)waitpid(waiters[i], NULL, 0);
        (void)close(orders[i][0]);
        (void)close(orders[i][1]);
    }
    (void)close(told[0]);
    (void)close(told[1]);
    return close(listener);
}

TEST(one_is_woken_for_each_connection_and_they_take_turns)
{
    for (int i = 0; i < WAITERS; i++) {
        char answer = order(i);

        if (answer == '-') {
            skip(); /* not here */
        }
        assert_int_equal(answer, 'a' + i);
    }
    for (int i = 0; i < WAITERS; i++) {
        wait_until(waiter_sleeps(waiters[i]), unit_nap());
    }
    assert_int_equal(woken_by_one(), 'a');
    assert_int_equal(woken_by_one(), 'a'); /* until it goes to the end */
    assert_int_equal(order(0), 'a');
    assert_int_equal(woken_by_one(), 'b');
    assert_int_equal(order(1), 'b');
    assert_int_equal(woken_by_one(), 'c');
    assert_int_equal(order(2), 'c');
    assert_int_equal(woken_by_one(), 'a');
}

TEST(what_is_not_watched_cannot_take_turns)
{
    crew_loop *loop = crew_loop_new(NULL);
    crew_source source;

    crew_source_init(&source, loop, listener, on_connection);
    assert_false(crew_source_take_turns(&source));
    crew_source_watch(&source, CREW_READY_READ);
    (void)crew_source_take_turns(&source);
    crew_source_watch(&source, 0);
    assert_false(crew_source_take_turns(&source));
    crew_source_watch(&source, CREW_READY_READ);
    crew_source_clear(&source);
    crew_loop_free(loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_is_woken_for_each_connection_and_they_take_turns, start, stop),
        cmocka_unit_test_setup_teardown(what_is_not_watched_cannot_take_turns, start, stop),
    };

    return cmocka_run_group_tests_name("exclusive", tests, NULL, NULL);
}
