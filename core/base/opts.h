/*
 * opts: numbers that a user sets by name. A table has one row an option; setting looks the name up, checks the range and stores
 * it, so that a new option is one row and a member.
 */
#ifndef CREW_BASE_OPTS_H
#define CREW_BASE_OPTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/err.h"

typedef struct crew_opt {
    const char *name;
    size_t offset; /* of an int64_t member */
    int64_t min;
    int64_t max;
} crew_opt;

/* A row for the int64_t member `member` of `type`. */
#define CREW_OPT(name, type, member, min, max) {(name), offsetof(type, member), (min), (max)}

/*
 * Stores `value` in the member of `target` that `name` stands for. `table` ends with a row whose name is NULL.
 * Returns 1 when stored, 0 when no row has that name, CREW_ERANGE with words in `err` when the value is out of range.
 */
int crew_opt_set(const crew_opt *table, void *target, const char *name, int64_t value, crew_err *err);

/* Whether a row has that name. */
bool crew_opt_is_known(const crew_opt *table, const char *name);

#endif
