#include "tests/unit/unit.h"

#include <errno.h>

/* The allocator with a malloc that can be made to refuse, and an end of the process that comes back to the test. */
static int refusals;
static jmp_buf on_abort;

static void *stingy_realloc(void *ptr, size_t size)
{
    if (refusals > 0) {
        refusals--;
        errno = ENOMEM;
        return NULL;
    }
    return realloc(ptr, size);
}

static void caught_abort(void)
{
    longjmp(on_abort, 1);
}

#define realloc stingy_realloc
#define abort caught_abort
#include "core/base/alloc.c"
#undef realloc
#undef abort

static int start(void **state)
{
    (void)state;
    refusals = 0;
    unit_catch_log();
    return 0;
}

TEST(memory_can_be_had_written_and_given_back)
{
    char *bytes = crew_malloc(100);

    memset(bytes, 'x', 100);
    bytes = crew_realloc(bytes, 200);
    assert_int_equal(bytes[0], 'x');
    assert_int_equal(bytes[99], 'x');
    memset(bytes, 'y', 200);
    crew_free(bytes);
}

TEST(no_bytes_at_all_are_a_pointer_too)
{
    void *none = crew_malloc(0);

    assert_non_null(none);
    none = crew_realloc(none, 0);
    assert_non_null(none);
    crew_free(none);
    none = crew_calloc(0, 16);
    assert_non_null(none);
    crew_free(none);
}

TEST(freeing_nothing_is_harmless)
{
    crew_free(NULL);
}

TEST(counted_memory_is_zero)
{
    int *numbers = crew_calloc(50, sizeof *numbers);

    for (int i = 0; i < 50; i++) {
        assert_int_equal(numbers[i], 0);
    }
    crew_free(numbers);
}

TEST(a_copied_text_is_its_own)
{
    char text[] = "hello";
    char *copy = crew_strdup(text);

    text[0] = 'j';
    assert_string_equal(copy, "hello");
    crew_free(copy);
}

TEST(a_refusal_is_waited_out)
{
    char *bytes;

    refusals = 3;
    bytes = crew_malloc(10);
    assert_non_null(bytes);
    assert_int_equal(refusals, 0);
    assert_int_equal(unit_logged.lines, 0);
    crew_free(bytes);
}

TEST(a_refused_growth_keeps_the_bytes)
{
    char *bytes = crew_malloc(6);

    memcpy(bytes, "hello", 6);
    refusals = 3;
    bytes = crew_realloc(bytes, 6000);
    assert_string_equal(bytes, "hello");
    crew_free(bytes);
}

TEST(memory_that_stays_short_ends_the_process_in_words)
{
    refusals = 1000000;
    if (setjmp(on_abort) == 0) {
        crew_free(crew_malloc(123));
        fail_msg("the process did not end");
    }
    assert_logged("out of memory: 123 bytes could not be had");
}

TEST(a_product_beyond_a_size_ends_the_process_in_words)
{
    if (setjmp(on_abort) == 0) {
        crew_free(crew_calloc(SIZE_MAX / 2, 3));
        fail_msg("the process did not end");
    }
    assert_logged("out of memory");
}

#define alloc_test(name) cmocka_unit_test_setup(name, start)

int main(void)
{
    const struct CMUnitTest tests[] = {
        alloc_test(memory_can_be_had_written_and_given_back),
        alloc_test(no_bytes_at_all_are_a_pointer_too),
        alloc_test(freeing_nothing_is_harmless),
        alloc_test(counted_memory_is_zero),
        alloc_test(a_copied_text_is_its_own),
        alloc_test(a_refusal_is_waited_out),
        alloc_test(a_refused_growth_keeps_the_bytes),
        alloc_test(memory_that_stays_short_ends_the_process_in_words),
        alloc_test(a_product_beyond_a_size_ends_the_process_in_words),
    };

    return cmocka_run_group_tests_name("alloc", tests, NULL, NULL);
}
