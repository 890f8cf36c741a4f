/*
 * identity_windows: there is no other process that could run as somebody else (see identity.h).
 */
#include "core/proc/identity.h"

#include <stddef.h>

crew_identity *crew_identity_new(const char *user, const char *group, crew_err *err)
{
    (void)group;
    (void)crew_err_set(err, CREW_EDENIED, "cannot run workers as \"%.64s\": not on Windows", user != NULL ? user : "");
    return NULL;
}

void crew_identity_free(crew_identity *identity)
{
    (void)identity;
}

int crew_identity_assume(const crew_identity *identity, crew_err *err)
{
    (void)identity;
    (void)err;
    return 0;
}
