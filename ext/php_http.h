/*
 * php_http: the classes of HTTP: what their files share, and what the wiring of an HTTP worker's callbacks uses of them.
 */
#ifndef PHP_CREW_HTTP_H
#define PHP_CREW_HTTP_H

#include "php.h"

#include "core/crew_http.h"
#include "ext/php_crew.h"
#include "ext/php_http_body.h"
#include "ext/php_http_upload.h"

extern zend_class_entry *php_crew_http_request_ce;
extern zend_class_entry *php_crew_http_response_ce;

void php_crew_http_minit(void);
void php_crew_http_rshutdown(void);

/* Those of the single files, which php_crew_http_minit calls. */
void php_crew_http_request_minit(void);
void php_crew_http_uploaded_file_minit(void);
void php_crew_http_response_minit(void);
void php_crew_http_writer_minit(void);

/* ---- a request ---- */

/*
 * A Crew\Http\Request for one call: it borrows what the engine lends. The caller has one reference, which goes with give_back. One object is kept and
 * used again, so that a request the script lets go of costs no allocation.
 */
zend_object *php_crew_http_request_borrow(const crew_http_request *request);

/* The call is over, and with it what was borrowed: whoever else holds the object keeps a copy. May run destructors of the script's. */
void php_crew_http_request_give_back(zend_object *object);

/* One with a copy of its own of the head; body and trailers are to follow. */
zend_object *php_crew_http_request_keep(const crew_http_request *request);

/* The body of a kept one, of which the object counts a reference of its own, and its trailers, copied. */
void php_crew_http_request_set_body(zend_object *object, zend_string *body, crew_span trailers);

/* What was found in a multipart/form-data body, NULL when it is none; the object's from now on. */
void php_crew_http_request_set_upload(zend_object *object, php_crew_http_upload *upload);

/* The value of a header, several joined, counted; NULL when there is none. `name` is in lower case. */
zend_string *php_crew_http_request_header(zend_object *object, const char *name);

crew_http_method php_crew_http_request_method(zend_object *object);

/* ---- an answer ---- */

/* The Content-Type of a body when the script names none. */
#define PHP_CREW_HTTP_TYPE "text/html; charset=utf-8"

/*
 * Sends a Crew\Http\Response. `request` is what it answers, a Crew\Http\Request; NULL: then nothing is compressed, and conditions and ranges are
 * not heeded. Results as crew_http_send and crew_http_send_file have them; an exception is thrown when there is not as much in a file as should be.
 */
int php_crew_http_response_send(zend_object *response, crew_conn *conn, zend_object *request);

/* The same for a text, as a Response with nothing but that body. */
int php_crew_http_text_send(zend_string *text, crew_conn *conn, zend_object *request);

/* Status and headers of a Response as the engine takes them, borrowed from it. */
crew_http_answer php_crew_http_response_answer(zend_object *response);
bool php_crew_http_response_has_body(zend_object *response);

/*
 * Begins an answer of pieces and makes the Crew\Http\Writer or Crew\Http\EventStream of it. `response` says status and headers, NULL: 200; `length`
 * is the body's, or -1. False with an exception thrown and `into` not set.
 */
bool php_crew_http_writer_new(zval *into, crew_conn *conn, zend_object *response, int64_t length);
bool php_crew_http_event_stream_new(zval *into, crew_conn *conn, zend_object *response);

/* ---- a file that came with a request ---- */

/* PHP's UPLOAD_ERR_*, which its headers do not tell. */
enum {
    PHP_CREW_UPLOAD_OK = 0,
    PHP_CREW_UPLOAD_NO_FILE = 4,
    PHP_CREW_UPLOAD_NO_TMP_DIR = 6,
    PHP_CREW_UPLOAD_CANT_WRITE = 7,
};

/* A Crew\Http\UploadedFile without a file yet; `error` is one of those. */
zend_object *php_crew_http_uploaded_file_new(crew_span client_name, crew_span type, int error);

/* The temporary file that it owns from now on; `path` is taken over. */
void php_crew_http_uploaded_file_set_path(zend_object *object, zend_string *path);

/* `count` more bytes were received; or it failed, and what is there of the file goes. */
void php_crew_http_uploaded_file_grew(zend_object *object, size_t count);
void php_crew_http_uploaded_file_failed(zend_object *object, int error);

/* ---- the body as it comes, ext/php_http_body.h ---- */

/* What Request::stream() gives. */
void php_crew_http_request_set_stream(zend_object *object, php_crew_http_body *body);

/* ---- a worker's connections, ext/php_worker_http.c ---- */

/* Answers the request that waits: send() and, with `ends`, end(). False when it was not taken, also with an exception thrown. */
bool php_crew_http_answer(crew_conn *conn, zval *value, bool ends);

/* An answer of pieces has begun, so its request is not needed any more, unless its body is still coming. */
void php_crew_http_begun(crew_conn *conn);

/* Lets go of what is kept of a request. */
void php_crew_http_drop(php_crew_handle *handle);

/* ---- documentRoot ---- */

bool php_crew_http_static_is_folder(const char *path);

/*
 * Answers with a file of the folder `root`, which is resolved; false when there is none for this request. One that is there and cannot be sent leaves the
 * request unanswered, and mostly an exception.
 */
bool php_crew_http_static_serve(zend_string *root, crew_conn *conn, const crew_http_request *request);

#endif
