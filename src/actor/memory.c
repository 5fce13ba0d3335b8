/* What a document knows: names and roles with their countries, how often each country was named; and resolution against it. */
#include "actor/actor.h"

void dmi_memory_init(dmi_arena *arena, const dmi_packs *packs, dmi_memory *memory, uint32_t day)
{
    size_t states = dmi_packs_state_count(packs);

    *memory = (dmi_memory){
        .default_state = DMI_NONE, .second_state = DMI_NONE, .last_state = DMI_NONE, .last_place = DMI_NONE, .day = day
    };
    memory->state_counts = dmi_alloc(arena, (states + 1) * sizeof *memory->state_counts);
    memory->state_first = dmi_alloc(arena, (states + 1) * sizeof *memory->state_first);
    memory->name_words = dmi_alloc(arena, DMI_NAME_WORD_SLOTS * sizeof *memory->name_words);
}

/* ---- names */

static uint32_t slot_of(const dmi_memory *memory, uint64_t hash)
{
    uint32_t slot = (uint32_t)hash & (DMI_NAME_WORD_SLOTS - 1);

    while (memory->name_words[slot].hash != 0 && memory->name_words[slot].hash != hash)
        slot = (slot + 1) & (DMI_NAME_WORD_SLOTS - 1);
    return slot;
}

static uint64_t word_hash(dm_str word)
{
    uint64_t hash = dmi_hash(word);

    return hash == 0 ? 1 : hash;
}

const dmi_known_name *dmi_memory_name(const dmi_memory *memory, dm_str word)
{
    uint32_t slot = slot_of(memory, word_hash(word));

    return memory->name_words[slot].hash == 0 ? NULL : &memory->names.at[memory->name_words[slot].name];
}

static void remember_word(dmi_memory *memory, dm_str word, uint32_t name)
{
    uint64_t hash = word_hash(word);
    uint32_t slot = slot_of(memory, hash);

    if (word.bytes < 2 || memory->name_word_count >= DMI_NAME_WORD_SLOTS / 2)
        return;
    if (memory->name_words[slot].hash == 0)
        memory->name_word_count++;
    memory->name_words[slot].hash = hash;
    memory->name_words[slot].name = name;
}

static void remember_words(dmi_memory *memory, const dmi_sentence *s, const dmi_mention *m, uint32_t name)
{
    for (uint32_t u = m->name_start; u < m->name_end; u++) {
        const dmi_unit *unit = &s->units[u];
        if (unit->kind == DMI_WORD && unit->token_end == unit->token_start + 1)
            remember_word(memory, unit->fold, name);
        for (uint32_t t = unit->token_start; unit->token_end > unit->token_start + 1 && t < unit->token_end; t++)
            remember_word(memory, s->tokens[t].fold, name);
    }
}

/* ---- offices */

static bool holds(const dmi_office *office, uint32_t day)
{
    return day == 0 ? office->to == 99991231 : (office->from == 0 || office->from <= day) && day <= office->to;
}

/* The office of a person on the day; before and after all offices the nearest one, marked as former where it is over. */
static const dmi_office *office_on(const dmi_packs *packs, const dmi_entity *person, uint32_t day, bool *over)
{
    const dmi_office *best = NULL;

    *over = false;
    for (uint32_t i = 0; i < person->office_count; i++) {
        const dmi_office *office = dmi_packs_office_at(packs, person->office_start + i);
        if (holds(office, day))
            return office;
        if (best == NULL || office->to > best->to)
            best = office;
    }
    *over = best != NULL && day != 0 && best->to < day;
    return best;
}

static void apply_entity(const dmi_vocabulary *v, dmi_memory *memory, dmi_mention *m)
{
    const dmi_entity *entity = dmi_packs_entity_at(v->packs, m->entity);
    bool over;
    const dmi_office *office = office_on(v->packs, entity, memory->day, &over);

    m->name = entity->name;
    if (office == NULL)
        return;
    if (m->state_count == 0 && m->org == DMI_NONE) {
        if (office->state != DMI_NONE)
            m->states[m->state_count++] = office->state;
        else
            m->org = office->org;
        m->how = DMI_HOW_WORLD;
    }
    if (m->role == DMI_NONE) {
        m->role = office->role;
        m->former = m->former || over;
    }
}

/* ---- learning */

static dm_str unit_text_name(dmi_arena *arena, const dmi_sentence *s, uint32_t start, uint32_t end)
{
    dm_str name = { "", 0 };

    for (uint32_t u = start; u < end; u++)
        if (s->units[u].kind == DMI_WORD)
            name = name.bytes == 0
                       ? dmi_copy(arena, s->units[u].fold)
                       : dmi_format(arena, "%.*s %.*s", (int)name.bytes, name.p, (int)s->units[u].fold.bytes, s->units[u].fold.p);
    return name;
}

static void count_states(dmi_memory *memory, const dmi_sentence *s, const dmi_mention *m)
{
    for (uint8_t i = 0; i < m->state_count; i++) {
        memory->state_counts[m->states[i]] += s->is_title ? 2 : 1;
        if (memory->state_first[m->states[i]] == 0)
            memory->state_first[m->states[i]] = ++memory->mention_clock;
    }
}

static bool is_body(const dmi_vocabulary *v, const dmi_mention *m)
{
    return m->kind == DMI_MENTION_ORG && m->org != DMI_NONE && m->state_count == 0 && m->role == DMI_NONE &&
           dmi_packs_entity_at(v->packs, m->org)->kind == DMI_ENTITY_ORG;
}

static void remember_body(dmi_arena *arena, dmi_memory *memory, const dmi_sentence *s, const dmi_mention *m)
{
    for (uint32_t t = s->units[m->unit_start].token_start; t < s->units[m->unit_end - 1].token_end && memory->bodies.count < 4096;
         t++)
        *dmi_push(arena, &memory->bodies) =
            (dmi_known_body){ dmi_hash(s->tokens[t].fold), memory->sentence, m->unit_start, m->org };
}

void dmi_memory_learn(dmi_arena *arena, const dmi_vocabulary *v, dmi_memory *memory, const dmi_sentence *s, dmi_mention *m)
{
    if (m->kind == DMI_MENTION_PRONOUN || m->kind == DMI_MENTION_BOTH)
        return;
    if (m->entity != DMI_NONE)
        apply_entity(v, memory, m);
    count_states(memory, s, m);
    if (is_body(v, m))
        remember_body(arena, memory, s, m);
    if (m->state_count > 0 || m->org != DMI_NONE)
        m->how = m->how == DMI_HOW_NONE ? DMI_HOW_EXPLICIT : m->how;
    if (m->name_start != m->name_end &&
        (m->role != DMI_NONE || m->state_count > 0 || m->org != DMI_NONE || m->entity != DMI_NONE)) {
        const dmi_known_name *old = dmi_memory_name(memory, s->units[m->name_end - 1].fold);
        dmi_known_name name = { .state_count = m->state_count, .role = m->role, .entity = m->entity, .org = m->org };
        memcpy(name.states, m->states, sizeof name.states);
        if (m->state_count == 0 && m->org == DMI_NONE && old != NULL && (old->state_count > 0 || old->org != DMI_NONE))
            return; /* what is known already says more */
        name.shown = m->entity != DMI_NONE ? m->name : unit_text_name(arena, s, m->name_start, m->name_end);
        *dmi_push(arena, &memory->names) = name;
        remember_words(memory, s, m, memory->names.count - 1);
    }
    if (m->role != DMI_NONE && (m->state_count == 1 || m->org != DMI_NONE) && memory->roles.count < 4096)
        *dmi_push(arena, &memory->roles) =
            (dmi_known_role){ m->role, m->state_count == 1 ? m->states[0] : (uint16_t)DMI_NONE, m->org, memory->sentence };
}

void dmi_memory_settle(const dmi_packs *packs, dmi_memory *memory)
{
    for (uint16_t i = 0; i < dmi_packs_state_count(packs); i++) {
        uint32_t count = memory->state_counts[i];
        if (count == 0)
            continue;
        if (memory->default_state == DMI_NONE || count > memory->state_counts[memory->default_state] ||
            (count == memory->state_counts[memory->default_state] &&
             memory->state_first[i] < memory->state_first[memory->default_state])) {
            memory->second_state = memory->default_state;
            memory->default_state = i;
        } else if (memory->second_state == DMI_NONE || count > memory->state_counts[memory->second_state]) {
            memory->second_state = i;
        }
    }
}

/* ---- resolution */

uint16_t dmi_sentence_place(const dmi_vocabulary *v, const dmi_sentence *s)
{
    uint16_t place = DMI_NONE;

    (void)v;
    for (uint32_t i = 0; i < s->count; i++) {
        const dmi_reading *r = &s->readings[i];
        bool city = (r->is & DMI_IS_COUNTRY) != 0 && (r->state_features & (DMI_F_CITY | DMI_F_CAPITAL)) != 0;
        bool after_in = i > 0 && dmi_reads(&s->readings[i - 1], DMI_K_IN) && (r->is & DMI_IS_COUNTRY) != 0;
        bool acted_on = i > 0 && (r->state_features & DMI_F_CAPITAL) != 0 && (s->readings[i - 1].is & DMI_IS_ACT) != 0;
        if ((!(city && !acted_on && (r->state_features & DMI_F_NAME) == 0) && !after_in) || r->entity != DMI_NONE)
            continue; /* "thanked New Delhi" is its government; "Brussels" may be the Union */
        if (place != DMI_NONE && place != r->state)
            return DMI_NONE;
        place = r->state;
    }
    return place;
}

static uint16_t sole(uint16_t before, uint16_t state, bool *several)
{
    *several = *several || (before != DMI_NONE && before != state);
    return state;
}

/* A body's name of three words or more ("the Peruvian House of Representatives") is no other country's. */
static bool is_long_name(const dmi_sentence *s, const dmi_mention *m)
{
    return s->units[m->unit_start].token_end >= s->units[m->unit_start].token_start + 3;
}

/* @param groups  bodies and parties of one country tell it too, though a name like "the Congress" may be another's */
static uint16_t only_state(const dmi_vocabulary *v, const dmi_sentence *s, bool groups)
{
    uint16_t only = DMI_NONE;
    bool several = false;

    for (uint32_t i = 0; i < s->mention_count; i++) {
        const dmi_mention *m = &s->mentions[i];
        const dmi_entity *group = !(groups || is_long_name(s, m)) || m->org == DMI_NONE || m->state_count > 0
                                      ? NULL
                                      : dmi_packs_entity_at(v->packs, m->org);
        if (m->how > DMI_HOW_WORLD || (m->kind != DMI_MENTION_COUNTRY && m->plural))
            continue; /* "arrested Venezuelan clerks" says nothing of whose the police are */
        for (uint8_t k = 0; k < m->state_count; k++)
            only = sole(only, m->states[k], &several);
        if (group != NULL && group->kind == DMI_ENTITY_GROUP && group->state != DMI_NONE)
            only = sole(only, group->state, &several);
    }
    return several ? DMI_NONE : only;
}

/* "The government condemned Russia": a country that is only named behind somebody tells nothing of whose he is. */
static bool is_only_behind(const dmi_sentence *s, const dmi_mention *m, uint16_t state)
{
    for (uint32_t i = 0; i < s->mention_count; i++) {
        const dmi_mention *other = &s->mentions[i];
        bool bare = other->kind == DMI_MENTION_COUNTRY && !other->adjective;
        for (uint8_t k = 0; k < other->state_count; k++)
            if (other->states[k] == state && !(bare && other->unit_start >= m->unit_end))
                return false;
    }
    return true;
}

uint16_t dmi_sentence_country(const dmi_vocabulary *v, const dmi_sentence *s)
{
    return only_state(v, s, true);
}

static bool recall_name(dmi_arena *arena, dmi_memory *memory, const dmi_sentence *s, dmi_mention *m)
{
    const dmi_known_name *known = NULL;

    if (m->name_start == m->name_end)
        return false;
    for (uint32_t u = m->name_end; u > m->name_start && known == NULL; u--)
        known = dmi_memory_name(memory, s->units[u - 1].fold);
    if (known == NULL) {
        m->name = unit_text_name(arena, s, m->name_start, m->name_end);
        return false;
    }
    if (m->entity == DMI_NONE)
        m->entity = known->entity;
    m->name = known->shown;
    if (m->role == DMI_NONE)
        m->role = known->role;
    if (m->state_count == 0 && m->org == DMI_NONE) {
        m->state_count = known->state_count;
        memcpy(m->states, known->states, sizeof m->states);
        m->org = known->org;
        m->how = DMI_HOW_MEMORY;
    }
    return m->state_count > 0 || m->org != DMI_NONE;
}

static bool recall_role(const dmi_memory *memory, dmi_mention *m)
{
    if (m->role == DMI_NONE || m->plural)
        return false;
    for (uint32_t i = memory->roles.count; i-- > 0;)
        if (memory->roles.at[i].role == m->role && memory->roles.at[i].sentence <= memory->sentence) {
            if (memory->roles.at[i].state != DMI_NONE)
                m->states[m->state_count++] = memory->roles.at[i].state;
            m->org = memory->roles.at[i].org;
            m->how = DMI_HOW_MEMORY;
            return true;
        }
    return false;
}

static bool is_told_before(const dmi_known_body *body, const dmi_memory *memory, const dmi_mention *m)
{
    return body->sentence < memory->sentence || (body->sentence == memory->sentence && body->unit < m->unit_start);
}

/* "The union", "this organisation", "that bloc". */
static bool points_back(const dmi_sentence *s, const dmi_mention *m)
{
    uint32_t before = m->unit_start - 1, behind = m->unit_end;

    return s->units[m->unit_start].definite || dmi_reads(&s->readings[m->unit_start], DMI_K_ARTICLE) ||
           (m->unit_start > 0 &&
            (dmi_reads(&s->readings[before], DMI_K_ARTICLE) || dmi_reads(&s->readings[before], DMI_K_THIS))) ||
           (behind < s->count && dmi_reads(&s->readings[behind], DMI_K_THIS));
}

/* The international body named last that "the bloc" stands for, or whose name has the word in it ("the union"). */
static void recall_body(const dmi_vocabulary *v, const dmi_memory *memory, const dmi_sentence *s, dmi_mention *m)
{
    const dmi_unit *unit = &s->units[m->unit_end - 1];
    bool any = m->role != DMI_NONE && v->known[m->role] == DMI_K_THE_BODY;
    uint64_t word = dmi_hash(s->tokens[unit->token_start].fold);

    bool alone = unit->token_end == unit->token_start + 1;

    if (m->kind != DMI_MENTION_ROLE || m->plural || m->state_count > 0 || m->org != DMI_NONE ||
        !(alone ? points_back(s, m) : any))
        return;
    for (uint32_t i = memory->bodies.count; i-- > 0;)
        if (is_told_before(&memory->bodies.at[i], memory, m) && (any || memory->bodies.at[i].word == word)) {
            m->org = memory->bodies.at[i].org;
            m->role = DMI_NONE;
            m->kind = DMI_MENTION_ORG;
            m->how = DMI_HOW_MEMORY;
            return;
        }
    if (any)
        m->role = DMI_NONE; /* nobody knows which */
}

static void take_state(dmi_mention *m, uint16_t state, uint8_t how)
{
    if (state == DMI_NONE || m->state_count > 0 || m->org != DMI_NONE)
        return;
    m->states[m->state_count++] = state;
    m->how = how;
}

static void take_group_state(dmi_mention *m, uint16_t state)
{
    if (state == DMI_NONE)
        return;
    m->states[m->state_count++] = state;
    m->how = DMI_HOW_WORLD;
}

static bool stands_for_no_state(unsigned k)
{
    return k == DMI_K_INTERNATIONAL || k == DMI_K_IGO_ROLE || k == DMI_K_THE_BODY || k == DMI_K_NGO_ROLE ||
           k == DMI_K_COUNTERPART || k == DMI_K_PERSON_TITLE;
}

static dm_str sector_of(const dmi_vocabulary *v, const dmi_mention *m)
{
    if (m->former && m->role != DMI_NONE)
        return DMI_STR("ELI");
    if (m->org != DMI_NONE && dmi_packs_entity_at(v->packs, m->org)->kind == DMI_ENTITY_GROUP)
        return dmi_packs_entity_at(v->packs, m->org)->code;
    if (m->role != DMI_NONE && dmi_packs_concept_at(v->packs, m->role)->sector.bytes > 0)
        return dmi_packs_concept_at(v->packs, m->role)->sector;
    if (m->plural && m->role == DMI_NONE && m->adjective)
        return DMI_STR("CVL");
    if (m->state_count > 0 && (m->kind == DMI_MENTION_COUNTRY || m->kind == DMI_MENTION_PERSON || m->role != DMI_NONE))
        return DMI_STR("GOV");
    return DMI_STR("");
}

void dmi_resolve_mentions(dmi_arena *arena, const dmi_vocabulary *v, dmi_sentence *s, dmi_memory *memory)
{
    uint16_t place = dmi_sentence_place(v, s), only = only_state(v, s, false);

    if (place != DMI_NONE)
        memory->last_place = place;

    for (uint32_t i = 0; i < s->mention_count; i++) {
        dmi_mention *m = &s->mentions[i];
        unsigned k;
        if (m->kind == DMI_MENTION_PRONOUN || m->kind == DMI_MENTION_BOTH || m->kind == DMI_MENTION_WORLD)
            continue;
        if (m->said_country)
            take_state(m, memory->last_state, DMI_HOW_REFERENCE);
        recall_name(arena, memory, s, m);
        recall_body(v, memory, s, m);
        k = m->role == DMI_NONE ? 0 : v->known[m->role];
        if (m->state_count == 0 && m->org != DMI_NONE && dmi_packs_entity_at(v->packs, m->org)->kind == DMI_ENTITY_GROUP)
            take_group_state(m, dmi_packs_entity_at(v->packs, m->org)->state);
        if (m->state_count == 0 && m->org != DMI_NONE && dmi_packs_entity_at(v->packs, m->org)->kind == DMI_ENTITY_GROUP)
            take_group_state(m, place); /* a group of no one country is of the place */
        if (m->state_count == 0 && m->org == DMI_NONE && m->role != DMI_NONE && !stands_for_no_state(k)) {
            if (!recall_role(memory, m)) {
                take_state(m, place, DMI_HOW_PLACE);
                if (only != DMI_NONE && !is_only_behind(s, m, only))
                    take_state(m, only, DMI_HOW_SENTENCE);
                take_state(m, memory->last_place, DMI_HOW_DOCUMENT);
                take_state(m, memory->default_state, DMI_HOW_DOCUMENT);
            }
        }
        m->sector = sector_of(v, m);
        if (m->state_count > 0 && m->how <= DMI_HOW_WORLD)
            memory->last_state = m->states[m->state_count - 1];
    }
}
