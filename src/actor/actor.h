/**
 * actor: who is spoken of. Composes mentions from the units of a sentence, in whatever order the language puts them ("Menteri Luar
 * Negeri China Wang Yi", "وزير الخارجية الصيني وانغ يي", "China's foreign minister, Wang Yi"), and resolves them to country and sector.
 *
 * The method: from left to right a mention grows while the next unit fits it: a role takes a country (a demonym on either side, a
 * name behind a genitive), an organisation and a name; a country takes a role behind it; a name closes it. Coordinated countries
 * belong to a plural role ("the foreign ministers of China and Russia"). An apposition between commas joins its neighbour.
 *
 * Resolution goes by what is nearest to proof: countries in the mention itself; the world's list, by the offices held on the day; the
 * DOCUMENT's memory (a name or role met before with its country); the place of the sentence; the only country in the sentence; the
 * document's commonest country. What stays open stays without a country: no actor is better than a wrong one.
 *
 * Not here: pronouns and "both sides", which need to know who was subject (event/reference.c).
 */
#ifndef DMI_ACTOR_H
#define DMI_ACTOR_H

#include "actor/vocabulary.h"

enum {
    DMI_MENTION_COUNTRY = 1, /* a state by its name, capital or seat */
    DMI_MENTION_ORG,
    DMI_MENTION_GROUP,  /* a group of the world's list */
    DMI_MENTION_PERSON, /* named */
    DMI_MENTION_ROLE,   /* an office or kind of people without a name */
    DMI_MENTION_PRONOUN,
    DMI_MENTION_BOTH, /* both sides */
    DMI_MENTION_WORLD /* the international community */
};
enum {
    DMI_HOW_NONE = 0,
    DMI_HOW_EXPLICIT,
    DMI_HOW_WORLD,
    DMI_HOW_MEMORY,
    DMI_HOW_PLACE,
    DMI_HOW_SENTENCE,
    DMI_HOW_DOCUMENT,
    DMI_HOW_REFERENCE
};
enum { DMI_STATES_MAX = 6 };

typedef struct dmi_mention {
    uint32_t unit_start, unit_end; /* half-open */
    uint32_t name_start, name_end; /* the name's units; equal: no name */
    uint16_t states[DMI_STATES_MAX];
    uint8_t state_count;
    uint8_t kind, how;
    uint16_t role, entity, org; /* DMI_NONE */
    bool plural, counted, former, adjective,
        capital; /* counted: behind a number; adjective: a demonym that modifies; capital: a capital or seat, so maybe a place */
    bool said_country; /* its country is the one named last ("officials of this country") */
    bool place_like;   /* it may be a place as well as an actor: a bare country or capital */
    bool has_holder;   /* a body with somebody of it: "the ministry's spokesman" */
    bool of_body;      /* an office of a body or a town that is named: the mayor of Paris */
    dm_str sector;     /* static or of the packs */
    dm_str name;       /* as it is shown: a person's or group's; empty */
} dmi_mention;

/** What a document knows of somebody it has named. */
typedef struct dmi_known_name {
    uint16_t states[DMI_STATES_MAX];
    uint8_t state_count;
    uint16_t role, entity, org;
    dm_str sector, shown;
} dmi_known_name;

typedef struct dmi_known_role {
    uint16_t role, state, org;
    uint32_t sentence; /* where it was told */
} dmi_known_role;

/** A word of an international body's name and where it stood: "the union" after "the African Union" is that one. */
typedef struct dmi_known_body {
    uint64_t word; /* its hash */
    uint32_t sentence, unit;
    uint16_t org;
} dmi_known_body;

enum { DMI_NAME_WORD_SLOTS = 2048 }; /* a power of two; half of them are used at most, later names go unremembered */

/** Memory of one document (all its parts). */
typedef struct dmi_memory {
    struct {
        uint64_t hash;
        uint32_t name;
    } * name_words; /* each word of a name to the name that last had it; open addressing */
    uint32_t name_word_count;
    DMI_ARRAY(dmi_known_name) names;
    DMI_ARRAY(dmi_known_role) roles;
    DMI_ARRAY(dmi_known_body) bodies; /* in the order of the text */
    uint32_t *state_counts;           /* of each state: how often it was named */
    uint32_t *state_first;            /* when it was first named, counted from 1 */
    uint32_t mention_clock;
    uint16_t default_state; /* the commonest; DMI_NONE */
    uint16_t second_state;
    uint16_t last_place; /* of the last city or "in COUNTRY" in the sentences resolved so far; DMI_NONE */
    uint16_t last_state; /* named last in the sentences resolved so far; DMI_NONE */
    uint32_t sentence;   /* the one being read or resolved: set by the caller */
    uint32_t day;        /* yyyymmdd, for offices; 0: unknown */
} dmi_memory;

void dmi_memory_init(dmi_arena *arena, const dmi_packs *packs, dmi_memory *memory, uint32_t day);

/** Fill sentence->mentions and what the memory learns from them. */
void dmi_find_mentions(dmi_arena *arena, const dmi_vocabulary *vocabulary, const dmi_lang *lang, dmi_sentence *sentence,
                       dmi_memory *memory);

/** The name one of whose words is this, NULL when none is. */
const dmi_known_name *dmi_memory_name(const dmi_memory *memory, dm_str word);

/** Learn the name and role of a mention that has a country or an entity of its own. */
void dmi_memory_learn(dmi_arena *arena, const dmi_vocabulary *vocabulary, dmi_memory *memory, const dmi_sentence *sentence,
                      dmi_mention *mention);

/** After all sentences were read: the default states. */
void dmi_memory_settle(const dmi_packs *packs, dmi_memory *memory);

/** Give countries and sectors to the mentions of a sentence that have none of their own. */
void dmi_resolve_mentions(dmi_arena *arena, const dmi_vocabulary *vocabulary, dmi_sentence *sentence, dmi_memory *memory);

/** Where heads come first: does a word of an entry read before stand between unit i and the one before it, "convicted Huber (of) bribery"? */
bool dmi_is_behind_gap(const dmi_params *params, const dmi_sentence *sentence, uint32_t i);

/** May the person of this entity hold the office of the mention? Not when the world's list has other offices of his alone: where the verb stands
 *  first, an office and a name side by side may be its subject and its object ("the mayor of Paris | Macron"). */
bool dmi_may_hold(const dmi_vocabulary *vocabulary, const dmi_mention *office, uint16_t person);

/** The state whose place the sentence names ("in Lima", a city), DMI_NONE when none or several. */
uint16_t dmi_sentence_place(const dmi_vocabulary *vocabulary, const dmi_sentence *sentence);
uint16_t
dmi_sentence_country(const dmi_vocabulary *vocabulary,
                     const dmi_sentence *sentence); /* the one country that the sentence names; DMI_NONE: none or several */

#endif
