/*
 * snapshot: see snapshot.h.
 */
#include "core/proc/snapshot.h"

#include <stdio.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/proc/resident.h"

const char *const crew_snapshot_states[CREW_SNAPSHOT_STATES] = {"starting", "idle", "busy", "draining", "stopping"};

/* The counters that one process adds to those of its slot; what it has open now ends with it. */
static void history_count(crew_history *history, const crew_score *score)
{
    history->traffic.accepted += score->traffic.accepted;
    history->traffic.messages += score->traffic.messages;
    history->traffic.bytes_read += score->traffic.bytes_read;
    history->traffic.bytes_written += score->traffic.bytes_written;
    history->traffic.refused += score->traffic.refused;
    history->exceptions += score->exceptions;
}

void crew_history_add(crew_history *history, const crew_score *score, int32_t pid, const char *how)
{
    history_count(history, score);
    history->exits++;
    history->last_exit_ms = crew_clock_ms();
    history->last_pid = pid;
    (void)snprintf(history->last_exit, sizeof history->last_exit, "%s", how);
}

void crew_snapshot_init(crew_snapshot *snapshot, int slots, int workers)
{
    memset(snapshot, 0, sizeof *snapshot);
    snapshot->now_ms = crew_clock_ms();
    snapshot->now_unix = crew_clock_unix();
    snapshot->slot_count = slots;
    snapshot->slots = crew_calloc((size_t)slots, sizeof *snapshot->slots);
    snapshot->workers = crew_calloc((size_t)workers, sizeof *snapshot->workers);
}

void crew_snapshot_clear(crew_snapshot *snapshot)
{
    crew_free(snapshot->slots);
    crew_free(snapshot->workers);
}

static const char *snapshot_state_of(const crew_score *score)
{
    switch (score->mode) {
    case CREW_SERVICE_DRAINING:
        return "draining";
    case CREW_SERVICE_FINISHING:
        return "stopping";
    case CREW_SERVICE_OPEN:
        break;
    }
    return score->busy_since_ms != 0 ? "busy" : "idle";
}

void crew_snapshot_add(crew_snapshot *snapshot, crew_snapshot_worker worker)
{
    crew_history *slot = &snapshot->slots[worker.slot];

    if (worker.state == NULL) {
        worker.state = snapshot_state_of(worker.score);
    }
    snapshot->workers[snapshot->worker_count++] = worker;
    history_count(slot, worker.score);
    slot->traffic.connections += worker.score->traffic.connections;
}

int64_t crew_snapshot_busy_ms(const crew_snapshot *snapshot, const crew_snapshot_worker *worker)
{
    int64_t since = worker->score->busy_since_ms;

    return since != 0 && since < snapshot->now_ms ? snapshot->now_ms - since : 0;
}

/* ---- JSON --------------------------------------------------------------------------------------------------------------- */

static void snapshot_write_traffic(crew_json *json, const crew_traffic *traffic, uint64_t exceptions)
{
    crew_json_number(json, "connections", (int64_t)traffic->connections);
    crew_json_number(json, "accepted", (int64_t)traffic->accepted);
    crew_json_number(json, "messages", (int64_t)traffic->messages);
    crew_json_number(json, "bytes_read", (int64_t)traffic->bytes_read);
    crew_json_number(json, "bytes_written", (int64_t)traffic->bytes_written);
    crew_json_number(json, "refused", (int64_t)traffic->refused);
    crew_json_number(json, "exceptions", (int64_t)exceptions);
}

static void snapshot_write_worker(const crew_snapshot *snapshot, crew_json *json, const crew_snapshot_worker *worker)
{
    const crew_score *score = worker->score;
    int64_t resident = crew_resident_bytes(worker->pid);

    crew_json_open(json, NULL, '{');
    crew_json_number(json, "slot", worker->slot);
    crew_json_number(json, "pid", worker->pid);
    crew_json_text(json, "state", worker->state);
    crew_json_seconds(json, "busy", crew_snapshot_busy_ms(snapshot, worker));
    crew_json_seconds(json, "uptime", snapshot->now_ms - worker->born_ms);
    snapshot_write_traffic(json, &score->traffic, score->exceptions);
    crew_json_number(json, "timers", (int64_t)score->timers);
    crew_json_number(json, "memory", (int64_t)score->memory);
    crew_json_number(json, "memory_peak", (int64_t)score->memory_peak);
    if (resident >= 0) {
        crew_json_number(json, "rss", resident);
    } else {
        crew_json_null(json, "rss");
    }
    crew_json_close(json, '}');
}

static void snapshot_write_slot(const crew_snapshot *snapshot, crew_json *json, int index)
{
    const crew_history *slot = &snapshot->slots[index];

    crew_json_open(json, NULL, '{');
    crew_json_number(json, "slot", index);
    snapshot_write_traffic(json, &slot->traffic, slot->exceptions);
    crew_json_number(json, "exits", (int64_t)slot->exits);
    if (slot->exits == 0) {
        crew_json_null(json, "last_exit");
    } else {
        crew_json_open(json, "last_exit", '{');
        crew_json_number(json, "pid", slot->last_pid);
        crew_json_text(json, "how", slot->last_exit);
        crew_json_seconds(json, "ago", snapshot->now_ms - slot->last_exit_ms);
        crew_json_close(json, '}');
    }
    crew_json_close(json, '}');
}

static void snapshot_write_total(const crew_snapshot *snapshot, crew_json *json)
{
    crew_traffic traffic = {0};
    uint64_t exceptions = 0;
    uint64_t exits = 0;

    for (int i = 0; i < snapshot->slot_count; i++) {
        const crew_history *slot = &snapshot->slots[i];

        traffic.connections += slot->traffic.connections;
        traffic.accepted += slot->traffic.accepted;
        traffic.messages += slot->traffic.messages;
        traffic.bytes_read += slot->traffic.bytes_read;
        traffic.bytes_written += slot->traffic.bytes_written;
        traffic.refused += slot->traffic.refused;
        exceptions += slot->exceptions;
        exits += slot->exits;
    }
    crew_json_open(json, "total", '{');
    snapshot_write_traffic(json, &traffic, exceptions);
    crew_json_number(json, "exits", (int64_t)exits);
    crew_json_close(json, '}');
}

void crew_snapshot_write(const crew_snapshot *snapshot, crew_buf **out)
{
    crew_json json;

    crew_json_init(&json, out);
    crew_json_open(&json, NULL, '{');
    crew_json_text(&json, "version", CREW_VERSION);
    crew_json_text(&json, "name", snapshot->name);
    crew_json_text(&json, "script", snapshot->script);
    crew_json_text(&json, "address", snapshot->given);
    crew_json_text(&json, "listening", snapshot->address);
    crew_json_text(&json, "mode", crew_mode_names[snapshot->mode]);
    crew_json_text(&json, "metrics", snapshot->metrics[0] != '\0' ? snapshot->metrics : NULL);
    crew_json_number(&json, "pid", snapshot->pid);
    crew_json_text(&json, "state", snapshot->state);
    crew_json_bool(&json, "ready", snapshot->is_ready);
    crew_json_number(&json, "now", snapshot->now_unix);
    crew_json_seconds(&json, "uptime", snapshot->now_ms - snapshot->born_ms);
    crew_json_open(&json, "workers", '[');
    for (int i = 0; i < snapshot->worker_count; i++) {
        snapshot_write_worker(snapshot, &json, &snapshot->workers[i]);
    }
    crew_json_close(&json, ']');
    crew_json_open(&json, "slots", '[');
    for (int i = 0; i < snapshot->slot_count; i++) {
        snapshot_write_slot(snapshot, &json, i);
    }
    crew_json_close(&json, ']');
    snapshot_write_total(snapshot, &json);
    crew_json_close(&json, '}');
    crew_buf_append(out, crew_span_str("\n"));
}
