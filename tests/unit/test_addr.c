#include "tests/unit/unit.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "core/crew.h"

/* Host names that begin with "many." have that many addresses, "nowhere." has none; nothing asks a name server. */
static int hosts_getaddrinfo(const char *host, const char *port, const struct addrinfo *hints, struct addrinfo **found)
{
    int failed;

    if (strncmp(host, "nowhere.", 8) == 0) {
        return EAI_NONAME;
    }
    if (strncmp(host, "many.", 5) != 0) {
        return getaddrinfo(host, port, hints, found);
    }
    *found = NULL;
    for (int i = atoi(host + 5); i > 0; i--) {
        char ip[32];
        struct addrinfo *one;

        (void)snprintf(ip, sizeof ip, "192.0.2.%d", i);
        failed = getaddrinfo(ip, port, hints, &one);
        if (failed != 0) {
            return failed;
        }
        one->ai_next = *found;
        *found = one;
    }
    return 0;
}

static void hosts_freeaddrinfo(struct addrinfo *found)
{
    while (found != NULL) {
        struct addrinfo *next = found->ai_next;

        found->ai_next = NULL;
        freeaddrinfo(found);
        found = next;
    }
}

#define getaddrinfo hosts_getaddrinfo
#define freeaddrinfo hosts_freeaddrinfo
#include "core/net/addr.c"
#undef getaddrinfo
#undef freeaddrinfo

static crew_addr addr;
static crew_err err;

static const char *text_of(int i)
{
    static char text[160];

    return crew_addr_text((const struct sockaddr *)(const void *)&addr.at[i], addr.len[i], text, sizeof text);
}

static void accepts(const char *rest, const char *text)
{
    memset(&err, 0, sizeof err);
    if (crew_addr_parse(crew_span_str(rest), false, &addr, &err) != 0) {
        fail_msg("\"%s\" was refused: %s", rest, err.text);
    }
    assert_true(addr.count >= 1);
    assert_string_equal(text_of(0), text);
}

static void refuses_span(crew_span rest, bool is_unix, const char *words)
{
    memset(&err, 0, sizeof err);
    if (crew_addr_parse(rest, is_unix, &addr, &err) == 0) {
        fail_msg("\"%.*s\" was accepted", (int)rest.len, rest.ptr);
    }
    assert_int_equal(err.code, CREW_EADDRESS);
    assert_words(words, err.text);
}

static void refuses(const char *rest, const char *words)
{
    refuses_span(crew_span_str(rest), false, words);
}

static bool has_ipv6(void)
{
    int fd = socket(AF_INET6, SOCK_STREAM, 0);

    if (fd >= 0) {
        crew_sock_close(fd);
    }
    return fd >= 0;
}

TEST(scheme_and_rest_are_taken_apart)
{
    crew_span scheme = {0};
    crew_span rest = {0};

    assert_true(crew_addr_split(crew_span_str("tcp://127.0.0.1:80"), &scheme, &rest));
    assert_true(crew_span_eq(scheme, crew_span_str("tcp")));
    assert_true(crew_span_eq(rest, crew_span_str("127.0.0.1:80")));
    assert_true(crew_addr_split(crew_span_str("unix:///tmp/a://b"), &scheme, &rest));
    assert_true(crew_span_eq(scheme, crew_span_str("unix")));
    assert_true(crew_span_eq(rest, crew_span_str("/tmp/a://b")));
    assert_true(crew_addr_split(crew_span_str("x://"), &scheme, &rest));
    assert_int_equal(rest.len, 0);
}

TEST(text_without_a_scheme_is_not_taken_apart)
{
    crew_span scheme = {0};
    crew_span rest = {0};

    assert_false(crew_addr_split(crew_span_str(""), &scheme, &rest));
    assert_false(crew_addr_split(crew_span_str("127.0.0.1:80"), &scheme, &rest));
    assert_false(crew_addr_split(crew_span_str("://127.0.0.1:80"), &scheme, &rest));
    assert_false(crew_addr_split(crew_span_str("tcp:/127.0.0.1:80"), &scheme, &rest));
    assert_false(crew_addr_split(crew_span_str("tcp:/"), &scheme, &rest));
    assert_false(crew_addr_split(crew_span_str(":/"), &scheme, &rest));
}

TEST(ipv4_with_every_port)
{
    accepts("127.0.0.1:80", "127.0.0.1:80");
    accepts("0.0.0.0:0", "0.0.0.0:0");
    accepts("255.255.255.255:65535", "255.255.255.255:65535");
    accepts("127.0.0.1:00080", "127.0.0.1:80");
    assert_int_equal(addr.count, 1);
}

TEST(ports_that_are_none)
{
    refuses("127.0.0.1:65536", "the port must be a number from 0 to 65535, \"65536\" given");
    refuses("127.0.0.1:99999", "\"99999\" given");
    refuses("127.0.0.1:000080", "\"000080\" given");
    refuses("127.0.0.1:", "\"\" given");
    refuses("127.0.0.1:abc", "\"abc\" given");
    refuses("127.0.0.1:http", "\"http\" given");
    refuses("127.0.0.1:80a", "\"80a\" given");
    refuses("127.0.0.1: 80", "\" 80\" given");
    refuses("127.0.0.1:80 ", "\"80 \" given");
    refuses("127.0.0.1:-1", "\"-1\" given");
    refuses("127.0.0.1:+80", "\"+80\" given");
    refuses("127.0.0.1:80/path", "\"80/path\" given");
    refuses("[::1]:65536", "\"65536\" given");
    refuses_span(crew_span_of("127.0.0.1:8\0", 12), false, "the port must be a number");
}

TEST(a_long_wrong_port_is_not_repeated_whole)
{
    char rest[500] = "127.0.0.1:";

    memset(rest + 10, '1', sizeof rest - 11);
    refuses(rest, "the port must be a number");
    assert_true(strlen(err.text) < 120);
}

TEST(forms_that_are_no_host_and_port)
{
    refuses("", "expected host:port or [ipv6]:port");
    refuses("127.0.0.1", "expected host:port or [ipv6]:port");
    refuses(":80", "expected host:port or [ipv6]:port");
    refuses(":", "expected host:port or [ipv6]:port");
    refuses("80", "expected host:port or [ipv6]:port");
    refuses("127.0.0.1:80:90", "expected host:port or [ipv6]:port");
}

TEST(ipv6_in_brackets)
{
    if (!has_ipv6()) {
        skip();
    }
    accepts("[::1]:80", "[::1]:80");
    accepts("[::]:0", "[::]:0");
    accepts("[2001:db8::1]:65535", "[2001:db8::1]:65535");
    accepts("[2001:DB8:0:0:0:0:0:1]:1", "[2001:db8::1]:1");
    accepts("[::ffff:192.0.2.1]:80", "[::ffff:192.0.2.1]:80");
}

TEST(ipv6_without_its_brackets)
{
    refuses("::1:80", "expected host:port or [ipv6]:port");
    refuses("fe80::1:80", "expected host:port or [ipv6]:port");
    refuses("2001:db8::1", "expected host:port or [ipv6]:port");
    refuses("[::1", "expected host:port or [ipv6]:port");
    refuses("[::1]", "expected host:port or [ipv6]:port");
    refuses("[::1]80", "expected host:port or [ipv6]:port");
    refuses("[::1:80", "expected host:port or [ipv6]:port");
    refuses("[]:80", "expected host:port or [ipv6]:port");
    refuses("[", "expected host:port or [ipv6]:port");
    refuses("]", "expected host:port or [ipv6]:port");
    refuses("[]", "expected host:port or [ipv6]:port");
    refuses("[::1]:", "the port must be a number");
    refuses("[::1]::80", "the port must be a number");
}

TEST(an_ipv6_scope_by_name_becomes_its_number)
{
    unsigned index = if_nametoindex("lo");
    char rest[64];

    if (!has_ipv6() || index == 0) {
        skip();
    }
    (void)snprintf(rest, sizeof rest, "[fe80::1%%%u]:80", index);
    accepts("[fe80::1%lo]:80", rest);
    accepts(rest, rest);
    assert_int_equal(((struct sockaddr_in6 *)(void *)&addr.at[0])->sin6_scope_id, index);
}

TEST(host_names_are_looked_up)
{
    memset(&err, 0, sizeof err);
    assert_int_equal(crew_addr_parse(crew_span_str("localhost:80"), false, &addr, &err), 0);
    assert_true(addr.count >= 1);
    for (int i = 0; i < addr.count; i++) {
        assert_true(strcmp(text_of(i), "127.0.0.1:80") == 0 || strcmp(text_of(i), "[::1]:80") == 0);
    }
}

TEST(a_name_with_several_addresses_keeps_their_order)
{
    accepts("many.3:80", "192.0.2.1:80");
    assert_int_equal(addr.count, 3);
    assert_string_equal(text_of(1), "192.0.2.2:80");
    assert_string_equal(text_of(2), "192.0.2.3:80");
}

TEST(a_name_with_too_many_addresses_gives_the_first_few)
{
    accepts("many.10:80", "192.0.2.1:80");
    assert_int_equal(addr.count, CREW_ADDR_MAX);
}

TEST(names_without_an_address)
{
    refuses("nowhere.example:80", "the host \"nowhere.example\" cannot be resolved: ");
    refuses("many.0:80", "the host \"many.0\" has no address");
}

TEST(hosts_that_cannot_be_names)
{
    char rest[400];

    refuses_span(crew_span_of("local\0host:80", 13), false, "NUL");
    refuses_span(crew_span_of("localhost\0:80", 13), false, "NUL");
    memset(rest, 'a', sizeof rest);
    memcpy(rest + 256, ":80", 4);
    refuses(rest, "expected host:port");
}

TEST(unix_paths)
{
    static const char *const paths[] = {"/tmp/crew.sock", "crew.sock", "/", "a b:c"};

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        assert_int_equal(crew_addr_parse(crew_span_str(paths[i]), true, &addr, &err), 0);
        assert_int_equal(addr.count, 1);
        assert_string_equal(text_of(0), paths[i]);
    }
}

TEST(the_longest_unix_path_and_one_byte_more)
{
    char path[sizeof ((struct sockaddr_un *)0)->sun_path + 1];
    char words[80];

    memset(path, 'p', sizeof path);
    path[0] = '/';
    assert_int_equal(crew_addr_parse(crew_span_of(path, sizeof path - 2), true, &addr, &err), 0);
    assert_int_equal(strlen(text_of(0)), sizeof path - 2);
    assert_true(sizeof path - 2 < CREW_ADDRESS_TEXT);
    (void)snprintf(words, sizeof words, "the path has %zu bytes, a unix socket's may have %zu", sizeof path - 1, sizeof path - 2);
    refuses_span(crew_span_of(path, sizeof path - 1), true, words);
    refuses_span(crew_span_of(path, sizeof path), true, "the path has ");
}

TEST(unix_paths_that_are_none)
{
    refuses_span(crew_span_str(""), true, "expected a path");
    refuses_span(crew_span_of("\0abstract", 9), true, "NUL");
    refuses_span(crew_span_of("/tmp/\0", 6), true, "NUL");
}

TEST(a_port_can_be_read_and_set)
{
    struct sockaddr *at = (struct sockaddr *)(void *)&addr.at[0];

    accepts("127.0.0.1:80", "127.0.0.1:80");
    assert_int_equal(crew_addr_port(at), 80);
    crew_addr_set_port(at, 65535);
    assert_string_equal(text_of(0), "127.0.0.1:65535");
    if (has_ipv6()) {
        accepts("[::1]:80", "[::1]:80");
        crew_addr_set_port(at, 443);
        assert_int_equal(crew_addr_port(at), 443);
        assert_string_equal(text_of(0), "[::1]:443");
    }
    assert_int_equal(crew_addr_parse(crew_span_str("/tmp/x"), true, &addr, &err), 0);
    crew_addr_set_port(at, 443);
    assert_int_equal(crew_addr_port(at), 0);
    assert_string_equal(text_of(0), "/tmp/x");
}

TEST(a_peer_reads_as_its_address_did)
{
    static const char *const texts[] = {"192.0.2.7:43210", "[2001:db8::7]:1", "[::1]:65535", "0.0.0.0:0"};
    crew_peer peer;
    char text[64];

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        if (texts[i][0] == '[' && !has_ipv6()) {
            continue;
        }
        accepts(texts[i], texts[i]);
        crew_peer_set(&peer, (const struct sockaddr *)(const void *)&addr.at[0]);
        assert_string_equal(crew_peer_text(&peer, text, sizeof text), texts[i]);
    }
    assert_true(sizeof peer <= 24);
}

TEST(a_peer_keeps_its_scope)
{
    struct sockaddr_in6 at = {.sin6_family = AF_INET6, .sin6_port = htons(80), .sin6_scope_id = 4294967295u};
    crew_peer peer;
    char text[64];

    assert_int_equal(inet_pton(AF_INET6, "fe80::1", &at.sin6_addr), 1);
    crew_peer_set(&peer, (const struct sockaddr *)(const void *)&at);
    assert_string_equal(crew_peer_text(&peer, text, sizeof text), "[fe80::1%4294967295]:80");
}

TEST(a_unix_peer_has_no_text)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX, .sun_path = "/tmp/x"};
    crew_peer peer;
    char text[64] = "before";

    crew_peer_set(&peer, (const struct sockaddr *)(const void *)&at);
    assert_int_equal(peer.family, 0);
    assert_string_equal(crew_peer_text(&peer, text, sizeof text), "");
}

TEST(an_unnamed_unix_socket_has_no_text)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char text[64] = "before";

    memset(at.sun_path, 'x', sizeof at.sun_path); /* not ours to read: the length says so */
    (void)crew_addr_text(
        (const struct sockaddr *)(const void *)&at, offsetof(struct sockaddr_un, sun_path), text, sizeof text);
    assert_string_equal(text, "");
}

TEST(text_that_does_not_fit_is_cut)
{
    char text[8];

    accepts("255.255.255.255:65535", "255.255.255.255:65535");
    (void)crew_addr_text((const struct sockaddr *)(const void *)&addr.at[0], addr.len[0], text, sizeof text);
    assert_string_equal(text, "255.255");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scheme_and_rest_are_taken_apart),
        cmocka_unit_test(text_without_a_scheme_is_not_taken_apart),
        cmocka_unit_test(ipv4_with_every_port),
        cmocka_unit_test(ports_that_are_none),
        cmocka_unit_test(a_long_wrong_port_is_not_repeated_whole),
        cmocka_unit_test(forms_that_are_no_host_and_port),
        cmocka_unit_test(ipv6_in_brackets),
        cmocka_unit_test(ipv6_without_its_brackets),
        cmocka_unit_test(an_ipv6_scope_by_name_becomes_its_number),
        cmocka_unit_test(host_names_are_looked_up),
        cmocka_unit_test(a_name_with_several_addresses_keeps_their_order),
        cmocka_unit_test(a_name_with_too_many_addresses_gives_the_first_few),
        cmocka_unit_test(names_without_an_address),
        cmocka_unit_test(hosts_that_cannot_be_names),
        cmocka_unit_test(unix_paths),
        cmocka_unit_test(the_longest_unix_path_and_one_byte_more),
        cmocka_unit_test(unix_paths_that_are_none),
        cmocka_unit_test(a_port_can_be_read_and_set),
        cmocka_unit_test(a_peer_reads_as_its_address_did),
        cmocka_unit_test(a_peer_keeps_its_scope),
        cmocka_unit_test(a_unix_peer_has_no_text),
        cmocka_unit_test(an_unnamed_unix_socket_has_no_text),
        cmocka_unit_test(text_that_does_not_fit_is_cut),
    };

    return cmocka_run_group_tests_name("addr", tests, NULL, NULL);
}
