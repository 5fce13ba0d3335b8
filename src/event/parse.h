/* Inside the event room: phrases, frames, and the analysis of one sentence. */
#ifndef DMI_PARSE_H
#define DMI_PARSE_H

#include "event/event.h"

#define NONE DMI_NO_INDEX

/** A noun phrase. Other phrases hang on it: its possessor, its genitive, and prepositional phrases. */
typedef struct dmi_phrase {
    uint32_t unit_start, unit_end;
    uint32_t head;              /* its head's unit */
    uint32_t mention;           /* the head is this actor; NONE */
    uint32_t owner;             /* possessor, demonym or name before the head, or the bare genitive behind it: phrase */
    uint32_t genitive;          /* what "of" binds, or the noun in a bare genitive: phrase */
    uint32_t next;              /* coordinated: "A, B and C" */
    uint32_t first;             /* the first of its coordination */
    uint32_t inside;            /* phrase on which it hangs */
    uint32_t frame;             /* frame in which it stands */
    uint64_t prep;              /* bits of the DMI_K_... prepositions that its governing word may be; 0: bare */
    bool object_marked, act;    /* act: the head is an act noun */
    uint32_t pp_first, pp_next; /* prepositional phrases on it; the next one on the same head */
} dmi_phrase;

enum { LINK_MAIN = 1, LINK_COORD, LINK_COMP, LINK_XCOMP, LINK_REL, LINK_ADJUNCT, LINK_IF, LINK_PARTICIPLE };

enum { FRAME_OBJECTS_MAX = 3 };

/** A verb with its slots. */
typedef struct dmi_frame {
    uint32_t verb; /* unit; NONE */
    uint32_t unit_start, unit_end;
    uint32_t parent;     /* frame; NONE */
    uint32_t antecedent; /* of a relative clause: phrase */
    uint32_t subject;    /* phrase (first of its coordination); NONE: taken from `controller` */
    uint32_t controller; /* frame whose subject (or object, when object_control) is this one's */
    uint32_t objects[FRAME_OBJECTS_MAX];
    uint8_t object_count, link;
    bool object_control, antecedent_is_subject, antecedent_is_object;
    bool negated, passive, will, would, may, must, perfect, infinitive, gerund, participle, question, postposed;
    bool first_person;        /* the verb's form says that who speaks is its subject */
    bool after_colon;         /* "Moscow: Polish claims are false": who stands before the colon says it */
    bool subject_joined;      /* the word that opened it has its subject in it: "that he" in one word */
    DMI_ARRAY(uint32_t) pps;  /* phrases with a preposition */
    DMI_ARRAY(uint32_t) bare; /* bare phrases before the verb, in order */
} dmi_frame;

typedef struct dmi_parse {
    dmi_arena *arena;
    const dmi_grammar *g;
    const dmi_vocabulary *v;
    const dmi_lang *lang;
    const dmi_params *params;
    dmi_sentence *s;
    uint32_t sentence_index;
    dmi_discourse *d;
    DMI_ARRAY(dmi_phrase) phrases;
    DMI_ARRAY(dmi_frame) frames;
    uint32_t *phrase_of; /* of each unit: the innermost phrase, NONE */
    bool *consumed;      /* of each unit: an act that an operator or light verb has taken */
    bool direct;         /* parties are wanted themselves, not through what they own */
    uint32_t references; /* references being resolved one within the other: "I said that I ..." */
} dmi_parse;

/* phrase.c: all noun phrases of the sentence, and chunks for the clause builder */
enum {
    CHUNK_PHRASE = 1,
    CHUNK_VERB,
    CHUNK_PREP,
    CHUNK_COMMA,
    CHUNK_STOP,
    CHUNK_AND,
    CHUNK_SUB,
    CHUNK_INF,
    CHUNK_OPEN,
    CHUNK_CLOSE,
    CHUNK_OBJECT_MARK,
    CHUNK_DUTY
};
typedef struct dmi_chunk {
    uint8_t kind;
    uint32_t unit; /* of a verb: the verb; of a phrase: its first unit */
    uint32_t phrase;
    bool negated, will, would, may, must, be, have, passive, done, infinitive; /* small words before a verb */
} dmi_chunk;
typedef struct dmi_chunks {
    dmi_chunk *at;
    uint32_t count;
} dmi_chunks;
dmi_chunks dmi_find_phrases(dmi_parse *p);

/* builder.c, with clause.c and final.c */
void dmi_find_frames(dmi_parse *p, dmi_chunks chunks);

/* slot.c */
void dmi_slot_phrases(const dmi_parse *p, uint32_t frame, uint8_t slot, uint32_t *out, uint32_t *count, uint32_t max);
void dmi_add_party(dmi_parties *parties, const dmi_mention *mention, uint32_t sentence);
void dmi_parties_of_phrase(dmi_parse *p, uint32_t phrase, dmi_parties *out);
void dmi_parties_of_subject(dmi_parse *p, uint32_t frame, dmi_parties *out, uint32_t depth);
void dmi_parties_of_object(dmi_parse *p, uint32_t frame, dmi_parties *out);
bool dmi_is_right_behind(const dmi_parse *p, uint32_t unit, uint32_t phrase);
void dmi_parties_of_agent(dmi_parse *p, uint32_t frame, dmi_parties *out);
/** Is the document one country's own affairs? */
bool dmi_is_domestic_document(const dmi_parse *p, uint16_t state);
bool dmi_phrase_has(const dmi_parse *p, uint32_t phrase, const dmi_concepts *concepts, uint32_t *unit);
bool dmi_unit_has(const dmi_parse *p, uint32_t unit, const dmi_concepts *concepts);
bool dmi_unit_is(const dmi_parse *p, uint32_t unit, uint16_t concept);

/* reference.c */
void dmi_speaker_of(dmi_parse *p, uint32_t frame, dmi_parties *out); /* whose words a frame reports */
bool dmi_is_quoted(const dmi_parse *p, uint32_t frame);              /* inside quotation marks */
uint32_t dmi_reporting_frame(const dmi_parse *p, uint32_t frame);    /* the reporting verb above it, NONE */
void dmi_add_referred(dmi_parties *out, const dmi_parties *from); /* parties known from before, as what they are: referred to */
bool dmi_others_before(dmi_parse *p, uint32_t unit, uint32_t frame,
                       dmi_parties *out); /* the nearest party before the unit that is not the clause's subject */
bool dmi_resolve_reference(dmi_parse *p, const dmi_mention *mention, uint32_t frame, dmi_parties *out);
void dmi_carry_discourse(dmi_parse *p);

/* filling.c: what fills the slots of one head: a verb's frame, an act noun's phrase, or both where a verb only carries the noun */
typedef struct dmi_filling {
    uint32_t frame;        /* the verb that lends its slots; NONE */
    uint32_t phrase;       /* the act noun; NONE */
    uint32_t holder;       /* the frame in which the act noun stands, whether it lends slots or not */
    bool reversed;         /* "came under attack": the subject is the target */
    uint64_t object_preps; /* bits of the prepositions that mark the object */
} dmi_filling;
void dmi_fill_slot(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, uint8_t slot, dmi_parties *out);
/** "Try", "resort to", "continue": whose subject does what stands in its object. */
bool dmi_is_verb_of_trying(const dmi_parse *p, uint32_t verb);
void dmi_fill_place(dmi_parse *p, const dmi_filling *fill, const dmi_rule *rule, dmi_parties *out);
bool dmi_fill_object_has(const dmi_parse *p, const dmi_filling *fill, const dmi_concepts *concepts, uint32_t *unit);
bool dmi_fill_clause_has(const dmi_parse *p, const dmi_filling *fill, const dmi_concepts *concepts);
void dmi_fill_other(dmi_parse *p, const dmi_filling *fill, const dmi_parties *source, dmi_parties *out);

/* candidate.c */
typedef struct dmi_candidate {
    const dmi_rule *rule;
    dmi_filling fill;
    uint32_t unit, unit_start, unit_end;
    uint32_t object_unit; /* the thing its rule asked for; NONE */
    uint16_t concept;
    uint8_t type, status, class_;
    dm_str mode, cameo;
    dmi_parties source, target;
    int score;
    bool dead, fallback; /* fallback: the target is a guess */
    bool measure;        /* what it is done to is a measure whose owner is not told here */
    bool reciprocal;     /* its doers do it to each other */
    bool wanting;        /* its rule asks for a target that its own slots do not have: its content may name it */
    uint16_t operators[4];
    uint8_t operator_count;
    const char *why_dead;
} dmi_candidate;
typedef DMI_ARRAY(dmi_candidate) dmi_candidates;
void dmi_find_candidates(dmi_parse *p, dmi_candidates *out);

/* explain.c: the analysis of a sentence as text, appended to the discourse's explanation */
void dmi_explain_sentence(const dmi_parse *p, const dmi_candidates *candidates, const dmi_found_list *events,
                          uint32_t first_event);

/* operator.c */
void dmi_apply_operators(dmi_parse *p, dmi_candidates *candidates);

/* status.c */
uint8_t dmi_frame_status(const dmi_parse *p, uint32_t frame);

#define DMI_BIT(k) ((uint64_t)1 << (k))
_Static_assert(DMI_K_IN_RESPONSE < 64, "prepositions have to fit a word of bits");

/** The prepositions that a unit may be, as bits. */
static inline uint64_t dmi_prepositions(const dmi_reading *r)
{
    return r->known[0] & ((DMI_BIT(DMI_K_IN_RESPONSE) | (DMI_BIT(DMI_K_IN_RESPONSE) - 1)) & ~(DMI_BIT(DMI_K_BY) - 1));
}

static inline const dmi_reading *dmi_at(const dmi_parse *p, uint32_t unit)
{
    return &p->s->readings[unit];
}
static inline bool dmi_unit_reads(const dmi_parse *p, uint32_t unit, unsigned k)
{
    return unit < p->s->count && dmi_reads(&p->s->readings[unit], k);
}

/* Has one of the unit's concepts this class (a light verb, an operator)? */
static inline bool dmi_unit_has_class(const dmi_parse *p, uint32_t unit, uint8_t class_)
{
    for (uint32_t i = 0; i < p->s->units[unit].sense_count; i++) {
        const dmi_sense *sense = &p->s->units[unit].senses[i];
        if (sense->kind == DMI_SENSE_CONCEPT && dmi_packs_concept_at(p->v->packs, sense->id)->class_ == class_)
            return true;
    }
    return false;
}

#endif
