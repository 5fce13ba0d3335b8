/* Acts under acts. An operator verb ("demanded that ...", "promised to ...") or noun ("the call for ...") takes the acts that stand in its
 * content; the outermost is coded and consumes what it governs. "Said it would" is an operator too: intent when the speaker is the doer;
 * "must" in somebody's mouth is a request to its subject. */
#include "event/parse.h"

enum { GOVERN_DEPTH = 6 };

static const dmi_operator *operator_line(const dmi_parse *p, uint16_t concept, uint8_t type, bool negated)
{
    bool coop = p->g->types[type].quad <= 2;

    for (uint32_t i = 0; i < p->g->operators.count; i++) {
        const dmi_operator *op = &p->g->operators.at[i];
        if (op->concept != concept || (op->act_type != 0 && (op->act_type != type || negated)))
            continue;
        if (op->act == DMI_ACT_ANY || (op->act == DMI_ACT_COOP && coop && !negated) ||
            (op->act == DMI_ACT_HOST && !coop && !negated) || (op->act == DMI_ACT_NOT_COOP && coop && negated) ||
            (op->act == DMI_ACT_NOT_HOST && !coop && negated))
            return op;
    }
    return NULL;
}

static bool is_operator(const dmi_parse *p, uint16_t concept)
{
    for (uint32_t k = 0; k < p->g->operators.count; k++)
        if (p->g->operators.at[k].concept == concept)
            return true;
    return false;
}

/* The operator concept of a unit that the table knows, DMI_NONE. */
static uint16_t operator_concept(const dmi_parse *p, uint32_t unit, bool verb)
{
    for (uint32_t i = 0; i < p->s->units[unit].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[unit].senses[i];
        bool verbal = (sense->features & DMI_F_VERBAL) != 0, nominal = (sense->features & DMI_F_N) != 0;
        if (sense->kind != DMI_SENSE_CONCEPT || (verb && nominal && !verbal) || (!verb && verbal && !nominal))
            continue;
        if (is_operator(p, sense->id))
            return sense->id;
    }
    return DMI_NONE;
}

/* ---- what governs what */

/* "A reason to stop the trade in spite of the threats": what is behind such a word is no matter of the noun. */
static bool is_circumstance(const dmi_parse *p, uint32_t phrase)
{
    return (p->phrases.at[phrase].prep & (DMI_BIT(DMI_K_IN_RESPONSE) | DMI_BIT(DMI_K_DURING))) != 0;
}

static bool under_phrase(const dmi_parse *p, uint32_t phrase, uint32_t top)
{
    for (uint32_t steps = 0; phrase != NONE && steps < GOVERN_DEPTH; steps++) {
        if (phrase == top)
            return true;
        if (is_circumstance(p, phrase))
            return false;
        phrase = p->phrases.at[phrase].inside;
    }
    return false;
}

static uint32_t top_of(const dmi_parse *p, uint32_t phrase)
{
    for (uint32_t steps = 0; p->phrases.at[phrase].inside != NONE && steps < GOVERN_DEPTH; steps++)
        phrase = p->phrases.at[phrase].inside;
    return p->phrases.at[phrase].first;
}

/* Background ("in response to", "during", "after") is not what a verb governs. */
static bool is_content_phrase(const dmi_parse *p, const dmi_frame *f, uint32_t phrase)
{
    uint64_t content = DMI_BIT(DMI_K_FOR) | DMI_BIT(DMI_K_TO) | DMI_BIT(DMI_K_ON) | DMI_BIT(DMI_K_OF) | DMI_BIT(DMI_K_ABOUT) |
                       DMI_BIT(DMI_K_WITH) | DMI_BIT(DMI_K_FROM) | DMI_BIT(DMI_K_AGAINST);
    uint32_t top = top_of(p, phrase);

    for (uint32_t at = phrase, steps = 0; at != NONE && steps < GOVERN_DEPTH; at = p->phrases.at[at].inside, steps++)
        if (is_circumstance(p, at))
            return false;
    for (uint8_t i = 0; i < f->object_count; i++)
        if (f->objects[i] == top)
            return true;
    if (f->passive && f->subject == top)
        return true;
    for (uint32_t i = 0; i < f->pps.count; i++)
        if (p->phrases.at[f->pps.at[i]].first == top)
            return (p->phrases.at[top].prep & content) != 0;
    return false;
}

static bool frame_under(const dmi_parse *p, uint32_t frame, uint32_t top)
{
    for (uint32_t steps = 0; frame != NONE && steps < GOVERN_DEPTH; steps++) {
        const dmi_frame *f = &p->frames.at[frame];
        if (f->link != LINK_COMP && f->link != LINK_XCOMP)
            return false;
        if (f->parent == top)
            return true;
        frame = f->parent;
    }
    return false;
}

/* Is candidate `inner` in the content of the operator verb of `frame`? */
static bool verb_governs(const dmi_parse *p, uint32_t frame, const dmi_candidate *inner)
{
    const dmi_frame *f = &p->frames.at[frame];

    if (inner->unit == f->verb)
        return false;
    if (inner->fill.phrase != NONE && inner->fill.holder == frame)
        return is_content_phrase(p, f, inner->fill.phrase);
    return inner->fill.holder != NONE && frame_under(p, inner->fill.holder, frame) &&
           (inner->fill.phrase == NONE || inner->fill.frame != NONE ||
            is_content_phrase(p, &p->frames.at[inner->fill.holder], inner->fill.phrase) ||
            p->frames.at[inner->fill.holder].verb == NONE);
}

static bool noun_governs(const dmi_parse *p, uint32_t phrase, const dmi_candidate *inner)
{
    if (inner->fill.phrase != NONE && inner->fill.phrase != phrase)
        return under_phrase(p, inner->fill.phrase, phrase);
    if (inner->fill.phrase == NONE && inner->fill.frame != NONE) {
        const dmi_frame *f = &p->frames.at[inner->fill.frame];
        return (f->link == LINK_COMP || f->link == LINK_XCOMP) && f->antecedent == phrase;
    }
    return false;
}

/* ---- applying one operator */

static dm_str family_code(const dmi_parse *p, uint8_t class_, uint8_t family)
{
    dm_str code = p->g->classes.at[class_].cameo[family];

    return code.bytes > 0 ? code : p->g->roots[family];
}

static dm_str family_mode(const dmi_parse *p, uint8_t class_, uint8_t type)
{
    const dmi_class *c = &p->g->classes.at[class_];

    if (type == p->g->type_request)
        return c->mode_request;
    if (type == p->g->type_reject)
        return c->mode_reject;
    if (type == p->g->type_threaten)
        return c->mode_threaten;
    return DMI_STR("");
}

static void note_operator(dmi_candidate *c, uint16_t concept)
{
    if (c->operator_count < sizeof c->operators / sizeof *c->operators)
    c->operators[c->operator_count++] = concept;
}

static bool same_states(const dmi_parties *a, const dmi_parties *b)
{
    return a->count > 0 && b->count > 0 && a->at[0].mention.state_count > 0 && b->at[0].mention.state_count > 0 &&
           a->at[0].mention.states[0] == b->at[0].mention.states[0];
}

/* Of the parties of a symmetric act under an operator only the others are its target. */
static void drop_own_states(dmi_candidate *c)
{
    uint8_t kept = 0;

    for (uint8_t i = 0; i < c->target.count; i++) {
        dmi_parties one = { .count = 1 };
        one.at[0] = c->target.at[i];
        if (!same_states(&c->source, &one) || c->target.count == 1)
            c->target.at[kept++] = c->target.at[i];
    }
    c->target.count = kept;
}

static void kill(dmi_candidate *c, const char *why)
{
    c->dead = true;
    c->why_dead = why;
}

/* Is all that it is done to of the doer's own country? */
static bool is_own(const dmi_candidate *c)
{
    for (uint8_t i = 0; i < c->target.count; i++) {
        dmi_parties one = { .count = 1 };
        one.at[0] = c->target.at[i];
        if (!same_states(&c->source, &one))
            return false;
    }
    return c->target.count > 0;
}

/* "Demanded freedom for the activists": what was taken for whom it is asked of is only whom it is about. */
static bool is_about_the_same(const dmi_candidate *outer, const dmi_candidate *inner)
{
    for (uint8_t i = 0; i < outer->target.count; i++) {
        bool found = false;
        for (uint8_t k = 0; k < inner->target.count; k++)
            found = found || (outer->target.at[i].sentence == inner->target.at[k].sentence &&
                              outer->target.at[i].mention.unit_start == inner->target.at[k].mention.unit_start);
        if (!found)
            return false;
    }
    return outer->target.count > 0;
}

/* It is asked of the authorities over them. */
static void ask_the_authorities(dmi_candidate *outer)
{
    for (uint8_t i = 0; i < outer->target.count; i++) {
        dmi_mention *m = &outer->target.at[i].mention;
        if (dmi_is(m->sector, "CVL") || dmi_is(m->sector, "CRM") || dmi_is(m->sector, "JRN") || dmi_is(m->sector, "EDU") ||
            dmi_is(m->sector, "LAB") || dmi_is(m->sector, "REF")) {
            m->kind = DMI_MENTION_COUNTRY;
            m->sector = DMI_STR("GOV");
            m->role = m->entity = m->org = DMI_NONE;
            m->name = (dm_str){ "", 0 };
        }
    }
}

/* The operator's own candidate `outer` takes over from `inner`. */
static void consume(const dmi_parse *p, const dmi_operator *line, dmi_candidate *outer, dmi_candidate *inner)
{
    if (line->type != 0)
        outer->type = line->type;
    if (line->family != DMI_FAMILY_NONE) {
        outer->cameo = family_code(p, inner->class_, line->family);
        outer->mode = family_mode(p, inner->class_, outer->type);
    } else {
        outer->mode = outer->type == outer->rule->type ? outer->rule->mode : DMI_STR("");
    }
    if (outer->target.count == 0 ||
        (inner->target.count > 0 && (outer->fallback || (line->type == p->g->type_threaten && is_own(outer) && !is_own(inner)))))
        outer->target = same_states(&outer->source, &inner->source) || inner->source.count == 0 ? inner->target : inner->source;
    if (!outer->reciprocal)
        drop_own_states(outer);
    if (line->type == p->g->type_request && is_about_the_same(outer, inner) && inner->source.count == 0)
        ask_the_authorities(outer);
    outer->class_ = inner->class_;
    if (inner->unit_end > outer->unit_end)
        outer->unit_end = inner->unit_end;
    if (inner->unit_start < outer->unit_start)
        outer->unit_start = inner->unit_start;
    note_operator(outer, line->concept);
    if (outer->wanting && outer->target.count > 0) {
        outer->score = outer->rule->base;
        outer->wanting = false;
    }
    if (outer->score < 95)
        outer->score += 5;
    kill(inner, "stands under an operator that was coded");
}

/* An operator verb whose own rule did not hold (its target is only in its content) is coded from the inner act. */
static void rewrite_inner(const dmi_parse *p, const dmi_operator *line, dmi_candidate *inner, uint8_t status, uint32_t unit)
{
    inner->type = line->type != 0 ? line->type : inner->type;
    if (line->family != DMI_FAMILY_NONE) {
        inner->cameo = family_code(p, inner->class_, line->family);
        inner->mode = family_mode(p, inner->class_, inner->type);
    }
    inner->status = status;
    if (unit < inner->unit_start)
        inner->unit_start = unit;
    if (unit >= inner->unit_end)
        inner->unit_end = unit + 1;
    note_operator(inner, line->concept);
}

static uint8_t combined(uint8_t outer, uint8_t inner)
{
    if (outer == DMI_STATUS_NEGATED || inner == DMI_STATUS_NEGATED)
        return DMI_STATUS_NEGATED;
    if (outer == DMI_STATUS_HYPOTHETICAL || inner == DMI_STATUS_HYPOTHETICAL)
        return DMI_STATUS_HYPOTHETICAL;
    return outer == DMI_STATUS_PLANNED || inner == DMI_STATUS_PLANNED ? DMI_STATUS_PLANNED : DMI_STATUS_ACTUAL;
}

static bool is_told_in_full(const dmi_candidate *c)
{
    for (uint8_t i = 0; i < c->target.count; i++) {
        dmi_parties one = { .count = 1 };
        one.at[0] = c->target.at[i];
        if (c->source.count > 0 && !same_states(&c->source, &one))
            return true;
    }
    return false;
}

/* "Is ready to talk with X": whose readiness it is does the inner act, and both its sides are told. */
static bool does_both(const dmi_parse *p, uint32_t frame, const dmi_candidate *inner)
{
    const dmi_frame *f = inner->fill.frame == NONE || frame == NONE ? NULL : &p->frames.at[inner->fill.frame];

    return f != NULL && f->controller == frame && !f->object_control && is_told_in_full(inner);
}

/* A meeting is of both sides; a promise to meet is one side's, made to the other. */
static void rewrite_shared(dmi_parse *p, const dmi_operator *line, dmi_candidate *inner, uint32_t frame, uint8_t status)
{
    dmi_parties doers = { 0 };

    dmi_parties_of_subject(p, frame, &doers, 4);
    if (inner->rule->symmetric && line->type != 0 && doers.count == 1) {
        inner->source = doers;
        drop_own_states(inner);
    }
    rewrite_inner(p, line, inner, combined(status, inner->status), p->frames.at[frame].verb);
}

/* "Decided that the minister broke the law": what is found to have been is no plan. */
static bool tells_the_past(const dmi_parse *p, const dmi_candidate *inner)
{
    const dmi_frame *f = inner->fill.frame == NONE ? NULL : &p->frames.at[inner->fill.frame];

    return f != NULL && f->link == LINK_COMP && f->verb != NONE &&
           (dmi_at(p, f->verb)->features & (DMI_F_PAST | DMI_F_SUBJ | DMI_F_INF)) == DMI_F_PAST;
}

/* A rule that asks for no thing: "called off the treaty" is one act of STOP, its operator line is for all others. */
static bool has_rule_of_its_own(const dmi_parse *p, uint16_t concept)
{
    for (uint16_t r = p->g->first_rule[concept]; r != 0; r = dmi_grammar_rule(p->g, r)->next)
        if (dmi_grammar_rule(p->g, r)->object.count == 0)
            return true;
    return false;
}

static void apply(dmi_parse *p, uint16_t concept, dmi_candidate *outer, uint32_t frame, dmi_candidate *inner)
{
    uint8_t status = dmi_frame_status(p, frame);
    bool of_noun = inner->fill.phrase != NONE && inner->status == DMI_STATUS_NEGATED; /* "promised no arrests" */
    bool negated = of_noun || (inner->fill.frame != NONE && p->frames.at[inner->fill.frame].negated);
    const dmi_operator *line = operator_line(p, concept, inner->type, negated);

    if (line == NULL)
        return;
    switch (line->how) {
    case DMI_HOW_CONSUME:
        if (outer != NULL)
            consume(p, line, outer, inner);
        else if (!has_rule_of_its_own(p, concept))
            rewrite_inner(p, line, inner, combined(status, inner->status),
                          frame == NONE ? inner->unit : p->frames.at[frame].verb);
        else if (does_both(p, frame, inner))
            rewrite_shared(p, line, inner, frame, status);
        else if (frame != NONE)
            kill(inner, "stands under an operator without a party of its own");
        break;
    case DMI_HOW_DROP:
        kill(inner, "is only talked about");
        break;
    case DMI_HOW_NEGATED:
        inner->status = DMI_STATUS_NEGATED;
        note_operator(inner, concept);
        break;
    case DMI_HOW_HYPOTHETICAL:
        inner->status = DMI_STATUS_HYPOTHETICAL;
        note_operator(inner, concept);
        break;
    case DMI_HOW_PLANNED:
        if (tells_the_past(p, inner))
            break;
        inner->status = combined(status, inner->status == DMI_STATUS_ACTUAL ? DMI_STATUS_PLANNED : inner->status);
        note_operator(inner, concept);
        if (outer != NULL)
            kill(outer, "the act that it announces is coded");
        break;
    default:
        inner->status = combined(status, inner->status);
        note_operator(inner, concept);
        break;
    }
}

/* What the verb came to, where it may be several operators: "wants (to go)", "wants (him to go)". */
static dmi_candidate *operator_coded(const dmi_parse *p, dmi_candidates *all, uint32_t verb)
{
    for (uint32_t i = 0; verb != NONE && i < all->count; i++)
        if (all->at[i].unit == verb && !all->at[i].dead && all->at[i].fill.phrase == NONE && is_operator(p, all->at[i].concept) &&
            all->at[i].concept != p->v->id[DMI_K_NEED_SAY])
            return &all->at[i];
    return NULL;
}

static dmi_candidate *candidate_of_unit(dmi_candidates *all, uint32_t unit, uint16_t concept)
{
    for (uint32_t i = 0; i < all->count; i++)
        if (all->at[i].unit == unit && !all->at[i].dead && all->at[i].concept == concept)
            return &all->at[i];
    return NULL;
}

/* "Said, with a rejection of the charges, that ...": what stands behind "with" is carried by no verb. */
static bool is_by_the_way(const dmi_parse *p, uint32_t phrase)
{
    return (p->phrases.at[phrase].prep & (DMI_BIT(DMI_K_WITH) | DMI_BIT(DMI_K_BY) | DMI_BIT(DMI_K_ABOUT))) != 0;
}

/* "Issued a call to ...", "gave an ultimatum to ...": the operator noun that the frame's verb carries. */
static dmi_candidate *carried_operator(const dmi_parse *p, dmi_candidates *all, uint32_t frame)
{
    for (uint32_t i = 0; i < all->count; i++) {
        dmi_candidate *c = &all->at[i];
        if (!c->dead && c->fill.frame == frame && c->fill.phrase != NONE && !is_by_the_way(p, c->fill.phrase) &&
            operator_concept(p, c->unit, false) == c->concept)
            return c;
    }
    return NULL;
}

/* ---- "said it would", "must" */

/* Has nothing but its own clause's verb ("must stop the attacks") governed the act? */
static bool is_ungoverned(const dmi_parse *p, const dmi_candidate *c)
{
    return c->operator_count == 0 || (c->operator_count == 1 && c->fill.phrase != NONE &&
                                      c->operators[0] == operator_concept(p, p->frames.at[c->fill.frame].verb, true));
}

static void apply_speech(dmi_parse *p, dmi_candidate *c)
{
    const dmi_frame *f = c->fill.frame == NONE ? NULL : &p->frames.at[c->fill.frame];
    uint16_t intend = p->v->id[DMI_K_INTEND], need = p->v->id[DMI_K_NEED_SAY];
    dmi_parties speaker = { 0 };
    const dmi_operator *line;

    if (f == NULL || c->dead || c->concept == need || !(f->must || f->will || f->would || f->may))
        return;
    if (f->must && (f->first_person || (f->subject != NONE && dmi_unit_reads(p, p->phrases.at[f->subject].head, DMI_K_PRON_1))))
        return;
    dmi_speaker_of(p, c->fill.frame, &speaker);
    if (speaker.count == 0)
        return;
    if (f->must && c->source.count > 0 && is_ungoverned(p, c)) {
        line = operator_line(p, need, c->type, c->status == DMI_STATUS_NEGATED);
        if (line == NULL)
            return;
        c->target = (dmi_parties){ 0 };
        if (c->rule->symmetric)
            dmi_parties_of_subject(p, c->fill.frame, &c->target, 4);
        if (c->target.count == 0)
            c->target = c->source;
        c->source = speaker;
        rewrite_inner(p, line, c, DMI_STATUS_ACTUAL, c->unit);
        return;
    }
    if ((f->will || f->would) && c->operator_count == 0 &&
        (c->type == p->g->type_mobilize || c->type == p->g->type_protest ||
         (c->type == p->g->type_consult && same_states(&speaker, &c->source)) ||
         (c->type == p->g->type_retreat && c->fill.phrase != NONE && c->fill.phrase == f->subject) ||
         (!f->negated && dmi_is(speaker.at[0].mention.sector, "JUD")))) {
        /* "said police would be deployed", "said it would meet", "said the pullout will begin", "the court said they would be tried": announced */
        c->status = f->negated ? DMI_STATUS_NEGATED : DMI_STATUS_PLANNED;
        return;
    }
    if ((f->will || f->would ||
         (f->may && !f->negated && p->g->types[c->type].quad == 4 && c->type != p->g->type_mobilize &&
          c->type != p->g->type_protest)) &&
        c->operator_count == 0 && same_states(&speaker, &c->source)) {
        line = operator_line(p, intend, c->type, f->negated);
        if (line != NULL && f->negated && c->rule->symmetric && speaker.count == 1) {
            c->source = speaker; /* "said it would not cooperate with": a refusal is one side's */
            drop_own_states(c);
        }
        if (line != NULL)
            rewrite_inner(p, line, c, line->how == DMI_HOW_PLANNED ? DMI_STATUS_PLANNED : DMI_STATUS_ACTUAL, c->unit);
    }
}

/* What is praised, blamed or turned down is the matter of the words, not told for itself, unless both its sides are named. */
/* "The plan that Egypt had put forward", turned down. */
static bool is_relative_of_content(const dmi_parse *p, uint32_t frame, const dmi_candidate *inner)
{
    const dmi_frame *f = inner->fill.frame == NONE ? NULL : &p->frames.at[inner->fill.frame];

    return f != NULL && f->link == LINK_REL && f->antecedent != NONE && f->passive &&
           p->phrases.at[f->antecedent].mention == NONE && p->phrases.at[f->antecedent].frame == frame &&
           is_content_phrase(p, &p->frames.at[frame], f->antecedent);
}

static void drop_matters(dmi_parse *p, dmi_candidates *all)
{
    for (uint32_t o = 0; o < all->count; o++) {
        const dmi_candidate *outer = &all->at[o];
        for (uint32_t i = 0; i < all->count && !outer->dead && outer->object_unit != NONE; i++)
            if (i != o && !all->at[i].dead && all->at[i].unit == outer->object_unit)
                kill(&all->at[i], "is the thing that another act is done to");
        bool speech = outer->type == p->g->type_accuse || outer->type == p->g->type_reject || outer->type == p->g->type_support;
        for (uint32_t i = 0;
             i < all->count && (speech || outer->type == p->g->type_consult) && !outer->dead && outer->fill.frame != NONE; i++) {
            dmi_candidate *inner = &all->at[i];
            if (!speech && inner->type != p->g->type_consult)
                continue; /* the talks that somebody mediates or hosts are his */
            if (i != o && !inner->dead && speech && is_relative_of_content(p, outer->fill.frame, inner))
                kill(inner, "tells whose the matter of the words is");
            if (i != o && !inner->dead && inner->fill.phrase != NONE && inner->fill.frame == NONE &&
                verb_governs(p, outer->fill.frame, inner) && !(outer->type == p->g->type_accuse && is_told_in_full(inner)))
                kill(inner, "is the matter of what is said");
        }
    }
}

/* "Wants to go" where the word was read as "wants (somebody else) to": the doer of the content is its own subject, and its other reading holds. */
static bool is_own_will(const dmi_parse *p, uint32_t frame, const dmi_candidate *outer, const dmi_candidate *inner)
{
    const dmi_frame *f = inner->fill.frame == NONE ? NULL : &p->frames.at[inner->fill.frame];

    return outer != NULL && outer->wanting && f != NULL && f->subject == NONE && f->controller == frame && !f->object_control &&
           operator_concept(p, outer->unit, true) != outer->concept;
}

/* "The measure is intimidation, said China": who calls somebody's measure a hostile act accuses him. */
static void accuse_by_predicate(dmi_parse *p, dmi_candidate *c)
{
    const dmi_frame *f = c->fill.frame == NONE ? NULL : &p->frames.at[c->fill.frame];
    dmi_parties speaker = { 0 }, whose = { 0 };
    bool predicate = f != NULL && (dmi_at(p, c->unit)->is & DMI_IS_VERB) == 0 && f->verb != NONE &&
                     (f->verb == c->unit || dmi_unit_reads(p, f->verb, DMI_K_BE));

    if (!predicate || f->must || c->dead || (p->g->types[c->type].quad <= 3 && c->type != p->g->type_threaten) ||
        f->subject == NONE || p->phrases.at[f->subject].act ||
        (p->phrases.at[f->subject].mention == NONE && (dmi_at(p, p->phrases.at[f->subject].head)->is & DMI_IS_THING) == 0))
        return;
    dmi_speaker_of(p, c->fill.frame, &speaker);
    dmi_parties_of_subject(p, c->fill.frame, &whose, 4);
    if (speaker.count == 0 || whose.count == 0)
        return;
    c->type = p->g->type_accuse;
    c->mode = DMI_STR("disapprove");
    c->cameo = DMI_STR("111");
    c->source = speaker;
    c->target = whose;
}

/* "Came under attack": the verb only turns its noun round, whatever else it may mean. */
static bool is_suffering(const dmi_candidates *all, uint32_t frame)
{
    for (uint32_t i = 0; i < all->count; i++)
        if (!all->at[i].dead && all->at[i].fill.frame == frame && all->at[i].fill.reversed)
            return true;
    return false;
}

void dmi_apply_operators(dmi_parse *p, dmi_candidates *all)
{
    /* Operator nouns first, then operator verbs from the innermost frame outwards. */
    for (uint32_t ph = p->phrases.count; ph-- > 0;) {
        uint16_t concept = p->phrases.at[ph].act ? operator_concept(p, p->phrases.at[ph].head, false) : (uint16_t)DMI_NONE;
        dmi_candidate *outer;
        if (concept == DMI_NONE)
            continue;
        outer = candidate_of_unit(all, p->phrases.at[ph].head, concept);
        for (uint32_t i = 0; i < all->count; i++)
            if (!all->at[i].dead && &all->at[i] != outer && noun_governs(p, ph, &all->at[i]))
                apply(p, concept, outer, NONE, &all->at[i]);
    }
    for (uint32_t f = p->frames.count; f-- > 0;) {
        const dmi_candidate *coded = operator_coded(p, all, p->frames.at[f].verb);
        uint16_t concept = p->frames.at[f].verb == NONE ? (uint16_t)DMI_NONE
                           : coded != NULL              ? coded->concept
                                                        : operator_concept(p, p->frames.at[f].verb, true);
        dmi_candidate *outer =
            concept == DMI_NONE ? carried_operator(p, all, f) : candidate_of_unit(all, p->frames.at[f].verb, concept);
        if ((concept == DMI_NONE && outer == NULL) || is_suffering(all, f))
            continue;
        if (concept == DMI_NONE)
        concept = outer->concept;
        for (uint32_t i = 0; i < all->count; i++)
            if (!all->at[i].dead && &all->at[i] != outer && verb_governs(p, f, &all->at[i])) {
                if (is_own_will(p, f, outer, &all->at[i])) {
                    kill(outer, "is what one wants oneself");
                    concept = operator_concept(p, p->frames.at[f].verb, true);
                    outer = candidate_of_unit(all, p->frames.at[f].verb, concept);
                }
                apply(p, concept, outer, f, &all->at[i]);
            }
    }
    for (uint32_t i = 0; i < all->count; i++)
        accuse_by_predicate(p, &all->at[i]);
    for (uint32_t i = 0; i < all->count; i++)
        apply_speech(p, &all->at[i]);
    drop_matters(p, all);
}
