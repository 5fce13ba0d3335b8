/**
 * time: written dates to days. Gregorian, Persian (Jalali) and Islamic (Umm al-Qura) calendars, all digits (folding made them
 * ASCII); month and weekday names and relative words are concepts of the pack (MONTH_1.. JMONTH_1.. HMONTH_1.. DAY_1.. TODAY ...;
 * what CLDR knows the pack compiler adds). Gregorian days are plain integer arithmetic, ICU converts the other two calendars.
 *
 *   atoms     units to ATOMS: a number, a mark, a month, "last", "ago" ...; one word may be several of these at once
 *   date      a small grammar reads atoms into a READING: what was written, nothing decided
 *   spelled   words for numbers ("two weeks ago"), by ICU's spelling of numbers
 *   resolve   a reading against the base becomes a day
 *   calendar  arithmetic of days
 *
 * What is no date stays none: scores, version numbers, 99/99/9999, ranges of years, a month name that is also an everyday word
 * ("may", "march") in small letters. A day and month in figures without a year (22/1) counts only beside a weekday, or in
 * brackets and within a month of the base. A year 1300-1420 is Persian and 1421-1460 Islamic when nothing says otherwise:
 * Gregorian years of news are centuries away. Numeric dates are settled by a part over 12, by a weekday beside them, then by the
 * base (the nearer one), then by the language's order (CLDR), and flagged as ambiguous. A date told in two calendars side by
 * side is one date.
 */
#ifndef DMI_TIME_H
#define DMI_TIME_H

#include "pack/pack.h"

enum { DMI_CAL_GREGORIAN = 1, DMI_CAL_PERSIAN, DMI_CAL_ISLAMIC };
enum { DMI_PRECISION_NONE = 0, DMI_PRECISION_DAY, DMI_PRECISION_WEEK, DMI_PRECISION_MONTH, DMI_PRECISION_YEAR };

typedef struct dmi_date {
    uint32_t ymd;          /* yyyymmdd, Gregorian; 0: none. Of a month or year: its first day */
    uint8_t precision, calendar;
    bool ambiguous;        /* 12/10/2020 */
    bool needs_year;       /* "22 Desember": the year was taken from the base */
    bool relative;         /* from a weekday or a relative word, against the base */
    uint8_t month, day, weekday; /* as written, in the calendar named; weekday 1 Monday .. 7 Sunday; 0: not written */
    uint32_t unit_start, unit_end; /* the units that say it */
} dmi_date;
typedef struct dmi_dates { dmi_date *at; uint32_t count; } dmi_dates;

/**
 * All dates in a run of units, left to right.
 * @param lang  NULL: only numeric dates, the day before the month
 * @param base  yyyymmdd of publication, against which weekdays ("Selasa", "on Tuesday": the nearest day not after the base, within
 *              seven days; of what is to come the caller asks dmi_date_after), "yesterday", "last month" and missing years are
 *              resolved (the year that brings the date nearest to the base; one in which a weekday beside it agrees may be
 *              somewhat farther); 0: dates that need a base are left with ymd 0, but the weekday, day and month they say are kept
 *              for dmi_year_from_weekday. "Today" beside a day in full makes it `relative` with its ymd known: it is the day of
 *              writing
 */
dmi_dates dmi_find_dates(dmi_arena *arena, const dmi_packs *packs, const dmi_lang *lang, dmi_units units, uint32_t base);

/** The same words read of something to come: a weekday is the first one on or after the base, a day without a year the next such
 *  day. Dates that do not hang on the base are returned as they are. */
uint32_t dmi_date_after(const dmi_date *date, uint32_t base);

/** The year (between from and to) in which this Gregorian month and day fall on this weekday (1 Monday .. 7 Sunday); 0: none, or
 *  several. `near`, a day as yyyymmdd, picks the nearest of several; 0: several are no answer. */
uint32_t dmi_year_from_weekday(unsigned month, unsigned day, unsigned weekday, uint32_t from, uint32_t to, uint32_t near);

bool dmi_ymd_valid(uint32_t ymd);
uint32_t dmi_ymd_from(int calendar, int year, int month, int day); /* 0: no such day */
int32_t dmi_ymd_days(uint32_t ymd);        /* days since 1970-01-01 */
uint32_t dmi_ymd_add(uint32_t ymd, int32_t days);
unsigned dmi_ymd_weekday(uint32_t ymd);    /* 1 Monday .. 7 Sunday */
uint32_t dmi_ymd_parse_iso(dm_str s);      /* "2024-05-02..." ; 0: none */
void dmi_ymd_print(uint32_t ymd, char out[11]); /* "2024-05-02" */

#endif
