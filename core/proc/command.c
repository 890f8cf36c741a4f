/*
 * command: see command.h.
 */
#include "core/proc/command.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/base/words.h"
#include "core/proc/signals.h"

typedef struct command_verb {
    const char *word;
    unsigned options;
    const char *words;
} command_verb;

typedef struct command_option {
    unsigned option;
    const char *brief;
    const char *word;
    const char *words;
} command_option;

#define COMMAND_VERB(name, word, options, words) {(word), (options) | CREW_OPTION_QUIET | CREW_OPTION_HELP, (words)},
static const command_verb command_verbs[] = {CREW_VERBS(COMMAND_VERB)};
#undef COMMAND_VERB

#define COMMAND_OPTION(option, brief, word, words) {(option), (brief), (word), (words)},
static const command_option command_options[] = {CREW_OPTIONS(COMMAND_OPTION)};
#undef COMMAND_OPTION

#define COMMAND_VERBS (sizeof command_verbs / sizeof command_verbs[0])
#define COMMAND_OPTIONS (sizeof command_options / sizeof command_options[0])

/* ---- telling ----------------------------------------------------------------------------------------------------------- */

void crew_command_usage(const char *script)
{
    (void)fprintf(stderr, crew_words("usage: php %s ["), script);
    for (size_t i = 0; i < COMMAND_VERBS; i++) {
        (void)fprintf(stderr, "%s%s", i > 0 ? "|" : "", command_verbs[i].word);
    }
    (void)fprintf(stderr, crew_words("] [options]; --help tells more\n"));
}

static void command_help_verb(const command_verb *verb)
{
    char text[64];
    size_t len = (size_t)snprintf(text, sizeof text, "%s", verb->word);

    for (size_t i = 0; i < COMMAND_OPTIONS; i++) {
        const command_option *option = &command_options[i];

        if ((option->option & verb->options & ~(CREW_OPTION_QUIET | CREW_OPTION_HELP)) != 0) {
            len += (size_t)snprintf(text + len, sizeof text - len, " [%s]", option->brief[0] != '\0' ? option->brief : option->word);
        }
    }
    (void)printf("  %-28s %s\n", text, crew_words(verb->words));
}

/* Signals do what verbs do, and more. */
static void command_help_signals(void)
{
    const crew_signal_row *row;

    (void)printf(crew_words("\nSignals, to the process that the pid file names:\n\n"));
    for (size_t i = 0; (row = crew_signals_row(i)) != NULL; i++) {
        if (row->verb[0] != '\0') {
            (void)printf("  %-8s %2d  %-8s %s\n", row->name, row->signo, row->verb, crew_words(row->words));
        }
    }
}

void crew_command_help(const char *script)
{
    (void)printf(crew_words("usage: php %s [verb] [options] [-- arguments of the script]\n\n"), script);
    for (size_t i = 0; i < COMMAND_VERBS; i++) {
        command_help_verb(&command_verbs[i]);
    }
    (void)printf("\n");
    for (size_t i = 0; i < COMMAND_OPTIONS; i++) {
        const command_option *option = &command_options[i];
        char text[64];

        (void)snprintf(text, sizeof text, "%s%s%s", option->brief, option->brief[0] != '\0' ? ", " : "", option->word);
        (void)printf("  %-28s %s\n", text, crew_words(option->words));
    }
    command_help_signals();
    (void)printf("%s", crew_words("\nExit status: 0 done, 1 failed, 2 not understood, 4 not allowed, 7 not running; of status: 0 running,\n"
                 "1 it died and left its pid file, 3 not running, 4 not known.\n"));
    (void)fflush(stdout);
}

/* ---- reading ------------------------------------------------------------------------------------------------------------ */

static bool command_parse_verb(const char *word, crew_command *command)
{
    for (size_t i = 0; i < COMMAND_VERBS; i++) {
        if (strcmp(word, command_verbs[i].word) == 0) {
            command->verb = (crew_verb)i;
            return true;
        }
    }
    return false;
}

static bool command_parse_option(const char *word, crew_command *command)
{
    for (size_t i = 0; i < COMMAND_OPTIONS; i++) {
        const command_option *option = &command_options[i];

        if (option->option != 0 && (strcmp(word, option->brief) == 0 || strcmp(word, option->word) == 0)) {
            command->options |= option->option;
            return true;
        }
    }
    return false;
}

int crew_command_parse(int argc, char *const *argv, crew_command *command, crew_err *err)
{
    bool has_verb = false;

    *command = (crew_command){.verb = CREW_VERB_START};
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (argv[i][0] == '-' && argv[i][1] != '\0') {
            if (!command_parse_option(argv[i], command)) {
                return crew_err_set(err, CREW_ERANGE, "there is no option %.100s", argv[i]);
            }
        } else if (has_verb || !command_parse_verb(argv[i], command)) {
            return crew_err_set(err, CREW_ERANGE, has_verb ? "\"%.100s\" is one word too many" : "there is no verb \"%.100s\"", argv[i]);
        } else {
            has_verb = true;
        }
    }
    for (size_t i = 0; i < COMMAND_OPTIONS; i++) {
        if ((command->options & command_options[i].option & ~command_verbs[command->verb].options) != 0) {
            return crew_err_set(err, CREW_ERANGE, "%s takes no %s", command_verbs[command->verb].word,
                command_options[i].brief[0] != '\0' ? command_options[i].brief : command_options[i].word);
        }
    }
    return 0;
}
