/*
 * php_http_response: what is in a Crew\Http\Response, for the file that sends it.
 */
#ifndef PHP_CREW_HTTP_RESPONSE_H
#define PHP_CREW_HTTP_RESPONSE_H

#include "php.h"
#include "zend_smart_str.h"

#include <sys/stat.h>

typedef enum php_crew_gzip { PHP_CREW_GZIP_AUTO, PHP_CREW_GZIP_ON, PHP_CREW_GZIP_OFF } php_crew_gzip;

typedef struct php_crew_http_response {
    int status;
    unsigned has;        /* CREW_HTTP_HAS_*, of the lines */
    php_crew_gzip gzip;
    int fd;              /* of the file that is the body, -1: there is none */
    bool is_part;        /* of that file, the script's own choice of which */
    uint64_t offset;
    uint64_t length;     /* 0: to the end */
    zend_string *path;   /* the file's, which says its type */
    zend_string *reason; /* NULL: the usual one */
    zend_string *body;   /* NULL: empty */
    smart_str lines;     /* php_http_lines.h */
    zend_object std;     /* last: declared properties of the script's subclasses follow it */
} php_crew_http_response;

static inline php_crew_http_response *php_crew_http_response_from(zend_object *object)
{
    return (php_crew_http_response *)((char *)object - offsetof(php_crew_http_response, std));
}

#endif
