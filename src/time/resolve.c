#include <stdlib.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include "time/reading.h"

enum { PERSIAN_FROM = 1300, PERSIAN_TO = 1420, ISLAMIC_TO = 1460 };
enum { WEEK = 7, WEEKDAY_PENALTY_DAYS = 200 };

/* ---- the language's habits */

bool dmi_habits_month_first(dmi_habits *habits)
{
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format;
    UChar pattern[64];
    int32_t units;

    if (habits->order_known || habits->lang == NULL)
        return habits->month_first;
    habits->order_known = true;
    format = udat_open(UDAT_NONE, UDAT_SHORT, dmi_lang_code(habits->lang), u"UTC", -1, NULL, 0, &status);
    if (U_FAILURE(status))
        return false;
    units = udat_toPattern(format, false, pattern, sizeof pattern / sizeof *pattern, &status);
    udat_close(format);
    for (int32_t i = 0; i < units && U_SUCCESS(status); i++)
        if (pattern[i] == 'd' || pattern[i] == 'M') {
            habits->month_first = pattern[i] == 'M' && u_memchr(pattern, 'y', i) == NULL;
            break;
        }
    return habits->month_first;
}

uint8_t dmi_habits_calendar(dmi_habits *habits)
{
    UErrorCode status = U_ZERO_ERROR;
    UEnumeration *names;
    const char *name;

    if (habits->calendar_known)
        return habits->calendar;
    habits->calendar_known = true;
    habits->calendar = DMI_CAL_GREGORIAN;
    if (habits->lang == NULL)
        return habits->calendar;
    names = ucal_getKeywordValuesForLocale("calendar", dmi_lang_code(habits->lang), true, &status);
    if (U_FAILURE(status))
        return habits->calendar;
    while (habits->calendar == DMI_CAL_GREGORIAN && (name = uenum_next(names, NULL, &status)) != NULL)
        if (strcmp(name, "persian") == 0)
            habits->calendar = DMI_CAL_PERSIAN;
        else if (strncmp(name, "islamic", strlen("islamic")) == 0)
            habits->calendar = DMI_CAL_ISLAMIC;
    uenum_close(names);
    return habits->calendar;
}

/* ---- days */

static int32_t gap_days(uint32_t a, uint32_t b)
{
    return abs(dmi_ymd_days(a) - dmi_ymd_days(b));
}

/* The day with this weekday nearest to `ymd`. */
static uint32_t nearest_weekday(uint32_t ymd, unsigned weekday)
{
    int32_t ahead = ((int32_t)weekday - (int32_t)dmi_ymd_weekday(ymd) + WEEK) % WEEK;

    return dmi_ymd_add(ymd, ahead > WEEK / 2 ? ahead - WEEK : ahead);
}

/* Days back from ymd to the last such weekday, 0 to 6. */
static int32_t days_back(uint32_t ymd, unsigned weekday)
{
    return ((int32_t)dmi_ymd_weekday(ymd) - (int32_t)weekday + WEEK) % WEEK;
}

static uint32_t month_start(uint32_t ymd)
{
    return ymd / 100 * 100 + 1;
}

static uint32_t add_months(uint32_t ymd, int months)
{
    int month = (int)(ymd / 10000) * 12 + (int)(ymd / 100 % 100) - 1 + months;

    return dmi_ymd_from(DMI_CAL_GREGORIAN, month / 12, month % 12 + 1, 1);
}

/* The base's year in another calendar, or one less. */
static int year_near(uint8_t calendar, uint32_t base)
{
    int year = (int)(base / 10000);

    if (calendar == DMI_CAL_PERSIAN)
        return year - 622;
    return calendar == DMI_CAL_ISLAMIC ? (year - 622) * 33 / 32 - 1 : year - 1;
}

/* ---- calendar readings */

static uint8_t calendar_of(const dmi_reading *r, dmi_habits *habits)
{
    if (r->calendar != 0)
        return r->calendar;
    if (r->year >= PERSIAN_FROM && r->year <= ISLAMIC_TO) {
        if (r->month == 0) /* "the year 1400" */
            return dmi_habits_calendar(habits);
        return r->year <= PERSIAN_TO ? DMI_CAL_PERSIAN : DMI_CAL_ISLAMIC;
    }
    return DMI_CAL_GREGORIAN;
}

/* Both orders of a numeric date are days: the weekday decides, then the base, then the language. Without a year the base would
 * always find one of the two near, so it is not asked. */
static uint32_t choose_order(const dmi_reading *r, dmi_habits *habits, uint32_t base, uint32_t day_first, uint32_t month_first,
                             dmi_date *out)
{
    bool first_fits = r->weekday != 0 && dmi_ymd_weekday(day_first) == r->weekday;
    bool second_fits = r->weekday != 0 && dmi_ymd_weekday(month_first) == r->weekday;

    if (first_fits != second_fits)
        return first_fits ? day_first : month_first;
    out->ambiguous = true;
    if (r->year != 0 && base != 0 && gap_days(day_first, base) != gap_days(month_first, base))
        return gap_days(day_first, base) < gap_days(month_first, base) ? day_first : month_first;
    return dmi_habits_month_first(habits) ? month_first : day_first;
}

/* The day in a year that is known; 0: there is none. */
static uint32_t day_in_year(const dmi_reading *r, dmi_habits *habits, uint8_t calendar, int year, uint32_t base, dmi_date *out)
{
    uint32_t ymd = dmi_ymd_from(calendar, year, r->month, r->day);
    uint32_t swapped = r->swapped_month == 0 ? 0 : dmi_ymd_from(calendar, year, r->swapped_month, r->swapped_day);

    if (ymd != 0 && swapped != 0)
        return choose_order(r, habits, base, ymd, swapped, out);
    return ymd != 0 ? ymd : swapped;
}

/* The year that brings the day nearest to the base; a year in which the weekday agrees may be somewhat farther. */
static uint32_t day_without_year(const dmi_reading *r, dmi_habits *habits, uint8_t calendar, uint32_t base, dmi_date *out)
{
    uint32_t best = 0;
    int32_t best_gap = INT32_MAX;
    dmi_date settled = *out;

    for (int year = year_near(calendar, base); year < year_near(calendar, base) + 4; year++) {
        dmi_date tried = *out;
        uint32_t ymd = day_in_year(r, habits, calendar, year, base, &tried);
        int32_t gap = ymd == 0 ? INT32_MAX : gap_days(ymd, base);
        if (ymd != 0 && r->weekday != 0 && dmi_ymd_weekday(ymd) != r->weekday)
            gap += WEEKDAY_PENALTY_DAYS;
        if (gap < best_gap) {
            best = ymd;
            best_gap = gap;
            settled = tried;
        }
    }
    *out = settled;
    return best;
}

/* The month, as its first day, that lies nearest to the base; before it or behind it when the words say so. */
static uint32_t month_without_year(const dmi_reading *r, uint8_t calendar, uint32_t base)
{
    uint32_t best = 0;
    int32_t best_gap = INT32_MAX;

    for (int year = year_near(calendar, base); year < year_near(calendar, base) + 4; year++) {
        uint32_t first = dmi_ymd_from(calendar, year, r->month, 1);
        int32_t gap = first == 0 ? INT32_MAX : gap_days(dmi_ymd_add(first, 14), base);
        bool past = first != 0 && dmi_ymd_days(first) + 28 <= dmi_ymd_days(base), coming = first > base;
        if ((r->direction < 0 && !past) || (r->direction > 0 && !coming) || gap >= best_gap)
            continue;
        best = first;
        best_gap = gap;
    }
    return best;
}

static int year_of_base(uint8_t calendar, uint32_t base)
{
    int year = year_near(calendar, base);

    while (dmi_ymd_from(calendar, year + 1, 1, 1) != 0 && dmi_ymd_from(calendar, year + 1, 1, 1) <= base)
        year++;
    return year;
}

static bool resolve_calendar(const dmi_reading *r, dmi_habits *habits, uint32_t base, dmi_date *out)
{
    uint8_t calendar = calendar_of(r, habits);
    int year = r->year;

    if (r->year_offset_said && base != 0)
        year = year_of_base(calendar, base) + r->year_offset;
    out->calendar = calendar;
    out->month = (uint8_t)r->month;
    out->day = (uint8_t)r->day;
    out->weekday = r->weekday;
    out->precision = r->day > 0 ? DMI_PRECISION_DAY : r->month > 0 ? DMI_PRECISION_MONTH : DMI_PRECISION_YEAR;
    out->needs_year = r->year == 0 && !r->year_offset_said;
    out->relative = r->year_offset_said || r->direction != 0 || (r->is_today && r->year != 0);
    if (year == 0 && base == 0) /* kept open; but there must be such a day in a leap year */
        return r->day == 0 || calendar != DMI_CAL_GREGORIAN || dmi_ymd_from(calendar, 2000, r->month, r->day) != 0;
    if (year == 0)
        out->ymd = r->day > 0 ? day_without_year(r, habits, calendar, base, out) : month_without_year(r, calendar, base);
    else if (r->day > 0)
        out->ymd = day_in_year(r, habits, calendar, year, base, out);
    else
        out->ymd = dmi_ymd_from(calendar, year, r->month > 0 ? r->month : 1, 1);
    /* Lunar months begin a day earlier or later from country to country: the weekday knows. */
    if (out->ymd != 0 && calendar == DMI_CAL_ISLAMIC && r->weekday != 0 &&
        gap_days(nearest_weekday(out->ymd, r->weekday), out->ymd) <= 1)
        out->ymd = nearest_weekday(out->ymd, r->weekday);
    return out->ymd != 0;
}

/* ---- weekdays and offsets */

static uint32_t weekday_in_week(uint32_t base, int weeks, unsigned weekday)
{
    return dmi_ymd_add(base, weeks * WEEK + (int32_t)weekday - (int32_t)dmi_ymd_weekday(base));
}

static void resolve_weekday(const dmi_reading *r, uint32_t base, dmi_date *out)
{
    int32_t back;

    out->weekday = r->weekday;
    out->precision = DMI_PRECISION_DAY;
    out->relative = true;
    if (base == 0)
        return;
    back = days_back(base, r->weekday);
    if (r->week_offset_said)
        out->ymd = weekday_in_week(base, r->week_offset, r->weekday);
    else if (r->this_one)
        out->ymd = nearest_weekday(base, r->weekday);
    else if (r->direction < 0)
        out->ymd = dmi_ymd_add(base, back == 0 ? -WEEK : -back);
    else
        out->ymd = dmi_ymd_add(base, r->direction > 0 ? WEEK - back : -back);
}

static void resolve_offset(const dmi_reading *r, uint32_t base, dmi_date *out)
{
    static const uint8_t precision[] = { 0, DMI_PRECISION_DAY, DMI_PRECISION_WEEK, DMI_PRECISION_MONTH, DMI_PRECISION_YEAR };

    out->relative = true;
    out->weekday = r->weekday;
    out->precision = precision[r->span];
    if (base == 0)
        return;
    if (r->span == DMI_SPAN_YEAR)
        out->ymd = add_months(base / 10000 * 10000 + 101, r->count * 12);
    else if (r->span == DMI_SPAN_MONTH)
        out->ymd = add_months(month_start(base), r->count);
    else
        out->ymd = dmi_ymd_add(base, r->span == DMI_SPAN_WEEK ? r->count * WEEK : r->count);
    if (r->weekday != 0 && out->ymd != 0)
        out->ymd = nearest_weekday(out->ymd, r->weekday);
}

bool dmi_resolve(const dmi_reading *r, dmi_habits *habits, uint32_t base, dmi_date *out)
{
    *out = (dmi_date){ .calendar = DMI_CAL_GREGORIAN };
    if (base != 0 && !dmi_ymd_valid(base))
        base = 0;
    if (r->kind == DMI_READ_CALENDAR)
        return resolve_calendar(r, habits, base, out);
    if (r->kind == DMI_READ_WEEKDAY)
        resolve_weekday(r, base, out);
    else
        resolve_offset(r, base, out);
    return true;
}

uint32_t dmi_date_after(const dmi_date *date, uint32_t base)
{
    uint32_t ymd = 0;

    if (!dmi_ymd_valid(base))
        return date->ymd;
    if (date->needs_year && date->day != 0) {
        for (int year = year_near(date->calendar, base); year < year_near(date->calendar, base) + 4 && (ymd == 0 || ymd < base);
             year++)
            ymd = dmi_ymd_from(date->calendar, year, date->month, date->day);
        return ymd;
    }
    if (date->relative && date->weekday != 0 && date->day == 0)
        return dmi_ymd_add(base, (WEEK - days_back(base, date->weekday)) % WEEK);
    return date->ymd;
}
