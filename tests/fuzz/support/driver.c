/*
 * driver: stands in for libFuzzer where there is no clang: fuzzer -max_total_time=SECONDS FOLDER. It changes the files of the folder at
 * random, always in the same order, and leaves what crashed in a file "crash". It does not see which branches are taken.
 */
#include "tests/fuzz/support/fuzz.h"

#include <dirent.h>
#include <sanitizer/common_interface_defs.h>
#include <time.h>

#define SEEDS_MAX 1024
#define INPUT_MAX 4096

static struct seed {
    uint8_t bytes[INPUT_MAX];
    size_t len;
} seeds[SEEDS_MAX], current;

static size_t seed_count;
static uint64_t dice = 88172645463325252u;

/* Sanitizers read their options from here: abort() is to be reported like any other crash. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "handle_abort=1";
}

static size_t roll(size_t sides)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (size_t)(dice % sides);
}

static void keep_crash(void)
{
    FILE *file = fopen("crash", "wb");

    if (file != NULL) {
        (void)fwrite(current.bytes, 1, current.len, file);
        (void)fclose(file);
    }
}

static void read_seeds(const char *folder)
{
    DIR *found = opendir(folder);
    char path[4096];

    for (struct dirent *entry = NULL; found != NULL && seed_count < SEEDS_MAX && (entry = readdir(found)) != NULL;) {
        FILE *file;

        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        file = entry->d_name[0] == '.' ? NULL : fopen(path, "rb");
        if (file != NULL) {
            seeds[seed_count].len = fread(seeds[seed_count].bytes, 1, INPUT_MAX, file);
            seed_count++;
            (void)fclose(file);
        }
    }
    if (found != NULL) {
        (void)closedir(found);
    }
}

/* Puts a piece of any seed in place of `gone` bytes at `at`. */
static void splice(size_t at, size_t gone)
{
    const struct seed *from = &seeds[roll(seed_count)];
    size_t start = roll(from->len + 1);
    size_t len = roll(from->len - start + 1);

    if (current.len - gone + len <= INPUT_MAX) {
        memmove(current.bytes + at + len, current.bytes + at + gone, current.len - at - gone);
        memcpy(current.bytes + at, from->bytes + start, len);
        current.len += len - gone;
    }
}

static void mutate(void)
{
    static const char telling[] = "\r\n\t :,;=\"\\#*/0\x7f\x80\xff";
    size_t at = roll(current.len + 1);
    size_t rest = current.len - at;

    switch (roll(4)) {
    case 0:
        splice(at, roll(rest + 1));
        return;
    case 1:
        splice(at, 0);
        return;
    case 2:
        if (rest > 0) {
            current.bytes[at] = (uint8_t)telling[roll(sizeof telling)];
        }
        return;
    default:
        if (rest > 0) {
            current.bytes[at] = (uint8_t)roll(256);
        }
    }
}

/* In a block of its own size, so that one byte too far is seen. */
static void run_current(void)
{
    uint8_t *exact = malloc(current.len + (current.len == 0));

    MUST(exact != NULL);
    memcpy(exact, current.bytes, current.len);
    (void)LLVMFuzzerTestOneInput(exact, current.len);
    free(exact);
}

int main(int argc, char **argv)
{
    long seconds = 0;
    time_t start = time(NULL);
    unsigned long runs = 0;

    for (int i = 1; i < argc; i++) {
        if (sscanf(argv[i], "-max_total_time=%ld", &seconds) != 1) {
            read_seeds(argv[i]);
        }
    }
    MUST(seed_count > 0);
    __sanitizer_set_death_callback(keep_crash);
    for (size_t i = 0; i < seed_count; i++) {
        current = seeds[i];
        run_current();
    }
    for (; time(NULL) - start < seconds; runs++) {
        if (runs % 16 == 0) {
            current = seeds[roll(seed_count)];
        }
        mutate();
        run_current();
    }
    printf("%lu runs, %zu seeds\n", runs, seed_count);
    return 0;
}
