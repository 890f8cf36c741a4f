/*
 * acceptor_windows: see acceptor.h. The one process accepts its connections itself.
 */
#include "core/base/compiler.h"
