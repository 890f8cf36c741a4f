/*
 * heard: the signals of the host's own; see signals.h. A handler writes the signal's number into a pipe. When that is full the signal is
 * blocked where it came, put back, and waits in the system's queue with those that follow it until the pipe has been read.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#include "core/proc/signals.h"

#ifdef NSIG
#define HEARD_END NSIG
#else
#define HEARD_END 65
#endif

static struct {
    int pipe[2];
    pid_t owner; /* of the pipe: a child makes another one */
    bool listens[HEARD_END];
    struct sigaction before[HEARD_END];
    volatile sig_atomic_t is_full;
    sigset_t held;
} heard = {.pipe = {-1, -1}};

static void heard_on_signal(int signo, siginfo_t *info, void *context)
{
    int saved = errno;
    unsigned char number = (unsigned char)signo;

    (void)info;
    if (write(heard.pipe[1], &number, 1) != 1) {
        (void)sigaddset(&((ucontext_t *)context)->uc_sigmask, signo);
        (void)sigaddset(&heard.held, signo);
        heard.is_full = 1;
        (void)raise(signo); /* blocked here: it comes when the loop lets it */
    }
    errno = saved;
}

static int heard_open_pipe(crew_err *err)
{
    if (heard.owner == getpid()) {
        return 0;
    }
    if (heard.pipe[0] >= 0) {
        (void)close(heard.pipe[0]);
        (void)close(heard.pipe[1]);
    }
    if (pipe(heard.pipe) != 0) {
        heard.pipe[0] = heard.pipe[1] = -1;
        return crew_err_set(err, CREW_ESYSTEM, "no pipe for signals: %s", strerror(errno));
    }
    for (int i = 0; i < 2; i++) {
        (void)fcntl(heard.pipe[i], F_SETFL, O_NONBLOCK); /* cannot fail on a pipe just made */
        (void)fcntl(heard.pipe[i], F_SETFD, FD_CLOEXEC);
    }
    heard.owner = getpid();
    heard.is_full = 0;
    (void)sigemptyset(&heard.held);
    return 0;
}

/* NULL: the host may have it. */
static const char *heard_refuses(int signo)
{
    for (size_t i = 0; crew_signals_row(i) != NULL; i++) {
        if (crew_signals_row(i)->signo == signo) {
            return crew_signals_row(i)->words;
        }
    }
    switch (signo) {
    case SIGKILL:
    case SIGSTOP:
        return "it cannot be caught";
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGILL:
        return "it tells of a fault in the program itself";
    default:
        return signo < 1 || signo >= HEARD_END ? "there is no such signal" : NULL;
    }
}

int crew_signals_check(int signo, crew_err *err)
{
    const char *refused = heard_refuses(signo);

    if (refused == NULL) {
        return 0;
    }
    return crew_err_set(err, CREW_ERANGE, "signal %d (%s) is not for a script to listen to: %s", signo,
        signo > 0 && signo < HEARD_END ? strsignal(signo) : "?", refused);
}

int crew_signals_listen(int signo, crew_err *err)
{
    struct sigaction action = {.sa_flags = SA_SIGINFO | SA_RESTART, .sa_sigaction = heard_on_signal};
    struct sigaction before;
    sigset_t one;
    int failed = crew_signals_check(signo, err);

    if (failed != 0) {
        return failed;
    }
    failed = heard_open_pipe(err);
    if (failed != 0) {
        return failed;
    }
    (void)sigfillset(&action.sa_mask);
    if (sigaction(signo, &action, &before) != 0) {
        return crew_err_set(err, CREW_ERANGE, "signal %d is not for a script to listen to: the system refuses it (%s)", signo, strerror(errno));
    }
    if (!heard.listens[signo]) {
        heard.before[signo] = before;
        heard.listens[signo] = true;
    }
    (void)sigemptyset(&one);
    (void)sigaddset(&one, signo);
    (void)sigprocmask(SIG_UNBLOCK, &one, NULL);
    return 0;
}

void crew_signals_unlisten(int signo)
{
    struct sigaction now;

    if (signo > 0 && signo < HEARD_END && heard.listens[signo]) {
        heard.listens[signo] = false;
        if (sigaction(signo, NULL, &now) == 0 && now.sa_sigaction == heard_on_signal) {
            (void)sigaction(signo, &heard.before[signo], NULL);
        }
    }
}

void crew_signals_unlisten_all(void)
{
    for (int signo = 1; signo < HEARD_END; signo++) {
        crew_signals_unlisten(signo);
    }
}

int crew_signals_heard_fd(void)
{
    for (int signo = 1; signo < HEARD_END && heard.pipe[0] >= 0; signo++) {
        if (heard.listens[signo]) {
            return heard_open_pipe(NULL) == 0 ? heard.pipe[0] : -1;
        }
    }
    return -1;
}

/* There is room again: what has waited comes now. */
static void heard_release(void)
{
    sigset_t mask;

    crew_signals_block(&mask);
    for (int signo = 1; signo < HEARD_END; signo++) {
        if (sigismember(&heard.held, signo) == 1) {
            (void)sigdelset(&mask, signo);
        }
    }
    (void)sigemptyset(&heard.held);
    heard.is_full = 0;
    crew_signals_unblock(&mask);
}

int crew_signals_heard(void)
{
    unsigned char number = 0;

    if (heard.owner != getpid() || read(heard.pipe[0], &number, 1) != 1) {
        number = 0;
    }
    if (heard.is_full != 0) {
        heard_release();
    }
    return number;
}
