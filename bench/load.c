/*
 * Load generator: one thread, non-blocking, its own because wrk needs as much CPU a request as the
 * servers measured here and so measures itself.
 *
 * It reads the command line, runs one mode (load.h lists the files) and prints one line of JSON on
 * stdout. It is no HTTP client: the length of an answer is learnt from the first one and expected
 * of all others. Errors are counted, printed and make the exit code 1; they are never retried
 * away.
 */
#include "bench/load.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>

static const char usage[] =
    "usage: load --port PORT [options]\n"
    "  request and answer on connections that stay open (default), or one of:\n"
    "    --echo SIZE         send SIZE bytes, wait until they came back\n"
    "    --churn             connect, ask once, read until the server closes\n"
    "    --idle N            open N connections, print \"idle N\", hold them until stdin closes\n"
    "    --upload SIZE       send one POST with a body of SIZE bytes, wait for its answer\n"
    "  --connections N       default 64\n"
    "  --pipeline K          K requests at once on each connection, default 1\n"
    "  --request TEXT        \\r \\n \\\\ are understood; 16 # in a row become its number\n"
    "  --client-close        churn: close after the answer instead of waiting for the server\n"
    "  --touch               idle: exchange one message on each connection\n"
    "  --block               sleep while there is nothing to do, for a server on the same CPU\n"
    "  --seconds S           length of the measured window, default 2\n"
    "  --warmup S            before it, default 0.5\n"
    "  --pids P[,P...]       report the CPU time these processes took in the window\n";

static const char *const mode_names[] = {"keepalive", "echo", "churn", "idle", "upload"};

enum kind { MODE, FLAG, COUNT, TIME, TEXT, PIDS };

/* What an option writes where; `mode` is the mode it chooses, if any. */
struct rule {
    const char *name;
    enum kind kind;
    size_t field; /* in struct load_options */
    double min;
    double max;
    enum load_mode mode;
};

#define FIELD(name) offsetof(struct load_options, name)

static const struct rule rules[] = {
    {"--port", COUNT, FIELD(port), 1, 65535, 0},
    {"--echo", COUNT, FIELD(echo_size), 1, 1 << 30, LOAD_ECHO},
    {"--churn", MODE, 0, 0, 0, LOAD_CHURN},
    {"--idle", COUNT, FIELD(connections), 1, 1000000, LOAD_IDLE},
    {"--upload", COUNT, FIELD(upload_size), 1, UINT32_MAX, LOAD_UPLOAD},
    {"--connections", COUNT, FIELD(connections), 1, 1000000, 0},
    {"--pipeline", COUNT, FIELD(pipeline), 1, 1024, 0},
    {"--request", TEXT, FIELD(request), 0, 0, 0},
    {"--client-close", FLAG, FIELD(client_close), 0, 0, 0},
    {"--touch", FLAG, FIELD(touch), 0, 0, 0},
    {"--block", FLAG, FIELD(block), 0, 0, 0},
    {"--seconds", TIME, FIELD(seconds), 0.01, 600, 0},
    {"--warmup", TIME, FIELD(warmup), 0, 600, 0},
    {"--pids", PIDS, FIELD(pids), 1, 1 << 30, 0},
};

static _Noreturn void usage_die(const char *why, const char *value)
{
    fprintf(stderr, "load: %s: %s\n%s", why, value, usage);
    exit(2);
}

static double number(const char *text, const struct rule *rule)
{
    char *end;
    double value = strtod(text, &end);

    if (end == text || *end || !(value >= rule->min && value <= rule->max)) {
        usage_die(rule->name, text);
    }
    return value;
}

static void parse_pids(struct load_options *options, const struct rule *rule, char *text)
{
    char *save = NULL;

    for (char *p = strtok_r(text, ",", &save); p; p = strtok_r(NULL, ",", &save)) {
        if (options->pid_count == LOAD_MAX_PIDS) {
            usage_die("too many processes", p);
        }
        options->pids[options->pid_count++] = (int)number(p, rule);
    }
}

static void apply(struct load_options *options, const struct rule *rule, char *value)
{
    void *field = (char *)options + rule->field;

    if (rule->mode) {
        options->mode = rule->mode;
    }
    switch (rule->kind) {
    case MODE:
        break;
    case FLAG:
        *(bool *)field = true;
        break;
    case COUNT:
        *(unsigned *)field = (unsigned)number(value, rule);
        break;
    case TIME:
        *(double *)field = number(value, rule);
        break;
    case TEXT:
        *(const char **)field = value;
        break;
    case PIDS:
        parse_pids(options, rule, value);
        break;
    }
}

static const struct rule *find_rule(const char *name)
{
    for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
        if (strcmp(rules[i].name, name) == 0) {
            return &rules[i];
        }
    }
    usage_die("there is no such option", name);
}

static void parse_options(struct load_options *options, int argc, char **argv)
{
    *options = (struct load_options){.connections = 64, .pipeline = 1, .seconds = 2, .warmup = 0.5};
    for (int i = 1; i < argc; i++) {
        const struct rule *rule = find_rule(argv[i]);

        if (rule->kind > FLAG && ++i == argc) {
            usage_die("a value is missing", rule->name);
        }
        apply(options, rule, argv[i]);
    }
    if (options->port == 0) {
        usage_die("missing", "--port");
    }
}

static void raise_descriptor_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit); /* too few descriptors show as errors later on */
    }
}

static void print_result(const struct load *load)
{
    double seconds = (double)(load->ended - load->began) / 1e9;
    double per_second = seconds > 0 ? 1 / seconds : 0;

    printf("{\"mode\":\"%s\",\"connections\":%u,\"pipeline\":%u,\"seconds\":%.4f",
           mode_names[load->options.mode], load->options.connections, load->options.pipeline,
           seconds);
    printf(",\"operations\":%llu,\"per_second\":%.1f,\"gib_per_second\":%.4f",
           (unsigned long long)load->operations, (double)load->operations * per_second,
           (double)load->bytes * per_second / (1 << 30));
    printf(",\"p50_us\":%.2f,\"p99_us\":%.2f,\"max_us\":%.2f",
           (double)load_quantile(load, 0.5) / 1e3, (double)load_quantile(load, 0.99) / 1e3,
           (double)load->worst / 1e3);
    if (load->options.block || load->options.mode == LOAD_IDLE || seconds <= 0) {
        printf(",\"busy\":null");
    } else {
        printf(",\"busy\":%.3f", 1 - (double)load->idle / 1e9 * per_second);
    }
    printf(",\"cpu_ns\":%llu,\"user_ticks\":%llu,\"system_ticks\":%llu",
           (unsigned long long)load->cpu.run_ns, (unsigned long long)load->cpu.user_ticks,
           (unsigned long long)load->cpu.system_ticks);
    printf(",\"check\":\"%s\",\"error_total\":%llu,\"errors\":{", load->check,
           (unsigned long long)load_error_total(load));
    for (int i = 0; i < LOAD_ERROR_COUNT; i++) {
        printf("%s\"%s\":%llu", i ? "," : "", load_error_names[i],
               (unsigned long long)load->errors[i]);
    }
    printf("}}\n");
}

void load_die(const char *what)
{
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(2);
}

void *load_alloc(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    if (!memory) {
        load_die("calloc");
    }
    return memory;
}

int main(int argc, char **argv)
{
    static void (*const modes[])(struct load *) = {load_keepalive, load_echo, load_churn, load_idle,
                                                   load_upload};
    static struct load load;

    parse_options(&load.options, argc, argv);
    signal(SIGPIPE, SIG_IGN);
    raise_descriptor_limit();
    load.check = "none";
    load.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (load.epoll < 0) {
        load_die("epoll_create1");
    }

    modes[load.options.mode](&load);
    print_result(&load);
    return load_error_total(&load) > 0;
}
