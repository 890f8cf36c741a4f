/*
 * metrics: see metrics.h.
 */
#include "core/proc/metrics.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/proc/resident.h"

typedef struct metrics_text {
    crew_buf **out;
    bool is_openmetrics;
} metrics_text;

/* What is told about each slot. The names are without _total, which counters get. */
typedef struct metrics_row {
    const char *name;
    bool is_counter;
    uint64_t (*value)(const crew_history *slot);
    const char *help;
} metrics_row;

#define METRICS_VALUE(name, expression)                                                                                 \
    static uint64_t metrics_##name(const crew_history *slot)                                                            \
    {                                                                                                                   \
        return (expression);                                                                                            \
    }
METRICS_VALUE(connections, slot->traffic.connections)
METRICS_VALUE(accepted, slot->traffic.accepted)
METRICS_VALUE(messages, slot->traffic.messages)
METRICS_VALUE(received, slot->traffic.bytes_read)
METRICS_VALUE(sent, slot->traffic.bytes_written)
METRICS_VALUE(refused, slot->traffic.refused)
METRICS_VALUE(exceptions, slot->exceptions)
METRICS_VALUE(exits, slot->exits)
#undef METRICS_VALUE

static const metrics_row metrics_rows[] = {
    {"crew_connections", false, metrics_connections, "Connections open now."},
    {"crew_connections_accepted", true, metrics_accepted, "Connections accepted."},
    {"crew_messages", true, metrics_messages, "Messages received."},
    {"crew_received_bytes", true, metrics_received, "Bytes received."},
    {"crew_sent_bytes", true, metrics_sent, "Bytes accepted for sending."},
    {"crew_sends_refused", true, metrics_refused, "Sends refused because the send buffer was full."},
    {"crew_exceptions", true, metrics_exceptions, "Exceptions that left a callback."},
    {"crew_worker_exits", true, metrics_exits, "Worker processes that have ended, for whatever reason."},
};

static void metrics_put(metrics_text *text, const char *words)
{
    crew_buf_append(text->out, crew_span_str(words));
}

/* A label's value: backslash, quote and newline are escaped. */
static void metrics_put_quoted(metrics_text *text, const char *value)
{
    metrics_put(text, "\"");
    for (; *value != '\0'; value++) {
        char escaped[3] = {'\\', *value == '\n' ? 'n' : *value, '\0'};

        metrics_put(text, *value == '\\' || *value == '"' || *value == '\n' ? escaped : (char[]){*value, '\0'});
    }
    metrics_put(text, "\"");
}

static void metrics_put_head(metrics_text *text, const char *name, bool is_counter, const char *help)
{
    /* OpenMetrics names a family of counters without _total, the older format with it. */
    const char *suffix = is_counter && !text->is_openmetrics ? "_total" : "";
    char line[256];

    (void)snprintf(line, sizeof line, "# HELP %s%s %s\n# TYPE %s%s %s\n", name, suffix, help, name, suffix,
        is_counter ? "counter" : "gauge");
    metrics_put(text, line);
}

/* `label` is NULL, or the name of a label whose value is `of`. */
static void metrics_put_sample(metrics_text *text, const char *name, const char *label, const char *of, const char *value)
{
    metrics_put(text, name);
    if (label != NULL) {
        metrics_put(text, "{");
        metrics_put(text, label);
        metrics_put(text, "=");
        metrics_put_quoted(text, of);
        metrics_put(text, "}");
    }
    metrics_put(text, " ");
    metrics_put(text, value);
    metrics_put(text, "\n");
}

static void metrics_put_slot(metrics_text *text, const char *name, int slot, const char *value)
{
    char number[16];

    (void)snprintf(number, sizeof number, "%d", slot);
    metrics_put_sample(text, name, "worker", number, value);
}

static const char *metrics_seconds(char into[32], int64_t ms)
{
    (void)snprintf(into, 32, "%" PRId64 ".%03d", ms / 1000, (int)(ms % 1000));
    return into;
}

static void metrics_write_info(const crew_snapshot *snapshot, metrics_text *text)
{
    char value[32];

    metrics_put_head(text, "crew_build_info", false, "Which server this is; always 1.");
    metrics_put(text, "crew_build_info{version=\"" CREW_VERSION "\",name=");
    metrics_put_quoted(text, snapshot->name);
    metrics_put(text, ",address=");
    metrics_put_quoted(text, snapshot->given);
    metrics_put(text, ",mode=");
    metrics_put_quoted(text, crew_mode_names[snapshot->mode]);
    metrics_put(text, "} 1\n");
    metrics_put_head(text, "crew_uptime_seconds", false, "Since the master began.");
    metrics_put_sample(text, "crew_uptime_seconds", NULL, NULL, metrics_seconds(value, snapshot->now_ms - snapshot->born_ms));
}

static void metrics_write_states(const crew_snapshot *snapshot, metrics_text *text)
{
    metrics_put_head(text, "crew_workers", false, "Worker processes by what they do.");
    for (int i = 0; i < CREW_SNAPSHOT_STATES; i++) {
        char value[32];
        int count = 0;

        for (int k = 0; k < snapshot->worker_count; k++) {
            count += strcmp(snapshot->workers[k].state, crew_snapshot_states[i]) == 0;
        }
        (void)snprintf(value, sizeof value, "%d", count);
        metrics_put_sample(text, "crew_workers", "state", crew_snapshot_states[i], value);
    }
}

static void metrics_write_slots(const crew_snapshot *snapshot, metrics_text *text)
{
    for (size_t i = 0; i < sizeof metrics_rows / sizeof metrics_rows[0]; i++) {
        const metrics_row *row = &metrics_rows[i];
        char name[64];
        char value[32];

        (void)snprintf(name, sizeof name, "%s%s", row->name, row->is_counter ? "_total" : "");
        metrics_put_head(text, row->name, row->is_counter, row->help);
        for (int k = 0; k < snapshot->slot_count; k++) {
            (void)snprintf(value, sizeof value, "%" PRIu64, row->value(&snapshot->slots[k]));
            metrics_put_slot(text, name, k, value);
        }
    }
}

/* Gauges of processes: the sum over those of a slot, of which there are two during a reload; of times the longest. */
typedef int64_t (*metrics_gauge)(const crew_snapshot *snapshot, const crew_snapshot_worker *worker);

static int64_t metrics_memory(const crew_snapshot *snapshot, const crew_snapshot_worker *worker)
{
    (void)snapshot;
    return (int64_t)worker->score->memory;
}

static int64_t metrics_memory_peak(const crew_snapshot *snapshot, const crew_snapshot_worker *worker)
{
    (void)snapshot;
    return (int64_t)worker->score->memory_peak;
}

static int64_t metrics_resident(const crew_snapshot *snapshot, const crew_snapshot_worker *worker)
{
    int64_t bytes = crew_resident_bytes(worker->pid);

    (void)snapshot;
    return bytes > 0 ? bytes : 0;
}

static int64_t metrics_timers(const crew_snapshot *snapshot, const crew_snapshot_worker *worker)
{
    (void)snapshot;
    return (int64_t)worker->score->timers;
}

static void metrics_write_gauge(const crew_snapshot *snapshot, metrics_text *text, const char *name, metrics_gauge gauge, const char *help)
{
    metrics_put_head(text, name, false, help);
    for (int slot = 0; slot < snapshot->slot_count; slot++) {
        int64_t sum = 0;
        char value[32];

        for (int i = 0; i < snapshot->worker_count; i++) {
            sum += snapshot->workers[i].slot == slot ? gauge(snapshot, &snapshot->workers[i]) : 0;
        }
        (void)snprintf(value, sizeof value, "%" PRId64, sum);
        metrics_put_slot(text, name, slot, value);
    }
}

static void metrics_write_busy(const crew_snapshot *snapshot, metrics_text *text)
{
    metrics_put_head(text, "crew_worker_busy_seconds", false, "For how long the worker has been in callbacks; 0 while it waits for events.");
    for (int slot = 0; slot < snapshot->slot_count; slot++) {
        int64_t longest = 0;
        char value[32];

        for (int i = 0; i < snapshot->worker_count; i++) {
            int64_t busy = snapshot->workers[i].slot == slot ? crew_snapshot_busy_ms(snapshot, &snapshot->workers[i]) : 0;

            longest = busy > longest ? busy : longest;
        }
        metrics_put_slot(text, "crew_worker_busy_seconds", slot, metrics_seconds(value, longest));
    }
}

const char *crew_metrics_type(bool is_openmetrics)
{
    return is_openmetrics ? "application/openmetrics-text; version=1.0.0; charset=utf-8" : "text/plain; version=0.0.4; charset=utf-8";
}

void crew_metrics_write(const crew_snapshot *snapshot, bool is_openmetrics, crew_buf **out)
{
    metrics_text text = {.out = out, .is_openmetrics = is_openmetrics};

    metrics_write_info(snapshot, &text);
    metrics_write_states(snapshot, &text);
    metrics_write_slots(snapshot, &text);
    metrics_write_busy(snapshot, &text);
    metrics_write_gauge(snapshot, &text, "crew_worker_memory_bytes", metrics_memory, "PHP's memory in use after the last callback.");
    metrics_write_gauge(snapshot, &text, "crew_worker_memory_peak_bytes", metrics_memory_peak, "PHP's memory at its peak.");
    metrics_write_gauge(snapshot, &text, "crew_worker_resident_bytes", metrics_resident, "The process's memory in RAM.");
    metrics_write_gauge(snapshot, &text, "crew_worker_timers", metrics_timers, "Timers that are set.");
    if (is_openmetrics) {
        metrics_put(&text, "# EOF\n");
    }
}
