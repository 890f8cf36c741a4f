/*
 * php_http_writer: Crew\Http\Writer and Crew\Http\EventStream: an answer that is sent piece by piece. Both are the same object with other methods.
 */
#include "ext/php_http.h"

#include "zend_exceptions.h"

#include "ext/php_crew.h"
#include "ext/php_http_lines.h"

#include "stubs/http_writer_arginfo.h"

static zend_class_entry *writer_ce;
static zend_class_entry *writer_events_ce;
static zend_object_handlers writer_handlers;

typedef struct php_crew_http_writer {
    crew_conn *conn; /* counted */
    bool is_ended;
    zend_object std;
} php_crew_http_writer;

static php_crew_http_writer *writer_from(zend_object *object)
{
    return (php_crew_http_writer *)((char *)object - offsetof(php_crew_http_writer, std));
}

/* ---- its life ----------------------------------------------------------------------------------------------------------- */

static zend_object *writer_create(zend_class_entry *ce)
{
    php_crew_http_writer *writer = zend_object_alloc(sizeof *writer, ce);

    writer->conn = NULL;
    writer->is_ended = false;
    zend_object_std_init(&writer->std, ce);
    writer->std.handlers = &writer_handlers;
    return &writer->std;
}

/* Forgotten before its end: the client must not take what it has for all. Not in free_obj, since the script's onClose may run. */
static void writer_destroy(zend_object *object)
{
    php_crew_http_writer *writer = writer_from(object);

    if (!writer->is_ended && writer->conn != NULL) {
        writer->is_ended = true;
        crew_conn_close(writer->conn);
    }
}

static void writer_free(zend_object *object)
{
    if (writer_from(object)->conn != NULL) {
        crew_conn_unref(writer_from(object)->conn);
    }
    zend_object_std_dtor(object);
}

static zend_function *writer_get_constructor(zend_object *object)
{
    zend_throw_error(NULL, "%s comes from a connection; it cannot be constructed", ZSTR_VAL(object->ce->name));
    return NULL;
}

static bool writer_begin(zval *into, zend_class_entry *ce, crew_conn *conn, const crew_http_answer *answer, int64_t length)
{
    int result = crew_http_begin(conn, answer, length);

    if (result != 0) {
        php_crew_throw_words("Cannot begin an answer on connection %" PRIu64 ": %s", crew_conn_id(conn),
            result == CREW_ERANGE ? "no request waits for one" : "it is closed");
        return false;
    }
    ZVAL_OBJ(into, writer_create(ce));
    writer_from(Z_OBJ_P(into))->conn = crew_conn_ref(conn);
    php_crew_http_begun(conn);
    return true;
}

/* Status and headers, which are changed in the copy `lines`. False with an exception thrown. */
static bool writer_answer(zend_object *response, crew_http_answer *answer, smart_str *lines)
{
    *answer = (crew_http_answer){.status = 200, .reason = {"", 0}};
    if (response == NULL) {
        return true;
    }
    if (php_crew_http_response_has_body(response)) {
        php_crew_throw_words("A Response that begins an answer of pieces cannot have a body");
        return false;
    }
    *answer = php_crew_http_response_answer(response);
    smart_str_appendl(lines, answer->fields.ptr, answer->fields.len);
    return true;
}

static void writer_add_unless_set(smart_str *lines, const char *name, const char *lower, const char *value)
{
    if (!php_crew_http_lines_has(lines, lower)) {
        php_crew_http_lines_put(lines, name, crew_span_str(value));
    }
}

bool php_crew_http_writer_new(zval *into, crew_conn *conn, zend_object *response, int64_t length)
{
    crew_http_answer answer;
    smart_str lines = {0};
    bool is_begun;

    if (!writer_answer(response, &answer, &lines)) {
        return false;
    }
    writer_add_unless_set(&lines, "Content-Type", "content-type", PHP_CREW_HTTP_TYPE);
    answer.fields = php_crew_http_lines_all(&lines);
    is_begun = writer_begin(into, writer_ce, conn, &answer, length);
    smart_str_free(&lines);
    return is_begun;
}

bool php_crew_http_event_stream_new(zval *into, crew_conn *conn, zend_object *response)
{
    crew_http_answer answer;
    smart_str lines = {0};
    bool is_begun;

    if (!writer_answer(response, &answer, &lines)) {
        return false;
    }
    writer_add_unless_set(&lines, "Content-Type", "content-type", "text/event-stream");
    writer_add_unless_set(&lines, "Cache-Control", "cache-control", "no-cache");
    answer.fields = php_crew_http_lines_all(&lines);
    is_begun = writer_begin(into, writer_events_ce, conn, &answer, -1);
    smart_str_free(&lines);
    return is_begun;
}

/* ---- pieces ------------------------------------------------------------------------------------------------------------- */

/* False with an exception thrown after end(). */
static bool writer_goes_on(const php_crew_http_writer *writer)
{
    if (writer->is_ended) {
        php_crew_throw_words("The answer on connection %" PRIu64 " has ended", crew_conn_id(writer->conn));
    }
    return !writer->is_ended;
}

/* As crew_http_write, with an exception thrown when the piece is too long. */
static int writer_put(php_crew_http_writer *writer, crew_span piece)
{
    int result = crew_http_write(writer->conn, piece);

    if (result == CREW_ERANGE) {
        php_crew_throw_words("A piece of %zu bytes is more than the length of the answer on connection %" PRIu64 " leaves", piece.len,
            crew_conn_id(writer->conn));
    }
    return result;
}

static bool writer_write(php_crew_http_writer *writer, crew_span piece)
{
    return writer_goes_on(writer) && writer_put(writer, piece) == 0;
}

static bool writer_is_open(const php_crew_http_writer *writer)
{
    return !writer->is_ended && crew_conn_is_open(writer->conn);
}

static void writer_end(php_crew_http_writer *writer, crew_span trailers)
{
    writer->is_ended = true;
    (void)crew_http_end(writer->conn, trailers); /* there is nobody to end it for when the connection is closed */
}

/* Some fields mean nothing or harm behind the body; the engine's parser knows them. */
static bool writer_check_trailers(const smart_str *lines)
{
    crew_http_field fields[CREW_HTTP_FIELDS_MAX];
    uint32_t count;
    long result = crew_http_trailers_parse(fields, CREW_HTTP_FIELDS_MAX, &count, php_crew_http_lines_all(lines));

    if (result < 0) {
        zend_throw_exception(php_crew_header_exception_ce, crew_http_problem_words((crew_http_problem)-result), 0);
    }
    return result >= 0;
}

/* False with an exception thrown. What a closed connection does not take is nobody's loss. */
static bool writer_write_last(php_crew_http_writer *writer, crew_span piece)
{
    int result = piece.len > 0 ? writer_put(writer, piece) : 0;

    if (result == CREW_EFULL) {
        php_crew_throw_words("The send buffer of connection %" PRIu64 " is full; end the answer in onBufferDrain", crew_conn_id(writer->conn));
    }
    return result != CREW_EFULL && result != CREW_ERANGE;
}

ZEND_METHOD(Crew_Http_Writer, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    (void)writer_get_constructor(Z_OBJ_P(ZEND_THIS)); /* which 'new' has asked; PDO::FETCH_CLASS comes here straight */
}

ZEND_METHOD(Crew_Http_Writer, write)
{
    zend_string *data;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(data)
    ZEND_PARSE_PARAMETERS_END();
    RETURN_BOOL(writer_write(writer_from(Z_OBJ_P(ZEND_THIS)), php_crew_span(data)));
}

ZEND_METHOD(Crew_Http_Writer, end)
{
    php_crew_http_writer *writer = writer_from(Z_OBJ_P(ZEND_THIS));
    zend_string *data = NULL;
    HashTable *trailers = NULL;
    smart_str lines = {0};

    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(data)
        Z_PARAM_ARRAY_HT(trailers)
    ZEND_PARSE_PARAMETERS_END();

    if (writer_goes_on(writer) && (trailers == NULL || php_crew_http_lines_set_all(&lines, trailers, 2)) && writer_check_trailers(&lines) &&
        writer_goes_on(writer) && writer_write_last(writer, data != NULL ? php_crew_span(data) : crew_span_of("", 0))) {
        writer_end(writer, php_crew_http_lines_all(&lines));
    }
    smart_str_free(&lines);
}

ZEND_METHOD(Crew_Http_Writer, isOpen)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(writer_is_open(writer_from(Z_OBJ_P(ZEND_THIS))));
}

/* ---- events ------------------------------------------------------------------------------------------------------------- */

/* The next line of `rest`, which ends at any of the three line ends that are known; false when none is left. */
static bool writer_next_line(crew_span *rest, crew_span *line)
{
    size_t length = 0;

    if (rest->ptr == NULL) {
        return false;
    }
    while (length < rest->len && rest->ptr[length] != '\r' && rest->ptr[length] != '\n') {
        length++;
    }
    *line = crew_span_of(rest->ptr, length);
    if (length == rest->len) {
        *rest = crew_span_of(NULL, 0);
        return true;
    }
    length += rest->ptr[length] == '\r' && length + 1 < rest->len && rest->ptr[length + 1] == '\n' ? 2 : 1;
    *rest = crew_span_skip(*rest, length);
    return true;
}

/* Each line of the text behind the name. */
static void writer_put_lines(smart_str *event, const char *name, crew_span text)
{
    crew_span line;

    while (writer_next_line(&text, &line)) {
        smart_str_appends(event, name);
        smart_str_appendl(event, line.ptr, line.len);
        smart_str_appendc(event, '\n');
    }
}

static bool writer_send_event(php_crew_http_writer *writer, smart_str *event)
{
    bool is_sent;

    smart_str_appendc(event, '\n');
    is_sent = writer_write(writer, php_crew_http_lines_all(event));
    smart_str_free(event);
    return is_sent;
}

/* False with an exception thrown when the text is no single line. */
static bool writer_check_line(const zend_string *text, uint32_t argument)
{
    if (text != NULL && strcspn(ZSTR_VAL(text), "\r\n") != ZSTR_LEN(text)) {
        zend_argument_value_error(argument, "must not have line ends or NUL bytes");
        return false;
    }
    return true;
}

static void writer_put_line(smart_str *event, const char *name, const zend_string *text)
{
    if (text != NULL && ZSTR_LEN(text) > 0) {
        writer_put_lines(event, name, php_crew_span(text));
    }
}

ZEND_METHOD(Crew_Http_EventStream, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    (void)writer_get_constructor(Z_OBJ_P(ZEND_THIS)); /* which 'new' has asked; PDO::FETCH_CLASS comes here straight */
}

ZEND_METHOD(Crew_Http_EventStream, send)
{
    zend_string *data;
    zend_string *type = NULL, *id = NULL;
    zend_long retry = 0;
    bool keeps_retry = true;
    smart_str event = {0};

    ZEND_PARSE_PARAMETERS_START(1, 4)
        Z_PARAM_STR(data)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(type)
        Z_PARAM_STR(id)
        Z_PARAM_LONG_OR_NULL(retry, keeps_retry)
    ZEND_PARSE_PARAMETERS_END();

    if (!writer_check_line(type, 2) || !writer_check_line(id, 3)) {
        RETURN_THROWS();
    }
    if (retry < 0) {
        zend_argument_value_error(4, "must not be negative");
        RETURN_THROWS();
    }
    writer_put_line(&event, "event: ", type);
    writer_put_line(&event, "id: ", id);
    if (!keeps_retry) {
        smart_str_append_printf(&event, "retry: " ZEND_LONG_FMT "\n", retry);
    }
    writer_put_lines(&event, "data: ", php_crew_span(data));
    RETURN_BOOL(writer_send_event(writer_from(Z_OBJ_P(ZEND_THIS)), &event));
}

ZEND_METHOD(Crew_Http_EventStream, comment)
{
    zend_string *text = NULL;
    smart_str event = {0};

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(text)
    ZEND_PARSE_PARAMETERS_END();

    writer_put_lines(&event, ": ", text != NULL ? php_crew_span(text) : crew_span_of("", 0));
    RETURN_BOOL(writer_send_event(writer_from(Z_OBJ_P(ZEND_THIS)), &event));
}

ZEND_METHOD(Crew_Http_EventStream, end)
{
    php_crew_http_writer *writer = writer_from(Z_OBJ_P(ZEND_THIS));

    ZEND_PARSE_PARAMETERS_NONE();
    if (writer_goes_on(writer)) {
        writer_end(writer, crew_span_of("", 0));
    }
}

ZEND_METHOD(Crew_Http_EventStream, isOpen)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(writer_is_open(writer_from(Z_OBJ_P(ZEND_THIS))));
}

static void writer_prepare(zend_class_entry *ce)
{
    ce->create_object = writer_create;
}

void php_crew_http_writer_minit(void)
{
    writer_ce = register_class_Crew_Http_Writer();
    writer_events_ce = register_class_Crew_Http_EventStream();
    writer_prepare(writer_ce);
    writer_prepare(writer_events_ce);
    memcpy(&writer_handlers, &std_object_handlers, sizeof writer_handlers);
    writer_handlers.offset = offsetof(php_crew_http_writer, std);
    writer_handlers.dtor_obj = writer_destroy;
    writer_handlers.free_obj = writer_free;
    writer_handlers.clone_obj = NULL;
    writer_handlers.get_constructor = writer_get_constructor;
}
