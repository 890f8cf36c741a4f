/*
 * crew.h: the engine as its host (the PHP extension, the unit tests) sees it. Everything here may be used from one thread; nothing
 * else of core/ is meant for a host.
 *
 * The order of a life: a crew_server says what to serve; a crew_master opens its sockets and forks; in the child a crew_worker
 * accepts connections and calls the host back for each crew_conn.
 */
#ifndef CREW_CREW_H
#define CREW_CREW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/err.h"
#include "core/base/log.h"
#include "core/base/span.h"
#include "core/proto/framing.h"

#define CREW_VERSION "0.1.0"

typedef struct crew_conn crew_conn;
typedef struct crew_server crew_server;
typedef struct crew_worker crew_worker;
typedef struct crew_master crew_master;

/* The versions of the event library that the engine was compiled with and runs with, "2.1.12-stable". */
const char *crew_event_version_compiled(void);
const char *crew_event_version(void);

/* Longest text of an address, with its NUL: a unix path or "[ipv6%scope]:port". */
#define CREW_ADDRESS_TEXT 128

/* ---- connections -------------------------------------------------------------------------------------------------------- */

/*
 * What the engine calls. Every call is made from the worker's loop and never from within another call-out or from within
 * a function of this header, so a callback may do anything to any connection: write, end, close. `user` is the pointer given with
 * the callbacks. Members may be NULL.
 */
typedef struct crew_callbacks {
    /* A peer was accepted. */
    void (*on_connect)(crew_conn *conn, void *user);
    /* One message, borrowed for the call. NULL here leaves the bytes with the connection for crew_conn_read. */
    void (*on_message)(crew_conn *conn, crew_span message, void *user);
    /* On a server whose protocol is the host's (crew_server_new_hosted): how many of the waiting bytes, borrowed for the call, are the message in front.
     * More than there are: on_message comes when they are there, without another call; 0: it cannot be known yet; a negative CREW_E*: there will
     * be none, the connection ends with that error. */
    long (*on_input)(crew_conn *conn, crew_span waiting, void *user);
    /* Exactly once for each connection that on_connect was called (or would have been called) for; nothing comes after it. */
    void (*on_close)(crew_conn *conn, void *user);
    /* Something was refused or failed: a CREW_E* and its words. The connection may or may not be closed afterwards. */
    void (*on_error)(crew_conn *conn, int code, const char *text, void *user);
    /* The queue of unsent bytes reached the limit; it ran empty after having been full. */
    void (*on_full)(crew_conn *conn, void *user);
    void (*on_drain)(crew_conn *conn, void *user);
    /* In a worker: a signal came that it listens to (crew_worker_listen). */
    void (*on_signal)(int signo, void *user);
} crew_callbacks;

/* Counted: a host that keeps a connection past a callback holds a reference. A closed connection stays readable until the last
 * one is gone: id, addresses, counters. */
crew_conn *crew_conn_ref(crew_conn *conn);
void crew_conn_unref(crew_conn *conn);

/* One pointer for the host, NULL at the start. */
void *crew_conn_user(const crew_conn *conn);
void crew_conn_set_user(crew_conn *conn, void *user);

/* 1, 2, 3 ... in the order of arrival within a worker. */
uint64_t crew_conn_id(const crew_conn *conn);

/* True until end or close was asked for or the peer is gone: the time in which sending makes sense. */
bool crew_conn_is_open(const crew_conn *conn);

/* "open", "ending" (sending what is left), "lingering" (waiting for the peer's end), "closed". */
const char *crew_conn_state(const crew_conn *conn);

/* Seconds since it was accepted. */
int64_t crew_conn_age_s(const crew_conn *conn);

/* True when there will be no further bytes to read. */
bool crew_conn_is_eof(const crew_conn *conn);

/*
 * Queues a message (send: as the protocol frames it) or plain bytes (write). What is written to a connection during one callback
 * leaves together when the callback returns, large pieces and a full buffer at once. A piece is taken whole or not at all.
 * Returns 0, CREW_ECLOSED, or CREW_EFULL when the unsent bytes had already reached the limit; send also CREW_ETOO_LARGE or
 * CREW_EMALFORMED when the server's framing has no number for such a message.
 */
int crew_conn_send(crew_conn *conn, crew_span message);
int crew_conn_write(crew_conn *conn, crew_span bytes);

/* crew_conn_write for bytes that belong to a piece that was taken already: never CREW_EFULL. */
int crew_conn_write_on(crew_conn *conn, crew_span bytes);

/*
 * Queues `length` bytes of a regular file, from `offset` on, without framing; they are read as the peer takes them, small parts
 * at once. The descriptor stays the caller's and may be closed at once. Returns as above, or CREW_ESYSTEM when it is no regular file, cannot be
 * read, or is shorter, and nothing was queued; the connection ends when the file turns out shorter later, for then the peer waits for bytes that are not there.
 */
int crew_conn_send_file(crew_conn *conn, int fd, uint64_t offset, uint64_t length);

/* Offers what is queued to the kernel now instead of when the callback returns. */
void crew_conn_flush(crew_conn *conn);

/* Copies up to `size` bytes that no message has taken yet, reading from the socket when none wait; returns their number, 0 when
 * there are none. */
size_t crew_conn_read(crew_conn *conn, char *into, size_t size);

/* No further sends; closes when all that is queued has left. */
void crew_conn_end(crew_conn *conn);

/* Closes now. What is queued is lost. */
void crew_conn_close(crew_conn *conn);

/* shutdown(2) for one direction or both: SHUT_RD, SHUT_WR or SHUT_RDWR. Sending side: after what is queued. 0 or a CREW_E*. */
int crew_conn_shutdown(crew_conn *conn, int how);

/* Stops and resumes reading; a paused peer is held back by TCP itself. Messages already read wait too. */
void crew_conn_pause(crew_conn *conn);
void crew_conn_resume(crew_conn *conn);

/*
 * Everything `from` receives is written to `to` as it is, without on_message. When `to` cannot keep up, `from` is paused; when one
 * ends, so does the other after what it still has queued. Both must belong to the same worker. 0 or CREW_ECLOSED.
 */
int crew_conn_pipe(crew_conn *from, crew_conn *to);

uint64_t crew_conn_bytes_read(const crew_conn *conn);
uint64_t crew_conn_bytes_written(const crew_conn *conn); /* accepted for sending */
uint64_t crew_conn_pending(const crew_conn *conn);         /* not yet taken by the kernel */

/* "192.0.2.1:443", "[2001:db8::1]:443", a unix path, or "" when it is not known (a unix peer without a name; the local address
 * of a closed connection). Returns `text`. */
const char *crew_conn_remote(const crew_conn *conn, char text[CREW_ADDRESS_TEXT]);
const char *crew_conn_local(const crew_conn *conn, char text[CREW_ADDRESS_TEXT]);

/* Whether messages are framed (false: raw bytes), and whether the peer came over a unix socket. */
bool crew_conn_has_messages(const crew_conn *conn);
bool crew_conn_is_unix(const crew_conn *conn);

/* The descriptor, -1 once closed. The engine keeps it. */
int crew_conn_fd(const crew_conn *conn);

/* When the program begins, before the host's code starts others: remembers how it was started, and takes out of the environment what a
 * master left for its successor. */
void crew_load(void);

/* When a worker's process has run its last code, and before the engine's is unloaded: no signal reaches it any more. */
void crew_unload(void);

/* ---- server: what to serve ---------------------------------------------------------------------------------------------- */

#define CREW_WORKERS_MAX 1024

/* How new connections reach the workers; docs/modes.md. */
typedef enum crew_mode {
    CREW_MODE_SHARED,     /* one socket, from which the workers accept in turns */
    CREW_MODE_REUSE_PORT, /* a socket for each worker, among which the kernel chooses by the peer's address */
    CREW_MODE_DISPATCH,   /* one process accepts and hands each connection to the worker with the fewest */
    CREW_MODE_COUNT,
} crew_mode;

/* "shared" ... */
extern const char *const crew_mode_names[CREW_MODE_COUNT];

/* Parses "tcp://host:port", "tcp://[v6]:port", "unix:///path", "text://host:port", "frame://host:port",
 * "http://host:port", and "http+unix:///path" and the like. NULL with words in `err`. */
crew_server *crew_server_new(const char *address, crew_err *err);

/* The same for a protocol that the host speaks (on_input); the scheme is tcp, unix, or one that the engine does not know and then TCP,
 * or a path with "+unix" behind it. */
crew_server *crew_server_new_hosted(const char *address, crew_err *err);

/* The scheme of an address, without "+unix", when the engine does not know it, otherwise empty; borrowed. */
crew_span crew_server_foreign_scheme(const char *address);

/* Where in an address the path of a unix socket begins; 0: it has none. */
size_t crew_server_path_at(const char *address);

/* On tcp and unix: has messages from now on. 0, or CREW_ERANGE with words in `err`. */
int crew_server_frame_by_delimiter(crew_server *server, crew_span delimiter, crew_err *err);
int crew_server_frame_by_length(crew_server *server, const crew_length_field *field, crew_err *err);

void crew_server_free(crew_server *server);

/*
 * Sets a number by name; see server.c for the rows: workerNum, mode (a crew_mode), reusePort (1 or 0: that mode or the shared one),
 * stopTimeout (milliseconds), maxSendBufferSize,
 * maxPackageSize; for HTTP maxRequestLineSize, maxHeaderSize, maxHeaderCount, and headerTimeout, bodyTimeout, keepAliveTimeout and responseTimeout
 * (milliseconds, 0: none); the guards maxRequests, maxMemory (bytes), maxLifetime (milliseconds), maxConnections, idleTimeout and
 * callbackTimeout (milliseconds), of which 0 means none, callbackTimeoutKills; and by the names PHP's stream contexts have: backlog,
 * tcp_nodelay, ipv6_v6only, so_keepalive, tcp_keepidle,
 * tcp_keepintvl, tcp_keepcnt. 1 when set, 0 when there is no such option, CREW_ERANGE with words in `err`.
 */
int crew_server_set(crew_server *server, const char *option, int64_t value, crew_err *err);

/*
 * Who workers run as; the master stays who it is. Without a user (NULL or "") only the group changes, without a group it is the user's own. 0,
 * CREW_ERANGE when there is none of that name, or CREW_EDENIED when this process may not, each with words in `err`.
 */
int crew_server_set_user(crew_server *server, const char *user, const char *group, crew_err *err);

/* Keeps workers on CPUs: the first on the first added, and so on, going round. 0, or CREW_ERANGE with words when it cannot be used. */
int crew_server_add_cpu(crew_server *server, int64_t cpu, crew_err *err);
int crew_server_add_all_cpus(crew_server *server, crew_err *err);

/* Whether there is such an option. */
bool crew_server_knows(const char *option);

/* For people and for the status: a name, the script; and the path of the control socket, without which there is none. */
void crew_server_set_name(crew_server *server, const char *name);
void crew_server_set_script(crew_server *server, const char *script);
void crew_server_set_control_path(crew_server *server, const char *path);

/* Where the master serves metrics over HTTP, "127.0.0.1:9100"; "" for nowhere, as at first. */
void crew_server_set_metrics(crew_server *server, const char *address);

/* The address as it is bound ("127.0.0.1:43211"), or as it was given before listening. */
const char *crew_server_address(const crew_server *server, char text[CREW_ADDRESS_TEXT]);

bool crew_server_has_messages(const crew_server *server);

/* Whether it speaks HTTP, for which there is core/crew_http.h. */
bool crew_server_is_http(const crew_server *server);

/* How connections reach the workers, once a master listens. It is not always what was asked for: a path cannot be bound twice, one socket from
 * systemd is shared, and several from a predecessor are the slots'. */
crew_mode crew_server_mode(const crew_server *server);

/* How many workers it will have: the CPUs this process may use when nothing was set. */
int crew_server_workers(const crew_server *server);

/* ---- master: opens, forks, watches -------------------------------------------------------------------------------------- */

typedef enum crew_role {
    CREW_ROLE_MASTER, /* crew_master_run came back in the master: every worker is gone */
    CREW_ROLE_WORKER, /* it came back in a new child, which is to become a worker */
} crew_role;

/* Opens every listening socket of `server` (borrowed) and takes over the signals. NULL with words in `err`. */
crew_master *crew_master_new(crew_server *server, crew_err *err);

/* Called right before each fork, to flush what must not leave twice. */
void crew_master_set_before_fork(crew_master *master, void (*before_fork)(void *user), void *user);

/* Called once in the master, when a new one serves in its place (USR2): it gives up what there is only one of. */
void crew_master_set_on_succeeded(crew_master *master, void (*on_succeeded)(void *user), void *user);

/* Called once, when every first worker serves. */
void crew_master_set_on_started(crew_master *master, void (*on_started)(void *user), void *user);

/* After crew_master_run in a daemon whose caller was still waiting: a worker ended before it was ready, and the log says why. */
bool crew_master_has_failed(const crew_master *master);
/* In the master: calls `on_signal` for each signal that crew_signals_listen names. It returns false when the host broke: then all stops. */
void crew_master_set_on_signal(crew_master *master, bool (*on_signal)(int signo, void *user));

/*
 * Signals of the host's own, in this process and in the workers that it forks from now on. 0, or CREW_ERANGE with words: it is one of the
 * engine's own, or cannot be caught.
 */
int crew_signals_check(int signo, crew_err *err);
int crew_signals_listen(int signo, crew_err *err);
void crew_signals_unlisten(int signo);

/*
 * Starts the workers and watches over them until they have been stopped. Comes back once in the master and once in every child.
 */
crew_role crew_master_run(crew_master *master);

/* Closes the sockets and gives the signals back. In a child: crew_worker_new takes what it needs first. */
void crew_master_free(crew_master *master);

/* ---- worker: one child's life ------------------------------------------------------------------------------------------- */

/* The worker this child is to be; takes over `master`, which the child must not use afterwards. NULL with words in `err`. */
crew_worker *crew_worker_new(crew_master *master, const crew_callbacks *callbacks, void *user, crew_err *err);
void crew_worker_free(crew_worker *worker);

/* 0 for the first. A replacement has the number of the one it replaces. */
int crew_worker_slot(const crew_worker *worker);

/* Memory to read into. */
typedef struct crew_room {
    char *ptr;
    size_t size;
} crew_room;

/*
 * The buffers that reads go into, owned by the host; messages of raw connections point into them. `bulk`, whose size may be 0, takes the next
 * read of a connection that has filled `ordinary`. May be exchanged at any time outside crew_worker_run and within on_message. The size of
 * `ordinary` is at least 1.
 */
void crew_worker_set_read_buffers(crew_worker *worker, crew_room ordinary, crew_room bulk);

/* How maxMemory asks how many bytes the host has taken from the system; what else the process has is known without it. */
void crew_worker_set_memory(crew_worker *worker, size_t (*memory)(void));

/*
 * Where the host counts the callbacks that callbackTimeout is for: one more when one begins, one more when it ends. The worker's
 * own, until it is freed.
 */
volatile uint64_t *crew_worker_calls(crew_worker *worker);

/* Has `on_overtime` called, in a signal handler, when a callback has run for callbackTimeout. */
void crew_worker_set_overtime(crew_worker *worker, void (*on_overtime)(void));

/* Tells the master that this worker serves, and serves until it is asked to stop and all connections have ended. */
void crew_worker_run(crew_worker *worker);

/* Makes crew_worker_run return as soon as the current callback does, keeping only what is already queued: for a host that broke. */
void crew_worker_halt(crew_worker *worker);

/*
 * Before and after the host's code forks, in the worker and in its copy: what the running callback has written leaves now, or both would
 * send it; and the copy serves no more, nor does what it closes concern the worker. Where the kernel does not take all of it the worker sends
 * the rest, and the connection is closed for the copy.
 */
void crew_worker_before_fork(crew_worker *worker);
void crew_worker_after_fork(crew_worker *worker);
void crew_worker_after_fork_in_copy(crew_worker *worker);

/*
 * For a process that the host's code forked off a worker: forgets every connection without touching the sockets, which the worker still
 * serves, after sending what a running callback has written. Nothing is called any more; crew_worker_free must not be.
 */
void crew_worker_forget(crew_worker *worker);

/* As crew_signals_listen, in this worker. */
int crew_worker_listen(crew_worker *worker, int signo, crew_err *err);

/* Leaves the master a sentence about why this process is about to die; cut at 250 bytes. */
void crew_worker_last_words(crew_worker *worker, const char *words);

/* For the scoreboard: the host's own memory in bytes, now and at most; something that a callback threw. */
void crew_worker_show_memory(crew_worker *worker, uint64_t used, uint64_t peak);
void crew_worker_count_exception(crew_worker *worker);

/* Asks the master to stop everything, or to replace every worker. 0 or a CREW_E*. */
int crew_worker_ask_stop(crew_worker *worker);
int crew_worker_ask_reload(crew_worker *worker);

/* Exchanges the callbacks, from the next call-out on. */
void crew_worker_set_callbacks(crew_worker *worker, const crew_callbacks *callbacks);

/* Every open connection in order of arrival; stops when `visit` returns false. `visit` must not close connections. */
void crew_worker_each_conn(crew_worker *worker, bool (*visit)(crew_conn *conn, void *user), void *user);
size_t crew_worker_conn_count(const crew_worker *worker);

#endif
