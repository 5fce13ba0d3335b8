/* The slots that a rule names, of a verb, an act noun, or a noun carried by a verb. */
#include "event/parse.h"

static void pp_parties(dmi_parse *p, uint32_t pp, uint8_t k, dmi_parties *out)
{
    if ((p->phrases.at[pp].prep & DMI_BIT(k)) != 0)
        dmi_parties_of_phrase(p, pp, out);
}

static void phrase_preposition(dmi_parse *p, uint32_t phrase, uint8_t k, dmi_parties *out)
{
    for (uint32_t depth = 0; phrase != NONE && depth < 3 && out->count == 0; depth++) {
        for (uint32_t pp = p->phrases.at[phrase].pp_first; pp != NONE; pp = p->phrases.at[pp].pp_next)
            pp_parties(p, pp, k, out);
        phrase = p->phrases.at[phrase].genitive;
    }
}

/* "Called for an inquiry about the purchase of jets from France": where the verb stands last, what is "from" within the matter is no party. */
static bool is_of_matter(const dmi_parse *p, uint32_t pp, uint8_t k)
{
    uint32_t host = p->phrases.at[pp].inside;
    uint64_t matters = DMI_BIT(DMI_K_ABOUT) | DMI_BIT(DMI_K_FOR) | DMI_BIT(DMI_K_OVER);

    return k == DMI_K_FROM && p->params->order == DMI_ORDER_SOV && host != NONE && p->phrases.at[host].mention == NONE &&
           (p->phrases.at[host].prep & matters) != 0;
}

static void frame_preposition(dmi_parse *p, uint32_t frame, uint32_t from_unit, uint8_t k, dmi_parties *out)
{
    const dmi_frame *f = &p->frames.at[frame];

    for (uint32_t i = 0; i < f->pps.count; i++)
        if (p->phrases.at[f->pps.at[i]].unit_start >= from_unit && !is_of_matter(p, f->pps.at[i], k))
            pp_parties(p, f->pps.at[i], k, out);
}

static void preposition_parties(dmi_parse *p, const dmi_filling *fill, uint8_t k, dmi_parties *out)
{
    bool loose = k == DMI_K_WITH || k == DMI_K_BETWEEN || k == DMI_K_AGAINST;

    if (fill->phrase != NONE)
        phrase_preposition(p, fill->phrase, k, out);
    if (out->count == 0 && fill->frame != NONE)
        frame_preposition(p, fill->frame, 0, k, out);
    /* A noun's own complement that hangs on the clause: "after the meeting in Rome with the envoy". */
    if (out->count == 0 && fill->frame == NONE && fill->holder != NONE && loose && p->params->order != DMI_ORDER_SOV)
        frame_preposition(p, fill->holder, p->phrases.at[fill->phrase].unit_start, k, out);
}

static void governed_objects(dmi_parse *p, const dmi_filling *fill, dmi_parties *out)
{
    for (uint8_t k = DMI_K_BY; k <= DMI_K_IN_RESPONSE && out->count == 0; k++)
        if ((fill->object_preps & DMI_BIT(k)) != 0)
            preposition_parties(p, fill, k, out);
}

/* Where active and passive are spelled alike ("قتل خمسة جنود"), a verb of violence or arrest with plain people behind it and no object
 * was done to them. */
static bool reads_as_passive(const dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule)
{
    const dmi_frame *f = &p->frames.at[fill->frame];
    const dmi_mention *m;
    uint32_t victim = f->antecedent_is_subject ? f->antecedent : f->subject; /* "who were killed" */

    bool in_front = victim != NONE && !f->antecedent_is_subject &&
                    p->phrases.at[victim].unit_start < f->verb; /* "its coordinator was arrested" */

    if (f->passive || p->s->units[f->verb].idiom || p->params->order != DMI_ORDER_VSO || f->object_count > 0 || victim == NONE ||
        p->phrases.at[victim].mention == NONE ||
        (in_front && (rule->type != p->g->type_coerce || (dmi_at(p, f->verb)->features & DMI_F_PL) != 0)) ||
        (rule->type != p->g->type_assault && rule->type != p->g->type_coerce))
        return false;
    m = &p->s->mentions[p->phrases.at[victim].mention];
    return (m->kind == DMI_MENTION_ROLE || m->kind == DMI_MENTION_PERSON) && (dmi_at(p, f->verb)->features & DMI_F_PAST) != 0 &&
           rule->object.count == 0 && fill->object_preps == 0;
}

static void frame_objects(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, dmi_parties *out)
{
    const dmi_frame *f = &p->frames.at[fill->frame];

    if (f->passive || reads_as_passive(p, fill, rule)) {
        dmi_parties_of_subject(p, fill->frame, out, 4);
        if (out->count > 0)
            return;
    }
    if (f->antecedent_is_object && f->antecedent != NONE)
        dmi_parties_of_phrase(p, f->antecedent, out);
    for (uint8_t i = 0; i < f->object_count && !(f->passive && p->params->bare_agent); i++) {
        dmi_parties_of_phrase(p, f->objects[i], out);
        if (out->count > 0 && p->params->order == DMI_ORDER_VSO && p->phrases.at[f->objects[i]].mention != NONE &&
            !rule->symmetric)
            break; /* "held Israel responsible for the loss of a Russian plane" */
    }
    governed_objects(p, fill, out);
}

static void agents(dmi_parse *p, const dmi_filling *fill, dmi_parties *out)
{
    uint8_t by = p->params->passive_by == DMI_NONE ? DMI_K_BY : p->v->known[p->params->passive_by];

    if (fill->phrase != NONE)
        preposition_parties(p, fill, by, out);
    if (fill->frame != NONE && out->count == 0)
        dmi_parties_of_agent(p, fill->frame, out);
}

static bool is_person(const dmi_parse *p, uint32_t phrase)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];
    const dmi_mention *m = ph->mention == NONE ? NULL : &p->s->mentions[ph->mention];

    return m != NULL && (!m->adjective || m->kind == DMI_MENTION_PRONOUN) &&
           (m->kind == DMI_MENTION_PRONOUN || m->kind == DMI_MENTION_PERSON || m->kind == DMI_MENTION_ROLE || m->place_like);
}

/* "The attack of rebels on Peru": the genitive is the doer when whom it is done to stands behind "on" or "against". */
static bool genitive_is_doer(const dmi_parse *p, const dmi_phrase *ph)
{
    uint64_t objects = DMI_BIT(DMI_K_ON) | DMI_BIT(DMI_K_AGAINST);

    for (uint32_t pp = ph->pp_first; pp != NONE && ph->genitive != NONE; pp = p->phrases.at[pp].pp_next)
        if ((p->phrases.at[pp].prep & objects) != 0 &&
            (p->phrases.at[pp].mention != NONE || (dmi_at(p, p->phrases.at[pp].head)->is & DMI_IS_COUNTRY) != 0))
            return true;
    return false;
}

static bool has_object_elsewhere(const dmi_parse *p, const dmi_phrase *ph)
{
    uint64_t objects = DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_ON) | DMI_BIT(DMI_K_AGAINST) | DMI_BIT(DMI_K_FOR);

    if (ph->genitive != NONE)
        return true;
    for (uint32_t pp = ph->pp_first; pp != NONE; pp = p->phrases.at[pp].pp_next)
        if ((p->phrases.at[pp].prep & objects) != 0)
            return true;
    return false;
}

bool dmi_is_verb_of_trying(const dmi_parse *p, uint32_t verb)
{
    return dmi_unit_reads(p, verb, DMI_K_TRY) || dmi_unit_reads(p, verb, DMI_K_CONTINUE);
}

/* A lone possessor of a deed that is done to somebody is its victim: "the general's arrest", "قصف غزة". */
static bool owner_is_object(const dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule)
{
    const dmi_phrase *ph = &p->phrases.at[fill->phrase];
    const dmi_unit *deed = &p->s->units[ph->head];

    if (ph->owner != NONE && deed->idiom && deed->ends_definite && !deed->definite && p->phrases.at[ph->owner].mention != NONE &&
        p->s->mentions[p->phrases.at[ph->owner].mention].adjective)
        return true; /* "طرد السفير | البيروفي": an adjective of the object in the entry */
    if (fill->frame != NONE && ph->owner != NONE && p->params->genitive_juxtaposed && p->frames.at[fill->frame].verb != NONE &&
        dmi_is_verb_of_trying(p, p->frames.at[fill->frame].verb))
        return !has_object_elsewhere(p, ph); /* "hastened to (the) criticism of France": the subject criticises */
    return rule->genitive_object && ph->owner != NONE && is_person(p, ph->owner) && !has_object_elsewhere(p, ph);
}

static void owners(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, bool as_object, dmi_parties *out)
{
    uint32_t owner = fill->phrase == NONE ? NONE : p->phrases.at[fill->phrase].owner;

    if (owner != NONE && owner_is_object(p, fill, rule) == as_object)
        dmi_parties_of_phrase(p, owner, out);
    if (owner == NONE && !as_object && fill->phrase != NONE && genitive_is_doer(p, &p->phrases.at[fill->phrase]))
        dmi_parties_of_phrase(p, p->phrases.at[fill->phrase].genitive, out);
}

static void subjects(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, dmi_parties *out)
{
    if (fill->frame == NONE)
        return;
    if (p->frames.at[fill->frame].passive || (fill->phrase == NONE && reads_as_passive(p, fill, rule)))
        agents(p, fill, out);
    else
        dmi_parties_of_subject(p, fill->frame, out, 4);
}

static void noun_objects(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, dmi_parties *out)
{
    uint32_t genitive = p->phrases.at[fill->phrase].genitive;
    bool judges = rule->source[0] == DMI_SLOT_SPEAKER; /* "a betrayal of the voters" does not blame them */

    owners(p, fill, rule, true, out);
    if (genitive != NONE && out->count == 0 && !judges && !genitive_is_doer(p, &p->phrases.at[fill->phrase]))
        dmi_parties_of_phrase(p, genitive, out);
    governed_objects(p, fill, out);
}

static void content_subject(dmi_parse *p, const dmi_filling *fill, dmi_parties *out)
{
    uint32_t frame = fill->frame != NONE ? fill->frame : fill->holder;

    for (uint32_t i = 0; frame != NONE && i < p->frames.count && out->count == 0; i++) {
        const dmi_frame *f = &p->frames.at[i];
        if (f->parent == frame && (f->link == LINK_COMP || f->link == LINK_XCOMP) && f->verb != NONE &&
            (f->subject != NONE || f->object_control))
            dmi_parties_of_subject(p, i, out, 2);
    }
}

/* "It is a shame," she said of the minister. */
static void said_of(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    uint32_t say = dmi_reporting_frame(p, frame);
    uint64_t of = DMI_BIT(DMI_K_OF) | DMI_BIT(DMI_K_ABOUT);

    for (uint32_t i = 0; say != NONE && i < p->frames.at[say].pps.count; i++)
        if ((p->phrases.at[p->frames.at[say].pps.at[i]].prep & of) != 0)
            dmi_parties_of_phrase(p, p->frames.at[say].pps.at[i], out);
}

void dmi_fill_slot(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, uint8_t slot, dmi_parties *out)
{
    switch (slot) {
    case DMI_SLOT_SUBJ:
        if (!fill->reversed)
            subjects(p, fill, rule, out);
        else
            agents(p, fill, out);
        break;
    case DMI_SLOT_OBJ:
        if (fill->reversed)
            dmi_parties_of_subject(p, fill->frame, out, 4);
        else if (fill->phrase != NONE)
            noun_objects(p, fill, rule, out);
        else
            frame_objects(p, fill, rule, out);
        break;
    case DMI_SLOT_OWN:
        owners(p, fill, rule, false, out);
        break;
    case DMI_SLOT_OF:
        if (fill->phrase != NONE && p->phrases.at[fill->phrase].genitive != NONE)
            dmi_parties_of_phrase(p, p->phrases.at[fill->phrase].genitive, out);
        break;
    case DMI_SLOT_REL:
        if (fill->frame != NONE && p->frames.at[fill->frame].antecedent_is_object)
            dmi_parties_of_phrase(p, p->frames.at[fill->frame].antecedent, out);
        break;
    case DMI_SLOT_COMP:
        content_subject(p, fill, out);
        break;
    case DMI_SLOT_SAID_OF:
        said_of(p, fill->frame != NONE ? fill->frame : fill->holder, out);
        break;
    case DMI_SLOT_SPEAKER:
        dmi_speaker_of(p, fill->frame != NONE ? fill->frame : fill->holder, out);
        break;
    default:
        if (slot == DMI_SLOT_PREP + DMI_K_BY)
            agents(p, fill, out);
        else
            preposition_parties(p, fill, (uint8_t)(slot - DMI_SLOT_PREP), out);
        break;
    }
}

/* ---- places as targets: "arrived in Guilin" */

static void place_of_phrase(dmi_parse *p, uint32_t phrase, dmi_parties *out)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];

    if (ph->genitive != NONE)
        place_of_phrase(p, ph->genitive, out); /* "the town of Toretsk"; genitives never run in a ring */

    for (uint32_t u = ph->unit_start; u < ph->unit_end && out->count == 0; u++) {
        const dmi_reading *r = dmi_at(p, u);
        dmi_mention m = { .unit_start = u,
                          .unit_end = u + 1,
                          .role = DMI_NONE,
                          .entity = DMI_NONE,
                          .org = DMI_NONE,
                          .kind = DMI_MENTION_COUNTRY,
                          .how = DMI_HOW_PLACE,
                          .sector = DMI_STR("GOV"),
                          .name = { "", 0 } };
        if ((r->is & DMI_IS_COUNTRY) == 0)
            continue;
        m.states[m.state_count++] = r->state;
        dmi_add_party(out, &m, p->sentence_index);
    }
}

void dmi_fill_place(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, dmi_parties *out)
{
    uint64_t where = DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_IN) | DMI_BIT(DMI_K_FROM) | DMI_BIT(DMI_K_FOR) | DMI_BIT(DMI_K_WITH);

    if (rule->type == p->g->type_assault)
        where |= DMI_BIT(DMI_K_ON) | DMI_BIT(DMI_K_AGAINST) | DMI_BIT(DMI_K_OVER); /* "airstrikes on Gaza" */

    if (fill->frame != NONE) {
        const dmi_frame *f = &p->frames.at[fill->frame];
        for (uint8_t i = 0; i < f->object_count && out->count == 0; i++)
            place_of_phrase(p, f->objects[i], out);
        for (uint32_t i = 0; i < f->pps.count && out->count == 0; i++)
            if ((p->phrases.at[f->pps.at[i]].prep & where) != 0)
                place_of_phrase(p, f->pps.at[i], out);
    }
    if (fill->phrase != NONE)
        for (uint32_t pp = p->phrases.at[fill->phrase].pp_first; pp != NONE && out->count == 0; pp = p->phrases.at[pp].pp_next)
            if ((p->phrases.at[pp].prep & where) != 0)
                place_of_phrase(p, pp, out);
}

/* ---- what stands on the object side */

/* "The one imposed by ...", "those that ...": the noun before that has the concept is meant. */
static bool anaphor_has(const dmi_parse *p, uint32_t phrase, const dmi_concepts *concepts, uint32_t *unit)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];

    if ((ph->mention != NONE && p->s->mentions[ph->mention].kind != DMI_MENTION_PRONOUN) ||
        !(dmi_unit_reads(p, ph->head, DMI_K_NUMBER_WORD) || dmi_unit_reads(p, ph->unit_end - 1, DMI_K_PRON_3S) ||
          dmi_unit_reads(p, ph->unit_end - 1, DMI_K_PRON_3P)))
        return false;
    for (uint32_t i = phrase; i-- > 0;)
        if (p->phrases.at[i].mention == NONE && p->phrases.at[i].unit_end <= ph->unit_start)
            return dmi_phrase_has(p, i, concepts, unit);
    return false;
}

bool dmi_fill_object_has(const dmi_parse *p, const dmi_filling *fill, const dmi_concepts *concepts, uint32_t *unit)
{
    if (fill->phrase != NONE) {
        const dmi_phrase *ph = &p->phrases.at[fill->phrase];
        for (uint32_t u = ph->unit_start; u < ph->unit_end; u++)
            if (u != ph->head && dmi_unit_has(p, u, concepts)) {
                *unit = u;
                return true;
            }
        if ((ph->genitive != NONE && dmi_phrase_has(p, ph->genitive, concepts, unit)) ||
            (ph->owner != NONE && p->params->genitive_juxtaposed && dmi_phrase_has(p, ph->owner, concepts, unit)))
            return true;
        for (uint32_t pp = ph->pp_first; pp != NONE; pp = p->phrases.at[pp].pp_next)
            if ((p->phrases.at[pp].prep & ~(DMI_BIT(DMI_K_IN) | DMI_BIT(DMI_K_BY) | DMI_BIT(DMI_K_DURING))) != 0 &&
                dmi_phrase_has(p, pp, concepts, unit))
                return true;
    }
    if (fill->frame != NONE) {
        const dmi_frame *f = &p->frames.at[fill->frame];
        if (f->passive && f->subject != NONE && dmi_phrase_has(p, f->subject, concepts, unit))
            return true;
        if ((f->antecedent_is_object || (f->passive && f->antecedent_is_subject)) && f->antecedent != NONE &&
            (dmi_phrase_has(p, f->antecedent, concepts, unit) || anaphor_has(p, f->antecedent, concepts, unit)))
            return true;
        for (uint8_t i = 0; i < f->object_count; i++)
            if (dmi_phrase_has(p, f->objects[i], concepts, unit))
                return true;
        for (uint32_t i = 0; i < f->pps.count; i++)
            if ((p->phrases.at[f->pps.at[i]].prep & fill->object_preps) != 0 && dmi_phrase_has(p, f->pps.at[i], concepts, unit))
                return true;
    }
    return false;
}

/* The clause itself, or a predicate that stands as its content without a verb: Arabic "described him as that-he a racist". */
static bool belongs_to_clause(const dmi_parse *p, uint32_t frame, uint32_t clause)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];

    return frame == clause || (f != NULL && f->link == LINK_COMP && f->parent == clause && f->verb == NONE);
}

bool dmi_fill_clause_has(const dmi_parse *p, const dmi_filling *fill, const dmi_concepts *concepts)
{
    uint32_t frame = fill->frame != NONE ? fill->frame : fill->holder, unit;

    if (dmi_fill_object_has(p, fill, concepts, &unit))
        return true;
    for (uint32_t i = 0; i < p->phrases.count; i++)
        if (belongs_to_clause(p, p->phrases.at[i].frame, frame) && (p->phrases.at[i].prep & DMI_BIT(DMI_K_IN_RESPONSE)) == 0 &&
            dmi_phrase_has(p, i, concepts, &unit))
            return true; /* not "in line with the agreement": what it is an answer to is no part of the act */
    return false;
}

static bool shares_state(const dmi_parties *a, const dmi_mention *m)
{
    for (uint8_t i = 0; i < a->count; i++) {
        if (a->at[i].mention.org != DMI_NONE && a->at[i].mention.org == m->org)
            return true;
        for (uint8_t k = 0; k < a->at[i].mention.state_count; k++)
            for (uint8_t n = 0; n < m->state_count; n++)
                if (a->at[i].mention.states[k] == m->states[n])
                    return true;
    }
    return false;
}

/* Is the frame the top one or part of its content? */
static bool is_within(const dmi_parse *p, uint32_t frame, uint32_t top)
{
    for (uint32_t steps = 0; frame != NONE && steps < 6; steps++) {
        const dmi_frame *f = &p->frames.at[frame];
        if (frame == top)
            return true;
        if (f->link != LINK_COMP && f->link != LINK_XCOMP)
            return false;
        frame = f->parent;
    }
    return false;
}

/* Another country or body in the clause or its content, when no slot gave a target. */
void dmi_fill_other(dmi_parse *p, const dmi_filling *fill, const dmi_parties *source, dmi_parties *out)
{
    uint32_t frame = fill->frame != NONE ? fill->frame : fill->holder;
    uint64_t background = DMI_BIT(DMI_K_IN) | DMI_BIT(DMI_K_DURING) | DMI_BIT(DMI_K_ATTRIB) | DMI_BIT(DMI_K_IN_RESPONSE);

    for (uint32_t i = 0; i < p->phrases.count && out->count == 0; i++) {
        const dmi_phrase *ph = &p->phrases.at[i];
        uint32_t top = i;
        if (ph->mention == NONE)
            continue;
        for (uint32_t steps = 0; p->phrases.at[top].inside != NONE && steps < 6; steps++)
            top = p->phrases.at[top].inside;
        if (!is_within(p, p->phrases.at[top].frame, frame) || ((ph->prep | p->phrases.at[top].prep) & background) != 0)
            continue;
        if (!shares_state(source, &p->s->mentions[ph->mention]) &&
            p->s->mentions[ph->mention].state_count + (p->s->mentions[ph->mention].org != DMI_NONE) > 0)
            dmi_parties_of_phrase(p, i, out);
    }
}
