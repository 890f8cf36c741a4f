/*
 * php_crew: what the files of the extension share: the module, its classes, and the handle that ties a connection of the engine to the
 * PHP values that stand for it.
 */
#ifndef PHP_CREW_H
#define PHP_CREW_H

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <signal.h>

#include "php.h"

#include "core/crew.h"
#include "ext/php_call.h"
#include "ext/php_incoming.h"

extern zend_module_entry crew_module_entry;
#define phpext_crew_ptr &crew_module_entry

typedef struct php_crew_worker php_crew_worker;

ZEND_BEGIN_MODULE_GLOBALS(crew)
    bool global_alias;
    bool control; /* whether start() reads the command line */
    char *metrics;
    char *runtime_dir;
    volatile sig_atomic_t is_overtime; /* noted, not yet looked at (php_overtime.c) */
    php_crew_worker *running;         /* the worker whose start() runs in this process */
    php_crew_incoming incoming; /* read buffers (php_incoming.c) */
    zend_string *thrown;        /* what the last callback threw, with its trace; NULL: nothing, or nobody is to be shown it */
    struct php_crew_handle *spare_handle; /* with its object, to be used again (php_connection.c); NULL: none */
    crew_conn *serving_conn;    /* whose request a callback has, and the request (php_worker_http.c) */
    zend_object *serving_request;
    zend_object *http_spare_request;      /* to be used again (php_http_request.c), NULL: none */
    struct crew_media_types *media_types; /* NULL as long as no file was sent (php_http_send.c) */
ZEND_END_MODULE_GLOBALS(crew)

ZEND_EXTERN_MODULE_GLOBALS(crew)
#define CREW_G(member) ZEND_MODULE_GLOBALS_ACCESSOR(crew, member)

#if defined(ZTS) && defined(COMPILE_DL_CREW)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

extern zend_class_entry *php_crew_worker_ce;
extern zend_class_entry *php_crew_connection_ce;
extern zend_class_entry *php_crew_timeout_exception_ce;
extern zend_class_entry *php_crew_header_exception_ce;

void php_crew_error_minit(void);
void php_crew_mode_minit(void);
void php_crew_worker_minit(void);
void php_crew_connection_minit(void);
void php_crew_protocol_minit(void);

/* The case of Crew\Mode, counted; and which one a value is, false when it is none. */
void php_crew_mode_zval(zval *value, crew_mode mode);
bool php_crew_mode_of(const zval *value, crew_mode *mode);

/* Throws the exception class that belongs to err->code. */
void php_crew_throw(const crew_err *err);

/* Throws Crew\Exception with printf-style words. */
void php_crew_throw_words(const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 1, 2);

/*
 * The PHP side of a connection. It exists once a callback has seen the connection, and as long as the engine or any PHP value still knows
 * it. A connection no callback has seen has none and costs PHP nothing.
 */
typedef struct php_crew_pending php_crew_pending;

typedef struct php_crew_handle {
    crew_conn *conn;     /* counted */
    zend_resource *res;  /* the stream's; counted while the connection lives; its ptr is NULL once the user has closed it */
    php_stream *stream;  /* as long as res->ptr is it */
    zend_object *object; /* the Crew\Connection; counted while the connection lives */
    php_crew_pending *pending; /* HTTP: a request that is not answered yet; NULL: none (php_worker_http.c) */
    bool is_over;        /* the engine has told the close */
} php_crew_handle;

/* The connection's handle, made when it has none yet. */
php_crew_handle *php_crew_handle_of(crew_conn *conn);

/* The connection is over: closes the stream and lets go of the values. The handle may be gone afterwards. */
void php_crew_handle_end(php_crew_handle *handle);

/*
 * Between two requests a connection that the script keeps nothing of is to cost PHP nothing: takes the handle away from it, for the next one
 * that needs one. No value refers to the handle but its own object.
 */
void php_crew_handle_rest(php_crew_handle *handle);
void php_crew_handle_rshutdown(void);

/* Frees the handle when nothing refers to it any more; the stream and the object call it when they go. */
void php_crew_handle_release(php_crew_handle *handle);

/* A counted value for a callback's argument: the stream resource, or the object. */
void php_crew_stream_zval(zval *value, crew_conn *conn);
void php_crew_connection_zval(zval *value, crew_conn *conn);

/* What goes on the wire for a message that the script sends to a connection of the running worker, counted; NULL with an exception thrown. */
zend_string *php_crew_protocol_encode(crew_conn *conn, zval *message);

/* Whether the running worker's protocol is a class of the script's. */
bool php_crew_protocol_is_running(void);

/* The connection behind a stream, NULL when it is none of ours or its connection is over. */
crew_conn *php_crew_stream_conn(php_stream *stream);

#endif
