/* Clauses of languages whose verb stands in the middle or in front. */
#include "event/builder.h"

/* ---- what follows */

static bool is_past_or_participle(const dmi_builder *b, uint32_t unit)
{
    uint32_t f = dmi_at(b->p, unit)->features;

    return (f & (DMI_F_PAST | DMI_F_PPART)) == (DMI_F_PAST | DMI_F_PPART);
}

/* The "and" of "between Iran and Iraq". */
static bool is_between(const dmi_builder *b, uint32_t i)
{
    return i >= 2 && kind_at(b, i + 1, CHUNK_PHRASE) && b->c.at[i - 1].kind == CHUNK_PHRASE &&
           b->c.at[i - 2].kind == CHUNK_PREP && dmi_unit_reads(b->p, b->c.at[i - 2].unit, DMI_K_BETWEEN);
}

/* Does a finite verb follow the phrase at chunk i, over prepositional phrases and coordinated phrases? */
static bool verb_follows(const dmi_builder *b, uint32_t i)
{
    for (uint32_t k = i + 1, steps = 0; k < b->c.count && steps < 7; k++, steps++) {
        const dmi_chunk *c = &b->c.at[k];
        if (c->kind == CHUNK_VERB) {
            int form = dmi_verb_form(b, c);
            if (form == FORM_PASSIVE_PARTICIPLE && kind_at(b, k + 1, CHUNK_PREP) &&
                dmi_unit_reads(b->p, b->c.at[k + 1].unit, DMI_K_BY))
                return false; /* "measures imposed by": no clause of its own */
            return form == FORM_FINITE || (form == FORM_PASSIVE_PARTICIPLE && is_past_or_participle(b, c->unit)) ||
                   (form == FORM_INFINITIVE && !kind_at(b, k - 1, CHUNK_INF));
        }
        if (c->kind == CHUNK_PREP || c->kind == CHUNK_PHRASE || (c->kind == CHUNK_AND && (k == i + 1 || is_between(b, k))))
            continue;
        return false;
    }
    return false;
}

static bool agent_follows(const dmi_builder *b, uint32_t i)
{
    return kind_at(b, i + 1, CHUNK_PREP) && dmi_unit_reads(b->p, b->c.at[i + 1].unit, DMI_K_BY);
}

/* Is the participle at chunk i a reduced relative clause: its clause has a verb and none outside waits for one ("rebels who attacked a
 * convoy condemned the army"), or "by" follows and a finite verb is still to come? */
static bool is_reduced_relative(const dmi_builder *b, uint32_t i)
{
    if (b->p->frames.at[b->cur].verb != NONE)
        return !top_waits(b) || agent_follows(b, i) || verb_follows(b, i);
    return agent_follows(b, i) && verb_follows(b, i + 2);
}

/* "Peru, accused by Chile of aggression, condemned Iran": no object follows, and behind the next comma comes the clause's own verb. */
static bool is_put_in(const dmi_builder *b, uint32_t i)
{
    uint32_t k = i + 1;

    if (b->prev != CHUNK_COMMA || b->before_prev != CHUNK_PHRASE || b->p->frames.at[b->cur].verb != NONE ||
        !kind_at(b, k, CHUNK_PREP))
        return false;
    while (k < b->c.count && (b->c.at[k].kind == CHUNK_PREP || b->c.at[k].kind == CHUNK_PHRASE))
        k++;
    return kind_at(b, k, CHUNK_COMMA) && kind_at(b, k + 1, CHUNK_VERB);
}

/* ---- chunks in turn */

/* "Is ready to", "is opposed to": the predicate is the verb. */
static bool is_predicate(const dmi_builder *b, uint32_t phrase)
{
    const dmi_phrase *ph = phrase_of(b, phrase);

    return dmi_unit_reads(b->p, b->p->frames.at[b->cur].verb, DMI_K_BE) && ph->mention == NONE &&
           ph->unit_end - ph->unit_start <= 2 && ph->act && dmi_takes_complement(b->p, ph->head);
}

/* "That his country (is) ready to": where "is" is not written. */
static bool is_verbless_predicate(const dmi_builder *b, uint32_t phrase)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];
    const dmi_phrase *ph = phrase_of(b, phrase);

    return b->p->params->order == DMI_ORDER_VSO && f->link == LINK_COMP && f->verb == NONE && f->bare.count == 1 &&
           f->pps.count == 0 && is_actor(b, f->bare.at[0]) && b->prev == CHUNK_PHRASE && ph->mention == NONE && ph->act &&
           !b->p->s->units[ph->head].definite && dmi_unit_reads(b->p, ph->head, DMI_K_INTEND);
}

static bool rule_takes_object(const dmi_rule *rule)
{
    for (uint32_t i = 0; i < sizeof rule->target / sizeof *rule->target; i++)
        if (rule->target[i] == DMI_SLOT_OBJ)
            return true;
    return rule->object.count > 0;
}

/* "That the minister resign": a verb none of whose rules has an object; what stands bare behind it is its subject. */
static bool is_intransitive(const dmi_parse *p, uint32_t unit)
{
    bool known = dmi_unit_reads(p, unit, DMI_K_BE);

    for (uint32_t i = 0; i < p->s->units[unit].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[unit].senses[i];
        if (sense->kind != DMI_SENSE_CONCEPT || (sense->features & DMI_F_VERBAL) == 0)
            continue;
        for (uint16_t r = p->g->first_rule[sense->id]; r != 0; r = dmi_grammar_rule(p->g, r)->next) {
            known = true;
            if (rule_takes_object(dmi_grammar_rule(p->g, r)))
                return false;
        }
    }
    return known;
}

static bool is_joined(const dmi_builder *b, uint32_t phrase)
{
    return b->p->s->units[phrase_of(b, phrase)->head].clitic;
}

typedef enum { GENDER_OPEN, MASCULINE, FEMININE } gender;

/* Of a verb in front of its subject, by its form; a plural one has its subject in itself. */
static gender gender_of_verb(const dmi_parse *p, uint32_t verb)
{
    gender of = GENDER_OPEN;

    for (uint32_t i = 0; i < p->s->units[verb].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[verb].senses[i];
        gender g = (sense->features & DMI_F_FEM) != 0 ? FEMININE : MASCULINE;
        bool two_forms = g == FEMININE && (sense->features & (DMI_F_PAST | DMI_F_PRES)) == (DMI_F_PAST | DMI_F_PRES);
        if (sense->kind != DMI_SENSE_CONCEPT || (sense->features & DMI_F_V) == 0)
            continue;
        if (two_forms /* "ترأس": he headed, she heads */ || (sense->features & (DMI_F_PL | DMI_F_DUAL | DMI_F_P1)) != 0 ||
            (of != GENDER_OPEN && of != g))
            return GENDER_OPEN;
        of = g;
    }
    return of;
}

/* Countries and nouns by their ending; of the others only an office or body by a noun of one is surely masculine. */
static gender gender_of_actor(const dmi_builder *b, uint32_t phrase)
{
    const dmi_mention *m = is_actor(b, phrase) ? &b->p->s->mentions[phrase_of(b, phrase)->mention] : NULL;
    const dmi_reading *r = m == NULL ? NULL : dmi_at(b->p, m->unit_start);
    uint32_t features = m == NULL ? 0 : m->kind == DMI_MENTION_COUNTRY ? r->state_features : r->features;

    if (m == NULL || m->plural || m->adjective || (features & DMI_F_PL) != 0)
        return GENDER_OPEN;
    if ((features & DMI_F_FEM) != 0)
        return FEMININE;
    return m->kind == DMI_MENTION_ROLE && (features & DMI_F_N) != 0 ? MASCULINE : GENDER_OPEN;
}

/* "And he-accused Peru of", "and she-called the minister": what stands bare behind the verb is not its subject. */
static bool disagrees(const dmi_builder *b, uint32_t verb, uint32_t phrase)
{
    gender of_verb = gender_of_verb(b->p, verb), of_actor = gender_of_actor(b, phrase);
    uint32_t case_ = is_actor(b, phrase) ? dmi_at(b->p, phrase_of(b, phrase)->head)->features & (DMI_F_OBL | DMI_F_NOM) : 0;

    if (case_ == DMI_F_OBL)
        return true;
    if (!b->p->params->agreement || of_verb == GENDER_OPEN || of_actor == GENDER_OPEN)
        return false;
    return of_verb != of_actor && (of_verb == FEMININE || dmi_is_right_behind(b->p, verb, phrase));
}

static void subject_or_object_after_verb(dmi_builder *b, uint32_t phrase)
{
    dmi_frame *f = cur(b);
    bool vso = b->p->params->order == DMI_ORDER_VSO;
    bool says = dmi_unit_reads(b->p, f->verb, DMI_K_SAY);
    bool joined_object = f->object_count == 1 && is_joined(b, f->objects[0]);
    bool own_subject = f->first_person || (f->subject_joined && !f->must); /* in "(that) it must" the pronoun is nobody's */
    bool free_place = f->subject == NONE && (f->object_count == 0 || joined_object) && !f->passive && !own_subject &&
                      !disagrees(b, f->verb, phrase);

    if (vso && b->prev == CHUNK_VERB && is_joined(b, phrase)) {
        dmi_add_object(b, phrase); /* a pronoun joined to its verb; in a relative clause it stands for the antecedent */
        f->antecedent_is_object = f->antecedent_is_subject;
        f->antecedent_is_subject = false;
        return;
    }
    if (is_predicate(b, phrase)) {
        f->verb = phrase_at(b, phrase)->head;
        return;
    }
    if (free_place && f->link == LINK_REL && f->antecedent_is_subject && vso && !is_actor(b, f->antecedent) &&
        is_actor(b, phrase)) {
        f->antecedent_is_subject = false;
        f->antecedent_is_object = true;
        f->subject = phrase;
        return;
    }
    if (vso && f->infinitive && f->subject == NONE && f->object_count == 1 && is_actor(b, f->objects[0]) && !joined_object) {
        f->subject = f->objects[0]; /* "that the president receive his guest": of two bare ones the first is who does it */
        f->objects[0] = phrase;
        return;
    }
    if (free_place && (f->link != LINK_REL || joined_object || !f->antecedent_is_subject) &&
        ((vso && (!f->infinitive || (is_actor(b, phrase) && is_intransitive(b->p, f->verb))) && f->link != LINK_PARTICIPLE &&
          (is_actor(b, phrase) || f->controller == NONE)) ||
         (says && is_actor(b, phrase))))
        f->subject = phrase;
    else
        dmi_add_object(b, phrase);
}

/* An actor and right behind it a word nobody knows, where a clause has to begin: the word is its verb. */
static bool is_unknown_verb(const dmi_builder *b, uint32_t i)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];
    const dmi_phrase *ph = &b->p->phrases.at[b->c.at[i].phrase];
    bool unknown = ph->mention == NONE && b->p->s->units[ph->head].fold.bytes > 3 && /* "of" in a foreign name is none */
                   ph->unit_end == ph->unit_start + 1 && b->p->s->units[ph->head].kind == DMI_WORD &&
                   b->p->s->units[ph->head].sense_count == 0 && (dmi_at(b->p, ph->head)->is & DMI_IS_NAME) == 0;
    bool clause_due = f->verb == NONE || (dmi_takes_complement(b->p, f->verb) && f->object_count > 0 &&
                                          f->objects[f->object_count - 1] == b->last_phrase);

    return b->p->params->order == DMI_ORDER_SVO && b->p->params->genitive_juxtaposed && unknown && clause_due &&
           b->prev == CHUNK_PHRASE && is_actor(b, b->last_phrase) && b->prep == 0 && !dmi_verb_before_boundary(b, i);
}

static void open_unknown_verb(dmi_builder *b, uint32_t i)
{
    dmi_chunk verb = { .kind = CHUNK_VERB, .unit = b->p->phrases.at[b->c.at[i].phrase].head, .phrase = NONE };
    dmi_frame *f = cur(b);

    if (f->verb != NONE) {
        uint32_t outer = b->cur, subject = f->objects[--f->object_count];
        dmi_open_frame(b, LINK_COMP, outer);
        *dmi_push(b->p->arena, &cur(b)->bare) = subject;
    }
    dmi_set_verb(b, &verb, FORM_FINITE);
}

static bool only_adjectives_between(const dmi_builder *b, uint32_t first, uint32_t second)
{
    uint32_t i = phrase_of(b, first)->unit_end, end = phrase_of(b, second)->unit_start;

    while (i < end && dmi_unit_reads(b->p, i, DMI_K_SUCH))
        i++;
    return i == end;
}

/* "The secretary-general Antonio Guterres" behind its verb: an office and right behind it a name are one. */
static bool names_the_last(const dmi_builder *b, uint32_t phrase)
{
    const dmi_sentence *s = b->p->s;
    const dmi_mention *name, *office;

    if (b->prev != CHUNK_PHRASE || !is_actor(b, phrase) || !is_actor(b, b->last_phrase) ||
        !only_adjectives_between(b, b->last_phrase, phrase))
        return false;
    name = &s->mentions[phrase_of(b, phrase)->mention];
    office = &s->mentions[phrase_of(b, b->last_phrase)->mention];
    return name->kind == DMI_MENTION_PERSON && name->role == DMI_NONE && name->name.bytes > 0 &&
           office->kind != DMI_MENTION_PERSON && office->kind != DMI_MENTION_COUNTRY && office->kind != DMI_MENTION_PRONOUN &&
           office->kind != DMI_MENTION_BOTH && !office->plural && office->name.bytes == 0 &&
           (b->p->params->order != DMI_ORDER_VSO || dmi_may_hold(b->p->v, office, name->entity));
}

/* "Yunani diminta Turki | menarik tentaranya": who stands bare right behind a passive verb is its agent, no subject of what follows. */
static bool is_bare_agent(const dmi_builder *b, const dmi_frame *f, uint32_t phrase)
{
    return b->p->params->bare_agent && f->passive && phrase != NONE && dmi_is_right_behind(b->p, f->verb, phrase);
}

/* A clause with a subject of its own stands beside the whole clause before it, not beside its infinitives: "are trying to leave, they said". */
static uint32_t clause_of_infinitive(const dmi_builder *b)
{
    uint32_t frame = b->cur;

    while (b->p->frames.at[frame].link == LINK_XCOMP && b->p->frames.at[frame].parent != NONE)
        frame = b->p->frames.at[frame].parent;
    return frame;
}

/* ---- duties: "must upon Peru that it leave", "upon Peru that it leave" */

static void on_duty(dmi_builder *b, uint32_t i)
{
    uint32_t outer = b->cur;

    if (cur(b)->verb != NONE && dmi_takes_complement(b->p, cur(b)->verb))
        dmi_open_frame(b, LINK_COMP, outer);
    else if (cur(b)->verb != NONE)
        dmi_open_frame(b, frame_at(b, outer)->link == LINK_COMP ? LINK_COMP : LINK_COORD, frame_at(b, outer)->parent);
    b->duty = b->c.at[i].unit;
    b->prep = 0;
}

static void set_duty_verb(dmi_builder *b, const dmi_chunk *verb)
{
    dmi_set_verb(b, verb, FORM_FINITE);
    cur(b)->must = true;
    b->duty = NONE;
}

/* The first phrase behind "must" is who has to; a noun of act behind it is what. */
static bool takes_duty(dmi_builder *b, uint32_t phrase)
{
    dmi_chunk verb = { .kind = CHUNK_VERB, .unit = b->duty, .phrase = NONE };

    if (b->duty == NONE || cur(b)->verb != NONE)
        return false;
    if (cur(b)->bare.count == 0 && b->prep == 0 && !is_actor(b, phrase) && is_actor(b, phrase_of(b, phrase)->owner)) {
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase_of(b, phrase)->owner; /* "must (be) the punishment of the minister" */
        set_duty_verb(b, &verb);
        dmi_add_object(b, phrase);
        return true;
    }
    if (cur(b)->bare.count == 0) {
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
        b->prep = 0;
        return true;
    }
    if (b->prep != 0 || !phrase_of(b, phrase)->act)
        return false;
    set_duty_verb(b, &verb);
    dmi_add_object(b, phrase);
    return true;
}

/* "(It was) upon Peru that it leave": a clause with nothing but who stands behind "on", and then what he does. */
static bool is_upon(dmi_builder *b)
{
    const dmi_frame *f = cur(b);
    uint32_t phrase = b->last_phrase;

    return b->p->params->order == DMI_ORDER_VSO && b->prev == CHUNK_INF && b->before_prev == CHUNK_PHRASE &&
           is_actor(b, phrase) && f->pps.count == 1 && f->pps.at[0] == phrase &&
           (phrase_of(b, phrase)->prep & DMI_BIT(DMI_K_ON)) != 0 && f->bare.count == 0 && f->subject == NONE &&
           (f->verb == NONE || dmi_unit_reads(b->p, f->verb, DMI_K_BE));
}

/* The one on whom it is becomes the clause's subject. */
static void lay_upon(dmi_builder *b)
{
    dmi_frame *f = cur(b);

    f->pps.count = 0;
    f->verb = NONE;
    phrase_at(b, b->last_phrase)->prep = 0;
    *dmi_push(b->p->arena, &f->bare) = b->last_phrase;
}

/* "That (it is) upon the parties the withdrawal": the same with a noun for what has to be done. */
static bool is_upon_with_noun(dmi_builder *b, uint32_t phrase)
{
    const dmi_frame *f = cur(b);

    return b->p->params->order == DMI_ORDER_VSO && b->prep == 0 && b->prev == CHUNK_PHRASE &&
           phrase_of(b, phrase)->mention == NONE && is_actor(b, b->last_phrase) && f->link == LINK_COMP && f->pps.count == 1 &&
           f->pps.at[0] == b->last_phrase && (phrase_of(b, b->last_phrase)->prep & DMI_BIT(DMI_K_ON)) != 0 &&
           f->bare.count == 0 && f->subject == NONE && f->verb == NONE;
}

/* "The president's refusal | the inquiry": where genitives are juxtaposed, a noun of act that has its doer takes its object right behind it,
 * unless it is itself the subject of a verb that waits for one. */
static bool is_object_of_noun(const dmi_builder *b, uint32_t phrase)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];
    const dmi_phrase *noun = b->last_phrase == NONE ? NULL : phrase_of(b, b->last_phrase);

    return b->p->params->order == DMI_ORDER_VSO && b->prev == CHUNK_PHRASE && b->prep == 0 && noun != NULL && noun->act &&
           noun->mention == NONE && noun->genitive == NONE && is_actor(b, noun->owner) &&
           (f->verb == NONE || (f->subject != NONE && f->subject != b->last_phrase)) && phrase != b->last_phrase &&
           phrase_of(b, phrase)->inside == NONE;
}

static void hang_on_noun(dmi_builder *b, uint32_t phrase)
{
    phrase_at(b, b->last_phrase)->genitive = phrase;
    phrase_at(b, phrase)->inside = b->last_phrase;
}

/* "To-her (are) concerns": in a clause without a verb who stands behind "to" in front has what follows. */
static bool is_possessor_in_front(const dmi_builder *b, uint32_t i)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];

    return b->p->params->order == DMI_ORDER_VSO && (b->prep & DMI_BIT(DMI_K_TO)) != 0 && f->verb == NONE && f->bare.count == 0 &&
           f->pps.count == 0 && is_actor(b, b->c.at[i].phrase) && kind_at(b, i + 1, CHUNK_PHRASE) &&
           !dmi_verb_before_boundary(b, i);
}

/* "Said Karl Huber, the party's speaker, that": between commas behind a subject nobody knows stands who he is. */
static bool is_subject_in_other_words(const dmi_builder *b, uint32_t i)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];

    return b->p->params->order == DMI_ORDER_VSO && b->prev == CHUNK_COMMA && b->before_prev == CHUNK_PHRASE && f->verb != NONE &&
           f->subject != NONE && f->subject == b->last_phrase && !dmi_has_actor_near(b, f->subject) &&
           is_actor(b, b->c.at[i].phrase) && (kind_at(b, i + 1, CHUNK_COMMA) || i + 1 == b->c.count);
}

/* Two phrases side by side with nothing between them. */
static bool stands_behind(const dmi_builder *b, uint32_t first, uint32_t second)
{
    return first != NONE && phrase_of(b, first)->unit_end == phrase_of(b, second)->unit_start &&
           phrase_of(b, second)->owner != first;
}

/* "Warned Israel | it would": whom it is said to, before what is said. */
static bool is_addressee(const dmi_builder *b, uint32_t i)
{
    return !b->p->params->genitive_juxtaposed && b->prev == CHUNK_VERB && kind_at(b, i + 1, CHUNK_PHRASE) &&
           is_actor(b, b->c.at[i].phrase) && stands_behind(b, b->c.at[i].phrase, b->c.at[i + 1].phrase) && verb_follows(b, i + 1);
}

/* "The deal | they signed", "a meeting | he had": a thing and right behind it a subject with its verb. */
static bool is_contact_clause(const dmi_builder *b, uint32_t i)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];
    uint32_t thing = b->last_phrase;

    return !b->p->params->genitive_juxtaposed && b->prev == CHUNK_PHRASE && b->prep == 0 && !b->and_before && !b->comma_before &&
           stands_behind(b, thing, b->c.at[i].phrase) && !is_actor(b, thing) && kind_at(b, i + 1, CHUNK_VERB) &&
           verb_follows(b, i) && (f->verb != NONE || phrase_of(b, thing)->prep == 0) &&
           !(f->verb != NONE && phrase_of(b, thing)->prep != 0 && dmi_takes_complement(b->p, f->verb));
}

static void open_contact_clause(dmi_builder *b, uint32_t phrase)
{
    uint32_t outer = b->cur, thing = b->last_phrase;

    if (frame_at(b, outer)->verb == NONE)
        dmi_hold_frame(b, outer);
    dmi_open_frame(b, LINK_REL, outer);
    cur(b)->antecedent = thing;
    *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
}

/* An actor whose country or body is told. */
static bool is_placed_actor(const dmi_builder *b, uint32_t phrase)
{
    const dmi_mention *m = is_actor(b, phrase) ? &b->p->s->mentions[phrase_of(b, phrase)->mention] : NULL;

    return m != NULL ? m->state_count > 0 || m->org != DMI_NONE : dmi_has_actor_near(b, phrase);
}

/* "Urged Karl Huber leader of the party, the parliament": behind a comma stands the object, so the office right behind the subject is the subject's. */
static bool is_object_behind_comma(const dmi_builder *b, uint32_t phrase)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];
    uint32_t office = f->object_count == 1 ? f->objects[0] : NONE;

    return b->p->params->order == DMI_ORDER_VSO && b->prev == CHUNK_COMMA && b->before_prev == CHUNK_PHRASE && office != NONE &&
           is_actor(b, phrase) && is_actor(b, office) &&
           b->p->s->mentions[phrase_of(b, office)->mention].kind == DMI_MENTION_ROLE &&
           !b->p->s->mentions[phrase_of(b, office)->mention].plural && f->subject != NONE &&
           phrase_of(b, f->subject)->unit_start > f->verb &&
           (dmi_has_actor_near(b, f->subject) || b->p->s->units[phrase_of(b, f->subject)->head].sense_count == 0) &&
           phrase_of(b, office)->unit_start > phrase_of(b, f->subject)->unit_start &&
           phrase_of(b, office)->unit_start <= phrase_of(b, f->subject)->unit_end + 1;
}

static void on_phrase(dmi_builder *b, uint32_t i)
{
    uint32_t phrase = b->c.at[i].phrase;
    bool vso = b->p->params->order == DMI_ORDER_VSO;
    bool clause_follows = !vso && cur(b)->verb != NONE && b->prep == 0 && verb_follows(b, i) && !b->infinitive &&
                          !is_bare_agent(b, cur(b), phrase) && !is_addressee(b, i);

    b->infinitive = false;
    if (is_unknown_verb(b, i)) {
        open_unknown_verb(b, i);
        return;
    }
    if (is_possessor_in_front(b, i))
        b->prep = 0;
    if (is_upon_with_noun(b, phrase)) {
        dmi_chunk verb = { .kind = CHUNK_VERB, .unit = phrase_of(b, phrase)->head, .phrase = NONE };
        lay_upon(b);
        set_duty_verb(b, &verb);
    } else if (takes_duty(b, phrase)) {
        ;
    } else if (is_object_of_noun(b, phrase)) {
        hang_on_noun(b, phrase);
    } else if (b->prep != 0) {
        dmi_attach_preposition(b, phrase);
    } else if (is_contact_clause(b, i)) {
        open_contact_clause(b, phrase);
    } else if (b->conj_to != NONE && !(clause_follows && b->and_before && !is_between(b, i - 1))) {
        dmi_coordinate(b, b->conj_to, phrase);
    } else if (clause_follows && (b->and_before || b->comma_before || dmi_takes_complement(b->p, cur(b)->verb))) {
        bool content = dmi_takes_complement(b->p, cur(b)->verb) && !b->and_before && !b->comma_before;
        uint32_t outer = content ? b->cur : clause_of_infinitive(b);
        uint8_t link = frame_at(b, outer)->link == LINK_COMP ? LINK_COMP : LINK_COORD;
        if (!content && b->comma_before && top_waits(b)) {
            b->cur = b->stack[--b->depth];
            b->anchor = NONE;
        } else {
            dmi_open_frame(b, content ? LINK_COMP : link, content ? outer : frame_at(b, outer)->parent);
        }
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (is_verbless_predicate(b, phrase)) {
        dmi_set_verb(b, &(dmi_chunk){ .kind = CHUNK_VERB, .unit = phrase_of(b, phrase)->head, .phrase = NONE }, FORM_FINITE);
    } else if (cur(b)->verb == NONE) {
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (b->comma_before && (cur(b)->link == LINK_ADJUNCT || cur(b)->link == LINK_IF) && top_waits(b)) {
        b->cur = b->stack[--b->depth];
        b->anchor = NONE;
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (is_subject_in_other_words(b, i)) {
        cur(b)->subject = phrase;
    } else if (is_object_behind_comma(b, phrase)) {
        if (!is_placed_actor(b, cur(b)->subject))
            cur(b)->subject = cur(b)->objects[0]; /* the office tells who the unknown name is */
        cur(b)->objects[0] = phrase;
    } else if (!names_the_last(b, phrase)) {
        subject_or_object_after_verb(b, phrase);
    }
    dmi_note_phrase(b, phrase);
    b->conj_to = NONE;
}

static void open_infinitive(dmi_builder *b)
{
    uint32_t outer = b->cur;
    bool coordinated = b->and_before && frame_at(b, outer)->link == LINK_XCOMP;

    if (coordinated)
        outer = frame_at(b, outer)->parent;
    else if (frame_at(b, outer)->verb == NONE && frame_at(b, outer)->bare.count > 0)
        dmi_hold_frame(b, outer); /* "the threat to attack Peru | was condemned" */
    dmi_open_frame(b, LINK_XCOMP, outer);
    cur(b)->controller = outer;
    cur(b)->object_control =
        outer != NONE && !frame_at(b, outer)->passive && dmi_controls_by_object(b->p, frame_at(b, outer)->verb);
}

/* Right behind a phrase an infinitive is done by whom "for" names ("called for Israel to withdraw"), or says what an act noun is about, and
 * its possessor does it ("China's threat to attack"). */
static void tie_infinitive(dmi_builder *b)
{
    uint32_t phrase = b->last_phrase;

    if (b->prev != CHUNK_INF || b->before_prev != CHUNK_PHRASE)
        return;
    if (is_actor(b, phrase) && (phrase_of(b, phrase)->prep & DMI_BIT(DMI_K_FOR)) != 0) {
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (phrase_of(b, phrase)->act && dmi_takes_complement(b->p, phrase_of(b, phrase)->head)) {
        cur(b)->antecedent = phrase;
        if (is_actor(b, phrase_of(b, phrase)->owner))
            *dmi_push(b->p->arena, &cur(b)->bare) = phrase_of(b, phrase)->owner;
    }
}

/* "Said that ..., accusing Peru of ...": behind a comma a participle of speech is of who speaks, not of who is spoken of. */
static bool told_by_the_main_clause(const dmi_builder *b, uint32_t unit)
{
    return b->comma_before && (dmi_takes_complement(b->p, unit) || dmi_unit_reads(b->p, unit, DMI_K_SAY));
}

static uint32_t clause_of_content(const dmi_builder *b)
{
    uint32_t frame = b->cur;

    while ((b->p->frames.at[frame].link == LINK_COMP || b->p->frames.at[frame].link == LINK_XCOMP) &&
           b->p->frames.at[frame].parent != NONE)
        frame = b->p->frames.at[frame].parent;
    return frame;
}

/* "An activist", who is not the clause's subject. */
static bool is_indefinite_person(const dmi_builder *b, uint32_t phrase)
{
    const dmi_mention *m = is_actor(b, phrase) ? &b->p->s->mentions[phrase_of(b, phrase)->mention] : NULL;
    const dmi_unit *unit = m == NULL ? NULL : &b->p->s->units[m->unit_start];

    return m != NULL && m->kind == DMI_MENTION_ROLE && m->unit_end == m->unit_start + 1 && !unit->definite &&
           unit->token_end == unit->token_start + 1 && b->p->frames.at[b->cur].subject != phrase;
}

/* "The senator wrote on his page, | demanding ...": where articles are joined, an active participle without one behind a definite noun or a
 * name tells of the subject, not of what stands before it. */
static bool is_circumstantial(const dmi_builder *b, uint32_t unit)
{
    const dmi_phrase *before = b->last_phrase == NONE ? NULL : phrase_of(b, b->last_phrase);

    return b->p->params->order == DMI_ORDER_VSO && (dmi_at(b->p, unit)->features & DMI_F_ACTPART) != 0 &&
           !b->p->s->units[unit].definite && b->p->frames.at[b->cur].verb != NONE && before != NULL &&
           (b->p->s->units[before->head].definite ||
            (dmi_has_actor_near(b, b->last_phrase) && !is_indefinite_person(b, b->last_phrase)));
}

static void open_participle(dmi_builder *b, uint32_t unit, bool with_preposition)
{
    uint32_t outer = told_by_the_main_clause(b, unit) ? clause_of_content(b) : b->cur, antecedent = b->last_phrase;
    bool relative =
        !with_preposition && !b->comma_before && b->prev == CHUNK_PHRASE && antecedent != NONE && !is_circumstantial(b, unit);

    if (frame_at(b, outer)->verb == NONE && (relative || frame_at(b, outer)->bare.count > 0))
        dmi_hold_frame(b, outer);
    dmi_open_frame(b, relative ? LINK_REL : LINK_PARTICIPLE, outer);
    if (relative)
        cur(b)->antecedent = antecedent;
    else
        cur(b)->controller = outer;
}

/* "Arrested protesters | (who) went out": where the verb stands first, one right behind an indefinite noun that is not the subject tells of it;
 * so does one behind what hangs on such a noun, "a statement of the Council | (that) criticises". NONE: it tells of nothing before. */
static uint32_t bare_antecedent(const dmi_builder *b, const dmi_frame *f, uint32_t unit)
{
    uint32_t phrase = b->last_phrase;
    const dmi_phrase *ph = phrase == NONE ? NULL : phrase_of(b, phrase);
    bool past = (dmi_at(b->p, unit)->features & DMI_F_PAST) != 0;

    if (ph != NULL && ph->prep != 0 && !past && f->object_count > 0 && ph->inside == f->objects[f->object_count - 1]) {
        phrase = ph->inside;
        ph = phrase_of(b, phrase);
    }
    return b->p->params->order == DMI_ORDER_VSO && ph != NULL && !b->and_before && b->prev == CHUNK_PHRASE &&
                   (f->subject != NONE || ph->prep != 0) && f->subject != phrase && ph->unit_start > f->verb &&
                   !b->p->s->units[ph->head].definite &&
                   (ph->mention == NONE || b->p->s->mentions[ph->mention].kind == DMI_MENTION_ROLE)
               ? phrase
               : NONE;
}

/* "Has said that the name was a claim | and has refused": the verb behind "and" is the outer clause's where it has that one's auxiliary and the
 * content's verb has not, and the content tells of a thing; or where it is a verb of speech: "said the protests were calm and denied that ...". */
static bool goes_on_outside(const dmi_builder *b, const dmi_chunk *chunk)
{
    const dmi_frame *f = &b->p->frames.at[b->cur], *outer = f->parent == NONE ? NULL : &b->p->frames.at[f->parent];
    bool perfect = chunk->have || chunk->done;

    bool speech = dmi_takes_complement(b->p, chunk->unit) && dmi_takes_complement(b->p, outer == NULL ? NONE : outer->verb) &&
                  f->subject != NONE && !dmi_has_actor_near(b, f->subject);

    return b->and_before && f->link == LINK_COMP && outer != NULL && outer->verb != NONE && !is_actor(b, f->subject) &&
           (speech || (perfect && outer->perfect && !f->perfect));
}

/* "Said that the plan was bad (no verb) | and rejected it": behind "and" a verb is not that of a content whose words are all predicate. */
static bool is_verbless_content(const dmi_builder *b)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];

    return b->and_before && b->p->params->order == DMI_ORDER_SVO && f->link == LINK_COMP && f->verb == NONE &&
           f->bare.count > 0 && f->parent != NONE && b->p->frames.at[f->parent].verb != NONE && !is_actor(b, b->last_phrase);
}

/* A finite verb where the frame already has one: coordination, the outer clause's verb behind a relative clause, or a clause whose subject
 * was taken for an object. */
static void open_for_finite(dmi_builder *b, const dmi_chunk *chunk)
{
    uint32_t outer = b->cur;
    dmi_frame *f = cur(b);

    /* "berjanji mengirim", "said will send": the second verb is the content of the first, with its subject. */
    if ((b->prev == CHUNK_VERB || (b->prev == CHUNK_PHRASE && is_bare_agent(b, f, b->last_phrase))) &&
        dmi_takes_complement(b->p, f->verb)) {
        dmi_open_frame(b, dmi_unit_reads(b->p, f->verb, DMI_K_SAY) ? LINK_COMP : LINK_XCOMP, outer);
        cur(b)->controller = outer;
        return;
    }

    if (!b->and_before && top_waits(b)) {
        b->cur = b->stack[--b->depth];
        return;
    }
    if (bare_antecedent(b, f, chunk->unit) != NONE) {
        uint32_t antecedent = bare_antecedent(b, f, chunk->unit);
        dmi_open_frame(b, LINK_REL, outer);
        cur(b)->antecedent = antecedent;
        return;
    }
    if (!b->and_before && b->prev == CHUNK_PHRASE && f->object_count > 0 && f->objects[f->object_count - 1] == b->last_phrase &&
        b->p->params->order == DMI_ORDER_SVO) {
        uint32_t stolen = f->objects[f->object_count - 1];
        bool content = dmi_takes_complement(b->p, f->verb);
        if (content)
            f->object_count--; /* the object of "banned" stays one; that of "said" never was */
        dmi_open_frame(b, content ? LINK_COMP : LINK_COORD, content ? outer : f->parent);
        *dmi_push(b->p->arena, &cur(b)->bare) = stolen;
        return;
    }
    if (goes_on_outside(b, chunk))
        outer = frame_at(b, outer)->parent;
    dmi_open_frame(
        b, frame_at(b, outer)->link == LINK_COMP || frame_at(b, outer)->link == LINK_REL ? frame_at(b, outer)->link : LINK_COORD,
        frame_at(b, outer)->parent);
    cur(b)->antecedent = frame_at(b, outer)->antecedent;
    cur(b)->controller = outer;
}

/* "Was the minister (already) condemned": where the verb stands first, "be" and its subject go before the clause's own verb. */
static bool is_auxiliary_in_front(const dmi_builder *b)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];

    return b->p->params->order == DMI_ORDER_VSO && !b->and_before && f->verb != NONE && f->subject != NONE &&
           f->object_count == 0 && b->cur + 1 == b->p->frames.count && dmi_unit_reads(b->p, f->verb, DMI_K_BE);
}

/* The verb behind such a "be" takes its place and its subject. */
static void take_over_auxiliary(dmi_builder *b, const dmi_chunk *chunk, int form)
{
    uint32_t subject = cur(b)->subject;
    bool negated = cur(b)->negated;

    dmi_set_verb(b, chunk, form);
    cur(b)->subject = subject;
    cur(b)->negated = cur(b)->negated || negated;
}

static void on_verb(dmi_builder *b, uint32_t i)
{
    const dmi_chunk *chunk = &b->c.at[i];
    int form = dmi_verb_form(b, chunk);
    bool in_front = false;

    if (is_upon(b)) {
        lay_upon(b);
        b->duty = b->last_phrase;
    }
    if (b->duty != NONE && cur(b)->verb == NONE) {
        set_duty_verb(b, chunk);
        b->infinitive = false;
        b->prep = 0;
        return;
    }
    if (b->infinitive) {
        open_infinitive(b);
        tie_infinitive(b);
        form = FORM_INFINITIVE;
    } else if (form == FORM_GERUND && b->prev == CHUNK_VERB && dmi_takes_complement(b->p, cur(b)->verb)) {
        open_infinitive(b); /* "is considering withdrawing" */
    } else if (form == FORM_GERUND || form == FORM_ACTIVE_PARTICIPLE) {
        if (cur(b)->verb != NONE || b->prep != 0 || cur(b)->bare.count > 0)
            open_participle(b, chunk->unit, b->prep != 0);
        b->prep = 0;
    } else if (form == FORM_PASSIVE_PARTICIPLE && (!is_past_or_participle(b, chunk->unit) || is_put_in(b, i) ||
                                                   (b->prev == CHUNK_PHRASE && is_reduced_relative(b, i)))) {
        open_participle(b, chunk->unit, false);
    } else {
        if (form == FORM_PASSIVE_PARTICIPLE)
            form = FORM_FINITE;
        if (form == FORM_INFINITIVE && cur(b)->verb != NONE && !b->and_before) {
            open_infinitive(b);
        } else {
            if (form == FORM_INFINITIVE)
                form = FORM_FINITE; /* a bare stem as the clause's verb: a headline */
            in_front = is_auxiliary_in_front(b);
            if (is_verbless_content(b)) {
                uint32_t outer = cur(b)->parent;
                dmi_open_frame(b, LINK_COORD, frame_at(b, outer)->parent);
                cur(b)->controller = outer;
            } else if (cur(b)->verb != NONE && !in_front)
                open_for_finite(b, chunk);
        }
    }
    if (in_front)
        take_over_auxiliary(b, chunk, form);
    else
        dmi_set_verb(b, chunk, form);
    b->infinitive = false;
    b->conj_to = NONE;
    b->prep = 0;
}

static uint32_t innermost(const dmi_builder *b, uint32_t phrase)
{
    while (phrase_of(b, phrase)->owner != NONE || phrase_of(b, phrase)->genitive != NONE)
        phrase = phrase_of(b, phrase)->owner != NONE ? phrase_of(b, phrase)->owner : phrase_of(b, phrase)->genitive;
    return phrase;
}

/* What a relative clause tells of: the last phrase; in a chain of genitives whose head is a thing, the people at its end where the verb is a
 * plural of people ("the case of the men who were killed"). */
static uint32_t antecedent_of(const dmi_builder *b, uint32_t i)
{
    uint32_t inner = innermost(b, b->last_phrase);

    if (inner == b->last_phrase || is_actor(b, b->last_phrase) || !is_actor(b, inner))
        return b->last_phrase;
    for (uint32_t k = i + 1; k < b->c.count && k <= i + 3; k++)
        if (b->c.at[k].kind == CHUNK_VERB)
            return (dmi_at(b->p, b->c.at[k].unit)->features & DMI_F_PL) != 0 ? inner : b->last_phrase;
    return b->last_phrase;
}

/* "Criticised Peru's president, | who had threatened Chile": behind a comma too a relative clause tells of the actor right before it, where he
 * is not the subject, whose own clause it would be in any case. */
static bool tells_of_last_actor(const dmi_builder *b, uint32_t unit)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];

    return b->prev == CHUNK_COMMA && b->before_prev == CHUNK_PHRASE && dmi_unit_reads(b->p, unit, DMI_K_REL) &&
           is_actor(b, innermost(b, b->last_phrase)) && f->verb != NONE && f->subject != b->last_phrase &&
           phrase_of(b, b->last_phrase)->unit_start > f->verb && (phrase_of(b, b->last_phrase)->prep & DMI_BIT(DMI_K_IN)) == 0;
}

static void open_subordinate(dmi_builder *b, uint32_t i)
{
    uint32_t unit = b->c.at[i].unit, outer = b->cur;
    bool after_verb =
        b->prev == CHUNK_VERB || (frame_at(b, outer)->verb != NONE && dmi_takes_complement(b->p, frame_at(b, outer)->verb));

    if (dmi_unit_reads(b->p, unit, DMI_K_IF)) {
        dmi_hold_frame(b, outer);
        dmi_open_frame(b, LINK_IF, outer);
    } else if (dmi_unit_reads(b->p, unit, DMI_K_REL) && b->prev == CHUNK_PHRASE &&
               !(dmi_unit_reads(b->p, unit, DMI_K_THAT) && after_verb && !is_actor(b, b->last_phrase))) {
        uint32_t antecedent = antecedent_of(b, i);
        dmi_hold_frame(b, outer);
        dmi_open_frame(b, LINK_REL, outer);
        cur(b)->antecedent = antecedent;
    } else if (tells_of_last_actor(b, unit)) {
        uint32_t antecedent = innermost(b, b->last_phrase);
        dmi_hold_frame(b, outer);
        dmi_open_frame(b, LINK_REL, outer);
        cur(b)->antecedent = antecedent;
    } else if (dmi_unit_reads(b->p, unit, DMI_K_THAT)) {
        bool again = b->and_before && frame_at(b, outer)->link == LINK_COMP;
        uint32_t noun = b->anchor;
        if (frame_at(b, outer)->verb == NONE)
            dmi_hold_frame(b, outer);
        dmi_open_frame(b, LINK_COMP, again ? frame_at(b, outer)->parent : outer);
        cur(b)->antecedent = noun;
    } else if (dmi_unit_reads(b->p, unit, DMI_K_BUT)) {
        dmi_open_frame(b, LINK_COORD, frame_at(b, outer)->parent);
        cur(b)->controller = outer;
    } else {
        dmi_hold_frame(b, outer);
        dmi_open_frame(b, LINK_ADJUNCT, outer);
        cur(b)->controller = outer;
    }
    cur(b)->first_person = dmi_unit_reads(b->p, unit, DMI_K_PRON_1);
    cur(b)->subject_joined =
        cur(b)->first_person || dmi_unit_reads(b->p, unit, DMI_K_PRON_3S) || dmi_unit_reads(b->p, unit, DMI_K_PRON_3P);
}

/* "As baseless and said": what follows is no clause. */
static bool names_a_judgement(const dmi_builder *b, uint32_t i)
{
    return kind_at(b, i, CHUNK_PHRASE) && kind_at(b, i + 1, CHUNK_AND) && !dmi_has_actor_near(b, b->c.at[i].phrase) &&
           phrase_of(b, b->c.at[i].phrase)->act;
}

static void on_sub(dmi_builder *b, uint32_t i)
{
    uint32_t unit = b->c.at[i].unit;

    if (b->duty != NONE && cur(b)->verb == NONE && cur(b)->bare.count > 0 && dmi_unit_reads(b->p, unit, DMI_K_THAT)) {
        dmi_chunk verb = { .kind = CHUNK_VERB, .unit = b->duty, .phrase = NONE };
        set_duty_verb(b, &verb); /* "must upon Peru that (it)": a verb nobody knows */
        return;
    }
    if ((dmi_unit_reads(b->p, unit, DMI_K_WHEN) || dmi_unit_reads(b->p, unit, DMI_K_BECAUSE) ||
         dmi_unit_reads(b->p, unit, DMI_K_IF)) &&
        (!dmi_verb_before_boundary(b, i) || names_a_judgement(b, i + 1))) {
        b->prep = DMI_BIT(DMI_K_DURING);
        return;
    }
    open_subordinate(b, i);
    b->prep = 0;
    b->infinitive = false;
}

static bool quote_holds_clause(const dmi_builder *b, uint32_t i)
{
    for (uint32_t k = i + 1; k < b->c.count && b->c.at[k].kind != CHUNK_CLOSE; k++)
        if (b->c.at[k].kind == CHUNK_VERB)
            return true;
    return false;
}

static void on_open_quote(dmi_builder *b, uint32_t i)
{
    uint32_t outer = b->cur;

    if (b->quote_outer != NONE || !quote_holds_clause(b, i) || b->prev == CHUNK_PREP || b->infinitive)
        return;
    if (b->prev == CHUNK_PHRASE && frame_at(b, outer)->verb == NONE)
        return;
    b->quote_outer = outer;
    b->quote_leads = frame_at(b, outer)->verb == NONE && frame_at(b, outer)->bare.count == 0;
    if (!b->quote_leads)
        dmi_open_frame(b, dmi_takes_complement(b->p, frame_at(b, outer)->verb) ? LINK_COMP : LINK_MAIN,
                       dmi_takes_complement(b->p, frame_at(b, outer)->verb) ? outer : NONE);
}

static void on_close_quote(dmi_builder *b)
{
    if (b->quote_outer == NONE)
        return;
    /* "...", said X: what follows a quote that opened the sentence is a clause of its own. */
    if (b->quote_leads || frame_at(b, b->quote_outer)->verb == NONE || b->quote_outer == b->cur)
        dmi_open_frame(b, LINK_MAIN, NONE);
    b->quote_outer = NONE;
    b->depth = 0;
}

static void on_and(dmi_builder *b, uint32_t i)
{
    if (b->prev == CHUNK_PHRASE && kind_at(b, i + 1, CHUNK_PHRASE))
        b->conj_to = dmi_coordination_partner(b, b->c.at[i + 1].phrase);
    else if (b->prev != CHUNK_COMMA)
        b->conj_to = NONE;
}

static bool is_done_by_authorities(const dmi_parse *p, uint32_t unit)
{
    for (uint32_t i = 0; unit != NONE && i < p->s->units[unit].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[unit].senses[i];
        for (uint16_t r = sense->kind == DMI_SENSE_CONCEPT ? p->g->first_rule[sense->id] : 0; r != 0;
             r = dmi_grammar_rule(p->g, r)->next)
            if (dmi_grammar_rule(p->g, r)->authority)
                return true;
    }
    return false;
}

/* "The man whom (the police) laid hands on-him", "the man, it was ruled against-him": a preposition with a joined pronoun goes back to who stands
 * in front, so he is not the subject. */
static void go_back(dmi_builder *b)
{
    dmi_frame *f = cur(b);

    bool authorities = f->verb != NONE && is_done_by_authorities(b->p, f->verb);

    if (b->p->params->order != DMI_ORDER_VSO || f->verb == NONE)
        return;
    if (f->link == LINK_REL && f->antecedent_is_subject) {
        f->antecedent_is_subject = false;
        f->antecedent_is_object = authorities;
    } else if (authorities && f->subject != NONE && phrase_of(b, f->subject)->unit_start < f->verb && f->object_count == 0) {
        dmi_add_object(b, f->subject);
        f->subject = NONE;
        f->bare.count = 0;
    }
}

static void on_preposition(dmi_builder *b, uint32_t i)
{
    b->prep = dmi_prepositions(dmi_at(b->p, b->c.at[i].unit));
    if (b->prev == CHUNK_VERB && dmi_at(b->p, b->c.at[i].unit)->mention != DMI_NO_INDEX)
        go_back(b);
}

void dmi_build_clauses(dmi_builder *b)
{
    dmi_open_frame(b, LINK_MAIN, NONE);
    for (uint32_t i = 0; i < b->c.count; i++) {
        uint8_t kind = b->c.at[i].kind;
        switch (kind) {
        case CHUNK_PHRASE:
            on_phrase(b, i);
            break;
        case CHUNK_VERB:
            on_verb(b, i);
            break;
        case CHUNK_DUTY:
            on_duty(b, i);
            break;
        case CHUNK_PREP:
            on_preposition(b, i);
            break;
        case CHUNK_SUB:
            on_sub(b, i);
            break;
        case CHUNK_INF:
            b->infinitive = true;
            break;
        case CHUNK_AND:
            on_and(b, i);
            break;
        case CHUNK_COMMA:
            dmi_on_comma(b, i);
            break;
        case CHUNK_STOP:
            dmi_on_stop(b, i);
            break;
        case CHUNK_OPEN:
            on_open_quote(b, i);
            break;
        case CHUNK_CLOSE:
            on_close_quote(b);
            break;
        default:
            break;
        }
        b->and_before = kind == CHUNK_AND || (b->and_before && kind == CHUNK_INF);
        b->comma_before = kind == CHUNK_COMMA || (b->comma_before && kind == CHUNK_AND);
        b->before_prev = b->prev;
        b->prev = kind;
    }
}
