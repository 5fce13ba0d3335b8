/* Readings: the senses of each unit, sorted into bits, and the choice between verb and noun for forms that may be either. */
#include "actor/vocabulary.h"

enum { ANY_PREPOSITION_COUNT = 14 };
static const uint8_t prepositions[ANY_PREPOSITION_COUNT] = { DMI_K_BY,     DMI_K_WITH,       DMI_K_TO,      DMI_K_FROM,
                                                             DMI_K_IN,     DMI_K_ON,         DMI_K_OF,      DMI_K_FOR,
                                                             DMI_K_ABOUT,  DMI_K_AGAINST,    DMI_K_BETWEEN, DMI_K_OVER,
                                                             DMI_K_DURING, DMI_K_IN_RESPONSE };

static void set_known(dmi_reading *r, unsigned k)
{
    r->known[k >> 6] |= (uint64_t)1 << (k & 63);
}

static void clear_known(dmi_reading *r, unsigned k)
{
    r->known[k >> 6] &= ~((uint64_t)1 << (k & 63));
}

static void read_concept(const dmi_vocabulary *v, const dmi_sense *sense, dmi_reading *r)
{
    const dmi_concept *concept = dmi_packs_concept_at(v->packs, sense->id);
    bool verbal = (sense->features & DMI_F_VERBAL) != 0;

    set_known(r, v->known[sense->id]);
    switch (concept->class_) {
    case DMI_CLASS_ACT:
    case DMI_CLASS_OP:
    case DMI_CLASS_LIGHT:
    case DMI_CLASS_VERB:
        if (concept->class_ != DMI_CLASS_VERB)
            r->is |= DMI_IS_ACT;
        if (verbal || concept->class_ == DMI_CLASS_VERB || (sense->features & DMI_F_ACTPART) != 0)
            r->is |= DMI_CAN_VERB;
        if ((sense->features & (DMI_F_N | DMI_F_ACTPART)) != 0 || !verbal)
            r->is |= (sense->features & DMI_F_N) != 0 || !verbal ? DMI_CAN_NOUN : DMI_CAN_ADJ;
        if ((sense->features & DMI_F_GER) != 0)
            r->is |= DMI_CAN_NOUN; /* "a meeting with" */
        break;
    case DMI_CLASS_THING:
        r->is |= DMI_IS_THING | DMI_CAN_NOUN;
        break;
    case DMI_CLASS_ROLE:
        r->is |= DMI_IS_ROLE | DMI_CAN_NOUN;
        if (r->role == DMI_NONE || v->known[sense->id] == DMI_K_INTERNATIONAL)
            r->role = sense->id;
        break;
    case DMI_CLASS_GRAM:
        r->is |= DMI_IS_GRAM;
        break;
    case DMI_CLASS_DOMAIN:
        r->is |= DMI_IS_DOMAIN | DMI_CAN_NOUN;
        break;
    case DMI_CLASS_TIME:
        r->is |= DMI_IS_TIME;
        break;
    default:
        break;
    }
    r->features |= sense->features;
}

/* In a language whose names are capitalised, "us" is no country and "polish" no Pole; a short name wants all its letters capital
 * when the same letters are another word. */
static bool name_is_written(const dmi_lang *lang, const dmi_unit *unit, bool other_word)
{
    if (dmi_lang_params(lang)->names_quotes || (unit->flags & DMI_TOK_CASELESS) != 0 || unit->token_end > unit->token_start + 1)
        return true; /* "pasukan Rusia": a name of several words is sure enough */
    if ((unit->flags & DMI_TOK_CAPITAL) == 0)
        return false;
    return !(other_word && unit->end_byte - unit->start_byte <= 3 && (unit->flags & DMI_TOK_ALL_CAPITALS) == 0);
}

static void read_senses(const dmi_vocabulary *v, const dmi_lang *lang, const dmi_unit *unit, dmi_reading *r)
{
    bool concept = false;

    for (uint32_t i = 0; i < unit->sense_count; i++)
        if (unit->senses[i].kind == DMI_SENSE_CONCEPT) {
            read_concept(v, &unit->senses[i], r);
            concept = true;
        }
    if (!name_is_written(lang, unit, concept))
        return;
    for (uint32_t i = 0; i < unit->sense_count; i++) {
        const dmi_sense *sense = &unit->senses[i];
        if (sense->kind == DMI_SENSE_COUNTRY && (r->state == DMI_NONE || (sense->features & DMI_F_NAME) != 0)) {
            r->state_features = sense->features | (r->state == sense->id ? r->state_features & DMI_F_DEMONYM : 0u);
            r->state = sense->id;
            r->is |= DMI_IS_COUNTRY | DMI_CAN_NOUN;
        } else if (sense->kind == DMI_SENSE_COUNTRY && sense->id == r->state) {
            r->state_features |= sense->features & DMI_F_DEMONYM; /* its name and its adjective in one spelling */
        } else if (sense->kind == DMI_SENSE_ENTITY && r->entity == DMI_NONE) {
            r->entity = sense->id;
            r->is |= DMI_IS_ENTITY | DMI_CAN_NOUN;
        }
    }
    /* A short acronym in capitals is the name, not the little word ("US", "AS", "IS"). */
    if ((r->is & (DMI_IS_COUNTRY | DMI_IS_ENTITY)) != 0 && (r->is & DMI_IS_GRAM) != 0 &&
        (unit->flags & DMI_TOK_ALL_CAPITALS) != 0) {
        r->is &= ~(uint32_t)(DMI_IS_GRAM | DMI_CAN_VERB);
        memset(r->known, 0, sizeof r->known);
    }
}

static bool is_preposition(const dmi_reading *r)
{
    for (int i = 0; i < ANY_PREPOSITION_COUNT; i++)
        if (dmi_reads(r, prepositions[i]))
            return true;
    return false;
}

/* The neighbour that counts: over adverbs and quotation marks. */
static const dmi_reading *neighbour(const dmi_sentence *s, uint32_t at, int step, uint32_t *found)
{
    int64_t i = (int64_t)at + step;

    for (; i >= 0 && i < s->count; i += step) {
        const dmi_unit *unit = &s->units[i];
        const dmi_reading *r = &s->readings[i];
        bool quote = unit->kind == DMI_MARK &&
                     (dmi_is_open_quote(unit->mark) || dmi_is_close_quote(unit->mark) || dmi_is_plain_quote(unit->mark));
        if (quote || (dmi_reads(r, DMI_K_SUCH) && (r->is & (DMI_IS_ACT | DMI_IS_THING | DMI_CAN_VERB)) == 0))
            continue;
        *found = (uint32_t)i;
        return r;
    }
    return NULL;
}

static bool is_mark(const dmi_sentence *s, uint32_t i)
{
    return s->units[i].kind == DMI_MARK;
}

static bool names_somebody(const dmi_reading *r)
{
    return (r->is & (DMI_IS_ROLE | DMI_IS_ENTITY | DMI_IS_NAME)) != 0 ||
           ((r->is & DMI_IS_COUNTRY) != 0 && (r->state_features & (DMI_F_NAME | DMI_F_CAPITAL | DMI_F_SEAT | DMI_F_CITY)) != 0);
}

/* An active participle without an article behind a finished phrase tells what its subject does beside ("قال الوزير مؤكدا أن"); behind a
 * bare noun it qualifies it. */
static int participle_from_before(const dmi_sentence *s, uint32_t i, uint32_t at, const dmi_reading *before)
{
    if (s->units[i].definite || i == 0)
        return -4;
    if ((s->readings[i].is & DMI_IS_THING) != 0 && i + 1 < s->count && s->units[i + 1].definite)
        return -4; /* "the demands of the teachers", spelled like "demanding" */
    if (before == NULL || is_mark(s, at) || (before->is & DMI_IS_VERB) != 0 || dmi_reads(before, DMI_K_AND) ||
        s->units[at].definite)
        return 4;
    return names_somebody(before) || (before->is & DMI_IS_COUNTRY) != 0 ? 3 : -3;
}

static bool is_gerund(const dmi_reading *r)
{
    return (r->features & (DMI_F_GER | DMI_F_PRES | DMI_F_PAST)) == DMI_F_GER;
}

/* A word nobody knows, or an adjective, behind an article or a possessive, where adjectives stand before their nouns. */
static bool qualifies_a_noun(const dmi_sentence *s, uint32_t i)
{
    const dmi_reading *r = &s->readings[i];
    uint32_t at = 0;
    const dmi_reading *before = neighbour(s, i, -1, &at);
    bool adjective = (s->units[i].kind == DMI_WORD && s->units[i].sense_count == 0 && (r->is & DMI_IS_NAME) == 0) ||
                     ((r->is & DMI_CAN_ADJ) != 0 && (r->is & (DMI_CAN_NOUN | DMI_CAN_VERB)) == 0);

    return adjective && before != NULL &&
           (dmi_reads(before, DMI_K_DET) || dmi_reads(before, DMI_K_POSS_PRON) || dmi_reads(before, DMI_K_POSS));
}

static bool is_past_only(const dmi_reading *r)
{
    return (r->features & (DMI_F_PAST | DMI_F_PRES | DMI_F_SUBJ | DMI_F_FUT)) == DMI_F_PAST;
}

/* "From Peru in this matter asked": where the verb stands last, one whose sense takes what stands behind a preposition before it. */
static bool has_complement_before(const dmi_vocabulary *v, const dmi_sentence *s, uint32_t i, const dmi_sense *sense)
{
    enum { WORDS_MAX = 8 };
    uint8_t preposition = sense->object_prep == DMI_NONE ? 0 : v->known[sense->object_prep];

    if (sense->kind != DMI_SENSE_CONCEPT || (sense->features & DMI_F_VERBAL) == 0 || preposition == 0)
        return false;
    for (uint32_t k = i; k > 0 && i - k < WORDS_MAX; k--) {
        const dmi_reading *r = &s->readings[k - 1];
        if (is_mark(s, k - 1) || (r->is & DMI_IS_VERB) != 0)
            return false;
        if (dmi_reads(r, preposition) && k < i && (names_somebody(&s->readings[k]) || (s->readings[k].is & DMI_IS_COUNTRY) != 0))
            return true;
    }
    return false;
}

static int verb_from_complement(const dmi_vocabulary *v, const dmi_lang *lang, const dmi_sentence *s, uint32_t i)
{
    for (uint32_t k = 0; dmi_lang_params(lang)->order == DMI_ORDER_SOV && k < s->units[i].sense_count; k++)
        if (has_complement_before(v, s, i, &s->units[i].senses[k]))
            return 4;
    return 0;
}

/* Does the unit end who stands right behind a verb: an office, its country, a name? */
static bool behind_verb_and_subject(const dmi_sentence *s, uint32_t at)
{
    enum { WORDS_MAX = 5 };

    for (uint32_t k = at; k > 0 && at - k < WORDS_MAX; k--) {
        const dmi_reading *r = &s->readings[k];
        if (s->units[k].kind != DMI_WORD || (r->is & (DMI_IS_GRAM | DMI_IS_ACT)) != 0)
            return false;
        if ((s->readings[k - 1].is & DMI_IS_VERB) != 0)
            return true;
    }
    return false;
}

/* Evidence for a verb (positive) or a noun (negative) from the word before. */
static int verb_from_before(const dmi_lang *lang, const dmi_sentence *s, uint32_t i)
{
    uint32_t at = 0;
    const dmi_reading *before = neighbour(s, i, -1, &at);
    int order = dmi_lang_params(lang)->order;

    if ((s->readings[i].features & (DMI_F_VERBAL | DMI_F_ACTPART)) == DMI_F_ACTPART)
        return participle_from_before(s, i, at, before);
    if (order == DMI_ORDER_SVO && is_gerund(&s->readings[i]) && before == NULL)
        return 0; /* "Condemning the raid, China ...": what stands behind it decides */
    if (order == DMI_ORDER_SVO && is_gerund(&s->readings[i]) && before != NULL &&
        (dmi_reads(before, DMI_K_BE) || dmi_reads(before, DMI_K_HAVE)))
        return 3; /* "is lying to" */
    if (order == DMI_ORDER_SVO && is_gerund(&s->readings[i]) && before != NULL &&
        (is_mark(s, at) || (before->is & DMI_IS_VERB) != 0))
        return 1; /* ", accusing X of", "stop arresting X" */
    if (order == DMI_ORDER_SVO && is_gerund(&s->readings[i]) && before != NULL && is_preposition(before))
        return -1; /* "of selling weapons", "in fighting" */
    while (order == DMI_ORDER_VSO && before != NULL && !is_mark(s, at) &&
           (before->is & (DMI_IS_TIME | DMI_CAN_NOUN)) == DMI_IS_TIME && at > 0)
        before = neighbour(s, at, -1, &at); /* "organised the party on Sunday its rally" */
    if (before == NULL || is_mark(s, at))
        return order == DMI_ORDER_VSO ? 3 : order == DMI_ORDER_SOV ? -2 : -1;
    if (order == DMI_ORDER_VSO && dmi_reads(before, DMI_K_INF) && is_past_only(&s->readings[i]))
        return -3;
    if (dmi_reads(before, DMI_K_INF) || dmi_reads(before, DMI_K_WILL) || dmi_reads(before, DMI_K_WOULD) ||
        dmi_reads(before, DMI_K_MAY) || dmi_reads(before, DMI_K_MUST) || dmi_reads(before, DMI_K_DONE))
        return 4;
    if (order == DMI_ORDER_VSO && dmi_reads(before, DMI_K_WITHOUT))
        return -4;
    if (dmi_reads(before, DMI_K_NOT))
        return 3;
    if (dmi_reads(before, DMI_K_POSS) || dmi_reads(before, DMI_K_DET) || s->units[at].kind == DMI_NUMBER)
        return -4;
    if (dmi_reads(before, DMI_K_NUMBER_WORD) && (s->readings[i].features & DMI_F_PAST) == 0)
        return -4; /* "two camps", but "the two met" */
    if (dmi_reads(before, DMI_K_POSS_PRON) && !dmi_lang_params(lang)->genitive_juxtaposed)
        return -4;
    if (dmi_reads(before, DMI_K_PRON_1) || dmi_reads(before, DMI_K_PRON_3S) || dmi_reads(before, DMI_K_PRON_3P) ||
        dmi_reads(before, DMI_K_REL))
        return 3;
    if (order == DMI_ORDER_VSO && dmi_reads(before, DMI_K_AND) && at > 0 && s->units[at - 1].clitic &&
        dmi_reads(&s->readings[at - 1], DMI_K_POSS_PRON))
        return -3; /* "his policy and his support" */
    if (order == DMI_ORDER_VSO && dmi_reads(before, DMI_K_AND) && at > 1 &&
        (s->readings[at - 1].is & (DMI_IS_ACT | DMI_IS_VERB)) == DMI_IS_ACT && is_preposition(&s->readings[at - 2]))
        return -3; /* "behind the arrest and jailing of" */
    if (order == DMI_ORDER_VSO && dmi_reads(before, DMI_K_THAT) && is_past_only(&s->readings[i]))
        return -3; /* "said that the refusal ...": behind "that" stands a noun, or a verb that is not past */
    if (dmi_reads(before, DMI_K_AND) || dmi_reads(before, DMI_K_THAT) || dmi_reads(before, DMI_K_WHEN))
        return order == DMI_ORDER_VSO ? 3 : 0;
    if (is_preposition(before))
        return -4;
    if (order == DMI_ORDER_SVO && !dmi_lang_params(lang)->demonym_after && qualifies_a_noun(s, at))
        return -4; /* "its northern neighbour" */
    if (dmi_reads(before, DMI_K_BE) || dmi_reads(before, DMI_K_HAVE))
        return (s->readings[i].features & (DMI_F_PPART | DMI_F_GER)) != 0 ? 3 : -1;
    if ((before->is & DMI_IS_COUNTRY) != 0 && !names_somebody(before))
        return -3; /* a demonym modifies a noun */
    if (names_somebody(before)) {
        uint32_t earlier = 0;
        const dmi_reading *verb = neighbour(s, at, -1, &earlier);
        if (order == DMI_ORDER_VSO && behind_verb_and_subject(s, at))
            return -6; /* "criticised (the) opposition (the) expulsion of", which is spelled like "expelled" */
        if (verb != NULL && (verb->is & DMI_IS_VERB) != 0)
            return -1; /* "blamed US sanctions" */
        return order == DMI_ORDER_SVO ? 2 : 0;
    }
    if (order == DMI_ORDER_VSO && s->units[at].kind == DMI_WORD && (before->is & (DMI_IS_VERB | DMI_IS_GRAM | DMI_IS_TIME)) == 0)
        return -3; /* behind a noun stands its genitive */
    if ((before->is & (DMI_IS_ACT | DMI_IS_THING)) != 0 && (before->is & DMI_IS_VERB) == 0)
        return order == DMI_ORDER_SVO ? ((before->features & DMI_F_PL) != 0 ? 1 : 0) : 0;
    if ((before->is & DMI_IS_VERB) != 0)
        return order == DMI_ORDER_SOV ? 0 : -2;
    return 0;
}

static int verb_from_after(const dmi_lang *lang, const dmi_sentence *s, uint32_t i)
{
    uint32_t at = 0;
    const dmi_reading *after = neighbour(s, i, +1, &at);
    int order = dmi_lang_params(lang)->order;

    if (order == DMI_ORDER_VSO && after != NULL && s->units[at].clitic && dmi_reads(after, DMI_K_POSS_PRON) &&
        at + 1 < s->count && (s->readings[at + 1].features & (DMI_F_NOM | DMI_F_OBL)) == DMI_F_NOM)
        return 8; /* "killed them | (the) rebels": a subject */
    if (order == DMI_ORDER_VSO && after != NULL && s->units[at].clitic && dmi_reads(after, DMI_K_POSS_PRON) && at + 1 < s->count)
        return dmi_reads(&s->readings[at + 1], DMI_K_TO) ? -6
                                                         : 0; /* "his support for": a verb with an object pronoun has no "to" */

    if (after == NULL || is_mark(s, at))
        return order == DMI_ORDER_SOV ? 3 : -1;
    if (dmi_reads(after, DMI_K_DET) || dmi_reads(after, DMI_K_POSS_PRON))
        return order == DMI_ORDER_SVO ? 2 : 0;
    if (dmi_reads(after, DMI_K_OF) || dmi_reads(after, DMI_K_BY) || dmi_reads(after, DMI_K_BETWEEN))
        return -2;
    if (is_preposition(after) && !s->units[at].particle)
        return -1;
    if (dmi_reads(after, DMI_K_THAT))
        return 1;
    if ((after->is & DMI_IS_COUNTRY) != 0 || names_somebody(after))
        return order == DMI_ORDER_SVO ? 1 : 0;
    if ((after->is & DMI_CAN_VERB) != 0 && (after->is & DMI_CAN_NOUN) == 0)
        return -2;
    if (order == DMI_ORDER_SVO && is_gerund(&s->readings[i]) && (after->features & DMI_F_PL) != 0)
        return 2; /* "arresting protesters" */
    return 0;
}

/* Are all verbal readings duals: "they two refused", which is spelled like "in refusal of"? */
static bool is_verb_of_two(const dmi_unit *unit)
{
    bool any = false;

    for (uint32_t i = 0; i < unit->sense_count; i++) {
        if (unit->senses[i].kind != DMI_SENSE_CONCEPT || (unit->senses[i].features & DMI_F_VERBAL) == 0)
            continue;
        if ((unit->senses[i].features & DMI_F_DUAL) == 0)
            return false;
        any = true;
    }
    return any;
}

/* A bare stem stands as a verb only after a word that asks for one, or in a headline. */
static int verb_from_form(const dmi_sentence *s, const dmi_reading *r)
{
    uint32_t finite = DMI_F_V | DMI_F_PRES | DMI_F_PAST | DMI_F_FUT | DMI_F_PASS | DMI_F_SUBJ;

    if ((r->features & finite) == 0 && (r->is & DMI_IS_ROLE) != 0)
        return -8; /* "مرشحا": a participle that is somebody's name for what he is */
    if ((r->features & finite) == 0)
        return s->is_title ? 0 : (r->features & DMI_F_INF) != 0 ? -1 : 0;
    if ((r->features & (DMI_F_PAST | DMI_F_PASS)) != 0)
        return 2;
    return 0;
}

static bool other_verb(const dmi_sentence *s, uint32_t except)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (i != except && (s->readings[i].is & DMI_CAN_VERB) != 0 && !is_preposition(&s->readings[i]))
            return true;
    return false;
}

/* "The elected president", "by captured rebels": behind a word that asks for a noun a past participle without a noun's reading is an adjective. */
static bool is_participle_before_noun(const dmi_lang *lang, const dmi_sentence *s, uint32_t i)
{
    uint32_t at = 0;
    const dmi_reading *after = neighbour(s, i, +1, &at);
    bool noun_behind = after != NULL && !is_mark(s, at) && (after->is & (DMI_CAN_NOUN | DMI_IS_ROLE | DMI_IS_NAME)) != 0;

    return dmi_lang_params(lang)->order == DMI_ORDER_SVO && !dmi_lang_params(lang)->demonym_after &&
           (s->readings[i].features & DMI_F_PPART) != 0 && noun_behind && verb_from_before(lang, s, i) <= -4;
}

/* "(Warned) of a worsening", spelt like "it worsened": behind "from" a past tense is a noun. Not where "from" may be a spelling of "who": "it
 * is he who", "all who". */
static bool is_behind_from(const dmi_sentence *s, uint32_t i)
{
    const dmi_reading *before = &s->readings[i > 1 ? i - 2 : 0];

    return i > 1 && dmi_reads(&s->readings[i - 1], DMI_K_FROM) &&
           (s->readings[i].features & (DMI_F_PAST | DMI_F_PRES)) == DMI_F_PAST && s->units[i - 2].kind == DMI_WORD &&
           !dmi_reads(before, DMI_K_BE) && !dmi_reads(before, DMI_K_PRON_3S) && !dmi_reads(before, DMI_K_PRON_3P) &&
           !dmi_reads(before, DMI_K_DET) && !dmi_reads(before, DMI_K_AND);
}

/* Right behind a plain preposition ("on", "in", "to", "against") no verb stands where verbs stand first. */
static bool is_governed_by_preposition(const dmi_lang *lang, const dmi_sentence *s, uint32_t i)
{
    const dmi_reading *before = &s->readings[i > 0 ? i - 1 : 0];

    return dmi_lang_params(lang)->order == DMI_ORDER_VSO && i > 0 && s->units[i - 1].kind == DMI_WORD &&
           !s->units[i - 1].clitic &&
           (dmi_reads(before, DMI_K_ON) || dmi_reads(before, DMI_K_IN) || dmi_reads(before, DMI_K_TO) ||
            dmi_reads(before, DMI_K_AGAINST) || is_behind_from(s, i)) &&
           (before->is & (DMI_IS_VERB | DMI_CAN_NOUN)) == 0 && !dmi_reads(before, DMI_K_WHEN) && !dmi_reads(before, DMI_K_THAT) &&
           !dmi_reads(before, DMI_K_REL) && !dmi_reads(before, DMI_K_INF);
}

/* Letters that are a possessive behind a noun and a pronoun behind a verb. */
static void choose_joined_pronoun(dmi_sentence *s, uint32_t i)
{
    static const uint8_t pronouns[] = { DMI_K_PRON_1, DMI_K_PRON_2, DMI_K_PRON_3S, DMI_K_PRON_3P };
    dmi_reading *r = &s->readings[i];

    if (i == 0 || !s->units[i].clitic || !dmi_reads(r, DMI_K_POSS_PRON))
        return;
    if ((s->readings[i - 1].is & DMI_IS_VERB) == 0) {
        for (size_t k = 0; k < sizeof pronouns; k++)
            clear_known(r, pronouns[k]);
        return;
    }
    for (size_t k = 0; k < sizeof pronouns; k++)
        if (dmi_reads(r, pronouns[k]))
            clear_known(r, DMI_K_POSS_PRON);
}

static void choose_verb_or_noun(const dmi_vocabulary *v, const dmi_lang *lang, dmi_sentence *s, uint32_t i)
{
    dmi_reading *r = &s->readings[i];
    bool verb = (r->is & DMI_CAN_VERB) != 0, noun = (r->is & (DMI_CAN_NOUN | DMI_CAN_ADJ)) != 0;

    if (i >= 2 && is_mark(s, i - 1) && s->units[i - 1].mark == '-' && (s->units[i - 1].flags & DMI_TOK_SPACE) == 0 &&
        (s->units[i].flags & DMI_TOK_SPACE) == 0)
        return; /* "US-led": the second half of a compound */
    if (verb && is_preposition(r) && dmi_lang_params(lang)->order == DMI_ORDER_VSO)
        verb = verb_from_before(lang, s, i) >= 3 &&
               !(i > 0 && other_verb(s, i)); /* "قبل": "before" inside a clause, "accepted" at its start */
    else if (verb && is_preposition(r) && dmi_lang_params(lang)->order == DMI_ORDER_SOV)
        verb = verb_from_after(lang, s, i) >= 3; /* in a language whose verbs come last it is one only at the end */
    else if (verb && is_preposition(r) && dmi_lang_params(lang)->order == DMI_ORDER_SVO &&
             (r->features & (DMI_F_PRES | DMI_F_PAST)) == 0)
        verb = verb_from_before(lang, s, i) >= 3 ||
               !other_verb(s, i); /* a preposition that is also a verb: "menuju", "following", "down" */
    else if (verb && noun && dmi_lang_params(lang)->order == DMI_ORDER_SOV && (r->features & DMI_F_INF) != 0 &&
             (r->features & (DMI_F_PRES | DMI_F_PAST | DMI_F_FUT | DMI_F_SUBJ | DMI_F_IMP)) == 0 && i + 1 < s->count &&
             !is_mark(s, i + 1))
        verb = false; /* where verbs come last an infinitive inside a clause is a noun */
    else if (verb && dmi_reads(r, DMI_K_THAT) && dmi_lang_params(lang)->order == DMI_ORDER_VSO)
        verb = false; /* "إنها": "that she" */
    else if (verb && dmi_reads(r, DMI_K_SUCH) && dmi_lang_params(lang)->order == DMI_ORDER_VSO)
        verb = verb_from_before(lang, s, i) >= 3; /* "أبدا": "never" inside a clause, "the two expressed" at its start */
    else if (verb && noun)
        verb = !s->units[i].definite &&
               verb_from_before(lang, s, i) + verb_from_after(lang, s, i) + verb_from_form(s, r) +
                       verb_from_complement(v, lang, s, i) >
                   0 &&
               !(dmi_lang_params(lang)->order == DMI_ORDER_VSO && is_verb_of_two(&s->units[i]));
    else if (verb && is_governed_by_preposition(lang, s, i))
        verb = false; /* "against Tishn": a name */
    else if (verb && is_participle_before_noun(lang, s, i)) {
        r->is |= DMI_CAN_ADJ;
        verb = false;
    }
    if (verb)
        r->is |= DMI_IS_VERB;
}

/* "About 50 protesters", "over a hundred": before a number it is no preposition, elsewhere it is nothing else. */
static void choose_approximation(dmi_sentence *s, uint32_t i)
{
    dmi_reading *r = &s->readings[i];
    bool number = i + 1 < s->count && (s->units[i + 1].kind == DMI_NUMBER || dmi_reads(&s->readings[i + 1], DMI_K_NUMBER_WORD));

    if (!dmi_reads(r, DMI_K_DET) || !is_preposition(r))
        return;
    if (!number)
        clear_known(r, DMI_K_DET);
    for (int p = 0; p < ANY_PREPOSITION_COUNT && number; p++)
        clear_known(r, prepositions[p]);
}

/* "to" before a bare verb marks an infinitive, elsewhere it is a preposition; "أن" before a verb marks an infinitive, elsewhere a clause. */
static void choose_infinitive_marker(const dmi_lang *lang, dmi_sentence *s, uint32_t i)
{
    dmi_reading *r = &s->readings[i];
    uint32_t at = 0;
    const dmi_reading *after;

    if (!dmi_reads(r, DMI_K_INF) || !(is_preposition(r) || dmi_reads(r, DMI_K_THAT)))
        return;
    after = neighbour(s, i, +1, &at);
    if (dmi_lang_params(lang)->order == DMI_ORDER_SOV && i > 0 && (s->readings[i - 1].is & DMI_CAN_VERB) != 0) {
        for (int p = 0; p < ANY_PREPOSITION_COUNT; p++)
            clear_known(r, prepositions[p]); /* "asked that (the army) leave": behind a verb it opens a clause */
        return;
    }
    if (after != NULL && (after->is & DMI_CAN_VERB) != 0 && (after->features & (DMI_F_INF | DMI_F_SUBJ | DMI_F_V)) != 0 &&
        !(dmi_lang_params(lang)->order == DMI_ORDER_VSO && is_past_only(after))) {
        for (int p = 0; p < ANY_PREPOSITION_COUNT; p++)
            clear_known(r, prepositions[p]);
        clear_known(r, DMI_K_THAT);
    } else {
        clear_known(r, DMI_K_INF);
    }
}

static void find_quotes(dmi_sentence *s)
{
    int depth = 0;
    bool plain = false;

    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t mark = s->units[i].kind == DMI_MARK ? s->units[i].mark : 0;
        if (mark != 0 && dmi_is_open_quote(mark))
            depth++;
        else if (mark != 0 && dmi_is_close_quote(mark) && depth > 0)
            depth--;
        else if (mark == '"')
            plain = !plain;
        s->readings[i].quote_depth = (uint8_t)(depth + (plain ? 1 : 0) > 255 ? 255 : depth + (plain ? 1 : 0));
    }
}

/* Capitalised words the pack does not know, where capitals mean something. */
static void find_names(const dmi_lang *lang, dmi_sentence *s)
{
    uint32_t words = 0, capitals = 0;

    for (uint32_t i = 0; i < s->count; i++)
        if (s->units[i].kind == DMI_WORD) {
            words++;
            capitals += (s->units[i].flags & DMI_TOK_CAPITAL) != 0;
        }
    s->title_case = words >= 4 && capitals * 10 >= words * 7;
    /* Where the script has no capitals a word with one is a name from another script: "Warren گفت". */
    for (uint32_t i = 0; i < s->count; i++) {
        const dmi_unit *unit = &s->units[i];
        dmi_reading *r = &s->readings[i];
        bool unknown = unit->sense_count == 0 || dmi_reads(r, DMI_K_GIVEN_NAME);
        if (unit->kind == DMI_WORD && unknown && (unit->flags & DMI_TOK_CAPITAL) != 0)
            r->is |= DMI_IS_NAME;
    }
}

void dmi_read_units(dmi_arena *arena, const dmi_vocabulary *v, const dmi_lang *lang, dmi_sentence *s)
{
    s->readings = dmi_alloc(arena, (s->count + 1) * sizeof *s->readings);
    for (uint32_t i = 0; i < s->count; i++) {
        dmi_reading *r = &s->readings[i];
        r->role = r->state = r->entity = DMI_NONE;
        r->mention = DMI_NO_INDEX;
        read_senses(v, lang, &s->units[i], r);
        clear_known(r, DMI_K_NOTHING);
    }
    find_quotes(s);
    find_names(lang, s);
    for (uint32_t i = 0; i < s->count; i++) {
        choose_infinitive_marker(lang, s, i);
        choose_approximation(s, i);
    }
    for (uint32_t i = 0; i < s->count; i++) {
        choose_verb_or_noun(v, lang, s, i);
        choose_joined_pronoun(s, i);
    }
}
