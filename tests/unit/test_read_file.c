#include "tests/unit/unit.h"

#include <unistd.h>

#include "core/base/read_file.h"

static char path[] = "/tmp/crew-read-file-XXXXXX";

/* Fills the file with `len` bytes and reads it. */
static bool read_back(size_t len, size_t limit, crew_buf **out)
{
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    char *bytes = calloc(len + 1, 1);

    assert_true(fd >= 0 && bytes != NULL);
    for (size_t i = 0; i < len; i++) {
        bytes[i] = (char)(i % 251);
    }
    assert_int_equal(write(fd, bytes, len), len);
    (void)close(fd);
    free(bytes);
    return crew_read_file(path, limit, out);
}

TEST(a_file_is_appended_as_a_whole)
{
    static const size_t lengths[] = {0, 1, 16383, 16384, 16385, 100000};

    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        crew_buf *out = NULL;
        crew_span all;

        crew_buf_append(&out, crew_span_str("before"));
        assert_true(read_back(lengths[i], lengths[i], &out));
        all = crew_buf_peek(out);
        assert_int_equal(all.len, 6 + lengths[i]);
        for (size_t k = 0; k < lengths[i]; k++) {
            assert_true(all.ptr[6 + k] == (char)(k % 251));
        }
        crew_buf_clear(&out);
    }
}

TEST(what_is_larger_than_allowed_or_cannot_be_read_gives_nothing)
{
    crew_buf *out = NULL;
    int before = unit_open_fds();

    assert_false(read_back(100, 99, &out));
    assert_false(read_back(100000, 20000, &out));
    assert_false(crew_read_file("/nonexistent/file", 100, &out));
    assert_false(crew_read_file("/", 100, &out));
    assert_null(out);
    assert_int_equal(unit_open_fds(), before);
}

static int start(void **state)
{
    int fd = mkstemp(path);

    (void)state;
    return fd >= 0 ? close(fd) : -1;
}

static int stop(void **state)
{
    (void)state;
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_appended_as_a_whole),
        cmocka_unit_test(what_is_larger_than_allowed_or_cannot_be_read_gives_nothing),
    };

    return cmocka_run_group_tests_name("read_file", tests, start, stop);
}
