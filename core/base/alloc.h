/*
 * alloc: malloc that does not fail. Callers never test its result; when memory stays short the process ends here, in
 * words, and the master replaces it. Whatever a peer can size is limited before it reaches these functions.
 */
#ifndef CREW_BASE_ALLOC_H
#define CREW_BASE_ALLOC_H

#include <stddef.h>

void *crew_malloc(size_t size);
void *crew_calloc(size_t count, size_t size);
void *crew_realloc(void *ptr, size_t size);
char *crew_strdup(const char *text);
void crew_free(void *ptr);

#endif
