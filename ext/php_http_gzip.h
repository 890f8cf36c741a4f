/*
 * php_http_gzip: text in gzip (RFC 1952).
 */
#ifndef PHP_CREW_HTTP_GZIP_H
#define PHP_CREW_HTTP_GZIP_H

#include "php.h"

#include "core/base/span.h"

/* A new string, NULL when it would not be shorter. */
zend_string *php_crew_http_gzip(crew_span text);

/* Whether bytes of that media type, a Content-Type header's value, become much shorter. */
bool php_crew_http_gzip_is_worth_it(crew_span content_type);

#endif
