/*
 * The load generator's shared half: options, connections, the measured window and its figures.
 *
 * load.c owns the one `struct load` and prints it; load_window.c runs the loop and takes the
 * figures; load_request.c knows request texts and their answers;
 * load_{keepalive,echo,churn,idle,upload}.c are the modes, each with connections of its own. Only
 * 127.0.0.1 is ever a target.
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum load_mode { LOAD_KEEPALIVE, LOAD_ECHO, LOAD_CHURN, LOAD_IDLE, LOAD_UPLOAD };

/* What can go wrong, as named in the output: one list for the enum and for the names. */
#define LOAD_ERRORS(X)                                                                             \
    X(REFUSED, refused)       /* nobody listens */                                                 \
    X(RESET, reset)           /* the server reset the connection */                                \
    X(CLOSED, closed)         /* the server closed it before the answer was complete */            \
    X(WRONG, wrong)           /* an answer of the wrong length or with the wrong bytes */          \
    X(UNANSWERED, unanswered) /* asked, and no answer within LOAD_PATIENCE */                      \
    X(NO_PORT, no_port)       /* the generator ran out of source ports */                          \
    X(LOST, lost_process)     /* a process named with --pids ended */                              \
    X(OTHER, other)

enum load_error {
#define X(name, text) LOAD_ERROR_##name,
    LOAD_ERRORS(X)
#undef X
        LOAD_ERROR_COUNT
};

#define LOAD_PATIENCE_NS 2000000000ull /* wait for answers that are due this long */
#define LOAD_READ_SIZE (256 * 1024)
#define LOAD_MAX_PIDS 64

struct load_options {
    enum load_mode mode;
    unsigned port;
    unsigned connections;
    unsigned pipeline;
    unsigned echo_size;
    unsigned upload_size;
    double seconds;
    double warmup;
    const char *request; /* NULL: a browser-sized GET */
    bool client_close;
    bool touch;
    bool block; /* sleep in epoll_wait: only right when the server shares the CPU */
    int pids[LOAD_MAX_PIDS];
    unsigned pid_count;
};

enum load_phase { LOAD_WARMING, LOAD_MEASURING, LOAD_DRAINING, LOAD_OVER };

#define LOAD_HISTOGRAM_SUB 64 /* steps an octave: at most 1.6 % off */
#define LOAD_HISTOGRAM_SIZE (LOAD_HISTOGRAM_SUB * 60)

struct load_cpu {
    uint64_t run_ns;     /* schedstat: exact */
    uint64_t user_ticks; /* stat: the split is sampled, only indicative */
    uint64_t system_ticks;
};

struct load {
    struct load_options options;
    int epoll;
    enum load_phase phase;
    uint64_t phase_ends; /* ns */
    unsigned active;     /* connections that still have something to do; none left ends the run */

    uint64_t began; /* of the measured window, ns */
    uint64_t ended;
    uint64_t operations;
    uint64_t bytes; /* received; of an upload, sent */
    uint64_t idle;  /* ns spent in polls that found nothing */
    uint64_t worst; /* ns */
    uint64_t histogram[LOAD_HISTOGRAM_SIZE];
    struct load_cpu cpu; /* of options.pids, in the window */

    uint64_t errors[LOAD_ERROR_COUNT]; /* of the whole run, not only of the window */
    const char *check;                 /* how answers are verified */
};

extern const char *const load_error_names[LOAD_ERROR_COUNT];

/* load.c */
_Noreturn void load_die(const char *what);
void *load_alloc(size_t count, size_t size);

/* load_window.c */
uint64_t load_now(void);
void load_error(struct load *load, enum load_error error);
void load_errno(struct load *load, int error);
uint64_t load_error_total(const struct load *load);
/* One operation begun at `since` is complete at `now`; counts only inside the window. */
void load_record(struct load *load, uint64_t since, uint64_t now);
/* A latency in ns below which `share` of the recorded operations stayed. */
uint64_t load_quantile(const struct load *load, double share);
/* Runs warm-up, window and drain; on_event gets what load_watch was given. */
void load_run(struct load *load, void (*on_event)(struct load *, void *owner, uint32_t events));
/* False once no new operation may begin. */
bool load_goes_on(const struct load *load);

/* load_socket.c */
/* A connecting socket from source address 127.0.0.(2 + index % sources); -1 and errno: failed. */
int load_connect(const struct load *load, unsigned index, bool blocking);
void load_watch(const struct load *load, int fd, uint32_t events, void *owner, int verb);
void load_nonblocking(int fd);
/* Closes; with `reset` no TIME_WAIT is left on either side. */
void load_close(int fd, bool reset);

/* load_request.c */
struct load_request {
    char *text;
    size_t len;
    size_t stamps[8]; /* where the number of the request goes, 16 hexadecimal digits each */
    unsigned stamp_count;
    char *answer; /* the first answer, as learnt */
    size_t answer_len;
    size_t head_len;  /* bytes of the answer before the echoed request */
    size_t fixed_len; /* bytes of the answer that are the same in each */
    bool echoed;      /* the answer ends with the request */
};

/* Learns the answer by asking once. False, with the error counted, when there is none. */
bool load_request_learn(struct load *load, struct load_request *request);
void load_request_free(struct load_request *request);
/* Lays the request with this number at out, request->len bytes. */
void load_request_write(const struct load_request *request, char *out, uint64_t number);
/* Whether n bytes that start at `offset` of the answer to `sent` are right. */
bool load_request_check(const struct load_request *request, const char *sent, size_t offset,
                        const char *bytes, size_t n);

/* The modes */
void load_keepalive(struct load *load);
void load_echo(struct load *load);
void load_churn(struct load *load);
void load_idle(struct load *load);
void load_upload(struct load *load);

#endif
