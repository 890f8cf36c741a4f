/*
 * control: see control.h.
 */
#include "core/proc/control.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/clock.h"
#include "core/base/words.h"
#include "core/proc/pidfile.h"
#include "core/proc/status.h"

#define CONTROL_LOOK_MS 10      /* between two looks at a server that is stopping */
#define CONTROL_FAREWELL_MS 500 /* for what the script does after start(); a zombie whose parent sleeps is not waited for */

/* ---- words -------------------------------------------------------------------------------------------------------------- */

static const char *control_name(const char *script)
{
    const char *slash = strrchr(script, '/');

    return slash != NULL ? slash + 1 : script;
}

static void control_say(const crew_control *control, const crew_command *command, const char *format, ...) CREW_FORMAT(3, 4);

static void control_say(const crew_control *control, const crew_command *command, const char *format, ...)
{
    va_list args;

    if ((command->options & CREW_OPTION_QUIET) != 0) {
        return;
    }
    (void)printf("%s ", control_name(control->script));
    va_start(args, format);
    (void)vprintf(crew_words(format), args);
    va_end(args);
    (void)printf("\n");
    (void)fflush(stdout);
}

static int control_complain(const crew_control *control, crew_exit status, const char *format, ...) CREW_FORMAT(3, 4);

static int control_complain(const crew_control *control, crew_exit status, const char *format, ...)
{
    va_list args;

    (void)fprintf(stderr, "%s ", control_name(control->script));
    va_start(args, format);
    (void)vfprintf(stderr, crew_words(format), args);
    va_end(args);
    (void)fprintf(stderr, "\n");
    return (int)status;
}

/* ---- a server that runs ------------------------------------------------------------------------------------------------- */

static int control_signal(const crew_control *control, pid_t pid, int signo, const char *refusal)
{
    if (kill(pid, signo) == 0 || errno == ESRCH) {
        return CREW_EXIT_DONE;
    }
    return control_complain(control, errno == EPERM ? CREW_EXIT_DENIED : CREW_EXIT_FAILED, refusal, (long)pid, strerror(errno));
}

/* The lock tells the end, not the process: that may stay a zombie for as long as its parent pleases. */
static bool control_await_end(const crew_control *control, const crew_command *command, pid_t pid)
{
    bool is_patient = (command->options & CREW_OPTION_GRACEFUL) != 0;
    int64_t give_up_at = crew_clock_ms() + control->patience_ms;
    int64_t gone_at;

    while (crew_pidfile_holder(control->pid_path) == pid) {
        if (!is_patient && crew_clock_ms() > give_up_at) {
            return false;
        }
        crew_clock_sleep_ms(CONTROL_LOOK_MS);
    }
    gone_at = crew_clock_ms();
    while (kill(pid, 0) == 0 && crew_clock_ms() - gone_at < CONTROL_FAREWELL_MS) {
        crew_clock_sleep_ms(CONTROL_LOOK_MS);
    }
    return true;
}

static int control_stop(const crew_control *control, const crew_command *command, pid_t pid)
{
    int signo = (command->options & CREW_OPTION_GRACEFUL) != 0 ? SIGQUIT : SIGTERM;
    int failed;

    if (pid == 0) {
        control_say(control, command, "is not running");
        return CREW_EXIT_DONE;
    }
    failed = control_signal(control, pid, signo, "cannot be stopped: pid %ld: %s");
    if (failed != CREW_EXIT_DONE) {
        return failed;
    }
    if (!control_await_end(control, command, pid)) {
        return control_complain(control, CREW_EXIT_FAILED, "was asked to stop and still runs, as pid %ld", (long)pid);
    }
    control_say(control, command, "has stopped (pid %ld)", (long)pid);
    return CREW_EXIT_DONE;
}

static int control_restart(const crew_control *control, const crew_command *command, pid_t pid)
{
    int status = pid != 0 ? control_stop(control, command, pid) : CREW_EXIT_DONE;

    return status == CREW_EXIT_DONE ? -1 : status;
}

static int control_reload(const crew_control *control, const crew_command *command, pid_t pid)
{
    int status;

    if (pid == 0) {
        return control_complain(control, CREW_EXIT_NOT_RUNNING, "is not running");
    }
    status = control_signal(control, pid, SIGUSR1, "cannot be reloaded: pid %ld: %s");
    if (status == CREW_EXIT_DONE) {
        control_say(control, command, "is reloading (pid %ld)", (long)pid);
    }
    return status;
}

static int control_status(const crew_control *control, const crew_command *command, pid_t pid)
{
    if (pid == 0 && crew_pidfile_is_stale(control->pid_path)) {
        return control_complain(control, CREW_EXIT_STATUS_STALE, "is not running; it died and left %s", control->pid_path);
    }
    if (pid == 0) {
        return control_complain(control, CREW_EXIT_STATUS_STOPPED, "is not running");
    }
    return crew_status_print(control->socket_path, command->verb == CREW_VERB_CONNECTIONS, (command->options & CREW_OPTION_JSON) != 0,
        (command->options & CREW_OPTION_WATCH) != 0);
}

int crew_control_run(const crew_control *control, const crew_command *command)
{
    bool is_question = command->verb == CREW_VERB_STATUS || command->verb == CREW_VERB_CONNECTIONS;
    pid_t pid = crew_pidfile_holder(control->pid_path);

    if (pid < 0) {
        return control_complain(control, is_question ? CREW_EXIT_STATUS_UNKNOWN : CREW_EXIT_DENIED, "cannot be found: %s: %s",
            control->pid_path, strerror(errno));
    }
    switch (command->verb) {
    case CREW_VERB_START:
        return pid == 0 ? -1 : control_complain(control, CREW_EXIT_FAILED, "runs already, as pid %ld", (long)pid);
    case CREW_VERB_STOP:
        return control_stop(control, command, pid);
    case CREW_VERB_RESTART:
        return control_restart(control, command, pid);
    case CREW_VERB_RELOAD:
        return control_reload(control, command, pid);
    case CREW_VERB_STATUS:
    case CREW_VERB_CONNECTIONS:
        return control_status(control, command, pid);
    }
    return CREW_EXIT_USAGE;
}
