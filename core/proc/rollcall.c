/*
 * rollcall: see rollcall.h.
 */
#include "core/proc/rollcall.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/alloc.h"
#include "core/base/buf.h"
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/net/sock.h"

#define ROLLCALL_PIECE 65536

typedef struct channel {
    int fd;           /* -1: none */
    bool owes;        /* was asked and has not answered to the end */
    bool has_answered; /* in the roll-call that is going on */
    crew_buf *in;
} channel;

struct crew_rollcall {
    channel *channels;
    int count;
    int64_t due_ms; /* 0: none is going on */
};

crew_rollcall *crew_rollcall_new(int entries)
{
    crew_rollcall *rollcall = crew_calloc(1, sizeof *rollcall);

    rollcall->channels = crew_calloc((size_t)entries, sizeof *rollcall->channels);
    rollcall->count = entries;
    for (int i = 0; i < entries; i++) {
        rollcall->channels[i].fd = -1;
    }
    return rollcall;
}

void crew_rollcall_free(crew_rollcall *rollcall)
{
    for (int i = 0; i < rollcall->count; i++) {
        crew_rollcall_close(rollcall, i);
    }
    crew_free(rollcall->channels);
    crew_free(rollcall);
}

int crew_rollcall_open(crew_rollcall *rollcall, int entry)
{
    int pair[2];

    crew_rollcall_close(rollcall, entry);
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) {
        crew_log(CREW_LOG_INFO, "no socket to ask a worker for its connections: %s", strerror(errno));
        return -1;
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(pair[i], F_SETFL, O_NONBLOCK); /* cannot fail on a socket just made */
        (void)fcntl(pair[i], F_SETFD, FD_CLOEXEC);
    }
    rollcall->channels[entry].fd = pair[0];
    return pair[1];
}

void crew_rollcall_close(crew_rollcall *rollcall, int entry)
{
    channel *of = &rollcall->channels[entry];

    if (of->fd >= 0) {
        crew_sock_close(of->fd);
    }
    crew_buf_clear(&of->in);
    *of = (channel){.fd = -1};
}

void crew_rollcall_begin(crew_rollcall *rollcall)
{
    static const crew_span question = {"?", 1};

    if (rollcall->due_ms != 0) {
        return;
    }
    rollcall->due_ms = crew_clock_ms() + CREW_ROLLCALL_MS;
    for (int i = 0; i < rollcall->count; i++) {
        channel *each = &rollcall->channels[i];

        /* Who still owes an answer is not asked twice: when it comes, it is as good as a new one. */
        if (each->fd >= 0 && !each->owes) {
            each->owes = crew_sock_send(each->fd, &question, 1, false) == 1;
        }
    }
}

void crew_rollcall_end(crew_rollcall *rollcall)
{
    rollcall->due_ms = 0;
    for (int i = 0; i < rollcall->count; i++) {
        channel *each = &rollcall->channels[i];

        if (each->has_answered) {
            each->has_answered = false;
            crew_buf_clear(&each->in);
        }
    }
}

int64_t crew_rollcall_due_ms(const crew_rollcall *rollcall)
{
    return rollcall->due_ms;
}

bool crew_rollcall_is_over(const crew_rollcall *rollcall)
{
    if (rollcall->due_ms == 0) {
        return false;
    }
    for (int i = 0; i < rollcall->count; i++) {
        if (rollcall->channels[i].owes) {
            return crew_clock_ms() >= rollcall->due_ms;
        }
    }
    return true;
}

/* What stands behind the line with the length; false when that line is not there yet. */
static bool channel_body(const channel *of, crew_span *body, size_t *length)
{
    crew_span all = crew_buf_peek(of->in);
    const char *end = all.len > 0 ? memchr(all.ptr, '\n', all.len) : NULL;

    if (end == NULL) {
        return false;
    }
    *length = (size_t)strtoull(all.ptr, NULL, 10);
    *body = crew_span_skip(all, (size_t)(end + 1 - all.ptr));
    return true;
}

bool crew_rollcall_answer(const crew_rollcall *rollcall, int entry, crew_span *answer)
{
    const channel *of = &rollcall->channels[entry];
    size_t length;

    return of->has_answered && channel_body(of, answer, &length);
}

int crew_rollcall_watch(const crew_rollcall *rollcall, struct pollfd *fds)
{
    int count = 0;

    for (int i = 0; i < rollcall->count; i++) {
        if (rollcall->channels[i].owes) {
            fds[count++] = (struct pollfd){.fd = rollcall->channels[i].fd, .events = POLLIN};
        }
    }
    return count;
}

static void channel_check_whole(channel *of, bool is_wanted)
{
    crew_span body;
    size_t length;

    if (channel_body(of, &body, &length) && body.len >= length) {
        of->owes = false;
        of->has_answered = is_wanted;
        if (!is_wanted) {
            crew_buf_clear(&of->in);
        }
    }
}

/* One piece at a time: a long list does not keep the master from its other work. */
static void channel_read(channel *of, bool is_wanted)
{
    ssize_t n = crew_sock_recv(of->fd, crew_buf_room(&of->in, ROLLCALL_PIECE), ROLLCALL_PIECE);

    if (n > 0) {
        crew_buf_extend(of->in, (size_t)n);
        channel_check_whole(of, is_wanted);
        return;
    }
    if (crew_buf_size(of->in) == 0) {
        crew_buf_clear(&of->in);
    }
    if (n == 0 || !crew_sock_is_retry(errno)) {
        of->owes = false; /* it is about to be reaped */
        crew_buf_clear(&of->in);
    }
}

void crew_rollcall_read(crew_rollcall *rollcall)
{
    for (int i = 0; i < rollcall->count; i++) {
        if (rollcall->channels[i].owes) {
            channel_read(&rollcall->channels[i], rollcall->due_ms != 0);
        }
    }
}
