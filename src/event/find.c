/* One sentence from units to events. */
#include "event/parse.h"

enum { SCORE_FALLBACK = 10, SCORE_GUESSED_ACTOR = 5, SCORE_LEAST = 30, DOMAIN_WORDS = 2 };

/* ---- the text's domain */

static uint32_t count_domain(const dmi_parse *p, unsigned k)
{
    uint32_t count = 0;

    for (uint32_t u = 0; u < p->s->count; u++)
        count += dmi_unit_reads(p, u, k);
    return count;
}

/* Officials by their words, not a bare country, which in a match report is a team. */
static bool is_office(const dmi_parties *parties, bool countries)
{
    for (uint8_t i = 0; i < parties->count; i++) {
        const dmi_mention *m = &parties->at[i].mention;
        bool official = dmi_is(m->sector, "GOV") || dmi_is(m->sector, "MIL") || dmi_is(m->sector, "COP") ||
                        dmi_is(m->sector, "JUD") || dmi_is(m->sector, "LEG");
        if (m->org != DMI_NONE || (official && m->how <= DMI_HOW_MEMORY && (countries || m->kind != DMI_MENTION_COUNTRY)))
            return true;
    }
    return false;
}

/* Crashes and fires kill, but nobody does it: an assault there wants somebody official or armed who does. */
static void keep_out_accidents(const dmi_parse *p, dmi_candidates *all)
{
    for (uint32_t i = 0; i < all->count; i++) {
        dmi_candidate *c = &all->at[i];
        bool armed = c->source.count > 0 && !dmi_is(c->source.at[0].mention.sector, "CVL") &&
                     c->source.at[0].mention.kind != DMI_MENTION_COUNTRY;
        if (!c->dead && c->type == p->g->type_assault && !armed) {
            c->dead = true;
            c->why_dead = "the sentence is of an accident";
        }
    }
}

/* What people answer to pollsters is no act of theirs. */
static void keep_out_polls(const dmi_parse *p, dmi_candidates *all)
{
    for (uint32_t i = 0; i < all->count; i++) {
        dmi_candidate *c = &all->at[i];
        if (!c->dead && !is_office(&c->source, true)) {
            c->dead = true;
            c->why_dead = "the sentence tells of a poll";
        }
    }
}

/* In a sentence of sport, markets, weather or culture only officials' dealings with others count. */
static void keep_out_domains(const dmi_parse *p, dmi_candidates *all)
{
    uint32_t sport = count_domain(p, DMI_K_SPORT), words = sport;

    if (count_domain(p, DMI_K_ACCIDENT) > 0)
        keep_out_accidents(p, all);
    if (count_domain(p, DMI_K_POLL) > 0)
        keep_out_polls(p, all);
    words += count_domain(p, DMI_K_MARKET) + count_domain(p, DMI_K_WEATHER) + count_domain(p, DMI_K_CULTURE) +
             count_domain(p, DMI_K_LIFESTYLE);
    if (words == 0)
        return;
    for (uint32_t i = 0; i < all->count; i++) {
        dmi_candidate *c = &all->at[i];
        bool countries = sport == 0 && words < DOMAIN_WORDS;
        if (!c->dead && !(is_office(&c->source, countries) && (words < DOMAIN_WORDS || is_office(&c->target, true)))) {
            c->dead = true;
            c->why_dead = "the sentence is of sport, markets, weather or culture";
        }
    }
}

/* ---- targets nobody named */

static bool takes_own_country(const dmi_grammar *g, uint8_t type)
{
    static const char *const types[] = { "ACCUSE",  "REQUEST",  "REJECT", "THREATEN", "PROTEST", "COERCE",
                                         "ASSAULT", "MOBILIZE", "AGREE",  "CONCEDE",  "SUPPORT" };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dmi_is(g->types[type].name, types[i]))
            return true;
    return false;
}

static uint32_t states_in_sentence(const dmi_parse *p)
{
    uint16_t first = DMI_NONE;
    uint32_t count = 0;

    for (uint32_t i = 0; i < p->s->mention_count; i++)
        for (uint8_t k = 0; k < p->s->mentions[i].state_count; k++)
            if (p->s->mentions[i].states[k] != first) {
                first = p->s->mentions[i].states[k];
                count++;
            }
    return count;
}

static bool is_domestic_source(const dmi_candidate *c)
{
    const dmi_mention *m = &c->source.at[0].mention;

    return c->source.count >= 1 && m->state_count == 1 &&
           (m->kind != DMI_MENTION_COUNTRY || (m->capital && !m->place_like)); /* the White House, not Russia */
}

static bool has_state(const dmi_parties *parties, uint16_t state)
{
    for (uint8_t i = 0; i < parties->count; i++)
        for (uint8_t k = 0; k < parties->at[i].mention.state_count; k++)
            if (parties->at[i].mention.states[k] == state)
                return true;
    return false;
}

/* In a report of two sides who met, what one offers is offered to the other. */
static void other_of_pair(const dmi_parse *p, dmi_candidate *c)
{
    const dmi_parties *pair = &p->d->pair;
    bool cooperative = p->g->types[c->type].quad <= 2;

    if (!cooperative || c->source.count != 1 || c->source.at[0].mention.state_count != 1 ||
        !has_state(pair, c->source.at[0].mention.states[0]))
        return;
    for (uint8_t i = 0; i < pair->count; i++) {
        dmi_mention m = pair->at[i].mention;
        uint8_t kept = 0;
        for (uint8_t k = 0; k < m.state_count; k++)
            if (m.states[k] != c->source.at[0].mention.states[0])
                m.states[kept++] = m.states[k];
        m.state_count = kept;
        m.how = DMI_HOW_REFERENCE;
        if (kept > 0)
            dmi_add_party(&c->target, &m, DMI_NO_INDEX);
    }
}

/* Opposition, parties, courts, crowds act in their own country, whatever else the report is about. */
static bool is_home_actor(const dmi_mention *m)
{
    static const char *const sectors[] = { "OPP", "PTY", "LEG", "JUD", "COP", "CVL", "LAB", "EDU", "REL", "MED", "AGR", "ELI" };

    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (dmi_is(m->sector, sectors[i]))
            return true;
    return false;
}

/* "Rejected the charge", "vowed to respond": aimed at who charged, asked or threatened before. */
static void answer(const dmi_parse *p, dmi_candidate *c)
{
    bool replies = c->type == p->g->type_reject || c->type == p->g->type_threaten;

    if (!replies || c->source.count == 0)
        return;
    for (uint8_t i = 0; i < c->source.count; i++)
        for (uint8_t k = 0; k < c->source.at[i].mention.state_count; k++)
            if (has_state(&p->d->charge_target, c->source.at[i].mention.states[k])) {
                c->target = p->d->charge_source;
                return;
            }
}

/* In a report of two countries what one turns down, threatens or complains of without a word for whom is the other's. */
static void other_of_document(const dmi_parse *p, dmi_candidate *c)
{
    const dmi_memory *memory = p->d->memory;
    uint16_t a = memory->default_state, b = memory->second_state;
    dmi_mention m = { .role = DMI_NONE,
                      .entity = DMI_NONE,
                      .org = DMI_NONE,
                      .kind = DMI_MENTION_COUNTRY,
                      .how = DMI_HOW_DOCUMENT,
                      .sector = DMI_STR("GOV"),
                      .name = { "", 0 } };
    bool spoken = c->type == p->g->type_reject || c->type == p->g->type_threaten || c->type == p->g->type_accuse ||
                  c->type == p->g->type_request;

    if (!spoken || a == DMI_NONE || b == DMI_NONE || memory->state_counts[b] * 2 < memory->state_counts[a] ||
        c->source.count != 1 || c->source.at[0].mention.state_count != 1 || is_home_actor(&c->source.at[0].mention))
        return;
    if (c->source.at[0].mention.states[0] != a && c->source.at[0].mention.states[0] != b)
        return;
    m.states[m.state_count++] = c->source.at[0].mention.states[0] == a ? b : a;
    dmi_add_party(&c->target, &m, DMI_NO_INDEX);
}

/* A third country's welcome is for the two who met; who mediates does so between them. */
static void pair_of_others(const dmi_parse *p, dmi_candidate *c)
{
    const dmi_parties *pair = &p->d->pair;
    bool third = c->type == p->g->type_support || dmi_is(c->rule->name, "mediate");

    if (third && pair->count > 0 && c->source.count == 1 && c->source.at[0].mention.state_count == 1 &&
        !has_state(pair, c->source.at[0].mention.states[0]))
        c->target = *pair;
}

/* What international bodies welcome, deplore or ask for concerns the pair or the country of the report. */
static void concern_of_body(const dmi_parse *p, dmi_candidate *c)
{
    uint16_t place = dmi_sentence_place(p->v, p->s), state = place != DMI_NONE ? place : p->d->memory->default_state;
    dmi_mention m = { .role = DMI_NONE,
                      .entity = DMI_NONE,
                      .org = DMI_NONE,
                      .kind = DMI_MENTION_COUNTRY,
                      .how = DMI_HOW_DOCUMENT,
                      .sector = DMI_STR("GOV"),
                      .name = { "", 0 } };

    if (c->source.count != 1 || c->source.at[0].mention.org == DMI_NONE || c->source.at[0].mention.state_count > 0)
        return;
    if (p->d->pair.count > 0 && place == DMI_NONE) {
        c->target = p->d->pair;
    } else if (state != DMI_NONE) {
        m.states[m.state_count++] = state;
        dmi_add_party(&c->target, &m, DMI_NO_INDEX);
    }
}

bool dmi_is_domestic_document(const dmi_parse *p, uint16_t state)
{
    const dmi_memory *m = p->d->memory;

    return m->default_state == state &&
           (m->second_state == DMI_NONE || m->state_counts[m->second_state] * 2 <= m->state_counts[state]);
}

/* Plain people without a country ("the activities of women") are those of whoever acts on them. */
static void lend_country(dmi_candidate *c)
{
    for (uint8_t i = 0; i < c->target.count; i++) {
        dmi_mention *m = &c->target.at[i].mention;
        if (m->state_count > 0 || m->org != DMI_NONE || m->kind != DMI_MENTION_ROLE || dmi_is(m->sector, "IGO") ||
            dmi_is(m->sector, "NGO") || c->source.count == 0 || c->source.at[0].mention.state_count != 1)
            continue;
        m->states[m->state_count++] = c->source.at[0].mention.states[0];
        m->how = DMI_HOW_REFERENCE;
    }
}

/* Police, courts and parliaments arrest, ban and disperse at home, whatever country else the sentence names. */
static bool acts_at_home(const dmi_parse *p, const dmi_candidate *c)
{
    return is_home_actor(&c->source.at[0].mention) && (c->type == p->g->type_coerce || c->type == p->g->type_assault);
}

/* The empty target of a domestic act takes the source's country (LESSONS, 1). */
static void fall_back(dmi_parse *p, dmi_candidate *c)
{
    if (c->dead || c->target.count > 0 || c->source.count == 0 || c->rule->target[0] == 0 || c->rule->symmetric ||
        (c->wanting && !c->measure && c->rule->source[0] != DMI_SLOT_SPEAKER))
        return;
    if (!acts_at_home(p, c))
        dmi_fill_other(p, &c->fill, &c->source, &c->target);
    if (c->target.count == 0)
        answer(p, c);
    if (c->target.count == 0)
        other_of_pair(p, c);
    if (c->target.count == 0)
        pair_of_others(p, c);
    if (c->target.count == 0)
        concern_of_body(p, c);
    if (c->target.count == 0)
        other_of_document(p, c);
    if (c->target.count == 0 && is_domestic_source(c) &&
        (is_home_actor(&c->source.at[0].mention) || dmi_is_domestic_document(p, c->source.at[0].mention.states[0])) &&
        takes_own_country(p->g, c->type) && (states_in_sentence(p) <= 1 || is_home_actor(&c->source.at[0].mention))) {
        dmi_mention m = c->source.at[0].mention;
        m.sector = DMI_STR("");
        m.role = m.entity = m.org = DMI_NONE;
        m.name_start = m.name_end = 0;
        m.name = DMI_STR("");
        m.kind = DMI_MENTION_COUNTRY;
        m.how = DMI_HOW_REFERENCE;
        dmi_add_party(&c->target, &m, DMI_NO_INDEX);
    }
    if (c->target.count > 0) {
        c->fallback = true;
        c->score -= SCORE_FALLBACK;
        c->wanting = false;
    }
}

static void drop_wanting(dmi_candidate *c)
{
    if (c->dead || !c->wanting)
        return;
    c->dead = true;
    c->why_dead = "its target is told nowhere";
}

/* A protest or attack nobody is named for happens where the sentence is. */
static void place_as_party(dmi_parse *p, dmi_candidate *c)
{
    uint16_t state;
    dmi_mention m = { .role = DMI_NONE,
                      .entity = DMI_NONE,
                      .org = DMI_NONE,
                      .kind = DMI_MENTION_ROLE,
                      .how = DMI_HOW_PLACE,
                      .sector = DMI_STR("CVL"),
                      .name = { "", 0 } };

    if (c->dead || c->source.count > 0 || c->type != p->g->type_protest)
        return;
    state = dmi_sentence_place(p->v, p->s);
    if (state == DMI_NONE)
        state = p->d->memory->default_state;
    if (state == DMI_NONE)
        return;
    m.states[m.state_count++] = state;
    dmi_add_party(&c->source, &m, DMI_NO_INDEX);
}

/* ---- long past */

enum { YEAR_LIVING_MEMORY = 1950 };

static bool is_old_year(dm_str number)
{
    uint32_t year = 0;

    if (number.bytes != 4)
        return false;
    for (size_t i = 0; i < 4; i++) {
        if (number.p[i] < '0' || number.p[i] > '9')
            return false;
        year = year * 10 + (uint32_t)(number.p[i] - '0');
    }
    return year >= 1500 && year < YEAR_LIVING_MEMORY; /* a Persian year of today is under 1500 */
}

/* A sentence of centuries, world wars, anniversaries tells history. */
static bool is_history(const dmi_parse *p)
{
    for (uint32_t u = 0; u < p->s->count; u++)
        if (dmi_unit_reads(p, u, DMI_K_HISTORY) && (dmi_prepositions(dmi_at(p, u)) & DMI_BIT(DMI_K_DURING)) == 0)
            return true; /* but "clashed on the anniversary of the vote" */
    for (uint32_t u = 0; u < p->s->count; u++)
        if (p->s->units[u].kind == DMI_NUMBER && is_old_year(p->s->units[u].fold) && u > 0 && p->s->units[u - 1].kind == DMI_WORD)
            return true;
    return false;
}

/* The clause that holds the words of history, or is governed by them, is historical. */
static void mark_history(const dmi_parse *p, dmi_candidates *all)
{
    if (!is_history(p))
        return;
    for (uint32_t i = 0; i < all->count; i++) {
        dmi_candidate *c = &all->at[i];
        bool spoken = c->type == p->g->type_accuse || c->type == p->g->type_request || c->type == p->g->type_agree ||
                      c->type == p->g->type_reject || c->type == p->g->type_threaten || c->type == p->g->type_support;
        if (!c->dead && c->status == DMI_STATUS_ACTUAL && !(spoken && c->fill.frame != NONE && c->fill.phrase == NONE))
            c->status = DMI_STATUS_HISTORICAL; /* what is said today of history is today's */
    }
}

/* ---- one event a type and dyad */

static bool same_side(const dmi_parties *a, const dmi_parties *b)
{
    bool any = a->count == 0 && b->count == 0;

    for (uint8_t i = 0; i < a->count; i++)
        for (uint8_t k = 0; k < b->count; k++)
            for (uint8_t s = 0; s < a->at[i].mention.state_count; s++)
                for (uint8_t t = 0; t < b->at[k].mention.state_count; t++)
                    any = any || a->at[i].mention.states[s] == b->at[k].mention.states[t];
    for (uint8_t i = 0; i < a->count; i++)
        for (uint8_t k = 0; k < b->count; k++)
            any = any || (a->at[i].mention.org != DMI_NONE && a->at[i].mention.org == b->at[k].mention.org);
    return any;
}

static void drop_doubles(dmi_candidates *all)
{
    for (uint32_t i = 0; i < all->count; i++)
        for (uint32_t k = 0; k < all->count; k++) {
            dmi_candidate *a = &all->at[i], *b = &all->at[k];
            if (i == k || a->dead || b->dead || a->type != b->type || a->status != b->status)
                continue;
            if ((same_side(&a->source, &b->source) || (b->source.count == 0 && a->source.count > 0)) &&
                (same_side(&a->target, &b->target) || b->target.count == 0) &&
                (a->score > b->score || (a->score == b->score && i < k) || (b->source.count == 0 && a->source.count > 0))) {
                b->dead = true;
                b->why_dead = "is the same act told again in the sentence";
            }
        }
}

/* ---- out */

static uint64_t contexts_of(const dmi_parse *p, const dmi_candidate *c)
{
    uint64_t bits = 0;
    uint32_t distinct = 0, frame = c->fill.frame != NONE ? c->fill.frame : c->fill.holder;

    for (uint32_t i = 0; i < p->g->contexts.count; i++) {
        const dmi_context *context = &p->g->contexts.at[i];
        if (i > 0 && !dmi_same(context->name, p->g->contexts.at[i - 1].name))
            distinct++;
        for (uint32_t u = 0; u < p->s->count && distinct < 64; u++)
            if ((p->phrase_of[u] != NONE || u == c->unit) && dmi_unit_is(p, u, context->concept) &&
                (u == c->unit || p->phrases.at[p->phrase_of[u]].frame == frame || (u >= c->unit_start && u < c->unit_end)))
                bits |= (uint64_t)1 << distinct;
    }
    return bits;
}

static int actor_doubt(const dmi_parties *parties)
{
    int doubt = 0;

    for (uint8_t i = 0; i < parties->count; i++)
        if (parties->at[i].mention.how >= DMI_HOW_SENTENCE)
            doubt = SCORE_GUESSED_ACTOR;
    return doubt;
}

static void remember_charge(dmi_parse *p, const dmi_candidate *c)
{
    static const char *const types[] = { "ACCUSE", "REQUEST", "THREATEN", "SANCTION", "COERCE", "ASSAULT" };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (dmi_is(p->g->types[c->type].name, types[i]) && c->source.count > 0 && c->target.count > 0) {
            p->d->charge_source = c->source;
            p->d->charge_target = c->target;
            for (uint8_t k = 0; k < c->source.count; k++)
                p->d->charge_source.at[k].sentence = DMI_NO_INDEX;
        }
}

/* The two sides of a meeting or agreement are who "both sides" are from now on. */
static void remember_pair(dmi_parse *p, const dmi_candidate *c)
{
    dmi_parties *pair = &p->d->pair;

    if (!c->rule->symmetric || c->source.count < 1)
        return;
    if (c->source.count == 1
            ? c->source.at[0].mention.state_count != 2
            : c->source.count != 2 || !c->source.at[0].mention.state_count || !c->source.at[1].mention.state_count ||
                  c->source.at[0].mention.states[0] == c->source.at[1].mention.states[0])
        return;
    *pair = c->source;
    for (uint8_t i = 0; i < pair->count; i++)
        pair->at[i].sentence = DMI_NO_INDEX;
}

static void emit(dmi_parse *p, const dmi_candidate *c, dmi_found_list *out)
{
    dmi_found *f = dmi_push(p->arena, out);
    int score = c->score - actor_doubt(&c->source) - actor_doubt(&c->target);

    *f = (dmi_found){ .type = c->type,
                      .status = c->status,
                      .mode = c->mode,
                      .cameo = c->cameo,
                      .rule = c->rule,
                      .source = c->source,
                      .target = c->target,
                      .sentence = p->sentence_index,
                      .unit = c->unit,
                      .unit_start = c->unit_start,
                      .unit_end = c->unit_end,
                      .score = (uint8_t)(score < 5 ? 5 : score),
                      .contexts = contexts_of(p, c),
                      .operator_count = c->operator_count,
                      .why = DMI_STR("") };
    memcpy(f->operators, c->operators, sizeof f->operators);
    remember_pair(p, c);
    remember_charge(p, c);
}

void dmi_find_events(dmi_arena *arena, const dmi_grammar *g, const dmi_lang *lang, dmi_sentence *s, uint32_t sentence_index,
                     dmi_discourse *d, dmi_found_list *out)
{
    dmi_parse p = { .arena = arena,
                    .g = g,
                    .v = g->v,
                    .lang = lang,
                    .params = dmi_lang_params(lang),
                    .s = s,
                    .sentence_index = sentence_index,
                    .d = d };
    dmi_candidates all = { 0 };
    uint32_t first = out->count;

    p.phrase_of = dmi_alloc(arena, (s->count + 1) * sizeof *p.phrase_of);
    p.consumed = dmi_alloc(arena, (s->count + 1) * sizeof *p.consumed);
    dmi_find_frames(&p, dmi_find_phrases(&p));
    dmi_find_candidates(&p, &all);
    dmi_apply_operators(&p, &all);
    keep_out_domains(&p, &all);
    mark_history(&p, &all);
    for (uint32_t i = 0; i < all.count; i++) {
        place_as_party(&p, &all.at[i]);
        fall_back(&p, &all.at[i]);
        drop_wanting(&all.at[i]);
        lend_country(&all.at[i]);
    }
    drop_doubles(&all);
    for (uint32_t i = 0; i < all.count; i++)
        if (!all.at[i].dead && all.at[i].score >= SCORE_LEAST && all.at[i].source.count + all.at[i].target.count > 0)
            emit(&p, &all.at[i], out);
    if (d->explain)
        dmi_explain_sentence(&p, &all, out, first);
    dmi_carry_discourse(&p);
}
