/*
 * php_stream: a connection as a PHP stream. The stream has no buffer and no descriptor of its own: reading takes what the engine has,
 * writing queues with the engine, closing asks the engine to close once all has been sent.
 *
 * The stream's abstract pointer is the connection's handle. Either may go first: closing the stream leaves the connection to the engine,
 * and the end of the connection closes the stream, which makes a resource the script still holds a closed one.
 */
#include "ext/php_crew.h"

#ifndef PHP_WIN32
#include <sys/socket.h>
#endif

#include "main/php_network.h"

#include "core/base/compiler.h"

#define STREAM_HOT 192 /* bytes of a php_stream that fwrite() looks at; with many connections they have to come from far */

static const php_stream_ops stream_ops_tcp;
static const php_stream_ops stream_ops_unix;

static ssize_t stream_write(php_stream *stream, const char *bytes, size_t count)
{
    php_crew_handle *handle = stream->abstract;
    crew_span span = crew_span_of(bytes, count);

    /* Of what a filter made of one fwrite each bucket comes by itself, and PHP goes on when one is not taken. */
    switch (stream->writefilters.head == NULL ? crew_conn_write(handle->conn, span) : crew_conn_write_on(handle->conn, span)) {
    case 0:
        return (ssize_t)count;
    case CREW_EFULL:
        return 0; /* as any non-blocking stream says it; onBufferFull and onBufferDrain say when */
    default:
        php_error_docref(NULL, E_NOTICE, "Write of %zu bytes failed: the connection is closed", count);
        return -1;
    }
}

static ssize_t stream_read(php_stream *stream, char *into, size_t size)
{
    php_crew_handle *handle = stream->abstract;
    size_t n = crew_conn_read(handle->conn, into, size);

    stream->eof = n == 0 && crew_conn_is_eof(handle->conn);
    return (ssize_t)n;
}

static int stream_close(php_stream *stream, int close_handle)
{
    php_crew_handle *handle = stream->abstract;

    (void)close_handle;
    stream->abstract = NULL;
    crew_conn_end(handle->conn);
    return 0;
}

static int stream_flush(php_stream *stream)
{
    if (!stream->in_free) { /* or else it is being closed, and the end takes along what is queued */
        crew_conn_flush(((php_crew_handle *)stream->abstract)->conn);
    }
    return 0;
}

static int stream_cast(php_stream *stream, int as, void **into)
{
    crew_conn *conn = ((php_crew_handle *)stream->abstract)->conn;

    if (crew_conn_fd(conn) < 0) {
        return FAILURE;
    }
    switch (as) {
    case PHP_STREAM_AS_FD:
    case PHP_STREAM_AS_SOCKETD:
        crew_conn_flush(conn); /* whoever writes to the descriptor comes after what was written to the stream */
        if (crew_conn_fd(conn) < 0) {
            return FAILURE;
        }
        ZEND_FALLTHROUGH;
    case PHP_STREAM_AS_FD_FOR_SELECT:
        if (into != NULL) {
            *(php_socket_t *)into = crew_conn_fd(conn);
        }
        return SUCCESS;
    default:
        return FAILURE;
    }
}

static void stream_add_meta_data(php_stream *stream, zval *array)
{
    add_assoc_bool(array, "timed_out", 0);
    add_assoc_bool(array, "blocked", 0);
    add_assoc_bool(array, "eof", crew_conn_is_eof(((php_crew_handle *)stream->abstract)->conn));
}

static int stream_transport(crew_conn *conn, php_stream_xport_param *param)
{
    static const int hows[] = {SHUT_RD, SHUT_WR, SHUT_RDWR};
    char text[CREW_ADDRESS_TEXT];

    switch (param->op) {
    case STREAM_XPORT_OP_GET_NAME:
    case STREAM_XPORT_OP_GET_PEER_NAME:
        if (param->want_textaddr) {
            (void)(param->op == STREAM_XPORT_OP_GET_NAME ? crew_conn_local(conn, text) : crew_conn_remote(conn, text));
            param->outputs.textaddr = zend_string_init(text, strlen(text), 0);
        }
        param->outputs.returncode = 0;
        return PHP_STREAM_OPTION_RETURN_OK;
    case STREAM_XPORT_OP_SHUTDOWN:
        param->outputs.returncode = crew_conn_shutdown(conn, hows[param->how]) == 0 ? 0 : -1;
        return PHP_STREAM_OPTION_RETURN_OK;
    case STREAM_XPORT_OP_SEND:
        if (param->inputs.flags != 0 || param->inputs.addr != NULL) {
            return PHP_STREAM_OPTION_RETURN_NOTIMPL;
        }
        param->outputs.returncode = crew_conn_write(conn, crew_span_of(param->inputs.buf, param->inputs.buflen)) == 0
                                        ? (int)param->inputs.buflen
                                        : -1;
        return PHP_STREAM_OPTION_RETURN_OK;
    case STREAM_XPORT_OP_RECV:
        if (param->inputs.flags != 0) {
            return PHP_STREAM_OPTION_RETURN_NOTIMPL;
        }
        param->outputs.returncode = (int)crew_conn_read(conn, param->inputs.buf, param->inputs.buflen);
        return PHP_STREAM_OPTION_RETURN_OK;
    default:
        return PHP_STREAM_OPTION_RETURN_NOTIMPL;
    }
}

static int stream_set_option(php_stream *stream, int option, int value, void *param)
{
    crew_conn *conn = ((php_crew_handle *)stream->abstract)->conn;

    (void)value;
    switch (option) {
    case PHP_STREAM_OPTION_BLOCKING: /* accepted and without effect: the engine's sockets never block */
    case PHP_STREAM_OPTION_READ_TIMEOUT:
        return 0;
    case PHP_STREAM_OPTION_CHECK_LIVENESS:
        return crew_conn_is_eof(conn) ? PHP_STREAM_OPTION_RETURN_ERR : PHP_STREAM_OPTION_RETURN_OK;
    case PHP_STREAM_OPTION_META_DATA_API:
        stream_add_meta_data(stream, param);
        return PHP_STREAM_OPTION_RETURN_OK;
    case PHP_STREAM_OPTION_XPORT_API:
        return stream_transport(conn, param);
    default:
        return PHP_STREAM_OPTION_RETURN_NOTIMPL;
    }
}

void php_crew_stream_zval(zval *value, crew_conn *conn)
{
    php_crew_handle *handle = php_crew_handle_of(conn);

    if (handle->res == NULL) {
        php_stream *stream = php_stream_alloc(crew_conn_is_unix(conn) ? &stream_ops_unix : &stream_ops_tcp, handle, NULL, "r+");

        stream->flags |= PHP_STREAM_FLAG_NO_SEEK | PHP_STREAM_FLAG_NO_BUFFER | PHP_STREAM_FLAG_AVOID_BLOCKING;
        php_stream_auto_cleanup(stream); /* a debug build would call the script's not closing it a leak */
        handle->res = stream->res;
        handle->stream = stream;
    }
    for (size_t line = 0; line < STREAM_HOT; line += 64) {
        CREW_PREFETCH((char *)handle->stream + line);
    }
    GC_ADDREF(handle->res);
    ZVAL_RES(value, handle->res);
}

crew_conn *php_crew_stream_conn(php_stream *stream)
{
    if (stream == NULL || (stream->ops != &stream_ops_tcp && stream->ops != &stream_ops_unix) || stream->abstract == NULL) {
        return NULL;
    }
    return ((php_crew_handle *)stream->abstract)->conn;
}

#define STREAM_OPS(name)                                                                                                \
    {                                                                                                                   \
        .write = stream_write, .read = stream_read, .close = stream_close, .flush = stream_flush, .label = (name),       \
        .cast = stream_cast, .set_option = stream_set_option                                                            \
    }

static const php_stream_ops stream_ops_tcp = STREAM_OPS("tcp_socket/crew");
static const php_stream_ops stream_ops_unix = STREAM_OPS("unix_socket/crew");
