/*
 * Writes the seeds of the fuzzers into files: seeds FOLDER FILE..., with a folder in it for each fuzzer. They come from the transcripts of requests, and
 * from lists. The bytes in front are those a fuzzer takes for itself, see there.
 */
#include "tests/unit/http_transcript.h"

static void seed_write(const char *out, const char *fuzzer, const char *seed, const char *front, size_t front_len, crew_span bytes)
{
    char name[4096];
    FILE *file;

    (void)snprintf(name, sizeof name, "%s/%s/%s", out, fuzzer, seed);
    file = fopen(name, "wb");
    if (file == NULL || fwrite(front, 1, front_len, file) != front_len || fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len || fclose(file) != 0) {
        perror(name);
        exit(1);
    }
}

/* What one transcript feeds, for the parsers of heads and of bodies. */
static void seed_from_transcript(const char *out, const char *path)
{
    http_script http = http_transcript_load(path);
    crew_span in = crew_span_of(http.script.in.ptr, http.script.in.len);
    const char *body = in.len > 0 ? memmem(in.ptr, in.len, "\r\n\r\n", 4) : NULL;

    seed_write(out, "http_head", strrchr(path, '/') + 1, "\x20\0", 2, in);
    if (body != NULL) {
        seed_write(out, "http_chunks", strrchr(path, '/') + 1, "\x05", 1, crew_span_skip(in, (size_t)(body + 4 - in.ptr)));
    }
    free(http.script.in.ptr);
    free(http.script.expected.ptr);
}

/* Every line of "seeds/name.txt" is a seed of the fuzzer of that name, with the escapes of transcripts. */
static void seed_from_list(const char *out, const char *path)
{
    char fuzzer[64];
    char name[32];
    char line[4096];
    FILE *file = fopen(path, "r");

    (void)sscanf(strrchr(path, '/') + 1, "%63[^.]", fuzzer);
    for (int i = 0; file != NULL && fgets(line, sizeof line, file) != NULL; i++) {
        line[strcspn(line, "\n")] = '\0';
        (void)snprintf(name, sizeof name, "%d", i);
        seed_write(out, fuzzer, name, "", 0, crew_span_of(line, transcript_unescape(line)));
    }
    if (file == NULL || fclose(file) != 0) {
        perror(path);
        exit(1);
    }
}

int main(int argc, char **argv)
{
    for (int i = 2; i < argc; i++) {
        if (strstr(argv[i], "seeds/") != NULL) {
            seed_from_list(argv[1], argv[i]);
        } else {
            seed_from_transcript(argv[1], argv[i]);
        }
    }
    return 0;
}
