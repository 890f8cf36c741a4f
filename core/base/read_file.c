/*
 * read_file: see read_file.h. With stdio, which is the same on every system. The bytes are gathered apart, so that nothing is appended in vain.
 */
#include "core/base/read_file.h"

#include <stdio.h>

/* Windows asks for text or bytes, POSIX whether what is started meanwhile inherits the descriptor. */
#ifdef _WIN32
#define READ_FILE_MODE "rb"
#else
#define READ_FILE_MODE "re"
#endif

#define READ_FILE_PIECE 16384

bool crew_read_file(const char *path, size_t limit, crew_buf **out)
{
    FILE *file = fopen(path, READ_FILE_MODE);
    crew_buf *whole = NULL;
    size_t len = 1;
    bool is_whole;

    if (file == NULL) {
        return false;
    }
    while (len > 0 && crew_buf_size(whole) <= limit) {
        char *room = crew_buf_room(&whole, READ_FILE_PIECE);

        len = fread(room, 1, READ_FILE_PIECE, file);
        crew_buf_extend(whole, len);
    }
    is_whole = len == 0 && !ferror(file) && crew_buf_size(whole) <= limit;
    (void)fclose(file);
    if (is_whole && crew_buf_size(whole) > 0) {
        crew_buf_append(out, crew_buf_peek(whole));
    }
    crew_buf_clear(&whole);
    return is_whole;
}
