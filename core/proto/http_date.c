/*
 * http_date: see http_date.h. Days are counted in the proleptic Gregorian calendar, with years that begin in March, so that the leap day is the last.
 */
#include "core/proto/http_date.h"

#include "core/proto/http_chars.h"

#define DATE_DAY 86400
#define DATE_ERA 146097                  /* days in 400 years, after which the calendar repeats */
#define DATE_FIRST INT64_C(-62167219200) /* the first second of the year 0 */
#define DATE_LAST INT64_C(253402300799)  /* the last of the year 9999 */

static const char date_weekdays[7][10] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
static const char date_months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

typedef struct date_fields {
    int64_t year;
    int64_t month; /* 0 to 11 */
    int64_t day;   /* 1 to 31 */
    int64_t hour;
    int64_t minute;
    int64_t second;
} date_fields;

/* Days from 0000-03-01 to 1970-01-01. */
#define DATE_SHIFT 719468

static int64_t date_days(const date_fields *date)
{
    int64_t year = date->month < 2 ? date->year - 1 : date->year;
    int64_t month = (date->month + 10) % 12; /* since March */
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;

    return era * DATE_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + (153 * month + 2) / 5 + date->day - 1 - DATE_SHIFT;
}

/* Fills year, month and day; `days` is since 1970-01-01 and not before the year 0. */
static void date_set_days(date_fields *date, int64_t days)
{
    int64_t shifted = days + DATE_SHIFT + DATE_ERA; /* one era more, so that January of the year 0 is not negative */
    int64_t day_of_era = shifted % DATE_ERA;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;

    date->month = (month + 2) % 12;
    date->day = day_of_year - (153 * month + 2) / 5 + 1;
    date->year = (shifted / DATE_ERA - 1) * 400 + year_of_era + (date->month < 2 ? 1 : 0);
}

static char *date_put_number(char *to, int64_t number, int digits)
{
    for (int i = digits - 1; i >= 0; i--) {
        to[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return to + digits;
}

static char *date_put_text(char *to, const char *text, size_t len)
{
    memcpy(to, text, len);
    return to + len;
}

void crew_http_date_write(char into[CREW_HTTP_DATE_SIZE], int64_t when)
{
    int64_t days;
    int64_t second;
    date_fields date;
    char *to = into;

    when = when < DATE_FIRST ? DATE_FIRST : when > DATE_LAST ? DATE_LAST : when;
    second = (when % DATE_DAY + DATE_DAY) % DATE_DAY;
    days = (when - second) / DATE_DAY;
    date_set_days(&date, days);
    to = date_put_text(to, date_weekdays[((days + 4) % 7 + 7) % 7], 3); /* 1970 began on a Thursday */
    to = date_put_text(to, ", ", 2);
    to = date_put_number(to, date.day, 2);
    *to++ = ' ';
    to = date_put_text(to, date_months[date.month], 3);
    *to++ = ' ';
    to = date_put_number(to, date.year, 4);
    *to++ = ' ';
    to = date_put_number(to, second / 3600, 2);
    *to++ = ':';
    to = date_put_number(to, second / 60 % 60, 2);
    *to++ = ':';
    to = date_put_number(to, second % 60, 2);
    (void)date_put_text(to, " GMT", 4);
}

static bool date_take_text(crew_span *rest, const char *text, size_t len)
{
    if (rest->len < len || memcmp(rest->ptr, text, len) != 0) {
        return false;
    }
    *rest = crew_span_skip(*rest, len);
    return true;
}

static bool date_take_number(crew_span *rest, size_t digits, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        if (rest->len == 0 || !crew_http_char_is_digit(*rest->ptr)) {
            return false;
        }
        *number = *number * 10 + (*rest->ptr - '0');
        *rest = crew_span_skip(*rest, 1);
    }
    return true;
}

static bool date_take_month(crew_span *rest, int64_t *month)
{
    for (*month = 0; *month < 12; ++*month) {
        if (date_take_text(rest, date_months[*month], 3)) {
            return true;
        }
    }
    return false;
}

static bool date_take_time(crew_span *rest, date_fields *date)
{
    return date_take_number(rest, 2, &date->hour) && date_take_text(rest, ":", 1) && date_take_number(rest, 2, &date->minute) &&
           date_take_text(rest, ":", 1) && date_take_number(rest, 2, &date->second);
}

/* "06 Nov 1994 08:49:37 GMT" */
static bool date_take_fixed(crew_span *rest, date_fields *date)
{
    return date_take_number(rest, 2, &date->day) && date_take_text(rest, " ", 1) && date_take_month(rest, &date->month) &&
           date_take_text(rest, " ", 1) && date_take_number(rest, 4, &date->year) && date_take_text(rest, " ", 1) && date_take_time(rest, date) &&
           date_take_text(rest, " GMT", 4);
}

static int64_t date_year_of(int64_t when)
{
    date_fields date = {.year = 1970};

    if (when >= DATE_FIRST && when <= DATE_LAST) {
        date_set_days(&date, (when - DATE_FIRST) / DATE_DAY + DATE_FIRST / DATE_DAY);
    }
    return date.year;
}

/* "06-Nov-94 08:49:37 GMT". A year that seems to be more than 50 years ahead is of the century before (RFC 9110 section 5.6.7). */
static bool date_take_rfc850(crew_span *rest, date_fields *date, int64_t now)
{
    int64_t this_year = date_year_of(now);

    if (!(date_take_number(rest, 2, &date->day) && date_take_text(rest, "-", 1) && date_take_month(rest, &date->month) &&
            date_take_text(rest, "-", 1) && date_take_number(rest, 2, &date->year) && date_take_text(rest, " ", 1) && date_take_time(rest, date) &&
            date_take_text(rest, " GMT", 4))) {
        return false;
    }
    date->year += this_year - this_year % 100;
    if (date->year > this_year + 50) {
        date->year -= 100;
    } else if (date->year + 100 <= this_year + 50) {
        date->year += 100;
    }
    return true;
}

/* "Nov  6 08:49:37 1994" */
static bool date_take_asctime(crew_span *rest, date_fields *date)
{
    return date_take_month(rest, &date->month) && date_take_text(rest, " ", 1) &&
           date_take_number(rest, date_take_text(rest, " ", 1) ? 1 : 2, &date->day) && date_take_text(rest, " ", 1) && date_take_time(rest, date) &&
           date_take_text(rest, " ", 1) && date_take_number(rest, 4, &date->year);
}

static bool date_is_possible(const date_fields *date)
{
    static const int64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = date->year % 4 == 0 && (date->year % 100 != 0 || date->year % 400 == 0);

    /* 60 is a leap second. */
    return date->day >= 1 && date->day <= lengths[date->month] + (date->month == 1 && is_leap) && date->hour < 24 && date->minute < 60 &&
           date->second <= 60;
}

static bool date_take(crew_span *rest, date_fields *date, int64_t now)
{
    for (int i = 0; i < 7; i++) {
        const char *name = date_weekdays[i];
        size_t len = strlen(name);

        if (date_take_text(rest, name, len)) {
            return date_take_text(rest, ", ", 2) && date_take_rfc850(rest, date, now);
        }
        if (date_take_text(rest, name, 3)) {
            return date_take_text(rest, ", ", 2) ? date_take_fixed(rest, date) : date_take_text(rest, " ", 1) && date_take_asctime(rest, date);
        }
    }
    return false;
}

bool crew_http_date_parse(crew_span text, int64_t now, int64_t *when)
{
    date_fields date;

    if (!date_take(&text, &date, now) || text.len != 0 || !date_is_possible(&date)) {
        return false;
    }
    *when = date_days(&date) * DATE_DAY + date.hour * 3600 + date.minute * 60 + date.second;
    return true;
}
