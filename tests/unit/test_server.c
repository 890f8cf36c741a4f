#include "tests/unit/wire.h"

#include <netdb.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "core/crew.h"
#include "core/proc/server.h"

/* The host name "two." has the addresses 127.0.0.1 and 127.0.0.2. */
static int two_getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **found)
{
    int failed;

    if (strcmp(host, "two.") != 0) {
        return getaddrinfo(host, port, hints, found);
    }
    failed = getaddrinfo("127.0.0.1", port, hints, found);
    return failed != 0 ? failed : getaddrinfo("127.0.0.2", port, hints, &(*found)->ai_next);
}

static void two_freeaddrinfo(struct addrinfo *found)
{
    while (found != NULL) {
        struct addrinfo *next = found->ai_next;

        found->ai_next = NULL;
        freeaddrinfo(found);
        found = next;
    }
}

#define getaddrinfo two_getaddrinfo
#define freeaddrinfo two_freeaddrinfo
#include "core/net/addr.c"
#undef getaddrinfo
#undef freeaddrinfo

static crew_err err;
static crew_server *server;
static int fds_before;
static char folder[] = "/tmp/crew-test-server-XXXXXX";
static char path[64];
static char unix_address[80];

static int make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL) {
        return -1;
    }
    (void)snprintf(path, sizeof path, "%s/socket", folder);
    (void)snprintf(unix_address, sizeof unix_address, "unix://%s", path);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    (void)unlink(path);
    return rmdir(folder);
}

static int start(void **state)
{
    (void)state;
    memset(&err, 0, sizeof err);
    server = NULL;
    fds_before = unit_open_fds();
    return 0;
}

static int stop(void **state)
{
    (void)state;
    if (server != NULL) {
        crew_server_free(server);
    }
    return unit_open_fds() == fds_before ? 0 : -1;
}

static void serve(const char *address)
{
    server = crew_server_new(address, &err);
    if (server == NULL) {
        fail_msg("%s", err.text);
    }
}

static void set(const char *option, int64_t value)
{
    assert_int_equal(crew_server_set(server, option, value, &err), 1);
}

static void listen_now(void)
{
    if (crew_server_listen(server, &err) != 0) {
        fail_msg("%s", err.text);
    }
}

static const char *address(void)
{
    static char text[CREW_ADDRESS_TEXT];

    return crew_server_address(server, text);
}

static void refuses(const char *given, const char *words)
{
    memset(&err, 0, sizeof err);
    if (crew_server_new(given, &err) != NULL) {
        fail_msg("\"%s\" was accepted", given);
    }
    assert_int_equal(err.code, CREW_EADDRESS);
    assert_words(words, err.text);
}

/* ---- addresses ---------------------------------------------------------------------------------------------------------- */

TEST(each_scheme_has_its_protocol)
{
    serve("tcp://127.0.0.1:0");
    assert_false(crew_server_has_messages(server));
    assert_false(crew_server_is_unix(server));
    crew_server_free(server);
    serve("text://127.0.0.1:0");
    assert_true(crew_server_has_messages(server));
    crew_server_free(server);
    serve(unix_address);
    assert_false(crew_server_has_messages(server));
    assert_true(crew_server_is_unix(server));
    assert_string_equal(crew_server_given(server), unix_address);
}

TEST(a_scheme_that_is_not_known_may_be_the_hosts)
{
    assert_true(crew_span_eq(crew_server_foreign_scheme("mine://127.0.0.1:0"), crew_span_str("mine")));
    assert_int_equal(crew_server_foreign_scheme("frame://127.0.0.1:0").len, 0);
    assert_int_equal(crew_server_foreign_scheme("nothing").len, 0);
    server = crew_server_new_hosted("mine://127.0.0.1:0", &err);
    assert_non_null(server);
    assert_ptr_equal(crew_server_codec(server), &crew_codec_host);
    assert_string_equal(crew_server_given(server), "mine://127.0.0.1:0");
    crew_server_free(server);
    server = crew_server_new_hosted(unix_address, &err);
    assert_true(crew_server_has_messages(server));
    assert_true(crew_server_is_unix(server));
}

TEST(every_scheme_may_be_had_on_a_unix_path)
{
    char address[96];

    (void)snprintf(address, sizeof address, "http+unix://%s", path);
    serve(address);
    assert_true(crew_server_is_http(server));
    assert_true(crew_server_is_unix(server));
    assert_string_equal(crew_server_given(server), address);
    assert_string_equal(address + crew_server_path_at(address), path);
    crew_server_free(server);
    (void)snprintf(address, sizeof address, "mine+unix://%s", path);
    assert_true(crew_span_eq(crew_server_foreign_scheme(address), crew_span_str("mine")));
    server = crew_server_new_hosted(address, &err);
    assert_true(crew_server_is_unix(server));
}

TEST(only_unix_sockets_have_a_path)
{
    assert_int_equal(crew_server_path_at("unix://a"), 7);
    assert_int_equal(crew_server_path_at("text+unix://a"), 12);
    assert_int_equal(crew_server_path_at("text://a"), 0);
    assert_int_equal(crew_server_path_at("myunix://a"), 0);
    assert_int_equal(crew_server_path_at("unix:/a"), 0);
}

TEST(a_scheme_with_messages_takes_no_protocol_of_the_hosts)
{
    assert_null(crew_server_new_hosted("text://127.0.0.1:0", &err));
    assert_int_equal(err.code, CREW_ERANGE);
    assert_words("a protocol cannot be had on \"text://127.0.0.1:0\"", err.text);
    assert_null(crew_server_new_hosted("mine://nowhere", &err));
    assert_int_equal(err.code, CREW_EADDRESS);
    serve("tcp://127.0.0.1:0");
}

TEST(bytes_may_be_framed_as_declared)
{
    crew_length_field field = {.size = 2};

    serve("tcp://127.0.0.1:0");
    assert_int_equal(crew_server_frame_by_delimiter(server, crew_span_str("\r\n"), &err), 0);
    assert_ptr_equal(crew_server_codec(server), &crew_codec_delimiter);
    assert_int_equal(crew_server_framing(server)->delimiter_len, 2);
    crew_server_free(server);
    serve(unix_address);
    assert_int_equal(crew_server_frame_by_length(server, &field, &err), 0);
    assert_ptr_equal(crew_server_codec(server), &crew_codec_length);
    assert_int_equal(crew_server_framing(server)->length.size, 2);
}

TEST(messages_are_not_framed_twice)
{
    crew_length_field field = {.size = 2};

    serve("frame://127.0.0.1:0");
    assert_int_equal(crew_server_frame_by_delimiter(server, crew_span_str("x"), &err), CREW_ERANGE);
    assert_words("frame cannot be had on \"frame://127.0.0.1:0\"", err.text);
    assert_int_equal(crew_server_frame_by_length(server, &field, &err), CREW_ERANGE);
}

TEST(a_framing_that_cannot_be_used_changes_nothing)
{
    crew_length_field field = {.size = 7};

    serve("tcp://127.0.0.1:0");
    assert_int_equal(crew_server_frame_by_length(server, &field, &err), CREW_ERANGE);
    assert_int_equal(crew_server_frame_by_delimiter(server, crew_span_str(""), &err), CREW_ERANGE);
    assert_false(crew_server_has_messages(server));
}

TEST(addresses_that_cannot_be_understood_are_refused_with_the_way_out)
{
    refuses("", "cannot listen on \"\": expected scheme://host:port, for example tcp://0.0.0.0:9800");
    refuses("127.0.0.1:80", "cannot listen on \"127.0.0.1:80\": expected scheme://host:port");
    refuses("://127.0.0.1:80", "expected scheme://host:port");
    refuses("ftp://127.0.0.1:80", "cannot listen on \"ftp://127.0.0.1:80\": the scheme is none of ");
    refuses("TCP://127.0.0.1:80", "the scheme is none of ");
    refuses("tcp://127.0.0.1", "cannot listen on \"tcp://127.0.0.1\": expected host:port or [ipv6]:port");
    refuses("tcp://", "expected host:port");
    refuses("tcp://::1:80", "expected host:port or [ipv6]:port");
    refuses("text://127.0.0.1:65536", "the port must be a number from 0 to 65535, \"65536\" given");
    refuses("unix://", "expected a path");
}

TEST(a_long_address_is_cut_in_the_words)
{
    char long_address[3000] = "tcp://";

    memset(long_address + 6, 'x', sizeof long_address - 7);
    refuses(long_address, "expected host:port");
    memcpy(long_address, "unix:/", 6);
    long_address[6] = '/';
    refuses(long_address, "a unix socket's may have");
}

TEST(before_it_listens_the_address_is_the_given_one)
{
    serve("tcp://127.0.0.1:0");
    assert_string_equal(address(), "127.0.0.1:0");
    crew_server_free(server);
    serve(unix_address);
    assert_string_equal(address(), path);
}

/* ---- options ------------------------------------------------------------------------------------------------------------ */

TEST(every_option_has_its_range)
{
    static const struct {
        const char *name;
        int64_t min;
        int64_t max;
    } rows[] = {
        {"workerNum", 1, CREW_WORKERS_MAX},
        {"mode", CREW_MODE_SHARED, CREW_MODE_DISPATCH},
        {"reusePort", 0, 1},
        {"so_reuseport", 0, 1},
        {"stopTimeout", 0, 86400000},
        {"maxSendBufferSize", 1, INT64_C(68719476736)},
        {"maxPackageSize", 1, 1073741824},
        {"maxRequests", 0, INT64_C(1000000000000)},
        {"maxMemory", 0, INT64_C(1) << 50},
        {"maxLifetime", 0, INT64_C(31536000000)},
        {"maxConnections", 0, INT32_MAX},
        {"idleTimeout", 0, INT64_C(31536000000)},
        {"callbackTimeout", 0, 86400000},
        {"callbackTimeoutKills", 0, 1},
        {"backlog", 1, INT32_MAX},
        {"tcp_nodelay", 0, 1},
        {"ipv6_v6only", 0, 1},
        {"so_keepalive", 0, 1},
        {"tcp_keepidle", 1, 32767},
        {"tcp_keepintvl", 1, 32767},
        {"tcp_keepcnt", 1, 127},
    };

    serve("tcp://127.0.0.1:0");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        set(rows[i].name, rows[i].min);
        set(rows[i].name, rows[i].max);
        memset(&err, 0, sizeof err);
        assert_int_equal(crew_server_set(server, rows[i].name, rows[i].min - 1, &err), CREW_ERANGE);
        assert_int_equal(err.code, CREW_ERANGE);
        assert_words(rows[i].name, err.text);
        assert_int_equal(crew_server_set(server, rows[i].name, rows[i].max + 1, &err), CREW_ERANGE);
        assert_int_equal(crew_server_set(server, rows[i].name, INT64_MIN, &err), CREW_ERANGE);
        assert_int_equal(crew_server_set(server, rows[i].name, INT64_MAX, &err), CREW_ERANGE);
    }
}

TEST(an_option_that_does_not_exist_is_told_apart_from_a_wrong_value)
{
    assert_true(crew_server_knows("workerNum"));
    assert_false(crew_server_knows("workernum"));
    serve("tcp://127.0.0.1:0");
    assert_int_equal(crew_server_set(server, "workernum", 1, &err), 0);
    assert_int_equal(crew_server_set(server, "", 1, &err), 0);
    assert_int_equal(err.code, CREW_OK);
}

TEST(the_number_of_workers_is_that_of_the_cpus_until_it_is_set)
{
    serve("tcp://127.0.0.1:0");
    assert_true(crew_server_workers(server) >= 1);
    assert_true(crew_server_workers(server) <= CREW_WORKERS_MAX);
    set("workerNum", 7);
    assert_int_equal(crew_server_workers(server), 7);
}

TEST(only_those_cpus_count_that_this_process_may_use)
{
#ifdef __linux__
    cpu_set_t before;
    cpu_set_t one;
    int cpu = 0;

    assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
    while (!CPU_ISSET(cpu, &before)) {
        cpu++;
    }
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    serve("tcp://127.0.0.1:0");
    assert_int_equal(sched_setaffinity(0, sizeof before, &before), 0);
    assert_int_equal(crew_server_workers(server), 1);
    crew_server_free(server);
    serve("tcp://127.0.0.1:0");
    assert_int_equal(crew_server_workers(server), CPU_COUNT(&before));
#else
    skip();
#endif
}

TEST(limits_are_what_was_set)
{
    serve("tcp://127.0.0.1:0");
    set("stopTimeout", 1234);
    set("maxSendBufferSize", 5678);
    set("maxPackageSize", 9012);
    assert_int_equal(crew_server_limits_of(server)->stop_timeout_ms, 1234);
    assert_int_equal(crew_server_limits_of(server)->max_send_buffer, 5678);
    assert_int_equal(crew_server_limits_of(server)->max_package, 9012);
}

/* ---- listening ---------------------------------------------------------------------------------------------------------- */

TEST(port_0_becomes_a_port_that_answers)
{
    char expected[64];
    int client;

    serve("tcp://127.0.0.1:0");
    set("workerNum", 1);
    listen_now();
    (void)snprintf(expected, sizeof expected, "127.0.0.1:%d", wire_port(crew_server_fd(server, 0)));
    assert_string_equal(address(), expected);
    client = wire_connect(wire_port(crew_server_fd(server, 0)));
    assert_true(client >= 0);
    (void)close(client);
}

TEST(each_worker_has_a_socket_of_its_own_on_the_same_port)
{
    serve("tcp://127.0.0.1:0");
    set("reusePort", 1);
    set("workerNum", 3);
    listen_now();
    assert_int_not_equal(crew_server_fd(server, 0), crew_server_fd(server, 1));
    assert_int_not_equal(crew_server_fd(server, 1), crew_server_fd(server, 2));
    assert_int_not_equal(crew_server_fd(server, 2), crew_server_fd(server, 0));
    assert_int_equal(wire_port(crew_server_fd(server, 0)), wire_port(crew_server_fd(server, 1)));
    assert_int_equal(wire_port(crew_server_fd(server, 0)), wire_port(crew_server_fd(server, 2)));
    assert_int_equal(unit_open_fds(), fds_before + 3);
    crew_server_unlisten(server);
    assert_int_equal(unit_open_fds(), fds_before);
}

TEST(without_sharing_all_workers_have_one_socket)
{
    serve("tcp://127.0.0.1:0");
    set("workerNum", 3);
    set("reusePort", 0);
    listen_now();
    assert_int_equal(crew_server_fd(server, 0), crew_server_fd(server, 2));
    assert_int_equal(unit_open_fds(), fds_before + 1);
}

TEST(sharing_goes_by_the_name_of_stream_contexts_too)
{
    serve("tcp://127.0.0.1:0");
    set("workerNum", 3);
    set("so_reuseport", 0);
    listen_now();
    assert_int_equal(unit_open_fds(), fds_before + 1);
}

TEST(a_worker_keeps_its_own_socket_and_closes_the_others)
{
    serve("tcp://127.0.0.1:0");
    set("reusePort", 1);
    set("workerNum", 3);
    listen_now();
    crew_server_keep_fd(server, 1);
    assert_int_equal(unit_open_fds(), fds_before + 1);
    assert_true(fcntl(crew_server_fd(server, 1), F_GETFD) >= 0);
    crew_server_unlisten(server);
    assert_int_equal(unit_open_fds(), fds_before);
}

TEST(a_worker_keeps_the_only_socket_when_all_share_it)
{
    serve("tcp://127.0.0.1:0");
    set("workerNum", 3);
    set("reusePort", 0);
    listen_now();
    crew_server_keep_fd(server, 2);
    assert_true(fcntl(crew_server_fd(server, 2), F_GETFD) >= 0);
}

TEST(unlistening_may_be_repeated_and_listening_begins_anew)
{
    serve("tcp://127.0.0.1:0");
    set("reusePort", 1);
    set("workerNum", 2);
    crew_server_unlisten(server);
    listen_now();
    crew_server_unlisten(server);
    crew_server_unlisten(server);
    assert_int_equal(unit_open_fds(), fds_before);
    listen_now();
    assert_int_equal(unit_open_fds(), fds_before + 2);
}

TEST(a_port_in_use_is_refused_although_it_could_be_shared)
{
    crew_server *first;
    char given[64];

    serve("tcp://127.0.0.1:0");
    set("reusePort", 1);
    set("workerNum", 2);
    listen_now();
    first = server;
    (void)snprintf(given, sizeof given, "tcp://%s", address());
    serve(given);
    set("workerNum", 2);
    assert_int_equal(crew_server_listen(server, &err), CREW_EIN_USE);
    assert_words(given + strlen("tcp://"), err.text);
    assert_words("is in use by", err.text);
    assert_int_equal(unit_open_fds(), fds_before + 2);
    crew_server_free(first);
    listen_now();
}

TEST(the_next_address_of_a_name_is_taken_when_the_first_is_in_use)
{
    int taken = wire_listen(1);
    char given[64];
    char expected[64];

    (void)snprintf(given, sizeof given, "tcp://two.:%d", wire_port(taken));
    (void)snprintf(expected, sizeof expected, "127.0.0.2:%d", wire_port(taken));
    serve(given);
    set("workerNum", 2);
    if (crew_server_listen(server, &err) != 0) {
        (void)close(taken);
        skip(); /* a system where 127.0.0.2 is nobody */
    }
    assert_string_equal(address(), expected);
    (void)close(taken);
}

TEST(the_first_address_of_a_name_is_taken_when_it_is_free)
{
    serve("tcp://two.:0");
    set("workerNum", 1);
    listen_now();
    assert_memory_equal(address(), "127.0.0.1:", 10);
}

TEST(when_not_all_sockets_can_be_had_none_is_kept)
{
    struct rlimit before;
    struct rlimit few;
    int result;

    serve("tcp://127.0.0.1:0");
    set("reusePort", 1);
    set("workerNum", 100);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    few = before;
    few.rlim_cur = 50;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    result = crew_server_listen(server, &err);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(result, CREW_ESYSTEM);
    assert_words("cannot open a socket: Too many open files", err.text);
    assert_int_equal(unit_open_fds(), fds_before);
}

/* ---- unix paths --------------------------------------------------------------------------------------------------------- */

TEST(a_unix_path_is_there_while_it_listens_and_removed_afterwards)
{
    struct stat about;

    serve(unix_address);
    set("workerNum", 3);
    listen_now();
    assert_string_equal(address(), path);
    assert_int_equal(stat(path, &about), 0);
    assert_true(S_ISSOCK(about.st_mode));
    assert_int_equal(unit_open_fds(), fds_before + 1);
    crew_server_unlisten(server);
    assert_int_not_equal(stat(path, &about), 0);
}

TEST(a_worker_that_ends_leaves_the_path_to_the_master)
{
    serve(unix_address);
    listen_now();
    crew_server_keep_fd(server, 0);
    crew_server_unlisten(server);
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(unlink(path), 0);
}

TEST(a_path_that_somebody_else_has_made_meanwhile_is_left_alone)
{
    int other;

    serve(unix_address);
    listen_now();
    assert_int_equal(unlink(path), 0);
    other = open(path, O_CREAT | O_WRONLY, 0600);
    assert_true(other >= 0);
    (void)close(other);
    crew_server_unlisten(server);
    assert_int_equal(access(path, F_OK), 0);
    assert_int_equal(unlink(path), 0);
}

TEST(a_path_left_by_the_dead_is_taken_over)
{
    serve(unix_address);
    listen_now();
    crew_server_keep_fd(server, 0);
    crew_server_free(server);
    assert_int_equal(access(path, F_OK), 0);
    serve(unix_address);
    listen_now();
    crew_server_unlisten(server);
    assert_int_not_equal(access(path, F_OK), 0);
}

#define server_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        server_test(each_scheme_has_its_protocol),
        server_test(a_scheme_that_is_not_known_may_be_the_hosts),
        server_test(every_scheme_may_be_had_on_a_unix_path),
        server_test(only_unix_sockets_have_a_path),
        server_test(a_scheme_with_messages_takes_no_protocol_of_the_hosts),
        server_test(bytes_may_be_framed_as_declared),
        server_test(messages_are_not_framed_twice),
        server_test(a_framing_that_cannot_be_used_changes_nothing),
        server_test(addresses_that_cannot_be_understood_are_refused_with_the_way_out),
        server_test(a_long_address_is_cut_in_the_words),
        server_test(before_it_listens_the_address_is_the_given_one),
        server_test(every_option_has_its_range),
        server_test(an_option_that_does_not_exist_is_told_apart_from_a_wrong_value),
        server_test(the_number_of_workers_is_that_of_the_cpus_until_it_is_set),
        server_test(only_those_cpus_count_that_this_process_may_use),
        server_test(limits_are_what_was_set),
        server_test(port_0_becomes_a_port_that_answers),
        server_test(each_worker_has_a_socket_of_its_own_on_the_same_port),
        server_test(without_sharing_all_workers_have_one_socket),
        server_test(sharing_goes_by_the_name_of_stream_contexts_too),
        server_test(a_worker_keeps_its_own_socket_and_closes_the_others),
        server_test(a_worker_keeps_the_only_socket_when_all_share_it),
        server_test(unlistening_may_be_repeated_and_listening_begins_anew),
        server_test(a_port_in_use_is_refused_although_it_could_be_shared),
        server_test(the_next_address_of_a_name_is_taken_when_the_first_is_in_use),
        server_test(the_first_address_of_a_name_is_taken_when_it_is_free),
        server_test(when_not_all_sockets_can_be_had_none_is_kept),
        server_test(a_unix_path_is_there_while_it_listens_and_removed_afterwards),
        server_test(a_worker_that_ends_leaves_the_path_to_the_master),
        server_test(a_path_that_somebody_else_has_made_meanwhile_is_left_alone),
        server_test(a_path_left_by_the_dead_is_taken_over),
    };

    return cmocka_run_group_tests_name("server", tests, make_folder, remove_folder);
}
