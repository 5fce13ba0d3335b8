#include "pack/trie.h"

void dmi_trie_init(dmi_trie *trie, dmi_arena *arena)
{
    *trie = (dmi_trie){ .arena = arena };
    dmi_push(arena, &trie->states); /* DMI_STATE_NONE */
    dmi_push(arena, &trie->words)->text = DMI_STR(""); /* DMI_WORD_NONE */
    dmi_push(arena, &trie->words)->text = DMI_STR(""); /* DMI_WORD_GAP */
}

uint32_t dmi_trie_word_id(dmi_trie *trie, dm_str fold)
{
    uint32_t *id = dmi_dict_add(trie->arena, &trie->ids, fold);

    if (*id == DMI_WORD_NONE) {
        *id = trie->words.count;
        dmi_push(trie->arena, &trie->words)->text = dmi_copy(trie->arena, fold);
    }
    return *id;
}

/* ---- edges */

dmi_edge *dmi_edge_slot(const dmi_edge *edges, uint32_t room, uint32_t state, uint32_t word)
{
    uint32_t i = dmi_edge_place(state, word, room);

    while (edges[i].state != DMI_STATE_NONE && (edges[i].state != state || edges[i].word != word))
        i = i + 1 == room ? 0 : i + 1;
    return (dmi_edge *)&edges[i];
}

static void edges_grow(dmi_trie *trie)
{
    uint32_t room = trie->edge_room == 0 ? 1024 : trie->edge_room * 2;
    dmi_edge *edges = dmi_alloc(trie->arena, room * sizeof *edges);

    for (uint32_t i = 0; i < trie->edge_room; i++)
        if (trie->edges[i].state != DMI_STATE_NONE)
            *dmi_edge_slot(edges, room, trie->edges[i].state, trie->edges[i].word) = trie->edges[i];
    trie->edges = edges;
    trie->edge_room = room;
}

static uint32_t state_new(dmi_trie *trie)
{
    dmi_push(trie->arena, &trie->states);
    return trie->states.count - 1;
}

static uint32_t step_add(dmi_trie *trie, uint32_t state, uint32_t word)
{
    dmi_edge *edge;

    if (trie->edge_count >= trie->edge_room / 2)
        edges_grow(trie);
    edge = dmi_edge_slot(trie->edges, trie->edge_room, state, word);
    if (edge->state == DMI_STATE_NONE) {
        *edge = (dmi_edge){ state, word, state_new(trie) };
        trie->edge_count++;
        trie->states.at[state].flags |= word == DMI_WORD_GAP ? DMI_STATE_HAS_GAP : DMI_STATE_HAS_EDGES;
    }
    return edge->next;
}

uint32_t dmi_trie_find(const dmi_trie *trie, const uint32_t *words, uint32_t count)
{
    uint32_t state = count == 0 ? DMI_STATE_NONE : trie->words.at[words[0]].root;

    for (uint32_t i = 1; i < count && state != DMI_STATE_NONE; i++)
        state = trie->edge_room == 0 ? DMI_STATE_NONE : dmi_edge_slot(trie->edges, trie->edge_room, state, words[i])->next;
    return state;
}

/* ---- senses */

enum {
    APART = DMI_F_PASS | DMI_F_NEG | DMI_F_WEAK | DMI_F_NAME | DMI_F_DEMONYM | DMI_F_CAPITAL | DMI_F_SEAT | DMI_F_CITY | DMI_F_ACRONYM,
    FINITE = DMI_F_V | DMI_F_PRES | DMI_F_PAST | DMI_F_FUT | DMI_F_INF | DMI_F_IMP | DMI_F_SUBJ,
    NOUN_LIKE = DMI_F_N | DMI_F_ADJ | DMI_F_PPART | DMI_F_ACTPART | DMI_F_GER
};

int dmi_sense_nature(uint32_t features)
{
    bool finite = (features & FINITE) != 0, noun_like = (features & NOUN_LIKE) != 0;

    if ((features & DMI_F_ACRONYM) != 0)
        return DMI_NATURE_ACRONYM;
    if (finite)
        return noun_like ? DMI_NATURE_BOTH : DMI_NATURE_VERBAL;
    return DMI_NATURE_NOMINAL;
}

/* Cells of one entry that are written alike are one sense, unless one is a noun or adjective and the other a verb, or one a passive or negated
 * and the other not. A country's name that is its capital's too has two. */
static bool same_reading(uint32_t a, uint32_t b)
{
    const uint32_t kinds = DMI_F_N | DMI_F_ADJ;
    bool verb_a = (a & DMI_F_VERBAL) != 0, verb_b = (b & DMI_F_VERBAL) != 0;

    return ((a & kinds) != 0) == ((b & kinds) != 0) && verb_a == verb_b && ((a ^ b) & APART) == 0;
}

static bool same_sense(const dmi_sense *a, const dmi_sense *b)
{
    return a->kind == b->kind && a->id == b->id && a->object_prep == b->object_prep && a->head == b->head && same_reading(a->features, b->features);
}

static void sense_add(dmi_trie *trie, uint32_t state, dmi_sense sense)
{
    uint32_t node = trie->states.at[state].first_sense, last = 0;

    for (; node != 0; node = trie->senses.at[node - 1].next) {
        dmi_sense *old = &trie->senses.at[node - 1].sense;
        if (same_sense(old, &sense)) {
            old->features |= sense.features;
            return;
        }
        last = node;
    }
    dmi_push(trie->arena, &trie->senses)->sense = sense;
    if (last == 0)
        trie->states.at[state].first_sense = trie->senses.count;
    else
        trie->senses.at[last - 1].next = trie->senses.count;
    trie->form_count++;
}

void dmi_trie_add(dmi_trie *trie, const uint32_t *words, uint32_t count, dmi_sense sense)
{
    uint32_t state;

    if (trie->words.at[words[0]].root == DMI_STATE_NONE)
        trie->words.at[words[0]].root = state_new(trie);
    state = trie->words.at[words[0]].root;
    for (uint32_t i = 1; i < count; i++)
        state = step_add(trie, state, words[i]);
    sense_add(trie, state, sense);
}
