/*
 * The measured window: warm-up, measurement, drain; the clock, the latency histogram, the errors
 * and the CPU time of the server's processes at both ends of the window.
 *
 * It knows no sockets: a mode hands it a function for events. The loop polls without sleeping
 * unless --block is given: a generator that sleeps makes the server pay for waking it up (an
 * interrupt to another CPU, the most expensive part of a request in a virtual machine).
 */
#include "bench/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>

#define BLOCK_MS 10 /* how late a blocking loop may notice the end of a phase */

static unsigned bit_length(uint64_t value)
{
    return 64 - (unsigned)__builtin_clzll(value);
}

static unsigned histogram_slot(uint64_t ns)
{
    unsigned shift;

    if (ns < LOAD_HISTOGRAM_SUB) {
        return (unsigned)ns;
    }
    shift = bit_length(ns) - bit_length(LOAD_HISTOGRAM_SUB);
    return (shift + 1) * LOAD_HISTOGRAM_SUB + (unsigned)(ns >> shift) - LOAD_HISTOGRAM_SUB;
}

/* The middle of a slot, the reverse of histogram_slot. */
static uint64_t histogram_value(unsigned slot)
{
    unsigned shift;

    if (slot < LOAD_HISTOGRAM_SUB) {
        return slot;
    }
    shift = slot / LOAD_HISTOGRAM_SUB - 1;
    return ((uint64_t)(slot % LOAD_HISTOGRAM_SUB + LOAD_HISTOGRAM_SUB) << shift) +
           ((1ull << shift) >> 1);
}

static bool read_file(const char *path, char *text, size_t size)
{
    FILE *file = fopen(path, "re");
    size_t n;

    if (!file) {
        return false;
    }
    n = fread(text, 1, size - 1, file);
    text[n] = 0;
    fclose(file);
    return n > 0;
}

/* schedstat of a process is that of its first thread only, so the threads are added up. */
static bool read_run_time(int pid, uint64_t *total)
{
    char path[64], text[128];
    struct dirent *entry;
    DIR *threads;

    snprintf(path, sizeof(path), "/proc/%d/task", pid);
    threads = opendir(path);
    if (!threads) {
        return false;
    }
    while ((entry = readdir(threads))) {
        int thread = atoi(entry->d_name);

        snprintf(path, sizeof(path), "/proc/%d/task/%d/schedstat", pid, thread);
        if (thread > 0 && read_file(path, text, sizeof(text))) {
            *total += strtoull(text, NULL, 10);
        }
    }
    closedir(threads);
    return true;
}

static bool read_ticks(int pid, struct load_cpu *cpu)
{
    unsigned long long user, system;
    char path[64], text[1024];
    char *rest;

    snprintf(path, sizeof(path), "/proc/%d/stat", pid);
    /* The name of the process may hold anything, its last parenthesis ends it; then fields 3... */
    if (!read_file(path, text, sizeof(text)) || !(rest = strrchr(text, ')')) ||
        sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu", &user,
               &system) != 2) {
        return false;
    }
    cpu->user_ticks += user;
    cpu->system_ticks += system;
    return true;
}

static struct load_cpu read_cpu(struct load *load)
{
    struct load_cpu cpu = {0};

    for (unsigned i = 0; i < load->options.pid_count; i++) {
        int pid = load->options.pids[i];

        if (!read_run_time(pid, &cpu.run_ns) || !read_ticks(pid, &cpu)) {
            load_error(load, LOAD_ERROR_LOST);
        }
    }
    return cpu;
}

static void window_open(struct load *load)
{
    load->cpu = read_cpu(load);
    load->idle = 0;
    load->began = load_now();
    load->phase = LOAD_MEASURING;
    load->phase_ends = load->began + (uint64_t)(load->options.seconds * 1e9);
}

static void window_close(struct load *load)
{
    struct load_cpu then = load->cpu;
    struct load_cpu now = read_cpu(load);

    load->ended = load_now();
    load->cpu = (struct load_cpu){0}; /* and so it stays when a process is gone: no figure then */
    if (load->errors[LOAD_ERROR_LOST] == 0) {
        load->cpu.run_ns = now.run_ns - then.run_ns;
        load->cpu.user_ticks = now.user_ticks - then.user_ticks;
        load->cpu.system_ticks = now.system_ticks - then.system_ticks;
    }
    load->phase = LOAD_DRAINING;
    load->phase_ends = load->ended + LOAD_PATIENCE_NS;
}

static void advance(struct load *load, uint64_t now)
{
    if (load->phase == LOAD_WARMING && now >= load->phase_ends) {
        window_open(load);
    } else if (load->phase == LOAD_MEASURING && (now >= load->phase_ends || load->active == 0)) {
        window_close(load);
    } else if (load->phase == LOAD_DRAINING && now >= load->phase_ends) {
        load->errors[LOAD_ERROR_UNANSWERED] += load->active;
        load->phase = LOAD_OVER;
    }
    if (load->active == 0) {
        load->phase = LOAD_OVER;
    }
}

uint64_t load_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000ull + (uint64_t)now.tv_nsec;
}

void load_error(struct load *load, enum load_error error)
{
    load->errors[error]++;
}

void load_errno(struct load *load, int error)
{
    switch (error) {
    case ECONNREFUSED:
        load_error(load, LOAD_ERROR_REFUSED);
        break;
    case ECONNRESET:
    case EPIPE:
        load_error(load, LOAD_ERROR_RESET);
        break;
    case EINPROGRESS: /* what a blocking connect says when its time is up */
    case EAGAIN:
    case ETIMEDOUT:
        load_error(load, LOAD_ERROR_UNANSWERED);
        break;
    case EADDRNOTAVAIL:
        load_error(load, LOAD_ERROR_NO_PORT);
        break;
    default:
        load_error(load, LOAD_ERROR_OTHER);
        fprintf(stderr, "load: %s\n", strerror(error));
    }
}

uint64_t load_error_total(const struct load *load)
{
    uint64_t total = 0;

    for (int i = 0; i < LOAD_ERROR_COUNT; i++) {
        total += load->errors[i];
    }
    return total;
}

void load_record(struct load *load, uint64_t since, uint64_t now)
{
    uint64_t took = now - since;

    if (load->phase != LOAD_MEASURING) {
        return;
    }
    load->operations++;
    load->histogram[histogram_slot(took)]++;
    if (took > load->worst) {
        load->worst = took;
    }
}

uint64_t load_quantile(const struct load *load, double share)
{
    uint64_t wanted = (uint64_t)((double)load->operations * share);
    uint64_t seen = 0;

    for (unsigned slot = 0; slot < LOAD_HISTOGRAM_SIZE; slot++) {
        seen += load->histogram[slot];
        if (seen > wanted) {
            uint64_t value = histogram_value(slot);

            return value < load->worst ? value : load->worst;
        }
    }
    return load->worst;
}

bool load_goes_on(const struct load *load)
{
    return load->phase < LOAD_DRAINING;
}

void load_run(struct load *load, void (*on_event)(struct load *, void *owner, uint32_t events))
{
    struct epoll_event events[512];

    load->phase = LOAD_WARMING;
    load->phase_ends = load_now() + (uint64_t)(load->options.warmup * 1e9);
    for (;;) {
        uint64_t before = load_now();
        int n;

        advance(load, before);
        if (load->phase == LOAD_OVER) {
            return;
        }
        n = epoll_wait(load->epoll, events, 512, load->options.block ? BLOCK_MS : 0);
        if (n < 0 && errno != EINTR) {
            load_die("epoll_wait");
        }
        if (n == 0) {
            load->idle += load_now() - before;
        }
        for (int i = 0; i < n; i++) {
            on_event(load, events[i].data.ptr, events[i].events);
        }
    }
}

const char *const load_error_names[LOAD_ERROR_COUNT] = {
#define X(name, text) #text,
    LOAD_ERRORS(X)
#undef X
};
