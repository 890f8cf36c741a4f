/*
 * port_owner_windows: not asked for (see port_owner.h).
 */
#include "core/net/port_owner.h"

bool crew_port_owner(uint16_t port, char *text, size_t size)
{
    (void)port;
    (void)text;
    (void)size;
    return false;
}
