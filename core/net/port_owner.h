/*
 * port_owner: who holds a TCP port, for the error message of a taken one.
 */
#ifndef CREW_NET_PORT_OWNER_H
#define CREW_NET_PORT_OWNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes "pid 4711 (nginx)" and returns true when the system tells; false when it does not, or for port 0. */
bool crew_port_owner(uint16_t port, char *text, size_t size);

#endif
