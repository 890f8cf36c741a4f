/*
 * rollcall_windows: see rollcall.h. There is no master that could ask.
 */
#include "core/base/compiler.h"
