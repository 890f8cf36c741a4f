/*
 * read_file: a small file as a whole, such as a table that is read once at the start.
 */
#ifndef CREW_BASE_READ_FILE_H
#define CREW_BASE_READ_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/base/buf.h"

/*
 * Appends what is in the file to *out. False, with nothing appended, when it cannot be opened or read, or has more than `limit` bytes. Blocks as
 * long as the file system does.
 */
bool crew_read_file(const char *path, size_t limit, crew_buf **out);

#endif
