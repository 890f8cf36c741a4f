/*
 * server: what to serve: the address, the options, and the listening sockets once the master has opened them. The public part is in
 * core/crew.h.
 */
#ifndef CREW_PROC_SERVER_H
#define CREW_PROC_SERVER_H

#include "core/crew.h"
#include "core/proto/codec.h"

/* The numbers a user may set; the names are in server.c. */
typedef struct crew_server_limits {
    int64_t stop_timeout_ms;
    int64_t max_send_buffer;
    int64_t max_package;
    /* HTTP. */
    int64_t max_line;
    int64_t max_head;
    int64_t max_headers;
    int64_t head_timeout_ms; /* 0: for ever, as for the next three */
    int64_t body_timeout_ms;
    int64_t keep_alive_timeout_ms;
    int64_t answer_timeout_ms;
    /* Guards; 0: off. */
    int64_t max_requests;
    int64_t max_memory;
    int64_t max_lifetime_ms;
    int64_t max_connections;
    int64_t idle_timeout_ms;
    int64_t callback_timeout_ms;
    int64_t callback_timeout_kills; /* 1: a worker that does not get on with it is ended */
} crew_server_limits;

/* Becomes the user that workers run as. 0, or CREW_ESYSTEM with words. */
int crew_server_assume_user(const crew_server *server, crew_err *err);

/* What a new worker does to itself: keeps to its CPU and becomes its user. 0, or CREW_ESYSTEM with words. */
int crew_server_settle_worker(const crew_server *server, int slot, crew_err *err);

/* Opens one listening socket for each worker where the system shares a port among them and the option is on, one for all otherwise.
 * 0, or a CREW_E* with words, and then none is open. */
int crew_server_listen(crew_server *server, crew_err *err);

/* Closes the sockets and removes a unix path that is still ours. */
void crew_server_unlisten(crew_server *server);

/*
 * The number of slots has changed: opens what sockets are missing, and has only those of the slots that there are get new connections. Those of
 * slots that are gone stay open, for what is on its way to them. 0; CREW_ERANGE where the system cannot leave a socket out; or another
 * CREW_E* with words when one cannot be opened.
 */
int crew_server_set_slots(crew_server *server, int slots, crew_err *err);

/* Closes the sockets of slots that are gone, in this process. */
void crew_server_close_beyond(crew_server *server, int slots);

/* How many slots there are sockets for; 0: all share one. */
int crew_server_own_sockets(const crew_server *server);

/* Whether the socket is systemd's. */
bool crew_server_is_lent(const crew_server *server);

/* A unix path is removed at the end by whoever owns it: a successor from when it serves on, its predecessor until then. */
void crew_server_own_path(crew_server *server, bool owns);

/* The socket of a worker's slot. */
int crew_server_fd(const crew_server *server, int slot);

/* In a worker: closes every socket but its own. */
void crew_server_keep_fd(crew_server *server, int slot);

bool crew_server_is_unix(const crew_server *server);
const char *crew_server_given(const crew_server *server);
const char *crew_server_name(const crew_server *server);    /* "" when it has none; so the next three */
const char *crew_server_script(const crew_server *server);
const char *crew_server_control_path(const crew_server *server);
const char *crew_server_metrics(const crew_server *server);
const crew_codec *crew_server_codec(const crew_server *server);
const crew_framing *crew_server_framing(const crew_server *server);
const crew_server_limits *crew_server_limits_of(const crew_server *server);

#endif
