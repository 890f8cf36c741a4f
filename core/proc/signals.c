/*
 * signals: see signals.h. Handlers have no argument to pass things by, hence this file's statics.
 */
#include "core/proc/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SIGNAL_ROW(signo, verb, master, worker, words) {(signo), #signo, verb, CREW_ACT_##master, CREW_ACT_##worker, words},
static const crew_signal_row signal_rows[] = {CREW_SIGNALS(SIGNAL_ROW)};
#undef SIGNAL_ROW

#define SIGNAL_COUNT (sizeof signal_rows / sizeof signal_rows[0])

static struct {
    struct sigaction before[SIGNAL_COUNT];
    sigset_t mask_before;
    sigset_t mask_held; /* what it was when they were held */
    volatile sig_atomic_t noted[SIGNAL_COUNT];
    bool is_taken;
    bool is_worker;
    int pipe[2];
    pid_t parent;
    unsigned grace_s;
} signals = {.pipe = {-1, -1}};

static size_t signals_row_of(int signo)
{
    size_t i = 0;

    while (i < SIGNAL_COUNT && signal_rows[i].signo != signo) {
        i++;
    }
    return i;
}

static void signals_on_signal(int signo)
{
    int saved = errno;
    size_t row = signals_row_of(signo);
    ssize_t written;

    if (row < SIGNAL_COUNT && signals.noted[row] < 1000) {
        signals.noted[row]++;
    }
    if (signo == SIGTERM && signals.parent != 0 && getppid() != signals.parent) {
        /* Nobody is left who would end a worker that never comes back from its callback. */
        (void)signal(SIGALRM, SIG_DFL);
        (void)alarm(signals.grace_s);
    }
    written = write(signals.pipe[1], "", 1);
    (void)written; /* full means that it is readable already */
    errno = saved;
}

/* Unlike SIG_IGN this ends with exec(): a program that a worker starts has its signals as any program. */
static void signals_on_ignored(int signo)
{
    (void)signo;
}

/*
 * The terminal sends TTIN and TTOU too, to a job in the background that uses it; that is no wish for more or fewer workers. Such a write fails
 * with EINTR then (no SA_RESTART), or it would be tried for ever.
 */
static void signals_on_job_control(int signo, siginfo_t *info, void *context)
{
    (void)context;
#ifdef SI_KERNEL
    if (info->si_code == SI_KERNEL) {
        return;
    }
#else
    (void)info;
#endif
    signals_on_signal(signo);
}

static bool signals_is_job_control(int signo)
{
    return signo == SIGTTIN || signo == SIGTTOU;
}

static int signals_open_pipe(crew_err *err)
{
    if (signals.pipe[0] >= 0) {
        (void)close(signals.pipe[0]);
        (void)close(signals.pipe[1]);
    }
    if (pipe(signals.pipe) != 0) {
        signals.pipe[0] = signals.pipe[1] = -1;
        return crew_err_set(err, CREW_ESYSTEM, "no pipe for signals: %s", strerror(errno));
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(signals.pipe[i], F_SETFL, O_NONBLOCK); /* cannot fail on a pipe just made */
        (void)fcntl(signals.pipe[i], F_SETFD, FD_CLOEXEC);
    }
    return 0;
}

static void signals_install(size_t row, crew_signal_act act)
{
    struct sigaction action = {.sa_flags = SA_RESTART};

    /* nohup: whoever started us wants a lost terminal to be no reason. */
    if (signal_rows[row].signo == SIGHUP && signals.before[row].sa_handler == SIG_IGN) {
        act = CREW_ACT_IGNORE;
    }
    if (act == CREW_ACT_DEFAULT) {
        action.sa_handler = SIG_DFL;
    } else if (act != CREW_ACT_IGNORE) {
        action.sa_handler = signals_on_signal;
    } else {
        action.sa_handler = signals.before[row].sa_handler == SIG_IGN ? SIG_IGN : signals_on_ignored;
    }
    if (signals_is_job_control(signal_rows[row].signo)) {
        action.sa_flags &= ~SA_RESTART;
        if (action.sa_handler == signals_on_signal) {
            action.sa_flags |= SA_SIGINFO;
            action.sa_sigaction = signals_on_job_control;
        }
    }
    (void)sigfillset(&action.sa_mask);
    (void)sigaction(signal_rows[row].signo, &action, NULL);
}

/* Whoever started us may have left signals blocked, and then we would neither stop nor hear of a worker's death. */
static void signals_unblock_own(void)
{
    sigset_t own;

    (void)sigemptyset(&own);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaddset(&own, signal_rows[i].signo);
    }
    (void)sigprocmask(SIG_UNBLOCK, &own, &signals.mask_before);
}

static int signals_take_over(bool is_worker, crew_err *err)
{
    int failed = signals_open_pipe(err); /* a child must not share its parent's */

    if (failed != 0) {
        return failed;
    }
    signals.is_worker = is_worker;
    (void)crew_signals_heard_fd(); /* nor what the host listens with */
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        signals.noted[i] = 0;
        if (!signals.is_taken) {
            (void)sigaction(signal_rows[i].signo, NULL, &signals.before[i]);
        }
        signals_install(i, is_worker ? signal_rows[i].in_worker : signal_rows[i].in_master);
    }
    if (!signals.is_taken) {
        signals_unblock_own();
    }
    signals.is_taken = true;
    return 0;
}

int crew_signals_take_over_master(crew_err *err)
{
    return signals_take_over(false, err);
}

int crew_signals_take_over_worker(crew_err *err)
{
    return signals_take_over(true, err);
}

void crew_signals_give_back(void)
{
    crew_signals_unlisten_all();
    if (!signals.is_taken) {
        return;
    }
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaction(signal_rows[i].signo, &signals.before[i], NULL);
    }
    (void)sigprocmask(SIG_SETMASK, &signals.mask_before, NULL);
    signals.is_taken = false;
    signals.parent = 0;
    (void)close(signals.pipe[0]);
    (void)close(signals.pipe[1]);
    signals.pipe[0] = signals.pipe[1] = -1;
}

static bool signals_is_ours(size_t row)
{
    struct sigaction now;

    return sigaction(signal_rows[row].signo, NULL, &now) == 0 &&
           (now.sa_handler == signals_on_signal || now.sa_handler == signals_on_ignored || now.sa_sigaction == signals_on_job_control);
}

void crew_signals_hold(void)
{
    sigset_t ours;

    (void)sigemptyset(&ours);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaddset(&ours, signal_rows[i].signo);
    }
    (void)sigprocmask(SIG_BLOCK, &ours, &signals.mask_held);
}

void crew_signals_let_go(void)
{
    (void)sigprocmask(SIG_SETMASK, &signals.mask_held, NULL);
}

void crew_signals_leave(void)
{
    crew_signals_unlisten_all();
    for (size_t i = 0; i < SIGNAL_COUNT && signals.is_taken; i++) {
        if (signals_is_ours(i)) {
            (void)sigaction(signal_rows[i].signo, &signals.before[i], NULL);
        }
    }
    signals.is_taken = false;
    signals.parent = 0;
}

void crew_signals_unload(void)
{
    sigset_t own;

    if (!signals.is_taken) {
        return;
    }
    (void)sigemptyset(&own);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        (void)sigaddset(&own, signal_rows[i].signo);
    }
    (void)sigprocmask(SIG_BLOCK, &own, NULL);
    crew_signals_leave();
}

const crew_signal_row *crew_signals_row(size_t index)
{
    return index < SIGNAL_COUNT ? &signal_rows[index] : NULL;
}

int crew_signals_fd(void)
{
    return signals.pipe[0];
}

void crew_signals_take(unsigned counts[CREW_ACT_COUNT])
{
    char drop[64];

    while (read(signals.pipe[0], drop, sizeof drop) > 0) {
    }
    memset(counts, 0, CREW_ACT_COUNT * sizeof counts[0]);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        sig_atomic_t noted = signals.noted[i];

        signals.noted[i] = 0; /* one that comes between these two lines is of the same kind as the ones just taken */
        counts[signals.is_worker ? signal_rows[i].in_worker : signal_rows[i].in_master] += (unsigned)noted;
    }
}

void crew_signals_set_parent(pid_t parent, unsigned grace_s)
{
    signals.parent = parent;
    signals.grace_s = grace_s > 0 ? grace_s : 1;
}

void crew_signals_block(sigset_t *before)
{
    sigset_t all;

    (void)sigfillset(&all);
    (void)sigprocmask(SIG_BLOCK, &all, before);
}

void crew_signals_unblock(const sigset_t *before)
{
    (void)sigprocmask(SIG_SETMASK, before, NULL);
}
