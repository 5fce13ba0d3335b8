/* Composition of mentions from units. */
#include "actor/actor.h"

typedef struct composer {
    dmi_arena *arena;
    const dmi_vocabulary *v;
    const dmi_lang *lang;
    const dmi_params *params;
    dmi_sentence *s;
    dmi_memory *memory;
    dmi_mention m;
    bool open_genitive; /* an "of" was passed: a country, body or role has to follow */
} composer;

enum { NAME_WORDS_MAX = 5, CASELESS_NAME_WORDS_MAX = 3, APPOSITION_WORDS_MAX = 5, GENITIVE_WORDS_MAX = 4 };

static const dmi_reading *reading(const composer *c, uint32_t i)
{
    static const dmi_reading nothing = { .role = DMI_NONE, .state = DMI_NONE, .entity = DMI_NONE, .mention = DMI_NO_INDEX };

    return i < c->s->count ? &c->s->readings[i] : &nothing;
}

static uint32_t mark_at(const composer *c, uint32_t i)
{
    return i < c->s->count && c->s->units[i].kind == DMI_MARK ? c->s->units[i].mark : 0;
}

static bool is_empty(const dmi_mention *m)
{
    return !m->said_country && m->role == DMI_NONE && m->entity == DMI_NONE && m->org == DMI_NONE && m->state_count == 0 &&
           m->name_start == m->name_end;
}

static bool has_name(const dmi_mention *m)
{
    return m->name_start != m->name_end || m->entity != DMI_NONE;
}

static bool is_demonym(const dmi_reading *r)
{
    return (r->state_features & DMI_F_DEMONYM) != 0 && (r->state_features & (DMI_F_NAME | DMI_F_CAPITAL | DMI_F_SEAT)) == 0;
}

static bool is_actor_country(const dmi_reading *r)
{
    return (r->is & DMI_IS_COUNTRY) != 0 && (r->state_features & (DMI_F_NAME | DMI_F_DEMONYM | DMI_F_CAPITAL | DMI_F_SEAT)) != 0;
}

static void add_state(dmi_mention *m, uint16_t state)
{
    for (uint8_t i = 0; i < m->state_count; i++)
        if (m->states[i] == state)
            return;
    if (m->state_count < DMI_STATES_MAX)
        m->states[m->state_count++] = state;
}

/* Of two offices in one mention the body says the sector, not the one who speaks for it or sits in it. */
static bool is_weak_role(const dmi_vocabulary *v, uint16_t role)
{
    unsigned k = role == DMI_NONE ? 0 : v->known[role];

    return k == DMI_K_SPOKESPERSON || k == DMI_K_COUNTERPART || k == DMI_K_OFFICIAL || k == DMI_K_DELEGATION ||
           k == DMI_K_PERSON_TITLE;
}

static bool is_government_role(const composer *c, uint16_t role)
{
    return dmi_is(dmi_packs_concept_at(c->v->packs, role)->sector, "GOV");
}

/* "Head of" before a body that has a role of its own ("رئيس شركة"): the body's role counts. */
static bool only_heads(const composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i), *next = reading(c, i + 1);

    return c->params->order == DMI_ORDER_VSO && dmi_reads(r, DMI_K_HEAD_OF) && !c->s->units[i].definite &&
           (next->is & (DMI_IS_ROLE | DMI_IS_VERB)) == DMI_IS_ROLE && !c->s->units[i + 1].definite &&
           !is_weak_role(c->v, next->role) && next->mention == DMI_NO_INDEX;
}

/* "60 شخصا": several, whatever the form of the noun. */
static bool is_counted(const composer *c, uint32_t i)
{
    const dmi_unit *before = i > 0 ? &c->s->units[i - 1] : NULL;

    return before != NULL &&
           (before->kind == DMI_NUMBER ? !dmi_is(before->fold, "1") : dmi_reads(reading(c, i - 1), DMI_K_NUMBER_WORD));
}

static void take_role(composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);

    if (only_heads(c, i))
        return;
    if (is_weak_role(c->v, r->role))
        c->m.has_holder = true;
    if (c->m.role == DMI_NONE || (is_weak_role(c->v, c->m.role) && !is_weak_role(c->v, r->role)))
        c->m.role = r->role;
    if ((r->features & (DMI_F_PL | DMI_F_DUAL)) != 0)
        c->m.plural = true;
    c->m.counted |= is_counted(c, i);
    c->open_genitive = false;
}

/* A surname the document has told in full ("Theresa May"), alone and spelled like a word of the language: with a capital where there are
 * capitals; where there are none only a month's name is taken for it. No number, time or "in" stands beside it ("in May 2018"). */
static bool is_met_surname(const composer *c, uint32_t i)
{
    const dmi_unit *unit = &c->s->units[i];
    const dmi_reading *r = reading(c, i), *before = reading(c, i > 0 ? i - 1 : i);
    const dmi_known_name *name;
    bool dated =
        (i > 0 && (c->s->units[i - 1].kind == DMI_NUMBER || (before->is & DMI_IS_TIME) != 0 || dmi_reads(before, DMI_K_IN))) ||
        (i + 1 < c->s->count && c->s->units[i + 1].kind == DMI_NUMBER);

    if (unit->kind != DMI_WORD || unit->clitic || (r->is & (DMI_IS_COUNTRY | DMI_IS_ENTITY | DMI_IS_ROLE | DMI_IS_VERB)) != 0 ||
        dated)
        return false;
    if (c->params->names_quotes
            ? (r->is & DMI_IS_TIME) == 0
            : c->s->title_case || (unit->flags & DMI_TOK_CAPITAL) == 0 || (i == 0 && (reading(c, 1)->is & DMI_IS_VERB) == 0))
        return false;
    name = dmi_memory_name(c->memory, unit->fold);
    return name != NULL && name->shown.bytes > unit->fold.bytes;
}

/* "أمام" is "before" where a noun follows, an imam where none does. */
static bool is_preposition_here(const composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);
    bool preposition = false;

    for (unsigned k = DMI_K_BY; k <= DMI_K_IN_RESPONSE; k++)
        preposition = preposition || dmi_reads(r, k);
    return preposition && i + 1 < c->s->count && c->s->units[i + 1].kind == DMI_WORD &&
           (reading(c, i + 1)->is & DMI_IS_VERB) == 0;
}

/* "Federation of German Industries", "Médecins du Monde": a small word of another language between capitals. */
static bool joins_name(const composer *c, uint32_t start, uint32_t i)
{
    enum { SMALL_BYTES_MAX = 3 };
    const dmi_unit *unit = &c->s->units[i];

    return !c->params->names_quotes && i > start && i + 1 < c->s->count && unit->kind == DMI_WORD && unit->sense_count == 0 &&
           unit->fold.bytes <= SMALL_BYTES_MAX && (unit->flags & DMI_TOK_CAPITAL) == 0 &&
           (c->s->units[i + 1].flags & DMI_TOK_CAPITAL) != 0;
}

/* A word with a capital in a script that has none. */
static bool is_foreign_name(const composer *c, uint32_t i)
{
    return c->params->names_quotes && (reading(c, i)->is & DMI_IS_NAME) != 0 && (c->s->units[i].flags & DMI_TOK_CAPITAL) != 0;
}

bool dmi_is_behind_gap(const dmi_params *params, const dmi_sentence *s, uint32_t i)
{
    return params->genitive_juxtaposed && i > 0 && i < s->count && s->units[i].token_start > s->units[i - 1].token_end;
}

/* A run of name words from i on; returns its end. In scripts without capitals the run is bounded and may not begin with an article. */
static uint32_t name_end(const composer *c, uint32_t i)
{
    uint32_t end = i, limit = c->params->names_quotes ? CASELESS_NAME_WORDS_MAX : NAME_WORDS_MAX;

    while (end < c->s->count && end - i < limit && !(end > i && dmi_is_behind_gap(c->params, c->s, end))) {
        const dmi_unit *unit = &c->s->units[end];
        const dmi_reading *r = reading(c, end);
        bool unknown = unit->kind == DMI_WORD && unit->sense_count == 0 && !unit->clitic;
        bool given = dmi_reads(r, DMI_K_GIVEN_NAME) && (r->is & DMI_IS_COUNTRY) == 0 && !is_preposition_here(c, end);
        if (end == i && is_met_surname(c, i)) {
            end++;
            continue;
        }
        if (c->params->names_quotes ? (unknown || given) && !(end == i && unit->definite) &&
                                          !(end > i && is_foreign_name(c, i) != is_foreign_name(c, end))
                                    : (r->is & DMI_IS_NAME) != 0) {
            end++;
            continue;
        }
        if (joins_name(c, i, end)) {
            end++;
            continue;
        }
        /* A known word with a capital inside a name ("George Bush", "Theresa May"). */
        if (!c->params->names_quotes && end > i && !c->s->title_case && unit->kind == DMI_WORD &&
            (unit->flags & DMI_TOK_CAPITAL) != 0 &&
            (r->is & (DMI_IS_COUNTRY | DMI_IS_ENTITY | DMI_IS_ROLE | DMI_IS_GRAM | DMI_IS_TIME)) == 0) {
            end++;
            continue;
        }
        break;
    }
    return end;
}

static bool starts_name(const composer *c, uint32_t i)
{
    return name_end(c, i) > i;
}

static bool is_known_name(const composer *c, uint32_t i)
{
    return dmi_memory_name(c->memory, c->s->units[i].fold) != NULL;
}

/* In capitals a lone unknown word at the start of a sentence is a word like any other, until the document knows it as a name. */
static bool takes_free_name(const composer *c, uint32_t i)
{
    uint32_t end = name_end(c, i);

    if (end == i)
        return false;
    if (is_known_name(c, i) || is_known_name(c, end - 1))
        return true;
    if (c->params->names_quotes)
        return is_foreign_name(c, i) || (dmi_reads(reading(c, i), DMI_K_GIVEN_NAME) && end - i >= 2);
    if (c->s->title_case)
        return false;
    return i > 0 || end - i >= 2;
}

static void take_name(composer *c, uint32_t i, uint32_t end)
{
    c->m.name_start = i;
    c->m.name_end = end;
}

/* Is what follows (over articles and one adjective) something a genitive can bind to the mention? */
static bool genitive_follows(const composer *c, uint32_t i)
{
    for (uint32_t steps = 0; steps < 3 && i < c->s->count; steps++, i++) {
        const dmi_reading *r = reading(c, i);
        if ((r->is & (DMI_IS_COUNTRY | DMI_IS_ROLE | DMI_IS_ENTITY)) != 0 || dmi_reads(r, DMI_K_SAID_COUNTRY))
            return true;
        if (!dmi_reads(r, DMI_K_DET) && !dmi_reads(r, DMI_K_FORMER) && !dmi_reads(r, DMI_K_DEPUTY))
            return false;
    }
    return false;
}

/* A known word that only qualifies: "new", "own", "top". */
static bool is_plain_adjective(const dmi_reading *r)
{
    return (r->is & (DMI_IS_VERB | DMI_CAN_NOUN | DMI_IS_ROLE | DMI_IS_COUNTRY | DMI_IS_ENTITY | DMI_IS_THING)) == 0 &&
           (dmi_reads(r, DMI_K_DET) || (r->is & DMI_CAN_ADJ) != 0);
}

static bool role_follows(const composer *c, uint32_t i)
{
    for (uint32_t steps = 0; steps < 4 && i < c->s->count; steps++, i++) {
        const dmi_reading *r = reading(c, i);
        const dmi_unit *unit = &c->s->units[i];
        if ((r->is & (DMI_IS_ROLE | DMI_IS_VERB)) == DMI_IS_ROLE)
            return true;
        if (dmi_reads(r, DMI_K_FORMER) || dmi_reads(r, DMI_K_DEPUTY) || is_plain_adjective(r))
            continue;
        if (unit->kind != DMI_WORD || unit->sense_count != 0 || (r->is & DMI_IS_NAME) != 0)
            return false;
        if (steps > 0)
            return false;
    }
    return false;
}

static bool person_follows(const composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);

    if ((r->is & DMI_IS_ENTITY) != 0 && dmi_packs_entity_at(c->v->packs, r->entity)->kind == DMI_ENTITY_PERSON)
        return true;
    return !c->params->names_quotes && (r->is & DMI_IS_NAME) != 0 && !c->s->title_case;
}

static bool is_ngo(const composer *c, uint16_t org)
{
    return dmi_is(dmi_packs_entity_at(c->v->packs, org)->org_kind, "NGO");
}

/* What a body's name is as a common noun; 0: it is none. */
static unsigned common_role(const dmi_entity *body)
{
    static const struct {
        const char *sector;
        unsigned role;
    } roles[] = {
        { "LEG", DMI_K_PARLIAMENT }, { "PTY", DMI_K_PARTY }, { "JUD", DMI_K_COURT },  { "GOV", DMI_K_GOVERNMENT },
        { "COP", DMI_K_POLICE },     { "MIL", DMI_K_ARMY },  { "REL", DMI_K_CLERGY },
    };

    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (dmi_is(body->code, roles[i].sector))
            return roles[i].role;
    return 0;
}

/* Is the country at unit i surely of the body before it, and no object behind it: where a verb stands first only an adjective with its article
 * is, where it stands last all but what is marked as its object? */
static bool may_qualify_body(const composer *c, uint32_t i)
{
    if (c->params->order == DMI_ORDER_VSO)
        return is_demonym(reading(c, i)) && c->s->units[i].definite;
    return c->params->order == DMI_ORDER_SVO || !dmi_reads(reading(c, i + 1), DMI_K_OBJ_MARK);
}

/* "Dewan Rakyat Inggris": a body of one country whose name, with another country behind it, is a common noun. */
static bool is_namesake(const composer *c, uint32_t i)
{
    const dmi_entity *body = dmi_packs_entity_at(c->v->packs, c->m.org);

    return c->params->genitive_juxtaposed && body->kind == DMI_ENTITY_GROUP && body->state != DMI_NONE &&
           body->state != reading(c, i)->state && common_role(body) != 0 && may_qualify_body(c, i);
}

/* "مجلس الشيوخ الأمريكي": the body's own country said again. */
static bool is_its_own_country(const composer *c, uint32_t i)
{
    const dmi_entity *body = c->m.org == DMI_NONE ? NULL : dmi_packs_entity_at(c->v->packs, c->m.org);

    return body != NULL && !has_name(&c->m) && c->params->order != DMI_ORDER_SVO && body->state == reading(c, i)->state &&
           may_qualify_body(c, i);
}

static void become_common(composer *c)
{
    c->m.role = c->v->id[common_role(dmi_packs_entity_at(c->v->packs, c->m.org))];
    c->m.org = DMI_NONE;
}

/* A body that somebody speaks for. */
static bool is_body_role(const dmi_vocabulary *v, uint16_t role)
{
    unsigned k = v->known[role];

    return k == DMI_K_FOREIGN_MINISTRY || k == DMI_K_DEFENCE_MINISTRY || k == DMI_K_GOVERNMENT || k == DMI_K_PARLIAMENT ||
           k == DMI_K_ARMY || k == DMI_K_POLICE;
}

/* "This union", "the alliance" that was named before. */
static bool is_pointed_at(const composer *c)
{
    uint32_t start = c->m.unit_start;

    return c->v->known[c->m.role] == DMI_K_THE_BODY ||
           (c->params->genitive_juxtaposed && start > 0 && dmi_reads(reading(c, start - 1), DMI_K_THIS));
}

/* With the article, "Syria" may be "Syrian". */
static bool may_be_adjective(const composer *c, uint32_t i)
{
    return c->s->units[i].definite && (reading(c, i)->state_features & DMI_F_DEMONYM) != 0;
}

/* "The border the-Syrian": behind a noun with the article that is nobody, a word for both country and adjective is the adjective. */
static bool agrees_with_noun(const composer *c, uint32_t i)
{
    return c->params->genitive_juxtaposed && is_empty(&c->m) && i > 0 && may_be_adjective(c, i) && c->s->units[i - 1].definite &&
           (reading(c, i - 1)->is & (DMI_IS_VERB | DMI_IS_COUNTRY | DMI_IS_ROLE | DMI_IS_NAME | DMI_IS_ACT)) == 0;
}

/* Each take_* returns true when the unit was taken into the mention. */
static bool take_country(composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);
    bool demonym = is_demonym(r) || agrees_with_noun(c, i);
    dmi_mention *m = &c->m;

    if (m->state_count == 0 && is_its_own_country(c, i)) {
        add_state(m, r->state);
        return true;
    }
    if (m->state_count > 0 ||
        (has_name(m) && !(demonym && m->org == DMI_NONE && m->role != DMI_NONE && c->params->demonym_after)))
        return false;
    if (m->role != DMI_NONE && !c->open_genitive && !demonym &&
        (!c->params->genitive_juxtaposed || (c->s->units[i - 1].ends_definite && !may_be_adjective(c, i))))
        return false; /* "the government (condemned) Russia" */
    if (m->role != DMI_NONE && !c->open_genitive && !demonym && is_pointed_at(c))
        return false; /* "this union (condemned) Russia" */
    if (m->role != DMI_NONE && demonym && !c->params->demonym_after && !c->open_genitive)
        return false;
    if (m->org != DMI_NONE && is_namesake(c, i))
        become_common(c);
    if (m->org != DMI_NONE && !((demonym || c->params->order == DMI_ORDER_SVO) && is_ngo(c, m->org)))
        return false; /* "the Qatari Red Crescent", "Amnesty International Indonesia" are Qatar's and Indonesia's */
    if (is_empty(m)) {
        m->adjective = demonym;
        m->capital = (r->state_features & (DMI_F_CAPITAL | DMI_F_SEAT)) != 0 && (r->state_features & DMI_F_NAME) == 0;
        m->place_like = !demonym && (r->state_features & DMI_F_SEAT) == 0;
        if (demonym && (r->state_features & DMI_F_PL) != 0)
            m->plural = true;
    }
    m->of_body |= m->role != DMI_NONE && !demonym && (r->state_features & (DMI_F_CITY | DMI_F_CAPITAL)) != 0;
    add_state(m, r->state);
    c->open_genitive = false;
    return true;
}

/* "The Massachusetts senator", "gubernur Jakarta": a city or province beside an office says whose it is. */
static bool is_office_place(const composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);

    if ((r->is & DMI_IS_COUNTRY) == 0 || (r->state_features & DMI_F_CITY) == 0)
        return false;
    if (c->m.role != DMI_NONE)
        return c->params->genitive_juxtaposed || c->open_genitive;
    return is_empty(&c->m) && !c->params->genitive_juxtaposed &&
           (reading(c, i + 1)->is & (DMI_IS_ROLE | DMI_IS_VERB)) == DMI_IS_ROLE;
}

bool dmi_may_hold(const dmi_vocabulary *v, const dmi_mention *office, uint16_t person)
{
    const dmi_entity *entity = person == DMI_NONE ? NULL : dmi_packs_entity_at(v->packs, person);

    if (entity == NULL && office->role != DMI_NONE && !office->has_holder && is_body_role(v, office->role))
        return false; /* "the police (arrested) Karl Huber" */
    if (entity == NULL || entity->office_count == 0 || office->role == DMI_NONE || office->former ||
        (is_weak_role(v, office->role) && !office->of_body))
        return true;
    for (uint32_t i = 0; i < entity->office_count; i++)
        if (dmi_packs_office_at(v->packs, entity->office_start + i)->role == office->role ||
            (is_body_role(v, office->role) && office->has_holder && office->state_count == 1 &&
             dmi_packs_office_at(v->packs, entity->office_start + i)->state == office->states[0]))
            return true;
    return office->state_count == 0 && office->org == DMI_NONE;
}

static bool has_office_in(const composer *c, const dmi_entity *person, uint16_t state)
{
    for (uint32_t i = 0; i < person->office_count; i++)
        if (dmi_packs_office_at(c->v->packs, person->office_start + i)->state == state)
            return true;
    return false;
}

/* "Jérémie | Corbyn": right behind a first name in a spelling nobody knows stands a surname that is known. */
static bool is_surname_of(const composer *c, uint32_t i)
{
    const dmi_mention *m = &c->m;

    return c->params->names_quotes && m->entity == DMI_NONE && m->name_end == i && m->name_end == m->name_start + 1 &&
           c->s->units[i].token_end == c->s->units[i].token_start + 1 && dmi_may_hold(c->v, m, reading(c, i)->entity) &&
           (m->state_count == 0 || has_office_in(c, dmi_packs_entity_at(c->v->packs, reading(c, i)->entity), m->states[0]));
}

/* A party leads its members, an armed group its own: no member of a government is meant behind "the leader of the party". */
static bool may_lead_group(const composer *c, const dmi_office *office, const dmi_entity *group)
{
    dm_str sector = office->role == DMI_NONE ? DMI_STR("") : dmi_packs_concept_at(c->v->packs, office->role)->sector;

    return group->kind == DMI_ENTITY_GROUP && c->m.role != DMI_NONE && office->state == group->state && !dmi_is(sector, "GOV");
}

/* "The head of the Commission | Juncker", "the leader of Hezbollah | Nasrallah". */
static bool serves(const composer *c, const dmi_entity *person, uint16_t body)
{
    for (uint32_t i = 0; i < person->office_count; i++) {
        const dmi_office *office = dmi_packs_office_at(c->v->packs, person->office_start + i);
        if (office->org == body || may_lead_group(c, office, dmi_packs_entity_at(c->v->packs, body)))
            return true;
    }
    return false;
}

static bool take_entity(composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);
    const dmi_entity *entity = dmi_packs_entity_at(c->v->packs, r->entity);
    dmi_mention *m = &c->m;

    if (entity->kind == DMI_ENTITY_PERSON) {
        if (m->role == DMI_NONE && m->state_count > 0 && !m->adjective && c->params->genitive_juxtaposed)
            return false; /* "in Uganda | Bobi Wine (was arrested)" */
        if (is_surname_of(c, i)) {
            m->entity = r->entity;
            m->name_end = i + 1;
            return true;
        }
        if (m->org != DMI_NONE && m->entity == DMI_NONE && serves(c, entity, m->org)) {
            m->entity = r->entity;
            take_name(c, i, i + 1);
            return true;
        }
        if (has_name(m) || m->org != DMI_NONE || (c->params->order == DMI_ORDER_VSO && !dmi_may_hold(c->v, m, r->entity)))
            return false;
        m->entity = r->entity;
        take_name(c, i, i + 1);
        return true;
    }
    if (m->org != DMI_NONE || has_name(m))
        return false;
    if (m->role != DMI_NONE && !c->open_genitive && !c->params->genitive_juxtaposed)
        return false;
    if (m->state_count > 0 && !m->adjective && !c->open_genitive)
        return false;
    m->org = r->entity;
    m->place_like = false;
    m->adjective = false;
    c->open_genitive = false;
    return true;
}

/* "حزب الشعب": where articles are joined a bare noun and right behind it one with an article are one thing. */
static bool is_bound_to(const composer *c, uint32_t i)
{
    const dmi_unit *unit = &c->s->units[i], *before = i > 0 ? &c->s->units[i - 1] : unit;
    bool plural = (reading(c, i > 0 ? i - 1 : 0)->features & (DMI_F_PL | DMI_F_DUAL)) != 0;

    return c->params->order == DMI_ORDER_VSO && i > c->m.unit_start && unit->kind == DMI_WORD && unit->definite &&
           !unit->clitic && before->kind == DMI_WORD && !before->definite && before->token_end == before->token_start + 1 &&
           (reading(c, i - 1)->is & (DMI_IS_ROLE | DMI_IS_COUNTRY | DMI_IS_ENTITY)) == DMI_IS_ROLE && !plural;
}

/* "طلاب جامعة": two bare nouns of one kind. */
static bool is_of_same_kind(const composer *c, uint32_t i)
{
    const dmi_unit *unit = &c->s->units[i], *before = i > 0 ? &c->s->units[i - 1] : unit;

    return c->params->order == DMI_ORDER_VSO && i == c->m.unit_start + 1 && unit->kind == DMI_WORD && !unit->definite &&
           !unit->clitic && !before->definite && (reading(c, i)->features & (DMI_F_PL | DMI_F_DUAL)) == 0 &&
           dmi_same(dmi_packs_concept_at(c->v->packs, c->m.role)->sector,
                    dmi_packs_concept_at(c->v->packs, reading(c, i)->role)->sector);
}

/* "The commander of the forces": whoever heads something, without an article, and right behind him a body. */
static bool commands(const composer *c, uint32_t i)
{
    uint32_t head = i;

    while (head > c->m.unit_start + 1 && dmi_reads(reading(c, head - 1), DMI_K_FORMER))
        head--; /* "the former commander of" */
    return head > 0 && dmi_reads(reading(c, head - 1), DMI_K_HEAD_OF) && !c->s->units[head - 1].ends_definite && !c->m.plural &&
           (is_body_role(c->v, reading(c, i)->role) || c->v->known[reading(c, i)->role] == DMI_K_PARTY);
}

/* "The students hold marches", "in marches": a word for a kind of actor too (drones, in Arabic) is the deed where something is held. */
static bool is_held(const composer *c, uint32_t i)
{
    enum { WORDS_MAX = 6 };

    if ((reading(c, i)->is & DMI_IS_ACT) == 0 || i == 0)
        return false;
    if (dmi_reads(reading(c, i - 1), DMI_K_IN) || dmi_reads(reading(c, i - 1), DMI_K_DURING))
        return true;
    for (uint32_t k = i; k > 0 && i - k < WORDS_MAX && c->s->units[k - 1].kind != DMI_MARK; k--)
        if ((reading(c, k - 1)->is & DMI_IS_VERB) != 0)
            return dmi_reads(reading(c, k - 1), DMI_K_HOLD) || dmi_reads(reading(c, k - 1), DMI_K_ATTEND);
    return false;
}

static bool take_role_unit(composer *c, uint32_t i)
{
    dmi_mention *m = &c->m;
    const dmi_reading *r = reading(c, i);

    if ((r->is & DMI_IS_VERB) != 0 || has_name(m) || (is_empty(m) && is_held(c, i)))
        return false;
    if (is_empty(m) && (r->is & DMI_IS_ACT) != 0 && i + 1 < c->s->count && c->s->units[i + 1].clitic &&
        dmi_reads(reading(c, i + 1), DMI_K_POSS_PRON))
        return false; /* "their opposition to the bill" is what they do */
    if (m->role != DMI_NONE && m->state_count == 0 && (is_bound_to(c, i) || is_of_same_kind(c, i))) {
        take_role(c, i);
        return true;
    }
    if (m->role != DMI_NONE && c->params->genitive_juxtaposed && !is_weak_role(c->v, m->role) && !is_weak_role(c->v, r->role) &&
        !c->open_genitive &&
        !(is_government_role(c, m->role) && is_government_role(c, r->role) && !m->plural && (r->features & DMI_F_PL) == 0) &&
        !commands(c, i))
        return false; /* subject and object side by side: "the police the students" */
    if (m->org != DMI_NONE && c->params->genitive_juxtaposed)
        return false; /* the head stands first: a party's name, and another body behind it */
    if (m->role == DMI_NONE && m->state_count > 0 && c->params->demonym_after && !c->params->genitive_juxtaposed)
        return false;
    if (m->role == DMI_NONE && m->state_count > 0 && c->params->genitive_juxtaposed &&
        !(c->params->demonym_after ? false : m->adjective))
        return false; /* the head stands first: "روسیه وزیر" are two */
    if (m->role != DMI_NONE && m->state_count > 0 && !c->open_genitive && c->params->genitive_juxtaposed)
        return false;
    if (commands(c, i) && m->role != DMI_NONE)
        m->role = r->role; /* who heads a party is of the party */
    take_role(c, i);
    m->adjective = false;
    m->place_like = false;
    return true;
}

static bool take_quoted_name(composer *c, uint32_t i, uint32_t *next)
{
    uint32_t mark = mark_at(c, i), end;

    if (mark == 0 || !(dmi_is_open_quote(mark) || dmi_is_plain_quote(mark)) || (c->m.role == DMI_NONE && c->m.state_count == 0) ||
        has_name(&c->m))
        return false;
    if ((reading(c, i + 1)->is & DMI_IS_ENTITY) != 0 && take_entity(c, i + 1)) {
        end = i + 2;
    } else {
        end = name_end(c, i + 1);
        if (end == i + 1)
            return false;
    }
    mark = mark_at(c, end);
    if (mark == 0 || !(dmi_is_close_quote(mark) || dmi_is_plain_quote(mark)))
        return false;
    if (c->m.entity == DMI_NONE)
        take_name(c, i + 1, end);
    *next = end + 1;
    return true;
}

static bool take_free_or_bound_name(composer *c, uint32_t i, uint32_t *next)
{
    dmi_mention *m = &c->m;
    bool titled = i > m->unit_start && dmi_reads(reading(c, i - 1), DMI_K_PERSON_TITLE);
    bool bound = titled || m->role != DMI_NONE || (m->state_count > 0 && !c->params->names_quotes);

    if (has_name(m) || !starts_name(c, i) || (bound && m->plural && c->params->order == DMI_ORDER_VSO && is_known_name(c, i)))
        return false;
    if (!bound && !(is_empty(m) && takes_free_name(c, i)))
        return false;
    if (bound && c->params->names_quotes && m->state_count > 0 && m->role != DMI_NONE &&
        (is_body_role(c->v, m->role) || m->plural) && !is_known_name(c, i))
        return false; /* "the Peruvian government (the) use of force": bodies have no names */
    if (m->role == DMI_NONE && m->state_count > 0 && !m->adjective && i > 0 && !dmi_reads(reading(c, i - 1), DMI_K_POSS))
        return false; /* "Russia Sergei" is no composition; "Russian Sergei", "Russia's Sergei" are */
    *next = name_end(c, i);
    if (!bound && c->params->names_quotes && is_known_name(c, i))
        while (*next > i + 1 && !is_known_name(c, *next - 1))
            --*next; /* the run may have taken in an adverb behind the name */
    take_name(c, i, *next);
    m->adjective = false;
    m->place_like = false;
    return true;
}

/* "Negotiators from Serbia" are Serbia's; in "withdrew troops from Serbia" the troops are somebody else's. */
static bool is_no_object(const composer *c)
{
    for (uint32_t i = c->m.unit_start, steps = 0; i > 0 && steps < 3; i--, steps++)
        if ((reading(c, i - 1)->is & DMI_IS_VERB) != 0)
            return false;
    return true;
}

/* A ministry, parliament, party or organisation, over articles and the country before it. */
static bool body_follows(const composer *c, uint32_t i)
{
    for (uint32_t steps = 0; steps < 4 && i < c->s->count; steps++, i++) {
        const dmi_reading *r = reading(c, i);
        if ((r->is & DMI_IS_ENTITY) != 0)
            return dmi_packs_entity_at(c->v->packs, r->entity)->kind != DMI_ENTITY_PERSON;
        if ((r->is & (DMI_IS_ROLE | DMI_IS_VERB)) == DMI_IS_ROLE)
            return is_body_role(c->v, r->role) || c->v->known[r->role] == DMI_K_PARTY || c->v->known[r->role] == DMI_K_COURT;
        if ((r->is & DMI_IS_COUNTRY) == 0 && !dmi_reads(r, DMI_K_DET) && !dmi_reads(r, DMI_K_DEPUTY))
            return false;
    }
    return false;
}

/* "Former head | of a body" where heads come first and "head" alone is nobody. */
static bool heads_a_body(const composer *c, uint32_t i)
{
    bool former = dmi_reads(reading(c, i + 1), DMI_K_FORMER);
    bool body = c->params->order == DMI_ORDER_SOV && (reading(c, i + 1)->is & (DMI_IS_ROLE | DMI_IS_VERB)) == DMI_IS_ROLE &&
                (reading(c, i + 1)->features & DMI_F_PL) == 0;
    bool to = c->params->order == DMI_ORDER_VSO && dmi_reads(reading(c, i + 1), DMI_K_TO) && c->s->units[i].ends_definite &&
              c->s->units[i].token_end > c->s->units[i].token_start + 1;

    return c->params->genitive_juxtaposed && is_empty(&c->m) && dmi_reads(reading(c, i), DMI_K_HEAD_OF) &&
           (reading(c, i)->is & DMI_IS_ROLE) == 0 && (((former || to) && genitive_follows(c, i + 2)) || body);
}

/* "القائد العام للجيش", "الرئيس السابق للحكومة": an office with its article and an adjective has what it is of behind "to". */
static bool is_office_to(const composer *c, uint32_t i)
{
    const dmi_mention *m = &c->m;
    bool qualified = i > m->unit_start + 1
                         ? dmi_reads(reading(c, i - 1), DMI_K_FORMER) || dmi_reads(reading(c, i - 1), DMI_K_SUCH)
                         : c->s->units[i - 1].token_end > c->s->units[i - 1].token_start + 1;

    return c->params->order == DMI_ORDER_VSO && dmi_reads(reading(c, i), DMI_K_TO) && c->s->units[i].clitic && qualified &&
           c->s->units[i - 1].ends_definite && (m->role != DMI_NONE || heads_a_body(c, i - 1)) && m->state_count == 0 &&
           m->org == DMI_NONE && !has_name(m) && genitive_follows(c, i + 1);
}

/* Small words inside a mention: articles at its start, "of" and "'s" when something fitting follows, titles, "former". */
static bool take_small_word(composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);
    dmi_mention *m = &c->m;

    if (heads_a_body(c, i))
        return true;
    if (dmi_reads(r, DMI_K_FORMER) && !has_name(m)) {
        m->former = true;
        return genitive_follows(c, i + 1) || m->role != DMI_NONE;
    }
    if (dmi_reads(r, DMI_K_DEPUTY) && !has_name(m))
        return m->role != DMI_NONE || role_follows(c, i + 1) || ((r->is & DMI_IS_ROLE) == 0 && genitive_follows(c, i + 1));
    if (dmi_reads(r, DMI_K_PERSON_TITLE) && !has_name(m))
        return starts_name(c, i + 1) || person_follows(c, i + 1);
    if (i > m->unit_start && is_office_to(c, i)) {
        c->open_genitive = true;
        return true;
    }
    if (is_empty(m))
        return false;
    if (dmi_reads(r, DMI_K_DET))
        return c->open_genitive;
    if ((dmi_reads(r, DMI_K_OF) || (dmi_reads(r, DMI_K_FROM) && (c->params->genitive_juxtaposed || is_no_object(c)))) &&
        m->role != DMI_NONE && !has_name(m) && m->state_count == 0 && genitive_follows(c, i + 1)) {
        c->open_genitive = true;
        return true;
    }
    if (dmi_reads(r, DMI_K_IN) && m->role != DMI_NONE && c->v->known[m->role] == DMI_K_OFFICIAL && !has_name(m) &&
        m->state_count == 0 && body_follows(c, i + 1)) {
        c->open_genitive = true; /* "an official at the US defence ministry" */
        return true;
    }
    if (dmi_reads(r, DMI_K_POSS) && m->role == DMI_NONE && !has_name(m) && (role_follows(c, i + 1) || person_follows(c, i + 1)))
        return true;
    if (dmi_reads(r, DMI_K_PRON_3S) && m->role != DMI_NONE && c->v->known[m->role] == DMI_K_COUNTERPART &&
        c->params->genitive_juxtaposed)
        return true; /* "همتای چینی او": his Chinese counterpart */
    if (dmi_reads(r, DMI_K_POSS_PRON) && c->s->units[i].clitic && m->role != DMI_NONE && m->state_count == 0 && !has_name(m))
        return true;
    return false;
}

/* One unknown adjective between a country and its office: "Russia's outspoken ambassador", "the Iranian nuclear negotiator". */
static bool passes_adjective(const composer *c, uint32_t i)
{
    const dmi_unit *unit = &c->s->units[i];

    if (mark_at(c, i) == '-' && (unit->flags & DMI_TOK_SPACE) == 0 && i + 1 < c->s->count &&
        (c->s->units[i + 1].flags & DMI_TOK_SPACE) == 0)
        return c->m.state_count > 0 && c->m.role == DMI_NONE && !has_name(&c->m) && role_follows(c, i + 2); /* "US-led forces" */
    if (mark_at(c, i > 0 ? i - 1 : 0) == '-' && i > c->m.unit_start && (unit->flags & DMI_TOK_SPACE) == 0)
        return c->m.role == DMI_NONE && role_follows(c, i + 1);
    return !c->params->demonym_after && unit->kind == DMI_WORD && (unit->sense_count == 0 || is_plain_adjective(reading(c, i))) &&
           (unit->flags & DMI_TOK_CAPITAL) == 0 && c->m.state_count > 0 && c->m.role == DMI_NONE && !has_name(&c->m) &&
           role_follows(c, i);
}

/* "Officials of this country", or "the country" alone. */
static bool take_said_country(composer *c, uint32_t i)
{
    dmi_mention *m = &c->m;

    if (!dmi_reads(reading(c, i), DMI_K_SAID_COUNTRY) || m->state_count > 0 || m->org != DMI_NONE || m->said_country ||
        has_name(m))
        return false;
    if (m->role != DMI_NONE && !c->open_genitive && !c->params->genitive_juxtaposed)
        return false;
    m->said_country = true;
    c->open_genitive = false;
    return true;
}

/* "رئيس لجنة العلاقات": where articles are joined, unknown words right behind an office without one are what it is the office of, no name; the
 * first with an article is the last of them. */
static bool passes_genitive(composer *c, uint32_t i)
{
    const dmi_unit *unit = &c->s->units[i], *before = i > 0 ? &c->s->units[i - 1] : unit;
    bool behind_office = before->kind == DMI_WORD && !before->definite && before->token_end == before->token_start + 1 &&
                         ((reading(c, i - 1)->is & (DMI_IS_ROLE | DMI_IS_COUNTRY | DMI_IS_ENTITY)) == DMI_IS_ROLE ||
                          (before->sense_count == 0 && i > c->m.unit_start + 1));

    if (c->params->order != DMI_ORDER_VSO || c->m.role == DMI_NONE || c->m.plural || c->m.state_count > 0 || has_name(&c->m) ||
        i == c->m.unit_start || i >= c->m.unit_start + GENITIVE_WORDS_MAX || !behind_office || unit->kind != DMI_WORD ||
        unit->clitic)
        return false;
    if (unit->sense_count > 0 && !(is_bound_to(c, i) && (reading(c, i)->is & (DMI_IS_COUNTRY | DMI_IS_ENTITY | DMI_IS_VERB |
                                                                              DMI_IS_TIME | DMI_IS_GRAM)) == 0))
        return false;
    if (dmi_reads(reading(c, c->m.unit_start), DMI_K_HEAD_OF))
        c->m.role = c->v->id[DMI_K_OFFICIAL]; /* he heads something, not a state */
    c->m.of_body = true;
    return true;
}

/* "فرستاده حقوق بشر سازمان ملل", "ketua Komite Kehakiman Senat AS": where heads come first, what an office is for stands between it and whose it
 * is. The run ends with a country or body that is not itself the clause's object. Returns the unit of that; 0: none. */
static uint32_t behind_matter(const composer *c, uint32_t i)
{
    enum { MATTER_WORDS_MAX = 3 };
    uint32_t k = i;

    if (!c->params->genitive_juxtaposed || c->params->order != DMI_ORDER_SOV || c->m.role == DMI_NONE || c->m.state_count > 0 ||
        c->m.org != DMI_NONE || c->m.plural || has_name(&c->m) || c->m.said_country ||
        (i != c->m.unit_start + 1 && (reading(c, i - 1)->is & DMI_IS_ROLE) == 0))
        return 0;
    while (k < i + MATTER_WORDS_MAX && k < c->s->count) {
        const dmi_reading *r = reading(c, k);
        bool thing = (r->is & (DMI_IS_THING | DMI_CAN_ADJ)) != 0 || (c->s->units[k].sense_count == 0 && !is_known_name(c, k));
        if (c->s->units[k].kind != DMI_WORD || c->s->units[k].clitic || !thing ||
            (r->is & (DMI_IS_VERB | DMI_IS_TIME | DMI_IS_ROLE | DMI_IS_COUNTRY | DMI_IS_ENTITY)) != 0 ||
            ((r->is & DMI_IS_GRAM) != 0 && (r->is & DMI_CAN_ADJ) == 0))
            break;
        k++;
    }
    return k > i && (reading(c, k)->is & DMI_IS_VERB) == 0 &&
                   ((reading(c, k)->is & DMI_IS_ENTITY) != 0 || is_actor_country(reading(c, k))) &&
                   !dmi_reads(reading(c, k + 1), DMI_K_OBJ_MARK)
               ? k
               : 0;
}

static bool take_unit(composer *c, uint32_t i, uint32_t *next)
{
    const dmi_reading *r = reading(c, i);

    *next = i + 1;
    if (take_small_word(c, i) || take_said_country(c, i))
        return true;
    if ((r->is & DMI_IS_VERB) == 0 || (r->is & (DMI_IS_ENTITY | DMI_IS_COUNTRY)) != 0) {
        if ((r->is & DMI_IS_ENTITY) != 0 && take_entity(c, i))
            return true;
        if ((is_actor_country(r) || is_office_place(c, i)) && take_country(c, i))
            return true;
        if ((r->is & DMI_IS_ROLE) != 0 && !is_preposition_here(c, i) && take_role_unit(c, i))
            return true;
    }
    if (behind_matter(c, i) != 0) {
        *next = behind_matter(c, i);
        return true;
    }
    return passes_genitive(c, i) || take_quoted_name(c, i, next) || take_free_or_bound_name(c, i, next) || passes_adjective(c, i);
}

/* "(the foreign ministers of) China and Russia", "(the) Chinese and Russian (foreign ministers)". */
static uint32_t take_coordinated_countries(composer *c, uint32_t i)
{
    dmi_mention *m = &c->m;

    while (m->plural && m->role != DMI_NONE && m->state_count > 0 && !has_name(m)) {
        uint32_t j = i;
        if (!dmi_reads(reading(c, j), DMI_K_AND) && mark_at(c, j) != ',' && mark_at(c, j) != 0x060C)
            break;
        j++;
        if (dmi_reads(reading(c, j), DMI_K_AND))
            j++;
        if (!is_actor_country(reading(c, j)) || role_follows(c, j + 1))
            break;
        add_state(m, reading(c, j)->state);
        i = j + 1;
    }
    return i;
}

/* "the China-Russia treaty", "الصينية-الروسية". */
static uint32_t take_hyphened_country(composer *c, uint32_t i)
{
    if (c->m.state_count == 1 && c->m.role == DMI_NONE && mark_at(c, i) == '-' && (c->s->units[i].flags & DMI_TOK_SPACE) == 0 &&
        is_actor_country(reading(c, i + 1)) && (c->s->units[i + 1].flags & DMI_TOK_SPACE) == 0) {
        add_state(&c->m, reading(c, i + 1)->state);
        c->m.adjective = true;
        c->m.place_like = false;
        return i + 2;
    }
    return i;
}

/* "Chinese and Russian foreign ministers": the first demonym waits for the plural role behind the second. */
static uint32_t take_coordinated_demonyms(composer *c, uint32_t i)
{
    dmi_mention *m = &c->m;
    uint32_t j = i;

    if (m->role != DMI_NONE || m->state_count != 1 || c->params->genitive_juxtaposed || !dmi_reads(reading(c, j), DMI_K_AND))
        return i;
    if (dmi_reads(reading(c, j + 1), DMI_K_DET))
        j++;
    if (!is_actor_country(reading(c, j + 1)) || !(is_demonym(reading(c, j + 1)) == m->adjective))
        return i;
    if ((reading(c, j + 2)->is & (DMI_IS_ROLE | DMI_IS_VERB)) != DMI_IS_ROLE || (reading(c, j + 2)->features & DMI_F_PL) == 0)
        return i;
    add_state(m, reading(c, j + 1)->state);
    take_role(c, j + 2);
    m->adjective = false;
    m->place_like = false;
    return j + 3;
}

static void set_kind(composer *c)
{
    dmi_mention *m = &c->m;
    unsigned k = m->role == DMI_NONE ? 0 : c->v->known[m->role];

    if (m->name_start != m->name_end)
        m->kind = DMI_MENTION_PERSON;
    else if (k == DMI_K_INTERNATIONAL && m->state_count == 0 && m->org == DMI_NONE)
        m->kind = DMI_MENTION_WORLD;
    else if (m->role != DMI_NONE)
        m->kind = DMI_MENTION_ROLE;
    else if (m->org != DMI_NONE)
        m->kind = dmi_packs_entity_at(c->v->packs, m->org)->kind == DMI_ENTITY_ORG ? DMI_MENTION_ORG : DMI_MENTION_GROUP;
    else
        m->kind = DMI_MENTION_COUNTRY;
}

/* "his", "their", -nya, ه: whose the noun beside it is. */
static bool is_possessive(const composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);

    if (!dmi_reads(r, DMI_K_POSS_PRON))
        return false;
    if (c->s->units[i].clitic)
        return i > 0 && (reading(c, i - 1)->is & DMI_CAN_NOUN) != 0 && (reading(c, i - 1)->is & DMI_IS_VERB) == 0;
    return (reading(c, i + 1)->is & (DMI_CAN_NOUN | DMI_CAN_ADJ)) != 0 ||
           (i + 1 < c->s->count && c->s->units[i + 1].kind == DMI_WORD && c->s->units[i + 1].sense_count == 0);
}

static bool begin_reference(composer *c, uint32_t i)
{
    const dmi_reading *r = reading(c, i);

    if (dmi_reads(r, DMI_K_THAT) || dmi_reads(r, DMI_K_BECAUSE) || dmi_reads(r, DMI_K_BUT))
        return false; /* "that he" in one word opens a clause */
    if (dmi_reads(r, DMI_K_BOTH_SIDES)) {
        if (c->params->genitive_juxtaposed && is_actor_country(reading(c, i + 1)))
            return false; /* "two diplomats of Chile's" are not both sides */
        c->m.kind = DMI_MENTION_BOTH;
        return true;
    }
    if (is_possessive(c, i))
        c->m.adjective = true;
    else if (dmi_reads(r, DMI_K_OWN_COUNTRY))
        ;
    else if (!dmi_reads(r, DMI_K_PRON_3S) && !dmi_reads(r, DMI_K_PRON_3P) && !dmi_reads(r, DMI_K_PRON_1) &&
             !dmi_reads(r, DMI_K_PRON_2))
        return false;
    c->m.kind = DMI_MENTION_PRONOUN;
    c->m.plural = dmi_reads(r, DMI_K_PRON_3P);
    return true;
}

/* One mention from unit i on, or nothing; *next is where to go on. */
static bool compose(composer *c, uint32_t i, uint32_t *next)
{
    uint32_t at = i, after;

    c->m = (dmi_mention){ .unit_start = i, .role = DMI_NONE, .entity = DMI_NONE, .org = DMI_NONE };
    c->open_genitive = false;
    if (begin_reference(c, i)) {
        c->m.unit_end = *next = i + 1;
        return true;
    }
    while (at < c->s->count && !(at > i && dmi_is_behind_gap(c->params, c->s, at)) && take_unit(c, at, &after))
        at = after;
    if (is_empty(&c->m)) {
        *next = i + 1;
        return false;
    }
    at = take_hyphened_country(c, at);
    at = take_coordinated_countries(c, at);
    at = take_coordinated_demonyms(c, at);
    while (at < c->s->count && c->m.role != DMI_NONE && !dmi_is_behind_gap(c->params, c->s, at) && take_unit(c, at, &after))
        at = after;
    c->m.unit_end = *next = at;
    set_kind(c);
    return true;
}

/* ---- apposition: "Wang Yi, the Chinese foreign minister," and "the Chinese foreign minister, Wang Yi," are one person */

static bool is_comma(uint32_t mark)
{
    return mark == ',' || mark == 0x060C;
}

static bool closes_apposition(const composer *c, uint32_t i)
{
    uint32_t mark;

    if (i < c->s->count && dmi_reads(reading(c, i), DMI_K_POSS_PRON))
        i++; /* Persian "the Kenyan counterpart of his," */
    mark = mark_at(c, i);
    return i >= c->s->count || is_comma(mark) || mark == '.' || mark == ')' || mark == ':' ||
           (reading(c, i)->is & DMI_IS_VERB) != 0;
}

static bool names_only(const dmi_mention *m)
{
    return m->kind == DMI_MENTION_PERSON && m->role == DMI_NONE && m->state_count == 0;
}

static bool offices_only(const dmi_mention *m)
{
    return m->kind == DMI_MENTION_ROLE && m->name_start == m->name_end;
}

static void absorb(dmi_mention *into, const dmi_mention *from)
{
    if (into->role == DMI_NONE)
        into->role = from->role;
    if (into->org == DMI_NONE)
        into->org = from->org;
    if (into->entity == DMI_NONE)
        into->entity = from->entity;
    if (into->name_start == into->name_end) {
        into->name_start = from->name_start;
        into->name_end = from->name_end;
    }
    for (uint8_t i = 0; i < from->state_count; i++)
        add_state(into, from->states[i]);
    into->former = into->former || from->former;
    into->kind = DMI_MENTION_PERSON;
    into->unit_end = from->unit_end;
}

/* In scripts without capitals a name before its office is a few unknown words between a boundary and a comma. */
static bool name_before(const composer *c, uint32_t comma, uint32_t *start)
{
    uint32_t i = comma;

    if (!c->params->names_quotes)
        return false;
    while (i > 0 && comma - i < APPOSITION_WORDS_MAX) {
        const dmi_unit *unit = &c->s->units[i - 1];
        bool given = dmi_reads(reading(c, i - 1), DMI_K_GIVEN_NAME);
        if (unit->kind != DMI_WORD || !(unit->sense_count == 0 || given) || unit->definite || unit->clitic)
            break;
        i--;
    }
    *start = i;
    return i < comma && comma - i <= 3 &&
           (i == 0 || mark_at(c, i) != 0 || c->s->units[i - 1].sense_count > 0 || c->s->units[i - 1].kind == DMI_MARK);
}

/* «سرگئی لاوروف» وزیر امور خارجه روسیه: a name in quotation marks, and its office right behind. */
static bool follows_quoted_name(const composer *c, const dmi_mention *name, const dmi_mention *office)
{
    return name->kind == DMI_MENTION_PERSON && name->role == DMI_NONE && name->unit_end + 1 == office->unit_start &&
           dmi_is_close_quote(mark_at(c, name->unit_end)) && offices_only(office) &&
           !dmi_reads(reading(c, office->unit_end), DMI_K_OBJ_MARK);
}

static void give_name(const composer *c, dmi_mention *office, uint32_t start, uint32_t end)
{
    office->name_start = start;
    office->name_end = end;
    while (office->name_end > start && c->s->units[office->name_end - 1].kind == DMI_MARK)
        office->name_end--;
    office->unit_start = start;
    office->kind = DMI_MENTION_PERSON;
}

/* "Karl Huber head of the Peruvian party (was arrested)": where the verb stands last, words nobody knows at the head of a sentence and right
 * behind them an office. */
static bool opens_sentence(const composer *c, const dmi_mention *office)
{
    uint32_t start;

    return c->params->order == DMI_ORDER_SOV && offices_only(office) && !office->plural &&
           (office->state_count > 0 || office->org != DMI_NONE) && office->unit_start >= 2 &&
           name_before(c, office->unit_start, &start) && start == 0;
}

static bool join_apposition(composer *c, dmi_mention *mentions, uint32_t count, uint32_t *joined)
{
    dmi_mention *last = &mentions[count - 1];
    dmi_mention *prior = count >= 2 ? &mentions[count - 2] : NULL;
    uint32_t comma = last->unit_start;

    *joined = count;
    if (comma == 0)
        return false;
    if (dmi_reads(reading(c, comma - 1), DMI_K_DET) && comma >= 2)
        comma--;
    if (prior != NULL && follows_quoted_name(c, prior, last)) {
        absorb(prior, last);
        *joined = count - 1;
        return true;
    }
    if (opens_sentence(c, last)) {
        give_name(c, last, 0, last->unit_start);
        return false;
    }
    if (!is_comma(mark_at(c, comma - 1)) || !closes_apposition(c, last->unit_end))
        return false;
    if (prior != NULL && prior->unit_end == comma - 1 &&
        ((names_only(prior) && offices_only(last)) || (offices_only(prior) && names_only(last)) ||
         (prior->kind == DMI_MENTION_PERSON && prior->role == DMI_NONE && offices_only(last)))) {
        absorb(prior, last);
        *joined = count - 1;
        return true;
    }
    if (offices_only(last) && !last->plural && name_before(c, comma - 1, &comma))
        give_name(c, last, comma, last->unit_start - 1);
    return false;
}

void dmi_find_mentions(dmi_arena *arena, const dmi_vocabulary *v, const dmi_lang *lang, dmi_sentence *s, dmi_memory *memory)
{
    composer c = { .arena = arena, .v = v, .lang = lang, .params = dmi_lang_params(lang), .s = s, .memory = memory };
    DMI_ARRAY(dmi_mention) found = { 0 };
    uint32_t i = 0;

    while (i < s->count) {
        uint32_t next, joined;
        if (compose(&c, i, &next)) {
            *dmi_push(arena, &found) = c.m;
            if (join_apposition(&c, found.at, found.count, &joined))
                found.count = joined;
        }
        i = next;
    }
    s->mentions = found.at;
    s->mention_count = found.count;
    for (uint32_t m = 0; m < found.count; m++) {
        dmi_memory_learn(arena, v, memory, s, &found.at[m]);
        for (uint32_t u = found.at[m].unit_start; u < found.at[m].unit_end; u++)
            s->readings[u].mention = m;
    }
}
