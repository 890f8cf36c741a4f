/*
 * pipe: what one connection receives is sent to another, at the pace that one can take (crew_conn_pipe in core/crew.h).
 *
 * A connection has at most one target and any number of sources. The pair is undone when either is over.
 */
#include "core/net/conn_internal.h"

#include "core/base/alloc.h"

struct crew_pipe {
    crew_conn *to;     /* where this one's input goes, or NULL */
    crew_list sources; /* the pipes of those whose input comes here */
    crew_list link;    /* in to's sources */
    crew_conn *owner;
};

static crew_pipe *pipe_get(crew_conn *conn)
{
    if (conn->pipe == NULL) {
        conn->pipe = crew_calloc(1, sizeof *conn->pipe);
        conn->pipe->owner = conn;
        crew_list_init(&conn->pipe->sources);
        crew_list_init(&conn->pipe->link);
    }
    return conn->pipe;
}

/* One that is joined with nobody any more is as if it had never been. */
static void pipe_drop_idle(crew_conn *conn)
{
    crew_pipe *pipe = conn->pipe;

    if (pipe->to == NULL && crew_list_is_empty(&pipe->sources)) {
        conn->pipe = NULL;
        crew_free(pipe);
    }
}

/* One end is gone: the others end as well, after what they still have queued. Each in a run of its own: they may be a long chain. */
void crew_pipe_break(crew_conn *conn)
{
    crew_pipe *pipe = conn->pipe;
    crew_conn *to;
    crew_list *node;

    if (pipe == NULL) {
        return;
    }
    conn->pipe = NULL;
    to = pipe->to;
    crew_list_remove(&pipe->link);
    while ((node = crew_list_shift(&pipe->sources)) != NULL) {
        crew_pipe *source = CREW_CONTAINER_OF(node, crew_pipe, link);

        source->to = NULL;
        crew_source_note(&source->owner->stream.source, CONN_NOTE_END);
    }
    if (to != NULL) {
        crew_source_note(&to->stream.source, CONN_NOTE_END);
    }
    crew_free(pipe);
}

void crew_pipe_forward(crew_conn *from, crew_span bytes)
{
    if (crew_conn_write(from->pipe->to, bytes) != 0) {
        crew_conn_end(from);
    }
}

crew_conn *crew_pipe_target(const crew_conn *conn)
{
    return conn->pipe != NULL ? conn->pipe->to : NULL;
}

static void pipe_pause_sources(crew_conn *to, bool on)
{
    if (to->pipe == NULL) {
        return;
    }
    for (crew_list *node = to->pipe->sources.next; node != &to->pipe->sources; node = node->next) {
        crew_conn_set_paused(CREW_CONTAINER_OF(node, crew_pipe, link)->owner, CONN_PAUSE_PIPE, on);
    }
}

void crew_pipe_filled(crew_conn *to)
{
    pipe_pause_sources(to, true);
}

void crew_pipe_drained(crew_conn *to)
{
    pipe_pause_sources(to, false);
}

int crew_conn_pipe(crew_conn *from, crew_conn *to)
{
    crew_pipe *pipe;
    crew_conn *before;

    if (from->state != CONN_OPEN || to->state != CONN_OPEN) {
        return CREW_ECLOSED;
    }
    pipe = pipe_get(from);
    before = pipe->to;
    crew_list_remove(&pipe->link);
    pipe->to = to;
    crew_list_append(&pipe_get(to)->sources, &pipe->link);
    if (before != NULL) {
        pipe_drop_idle(before);
    }
    crew_conn_set_paused(from, CONN_PAUSE_PIPE, (to->flags & CONN_FLAG_FULL) != 0);
    crew_conn_set_paused(from, CONN_PAUSE_UNREAD, false);
    if (from->in != NULL) {
        crew_source_note(&from->stream.source, CONN_NOTE_INPUT);
    }
    return 0;
}
