/*
 * listener: accepts connections from a listening socket and hands their descriptors on. When the process or the system has no
 * descriptor or memory left it pauses and tries again a little later; the connections wait in the kernel's queue meanwhile.
 */
#ifndef CREW_NET_LISTENER_H
#define CREW_NET_LISTENER_H

#include "core/net/addr.h"
#include "core/net/loop.h"

typedef struct crew_listener crew_listener;

/* Takes `fd`, a connected descriptor, and borrows `peer`, which may be of any length up to `len`. */
typedef void (*crew_listener_fn)(void *user, int fd, const struct sockaddr *peer, socklen_t len);

/* Borrows `fd`, which must be listening and non-blocking, until it is freed. Starts to accept at once. */
crew_listener *crew_listener_new(crew_loop *loop, int fd, crew_listener_fn on_accept, void *user);
void crew_listener_free(crew_listener *listener);

/* The same for connections that another process has accepted: `fd` is the receiving end of a crew_pass. */
crew_listener *crew_listener_new_receiving(crew_loop *loop, int fd, crew_listener_fn on_accept, void *user);

/*
 * Other processes accept from the same descriptor. From now on one connection is accepted a turn of the loop, so that those who are idle get
 * the others, and this process goes to the end of their queue when `is_ahead`, called with the listener's user, says that it has more to do
 * than they have, and every now and then anyway. Where the system knows no such queue all of them are woken and the fastest gets it. NULL
 * ends the sharing.
 */
void crew_listener_share(crew_listener *listener, bool (*is_ahead)(void *user));

/* Accepts what is waiting right now, within the budget of a turn. True when that was used up: more may be waiting. */
bool crew_listener_accept(crew_listener *listener);

/* While held it accepts nothing: who comes waits in the kernel's queue. May be called by on_accept, and then that one was the last. */
void crew_listener_hold(crew_listener *listener, bool on);

#endif
