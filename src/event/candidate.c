/* Candidates: every head that may report an act, tried with every rule of its concepts; the best rule of a head is its candidate. */
#include "event/parse.h"

enum { SCORE_CONDITION = 15, SCORE_BOTH_SIDES = 10, SCORE_CONTENT = 20, CANDIDATES_MAX = 400 };

/* ---- who may act */

static bool is_official(const dmi_parse *p, const dmi_mention *m)
{
    static const char *const sectors[] = { "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "REB", "UAF", "PRM" };

    (void)p;
    if (m->org != DMI_NONE)
        return true;
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (dmi_is(m->sector, sectors[i]))
            return true;
    return false;
}

/* A government, parliament, court told as such, not the country. */
static bool is_office(const dmi_parse *p, const dmi_mention *m)
{
    return m->kind != DMI_MENTION_COUNTRY && is_official(p, m);
}

/* Companies, criminals, doctors, farmers do political things only to or with somebody political. */
static bool is_political(const dmi_parse *p, const dmi_mention *m)
{
    static const char *const plain[] = { "BUS", "CRM", "MED", "AGR", "JRN" };

    if (m->kind == DMI_MENTION_WORLD || m->org != DMI_NONE)
        return true;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        if (dmi_is(m->sector, plain[i]))
            return false;
    return m->state_count > 0 || is_official(p, m) || dmi_is(m->sector, "NGO") || dmi_is(m->sector, "IGO");
}

static bool any_party(const dmi_parse *p, const dmi_parties *parties, bool (*test)(const dmi_parse *, const dmi_mention *))
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (test(p, &parties->at[i].mention))
            return true;
    return false;
}

/* Who is known by more than that a document has a commonest country, or a pronoun somebody it stands for; police and parties are at
 * home where they act. */
static bool is_told(const dmi_parse *p, const dmi_mention *m)
{
    return (m->how < DMI_HOW_DOCUMENT || dmi_is(m->sector, "COP") || dmi_is(m->sector, "PTY")) && is_political(p, m);
}

/* A person by a name or pronoun that tells no country: "Huber", "she". */
static bool is_nobody_known(const dmi_parse *p, uint32_t phrase)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];
    const dmi_mention *m = ph->mention == NONE ? NULL : &p->s->mentions[ph->mention];

    if (m != NULL)
        return m->kind == DMI_MENTION_PRONOUN ? !m->adjective
                                              : m->kind == DMI_MENTION_PERSON && m->state_count == 0 && m->org == DMI_NONE;
    for (uint32_t u = ph->unit_start; u < ph->unit_end; u++)
        if (p->s->units[u].kind != DMI_WORD || p->s->units[u].clitic || p->s->units[u].definite ||
            !(p->s->units[u].sense_count == 0 || dmi_unit_reads(p, u, DMI_K_GIVEN_NAME) ||
              dmi_unit_reads(p, u, DMI_K_PERSON_TITLE)))
            return false;
    return p->params->names_quotes;
}

/* "Huber said", "she said", "(he) said". */
static bool is_somebody(const dmi_parse *p, uint32_t frame)
{
    const dmi_frame *f = &p->frames.at[frame];

    if (f->subject != NONE)
        return is_nobody_known(p, f->subject);
    return p->params->prodrop && f->verb != NONE && !f->passive && f->bare.count == 0 &&
           ((f->link == LINK_MAIN && f->controller == NONE) ||
            (f->link == LINK_REL && !f->antecedent_is_subject)); /* "the way in which (he) attacked her" */
}

/* ---- one rule on one filling */

static void fill_side(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, const uint8_t *slots, dmi_parties *out)
{
    bool somebody = slots == rule->source && fill->phrase == NONE && fill->frame != NONE &&
                    p->frames.at[fill->frame].subject != NONE && !p->frames.at[fill->frame].passive &&
                    is_somebody(p, fill->frame);

    for (uint32_t i = 0; slots[i] != 0 && out->count == 0; i++) {
        if (somebody && slots[i] != DMI_SLOT_SUBJ && slots[i] != DMI_SLOT_SPEAKER)
            continue; /* "Huber demanded from the government": it is he who does it, whoever he is */
        if (slots[i] >= DMI_SLOT_PREP && fill->phrase != NONE && (fill->object_preps & DMI_BIT(slots[i] - DMI_SLOT_PREP)) != 0)
            continue; /* the preposition that marks this word's object */
        dmi_fill_slot(p, fill, rule, slots[i], out);
        if (slots[i] == DMI_SLOT_PREP + DMI_K_IN && rule->type == p->g->type_assault && out->count > 0 &&
            out->at[0].mention.kind == DMI_MENTION_COUNTRY && !out->at[0].mention.adjective)
            *out = (dmi_parties){ 0 }; /* "killed in Baghdad": where, not by whom */
    }
}

static bool is_same_mention(const dmi_parties *parties, const dmi_party *party)
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (parties->at[i].sentence == party->sentence && party->sentence != DMI_NO_INDEX &&
            parties->at[i].mention.unit_start == party->mention.unit_start)
            return true;
    return false;
}

/* In "warned that it will ..." the content's subject is the one who warns. */
static bool shares_country(const dmi_parties *parties, const dmi_party *party)
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (parties->at[i].mention.state_count > 0 && party->mention.state_count > 0 &&
            parties->at[i].mention.states[0] == party->mention.states[0])
            return true;
    return false;
}

static bool shares_sector(const dmi_parties *parties, const dmi_party *party)
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (dmi_same(parties->at[i].mention.sector, party->mention.sector))
            return true;
    return false;
}

/* Parties named as the act's doers are not also whom it is done to, unless the rule is symmetric. */
static bool all_share_country(const dmi_parties *source, const dmi_parties *target)
{
    for (uint8_t i = 0; i < target->count; i++)
        if (!shares_country(source, &target->at[i]))
            return false;
    return true;
}

/* A slot that says where rather than whom; the content's subject is often the speaker himself. */
static bool is_background(uint8_t slot)
{
    return slot == DMI_SLOT_PREP + DMI_K_IN || slot == DMI_SLOT_PREP + DMI_K_ON || slot == DMI_SLOT_COMP;
}

static bool others_may_follow(const dmi_rule *rule, uint32_t i)
{
    for (i++; rule->target[i] != 0; i++)
        if (!is_background(rule->target[i]))
            return true;
    return false;
}

/* "India and Pakistan accused each other". */
static bool is_reciprocal(const dmi_parse *p, const dmi_filling *fill, const dmi_candidate *c)
{
    const dmi_frame *f = fill->frame == NONE ? NULL : &p->frames.at[fill->frame];

    for (uint8_t i = 0; f != NULL && c->source.count >= 2 && i < f->object_count; i++)
        if (p->phrases.at[f->objects[i]].mention == NONE && dmi_unit_reads(p, p->phrases.at[f->objects[i]].head, DMI_K_MUTUAL))
            return true;
    return false;
}

/* Is the verb's object an actor itself, and not something of his? */
static bool is_object_itself(const dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule)
{
    const dmi_frame *f = fill->frame == NONE || fill->phrase != NONE ? NULL : &p->frames.at[fill->frame];

    return f != NULL && !rule->symmetric && !f->passive && f->object_count > 0 && p->phrases.at[f->objects[0]].mention != NONE;
}

static bool has_slot(const uint8_t *slots, uint8_t slot)
{
    while (*slots != 0 && *slots != slot)
        slots++;
    return *slots == slot;
}

/* Whom the verb marks with its own preposition ("asked of the senate") comes first, wherever the rule has it. */
static void fill_marked(dmi_parse *p, const dmi_filling *fill, dmi_candidate *c)
{
    const dmi_frame *f = fill->frame == NONE || fill->phrase != NONE ? NULL : &p->frames.at[fill->frame];

    if (f == NULL || f->passive || (f->verb + 1 < p->s->count && p->s->units[f->verb + 1].particle))
        return; /* "hand over the suspect" marks nobody */
    for (uint32_t i = 0; i < f->pps.count && c->target.count == 0; i++) {
        dmi_parties found = { 0 };
        if ((p->phrases.at[f->pps.at[i]].prep & fill->object_preps) == 0 || p->phrases.at[f->pps.at[i]].mention == NONE)
            continue;
        dmi_parties_of_phrase(p, f->pps.at[i], &found);
        for (uint8_t k = 0; k < found.count; k++)
            if (!is_same_mention(&c->source, &found.at[k]))
                dmi_add_party(&c->target, &found.at[k].mention, found.at[k].sentence);
    }
}

static void fill_target(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, dmi_candidate *c)
{
    dmi_parties own = { 0 }; /* parties of the doer's own country: only when nobody else is found */

    if (is_reciprocal(p, fill, c)) {
        c->target = c->source;
        c->reciprocal = true;
        return;
    }

    if (!rule->symmetric && has_slot(rule->target, DMI_SLOT_OBJ))
        fill_marked(p, fill, c);
    for (uint32_t i = 0; rule->target[i] != 0 && c->target.count == 0; i++) {
        dmi_parties found = { 0 };
        if (own.count > 0 && is_background(rule->target[i]) && rule->target[i] != DMI_SLOT_COMP)
            continue; /* "attacked a man in Lima" */
        p->direct = rule->direct;
        dmi_fill_slot(p, fill, rule, rule->target[i], &found);
        p->direct = false;
        if (rule->target[i] == DMI_SLOT_OWN && !rule->symmetric)
            continue;
        for (uint8_t k = 0; k < found.count; k++)
            if (rule->target[i] == DMI_SLOT_COMP
                    ? !shares_country(&c->source, &found.at[k]) ||
                          ((rule->content || rule->type == p->g->type_request) && !shares_sector(&c->source, &found.at[k]))
                    : rule->symmetric || !is_same_mention(&c->source, &found.at[k]))
                dmi_add_party(&c->target, &found.at[k].mention, found.at[k].sentence);
        if (rule->target[i] == DMI_SLOT_OBJ && c->target.count > 0 && is_object_itself(p, fill, rule))
            break; /* "accused the journalists of lying about Russia" */
        if (!rule->symmetric && c->target.count > 0 && all_share_country(&c->source, &c->target) &&
            (own.count > 0 || others_may_follow(rule, i))) {
            if (own.count == 0)
                own = c->target;
            c->target = (dmi_parties){ 0 };
        }
    }
    if (c->target.count == 0)
        c->target = own;
    if (rule->place && c->target.count == 1 && c->target.at[0].mention.kind == DMI_MENTION_WORLD)
        c->target.count = 0; /* nobody visits the international community */
    if (rule->place && c->target.count == 0)
        dmi_fill_place(p, fill, rule, &c->target);
}

static bool officials_fit(const dmi_parse *p, const dmi_rule *rule, const dmi_candidate *c)
{
    bool source = any_party(p, &c->source, is_official), target = any_party(p, &c->target, is_official);

    switch (rule->official) {
    case DMI_OFFICIAL_SRC:
        return source;
    case DMI_OFFICIAL_TGT:
        return target;
    case DMI_OFFICIAL_ANY:
        return source || target;
    default:
        return true;
    }
}

static bool needs_met(const dmi_parse *p, const dmi_rule *rule, const dmi_candidate *c)
{
    bool source = any_party(p, &c->source, is_political), target = any_party(p, &c->target, is_political);

    if (rule->need == DMI_NEED_SRC && c->source.count > 0 && any_party(p, &c->target, is_office))
        source = true; /* "farmers rejected the government's plan" */
    if (rule->type == p->g->type_protest && c->source.count > 0)
        source = true; /* farmers, doctors, drivers protest too */
    switch (rule->need) {
    case DMI_NEED_SRC:
        return source;
    case DMI_NEED_TGT:
        return target;
    case DMI_NEED_BOTH:
        return c->source.count > 0 && c->target.count > 0 && (source || target);
    case DMI_NEED_NONE:
        return true;
    default:
        return source || target;
    }
}

/* Countries and international bodies; a country's own body is that country. */
static uint32_t states_in(const dmi_parties *parties)
{
    uint32_t count = 0;

    for (uint8_t i = 0; i < parties->count; i++) {
        const dmi_mention *m = &parties->at[i].mention;
        count += m->state_count > 0 ? m->state_count : m->org != DMI_NONE;
    }
    return count;
}

static void make_symmetric(dmi_candidate *c)
{
    dmi_parties all = c->source;

    if (c->target.count == 0 && c->source.count < 2 && states_in(&c->source) < 2)
        return; /* one alone is not both */
    for (uint8_t i = 0; i < c->target.count; i++)
        dmi_add_party(&all, &c->target.at[i].mention, c->target.at[i].sentence);
    c->source = c->target = all;
}

/* Somebody of no office: where active and passive look alike he may be whom it befell. */
static bool is_plain_person(const dmi_parse *p, uint32_t phrase)
{
    uint32_t mention = p->phrases.at[phrase].mention;

    return mention == NONE || dmi_is(p->s->mentions[mention].sector, "CVL") || dmi_is(p->s->mentions[mention].sector, "");
}

/* "The charges are baseless": what the clause tells of; where it has no verb or its verb comes last, one of the phrases before. */
static bool is_said_of(const dmi_parse *p, uint32_t frame, const dmi_concepts *concepts)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];
    uint32_t unit;

    for (uint32_t i = 0; f != NULL && i < f->bare.count; i++)
        if (dmi_phrase_has(p, f->bare.at[i], concepts, &unit))
            return true;
    return f != NULL && f->subject != NONE && dmi_phrase_has(p, f->subject, concepts, &unit);
}

/* Floods kill too: is the doer a force of nature or an accident? */
static bool subject_has(const dmi_parse *p, const dmi_filling *fill, const dmi_concepts *concepts)
{
    uint32_t unit;
    uint64_t behind = DMI_BIT(DMI_K_BY) | DMI_BIT(DMI_K_FROM);
    const dmi_frame *f = fill->frame == NONE ? NULL : &p->frames.at[fill->frame];

    if (f == NULL)
        return false;
    if (f->passive || f->subject == NONE || p->phrases.at[f->subject].mention == NONE)
        behind |= DMI_BIT(DMI_K_IN) | DMI_BIT(DMI_K_DURING); /* "were killed in the flood"; but "police fired after the crash" */
    if (f->passive || f->subject == NONE || is_plain_person(p, f->subject))
        behind |= DMI_BIT(DMI_K_OVER) | DMI_BIT(DMI_K_IN_RESPONSE) |
                  DMI_BIT(DMI_K_DURING); /* "some 800 people were killed because of the flood" */
    for (uint32_t i = 0; i < f->bare.count && !f->passive; i++)
        if (dmi_phrase_has(p, f->bare.at[i], concepts, &unit))
            return true;
    for (uint32_t i = 0; i < f->pps.count; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & behind) != 0 && dmi_phrase_has(p, f->pps.at[i], concepts, &unit))
            return true;
    if (f->controller != NONE && f->subject == NONE && p->frames.at[f->controller].subject != NONE && !f->passive)
        return dmi_phrase_has(p, p->frames.at[f->controller].subject, concepts, &unit);
    return f->subject != NONE && !f->passive && dmi_phrase_has(p, f->subject, concepts, &unit);
}

/* A quarrel between private persons is crime, no event: an assault wants somebody official, armed or many on one side. */
static bool is_private(const dmi_parse *p, const dmi_parties *parties)
{
    for (uint8_t i = 0; i < parties->count; i++) {
        const dmi_mention *m = &parties->at[i].mention;
        if (is_official(p, m) || m->plural || m->counted || m->kind == DMI_MENTION_COUNTRY || m->entity != DMI_NONE ||
            !(dmi_is(m->sector, "CVL") || dmi_is(m->sector, "BUS") || dmi_is(m->sector, "CRM") || m->sector.bytes == 0 ||
              dmi_is(m->sector, "EDU") || dmi_is(m->sector, "MED") || dmi_is(m->sector, "LAB")))
            return false;
    }
    return true;
}

/* Whose authorities act on somebody where no place is told: his own country's; on an envoy the other one's that the document is of. */
static uint16_t authorities_over(const dmi_parse *p, const dmi_mention *m)
{
    const dmi_memory *memory = p->d->memory;

    if (m->state_count != 1)
        return DMI_NONE;
    if (m->role == DMI_NONE || p->v->known[m->role] != DMI_K_DIPLOMAT)
        return m->states[0];
    return memory->default_state != m->states[0] ? memory->default_state : memory->second_state;
}

/* "Five were arrested, said the Kenyan police chief": of a deed whose doer and place are not told, an official of a state tells as his own. */
static uint16_t state_that_tells(dmi_parse *p, const dmi_filling *fill)
{
    dmi_parties speaker = { 0 };

    dmi_speaker_of(p, fill->frame != NONE ? fill->frame : fill->holder, &speaker);
    return speaker.count == 1 && is_office(p, &speaker.at[0].mention) && speaker.at[0].mention.state_count == 1
               ? speaker.at[0].mention.states[0]
               : DMI_NONE;
}

/* "Three reporters were arrested in Asmara": by the authorities of the place, else of the target's own country. */
static void name_authorities(dmi_parse *p, const dmi_filling *fill, dmi_candidate *c)
{
    uint16_t state = dmi_sentence_place(p->v, p->s);
    dmi_mention m = { .role = DMI_NONE,
                      .entity = DMI_NONE,
                      .org = DMI_NONE,
                      .kind = DMI_MENTION_COUNTRY,
                      .how = DMI_HOW_PLACE,
                      .sector = DMI_STR("GOV"),
                      .name = { "", 0 } };

    if (fill->frame != NONE && fill->phrase == NONE && !p->frames.at[fill->frame].passive)
        return;
    if (fill->phrase != NONE && (p->phrases.at[fill->phrase].prep & (DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_FOR))) != 0)
        return; /* "an inquiry for the removal of the president": nobody has removed him */
    if (state == DMI_NONE && c->target.count == 0) {
        state = state_that_tells(p, fill);
        m.how = DMI_HOW_REFERENCE;
    } else if (state == DMI_NONE) {
        state = authorities_over(p, &c->target.at[0].mention);
    } else if (c->target.count == 0) {
        return;
    }
    if (state == DMI_NONE)
        return;
    m.states[m.state_count++] = state;
    dmi_add_party(&c->source, &m, DMI_NO_INDEX);
}

/* One person by name; or one government, where neither or only one side has a name. */
static bool is_himself(const dmi_parties *a, const dmi_parties *b)
{
    const dmi_mention *x = &a->at[0].mention, *y = &b->at[0].mention;

    if (a->count == 0 || b->count == 0)
        return false;
    if (x->name.bytes > 0 && y->name.bytes > 0)
        return dmi_same(x->name, y->name);
    return x->state_count == 1 && y->state_count == 1 && x->states[0] == y->states[0] && dmi_is(x->sector, "GOV") &&
           dmi_is(y->sector, "GOV") && x->kind != DMI_MENTION_COUNTRY && y->kind == DMI_MENTION_COUNTRY && y->how > DMI_HOW_WORLD;
}

/* "Their actions were a disgrace": is the clause's subject a pronoun, or of one? */
static bool is_of_pronoun(const dmi_parse *p, uint32_t frame)
{
    uint32_t subject = frame == NONE ? NONE : p->frames.at[frame].subject, who = subject;

    if (subject != NONE && p->phrases.at[subject].mention == NONE)
        who = p->phrases.at[subject].owner;
    return who != NONE && p->phrases.at[who].mention != NONE &&
           p->s->mentions[p->phrases.at[who].mention].kind == DMI_MENTION_PRONOUN;
}

/* Nobody speaks ill of himself: "X said of Y that he was unfit". */
static void blame_other(dmi_parse *p, dmi_candidate *c)
{
    if (!is_himself(&c->source, &c->target) && !(c->target.count == 0 && is_of_pronoun(p, c->fill.frame)))
        return;
    c->target = (dmi_parties){ 0 };
    if (c->fill.frame != NONE)
        dmi_others_before(p, c->unit, c->fill.frame, &c->target);
    if (is_himself(&c->source, &c->target))
        c->target = (dmi_parties){ 0 };
}

static bool has_content(const dmi_parse *p, uint32_t frame)
{
    for (uint32_t i = 0; frame != NONE && i < p->frames.count; i++)
        if (p->frames.at[i].parent == frame && (p->frames.at[i].link == LINK_COMP || p->frames.at[i].link == LINK_XCOMP))
            return true;
    return false;
}

/* "Warned that it would attack Russia": the target of a verb with a content may stand in it. */
static bool may_want(const dmi_parse *p, const dmi_rule *rule, const dmi_filling *fill, bool weak, const dmi_candidate *c)
{
    return !weak && !rule->content && rule->need == DMI_NEED_BOTH && !rule->symmetric && rule->object.count == 0 &&
           fill->phrase == NONE && has_content(p, fill->frame) && c->target.count == 0 &&
           any_party(p, &c->source, is_political) && dmi_packs_concept_at(p->v->packs, c->concept)->class_ == DMI_CLASS_OP;
}

/* Is the phrase a measure, plan or other thing that nobody is named for? */
static bool is_thing(const dmi_parse *p, uint32_t phrase)
{
    return phrase != NONE && p->phrases.at[phrase].mention == NONE &&
           (dmi_at(p, p->phrases.at[phrase].head)->is & (DMI_IS_THING | DMI_IS_ACT)) != 0;
}

/* "The opposition said the law was a disgrace", "backed the decision": whose the measure is the report or the doer's country tells. */
static bool is_of_measure(const dmi_parse *p, const dmi_rule *rule, const dmi_filling *fill, bool weak, const dmi_candidate *c)
{
    uint32_t frame = fill->frame != NONE ? fill->frame : fill->holder;
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];

    if (f == NULL || rule->need != DMI_NEED_BOTH || rule->symmetric || c->target.count > 0 ||
        !any_party(p, &c->source, is_political))
        return false;
    if (rule->source[0] == DMI_SLOT_SPEAKER)
        return rule->type == p->g->type_accuse &&
               (is_thing(p, f->subject) ||
                (!weak && (f->subject == NONE ? f->link != LINK_REL : p->phrases.at[f->subject].mention != NONE)));
    return !weak && fill->phrase == NONE && !f->passive && f->object_count == 1 && is_thing(p, f->objects[0]) &&
           !dmi_is(c->source.at[0].mention.sector, "CVL");
}

/* "France saw protests": it is people who protest, not the state that stands for their country. */
static void let_people_protest(dmi_parties *source)
{
    for (uint8_t i = 0; i < source->count; i++)
        if (source->at[i].mention.kind == DMI_MENTION_COUNTRY)
            source->at[i].mention.sector = DMI_STR("CVL");
}

/* Politicians, parties, parliaments, courts and newspapers, told as such: "the president", "the White House", not "Russia". */
static bool is_unarmed(const dmi_party *party)
{
    static const char *const sectors[] = { "GOV", "LEG", "PTY", "OPP", "JUD", "JRN", "NGO", "LAB", "REL", "ELI" };
    const dmi_mention *m = &party->mention;

    for (size_t i = 0; (m->kind != DMI_MENTION_COUNTRY || m->capital) && i < sizeof sectors / sizeof *sectors; i++)
        if (dmi_is(m->sector, sectors[i]))
            return true;
    return false;
}

static bool are_unarmed(const dmi_parties *parties)
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (!is_unarmed(&parties->at[i]))
            return false;
    return parties->count > 0;
}

/* What an everyday word asks for: actors on both sides, who are not both guessed. */
static bool has_actors(const dmi_parse *p, const dmi_rule *rule, const dmi_candidate *c)
{
    return any_party(p, &c->source, is_political) && any_party(p, &c->target, is_political) &&
           (rule->symmetric || any_party(p, &c->source, is_told) || any_party(p, &c->target, is_told));
}

static bool is_of_words(const dmi_parse *p, uint8_t type)
{
    return type == p->g->type_accuse || type == p->g->type_request || type == p->g->type_support || type == p->g->type_reject ||
           type == p->g->type_threaten;
}

/* "According to Japanese officials, Motegi said South Korea's plan ..." */
static bool tells_another_country(const dmi_sentence *s, uint16_t state)
{
    for (uint32_t i = 0; i < s->mention_count; i++)
        for (uint8_t k = 0; k < s->mentions[i].state_count; k++)
            if (s->mentions[i].how <= DMI_HOW_WORLD && s->mentions[i].states[k] != state)
                return true;
    return false;
}

/* Countries by name: a countryman would say "the government". */
static bool is_named_country(const dmi_parties *parties)
{
    return parties->count > 0 && parties->at[0].mention.kind == DMI_MENTION_COUNTRY;
}

/* Is the other side's country told, or the one that the whole document is about? */
static bool is_placed(const dmi_parse *p, const dmi_parties *other)
{
    const dmi_mention *m = &other->at[0].mention;

    return other->count > 0 && m->state_count == 1 && (m->how <= DMI_HOW_MEMORY || dmi_is_domestic_document(p, m->states[0]));
}

/* Somebody of the one country that the sentence is about, or of the country of the other side, whom he deals with. */
static void add_countryman(dmi_parse *p, const dmi_parties *other, dmi_parties *out)
{
    dmi_mention m = { .role = DMI_NONE,
                      .entity = DMI_NONE,
                      .org = DMI_NONE,
                      .kind = DMI_MENTION_PERSON,
                      .how = DMI_HOW_SENTENCE,
                      .sector = DMI_STR(""),
                      .name = { "", 0 } };

    m.states[0] = dmi_sentence_country(p->v, p->s);
    if (m.states[0] == DMI_NONE && is_placed(p, other))
        m.states[0] = other->at[0].mention.states[0];
    if (m.states[0] == DMI_NONE || tells_another_country(p->s, m.states[0]) || is_named_country(other))
        return;
    m.state_count = 1;
    dmi_add_party(out, &m, DMI_NO_INDEX);
}

/* A name of several words, or behind a title or a given name. */
static bool is_full_name(const dmi_parse *p, uint32_t phrase)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];
    uint32_t words = 0;

    for (uint32_t u = ph->unit_start; u < ph->unit_end; u++)
        words += p->s->units[u].kind == DMI_WORD;
    return words >= 2 && is_nobody_known(p, phrase);
}

/* "He", "they", "you", that nobody before stands for. */
static bool is_other_pronoun(const dmi_parse *p, uint32_t phrase)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];

    return ph->mention != NONE && p->s->mentions[ph->mention].kind == DMI_MENTION_PRONOUN && is_nobody_known(p, phrase) &&
           !dmi_unit_reads(p, ph->head, DMI_K_PRON_1);
}

/* Whom the words are said to or about. */
static uint32_t spoken_of(const dmi_parse *p, const dmi_rule *rule, const dmi_filling *fill)
{
    const dmi_frame *f = fill->frame == NONE ? NULL : &p->frames.at[fill->frame];

    if (f == NULL || f->passive || fill->phrase != NONE)
        return NONE;
    if (rule->source[0] == DMI_SLOT_SPEAKER)
        return f->subject;
    if (f->object_count > 0)
        return f->objects[0];
    for (uint32_t i = 0; i < f->pps.count; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & fill->object_preps) != 0)
            return f->pps.at[i];
    return NONE;
}

/* A sentence with "I" or "we" outside quotation marks goes on with what somebody says. */
static bool is_speech(const dmi_parse *p)
{
    for (uint32_t u = 0; u < p->s->count; u++)
        if (dmi_unit_reads(p, u, DMI_K_PRON_1))
            return true;
    return false;
}

/* Who accuses or asks, or is accused or asked, where nobody says of what country he is, is of the one that the sentence is about. */
static void name_countryman(dmi_parse *p, const dmi_rule *rule, const dmi_filling *fill, dmi_candidate *c)
{
    uint32_t frame = fill->frame, other;

    if (c->source.count + c->target.count == 0 || fill->reversed || !is_of_words(p, rule->type))
        return;
    if (rule->source[0] == DMI_SLOT_SPEAKER) {
        uint32_t own = frame != NONE ? frame : fill->holder;
        frame = dmi_reporting_frame(p, own);
        if (c->source.count == 0 && frame == NONE && own != NONE && (dmi_is_quoted(p, own) || is_speech(p)))
            add_countryman(p, &c->target, &c->source);
    }
    if (c->source.count == 0 && frame != NONE && !p->frames.at[frame].passive && is_somebody(p, frame))
        add_countryman(p, &c->target, &c->source);
    other = spoken_of(p, rule, fill);
    if (c->target.count == 0 && other != NONE && (is_full_name(p, other) || is_other_pronoun(p, other)))
        add_countryman(p, &c->source, &c->target);
}

/* Residents, workers, students, activists: plain people as such. */
static bool are_people(const dmi_parse *p, const dmi_parties *parties)
{
    for (uint8_t i = 0; i < parties->count; i++) {
        const dmi_mention *m = &parties->at[i].mention;
        if (m->kind != DMI_MENTION_ROLE || m->org != DMI_NONE || is_official(p, m) || dmi_is(m->sector, "PTY") ||
            dmi_is(m->sector, "OPP") || dmi_is(m->sector, "GOV") || dmi_is(m->sector, "CRM"))
            return false;
    }
    return parties->count > 0;
}

/* A judge by his name speaks for himself. */
static bool are_courts(const dmi_parties *parties)
{
    for (uint8_t i = 0; i < parties->count; i++)
        if (!dmi_is(parties->at[i].mention.sector, "JUD") || parties->at[i].mention.kind == DMI_MENTION_PERSON)
            return false;
    return parties->count > 0;
}

/* Is the target, by its country or sector, somebody else than the source? */
static bool any_other(const dmi_candidate *c)
{
    for (uint8_t i = 0; i < c->target.count; i++)
        if (!shares_country(&c->source, &c->target.at[i]) ||
            (!shares_sector(&c->source, &c->target.at[i]) && c->target.at[i].mention.how != DMI_HOW_REFERENCE))
            return true;
    return false;
}

/* "رفع العقوبات", "lifting of sanctions" as one entry: its words but the first may be what the rule wants as its object. */
static bool entry_holds(const dmi_parse *p, uint32_t unit, const dmi_concepts *concepts)
{
    const dmi_unit *u = &p->s->units[unit];

    for (uint32_t t = u->token_start + 1; u->idiom && t < u->token_end; t++)
        for (uint8_t k = 0; k < concepts->count; k++)
            if (dmi_lang_word_means(p->lang, p->s->tokens[t].fold, concepts->at[k]))
                return true;
    return false;
}

/* "The two armies exchanged fire" are bare: fire is nobody. */
static bool has_actor_as_object(const dmi_parse *p, uint32_t frame)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];

    for (uint8_t i = 0; f != NULL && i < f->object_count; i++) {
        const dmi_phrase *ph = &p->phrases.at[f->objects[i]];
        if (ph->mention != NONE || !ph->act || ph->owner != NONE)
            return true;
    }
    return false;
}

/* "The leaders of the three parties met": several of one country among themselves. */
static bool meet_each_other(const dmi_parse *p, const dmi_filling *fill, const dmi_candidate *c)
{
    const dmi_frame *f = fill->frame == NONE || fill->phrase != NONE ? NULL : &p->frames.at[fill->frame];
    const dmi_mention *m = c->source.count == 1 ? &c->source.at[0].mention : NULL;

    return f != NULL && f->subject != NONE && p->phrases.at[f->subject].mention != NONE && f->object_count == 0 && !f->passive &&
           m != NULL && m->plural && m->kind == DMI_MENTION_ROLE && (is_office(p, m) || dmi_is(m->sector, "PTY")) &&
           m->how < DMI_HOW_SENTENCE;
}

static bool try_rule(dmi_parse *p, const dmi_rule *rule, const dmi_filling *fill, bool weak, dmi_candidate *c)
{
    uint32_t unit = NONE;
    int score = rule->base;

    c->rule = rule;
    c->fill = *fill;
    c->source = c->target = (dmi_parties){ 0 };
    c->unit_start = c->unit_end = c->unit;
    c->object_unit = NONE;
    if (rule->object.count > 0) {
        if (!dmi_fill_object_has(p, fill, &rule->object, &unit)) {
            if (!entry_holds(p, c->unit, &rule->object))
                return false;
            unit = c->unit;
        }
        score += SCORE_CONDITION;
        c->unit_end = c->object_unit = unit;
    }
    if (rule->any.count > 0) {
        if (!dmi_fill_clause_has(p, fill, &rule->any))
            return false;
        score += SCORE_CONDITION;
    }
    if (rule->no_object.count > 0 && dmi_fill_object_has(p, fill, &rule->no_object, &unit))
        return false;
    if (c->concept == p->v->id[DMI_K_NEED_SAY] && fill->frame != NONE && p->frames.at[fill->frame].link == LINK_REL)
        return false; /* "the courage that is needed" */
    if (rule->no_content && fill->phrase == NONE && has_content(p, fill->frame))
        return false;
    if (rule->bare && has_actor_as_object(p, fill->frame))
        return false;
    if (rule->subject.count > 0) {
        if (!is_said_of(p, fill->frame, &rule->subject))
            return false;
        score += SCORE_CONDITION;
    }
    if (rule->no_subject.count > 0 && subject_has(p, fill, &rule->no_subject))
        return false;
    p->direct = rule->direct_source;
    fill_side(p, fill, rule, rule->source, &c->source);
    p->direct = false;
    fill_target(p, fill, rule, c);
    if (rule->symmetric)
        make_symmetric(c);
    name_countryman(p, rule, fill, c);
    if (rule->source[0] == DMI_SLOT_SPEAKER)
        blame_other(p, c);
    if ((rule->other && !any_other(c)) || (rule->people && !are_people(p, &c->source)) ||
        (rule->court && !are_courts(&c->source)))
        return false;
    if (rule->authority && c->source.count == 0 && (c->target.count == 0 || !is_private(p, &c->target)))
        name_authorities(p, fill, c);
    c->wanting = !needs_met(p, rule, c);
    c->measure = c->wanting && is_of_measure(p, rule, fill, weak, c);
    if ((c->wanting && !c->measure && !may_want(p, rule, fill, weak, c)) || !officials_fit(p, rule, c))
        return false;
    if (rule->type == p->g->type_assault && c->source.count > 0 && is_private(p, &c->source) && is_private(p, &c->target))
        return false;
    if (rule->type == p->g->type_coerce && c->source.count == 0 && is_private(p, &c->target))
        return false; /* "a man was arrested" */
    if (rule->symmetric && (rule->type == p->g->type_consult || rule->need == DMI_NEED_BOTH) && states_in(&c->source) < 2 &&
        c->source.count < 2) {
        if (!meet_each_other(p, fill, c))
            return false;
        c->target = c->source;
    }
    if (weak && rule->object.count == 0 && rule->any.count == 0 && rule->subject.count == 0 && !has_actors(p, rule, c))
        return false;
    if (rule->unarmed && !(are_unarmed(&c->source) && are_unarmed(&c->target)))
        return false;
    c->wanting = c->wanting || rule->content;
    if (c->source.count > 0 && c->target.count > 0)
        score += SCORE_BOTH_SIDES;
    if (rule->type == p->g->type_protest)
        let_people_protest(&c->source);
    c->type = rule->type;
    c->mode = rule->mode;
    c->cameo = rule->cameo;
    c->class_ = rule->class_;
    c->score = c->wanting && !c->measure && rule->source[0] != DMI_SLOT_SPEAKER ? 0 : score > 100 ? 100 : score;
    return true;
}

/* "The promise to leave", "the claim that ...". */
static bool has_clause(const dmi_parse *p, uint32_t phrase)
{
    for (uint32_t i = 0; i < p->frames.count; i++)
        if (p->frames.at[i].antecedent == phrase && (p->frames.at[i].link == LINK_XCOMP || p->frames.at[i].link == LINK_COMP))
            return true;
    return false;
}

static bool rule_takes_form(const dmi_parse *p, const dmi_rule *rule, const dmi_filling *fill, bool verb)
{
    switch (rule->form) {
    case 1:
        return verb;
    case 2:
        return !verb;
    case 3:
        return !verb && fill->frame != NONE;
    case 4:
        return verb || fill->frame != NONE || has_clause(p, fill->phrase);
    default:
        return true;
    }
}

static bool sense_takes_form(const dmi_sense *sense, bool verb)
{
    bool verbal = (sense->features & DMI_F_VERBAL) != 0, nominal = (sense->features & DMI_F_N) != 0;

    if (!verbal && !nominal)
        return true;
    return verb ? verbal || (sense->features & DMI_F_ACTPART) != 0
                : nominal || (sense->features & (DMI_F_ADJ | DMI_F_PPART | DMI_F_GER | DMI_F_ACTPART)) != 0;
}

/* What marks the object of this sense: its own preposition, or the one split off its end. */
static uint64_t object_prepositions(const dmi_parse *p, uint32_t unit, const dmi_sense *sense)
{
    uint8_t k = sense->object_prep == DMI_NONE ? 0 : p->v->known[sense->object_prep];

    if (k >= DMI_K_BY && k <= DMI_K_IN_RESPONSE)
        return DMI_BIT(k);
    return unit + 1 < p->s->count && p->s->units[unit + 1].particle ? dmi_prepositions(dmi_at(p, unit + 1)) : 0;
}

/* "They held a march": what is held is no everyday word. */
static bool is_held(const dmi_parse *p, uint32_t frame)
{
    return frame != NONE && p->frames.at[frame].verb != NONE && dmi_unit_reads(p, p->frames.at[frame].verb, DMI_K_HOLD) &&
           !dmi_unit_reads(p, p->frames.at[frame].verb, DMI_K_CALL_NAMED);
}

/* The best candidate of a head over its senses and their rules; false when there is none. */
static bool best_of_head(dmi_parse *p, uint32_t unit, dmi_filling fill, bool verb, dmi_candidate *best)
{
    const dmi_unit *u = &p->s->units[unit];
    bool any = false;

    for (uint32_t i = 0; i < u->sense_count; i++) {
        const dmi_sense *sense = &u->senses[i];
        if (sense->kind != DMI_SENSE_CONCEPT || !sense_takes_form(sense, verb))
            continue;
        fill.object_preps = object_prepositions(p, unit, sense);
        bool weak = (sense->features & DMI_F_WEAK) != 0 && !(fill.phrase != NONE && is_held(p, fill.frame));
        for (uint16_t r = p->g->first_rule[sense->id]; r != 0; r = dmi_grammar_rule(p->g, r)->next) {
            dmi_candidate c = { .unit = unit, .concept = sense->id };
            const dmi_rule *rule = dmi_grammar_rule(p->g, r);
            if (!rule_takes_form(p, rule, &fill, verb) || !try_rule(p, rule, &fill, weak, &c))
                continue;
            if (dmi_packs_concept_at(p->v->packs, sense->id)->class_ == DMI_CLASS_OP && has_content(p, fill.frame))
                c.score += SCORE_CONTENT; /* "called on X to ...": the reading that takes a content */
            if (!any || c.score > best->score)
                *best = c;
            any = true;
        }
    }
    return any;
}

static void keep(dmi_parse *p, dmi_candidates *out, dmi_candidate c)
{
    if (out->count >= CANDIDATES_MAX)
        return;
    if (c.unit_end < c.unit)
        c.unit_start = c.unit_end;
    c.unit_end = c.unit_end < c.unit ? c.unit : c.unit_end;
    c.unit_end++;
    *dmi_push(p->arena, out) = c;
}

/* ---- heads */

/* A verb that only carries its noun: a light verb, a copula, a passive auxiliary. */
static bool carries_noun(const dmi_parse *p, const dmi_frame *f)
{
    return dmi_unit_has_class(p, f->verb, DMI_CLASS_LIGHT) || (dmi_at(p, f->verb)->is & DMI_IS_VERB) == 0;
}

/* May the verb's subject be the doer of the noun in its object: "announced a boycott", "decided on withdrawal", "rejects talks"? */
static bool lends_subject(const dmi_parse *p, const dmi_frame *f)
{
    return carries_noun(p, f) || (dmi_unit_has_class(p, f->verb, DMI_CLASS_OP) &&
                                  !dmi_unit_reads(p, f->verb, DMI_K_CALL_NAMED)); /* "called the request absurd" */
}

static bool act_phrase_of(const dmi_parse *p, uint32_t phrase, uint32_t *act)
{
    for (uint32_t depth = 0; phrase != NONE && depth < 3; depth++) {
        if (p->phrases.at[phrase].act && !p->consumed[p->phrases.at[phrase].head]) {
            *act = phrase;
            return true;
        }
        if (p->phrases.at[phrase].mention != NONE)
            return false;
        phrase = p->phrases.at[phrase].genitive;
    }
    return false;
}

/* Whether the phrase has an act for the verb to carry, coded or not. */
static bool carried_noun(dmi_parse *p, uint32_t frame, uint32_t phrase, dmi_candidates *out)
{
    const dmi_frame *f = &p->frames.at[frame];
    bool found = false;
    uint32_t act;

    for (uint32_t steps = 0; phrase != NONE && steps < 6; steps++) {
        uint32_t next = p->phrases.at[phrase].next;
        if (act_phrase_of(p, phrase, &act)) {
            found = true;
            dmi_filling fill = {
                .frame = frame, .phrase = act, .holder = frame, .reversed = dmi_unit_reads(p, f->verb, DMI_K_FACE)
            };
            dmi_candidate c = { 0 };
            if (best_of_head(p, p->phrases.at[act].head, fill, false, &c)) {
                c.unit_start = f->verb < c.unit ? f->verb : c.unit;
                if (f->verb > c.unit_end)
                    c.unit_end = f->verb;
                p->consumed[c.unit] = true;
                keep(p, out, c);
            }
        }
        phrase = next;
    }
    return found;
}

/* "Our relations with Peru must deepen": a wish about what is one's own too is asked of nobody. */
static bool is_of_the_speaker(const dmi_parse *p, const dmi_frame *f, const dmi_candidate *c)
{
    for (uint8_t i = 0; f->subject != NONE && is_thing(p, f->subject) && i < c->target.count; i++)
        if (shares_country(&c->source, &c->target.at[i]) && shares_sector(&c->source, &c->target.at[i]))
            return true;
    return false;
}

/* "We must act" is a request to nobody. */
static bool is_our_duty(const dmi_parse *p, const dmi_frame *f)
{
    return f->first_person || (f->subject != NONE && dmi_unit_reads(p, p->phrases.at[f->subject].head, DMI_K_PRON_1));
}

/* "X must go", "Y should be put in charge": in somebody's mouth a request to the subject, whatever the verb. */
static void duty_candidate(dmi_parse *p, uint32_t frame, dmi_candidates *out)
{
    const dmi_frame *f = &p->frames.at[frame];
    uint16_t need = p->v->id[DMI_K_NEED_SAY];
    dmi_filling fill = { .frame = frame, .phrase = NONE, .holder = frame };

    if (!f->must || f->negated || need == DMI_NONE || is_our_duty(p, f))
        return; /* "must not" asks for something only where the verb is an act */
    for (uint16_t r = p->g->first_rule[need]; r != 0; r = dmi_grammar_rule(p->g, r)->next) {
        dmi_candidate c = { .unit = f->verb, .concept = need };
        if (try_rule(p, dmi_grammar_rule(p->g, r), &fill, false, &c) && !is_of_the_speaker(p, f, &c)) {
            keep(p, out, c);
            return;
        }
    }
}

/* "Came under fire", where the verb may be an act of its own too: an act noun in its object or behind a preposition says what is suffered. */
static bool suffers_act(const dmi_parse *p, const dmi_frame *f)
{
    uint32_t act;

    if (!dmi_unit_reads(p, f->verb, DMI_K_FACE))
        return false;
    for (uint8_t i = 0; i < f->object_count; i++)
        if (act_phrase_of(p, f->objects[i], &act))
            return true;
    for (uint32_t i = 0; i < f->pps.count && f->object_count == 0; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & DMI_BIT(DMI_K_TO)) != 0 && act_phrase_of(p, f->pps.at[i], &act))
            return true;
    return false;
}

static void frame_candidates(dmi_parse *p, uint32_t frame, dmi_candidates *out)
{
    const dmi_frame *f = &p->frames.at[frame];
    dmi_filling fill = { .frame = frame, .phrase = NONE, .holder = frame };
    dmi_candidate c = { 0 };

    if (f->verb == NONE)
        return;
    duty_candidate(p, frame, out);
    if ((dmi_at(p, f->verb)->is & DMI_IS_ACT) != 0 && !suffers_act(p, f) && best_of_head(p, f->verb, fill, true, &c)) {
        keep(p, out, c);
        if (dmi_packs_concept_at(p->v->packs, c.concept)->class_ != DMI_CLASS_LIGHT)
            return; /* the verb is the act: what stands in its object is its matter */
    }
    if (!carries_noun(p, f))
        return;
    for (uint8_t i = 0; i < f->object_count; i++)
        carried_noun(p, frame, f->objects[i], out);
    if (f->passive && f->subject != NONE)
        carried_noun(p, frame, f->subject, out);
    if (f->link == LINK_REL && f->antecedent != NONE && !dmi_unit_reads(p, f->verb, DMI_K_FACE) &&
        (f->antecedent_is_object || (f->passive && f->antecedent_is_subject)))
        carried_noun(p, frame, f->antecedent, out); /* "the talks that were held between them", "the meeting he had with her" */
    for (uint32_t i = 0; i < f->pps.count; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & (DMI_BIT(DMI_K_IN) | DMI_BIT(DMI_K_ON) | DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_FOR) |
                                                 DMI_BIT(DMI_K_ABOUT) | DMI_BIT(DMI_K_WITH))) != 0 &&
            f->object_count == 0 && carried_noun(p, frame, f->pps.at[i], out))
            return; /* "expressed concern about the arrest": it carries one */
}

/* "Denounced (with) the raid": where "with" marks the verb's object it says nothing of how the subject did it. */
static bool marks_its_object(const dmi_parse *p, uint32_t verb, unsigned k)
{
    for (uint32_t i = 0; i < p->s->units[verb].sense_count; i++)
        if (p->s->units[verb].senses[i].object_prep != DMI_NONE && p->v->known[p->s->units[verb].senses[i].object_prep] == k)
            return true;
    return false;
}

/* "Issued | arrest warrants for Y": the verb's entry has the noun in it, so that its event is told in both words. */
static bool joins_verb(const dmi_parse *p, uint32_t phrase, dmi_candidates *found)
{
    const dmi_frame *f = p->phrases.at[phrase].frame == NONE ? NULL : &p->frames.at[p->phrases.at[phrase].frame];
    uint32_t head = p->phrases.at[phrase].head;

    if (f == NULL || f->verb == NONE || f->object_count == 0 || f->objects[0] != phrase)
        return false;
    for (uint32_t i = 0; i < found->count; i++) {
        dmi_candidate *c = &found->at[i];
        if (c->unit == f->verb && c->source.count > 0 && dmi_unit_is(p, head, c->concept)) {
            c->unit_start = head < c->unit_start ? head : c->unit_start;
            c->unit_end = head > c->unit_end ? head : c->unit_end;
            return true;
        }
    }
    return false;
}

/* Does one of the concept's rules tell what the speaker thinks of the clause's subject? */
static bool is_judgement(const dmi_parse *p, uint32_t unit)
{
    for (uint32_t i = 0; i < p->s->units[unit].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[unit].senses[i];
        for (uint16_t r = sense->kind == DMI_SENSE_CONCEPT ? p->g->first_rule[sense->id] : 0; r != 0;
             r = dmi_grammar_rule(p->g, r)->next)
            if (dmi_grammar_rule(p->g, r)->subject.count > 0)
                return true;
    }
    return false;
}

/* "The charges (are) without foundation": a predicate, of "be" or of no verb at all. */
static bool is_predicate(const dmi_parse *p, uint32_t phrase, uint32_t frame)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];

    return f != NULL && p->phrases.at[phrase].prep == 0 && p->phrases.at[phrase].inside == NONE &&
           (f->verb == NONE || dmi_unit_reads(p, f->verb, DMI_K_BE));
}

/* "(Said) that-she ready for talks": where a language has no "is" and joins its subject to "that". */
static bool has_joined_subject(const dmi_parse *p, uint32_t frame)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];

    return f != NULL && f->verb == NONE && f->subject_joined && f->link == LINK_COMP;
}

/* "Marched for the demand of his resignation": who does something in order to ask for something asks for it. */
static bool is_what_for(const dmi_parse *p, const dmi_phrase *noun)
{
    return (noun->prep & (DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_FOR))) != 0 &&
           (dmi_unit_reads(p, noun->head, DMI_K_DEMAND) || dmi_unit_reads(p, noun->head, DMI_K_URGE));
}

/* Behind this preposition, and it marks the object of the frame's verb. */
static bool is_behind_mark(const dmi_parse *p, const dmi_phrase *noun, uint32_t frame, unsigned k)
{
    uint32_t verb = frame == NONE ? NONE : p->frames.at[frame].verb;

    return verb != NONE && (noun->prep & DMI_BIT(k)) != 0 && marks_its_object(p, verb, k);
}

/* "Announced (about) the opening of an inquiry". */
static bool is_object_of_verb(const dmi_parse *p, const dmi_phrase *noun, uint32_t frame)
{
    return is_behind_mark(p, noun, frame, DMI_K_ABOUT) || is_behind_mark(p, noun, frame, DMI_K_FROM);
}

/* "Hastened to (the) recognition of", "resorted to force": what a verb of trying has behind its preposition its subject does. */
static bool resorts_to(const dmi_parse *p, uint32_t frame, uint32_t phrase)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];
    const dmi_phrase *noun = &p->phrases.at[phrase];
    bool object = noun->prep == 0 || is_behind_mark(p, noun, frame, DMI_K_TO) || is_behind_mark(p, noun, frame, DMI_K_ON);

    return f != NULL && f->verb != NONE && f->subject != phrase && object && dmi_is_verb_of_trying(p, f->verb);
}

/* "النائب الرافض ل", "the lawmaker, the rejecting one, of": a participle with the article tells who somebody is, not what he now does. */
static bool is_attribute(const dmi_parse *p, uint32_t unit)
{
    const dmi_unit *u = &p->s->units[unit];

    return u->definite && !u->idiom && (dmi_at(p, unit)->features & (DMI_F_ACTPART | DMI_F_N | DMI_F_GER)) == DMI_F_ACTPART;
}

/* "Said 80 were hurt during the protests": a noun of act behind a preposition in what somebody says of other things is no news; talks are,
 * and "came under attack". */
static bool is_only_mentioned(const dmi_parse *p, const dmi_filling *fill, uint32_t top, bool lent, uint8_t type)
{
    const dmi_frame *f = fill->frame != NONE || fill->holder == NONE ? NULL : &p->frames.at[fill->holder];

    return f != NULL && f->link == LINK_COMP && f->verb != NONE && p->phrases.at[top].prep != 0 && !lent &&
           type != p->g->type_consult && !dmi_unit_reads(p, f->verb, DMI_K_FACE);
}

/* An act noun on its own; the clause's subject is its doer where the verb or an adverbial "with" says so. */
static void noun_candidate(dmi_parse *p, uint32_t phrase, dmi_candidates *out)
{
    const dmi_phrase *ph = &p->phrases.at[phrase];
    uint32_t top = phrase;
    dmi_filling fill = { .frame = NONE, .phrase = phrase };
    dmi_candidate c = { 0 };
    const uint64_t matters = DMI_BIT(DMI_K_ABOUT) | DMI_BIT(DMI_K_OVER) | DMI_BIT(DMI_K_FROM);
    bool matter = false, object, lent, background; /* matter: "its concern about the arrest" says nothing of who arrested */

    if (!ph->act || p->consumed[ph->head] || is_attribute(p, ph->head) || joins_verb(p, phrase, out))
        return;
    for (uint32_t steps = 0; p->phrases.at[top].inside != NONE && steps < 6; steps++) {
        matter |= (p->phrases.at[top].prep & matters) != 0;
        top = p->phrases.at[top].inside;
    }
    fill.holder = p->phrases.at[top].frame;
    object = is_object_of_verb(p, &p->phrases.at[top], fill.holder);
    matter = (matter && !(object && top == phrase)) ||
             (top != phrase && (ph->prep & (DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_FOR))) != 0); /* what it is for is not yet done */
    lent = !matter && fill.holder != NONE && p->frames.at[fill.holder].verb != NONE &&
           ((lends_subject(p, &p->frames.at[fill.holder]) && (p->phrases.at[top].prep == 0 || object) &&
             p->frames.at[fill.holder].subject != top) ||
            ((p->phrases.at[top].prep & DMI_BIT(DMI_K_WITH)) != 0 && top == phrase &&
             !marks_its_object(p, p->frames.at[fill.holder].verb, DMI_K_WITH)));
    if (dmi_unit_reads(p, ph->head, DMI_K_DISAPPROVE) || (top == phrase && resorts_to(p, fill.holder, phrase)) ||
        is_what_for(p, ph) ||
        ((is_judgement(p, ph->head) || has_joined_subject(p, fill.holder)) && is_predicate(p, phrase, fill.holder)))
        fill.frame = fill.holder; /* "is taking us in the wrong direction": the blame is the subject's */
    if (best_of_head(p, ph->head, fill, false, &c) && (c.source.count > 0 || !lent)) {
        if (!is_only_mentioned(p, &fill, top, lent, c.type))
            keep(p, out, c);
        return;
    }
    background = fill.holder != NONE && p->frames.at[fill.holder].verb != NONE && top == phrase &&
                 (p->phrases.at[top].prep & (DMI_BIT(DMI_K_IN_RESPONSE) | DMI_BIT(DMI_K_DURING) | DMI_BIT(DMI_K_IN))) != 0;
    if (!lent && !background)
        return;
    fill.frame = fill.holder;
    c = (dmi_candidate){ 0 };
    /* "After talks with X, Y said": who speaks had the talks. */
    if (best_of_head(p, ph->head, fill, false, &c) && (lent || c.type == p->g->type_consult))
        keep(p, out, c);
}

/* "No attack"; and where nouns hang on nouns, "(a promise of) no use of the army to crush the people". */
static bool is_negated_noun(const dmi_parse *p, const dmi_candidate *c, uint32_t start)
{
    uint32_t verb = c->fill.holder == NONE ? NONE : p->frames.at[c->fill.holder].verb;

    if (dmi_unit_reads(p, start - 1, DMI_K_NOT) || dmi_unit_reads(p, start - 1, DMI_K_WITHOUT))
        return true;
    for (uint32_t u = start; p->params->order == DMI_ORDER_VSO && verb != NONE && u-- > verb + 1;) {
        if (p->s->units[u].kind == DMI_MARK || dmi_unit_reads(p, u, DMI_K_AND) || dmi_unit_reads(p, u, DMI_K_THAT) ||
            dmi_unit_reads(p, u, DMI_K_REL))
            return false;
        if (dmi_unit_reads(p, u, DMI_K_NOT) || dmi_unit_reads(p, u, DMI_K_WITHOUT))
            return true;
    }
    return false;
}

/* The clause that tells whether and when: of a noun, the one whose light verb it is the subject of ("the withdrawal will begin"). */
static uint32_t frame_of_status(const dmi_parse *p, const dmi_filling *fill)
{
    const dmi_frame *f = fill->holder == NONE ? NULL : &p->frames.at[fill->holder];

    if (fill->frame != NONE || f == NULL || f->verb == NONE || fill->phrase == NONE || f->subject != fill->phrase ||
        !dmi_unit_has_class(p, f->verb, DMI_CLASS_LIGHT))
        return fill->frame;
    return fill->holder;
}

void dmi_find_candidates(dmi_parse *p, dmi_candidates *out)
{
    for (uint32_t i = 0; i < p->frames.count; i++)
        frame_candidates(p, i, out);
    for (uint32_t i = 0; i < p->phrases.count; i++)
        noun_candidate(p, i, out);
    for (uint32_t i = 0; i < out->count; i++) {
        dmi_candidate *c = &out->at[i];
        uint32_t before = p->phrases.count > 0 && c->fill.phrase != NONE ? p->phrases.at[c->fill.phrase].unit_start : NONE;
        c->status = dmi_frame_status(p, frame_of_status(p, &c->fill));
        if (before != NONE && before > 0 && is_negated_noun(p, c, before))
            c->status = DMI_STATUS_NEGATED;
        if (c->fill.phrase != NONE && c->fill.frame == NONE && c->fill.holder != NONE &&
            p->frames.at[c->fill.holder].link == LINK_IF)
            c->status = DMI_STATUS_HYPOTHETICAL;
    }
}
