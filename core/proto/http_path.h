/*
 * http_path: the path of a request as one of a file below a root, from which no path leads out.
 */
#ifndef CREW_PROTO_HTTP_PATH_H
#define CREW_PROTO_HTTP_PATH_H

#include "core/base/span.h"

#define CREW_HTTP_PATH_PROBLEMS(X)                                                    \
    X(PERCENT, "a percent sign without two hexadecimal digits")                       \
    X(CONTROL, "a control character in the path")                                     \
    X(SLASH, "a backslash, or an encoded slash, in the path")                         \
    X(ABOVE, "the path leads out of the root")

#define CREW_HTTP_ENUM(name, words) CREW_HTTP_PATH_##name,
typedef enum crew_http_path_problem { CREW_HTTP_PATH_FINE, CREW_HTTP_PATH_PROBLEMS(CREW_HTTP_ENUM) CREW_HTTP_PATH_END } crew_http_path_problem;
#undef CREW_HTTP_ENUM

/* Words that live as long as the program. */
const char *crew_http_path_words(crew_http_path_problem problem);

/*
 * Decodes `path`, the request target's path without its query, once, resolves "." and ".." (RFC 3986 section 5.2.4, but encoded ones too) and
 * joins slashes in a row. Writes the relative path, for which `into` has room for all of `path` and may be where it lies, without a NUL. Returns its
 * length, 0 for the root itself, or minus a problem. It has no slash in front; one at its end says that a folder was asked for ("a/", "a/b/..").
 * Any other byte from 32 on may be in it: what else a name means to a file system, such as links, or colons on Windows, is up to who opens it.
 */
long crew_http_path_clean(char *into, crew_span path);

#endif
