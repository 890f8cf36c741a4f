/*
 * http_status: see http_status.h.
 */
#include "core/proto/http_status.h"

#define STATUS_FIRST 100
#define STATUS_END 600

#define STATUS_ROW(status, reason) \
    [(status)-STATUS_FIRST] = {(reason), "HTTP/1.1 " #status " " reason "\r\n", sizeof("HTTP/1.1 " #status " " reason "\r\n") - 1},
static const struct {
    const char *reason;
    const char *line;
    size_t line_len;
} status_rows[STATUS_END - STATUS_FIRST] = {CREW_HTTP_STATUSES(STATUS_ROW)};
#undef STATUS_ROW

static bool status_is_known(int status)
{
    return status >= STATUS_FIRST && status < STATUS_END && status_rows[status - STATUS_FIRST].reason != NULL;
}

const char *crew_http_reason(int status)
{
    return status_is_known(status) ? status_rows[status - STATUS_FIRST].reason : "";
}

crew_span crew_http_status_line(int status)
{
    return status_is_known(status) ? crew_span_of(status_rows[status - STATUS_FIRST].line, status_rows[status - STATUS_FIRST].line_len)
                                   : crew_span_of(NULL, 0);
}
