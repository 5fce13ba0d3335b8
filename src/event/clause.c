/* Frames: one pass over the chunks of a sentence. Verb-medial and verb-initial languages share a builder; verb-final ones have their
 * own, since there a clause is complete only when its verb has come. */
#include "event/parse.h"

enum { STACK_MAX = 12 };

enum { FORM_FINITE = 1, FORM_INFINITIVE, FORM_GERUND, FORM_PASSIVE_PARTICIPLE, FORM_ACTIVE_PARTICIPLE };

typedef struct builder {
    dmi_parse *p;
    dmi_chunks c;
    uint32_t cur;              /* the frame that takes what comes */
    uint32_t stack[STACK_MAX]; /* frames that wait for their verb, or for what comes behind a subordinate clause */
    uint32_t depth;
    uint32_t last_phrase, anchor; /* the last phrase; the last act noun (or other noun) that prepositional phrases may hang on */
    uint32_t conj_to;          /* the next phrase is coordinated with this one */
    uint32_t quote_outer;      /* frame in which the open quote stands */
    bool quote_leads;          /* the quote opened its frame */
    uint64_t prep;             /* the waiting preposition's bits */
    uint8_t prev, before_prev; /* kinds of the two chunks before */
    bool infinitive, and_before, comma_before, fresh;
} builder;

static dmi_frame *frame_at(builder *b, uint32_t i)
{
    return &b->p->frames.at[i];
}

static dmi_frame *cur(builder *b)
{
    return frame_at(b, b->cur);
}

static dmi_phrase *phrase_at(builder *b, uint32_t i)
{
    return &b->p->phrases.at[i];
}

static const dmi_phrase *phrase_of(const builder *b, uint32_t i)
{
    return &b->p->phrases.at[i];
}

static uint32_t open_frame(builder *b, uint8_t link, uint32_t parent)
{
    uint32_t index = b->p->frames.count;

    *dmi_push(b->p->arena, &b->p->frames) = (dmi_frame){ .verb = NONE, .parent = parent, .antecedent = NONE, .subject = NONE,
                                                         .controller = NONE, .link = link };
    b->cur = index;
    b->anchor = NONE;
    b->conj_to = NONE;
    b->fresh = false;
    return index;
}

static void push(builder *b, uint32_t frame)
{
    if (b->depth < STACK_MAX)
        b->stack[b->depth++] = frame;
}

static bool top_waits(const builder *b)
{
    return b->depth > 0 && b->p->frames.at[b->stack[b->depth - 1]].verb == NONE;
}

/* Does this verb take a clause as its content ("said that ...", "demanded that ...")? */
static bool takes_complement(const dmi_parse *p, uint32_t unit)
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
static bool controls_by_object(const dmi_parse *p, uint32_t unit)
{
    static const uint8_t verbs[] = { DMI_K_URGE, DMI_K_ASK, DMI_K_ALLOW, DMI_K_FORCE, DMI_K_ORDER, DMI_K_HELP_TO, DMI_K_INVITE, DMI_K_DEMAND, DMI_K_PREVENT };

    for (size_t i = 0; unit != NONE && i < sizeof verbs; i++)
        if (dmi_unit_reads(p, unit, verbs[i]))
            return true;
    return false;
}

static int verb_form(const builder *b, const dmi_chunk *chunk)
{
    uint32_t f = dmi_at(b->p, chunk->unit)->features;
    bool aux = chunk->be || chunk->have || chunk->will || chunk->would || chunk->may || chunk->must || chunk->passive || chunk->done;

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

static bool is_past_or_participle(const builder *b, uint32_t unit)
{
    uint32_t f = dmi_at(b->p, unit)->features;

    return (f & (DMI_F_PAST | DMI_F_PPART)) == (DMI_F_PAST | DMI_F_PPART);
}

/* ---- slots */

static bool is_actor(const builder *b, uint32_t phrase)
{
    return phrase != NONE && b->p->phrases.at[phrase].mention != NONE;
}

static bool has_actor_near(const builder *b, uint32_t phrase)
{
    return is_actor(b, phrase) || (phrase != NONE && is_actor(b, b->p->phrases.at[phrase].owner));
}

/* A newspaper or agency is named for where the news is from; it is the subject only when nobody else is there. */
static bool is_media(const builder *b, uint32_t phrase)
{
    return is_actor(b, phrase) && dmi_is(b->p->s->mentions[b->p->phrases.at[phrase].mention].sector, "JRN");
}

/* The subject among the bare phrases before the verb: the actor right before it, else the first that is an actor, else the first whose
 * possessor is one, else the last. */
static uint32_t choose_subject(const builder *b, const dmi_frame *f)
{
    uint32_t last = f->bare.count == 0 ? NONE : f->bare.at[f->bare.count - 1];

    if (b->p->params->order != DMI_ORDER_SOV && last != NONE && is_actor(b, last) && b->prev == CHUNK_PHRASE && last == b->last_phrase)
        return last;
    for (uint32_t i = 0; i < f->bare.count; i++)
        if ((is_actor(b, f->bare.at[i]) && !is_media(b, f->bare.at[i])) || (b->p->params->order == DMI_ORDER_SOV && !is_media(b, f->bare.at[i]) && f->bare.count > 1 && has_actor_near(b, f->bare.at[i])))
            return f->bare.at[i];
    for (uint32_t i = 0; i < f->bare.count; i++)
        if (has_actor_near(b, f->bare.at[i]))
            return f->bare.at[i];
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

/* "We condemn": only a word for the speaker can be the subject of a verb in the first person. */
static uint32_t spoken_subject(const builder *b, const dmi_frame *f)
{
    for (uint32_t i = 0; i < f->bare.count; i++)
        if (dmi_unit_reads(b->p, phrase_of(b, f->bare.at[i])->head, DMI_K_PRON_1))
            return f->bare.at[i];
    return NONE;
}

static void set_verb(builder *b, const dmi_chunk *chunk, int form)
{
    dmi_frame *f = cur(b);
    uint32_t features = dmi_at(b->p, chunk->unit)->features;

    f->verb = chunk->unit;
    f->negated = chunk->negated || (features & DMI_F_NEG) != 0;
    f->will = chunk->will || (features & DMI_F_FUT) != 0;
    f->would = chunk->would;
    f->may = chunk->may;
    f->must = chunk->must;
    f->perfect = chunk->have || chunk->done;
    f->infinitive = form == FORM_INFINITIVE;
    f->gerund = form == FORM_GERUND;
    f->participle = form == FORM_PASSIVE_PARTICIPLE || form == FORM_ACTIVE_PARTICIPLE;
    f->passive = has_surely(b->p, chunk->unit, DMI_F_PASS) || chunk->passive ||
                 ((chunk->be || form == FORM_PASSIVE_PARTICIPLE) && (features & DMI_F_PPART) != 0 && (features & DMI_F_GER) == 0 && !chunk->have) ||
                 (chunk->be && chunk->have && (features & DMI_F_PPART) != 0);
    f->first_person = f->first_person || has_surely(b->p, chunk->unit, DMI_F_P1);
    f->subject = f->first_person ? spoken_subject(b, f) : choose_subject(b, f);
    if (f->link == LINK_REL && f->antecedent != NONE) {
        f->antecedent_is_subject = f->subject == NONE;
        f->antecedent_is_object = f->subject != NONE;
    }
    b->anchor = NONE;
}

static void add_object(builder *b, uint32_t phrase)
{
    dmi_frame *f = cur(b);

    if (f->object_count < FRAME_OBJECTS_MAX)
        f->objects[f->object_count++] = phrase;
}

static void hang_pp(builder *b, uint32_t on, uint32_t phrase)
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

static void attach_preposition(builder *b, uint32_t phrase)
{
    dmi_phrase *ph = phrase_at(b, phrase);
    uint32_t host = b->anchor != NONE ? b->anchor : b->prev == CHUNK_PREP && b->before_prev == CHUNK_PHRASE ? b->last_phrase : NONE;
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

static void coordinate(builder *b, uint32_t to, uint32_t phrase)
{
    uint32_t last = to;

    while (phrase_at(b, last)->next != NONE)
        last = phrase_at(b, last)->next;
    if (last == phrase)
        return;
    phrase_at(b, last)->next = phrase;
    phrase_at(b, phrase)->first = phrase_at(b, to)->first;
    phrase_at(b, phrase)->prep = phrase_at(b, to)->prep;
}

static void note_phrase(builder *b, uint32_t phrase)
{
    b->last_phrase = phrase;
    phrase_at(b, phrase)->frame = b->cur;
    /* In a chain of genitives prepositional phrases hang on the first act noun. */
    if (phrase_at(b, phrase)->act || (phrase_at(b, phrase)->mention == NONE && b->anchor == NONE &&
                                      ((dmi_at(b->p, phrase_at(b, phrase)->head)->is & DMI_IS_THING) != 0 || !has_actor_near(b, phrase))))
        b->anchor = phrase;
}

/* ---- what follows */

static const dmi_chunk *chunk_at(const builder *b, uint32_t i)
{
    return i < b->c.count ? &b->c.at[i] : NULL;
}

static bool kind_at(const builder *b, uint32_t i, uint8_t kind)
{
    return i < b->c.count && b->c.at[i].kind == kind;
}

/* Does a finite verb follow the phrase at chunk i, over prepositional phrases and coordinated phrases? */
static bool verb_follows(const builder *b, uint32_t i)
{
    for (uint32_t k = i + 1, steps = 0; k < b->c.count && steps < 7; k++, steps++) {
        const dmi_chunk *c = &b->c.at[k];
        if (c->kind == CHUNK_VERB) {
            int form = verb_form(b, c);
            if (form == FORM_PASSIVE_PARTICIPLE && kind_at(b, k + 1, CHUNK_PREP) && dmi_unit_reads(b->p, b->c.at[k + 1].unit, DMI_K_BY))
                return false; /* "measures imposed by": no clause of its own */
            return form == FORM_FINITE || (form == FORM_PASSIVE_PARTICIPLE && is_past_or_participle(b, c->unit)) ||
                   (form == FORM_INFINITIVE && !kind_at(b, k - 1, CHUNK_INF));
        }
        if (c->kind == CHUNK_PREP || c->kind == CHUNK_PHRASE || (c->kind == CHUNK_AND && k == i + 1))
            continue;
        return false;
    }
    return false;
}

static bool verb_before_boundary(const builder *b, uint32_t i)
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

static bool agent_follows(const builder *b, uint32_t i)
{
    return kind_at(b, i + 1, CHUNK_PREP) && dmi_unit_reads(b->p, b->c.at[i + 1].unit, DMI_K_BY);
}

/* Is the participle at chunk i a reduced relative clause: its clause has a verb and none outside waits for one ("rebels who attacked a
 * convoy condemned the army"), or "by" follows and a finite verb is still to come? */
static bool is_reduced_relative(const builder *b, uint32_t i)
{
    if (b->p->frames.at[b->cur].verb != NONE)
        return !top_waits(b) || agent_follows(b, i) || verb_follows(b, i);
    return agent_follows(b, i) && verb_follows(b, i + 2);
}

/* "Peru, accused by Chile of aggression, condemned Iran": no object follows, and behind the next comma comes the clause's own verb. */
static bool is_put_in(const builder *b, uint32_t i)
{
    uint32_t k = i + 1;

    if (b->prev != CHUNK_COMMA || b->before_prev != CHUNK_PHRASE || b->p->frames.at[b->cur].verb != NONE || !kind_at(b, k, CHUNK_PREP))
        return false;
    while (k < b->c.count && (b->c.at[k].kind == CHUNK_PREP || b->c.at[k].kind == CHUNK_PHRASE))
        k++;
    return kind_at(b, k, CHUNK_COMMA) && kind_at(b, k + 1, CHUNK_VERB);
}

/* ---- verb in the middle or in front */

/* "Is ready to", "is opposed to": the predicate is the verb. */
static bool is_predicate(const builder *b, uint32_t phrase)
{
    const dmi_phrase *ph = phrase_of(b, phrase);

    return dmi_unit_reads(b->p, b->p->frames.at[b->cur].verb, DMI_K_BE) && ph->mention == NONE && ph->unit_end - ph->unit_start <= 2 && ph->act &&
           takes_complement(b->p, ph->head);
}

static bool is_joined(const builder *b, uint32_t phrase)
{
    return b->p->s->units[phrase_of(b, phrase)->head].clitic;
}

static void subject_or_object_after_verb(builder *b, uint32_t phrase)
{
    dmi_frame *f = cur(b);
    bool vso = b->p->params->order == DMI_ORDER_VSO;
    bool says = dmi_unit_reads(b->p, f->verb, DMI_K_SAY);
    bool joined_object = f->object_count == 1 && is_joined(b, f->objects[0]);
    bool free_place = f->subject == NONE && (f->object_count == 0 || joined_object) && !f->passive && !f->first_person && !f->subject_joined;

    if (vso && b->prev == CHUNK_VERB && is_joined(b, phrase)) {
        add_object(b, phrase); /* a pronoun joined to its verb is never the subject; in a relative clause it stands for the antecedent */
        f->antecedent_is_object = f->antecedent_is_subject;
        f->antecedent_is_subject = false;
        return;
    }
    if (is_predicate(b, phrase)) {
        f->verb = phrase_at(b, phrase)->head;
        return;
    }
    if (free_place && f->link == LINK_REL && f->antecedent_is_subject && vso && !is_actor(b, f->antecedent) && is_actor(b, phrase)) {
        f->antecedent_is_subject = false;
        f->antecedent_is_object = true;
        f->subject = phrase;
        return;
    }
    if (free_place && (f->link != LINK_REL || joined_object) && ((vso && !f->infinitive && f->link != LINK_PARTICIPLE && (is_actor(b, phrase) || f->controller == NONE)) || (says && is_actor(b, phrase))))
        f->subject = phrase;
    else
        add_object(b, phrase);
}

/* An actor and right behind it a word nobody knows, where a clause has to begin: the word is its verb. */
static bool is_unknown_verb(const builder *b, uint32_t i)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];
    const dmi_phrase *ph = &b->p->phrases.at[b->c.at[i].phrase];
    bool unknown = ph->mention == NONE && ph->unit_end == ph->unit_start + 1 && b->p->s->units[ph->head].kind == DMI_WORD &&
                   b->p->s->units[ph->head].sense_count == 0 && (dmi_at(b->p, ph->head)->is & DMI_IS_NAME) == 0;
    bool clause_due = f->verb == NONE || (takes_complement(b->p, f->verb) && f->object_count > 0 && f->objects[f->object_count - 1] == b->last_phrase);

    return b->p->params->order == DMI_ORDER_SVO && b->p->params->genitive_juxtaposed && unknown && clause_due && b->prev == CHUNK_PHRASE &&
           is_actor(b, b->last_phrase) && b->prep == 0 && !verb_before_boundary(b, i);
}

static void open_unknown_verb(builder *b, uint32_t i)
{
    dmi_chunk verb = { .kind = CHUNK_VERB, .unit = b->p->phrases.at[b->c.at[i].phrase].head, .phrase = NONE };
    dmi_frame *f = cur(b);

    if (f->verb != NONE) {
        uint32_t outer = b->cur, subject = f->objects[--f->object_count];
        open_frame(b, LINK_COMP, outer);
        *dmi_push(b->p->arena, &cur(b)->bare) = subject;
    }
    set_verb(b, &verb, FORM_FINITE);
}

/* "The secretary-general Antonio Guterres" behind its verb: an office and right behind it a name are one. */
static bool names_the_last(const builder *b, uint32_t phrase)
{
    const dmi_sentence *s = b->p->s;
    const dmi_mention *name, *office;

    if (b->prev != CHUNK_PHRASE || !is_actor(b, phrase) || !is_actor(b, b->last_phrase) ||
        phrase_of(b, b->last_phrase)->unit_end != phrase_of(b, phrase)->unit_start)
        return false;
    name = &s->mentions[phrase_of(b, phrase)->mention];
    office = &s->mentions[phrase_of(b, b->last_phrase)->mention];
    return name->kind == DMI_MENTION_PERSON && name->name.bytes > 0 && office->kind != DMI_MENTION_PERSON && office->kind != DMI_MENTION_COUNTRY &&
           !office->plural && office->name.bytes == 0;
}

/* "Yunani diminta Turki | menarik tentaranya": who stands bare right behind a passive verb is its agent, no subject of what follows. */
static bool is_bare_agent(const builder *b, const dmi_frame *f, uint32_t phrase)
{
    return b->p->params->bare_agent && f->passive && phrase != NONE && phrase_of(b, phrase)->unit_start == f->verb + 1;
}

/* A clause with a subject of its own stands beside the whole clause before it, not beside its infinitives: "are trying to leave, they said". */
static uint32_t clause_of_infinitive(const builder *b)
{
    uint32_t frame = b->cur;

    while (b->p->frames.at[frame].link == LINK_XCOMP && b->p->frames.at[frame].parent != NONE)
        frame = b->p->frames.at[frame].parent;
    return frame;
}

static void on_phrase(builder *b, uint32_t i)
{
    uint32_t phrase = b->c.at[i].phrase;
    bool vso = b->p->params->order == DMI_ORDER_VSO;
    bool clause_follows = !vso && cur(b)->verb != NONE && b->prep == 0 && verb_follows(b, i) && !b->infinitive &&
                          !is_bare_agent(b, cur(b), phrase);

    b->infinitive = false;
    if (is_unknown_verb(b, i)) {
        open_unknown_verb(b, i);
        return;
    }
    if (b->prep != 0) {
        attach_preposition(b, phrase);
    } else if (b->conj_to != NONE && !(clause_follows && b->and_before)) {
        coordinate(b, b->conj_to, phrase);
    } else if (clause_follows && (b->and_before || b->comma_before || takes_complement(b->p, cur(b)->verb))) {
        bool content = takes_complement(b->p, cur(b)->verb) && !b->and_before && !b->comma_before;
        uint32_t outer = content ? b->cur : clause_of_infinitive(b);
        uint8_t link = frame_at(b, outer)->link == LINK_COMP ? LINK_COMP : LINK_COORD;
        if (!content && b->comma_before && top_waits(b)) {
            b->cur = b->stack[--b->depth];
            b->anchor = NONE;
        } else {
            open_frame(b, content ? LINK_COMP : link, content ? outer : frame_at(b, outer)->parent);
        }
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (cur(b)->verb == NONE) {
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (b->comma_before && (cur(b)->link == LINK_ADJUNCT || cur(b)->link == LINK_IF) && top_waits(b)) {
        b->cur = b->stack[--b->depth];
        b->anchor = NONE;
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (!names_the_last(b, phrase)) {
        subject_or_object_after_verb(b, phrase);
    }
    note_phrase(b, phrase);
    b->conj_to = NONE;
}

static void open_infinitive(builder *b)
{
    uint32_t outer = b->cur;
    bool coordinated = b->and_before && frame_at(b, outer)->link == LINK_XCOMP;

    if (coordinated)
        outer = frame_at(b, outer)->parent;
    else if (frame_at(b, outer)->verb == NONE && frame_at(b, outer)->bare.count > 0)
        push(b, outer); /* "the threat to attack Peru | was condemned" */
    open_frame(b, LINK_XCOMP, outer);
    cur(b)->controller = outer;
    cur(b)->object_control = outer != NONE && !frame_at(b, outer)->passive && controls_by_object(b->p, frame_at(b, outer)->verb);
}

/* Right behind a phrase an infinitive is done by whom "for" names ("called for Israel to withdraw"), or says what an act noun is about, and
 * its possessor does it ("China's threat to attack"). */
static void tie_infinitive(builder *b)
{
    uint32_t phrase = b->last_phrase;

    if (b->prev != CHUNK_INF || b->before_prev != CHUNK_PHRASE)
        return;
    if (is_actor(b, phrase) && (phrase_of(b, phrase)->prep & DMI_BIT(DMI_K_FOR)) != 0) {
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    } else if (phrase_of(b, phrase)->act && takes_complement(b->p, phrase_of(b, phrase)->head)) {
        cur(b)->antecedent = phrase;
        if (is_actor(b, phrase_of(b, phrase)->owner))
            *dmi_push(b->p->arena, &cur(b)->bare) = phrase_of(b, phrase)->owner;
    }
}

/* "Said that ..., accusing Peru of ...": behind a comma a participle of speech is of who speaks, not of who is spoken of. */
static bool told_by_the_main_clause(const builder *b, uint32_t unit)
{
    return b->comma_before && (takes_complement(b->p, unit) || dmi_unit_reads(b->p, unit, DMI_K_SAY));
}

static uint32_t clause_of_content(const builder *b)
{
    uint32_t frame = b->cur;

    while ((b->p->frames.at[frame].link == LINK_COMP || b->p->frames.at[frame].link == LINK_XCOMP) && b->p->frames.at[frame].parent != NONE)
        frame = b->p->frames.at[frame].parent;
    return frame;
}

static void open_participle(builder *b, uint32_t unit, bool with_preposition)
{
    uint32_t outer = told_by_the_main_clause(b, unit) ? clause_of_content(b) : b->cur, antecedent = b->last_phrase;
    bool relative = !with_preposition && !b->comma_before && b->prev == CHUNK_PHRASE && antecedent != NONE;

    if (frame_at(b, outer)->verb == NONE && (relative || frame_at(b, outer)->bare.count > 0))
        push(b, outer);
    open_frame(b, relative ? LINK_REL : LINK_PARTICIPLE, outer);
    if (relative)
        cur(b)->antecedent = antecedent;
    else
        cur(b)->controller = outer;
}

/* "Arrested protesters | (who) went out": where the verb stands first, one right behind an indefinite noun that is not the subject tells of it. */
static bool is_bare_relative(const builder *b, const dmi_frame *f)
{
    const dmi_phrase *ph = b->last_phrase == NONE ? NULL : phrase_of(b, b->last_phrase);

    return b->p->params->order == DMI_ORDER_VSO && ph != NULL && !b->and_before && b->prev == CHUNK_PHRASE && f->subject != NONE &&
           f->subject != b->last_phrase && ph->unit_start > f->verb && !b->p->s->units[ph->head].definite &&
           (ph->mention == NONE || b->p->s->mentions[ph->mention].kind == DMI_MENTION_ROLE);
}

/* A finite verb where the frame already has one: coordination, the outer clause's verb behind a relative clause, or a clause whose subject
 * was taken for an object. */
static void open_for_finite(builder *b)
{
    uint32_t outer = b->cur;
    dmi_frame *f = cur(b);

    /* "berjanji mengirim", "said will send": the second verb is the content of the first, with its subject. */
    if ((b->prev == CHUNK_VERB || (b->prev == CHUNK_PHRASE && is_bare_agent(b, f, b->last_phrase))) && takes_complement(b->p, f->verb)) {
        open_frame(b, dmi_unit_reads(b->p, f->verb, DMI_K_SAY) ? LINK_COMP : LINK_XCOMP, outer);
        cur(b)->controller = outer;
        return;
    }

    if (!b->and_before && top_waits(b)) {
        b->cur = b->stack[--b->depth];
        return;
    }
    if (is_bare_relative(b, f)) {
        uint32_t antecedent = b->last_phrase;
        open_frame(b, LINK_REL, outer);
        cur(b)->antecedent = antecedent;
        return;
    }
    if (!b->and_before && b->prev == CHUNK_PHRASE && f->object_count > 0 && f->objects[f->object_count - 1] == b->last_phrase &&
        b->p->params->order == DMI_ORDER_SVO) {
        uint32_t stolen = f->objects[f->object_count - 1];
        bool content = takes_complement(b->p, f->verb);
        if (content)
            f->object_count--; /* the object of "banned" stays one; that of "said" never was */
        open_frame(b, content ? LINK_COMP : LINK_COORD, content ? outer : f->parent);
        *dmi_push(b->p->arena, &cur(b)->bare) = stolen;
        return;
    }
    open_frame(b, frame_at(b, outer)->link == LINK_COMP || frame_at(b, outer)->link == LINK_REL ? frame_at(b, outer)->link : LINK_COORD,
               frame_at(b, outer)->parent);
    cur(b)->antecedent = frame_at(b, outer)->antecedent;
    cur(b)->controller = outer;
}

static void on_verb(builder *b, uint32_t i)
{
    const dmi_chunk *chunk = &b->c.at[i];
    int form = verb_form(b, chunk);

    if (b->infinitive) {
        open_infinitive(b);
        tie_infinitive(b);
        form = FORM_INFINITIVE;
    } else if (form == FORM_GERUND && b->prev == CHUNK_VERB && takes_complement(b->p, cur(b)->verb)) {
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
            if (cur(b)->verb != NONE)
                open_for_finite(b);
        }
    }
    set_verb(b, chunk, form);
    b->infinitive = false;
    b->conj_to = NONE;
    b->prep = 0;
}

static void open_subordinate(builder *b, uint32_t i)
{
    uint32_t unit = b->c.at[i].unit, outer = b->cur;
    bool after_verb = b->prev == CHUNK_VERB || (frame_at(b, outer)->verb != NONE && takes_complement(b->p, frame_at(b, outer)->verb));

    if (dmi_unit_reads(b->p, unit, DMI_K_IF)) {
        push(b, outer);
        open_frame(b, LINK_IF, outer);
    } else if (dmi_unit_reads(b->p, unit, DMI_K_REL) && b->prev == CHUNK_PHRASE && !(dmi_unit_reads(b->p, unit, DMI_K_THAT) && after_verb && !is_actor(b, b->last_phrase))) {
        uint32_t antecedent = b->last_phrase;
        push(b, outer);
        open_frame(b, LINK_REL, outer);
        cur(b)->antecedent = antecedent;
    } else if (dmi_unit_reads(b->p, unit, DMI_K_THAT)) {
        bool again = b->and_before && frame_at(b, outer)->link == LINK_COMP;
        uint32_t noun = b->anchor;
        if (frame_at(b, outer)->verb == NONE)
            push(b, outer);
        open_frame(b, LINK_COMP, again ? frame_at(b, outer)->parent : outer);
        cur(b)->antecedent = noun;
    } else if (dmi_unit_reads(b->p, unit, DMI_K_BUT)) {
        open_frame(b, LINK_COORD, frame_at(b, outer)->parent);
        cur(b)->controller = outer;
    } else {
        push(b, outer);
        open_frame(b, LINK_ADJUNCT, outer);
        cur(b)->controller = outer;
    }
    cur(b)->first_person = dmi_unit_reads(b->p, unit, DMI_K_PRON_1);
    cur(b)->subject_joined = cur(b)->first_person || dmi_unit_reads(b->p, unit, DMI_K_PRON_3S) || dmi_unit_reads(b->p, unit, DMI_K_PRON_3P);
}

/* "As baseless and said": what follows is no clause. */
static bool names_a_judgement(const builder *b, uint32_t i)
{
    return kind_at(b, i, CHUNK_PHRASE) && kind_at(b, i + 1, CHUNK_AND) && !has_actor_near(b, b->c.at[i].phrase) && phrase_of(b, b->c.at[i].phrase)->act;
}

static void on_sub(builder *b, uint32_t i)
{
    uint32_t unit = b->c.at[i].unit;

    if ((dmi_unit_reads(b->p, unit, DMI_K_WHEN) || dmi_unit_reads(b->p, unit, DMI_K_BECAUSE) || dmi_unit_reads(b->p, unit, DMI_K_IF)) &&
        (!verb_before_boundary(b, i) || names_a_judgement(b, i + 1))) {
        b->prep = DMI_BIT(DMI_K_DURING);
        return;
    }
    open_subordinate(b, i);
    b->prep = 0;
    b->infinitive = false;
}

static void on_stop(builder *b, uint32_t i)
{
    bool colon = b->p->s->units[b->c.at[i].unit].mark == ':';
    uint32_t outer = b->cur;
    bool speech = colon && (takes_complement(b->p, frame_at(b, outer)->verb) || (frame_at(b, outer)->verb == NONE && frame_at(b, outer)->bare.count > 0));

    b->depth = 0;
    b->prep = 0;
    b->infinitive = false;
    open_frame(b, speech ? LINK_COMP : LINK_MAIN, speech ? outer : NONE);
    cur(b)->after_colon = speech && frame_at(b, outer)->verb == NONE;
    b->last_phrase = NONE;
}

static bool quote_holds_clause(const builder *b, uint32_t i)
{
    for (uint32_t k = i + 1; k < b->c.count && b->c.at[k].kind != CHUNK_CLOSE; k++)
        if (b->c.at[k].kind == CHUNK_VERB)
            return true;
    return false;
}

static void on_open_quote(builder *b, uint32_t i)
{
    uint32_t outer = b->cur;

    if (b->quote_outer != NONE || !quote_holds_clause(b, i) || b->prev == CHUNK_PREP || b->infinitive)
        return;
    if (b->prev == CHUNK_PHRASE && frame_at(b, outer)->verb == NONE)
        return;
    b->quote_outer = outer;
    b->quote_leads = frame_at(b, outer)->verb == NONE && frame_at(b, outer)->bare.count == 0;
    if (!b->quote_leads)
        open_frame(b, takes_complement(b->p, frame_at(b, outer)->verb) ? LINK_COMP : LINK_MAIN,
                   takes_complement(b->p, frame_at(b, outer)->verb) ? outer : NONE);
}

static void on_close_quote(builder *b)
{
    if (b->quote_outer == NONE)
        return;
    /* "...", said X: what follows a quote that opened the sentence is a clause of its own. */
    if (b->quote_leads || frame_at(b, b->quote_outer)->verb == NONE || b->quote_outer == b->cur)
        open_frame(b, LINK_MAIN, NONE);
    b->quote_outer = NONE;
    b->depth = 0;
}

/* What a phrase behind "and" is coordinated with: the one before, or, where an actor follows and the one before is no actor but hangs on
 * one ("the meeting of China | and Russia", without a word for "of"), that actor. */
static uint32_t coordination_partner(const builder *b, uint32_t phrase)
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

static void on_and(builder *b, uint32_t i)
{
    if (b->prev == CHUNK_PHRASE && kind_at(b, i + 1, CHUNK_PHRASE))
        b->conj_to = coordination_partner(b, b->c.at[i + 1].phrase);
    else if (b->prev != CHUNK_COMMA)
        b->conj_to = NONE;
}

/* Does a list of actors go on behind the comma at chunk i: "A, B and C", "A, B, and C"? */
static bool list_goes_on(const builder *b, uint32_t i)
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
    return kind_at(b, i + 2, CHUNK_COMMA) && (kind_at(b, i + 3, CHUNK_PHRASE) || (kind_at(b, i + 3, CHUNK_AND) && kind_at(b, i + 4, CHUNK_PHRASE)));
}

static void on_comma(builder *b, uint32_t i)
{
    b->conj_to = list_goes_on(b, i) ? b->last_phrase : NONE;
    b->prep = 0;
}

static void build(builder *b)
{
    open_frame(b, LINK_MAIN, NONE);
    for (uint32_t i = 0; i < b->c.count; i++) {
        uint8_t kind = b->c.at[i].kind;
        switch (kind) {
        case CHUNK_PHRASE: on_phrase(b, i); break;
        case CHUNK_VERB: on_verb(b, i); break;
        case CHUNK_PREP: b->prep = dmi_prepositions(dmi_at(b->p, b->c.at[i].unit)); break;
        case CHUNK_SUB: on_sub(b, i); break;
        case CHUNK_INF: b->infinitive = true; break;
        case CHUNK_AND: on_and(b, i); break;
        case CHUNK_COMMA: on_comma(b, i); break;
        case CHUNK_STOP: on_stop(b, i); break;
        case CHUNK_OPEN: on_open_quote(b, i); break;
        case CHUNK_CLOSE: on_close_quote(b); break;
        default: break;
        }
        b->and_before = kind == CHUNK_AND || (b->and_before && kind == CHUNK_INF);
        b->comma_before = kind == CHUNK_COMMA || (b->comma_before && kind == CHUNK_AND);
        b->before_prev = b->prev;
        b->prev = kind;
    }
}

/* ---- verb at the end */

static uint32_t verbs_left(const builder *b, uint32_t i)
{
    uint32_t count = 0;

    for (uint32_t k = i + 1; k < b->c.count && b->c.at[k].kind != CHUNK_STOP; k++)
        count += b->c.at[k].kind == CHUNK_VERB;
    return count;
}

/* What comes behind a finished verb begins a frame: its content when it takes one, else one that shares its subject. */
static void open_after_verb(builder *b)
{
    uint32_t done = b->cur;
    bool content = takes_complement(b->p, frame_at(b, done)->verb) && !b->and_before;

    if (content) {
        open_frame(b, LINK_COMP, done);
        cur(b)->controller = done;
        cur(b)->object_control = controls_by_object(b->p, frame_at(b, done)->verb);
        return;
    }
    open_frame(b, frame_at(b, done)->link == LINK_COMP || frame_at(b, done)->link == LINK_REL ? frame_at(b, done)->link : LINK_COORD,
               frame_at(b, done)->parent);
    cur(b)->controller = done;
    cur(b)->antecedent = frame_at(b, done)->antecedent;
}

static void final_phrase(builder *b, uint32_t i)
{
    uint32_t phrase = b->c.at[i].phrase;

    if (cur(b)->verb != NONE)
        open_after_verb(b);
    if (b->prep != 0)
        attach_preposition(b, phrase);
    else if (b->conj_to != NONE)
        coordinate(b, b->conj_to, phrase);
    else
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    note_phrase(b, phrase);
    b->conj_to = NONE;
}

static void mark_object(builder *b)
{
    dmi_frame *f = cur(b);
    uint32_t first, top = b->last_phrase;

    if (top == NONE || f->bare.count == 0)
        return;
    first = phrase_at(b, top)->first;
    for (uint32_t i = f->bare.count; i-- > 0;)
        if (f->bare.at[i] == first || f->bare.at[i] == top) {
            phrase_at(b, f->bare.at[i])->object_marked = true;
            add_object(b, f->bare.at[i]);
            for (uint32_t k = i; k + 1 < f->bare.count; k++)
                f->bare.at[k] = f->bare.at[k + 1];
            f->bare.count--;
            return;
        }
    /* The mark closes a phrase with a relative clause or prepositional phrase inside: its head is the last bare one. */
    phrase_at(b, f->bare.at[f->bare.count - 1])->object_marked = true;
    add_object(b, f->bare.at[f->bare.count - 1]);
    f->bare.count--;
}

/* Of several bare phrases the first is the subject, and the last the object when nothing is marked. */
static void settle_bare(builder *b)
{
    dmi_frame *f = cur(b);

    if (f->object_count == 0 && f->bare.count >= (f->first_person ? 1 : 2) && f->bare.at[f->bare.count - 1] != f->subject)
        add_object(b, f->bare.at[f->bare.count - 1]);
    else if (f->object_count == 0 && f->bare.count == 1 && !has_actor_near(b, f->bare.at[0]) && f->controller != NONE && !f->passive) {
        add_object(b, f->bare.at[0]);
        f->subject = NONE;
    }
}

static void final_verb(builder *b, uint32_t i)
{
    const dmi_chunk *chunk = &b->c.at[i];

    if (cur(b)->verb != NONE)
        open_after_verb(b);
    set_verb(b, chunk, verb_form(b, chunk) == FORM_INFINITIVE ? FORM_INFINITIVE : FORM_FINITE);
    settle_bare(b);
    b->prep = 0;
    b->conj_to = NONE;
    if (b->depth > 0 && verbs_left(b, i) > 0 && !(kind_at(b, i + 1, CHUNK_AND) && verbs_left(b, i) > b->depth) &&
        !(kind_at(b, i + 1, CHUNK_SUB))) {
        b->cur = b->stack[--b->depth];
        b->last_phrase = frame_at(b, b->cur)->bare.count > 0 ? frame_at(b, b->cur)->bare.at[frame_at(b, b->cur)->bare.count - 1] : b->last_phrase;
    }
}

static void final_sub(builder *b, uint32_t i)
{
    uint32_t unit = b->c.at[i].unit, outer = b->cur;
    bool done = frame_at(b, outer)->verb != NONE;

    if (dmi_unit_reads(b->p, unit, DMI_K_IF) || ((dmi_unit_reads(b->p, unit, DMI_K_WHEN) || dmi_unit_reads(b->p, unit, DMI_K_BECAUSE) ||
                                                  dmi_unit_reads(b->p, unit, DMI_K_BUT)) && !dmi_unit_reads(b->p, unit, DMI_K_REL))) {
        bool verb_due = verb_before_boundary(b, i) && (kind_at(b, i + 1, CHUNK_SUB) || verbs_left(b, i) > b->depth + 1);
        if (!dmi_unit_reads(b->p, unit, DMI_K_BUT) && (dmi_unit_reads(b->p, unit, DMI_K_IF) ? !verb_before_boundary(b, i) : !verb_due)) {
            b->prep = DMI_BIT(DMI_K_DURING); /* "پس از سه ماه": the one verb to come is the main clause's */
            return;
        }
        if (!done && frame_at(b, outer)->bare.count > 0)
            push(b, outer);
        open_frame(b, dmi_unit_reads(b->p, unit, DMI_K_IF) ? LINK_IF : dmi_unit_reads(b->p, unit, DMI_K_BUT) ? LINK_COORD : LINK_ADJUNCT,
                   dmi_unit_reads(b->p, unit, DMI_K_BUT) ? frame_at(b, outer)->parent : outer);
        cur(b)->controller = outer;
    } else if (done && b->prev != CHUNK_PHRASE) {
        open_frame(b, LINK_COMP, outer);
        cur(b)->controller = outer;
        cur(b)->object_control = controls_by_object(b->p, frame_at(b, outer)->verb);
    } else {
        uint32_t antecedent = b->last_phrase;
        push(b, outer);
        open_frame(b, antecedent != NONE && (dmi_unit_reads(b->p, unit, DMI_K_REL) || is_actor(b, antecedent)) ? LINK_REL : LINK_COMP, outer);
        cur(b)->antecedent = antecedent;
    }
}

static void build_final(builder *b)
{
    open_frame(b, LINK_MAIN, NONE);
    for (uint32_t i = 0; i < b->c.count; i++) {
        const dmi_chunk *chunk = chunk_at(b, i);
        switch (chunk->kind) {
        case CHUNK_PHRASE: final_phrase(b, i); break;
        case CHUNK_VERB: final_verb(b, i); break;
        case CHUNK_OBJECT_MARK: mark_object(b); break;
        case CHUNK_SUB: final_sub(b, i); break;
        case CHUNK_AND:
            if (b->prev == CHUNK_PHRASE && kind_at(b, i + 1, CHUNK_PHRASE))
                b->conj_to = coordination_partner(b, b->c.at[i + 1].phrase);
            break;
        case CHUNK_COMMA: on_comma(b, i); break;
        case CHUNK_STOP: on_stop(b, i); break;
        case CHUNK_PREP:
            if (cur(b)->verb != NONE)
                open_after_verb(b);
            b->prep = dmi_prepositions(dmi_at(b->p, chunk->unit));
            break;
        default: break;
        }
        b->and_before = chunk->kind == CHUNK_AND || (b->and_before && chunk->kind != CHUNK_VERB && chunk->kind != CHUNK_STOP && cur(b)->verb != NONE);
        b->comma_before = chunk->kind == CHUNK_COMMA;
        b->before_prev = b->prev;
        b->prev = chunk->kind;
    }
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
            if (f->parent == NONE && f->verb != NONE && !dmi_unit_reads(p, f->verb, DMI_K_SAY) && p->frames.at[i].parent == NONE) {
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

    if (first == NULL || first->verb == NONE || first->subject != NONE || first->bare.count > 0 || !(first->participle || first->gerund || first->passive))
        return;
    for (uint32_t i = 1; i < p->frames.count; i++)
        if (p->frames.at[i].subject != NONE && p->frames.at[i].verb != NONE) {
            first->subject = p->frames.at[i].subject;
            return;
        }
}

/* "Ankara announced that (it) will not negotiate": where a subject may be left out, a reported clause without any has the reporter's. */
static void lend_left_out_subjects(dmi_parse *p)
{
    for (uint32_t i = 0; p->params->prodrop && i < p->frames.count; i++) {
        dmi_frame *f = &p->frames.at[i];
        if (f->verb != NONE && f->link == LINK_COMP && f->subject == NONE && f->controller == NONE && !f->passive && !f->first_person)
            f->controller = f->parent;
    }
}

/* "Said that the opposition's leader is a liar", where a language has no "is": what is judged is the subject of the clause without a verb. */
static void settle_verbless(builder *b)
{
    for (uint32_t i = 0; i < b->p->frames.count; i++) {
        dmi_frame *f = frame_at(b, i);
        for (uint32_t k = 0; k < f->bare.count && f->verb == NONE && f->subject == NONE; k++)
            if (has_actor_near(b, f->bare.at[k]))
                f->subject = f->bare.at[k];
    }
}

void dmi_find_frames(dmi_parse *p, dmi_chunks chunks)
{
    builder b = { .p = p, .c = chunks, .cur = NONE, .last_phrase = NONE, .anchor = NONE, .conj_to = NONE, .quote_outer = NONE };

    if (p->params->order == DMI_ORDER_SOV)
        build_final(&b);
    else
        build(&b);
    settle_verbless(&b);
    lend_left_out_subjects(p);
    adopt_speech(p);
    lend_subject_backwards(p);
}
