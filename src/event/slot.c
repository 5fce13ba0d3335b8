/* Who stands in a slot. */
#include "event/parse.h"

enum { DEPTH_MAX = 5 };

bool dmi_unit_is(const dmi_parse *p, uint32_t unit, uint16_t concept)
{
    const dmi_unit *u = &p->s->units[unit];

    for (uint32_t i = 0; i < u->sense_count; i++)
        if (u->senses[i].kind == DMI_SENSE_CONCEPT && u->senses[i].id == concept)
            return true;
    return false;
}

bool dmi_unit_has(const dmi_parse *p, uint32_t unit, const dmi_concepts *concepts)
{
    for (uint8_t i = 0; i < concepts->count; i++)
        if (dmi_unit_is(p, unit, concepts->at[i]))
            return true;
    return false;
}

static bool units_have(const dmi_parse *p, uint32_t start, uint32_t end, const dmi_concepts *concepts, uint32_t *unit)
{
    for (uint32_t u = start; u < end; u++)
        if (dmi_unit_has(p, u, concepts)) {
            *unit = u;
            return true;
        }
    return false;
}

/* Does the phrase, its genitives or what is coordinated with it hold one of the concepts? */
bool dmi_phrase_has(const dmi_parse *p, uint32_t phrase, const dmi_concepts *concepts, uint32_t *unit)
{
    for (uint32_t depth = 0; phrase != NONE && depth < DEPTH_MAX; depth++) {
        const dmi_phrase *ph = &p->phrases.at[phrase];
        uint32_t next = ph->next;
        if (units_have(p, ph->unit_start, ph->unit_end, concepts, unit))
            return true;
        for (uint32_t steps = 0; next != NONE && steps < DEPTH_MAX; steps++) {
            const dmi_phrase *n = &p->phrases.at[next];
            if (units_have(p, n->unit_start, n->unit_end, concepts, unit))
                return true;
            next = n->next;
        }
        /* "A consignment of medicine", where the language says "from". */
        for (uint32_t pp = ph->pp_first; pp != NONE; pp = p->phrases.at[pp].pp_next)
            if ((p->phrases.at[pp].prep & (DMI_BIT(DMI_K_OF) | DMI_BIT(DMI_K_FROM))) != 0 &&
                units_have(p, p->phrases.at[pp].unit_start, p->phrases.at[pp].unit_end, concepts, unit))
                return true;
        phrase = ph->genitive;
    }
    return false;
}

/* ---- parties */

static bool same_party(const dmi_mention *a, const dmi_mention *b)
{
    if (a->state_count != b->state_count || a->org != b->org)
        return false;
    for (uint8_t i = 0; i < a->state_count; i++)
        if (a->states[i] != b->states[i])
            return false;
    if (a->state_count == 0 && a->org == DMI_NONE)
        return a->kind == b->kind && a->role == b->role && dmi_same(a->name, b->name);
    return dmi_same(a->sector, b->sector) && dmi_same(a->name, b->name);
}

void dmi_add_party(dmi_parties *parties, const dmi_mention *mention, uint32_t sentence)
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (same_party(&parties->at[i].mention, mention))
            return;
    if (parties->count < DMI_PARTIES_MAX)
        parties->at[parties->count++] = (dmi_party){ *mention, sentence };
}

/* A mention that stands for somebody the coder can name: with a country or body, or the world at large. */
static bool is_party(const dmi_parse *p, const dmi_mention *m)
{
    if (m->kind == DMI_MENTION_WORLD)
        return true;
    if (m->state_count > 0 || m->org != DMI_NONE)
        return true;
    return m->role != DMI_NONE && dmi_packs_concept_at(p->v->packs, m->role)->sector.bytes > 0;
}

static void add_mention(dmi_parse *p, uint32_t phrase, dmi_parties *out);

static bool is_guess(const dmi_mention *m)
{
    return m->kind == DMI_MENTION_ROLE && (m->how == DMI_HOW_NONE || m->how >= DMI_HOW_MEMORY);
}

/* "The ministers", "the leaders" after two of them were named together. */
static bool are_the_pair(const dmi_parse *p, const dmi_mention *m)
{
    unsigned k = m->role == DMI_NONE ? 0 : p->v->known[m->role];
    const dmi_parties *pair = &p->d->pair;

    if ((!m->plural && !m->counted) || pair->count != 2 || pair->at[0].mention.role == DMI_NONE ||
        pair->at[1].mention.role == DMI_NONE)
        return false;
    return k == DMI_K_MINISTER || k == DMI_K_FOREIGN_MINISTER || k == DMI_K_HEAD_OF_STATE || k == DMI_K_HEAD_OF_GOV ||
           k == DMI_K_DIPLOMAT;
}

static bool owned_by_pronoun(const dmi_parse *p, uint32_t phrase)
{
    uint32_t owner = p->phrases.at[phrase].owner;

    return owner != NONE && p->phrases.at[owner].mention != NONE &&
           p->s->mentions[p->phrases.at[owner].mention].kind == DMI_MENTION_PRONOUN;
}

/* "Its defence ministry", "وزير خارجيته": the office of whom the pronoun stands for. */
static void add_owned_office(dmi_parse *p, uint32_t phrase, const dmi_mention *office, dmi_parties *out)
{
    dmi_parties owners = { 0 };
    dmi_mention m = *office;

    p->phrases.at[p->phrases.at[phrase].owner].inside = phrase;
    add_mention(p, p->phrases.at[phrase].owner, &owners);
    if (owners.count > 0 && owners.at[0].mention.state_count > 0) {
        m.state_count = owners.at[0].mention.state_count;
        memcpy(m.states, owners.at[0].mention.states, sizeof m.states);
        m.how = DMI_HOW_REFERENCE;
    }
    if (is_party(p, &m))
        dmi_add_party(out, &m, p->sentence_index);
}

static void add_mention(dmi_parse *p, uint32_t phrase, dmi_parties *out)
{
    const dmi_mention *m = &p->s->mentions[p->phrases.at[phrase].mention];

    if (m->kind == DMI_MENTION_PRONOUN || m->kind == DMI_MENTION_BOTH) {
        for (uint32_t steps = 0; p->phrases.at[phrase].frame == NONE && p->phrases.at[phrase].inside != NONE && steps < DEPTH_MAX;
             steps++)
            phrase = p->phrases.at[phrase].inside;
        dmi_resolve_reference(p, m, p->phrases.at[phrase].frame, out);
    } else if (is_guess(m) && are_the_pair(p, m))
        for (uint8_t i = 0; i < p->d->pair.count; i++)
            dmi_add_party(out, &p->d->pair.at[i].mention, DMI_NO_INDEX);
    else if (is_guess(m) && owned_by_pronoun(p, phrase))
        add_owned_office(p, phrase, m, out);
    else if (is_party(p, m))
        dmi_add_party(out, m, p->sentence_index);
}

/* "The plan that Egypt put forward", "measures imposed by the Union": who did it in the relative clause. */
static void add_relative_agents(dmi_parse *p, uint32_t phrase, dmi_parties *out)
{
    for (uint32_t i = 0; i < p->frames.count; i++) {
        const dmi_frame *f = &p->frames.at[i];
        if (f->link != LINK_REL || f->antecedent != phrase || f->verb == NONE)
            continue;
        if (f->passive)
            dmi_parties_of_agent(p, i, out);
        else if (f->antecedent_is_object && f->subject != NONE)
            dmi_parties_of_phrase(p, f->subject, out);
        return;
    }
}

/* A word nobody knows, where names are not written with capitals, is no deed of whoever stands behind "from". */
static bool may_be_name(const dmi_parse *p, const dmi_phrase *ph)
{
    return p->params->names_quotes && p->s->units[ph->head].sense_count == 0;
}

static void add_phrase_parties(dmi_parse *p, uint32_t phrase, dmi_parties *out, uint32_t depth)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];
    uint8_t before = out->count;

    if (ph->mention != NONE) {
        add_mention(p, phrase, out);
        return;
    }
    if (depth == 0 || p->direct)
        return;
    /* A deed or thing stands for who did or owns it: "the decision of Chile", "Israeli strikes", "moves by Iran". */
    for (uint32_t owner = ph->owner, steps = 0; owner != NONE && steps < DEPTH_MAX; owner = p->phrases.at[owner].next, steps++)
        add_phrase_parties(p, owner, out, depth - 1);
    for (uint32_t pp = ph->pp_first; pp != NONE && out->count == before && !may_be_name(p, ph); pp = p->phrases.at[pp].pp_next)
        if ((p->phrases.at[pp].prep & (DMI_BIT(DMI_K_BY) | DMI_BIT(DMI_K_FROM) | DMI_BIT(DMI_K_BETWEEN))) != 0)
            dmi_parties_of_phrase(p, pp, out);
    if (out->count == before && ph->genitive != NONE)
        add_phrase_parties(p, ph->genitive, out, depth - 1);
    if (out->count == before)
        add_relative_agents(p, phrase, out);
}

void dmi_parties_of_phrase(dmi_parse *p, uint32_t phrase, dmi_parties *out)
{
    for (uint32_t steps = 0; phrase != NONE && steps < 8; steps++) {
        add_phrase_parties(p, phrase, out, DEPTH_MAX);
        phrase = p->phrases.at[phrase].next;
    }
}

/* "Signed an order that bars ...", "issued a statement that accuses ...": what a text does, who made it does. */
static bool is_issued(const dmi_parse *p, const dmi_frame *relative)
{
    static const uint8_t texts[] = { DMI_K_RESOLUTION, DMI_K_STATEMENT, DMI_K_ORDER };
    static const uint8_t deeds[] = { DMI_K_SIGN, DMI_K_VOTE, DMI_K_SAY, DMI_K_ORDER };
    const dmi_phrase *text = &p->phrases.at[relative->antecedent];
    const dmi_frame *f = relative->parent == NONE ? NULL : &p->frames.at[relative->parent];
    bool is_text = false, is_made = false;

    if (f == NULL || f->verb == NONE || f->passive || text->mention != NONE || f->object_count == 0 ||
        f->objects[0] != relative->antecedent)
        return false;
    for (size_t i = 0; i < sizeof texts; i++)
        is_text = is_text || dmi_unit_reads(p, text->head, texts[i]);
    for (size_t i = 0; i < sizeof deeds; i++)
        is_made = is_made || dmi_unit_reads(p, f->verb, deeds[i]);
    return is_text && (is_made || (dmi_at(p, f->verb)->is & DMI_IS_ACT) == 0 || dmi_unit_reads(p, f->verb, DMI_K_GIVE) ||
                       dmi_unit_reads(p, f->verb, DMI_K_EXPRESS) || dmi_unit_reads(p, f->verb, DMI_K_MAKE));
}

/* The grammatical subject: its own phrase, a relative clause's antecedent, or what the controlling frame lends. */
void dmi_parties_of_subject(dmi_parse *p, uint32_t frame, dmi_parties *out, uint32_t depth)
{
    const dmi_frame *f = &p->frames.at[frame];

    if (f->subject != NONE) {
        dmi_parties_of_phrase(p, f->subject, out);
        return;
    }
    if (f->link == LINK_REL && f->antecedent != NONE && f->antecedent_is_subject) {
        dmi_parties_of_phrase(p, f->antecedent, out);
        if (out->count == 0 && depth > 0 && is_issued(p, f))
            dmi_parties_of_subject(p, f->parent, out, depth - 1);
        return;
    }
    if (f->first_person)
        dmi_speaker_of(p, frame, out);
    else if (f->controller == NONE && f->link == LINK_MAIN && p->params->prodrop && !f->passive && f->bare.count == 0)
        dmi_add_referred(out, &p->d->last_subject); /* also what "but he" at the head of a sentence goes on from */
    if (f->first_person || f->controller == NONE || depth == 0)
        return;
    if (f->object_control) {
        dmi_parties_of_object(p, f->controller, out);
        if (out->count > 0)
            return;
    }
    if (p->frames.at[f->controller].passive && !f->passive && f->link == LINK_COORD) {
        dmi_parties_of_subject(p, f->controller, out, depth - 1);
        return;
    }
    dmi_parties_of_subject(p, f->controller, out, depth - 1);
}

/* Who a passive verb names as its doer: behind "by", or bare behind the verb where the language has it so ("ditangkap polisi"). */
/* Over articles and numbers: "rejected (by) most of the members". */
bool dmi_is_right_behind(const dmi_parse *p, uint32_t unit, uint32_t phrase)
{
    uint32_t i = unit + 1, start = p->phrases.at[phrase].unit_start;

    while (i < start &&
           (p->s->units[i].kind == DMI_NUMBER || dmi_unit_reads(p, i, DMI_K_DET) || dmi_unit_reads(p, i, DMI_K_NUMBER_WORD)))
        i++;
    return i == start;
}

void dmi_parties_of_agent(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    const dmi_frame *f = &p->frames.at[frame];
    uint64_t by = DMI_BIT(DMI_K_BY);

    if (p->params->passive_by != DMI_NONE && p->v->known[p->params->passive_by] != 0)
        by |= DMI_BIT(p->v->known[p->params->passive_by]);
    for (uint32_t i = 0; i < f->pps.count; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & by) != 0)
            dmi_parties_of_phrase(p, f->pps.at[i], out);
    for (uint8_t i = 0; p->params->bare_agent && f->passive && i < f->object_count && out->count == 0; i++)
        if (p->phrases.at[f->objects[i]].mention != NONE && dmi_is_right_behind(p, f->verb, f->objects[i]))
            dmi_parties_of_phrase(p, f->objects[i], out);
}

void dmi_parties_of_object(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    const dmi_frame *f = &p->frames.at[frame];
    uint64_t governed = DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_FROM) | DMI_BIT(DMI_K_ON);

    for (uint8_t i = 0; i < f->object_count; i++)
        dmi_parties_of_phrase(p, f->objects[i], out);
    for (uint32_t i = 0; i < f->pps.count && out->count == 0; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & governed) != 0)
            dmi_parties_of_phrase(p, f->pps.at[i], out);
}
