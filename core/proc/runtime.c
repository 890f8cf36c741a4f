/*
 * runtime: see runtime.h.
 */
#include "core/proc/runtime.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096 /* the Hurd has none */
#endif

/* FNV-1a, folded to 32 bits: tells paths apart, nothing secret hangs on it. */
static uint32_t runtime_hash(const char *text)
{
    uint64_t hash = 14695981039346656037u;

    for (; *text != '\0'; text++) {
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    }
    return (uint32_t)(hash ^ hash >> 32);
}

/* The folder below /tmp that belongs to this user alone. */
static int runtime_own_folder(char *folder, size_t size, crew_err *err)
{
    struct stat about;

    (void)snprintf(folder, size, "/tmp/crew-%ld", (long)getuid());
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        return crew_err_set(err, CREW_ESYSTEM, "cannot make the folder %s: %s", folder, strerror(errno));
    }
    if (lstat(folder, &about) != 0 || !S_ISDIR(about.st_mode) || about.st_uid != getuid() || (about.st_mode & 077) != 0) {
        return crew_err_set(err, CREW_EDENIED, "%s must be a folder of user %ld's own, with mode 0700", folder, (long)getuid());
    }
    return 0;
}

static int runtime_folder(const char *directory, char *folder, size_t size, crew_err *err)
{
    const char *session = getenv("XDG_RUNTIME_DIR");

    if (directory != NULL && directory[0] != '\0') {
        (void)snprintf(folder, size, "%s", directory);
    } else if (getuid() == 0) {
        (void)snprintf(folder, size, "/run");
    } else if (session != NULL && session[0] == '/') {
        (void)snprintf(folder, size, "%s", session);
    } else {
        return runtime_own_folder(folder, size, err);
    }
    return 0;
}

int crew_runtime_path(const char *directory, const char *script, const char *suffix, char path[CREW_RUNTIME_PATH], crew_err *err)
{
    char resolved[PATH_MAX];
    char folder[CREW_RUNTIME_PATH];
    const char *name;
    const char *dot;
    int failed = runtime_folder(directory, folder, sizeof folder, err);

    if (failed != 0) {
        return failed;
    }
    if (realpath(script, resolved) == NULL) {
        (void)snprintf(resolved, sizeof resolved, "%s", script); /* "-" and the like */
    }
    name = strrchr(resolved, '/') != NULL ? strrchr(resolved, '/') + 1 : resolved;
    dot = strrchr(name, '.');
    if (snprintf(path, CREW_RUNTIME_PATH, "%s/%.*s-%08x.%s", folder,
            (int)(dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name)), name, runtime_hash(resolved), suffix) >=
        CREW_RUNTIME_PATH) {
        return crew_err_set(err, CREW_ERANGE, "the path of %s in %s is too long", name, folder);
    }
    return 0;
}
