/*
 * opts: see opts.h.
 */
#include "core/base/opts.h"

#include <inttypes.h>
#include <string.h>

int crew_opt_set(const crew_opt *table, void *target, const char *name, int64_t value, crew_err *err)
{
    for (const crew_opt *row = table; row->name != NULL; row++) {
        if (strcmp(row->name, name) != 0) {
            continue;
        }
        if (value < row->min || value > row->max) {
            return crew_err_set(err, CREW_ERANGE, "%s must be between %" PRId64 " and %" PRId64 ", %" PRId64 " given", name,
                row->min, row->max, value);
        }
        memcpy((char *)target + row->offset, &value, sizeof value);
        return 1;
    }
    return 0;
}

bool crew_opt_is_known(const crew_opt *table, const char *name)
{
    while (table->name != NULL && strcmp(table->name, name) != 0) {
        table++;
    }
    return table->name != NULL;
}
