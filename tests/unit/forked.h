/*
 * forked: a master and its workers as real processes: a tiny host whose workers answer lines. The test itself is nobody's master: it forks
 * the host, which is the leader of a group of its own, so that at the end of each test nothing of it can be left. Each program has one.
 */
#ifndef CREW_UNIT_FORKED_H
#define CREW_UNIT_FORKED_H

#include "tests/unit/wire.h"

#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "core/crew.h"
#include "core/net/loop.h"
#include "core/proc/server.h"
#include "core/proc/signals.h"
#include "tests/unit/faults.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_do_recoverable_leak_check() 0
#endif

/* Forks of the master that fail on demand, from memory that the test can change meanwhile. */
#define FORK_FAULTS 16

static struct {
    volatile int forks;                    /* by the master so far */
    volatile int fork_errors[FORK_FAULTS]; /* what each of them, in turn, fails with; 0: it does not */
    volatile int is_born_broken;           /* new workers exit at once */
    volatile int is_born_stuck;            /* new workers never get ready */
    volatile int stuck;                    /* how many of them there have been */
    volatile int before_forks;
    volatile int port;
} *shared;

static inline pid_t faulty_fork(void)
{
    int error = shared->forks < FORK_FAULTS ? shared->fork_errors[shared->forks] : 0;

    shared->forks++;
    if (error != 0) {
        errno = error;
        return -1;
    }
    return fork();
}

#define fork faulty_fork
#include "core/proc/master_slots.c"
#undef fork

#define STATUS_BROKEN 7
#define STATUS_LEAK 23

/* ---- the host ----------------------------------------------------------------------------------------------------------- */

static struct {
    const char *address;
    int64_t stop_timeout_ms; /* 0: as it is */
    int64_t reuse_port;
    int terminal; /* the other end of the one it is started from; -1: none */
} setup;

static crew_server *server;
static crew_master *master;
static crew_worker *worker;
static bool had_before[1024]; /* descriptors that were open before the engine opened its own */

static inline int descriptors_end(void)
{
    struct rlimit limit;

    (void)getrlimit(RLIMIT_NOFILE, &limit); /* valgrind's own descriptors lie above it */
    return limit.rlim_cur < 1024 ? (int)limit.rlim_cur : 1024;
}

/* Kinds of descriptors: L listens, S is a connected socket, r and w are ends of pipes, e is something else, ! does not close on exec. */
static const char kinds[] = "!LSerw";

typedef struct kind_counts {
    int of[sizeof kinds];
} kind_counts;

static kind_counts loop_has; /* what a loop opens for itself, which is libevent's affair */

static inline kind_counts count_descriptors(void)
{
    kind_counts counts = {0};

    for (int fd = 0; fd < descriptors_end(); fd++) {
        struct stat about;
        int listens = 0;
        socklen_t len = sizeof listens;
        char kind = 'e';

        if (had_before[fd] || fstat(fd, &about) != 0) {
            continue;
        }
        if (!(fcntl(fd, F_GETFD) & FD_CLOEXEC)) {
            kind = '!';
        } else if (S_ISSOCK(about.st_mode)) {
            kind = getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) == 0 && listens ? 'L' : 'S';
        } else if (S_ISFIFO(about.st_mode)) {
            kind = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY ? 'r' : 'w';
        }
        counts.of[strchr(kinds, kind) - kinds]++;
    }
    return counts;
}

static inline void look_at_a_loop(void)
{
    crew_loop *loop = crew_loop_new(NULL);

    loop_has = count_descriptors();
    crew_loop_free(loop);
}

/* One letter for each descriptor the engine has opened, less those of a loop. */
static inline const char *descriptors(void)
{
    static char letters[1024];
    kind_counts counts = count_descriptors();
    size_t n = 0;

    for (size_t i = 0; kinds[i] != '\0'; i++) {
        for (int more = counts.of[i] - loop_has.of[i]; more > 0; more--) {
            letters[n++] = kinds[i];
        }
    }
    letters[n] = '\0';
    return letters;
}

static inline bool add_visited(crew_conn *conn, void *user)
{
    char *text = user;
    size_t len = strlen(text);

    (void)snprintf(text + len, 16, "%s%llu", len > 0 ? " " : "", (unsigned long long)crew_conn_id(conn));
    return true;
}

static inline void on_message(crew_conn *conn, crew_span message, void *user)
{
    char answer[1024] = "";

    (void)user;
    if (crew_span_eq(message, crew_span_str("who"))) {
        (void)snprintf(answer, sizeof answer, "%d %ld", crew_worker_slot(worker), (long)getpid());
    } else if (crew_span_eq(message, crew_span_str("descriptors"))) {
        (void)snprintf(answer, sizeof answer, "%s", descriptors());
    } else if (crew_span_eq(message, crew_span_str("connections"))) {
        (void)snprintf(answer, sizeof answer, "%zu: ", crew_worker_conn_count(worker));
        crew_worker_each_conn(worker, add_visited, answer + strlen(answer));
    } else if (crew_span_eq(message, crew_span_str("exit"))) {
        _exit(3);
    } else if (crew_span_eq(message, crew_span_str("last words"))) {
        crew_worker_last_words(worker, "it was the butler");
        _exit(4);
    } else if (crew_span_eq(message, crew_span_str("halt"))) {
        crew_worker_halt(worker);
    } else if (crew_span_eq(message, crew_span_str("stop"))) {
        (void)snprintf(answer, sizeof answer, "%d", crew_worker_ask_stop(worker));
    } else if (crew_span_eq(message, crew_span_str("reload"))) {
        (void)snprintf(answer, sizeof answer, "%d", crew_worker_ask_reload(worker));
    } else if (crew_span_eq(message, crew_span_str("get stuck"))) {
        for (;;) {
            (void)pause();
        }
    } else {
        (void)crew_conn_send(conn, message);
        return;
    }
    (void)crew_conn_send(conn, crew_span_str(answer));
}

static inline int work(void)
{
    static const crew_callbacks callbacks = {.on_message = on_message};
    static char *buffer;
    crew_err err;
    int status;

    if (shared->is_born_broken) {
        return STATUS_BROKEN;
    }
    if (shared->is_born_stuck) {
        shared->stuck++;
        for (;;) {
            (void)pause();
        }
    }
    worker = crew_worker_new(master, &callbacks, NULL, &err);
    buffer = malloc(65536);
    if (worker == NULL || buffer == NULL) {
        return 1;
    }
    crew_worker_set_read_buffers(worker, (crew_room){buffer, 65536}, (crew_room){NULL, 0});
    crew_worker_run(worker);
    crew_worker_free(worker);
    free(buffer);
    crew_server_free(server);
    buffer = NULL;
    worker = NULL;
    master = NULL;
    server = NULL;
    status = __lsan_do_recoverable_leak_check() != 0 ? STATUS_LEAK : 0;
    crew_unload();
    return status;
}

static inline void on_before_fork(void *user)
{
    (void)user;
    shared->before_forks++;
}

static inline int host(void)
{
    crew_err err = {0};
    char address[CREW_ADDRESS_TEXT];

    server = crew_server_new(setup.address, &err);
    for (int fd = 0; fd < 1024; fd++) {
        had_before[fd] = fcntl(fd, F_GETFD) >= 0;
    }
    look_at_a_loop();
    if (server == NULL || crew_server_set(server, "workerNum", 2, &err) != 1 ||
        crew_server_set(server, "reusePort", setup.reuse_port, &err) != 1 ||
        (setup.stop_timeout_ms > 0 && crew_server_set(server, "stopTimeout", setup.stop_timeout_ms, &err) != 1)) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        return 1;
    }
    master = crew_master_new(server, &err);
    if (master == NULL) {
        crew_log(CREW_LOG_ERROR, "%s", err.text);
        return 1;
    }
    crew_master_set_before_fork(master, on_before_fork, NULL);
    (void)crew_server_address(server, address);
    shared->port = strrchr(address, ':') != NULL ? atoi(strrchr(address, ':') + 1) : -1;
    if (crew_master_run(master) == CREW_ROLE_WORKER) {
        return work();
    }
    crew_master_free(master);
    crew_server_free(server);
    memset(&loop_has, 0, sizeof loop_has);
    return *descriptors() == '\0' ? 0 : 2;
}

/* ---- the test's side ---------------------------------------------------------------------------------------------------- */

static pid_t master_pid; /* also the group's */
static int log_fd = -1;
static char log_text[65536];

static inline const char *log_now(void)
{
    ssize_t n = pread(log_fd, log_text, sizeof log_text - 1, 0);

    log_text[n > 0 ? n : 0] = '\0';
    return log_text;
}

#define await_log(words) wait_until(strstr(log_now(), (words)) != NULL, unit_nap())

/* How often the log says this. */
static inline int log_count(const char *words)
{
    int count = 0;

    for (const char *at = log_now(); (at = strstr(at, words)) != NULL; at += strlen(words)) {
        count++;
    }
    return count;
}

static inline void launch(void)
{
    shared->port = 0;
    master_pid = fork();
    if (master_pid == 0) {
        (void)setsid();
        if (setup.terminal >= 0) {
            (void)open(ptsname(setup.terminal), O_RDWR); /* becomes the session's */
            (void)close(setup.terminal);
        }
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        (void)dup2(log_fd, STDERR_FILENO);
        (void)close(log_fd);
        crew_log_set_sink(NULL);
        _exit(host());
    }
    assert_true(master_pid > 0);
    wait_until(shared->port != 0, unit_nap());
}

static inline int start(void **state)
{
    char name[] = "/tmp/crew-test-master-XXXXXX";

    (void)state;
    unit_catch_log();
    (void)prctl(PR_SET_CHILD_SUBREAPER, 1); /* workers whose master was killed are ours to wait for, and to see gone */
    memset(shared, 0, sizeof *shared);
    setup.address = "text://127.0.0.1:0";
    setup.stop_timeout_ms = 0;
    setup.reuse_port = 1;
    setup.terminal = -1;
    master_pid = 0;
    log_fd = mkstemp(name);
    (void)unlink(name);
    return log_fd >= 0 && fcntl(log_fd, F_SETFL, O_APPEND) == 0 && fcntl(log_fd, F_SETFD, FD_CLOEXEC) == 0 ? 0 : -1;
}

static inline void reap(void)
{
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
}

static inline bool group_is_empty(void)
{
    return kill(-master_pid, 0) != 0 && errno == ESRCH;
}

/* Also after a failed assertion. What a sanitizer had to say of a process fails the test here. */
static inline int stop(void **state)
{
    static const char *const bad[] = {"Sanitizer", "runtime error:", "status 23", "status 99"};
    bool is_bad = false;

    (void)state;
    if (master_pid > 0) {
        int64_t give_up_at = unit_now_ms() + UNIT_DEADLINE_MS;

        while (!group_is_empty() && unit_now_ms() < give_up_at) {
            (void)kill(-master_pid, SIGKILL);
            reap();
            unit_nap();
        }
        reap();
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        is_bad = is_bad || strstr(log_now(), bad[i]) != NULL;
    }
    if (is_bad) {
        print_error("%s\n", log_text);
    }
    (void)close(log_fd);
    return is_bad ? -1 : 0;
}

static inline void signal_master(int signo)
{
    assert_int_equal(kill(master_pid, signo), 0);
}

/* Waits for the master alone; returns its exit status. */
static inline int wait_for_master(void)
{
    int status = 0;

    wait_until(waitpid(master_pid, &status, WNOHANG) == master_pid, unit_nap());
    if (!WIFEXITED(status)) {
        fail_msg("the master was killed by signal %d:\n%s", WTERMSIG(status), log_now());
    }
    return WEXITSTATUS(status);
}

/* The master has ended by itself, well, and left nobody behind. */
static inline void assert_ends_well(void)
{
    int status = wait_for_master();

    if (status != 0 || !group_is_empty()) {
        fail_msg("status %d, %s:\n%s", status, group_is_empty() ? "nobody left" : "somebody left", log_now());
    }
}

static inline int connect_client(void)
{
    struct timeval patience = {.tv_sec = UNIT_DEADLINE_MS / 1000};
    int fd = wire_connect(shared->port);

    if (fd >= 0) {
        assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
    }
    return fd;
}

/* Sends a line and reads the answer without its newline; NULL when there was none. */
static inline const char *ask_on(int fd, const char *question)
{
    static char answer[1024];
    char line[64];
    size_t len = 0;

    (void)snprintf(line, sizeof line, "%s\n", question);
    if (send(fd, line, strlen(line), MSG_NOSIGNAL) < 0) {
        return NULL;
    }
    while (len + 1 < sizeof answer && (len == 0 || answer[len - 1] != '\n')) {
        ssize_t n = recv(fd, answer + len, sizeof answer - 1 - len, 0);

        if (n <= 0) {
            return NULL;
        }
        len += (size_t)n;
    }
    answer[len - 1] = '\0';
    return answer;
}

/* The same on a connection of its own; which of the workers gets it is the kernel's choice. */
static inline const char *ask(const char *question)
{
    int fd = connect_client();
    const char *answer = fd >= 0 ? ask_on(fd, question) : NULL;

    if (fd >= 0) {
        (void)close(fd);
    }
    return answer;
}

/* Asks until both workers have answered with their pids. Every question must be answered. */
static inline void find_workers(long pids[2])
{
    pids[0] = pids[1] = 0;
    wait_until(pids[0] != 0 && pids[1] != 0, {
        const char *answer = ask("who");
        int slot;
        long pid;

        assert_non_null(answer);
        assert_int_equal(sscanf(answer, "%d %ld", &slot, &pid), 2);
        assert_in_range(slot, 0, 1);
        pids[slot] = pid;
    });
}

/* A connection to the worker of this slot. */
static inline int connect_to(int slot)
{
    int fd = -1;

    wait_until(fd >= 0, {
        const char *answer;

        fd = connect_client();
        assert_true(fd >= 0);
        answer = ask_on(fd, "who");
        assert_non_null(answer);
        if (atoi(answer) != slot) {
            (void)close(fd);
            fd = -1;
        }
    });
    return fd;
}

/* The peer ends properly, without another byte. */
static inline void assert_peer_ends(int fd)
{
    char byte;
    ssize_t n = recv(fd, &byte, 1, 0);

    if (n != 0) {
        fail_msg("instead of the end: %s", n > 0 ? "a byte" : strerror(errno));
    }
}

static inline int map_shared(void **state)
{
    (void)state;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared != MAP_FAILED ? 0 : -1;
}

#define master_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

#endif
