/*
 * php_http_body: a request's body as a PHP stream, while it comes. What the script has not read is kept, little of it: then the peer waits.
 */
#ifndef PHP_CREW_HTTP_BODY_H
#define PHP_CREW_HTTP_BODY_H

#include "php.h"

#include "core/crew.h"

typedef struct php_crew_http_body php_crew_http_body;

/* The caller has one reference, and gives it back with leave. */
php_crew_http_body *php_crew_http_body_new(crew_conn *conn);
php_crew_http_body *php_crew_http_body_hold(php_crew_http_body *body);
void php_crew_http_body_release(php_crew_http_body *body);

/* The connection has nothing more to do with it, whether all has come or not. */
void php_crew_http_body_leave(php_crew_http_body *body);

/* More has come, borrowed until keep, which keeps what has not been read by then. */
void php_crew_http_body_lend(php_crew_http_body *body, crew_span piece);
void php_crew_http_body_keep(php_crew_http_body *body);

/* All has come. */
void php_crew_http_body_end(php_crew_http_body *body);

/* Bytes that the script has not read yet, those in its stream's buffer too. */
size_t php_crew_http_body_left(const php_crew_http_body *body);

/* The stream, counted: the same one each time, as long as the script has not closed it. */
void php_crew_http_body_stream(php_crew_http_body *body, zval *value);

#endif
