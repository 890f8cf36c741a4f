/*
 * conn_internal: the body of a connection, for the four files that are its parts: conn.c (its state, sending and receiving), pipe.c
 * (joining two), idle.c (ending the quiet ones), service.c (all of them). Nobody else includes this.
 */
#ifndef CREW_NET_CONN_INTERNAL_H
#define CREW_NET_CONN_INTERNAL_H

#include "core/net/conn.h"
#include "core/net/http.h"
#include "core/net/stream.h"

#define CONN_STATES(X) X(OPEN, "open") X(ENDING, "ending") X(LINGERING, "lingering") X(CLOSED, "closed")
#define CONN_ENUM(name, word) CONN_##name,
typedef enum conn_state { CONN_STATES(CONN_ENUM) } conn_state;
#undef CONN_ENUM

/* What a connection asks its own source to run for. */
enum {
    CONN_NOTE_CLOSE = CREW_READY_OWN,        /* the host is to be told */
    CONN_NOTE_FLUSH = CREW_READY_OWN << 1,   /* something was queued outside its own callback */
    CONN_NOTE_INPUT = CREW_READY_OWN << 2,   /* bytes wait that may be delivered now */
    CONN_NOTE_FULL = CREW_READY_OWN << 3,    /* the queue reached its limit */
    CONN_NOTE_REFUSED = CREW_READY_OWN << 4, /* a send was refused */
    CONN_NOTE_FINISH = CREW_READY_OWN << 5,  /* look once more, then end */
    CONN_NOTE_EOF = CREW_READY_OWN << 6,     /* the host's own read met the end */
    CONN_NOTE_OPENED = CREW_READY_OWN << 7,  /* new: see what has come with it before asking to be told */
    CONN_NOTE_END = CREW_READY_OWN << 8,     /* the connection it was joined with is over */
};

/* Why it is not being read from. */
enum {
    CONN_PAUSE_HOST = 1,   /* the host asked */
    CONN_PAUSE_FULL = 2,   /* its own answers are piling up */
    CONN_PAUSE_PIPE = 4,   /* the connection it is piped into is full */
    CONN_PAUSE_UNREAD = 8, /* the host does not read what came */
    CONN_PAUSE_SHUT = 16,  /* the reading side was shut down */
};

enum {
    CONN_FLAG_EOF = 1,       /* the peer has ended */
    CONN_FLAG_FULL = 2,      /* on_full was or will be called, on_drain is owed */
    CONN_FLAG_WROTE = 4,     /* wrote since its last dispatch began */
    CONN_FLAG_MORE = 8,      /* the last read filled the buffer: more is probably waiting */
    CONN_FLAG_TOLD = 16,     /* on_close was called */
    CONN_FLAG_SHUT_WR = 32,  /* the sending side is to be shut down, or is */
    CONN_FLAG_FRAMED = 64,   /* its protocol has messages: to be known after the service is gone, too */
    CONN_FLAG_HTTP = 128,
};

/* What HTTP knows of the request that is being served. */
enum {
    CONN_HTTP_OWED = 1,       /* an answer, or the rest of one */
    CONN_HTTP_BEGUN = 2,      /* the head of an answer has been sent, and pieces of the body follow */
    CONN_HTTP_CHUNKED = 4,    /* as chunks */
    CONN_HTTP_MUTE = 8,       /* but this one has no body */
    CONN_HTTP_KEEPS = 16,     /* the connection stays after it */
    CONN_HTTP_OLD = 32,       /* the request is HTTP/1.0 */
    CONN_HTTP_HEAD_ONLY = 64, /* its method is HEAD */
    CONN_HTTP_BODY_COMES = 128, /* the host is being asked how it wants the body */
    CONN_HTTP_CONNECT = 256,  /* its method is CONNECT */
};

typedef struct crew_http_body crew_http_body;

typedef struct conn_http {
    crew_http_body *body; /* one that is coming */
    uint64_t left;        /* of an answer whose length was said */
    uint32_t scanned;     /* of a head, see crew_http_head_parse */
    uint32_t since_ms;    /* when the phase began, modulo 2^32 */
    uint16_t flags;
    uint8_t phase;
} conn_http;

typedef struct crew_pipe crew_pipe;

struct crew_conn {
    crew_stream stream;
    /* What each message touches, in one cache line. */
    crew_service *service;
    crew_buf *in;    /* read, but not yet a whole message */
    crew_pipe *pipe; /* only while it takes part in one */
    void *user;
    uint64_t bytes_read;
    uint64_t bytes_written;
    uint32_t refs;
    uint8_t state;
    uint8_t paused;
    uint8_t flags;
    /* And the rest. */
    union {
        crew_codec_state codec_state;
        conn_http http; /* with CONN_FLAG_HTTP */
    };
    crew_list link; /* in service->conns or ->lingering */
    uint64_t id;
    union {
        int64_t linger_until;    /* lingering */
        uint64_t progress_seen;  /* open or ending: at the last look */
    };
    crew_peer peer;
    int error; /* the errno it was lost to, 0 when peers left as peers do */
    uint32_t moved_seen;  /* bytes moved, modulo 2^32, at the last sweep for idle ones */
    uint8_t quiet_sweeps; /* since a byte has moved */
    uint32_t opened_s; /* by crew_clock_coarse_ms */
};

/* conn.c: queues or sends, as crew_conn_write does. */
int crew_conn_write_parts(crew_conn *conn, const crew_span *parts, int count);

/* conn.c: the same however much is queued already. The connection is open. */
void crew_conn_take_parts(crew_conn *conn, const crew_span *parts, int count);

/* conn.c: the two halves of crew_conn_send_file: whether it can be sent; queuing it, however much is queued already. 0 or a CREW_E*. */
int crew_conn_check_file(int fd, uint64_t offset, uint64_t length);
int crew_conn_take_file(crew_conn *conn, int fd, uint64_t offset, uint64_t length);

/* conn.c: whether the kernel is to hold back what is not wanted yet. */
void crew_conn_set_unread(crew_conn *conn, bool on);

/* conn.c: adds or takes away a reason not to read. */
void crew_conn_set_paused(crew_conn *conn, unsigned reason, bool on);

/* conn.c: tells the host that the connection is over, once, and lets go of it when it is closed. At the loop's level only. */
void crew_conn_tell_closed(crew_conn *conn);

/* service.c: see what has become of the connection after a while. */
void crew_service_look_later(crew_service *service);

/* idle.c: readies the timer; looks after idle ones from now on, if that is wanted and not so already. */
void crew_service_init_idle(crew_service *service);
void crew_service_watch_idle(crew_service *service);

/* conn.c: what crew_service_forget does to each. */
void crew_conn_forget(crew_conn *conn);

/* pipe.c: the connection is over, so whoever is joined with it ends. */
void crew_pipe_break(crew_conn *conn);

/* pipe.c: where a connection's input goes, NULL when to the host. */
crew_conn *crew_pipe_target(const crew_conn *conn);

/* pipe.c: passes input on to the target. */
void crew_pipe_forward(crew_conn *from, crew_span bytes);

/* pipe.c: the connection can take no more for now, whoever filled it; it can again. */
void crew_pipe_filled(crew_conn *to);
void crew_pipe_drained(crew_conn *to);

#endif
