/*
 * notify_windows: there is no systemd, and no master that would tell it anything.
 */
#include "core/proc/notify.h"
