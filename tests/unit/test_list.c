#include "tests/unit/unit.h"

#include "core/base/list.h"

typedef struct letter {
    char name;
    crew_list link;
} letter;

/* The names of everything in the list, forwards; checks on the way that it reads the same backwards. */
static const char *names(crew_list *head)
{
    static char text[16];
    size_t n = 0;
    size_t back;

    for (crew_list *node = head->next; node != head; node = node->next) {
        text[n++] = CREW_CONTAINER_OF(node, letter, link)->name;
    }
    text[n] = '\0';
    back = n;
    for (crew_list *node = head->prev; node != head; node = node->prev) {
        assert_int_equal(CREW_CONTAINER_OF(node, letter, link)->name, text[--back]);
    }
    assert_int_equal(back, 0);
    return text;
}

static void fill(crew_list *head, letter *letters, const char *text)
{
    crew_list_init(head);
    for (size_t i = 0; text[i] != '\0'; i++) {
        letters[i].name = text[i];
        crew_list_init(&letters[i].link);
        crew_list_append(head, &letters[i].link);
    }
}

TEST(a_new_head_is_empty_and_a_new_node_is_not_linked)
{
    crew_list head;
    crew_list node;

    crew_list_init(&head);
    crew_list_init(&node);
    assert_true(crew_list_is_empty(&head));
    assert_false(crew_list_is_linked(&node));
    assert_null(crew_list_shift(&head));
}

TEST(appended_nodes_keep_their_order)
{
    crew_list head;
    letter letters[3];

    fill(&head, letters, "abc");
    assert_string_equal(names(&head), "abc");
    assert_true(crew_list_is_linked(&letters[0].link));
}

TEST(a_node_can_be_taken_out_of_any_place)
{
    crew_list head;
    letter letters[4];

    fill(&head, letters, "abcd");
    crew_list_remove(&letters[1].link);
    assert_string_equal(names(&head), "acd");
    crew_list_remove(&letters[3].link);
    assert_string_equal(names(&head), "ac");
    crew_list_remove(&letters[0].link);
    assert_string_equal(names(&head), "c");
    crew_list_remove(&letters[2].link);
    assert_true(crew_list_is_empty(&head));
}

TEST(taking_a_node_out_twice_is_harmless)
{
    crew_list head;
    letter letters[2];

    fill(&head, letters, "ab");
    crew_list_remove(&letters[0].link);
    crew_list_remove(&letters[0].link);
    assert_false(crew_list_is_linked(&letters[0].link));
    assert_string_equal(names(&head), "b");
}

TEST(shifting_takes_the_first_until_none_is_left)
{
    crew_list head;
    letter letters[2];

    fill(&head, letters, "ab");
    assert_ptr_equal(crew_list_shift(&head), &letters[0].link);
    assert_false(crew_list_is_linked(&letters[0].link));
    assert_ptr_equal(crew_list_shift(&head), &letters[1].link);
    assert_null(crew_list_shift(&head));
}

TEST(splicing_moves_everything_to_the_end)
{
    crew_list to;
    crew_list from;
    letter first[2];
    letter second[3];

    fill(&to, first, "ab");
    fill(&from, second, "cde");
    crew_list_splice(&to, &from);
    assert_string_equal(names(&to), "abcde");
    assert_true(crew_list_is_empty(&from));
}

TEST(splicing_into_or_from_an_empty_list)
{
    crew_list to;
    crew_list from;
    letter letters[2];

    crew_list_init(&to);
    fill(&from, letters, "ab");
    crew_list_splice(&to, &from);
    assert_string_equal(names(&to), "ab");
    crew_list_splice(&to, &from);
    assert_string_equal(names(&to), "ab");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_head_is_empty_and_a_new_node_is_not_linked),
        cmocka_unit_test(appended_nodes_keep_their_order),
        cmocka_unit_test(a_node_can_be_taken_out_of_any_place),
        cmocka_unit_test(taking_a_node_out_twice_is_harmless),
        cmocka_unit_test(shifting_takes_the_first_until_none_is_left),
        cmocka_unit_test(splicing_moves_everything_to_the_end),
        cmocka_unit_test(splicing_into_or_from_an_empty_list),
    };

    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
