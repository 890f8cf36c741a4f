#include "tests/unit/unit.h"

#include <netinet/in.h>

#include "core/proc/inherit.h"
#include "core/proc/upgrade.h"

TEST(entries_are_read_one_after_the_other)
{
    const char *text = "7:0:tcp://127.0.0.1:80;8:1:tcp://127.0.0.1:80;9:s:unix:///run/a b";
    crew_inherit_entry entry;

    assert_true(crew_inherit_next(&text, &entry));
    assert_int_equal(entry.fd, 7);
    assert_int_equal(entry.slot, 0);
    assert_true(crew_span_eq(entry.address, crew_span_str("tcp://127.0.0.1:80")));
    assert_true(crew_inherit_next(&text, &entry));
    assert_int_equal(entry.slot, 1);
    assert_true(crew_inherit_next(&text, &entry));
    assert_int_equal(entry.slot, -1);
    assert_true(crew_span_eq(entry.address, crew_span_str("unix:///run/a b")));
    assert_false(crew_inherit_next(&text, &entry));
}

TEST(what_is_no_entry_ends_the_list)
{
    static const char *const bad[] = {"", ";", "7", "7:", "7:0", "7:0:", "7:0:;", "2:0:tcp://a:1", "-7:0:tcp://a:1", "x:0:tcp://a:1",
        "7:x:tcp://a:1", "7:-1:tcp://a:1", "99999999999999999999:0:tcp://a:1", "7;0;tcp://a:1"};
    crew_inherit_entry entry;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const char *text = bad[i];

        assert_false(crew_inherit_next(&text, &entry));
    }
}

TEST(sockets_for_another_process_are_not_ours)
{
    assert_int_equal(crew_inherit_listen_fds("42", "3", 42), 3);
    assert_int_equal(crew_inherit_listen_fds("43", "3", 42), 0);
    assert_int_equal(crew_inherit_listen_fds(NULL, "3", 42), 0);
    assert_int_equal(crew_inherit_listen_fds("42", NULL, 42), 0);
    assert_int_equal(crew_inherit_listen_fds("42", "", 42), 0);
    assert_int_equal(crew_inherit_listen_fds("42", "0", 42), 0);
    assert_int_equal(crew_inherit_listen_fds("42", "3x", 42), 0);
    assert_int_equal(crew_inherit_listen_fds("42x", "3", 42), 0);
    assert_int_equal(crew_inherit_listen_fds("42", "1000000", 42), 0);
}

TEST(a_readiness_has_a_pid_and_a_descriptor)
{
    long pid;
    int fd;

    assert_true(crew_upgrade_parse("42:7", &pid, &fd));
    assert_int_equal(pid, 42);
    assert_int_equal(fd, 7);
    assert_false(crew_upgrade_parse(NULL, &pid, &fd));
    assert_false(crew_upgrade_parse("42", &pid, &fd));
    assert_false(crew_upgrade_parse("42:7:", &pid, &fd));
    assert_false(crew_upgrade_parse("42:1", &pid, &fd));
}

static const struct sockaddr *address(const char *text)
{
    static crew_addr parsed[2];
    static int next;
    crew_addr *at = &parsed[next++ % 2];

    memset(at, 0, sizeof *at);
    assert_int_equal(crew_addr_parse(crew_span_str(text), text[0] == '/', at, NULL), 0);
    return (const struct sockaddr *)(const void *)&at->at[0];
}

TEST(a_socket_is_what_was_asked_for_when_it_has_the_address)
{
    assert_true(crew_inherit_matches(address("127.0.0.1:80"), address("127.0.0.1:80")));
    assert_false(crew_inherit_matches(address("127.0.0.1:80"), address("127.0.0.1:81")));
    assert_false(crew_inherit_matches(address("127.0.0.1:80"), address("127.0.0.2:80")));
    assert_false(crew_inherit_matches(address("127.0.0.1:80"), address("0.0.0.0:80")));
    assert_true(crew_inherit_matches(address("[::1]:80"), address("[::1]:80")));
    assert_true(crew_inherit_matches(address("[::]:80"), address("0.0.0.0:80")));
    assert_false(crew_inherit_matches(address("[::]:80"), address("127.0.0.1:80")));
    assert_true(crew_inherit_matches(address("/run/a"), address("/run/a")));
    assert_false(crew_inherit_matches(address("/run/a"), address("/run/b")));
    assert_false(crew_inherit_matches(address("/run/a"), address("127.0.0.1:80")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_are_read_one_after_the_other),
        cmocka_unit_test(what_is_no_entry_ends_the_list),
        cmocka_unit_test(sockets_for_another_process_are_not_ours),
        cmocka_unit_test(a_readiness_has_a_pid_and_a_descriptor),
        cmocka_unit_test(a_socket_is_what_was_asked_for_when_it_has_the_address),
    };

    return cmocka_run_group_tests_name("inherit", tests, NULL, NULL);
}
