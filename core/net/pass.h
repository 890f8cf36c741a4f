/*
 * pass: a way on which one process hands connections that it has accepted to another. Each goes with its peer's address, whole, in order,
 * and the kernel keeps it while nobody has taken it: whoever holds the receiving end may.
 */
#ifndef CREW_NET_PASS_H
#define CREW_NET_PASS_H

#include "core/net/sock.h"

typedef struct crew_pass {
    int from; /* the receiving end */
    int to;   /* the sending one */
} crew_pass;

/* Both ends, non-blocking and close-on-exec. 0, or CREW_ESYSTEM with words. */
int crew_pass_open(crew_pass *pass, crew_err *err);

/* Closes the ends that are not -1. */
void crew_pass_close(crew_pass *pass);

/* Hands a copy of the descriptor over; the caller closes its own. False when it cannot, EAGAIN for one: `from` is full. */
bool crew_pass_send(int to, int fd, const struct sockaddr *peer, socklen_t len);

/*
 * As crew_sock_accept, from the receiving end. Nothing is lost to a process that has no descriptor left: it gets EMFILE, and the connection stays.
 */
int crew_pass_receive(int from, struct sockaddr *peer, socklen_t *len);

#endif
