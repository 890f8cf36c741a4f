#include "tests/unit/unit.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/buf.h"

static void append(crew_buf **buf, const char *text)
{
    crew_buf_append(buf, crew_span_str(text));
}

#define assert_holds(buf, text)                                                                                         \
    do {                                                                                                                \
        assert_int_equal(crew_buf_size(buf), strlen(text));                                                             \
        assert_int_equal(crew_buf_peek(buf).len, strlen(text));                                                         \
        assert_memory_equal(crew_buf_peek(buf).ptr, (text), strlen(text));                                              \
    } while (0)

TEST(an_empty_queue_is_a_null_pointer)
{
    crew_buf *buf = NULL;

    assert_int_equal(crew_buf_size(buf), 0);
    assert_int_equal(crew_buf_peek(buf).len, 0);
    assert_non_null(crew_buf_peek(buf).ptr);
    crew_buf_consume(&buf, 0);
    crew_buf_consume(&buf, 5);
    crew_buf_clear(&buf);
    assert_null(buf);
}

TEST(appending_nothing_makes_nothing)
{
    crew_buf *buf = NULL;

    crew_buf_append(&buf, crew_span_of(NULL, 0));
    assert_null(buf);
}

TEST(bytes_leave_in_the_order_they_came)
{
    crew_buf *buf = NULL;

    append(&buf, "hello");
    append(&buf, " ");
    append(&buf, "world");
    assert_holds(buf, "hello world");
    crew_buf_consume(&buf, 6);
    assert_holds(buf, "world");
    append(&buf, "!");
    assert_holds(buf, "world!");
    crew_buf_clear(&buf);
}

TEST(bytes_may_be_put_into_the_room_for_them)
{
    crew_buf *buf = NULL;

    append(&buf, "one ");
    memcpy(crew_buf_room(&buf, 100), "two", 3);
    assert_holds(buf, "one ");
    crew_buf_extend(buf, 3);
    assert_holds(buf, "one two");
    crew_buf_clear(&buf);
}

TEST(consuming_all_of_it_frees_it)
{
    crew_buf *buf = NULL;

    append(&buf, "hello");
    crew_buf_consume(&buf, 5);
    assert_null(buf);
}

TEST(consuming_more_than_there_is_frees_it)
{
    crew_buf *buf = NULL;

    append(&buf, "hello");
    crew_buf_consume(&buf, 2);
    crew_buf_consume(&buf, (size_t)-1);
    assert_null(buf);
}

TEST(consuming_nothing_changes_nothing)
{
    crew_buf *buf = NULL;

    append(&buf, "hello");
    crew_buf_consume(&buf, 0);
    assert_holds(buf, "hello");
    crew_buf_clear(&buf);
}

TEST(nul_bytes_are_kept)
{
    crew_buf *buf = NULL;

    crew_buf_append(&buf, crew_span_of("a\0b\0", 4));
    assert_int_equal(crew_buf_size(buf), 4);
    assert_memory_equal(crew_buf_peek(buf).ptr, "a\0b\0", 4);
    crew_buf_clear(&buf);
}

TEST(one_large_append_is_taken_whole)
{
    size_t size = 3 * 1024 * 1024 + 7;
    char *bytes = malloc(size);
    crew_buf *buf = NULL;

    memset(bytes, 'x', size);
    bytes[size - 1] = 'y';
    append(&buf, "head");
    crew_buf_append(&buf, crew_span_of(bytes, size));
    assert_int_equal(crew_buf_size(buf), size + 4);
    assert_memory_equal(crew_buf_peek(buf).ptr, "headx", 5);
    assert_int_equal(crew_buf_peek(buf).ptr[size + 3], 'y');
    crew_buf_clear(&buf);
    free(bytes);
}

/* Every way in which an append finds its room: free at the end, after moving to the front, in a larger block. */
TEST(a_queue_filled_and_emptied_at_random_keeps_its_bytes)
{
    static char bytes[1 << 16];
    crew_buf *buf = NULL;
    size_t written = 0;
    size_t read = 0;
    unsigned random = 4711;

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (char)(i * 31 + i / 251);
    }
    while (read < sizeof bytes) {
        size_t n;

        random = random * 1103515245 + 12345;
        n = (random >> 16) % 700;
        if (written < sizeof bytes && (random >> 8) % 3 != 0) {
            n = n < sizeof bytes - written ? n : sizeof bytes - written;
            crew_buf_append(&buf, crew_span_of(bytes + written, n));
            written += n;
        } else {
            n = n < written - read ? n : written - read;
            crew_buf_consume(&buf, n);
            read += n;
        }
        assert_int_equal(crew_buf_size(buf), written - read);
        assert_memory_equal(crew_buf_peek(buf).ptr, bytes + read, written - read);
    }
    assert_null(buf);
}

/* A size that no peer may cause: whoever lets it through ends here instead of in a wrapped sum. */
TEST(a_size_beyond_reason_ends_the_process)
{
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        crew_buf *buf = NULL;

        crew_log_set_sink(unit_log_sink);
        (void)signal(SIGABRT, SIG_DFL);
        crew_buf_append(&buf, crew_span_of("", SIZE_MAX / 2));
        _exit(0);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_queue_is_a_null_pointer),
        cmocka_unit_test(appending_nothing_makes_nothing),
        cmocka_unit_test(bytes_may_be_put_into_the_room_for_them),
        cmocka_unit_test(bytes_leave_in_the_order_they_came),
        cmocka_unit_test(consuming_all_of_it_frees_it),
        cmocka_unit_test(consuming_more_than_there_is_frees_it),
        cmocka_unit_test(consuming_nothing_changes_nothing),
        cmocka_unit_test(nul_bytes_are_kept),
        cmocka_unit_test(one_large_append_is_taken_whole),
        cmocka_unit_test(a_queue_filled_and_emptied_at_random_keeps_its_bytes),
        cmocka_unit_test(a_size_beyond_reason_ends_the_process),
    };

    return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
