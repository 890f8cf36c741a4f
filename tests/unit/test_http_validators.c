#include "tests/unit/unit.h"

#include "core/proto/http_validators.h"

#define S(text) {(text), sizeof(text) - 1}

#define BEFORE S("Sun, 06 Nov 1994 08:49:36 GMT")
#define SAME S("Sun, 06 Nov 1994 08:49:37 GMT")
#define AFTER S("Sun, 06 Nov 1994 08:49:38 GMT")
#define MODIFIED 784111777 /* SAME */
#define NOW (MODIFIED + 1000)

TEST(entity_tags_match_strongly_or_weakly)
{
    static const struct {
        const char *list;
        const char *etag;
        bool strong;
        bool weak;
    } cases[] = {
        {"\"a\"", "\"a\"", true, true},
        {"W/\"a\"", "W/\"a\"", false, true},
        {"W/\"a\"", "\"a\"", false, true},
        {"\"a\"", "W/\"a\"", false, true},
        {"\"a\"", "\"A\"", false, false},
        {"\"a\"", "\"ab\"", false, false},
        {"\"\"", "\"\"", true, true},
        {"\"b\", \"a\"", "\"a\"", true, true},
        {"\"b\",\"a\"", "\"a\"", true, true},
        {" , \"b\" ,, W/\"c\" , \"a\" ,", "\"a\"", true, true},
        {"\"b,\\\", \"a\"", "\"b,\\\"", true, true}, /* neither a comma nor a backslash is special in one */
        {"*", "\"a\"", true, true},
        {" * ", "\"a\"", true, true},
        {"*", "", true, true},
        {"\"a\"", "", false, false},
        {"", "", false, false},
        {"", "\"a\"", false, false},
        {"a", "\"a\"", false, false},
        {"a, \"a\"", "\"a\"", false, false}, /* what is behind something malformed does not count */
        {"\"b\" \"a\"", "\"a\"", false, false},
        {"\"a", "\"a\"", false, false},
        {"w/\"a\"", "\"a\"", false, false},
        {"W/", "\"a\"", false, false},
        {"\"a b\"", "\"a b\"", false, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        crew_span list = crew_span_str(cases[i].list);
        crew_span etag = crew_span_str(cases[i].etag);

        if (crew_http_etag_matches(list, etag, true) != cases[i].strong || crew_http_etag_matches(list, etag, false) != cases[i].weak) {
            fail_msg("%s and %s", cases[i].list, cases[i].etag);
        }
    }
}

#define GET .method = CREW_HTTP_METHOD_GET
#define HEAD .method = CREW_HTTP_METHOD_HEAD
#define PUT .method = CREW_HTTP_METHOD_OTHER
#define SEND CREW_HTTP_CONDITION_SEND
#define WHOLE CREW_HTTP_CONDITION_SEND_WHOLE
#define KNOWN CREW_HTTP_CONDITION_NOT_MODIFIED
#define FAILED CREW_HTTP_CONDITION_FAILED

TEST(conditions_are_evaluated_in_their_order)
{
    static const struct {
        crew_http_conditions conditions;
        crew_http_condition_outcome outcome;
    } cases[] = {
        {{GET}, SEND},
        {{HEAD}, WHOLE},
        {{PUT}, WHOLE},

        {{GET, .if_match = S("\"a\"")}, SEND},
        {{GET, .if_match = S("\"b\"")}, FAILED},
        {{GET, .if_match = S("W/\"a\"")}, FAILED},
        {{PUT, .if_match = S("*")}, WHOLE},
        {{PUT, .if_match = S("rubbish")}, FAILED},

        {{GET, .if_unmodified_since = BEFORE}, FAILED},
        {{GET, .if_unmodified_since = SAME}, SEND},
        {{GET, .if_unmodified_since = AFTER}, SEND},
        {{GET, .if_unmodified_since = S("rubbish")}, SEND},
        {{GET, .if_match = S("\"a\""), .if_unmodified_since = BEFORE}, SEND},
        {{GET, .if_match = S("\"b\""), .if_unmodified_since = AFTER}, FAILED},

        {{GET, .if_none_match = S("\"a\"")}, KNOWN},
        {{HEAD, .if_none_match = S("W/\"a\"")}, KNOWN},
        {{PUT, .if_none_match = S("\"a\"")}, FAILED},
        {{PUT, .if_none_match = S("*")}, FAILED},
        {{GET, .if_none_match = S("\"b\"")}, SEND},
        {{GET, .if_none_match = S("rubbish")}, SEND},
        {{GET, .if_match = S("\"b\""), .if_none_match = S("\"a\"")}, FAILED},
        {{GET, .if_match = S("\"a\""), .if_none_match = S("\"a\"")}, KNOWN},

        {{GET, .if_modified_since = BEFORE}, SEND},
        {{GET, .if_modified_since = SAME}, KNOWN},
        {{HEAD, .if_modified_since = AFTER}, KNOWN},
        {{GET, .if_modified_since = S("Sunday, 06-Nov-94 08:49:37 GMT")}, KNOWN},
        {{GET, .if_modified_since = S("rubbish")}, SEND},
        {{PUT, .if_modified_since = AFTER}, WHOLE},
        {{GET, .if_none_match = S("\"b\""), .if_modified_since = AFTER}, SEND},
        {{GET, .if_none_match = S("\"a\""), .if_modified_since = BEFORE}, KNOWN},

        {{GET, .if_range = S("\"a\"")}, SEND},
        {{GET, .if_range = S(" \"a\" ")}, SEND},
        {{HEAD, .if_range = S("\"a\"")}, WHOLE},
        {{GET, .if_range = S("\"b\"")}, WHOLE},
        {{GET, .if_range = S("W/\"a\"")}, WHOLE},
        {{GET, .if_range = S("\"b\", \"a\"")}, WHOLE},
        {{GET, .if_range = S("\"a\", \"b\"")}, WHOLE},
        {{GET, .if_range = S("*")}, WHOLE},
        {{GET, .if_range = SAME}, SEND},
        {{GET, .if_range = BEFORE}, WHOLE},
        {{GET, .if_range = AFTER}, WHOLE},
        {{GET, .if_range = S("rubbish")}, WHOLE},
        {{GET, .if_none_match = S("\"a\""), .if_range = S("\"b\"")}, KNOWN},
    };
    static const crew_http_validators validators = {S("\"a\""), MODIFIED};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (crew_http_conditions_check(&cases[i].conditions, &validators, NOW) != cases[i].outcome) {
            fail_msg("case %zu", i);
        }
    }
}

TEST(what_has_no_validators_is_sent_unless_it_must_match)
{
    static const crew_http_validators none = {.etag = {NULL, 0}, .modified = CREW_HTTP_NEVER};
    static const struct {
        crew_http_conditions conditions;
        crew_http_condition_outcome outcome;
    } cases[] = {
        {{GET}, SEND},
        {{GET, .if_match = S("\"a\"")}, FAILED},
        {{GET, .if_match = S("*")}, SEND},
        {{GET, .if_none_match = S("\"a\"")}, SEND},
        {{GET, .if_none_match = S("*")}, KNOWN},
        {{GET, .if_modified_since = AFTER}, SEND},
        {{GET, .if_unmodified_since = BEFORE}, SEND},
        {{GET, .if_range = S("\"a\"")}, WHOLE},
        {{GET, .if_range = SAME}, WHOLE},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        if (crew_http_conditions_check(&cases[i].conditions, &none, NOW) != cases[i].outcome) {
            fail_msg("case %zu", i);
        }
    }
}

TEST(a_weak_entity_tag_and_a_second_that_is_not_over_allow_no_part)
{
    static const crew_http_conditions by_tag = {GET, .if_range = S("W/\"a\"")};
    static const crew_http_conditions by_date = {GET, .if_range = SAME};
    static const crew_http_validators validators = {S("W/\"a\""), MODIFIED};

    assert_int_equal(crew_http_conditions_check(&by_tag, &validators, NOW), WHOLE);
    assert_int_equal(crew_http_conditions_check(&by_date, &validators, MODIFIED), WHOLE);
    assert_int_equal(crew_http_conditions_check(&by_date, &validators, MODIFIED + 1), SEND);
}

TEST(an_entity_tag_is_made_of_time_and_size)
{
    char text[CREW_HTTP_ETAG_SIZE];

    assert_int_equal(crew_http_etag_write(text, 0x65f1c0a2, 8000), strlen("\"65f1c0a2-1f40\""));
    assert_string_equal(text, "\"65f1c0a2-1f40\"");
    assert_int_equal(crew_http_etag_write(text, -1, UINT64_MAX), CREW_HTTP_ETAG_SIZE - 1);
    assert_string_equal(text, "\"ffffffffffffffff-ffffffffffffffff\"");
    assert_true(crew_http_etag_matches(crew_span_str(text), crew_span_str(text), true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entity_tags_match_strongly_or_weakly),
        cmocka_unit_test(conditions_are_evaluated_in_their_order),
        cmocka_unit_test(what_has_no_validators_is_sent_unless_it_must_match),
        cmocka_unit_test(a_weak_entity_tag_and_a_second_that_is_not_over_allow_no_part),
        cmocka_unit_test(an_entity_tag_is_made_of_time_and_size),
    };

    return cmocka_run_group_tests_name("http_validators", tests, NULL, NULL);
}
