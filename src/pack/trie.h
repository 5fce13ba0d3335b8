/**
 * Inside of pack, for the compiler: the lexicon of one language while it grows.
 */
#ifndef DMI_TRIE_H
#define DMI_TRIE_H

#include "pack/container.h"
#include "pack/dict.h"

typedef struct dmi_sense_node {
    dmi_sense sense;
    uint32_t next; /* index of the next node from 1; 0: last */
} dmi_sense_node;

typedef struct dmi_trie_state {
    uint32_t first_sense; /* index of a node from 1; 0: none */
    uint16_t flags;
} dmi_trie_state;

typedef struct dmi_trie_word {
    dm_str text;
    uint32_t root;
    bool is_abbreviation;
} dmi_trie_word;

typedef struct dmi_trie {
    dmi_arena *arena;
    dmi_dict ids;                      /* folded word -> id */
    DMI_ARRAY(dmi_trie_word) words;    /* by id */
    DMI_ARRAY(dmi_trie_state) states;  /* by state */
    DMI_ARRAY(dmi_sense_node) senses;
    dmi_edge *edges;
    uint32_t edge_room, edge_count;
    uint32_t form_count;
} dmi_trie;

void dmi_trie_init(dmi_trie *trie, dmi_arena *arena);

/** The id of a folded word, made when new. */
uint32_t dmi_trie_word_id(dmi_trie *trie, dm_str fold);

/** The state after these words; DMI_STATE_NONE: no entry goes so. */
uint32_t dmi_trie_find(const dmi_trie *trie, const uint32_t *words, uint32_t count);

/** Give the words a sense. The same sense of another cell or line is the same still: its features are added. */
void dmi_trie_add(dmi_trie *trie, const uint32_t *words, uint32_t count, dmi_sense sense);

/** The edge of a state and word in a table, or the free place where it belongs. */
dmi_edge *dmi_edge_slot(const dmi_edge *edges, uint32_t room, uint32_t state, uint32_t word);

/** In which run of its state's senses one belongs (dmi_state_rec). */
int dmi_sense_nature(uint32_t features);
enum { DMI_NATURE_ACRONYM = 1, DMI_NATURE_NOMINAL, DMI_NATURE_BOTH, DMI_NATURE_VERBAL };

#endif
