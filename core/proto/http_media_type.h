/*
 * http_media_type: the media type of a file by the extension of its name. What the web needs is built in and has precedence; the system's tables,
 * whose text the caller reads, add what is rarer.
 */
#ifndef CREW_PROTO_HTTP_MEDIA_TYPE_H
#define CREW_PROTO_HTTP_MEDIA_TYPE_H

#include "core/base/span.h"

typedef struct crew_media_types crew_media_types;

/* Has the built-in types. Once nothing is added any more, any number may read it. */
crew_media_types *crew_media_types_new(void);
void crew_media_types_free(crew_media_types *types); /* NULL is allowed */

/*
 * Adds what is in `text`, a table like /etc/mime.types: lines of a type and its extensions, "#" for comments. What an extension means already, it
 * keeps. Lines that are malformed are skipped. Copies what it needs.
 */
void crew_media_types_add(crew_media_types *types, crew_span text);

/* Where such tables are found, NULL at the end. The first that exists is enough. */
extern const char *const crew_media_types_files[];

/* The most of one that is worth reading, in bytes. Debian's has 72 KiB. */
#define CREW_MEDIA_TYPES_FILE (1024 * 1024)

/*
 * The Content-Type for a file of that name (a path may stand before it), by what is after its last dot, compared without case. Of text it says that
 * it is in UTF-8. "application/octet-stream" when it is not known. Lives as long as `types`.
 */
crew_span crew_media_types_find(const crew_media_types *types, crew_span name);

#endif
