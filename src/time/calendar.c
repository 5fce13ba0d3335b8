#include <stdlib.h>
#include <unicode/ucal.h>

#include "time/time.h"

enum { YEAR_MAX = 9999, DAYS_BEFORE_1970 = 719162 }; /* days from 0001-01-01 to 1970-01-01 */
enum { DAYS_400_YEARS = 146097, DAYS_100_YEARS = 36524, DAYS_4_YEARS = 1461, DAYS_YEAR = 365 };

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
    static const uint8_t days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return days[month - 1] + (month == 2 && is_leap(year));
}

static uint32_t pack_ymd(int year, int month, int day)
{
    return (uint32_t)(year * 10000 + month * 100 + day);
}

static int year_of(uint32_t ymd)
{
    return (int)(ymd / 10000);
}

static int month_of(uint32_t ymd)
{
    return (int)(ymd / 100 % 100);
}

static int day_of(uint32_t ymd)
{
    return (int)(ymd % 100);
}

bool dmi_ymd_valid(uint32_t ymd)
{
    int year = year_of(ymd), month = month_of(ymd), day = day_of(ymd);

    return year >= 1 && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 && day <= month_days(year, month);
}

int32_t dmi_ymd_days(uint32_t ymd)
{
    int past = year_of(ymd) - 1; /* whole years before this one */
    int32_t days = past * DAYS_YEAR + past / 4 - past / 100 + past / 400;

    for (int month = 1; month < month_of(ymd); month++)
        days += month_days(year_of(ymd), month);
    return days + day_of(ymd) - 1 - DAYS_BEFORE_1970;
}

/* The day this many days after 1970-01-01; 0: outside the years 1 to 9999. */
static uint32_t ymd_of_days(int32_t since_1970)
{
    int32_t rest = since_1970 + DAYS_BEFORE_1970, centuries, years;
    int year = 1, month = 1;

    if (rest < 0)
        return 0;
    year += rest / DAYS_400_YEARS * 400;
    rest %= DAYS_400_YEARS;
    centuries = rest / DAYS_100_YEARS < 3 ? rest / DAYS_100_YEARS : 3; /* the last century of four is a day longer */
    rest -= centuries * DAYS_100_YEARS;
    year += centuries * 100 + rest / DAYS_4_YEARS * 4;
    rest %= DAYS_4_YEARS;
    years = rest / DAYS_YEAR < 3 ? rest / DAYS_YEAR : 3; /* and so is the last year of four */
    rest -= years * DAYS_YEAR;
    year += years;
    while (rest >= month_days(year, month))
        rest -= month_days(year, month++);
    return year > YEAR_MAX ? 0 : pack_ymd(year, month, rest + 1);
}

uint32_t dmi_ymd_add(uint32_t ymd, int32_t days)
{
    return dmi_ymd_valid(ymd) && abs(days) < YEAR_MAX * DAYS_YEAR ? ymd_of_days(dmi_ymd_days(ymd) + days) : 0;
}

unsigned dmi_ymd_weekday(uint32_t ymd)
{
    int32_t from_monday = (dmi_ymd_days(ymd) + 3) % 7; /* 1970-01-01 was a Thursday */

    return (unsigned)(from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

/* ICU knows the calendars that follow the sun's or the moon's course; it is asked strictly, so that no 31st runs over into the
 * next month. */
static uint32_t ymd_by_icu(const char *locale, int year, int month, int day)
{
    UErrorCode status = U_ZERO_ERROR;
    UCalendar *calendar = ucal_open(u"UTC", -1, locale, UCAL_DEFAULT, &status);
    double milliseconds;

    if (U_FAILURE(status))
        return 0;
    ucal_setAttribute(calendar, UCAL_LENIENT, 0);
    ucal_clear(calendar);
    ucal_setDate(calendar, year, month - 1, day, &status);
    milliseconds = ucal_getMillis(calendar, &status);
    ucal_close(calendar);
    return U_FAILURE(status) ? 0 : ymd_of_days((int32_t)(milliseconds / 86400000.0));
}

uint32_t dmi_ymd_from(int calendar, int year, int month, int day)
{
    if (year < 1 || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > 32)
        return 0;
    if (calendar == DMI_CAL_PERSIAN)
        return year >= 1100 && year <= 1600 ? ymd_by_icu("@calendar=persian", year, month, day) : 0;
    if (calendar == DMI_CAL_ISLAMIC)
        return year >= 1200 && year <= 1600 ? ymd_by_icu("@calendar=islamic-umalqura", year, month, day) : 0;
    return dmi_ymd_valid(pack_ymd(year, month, day)) ? pack_ymd(year, month, day) : 0;
}

uint32_t dmi_year_from_weekday(unsigned month, unsigned day, unsigned weekday, uint32_t from, uint32_t to, uint32_t near)
{
    uint32_t best = 0, best_gap = UINT32_MAX, fits = 0;

    for (uint32_t year = from; year <= to && year <= YEAR_MAX; year++) {
        uint32_t ymd = dmi_ymd_from(DMI_CAL_GREGORIAN, (int)year, (int)month, (int)day);
        uint32_t gap;
        if (ymd == 0 || dmi_ymd_weekday(ymd) != weekday)
            continue;
        fits++;
        gap = near == 0 ? 0 : (uint32_t)abs(dmi_ymd_days(ymd) - dmi_ymd_days(near));
        if (gap < best_gap) {
            best = year;
            best_gap = gap;
        }
    }
    return near == 0 && fits != 1 ? 0 : best;
}

/* A number of exactly `digits` digits at *p, which moves on; -1: none. */
static int digits_at(dm_str s, size_t *at, int digits)
{
    int value = 0;

    if (s.bytes - *at < (size_t)digits)
        return -1;
    for (int i = 0; i < digits; i++) {
        char c = s.p[*at + (size_t)i];
        if (c < '0' || c > '9')
            return -1;
        value = value * 10 + (c - '0');
    }
    *at += (size_t)digits;
    return value;
}

uint32_t dmi_ymd_parse_iso(dm_str s)
{
    size_t at = 0;
    int year, month, day;

    s = dmi_trim(s);
    year = digits_at(s, &at, 4);
    if (year < 0 || at >= s.bytes || s.p[at++] != '-')
        return 0;
    month = digits_at(s, &at, 2);
    if (month < 0 || at >= s.bytes || s.p[at++] != '-')
        return 0;
    day = digits_at(s, &at, 2);
    if (day < 0 || (at < s.bytes && s.p[at] >= '0' && s.p[at] <= '9'))
        return 0;
    return dmi_ymd_from(DMI_CAL_GREGORIAN, year, month, day);
}

void dmi_ymd_print(uint32_t ymd, char out[11])
{
    static const uint32_t unit[8] = { 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1 };
    size_t at = 0;

    for (size_t i = 0; i < 8; i++) {
        if (i == 4 || i == 6)
            out[at++] = '-';
        out[at++] = (char)('0' + ymd / unit[i] % 10);
    }
    out[at] = '\0';
}
