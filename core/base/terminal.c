/*
 * terminal: see terminal.h.
 */
#include "core/base/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* PHP leaves the C library in the locale "C", so the environment is asked, in the order in which the library would. */
static bool terminal_has_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (int i = 0; i < 3; i++) {
        const char *value = getenv(names[i]);

        if (value != NULL && value[0] != '\0') {
            const char *charset = strchr(value, '.');

            return charset != NULL && (strncasecmp(charset, ".utf-8", 6) == 0 || strncasecmp(charset, ".utf8", 5) == 0);
        }
    }
    return false;
}

static bool terminal_has_colour(int fd)
{
    const char *never = getenv("NO_COLOR");
    const char *kind = getenv("TERM");

    return crew_terminal_is_at(fd) && (never == NULL || never[0] == '\0') && kind != NULL && strcmp(kind, "dumb") != 0;
}

bool crew_terminal_is_at(int fd)
{
    return isatty(fd) == 1;
}

crew_table_look crew_terminal_look(int fd)
{
    crew_table_look look = {.width = CREW_TABLE_WIDTH, .has_colour = terminal_has_colour(fd), .has_utf8 = terminal_has_utf8()};
    struct winsize size;

    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_col < CREW_TABLE_WIDTH) {
        look.width = size.ws_col;
    }
    return look;
}
