/*
 * fuzz: what a fuzzer here defines and calls. libFuzzer drives it where clang has that, otherwise driver.c does.
 */
#ifndef CREW_FUZZ_FUZZ_H
#define CREW_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/proto/http_chunks.h"

/* Takes any bytes at all: libFuzzer's name for it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Ends the process, which the driver reports with the input, unless it is true. */
#define MUST(condition)                                                                    \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            (void)fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                       \
        }                                                                                  \
    } while (0)

#endif
