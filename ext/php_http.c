/*
 * php_http: the beginning and the end of the classes of HTTP in a process.
 */
#include "ext/php_http.h"

#include "core/proto/http_media_type.h"
#include "ext/php_crew.h"

void php_crew_http_minit(void)
{
    php_crew_http_request_minit();
    php_crew_http_uploaded_file_minit();
    php_crew_http_response_minit();
    php_crew_http_writer_minit();
}

void php_crew_http_rshutdown(void)
{
    if (CREW_G(http_spare_request) != NULL) {
        OBJ_RELEASE(CREW_G(http_spare_request));
        CREW_G(http_spare_request) = NULL;
    }
    crew_media_types_free(CREW_G(media_types));
    CREW_G(media_types) = NULL;
}
