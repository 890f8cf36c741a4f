/*
 * php_http_send: a Crew\Http\Response becomes an answer of the engine's: what is added to its headers, gzip, and files with their conditions and ranges.
 */
#include "ext/php_http.h"
#include "ext/php_http_response.h"

#include <time.h>

#include "core/base/read_file.h"
#include "core/proto/http_accept.h"
#include "core/proto/http_chars.h"
#include "core/proto/http_date.h"
#include "core/proto/http_media_type.h"
#include "core/proto/http_range.h"
#include "core/proto/http_validators.h"
#include "ext/php_crew.h"
#include "ext/php_http_gzip.h"
#include "ext/php_http_lines.h"

#define SEND_GZIP_FROM 1024 /* bytes: what is shorter fits into a packet or two as it is */

static const crew_span send_nothing = {"", 0};

/* Lines to be sent, which are changed in a copy. */
static void send_copy_lines(smart_str *into, const smart_str *from)
{
    crew_span all = php_crew_http_lines_all(from);

    smart_str_appendl(into, all.ptr, all.len);
}

/* ---- a text ------------------------------------------------------------------------------------------------------------- */

typedef struct send_text {
    crew_http_answer answer;
    crew_span body;
    smart_str lines;      /* those of the answer once they differ from the response's */
    zend_string *packed;  /* the body in gzip, NULL when it is sent as it is */
} send_text;

static bool send_client_takes_gzip(zend_object *request)
{
    zend_string *accepts = request != NULL ? php_crew_http_request_header(request, "accept-encoding") : NULL;
    bool takes = accepts != NULL && crew_http_accepts_gzip(php_crew_span(accepts));

    if (accepts != NULL) {
        zend_string_release(accepts);
    }
    return takes;
}

/* Whether the body is sent in gzip to those who take that. */
static bool send_wants_gzip(const send_text *text, php_crew_gzip gzip)
{
    crew_span type;

    if (gzip == PHP_CREW_GZIP_OFF || text->body.len == 0 || php_crew_http_lines_has(&text->lines, "content-encoding")) {
        return false;
    }
    return gzip == PHP_CREW_GZIP_ON ||
           (text->body.len >= SEND_GZIP_FROM && text->answer.status == 200 &&
               php_crew_http_lines_find(&text->lines, crew_span_str("content-type"), &type) && php_crew_http_gzip_is_worth_it(type));
}

/* The packed bytes are not those that a strong entity tag stands for. */
static void send_weaken_etag(smart_str *lines)
{
    crew_span etag;
    zend_string *weak;

    if (!php_crew_http_lines_find(lines, crew_span_str("etag"), &etag) || etag.len == 0 || etag.ptr[0] != '"') {
        return;
    }
    weak = zend_string_concat2("W/", 2, etag.ptr, etag.len);
    php_crew_http_lines_remove(lines, crew_span_str("etag"));
    php_crew_http_lines_put(lines, "ETag", php_crew_span(weak));
    zend_string_release(weak);
}

static void send_pack(send_text *text, zend_object *request)
{
    php_crew_http_lines_put(&text->lines, "Vary", crew_span_str("Accept-Encoding"));
    text->packed = send_client_takes_gzip(request) ? php_crew_http_gzip(text->body) : NULL;
    if (text->packed != NULL) {
        text->body = php_crew_span(text->packed);
        php_crew_http_lines_put(&text->lines, "Content-Encoding", crew_span_str("gzip"));
        send_weaken_etag(&text->lines);
    }
}

static int send_text_now(send_text *text, const smart_str *lines, php_crew_gzip gzip, crew_conn *conn, zend_object *request)
{
    int result;

    send_copy_lines(&text->lines, lines);
    if (text->body.len > 0 && !php_crew_http_lines_has(lines, "content-type")) {
        php_crew_http_lines_put(&text->lines, "Content-Type", crew_span_str(PHP_CREW_HTTP_TYPE));
    }
    if (request != NULL && send_wants_gzip(text, gzip)) {
        send_pack(text, request);
    }
    text->answer.fields = php_crew_http_lines_all(&text->lines);
    result = crew_http_send(conn, &text->answer, text->body);
    smart_str_free(&text->lines);
    if (text->packed != NULL) {
        zend_string_release(text->packed);
    }
    return result;
}

int php_crew_http_text_send(zend_string *body, crew_conn *conn, zend_object *request)
{
    static const smart_str no_lines = {0};
    send_text text = {.answer = {.status = 200, .reason = send_nothing}, .body = php_crew_span(body)};

    return send_text_now(&text, &no_lines, PHP_CREW_GZIP_AUTO, conn, request);
}

/* ---- a file ------------------------------------------------------------------------------------------------------------- */

typedef struct send_file {
    php_crew_http_response *response;
    crew_http_answer answer;
    smart_str lines;
    uint64_t size;     /* the file's */
    int64_t modified;
    uint64_t offset;   /* what of it is sent */
    uint64_t length;
} send_file;

/* Read when the first file is sent. */
static const crew_media_types *send_media_types(void)
{
    crew_buf *text = NULL;

    if (CREW_G(media_types) != NULL) {
        return CREW_G(media_types);
    }
    CREW_G(media_types) = crew_media_types_new();
    for (const char *const *path = crew_media_types_files; *path != NULL; path++) {
        if (crew_read_file(*path, CREW_MEDIA_TYPES_FILE, &text)) {
            crew_media_types_add(CREW_G(media_types), crew_buf_peek(text));
            crew_buf_clear(&text);
            break;
        }
    }
    return CREW_G(media_types);
}

static void send_add_unless_set(send_file *file, const char *name, const char *lower, crew_span value)
{
    if (!php_crew_http_lines_has(&file->lines, lower)) {
        php_crew_http_lines_put(&file->lines, name, value);
    }
}

static void send_describe(send_file *file)
{
    char etag[CREW_HTTP_ETAG_SIZE];
    char date[CREW_HTTP_DATE_SIZE];

    crew_http_date_write(date, file->modified);
    send_add_unless_set(file, "Last-Modified", "last-modified", crew_span_of(date, sizeof date));
    send_add_unless_set(file, "ETag", "etag", crew_span_of(etag, crew_http_etag_write(etag, file->modified, file->size)));
    send_add_unless_set(file, "Accept-Ranges", "accept-ranges", crew_span_str("bytes"));
}

static crew_span send_span(const zend_string *string)
{
    return string != NULL ? php_crew_span(string) : send_nothing;
}

static crew_http_condition_outcome send_check_conditions(const send_file *file, zend_object *request)
{
    static const char *const names[] = {"if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range"};
    zend_string *values[sizeof names / sizeof names[0]];
    crew_http_validators validators = {.etag = send_nothing, .modified = file->modified};
    crew_http_conditions conditions;
    crew_http_condition_outcome outcome;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        values[i] = php_crew_http_request_header(request, names[i]);
    }
    conditions = (crew_http_conditions){
        .method = php_crew_http_request_method(request),
        .if_match = send_span(values[0]),
        .if_none_match = send_span(values[1]),
        .if_modified_since = send_span(values[2]),
        .if_unmodified_since = send_span(values[3]),
        .if_range = send_span(values[4]),
    };
    (void)php_crew_http_lines_find(&file->lines, crew_span_str("etag"), &validators.etag);
    outcome = crew_http_conditions_check(&conditions, &validators, (int64_t)time(NULL));
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (values[i] != NULL) {
            zend_string_release(values[i]);
        }
    }
    return outcome;
}

static void send_without_body(send_file *file, int status)
{
    file->answer.status = status;
    file->length = 0;
}

/* Sends only what a Range header asks for. */
static void send_heed_range(send_file *file, zend_object *request)
{
    zend_string *header = php_crew_http_request_header(request, "range");
    char text[CREW_HTTP_CONTENT_RANGE_SIZE];
    crew_http_range range;
    crew_http_range_outcome outcome;

    if (header == NULL) {
        return;
    }
    outcome = crew_http_range_parse(php_crew_span(header), file->size, &range);
    zend_string_release(header);
    if (outcome == CREW_HTTP_RANGE_PART) {
        file->answer.status = 206;
        file->offset = range.first;
        file->length = range.length;
        php_crew_http_lines_put(&file->lines, "Content-Range", crew_span_of(text, crew_http_content_range(text, &range, file->size)));
    } else if (outcome == CREW_HTTP_RANGE_UNSATISFIABLE) {
        send_without_body(file, 416);
        php_crew_http_lines_put(&file->lines, "Content-Range", crew_span_of(text, crew_http_content_range(text, NULL, file->size)));
    }
}

static void send_heed_request(send_file *file, zend_object *request)
{
    crew_http_method method = php_crew_http_request_method(request);

    if (method != CREW_HTTP_METHOD_GET && method != CREW_HTTP_METHOD_HEAD) {
        return;
    }
    switch (send_check_conditions(file, request)) {
    case CREW_HTTP_CONDITION_NOT_MODIFIED:
        send_without_body(file, 304);
        break;
    case CREW_HTTP_CONDITION_FAILED:
        send_without_body(file, 412);
        break;
    case CREW_HTTP_CONDITION_SEND:
        if (method == CREW_HTTP_METHOD_GET) {
            send_heed_range(file, request);
        }
        break;
    case CREW_HTTP_CONDITION_SEND_WHOLE:
        break;
    }
}

/* The script's own choice, as far as the file goes. */
static void send_choose_part(send_file *file)
{
    file->offset = MIN(file->response->offset, file->size);
    file->length = file->size - file->offset;
    if (file->response->length > 0) {
        file->length = MIN(file->length, file->response->length);
    }
}

static int send_file_now(send_file *file, crew_conn *conn, zend_object *request)
{
    crew_span path = php_crew_span(file->response->path);
    int result;

    send_choose_part(file);
    send_copy_lines(&file->lines, &file->response->lines);
    if (file->answer.status == 200 && !file->response->is_part) {
        send_describe(file);
        if (request != NULL) {
            send_heed_request(file, request);
        }
    }
    if (file->answer.status == file->response->status || file->answer.status == 206) {
        send_add_unless_set(file, "Content-Type", "content-type", crew_media_types_find(send_media_types(), path));
    }
    file->answer.fields = php_crew_http_lines_all(&file->lines);
    if (file->length > 0) {
        result = crew_http_send_file(conn, &file->answer, file->response->fd, file->offset, file->length);
    } else {
        result = crew_http_send(conn, &file->answer, send_nothing);
    }
    smart_str_free(&file->lines);
    if (result == CREW_ESYSTEM) {
        php_crew_throw_words("Cannot send the file \"%s\": there is less in it than its size says", ZSTR_VAL(file->response->path));
    }
    return result;
}

int php_crew_http_response_send(zend_object *object, crew_conn *conn, zend_object *request)
{
    php_crew_http_response *response = php_crew_http_response_from(object);
    crew_http_answer answer = php_crew_http_response_answer(object);
    send_text text = {.answer = answer, .body = send_span(response->body)};
    send_file file = {.answer = answer, .response = response};
    zend_stat_t status;

    if (response->fd < 0) {
        return send_text_now(&text, &response->lines, response->gzip, conn, request);
    }
    if (zend_fstat(response->fd, &status) != 0) {
        return CREW_ESYSTEM;
    }
    file.size = (uint64_t)status.st_size;
    file.modified = (int64_t)status.st_mtime;
    return send_file_now(&file, conn, request);
}
