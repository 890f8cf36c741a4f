/*
 * addr: where to listen and who is there. Parses "scheme://rest" into a scheme and a socket address and writes addresses as text.
 */
#ifndef CREW_NET_ADDR_H
#define CREW_NET_ADDR_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/span.h"
#include "core/net/sock.h"

#define CREW_ADDR_MAX 4

/* One place, or the few places one host name stands for, in the order they are to be tried. */
typedef struct crew_addr {
    struct sockaddr_storage at[CREW_ADDR_MAX];
    socklen_t len[CREW_ADDR_MAX];
    int count;
} crew_addr;

/*
 * A peer's address in 24 bytes instead of sockaddr_storage's 128, because every connection keeps one. Family 0: not known.
 */
typedef struct crew_peer {
    uint8_t family;
    uint16_t port; /* host order */
    uint32_t scope;
    uint8_t ip[16];
} crew_peer;

/* Splits "scheme://rest"; false when there is no "://" or nothing before it. */
bool crew_addr_split(crew_span text, crew_span *scheme, crew_span *rest);

/* Parses "host:port", "[v6]:port" (host names are looked up) or, for unix, a path. 0 or CREW_EADDRESS with words. */
int crew_addr_parse(crew_span rest, bool is_unix, crew_addr *addr, crew_err *err);

/* The text of a socket address, "" when it has none; returns `text`, which has room for `size` bytes. */
const char *crew_addr_text(const struct sockaddr *at, socklen_t len, char *text, size_t size);

/* The port of an IPv4 or IPv6 address in host order, 0 for others; and setting it. */
uint16_t crew_addr_port(const struct sockaddr *at);
void crew_addr_set_port(struct sockaddr *at, uint16_t port);

void crew_peer_set(crew_peer *peer, const struct sockaddr *at);
const char *crew_peer_text(const crew_peer *peer, char *text, size_t size);

#endif
