/*
 * term: what a person in front of a descriptor would like to see, by the terminal and the environment.
 */
#ifndef CREW_BASE_TERM_H
#define CREW_BASE_TERM_H

#include <stdbool.h>

#define CREW_TERM_COLUMNS 100 /* at most, however wide the terminal is */

typedef struct crew_term {
    bool is_terminal;
    bool has_colour;  /* a terminal that is not "dumb", and NO_COLOR is not set */
    bool has_utf8;    /* by LC_ALL, LC_CTYPE or LANG, the first that is set */
    bool is_chinese;  /* by LC_ALL, LC_MESSAGES or LANG: zh; never without UTF-8 */
    int columns;      /* 0: it is no terminal, or one that does not say */
} crew_term;

crew_term crew_term_of(int fd);

#endif
