#include "tests/unit/wire.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "core/net/addr.h"
#include "tests/unit/faulty_sock.h"

static const crew_sock_options defaults = {.backlog = 16, .tcp_nodelay = 1, .ipv6_v6only = -1, .keepalive = 1};

static crew_err err;
static char folder[] = "/tmp/crew-test-sock-XXXXXX";

static int start(void **state)
{
    (void)state;
    memset(&err, 0, sizeof err);
    memset(&recvs, 0, sizeof recvs);
    memset(&sends, 0, sizeof sends);
    return 0;
}

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static int listen_at(int port, const crew_sock_options *options)
{
    struct sockaddr_in at = wire_loopback(port);

    return crew_sock_listen((const struct sockaddr *)(const void *)&at, sizeof at, options, &err);
}

static struct sockaddr_un unix_at(const char *name)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};

    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s/%s", folder, name);
    return at;
}

static int listen_unix(const struct sockaddr_un *at)
{
    return crew_sock_listen((const struct sockaddr *)(const void *)at, sizeof *at, &defaults, &err);
}

static int option_of(int fd, int level, int option)
{
    int value = -1;
    socklen_t len = sizeof value;

    assert_int_equal(getsockopt(fd, level, option, &value, &len), 0);
    return value;
}

static void assert_born_right(int fd)
{
    assert_true(fcntl(fd, F_GETFL) & O_NONBLOCK);
    assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
}

/* ---- being born --------------------------------------------------------------------------------------------------------- */

TEST(a_socket_is_born_nonblocking_and_close_on_exec)
{
    int fd = crew_sock_open(AF_INET);

    assert_true(fd >= 0);
    assert_born_right(fd);
    crew_sock_close(fd);
}

TEST(a_family_that_is_none_is_refused)
{
    assert_int_equal(crew_sock_open(12345), -1);
    assert_int_not_equal(errno, 0);
}

TEST(an_accepted_socket_is_born_nonblocking_and_close_on_exec)
{
    struct sockaddr_storage peer;
    socklen_t len = sizeof peer;
    struct sockaddr_in mine;
    socklen_t mine_len = sizeof mine;
    int listener = listen_at(0, &defaults);
    int client = wire_connect(wire_port(listener));
    int fd = crew_sock_accept(listener, (struct sockaddr *)(void *)&peer, &len);

    assert_true(fd >= 0);
    assert_born_right(fd);
    assert_int_equal(getsockname(client, (struct sockaddr *)(void *)&mine, &mine_len), 0);
    assert_int_equal(crew_addr_port((struct sockaddr *)(void *)&peer), ntohs(mine.sin_port));
    (void)close(fd);
    (void)close(client);
    crew_sock_close(listener);
}

TEST(with_nobody_waiting_accepting_says_try_again)
{
    struct sockaddr_storage peer;
    socklen_t len = sizeof peer;
    int listener = listen_at(0, &defaults);

    assert_born_right(listener);
    assert_int_equal(crew_sock_accept(listener, (struct sockaddr *)(void *)&peer, &len), -1);
    assert_true(crew_sock_is_retry(errno));
    crew_sock_close(listener);
}

TEST(closing_keeps_errno)
{
    errno = ENOENT;
    crew_sock_close(-1);
    assert_int_equal(errno, ENOENT);
}

/* ---- listening ---------------------------------------------------------------------------------------------------------- */

TEST(accepted_sockets_inherit_the_options_of_the_listening_one)
{
    crew_sock_options options = {
        .backlog = 16, .tcp_nodelay = 1, .ipv6_v6only = -1, .keepalive = 1, .keepidle = 33, .keepintvl = 22, .keepcnt = 11};
    int listener = listen_at(0, &options);
    int client = wire_connect(wire_port(listener));
    int fd = accept(listener, NULL, NULL);

    assert_true(fd >= 0);
    assert_int_not_equal(option_of(fd, IPPROTO_TCP, TCP_NODELAY), 0);
    assert_int_not_equal(option_of(fd, SOL_SOCKET, SO_KEEPALIVE), 0);
#ifdef __linux__
    assert_int_equal(option_of(fd, IPPROTO_TCP, TCP_KEEPIDLE), 33);
    assert_int_equal(option_of(fd, IPPROTO_TCP, TCP_KEEPINTVL), 22);
    assert_int_equal(option_of(fd, IPPROTO_TCP, TCP_KEEPCNT), 11);
#endif
    (void)close(fd);
    (void)close(client);
    crew_sock_close(listener);
}

TEST(options_that_are_off_are_off)
{
    crew_sock_options options = {.backlog = 16, .ipv6_v6only = -1};
    int listener = listen_at(0, &options);

    assert_int_equal(option_of(listener, IPPROTO_TCP, TCP_NODELAY), 0);
    assert_int_equal(option_of(listener, SOL_SOCKET, SO_KEEPALIVE), 0);
    assert_int_equal(option_of(listener, SOL_SOCKET, SO_REUSEPORT), 0);
    crew_sock_close(listener);
}

TEST(ipv6_only_is_as_asked_for)
{
    struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_ANY_INIT};
    crew_sock_options options = defaults;

    for (options.ipv6_v6only = 0; options.ipv6_v6only <= 1; options.ipv6_v6only++) {
        int fd = crew_sock_listen((struct sockaddr *)(void *)&at, sizeof at, &options, &err);

        if (fd < 0) {
            skip(); /* no IPv6 here */
        }
        assert_int_equal(option_of(fd, IPPROTO_IPV6, IPV6_V6ONLY), options.ipv6_v6only);
        crew_sock_close(fd);
    }
}

TEST(a_port_in_use_names_its_process)
{
    int listener = listen_at(0, &defaults);
    int port = wire_port(listener);
    char words[64];

    assert_int_equal(listen_at(port, &defaults), -1);
    assert_int_equal(err.code, CREW_EIN_USE);
    (void)snprintf(words, sizeof words, "127.0.0.1:%d is in use by ", port);
    assert_words(words, err.text);
#ifdef __linux__
    (void)snprintf(words, sizeof words, "pid %ld (test_sock)", (long)getpid());
    if (access("/proc/net/tcp", R_OK) == 0 && strstr(err.text, "(memcheck") == NULL) {
        assert_words(words, err.text);
    }
#endif
    crew_sock_close(listener);
}

TEST(an_ipv6_port_in_use_is_told_as_well)
{
    struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int listener = crew_sock_listen((struct sockaddr *)(void *)&at, sizeof at, &defaults, &err);
    struct sockaddr_storage bound;
    socklen_t len;

    if (listener < 0) {
        skip();
    }
    assert_int_equal(crew_sock_local(listener, &bound, &len), 0);
    assert_int_equal(crew_sock_listen((struct sockaddr *)(void *)&bound, len, &defaults, &err), -1);
    assert_int_equal(err.code, CREW_EIN_USE);
    assert_words("[::1]:", err.text);
    assert_words(" is in use by ", err.text);
    crew_sock_close(listener);
}

TEST(a_refused_socket_is_closed_again)
{
    int listener = listen_at(0, &defaults);
    int before = unit_open_fds();

    assert_int_equal(listen_at(wire_port(listener), &defaults), -1);
    assert_int_equal(unit_open_fds(), before);
    crew_sock_close(listener);
}

TEST(an_address_that_is_not_ours_cannot_be_had)
{
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0xC0000201)}; /* 192.0.2.1, for documentation */

    assert_int_equal(crew_sock_listen((struct sockaddr *)(void *)&at, sizeof at, &defaults, &err), -1);
    assert_int_equal(err.code, CREW_ESYSTEM);
    assert_words("cannot listen on 192.0.2.1:0: ", err.text);
}

TEST(a_port_may_be_had_again_while_old_connections_fade)
{
    int listener = listen_at(0, &defaults);
    int port = wire_port(listener);
    int client = wire_connect(port);
    int fd = accept(listener, NULL, NULL);

    (void)close(fd); /* first, so that it is this side that waits in TIME_WAIT */
    (void)close(client);
    crew_sock_close(listener);
    listener = listen_at(port, &defaults);
    assert_true(listener >= 0);
    crew_sock_close(listener);
}

TEST(a_shared_port_can_be_had_twice)
{
    crew_sock_options options = defaults;
    int one;
    int two;

    options.reuse_port = 1;
    one = listen_at(0, &options);
    two = listen_at(wire_port(one), &options);
    assert_true(one >= 0 && two >= 0);
    assert_int_equal(wire_port(one), wire_port(two));
    crew_sock_close(one);
    crew_sock_close(two);
}

TEST(probing_sees_a_port_that_could_be_shared_as_taken)
{
    crew_sock_options options = defaults;
    struct sockaddr_in at;
    int listener;

    options.reuse_port = 1;
    listener = listen_at(0, &options);
    at = wire_loopback(wire_port(listener));
    assert_int_equal(crew_sock_probe((struct sockaddr *)(void *)&at, sizeof at, &options, &err), CREW_EIN_USE);
    assert_words("is in use by", err.text);
    crew_sock_close(listener);
}

TEST(probing_leaves_a_free_port_free)
{
    int listener = listen_at(0, &defaults);
    struct sockaddr_in at = wire_loopback(wire_port(listener));
    int before;

    crew_sock_close(listener);
    before = unit_open_fds();
    assert_int_equal(crew_sock_probe((struct sockaddr *)(void *)&at, sizeof at, &defaults, &err), 0);
    assert_int_equal(unit_open_fds(), before);
    listener = listen_at(ntohs(at.sin_port), &defaults);
    assert_true(listener >= 0);
    crew_sock_close(listener);
}

TEST(the_local_address_is_told)
{
    int listener = listen_at(0, &defaults);
    struct sockaddr_storage at;
    socklen_t len;

    assert_int_equal(crew_sock_local(listener, &at, &len), 0);
    assert_int_equal(at.ss_family, AF_INET);
    assert_int_equal(crew_addr_port((struct sockaddr *)(void *)&at), wire_port(listener));
    assert_int_not_equal(crew_sock_local(-1, &at, &len), 0);
    crew_sock_close(listener);
}

/* ---- unix paths --------------------------------------------------------------------------------------------------------- */

TEST(a_unix_path_is_served)
{
    struct sockaddr_un at = unix_at("new");
    int listener = listen_unix(&at);
    int client = socket(AF_UNIX, SOCK_STREAM, 0);

    assert_true(listener >= 0);
    assert_int_equal(connect(client, (struct sockaddr *)(void *)&at, sizeof at), 0);
    (void)close(client);
    crew_sock_close(listener);
    assert_int_equal(unlink(at.sun_path), 0);
}

TEST(a_path_whose_owner_is_gone_is_taken_over)
{
    struct sockaddr_un at = unix_at("stale");
    int listener = listen_unix(&at);

    assert_true(listener >= 0);
    crew_sock_close(listener); /* without removing the path, as a killed process does */
    listener = listen_unix(&at);
    assert_true(listener >= 0);
    crew_sock_close(listener);
    assert_int_equal(unlink(at.sun_path), 0);
}

TEST(a_path_whose_owner_lives_is_not_taken_over)
{
    struct sockaddr_un at = unix_at("live");
    int listener = listen_unix(&at);
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    int before = unit_open_fds();

    assert_int_equal(listen_unix(&at), -1);
    assert_int_equal(err.code, CREW_EIN_USE);
    assert_words(at.sun_path, err.text);
    assert_words("is in use", err.text);
    assert_int_equal(unit_open_fds(), before);
    assert_int_equal(connect(client, (struct sockaddr *)(void *)&at, sizeof at), 0);
    (void)close(client);
    crew_sock_close(listener);
    assert_int_equal(unlink(at.sun_path), 0);
}

TEST(a_path_whose_owner_is_too_busy_to_answer_is_not_taken_over)
{
    struct sockaddr_un at = unix_at("busy");
    crew_sock_options options = defaults;
    int clients[8];
    int count = 0;
    int listener;

    options.backlog = 1;
    listener = crew_sock_listen((struct sockaddr *)(void *)&at, sizeof at, &options, &err);
    assert_true(listener >= 0);
    for (; count < 8; count++) {
        clients[count] = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (connect(clients[count], (struct sockaddr *)(void *)&at, sizeof at) != 0) {
            (void)close(clients[count]);
            break;
        }
    }
    assert_true(count < 8);
    assert_int_equal(listen_unix(&at), -1);
    assert_int_equal(err.code, CREW_EIN_USE);
    while (count > 0) {
        (void)close(clients[--count]);
    }
    crew_sock_close(listener);
    assert_int_equal(unlink(at.sun_path), 0);
}

TEST(a_path_that_is_a_file_is_left_alone)
{
    struct sockaddr_un at = unix_at("file");
    struct stat about;
    int file = open(at.sun_path, O_CREAT | O_WRONLY, 0600);

    assert_true(file >= 0);
    (void)close(file);
    assert_int_equal(listen_unix(&at), -1);
    assert_int_equal(err.code, CREW_EIN_USE);
    assert_int_equal(stat(at.sun_path, &about), 0);
    assert_true(S_ISREG(about.st_mode));
    assert_int_equal(unlink(at.sun_path), 0);
}

TEST(a_path_in_a_folder_that_is_not_there)
{
    struct sockaddr_un at = unix_at("no/such");

    assert_int_equal(listen_unix(&at), -1);
    assert_int_equal(err.code, CREW_ESYSTEM);
    assert_words(at.sun_path, err.text);
}

TEST(probing_a_unix_path_of_the_living)
{
    struct sockaddr_un at = unix_at("probed");
    int listener = listen_unix(&at);

    assert_int_equal(crew_sock_probe((struct sockaddr *)(void *)&at, sizeof at, &defaults, &err), CREW_EIN_USE);
    crew_sock_close(listener);
    assert_int_equal(unlink(at.sun_path), 0);
}

/* ---- bytes -------------------------------------------------------------------------------------------------------------- */

TEST(parts_arrive_as_one)
{
    const crew_span parts[] = {crew_span_str("one"), crew_span_str(""), crew_span_str("two"), crew_span_str("\n")};
    char got[16];
    int pair[2];

    wire_tcp_pair(pair);
    assert_int_equal(crew_sock_send(pair[1], parts, 4, false), 7);
    assert_int_equal(sends.calls, 1);
    assert_int_equal(recv(pair[0], got, 7, MSG_WAITALL), 7);
    assert_memory_equal(got, "onetwo\n", 7);
    (void)close(pair[0]);
    (void)close(pair[1]);
}

TEST(an_interrupted_call_is_repeated)
{
    const crew_span parts[] = {crew_span_str("one"), crew_span_str("two")};
    char got[16];
    int pair[2];

    wire_tcp_pair(pair);
    sends.errors = fault_list(EINTR, EINTR);
    assert_int_equal(crew_sock_send(pair[1], parts, 1, false), 3);
    sends.errors = fault_list(EINTR);
    assert_int_equal(crew_sock_send(pair[1], parts, 2, false), 6);
    wire_put(pair[0], "back");
    recvs.errors = fault_list(EINTR, EINTR);
    assert_int_equal(crew_sock_recv(pair[1], got, sizeof got), 4);
    assert_int_equal(recv(pair[0], got, 9, MSG_WAITALL), 9);
    assert_memory_equal(got, "oneonetwo", 9);
    (void)close(pair[0]);
    (void)close(pair[1]);
}

TEST(nothing_to_read_and_no_room_to_write_say_try_again)
{
    static char block[65536];
    crew_span part = crew_span_of(block, sizeof block);
    char byte;
    int pair[2];

    wire_unix_pair(pair);
    assert_int_equal(crew_sock_recv(pair[1], &byte, 1), -1);
    assert_true(crew_sock_is_retry(errno));
    while (crew_sock_send(pair[1], &part, 1, false) > 0) {
    }
    assert_true(crew_sock_is_retry(errno));
    assert_false(crew_sock_is_peer_gone(errno));
    (void)close(pair[0]);
    (void)close(pair[1]);
}

TEST(the_end_reads_as_nothing)
{
    char byte;
    int pair[2];

    wire_tcp_pair(pair);
    (void)close(pair[0]);
    assert_int_equal(crew_sock_recv(pair[1], &byte, 1), 0);
    (void)close(pair[1]);
}

TEST(writing_to_a_peer_that_is_gone_raises_no_signal)
{
    crew_span part = crew_span_str("hello");
    const crew_span parts[] = {part, part};
    int pair[2];

    (void)signal(SIGPIPE, SIG_DFL); /* it would end this program */
    wire_unix_pair(pair);
    (void)close(pair[0]);
    assert_int_equal(crew_sock_send(pair[1], &part, 1, false), -1);
    assert_int_equal(errno, EPIPE);
    assert_int_equal(crew_sock_send(pair[1], parts, 2, false), -1);
    assert_int_equal(errno, EPIPE);
    assert_true(crew_sock_is_peer_gone(errno));
    assert_false(crew_sock_is_retry(errno));
    (void)close(pair[1]);
}

TEST(a_reset_is_a_peer_that_is_gone)
{
    char byte;
    int pair[2];

    wire_tcp_pair(pair);
    wire_reset(pair[0]);
    assert_int_equal(crew_sock_recv(pair[1], &byte, 1), -1);
    assert_int_equal(errno, ECONNRESET);
    assert_true(crew_sock_is_peer_gone(errno));
    (void)close(pair[1]);
}

TEST(errors_are_sorted_into_later_gone_and_the_rest)
{
    static const int later[] = {EAGAIN, EWOULDBLOCK, EINTR, ENOBUFS, ENOMEM};
    static const int gone[] = {ECONNRESET, EPIPE, ETIMEDOUT, ENOTCONN, EHOSTUNREACH, ENETUNREACH};
    static const int rest[] = {EBADF, EINVAL, EIO, ENOTSOCK, EFAULT};

    for (size_t i = 0; i < sizeof later / sizeof later[0]; i++) {
        assert_true(crew_sock_is_retry(later[i]) && !crew_sock_is_peer_gone(later[i]));
    }
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
        assert_true(!crew_sock_is_retry(gone[i]) && crew_sock_is_peer_gone(gone[i]));
    }
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
        assert_true(!crew_sock_is_retry(rest[i]) && !crew_sock_is_peer_gone(rest[i]));
    }
}

#define sock_test(name) cmocka_unit_test_setup(name, start)

int main(void)
{
    const struct CMUnitTest tests[] = {
        sock_test(a_socket_is_born_nonblocking_and_close_on_exec),
        sock_test(a_family_that_is_none_is_refused),
        sock_test(an_accepted_socket_is_born_nonblocking_and_close_on_exec),
        sock_test(with_nobody_waiting_accepting_says_try_again),
        sock_test(closing_keeps_errno),
        sock_test(accepted_sockets_inherit_the_options_of_the_listening_one),
        sock_test(options_that_are_off_are_off),
        sock_test(ipv6_only_is_as_asked_for),
        sock_test(a_port_in_use_names_its_process),
        sock_test(an_ipv6_port_in_use_is_told_as_well),
        sock_test(a_refused_socket_is_closed_again),
        sock_test(an_address_that_is_not_ours_cannot_be_had),
        sock_test(a_port_may_be_had_again_while_old_connections_fade),
        sock_test(a_shared_port_can_be_had_twice),
        sock_test(probing_sees_a_port_that_could_be_shared_as_taken),
        sock_test(probing_leaves_a_free_port_free),
        sock_test(the_local_address_is_told),
        sock_test(a_unix_path_is_served),
        sock_test(a_path_whose_owner_is_gone_is_taken_over),
        sock_test(a_path_whose_owner_lives_is_not_taken_over),
        sock_test(a_path_whose_owner_is_too_busy_to_answer_is_not_taken_over),
        sock_test(a_path_that_is_a_file_is_left_alone),
        sock_test(a_path_in_a_folder_that_is_not_there),
        sock_test(probing_a_unix_path_of_the_living),
        sock_test(parts_arrive_as_one),
        sock_test(an_interrupted_call_is_repeated),
        sock_test(nothing_to_read_and_no_room_to_write_say_try_again),
        sock_test(the_end_reads_as_nothing),
        sock_test(writing_to_a_peer_that_is_gone_raises_no_signal),
        sock_test(a_reset_is_a_peer_that_is_gone),
        sock_test(errors_are_sorted_into_later_gone_and_the_rest),
    };

    return cmocka_run_group_tests_name("sock", tests, make_folder, remove_folder);
}
