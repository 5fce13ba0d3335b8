/**
 * event: what was done. Sentence by sentence: units and mentions become PHRASES, phrases and verbs become FRAMES (a verb with its
 * slots), rules turn frames and act nouns into events, operators turn acts into requests, promises, threats.
 *
 *   grammar    the ontology's tables: rules, operators, code book, contexts
 *   phrase     noun phrases: a head, its possessor and genitive, the prepositional phrases that hang on it
 *   clause     frames: verbs with subject, object and prepositional slots, and which frame stands under which
 *   slot       who stands in a slot, through possessors where the head is a deed ("the decision of Chile")
 *   match      rules against frames and act nouns
 *   operator   acts under acts
 *   status     actual, planned, negated, hypothetical, historical
 *   reference  pronouns, "both sides", the speaker
 *
 * The method in a sentence: slots come by control, not by distance (LESSONS, 3): a coordinated verb takes the subject of the one before,
 * an infinitive its governor's subject or object, a relative clause its antecedent, a participle the subject of its sentence.
 */
#ifndef DMI_EVENT_H
#define DMI_EVENT_H

#include "actor/actor.h"

/* ---- the ontology's tables (grammar.c) */

enum {
    DMI_SLOT_SUBJ = 1,
    DMI_SLOT_OBJ,
    DMI_SLOT_OWN,
    DMI_SLOT_OF,
    DMI_SLOT_REL,
    DMI_SLOT_COMP,
    DMI_SLOT_SPEAKER,
    DMI_SLOT_SAID_OF,
    DMI_SLOT_PREP /* + DMI_K_... */
};
enum { DMI_NEED_ONE = 0, DMI_NEED_SRC, DMI_NEED_TGT, DMI_NEED_BOTH, DMI_NEED_NONE };
enum { DMI_OFFICIAL_NO = 0, DMI_OFFICIAL_SRC, DMI_OFFICIAL_TGT, DMI_OFFICIAL_ANY };
enum { DMI_RULE_SLOTS_MAX = 10, DMI_RULE_CONCEPTS_MAX = 16 };

typedef struct dmi_concepts {
    uint16_t at[DMI_RULE_CONCEPTS_MAX];
    uint8_t count;
} dmi_concepts;

typedef struct dmi_rule {
    dm_str name, mode, cameo;
    uint8_t type, class_, form; /* form: 0 any, 1 verb, 2 noun, 3 a noun carried by a light verb */
    uint8_t need, official, base;
    bool content;    /* told only when an act stands in its content */
    bool no_content; /* not told of a clause: "confirmed that ..." supports nobody */
    bool people;     /* the doers are plain people, neither a state nor its forces and offices */
    bool court;      /* the doers are courts */
    bool other;      /* the target is somebody else than the source: of another country or sector */
    bool
        unarmed; /* both sides are of politics, law or the media, and told as people or bodies, not as states: they do it with words */
    bool symmetric, genitive_object, place, authority, bare, direct,
        direct_source; /* authority: an unnamed doer is the state;  bare: without an object;  direct: the target is meant itself, not through what it owns */
    dmi_concepts object, any, no_object, subject, no_subject;
    uint8_t source[DMI_RULE_SLOTS_MAX], target[DMI_RULE_SLOTS_MAX]; /* ended by 0 */
    uint16_t next;                                                  /* next rule of the same head + 1; 0: none */
} dmi_rule;

enum { DMI_ACT_COOP = 1, DMI_ACT_HOST, DMI_ACT_NEUTRAL, DMI_ACT_NOT_COOP, DMI_ACT_NOT_HOST, DMI_ACT_ANY };
enum {
    DMI_FAMILY_NONE = 0,
    DMI_FAMILY_APPEAL,
    DMI_FAMILY_INTEND,
    DMI_FAMILY_DEMAND,
    DMI_FAMILY_REJECT,
    DMI_FAMILY_THREATEN,
    DMI_FAMILY_STOP,
    DMI_FAMILY_COUNT
};
enum { DMI_HOW_CONSUME = 1, DMI_HOW_KEEP, DMI_HOW_PLANNED, DMI_HOW_HYPOTHETICAL, DMI_HOW_NEGATED, DMI_HOW_DROP };

typedef struct dmi_operator {
    uint16_t concept;
    uint8_t act, act_type /* 0: of any type */, type /* 0: the act's own */, family, how;
} dmi_operator;

typedef struct dmi_class {
    dm_str name;
    dm_str cameo[DMI_FAMILY_COUNT];
    dm_str mode_request, mode_reject, mode_threaten;
} dmi_class;

typedef struct dmi_type {
    dm_str name;
    uint8_t quad;
    int16_t score_tenths;
} dmi_type;
typedef struct dmi_mode {
    uint8_t type;
    dm_str name;
    int16_t score_tenths;
} dmi_mode;
typedef struct dmi_cameo {
    dm_str code;
    int16_t goldstein_tenths;
} dmi_cameo;
typedef struct dmi_context {
    dm_str name;
    uint16_t concept;
} dmi_context;

enum { DMI_TYPES_MAX = 20 };

typedef struct dmi_grammar {
    const dmi_vocabulary *v;
    dmi_arena arena;
    dmi_type types[DMI_TYPES_MAX]; /* from 1 */
    uint8_t type_count;
    DMI_ARRAY(dmi_rule) rules;
    DMI_ARRAY(dmi_operator) operators;
    DMI_ARRAY(dmi_class) classes; /* from 1: the first is empty */
    DMI_ARRAY(dmi_mode) modes;
    DMI_ARRAY(dmi_cameo) cameo;
    DMI_ARRAY(dmi_context) contexts;
    dm_str roots[DMI_FAMILY_COUNT];
    uint16_t *first_rule; /* of each concept: rule + 1; 0: none */
    uint8_t type_consult, type_agree, type_support, type_cooperate, type_request, type_reject, type_threaten, type_accuse,
        type_protest, type_assault, type_coerce, type_mobilize, type_retreat;
} dmi_grammar;

/** @param out owned, dmi_grammar_destroy(). Faults name file and line of the ontology. */
dm_status dmi_grammar_open(const dmi_vocabulary *v, dmi_grammar **out, dm_error *err);
void dmi_grammar_destroy(dmi_grammar *grammar);
const dmi_rule *dmi_grammar_rule(const dmi_grammar *grammar, uint16_t index_plus_one);
int16_t dmi_grammar_goldstein(const dmi_grammar *grammar, dm_str cameo);
int16_t dmi_grammar_score(const dmi_grammar *grammar, uint8_t type, dm_str mode);

/* ---- events found */

enum { DMI_STATUS_ACTUAL = 0, DMI_STATUS_PLANNED, DMI_STATUS_NEGATED, DMI_STATUS_HYPOTHETICAL, DMI_STATUS_HISTORICAL };
enum { DMI_PARTIES_MAX = 8 };

/** A party: a mention, and where it stands. */
typedef struct dmi_party {
    dmi_mention mention;
    uint32_t sentence; /* whose units the mention counts; DMI_NO_INDEX: taken over from another sentence */
} dmi_party;
typedef struct dmi_parties {
    dmi_party at[DMI_PARTIES_MAX];
    uint8_t count;
} dmi_parties;

typedef struct dmi_found {
    uint8_t type, status;
    dm_str mode, cameo;
    const dmi_rule *rule;
    uint16_t operators[4]; /* concepts applied, outermost first */
    uint8_t operator_count;
    dmi_parties source, target;
    uint32_t sentence;             /* index of the sentence */
    uint32_t unit;                 /* the trigger */
    uint32_t unit_start, unit_end; /* the words that report it */
    uint8_t score;                 /* 0 to 100 */
    uint64_t contexts;             /* bits into grammar->contexts' distinct names, in order */
    dm_str why;                    /* for explain: how slots were filled, what operators did */
} dmi_found;
typedef DMI_ARRAY(dmi_found) dmi_found_list;

/** What is carried from sentence to sentence. */
typedef struct dmi_discourse {
    dmi_memory *memory;
    dmi_parties last_subject; /* of the last finite clause */
    dmi_parties last_person;  /* the named person who was last a subject */
    dmi_parties last_plural;
    dmi_parties speaker;                      /* of the open quote, or of the last reporting verb */
    dmi_parties pair;                         /* the two sides met last */
    dmi_parties charge_source, charge_target; /* of the last request, accusation, threat, sanction: whom an answer is aimed at */
    uint32_t in_quote;                        /* a quote runs on over the end of so many sentences */
    bool explain;
    dmi_buf *explanation; /* heap; the coder's */
} dmi_discourse;

/** Find the events of one sentence whose mentions were resolved; they are appended to `out`. */
void dmi_find_events(dmi_arena *arena, const dmi_grammar *grammar, const dmi_lang *lang, dmi_sentence *sentence,
                     uint32_t sentence_index, dmi_discourse *discourse, dmi_found_list *out);

#endif
