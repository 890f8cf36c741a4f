/*
 * addr: see addr.h. Host names are resolved with getaddrinfo, which blocks: listening addresses are parsed once, in the master,
 * before anything is served.
 */
#include "core/net/addr.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef _WIN32
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/un.h>
#endif

#define ADDR_HOST_MAX 255

bool crew_addr_split(crew_span text, crew_span *scheme, crew_span *rest)
{
    for (size_t i = 0; i + 3 <= text.len; i++) {
        if (memcmp(text.ptr + i, "://", 3) == 0) {
            *scheme = crew_span_of(text.ptr, i);
            *rest = crew_span_skip(text, i + 3);
            return i > 0;
        }
    }
    return false;
}

/* Takes host and port apart. IPv6 must be in brackets, or "::1:80" could mean two things. */
static bool addr_split_host(crew_span rest, crew_span *host, crew_span *port)
{
    const char *colon;

    if (rest.len > 0 && rest.ptr[0] == '[') {
        const char *close = memchr(rest.ptr, ']', rest.len);
        size_t inside;

        if (close == NULL) {
            return false;
        }
        inside = (size_t)(close - rest.ptr) - 1;
        *host = crew_span_of(rest.ptr + 1, inside);
        *port = crew_span_skip(rest, inside + 2);
        if (port->len == 0 || port->ptr[0] != ':') {
            return false;
        }
        *port = crew_span_skip(*port, 1);
        return inside > 0;
    }
    colon = memchr(rest.ptr, ':', rest.len);
    if (colon == NULL || colon == rest.ptr) {
        return false;
    }
    *host = crew_span_of(rest.ptr, (size_t)(colon - rest.ptr));
    *port = crew_span_skip(rest, host->len + 1);
    return memchr(port->ptr, ':', port->len) == NULL;
}

static bool addr_parse_port(crew_span text, char port[6])
{
    unsigned value = 0;

    if (text.len < 1 || text.len > 5) {
        return false;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return false;
        }
        value = value * 10 + (unsigned)(text.ptr[i] - '0');
    }
    (void)snprintf(port, 6, "%u", value % 100000);
    return value <= 65535;
}

static int addr_parse_inet(crew_span rest, crew_addr *addr, crew_err *err)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    struct addrinfo *found = NULL;
    crew_span host;
    crew_span port;
    char host_text[ADDR_HOST_MAX + 1];
    char port_text[6];
    int failed;

    if (!addr_split_host(rest, &host, &port) || host.len > ADDR_HOST_MAX) {
        return crew_err_set(err, CREW_EADDRESS, "expected host:port or [ipv6]:port");
    }
    if (!addr_parse_port(port, port_text)) {
        return crew_err_set(err, CREW_EADDRESS, "the port must be a number from 0 to 65535, \"%.*s\" given",
            (int)(port.len < 40 ? port.len : 40), port.ptr);
    }
    memcpy(host_text, host.ptr, host.len);
    host_text[host.len] = '\0';
    if (strlen(host_text) != host.len) {
        return crew_err_set(err, CREW_EADDRESS, "the host has a NUL byte in it");
    }
    failed = getaddrinfo(host_text, port_text, &hints, &found);
    if (failed != 0) {
        return crew_err_set(err, CREW_EADDRESS, "the host \"%s\" cannot be resolved: %s", host_text, gai_strerror(failed));
    }
    for (struct addrinfo *each = found; each != NULL && addr->count < CREW_ADDR_MAX; each = each->ai_next) {
        if (each->ai_addrlen <= sizeof addr->at[0]) {
            memcpy(&addr->at[addr->count], each->ai_addr, each->ai_addrlen);
            addr->len[addr->count] = (socklen_t)each->ai_addrlen;
            addr->count++;
        }
    }
    freeaddrinfo(found);
    return addr->count > 0 ? 0 : crew_err_set(err, CREW_EADDRESS, "the host \"%s\" has no address", host_text);
}

static int addr_parse_unix(crew_span path, crew_addr *addr, crew_err *err)
{
    struct sockaddr_un *at = (struct sockaddr_un *)(void *)&addr->at[0];

    if (path.len == 0 || memchr(path.ptr, '\0', path.len) != NULL) {
        return crew_err_set(err, CREW_EADDRESS, "expected a path, without NUL bytes");
    }
    if (path.len >= sizeof at->sun_path) {
        return crew_err_set(err, CREW_EADDRESS, "the path has %zu bytes, a unix socket's may have %zu", path.len,
            sizeof at->sun_path - 1);
    }
    at->sun_family = AF_UNIX;
    memcpy(at->sun_path, path.ptr, path.len);
    addr->len[0] = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + path.len + 1);
    addr->count = 1;
    return 0;
}

int crew_addr_parse(crew_span rest, bool is_unix, crew_addr *addr, crew_err *err)
{
    memset(addr, 0, sizeof *addr);
    return is_unix ? addr_parse_unix(rest, addr, err) : addr_parse_inet(rest, addr, err);
}

uint16_t crew_addr_port(const struct sockaddr *at)
{
    switch (at->sa_family) {
    case AF_INET:
        return ntohs(((const struct sockaddr_in *)(const void *)at)->sin_port);
    case AF_INET6:
        return ntohs(((const struct sockaddr_in6 *)(const void *)at)->sin6_port);
    default:
        return 0;
    }
}

void crew_addr_set_port(struct sockaddr *at, uint16_t port)
{
    if (at->sa_family == AF_INET) {
        ((struct sockaddr_in *)(void *)at)->sin_port = htons(port);
    } else if (at->sa_family == AF_INET6) {
        ((struct sockaddr_in6 *)(void *)at)->sin6_port = htons(port);
    }
}

void crew_peer_set(crew_peer *peer, const struct sockaddr *at)
{
    memset(peer, 0, sizeof *peer);
    if (at->sa_family == AF_INET) {
        memcpy(peer->ip, &((const struct sockaddr_in *)(const void *)at)->sin_addr, 4);
    } else if (at->sa_family == AF_INET6) {
        const struct sockaddr_in6 *in6 = (const struct sockaddr_in6 *)(const void *)at;

        memcpy(peer->ip, &in6->sin6_addr, 16);
        peer->scope = in6->sin6_scope_id;
    } else {
        return;
    }
    peer->family = (uint8_t)at->sa_family;
    peer->port = crew_addr_port(at);
}

const char *crew_peer_text(const crew_peer *peer, char *text, size_t size)
{
    char ip[INET6_ADDRSTRLEN];

    text[0] = '\0';
    if (peer->family == 0 || inet_ntop(peer->family, peer->ip, ip, sizeof ip) == NULL) {
        return text;
    }
    if (peer->family == AF_INET) {
        (void)snprintf(text, size, "%s:%u", ip, peer->port);
    } else if (peer->scope != 0) {
        (void)snprintf(text, size, "[%s%%%" PRIu32 "]:%u", ip, peer->scope, peer->port);
    } else {
        (void)snprintf(text, size, "[%s]:%u", ip, peer->port);
    }
    return text;
}

const char *crew_addr_text(const struct sockaddr *at, socklen_t len, char *text, size_t size)
{
    crew_peer peer;

    text[0] = '\0';
    if (at->sa_family == AF_UNIX) {
        const struct sockaddr_un *un = (const struct sockaddr_un *)(const void *)at;
        size_t head = offsetof(struct sockaddr_un, sun_path);

        if ((size_t)len > head) {
            (void)snprintf(text, size, "%.*s", (int)((size_t)len - head), un->sun_path);
        }
        return text;
    }
    crew_peer_set(&peer, at);
    return crew_peer_text(&peer, text, size);
}
