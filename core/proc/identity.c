/*
 * identity: see identity.h.
 */
#include "core/proc/identity.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "core/base/alloc.h"

struct crew_identity {
    char *user; /* whose supplementary groups they are; NULL when this process's uid has no name */
    uid_t uid;
    gid_t gid;
    bool is_own; /* it is what this process is already */
};

static int identity_find_group(crew_identity *identity, const char *group, crew_err *err)
{
    const struct group *found;

    errno = 0;
    found = getgrnam(group);
    if (found == NULL) {
        return crew_err_set(err, CREW_ERANGE, "cannot run workers as group \"%.64s\": %s", group,
            errno != 0 && errno != ENOENT ? strerror(errno) : "there is no such group");
    }
    identity->gid = found->gr_gid;
    return 0;
}

static int identity_find(crew_identity *identity, const char *user, const char *group, crew_err *err)
{
    const struct passwd *found;

    errno = 0;
    found = user != NULL ? getpwnam(user) : getpwuid(geteuid());
    if (found == NULL && user != NULL) {
        return crew_err_set(err, CREW_ERANGE, "cannot run workers as user \"%.64s\": %s", user,
            errno != 0 && errno != ENOENT ? strerror(errno) : "there is no such user");
    }
    identity->user = found != NULL ? crew_strdup(found->pw_name) : NULL;
    identity->uid = found != NULL ? found->pw_uid : geteuid();
    identity->gid = user != NULL ? found->pw_gid : getegid();
    return group != NULL ? identity_find_group(identity, group, err) : 0;
}

/* Tried for real, and taken back: root may lack the right in a container. */
static bool identity_may_change(const crew_identity *identity)
{
    gid_t groups[256];
    int count = getgroups((int)(sizeof groups / sizeof groups[0]), groups);
    uid_t uid = geteuid();
    gid_t gid = getegid();

    if (count < 0 ? errno != EINVAL : setgroups((size_t)count, groups) != 0) {
        return false;
    }
    return setegid(identity->gid) == 0 && setegid(gid) == 0 && seteuid(identity->uid) == 0 && seteuid(uid) == 0;
}

crew_identity *crew_identity_new(const char *user, const char *group, crew_err *err)
{
    crew_identity *identity = crew_calloc(1, sizeof *identity);

    user = user != NULL && user[0] != '\0' ? user : NULL;
    group = group != NULL && group[0] != '\0' ? group : NULL;
    if (identity_find(identity, user, group, err) != 0) {
        crew_identity_free(identity);
        return NULL;
    }
    identity->is_own = identity->uid == geteuid() && identity->uid == getuid() && identity->gid == getegid() && identity->uid != 0;
    if (!identity->is_own && (geteuid() != 0 || !identity_may_change(identity))) {
        (void)crew_err_set(err, CREW_EDENIED, "cannot run workers as %s \"%.64s\": %s (this process has uid %ld)",
            user != NULL ? "user" : "group", user != NULL ? user : group,
            geteuid() != 0 ? "only root can change users and groups" : "root may not change users and groups here", (long)geteuid());
        crew_identity_free(identity);
        return NULL;
    }
    return identity;
}

void crew_identity_free(crew_identity *identity)
{
    crew_free(identity->user);
    crew_free(identity);
}

int crew_identity_assume(const crew_identity *identity, crew_err *err)
{
    const char *failed = NULL;

    if (identity->is_own) {
        return 0;
    }
    if (setgid(identity->gid) != 0) {
        failed = "setgid";
    } else if (identity->user != NULL ? initgroups(identity->user, identity->gid) != 0 : setgroups(1, &identity->gid) != 0) {
        failed = "initgroups";
    } else if (setuid(identity->uid) != 0) {
        failed = "setuid";
    }
    if (failed != NULL) {
        return crew_err_set(err, CREW_ESYSTEM, "cannot become uid %ld and gid %ld: %s: %s", (long)identity->uid, (long)identity->gid, failed,
            strerror(errno));
    }
    if (identity->uid != 0 && setuid(0) == 0) {
        return crew_err_set(err, CREW_ESYSTEM, "became uid %ld, but could become root again", (long)identity->uid);
    }
    return 0;
}
