#include "tests/unit/unit.h"

#include <unistd.h>

#include "core/base/json.h"
#include "core/proc/metrics.h"
#include "core/proc/snapshot.h"

static crew_snapshot snapshot;
static crew_score scores[3];

static const char *text_of(crew_buf **out)
{
    static char text[16384];
    crew_span bytes = crew_buf_peek(*out);

    assert_true(bytes.len < sizeof text);
    memcpy(text, bytes.ptr, bytes.len);
    text[bytes.len] = '\0';
    crew_buf_clear(out);
    return text;
}

static void add(int entry, int slot, const char *state)
{
    crew_snapshot_add(&snapshot, (crew_snapshot_worker){.entry = entry, .slot = slot, .pid = (int32_t)getpid(), .state = state,
        .born_ms = snapshot.now_ms - 5000, .score = &scores[entry]});
}

static int start(void **state)
{
    (void)state;
    memset(scores, 0, sizeof scores);
    crew_snapshot_init(&snapshot, 2, 3);
    snapshot.name = "a \"b\"\\\nc";
    snapshot.script = "/srv/server.php";
    snapshot.given = "tcp://0.0.0.0:1";
    snapshot.state = "running";
    snapshot.born_ms = snapshot.now_ms - 60000;
    return 0;
}

static int stop(void **state)
{
    (void)state;
    crew_snapshot_clear(&snapshot);
    return 0;
}

TEST(the_state_is_what_the_score_says_unless_the_master_knows_better)
{
    scores[1].busy_since_ms = snapshot.now_ms - 1500;
    scores[2].mode = CREW_SERVICE_DRAINING;
    add(0, 0, NULL);
    add(1, 1, NULL);
    add(2, 1, NULL);
    assert_string_equal(snapshot.workers[0].state, "idle");
    assert_string_equal(snapshot.workers[1].state, "busy");
    assert_string_equal(snapshot.workers[2].state, "draining");
    assert_int_equal(crew_snapshot_busy_ms(&snapshot, &snapshot.workers[0]), 0);
    assert_int_equal(crew_snapshot_busy_ms(&snapshot, &snapshot.workers[1]), 1500);
}

TEST(a_slot_counts_what_its_dead_have_done)
{
    crew_score dead = {.traffic = {.connections = 3, .accepted = 10, .messages = 100}, .exceptions = 2};

    crew_history_add(&snapshot.slots[1], &dead, 4711, "was killed");
    scores[0].traffic = (crew_traffic){.connections = 1, .accepted = 2, .messages = 20};
    add(0, 1, NULL);
    assert_int_equal(snapshot.slots[1].traffic.connections, 1);
    assert_int_equal(snapshot.slots[1].traffic.accepted, 12);
    assert_int_equal(snapshot.slots[1].traffic.messages, 120);
    assert_int_equal(snapshot.slots[1].exceptions, 2);
    assert_int_equal(snapshot.slots[1].exits, 1);
    assert_string_equal(snapshot.slots[1].last_exit, "was killed");
}

TEST(its_json_has_everything)
{
    crew_buf *out = NULL;
    crew_span all;
    crew_span rest;
    crew_span each;
    const char *text;

    crew_history_add(&snapshot.slots[1], &scores[2], 4711, "was killed by signal 9 (Killed)");
    scores[0].traffic.messages = 7;
    scores[0].memory = 4096;
    add(0, 0, NULL);
    add(1, 1, "starting");
    crew_snapshot_write(&snapshot, &out);
    text = text_of(&out);
    assert_words("\"name\":\"a \\\"b\\\"\\\\\\nc\"", text);
    assert_words("\"metrics\":null", text);
    all = crew_span_str(text);
    rest = crew_json_elements(crew_json_find(all, "workers"));
    assert_true(crew_json_next(&rest, &each));
    assert_true(crew_json_to_number(crew_json_find(each, "messages")) == 7);
    assert_true(crew_json_to_number(crew_json_find(each, "memory")) == 4096);
    assert_true(crew_json_to_number(crew_json_find(each, "uptime")) == 5);
    assert_true(crew_json_next(&rest, &each));
    assert_true(crew_span_eq(crew_json_find(each, "state"), crew_span_str("\"starting\"")));
    assert_false(crew_json_next(&rest, &each));
    rest = crew_json_elements(crew_json_find(all, "slots"));
    assert_true(crew_json_next(&rest, &each));
    assert_true(crew_span_eq(crew_json_find(each, "last_exit"), crew_span_str("null")));
    assert_true(crew_json_next(&rest, &each));
    assert_true(crew_json_to_number(crew_json_find(crew_json_find(each, "last_exit"), "pid")) == 4711);
    assert_true(crew_json_to_number(crew_json_find(crew_json_find(all, "total"), "exits")) == 1);
}

TEST(metrics_are_as_prometheus_reads_them)
{
    crew_buf *out = NULL;
    const char *text;

    scores[0].traffic = (crew_traffic){.connections = 3, .messages = 12};
    scores[1].busy_since_ms = snapshot.now_ms - 2500;
    add(0, 0, NULL);
    add(1, 1, NULL);
    crew_metrics_write(&snapshot, false, &out);
    text = text_of(&out);
    assert_words("crew_build_info{version=\"" CREW_VERSION "\",name=\"a \\\"b\\\"\\\\\\nc\",address=\"tcp://0.0.0.0:1\",mode=\"shared\"} 1\n", text);
    assert_words("# HELP crew_messages_total Messages received.\n# TYPE crew_messages_total counter\n"
                 "crew_messages_total{worker=\"0\"} 12\ncrew_messages_total{worker=\"1\"} 0\n", text);
    assert_words("# TYPE crew_connections gauge\ncrew_connections{worker=\"0\"} 3\n", text);
    assert_words("crew_workers{state=\"busy\"} 1\n", text);
    assert_words("crew_worker_busy_seconds{worker=\"1\"} 2.500\n", text);
    assert_null(strstr(text, "# EOF"));
    assert_words("version=0.0.4", crew_metrics_type(false));
}

TEST(openmetrics_names_counters_without_their_suffix_and_has_an_end)
{
    crew_buf *out = NULL;
    const char *text;

    add(0, 0, NULL);
    crew_metrics_write(&snapshot, true, &out);
    text = text_of(&out);
    assert_words("# TYPE crew_messages counter\ncrew_messages_total{worker=\"0\"} 0\n", text);
    assert_string_equal(text + strlen(text) - 6, "# EOF\n");
    assert_words("application/openmetrics-text; version=1.0.0", crew_metrics_type(true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_state_is_what_the_score_says_unless_the_master_knows_better, start, stop),
        cmocka_unit_test_setup_teardown(a_slot_counts_what_its_dead_have_done, start, stop),
        cmocka_unit_test_setup_teardown(its_json_has_everything, start, stop),
        cmocka_unit_test_setup_teardown(metrics_are_as_prometheus_reads_them, start, stop),
        cmocka_unit_test_setup_teardown(openmetrics_names_counters_without_their_suffix_and_has_an_end, start, stop),
    };

    return cmocka_run_group_tests_name("snapshot", tests, NULL, NULL);
}
