#include "time/reading.h"

enum { YEAR_FROM = 1300, YEAR_TO = 2200, MODERN_FROM = 1900, MODERN_TO = 2100 };
enum { BRACKET_REACH = 5, BRACKET_DAYS = 31, TWICE_GAP_UNITS = 2, ABBREVIATION_BYTES = 3 };

typedef struct parser {
    dmi_arena *arena;
    const dmi_atom *atoms;
    uint32_t count;
    dmi_spellings spellings;
} parser;

/* Every reader below looks at atom `i`, fills the reading and returns how many atoms it took; 0: it is not that. */

static const dmi_atom *at(const parser *p, uint32_t i)
{
    static const dmi_atom none = { 0 };

    return i < p->count ? &p->atoms[i] : &none;
}

static bool is(const parser *p, uint32_t i, uint32_t what)
{
    return (at(p, i)->is & what) != 0;
}

static bool is_mark(const parser *p, uint32_t i, uint32_t mark)
{
    return is(p, i, DMI_AT_MARK) && at(p, i)->mark == mark;
}

static bool is_comma(const parser *p, uint32_t i)
{
    return is_mark(p, i, ',') || is_mark(p, i, 0x3001);
}

/* A plain number of one or two digits, from 1 to `most`. */
static bool is_small(const parser *p, uint32_t i, uint32_t most)
{
    const dmi_atom *a = at(p, i);

    return (a->is & DMI_AT_NUMBER) != 0 && a->digits >= 1 && a->digits <= 2 && a->number >= 1 && a->number <= most;
}

static bool is_year(const parser *p, uint32_t i, uint32_t from, uint32_t to)
{
    const dmi_atom *a = at(p, i);

    return (a->is & DMI_AT_NUMBER) != 0 && a->digits == 4 && a->number >= from && a->number <= to;
}

/* ---- years */

static uint32_t read_era(const parser *p, uint32_t i, dmi_reading *r)
{
    if (!is(p, i, DMI_AT_ERA) || (r->calendar != 0 && r->calendar != at(p, i)->era))
        return 0; /* a month's name has settled it: the word belongs to what follows ("corresponding to") */
    r->calendar = at(p, i)->era;
    return 1;
}

/* LAST, NEXT, THIS before or behind a measure: "last year", "tahun lalu". Returns atoms taken. */
static uint32_t read_shifted_span(const parser *p, uint32_t i, uint8_t span, int *offset)
{
    uint32_t shift = i, measure = i + 1;

    if (is(p, i, DMI_AT_SPAN) && at(p, i)->span == span) {
        shift = i + 1;
        measure = i;
    }
    if (!is(p, measure, DMI_AT_SPAN) || at(p, measure)->span != span || at(p, measure)->plural || at(p, measure)->dual)
        return 0;
    if (is(p, shift, DMI_AT_LAST) || (shift > measure && is(p, shift, DMI_AT_AGO)))
        *offset = -1;
    else if (is(p, shift, DMI_AT_NEXT))
        *offset = 1;
    else if (is(p, shift, DMI_AT_THIS))
        *offset = 0;
    else
        return 0;
    return 2;
}

/* What may follow a month: ", 2024", "tahun 2024", "of last year", with an era behind. */
static uint32_t read_year_behind(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i, taken;

    if (is_comma(p, j) || is(p, j, DMI_AT_OF | DMI_AT_PREPOSITION))
        j++;
    if (is(p, j, DMI_AT_ARTICLE) && !is(p, j, DMI_AT_THIS))
        j++;
    taken = read_shifted_span(p, j, DMI_SPAN_YEAR, &r->year_offset);
    if (taken > 0) {
        r->year_offset_said = true;
        return j + taken - i;
    }
    if (is(p, j, DMI_AT_SPAN) && at(p, j)->span == DMI_SPAN_YEAR)
        j++;
    if (!is_year(p, j, YEAR_FROM, YEAR_TO))
        return 0;
    r->year = (int)at(p, j++)->number;
    j += read_era(p, j, r);
    return j - i;
}

/* ---- numeric dates */

/* Nothing may hang on to a numeric date: "1.10.5.2024", "v2/3/2024", "2024/05/02/story" are none. */
static bool stands_alone(const parser *p, uint32_t first, uint32_t end)
{
    if (first > 0 && at(p, first)->joined) {
        const dmi_atom *before = at(p, first - 1);
        if ((before->is & DMI_AT_MARK) == 0 || before->mark == '/' || before->mark == '.' || before->mark == '-' ||
            before->mark == '$' || before->mark == 0x20AC || before->mark == '#')
            return false;
    }
    if (end < p->count && at(p, end)->joined) {
        const dmi_atom *behind = at(p, end);
        if ((behind->is & DMI_AT_MARK) == 0 || behind->mark == '%')
            return false;
        if ((behind->mark == '/' || behind->mark == '.' || behind->mark == '-') && at(p, end + 1)->joined)
            return end + 1 >= p->count;
    }
    return true;
}

/* Day and month of a numeric date in the order that is possible; in both orders when both are. */
static bool settle_numeric(int first, int second, dmi_reading *r)
{
    if (first > 12 && second > 12)
        return false;
    r->day = second > 12 ? second : first;
    r->month = second > 12 ? first : second;
    if (first <= 12 && second <= 12 && first != second) {
        r->swapped_day = second;
        r->swapped_month = first;
    }
    return true;
}

static uint32_t read_numeric(const parser *p, uint32_t i, dmi_reading *r)
{
    const dmi_atom *a = at(p, i), *b = at(p, i + 2), *c = at(p, i + 4);
    uint32_t mark = at(p, i + 1)->mark;

    if (i + 4 >= p->count || !is(p, i, DMI_AT_NUMBER) || !is(p, i + 1, DMI_AT_MARK) || !is_mark(p, i + 3, mark) ||
        !is(p, i + 4, DMI_AT_NUMBER))
        return 0;
    if ((mark != '/' && mark != '-' && mark != '.') || !is_small(p, i + 2, 31))
        return 0;
    if (mark != '/' && !(at(p, i + 1)->joined && b->joined && at(p, i + 3)->joined && c->joined))
        return 0;
    if (!stands_alone(p, i, i + 5))
        return 0;
    *r = (dmi_reading){ .kind = DMI_READ_CALENDAR };
    if (is_year(p, i, YEAR_FROM, YEAR_TO) && is_small(p, i + 4, 32) && b->number <= 12) {
        r->year = (int)a->number;
        r->month = (int)b->number;
        r->day = (int)c->number;
    } else if (is_small(p, i, 31) && is_year(p, i + 4, YEAR_FROM, YEAR_TO)) {
        r->year = (int)c->number;
        if (!settle_numeric((int)a->number, (int)b->number, r))
            return 0;
    } else if (mark == '/' && is_small(p, i, 31) && c->digits == 2) {
        r->year = (int)c->number + (c->number < 70 ? 2000 : 1900);
        if (!settle_numeric((int)a->number, (int)b->number, r))
            return 0;
    } else {
        return 0;
    }
    return 5 + read_era(p, i + 5, r);
}

/* "22/1": only its surroundings can make it a date. */
static uint32_t read_partial(const parser *p, uint32_t i, dmi_reading *r)
{
    if (!is_small(p, i, 31) || !is_mark(p, i + 1, '/') || !is_small(p, i + 2, 31) || !at(p, i + 1)->joined ||
        !at(p, i + 2)->joined)
        return 0;
    if (!stands_alone(p, i, i + 3))
        return 0;
    *r = (dmi_reading){ .kind = DMI_READ_CALENDAR };
    return settle_numeric((int)at(p, i)->number, (int)at(p, i + 2)->number, r) ? 3 : 0;
}

/* 2024年5月2日: numbers with their measures, written together. */
static uint32_t read_measured(const parser *p, uint32_t i, dmi_reading *r)
{
    static const uint8_t order[3] = { DMI_SPAN_YEAR, DMI_SPAN_MONTH, DMI_SPAN_DAY };
    uint32_t j = i;
    int *const into[3] = { &r->year, &r->month, &r->day };

    *r = (dmi_reading){ .kind = DMI_READ_CALENDAR };
    for (size_t part = 0; part < 3; part++) {
        if (!is(p, j, DMI_AT_NUMBER) || at(p, j)->digits == 0 || !is(p, j + 1, DMI_AT_SPAN) ||
            at(p, j + 1)->span != order[part] || !at(p, j + 1)->joined)
            continue;
        if (part == 0 ? !is_year(p, j, YEAR_FROM, YEAR_TO) : !is_small(p, j, part == 1 ? 12 : 31))
            return 0;
        *into[part] = (int)at(p, j)->number;
        j += 2;
    }
    return r->month > 0 && (r->day > 0 || r->year > 0) ? j - i : 0;
}

/* ---- dates with a month's name */

static bool is_month(const parser *p, uint32_t i)
{
    const dmi_atom *a = at(p, i);

    return (a->is & DMI_AT_MONTH) != 0 && !((a->is & DMI_AT_OTHER) != 0 && a->lower);
}

/* The name, the point of an abbreviation, and the same month's other name: "Oct.", "mayo/ayar" (a language may have two). */
static uint32_t read_month_name(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i + 1;

    if (!is_month(p, i))
        return 0;
    r->kind = DMI_READ_CALENDAR;
    r->month = at(p, i)->month;
    r->calendar = at(p, i)->calendar;
    if (is_mark(p, j, '.') && at(p, j)->joined && is(p, j + 1, DMI_AT_NUMBER | DMI_AT_OF)) /* else it ends the sentence */
        j++;
    if ((is_mark(p, j, '/') || is_mark(p, j, '(')) && is(p, j + 1, DMI_AT_MONTH) && at(p, j + 1)->month == r->month)
        j += is_mark(p, j, '(') && is_mark(p, j + 2, ')') ? 3 : 2;
    return j - i;
}

/* A day's number, an ordinal's ending ("3" "rd") and "of" behind it. */
static uint32_t read_day_number(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i + 1;

    if (!is_small(p, i, 31))
        return 0;
    r->day = (int)at(p, i)->number;
    if (at(p, j)->is == 0 && j < p->count && at(p, j)->joined && at(p, j)->fold.bytes <= 3)
        j++;
    else if (is_mark(p, j, '.') && at(p, j)->joined && is(p, j + 1, DMI_AT_MONTH))
        j++;
    return j - i;
}

static uint32_t read_day_month(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i, taken;

    *r = (dmi_reading){ 0 };
    j += read_day_number(p, j, r);
    if (j == i)
        return 0;
    if (is_mark(p, j, '-') && is_small(p, j + 1, 31)) /* "5-7 May": the first day */
        j += 2;
    if (is(p, j, DMI_AT_OF))
        j++;
    if (is(p, j, DMI_AT_SPAN) && at(p, j)->span == DMI_SPAN_MONTH) /* "22 bulan Agustus" */
        j++;
    taken = read_month_name(p, j, r);
    if (taken == 0)
        return 0;
    j += taken;
    j += read_year_behind(p, j, r);
    return j - i;
}

static uint32_t read_month_day(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i, taken;

    *r = (dmi_reading){ 0 };
    taken = read_month_name(p, j, r);
    if (taken == 0)
        return 0;
    j += taken;
    taken = read_day_number(p, j, r);
    if (taken == 0)
        return 0;
    j += taken;
    j += read_year_behind(p, j, r);
    return j - i;
}

/* "1374 Tir 7" */
static uint32_t read_year_month_day(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t taken;

    if (!is_year(p, i, YEAR_FROM, YEAR_TO))
        return 0;
    *r = (dmi_reading){ .year = (int)at(p, i)->number };
    taken = read_month_name(p, i + 1, r);
    if (taken == 0 || read_day_number(p, i + 1 + taken, r) == 0)
        return 0;
    return i + 2 + taken - i;
}

/* A month without a day needs a year, or a word that makes it a time: "in August", "last November", "bulan Mei". */
static uint32_t read_month(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i, taken, before = i;
    bool plain = !is(p, i, DMI_AT_OTHER);

    *r = (dmi_reading){ 0 };
    taken = read_month_name(p, j, r);
    if (taken == 0)
        return 0;
    j += taken;
    taken = read_year_behind(p, j, r);
    if (taken > 0)
        return j + taken - i;
    if (is(p, j, DMI_AT_LAST | DMI_AT_AGO | DMI_AT_NEXT | DMI_AT_THIS)) {
        r->direction = is(p, j, DMI_AT_LAST | DMI_AT_AGO) ? -1 : is(p, j, DMI_AT_NEXT) ? 1 : 0;
        return j + 1 - i;
    }
    if (before > 0 && is(p, before - 1, DMI_AT_SPAN) && at(p, before - 1)->span == DMI_SPAN_MONTH)
        return j - i;
    if (before > 0 && is(p, before - 1, DMI_AT_PREPOSITION | DMI_AT_OF))
        return plain || at(p, i)->calendar == DMI_CAL_GREGORIAN ? j - i : 0;
    return 0;
}

/* A day of a calendar, with or without its year. */
static uint32_t read_calendar_day(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t taken = read_numeric(p, i, r);

    if (taken == 0)
        taken = read_measured(p, i, r);
    if (taken == 0)
        taken = read_day_month(p, i, r);
    if (taken == 0)
        taken = read_month_day(p, i, r);
    return taken != 0 ? taken : read_year_month_day(p, i, r);
}

/* ---- weekdays and relative days */

static bool is_weekday(const parser *p, uint32_t i)
{
    const dmi_atom *a = at(p, i);

    return (a->is & DMI_AT_WEEKDAY) != 0 && !((a->is & (DMI_AT_OTHER | DMI_AT_SPAN)) != 0 && a->lower);
}

/* A calendar day or "22/1" that belongs to the words before it: ", 22 Januari", " (22/1)", or in brackets a few words later
 * ("Rabu malam waktu setempat (22/1)"). */
static uint32_t read_day_beside(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i, taken = 0;

    if (is_mark(p, j, '.') && at(p, j)->joined)
        j++;
    while (j < i + 3 && (is_comma(p, j) || is_mark(p, j, '(') || is_mark(p, j, '-') || is(p, j, DMI_AT_DAY_WORD)))
        j++;
    taken = read_calendar_day(p, j, r);
    if (taken == 0)
        taken = read_partial(p, j, r);
    for (uint32_t k = i; taken == 0 && k < i + BRACKET_REACH; k++) {
        if (is_mark(p, k, '(')) {
            j = k + 1;
            taken = read_calendar_day(p, j, r);
            if (taken == 0)
                taken = read_partial(p, j, r);
            break;
        }
        if (is(p, k, DMI_AT_MARK | DMI_AT_WEEKDAY) && !is_comma(p, k))
            break;
    }
    if (taken == 0)
        return 0;
    j += taken;
    return (is_mark(p, j, ')') ? j + 1 : j) - i;
}

/* What may follow a weekday: a day, "lalu", "of last week". */
static uint32_t read_behind_weekday(const parser *p, uint32_t i, dmi_reading *r)
{
    dmi_reading day;
    uint32_t taken = read_day_beside(p, i, &day), j = i;

    if (taken > 0) {
        day.weekday = r->weekday;
        day.is_today = r->is_today;
        *r = day;
        return taken;
    }
    if (is(p, j, DMI_AT_OF | DMI_AT_PREPOSITION) || is_comma(p, j))
        j++;
    taken = read_shifted_span(p, j, DMI_SPAN_WEEK, &r->week_offset);
    if (taken > 0) {
        r->week_offset_said = true;
        return j + taken - i;
    }
    if (is(p, i, DMI_AT_LAST | DMI_AT_AGO | DMI_AT_NEXT)) {
        r->direction = is(p, i, DMI_AT_NEXT) ? 1 : -1;
        return 1;
    }
    if (is(p, i, DMI_AT_DAY_OFFSET)) {
        *r = (dmi_reading){ .kind = DMI_READ_OFFSET, .span = DMI_SPAN_DAY, .count = at(p, i)->day_offset, .weekday = r->weekday };
        return 1;
    }
    if (is(p, i, DMI_AT_THIS)) {
        r->this_one = true;
        return 1;
    }
    return 0;
}

static uint32_t read_weekday(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t taken;

    if (!is_weekday(p, i))
        return 0;
    *r = (dmi_reading){ .kind = DMI_READ_WEEKDAY, .weekday = at(p, i)->weekday };
    taken = read_behind_weekday(p, i + 1, r);
    if (r->kind == DMI_READ_WEEKDAY && at(p, i)->fold.bytes <= ABBREVIATION_BYTES)
        return 0; /* "sun", "sat", "wed" alone */
    if (r->kind == DMI_READ_WEEKDAY && is(p, i, DMI_AT_COUNT_WORD) && !(i > 0 && is(p, i - 1, DMI_AT_DAY_WORD)))
        return 0; /* a weekday that is a number too (Monday is "two" in Arabic) */
    return 1 + taken;
}

/* "today", "kemarin (22/1)", "اليوم الأربعاء", "yesterday, Tuesday" */
static uint32_t read_day_offset(const parser *p, uint32_t i, dmi_reading *r)
{
    dmi_reading more;
    uint32_t j = i + 1, taken;

    if (!is(p, i, DMI_AT_DAY_OFFSET))
        return 0;
    *r = (dmi_reading){
        .kind = DMI_READ_OFFSET, .span = DMI_SPAN_DAY, .count = at(p, i)->day_offset, .is_today = at(p, i)->day_offset == 0
    };
    if (is_comma(p, j) || is_mark(p, j, '('))
        j++;
    if (is(p, j, DMI_AT_DAY_WORD))
        j++;
    if (is_weekday(p, j)) {
        more = *r;
        more.weekday = at(p, j)->weekday;
        more.kind = DMI_READ_WEEKDAY;
        taken = read_behind_weekday(p, j + 1, &more);
        if (more.kind == DMI_READ_CALENDAR)
            *r = more;
        else
            taken = 0;
        r->weekday = at(p, j)->weekday;
        j += 1 + taken;
        return (is_mark(p, j, ')') && is_mark(p, i + 1, '(') ? j + 1 : j) - i;
    }
    taken = read_day_beside(p, i + 1, &more);
    if (taken == 0)
        return 1;
    more.is_today = r->is_today;
    *r = more;
    return 1 + taken;
}

/* ---- measures: "last week", "two years ago" */

/* How many: "3", "three", "a"; a dual is two by itself. Returns atoms taken; *count stays 0 when nothing tells. */
static uint32_t read_count(parser *p, uint32_t i, int *count)
{
    if (is_small(p, i, 99)) {
        *count = (int)at(p, i)->number;
        return 1;
    }
    if (is(p, i, DMI_AT_COUNT_WORD) && is(p, i + 1, DMI_AT_SPAN)) {
        *count = dmi_spelled_value(p->arena, &p->spellings, at(p, i)->fold);
        return *count > 0 ? 1 : 0;
    }
    if (is(p, i, DMI_AT_ARTICLE) && is(p, i + 1, DMI_AT_SPAN)) {
        *count = 1;
        return 1;
    }
    return 0;
}

/* "two weeks ago", "قبل يومين", "minggu lalu" */
static uint32_t read_ago(parser *p, uint32_t i, dmi_reading *r)
{
    bool first = is(p, i, DMI_AT_AGO) && !is(p, i, DMI_AT_LAST); /* "lalu", which is "last" too, stands behind */
    uint32_t j = first ? i + 1 : i;
    int count = 0;

    j += read_count(p, j, &count);
    if (!is(p, j, DMI_AT_SPAN))
        return 0;
    if (count == 0 && at(p, j)->several) /* one entry of the pack with the number in it */
        count = dmi_spelled_value(p->arena, &p->spellings, at(p, j)->fold);
    if (count == 0)
        count = at(p, j)->dual ? 2 : at(p, j)->plural ? 0 : 1;
    *r = (dmi_reading){ .kind = DMI_READ_OFFSET, .span = at(p, j)->span, .count = -count };
    j++;
    if (!first && !is(p, j, DMI_AT_AGO))
        return 0;
    return count == 0 ? 0 : (first ? j : j + 1) - i;
}

/* "last week", "tahun depan", "this month", "last Tuesday", "next May" */
static uint32_t read_shifted(const parser *p, uint32_t i, dmi_reading *r)
{
    bool shift = is(p, i, DMI_AT_LAST | DMI_AT_NEXT | DMI_AT_THIS);
    int direction = is(p, i, DMI_AT_LAST) ? -1 : is(p, i, DMI_AT_NEXT) ? 1 : 0, offset;

    if (is(p, i, DMI_AT_SPAN) && i > 0 && is(p, i - 1, DMI_AT_NUMBER | DMI_AT_COUNT_WORD))
        return 0; /* "the last three years" is a stretch of time, no day in it */
    for (uint8_t span = DMI_SPAN_DAY; span <= DMI_SPAN_YEAR; span++)
        if (read_shifted_span(p, i, span, &offset) > 0) {
            *r = (dmi_reading){ .kind = DMI_READ_OFFSET, .span = span, .count = offset };
            return 2;
        }
    if (!shift)
        return 0;
    if (is_weekday(p, i + 1)) {
        *r = (dmi_reading){
            .kind = DMI_READ_WEEKDAY, .weekday = at(p, i + 1)->weekday, .direction = direction, .this_one = direction == 0
        };
        return 2;
    }
    if (is_month(p, i + 1)) {
        *r = (dmi_reading){
            .kind = DMI_READ_CALENDAR, .month = at(p, i + 1)->month, .calendar = at(p, i + 1)->calendar, .direction = direction
        };
        return 2;
    }
    return 0;
}

/* A year by itself: "in 2018", "سال ۱۴۰۲". */
static uint32_t read_year(const parser *p, uint32_t i, dmi_reading *r)
{
    bool measure = is(p, i, DMI_AT_SPAN) && at(p, i)->span == DMI_SPAN_YEAR && !at(p, i)->plural;
    uint32_t j = measure ? i + 1 : i;

    if (measure ? !is_year(p, j, YEAR_FROM, MODERN_TO)
                : !is_year(p, j, MODERN_FROM, MODERN_TO) || i == 0 || !is(p, i - 1, DMI_AT_PREPOSITION))
        return 0;
    *r = (dmi_reading){ .kind = DMI_READ_CALENDAR, .year = (int)at(p, j)->number };
    j++;
    j += read_era(p, j, r);
    return j - i;
}

/* ---- all of them */

static uint32_t read_expression(parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t taken = 0;

    if (is(p, i, DMI_AT_DAY_OFFSET))
        taken = read_day_offset(p, i, r);
    if (taken == 0 && is(p, i, DMI_AT_WEEKDAY))
        taken = read_weekday(p, i, r);
    if (taken == 0 && is(p, i, DMI_AT_NUMBER | DMI_AT_MONTH))
        taken = read_calendar_day(p, i, r);
    if (taken == 0 && is(p, i, DMI_AT_MONTH))
        taken = read_month(p, i, r);
    if (taken == 0 && is(p, i, DMI_AT_AGO | DMI_AT_NUMBER | DMI_AT_COUNT_WORD | DMI_AT_ARTICLE | DMI_AT_SPAN))
        taken = read_ago(p, i, r);
    if (taken == 0 && is(p, i, DMI_AT_LAST | DMI_AT_NEXT | DMI_AT_THIS | DMI_AT_SPAN))
        taken = read_shifted(p, i, r);
    return taken != 0 ? taken : read_year(p, i, r);
}

/* "2024-05-10, Friday", "20 Temmuz 2025 Pazar": a weekday behind a day in full belongs to it. */
static uint32_t read_weekday_behind(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t j = i;

    if (r->kind != DMI_READ_CALENDAR || r->day == 0 || r->year == 0 || r->weekday != 0)
        return 0;
    if (is_comma(p, j) || is_mark(p, j, '('))
        j++;
    if (!is_weekday(p, j))
        return 0;
    r->weekday = at(p, j++)->weekday;
    return (is_mark(p, j, ')') ? j + 1 : j) - i;
}

/* "22/1" in brackets of its own; the caller keeps it only when it falls near the base. */
static uint32_t read_bracketed(const parser *p, uint32_t i, dmi_reading *r)
{
    uint32_t taken = is_mark(p, i, '(') ? read_partial(p, i + 1, r) : 0;

    return taken > 0 && is_mark(p, i + 1 + taken, ')') ? taken + 2 : 0;
}

static bool is_near(uint32_t ymd, uint32_t base)
{
    int32_t gap = base == 0 || ymd == 0 ? BRACKET_DAYS + 1 : dmi_ymd_days(ymd) - dmi_ymd_days(base);

    return gap >= -BRACKET_DAYS && gap <= BRACKET_DAYS;
}

/* "9 Muharram 1447 - 4 July 2025": two full dates of two calendars, hardly anything between them and hardly a day apart, are one.
 * The Gregorian one is kept: lunar months begin a day earlier or later from country to country. */
static bool is_same_day_twice(const dmi_date *before, const dmi_date *date)
{
    return before->precision == DMI_PRECISION_DAY && date->precision == DMI_PRECISION_DAY && before->calendar != date->calendar &&
           before->ymd != 0 && date->ymd != 0 && !before->relative && !date->relative &&
           date->unit_start - before->unit_end <= TWICE_GAP_UNITS && dmi_ymd_days(before->ymd) - dmi_ymd_days(date->ymd) <= 2 &&
           dmi_ymd_days(date->ymd) - dmi_ymd_days(before->ymd) <= 2;
}

static void join_same_day(dmi_date *before, const dmi_date *date)
{
    uint32_t start = before->unit_start;

    if (before->calendar != DMI_CAL_GREGORIAN)
        *before = *date;
    before->unit_start = start;
    before->unit_end = date->unit_end;
}

dmi_dates dmi_find_dates(dmi_arena *arena, const dmi_packs *packs, const dmi_lang *lang, dmi_units units, uint32_t base)
{
    DMI_ARRAY(dmi_date) dates = { 0 };
    dmi_atoms atoms = dmi_atoms_read(arena, packs, units);
    dmi_habits habits = { .lang = lang };
    parser p = { .arena = arena, .atoms = atoms.at, .count = atoms.any ? atoms.count : 0, .spellings = { .lang = lang } };

    for (uint32_t i = 0; i < p.count;) {
        dmi_reading reading;
        dmi_date date = { 0 };
        uint32_t taken = read_expression(&p, i, &reading), bracketed = taken == 0 ? read_bracketed(&p, i, &reading) : 0;
        if (taken > 0)
            taken += read_weekday_behind(&p, i + taken, &reading);
        taken += bracketed;
        if (taken == 0 || !dmi_resolve(&reading, &habits, base, &date) || (bracketed > 0 && !is_near(date.ymd, base))) {
            i += taken > 0 ? taken : 1; /* no such day: nor is a part of it one ("30 February" is no February) */
            continue;
        }
        date.unit_start = p.atoms[i].unit;
        date.unit_end = p.atoms[i + taken - 1].unit + 1;
        if (dates.count > 0 && is_same_day_twice(&dates.at[dates.count - 1], &date))
            join_same_day(&dates.at[dates.count - 1], &date);
        else
            *dmi_push(arena, &dates) = date;
        i += taken;
    }
    return (dmi_dates){ dates.at, dates.count };
}
