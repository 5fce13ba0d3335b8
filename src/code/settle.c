/* The day of a page that names none in full. "Selasa (22 Desember)" and the people in office settle the year together: it is the year, no
 * later than the world's list knows, in which the weekday fits and the persons named held the offices they are named with; a year written
 * anywhere on the page decides among several, else the last one counts. The day serves to read the page's dates; it is not
 * given out as its day of publication, which the page does not hold. */
#include "code/code.h"

enum { YEAR_FIRST = 1991 };

static uint32_t last_known_year(const dmi_packs *packs)
{
    uint32_t last = 0;

    for (uint16_t e = 0; e < dmi_packs_entity_count(packs); e++) {
        const dmi_entity *entity = dmi_packs_entity_at(packs, e);
        for (uint32_t i = 0; i < entity->office_count; i++) {
            const dmi_office *office = dmi_packs_office_at(packs, entity->office_start + i);
            if (office->from / 10000 > last && office->from < 99990000)
                last = office->from / 10000;
            if (office->to / 10000 > last && office->to < 99990000)
                last = office->to / 10000;
        }
    }
    return last;
}

static bool in_office(const dmi_document_reader *r, const dmi_mention *m, uint32_t day)
{
    const dmi_packs *packs = r->engine->packs;
    const dmi_entity *entity = dmi_packs_entity_at(packs, m->entity);

    for (uint32_t i = 0; i < entity->office_count; i++) {
        const dmi_office *office = dmi_packs_office_at(packs, entity->office_start + i);
        if (office->from <= day && day <= office->to)
            return true;
    }
    return entity->office_count == 0;
}

/* How many of the page's office-holders were in office on the day. */
static uint32_t holders_on(const dmi_document_reader *r, uint32_t day)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < r->sentences.count; i++)
        for (uint32_t k = 0; k < r->sentences.at[i].mention_count; k++) {
            const dmi_mention *m = &r->sentences.at[i].mentions[k];
            if (m->entity != DMI_NONE && !m->former && in_office(r, m, day))
                count++;
        }
    return count;
}

static bool is_year_written(const dmi_document_reader *r, uint32_t year)
{
    char digits[11];
    dm_str want;

    dmi_ymd_print(year * 10000 + 101, digits);
    want = (dm_str){ digits, 4 };
    for (uint32_t i = 0; i < r->sentences.count; i++)
        for (uint32_t u = 0; u < r->sentences.at[i].count; u++)
            if (r->sentences.at[i].units[u].kind == DMI_NUMBER && dmi_same(r->sentences.at[i].units[u].fold, want))
                return true;
    return false;
}

/* The first date of the page that wants only its year; one with a weekday is the better anchor. */
static const dmi_date *open_date(const dmi_document_reader *r)
{
    const dmi_date *best = NULL;

    for (uint32_t i = 0; i < r->sentences.count; i++)
        for (uint32_t k = 0; k < r->dates[i].count; k++) {
            const dmi_date *d = &r->dates[i].at[k];
            if (d->ymd == 0 && d->month != 0 && d->day != 0 && (best == NULL || (best->weekday == 0 && d->weekday != 0)))
                best = d;
        }
    return best;
}

uint32_t dmi_settle_day(const dmi_document_reader *r)
{
    const dmi_date *d = open_date(r);
    uint32_t best = 0, best_score = 0, last = last_known_year(r->engine->packs);

    if (d == NULL || d->calendar != DMI_CAL_GREGORIAN)
        return 0;
    for (uint32_t year = YEAR_FIRST; year <= last; year++) {
        uint32_t day = year * 10000 + d->month * 100u + d->day, score;
        if (!dmi_ymd_valid(day) || (d->weekday != 0 && dmi_ymd_weekday(day) != d->weekday))
            continue;
        score = holders_on(r, day) * 2 + (is_year_written(r, year) ? 1 : 0);
        if (score > 0 && score >= best_score) {
            best = day;
            best_score = score;
        }
    }
    return best;
}
