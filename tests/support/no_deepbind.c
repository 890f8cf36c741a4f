/*
 * Preloaded by php-sanitize: dlopen() without RTLD_DEEPBIND. With that flag a library finds its own copies of the functions
 * that AddressSanitizer has to replace, so AddressSanitizer ends the process when it sees it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>

void *dlopen(const char *path, int flags)
{
    void *(*next)(const char *, int) = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");

    return next(path, flags & ~RTLD_DEEPBIND);
}
