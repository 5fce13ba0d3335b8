/* Status of a frame: from its own auxiliaries first, then from the conditional or question above it. */
#include "event/parse.h"

static bool is_question(const dmi_parse *p)
{
    for (uint32_t i = p->s->count; i-- > 0 && i + 3 >= p->s->count;)
        if (p->s->units[i].kind == DMI_MARK &&
            (p->s->units[i].mark == '?' || p->s->units[i].mark == 0x061F || p->s->units[i].mark == 0xFF1F))
            return true;
    return false;
}

enum { NEAR_UNITS = 10 };

/* "Next" beside a day, week, month or year, not "next to". */
static bool next_to_time(const dmi_parse *p, uint32_t u)
{
    return (u > 0 && (dmi_at(p, u - 1)->is & DMI_IS_TIME) != 0) ||
           (u + 1 < p->s->count && (dmi_at(p, u + 1)->is & DMI_IS_TIME) != 0);
}

/* "Said talks would begin on Monday": what was to come when it was said. */
static bool is_reported_future(const dmi_parse *p, const dmi_frame *f)
{
    return f->would && !f->may && f->link == LINK_COMP && f->parent != NONE && p->frames.at[f->parent].verb != NONE &&
           dmi_unit_reads(p, p->frames.at[f->parent].verb, DMI_K_SAY);
}

static uint8_t own_status(const dmi_parse *p, const dmi_frame *f)
{
    if (f->negated)
        return DMI_STATUS_NEGATED;
    if (is_reported_future(p, f))
        return DMI_STATUS_PLANNED;
    if (f->may || f->would)
        return DMI_STATUS_HYPOTHETICAL;
    return f->will ? DMI_STATUS_PLANNED : DMI_STATUS_ACTUAL;
}

/* "Bertolak ke Paris besok", "يتوجه الأسبوع المقبل": a verb that is not past beside a word for what is to come. */
static bool is_to_come(const dmi_parse *p, const dmi_frame *f)
{
    uint32_t features = f->verb == NONE ? 0 : dmi_at(p, f->verb)->features;

    if (f->verb == NONE || f->perfect || (features & (DMI_F_PAST | DMI_F_PPART)) != 0)
        return false;
    for (uint32_t u = f->verb > NEAR_UNITS ? f->verb - NEAR_UNITS : 0; u < p->s->count && u < f->verb + NEAR_UNITS; u++) {
        bool time = (dmi_at(p, u)->is & DMI_IS_TIME) != 0;
        if (dmi_unit_reads(p, u, DMI_K_TOMORROW) || (time && dmi_unit_reads(p, u, DMI_K_NEXT) && next_to_time(p, u)))
            return true;
    }
    return false;
}

/* "Will condemn Peru and expel its envoys": a bare verb coordinated with one that has an auxiliary stands under it too. */
static bool shares_auxiliary(const dmi_parse *p, const dmi_frame *f)
{
    uint32_t features = f->verb == NONE ? 0 : dmi_at(p, f->verb)->features;

    return f->link == LINK_COORD && f->subject == NONE && f->controller != NONE && (features & DMI_F_INF) != 0 &&
           (features & (DMI_F_PAST | DMI_F_PPART)) == 0;
}

uint8_t dmi_frame_status(const dmi_parse *p, uint32_t frame)
{
    uint8_t status;

    if (frame == NONE)
        return DMI_STATUS_ACTUAL;
    status = own_status(p, &p->frames.at[frame]);
    if (status == DMI_STATUS_ACTUAL && is_to_come(p, &p->frames.at[frame]))
        status = DMI_STATUS_PLANNED;
    for (uint32_t steps = 0, i = frame; status == DMI_STATUS_ACTUAL && i != NONE && steps < 8; steps++) {
        const dmi_frame *f = &p->frames.at[i];
        if (f->link == LINK_IF)
            return DMI_STATUS_HYPOTHETICAL;
        if (f->link == LINK_XCOMP && f->parent != NONE && own_status(p, &p->frames.at[f->parent]) != DMI_STATUS_ACTUAL)
            return own_status(p, &p->frames.at[f->parent]);
        if (shares_auxiliary(p, f) && own_status(p, &p->frames.at[f->controller]) >= DMI_STATUS_PLANNED &&
            !p->frames.at[f->controller].negated)
            return own_status(p, &p->frames.at[f->controller]);
        if (f->link != LINK_XCOMP && f->link != LINK_COORD)
            break;
        i = f->parent;
    }
    if (status == DMI_STATUS_ACTUAL && is_question(p) && p->frames.at[frame].link != LINK_REL)
        return DMI_STATUS_HYPOTHETICAL;
    return status;
}
