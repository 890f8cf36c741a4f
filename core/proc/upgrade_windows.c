/*
 * upgrade_windows: see upgrade.h. There is no second process, so nothing is handed from one to another.
 */
#include "core/proc/upgrade.h"

void crew_load(void)
{
}
