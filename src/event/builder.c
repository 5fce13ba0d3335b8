/* Frames: one pass over the chunks of a sentence. Verb-medial and verb-initial languages share a builder; verb-final ones have their
 * own, since there a clause is complete only when its verb has come. */
#include "event/builder.h"

uint32_t dmi_open_frame(dmi_builder *b, uint8_t link, uint32_t parent)
{
    uint32_t index = b->p->frames.count;

    *dmi_push(b->p->arena, &b->p->frames) =
        (dmi_frame){ .verb = NONE, .parent = parent, .antecedent = NONE, .subject = NONE, .controller = NONE, .link = link };
    b->cur = index;
    b->anchor = NONE;
    b->conj_to = NONE;
    b->duty = NONE;
    return index;
}

void dmi_hold_frame(dmi_builder *b, uint32_t frame)
{
    if (b->depth < STACK_MAX)
        b->stack[b->depth++] = frame;
}

/* Does this verb take a clause as its content ("said that ...", "demanded that ...")? */
bool dmi_takes_complement(const dmi_parse *p, uint32_t unit)
{
    if (unit == NONE)
        return false;
    for (uint32_t i = 0; i < p->s->units[unit].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[unit].senses[i];
        if (sense->kind == DMI_SENSE_CONCEPT && dmi_packs_concept_at(p->v->packs, sense->id)->class_ == DMI_CLASS_OP)
            return true;
    }
    return false;
}

/* Urge, allow, force and the like: whose object does what the infinitive says. */
bool dmi_controls_by_object(const dmi_parse *p, uint32_t unit)
{
    static const uint8_t verbs[] = { DMI_K_URGE,    DMI_K_ASK,    DMI_K_ALLOW,  DMI_K_FORCE,  DMI_K_ORDER,
                                     DMI_K_HELP_TO, DMI_K_INVITE, DMI_K_DEMAND, DMI_K_PREVENT };

    for (size_t i = 0; unit != NONE && i < sizeof verbs; i++)
        if (dmi_unit_reads(p, unit, verbs[i]))
            return true;
    return false;
}

int dmi_verb_form(const dmi_builder *b, const dmi_chunk *chunk)
{
    uint32_t f = dmi_at(b->p, chunk->unit)->features;
    bool aux =
        chunk->be || chunk->have || chunk->will || chunk->would || chunk->may || chunk->must || chunk->passive || chunk->done;

    if ((dmi_at(b->p, chunk->unit)->is & DMI_IS_VERB) == 0 || aux)
        return FORM_FINITE; /* a copula, or a verb behind an auxiliary */
    if ((f & (DMI_F_PRES | DMI_F_FUT | DMI_F_IMP | DMI_F_SUBJ)) != 0)
        return FORM_FINITE;
    if ((f & (DMI_F_PAST | DMI_F_PPART)) == (DMI_F_PAST | DMI_F_PPART))
        return FORM_PASSIVE_PARTICIPLE; /* or finite: the builder decides by what stands around */
    if ((f & (DMI_F_PAST | DMI_F_V)) != 0)
        return FORM_FINITE;
    if ((f & DMI_F_PASS) != 0 && (f & DMI_F_PPART) == 0)
        return FORM_FINITE;
    if ((f & DMI_F_GER) != 0)
        return FORM_GERUND;
    if ((f & DMI_F_ACTPART) != 0)
        return FORM_ACTIVE_PARTICIPLE;
    if ((f & DMI_F_PPART) != 0)
        return FORM_PASSIVE_PARTICIPLE;
    return FORM_INFINITIVE;
}

/* ---- slots */

bool dmi_has_actor_near(const dmi_builder *b, uint32_t phrase)
{
    return is_actor(b, phrase) || (phrase != NONE && is_actor(b, b->p->phrases.at[phrase].owner));
}

/* A newspaper or agency is named for where the news is from; it is the subject only when nobody else is there. */
static bool is_media(const dmi_builder *b, uint32_t phrase)
{
    return is_actor(b, phrase) && dmi_is(b->p->s->mentions[b->p->phrases.at[phrase].mention].sector, "JRN");
}

/* A name and nothing else: neither country nor office nor body. */
static bool is_mere_name(const dmi_builder *b, uint32_t phrase)
{
    const dmi_mention *m = is_actor(b, phrase) ? &b->p->s->mentions[b->p->phrases.at[phrase].mention] : NULL;

    return m != NULL && m->kind == DMI_MENTION_PERSON && m->state_count == 0 && m->role == DMI_NONE && m->org == DMI_NONE;
}

/* "Germany's leading industry body, (the) BDI, asked": what stands before the name says who it is. */
static uint32_t with_apposition(const dmi_builder *b, const dmi_frame *f, uint32_t subject)
{
    for (uint32_t i = f->bare.count; subject != NONE && is_mere_name(b, subject) && i-- > 0;)
        if (f->bare.at[i] != subject && dmi_has_actor_near(b, f->bare.at[i]) && !is_mere_name(b, f->bare.at[i]) &&
            !is_media(b, f->bare.at[i]))
            return f->bare.at[i];
    return subject;
}

/* The subject among the bare phrases before the verb: the actor right before it, else the first that is an actor, else the first whose
 * possessor is one, else the last. */
static uint32_t choose_subject(const dmi_builder *b, const dmi_frame *f)
{
    uint32_t last = f->bare.count == 0 ? NONE : f->bare.at[f->bare.count - 1];

    if (b->p->params->order != DMI_ORDER_SOV && last != NONE && is_actor(b, last) && b->prev == CHUNK_PHRASE &&
        last == b->last_phrase)
        return last;
    for (uint32_t i = 0; i < f->bare.count; i++)
        if ((is_actor(b, f->bare.at[i]) && !is_media(b, f->bare.at[i])) ||
            (b->p->params->order == DMI_ORDER_SOV && !is_media(b, f->bare.at[i]) && f->bare.count > 1 &&
             dmi_has_actor_near(b, f->bare.at[i])))
            return f->bare.at[i];
    for (uint32_t i = 0; i < f->bare.count; i++)
        if (dmi_has_actor_near(b, f->bare.at[i]))
            return f->bare.at[i];
    if (b->p->params->order == DMI_ORDER_VSO && b->prev == CHUNK_COMMA)
        return NONE; /* "In a word before the vote, | (called) the minister": what stands in front says when */
    return f->bare.count == 0 ? NONE : f->bare.at[f->bare.count - 1];
}

/* Do all verbal readings of a unit have this feature? Where two forms are spelled alike (active and passive, "I announce" and "he
 * announced") it is the commoner one without it. */
static bool has_surely(const dmi_parse *p, uint32_t unit, uint32_t feature)
{
    const dmi_unit *u = &p->s->units[unit];
    bool any = false;

    for (uint32_t i = 0; i < u->sense_count; i++) {
        if (u->senses[i].kind != DMI_SENSE_CONCEPT || (u->senses[i].features & DMI_F_VERBAL) == 0)
            continue;
        if ((u->senses[i].features & feature) == 0)
            return false;
        any = true;
    }
    return any;
}

/* Is the verb in the first person in all its readings? A form of two tenses is of two verbs: "نصب", "he set up" and "we pour". */
static bool is_first_person(const dmi_parse *p, uint32_t unit)
{
    const uint32_t tenses = DMI_F_PAST | DMI_F_PRES;

    for (uint32_t i = 0; i < p->s->units[unit].sense_count; i++)
        if ((p->s->units[unit].senses[i].features & (tenses | DMI_F_P1)) == (tenses | DMI_F_P1))
            return false;
    return has_surely(p, unit, DMI_F_P1);
}

/* "We condemn": only a word for the speaker can be the subject of a verb in the first person. */
static uint32_t spoken_subject(const dmi_builder *b, const dmi_frame *f)
{
    for (uint32_t i = 0; i < f->bare.count; i++)
        if (dmi_unit_reads(b->p, phrase_of(b, f->bare.at[i])->head, DMI_K_PRON_1))
            return f->bare.at[i];
    return NONE;
}

void dmi_set_verb(dmi_builder *b, const dmi_chunk *chunk, int form)
{
    dmi_frame *f = cur(b);
    uint32_t features = dmi_at(b->p, chunk->unit)->features;

    f->verb = chunk->unit;
    f->negated = chunk->negated || has_surely(b->p, chunk->unit, DMI_F_NEG);
    f->will = chunk->will || (features & DMI_F_FUT) != 0;
    f->would = chunk->would;
    f->may = chunk->may;
    f->must = chunk->must;
    f->perfect = chunk->have || chunk->done;
    f->infinitive = form == FORM_INFINITIVE;
    f->gerund = form == FORM_GERUND;
    f->participle = form == FORM_PASSIVE_PARTICIPLE || form == FORM_ACTIVE_PARTICIPLE;
    f->passive = has_surely(b->p, chunk->unit, DMI_F_PASS) || chunk->passive ||
                 ((chunk->be || form == FORM_PASSIVE_PARTICIPLE) && (features & DMI_F_PPART) != 0 &&
                  (features & DMI_F_GER) == 0 && !chunk->have) ||
                 (chunk->be && chunk->have && (features & DMI_F_PPART) != 0);
    f->first_person = f->first_person || is_first_person(b->p, chunk->unit);
    f->subject = f->first_person ? spoken_subject(b, f) : with_apposition(b, f, choose_subject(b, f));
    if (f->link == LINK_REL && f->antecedent != NONE) {
        f->antecedent_is_subject = f->subject == NONE;
        f->antecedent_is_object = f->subject != NONE;
    }
    b->anchor = NONE;
}

void dmi_add_object(dmi_builder *b, uint32_t phrase)
{
    dmi_frame *f = cur(b);

    if (f->object_count < FRAME_OBJECTS_MAX)
        f->objects[f->object_count++] = phrase;
}

static void hang_pp(dmi_builder *b, uint32_t on, uint32_t phrase)
{
    dmi_phrase *host = phrase_at(b, on);
    uint32_t *link = &host->pp_first;

    if (on == phrase || phrase_at(b, phrase)->inside != NONE)
        return;
    while (*link != NONE)
        link = &phrase_at(b, *link)->pp_next;
    *link = phrase;
    phrase_at(b, phrase)->inside = on;
}

void dmi_attach_preposition(dmi_builder *b, uint32_t phrase)
{
    dmi_phrase *ph = phrase_at(b, phrase);
    uint32_t host = b->anchor != NONE                                         ? b->anchor
                    : b->prev == CHUNK_PREP && b->before_prev == CHUNK_PHRASE ? b->last_phrase
                                                                              : NONE;
    bool of_verb = b->prev == CHUNK_PREP && b->before_prev == CHUNK_VERB; /* "said of the minister" */

    ph->prep = b->prep;
    if ((b->prep & DMI_BIT(DMI_K_OF)) != 0 && !of_verb && b->last_phrase != NONE && b->prev == CHUNK_PREP &&
        phrase_at(b, b->last_phrase)->genitive == NONE && ph->inside == NONE) {
        phrase_at(b, b->last_phrase)->genitive = phrase;
        ph->inside = b->last_phrase;
    }
    if (b->prep != DMI_BIT(DMI_K_OF) || of_verb) {
        if (host != NONE && phrase_at(b, host)->mention == NONE)
            hang_pp(b, host, phrase);
        *dmi_push(b->p->arena, &cur(b)->pps) = phrase;
    }
    b->prep = 0;
}

/* "The arrest and jailing of the leaders": where genitives are juxtaposed the last act noun's is the others' too. */
static void share_genitive(dmi_builder *b, uint32_t first, uint32_t second)
{
    dmi_phrase *a = phrase_at(b, first), *c = phrase_at(b, second);

    if (!b->p->params->genitive_juxtaposed || !a->act || !c->act || a->owner != NONE || a->genitive != NONE ||
        a->pp_first != NONE)
        return;
    a->owner = c->owner;
    a->genitive = c->genitive;
}

void dmi_coordinate(dmi_builder *b, uint32_t to, uint32_t phrase)
{
    uint32_t last = to;

    while (phrase_at(b, last)->next != NONE)
        last = phrase_at(b, last)->next;
    if (last == phrase)
        return;
    phrase_at(b, last)->next = phrase;
    phrase_at(b, phrase)->first = phrase_at(b, to)->first;
    phrase_at(b, phrase)->prep = phrase_at(b, to)->prep;
    share_genitive(b, last, phrase);
}

void dmi_note_phrase(dmi_builder *b, uint32_t phrase)
{
    b->last_phrase = phrase;
    phrase_at(b, phrase)->frame = b->cur;
    /* In a chain of genitives prepositional phrases hang on the first act noun. */
    if (phrase_at(b, phrase)->act ||
        (phrase_at(b, phrase)->mention == NONE && b->anchor == NONE &&
         ((dmi_at(b->p, phrase_at(b, phrase)->head)->is & DMI_IS_THING) != 0 || !dmi_has_actor_near(b, phrase))))
        b->anchor = phrase;
}

/* ---- what both ways of building share */

bool dmi_verb_before_boundary(const dmi_builder *b, uint32_t i)
{
    for (uint32_t k = i + 1; k < b->c.count; k++) {
        uint8_t kind = b->c.at[k].kind;
        if (kind == CHUNK_VERB)
            return true;
        if (kind == CHUNK_COMMA || kind == CHUNK_STOP || kind == CHUNK_SUB || kind == CHUNK_CLOSE)
            return false;
    }
    return false;
}

/* What a phrase behind "and" is coordinated with: the one before, or, where an actor follows and the one before is no actor but hangs on
 * one ("the meeting of China | and Russia", without a word for "of"), that actor. */
uint32_t dmi_coordination_partner(const dmi_builder *b, uint32_t phrase)
{
    uint32_t partner = b->last_phrase;

    while (b->p->params->genitive_juxtaposed && is_actor(b, phrase) && !is_actor(b, partner)) {
        const dmi_phrase *ph = phrase_of(b, partner);
        if (ph->owner == NONE && ph->genitive == NONE)
            return b->last_phrase;
        partner = ph->owner != NONE ? ph->owner : ph->genitive;
    }
    return partner;
}

/* Does a list of actors go on behind the comma at chunk i: "A, B and C", "A, B, and C"? */
static bool list_goes_on(const dmi_builder *b, uint32_t i)
{
    bool open = b->last_phrase != NONE && b->p->phrases.at[b->last_phrase].first != b->last_phrase;

    if (b->prev != CHUNK_PHRASE || !is_actor(b, b->last_phrase))
        return false;
    if (kind_at(b, i + 1, CHUNK_AND))
        return open && kind_at(b, i + 2, CHUNK_PHRASE);
    if (!kind_at(b, i + 1, CHUNK_PHRASE) || !is_actor(b, b->c.at[i + 1].phrase))
        return false;
    if (kind_at(b, i + 2, CHUNK_AND))
        return kind_at(b, i + 3, CHUNK_PHRASE);
    return kind_at(b, i + 2, CHUNK_COMMA) && ((kind_at(b, i + 3, CHUNK_PHRASE) && is_actor(b, b->c.at[i + 3].phrase)) ||
                                              (kind_at(b, i + 3, CHUNK_AND) && kind_at(b, i + 4, CHUNK_PHRASE)));
}

void dmi_on_comma(dmi_builder *b, uint32_t i)
{
    b->conj_to = list_goes_on(b, i) ? b->last_phrase : NONE;
    b->prep = 0;
}

void dmi_on_stop(dmi_builder *b, uint32_t i)
{
    uint32_t mark = b->p->s->units[b->c.at[i].unit].mark, outer = b->cur;
    bool colon = mark == ':';
    bool speech = colon && (dmi_takes_complement(b->p, frame_at(b, outer)->verb) ||
                            (frame_at(b, outer)->verb == NONE && frame_at(b, outer)->bare.count > 0));

    if ((mark == ';' || mark == 0x061B) && b->p->params->order == DMI_ORDER_SOV && frame_at(b, outer)->verb == NONE) {
        dmi_on_comma(b, i); /* its verb is still to come */
        return;
    }
    b->depth = 0;
    b->prep = 0;
    b->infinitive = false;
    dmi_open_frame(b, speech ? LINK_COMP : LINK_MAIN, speech ? outer : NONE);
    cur(b)->after_colon = speech && frame_at(b, outer)->verb == NONE;
    b->last_phrase = NONE;
}

/* ---- afterwards */

/* "...", said X: a reporting verb without content behind it takes the clauses before it. */
static void adopt_speech(dmi_parse *p)
{
    for (uint32_t i = 1; i < p->frames.count; i++) {
        bool has_content = false;
        if (p->frames.at[i].verb == NONE || !dmi_unit_reads(p, p->frames.at[i].verb, DMI_K_SAY))
            continue;
        for (uint32_t k = i + 1; k < p->frames.count; k++)
            has_content = has_content || (p->frames.at[k].parent == i && p->frames.at[k].link == LINK_COMP);
        for (uint32_t k = 0; k < i && !has_content; k++) {
            dmi_frame *f = &p->frames.at[k];
            if (f->parent == NONE && f->verb != NONE && !dmi_unit_reads(p, f->verb, DMI_K_SAY) &&
                p->frames.at[i].parent == NONE) {
                f->parent = i;
                f->link = LINK_COMP;
                p->frames.at[i].postposed = true;
            }
        }
    }
}

/* "Accused by Washington, Hanoi cut ...": a participle in front has the subject of the clause behind it. */
static void lend_subject_backwards(dmi_parse *p)
{
    dmi_frame *first = p->frames.count < 2 ? NULL : &p->frames.at[0];

    if (first == NULL || first->verb == NONE || first->subject != NONE || first->bare.count > 0 ||
        !(first->participle || first->gerund || first->passive))
        return;
    for (uint32_t i = 1; i < p->frames.count; i++)
        if (p->frames.at[i].subject != NONE && p->frames.at[i].verb != NONE) {
            first->subject = p->frames.at[i].subject;
            return;
        }
}

/* Does the verb only carry what stands for the act ("held a meeting"), or is the thing what one of its rules asks for ("signed an agreement")? */
static bool takes_thing(const dmi_parse *p, uint32_t verb, uint32_t phrase)
{
    uint32_t unit;

    for (uint32_t i = 0; i < p->s->units[verb].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[verb].senses[i];
        for (uint16_t r = sense->kind == DMI_SENSE_CONCEPT ? p->g->first_rule[sense->id] : 0; r != 0;
             r = dmi_grammar_rule(p->g, r)->next)
            if (dmi_phrase_has(p, phrase, &dmi_grammar_rule(p->g, r)->object, &unit))
                return true;
    }
    return dmi_unit_has_class(p, verb, DMI_CLASS_LIGHT);
}

/* "The meeting that (he) held with his counterpart": where a subject may be left out, a thing is what such a verb is done to. */
static void take_back_things(dmi_builder *b)
{
    for (uint32_t i = 0; b->p->params->prodrop && i < b->p->frames.count; i++) {
        dmi_frame *f = frame_at(b, i);
        if (f->link == LINK_REL && f->antecedent != NONE && f->antecedent_is_subject && f->verb != NONE && !f->passive &&
            f->object_count == 0 && !dmi_has_actor_near(b, f->antecedent) && takes_thing(b->p, f->verb, f->antecedent)) {
            f->antecedent_is_object = true;
            f->antecedent_is_subject = false;
        }
    }
}

/* Whose subject a clause without one has: its superior's; where that is about the very thing that the clause tells of, the reporter's ("he said
 * the deal that (he) signed is good"). */
static uint32_t lender(const dmi_parse *p, const dmi_frame *f)
{
    uint32_t at = f->parent;

    while (f->antecedent != NONE && at != NONE && p->frames.at[at].link == LINK_COMP &&
           (p->frames.at[at].subject == f->antecedent || p->frames.at[at].verb == NONE))
        at = p->frames.at[at].parent;
    return at;
}

/* "Ankara announced that (it) will not negotiate": where a subject may be left out, a reported clause without any has the reporter's. */
static void lend_left_out_subjects(dmi_parse *p)
{
    for (uint32_t i = 0; p->params->prodrop && i < p->frames.count; i++) {
        dmi_frame *f = &p->frames.at[i];
        bool others = f->link == LINK_REL && f->antecedent != NONE && !f->antecedent_is_subject; /* "the way (he) attacked her" */
        if ((f->verb != NONE || f->subject_joined) && (f->link == LINK_COMP || others) && f->subject == NONE &&
            f->controller == NONE && !f->passive && !f->first_person)
            f->controller = lender(p, f);
    }
}

/* "Said that the opposition's leader is a liar", where a language has no "is": what is judged is the subject of the clause without a verb. */
static void settle_verbless(dmi_builder *b)
{
    for (uint32_t i = 0; i < b->p->frames.count; i++) {
        dmi_frame *f = frame_at(b, i);
        for (uint32_t k = 0; k < f->bare.count && f->verb == NONE && f->subject == NONE; k++)
            if (dmi_has_actor_near(b, f->bare.at[k]))
                f->subject = f->bare.at[k];
    }
}

/* Does the verb need whom it is done to, bare: is that first of all its object in each of its rules, and in no sense behind a preposition? */
static bool wants_bare_object(const dmi_parse *p, uint32_t verb)
{
    bool wants = false;

    for (uint32_t i = 0; i < p->s->units[verb].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[verb].senses[i];
        if (sense->kind != DMI_SENSE_CONCEPT || (sense->features & DMI_F_VERBAL) == 0)
            continue;
        if (sense->object_prep != DMI_NONE)
            return false;
        for (uint16_t r = p->g->first_rule[sense->id]; r != 0; r = dmi_grammar_rule(p->g, r)->next) {
            if (dmi_grammar_rule(p->g, r)->target[0] != DMI_SLOT_OBJ || dmi_grammar_rule(p->g, r)->symmetric)
                return false;
            wants = true;
        }
    }
    return wants && !dmi_takes_complement(p, verb);
}

/* "And (he) met his counterpart": who is somebody's counterpart is met, not the one who meets. */
static bool is_met_counterpart(const dmi_parse *p, const dmi_frame *f)
{
    return dmi_unit_reads(p, p->phrases.at[f->subject].head, DMI_K_COUNTERPART) && !dmi_takes_complement(p, f->verb) &&
           !dmi_unit_reads(p, f->verb, DMI_K_SAY);
}

/* Whom a clause may have its subject from where it has none itself: the clause before it, or, at the head of a sentence, the last one of the
 * sentence before. */
static bool goes_on_from_subject(dmi_builder *b, uint32_t frame)
{
    const dmi_frame *f = frame_at(b, frame), *before = frame == 0 ? NULL : frame_at(b, frame - 1);

    if (before == NULL)
        return b->p->params->prodrop && f->link == LINK_MAIN && b->p->d->last_subject.count > 0;
    return f->link == LINK_COORD && before->verb != NONE && !before->passive && before->subject != NONE &&
           before->link != LINK_REL && before->link != LINK_IF && before->link != LINK_ADJUNCT && is_actor(b, before->subject);
}

/* "The president visited Peru and condemned Chile": where the verb stands first, the one bare party behind a verb that needs an object is its
 * object where the clause can have its subject from before. */
static void give_back_objects(dmi_builder *b)
{
    for (uint32_t i = 0; b->p->params->order == DMI_ORDER_VSO && i < b->p->frames.count; i++) {
        dmi_frame *f = frame_at(b, i);
        if (f->subject == NONE || f->object_count > 0 || f->passive || f->verb == NONE ||
            phrase_at(b, f->subject)->unit_start < f->verb || phrase_at(b, f->subject)->next != NONE ||
            !is_actor(b, f->subject) || dmi_unit_reads(b->p, phrase_at(b, f->subject)->head, DMI_K_OWN_COUNTRY) ||
            !(wants_bare_object(b->p, f->verb) || is_met_counterpart(b->p, f)) || !goes_on_from_subject(b, i))
            continue;
        f->objects[f->object_count++] = f->subject;
        f->subject = NONE;
        f->controller = i == 0 ? NONE : i - 1;
    }
}

void dmi_find_frames(dmi_parse *p, dmi_chunks chunks)
{
    dmi_builder b = {
        .p = p, .c = chunks, .cur = NONE, .last_phrase = NONE, .anchor = NONE, .conj_to = NONE, .quote_outer = NONE
    };

    if (p->params->order == DMI_ORDER_SOV)
        dmi_build_final(&b);
    else
        dmi_build_clauses(&b);
    settle_verbless(&b);
    take_back_things(&b);
    give_back_objects(&b);
    lend_left_out_subjects(p);
    adopt_speech(p);
    lend_subject_backwards(p);
}
