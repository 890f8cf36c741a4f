/*
 * port_group: the listening sockets that share one port, in the order in which they began to listen.
 */
#ifndef CREW_NET_PORT_GROUP_H
#define CREW_NET_PORT_GROUP_H

#include <stdbool.h>

/*
 * From now on only the first `count` sockets of the group that `fd` belongs to get new connections, each as many as the others. Connections
 * that are being made already still arrive where they began. False where the system cannot do that.
 */
bool crew_port_group_limit(int fd, int count);

#endif
