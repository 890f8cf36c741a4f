/*
 * desk_windows: see desk.h. The one process serves its connections itself, and nobody asks it from outside.
 */
#include "core/base/compiler.h"
