/*
 * php_worker_http: requests as calls of the script's, and what it returns or throws as answers; see php_worker.h.
 */
#include "ext/php_worker.h"

#include "core/crew_http.h"
#include "core/proto/http_chars.h"
#include "core/proto/http_params.h"
#include "ext/php_http.h"
#include "main/php_ini.h"

#define HTTP_MULTIPART "multipart/form-data"
#define HTTP_UPLOAD_SIZE 65536 /* bytes from which on an upload is taken apart as it comes, and never whole in memory */
#define HTTP_UPLOAD_TOO_LARGE "the upload is larger than maxUploadSize"
#define HTTP_TYPE_TEXT "Content-Type: text/plain; charset=utf-8\r\n"

/* ---- answers ------------------------------------------------------------------------------------------------------------ */

static int http_send_text(crew_conn *conn, int status, crew_span body, unsigned has)
{
    crew_http_answer answer = {.status = status, .fields = crew_span_str(HTTP_TYPE_TEXT), .has = has};

    return crew_http_send(conn, &answer, body);
}

/* What is kept of a request between its callbacks: while its body comes, and while it waits for an answer that was not given in the callback. */
struct php_crew_pending {
    zend_object *request;
    php_crew_http_upload *upload; /* takes the body apart as it comes; NULL: does not */
    php_crew_http_body *body;     /* the body is the script's to read as it comes; NULL: is not */
    uint64_t size;                /* of what has come */
};

static php_crew_pending *http_pending(crew_conn *conn)
{
    php_crew_handle *handle = crew_conn_user(conn);

    return handle != NULL ? handle->pending : NULL;
}

/* In place of one whose answer the script wrote by itself. */
static php_crew_pending *http_keep(crew_conn *conn, zend_object *request)
{
    php_crew_handle *handle = php_crew_handle_of(conn);
    php_crew_pending *pending = ecalloc(1, sizeof *pending);

    php_crew_http_drop(handle);
    pending->request = request;
    handle->pending = pending;
    return pending;
}

void php_crew_http_drop(php_crew_handle *handle)
{
    php_crew_pending *pending = handle->pending;

    if (pending == NULL) {
        return;
    }
    handle->pending = NULL;
    if (pending->upload != NULL) {
        php_crew_http_upload_free(pending->upload);
    }
    if (pending->body != NULL) {
        php_crew_http_body_leave(pending->body);
    }
    OBJ_RELEASE(pending->request);
    efree(pending);
}

void php_crew_http_begun(crew_conn *conn)
{
    php_crew_pending *pending = http_pending(conn);

    if (pending != NULL && pending->upload == NULL && pending->body == NULL && CREW_G(serving_conn) != conn) {
        php_crew_http_drop(crew_conn_user(conn));
    }
}

/* The request that is answered; NULL when it is not known any more. */
static zend_object *http_request_of(crew_conn *conn)
{
    php_crew_pending *pending = http_pending(conn);

    if (CREW_G(serving_conn) == conn) {
        return CREW_G(serving_request);
    }
    return pending != NULL ? pending->request : NULL;
}

/* Results as of crew_http_send, or an exception thrown. */
static int http_answer(crew_conn *conn, zval *value)
{
    zend_string *text;
    int result;

    if (!crew_http_awaits(conn)) {
        return crew_conn_is_open(conn) ? CREW_ERANGE : CREW_ECLOSED;
    }
    if (Z_TYPE_P(value) == IS_OBJECT && instanceof_function(Z_OBJCE_P(value), php_crew_http_response_ce)) {
        return php_crew_http_response_send(Z_OBJ_P(value), conn, http_request_of(conn));
    }
    text = zval_try_get_string(value);
    if (text == NULL) {
        return CREW_EMALFORMED;
    }
    result = php_crew_http_text_send(text, conn, http_request_of(conn)); /* __toString may have answered, and nobody has the request now */
    zend_string_release(text);
    return result;
}

static bool http_is_answer(const zval *value)
{
    return Z_TYPE_P(value) == IS_STRING || Z_TYPE_P(value) == IS_LONG || Z_TYPE_P(value) == IS_DOUBLE ||
           (Z_TYPE_P(value) == IS_OBJECT &&
               (instanceof_function(Z_OBJCE_P(value), php_crew_http_response_ce) || Z_OBJCE_P(value)->__tostring != NULL));
}

bool php_crew_http_answer(crew_conn *conn, zval *value, bool ends)
{
    int result;

    if (!http_is_answer(value)) {
        zend_argument_type_error(1, "must be a string or a Crew\\Http\\Response on an http:// connection, %s given", zend_zval_type_name(value));
        return false;
    }
    if (ends) {
        crew_http_close_after(conn);
    }
    result = http_answer(conn, value);
    if (result == CREW_ERANGE && EG(exception) == NULL) {
        php_crew_throw_words("Connection %" PRIu64 " has no request that waits for an answer", crew_conn_id(conn));
    }
    if (result == 0 && CREW_G(serving_conn) != conn) {
        php_crew_http_drop(php_crew_handle_of(conn));
    }
    return result == 0;
}

/* ---- what becomes of a call --------------------------------------------------------------------------------------------- */

/* Traces are for the developer in front of the machine. */
static bool http_shows_errors(crew_conn *conn)
{
    char remote[CREW_ADDRESS_TEXT];

    if (!PG(display_errors)) {
        return false;
    }
    (void)crew_conn_remote(conn, remote);
    return strncmp(remote, "127.", 4) == 0 || strncmp(remote, "[::1]", 5) == 0 || crew_conn_is_unix(conn);
}

/* The script broke off. */
static void http_answer_failure(crew_conn *conn)
{
    crew_span body = crew_span_str("500 Internal Server Error\n");
    zend_string *thrown = php_crew_call_thrown();

    if (!crew_http_awaits(conn)) {
        crew_conn_end(conn);
        return;
    }
    if (thrown != NULL && http_shows_errors(conn)) {
        body = crew_span_of(ZSTR_VAL(thrown), ZSTR_LEN(thrown));
    }
    (void)http_send_text(conn, 500, body, CREW_HTTP_HAS_CLOSE);
}

/* What the callback returned is the answer, when it is one and there has been none. Arrow functions return what send() did. */
static void http_answer_result(crew_conn *conn, const char *name, zval *result)
{
    if (!crew_http_awaits(conn) || Z_TYPE_P(result) <= IS_TRUE) {
        return;
    }
    if (!http_is_answer(result)) {
        crew_log(CREW_LOG_ERROR, "%s returned %s; an answer is a string or a Crew\\Http\\Response", name, zend_zval_type_name(result));
    } else if (http_answer(conn, result) == 0 || php_crew_call_settle(name) == PHP_CREW_DIED) {
        return;
    }
    http_answer_failure(conn);
}

/* ---- calls -------------------------------------------------------------------------------------------------------------- */

/* Runs a callback with connection and request, and maybe one argument more, and sees to the answer. False when PHP is dead. */
static bool http_call(php_crew_worker *worker, int which, crew_conn *conn, zend_object *request, zval *more)
{
    php_crew_outcome outcome;
    const char *name = php_crew_worker_call_names[which];
    zval argv[3];
    zval result;

    ZVAL_UNDEF(&result);
    php_crew_connection_zval(&argv[0], conn);
    ZVAL_OBJ(&argv[1], request);
    if (more != NULL) {
        ZVAL_COPY_VALUE(&argv[2], more);
    }
    php_crew_call_forget_thrown();
    CREW_G(serving_conn) = conn;
    CREW_G(serving_request) = request;
    outcome = php_crew_worker_run(worker, &worker->calls[which], name, more != NULL ? 3 : 2, argv, &result);
    if (outcome == PHP_CREW_RETURNED) {
        http_answer_result(conn, name, &result);
        zval_ptr_dtor(&result);
    } else if (outcome != PHP_CREW_DIED) {
        http_answer_failure(conn);
    }
    CREW_G(serving_conn) = NULL;
    if (outcome == PHP_CREW_DIED || worker->has_died) {
        return false;
    }
    zval_ptr_dtor(&argv[0]);
    return true;
}

/* The request is answered, and its callback has returned. */
static void http_rest(crew_conn *conn)
{
    php_crew_handle *handle = crew_conn_user(conn);

    if (handle != NULL) {
        php_crew_handle_rest(handle);
    }
}

/* ---- forms in multipart/form-data --------------------------------------------------------------------------------------- */

/* Whether the body is said to be one; `type` is the value of Content-Type then. */
static bool http_is_form(const crew_http_request *request, crew_span *type)
{
    uint16_t field = request->head->known[CREW_HTTP_CONTENT_TYPE];
    crew_span rest;

    if (field == 0) {
        return false;
    }
    *type = crew_http_at(request->base, request->head->fields[field - 1].value);
    return crew_http_same(crew_http_params_begin(*type, &rest), HTTP_MULTIPART);
}

static void http_refuse_form(php_crew_worker *worker, crew_conn *conn, int status, const char *words)
{
    char text[160];

    (void)snprintf(text, sizeof text, "%d: %s", status, words);
    php_crew_worker_tell_error(worker, conn, status == 413 ? CREW_ETOO_LARGE : CREW_EMALFORMED, text);
    if (worker->has_died) {
        return;
    }
    (void)snprintf(text, sizeof text, "%d %s\n", status, crew_http_reason(status));
    (void)http_send_text(conn, status, crew_span_str(text), CREW_HTTP_HAS_CLOSE);
    if (http_pending(conn) != NULL) {
        php_crew_http_drop(crew_conn_user(conn));
    }
}

/* Takes apart what came whole: before the script sees the request, since a form that cannot be read is none. False when it was refused. */
static bool http_take_form(php_crew_worker *worker, crew_conn *conn, const crew_http_request *request, php_crew_http_upload **form)
{
    php_crew_http_upload_limits limits;
    crew_span type;
    int status;

    *form = NULL;
    if (request->body.len == 0 || !http_is_form(request, &type)) {
        return true;
    }
    limits = php_crew_http_upload_limits_of_ini();
    *form = php_crew_http_upload_new(type, &limits);
    status = php_crew_http_upload_feed(*form, request->body);
    status = status != 0 ? status : php_crew_http_upload_finish(*form);
    if (status != 0) {
        http_refuse_form(worker, conn, status, php_crew_http_upload_words(*form));
        if (!worker->has_died) {
            php_crew_http_upload_free(*form);
        }
        *form = NULL;
    }
    return status == 0;
}

/* ---- requests ----------------------------------------------------------------------------------------------------------- */

/* Nobody takes requests: there is nothing here. */
static bool http_has_taker(php_crew_worker *worker, crew_conn *conn)
{
    if (!php_crew_call_is_set(&worker->calls[CALL_MESSAGE])) {
        (void)http_send_text(conn, 404, crew_span_str("404 Not Found\n"), 0);
        return false;
    }
    return true;
}

static void http_on_request(crew_conn *conn, const crew_http_request *request, void *user)
{
    php_crew_worker *worker = user;
    php_crew_http_upload *form;
    zend_object *object;

    if (worker->has_died) {
        return;
    }
    if (worker->document_root != NULL && php_crew_http_static_serve(worker->document_root, conn, request)) {
        php_crew_call_forget_thrown();
        php_crew_worker_settle(worker, "documentRoot");
        if (!worker->has_died && crew_http_awaits(conn)) {
            http_answer_failure(conn);
        }
        return;
    }
    if (!http_has_taker(worker, conn) || !http_take_form(worker, conn, request, &form)) {
        return;
    }
    object = php_crew_http_request_borrow(request);
    php_crew_http_request_set_upload(object, form);
    if (!http_call(worker, CALL_MESSAGE, conn, object, NULL)) {
        return;
    }
    if (crew_http_awaits(conn)) {
        GC_ADDREF(object);
        (void)http_keep(conn, object);
    } else {
        http_rest(conn);
    }
    php_crew_http_request_give_back(object);
    php_crew_worker_settle(worker, "onMessage");
}

/* ---- bodies that come in pieces ----------------------------------------------------------------------------------------- */

/* Whether it is worth to be taken apart as it comes. */
static bool http_is_upload(const crew_http_request *request, crew_span *type)
{
    return (request->head->is_chunked || request->head->content_length >= HTTP_UPLOAD_SIZE) && http_is_form(request, type);
}

static bool http_on_request_head(crew_conn *conn, const crew_http_request *request, void *user)
{
    php_crew_worker *worker = user;
    php_crew_http_upload_limits limits = php_crew_http_upload_limits_of_ini();
    php_crew_http_upload *upload = NULL;
    php_crew_pending *pending;
    crew_span type;

    if (worker->has_died) {
        return false;
    }
    if (!php_crew_call_is_set(&worker->calls[CALL_BODY])) {
        if (!http_is_upload(request, &type) || !php_crew_call_is_set(&worker->calls[CALL_MESSAGE])) {
            return false;
        }
        limits.fields = worker->max_package;
        upload = php_crew_http_upload_new(type, &limits);
    }
    pending = http_keep(conn, php_crew_http_request_keep(request));
    pending->upload = upload;
    php_crew_worker_settle(worker, "the end of a request"); /* the one before: its context may have had a destructor */
    if (upload != NULL && !request->head->is_chunked && request->head->content_length > worker->max_upload) {
        http_refuse_form(worker, conn, 413, HTTP_UPLOAD_TOO_LARGE); /* now: a client that expects 100 Continue need not send it */
        return false;
    }
    if (upload == NULL) {
        pending->body = php_crew_http_body_new(conn);
        php_crew_http_request_set_stream(pending->request, pending->body);
    }
    return true;
}

/*
 * The script is told that there is something to read, or that no more will come: again and again as long as it reads on without having
 * read all. A peer that is held back for it could not be the one to wake it.
 */
static void http_tell_body(php_crew_worker *worker, crew_conn *conn)
{
    php_crew_pending *pending = http_pending(conn);
    php_crew_http_body *body = php_crew_http_body_hold(pending->body);
    size_t before;
    size_t left;
    zval stream;

    do {
        before = php_crew_http_body_left(body);
        php_crew_http_body_stream(body, &stream);
        if (!http_call(worker, CALL_BODY, conn, pending->request, &stream)) {
            return;
        }
        zval_ptr_dtor(&stream);
        php_crew_worker_settle(worker, "onBody");
        left = php_crew_http_body_left(body);
    } while (!worker->has_died && crew_http_owes(conn) && left > 0 && left < before);
    php_crew_http_body_release(body);
}

static void http_on_body(crew_conn *conn, crew_span piece, void *user)
{
    php_crew_worker *worker = user;
    php_crew_pending *pending = http_pending(conn);
    php_crew_http_body *body;
    int status;

    if (worker->has_died || pending == NULL) {
        return;
    }
    pending->size += piece.len;
    if (pending->body != NULL) {
        body = php_crew_http_body_hold(pending->body); /* the callback may end the connection, and what is pending with it */
        php_crew_http_body_lend(body, piece);
        http_tell_body(worker, conn);
        if (!worker->has_died) {
            php_crew_http_body_keep(body);
            php_crew_http_body_release(body);
        }
        return;
    }
    if (pending->size > worker->max_upload) {
        http_refuse_form(worker, conn, 413, HTTP_UPLOAD_TOO_LARGE);
        return;
    }
    status = php_crew_http_upload_feed(pending->upload, piece);
    if (status != 0) {
        http_refuse_form(worker, conn, status, php_crew_http_upload_words(pending->upload));
    }
}

static void http_on_body_end(crew_conn *conn, crew_span trailers, void *user)
{
    php_crew_worker *worker = user;
    php_crew_pending *pending = http_pending(conn);
    int status;

    if (worker->has_died || pending == NULL) {
        return;
    }
    php_crew_http_request_set_body(pending->request, ZSTR_EMPTY_ALLOC(), trailers);
    if (pending->body != NULL) {
        php_crew_http_body_end(pending->body);
        http_tell_body(worker, conn);
    } else {
        status = php_crew_http_upload_finish(pending->upload);
        if (status != 0) {
            http_refuse_form(worker, conn, status, php_crew_http_upload_words(pending->upload));
            return;
        }
        php_crew_http_request_set_upload(pending->request, pending->upload);
        pending->upload = NULL;
    }
    if (!worker->has_died && crew_http_awaits(conn) && http_has_taker(worker, conn) &&
        !http_call(worker, CALL_MESSAGE, conn, pending->request, NULL)) {
        return;
    }
    if (!worker->has_died && !crew_http_awaits(conn)) {
        php_crew_http_drop(crew_conn_user(conn));
        http_rest(conn);
        php_crew_worker_settle(worker, "onMessage");
    }
}

static void http_on_overdue(crew_conn *conn, void *user)
{
    (void)user;
    crew_log(CREW_LOG_WARNING, "connection %" PRIu64 ": 503: not answered within responseTimeout", crew_conn_id(conn));
}

crew_http_callbacks php_crew_worker_http_callbacks(void)
{
    return (crew_http_callbacks){
        .on_request = http_on_request,
        .on_request_head = http_on_request_head,
        .on_body = http_on_body,
        .on_body_end = http_on_body_end,
        .on_overdue = http_on_overdue,
    };
}
