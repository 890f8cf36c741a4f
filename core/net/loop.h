/*
 * loop: waits for events with libevent and runs what became ready.
 *
 * libevent's own callbacks only note that a source is ready; after libevent has returned, the loop works through the notes. So
 * nothing the engine calls out to ever runs inside libevent's frames: it may take its time, close anything, or leave by longjmp.
 * One turn is: wait, then run each ready source once.
 */
#ifndef CREW_NET_LOOP_H
#define CREW_NET_LOOP_H

#include <event2/event.h>
#include <event2/event_struct.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/base/err.h"
#include "core/base/list.h"

typedef struct crew_loop crew_loop;
typedef struct crew_source crew_source;

/* Why a source runs: what the kernel reported, and from CREW_READY_OWN up whatever its owner noted. */
#define CREW_READY_READ 0x01u
#define CREW_READY_WRITE 0x02u
#define CREW_READY_TIMER 0x04u
#define CREW_READY_REARM 0x08u /* the loop's own: watching failed for want of memory and is tried again */
#define CREW_READY_OWN 0x10u

typedef void (*crew_source_fn)(crew_source *source, unsigned ready);

/*
 * A descriptor or a timer, embedded in what owns it. Private to loop.c but for its size. Reading and writing have an event each
 * because changing one event's mask costs two system calls; the second exists only while writing is watched.
 */
struct crew_source {
    struct event read_event;
    struct event *write_event;
    crew_list ready_link;
    crew_source_fn run;
    crew_loop *loop;
    int fd;
    uint16_t ready;  /* noted, not yet run */
    uint16_t wanted; /* CREW_READY_READ and _WRITE that are being watched */
};

crew_loop *crew_loop_new(crew_err *err);
void crew_loop_free(crew_loop *loop);

/* One turn: waits until something is ready, unless something already is. Returns false once stopped. */
bool crew_loop_turn(crew_loop *loop);

/* From now on *since is 0 while the loop waits for events, and else the moment (crew_clock_coarse_ms) at which it began to run what is
 * ready. It must outlive the loop. */
void crew_loop_show_busy(crew_loop *loop, int64_t *since);

/* No further source runs, not even one that is ready in the present turn. For good. */
void crew_loop_stop(crew_loop *loop);

bool crew_loop_is_stopped(const crew_loop *loop);

/* In a copy of the process, which shares the kernel's event queue with the original: for good, no turn is made any more, and whatever
 * happens to sources is not told to the kernel. */
void crew_loop_detach(crew_loop *loop);

/* "epoll", "kqueue" ... */
const char *crew_loop_method(const crew_loop *loop);

/* `fd` may be -1 for a source that is only a timer or only notes. */
void crew_source_init(crew_source *source, crew_loop *loop, int fd, crew_source_fn run);

/* Stops everything and forgets its notes. The descriptor stays open; close it afterwards. */
void crew_source_clear(crew_source *source);

/* Watches for READ, WRITE, both or neither (0), level-triggered, until told otherwise. */
void crew_source_watch(crew_source *source, unsigned wanted);

/*
 * For a source that is watched for reading, and whose descriptor other processes watch as well: from now on the kernel wakes one of those
 * that called this, the one that is idle and called it the longest time ago. Calling it again goes to the end of that queue, and watching
 * anew leaves it. False where the system knows nothing of the kind: everybody is woken.
 */
bool crew_source_take_turns(crew_source *source);

static inline unsigned crew_source_watched(const crew_source *source)
{
    return source->wanted;
}

/* Runs the source once with CREW_READY_TIMER after `ms`; asking again moves the moment. Only for sources without a descriptor. */
void crew_source_after(crew_source *source, int64_t ms);

/* Has the source run soon with these bits. */
void crew_source_note(crew_source *source, unsigned ready);

#endif
