/*
 * clock_windows: see clock.h. The clock moves in steps of 10 to 16 ms.
 */
#include "core/base/clock.h"

#include <time.h>
#include <windows.h>

int64_t crew_clock_ms(void)
{
    return (int64_t)GetTickCount64();
}

int64_t crew_clock_coarse_ms(void)
{
    return crew_clock_ms();
}

int64_t crew_clock_unix(void)
{
    return (int64_t)time(NULL);
}

void crew_clock_sleep_ms(int64_t ms)
{
    Sleep((DWORD)ms);
}

char *crew_clock_wall(char *text, size_t size)
{
    time_t now = time(NULL);
    struct tm parts;

    if (localtime_s(&parts, &now) != 0 || strftime(text, size, "%Y-%m-%d %H:%M:%S", &parts) == 0) {
        text[0] = '\0';
    }
    return text;
}
