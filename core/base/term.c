/*
 * term: see term.h.
 */
#include "core/base/term.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* PHP leaves the C library in the locale "C", so the environment is asked, in the order in which the library would. */
static const char *term_variable(const char *name)
{
    const char *value = getenv(name);

    return value != NULL ? value : "";
}

/* The locale's name for one of its categories. */
static const char *term_locale(const char *category)
{
    const char *name = term_variable("LC_ALL");

    name = name[0] != '\0' ? name : term_variable(category);
    return name[0] != '\0' ? name : term_variable("LANG");
}

static bool term_is_utf8(const char *locale)
{
    const char *charset = strchr(locale, '.');

    return charset != NULL && (strncasecmp(charset, ".utf-8", 6) == 0 || strncasecmp(charset, ".utf8", 5) == 0);
}

static int term_columns(int fd)
{
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) != 0) {
        return 0;
    }
    return size.ws_col < CREW_TERM_COLUMNS ? size.ws_col : CREW_TERM_COLUMNS;
}

crew_term crew_term_of(int fd)
{
    const char *kind = term_variable("TERM");
    bool is_terminal = isatty(fd) == 1;

    return (crew_term){
        .is_terminal = is_terminal,
        .has_colour = is_terminal && kind[0] != '\0' && strcmp(kind, "dumb") != 0 && term_variable("NO_COLOR")[0] == '\0',
        .has_utf8 = term_is_utf8(term_locale("LC_CTYPE")),
        .is_chinese = strncmp(term_locale("LC_MESSAGES"), "zh", 2) == 0 && term_is_utf8(term_locale("LC_CTYPE")),
        .columns = term_columns(fd),
    };
}
