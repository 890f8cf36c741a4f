/*
 * php_http_upload: a body in multipart/form-data becomes PHP values, at once or as its pieces arrive: fields an array, files
 * Crew\Http\UploadedFile objects whose bytes go to temporary files, so that an upload needs no memory for them.
 */
#ifndef PHP_CREW_HTTP_UPLOAD_H
#define PHP_CREW_HTTP_UPLOAD_H

#include "php.h"

#include "core/base/span.h"

typedef struct php_crew_http_upload_limits {
    size_t parts;
    size_t files;
    size_t field;  /* bytes of the value of one that is no file */
    size_t fields; /* of all those together, which are in memory */
} php_crew_http_upload_limits;

/* What the INI settings say: max_file_uploads and max_input_vars; `fields` is without a limit. */
php_crew_http_upload_limits php_crew_http_upload_limits_of_ini(void);

typedef struct php_crew_http_upload php_crew_http_upload;

/* `content_type` is a header's value; without a boundary in it every body is refused. */
php_crew_http_upload *php_crew_http_upload_new(crew_span content_type, const php_crew_http_upload_limits *limits);

/* Takes a piece of any size. 0, or the status to refuse the request with: 400, or 413 for what is beyond a limit. After that, 400 each time. */
int php_crew_http_upload_feed(php_crew_http_upload *upload, crew_span piece);

/* The body is over: 0 or 400. */
int php_crew_http_upload_finish(php_crew_http_upload *upload);

/* Why it was refused, for the log. */
const char *php_crew_http_upload_words(const php_crew_http_upload *upload);

/* The arrays, by the names of the fields, with PHP's meaning of brackets; the upload keeps its reference. */
zval *php_crew_http_upload_fields(php_crew_http_upload *upload);
zval *php_crew_http_upload_files(php_crew_http_upload *upload);

/* Files that nobody else has taken are deleted. NULL is allowed. */
void php_crew_http_upload_free(php_crew_http_upload *upload);

#endif
