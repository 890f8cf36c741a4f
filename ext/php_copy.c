/*
 * php_copy: see php_copy.h.
 *
 * PHP copies in pieces of 8 KiB and gives up at the first one that is not taken, which a full connection would refuse.
 * So the function is ours where the destination is a connection, and PHP's own everywhere else: a regular file is queued as a file, and read
 * as the peer takes it; what other sources hold becomes one write.
 */
#include "ext/php_copy.h"

#include "ext/php_crew.h"

#include "main/php_network.h"
#include "Zend/zend_smart_str.h"

#define COPY_PIECE 8192

static zif_handler copy_php_handler;

static php_stream *copy_stream_of(zval *value)
{
    if (Z_TYPE_P(value) != IS_RESOURCE) {
        return NULL;
    }
    return zend_fetch_resource2(Z_RES_P(value), NULL, php_file_le_stream(), php_file_le_pstream());
}

/* The descriptor of a regular file that can be read as it is, and its size; -1 for anything else. */
static int copy_regular_file(php_stream *from, zend_off_t *size)
{
    php_stream_statbuf about;
    php_socket_t fd;

    if (from->ops != &php_stream_stdio_ops || from->readfilters.head != NULL || strpbrk(from->mode, "r+") == NULL) {
        return -1;
    }
    if (php_stream_stat(from, &about) != 0 || (about.sb.st_mode & S_IFMT) != S_IFREG || about.sb.st_size == 0) {
        return -1; /* files of /proc have no size, and content */
    }
    if (php_stream_cast(from, PHP_STREAM_AS_FD | PHP_STREAM_CAST_INTERNAL, (void **)&fd, 0) != SUCCESS) {
        return -1;
    }
    *size = about.sb.st_size;
    return (int)fd;
}

/* Queues the file's bytes from the source's position on. 0, CREW_ESYSTEM when they have to be copied, or why they are refused. */
static int copy_file(php_stream *from, php_stream *to, size_t most, size_t *copied)
{
    zend_off_t size = 0;
    zend_off_t at = php_stream_tell(from);
    int fd = copy_regular_file(from, &size);
    size_t length;
    int refused;

    if (fd < 0 || at < 0 || at >= size) {
        return CREW_ESYSTEM;
    }
    length = (size_t)(size - at) < most ? (size_t)(size - at) : most;
    refused = crew_conn_send_file(php_crew_stream_conn(to), fd, (uint64_t)at, length);
    if (refused == 0) {
        (void)php_stream_seek(from, at + (zend_off_t)length, SEEK_SET);
        *copied = length;
    }
    return refused;
}

/* Reads as far as `most` or the end, in pieces: `most` may be far more than there is. False when reading failed. */
static bool copy_read(php_stream *from, size_t most, smart_str *bytes)
{
    ssize_t n = 0;

    do {
        size_t had = bytes->s != NULL ? ZSTR_LEN(bytes->s) : 0;
        size_t wanted = most - had < COPY_PIECE ? most - had : COPY_PIECE;

        smart_str_alloc(bytes, wanted, false);
        n = wanted > 0 ? php_stream_read(from, ZSTR_VAL(bytes->s) + had, wanted) : 0;
        ZSTR_LEN(bytes->s) = had + (n > 0 ? (size_t)n : 0);
    } while (n > 0);
    return n == 0;
}

/* As one write. 0, CREW_ESYSTEM when the source could not be read, or CREW_EFULL or CREW_ECLOSED, which the stream has complained of. */
static int copy_bytes(php_stream *from, php_stream *to, size_t most, size_t *copied)
{
    smart_str bytes = {0};
    int failed = copy_read(from, most, &bytes) ? 0 : CREW_ESYSTEM;

    if (ZSTR_LEN(bytes.s) > 0) {
        ssize_t written = php_stream_write(to, ZSTR_VAL(bytes.s), ZSTR_LEN(bytes.s));

        *copied = ZSTR_LEN(bytes.s);
        failed = written > 0 ? failed : written == 0 ? CREW_EFULL : CREW_ECLOSED;
    }
    smart_str_free(&bytes);
    return failed;
}

/* stream_copy_to_stream(resource $from, resource $to, ?int $length = null, int $offset = 0): int|false */
static ZEND_NAMED_FUNCTION(copy_to_stream)
{
    zval *from_value;
    zval *to_value;
    php_stream *from;
    php_stream *to = ZEND_NUM_ARGS() >= 2 ? copy_stream_of(ZEND_CALL_ARG(execute_data, 2)) : NULL;
    zend_long length = 0;
    zend_long offset = 0;
    bool to_the_end = true;
    size_t most;
    size_t copied = 0;
    int refused;

    if (php_crew_stream_conn(to) == NULL || to->writefilters.head != NULL) { /* with a filter each piece is taken */
        copy_php_handler(INTERNAL_FUNCTION_PARAM_PASSTHRU);
        return;
    }
    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_RESOURCE(from_value)
        Z_PARAM_RESOURCE(to_value)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG_OR_NULL(length, to_the_end)
        Z_PARAM_LONG(offset)
    ZEND_PARSE_PARAMETERS_END();

    php_stream_from_zval(from, from_value);
    if (offset > 0 && php_stream_seek(from, offset, SEEK_SET) < 0) {
        php_error_docref(NULL, E_WARNING, "Failed to seek to position " ZEND_LONG_FMT " in the stream", offset);
        RETURN_FALSE;
    }
    most = to_the_end || length < 0 ? PHP_STREAM_COPY_ALL : (size_t)length;
    refused = most > 0 ? copy_file(from, to, most, &copied) : 0;
    if (refused == CREW_ESYSTEM) {
        refused = copy_bytes(from, to, most, &copied);
    }
    if (refused != 0) {
        RETURN_FALSE;
    }
    RETURN_LONG((zend_long)copied);
}

static zend_internal_function *copy_function(void)
{
    return zend_hash_str_find_ptr(CG(function_table), ZEND_STRL("stream_copy_to_stream"));
}

void php_crew_copy_minit(void)
{
    zend_internal_function *function = copy_function();

    if (function != NULL) { /* or else disable_functions has taken it away */
        copy_php_handler = function->handler;
        function->handler = copy_to_stream;
    }
}

void php_crew_copy_mshutdown(void)
{
    zend_internal_function *function = copy_function();

    if (function != NULL && function->handler == copy_to_stream) {
        function->handler = copy_php_handler;
    }
}
