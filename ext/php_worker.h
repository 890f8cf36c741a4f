/*
 * php_worker: Crew\Worker, in seven parts that share the body of its objects. Nobody else includes this.
 *
 *     php_worker.c             the class, and what becomes of start()
 *     php_worker_signals.c     onSignal()
 *     php_worker_calls.c       the engine's callbacks as calls of the script's
 *     php_worker_properties.c  callbacks, allSocket and the mode as properties
 *     php_worker_http.c        HTTP's callbacks, and what comes of them as answers
 *     php_worker_settings.c    properties and context options as a server of the engine
 *     php_worker_framing.c     the context's "frame" options
 *     php_worker_protocol.c    a class of the script's as the protocol
 */
#ifndef PHP_CREW_WORKER_H
#define PHP_CREW_WORKER_H

#include "core/crew_http.h"
#include "ext/php_crew.h"

#define WORKER_CALLS(X)                                                                                                 \
    X(CONNECT, "onConnect")                                                                                             \
    X(MESSAGE, "onMessage")                                                                                             \
    X(BODY, "onBody")                                                                                                   \
    X(CLOSE, "onClose")                                                                                                 \
    X(ERROR, "onError")                                                                                                 \
    X(FULL, "onBufferFull")                                                                                             \
    X(DRAIN, "onBufferDrain")                                                                                           \
    X(WORKER_START, "onWorkerStart")                                                                                    \
    X(WORKER_STOP, "onWorkerStop")                                                                                      \
    X(TASK, "onTask")

#define WORKER_CALL_ENUM(name, property) CALL_##name,
enum { WORKER_CALLS(WORKER_CALL_ENUM) CALL_COUNT };
#undef WORKER_CALL_ENUM

/* A class of the script's that tells messages apart; each method is named after it, "MyProtocol::input". */
typedef struct php_crew_protocol {
    php_crew_call input;
    php_crew_call decode;
    php_crew_call encode;
} php_crew_protocol;

struct php_crew_worker {
    php_crew_call calls[CALL_COUNT];
    php_crew_protocol protocol;
    zval context;          /* what the constructor was given */
    zval sockets;          /* allSocket; IS_UNDEF until it is first read */
    php_crew_call *signals; /* onSignal()'s, by number; NULL until there is one */
    crew_worker *engine;   /* in a worker */
    volatile uint64_t *engine_calls; /* where callbacks are counted; NULL outside a worker */
    const char *calling;   /* the callback that runs and is counted */
    zend_string *document_root; /* resolved; NULL: none */
    uint64_t max_upload;
    size_t max_package;
    double callback_timeout;
    bool throws_overtime;
    bool is_master;        /* in the master, while workers serve */
    bool has_messages;
    bool was_started;
    bool is_daemon; /* or is to become one */
    bool has_died;
    bool is_copy; /* in a process that the script forked off a worker */
    int exit_status;
    zend_object std; /* last: the declared properties follow it */
};

static inline php_crew_worker *php_crew_worker_from(zend_object *object)
{
    return (php_crew_worker *)((char *)object - offsetof(php_crew_worker, std));
}

/* ---- php_worker_calls.c ------------------------------------------------------------------------------------------------- */

/* The properties' names, by CALL_*. */
extern const char *const php_crew_worker_call_names[CALL_COUNT];

/* Runs one of the callbacks. After an exit() the worker goes on; a copy of it ends with the callback it was made in. */
php_crew_outcome php_crew_worker_call(php_crew_worker *worker, int which, uint32_t argc, zval *argv);

/* The same for a callable that is no property's; `result` as of php_crew_call_run. */
php_crew_outcome php_crew_worker_run(
    php_crew_worker *worker, php_crew_call *call, const char *name, uint32_t argc, zval *argv, zval *result);

/* Calls back about a connection, which ends unless the callback returns; argv[0] is left for it. */
void php_crew_worker_call_conn(php_crew_worker *worker, int which, crew_conn *conn, uint32_t argc, zval *argv);

/* Something of a connection is refused: calls onError, or logs it; `code` is a CREW_E*. */
void php_crew_worker_tell_error(php_crew_worker *worker, crew_conn *conn, int code, const char *text);

/* As php_crew_call_settle, with what it means for the worker. */
void php_crew_worker_settle(php_crew_worker *worker, const char *name);

/* A fatal error: nothing of PHP runs here any more, and the master is told why. */
void php_crew_worker_die(php_crew_worker *worker);

/* What the engine is to call now; it changes with onMessage. */
crew_callbacks php_crew_worker_callbacks(const php_crew_worker *worker);

/* ---- php_worker_http.c -------------------------------------------------------------------------------------------------- */

crew_http_callbacks php_crew_worker_http_callbacks(void);

/* ---- php_worker_signals.c ----------------------------------------------------------------------------------------------- */

#define WORKER_SIGNALS_END 128

/* In the master, before the first fork: listens to the signals that onSignal() named. False with an exception thrown. */
bool php_crew_worker_signals_listen(php_crew_worker *worker);

/* A signal came: runs its callback. */
php_crew_outcome php_crew_worker_signal(php_crew_worker *worker, int signo);

void php_crew_worker_signals_free(php_crew_worker *worker);
void php_crew_worker_signals_gc(php_crew_worker *worker, zend_get_gc_buffer *buffer);

/* ---- php_worker_properties.c -------------------------------------------------------------------------------------------- */

/* Replaces the standard handlers of properties by ours. */
void php_crew_worker_property_handlers(zend_object_handlers *handlers);

/* A property as it is, without our handlers' own. */
zval *php_crew_worker_property(php_crew_worker *worker, const char *name, zval *rv);

/* In a new object: `mode` and its short form `reusePort` say the same, whichever of them a subclass has declared. */
void php_crew_worker_init_mode(php_crew_worker *worker);

/* Assigns to reusePort, and so to mode. */
void php_crew_worker_set_reuse_port(php_crew_worker *worker, bool on);

/* The TypeError for a mode that is none. */
void php_crew_worker_refuse_mode(const php_crew_worker *worker, const zval *value);

/* Takes a callback over from its property. False with a TypeError thrown. */
bool php_crew_worker_set_call(php_crew_worker *worker, int which, zval *value);

/* Keeps allSocket true, once it has been read. */
void php_crew_worker_sockets_add(php_crew_worker *worker, crew_conn *conn);
void php_crew_worker_sockets_remove(php_crew_worker *worker, crew_conn *conn);

/* ---- php_worker_settings.c ---------------------------------------------------------------------------------------------- */

/* A server with an address, the protocol and the context options; NULL with an exception thrown. */
crew_server *php_crew_worker_new_server(php_crew_worker *worker, const char *address);

/* What so_reuseport in the constructor's context says goes into the properties. */
void php_crew_worker_read_context(php_crew_worker *worker);

/* Everything the properties say goes into a server; NULL with an exception thrown. */
crew_server *php_crew_worker_server(php_crew_worker *worker);

/* ---- php_worker_framing.c ----------------------------------------------------------------------------------------------- */

/* The "frame" part of a context. False with an exception thrown. */
bool php_crew_worker_apply_framing(crew_server *server, zval *frame);

/* ---- php_worker_protocol.c ---------------------------------------------------------------------------------------------- */

static inline bool php_crew_protocol_is_set(const php_crew_protocol *protocol)
{
    return php_crew_call_is_set(&protocol->input);
}

/* Finds the class that $protocol or the scheme names, if any, and sets the worker's protocol to it. False with an exception thrown. */
bool php_crew_protocol_find(php_crew_worker *worker, const char *address);

void php_crew_protocol_free(php_crew_protocol *protocol);

/* The engine's callbacks on a worker with a protocol. */
long php_crew_protocol_on_input(crew_conn *conn, crew_span waiting, void *user);
void php_crew_protocol_on_message(crew_conn *conn, crew_span package, void *user);

#endif
