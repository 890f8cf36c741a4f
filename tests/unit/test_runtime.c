#include "tests/unit/unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "core/proc/runtime.h"

static char folder[64];

static int start(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/crew-unit-XXXXXX");
    return mkdtemp(folder) != NULL ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    return rmdir(folder);
}

TEST(the_name_is_the_scripts_and_tells_scripts_apart)
{
    char one[CREW_RUNTIME_PATH];
    char two[CREW_RUNTIME_PATH];
    char again[CREW_RUNTIME_PATH];
    char expected[CREW_RUNTIME_PATH];
    crew_err err;

    assert_int_equal(crew_runtime_path(folder, "/srv/one/server.php", "pid", one, &err), 0);
    assert_int_equal(crew_runtime_path(folder, "/srv/two/server.php", "pid", two, &err), 0);
    assert_int_equal(crew_runtime_path(folder, "/srv/one/server.php", "pid", again, &err), 0);
    (void)snprintf(expected, sizeof expected, "%s/server-", folder);
    assert_memory_equal(one, expected, strlen(expected));
    assert_string_equal(one + strlen(one) - 4, ".pid");
    assert_string_equal(one, again);
    assert_string_not_equal(one, two);
}

TEST(a_script_is_the_same_whichever_way_it_is_named)
{
    char one[CREW_RUNTIME_PATH];
    char two[CREW_RUNTIME_PATH];
    char roundabout[128];
    crew_err err;

    (void)snprintf(roundabout, sizeof roundabout, "%s/../%s", folder, strrchr(folder, '/') + 1);
    assert_int_equal(crew_runtime_path("/run", folder, "sock", one, &err), 0);
    assert_int_equal(crew_runtime_path("/run", roundabout, "sock", two, &err), 0);
    assert_string_equal(one, two);
}

TEST(a_path_that_is_too_long_is_refused)
{
    char path[CREW_RUNTIME_PATH];
    char directory[400];
    crew_err err;

    memset(directory, 'x', sizeof directory - 1);
    directory[0] = '/';
    directory[sizeof directory - 1] = '\0';
    assert_int_equal(crew_runtime_path(directory, "/srv/server.php", "pid", path, &err), CREW_ERANGE);
    assert_non_null(strstr(err.text, "too long"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_name_is_the_scripts_and_tells_scripts_apart, start, stop),
        cmocka_unit_test_setup_teardown(a_script_is_the_same_whichever_way_it_is_named, start, stop),
        cmocka_unit_test_setup_teardown(a_path_that_is_too_long_is_refused, start, stop),
    };

    return cmocka_run_group_tests_name("runtime", tests, NULL, NULL);
}
