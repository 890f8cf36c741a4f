/*
 * Writes what every transcript of requests feeds into files of its own: seeds FOLDER/heads FOLDER/bodies. The bytes in front are those a fuzzer
 * takes for itself, see there.
 */
#include "tests/unit/http_transcript.h"

static void seed_write(const char *folder, const char *path, const char *front, size_t front_len, crew_span bytes)
{
    char name[4096];
    FILE *file;

    (void)snprintf(name, sizeof name, "%s/%s", folder, strrchr(path, '/') + 1);
    file = fopen(name, "wb");
    if (file == NULL || fwrite(front, 1, front_len, file) != front_len || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0) {
        perror(name);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    for (int i = 3; i < argc; i++) {
        http_script http = http_transcript_load(argv[i]);
        crew_span in = crew_span_of(http.script.in.ptr, http.script.in.len);
        const char *body = in.len > 0 ? memmem(in.ptr, in.len, "\r\n\r\n", 4) : NULL;

        seed_write(argv[1], argv[i], "\x20\0", 2, in);
        if (body != NULL) {
            seed_write(argv[2], argv[i], "\x05", 1, crew_span_skip(in, (size_t)(body + 4 - in.ptr)));
        }
        free(http.script.in.ptr);
        free(http.script.expected.ptr);
    }
    return 0;
}
