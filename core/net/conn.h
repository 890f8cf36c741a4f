/*
 * conn: a stream, a codec and a state: what a host holds, through the functions of core/crew.h. This header adds the service, which
 * is what all connections of one server in one worker share, and the few calls that the process floor makes.
 */
#ifndef CREW_NET_CONN_H
#define CREW_NET_CONN_H

#include "core/base/buf.h"
#include "core/base/list.h"
#include "core/crew.h"
#include "core/net/addr.h"
#include "core/net/http.h"
#include "core/net/loop.h"
#include "core/proto/codec.h"

/* Small answers of one callback are gathered here and leave in one system call. */
#define CREW_CORK_SIZE 65536

/* What is counted while serving; the process floor puts it into shared memory. */
typedef struct crew_traffic {
    uint64_t connections; /* open now */
    uint64_t accepted;
    uint64_t messages;
    uint64_t bytes_read;
    uint64_t bytes_written;
    uint64_t refused; /* sends that found the buffer full */
} crew_traffic;

typedef enum crew_service_mode {
    CREW_SERVICE_OPEN,
    CREW_SERVICE_DRAINING,  /* a connection ends once it has been answered */
    CREW_SERVICE_FINISHING, /* every connection ends, after what it had already sent has been answered */
} crew_service_mode;

struct crew_service {
    /* Set by the owner before the first connection. */
    crew_loop *loop;
    const crew_codec *codec;
    const crew_framing *framing; /* for codecs that need one */
    crew_callbacks callbacks;
    void *user;
    crew_http *http; /* NULL: connections speak as the codec says */
    crew_traffic *traffic;
    size_t max_send_buffer;
    size_t max_package;
    bool is_unix;
    crew_room read;      /* where most reads go */
    crew_room read_bulk; /* the next one of a connection that has filled the other; may be of size 0 */

    /* The connections' own. */
    crew_list conns;     /* known to the host */
    crew_list lingering; /* ended by us, waiting for the peer's end so that no reset overtakes our last bytes */
    crew_source linger_timer;
    bool is_linger_timed;
    crew_source stall_timer; /* looks after connections that no event of the kernel's will end */
    bool is_stall_timed;
    int64_t stall_ms;
    crew_source idle_timer;
    bool is_idle_timed;
    int64_t idle_ms; /* without a byte after which a connection ends; 0: never. May be set after crew_service_init */
    uint64_t last_id;
    crew_service_mode mode;
    crew_conn *cork_conn; /* whose callback is running */
    size_t cork_len;
    crew_conn *input_conn; /* whose input is being delivered, and what of it is left */
    crew_span input;
    char cork[CREW_CORK_SIZE];
};

/* Readies the parts that are the connections' own. */
void crew_service_init(crew_service *service);

/* Changes the mode; FINISHING has every connection looked at once more. */
void crew_service_set_mode(crew_service *service, crew_service_mode mode);

/* Exchanges the callbacks; what is waiting for a reader is delivered to the new ones. */
void crew_service_set_callbacks(crew_service *service, const crew_callbacks *callbacks);

/* Every connection the host may use, in order of arrival, until `visit` returns false. */
void crew_service_each(crew_service *service, bool (*visit)(crew_conn *conn, void *user), void *user);

/* True when no connection is left, not even a lingering one. */
bool crew_service_is_empty(const crew_service *service);

/* Closes everything at once, offering the kernel what is queued, without calling the host. */
void crew_service_abandon(crew_service *service);

/*
 * In a copy of the process, right after the fork: connections with something queued are over here. The original sends what is queued, and what
 * the copy wrote would land in the middle of it.
 */
void crew_service_forget_queued(crew_service *service);

/* In a copy of the process: every connection is over here, without a system call on what the original still uses. */
void crew_service_forget(crew_service *service);

/* A connection on `fd` (taken), announced to the host. `peer` is its address, borrowed. */
void crew_conn_open(crew_service *service, int fd, const struct sockaddr *peer);

#endif
