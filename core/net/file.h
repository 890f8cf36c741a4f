/*
 * file: a part of a file that is to be sent. It is read a piece at a time when the connection can take one, so that a file of any size
 * costs a connection one piece of memory.
 */
#ifndef CREW_NET_FILE_H
#define CREW_NET_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* False with errno, which is EINVAL for what is no regular file. */
bool crew_file_is_regular(int fd);

/* Another descriptor for the same file, closed on exec; -1 with errno. Opened anew where the system can do that, so that a lock the script
 * takes on its own ends with its own. */
int crew_file_dup(int fd);

/* Reads at `offset`, wherever the descriptor's own position is: the number of bytes, fewer than `size` only at the file's end; -1 with
 * errno. */
ssize_t crew_file_read(int fd, char *into, size_t size, uint64_t offset);

void crew_file_close(int fd);

#endif
