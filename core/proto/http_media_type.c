/*
 * http_media_type: see http_media_type.h. A hash table with open addressing, whose size is a power of two and at least twice its entries. The texts
 * that it keeps lie in blocks, which never move.
 */
#include "core/proto/http_media_type.h"

#include <stdint.h>

#include "core/base/alloc.h"
#include "core/proto/http_chars.h"

#define MEDIA_EXTENSION 32 /* the longest extension, in bytes */
#define MEDIA_TYPE 127     /* the longest type (RFC 6838 section 4.2) */
#define MEDIA_BLOCK 4096
#define MEDIA_CHARSET "; charset=utf-8"

typedef struct media_entry {
    crew_span extension; /* in lower case; empty: the place is free */
    crew_span type;
} media_entry;

typedef struct media_block {
    struct media_block *next;
    size_t used;
    char bytes[MEDIA_BLOCK];
} media_block;

struct crew_media_types {
    media_entry *entries;
    size_t room;
    size_t count;
    media_block *blocks;
};

const char *const crew_media_types_files[] = {
    "/etc/mime.types",
    "/etc/apache2/mime.types",
    "/etc/httpd/conf/mime.types",
    "/usr/local/etc/mime.types",
    "/opt/homebrew/etc/httpd/mime.types",
    "/usr/local/etc/apache24/mime.types",
    "/etc/apache2/httpd/mime.types",
    NULL,
};

/* IANA's names, where it has one; JavaScript's is of RFC 9239, that of icons and of modules' maps is what browsers expect. */
static const struct {
    const char *type;
    const char *extensions;
} media_builtin[] = {
    {"text/html" MEDIA_CHARSET, "html htm"},
    {"text/css" MEDIA_CHARSET, "css"},
    {"text/javascript" MEDIA_CHARSET, "js mjs"},
    {"text/plain" MEDIA_CHARSET, "txt log"},
    {"text/csv" MEDIA_CHARSET, "csv"},
    {"text/markdown" MEDIA_CHARSET, "md"},
    {"text/calendar" MEDIA_CHARSET, "ics"},
    {"text/vtt" MEDIA_CHARSET, "vtt"},
    {"text/xml" MEDIA_CHARSET, "xml"},
    {"application/json", "json map"},
    {"application/ld+json", "jsonld"},
    {"application/geo+json", "geojson"},
    {"application/manifest+json", "webmanifest"},
    {"application/xhtml+xml", "xhtml"},
    {"application/atom+xml", "atom"},
    {"application/rss+xml", "rss"},
    {"application/wasm", "wasm"},
    {"application/pdf", "pdf"},
    {"application/rtf", "rtf"},
    {"application/epub+zip", "epub"},
    {"application/zip", "zip"},
    {"application/gzip", "gz tgz"},
    {"application/zstd", "zst"},
    {"application/x-bzip2", "bz2"},
    {"application/x-xz", "xz"},
    {"application/x-7z-compressed", "7z"},
    {"application/x-tar", "tar"},
    {"application/vnd.rar", "rar"},
    {"application/java-archive", "jar"},
    {"application/vnd.android.package-archive", "apk"},
    {"application/msword", "doc"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    {"application/vnd.ms-excel", "xls"},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
    {"application/vnd.ms-powerpoint", "ppt"},
    {"application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"},
    {"application/vnd.apple.mpegurl", "m3u8"},
    {"application/dash+xml", "mpd"},
    {"application/octet-stream", "bin exe dll iso img dmg deb"},
    {"image/svg+xml", "svg"},
    {"image/png", "png"},
    {"image/apng", "apng"},
    {"image/jpeg", "jpg jpeg"},
    {"image/gif", "gif"},
    {"image/webp", "webp"},
    {"image/avif", "avif"},
    {"image/jxl", "jxl"},
    {"image/heic", "heic"},
    {"image/bmp", "bmp"},
    {"image/tiff", "tif tiff"},
    {"image/x-icon", "ico"},
    {"font/woff", "woff"},
    {"font/woff2", "woff2"},
    {"font/ttf", "ttf"},
    {"font/otf", "otf"},
    {"application/vnd.ms-fontobject", "eot"},
    {"audio/mpeg", "mp3"},
    {"audio/mp4", "m4a"},
    {"audio/aac", "aac"},
    {"audio/ogg", "ogg oga opus"},
    {"audio/wav", "wav"},
    {"audio/flac", "flac"},
    {"audio/webm", "weba"},
    {"video/mp4", "mp4 m4v"},
    {"video/webm", "webm"},
    {"video/ogg", "ogv"},
    {"video/mpeg", "mpeg mpg"},
    {"video/mp2t", "ts"},
    {"video/quicktime", "mov"},
    {"video/x-msvideo", "avi"},
    {"video/x-matroska", "mkv"},
};

/* The place of an extension in lower case, or the free one where it belongs (FNV-1a, probed one by one). */
static media_entry *media_place(const crew_media_types *types, crew_span extension)
{
    uint32_t hash = 2166136261u;
    size_t i;

    for (size_t k = 0; k < extension.len; k++) {
        hash = (hash ^ (unsigned char)extension.ptr[k]) * 16777619u;
    }
    i = hash & (types->room - 1);
    while (types->entries[i].extension.len > 0 && !crew_span_eq(types->entries[i].extension, extension)) {
        i = (i + 1) & (types->room - 1);
    }
    return &types->entries[i];
}

static void media_grow(crew_media_types *types)
{
    media_entry *old = types->entries;
    size_t old_room = types->room;

    types->room *= 2;
    types->entries = crew_calloc(types->room, sizeof *types->entries);
    for (size_t i = 0; i < old_room; i++) {
        if (old[i].extension.len > 0) {
            *media_place(types, old[i].extension) = old[i];
        }
    }
    crew_free(old);
}

/* Copies `text` with `tail` behind it, both together much shorter than a block. */
static crew_span media_keep(crew_media_types *types, crew_span text, crew_span tail)
{
    media_block *block = types->blocks;
    char *bytes;

    if (block == NULL || MEDIA_BLOCK - block->used < text.len + tail.len) {
        block = crew_malloc(sizeof *block);
        block->next = types->blocks;
        block->used = 0;
        types->blocks = block;
    }
    bytes = block->bytes + block->used;
    memcpy(bytes, text.ptr, text.len);
    memcpy(bytes + text.len, tail.ptr, tail.len);
    block->used += text.len + tail.len;
    return crew_span_of(bytes, text.len + tail.len);
}

/* Takes the next word off the front of `rest`, empty when there is none left. */
static crew_span media_word(crew_span *rest)
{
    size_t len = 0;
    crew_span word;

    while (rest->len > 0 && (crew_http_char_is_blank(*rest->ptr) || *rest->ptr == '\r')) {
        *rest = crew_span_skip(*rest, 1);
    }
    while (len < rest->len && !crew_http_char_is_blank(rest->ptr[len]) && rest->ptr[len] != '\r') {
        len++;
    }
    word = crew_span_of(rest->ptr, len);
    *rest = crew_span_skip(*rest, len);
    return word;
}

/* False when it is too long to be one. `into` has room for MEDIA_EXTENSION bytes. */
static bool media_lower(char *into, crew_span extension)
{
    if (extension.len == 0 || extension.len > MEDIA_EXTENSION) {
        return false;
    }
    for (size_t i = 0; i < extension.len; i++) {
        into[i] = crew_http_char_lower(extension.ptr[i]);
    }
    return true;
}

/* Gives each of the words in `extensions` that has no type yet this one, which the table keeps. */
static void media_add_extensions(crew_media_types *types, crew_span type, crew_span extensions)
{
    const crew_span nothing = {"", 0};
    char lower[MEDIA_EXTENSION];

    for (crew_span word = media_word(&extensions); word.len > 0; word = media_word(&extensions)) {
        crew_span extension = crew_span_of(lower, word.len);

        if (!media_lower(lower, word) || media_place(types, extension)->extension.len > 0) {
            continue;
        }
        if (2 * (types->count + 1) > types->room) {
            media_grow(types);
        }
        *media_place(types, extension) = (media_entry){media_keep(types, extension, nothing), type};
        types->count++;
    }
}

/* What is found here goes into a header, so it has to be type "/" subtype (RFC 9110 section 8.3.1). */
static bool media_is_type(crew_span text)
{
    const char *slash = text.len > 0 && text.len <= MEDIA_TYPE ? memchr(text.ptr, '/', text.len) : NULL;

    for (size_t i = 0; i < text.len; i++) {
        if (!crew_http_char_is_token(text.ptr[i]) && text.ptr + i != slash) {
            return false;
        }
    }
    return slash != NULL && slash > text.ptr && slash < text.ptr + text.len - 1;
}

void crew_media_types_add(crew_media_types *types, crew_span text)
{
    while (text.len > 0) {
        crew_span line = crew_http_cut(&text, '\n');
        crew_span rest = crew_http_cut(&line, '#');
        crew_span type = media_word(&rest);

        rest = crew_http_trim(rest);
        if (rest.len > 0 && media_is_type(type)) {
            bool is_text = type.len > 5 && crew_http_same(crew_span_of(type.ptr, 5), "text/");

            media_add_extensions(types, media_keep(types, type, crew_span_str(is_text ? MEDIA_CHARSET : "")), rest);
        }
    }
}

crew_media_types *crew_media_types_new(void)
{
    crew_media_types *types = crew_calloc(1, sizeof *types);

    types->room = 256;
    types->entries = crew_calloc(types->room, sizeof *types->entries);
    for (size_t i = 0; i < sizeof media_builtin / sizeof media_builtin[0]; i++) {
        media_add_extensions(types, crew_span_str(media_builtin[i].type), crew_span_str(media_builtin[i].extensions));
    }
    return types;
}

void crew_media_types_free(crew_media_types *types)
{
    if (types == NULL) {
        return;
    }
    while (types->blocks != NULL) {
        media_block *block = types->blocks;

        types->blocks = block->next;
        crew_free(block);
    }
    crew_free(types->entries);
    crew_free(types);
}

/* What is after the last dot of the last segment; the dot that hides a file in front of its name is none. */
static crew_span media_extension(crew_span name)
{
    size_t start = name.len;

    while (start > 0 && name.ptr[start - 1] != '.' && name.ptr[start - 1] != '/') {
        start--;
    }
    if (start < 2 || name.ptr[start - 1] != '.' || name.ptr[start - 2] == '/') {
        return crew_span_of("", 0);
    }
    return crew_span_skip(name, start);
}

crew_span crew_media_types_find(const crew_media_types *types, crew_span name)
{
    crew_span extension = media_extension(name);
    char lower[MEDIA_EXTENSION];
    crew_span type = {"", 0};

    if (media_lower(lower, extension)) {
        type = media_place(types, crew_span_of(lower, extension.len))->type;
    }
    return type.len > 0 ? type : crew_span_str("application/octet-stream");
}
