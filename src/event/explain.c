/* The analysis of a sentence as text a person reads: the words that were known, the clauses, every event with the way its slots were
 * filled, and for triggers without an event why there is none. The sentence itself is written by the code room, which has the text. */
#include "event/parse.h"

static void say(const dmi_parse *p, dm_str s)
{
    dmi_buf_add_str(p->d->explanation, s);
}

static void say_text(const dmi_parse *p, const char *text)
{
    dmi_buf_add_text(p->d->explanation, text);
}

static dm_str concept_name(const dmi_parse *p, uint16_t id)
{
    return dmi_packs_concept_at(p->v->packs, id)->name;
}

static void say_unit_senses(const dmi_parse *p, uint32_t unit)
{
    const dmi_unit *u = &p->s->units[unit];
    const char *between = "";

    for (uint32_t i = 0; i < u->sense_count; i++) {
        const dmi_sense *sense = &u->senses[i];
        say_text(p, between);
        if (sense->kind == DMI_SENSE_CONCEPT)
            say(p, concept_name(p, sense->id));
        else if (sense->kind == DMI_SENSE_COUNTRY)
            say(p, dmi_str(dmi_packs_state_at(p->v->packs, sense->id)->code));
        else
            say(p, dmi_packs_entity_at(p->v->packs, sense->id)->key);
        between = "/";
    }
}

static void say_unit(const dmi_parse *p, uint32_t unit)
{
    const dmi_unit *u = &p->s->units[unit];

    if (u->token_end <= u->token_start + 1) {
        say(p, u->fold);
        return;
    }
    for (uint32_t t = u->token_start; t < u->token_end; t++) {
        say_text(p, t > u->token_start ? "_" : "");
        say(p, p->s->tokens[t].fold);
    }
}

/* word=CONCEPT for every known word, so that a linguist sees what the pack gave. */
static void say_words(const dmi_parse *p)
{
    say_text(p, "  words:");
    for (uint32_t u = 0; u < p->s->count; u++) {
        if (p->s->units[u].sense_count == 0)
            continue;
        say_text(p, " ");
        say_unit(p, u);
        say_text(p, (dmi_at(p, u)->is & DMI_IS_VERB) != 0 ? "=v:" : "=");
        say_unit_senses(p, u);
    }
    say_text(p, "\n");
}

static void say_phrase(const dmi_parse *p, uint32_t phrase)
{
    const char *between = "";

    if (phrase == NONE) {
        say_text(p, "-");
        return;
    }
    for (uint32_t u = p->phrases.at[phrase].unit_start; u < p->phrases.at[phrase].unit_end; u++) {
        say_text(p, between);
        say_unit(p, u);
        between = " ";
    }
}

static void say_frames(const dmi_parse *p)
{
    static const char *const links[] = { "",         "main",    "coordinated", "content",   "infinitive",
                                         "relative", "adjunct", "condition",   "participle" };

    for (uint32_t i = 0; i < p->frames.count; i++) {
        const dmi_frame *f = &p->frames.at[i];
        if (f->verb == NONE)
            continue;
        dmi_buf_addf(p->d->explanation, "  clause %u (%s", i, links[f->link]);
        if (f->parent != NONE)
            dmi_buf_addf(p->d->explanation, " of %u", f->parent);
        say_text(p, "): verb ");
        say_unit(p, f->verb);
        say_text(p, f->passive ? " (passive), subject " : ", subject ");
        if (f->subject != NONE)
            say_phrase(p, f->subject);
        else if (f->controller != NONE)
            dmi_buf_addf(p->d->explanation, "as in clause %u", f->controller);
        else if (f->antecedent != NONE && f->antecedent_is_subject)
            say_phrase(p, f->antecedent);
        else
            say_text(p, "-");
        for (uint8_t k = 0; k < f->object_count; k++) {
            say_text(p, ", object ");
            say_phrase(p, f->objects[k]);
        }
        for (uint32_t k = 0; k < f->pps.count; k++) {
            say_text(p, ", ");
            for (unsigned b = 0; b < 64; b++)
                if ((p->phrases.at[f->pps.at[k]].prep & DMI_BIT(b)) != 0) {
                    say(p, concept_name(p, p->v->id[b]));
                    say_text(p, " ");
                }
            say_phrase(p, f->pps.at[k]);
        }
        say_text(p, "\n");
    }
}

static void say_party(const dmi_parse *p, const dmi_party *party)
{
    static const char *const hows[] = { "open",
                                        "named here",
                                        "the world's list",
                                        "named earlier in the document",
                                        "the place of the sentence",
                                        "the only country of the sentence",
                                        "the commonest country of the document",
                                        "taken over by reference" };
    const dmi_mention *m = &party->mention;

    for (uint8_t i = 0; i < m->state_count; i++) {
        say_text(p, i == 0 ? "" : "+");
        say(p, dmi_str(dmi_packs_state_at(p->v->packs, m->states[i])->code));
    }
    if (m->org != DMI_NONE) {
        say_text(p, m->state_count > 0 ? "+" : "");
        say(p, dmi_packs_entity_at(p->v->packs, m->org)->key);
    }
    say_text(p, " ");
    say(p, m->sector);
    if (m->name.bytes > 0) {
        say_text(p, " ");
        say(p, m->name);
    }
    say_text(p, " (");
    if (party->sentence == p->sentence_index)
        for (uint32_t u = m->unit_start; u < m->unit_end; u++) {
            say_unit(p, u);
            say_text(p, u + 1 < m->unit_end ? " " : "; ");
        }
    say_text(p, hows[m->how]);
    say_text(p, ")");
}

static void say_side(const dmi_parse *p, const char *name, const dmi_parties *side)
{
    say_text(p, "    ");
    say_text(p, name);
    say_text(p, ": ");
    for (uint8_t i = 0; i < side->count; i++) {
        say_text(p, i == 0 ? "" : ", ");
        say_party(p, &side->at[i]);
    }
    say_text(p, side->count == 0 ? "nobody named\n" : "\n");
}

static void say_event(const dmi_parse *p, const dmi_found *e)
{
    static const char *const statuses[] = { "actual", "planned", "negated", "hypothetical", "historical" };

    say_text(p, "  EVENT ");
    say(p, p->g->types[e->type].name);
    say_text(p, e->mode.bytes > 0 ? "/" : "");
    say(p, e->mode);
    say_text(p, " CAMEO ");
    say(p, e->cameo);
    dmi_buf_addf(p->d->explanation, ", %s, rule ", statuses[e->status]);
    say(p, e->rule->name);
    say_text(p, ", trigger ");
    say_unit(p, e->unit);
    for (uint8_t i = 0; i < e->operator_count; i++) {
        say_text(p, ", under ");
        say(p, concept_name(p, e->operators[i]));
    }
    dmi_buf_addf(p->d->explanation, ", score %u\n", e->score);
    say_side(p, "source", &e->source);
    say_side(p, "target", &e->target);
}

static void say_why_not(const dmi_parse *p, const dmi_candidates *all)
{
    for (uint32_t u = 0; u < p->s->count; u++) {
        const dmi_candidate *found = NULL;
        if ((dmi_at(p, u)->is & DMI_IS_ACT) == 0)
            continue;
        for (uint32_t i = 0; i < all->count; i++)
            if (all->at[i].unit == u)
                found = &all->at[i];
        if (found != NULL && !found->dead)
            continue;
        say_text(p, "  no event: ");
        say_unit(p, u);
        say_text(p, " ");
        say_unit_senses(p, u);
        say_text(p, ": ");
        say_text(p, found == NULL ? "no rule found its parties or things around it" : found->why_dead);
        say_text(p, "\n");
    }
}

void dmi_explain_sentence(const dmi_parse *p, const dmi_candidates *all, const dmi_found_list *events, uint32_t first_event)
{
    say_words(p);
    say_frames(p);
    for (uint32_t i = first_event; i < events->count; i++)
        say_event(p, &events->at[i]);
    say_why_not(p, all);
}
