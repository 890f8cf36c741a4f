/*
 * banner: what a person who starts a server in a terminal gets to read once it serves.
 */
#ifndef CREW_PROC_BANNER_H
#define CREW_PROC_BANNER_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/base/term.h"

typedef struct crew_banner {
    const char *versions[3]; /* of what it is made of: "PHP 8.4.8", NULL for none */
    const char *script;      /* as it was called */
    const char *name;
    const char *given; /* the address */
    const char *bound;
    const char *mode; /* how connections reach the workers */
    int workers;
    long pid;
    bool is_daemon;
    int64_t ready_ms; /* how long it took */
    const char *pid_path; /* NULL for none; so the next two */
    const char *log_path;
    const char *output_path;
} crew_banner;

/* No line is wider than the terminal or 100 columns. */
void crew_banner_print(const crew_banner *banner, const crew_term *term, FILE *to);

#endif
