#include "tests/unit/unit.h"

#include "core/base/err.h"

TEST(every_code_is_negative_and_has_words_of_its_own)
{
#define ROW(name, value, words) {CREW_E##name, words},
    static const struct {
        int code;
        const char *words;
    } rows[] = {CREW_ERR_LIST(ROW)};
#undef ROW

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_true(rows[i].code < 0);
        assert_string_equal(crew_err_words(rows[i].code), rows[i].words);
        for (size_t j = 0; j < i; j++) {
            assert_int_not_equal(rows[i].code, rows[j].code);
            assert_string_not_equal(rows[i].words, rows[j].words);
        }
    }
}

TEST(a_code_that_is_none_has_words_as_well)
{
    assert_non_null(crew_err_words(CREW_OK));
    assert_non_null(crew_err_words(-1000));
    assert_non_null(crew_err_words(1000));
}

TEST(setting_fills_in_code_and_words_and_returns_the_code)
{
    crew_err err = {0};

    assert_int_equal(crew_err_set(&err, CREW_ERANGE, "%s is %d", "backlog", 0), CREW_ERANGE);
    assert_int_equal(err.code, CREW_ERANGE);
    assert_string_equal(err.text, "backlog is 0");
}

TEST(nobody_has_to_listen)
{
    assert_int_equal(crew_err_set(NULL, CREW_ECLOSED, "%s", "gone"), CREW_ECLOSED);
}

TEST(long_words_are_cut)
{
    crew_err err;
    char words[2 * sizeof err.text];

    memset(words, 'x', sizeof words - 1);
    words[sizeof words - 1] = '\0';
    (void)crew_err_set(&err, CREW_ESYSTEM, "%s", words);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
    assert_memory_equal(err.text, words, sizeof err.text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_negative_and_has_words_of_its_own),
        cmocka_unit_test(a_code_that_is_none_has_words_as_well),
        cmocka_unit_test(setting_fills_in_code_and_words_and_returns_the_code),
        cmocka_unit_test(nobody_has_to_listen),
        cmocka_unit_test(long_words_are_cut),
    };

    return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
