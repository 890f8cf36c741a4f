/*
 * A master and its workers as real processes: a tiny host whose workers answer lines. The test itself is nobody's master: it forks the
 * host, which is the leader of a group of its own, so that at the end of each test nothing of it can be left.
 */
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

static pid_t faulty_fork(void)
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

static int descriptors_end(void)
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

static kind_counts count_descriptors(void)
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

static void look_at_a_loop(void)
{
    crew_loop *loop = crew_loop_new(NULL);

    loop_has = count_descriptors();
    crew_loop_free(loop);
}

/* One letter for each descriptor the engine has opened, less those of a loop. */
static const char *descriptors(void)
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

static bool add_visited(crew_conn *conn, void *user)
{
    char *text = user;
    size_t len = strlen(text);

    (void)snprintf(text + len, 16, "%s%llu", len > 0 ? " " : "", (unsigned long long)crew_conn_id(conn));
    return true;
}

static void on_message(crew_conn *conn, crew_span message, void *user)
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

static int work(void)
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

static void on_before_fork(void *user)
{
    (void)user;
    shared->before_forks++;
}

static int host(void)
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

static const char *log_now(void)
{
    ssize_t n = pread(log_fd, log_text, sizeof log_text - 1, 0);

    log_text[n > 0 ? n : 0] = '\0';
    return log_text;
}

#define await_log(words) wait_until(strstr(log_now(), (words)) != NULL, unit_nap())

/* How often the log says this. */
static int log_count(const char *words)
{
    int count = 0;

    for (const char *at = log_now(); (at = strstr(at, words)) != NULL; at += strlen(words)) {
        count++;
    }
    return count;
}

static void launch(void)
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

static int start(void **state)
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

static void reap(void)
{
    while (waitpid(-1, NULL, WNOHANG) > 0) {
    }
}

static bool group_is_empty(void)
{
    return kill(-master_pid, 0) != 0 && errno == ESRCH;
}

/* Also after a failed assertion. What a sanitizer had to say of a process fails the test here. */
static int stop(void **state)
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

static void signal_master(int signo)
{
    assert_int_equal(kill(master_pid, signo), 0);
}

/* Waits for the master alone; returns its exit status. */
static int wait_for_master(void)
{
    int status = 0;

    wait_until(waitpid(master_pid, &status, WNOHANG) == master_pid, unit_nap());
    if (!WIFEXITED(status)) {
        fail_msg("the master was killed by signal %d:\n%s", WTERMSIG(status), log_now());
    }
    return WEXITSTATUS(status);
}

/* The master has ended by itself, well, and left nobody behind. */
static void assert_ends_well(void)
{
    int status = wait_for_master();

    if (status != 0 || !group_is_empty()) {
        fail_msg("status %d, %s:\n%s", status, group_is_empty() ? "nobody left" : "somebody left", log_now());
    }
}

static int connect_client(void)
{
    struct timeval patience = {.tv_sec = UNIT_DEADLINE_MS / 1000};
    int fd = wire_connect(shared->port);

    if (fd >= 0) {
        assert_int_equal(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), 0);
    }
    return fd;
}

/* Sends a line and reads the answer without its newline; NULL when there was none. */
static const char *ask_on(int fd, const char *question)
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
static const char *ask(const char *question)
{
    int fd = connect_client();
    const char *answer = fd >= 0 ? ask_on(fd, question) : NULL;

    if (fd >= 0) {
        (void)close(fd);
    }
    return answer;
}

/* Asks until both workers have answered with their pids. Every question must be answered. */
static void find_workers(long pids[2])
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
static int connect_to(int slot)
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
static void assert_peer_ends(int fd)
{
    char byte;
    ssize_t n = recv(fd, &byte, 1, 0);

    if (n != 0) {
        fail_msg("instead of the end: %s", n > 0 ? "a byte" : strerror(errno));
    }
}

/* ---- serving ------------------------------------------------------------------------------------------------------------ */

TEST(two_workers_serve_and_a_stop_leaves_nobody)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_not_equal(pids[0], pids[1]);
    assert_int_not_equal(pids[0], master_pid);
    assert_string_equal(ask("hello"), "hello");
    signal_master(SIGTERM);
    assert_ends_well();
    await_log("master] notice: listening on text://127.0.0.1:0 (127.0.0.1:");
    await_log(") with 2 workers");
    await_log("master] notice: stopping");
    await_log("master] notice: stopped");
    assert_int_equal(log_count("warning"), 0);
    assert_int_equal(log_count("error"), 0);
}

TEST(two_workers_can_share_one_socket)
{
    long pids[2];

    setup.reuse_port = 0;
    launch();
    find_workers(pids);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(the_host_is_told_before_each_fork)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_equal(shared->before_forks, 2);
    assert_int_equal(shared->forks, 2);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_has_the_descriptors_it_needs_and_no_other)
{
    int fd;

    launch();
    for (int slot = 0; slot < 2; slot++) {
        fd = connect_to(slot);
        /* one listening socket, this connection; the one on which the master asks; to read: signals, the
         * lifeline; to write: signals, reports */
        assert_string_equal(ask_on(fd, "descriptors"), "LSSrrww");
        (void)close(fd);
    }
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_replacement_has_no_descriptor_more_than_the_first)
{
    long before[2];
    long after[2];
    int fd;

    launch();
    find_workers(before);
    (void)kill((pid_t)before[0], SIGKILL);
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    signal_master(SIGUSR1);
    wait_until((find_workers(before), before[0] != after[0] && before[1] != after[1]), unit_nap());
    for (int slot = 0; slot < 2; slot++) {
        fd = connect_to(slot);
        assert_string_equal(ask_on(fd, "descriptors"), "LSSrrww");
        (void)close(fd);
    }
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_counts_and_visits_its_connections)
{
    int first;
    int second;
    const char *answer;

    launch();
    first = connect_to(0);
    second = connect_to(0);
    answer = ask_on(second, "connections");
    assert_non_null(answer);
    assert_int_equal(atoi(answer), 2);
    assert_non_null(strchr(answer, ' '));
    (void)close(first);
    wait_until(atoi(ask_on(second, "connections")) == 1, unit_nap());
    (void)close(second);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_unix_path_is_served_and_removed_at_the_end)
{
    struct sockaddr_un at = {.sun_family = AF_UNIX};
    char address[sizeof at.sun_path + 8];
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    char answer[8] = "";

    (void)snprintf(at.sun_path, sizeof at.sun_path, "/tmp/crew-test-master-%ld", (long)getpid());
    (void)snprintf(address, sizeof address, "unix://%s", at.sun_path);
    setup.address = address;
    launch();
    assert_int_equal(connect(fd, (struct sockaddr *)(void *)&at, sizeof at), 0);
    wire_put(fd, "hello");
    assert_int_equal(recv(fd, answer, 5, MSG_WAITALL), 5);
    assert_string_equal(answer, "hello");
    (void)close(fd);
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_not_equal(access(at.sun_path, F_OK), 0);
}

TEST(a_port_in_use_is_told_and_leaves_nothing_changed)
{
    int taken = wire_listen(1);
    int before = unit_open_fds();
    char address[64];
    crew_err err = {0};
    crew_server *second;
    struct sigaction action;

    (void)snprintf(address, sizeof address, "text://127.0.0.1:%d", wire_port(taken));
    second = crew_server_new(address, &err);
    assert_non_null(second);
    assert_null(crew_master_new(second, &err));
    assert_int_equal(err.code, CREW_EIN_USE);
    assert_words("is in use by", err.text);
    assert_int_equal(sigaction(SIGTERM, NULL, &action), 0);
    assert_ptr_equal(action.sa_handler, SIG_DFL);
    assert_int_equal(unit_open_fds(), before);
    crew_server_free(second);
    (void)close(taken);
}

/* ---- deaths ------------------------------------------------------------------------------------------------------------- */

TEST(a_killed_worker_is_replaced_in_its_slot)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    wait_until(strstr(log_now(), "listening") != NULL, unit_nap());
    assert_int_equal(kill((pid_t)before[1], SIGKILL), 0);
    await_log("was killed by signal 9 (Killed); replacing it");
    wait_until((find_workers(after), after[1] != before[1]), unit_nap());
    assert_int_equal(after[0], before[0]);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(the_log_says_how_a_worker_ended_and_what_it_said_last)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_null(ask("exit"));
    await_log("exited with status 3; replacing it");
    find_workers(pids);
    assert_null(ask("last words"));
    await_log("exited with status 4: it was the butler; replacing it");
    find_workers(pids);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_that_is_halted_ends_with_its_last_answer_and_is_replaced)
{
    long before[2];
    long after[2];
    int fd;

    launch();
    find_workers(before);
    fd = connect_to(0);
    assert_string_equal(ask_on(fd, "halt"), "");
    assert_peer_ends(fd);
    (void)close(fd);
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_that_is_asked_to_drain_is_replaced_while_it_does)
{
    long before[2];
    long after[2];
    int fd;

    launch();
    find_workers(before);
    fd = connect_to(1);
    assert_int_equal(kill((pid_t)before[1], SIGQUIT), 0);
    await_log("was asked to drain; replacing it");
    wait_until((find_workers(after), after[1] != before[1]), unit_nap());
    assert_int_equal(after[0], before[0]);
    assert_string_equal(ask_on(fd, "still there?"), "still there?");
    assert_peer_ends(fd);
    (void)close(fd);
    wait_until(kill((pid_t)before[1], 0) != 0, unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

static bool has_ended(long pid)
{
    char path[64];
    char state = 'Z';
    FILE *file;

    (void)snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    file = fopen(path, "r");
    if (file != NULL) {
        (void)fscanf(file, "%*d (%*[^)]) %c", &state);
        (void)fclose(file);
    }
    return state == 'Z';
}

/* However soon it is gone: the master sees its death before what it has said. */
TEST(a_worker_that_was_asked_to_stop_has_not_failed)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    assert_int_equal(kill(master_pid, SIGSTOP), 0);
    assert_int_equal(kill((pid_t)before[0], SIGTERM), 0);
    wait_until(has_ended(before[0]), unit_nap());
    assert_int_equal(kill(master_pid, SIGCONT), 0);
    await_log("was asked to stop; replacing it");
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    assert_int_equal(after[1], before[1]);
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

TEST(workers_that_cannot_live_are_tried_ever_more_rarely)
{
    int64_t from = unit_now_ms();

    shared->is_born_broken = 1;
    launch();
    await_log("exited with status 7; replacing it in ");
    wait_until(unit_now_ms() - from > 1500, unit_nap());
    assert_true(shared->forks < 24);
    shared->is_born_broken = 0;
    {
        long pids[2];

        find_workers(pids);
    }
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_fork_that_fails_is_tried_again_until_the_number_is_whole)
{
    long pids[2];

    shared->fork_errors[0] = EAGAIN;
    shared->fork_errors[1] = EAGAIN;
    shared->fork_errors[2] = ENOMEM;
    shared->fork_errors[4] = EAGAIN;
    launch();
    find_workers(pids);
    assert_true(shared->forks >= 6);
    await_log("error: cannot fork worker 0: Resource temporarily unavailable");
    await_log("warning: going on with 0 of 2 workers, next try in ");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_replacement_that_cannot_be_forked_is_forked_later)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->fork_errors[2] = EAGAIN;
    shared->fork_errors[3] = EAGAIN;
    assert_int_equal(kill((pid_t)before[0], SIGKILL), 0);
    await_log("going on with 1 of 2 workers");
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(workers_whose_master_was_killed_stop)
{
    long pids[2];
    int fd;

    launch();
    find_workers(pids);
    fd = connect_to(0);
    assert_int_equal(kill(master_pid, SIGKILL), 0);
    assert_peer_ends(fd);
    (void)close(fd);
    wait_until(group_is_empty(), (reap(), unit_nap()));
}

TEST(a_stuck_worker_whose_master_was_killed_is_gone_after_its_time)
{
    int fd;

    setup.stop_timeout_ms = 100;
    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    unit_nap();
    assert_int_equal(kill(master_pid, SIGKILL), 0);
    wait_until(group_is_empty(), (reap(), unit_nap()));
    (void)close(fd);
}

/* ---- reloading ---------------------------------------------------------------------------------------------------------- */

TEST(a_reload_replaces_every_worker_and_refuses_nobody)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    signal_master(SIGUSR1);
    wait_until(log_count("notice: reloaded: all 2 workers are new") == 1, {
        const char *answer = ask("hello");

        assert_non_null(answer);
        assert_string_equal(answer, "hello");
    });
    /* The last of the old ones may still be on its way out. */
    wait_until((find_workers(after), after[0] != before[0] && after[1] != before[1]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

TEST(a_connection_from_before_a_reload_gets_one_more_answer)
{
    int fd;

    launch();
    fd = connect_to(0);
    signal_master(SIGUSR1);
    await_log("notice: reloaded: all 2 workers are new");
    assert_string_equal(ask_on(fd, "still there?"), "still there?");
    assert_peer_ends(fd);
    (void)close(fd);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_reload_ends_idle_connections_when_their_time_is_over)
{
    int fd;

    setup.stop_timeout_ms = 300;
    launch();
    fd = connect_to(0);
    signal_master(SIGUSR1);
    assert_peer_ends(fd);
    (void)close(fd);
    await_log("still has connections, ending them");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_worker_can_ask_for_a_reload)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    assert_string_equal(ask("reload"), "0");
    wait_until((find_workers(after), after[0] != before[0] && after[1] != before[1]), unit_nap());
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_reload_to_workers_that_cannot_live_keeps_the_old_ones)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->is_born_broken = 1;
    signal_master(SIGUSR1);
    await_log("error: reload stopped: the new worker 0 ");
    await_log("exited with status 7 before it was ready; the old workers stay");
    find_workers(after);
    assert_int_equal(after[0], before[0]);
    assert_int_equal(after[1], before[1]);
    shared->is_born_broken = 0;
    signal_master(SIGUSR1);
    await_log("notice: reloaded: all 2 workers are new");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_reload_that_cannot_fork_keeps_the_old_workers)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->fork_errors[3] = EAGAIN;
    signal_master(SIGUSR1);
    await_log("error: reload stopped at worker 1, the remaining old workers stay");
    wait_until((find_workers(after), after[0] != before[0]), unit_nap());
    assert_int_equal(after[1], before[1]);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_successor_that_never_gets_ready_gives_way_to_the_next_reload)
{
    long before[2];
    long after[2];

    launch();
    find_workers(before);
    shared->is_born_stuck = 1;
    signal_master(SIGUSR1);
    wait_until(shared->stuck == 1, unit_nap());
    find_workers(after);
    assert_int_equal(after[0], before[0]);
    shared->is_born_stuck = 0;
    signal_master(SIGUSR1);
    await_log("is still not ready and another reload was asked for; killing it");
    await_log("notice: reloaded: all 2 workers are new");
    assert_int_equal(log_count("notice: reloading"), 2);
    assert_int_equal(log_count("reload stopped"), 0);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(reloads_asked_for_in_quick_succession_are_few)
{
    long pids[2];

    launch();
    find_workers(pids);
    for (int i = 0; i < 50; i++) {
        signal_master(SIGUSR1);
        unit_nap();
    }
    wait_until(log_count("notice: reloaded: all 2 workers are new") >= 2, unit_nap());
    assert_true(log_count("notice: reloading") <= 3);
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(a_stop_during_a_reload_leaves_nobody)
{
    long pids[2];

    launch();
    find_workers(pids);
    signal_master(SIGUSR1);
    await_log("notice: reloading");
    signal_master(SIGTERM);
    assert_ends_well();
}

/* ---- stopping ----------------------------------------------------------------------------------------------------------- */

static void stops_on(int signo)
{
    long pids[2];

    launch();
    find_workers(pids);
    signal_master(signo);
    assert_ends_well();
}

TEST(an_interrupt_stops)
{
    stops_on(SIGINT);
}

TEST(a_lost_terminal_stops)
{
    setup.terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(setup.terminal >= 0);
    assert_int_equal(grantpt(setup.terminal) | unlockpt(setup.terminal), 0);
    launch();
    assert_int_equal(close(setup.terminal), 0);
    assert_ends_well();
}

TEST(a_hangup_without_a_terminal_reloads)
{
    launch();
    signal_master(SIGHUP);
    await_log("all 2 workers are new");
    signal_master(SIGTERM);
    assert_ends_well();
}

TEST(an_interrupt_to_the_whole_group_stops_as_one)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_equal(kill(-master_pid, SIGINT), 0);
    assert_ends_well();
    assert_int_equal(log_count("warning"), 0);
}

TEST(a_termination_of_the_whole_group_stops_as_one)
{
    long pids[2];

    launch();
    find_workers(pids);
    assert_int_equal(kill(-master_pid, SIGTERM), 0);
    assert_ends_well();
    assert_int_equal(log_count("was killed"), 0);
}

TEST(a_stop_ends_idle_connections)
{
    int first;
    int second;

    launch();
    first = connect_to(0);
    second = connect_to(1);
    signal_master(SIGTERM);
    assert_peer_ends(first);
    assert_peer_ends(second);
    (void)close(first);
    (void)close(second);
    assert_ends_well();
}

/* More than a worker accepts in one turn. */
TEST(a_stop_answers_everybody_who_is_waiting_in_the_queues)
{
    enum { WAITING = 300 };
    int clients[WAITING];
    long pids[2];

    launch();
    find_workers(pids);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kill((pid_t)pids[i], SIGSTOP), 0);
    }
    for (int i = 0; i < WAITING; i++) {
        clients[i] = connect_client();
        assert_true(clients[i] >= 0);
        wire_put(clients[i], "hello\n");
    }
    signal_master(SIGTERM);
    await_log("notice: stopping");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kill((pid_t)pids[i], SIGCONT), 0);
    }
    for (int i = 0; i < WAITING; i++) {
        char answer[7] = "";

        assert_int_equal(recv(clients[i], answer, 6, MSG_WAITALL), 6);
        assert_string_equal(answer, "hello\n");
        assert_peer_ends(clients[i]);
        (void)close(clients[i]);
    }
    assert_ends_well();
}

TEST(a_worker_can_ask_for_a_stop)
{
    launch();
    assert_string_equal(ask("stop"), "0");
    assert_ends_well();
}

TEST(a_quit_waits_for_connections)
{
    int fd;

    launch();
    fd = connect_to(0);
    signal_master(SIGQUIT);
    await_log("stopping when all connections have ended");
    for (int i = 0; i < 50; i++) {
        unit_nap();
    }
    assert_int_equal(kill(master_pid, 0), 0);
    assert_string_equal(ask_on(fd, "last question"), "last question");
    assert_peer_ends(fd);
    (void)close(fd);
    assert_ends_well();
}

TEST(a_stop_after_a_quit_does_not_wait)
{
    int fd;

    launch();
    fd = connect_to(0);
    signal_master(SIGQUIT);
    await_log("stopping when all connections have ended");
    signal_master(SIGTERM);
    assert_peer_ends(fd);
    (void)close(fd);
    assert_ends_well();
}

TEST(a_worker_can_ask_for_a_stop_while_a_quit_waits)
{
    int asks;
    int idle;

    launch();
    asks = connect_to(0);
    idle = connect_to(1);
    signal_master(SIGQUIT);
    await_log("stopping when all connections have ended");
    assert_string_equal(ask_on(asks, "stop"), "0");
    assert_peer_ends(idle);
    (void)close(asks);
    (void)close(idle);
    assert_ends_well();
}

TEST(a_quit_does_not_spare_a_worker_whose_time_was_over_before)
{
    int fd;

    setup.stop_timeout_ms = 200;
    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    signal_master(SIGUSR1);
    await_log("still has connections, ending them");
    signal_master(SIGQUIT);
    assert_ends_well();
    await_log("did not stop in time, killing it");
    (void)close(fd);
}

TEST(a_stuck_worker_is_killed_when_its_time_is_over)
{
    int fd;

    setup.stop_timeout_ms = 200;
    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    signal_master(SIGTERM);
    assert_ends_well();
    await_log("did not stop in time, killing it");
    (void)close(fd);
}

TEST(a_second_stop_kills_at_once)
{
    int64_t from = unit_now_ms();
    int fd;

    launch();
    fd = connect_to(0);
    wire_put(fd, "get stuck\n");
    for (int i = 0; i < 20; i++) {
        unit_nap();
    }
    signal_master(SIGTERM);
    await_log("notice: stopping");
    for (int i = 0; i < 100; i++) {
        unit_nap();
    }
    signal_master(SIGTERM);
    assert_ends_well();
    await_log("stopping at once");
    assert_true(unit_now_ms() - from < 10000);
    (void)close(fd);
}

static int map_shared(void **state)
{
    (void)state;
    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return shared != MAP_FAILED ? 0 : -1;
}

#define master_test(name) cmocka_unit_test_setup_teardown(name, start, stop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        master_test(two_workers_serve_and_a_stop_leaves_nobody),
        master_test(two_workers_can_share_one_socket),
        master_test(the_host_is_told_before_each_fork),
        master_test(a_worker_has_the_descriptors_it_needs_and_no_other),
        master_test(a_replacement_has_no_descriptor_more_than_the_first),
        master_test(a_worker_counts_and_visits_its_connections),
        master_test(a_unix_path_is_served_and_removed_at_the_end),
        master_test(a_port_in_use_is_told_and_leaves_nothing_changed),
        master_test(a_killed_worker_is_replaced_in_its_slot),
        master_test(the_log_says_how_a_worker_ended_and_what_it_said_last),
        master_test(a_worker_that_is_halted_ends_with_its_last_answer_and_is_replaced),
        master_test(a_worker_that_is_asked_to_drain_is_replaced_while_it_does),
        master_test(a_worker_that_was_asked_to_stop_has_not_failed),
        master_test(workers_that_cannot_live_are_tried_ever_more_rarely),
        master_test(a_fork_that_fails_is_tried_again_until_the_number_is_whole),
        master_test(a_replacement_that_cannot_be_forked_is_forked_later),
        master_test(workers_whose_master_was_killed_stop),
        master_test(a_stuck_worker_whose_master_was_killed_is_gone_after_its_time),
        master_test(a_reload_replaces_every_worker_and_refuses_nobody),
        master_test(a_connection_from_before_a_reload_gets_one_more_answer),
        master_test(a_reload_ends_idle_connections_when_their_time_is_over),
        master_test(a_worker_can_ask_for_a_reload),
        master_test(a_reload_to_workers_that_cannot_live_keeps_the_old_ones),
        master_test(a_reload_that_cannot_fork_keeps_the_old_workers),
        master_test(a_successor_that_never_gets_ready_gives_way_to_the_next_reload),
        master_test(reloads_asked_for_in_quick_succession_are_few),
        master_test(a_stop_during_a_reload_leaves_nobody),
        master_test(an_interrupt_stops),
        master_test(a_lost_terminal_stops),
        master_test(a_hangup_without_a_terminal_reloads),
        master_test(an_interrupt_to_the_whole_group_stops_as_one),
        master_test(a_termination_of_the_whole_group_stops_as_one),
        master_test(a_stop_ends_idle_connections),
        master_test(a_stop_answers_everybody_who_is_waiting_in_the_queues),
        master_test(a_worker_can_ask_for_a_stop),
        master_test(a_quit_waits_for_connections),
        master_test(a_stop_after_a_quit_does_not_wait),
        master_test(a_worker_can_ask_for_a_stop_while_a_quit_waits),
        master_test(a_quit_does_not_spare_a_worker_whose_time_was_over_before),
        master_test(a_stuck_worker_is_killed_when_its_time_is_over),
        master_test(a_second_stop_kills_at_once),
    };

    return cmocka_run_group_tests_name("master", tests, map_shared, NULL);
}
