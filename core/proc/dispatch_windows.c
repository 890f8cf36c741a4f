/*
 * dispatch_windows: see dispatch.h. The one process accepts its connections itself, so it never has one of these.
 */
#include "core/proc/dispatch.h"

void crew_dispatch_free(crew_dispatch *dispatch)
{
    (void)dispatch;
}

int crew_dispatch_fd(const crew_dispatch *dispatch, int slot)
{
    (void)dispatch;
    (void)slot;
    return -1;
}

void crew_dispatch_attach(crew_dispatch *dispatch, int slot, int entry)
{
    (void)dispatch;
    (void)slot;
    (void)entry;
}

void crew_dispatch_took(crew_dispatch *dispatch, int slot)
{
    (void)dispatch;
    (void)slot;
}

bool crew_dispatch_detach(crew_dispatch *dispatch, int slot, int entry)
{
    (void)dispatch;
    (void)slot;
    (void)entry;
    return false;
}
