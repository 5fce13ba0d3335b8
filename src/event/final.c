/* Clauses of languages whose verb stands at the end. */
#include "event/builder.h"

static uint32_t verbs_left(const dmi_builder *b, uint32_t i)
{
    uint32_t count = 0;

    for (uint32_t k = i + 1; k < b->c.count && b->c.at[k].kind != CHUNK_STOP; k++)
        count += b->c.at[k].kind == CHUNK_VERB;
    return count;
}

/* "Said, if parliament turns it down, | the government must go": behind a condition goes on what it stands in. */
static uint32_t behind_condition(const dmi_builder *b, uint32_t done)
{
    const dmi_frame *f = &b->p->frames.at[done];
    bool goes_on = f->link == LINK_IF && f->parent != NONE && b->p->frames.at[f->parent].verb != NONE && !b->and_before;

    return goes_on ? f->parent : done;
}

/* What comes behind a finished verb begins a frame: its content when it takes one, else one that shares its subject. */
static void open_after_verb(dmi_builder *b)
{
    uint32_t done = behind_condition(b, b->cur);
    bool content = dmi_takes_complement(b->p, frame_at(b, done)->verb) && !b->and_before;

    if (content) {
        dmi_open_frame(b, LINK_COMP, done);
        cur(b)->controller = done;
        cur(b)->object_control = dmi_controls_by_object(b->p, frame_at(b, done)->verb);
        return;
    }
    dmi_open_frame(
        b, frame_at(b, done)->link == LINK_COMP || frame_at(b, done)->link == LINK_REL ? frame_at(b, done)->link : LINK_COORD,
        frame_at(b, done)->parent);
    cur(b)->controller = done;
    cur(b)->antecedent = frame_at(b, done)->antecedent;
}

static void final_phrase(dmi_builder *b, uint32_t i)
{
    uint32_t phrase = b->c.at[i].phrase;

    if (cur(b)->verb != NONE)
        open_after_verb(b);
    if (b->prep != 0)
        dmi_attach_preposition(b, phrase);
    else if (b->conj_to != NONE)
        dmi_coordinate(b, b->conj_to, phrase);
    else
        *dmi_push(b->p->arena, &cur(b)->bare) = phrase;
    dmi_note_phrase(b, phrase);
    b->conj_to = NONE;
}

/* "In the assembly | the administration (object mark)": genitives are not written, so whoever ends a chain behind a preposition may be marked. */
static bool take_from_chain(dmi_builder *b, uint32_t top)
{
    uint32_t holder = NONE, inner = top;

    while (phrase_of(b, inner)->owner != NONE || phrase_of(b, inner)->genitive != NONE) {
        holder = inner;
        inner = phrase_of(b, inner)->owner != NONE ? phrase_of(b, inner)->owner : phrase_of(b, inner)->genitive;
    }
    if (holder == NONE || phrase_of(b, top)->prep == 0 || !is_actor(b, inner))
        return false;
    if (phrase_of(b, holder)->owner == inner)
        phrase_at(b, holder)->owner = NONE;
    else
        phrase_at(b, holder)->genitive = NONE;
    phrase_at(b, inner)->inside = NONE;
    phrase_at(b, inner)->frame = b->cur;
    phrase_at(b, inner)->object_marked = true;
    dmi_add_object(b, inner);
    return true;
}

/* "Meng Hongwei, the chief of Interpol, (object mark)": what stands before the comma is the same. */
static void drop_other_name(dmi_builder *b, uint32_t at)
{
    dmi_frame *f = cur(b);

    if (b->prev != CHUNK_COMMA || at == 0 || dmi_has_actor_near(b, f->bare.at[at - 1]))
        return;
    for (uint32_t k = at - 1; k + 1 < f->bare.count; k++)
        f->bare.at[k] = f->bare.at[k + 1];
    f->bare.count--;
}

static void mark_object(dmi_builder *b)
{
    dmi_frame *f = cur(b);
    uint32_t first, top = b->last_phrase;

    if (top == NONE || f->bare.count == 0)
        return;
    first = phrase_at(b, top)->first;
    for (uint32_t i = f->bare.count; i-- > 0;)
        if (f->bare.at[i] == first || f->bare.at[i] == top) {
            phrase_at(b, f->bare.at[i])->object_marked = true;
            dmi_add_object(b, f->bare.at[i]);
            for (uint32_t k = i; k + 1 < f->bare.count; k++)
                f->bare.at[k] = f->bare.at[k + 1];
            f->bare.count--;
            drop_other_name(b, i);
            return;
        }
    if (f->bare.count == 1 && is_actor(b, f->bare.at[0]) && take_from_chain(b, top))
        return;
    /* The mark closes a phrase with a relative clause or prepositional phrase inside: its head is the last bare one. */
    phrase_at(b, f->bare.at[f->bare.count - 1])->object_marked = true;
    dmi_add_object(b, f->bare.at[f->bare.count - 1]);
    f->bare.count--;
}

/* Of several bare phrases the first is the subject, and the last the object when nothing is marked. */
static void settle_bare(dmi_builder *b)
{
    dmi_frame *f = cur(b);

    if (f->object_count == 0 && f->bare.count >= (f->first_person ? 1 : 2) && f->bare.at[f->bare.count - 1] != f->subject)
        dmi_add_object(b, f->bare.at[f->bare.count - 1]);
    else if (f->object_count == 0 && f->bare.count == 1 && !dmi_has_actor_near(b, f->bare.at[0]) && f->controller != NONE &&
             !f->passive) {
        dmi_add_object(b, f->bare.at[0]);
        f->subject = NONE;
    }
}

/* "Protesters who tried | (that) they enter parliament": behind a verb that takes a content comes one in the subjunctive. */
static bool content_is_due(const dmi_builder *b, uint32_t i)
{
    if (!dmi_takes_complement(b->p, b->c.at[i].unit))
        return false;
    for (uint32_t k = i + 1; k < b->c.count; k++) {
        uint8_t kind = b->c.at[k].kind;
        uint32_t features = kind == CHUNK_VERB ? dmi_at(b->p, b->c.at[k].unit)->features : 0;
        if (kind == CHUNK_VERB)
            return (features & DMI_F_SUBJ) != 0 && (features & (DMI_F_PAST | DMI_F_PRES)) == 0;
        if (kind == CHUNK_STOP || kind == CHUNK_SUB || kind == CHUNK_COMMA)
            return false;
    }
    return false;
}

/* "Said it was a chance and called on the people": behind "and" a verb of speech without a subject goes on from who speaks, where the content
 * before it tells of a thing. */
static void go_on_outside(dmi_builder *b)
{
    dmi_frame *f = cur(b);
    const dmi_frame *content = f->controller == NONE ? NULL : frame_at(b, f->controller);

    if (f->link != LINK_COMP || f->parent == NONE || content == NULL || content->link != LINK_COMP || f->bare.count > 0 ||
        content->parent != f->parent || is_actor(b, content->subject) || !dmi_takes_complement(b->p, f->verb))
        return;
    f->link = frame_at(b, f->parent)->link == LINK_COMP ? LINK_COMP : LINK_COORD;
    f->controller = f->parent;
    f->parent = frame_at(b, f->parent)->parent;
}

static void final_verb(dmi_builder *b, uint32_t i)
{
    const dmi_chunk *chunk = &b->c.at[i];

    if (cur(b)->verb != NONE)
        open_after_verb(b);
    dmi_set_verb(b, chunk, dmi_verb_form(b, chunk) == FORM_INFINITIVE ? FORM_INFINITIVE : FORM_FINITE);
    go_on_outside(b);
    cur(b)->will = cur(b)->will || b->infinitive;
    b->infinitive = false;
    settle_bare(b);
    b->prep = 0;
    b->conj_to = NONE;
    if (b->depth > 0 && verbs_left(b, i) > 0 && !content_is_due(b, i) &&
        !(kind_at(b, i + 1, CHUNK_AND) && verbs_left(b, i) > b->depth) && !(kind_at(b, i + 1, CHUNK_SUB))) {
        b->cur = b->stack[--b->depth];
        b->last_phrase = frame_at(b, b->cur)->bare.count > 0 ? frame_at(b, b->cur)->bare.at[frame_at(b, b->cur)->bare.count - 1]
                                                             : b->last_phrase;
    }
}

/* "We have a president who lies": a relative clause may stand behind the verb of a clause that takes no content. */
static bool tells_of_object(const dmi_builder *b, uint32_t unit)
{
    const dmi_frame *f = &b->p->frames.at[b->cur];

    return b->prev == CHUNK_VERB && f->object_count > 0 && dmi_unit_reads(b->p, unit, DMI_K_REL) &&
           !dmi_takes_complement(b->p, f->verb) && !dmi_unit_reads(b->p, f->verb, DMI_K_SAY) &&
           dmi_has_actor_near(b, f->objects[0]);
}

static void final_sub(dmi_builder *b, uint32_t i)
{
    uint32_t unit = b->c.at[i].unit, outer = b->cur;
    bool done = frame_at(b, outer)->verb != NONE;

    if (dmi_unit_reads(b->p, unit, DMI_K_IF) ||
        ((dmi_unit_reads(b->p, unit, DMI_K_WHEN) || dmi_unit_reads(b->p, unit, DMI_K_BECAUSE) ||
          dmi_unit_reads(b->p, unit, DMI_K_BUT)) &&
         !dmi_unit_reads(b->p, unit, DMI_K_REL))) {
        bool verb_due = dmi_verb_before_boundary(b, i) && (kind_at(b, i + 1, CHUNK_SUB) || verbs_left(b, i) > b->depth + 1);
        if (!dmi_unit_reads(b->p, unit, DMI_K_BUT) &&
            (dmi_unit_reads(b->p, unit, DMI_K_IF) ? !dmi_verb_before_boundary(b, i) : !verb_due)) {
            b->prep = DMI_BIT(DMI_K_DURING); /* "پس از سه ماه": the one verb to come is the main clause's */
            return;
        }
        if (!done && frame_at(b, outer)->bare.count > 0)
            dmi_hold_frame(b, outer);
        dmi_open_frame(b,
                       dmi_unit_reads(b->p, unit, DMI_K_IF)    ? LINK_IF
                       : dmi_unit_reads(b->p, unit, DMI_K_BUT) ? LINK_COORD
                                                               : LINK_ADJUNCT,
                       dmi_unit_reads(b->p, unit, DMI_K_BUT) ? frame_at(b, outer)->parent : outer);
        cur(b)->controller = outer;
    } else if (done && tells_of_object(b, unit)) {
        uint32_t antecedent = frame_at(b, outer)->objects[0];
        dmi_open_frame(b, LINK_REL, outer);
        cur(b)->antecedent = antecedent;
    } else if (done && b->prev != CHUNK_PHRASE) {
        dmi_open_frame(b, LINK_COMP, outer);
        cur(b)->controller = outer;
        cur(b)->object_control = dmi_controls_by_object(b->p, frame_at(b, outer)->verb);
    } else {
        uint32_t antecedent = b->last_phrase;
        dmi_hold_frame(b, outer);
        dmi_open_frame(
            b, antecedent != NONE && (dmi_unit_reads(b->p, unit, DMI_K_REL) || is_actor(b, antecedent)) ? LINK_REL : LINK_COMP,
            outer);
        cur(b)->antecedent = antecedent;
    }
}

void dmi_build_final(dmi_builder *b)
{
    dmi_open_frame(b, LINK_MAIN, NONE);
    for (uint32_t i = 0; i < b->c.count; i++) {
        const dmi_chunk *chunk = chunk_at(b, i);
        switch (chunk->kind) {
        case CHUNK_PHRASE:
            final_phrase(b, i);
            break;
        case CHUNK_VERB:
            final_verb(b, i);
            break;
        case CHUNK_OBJECT_MARK:
            mark_object(b);
            break;
        case CHUNK_SUB:
            final_sub(b, i);
            break;
        case CHUNK_AND:
            if (b->prev == CHUNK_PHRASE && kind_at(b, i + 1, CHUNK_PHRASE))
                b->conj_to = dmi_coordination_partner(b, b->c.at[i + 1].phrase);
            break;
        case CHUNK_COMMA:
            dmi_on_comma(b, i);
            break;
        case CHUNK_STOP:
            dmi_on_stop(b, i);
            break;
        case CHUNK_INF: /* "came to the city so as to arrest them": what a deed is done for is still to come */
            b->infinitive = cur(b)->verb != NONE && !dmi_takes_complement(b->p, cur(b)->verb);
            break;
        case CHUNK_PREP:
            if (cur(b)->verb != NONE)
                open_after_verb(b);
            b->prep = dmi_prepositions(dmi_at(b->p, chunk->unit));
            break;
        default:
            break;
        }
        b->and_before = chunk->kind == CHUNK_AND ||
                        (b->and_before && chunk->kind != CHUNK_VERB && chunk->kind != CHUNK_STOP && cur(b)->verb != NONE);
        b->comma_before = chunk->kind == CHUNK_COMMA;
        b->before_prev = b->prev;
        b->prev = chunk->kind;
    }
}
