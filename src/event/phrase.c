/* Noun phrases and chunks. Where the modifier stands before its noun (English) a run of nominal words is one phrase with its head at the
 * end; where it follows (Arabic, Persian, Indonesian) each noun opens a phrase that hangs on the noun before it as its genitive. */
#include "event/parse.h"

static bool is_mark(const dmi_parse *p, uint32_t i)
{
    return p->s->units[i].kind == DMI_MARK;
}

static bool is_quote(uint32_t mark)
{
    return dmi_is_open_quote(mark) || dmi_is_close_quote(mark) || dmi_is_plain_quote(mark);
}

static bool is_preposition(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);

    return (r->is & DMI_IS_VERB) == 0 && r->mention == DMI_NO_INDEX && dmi_prepositions(r) != 0;
}

static bool is_time(const dmi_parse *p, uint32_t i)
{
    return i < p->s->count && (dmi_at(p, i)->is & DMI_IS_TIME) != 0;
}

/* A number right before a noun counts it: "on Monday 300 protesters". */
static bool is_quantity(const dmi_parse *p, uint32_t i)
{
    return i + 1 < p->s->count && p->s->units[i + 1].kind == DMI_WORD &&
           (dmi_at(p, i + 1)->is & (DMI_IS_VERB | DMI_IS_GRAM)) == 0;
}

/* "تعرفه ۱۰۰ درصدی": behind a number an adjective of measure; the two only describe the noun before. */
static bool is_measure(const dmi_parse *p, uint32_t i)
{
    while (i < p->s->count && dmi_unit_reads(p, i, DMI_K_NUMBER_WORD))
        i++;
    return dmi_unit_reads(p, i, DMI_K_MEASURE);
}

/* "The-party the-right-wing the-radical": where articles are joined, an adjective with one behind an actor is his, whatever it judges. */
static bool is_attribute(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);
    uint32_t before = i;

    if (p->params->order != DMI_ORDER_VSO || !p->s->units[i].definite || r->mention != DMI_NO_INDEX ||
        !(dmi_reads(r, DMI_K_SUCH) || (r->features & DMI_F_PPART) != 0))
        return false;
    while (before > 0 && p->s->units[before - 1].definite && dmi_unit_reads(p, before - 1, DMI_K_SUCH) &&
           dmi_at(p, before - 1)->mention == DMI_NO_INDEX)
        before--;
    return before > 0 && dmi_at(p, before - 1)->mention != DMI_NO_INDEX;
}

static bool is_transparent(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);

    if (p->s->units[i].kind == DMI_NUMBER && is_measure(p, i + 1))
        return true;
    if (p->s->units[i].kind == DMI_NUMBER)
        return is_time(p, i + 1) || (i > 0 && is_time(p, i - 1) && !is_quantity(p, i)); /* "20 March", "in March 2021" */
    if (is_attribute(p, i))
        return true;
    return r->mention == DMI_NO_INDEX && (r->is & (DMI_IS_ACT | DMI_IS_THING | DMI_IS_VERB)) == 0 &&
           (dmi_reads(r, DMI_K_SUCH) || dmi_reads(r, DMI_K_MEASURE) || (dmi_reads(r, DMI_K_NUMBER_WORD) && is_measure(p, i)) ||
            ((r->is & DMI_IS_TIME) != 0 && !dmi_reads(r, DMI_K_DET) && dmi_prepositions(r) == 0));
}

/* May this unit stand inside a noun phrase? */
static bool is_nominal(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);
    const dmi_unit *unit = &p->s->units[i];

    if (r->mention != DMI_NO_INDEX)
        return true;
    if (unit->kind == DMI_NUMBER)
        return true;
    if (unit->kind != DMI_WORD || (r->is & DMI_IS_VERB) != 0)
        return false;
    if ((dmi_reads(r, DMI_K_MUST) || dmi_reads(r, DMI_K_WILL) || dmi_reads(r, DMI_K_MAY) || dmi_reads(r, DMI_K_WOULD)) &&
        !(i > 0 && dmi_unit_reads(p, i - 1, DMI_K_DET)))
        return false; /* "must" is a noun only as "a must" */
    if ((r->features & DMI_F_GER) != 0 && dmi_prepositions(r) != 0 && !(i > 0 && dmi_unit_reads(p, i - 1, DMI_K_DET)))
        return false; /* "including", "following": but "the following countries" */
    if ((r->is & (DMI_CAN_NOUN | DMI_IS_THING | DMI_IS_ROLE | DMI_IS_COUNTRY | DMI_IS_ENTITY | DMI_IS_NAME | DMI_CAN_ADJ)) != 0)
        return true;
    if (dmi_reads(r, DMI_K_DET) || dmi_reads(r, DMI_K_POSS_PRON) || dmi_reads(r, DMI_K_NUMBER_WORD) ||
        dmi_reads(r, DMI_K_MUTUAL) || dmi_reads(r, DMI_K_FORMER) || dmi_reads(r, DMI_K_DEPUTY) || dmi_reads(r, DMI_K_HEAD_OF) ||
        dmi_reads(r, DMI_K_OTHERS))
        return !dmi_reads(r, DMI_K_REL) && !dmi_reads(r, DMI_K_THAT);
    return unit->sense_count == 0; /* unknown: a noun or an adjective */
}

static bool is_noun(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);

    return (r->is & (DMI_CAN_NOUN | DMI_IS_THING | DMI_IS_ROLE | DMI_IS_DOMAIN)) != 0;
}

static uint32_t add_phrase(dmi_parse *p, uint32_t start, uint32_t end, uint32_t head, uint32_t mention)
{
    uint32_t index = p->phrases.count;

    *dmi_push(p->arena, &p->phrases) = (dmi_phrase){ .unit_start = start,
                                                     .unit_end = end,
                                                     .head = head,
                                                     .mention = mention,
                                                     .owner = NONE,
                                                     .genitive = NONE,
                                                     .next = NONE,
                                                     .first = index,
                                                     .inside = NONE,
                                                     .frame = NONE,
                                                     .pp_first = NONE,
                                                     .pp_next = NONE };
    if (mention == NONE)
        p->phrases.at[index].act = (dmi_at(p, head)->is & DMI_IS_ACT) != 0;
    for (uint32_t u = start; u < end; u++)
        p->phrase_of[u] = index;
    return index;
}

/* ---- heads at the end: "US sanctions", "Russia's decision", "the peace talks" */

/* Is the run's mention the phrase's actor itself, or only what modifies a noun behind it? */
static bool mention_modifies(const dmi_parse *p, const dmi_mention *m, uint32_t end)
{
    bool noun_behind = false;

    for (uint32_t u = m->unit_end; u < end; u++) {
        const dmi_reading *r = dmi_at(p, u);
        if (is_noun(p, u) || dmi_reads(r, DMI_K_POSS) || m->kind == DMI_MENTION_PRONOUN ||
            (p->s->units[u].kind == DMI_WORD && p->s->units[u].sense_count == 0 && m->adjective))
            noun_behind = true;
    }
    return noun_behind;
}

static uint32_t last_noun(const dmi_parse *p, uint32_t start, uint32_t end)
{
    uint32_t head = end - 1;

    while (head > start && !is_noun(p, head))
        head--;
    return is_noun(p, head) ? head : end - 1;
}

/* "Its defence ministry": the pronoun before an office, as a phrase; NONE. */
static uint32_t possessive_before(dmi_parse *p, uint32_t start, uint32_t end)
{
    for (uint32_t u = start; u < end; u++) {
        uint32_t m = dmi_at(p, u)->mention;
        if (m != DMI_NO_INDEX && p->s->mentions[m].kind == DMI_MENTION_PRONOUN && p->s->mentions[m].adjective) {
            uint32_t index = add_phrase(p, u, u + 1, u, m);
            return index;
        }
    }
    return NONE;
}

/* One run without a possessive inside; `owner` is the phrase before the possessive. */
static uint32_t phrase_from_run(dmi_parse *p, uint32_t start, uint32_t end, uint32_t owner)
{
    uint32_t mention = NONE, index, modifier = NONE;

    for (uint32_t u = start; u < end; u++)
        if (dmi_at(p, u)->mention != DMI_NO_INDEX)
            mention = dmi_at(p, u)->mention;
    if (mention != NONE && mention_modifies(p, &p->s->mentions[mention], end)) {
        const dmi_mention *m = &p->s->mentions[mention];
        modifier = add_phrase(p, m->unit_start, m->unit_end, m->unit_start, mention);
        index = add_phrase(p, start, end, last_noun(p, m->unit_end, end), NONE);
        for (uint32_t u = m->unit_start; u < m->unit_end; u++)
            p->phrase_of[u] = modifier;
    } else if (mention != NONE) {
        index = add_phrase(p, start, end, p->s->mentions[mention].unit_start, mention);
    } else {
        index = add_phrase(p, start, end, last_noun(p, start, end), NONE);
    }
    if (modifier == NONE && mention != NONE)
        modifier = possessive_before(p, start, p->s->mentions[mention].unit_start);
    if (owner == NONE)
        owner = modifier;
    p->phrases.at[index].owner = owner;
    if (owner != NONE)
        p->phrases.at[owner].inside = index;
    return index;
}

/* "Ordered two officials | the country", "warned Israel | it would", "told the senator | his party". */
static bool starts_anew(const dmi_parse *p, uint32_t i)
{
    bool begins = dmi_unit_reads(p, i, DMI_K_SAID_COUNTRY) || dmi_unit_reads(p, i, DMI_K_OWN_COUNTRY) ||
                  dmi_unit_reads(p, i, DMI_K_ARTICLE) || dmi_unit_reads(p, i, DMI_K_POSS_PRON) ||
                  dmi_unit_reads(p, i, DMI_K_PRON_3S) || dmi_unit_reads(p, i, DMI_K_PRON_3P) ||
                  dmi_unit_reads(p, i, DMI_K_PRON_1);

    return begins && !is_noun(p, i) && (dmi_at(p, i - 1)->mention != DMI_NO_INDEX || is_noun(p, i - 1));
}

static uint32_t run_end(const dmi_parse *p, uint32_t start)
{
    uint32_t i = start;

    while (i < p->s->count) {
        if (i > start && (starts_anew(p, i) || dmi_is_behind_gap(p->params, p->s, i)))
            break;
        uint32_t mark = is_mark(p, i) ? p->s->units[i].mark : 0;
        if (mark != 0 ? !is_quote(mark) || i + 1 >= p->s->count || !is_nominal(p, i + 1) || p->s->readings[i].quote_depth != 0
                      : !(is_nominal(p, i) || dmi_unit_reads(p, i, DMI_K_POSS)))
            break;
        i++;
    }
    return i;
}

/* A run of articles and numbers alone is no phrase. */
static bool names_nothing(const dmi_parse *p, uint32_t start, uint32_t end)
{
    if (dmi_unit_reads(p, end, DMI_K_OF))
        return false; /* "60 billion of American goods", "some of the ministers" */
    for (uint32_t u = start; u < end; u++)
        if (dmi_at(p, u)->mention != DMI_NO_INDEX || is_noun(p, u) || p->s->units[u].kind == DMI_NUMBER ||
            (p->s->units[u].kind == DMI_WORD && p->s->units[u].sense_count == 0) || (dmi_at(p, u)->is & DMI_CAN_ADJ) != 0 ||
            dmi_unit_reads(p, u, DMI_K_PRON_3S))
            return false;
    return true;
}

static uint32_t phrase_head_last(dmi_parse *p, uint32_t start, uint32_t *next)
{
    uint32_t end = run_end(p, start), from = start, owner = NONE, index;

    *next = end;
    if (names_nothing(p, start, end))
        return NONE;
    for (uint32_t u = start; u < end; u++)
        if (dmi_unit_reads(p, u, DMI_K_POSS) && dmi_at(p, u)->mention == DMI_NO_INDEX && u > from && u + 1 < end) {
            owner = phrase_from_run(p, from, u, owner);
            from = u + 1;
        }
    index = phrase_from_run(p, from, end, owner);
    *next = end;
    return index;
}

/* ---- heads first: each noun hangs on the one before */

static bool is_count(const dmi_parse *p, uint32_t i)
{
    return i < p->s->count && !is_noun(p, i) && (p->s->units[i].kind == DMI_NUMBER || dmi_unit_reads(p, i, DMI_K_NUMBER_WORD));
}

/* A number, or a demonstrative that stands before its noun, begins a phrase of its own: "about 200 thousand marchers". */
static bool opens_phrase(const dmi_parse *p, uint32_t i)
{
    bool counts = !is_noun(p, i) && (is_count(p, i) || dmi_unit_reads(p, i, DMI_K_DET));

    while (counts && is_count(p, i + 1))
        i++;
    return counts && i + 1 < p->s->count && is_nominal(p, i + 1) &&
           (is_noun(p, i + 1) || p->s->units[i + 1].sense_count == 0 || dmi_at(p, i + 1)->mention != DMI_NO_INDEX) &&
           !p->s->units[i + 1].clitic;
}

/* Is unit i "of" between a number and the many it is taken from: "12 of the leaders"? */
static bool is_partitive(const dmi_parse *p, uint32_t start, uint32_t i)
{
    const dmi_mention *m;

    if (i == start || !(dmi_unit_reads(p, i, DMI_K_FROM) || dmi_unit_reads(p, i, DMI_K_OF)) || i + 1 >= p->s->count ||
        dmi_at(p, i + 1)->mention == DMI_NO_INDEX)
        return false;
    m = &p->s->mentions[dmi_at(p, i + 1)->mention];
    return m->kind == DMI_MENTION_ROLE;
}

static uint32_t noun_end(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);
    bool noun_seen = is_noun(p, i) || r->mention != DMI_NO_INDEX;

    if (r->mention != DMI_NO_INDEX)
        return p->s->mentions[r->mention].unit_end;
    for (i++; i < p->s->count && is_nominal(p, i) && !dmi_is_behind_gap(p->params, p->s, i); i++) {
        const dmi_reading *n = dmi_at(p, i);
        bool adjective = (n->is & DMI_CAN_ADJ) != 0 && !is_noun(p, i);
        if (n->mention != DMI_NO_INDEX || (opens_phrase(p, i) && noun_seen) ||
            (noun_seen && is_count(p, i) && is_partitive(p, i, i + 1)) || (is_noun(p, i) && !adjective && noun_seen))
            break;
        noun_seen = noun_seen || is_noun(p, i);
    }
    return i;
}

/* Over adjectives that say nothing, when the noun's genitive stands behind them ("اظهارات تازه صدراعظم"); where articles are joined none does. */
static uint32_t behind_adjectives(const dmi_parse *p, uint32_t end)
{
    uint32_t i = end;

    if (p->params->order == DMI_ORDER_VSO)
        return end;
    while (i < p->s->count && is_transparent(p, i) && (dmi_at(p, i)->is & DMI_CAN_ADJ) != 0)
        i++;
    return i < p->s->count && is_nominal(p, i) ? i : end;
}

/* "33 persons of the leaders": a word that only counts people. */
static bool is_counter(const dmi_parse *p, uint32_t start, uint32_t i)
{
    return i > start && dmi_unit_reads(p, i, DMI_K_NUMBER_WORD) && (dmi_at(p, i)->is & DMI_IS_ROLE) != 0;
}

/* Over the articles and numbers before an actor. */
static uint32_t behind_quantity(const dmi_parse *p, uint32_t start)
{
    uint32_t i = start;

    while (i + 1 < p->s->count && (opens_phrase(p, i) || is_count(p, i)) && dmi_at(p, i)->mention == DMI_NO_INDEX)
        i++;
    if (is_counter(p, start, i) && is_partitive(p, start, i + 1))
        i++;
    if (is_partitive(p, start, i))
        i++;
    return dmi_at(p, i)->mention != DMI_NO_INDEX ? i : start;
}

/* "(Received) in Milan | the prime minister": a place that is no actor here. */
static bool is_place_name(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);

    return (r->is & DMI_IS_COUNTRY) != 0 && (r->state_features & DMI_F_DEMONYM) == 0;
}

/* "The agreement the-Russian the-Turkish": two demonyms behind a noun are both its owners. */
static bool is_second_owner(const dmi_parse *p, uint32_t last, uint32_t mention)
{
    uint32_t before = p->phrases.at[last].mention, host = p->phrases.at[last].inside;

    return before != NONE && mention != NONE && p->s->mentions[before].adjective && p->s->mentions[mention].adjective &&
           p->s->mentions[mention].kind == DMI_MENTION_COUNTRY && host != NONE && p->phrases.at[host].mention == NONE;
}

static uint32_t phrase_head_first(dmi_parse *p, uint32_t start, uint32_t *next)
{
    uint32_t first = NONE, last = NONE, i = start;

    if (dmi_unit_reads(p, start, DMI_K_POSS_PRON) && dmi_at(p, start)->mention == DMI_NO_INDEX) {
        *next = start + 1; /* "one's own" behind a quotation mark: it belongs to what was quoted */
        return NONE;
    }
    i = behind_quantity(p, start); /* "(some) three journalists": the actor is the phrase */
    while (i < p->s->count && is_nominal(p, i) && !(last != NONE && dmi_is_behind_gap(p->params, p->s, i))) {
        uint32_t end = noun_end(p, i), mention = dmi_at(p, i)->mention, index;
        uint32_t head = i;
        if (last != NONE && mention != NONE && p->phrases.at[last].mention != NONE &&
            p->s->mentions[mention].kind == DMI_MENTION_PRONOUN && p->s->mentions[mention].adjective &&
            p->phrases.at[last].owner == NONE) {
            index = add_phrase(p, i, end, i, mention); /* an office with a joined possessive */
            p->phrases.at[last].owner = index;
            p->phrases.at[index].inside = last;
            i = end;
            break;
        }
        if (last != NONE && p->phrases.at[last].act && (is_count(p, i) || is_count(p, i + 1)) && behind_quantity(p, i) > i) {
            i = head = behind_quantity(p, i); /* "the arrest of (about) 193 people" */
            end = noun_end(p, i);
            mention = dmi_at(p, i)->mention;
        } else if (last != NONE && is_second_owner(p, last, mention)) {
            index = add_phrase(p, i, end, i, mention);
            p->phrases.at[last].next = index;
            p->phrases.at[index].first = p->phrases.at[last].first;
            p->phrases.at[index].inside = p->phrases.at[last].inside;
            last = index;
            i = end;
            continue;
        } else if (last != NONE && (p->phrases.at[last].mention != NONE || is_place_name(p, p->phrases.at[last].head) ||
                                    opens_phrase(p, i) || dmi_unit_reads(p, p->phrases.at[last].unit_start, DMI_K_DET)))
            break; /* a name or "this plan" takes no genitive: what follows is another phrase */
        if (last != NONE && p->params->order == DMI_ORDER_VSO && p->s->units[p->phrases.at[last].head].ends_definite &&
            !(mention != NONE && p->s->mentions[mention].adjective))
            break; /* a noun with its article takes no genitive, but adjectives */
        while (mention == NONE && head + 1 < end && !is_noun(p, head))
            head++;
        index = add_phrase(p, i, end, head, mention);
        if (last != NONE) {
            if (mention != NONE && p->phrases.at[last].owner == NONE)
                p->phrases.at[last].owner = index;
            else
                p->phrases.at[last].genitive = index;
            p->phrases.at[index].inside = last;
        } else {
            first = index;
        }
        last = index;
        i = behind_adjectives(p, end);
    }
    *next = i;
    return first;
}

/* ---- chunks */

static uint8_t sub_kind(const dmi_parse *p, uint32_t i)
{
    static const uint8_t subs[] = { DMI_K_THAT, DMI_K_REL, DMI_K_WHEN, DMI_K_BECAUSE, DMI_K_IF, DMI_K_BUT };

    for (size_t k = 0; k < sizeof subs; k++)
        if (dmi_unit_reads(p, i, subs[k]) && (dmi_at(p, i)->is & DMI_IS_VERB) == 0)
            return subs[k];
    return 0;
}

/* Is the next word, over adverbs and "not", a verb that the auxiliary at unit i can stand before? */
static bool verb_comes(const dmi_parse *p, uint32_t i)
{
    bool chained = false;
    bool any_form = dmi_unit_reads(p, i, DMI_K_WILL) || dmi_unit_reads(p, i, DMI_K_MAY) || dmi_unit_reads(p, i, DMI_K_MUST) ||
                    dmi_unit_reads(p, i, DMI_K_NOT);

    for (i++; i < p->s->count; i++) {
        const dmi_reading *r = dmi_at(p, i);
        bool auxiliary = dmi_reads(r, DMI_K_BE) || dmi_reads(r, DMI_K_HAVE);
        chained = chained || dmi_reads(r, DMI_K_BE);
        if ((r->is & DMI_IS_VERB) != 0 && !auxiliary)
            return any_form || (r->features & (DMI_F_PPART | DMI_F_GER | DMI_F_INF | DMI_F_PASS)) != 0;
        if (!auxiliary && !dmi_reads(r, DMI_K_NOT) && !is_transparent(p, i))
            return chained; /* "has been critical" */
    }
    return false;
}

/* Where the verb ends the clause, "must" may stand before all that is in it: "the state must (elections) hold". */
static bool waits_for_verb(const dmi_parse *p, uint32_t i)
{
    if (p->params->order != DMI_ORDER_SOV || !dmi_unit_reads(p, i, DMI_K_MUST))
        return false;
    for (i++; i < p->s->count; i++) {
        if (p->s->units[i].kind == DMI_MARK && p->s->units[i].mark != 0x060C && !is_quote(p->s->units[i].mark))
            return false;
        if ((dmi_at(p, i)->is & DMI_IS_VERB) != 0)
            return true;
        if (dmi_unit_reads(p, i, DMI_K_THAT) || dmi_unit_reads(p, i, DMI_K_REL) || dmi_unit_reads(p, i, DMI_K_BUT))
            return false;
    }
    return false;
}

/* "It must that Peru leave", "it is due upon Peru to leave": where the verb stands first, "must" stands before who has to. */
static bool is_duty_in_front(const dmi_parse *p, uint32_t i)
{
    return p->params->order == DMI_ORDER_VSO && dmi_unit_reads(p, i, DMI_K_MUST) && dmi_at(p, i)->mention == DMI_NO_INDEX &&
           !verb_comes(p, i);
}

static bool collect_small_word(const dmi_parse *p, uint32_t i, dmi_chunk *small)
{
    const dmi_reading *r = dmi_at(p, i);
    bool any = true;

    /* "have", "be", "will" are verbs of their own too ("have talks"): auxiliaries only before a verb. "May" may be a surname. */
    if (r->mention != DMI_NO_INDEX && p->s->mentions[r->mention].kind == DMI_MENTION_PERSON)
        return false;
    if ((r->is & (DMI_IS_VERB | DMI_IS_ACT)) != 0 && !dmi_reads(r, DMI_K_BE) && !verb_comes(p, i) && !waits_for_verb(p, i))
        return false;
    if (dmi_reads(r, DMI_K_NOT) || (r->features & DMI_F_NEG) != 0) {
        small->negated = true;
        small->must |= dmi_reads(r, DMI_K_MUST); /* "must not" in one word */
    } else if (dmi_reads(r, DMI_K_WILL))
        small->will = true;
    else if (dmi_reads(r, DMI_K_WOULD))
        small->would = true;
    else if (dmi_reads(r, DMI_K_MAY)) { /* a word for both, the Arabic "qad": the verb decides */
        small->may = true;
        small->done = small->done || dmi_reads(r, DMI_K_DONE);
    } else if (dmi_reads(r, DMI_K_MUST))
        small->must = true;
    else if (dmi_reads(r, DMI_K_DONE))
        small->done = true;
    else if (dmi_reads(r, DMI_K_HAVE))
        small->have = true;
    else if (dmi_reads(r, DMI_K_PASSIVE))
        small->passive = true;
    else if (dmi_reads(r, DMI_K_BE))
        small->be = true;
    else
        any = false;
    if (any && (small->be || small->passive))
        small->unit = i;
    return any;
}

typedef struct chunker {
    dmi_parse *p;
    dmi_chunk *at;
    uint32_t count, room;
    dmi_chunk small; /* small words that wait for their verb */
} chunker;

static void add_chunk(chunker *c, dmi_chunk chunk)
{
    c->at = dmi_array_room(c->p->arena, c->at, c->count, &c->room, sizeof *c->at);
    c->at[c->count++] = chunk;
}

/* The small words become a verb of their own: a copula ("is ready"), a passive auxiliary before an act noun. */
static void flush_small_verb(chunker *c)
{
    if (c->small.be || c->small.passive) {
        c->small.kind = CHUNK_VERB;
        c->small.phrase = NONE;
        add_chunk(c, c->small);
    }
    c->small = (dmi_chunk){ 0 };
}

/* Dashes come in pairs around what is put in. */
static bool has_other_dash(const dmi_parse *p, uint32_t i)
{
    for (uint32_t u = 0; u < p->s->count; u++)
        if (u != i && p->s->units[u].kind == DMI_MARK && p->s->units[u].mark == '-' &&
            (p->s->units[u].flags & DMI_TOK_SPACE) != 0)
            return true;
    return false;
}

/* "On Monday (12/3)", "the minister (45)", "the prime minister (PM)": figures, dates and one word in brackets stand outside the sentence. Returns the unit behind the
 * bracket; 0: something else is in it, or none opens here. */
static uint32_t behind_bracketed_figures(const dmi_parse *p, uint32_t i)
{
    uint32_t mark = p->s->units[i].mark, close = mark == '(' ? ')' : mark == '[' ? ']' : 0;
    bool figures = i + 2 < p->s->count && p->s->units[i + 2].kind == DMI_MARK && p->s->units[i + 2].mark == close;

    if (close != 0 && figures &&
        !(i > 0 && (dmi_at(p, i - 1)->is & DMI_IS_VERB) != 0 && dmi_at(p, i + 1)->mention != DMI_NO_INDEX))
        return i + 3; /* one word: the short name of what stands before, unless that is a verb: "accuses (Athens) of" */
    figures = false;

    for (i++; close != 0 && i < p->s->count; i++) {
        const dmi_unit *unit = &p->s->units[i];
        if (unit->kind == DMI_MARK && unit->mark == close)
            return figures ? i + 1 : 0;
        figures = figures || unit->kind == DMI_NUMBER || is_time(p, i);
        if (unit->kind == DMI_WORD && !is_time(p, i))
            return 0;
    }
    return 0;
}

static uint8_t mark_kind(const dmi_parse *p, uint32_t i)
{
    const dmi_unit *unit = &p->s->units[i];
    uint32_t m = unit->mark;

    if (m == ',' || m == 0x060C || m == 0x3001 || m == 0xFF0C || m == '(' || m == ')' || m == '[' || m == ']')
        return CHUNK_COMMA;
    if (dmi_is_open_quote(m) || (dmi_is_plain_quote(m) && p->s->readings[i].quote_depth > 0))
        return CHUNK_OPEN;
    if (dmi_is_close_quote(m) || dmi_is_plain_quote(m))
        return CHUNK_CLOSE;
    if (m == '-')
        return (unit->flags & DMI_TOK_SPACE) == 0 ? 0 : has_other_dash(p, i) ? CHUNK_COMMA : CHUNK_STOP;
    return CHUNK_STOP;
}

static uint8_t small_kind(const dmi_parse *p, uint32_t i)
{
    if (dmi_unit_reads(p, i, DMI_K_INF))
        return CHUNK_INF;
    if (sub_kind(p, i) != 0 && !is_preposition(p, i))
        return CHUNK_SUB;
    if (dmi_unit_reads(p, i, DMI_K_AND) || dmi_unit_reads(p, i, DMI_K_OR))
        return CHUNK_AND;
    if (dmi_unit_reads(p, i, DMI_K_OBJ_MARK))
        return CHUNK_OBJECT_MARK;
    return is_preposition(p, i) ? CHUNK_PREP : 0;
}

/* "To-him" in one word: a preposition and what it governs. */
static bool holds_pronoun(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);

    return r->mention != DMI_NO_INDEX && p->s->mentions[r->mention].kind == DMI_MENTION_PRONOUN && dmi_prepositions(r) != 0;
}

/* "With-her (are) concerns": a word for "has" that holds its subject. */
static bool has_its_subject(const dmi_parse *p, uint32_t i)
{
    const dmi_reading *r = dmi_at(p, i);

    return p->params->order == DMI_ORDER_VSO && dmi_reads(r, DMI_K_HAVE) && r->mention != DMI_NO_INDEX &&
           p->s->mentions[r->mention].kind == DMI_MENTION_PRONOUN;
}

static void add_having(chunker *c, uint32_t i)
{
    uint32_t phrase = add_phrase(c->p, i, i + 1, i, dmi_at(c->p, i)->mention);
    dmi_chunk verb = c->small;

    add_chunk(c, (dmi_chunk){ .kind = CHUNK_PHRASE, .unit = i, .phrase = phrase });
    verb.kind = CHUNK_VERB;
    verb.unit = i;
    verb.phrase = NONE;
    add_chunk(c, verb);
    c->small = (dmi_chunk){ 0 };
}

/* One chunk from unit i on; returns where to go on. */
static uint32_t next_chunk(chunker *c, uint32_t i)
{
    dmi_parse *p = c->p;
    dmi_chunk chunk = { .unit = i, .phrase = NONE };
    uint32_t next = i + 1;

    if (p->s->units[i].kind == DMI_MARK) {
        uint32_t behind = behind_bracketed_figures(p, i);
        if (behind != 0)
            return behind;
        chunk.kind = mark_kind(p, i);
    } else if (has_its_subject(p, i)) {
        add_having(c, i);
    } else if (is_duty_in_front(p, i)) {
        chunk.kind = CHUNK_DUTY;
    } else if (collect_small_word(p, i, &c->small)) {
        if (p->params->order == DMI_ORDER_SOV && c->small.be)
            flush_small_verb(c); /* the copula closes its clause */
    } else if ((dmi_at(p, i)->is & DMI_IS_VERB) != 0 && dmi_at(p, i)->mention == DMI_NO_INDEX) {
        chunk = c->small;
        chunk.kind = CHUNK_VERB;
        chunk.unit = i;
        chunk.phrase = NONE;
        if (chunk.may && chunk.done)
            *((dmi_at(p, i)->features & DMI_F_PAST) != 0 ? &chunk.may : &chunk.done) = false;
        c->small = (dmi_chunk){ 0 };
    } else if (is_transparent(p, i)) {
        if ((is_time(p, i) || p->s->units[i].kind == DMI_NUMBER) && c->count > 0 && c->at[c->count - 1].kind == CHUNK_PREP &&
            c->at[c->count - 1].unit + 1 == i)
            c->count--; /* "on Saturday": the preposition governs nothing else */
    } else {
        chunk.kind = small_kind(p, i);
        if (chunk.kind == 0 && holds_pronoun(p, i))
            add_chunk(c, (dmi_chunk){ .kind = CHUNK_PREP, .unit = i, .phrase = NONE });
        if (chunk.kind == 0 && is_nominal(p, i)) {
            chunk.phrase = p->params->genitive_juxtaposed ? phrase_head_first(p, i, &next) : phrase_head_last(p, i, &next);
            chunk.kind = chunk.phrase == NONE ? 0 : CHUNK_PHRASE;
            if (chunk.kind != 0 && p->params->order != DMI_ORDER_SOV)
                flush_small_verb(c);  /* a verb that comes last keeps waiting for its auxiliaries in front ... */
            c->small.negated = false; /* ... but a "not" before a noun is the noun's */
        }
    }
    if (chunk.kind == CHUNK_STOP || chunk.kind == CHUNK_SUB || (chunk.kind == CHUNK_PREP && p->params->order == DMI_ORDER_VSO))
        flush_small_verb(c);
    if (chunk.kind != 0)
        add_chunk(c, chunk);
    return next > i ? next : i + 1;
}

/* Quotation marks around a name or a word (no verb inside) say nothing of clauses. */
static void drop_name_quotes(chunker *c)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < c->count; i++) {
        uint32_t end = i + 1;
        if (c->at[i].kind == CHUNK_OPEN) {
            while (end < c->count && c->at[end].kind != CHUNK_CLOSE && c->at[end].kind != CHUNK_OPEN &&
                   c->at[end].kind != CHUNK_VERB)
                end++;
            if (end < c->count && c->at[end].kind == CHUNK_CLOSE) {
                c->at[end].kind = 0;
                continue;
            }
        }
        if (c->at[i].kind != 0)
            c->at[kept++] = c->at[i];
    }
    c->count = kept;
}

dmi_chunks dmi_find_phrases(dmi_parse *p)
{
    chunker c = { .p = p };

    for (uint32_t u = 0; u < p->s->count; u++)
        p->phrase_of[u] = NONE;
    for (uint32_t i = 0; i < p->s->count;)
        i = next_chunk(&c, i);
    drop_name_quotes(&c);
    return (dmi_chunks){ c.at, c.count };
}
