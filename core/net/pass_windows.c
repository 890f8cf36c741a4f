/*
 * pass_windows: see pass.h. There is one process here and nobody to hand a connection to.
 */
#include "core/net/pass.h"

#include <errno.h>

int crew_pass_receive(int from, struct sockaddr *peer, socklen_t *len)
{
    (void)from;
    (void)peer;
    (void)len;
    errno = EAGAIN;
    return -1;
}
