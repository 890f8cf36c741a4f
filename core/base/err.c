/*
 * err: see err.h.
 */
#include "core/base/err.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

const char *crew_err_words(int code)
{
#define CREW_ERR_CASE(name, value, text)                                                                                \
    case value:                                                                                                         \
        return text;
    switch (code) {
        CREW_ERR_LIST(CREW_ERR_CASE)
    default:
        return "no error";
    }
#undef CREW_ERR_CASE
}

int crew_err_set(crew_err *err, int code, const char *format, ...)
{
    va_list args;

    if (err == NULL) {
        return code;
    }
    err->code = code;
    va_start(args, format);
    (void)vsnprintf(err->text, sizeof err->text, format, args); /* cut words are still words */
    va_end(args);
    return code;
}
