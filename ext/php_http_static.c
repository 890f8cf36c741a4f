/*
 * php_http_static: the files of documentRoot. A path is cleaned before it is looked for (RFC 3986 section 5.2.4), and what is found is resolved and has to lie
 * within the root: so a symbolic link is followed as long as it stays inside. Names that begin with a dot are not served, but for .well-known (RFC 8615).
 */
#include "ext/php_http.h"

#include <sys/stat.h>

#include "zend_interfaces.h"

#include "core/proto/http_path.h"
#include "core/proto/http_target.h"
#include "ext/php_crew.h"

#define STATIC_INDEX "index.html"

bool php_crew_http_static_is_folder(const char *path)
{
    struct stat info;

    return VCWD_STAT(path, &info) == 0 && S_ISDIR(info.st_mode) && VCWD_ACCESS(path, R_OK | X_OK) == 0;
}

static bool static_is_hidden(const char *path)
{
    for (const char *name = path; name != NULL && *name != '\0'; name = strchr(name, '/') != NULL ? strchr(name, '/') + 1 : NULL) {
        if (name[0] == '.' && strncmp(name, ".well-known/", sizeof ".well-known/" - 1) != 0) {
            return true;
        }
    }
    return false;
}

static bool static_is_within(zend_string *root, const char *path)
{
    size_t len = ZSTR_LEN(root);

    return strncmp(path, ZSTR_VAL(root), len) == 0 && (path[len] == '/' || path[len] == '\0' || ZSTR_VAL(root)[len - 1] == '/');
}

/* A folder is asked for with a slash at its end, or what a page says of its neighbours leads elsewhere. */
static bool static_redirect(crew_conn *conn, crew_http_target_parts target)
{
    crew_span path = target.path;
    crew_http_answer answer = {.status = 301};
    zend_string *location = strpprintf(0, "Location: %.*s/%s%.*s\r\n", (int)path.len, path.ptr, target.query.len > 0 ? "?" : "",
        (int)target.query.len, target.query.ptr);
    bool is_safe = path.len > 1 && path.ptr[1] != '/' && crew_http_is_value(path) && crew_http_is_value(target.query); /* "//host" would lead to another host */

    if (is_safe) {
        answer.fields = crew_span_of(ZSTR_VAL(location), ZSTR_LEN(location));
        (void)crew_http_send(conn, &answer, crew_span_of(NULL, 0));
    }
    zend_string_release(location);
    return is_safe;
}

static void static_send(crew_conn *conn, const crew_http_request *request, const char *path)
{
    zend_object *asked = php_crew_http_request_borrow(request);
    zval response;
    zval file;

    if (object_init_ex(&response, php_crew_http_response_ce) == SUCCESS) {
        ZVAL_STRING(&file, path);
        (void)zend_call_method_with_1_params(Z_OBJ(response), php_crew_http_response_ce, NULL, "withfile", NULL, &file);
        if (EG(exception) == NULL) {
            (void)php_crew_http_response_send(Z_OBJ(response), conn, asked);
        }
        zval_ptr_dtor(&file);
        zval_ptr_dtor(&response);
    }
    php_crew_http_request_give_back(asked);
}

bool php_crew_http_static_serve(zend_string *root, crew_conn *conn, const crew_http_request *request)
{
    crew_http_target_parts target = crew_http_target_split(crew_http_at(request->base, request->head->target), request->head->form);
    crew_span path = target.path;
    char wanted[MAXPATHLEN];
    char found[MAXPATHLEN];
    struct stat info;
    size_t at = ZSTR_LEN(root);
    long len;

    if ((request->head->method_kind != CREW_HTTP_METHOD_GET && request->head->method_kind != CREW_HTTP_METHOD_HEAD) ||
        (request->head->form != CREW_HTTP_FORM_ORIGIN && request->head->form != CREW_HTTP_FORM_ABSOLUTE) || at + 1 + path.len + sizeof STATIC_INDEX >= sizeof wanted) {
        return false;
    }
    memcpy(wanted, ZSTR_VAL(root), at);
    wanted[at++] = '/';
    len = crew_http_path_clean(wanted + at, path);
    if (len < 0) {
        return false;
    }
    wanted[at + (size_t)len] = '\0';
    if (static_is_hidden(wanted + at)) {
        return false;
    }
    if (len == 0 || wanted[at + (size_t)len - 1] == '/') {
        memcpy(wanted + at + (size_t)len, STATIC_INDEX, sizeof STATIC_INDEX);
    }
    if (VCWD_REALPATH(wanted, found) == NULL || !static_is_within(root, found) || VCWD_STAT(found, &info) != 0) {
        return false;
    }
    if (S_ISDIR(info.st_mode)) {
        return static_redirect(conn, target);
    }
    if (!S_ISREG(info.st_mode) || VCWD_ACCESS(found, R_OK) != 0) {
        return false;
    }
    static_send(conn, request, found);
    return true;
}
