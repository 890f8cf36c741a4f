/*
 * php_http_uploaded_file: Crew\Http\UploadedFile, which owns its temporary file until that is moved.
 */
#include "ext/php_http.h"

#include "php_main.h"
#include "zend_virtual_cwd.h"

#include <errno.h>
#include <fcntl.h>
#ifndef PHP_WIN32
#include <unistd.h>
#endif

#include "ext/php_compat.h"
#include "ext/php_crew.h"
#include "ext/php_http_lines.h"

#include "stubs/http_uploaded_file_arginfo.h"

#define UPLOADED_COPY (64 * 1024) /* bytes that are copied at a time */

static zend_class_entry *uploaded_ce;
static zend_object_handlers uploaded_handlers;

typedef struct php_crew_uploaded_file {
    zend_string *client_name;
    zend_string *type;
    zend_string *path; /* NULL: there is no file */
    zend_long size;
    int error;
    bool is_moved;
    pid_t owner; /* who deletes it: not the copies of this process that the script makes */
    zend_object std;
} php_crew_uploaded_file;

static php_crew_uploaded_file *uploaded_from(zend_object *object)
{
    return (php_crew_uploaded_file *)((char *)object - offsetof(php_crew_uploaded_file, std));
}

/* ---- its life ----------------------------------------------------------------------------------------------------------- */

static zend_object *uploaded_create(zend_class_entry *ce)
{
    php_crew_uploaded_file *file = zend_object_alloc(sizeof *file, ce);

    memset(file, 0, offsetof(php_crew_uploaded_file, std));
    zend_object_std_init(&file->std, ce);
    file->std.handlers = &uploaded_handlers;
    return &file->std;
}

zend_object *php_crew_http_uploaded_file_new(crew_span client_name, crew_span type, int error)
{
    zend_object *object = uploaded_create(uploaded_ce);
    php_crew_uploaded_file *file = uploaded_from(object);

    file->client_name = php_crew_string(client_name);
    file->type = php_crew_string(type);
    file->error = error;
    file->owner = getpid();
    return object;
}

void php_crew_http_uploaded_file_set_path(zend_object *object, zend_string *path)
{
    uploaded_from(object)->path = path;
}

void php_crew_http_uploaded_file_grew(zend_object *object, size_t count)
{
    uploaded_from(object)->size += (zend_long)count;
}

static void uploaded_forget(php_crew_uploaded_file *file)
{
    if (file->path == NULL) {
        return;
    }
    if (!file->is_moved && file->owner == getpid()) {
        VCWD_UNLINK(ZSTR_VAL(file->path));
    }
    zend_string_release(file->path);
    file->path = NULL;
}

void php_crew_http_uploaded_file_failed(zend_object *object, int error)
{
    uploaded_forget(uploaded_from(object));
    uploaded_from(object)->error = error;
    uploaded_from(object)->size = 0;
}

static void uploaded_free(zend_object *object)
{
    php_crew_uploaded_file *file = uploaded_from(object);

    uploaded_forget(file);
    if (file->client_name != NULL) { /* NULL in one that the script tried to construct */
        zend_string_release(file->client_name);
        zend_string_release(file->type);
    }
    zend_object_std_dtor(object);
}

static zend_function *uploaded_get_constructor(zend_object *object)
{
    (void)object;
    zend_throw_error(NULL, "Crew\\Http\\UploadedFile comes from the engine; it cannot be constructed");
    return NULL;
}

/* ---- moving ------------------------------------------------------------------------------------------------------------- */

/* 0, or an errno. */
static int uploaded_pump(int from, int to)
{
    char *buffer = emalloc(UPLOADED_COPY);
    ssize_t count;
    int error = 0;

    while (error == 0 && (count = read(from, buffer, UPLOADED_COPY)) != 0) {
        ssize_t written = 0;

        while (written < count) {
            ssize_t more = write(to, buffer + written, (size_t)(count - written));

            if (more < 0 && errno != EINTR) {
                error = errno;
                break;
            }
            written += MAX(more, 0);
        }
        if (count < 0 && errno != EINTR) {
            error = errno;
        }
    }
    efree(buffer);
    return error;
}

/* To another file system. 0, or an errno; what had been written is gone then. */
static int uploaded_copy(const char *path, const char *target)
{
    int from = VCWD_OPEN(path, O_RDONLY | PHP_CREW_O_BINARY);
    int to = from >= 0 ? VCWD_OPEN_MODE(target, O_WRONLY | O_CREAT | O_TRUNC | PHP_CREW_O_BINARY, 0600) : -1;
    int error = to < 0 ? errno : uploaded_pump(from, to);

    if (to >= 0 && close(to) != 0 && error == 0) {
        error = errno;
    }
    if (to >= 0 && error != 0) {
        VCWD_UNLINK(target);
    }
    if (from >= 0) {
        close(from);
    }
    return error;
}

static int uploaded_move(const char *path, const char *target)
{
    int error = VCWD_RENAME(path, target) == 0 ? 0 : errno;

    if (error == EXDEV) {
        error = uploaded_copy(path, target);
        if (error == 0) {
            VCWD_UNLINK(path);
        }
    }
    if (error == 0) {
        int mask = umask(077);

        umask(mask);
        (void)VCWD_CHMOD(target, 0666 & ~mask); /* a temporary file is only its owner's */
    }
    return error;
}

/* Why it cannot be moved, "" when it can. */
static const char *uploaded_objection(const php_crew_uploaded_file *file, const char *target)
{
    if (file->is_moved) {
        return "it was moved before";
    }
    if (file->path == NULL) {
        return "there is no file, see error()";
    }
    return php_check_open_basedir_ex(target, 0) != 0 ? "open_basedir does not allow it" : "";
}

ZEND_METHOD(Crew_Http_UploadedFile, moveTo)
{
    php_crew_uploaded_file *file = uploaded_from(Z_OBJ_P(ZEND_THIS));
    zend_string *target;
    const char *objection;
    int error;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_PATH_STR(target)
    ZEND_PARSE_PARAMETERS_END();

    objection = uploaded_objection(file, ZSTR_VAL(target));
    if (*objection == '\0') {
        error = uploaded_move(ZSTR_VAL(file->path), ZSTR_VAL(target));
        objection = error != 0 ? strerror(error) : "";
    }
    if (*objection != '\0') {
        php_crew_throw_words("Cannot move the uploaded file \"%s\" to \"%s\": %s", ZSTR_VAL(file->client_name), ZSTR_VAL(target), objection);
        RETURN_THROWS();
    }
    file->is_moved = true;
    zend_string_release(file->path);
    file->path = zend_string_copy(target);
}

/* ---- what it is --------------------------------------------------------------------------------------------------------- */

#define THIS_FILE uploaded_from(Z_OBJ_P(ZEND_THIS))

ZEND_METHOD(Crew_Http_UploadedFile, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    (void)uploaded_get_constructor(Z_OBJ_P(ZEND_THIS)); /* which 'new' has asked; PDO::FETCH_CLASS comes here straight */
}

ZEND_METHOD(Crew_Http_UploadedFile, name)
{
    crew_span name = php_crew_span(THIS_FILE->client_name);
    size_t at = name.len;

    ZEND_PARSE_PARAMETERS_NONE();
    while (at > 0 && name.ptr[at - 1] != '/' && name.ptr[at - 1] != '\\') {
        at--;
    }
    RETURN_STRINGL(name.ptr + at, name.len - at);
}

ZEND_METHOD(Crew_Http_UploadedFile, clientName)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STR_COPY(THIS_FILE->client_name);
}

ZEND_METHOD(Crew_Http_UploadedFile, type)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STR_COPY(THIS_FILE->type);
}

ZEND_METHOD(Crew_Http_UploadedFile, size)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(THIS_FILE->size);
}

ZEND_METHOD(Crew_Http_UploadedFile, path)
{
    ZEND_PARSE_PARAMETERS_NONE();
    if (THIS_FILE->path == NULL) {
        RETURN_EMPTY_STRING();
    }
    RETURN_STR_COPY(THIS_FILE->path);
}

ZEND_METHOD(Crew_Http_UploadedFile, error)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(THIS_FILE->error);
}

ZEND_METHOD(Crew_Http_UploadedFile, isMoved)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_BOOL(THIS_FILE->is_moved);
}

ZEND_METHOD(Crew_Http_UploadedFile, contents)
{
    php_crew_uploaded_file *file = THIS_FILE;
    php_stream *stream;
    zend_string *bytes;

    ZEND_PARSE_PARAMETERS_NONE();
    stream = file->path != NULL ? php_stream_open_wrapper(ZSTR_VAL(file->path), "rb", STREAM_DISABLE_OPEN_BASEDIR, NULL) : NULL;
    if (stream == NULL) {
        php_crew_throw_words("Cannot read the uploaded file \"%s\": %s", ZSTR_VAL(file->client_name),
            file->path != NULL ? strerror(errno) : "there is no file, see error()");
        RETURN_THROWS();
    }
    bytes = php_stream_copy_to_mem(stream, PHP_STREAM_COPY_ALL, false);
    php_stream_close(stream);
    RETURN_STR(bytes);
}

void php_crew_http_uploaded_file_minit(void)
{
    uploaded_ce = register_class_Crew_Http_UploadedFile();
    uploaded_ce->create_object = uploaded_create;
    memcpy(&uploaded_handlers, &std_object_handlers, sizeof uploaded_handlers);
    uploaded_handlers.offset = offsetof(php_crew_uploaded_file, std);
    uploaded_handlers.free_obj = uploaded_free;
    uploaded_handlers.clone_obj = NULL;
    uploaded_handlers.get_constructor = uploaded_get_constructor;
}
