/*
 * identity: the user and the groups that workers run as. The master stays who it was started as.
 */
#ifndef CREW_PROC_IDENTITY_H
#define CREW_PROC_IDENTITY_H

#include <stdbool.h>

#include "core/base/err.h"

typedef struct crew_identity crew_identity;

/*
 * Looks up `user` and `group`, of which either may be NULL or "": then it stays as it is, or the group is the user's own. Makes sure that this
 * process may change to them. NULL with words in `err`; CREW_ERANGE when there is no such user or group, CREW_EDENIED when it may not.
 */
crew_identity *crew_identity_new(const char *user, const char *group, crew_err *err);
void crew_identity_free(crew_identity *identity);

/* Becomes it, for good: the group, the supplementary groups, the user. 0, or CREW_ESYSTEM with words, and then this process must not go on. */
int crew_identity_assume(const crew_identity *identity, crew_err *err);

#endif
