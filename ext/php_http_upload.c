/*
 * php_http_upload: see php_http_upload.h.
 */
#include "ext/php_http.h"

#include "php_ini.h"
#include "php_main.h"
#include "php_open_temporary_file.h"
#include "zend_smart_str.h"

#include <errno.h>
#ifndef PHP_WIN32
#include <unistd.h>
#endif

#include "core/proto/http_multipart.h"
#include "ext/php_http_input.h"
#include "ext/php_http_lines.h"

#define UPLOAD_PART_HEAD (8 * 1024)
#define UPLOAD_FIELD (1024 * 1024)

struct php_crew_http_upload {
    crew_http_multipart *parser;
    php_crew_http_upload_limits limits;
    zval fields;
    zval files;
    size_t file_count;
    size_t field_bytes;  /* of all values so far */
    const char *words;   /* why it was refused, NULL when it was not */
    zend_string *name;   /* of the part that is being read, NULL between parts */
    smart_str value;     /* when it is no file */
    zend_object *file;   /* otherwise; counted */
    int fd;              /* the temporary file's, -1: there is none, or it failed */
};

php_crew_http_upload_limits php_crew_http_upload_limits_of_ini(void)
{
    size_t files = (size_t)MAX(0, INI_INT("max_file_uploads"));

    return (php_crew_http_upload_limits){.parts = (size_t)MAX(0, PG(max_input_vars)) + files, .files = files, .field = UPLOAD_FIELD, .fields = SIZE_MAX};
}

php_crew_http_upload *php_crew_http_upload_new(crew_span content_type, const php_crew_http_upload_limits *limits)
{
    crew_http_multipart_limits parser_limits = {.head = UPLOAD_PART_HEAD, .parts = limits->parts};
    php_crew_http_upload *upload = ecalloc(1, sizeof *upload);
    crew_span boundary;
    int problem = crew_http_multipart_boundary(content_type, &boundary);

    if (problem == 0) {
        upload->parser = crew_http_multipart_new(boundary, &parser_limits);
    } else {
        upload->words = crew_http_multipart_words((crew_http_multipart_problem)-problem);
    }
    upload->limits = *limits;
    upload->fd = -1;
    array_init(&upload->fields);
    array_init(&upload->files);
    return upload;
}

/* ---- a file ------------------------------------------------------------------------------------------------------------- */

static void upload_close(php_crew_http_upload *upload)
{
    if (upload->fd >= 0) {
        close(upload->fd);
        upload->fd = -1;
    }
}

static void upload_open(php_crew_http_upload *upload)
{
    zend_string *path;

    upload->fd = php_open_temporary_fd_ex(PG(upload_tmp_dir), "crew", &path, PHP_TMP_FILE_OPEN_BASEDIR_CHECK_ON_FALLBACK | PHP_TMP_FILE_SILENT);
    if (upload->fd < 0) {
        php_crew_http_uploaded_file_failed(upload->file, PHP_CREW_UPLOAD_NO_TMP_DIR);
        return;
    }
    php_crew_http_uploaded_file_set_path(upload->file, path);
}

static int upload_begin_file(php_crew_http_upload *upload, const crew_http_part *part)
{
    bool is_chosen = part->filename.len > 0;

    if (is_chosen && ++upload->file_count > upload->limits.files) {
        upload->words = "more files than max_file_uploads allows";
        return 413;
    }
    upload->file = php_crew_http_uploaded_file_new(part->filename, part->type, is_chosen ? PHP_CREW_UPLOAD_OK : PHP_CREW_UPLOAD_NO_FILE);
    if (is_chosen) {
        upload_open(upload);
    }
    return 0;
}

/* False when not all could be written: the disk is full. */
static bool upload_write(int fd, crew_span data)
{
    while (data.len > 0) {
        ssize_t written = write(fd, data.ptr, data.len);

        if (written < 0 && errno != EINTR) {
            return false;
        }
        data = crew_span_skip(data, written > 0 ? (size_t)written : 0);
    }
    return true;
}

static void upload_store(php_crew_http_upload *upload, crew_span data)
{
    if (upload->fd < 0) {
        return;
    }
    if (upload_write(upload->fd, data)) {
        php_crew_http_uploaded_file_grew(upload->file, data.len);
    } else {
        upload_close(upload);
        php_crew_http_uploaded_file_failed(upload->file, PHP_CREW_UPLOAD_CANT_WRITE);
    }
}

/* ---- a part ------------------------------------------------------------------------------------------------------------- */

static int upload_begin(php_crew_http_upload *upload, const crew_http_part *part)
{
    upload->name = php_crew_string(part->name);
    return part->has_filename ? upload_begin_file(upload, part) : 0;
}

static int upload_take(php_crew_http_upload *upload, crew_span data)
{
    if (upload->file != NULL) {
        upload_store(upload, data);
    } else if (smart_str_get_len(&upload->value) + data.len > upload->limits.field) {
        upload->words = "a field is larger than allowed";
        return 413;
    } else if (data.len > upload->limits.fields - upload->field_bytes) {
        upload->words = "the fields are larger than maxPackageSize";
        return 413;
    } else {
        upload->field_bytes += data.len;
        smart_str_appendl(&upload->value, data.ptr, data.len);
    }
    return 0;
}

static void upload_end(php_crew_http_upload *upload)
{
    crew_span name = php_crew_span(upload->name);
    zval value;

    if (upload->file != NULL) {
        upload_close(upload);
        ZVAL_OBJ(&value, upload->file);
        upload->file = NULL;
        php_crew_http_input_set(&upload->files, name, &value);
    } else {
        ZVAL_STR(&value, smart_str_extract(&upload->value));
        php_crew_http_input_set(&upload->fields, name, &value);
    }
    zend_string_release(upload->name);
    upload->name = NULL;
}

static int upload_handle(php_crew_http_upload *upload, const crew_http_multipart_event *event)
{
    switch (event->kind) {
    case CREW_HTTP_MULTIPART_PART:
        return upload_begin(upload, &event->part);
    case CREW_HTTP_MULTIPART_DATA:
        return upload_take(upload, event->data);
    case CREW_HTTP_MULTIPART_END:
        upload_end(upload);
        return 0;
    default:
        return 0;
    }
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------- */

static int upload_refuse(php_crew_http_upload *upload, crew_http_multipart_problem problem)
{
    upload->words = crew_http_multipart_words(problem);
    return problem == CREW_HTTP_MULTIPART_HEAD_TOO_LARGE || problem == CREW_HTTP_MULTIPART_PARTS_TOO_MANY ? 413 : 400;
}

int php_crew_http_upload_feed(php_crew_http_upload *upload, crew_span piece)
{
    crew_http_multipart_event event;

    if (upload->words != NULL) {
        return 400;
    }
    do {
        long taken = crew_http_multipart_next(upload->parser, piece, &event);
        int status = taken < 0 ? upload_refuse(upload, (crew_http_multipart_problem)-taken) : upload_handle(upload, &event);

        if (status != 0) {
            return status;
        }
        piece = crew_span_skip(piece, (size_t)taken);
    } while (event.kind != CREW_HTTP_MULTIPART_NONE);
    return 0;
}

int php_crew_http_upload_finish(php_crew_http_upload *upload)
{
    int problem = upload->words == NULL ? crew_http_multipart_finish(upload->parser) : 0;

    if (problem != 0) {
        (void)upload_refuse(upload, (crew_http_multipart_problem)-problem);
    }
    return upload->words == NULL ? 0 : 400;
}

const char *php_crew_http_upload_words(const php_crew_http_upload *upload)
{
    return upload->words != NULL ? upload->words : "";
}

zval *php_crew_http_upload_fields(php_crew_http_upload *upload)
{
    return &upload->fields;
}

zval *php_crew_http_upload_files(php_crew_http_upload *upload)
{
    return &upload->files;
}

void php_crew_http_upload_free(php_crew_http_upload *upload)
{
    if (upload == NULL) {
        return;
    }
    upload_close(upload);
    if (upload->file != NULL) {
        OBJ_RELEASE(upload->file);
    }
    if (upload->name != NULL) {
        zend_string_release(upload->name);
    }
    smart_str_free(&upload->value);
    zval_ptr_dtor(&upload->fields);
    zval_ptr_dtor(&upload->files);
    crew_http_multipart_free(upload->parser);
    efree(upload);
}
