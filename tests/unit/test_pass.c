#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/net/pass.h"

static crew_pass way;
static struct sockaddr_storage peer;
static socklen_t len;

static int start(void **state)
{
    (void)state;
    return crew_pass_open(&way, NULL);
}

static int stop(void **state)
{
    (void)state;
    crew_pass_close(&way);
    return 0;
}

static int receive(void)
{
    len = sizeof peer;
    return crew_pass_receive(way.from, (struct sockaddr *)(void *)&peer, &len);
}

TEST(a_descriptor_arrives_with_its_peer_and_closes_on_exec)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = "/somewhere"};
    struct stat before;
    struct stat after;
    int fd = open("/dev/null", O_RDONLY);
    int got;

    assert_true(crew_pass_send(way.to, fd, (struct sockaddr *)(void *)&at, sizeof at));
    got = receive();
    assert_true(got >= 0 && got != fd);
    assert_int_equal(len, sizeof at);
    assert_memory_equal(&peer, &at, sizeof at);
    assert_int_equal(fstat(fd, &before), 0);
    assert_int_equal(fstat(got, &after), 0);
    assert_true(before.st_rdev == after.st_rdev);
    assert_int_equal(fcntl(got, F_GETFD), FD_CLOEXEC);
    (void)close(fd);
    (void)close(got);
}

TEST(one_without_an_address_arrives_too)
{
    int got;

    assert_true(crew_pass_send(way.to, STDIN_FILENO, NULL, 0));
    got = receive();
    assert_true(got >= 0);
    assert_int_equal(((struct sockaddr *)(void *)&peer)->sa_family, AF_UNSPEC);
    (void)close(got);
}

TEST(nothing_there_is_no_error_and_nor_is_a_sender_that_is_gone)
{
    assert_int_equal(receive(), -1);
    assert_int_equal(errno, EAGAIN);
    (void)close(way.to);
    way.to = -1;
    assert_int_equal(receive(), -1);
    assert_int_equal(errno, EAGAIN);
}

TEST(a_full_way_refuses)
{
    int sent = 0;

    while (sent < 100000 && crew_pass_send(way.to, STDIN_FILENO, NULL, 0)) {
        sent++;
    }
    assert_true(sent > 4 && sent < 100000);
}

TEST(who_has_no_descriptor_left_loses_none)
{
    struct rlimit before;
    struct rlimit none;
    int got;

    assert_true(crew_pass_send(way.to, STDIN_FILENO, NULL, 0));
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    none = before;
    none.rlim_cur = 3; /* all below are open */
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
    got = receive();
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(got, -1);
    got = receive();
    assert_true(got >= 0);
    (void)close(got);
}

#define pass_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        pass_test(a_descriptor_arrives_with_its_peer_and_closes_on_exec),
        pass_test(one_without_an_address_arrives_too),
        pass_test(nothing_there_is_no_error_and_nor_is_a_sender_that_is_gone),
        pass_test(a_full_way_refuses),
        pass_test(who_has_no_descriptor_left_loses_none),
    };

    return cmocka_run_group_tests_name("pass", tests, NULL, NULL);
}
