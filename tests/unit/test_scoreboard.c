#include "tests/unit/unit.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/faults.h"

static faults mmaps;

static void *faulty_mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
    return fault_due(&mmaps) ? MAP_FAILED : mmap(at, size, protection, flags, fd, offset);
}

#define mmap faulty_mmap
#include "core/proc/scoreboard.c"
#undef mmap

TEST(every_entry_is_zero_at_first)
{
    static const crew_score zero;
    crew_scoreboard *board = crew_scoreboard_new(10, NULL);

    assert_non_null(board);
    for (int i = 0; i < 10; i++) {
        assert_memory_equal(crew_scoreboard_at(board, i), &zero, sizeof zero);
    }
    crew_scoreboard_free(board);
}

TEST(entries_do_not_share_a_cache_line)
{
    crew_scoreboard *board = crew_scoreboard_new(2, NULL);
    char *first = (char *)crew_scoreboard_at(board, 0);
    char *second = (char *)crew_scoreboard_at(board, 1);

    assert_int_equal((uintptr_t)first % 64, 0);
    assert_int_equal((second - first) % 64, 0);
    assert_true(second - first >= (ptrdiff_t)sizeof(crew_score));
    crew_scoreboard_free(board);
}

TEST(what_a_child_writes_is_seen_after_its_death)
{
    crew_scoreboard *board = crew_scoreboard_new(3, NULL);
    pid_t pid = fork();

    if (pid == 0) {
        crew_score *mine = crew_scoreboard_at(board, 1);

        mine->traffic.messages = 4711;
        (void)snprintf(mine->last_words, sizeof mine->last_words, "goodbye");
        crew_scoreboard_free(board);
        _exit(0);
    }
    assert_true(pid > 0);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_int_equal(crew_scoreboard_at(board, 1)->traffic.messages, 4711);
    assert_string_equal(crew_scoreboard_at(board, 1)->last_words, "goodbye");
    assert_int_equal(crew_scoreboard_at(board, 0)->traffic.messages, 0);
    assert_int_equal(crew_scoreboard_at(board, 2)->traffic.messages, 0);
    crew_scoreboard_free(board);
}

TEST(memory_that_cannot_be_had_is_told)
{
    crew_err err = {0};

    mmaps.errors = fault_list(ENOMEM);
    assert_null(crew_scoreboard_new(8, &err));
    assert_int_equal(err.code, CREW_ESYSTEM);
    assert_words("no shared memory for the scoreboard", err.text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_is_zero_at_first),
        cmocka_unit_test(entries_do_not_share_a_cache_line),
        cmocka_unit_test(what_a_child_writes_is_seen_after_its_death),
        cmocka_unit_test(memory_that_cannot_be_had_is_told),
    };

    return cmocka_run_group_tests_name("scoreboard", tests, NULL, NULL);
}
