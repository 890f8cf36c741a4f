/*
 * inherit: listening sockets that this process was started with: by the master that it is to succeed, or by systemd (socket activation).
 *
 *     CREW_SOCKETS=fd:slot:address;fd:slot:address...   from a master; the slot is "s" for a socket that systemd lent it
 *     LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES            from systemd, sd_listen_fds(3)
 */
#ifndef CREW_PROC_INHERIT_H
#define CREW_PROC_INHERIT_H

#include "core/net/addr.h"

#define CREW_INHERIT_SOCKETS "CREW_SOCKETS"

typedef struct crew_inherit_entry {
    int fd;
    int slot; /* -1: lent by systemd */
    crew_span address;
} crew_inherit_entry;

/* The next entry of a CREW_SOCKETS, moving `text` behind it. False at the end, and at what cannot be understood. */
bool crew_inherit_next(const char **text, crew_inherit_entry *entry);

/* How many descriptors, from 3 on, LISTEN_FDS hands to the process `pid`; 0 also when they are meant for another. */
int crew_inherit_listen_fds(const char *listen_pid, const char *listen_fds, long pid);

/* Whether a socket bound to `bound` is what `wanted` asks for. One for all addresses of IPv6 serves IPv4, too. */
bool crew_inherit_matches(const struct sockaddr *bound, const struct sockaddr *wanted);

/* What a master before us has left is taken out of the environment: programs that this one starts must not find it. Early. */
void crew_inherit_remember(void);

/*
 * The sockets for `given`, which is parsed as `addr`: up to `max` of them into `fds`, in the order of their slots, ready to be listened on.
 * Returns their number; is_lent: they are systemd's, one of them is all there is, and a unix path is not ours to remove. Others that a master
 * left are closed.
 */
int crew_inherit_take(
    const char *given, const crew_addr *addr, const crew_sock_options *options, int *fds, int max, bool *is_lent);

#endif
