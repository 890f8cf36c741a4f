/*
 * inherit: see inherit.h.
 */
#include "core/proc/inherit.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/alloc.h"
#include "core/base/log.h"

#define INHERIT_FIRST_FD 3 /* SD_LISTEN_FDS_START */
#define INHERIT_FDS_MAX 4096

static char *inherit_left; /* the CREW_SOCKETS that we were started with */

/* A whole number from `least` on, which ends where `end` says. -1 when it is none. */
static long inherit_number(const char *text, char **end, long least)
{
    long number;

    errno = 0;
    number = text[0] >= '0' && text[0] <= '9' ? strtol(text, end, 10) : -1;
    return errno == 0 && number >= least && number < 1 << 30 ? number : -1;
}

bool crew_inherit_next(const char **text, crew_inherit_entry *entry)
{
    char *at;
    size_t len;

    entry->fd = (int)inherit_number(*text, &at, INHERIT_FIRST_FD);
    if (entry->fd < 0 || *at != ':') {
        return false;
    }
    at++;
    if (at[0] == 's') {
        entry->slot = -1;
        at++;
    } else {
        entry->slot = (int)inherit_number(at, &at, 0);
        if (entry->slot < 0) {
            return false;
        }
    }
    len = at[0] == ':' ? strcspn(at + 1, ";") : 0;
    if (len == 0) {
        return false;
    }
    entry->address = crew_span_of(at + 1, len);
    at += 1 + len;
    *text = at[0] == ';' ? at + 1 : at;
    return true;
}

int crew_inherit_listen_fds(const char *listen_pid, const char *listen_fds, long pid)
{
    char *end;
    long count;

    if (listen_pid == NULL || listen_fds == NULL || inherit_number(listen_pid, &end, 1) != pid || *end != '\0') {
        return 0;
    }
    count = inherit_number(listen_fds, &end, 1);
    return count > 0 && count <= INHERIT_FDS_MAX && *end == '\0' ? (int)count : 0;
}

static bool inherit_is_any(const struct sockaddr *at)
{
    static const struct in6_addr any = IN6ADDR_ANY_INIT;

    if (at->sa_family == AF_INET6) {
        return memcmp(&((const struct sockaddr_in6 *)(const void *)at)->sin6_addr, &any, sizeof any) == 0;
    }
    return ((const struct sockaddr_in *)(const void *)at)->sin_addr.s_addr == INADDR_ANY;
}

bool crew_inherit_matches(const struct sockaddr *bound, const struct sockaddr *wanted)
{
    const struct sockaddr_in6 *a6 = (const struct sockaddr_in6 *)(const void *)bound;
    const struct sockaddr_in6 *b6 = (const struct sockaddr_in6 *)(const void *)wanted;
    const struct sockaddr_in *a4 = (const struct sockaddr_in *)(const void *)bound;
    const struct sockaddr_in *b4 = (const struct sockaddr_in *)(const void *)wanted;

    if (bound->sa_family == AF_UNIX || wanted->sa_family == AF_UNIX) {
        return bound->sa_family == wanted->sa_family && strcmp(((const struct sockaddr_un *)(const void *)bound)->sun_path,
                                                             ((const struct sockaddr_un *)(const void *)wanted)->sun_path) == 0;
    }
    if (crew_addr_port(bound) != crew_addr_port(wanted)) {
        return false;
    }
    if (bound->sa_family != wanted->sa_family) {
        return bound->sa_family == AF_INET6 && inherit_is_any(bound) && inherit_is_any(wanted);
    }
    return bound->sa_family == AF_INET6 ? memcmp(&a6->sin6_addr, &b6->sin6_addr, sizeof a6->sin6_addr) == 0
                                        : a4->sin_addr.s_addr == b4->sin_addr.s_addr;
}

void crew_inherit_remember(void)
{
    const char *left = getenv(CREW_INHERIT_SOCKETS);
    const char *at;
    crew_inherit_entry entry;

    if (left == NULL) {
        return;
    }
    inherit_left = crew_strdup(left);
    (void)unsetenv(CREW_INHERIT_SOCKETS);
    for (at = inherit_left; crew_inherit_next(&at, &entry);) {
        (void)fcntl(entry.fd, F_SETFD, FD_CLOEXEC);
    }
}

static int inherit_take_left(const char *given, const crew_sock_options *options, int *fds, int max, bool *is_lent)
{
    const char *at = inherit_left != NULL ? inherit_left : "";
    crew_inherit_entry entry;
    int count = 0;

    while (crew_inherit_next(&at, &entry)) {
        if (count < max && crew_span_eq(entry.address, crew_span_str(given)) && crew_sock_adopt(entry.fd, options)) {
            *is_lent = entry.slot < 0;
            fds[count++] = entry.fd;
        } else {
            crew_sock_close(entry.fd);
        }
    }
    crew_free(inherit_left);
    inherit_left = NULL;
    return count;
}

static bool inherit_fits(int fd, const crew_addr *addr)
{
    struct sockaddr_storage bound = {0};
    socklen_t len;

    if (crew_sock_local(fd, &bound, &len) != 0) {
        return false;
    }
    for (int i = 0; i < addr->count; i++) {
        if (crew_inherit_matches((struct sockaddr *)(void *)&bound, (const struct sockaddr *)(const void *)&addr->at[i])) {
            return true;
        }
    }
    return false;
}

/* What fits nothing stays open: it is the script's, if anybody's. */
static int inherit_take_lent(const char *given, const crew_addr *addr, const crew_sock_options *options, int *fds)
{
    int count = crew_inherit_listen_fds(getenv("LISTEN_PID"), getenv("LISTEN_FDS"), (long)getpid());
    int taken = 0;

    for (int fd = INHERIT_FIRST_FD; fd < INHERIT_FIRST_FD + count; fd++) {
        (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
        if (taken == 0 && inherit_fits(fd, addr) && crew_sock_adopt(fd, options)) {
            fds[taken++] = fd;
        }
    }
    if (count > 0) {
        (void)unsetenv("LISTEN_PID");
        (void)unsetenv("LISTEN_FDS");
        (void)unsetenv("LISTEN_FDNAMES");
    }
    if (count > 0 && taken == 0) {
        crew_log(CREW_LOG_WARNING, "none of the %d sockets that were passed (LISTEN_FDS) is %s; opening it", count, given);
    }
    return taken;
}

int crew_inherit_take(
    const char *given, const crew_addr *addr, const crew_sock_options *options, int *fds, int max, bool *is_lent)
{
    int count = inherit_take_left(given, options, fds, max, is_lent);

    if (count == 0) {
        count = inherit_take_lent(given, addr, options, fds);
        *is_lent = count > 0;
    }
    return count;
}
