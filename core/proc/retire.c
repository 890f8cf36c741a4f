/*
 * retire: see retire.h.
 */
#include "core/proc/retire.h"

#include <inttypes.h>

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/proc/resident.h"
#include "core/proc/server.h"

#define RETIRE_LOOK_MS 100 /* how often memory is looked at */

/* Up to a quarter less: of two workers forked in the same moment, or of one slot after the other. */
static int64_t retire_spread(int64_t limit, unsigned seed)
{
    seed ^= seed >> 16;
    seed *= 0x7feb352du;
    seed ^= seed >> 15;
    seed *= 0x846ca68bu;
    seed ^= seed >> 16;
    return limit - (int64_t)((double)(limit / 4) * (seed % 1024) / 1023);
}

static void retire_ask(crew_retire *retire)
{
    retire->last_message = UINT64_MAX;
    retire->max_memory = 0;
    crew_source_clear(&retire->lifetime);
    (void)crew_birth_report(retire->birth, CREW_REPORT_RETIRING); /* fails only when the master is gone */
}

static void retire_on_lifetime(crew_source *source, unsigned ready)
{
    crew_retire *retire = CREW_CONTAINER_OF(source, crew_retire, lifetime);

    (void)ready;
    crew_log(CREW_LOG_NOTICE, "has lived for its time (maxLifetime), asking for a successor");
    retire_ask(retire);
}

static uint64_t retire_memory(const crew_retire *retire)
{
    uint64_t host = retire->memory != NULL ? retire->memory() : 0;
    uint64_t resident = crew_resident_memory();

    return host > resident ? host : resident;
}

static bool retire_has_outgrown(crew_retire *retire)
{
    int64_t now;

    if (retire->max_memory == 0 || (now = crew_clock_ms()) < retire->look_at_ms) {
        return false;
    }
    retire->look_at_ms = now + RETIRE_LOOK_MS;
    return retire_memory(retire) > retire->max_memory;
}

void crew_retire_decide(crew_retire *retire)
{
    uint64_t messages = retire->birth->score->traffic.messages;

    if (messages >= retire->last_message) {
        crew_log(CREW_LOG_NOTICE, "has handled %" PRIu64 " messages (maxRequests), asking for a successor", messages);
        retire_ask(retire);
    } else if (retire_has_outgrown(retire)) {
        crew_log(CREW_LOG_NOTICE, "has %" PRIu64 " KiB of memory, more than %" PRIu64 " (maxMemory), asking for a successor",
            retire_memory(retire) / 1024, retire->max_memory / 1024);
        retire_ask(retire);
    }
}

void crew_retire_init(crew_retire *retire, const crew_birth *birth, crew_loop *loop)
{
    const crew_server_limits *limits = crew_server_limits_of(birth->server);
    unsigned seed = (unsigned)birth->slot * 2654435761u + (unsigned)crew_clock_ms();

    retire->birth = birth;
    retire->last_message = limits->max_requests > 0 ? (uint64_t)retire_spread(limits->max_requests, seed) : UINT64_MAX;
    retire->max_memory = (uint64_t)limits->max_memory;
    retire->look_at_ms = 0;
    retire->memory = NULL;
    crew_source_init(&retire->lifetime, loop, -1, retire_on_lifetime);
    if (limits->max_lifetime_ms > 0) {
        crew_source_after(&retire->lifetime, retire_spread(limits->max_lifetime_ms, seed + 1));
    }
}

void crew_retire_clear(crew_retire *retire)
{
    crew_source_clear(&retire->lifetime);
}
