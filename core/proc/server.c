/*
 * server: see server.h.
 */
#include "core/proc/server.h"

#include <stdio.h>
#include <sys/stat.h>

#include "core/base/alloc.h"
#include "core/base/opts.h"
#include "core/net/addr.h"
#include "core/net/port_group.h"
#include "core/net/sock.h"
#include "core/proc/cpus.h"
#include "core/proc/inherit.h"
#include "core/proc/identity.h"
#include "core/proto/http_head.h"

#define SERVER_GIB (1024LL * 1024 * 1024)

typedef struct server_options {
    crew_sock_options sock;
    crew_server_limits limits;
    int64_t worker_num;
    int64_t mode; /* a crew_mode */
} server_options;

struct crew_server {
    char *given;
    char *name; /* NULL when not set; so the next three */
    char *script;       /* for the status */
    char *control_path; /* NULL: none */
    char *metrics;
    const crew_codec *codec;
    crew_framing framing;
    bool is_unix;
    crew_addr addr;
    server_options options;
    int *fds;
    int fd_count;
    bool has_own_sockets; /* each slot has one */
    bool is_lent;         /* by systemd, which opened it and keeps it */
    bool is_limited;      /* the kernel has been told which of them get connections */
    struct sockaddr_storage bound;
    socklen_t bound_len;
    crew_identity *identity; /* NULL: workers are who the master is */
    int *cpus; /* to keep workers on, one after the other; NULL: the system decides */
    int cpu_count;
    struct stat unix_file; /* to know our own path again */
};

static const crew_opt server_rows[] = {
    CREW_OPT("workerNum", server_options, worker_num, 1, CREW_WORKERS_MAX),
    CREW_OPT("mode", server_options, mode, CREW_MODE_SHARED, CREW_MODE_DISPATCH),
    CREW_OPT("reusePort", server_options, mode, CREW_MODE_SHARED, CREW_MODE_REUSE_PORT),
    CREW_OPT("so_reuseport", server_options, mode, CREW_MODE_SHARED, CREW_MODE_REUSE_PORT),
    CREW_OPT("stopTimeout", server_options, limits.stop_timeout_ms, 0, 86400000),
    CREW_OPT("maxSendBufferSize", server_options, limits.max_send_buffer, 1, 64 * SERVER_GIB),
    CREW_OPT("maxPackageSize", server_options, limits.max_package, 1, SERVER_GIB),
    CREW_OPT("maxRequestLineSize", server_options, limits.max_line, 64, 1024 * 1024),
    CREW_OPT("maxHeaderSize", server_options, limits.max_head, 128, 16 * 1024 * 1024),
    CREW_OPT("maxHeaderCount", server_options, limits.max_headers, 1, CREW_HTTP_FIELDS_MAX),
    CREW_OPT("headerTimeout", server_options, limits.head_timeout_ms, 0, 86400000),
    CREW_OPT("bodyTimeout", server_options, limits.body_timeout_ms, 0, 86400000),
    CREW_OPT("keepAliveTimeout", server_options, limits.keep_alive_timeout_ms, 0, 86400000),
    CREW_OPT("responseTimeout", server_options, limits.answer_timeout_ms, 0, 86400000),
    CREW_OPT("maxRequests", server_options, limits.max_requests, 0, INT64_C(1000000000000)),
    CREW_OPT("maxMemory", server_options, limits.max_memory, 0, 1024 * 1024 * SERVER_GIB),
    CREW_OPT("maxLifetime", server_options, limits.max_lifetime_ms, 0, INT64_C(31536000000)),
    CREW_OPT("maxConnections", server_options, limits.max_connections, 0, INT32_MAX),
    CREW_OPT("idleTimeout", server_options, limits.idle_timeout_ms, 0, INT64_C(31536000000)),
    CREW_OPT("callbackTimeout", server_options, limits.callback_timeout_ms, 0, 86400000),
    CREW_OPT("callbackTimeoutKills", server_options, limits.callback_timeout_kills, 0, 1),
    CREW_OPT("backlog", server_options, sock.backlog, 1, INT32_MAX),
    CREW_OPT("tcp_nodelay", server_options, sock.tcp_nodelay, 0, 1),
    CREW_OPT("ipv6_v6only", server_options, sock.ipv6_v6only, 0, 1),
    CREW_OPT("so_keepalive", server_options, sock.keepalive, 0, 1),
    CREW_OPT("tcp_keepidle", server_options, sock.keepidle, 1, 32767),
    CREW_OPT("tcp_keepintvl", server_options, sock.keepintvl, 1, 32767),
    CREW_OPT("tcp_keepcnt", server_options, sock.keepcnt, 1, 127),
    {NULL, 0, 0, 0},
};

static const server_options server_defaults = {
    .sock = {.backlog = 102400, .tcp_nodelay = 1, .ipv6_v6only = -1, .keepalive = 1},
    .limits = {.stop_timeout_ms = 10000, .max_send_buffer = 1024 * 1024, .max_package = 10 * 1024 * 1024,
        .max_line = 8192, .max_head = 32768, .max_headers = 100,
        .head_timeout_ms = 30000, .body_timeout_ms = 60000, .keep_alive_timeout_ms = 75000, .answer_timeout_ms = 60000},
    .mode = CREW_MODE_SHARED,
};

const char *const crew_mode_names[CREW_MODE_COUNT] = {
    [CREW_MODE_SHARED] = "shared",
    [CREW_MODE_REUSE_PORT] = "reuse-port",
    [CREW_MODE_DISPATCH] = "dispatch",
};

/* "unix" is bytes on a path, "http+unix" what "http" speaks on one: `protocol` is what names the codec. */
static bool server_split(const char *address, crew_span *protocol, crew_span *rest, bool *is_unix)
{
    static const char on_path[] = "+unix";
    const size_t size = sizeof on_path - 1;

    if (!crew_addr_split(crew_span_str(address), protocol, rest)) {
        return false;
    }
    *is_unix = crew_span_eq(*protocol, crew_span_str("unix"));
    if (protocol->len > size && memcmp(protocol->ptr + protocol->len - size, on_path, size) == 0) {
        *is_unix = true;
        protocol->len -= size;
    }
    return true;
}

/* With a codec (or NULL: the one of the scheme). */
static crew_server *server_new(const char *address, const crew_codec *codec, crew_err *err)
{
    crew_server *server;
    crew_span scheme;
    crew_span rest;
    crew_err why = {0};
    bool is_unix;

    if (!server_split(address, &scheme, &rest, &is_unix)) {
        (void)crew_err_set(err, CREW_EADDRESS, "cannot listen on \"%.200s\": expected scheme://host:port, for example tcp://0.0.0.0:9800",
            address);
        return NULL;
    }
    codec = codec != NULL ? codec : crew_codec_find(scheme);
    if (codec == NULL) {
        (void)crew_err_set(err, CREW_EADDRESS, "cannot listen on \"%.200s\": the scheme is none of %s", address, crew_codec_schemes());
        return NULL;
    }
    server = crew_calloc(1, sizeof *server);
    server->codec = codec;
    server->is_unix = is_unix;
    server->options = server_defaults;
    server->options.sock.defer_accept = crew_server_is_http(server);
    if (crew_addr_parse(rest, server->is_unix, &server->addr, &why) != 0) {
        (void)crew_err_set(err, why.code, "cannot listen on \"%.200s\": %s", address, why.text);
        crew_free(server);
        return NULL;
    }
    server->given = crew_strdup(address);
    server->options.worker_num = crew_cpus_allowed() < CREW_WORKERS_MAX ? crew_cpus_allowed() : CREW_WORKERS_MAX;
    return server;
}

crew_server *crew_server_new(const char *address, crew_err *err)
{
    return server_new(address, NULL, err);
}

crew_span crew_server_foreign_scheme(const char *address)
{
    crew_span scheme;
    crew_span rest;
    bool is_unix;

    return server_split(address, &scheme, &rest, &is_unix) && crew_codec_find(scheme) == NULL ? scheme : crew_span_of("", 0);
}

size_t crew_server_path_at(const char *address)
{
    crew_span scheme;
    crew_span rest;
    bool is_unix;

    return server_split(address, &scheme, &rest, &is_unix) && is_unix ? (size_t)(rest.ptr - address) : 0;
}

/* Whether the bytes are still anybody's; otherwise CREW_ERANGE with words. */
static int server_is_raw(const crew_server *server, const char *what, crew_err *err)
{
    if (server->codec == &crew_codec_raw) {
        return 0;
    }
    if (server->codec == &crew_codec_host) {
        return crew_err_set(err, CREW_ERANGE, "%s cannot be had beside a protocol, which frames messages itself", what);
    }
    return crew_err_set(err, CREW_ERANGE, "%s cannot be had on \"%.200s\", which has messages of its own: use tcp:// or unix://", what, server->given);
}

crew_server *crew_server_new_hosted(const char *address, crew_err *err)
{
    crew_server *server = server_new(address, crew_server_foreign_scheme(address).len > 0 ? &crew_codec_raw : NULL, err);

    if (server == NULL) {
        return NULL;
    }
    if (server_is_raw(server, "a protocol", err) != 0) {
        crew_server_free(server);
        return NULL;
    }
    server->codec = &crew_codec_host;
    return server;
}

int crew_server_frame_by_delimiter(crew_server *server, crew_span delimiter, crew_err *err)
{
    if (server_is_raw(server, "frame", err) != 0 || crew_framing_set_delimiter(&server->framing, delimiter, err) != 0) {
        return CREW_ERANGE;
    }
    server->codec = &crew_codec_delimiter;
    return 0;
}

int crew_server_frame_by_length(crew_server *server, const crew_length_field *field, crew_err *err)
{
    if (server_is_raw(server, "frame", err) != 0 || crew_framing_check_length(field, err) != 0) {
        return CREW_ERANGE;
    }
    server->framing.length = *field;
    server->codec = &crew_codec_length;
    return 0;
}

void crew_server_free(crew_server *server)
{
    crew_server_unlisten(server);
    if (server->identity != NULL) {
        crew_identity_free(server->identity);
    }
    crew_free(server->cpus);
    crew_free(server->given);
    crew_free(server->name);
    crew_free(server->script);
    crew_free(server->control_path);
    crew_free(server->metrics);
    crew_free(server);
}

static void server_set_text(char **text, const char *value)
{
    crew_free(*text);
    *text = value != NULL && value[0] != '\0' ? crew_strdup(value) : NULL;
}

void crew_server_set_name(crew_server *server, const char *name)
{
    server_set_text(&server->name, name);
}

void crew_server_set_script(crew_server *server, const char *script)
{
    server_set_text(&server->script, script);
}

void crew_server_set_control_path(crew_server *server, const char *path)
{
    server_set_text(&server->control_path, path);
}

void crew_server_set_metrics(crew_server *server, const char *address)
{
    server_set_text(&server->metrics, address);
}

int crew_server_set(crew_server *server, const char *option, int64_t value, crew_err *err)
{
    return crew_opt_set(server_rows, &server->options, option, value, err);
}

int crew_server_set_user(crew_server *server, const char *user, const char *group, crew_err *err)
{
    crew_identity *identity = crew_identity_new(user, group, err);

    if (identity == NULL) {
        return err->code;
    }
    if (server->identity != NULL) {
        crew_identity_free(server->identity);
    }
    server->identity = identity;
    return 0;
}

static bool server_may_use_cpu(int64_t cpu)
{
    bool may = false;

    for (int i = 0; i < crew_cpus_allowed() && !may; i++) {
        may = crew_cpus_at(i) == cpu;
    }
    return may;
}

int crew_server_add_cpu(crew_server *server, int64_t cpu, crew_err *err)
{
    if (crew_cpus_at(0) < 0) {
        return crew_err_set(err, CREW_ERANGE, "cpuAffinity cannot be had on this system");
    }
    if (!server_may_use_cpu(cpu)) {
        return crew_err_set(err, CREW_ERANGE, "cpuAffinity: this process may not use CPU %lld", (long long)cpu);
    }
    server->cpus = crew_realloc(server->cpus, (size_t)(server->cpu_count + 1) * sizeof *server->cpus);
    server->cpus[server->cpu_count++] = (int)cpu;
    return 0;
}

int crew_server_add_all_cpus(crew_server *server, crew_err *err)
{
    int result = 0;

    for (int i = 0; i < crew_cpus_allowed() && result == 0; i++) {
        result = crew_server_add_cpu(server, crew_cpus_at(i), err);
    }
    return result;
}

int crew_server_assume_user(const crew_server *server, crew_err *err)
{
    return server->identity != NULL ? crew_identity_assume(server->identity, err) : 0;
}

int crew_server_settle_worker(const crew_server *server, int slot, crew_err *err)
{
    int cpu = server->cpu_count > 0 ? server->cpus[slot % server->cpu_count] : -1;

    if (cpu >= 0 && crew_cpus_pin(cpu) != 0) {
        crew_log(CREW_LOG_WARNING, "cannot keep to CPU %d any more, the system decides", cpu);
    }
    return crew_server_assume_user(server, err);
}

bool crew_server_knows(const char *option)
{
    return crew_opt_is_known(server_rows, option);
}

/* The first of the addresses a name stands for that can be had. */
static int server_listen_first(crew_server *server, const crew_sock_options *options, crew_err *err)
{
    int fd = -1;

    for (int i = 0; i < server->addr.count && fd < 0; i++) {
        const struct sockaddr *at = (const struct sockaddr *)(const void *)&server->addr.at[i];
        socklen_t len = server->addr.len[i];

        if (options->reuse_port != 0 && crew_addr_port(at) != 0 && crew_sock_probe(at, len, options, err) != 0) {
            continue;
        }
        fd = crew_sock_listen(at, len, options, err);
    }
    return fd;
}

static crew_sock_options server_sock_options(const crew_server *server)
{
    crew_sock_options options = server->options.sock;

    options.reuse_port = server->options.mode == CREW_MODE_REUSE_PORT && !server->is_unix;
    return options;
}

/* The first socket is open: those of the other slots up to `count`. */
static int server_listen_more(crew_server *server, int count, crew_err *err)
{
    crew_sock_options options = server_sock_options(server);

    while (server->fd_count < count) {
        /* bound, not addr: port 0 has become a port by now, and the others must share it. */
        int fd = crew_sock_listen((struct sockaddr *)(void *)&server->bound, server->bound_len, &options, err);

        if (fd < 0) {
            return err->code;
        }
        server->fds[server->fd_count++] = fd;
    }
    return 0;
}

/* What we were started with goes before what the options say: a single socket is shared, several are the slots'. */
static void server_adopt(crew_server *server, const crew_sock_options *options)
{
    server->fd_count =
        crew_inherit_take(server->given, &server->addr, options, server->fds, CREW_WORKERS_MAX, &server->is_lent);
    server->has_own_sockets = server->fd_count > 1 || (options->reuse_port != 0 && !server->is_lent);
    if (server->fd_count > 0 && server->has_own_sockets) {
        /* Those that are opened now get nothing before this master serves; it may fail. A socket that shares no port has no group. */
        server->is_limited = crew_port_group_limit(server->fds[0], server->fd_count);
        server->has_own_sockets = server->fd_count > 1 || server->is_limited;
    }
}

int crew_server_listen(crew_server *server, crew_err *err)
{
    crew_sock_options options = server_sock_options(server);

    server->fds = crew_calloc(CREW_WORKERS_MAX, sizeof *server->fds);
    server_adopt(server, &options);
    if (server->fd_count == 0) {
        int fd = server_listen_first(server, &options, err);

        if (fd < 0) {
            crew_free(server->fds);
            server->fds = NULL;
            return err->code;
        }
        server->fds[server->fd_count++] = fd;
        crew_server_own_path(server, true);
    }
    if (crew_sock_local(server->fds[0], &server->bound, &server->bound_len) != 0) {
        server->bound_len = 0;
    }
    if (server->has_own_sockets && server_listen_more(server, (int)server->options.worker_num, err) != 0) {
        crew_server_unlisten(server);
        return err->code;
    }
    return 0;
}

int crew_server_set_slots(crew_server *server, int slots, crew_err *err)
{
    if (!server->has_own_sockets) {
        return 0;
    }
    if (slots > server->fd_count && server_listen_more(server, slots, err) != 0) {
        return err->code;
    }
    if (slots < server->fd_count || server->is_limited) {
        server->is_limited = crew_port_group_limit(server->fds[0], slots);
    }
    return slots < server->fd_count && !server->is_limited ? CREW_ERANGE : 0;
}

void crew_server_close_beyond(crew_server *server, int slots)
{
    while (server->has_own_sockets && server->fd_count > slots) {
        crew_sock_close(server->fds[--server->fd_count]);
    }
}

int crew_server_own_sockets(const crew_server *server)
{
    return server->has_own_sockets ? server->fd_count : 0;
}

void crew_server_own_path(crew_server *server, bool owns)
{
    memset(&server->unix_file, 0, sizeof server->unix_file);
    if (server->is_unix && owns && !server->is_lent) {
        (void)stat(((struct sockaddr_un *)(void *)&server->addr.at[0])->sun_path, &server->unix_file);
    }
}

static void server_remove_path(crew_server *server)
{
    const char *path = ((struct sockaddr_un *)(void *)&server->addr.at[0])->sun_path;
    struct stat now;

    if (server->unix_file.st_ino != 0 && stat(path, &now) == 0 && now.st_dev == server->unix_file.st_dev &&
        now.st_ino == server->unix_file.st_ino) {
        (void)remove(path); /* gone already is as good */
    }
}

void crew_server_unlisten(crew_server *server)
{
    if (server->fds == NULL) {
        return;
    }
    for (int i = 0; i < server->fd_count; i++) {
        if (server->fds[i] >= 0) {
            crew_sock_close(server->fds[i]);
        }
    }
    crew_free(server->fds);
    server->fds = NULL;
    server->fd_count = 0;
    server_remove_path(server);
}

int crew_server_fd(const crew_server *server, int slot)
{
    return server->fds[slot % server->fd_count];
}

void crew_server_keep_fd(crew_server *server, int slot)
{
    for (int i = 0; i < server->fd_count; i++) {
        if (i != slot % server->fd_count) {
            crew_sock_close(server->fds[i]);
            server->fds[i] = -1;
        }
    }
    crew_server_own_path(server, false); /* the path is the master's to remove */
}

const char *crew_server_address(const crew_server *server, char text[CREW_ADDRESS_TEXT])
{
    if (server->bound_len > 0) {
        return crew_addr_text((const struct sockaddr *)(const void *)&server->bound, server->bound_len, text, CREW_ADDRESS_TEXT);
    }
    return crew_addr_text(
        (const struct sockaddr *)(const void *)&server->addr.at[0], server->addr.len[0], text, CREW_ADDRESS_TEXT);
}

crew_mode crew_server_mode(const crew_server *server)
{
    if (crew_server_own_sockets(server) > 0) {
        return CREW_MODE_REUSE_PORT;
    }
    return server->options.mode == CREW_MODE_DISPATCH ? CREW_MODE_DISPATCH : CREW_MODE_SHARED;
}

bool crew_server_is_http(const crew_server *server)
{
    return server->codec == &crew_codec_http;
}

bool crew_server_has_messages(const crew_server *server)
{
    return server->codec->has_messages;
}

int crew_server_workers(const crew_server *server)
{
    return (int)server->options.worker_num;
}

bool crew_server_is_lent(const crew_server *server)
{
    return server->is_lent;
}

bool crew_server_is_unix(const crew_server *server)
{
    return server->is_unix;
}

const char *crew_server_given(const crew_server *server)
{
    return server->given;
}

const char *crew_server_name(const crew_server *server)
{
    return server->name != NULL ? server->name : "";
}

const char *crew_server_script(const crew_server *server)
{
    return server->script != NULL ? server->script : "";
}

const char *crew_server_control_path(const crew_server *server)
{
    return server->control_path != NULL ? server->control_path : "";
}

const char *crew_server_metrics(const crew_server *server)
{
    return server->metrics != NULL ? server->metrics : "";
}

const crew_codec *crew_server_codec(const crew_server *server)
{
    return server->codec;
}

const crew_framing *crew_server_framing(const crew_server *server)
{
    return &server->framing;
}

const crew_server_limits *crew_server_limits_of(const crew_server *server)
{
    return &server->options.limits;
}
