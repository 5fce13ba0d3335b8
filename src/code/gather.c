/* From what was found in sentences to the events of the document: dates, places, one event for an act told twice, ids, the public records. */
#include "code/code.h"

#include <stdlib.h>

enum { NEAR_UNITS = 12, RETOLD_EVENTS_MAX = 400 /* an act is told again so soon, or it is another */ };

/** A found event with its day, before it becomes a record. */
typedef struct dated {
    const dmi_found *found;
    uint32_t day; /* 0: none */
    uint8_t precision;
    dm_str date_text; /* empty: taken over from the lead or the publication */
    uint32_t reports;
    bool merged;
} dated;

/* ---- dates */

static uint32_t distance(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

/* The units of a trigger's own clause on the side where verbs have their adverbials: behind it to the next verb, or, in a verb-final
 * language, before it from the verb before. */
typedef struct stretch {
    uint32_t start, end;
} stretch;

static stretch own_clause(const dmi_sentence *s, uint32_t unit, bool verb_final)
{
    stretch own = { unit, unit };

    if (verb_final)
        while (own.start > 0 && (s->readings[own.start - 1].is & DMI_IS_VERB) == 0)
            own.start--;
    else
        while (own.end + 1 < s->count && (s->readings[own.end + 1].is & DMI_IS_VERB) == 0)
            own.end++;
    return own;
}

static uint32_t date_distance(const dmi_date *d, stretch own, uint32_t unit)
{
    bool inside = d->unit_start >= own.start && d->unit_start <= own.end;

    return inside ? 0 : distance(d->unit_start, unit);
}

/* The date of a sentence that stands in the trigger's own clause, else nearest to it. */
static const dmi_date *nearest_date(const dmi_dates *dates, stretch own, uint32_t unit)
{
    const dmi_date *best = NULL;

    for (uint32_t i = 0; i < dates->count; i++) {
        const dmi_date *d = &dates->at[i];
        if (d->ymd == 0 || (d->precision != DMI_PRECISION_DAY && (d->relative || distance(d->unit_start, unit) > NEAR_UNITS)))
            continue; /* "next year", "in recent months": no day of the act */
        if (best == NULL || (d->precision == DMI_PRECISION_DAY && best->precision != DMI_PRECISION_DAY) ||
            (d->precision == best->precision && date_distance(d, own, unit) < date_distance(best, own, unit)))
            best = d;
    }
    return best;
}

/* The day on which the report's first sentences set its story. */
static uint32_t lead_day(const dmi_document_reader *r)
{
    uint32_t seen = 0;

    for (uint32_t i = 0; i < r->sentences.count && seen < 3; i++) {
        const dmi_dates *dates = &r->dates[i];
        if (r->sentences.at[i].is_title)
            continue;
        seen++;
        for (uint32_t k = 0; k < dates->count; k++)
            if (dates->at[k].ymd != 0 && dates->at[k].precision == DMI_PRECISION_DAY &&
                (r->anchor == 0 || (dmi_ymd_days(r->anchor) - dmi_ymd_days(dates->at[k].ymd) <= 31 &&
                                    dmi_ymd_days(r->anchor) - dmi_ymd_days(dates->at[k].ymd) >= -1)))
                return dates->at[k].ymd;
    }
    return r->anchor;
}

static void date_event(const dmi_document_reader *r, uint32_t lead, dated *out)
{
    const dmi_found *f = out->found;
    const dmi_sentence *s = &r->sentences.at[f->sentence];
    bool verb_final = dmi_lang_params(r->lang)->order == DMI_ORDER_SOV;
    const dmi_date *d = nearest_date(&r->dates[f->sentence], own_clause(s, f->unit, verb_final), f->unit);

    if (d == NULL) {
        out->day = f->status == DMI_STATUS_PLANNED ? 0 : lead;
        out->precision = out->day != 0 ? DMI_PRECISION_DAY : DMI_PRECISION_NONE;
        return;
    }
    out->day = d->ymd;
    out->precision = d->precision;
    out->date_text = dmi_sub(r->parts[s->part].text, s->units[d->unit_start].start_byte, s->units[d->unit_end - 1].end_byte);
}

/* ---- the same act told twice */

static bool same_parties(const dmi_parties *a, const dmi_parties *b)
{
    if ((a->count == 0) != (b->count == 0))
        return false;
    for (uint8_t i = 0; i < a->count; i++)
        for (uint8_t k = 0; k < b->count; k++) {
            const dmi_mention *x = &a->at[i].mention, *y = &b->at[k].mention;
            if (x->org != DMI_NONE && x->org == y->org)
                return true;
            for (uint8_t s = 0; s < x->state_count; s++)
                for (uint8_t t = 0; t < y->state_count; t++)
                    if (x->states[s] == y->states[t])
                        return true;
        }
    return a->count == 0;
}

static bool is_live(uint8_t status)
{
    return status == DMI_STATUS_ACTUAL || status == DMI_STATUS_PLANNED;
}

static bool same_act(const dmi_document_reader *r, const dated *a, const dated *b)
{
    const dmi_found *x = a->found, *y = b->found;

    if (x->type != y->type || is_live(x->status) != is_live(y->status) ||
        r->sentences.at[x->sentence].part != r->sentences.at[y->sentence].part)
        return false;
    if (!dmi_same(x->mode, y->mode) && x->mode.bytes > 0 && y->mode.bytes > 0)
        return false;
    if (a->day != 0 && b->day != 0 && a->day != b->day && a->date_text.bytes > 0 && b->date_text.bytes > 0)
        return false;
    return same_parties(&x->source, &y->source) && same_parties(&x->target, &y->target);
}

/* Of an act announced and then told as done the telling is the event. */
static void merge_into(dated *first, dated *again)
{
    bool done = first->found->status == DMI_STATUS_PLANNED && again->found->status == DMI_STATUS_ACTUAL &&
                first->found->sentence != again->found->sentence;

    again->merged = true;
    first->reports += again->reports;
    if (done)
        first->found = again->found;
    if (done || (first->date_text.bytes == 0 && again->date_text.bytes > 0)) {
        first->day = again->day;
        first->precision = again->precision;
        first->date_text = again->date_text;
    }
}

static void merge_retold(const dmi_document_reader *r, dated *all, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count && k - i < RETOLD_EVENTS_MAX && !all[i].merged; k++)
            if (!all[k].merged && same_act(r, &all[i], &all[k]))
                merge_into(&all[i], &all[k]);
}

/* ---- records */

typedef struct writer {
    dmi_document_reader *r;
    dm_result *result;
    dmi_arena *arena; /* the result's */
} writer;

static dm_span span_of(const dmi_part *part, uint32_t start_byte, uint32_t end_byte)
{
    return (dm_span){ dmi_code_points_before(part, start_byte), dmi_code_points_before(part, end_byte) };
}

static void set_actor(writer *w, const dmi_party *party, uint16_t state, dm_actor *out)
{
    const dmi_packs *packs = w->r->engine->packs;
    const dmi_mention *m = &party->mention;
    const dmi_entity *org = m->org == DMI_NONE ? NULL : dmi_packs_entity_at(packs, m->org);

    *out = (dm_actor){ .code = { "", 0 }, .country = { "", 0 }, .sector = m->sector, .name = { "", 0 }, .text = { "", 0 } };
    if (state != DMI_NONE) {
        out->country = dmi_copy(w->arena, dmi_str(dmi_packs_state_at(packs, state)->code));
        out->code = dmi_format(w->arena, "%.*s%.*s", (int)out->country.bytes, out->country.p, (int)m->sector.bytes, m->sector.p);
    } else if (org != NULL && org->kind == DMI_ENTITY_ORG) {
        out->country = org->org_kind;
        out->sector = m->role != DMI_NONE ? m->sector : DMI_STR("");
        out->code =
            dmi_format(w->arena, "%.*s%.*s", (int)org->org_kind.bytes, org->org_kind.p, (int)org->code.bytes, org->code.p);
    } else if (org != NULL && org->kind == DMI_ENTITY_GROUP) {
        out->country = DMI_STR("INT");
        out->code = dmi_format(w->arena, "INT%.*s", (int)m->sector.bytes, m->sector.p);
    } else if (m->kind == DMI_MENTION_WORLD || m->role != DMI_NONE) {
        unsigned k = m->role == DMI_NONE ? 0 : w->r->engine->vocabulary.known[m->role];
        out->country = k == DMI_K_IGO_ROLE || k == DMI_K_THE_BODY ? DMI_STR("IGO")
                       : k == DMI_K_NGO_ROLE                      ? DMI_STR("NGO")
                       : m->kind == DMI_MENTION_WORLD             ? DMI_STR("INT")
                                                                  : DMI_STR("");
        out->code = dmi_format(w->arena, "%.*s%.*s", (int)out->country.bytes, out->country.p, (int)m->sector.bytes, m->sector.p);
    }
    out->country = dmi_copy(w->arena, out->country);
    out->sector = dmi_copy(w->arena, out->sector);
    if (m->name.bytes > 0 && m->state_count <= 1)
        out->name = dmi_copy(w->arena, m->name);
    else if (org != NULL)
        out->name = dmi_copy(w->arena, org->name);
    if (party->sentence != DMI_NO_INDEX) {
        const dmi_sentence *s = &w->r->sentences.at[party->sentence];
        const dmi_part *part = &w->r->parts[s->part];
        uint32_t start = s->units[m->unit_start].start_byte, end = s->units[m->unit_end - 1].end_byte;
        out->text = dmi_copy(w->arena, dmi_sub(part->text, start, end));
        out->span = span_of(part, start, end);
    }
}

/* "The two countries" beside "China and Russia" names nobody new. */
static bool is_named_already(const dm_actor *actors, uint32_t count, const dm_actor *actor)
{
    for (uint32_t i = 0; i < count; i++)
        if (dmi_same(actors[i].code, actor->code) && (actor->name.bytes == 0 || dmi_same(actors[i].name, actor->name)))
            return true;
    return false;
}

static const dm_actor *actors_of(writer *w, const dmi_parties *parties, size_t *count)
{
    DMI_ARRAY(dm_actor) out = { 0 };

    for (uint8_t i = 0; i < parties->count; i++) {
        const dmi_mention *m = &parties->at[i].mention;
        for (uint8_t k = 0; k < m->state_count || (k == 0 && m->state_count == 0); k++) {
            dm_actor actor;
            set_actor(w, &parties->at[i], m->state_count == 0 ? (uint16_t)DMI_NONE : m->states[k], &actor);
            if (!is_named_already(out.at, out.count, &actor))
                *dmi_push(w->arena, &out) = actor;
        }
    }
    *count = out.count;
    return out.at;
}

/* The place of an event: a place name behind "in" in its sentence, the nearest to the trigger. */
static dm_place place_of(writer *w, const dmi_found *f)
{
    const dmi_sentence *s = &w->r->sentences.at[f->sentence];
    dm_place place = { .name = { "", 0 }, .country = { "", 0 } };
    uint32_t best = DMI_NO_INDEX;

    for (uint32_t i = 0; i < s->count; i++) {
        const dmi_reading *r = &s->readings[i];
        bool city = (r->state_features & (DMI_F_CITY | DMI_F_CAPITAL)) != 0 && (r->state_features & DMI_F_DEMONYM) == 0;
        bool after_in =
            i > 0 && (dmi_reads(&s->readings[i - 1], DMI_K_IN) || (i > 1 && dmi_reads(&s->readings[i - 2], DMI_K_IN)));
        if ((r->is & DMI_IS_COUNTRY) == 0 || !(after_in || (city && (r->state_features & DMI_F_CITY) != 0)))
            continue;
        if (best == DMI_NO_INDEX || distance(i, f->unit) < distance(best, f->unit))
            best = i;
    }
    if (best != DMI_NO_INDEX) {
        place.known = true;
        place.name = dmi_copy(w->arena, dmi_sub(w->r->parts[s->part].text, s->units[best].start_byte, s->units[best].end_byte));
        place.country = dmi_copy(w->arena, dmi_str(dmi_packs_state_at(w->r->engine->packs, s->readings[best].state)->code));
    }
    return place;
}

static void set_contexts(writer *w, const dmi_found *f, dm_event *e)
{
    const dmi_grammar *g = w->r->engine->grammar;
    DMI_ARRAY(dm_str) out = { 0 };
    uint32_t distinct = 0;

    for (uint32_t i = 0; i < g->contexts.count; i++) {
        bool first = i == 0 || !dmi_same(g->contexts.at[i].name, g->contexts.at[i - 1].name);
        if (i > 0 && first)
            distinct++;
        if (first && distinct < 64 && (f->contexts >> distinct & 1) != 0)
            *dmi_push(w->arena, &out) = dmi_copy(w->arena, g->contexts.at[i].name);
    }
    e->contexts = out.at;
    e->context_count = out.count;
}

/* The same content has the same id on every machine and in every run. */
static dm_str event_id(writer *w, const dm_event *e)
{
    dmi_buf *key = &w->result->line;

    dmi_buf_begin(key);
    dmi_buf_add_str(key, e->doc_id);
    dmi_buf_addf(key, "|%.*s|%.*s|%.*s|%.*s|%u", (int)e->type.bytes, e->type.p, (int)e->mode.bytes, e->mode.p, (int)e->date.bytes,
                 e->date.p, (int)e->status.bytes, e->status.p, e->span.start_cp);
    for (size_t i = 0; i < e->source_count; i++)
        dmi_buf_addf(key, "|<%.*s", (int)e->source[i].code.bytes, e->source[i].code.p);
    for (size_t i = 0; i < e->target_count; i++)
        dmi_buf_addf(key, "|>%.*s", (int)e->target[i].code.bytes, e->target[i].code.p);
    return dmi_format(w->arena, "%016llx", (unsigned long long)dmi_hash(dmi_buf_copy(w->r->scratch, key)));
}

static void write_event(writer *w, const dated *d)
{
    static const char *const statuses[] = { "actual", "planned", "negated", "hypothetical", "historical" };
    static const char *const precisions[] = { "none", "day", "week", "month", "year" };
    const dmi_found *f = d->found;
    const dmi_grammar *g = w->r->engine->grammar;
    const dmi_sentence *s = &w->r->sentences.at[f->sentence];
    const dmi_part *part = &w->r->parts[s->part];
    uint32_t start = s->units[f->unit_start].start_byte, end = s->units[f->unit_end - 1].end_byte;
    dm_event *e = dmi_push(w->arena, &w->result->events);
    char day[11] = "";

    *e = (dm_event){ .doc_id = dmi_copy(w->arena, part->document->id),
                     .type = dmi_copy(w->arena, g->types[f->type].name),
                     .mode = dmi_copy(w->arena, f->mode),
                     .cameo = dmi_copy(w->arena, f->cameo),
                     .status = dmi_str(statuses[f->status]),
                     .rule = dmi_copy(w->arena, f->rule->name),
                     .lang = dmi_copy(w->arena, dmi_str(dmi_lang_code(w->r->lang))) };
    if (d->day != 0)
        dmi_ymd_print(d->day, day);
    e->date = dmi_copy(w->arena, dmi_str(day));
    e->date_precision = dmi_str(precisions[d->precision]);
    e->date_text = dmi_copy(w->arena, d->date_text);
    e->sentence = dmi_copy(w->arena, dmi_sub(part->text, s->start_byte, s->end_byte));
    e->text = dmi_copy(w->arena, dmi_sub(part->text, start, end));
    e->span = span_of(part, start, end);
    e->sentence_span = span_of(part, s->start_byte, s->end_byte);
    e->goldstein = dmi_grammar_goldstein(g, f->cameo) / 10.0;
    e->quad = g->types[f->type].quad;
    e->intensity = dmi_grammar_score(g, f->type, f->mode) / 10.0;
    e->confidence = f->score / 100.0;
    e->source = actors_of(w, &f->source, &e->source_count);
    e->target = actors_of(w, &f->target, &e->target_count);
    e->place = place_of(w, f);
    e->reports = d->reports;
    set_contexts(w, f, e);
    e->event_id = event_id(w, e);
}

void dmi_gather_events(dmi_document_reader *r, dm_result *result)
{
    writer w = { r, result, &result->arena };
    dated *all = dmi_alloc(r->scratch, (r->found.count + 1) * sizeof *all);
    uint32_t lead = lead_day(r);

    for (uint32_t i = 0; i < r->found.count; i++) {
        all[i] = (dated){ .found = &r->found.at[i], .reports = 1, .date_text = { "", 0 } };
        date_event(r, lead, &all[i]);
    }
    merge_retold(r, all, r->found.count);
    for (uint32_t i = 0; i < r->found.count; i++)
        if (!all[i].merged)
            write_event(&w, &all[i]);
}
