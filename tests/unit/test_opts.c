#include "tests/unit/unit.h"

#include "core/base/opts.h"

typedef struct shelf {
    int64_t before;
    int64_t books;
    int64_t width;
    int64_t after;
} shelf;

static const crew_opt rows[] = {
    CREW_OPT("books", shelf, books, 1, 100),
    CREW_OPT("width", shelf, width, -5, INT64_MAX),
    {NULL, 0, 0, 0},
};

TEST(a_known_option_is_stored_and_nothing_else_changes)
{
    shelf target = {.before = 1, .width = 2, .after = 3};

    assert_int_equal(crew_opt_set(rows, &target, "books", 50, NULL), 1);
    assert_int_equal(target.books, 50);
    assert_int_equal(target.before, 1);
    assert_int_equal(target.width, 2);
    assert_int_equal(target.after, 3);
}

TEST(both_ends_of_the_range_belong_to_it)
{
    shelf target = {0};

    assert_int_equal(crew_opt_set(rows, &target, "books", 1, NULL), 1);
    assert_int_equal(crew_opt_set(rows, &target, "books", 100, NULL), 1);
    assert_int_equal(crew_opt_set(rows, &target, "width", -5, NULL), 1);
    assert_int_equal(crew_opt_set(rows, &target, "width", INT64_MAX, NULL), 1);
    assert_true(target.width == INT64_MAX);
}

TEST(a_value_out_of_range_is_named_and_not_stored)
{
    shelf target = {.books = 7};
    crew_err err = {0};

    assert_int_equal(crew_opt_set(rows, &target, "books", 0, &err), CREW_ERANGE);
    assert_int_equal(err.code, CREW_ERANGE);
    assert_string_equal(err.text, "books must be between 1 and 100, 0 given");
    assert_int_equal(crew_opt_set(rows, &target, "books", 101, &err), CREW_ERANGE);
    assert_string_equal(err.text, "books must be between 1 and 100, 101 given");
    assert_int_equal(crew_opt_set(rows, &target, "width", INT64_MIN, NULL), CREW_ERANGE);
    assert_int_equal(target.books, 7);
}

TEST(an_unknown_name_is_no_error_here)
{
    shelf target = {0};
    crew_err err = {0};

    assert_int_equal(crew_opt_set(rows, &target, "colour", 1, &err), 0);
    assert_int_equal(crew_opt_set(rows, &target, "Books", 1, &err), 0);
    assert_int_equal(crew_opt_set(rows, &target, "book", 1, &err), 0);
    assert_int_equal(crew_opt_set(rows, &target, "", 1, &err), 0);
    assert_int_equal(err.code, CREW_OK);
    assert_int_equal(target.books, 0);
}

TEST(a_table_knows_its_own_names)
{
    assert_true(crew_opt_is_known(rows, "books"));
    assert_true(crew_opt_is_known(rows, "width"));
    assert_false(crew_opt_is_known(rows, "colour"));
    assert_false(crew_opt_is_known(rows, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_option_is_stored_and_nothing_else_changes),
        cmocka_unit_test(both_ends_of_the_range_belong_to_it),
        cmocka_unit_test(a_value_out_of_range_is_named_and_not_stored),
        cmocka_unit_test(an_unknown_name_is_no_error_here),
        cmocka_unit_test(a_table_knows_its_own_names),
    };

    return cmocka_run_group_tests_name("opts", tests, NULL, NULL);
}
