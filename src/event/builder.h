/* What the two clause builders share: the state of one pass over the chunks of a sentence, and its steps. */
#ifndef DMI_BUILDER_H
#define DMI_BUILDER_H

#include "event/parse.h"

enum { STACK_MAX = 12 };

enum { FORM_FINITE = 1, FORM_INFINITIVE, FORM_GERUND, FORM_PASSIVE_PARTICIPLE, FORM_ACTIVE_PARTICIPLE };

typedef struct dmi_builder {
    dmi_parse *p;
    dmi_chunks c;
    uint32_t cur;              /* the frame that takes what comes */
    uint32_t stack[STACK_MAX]; /* frames that wait for their verb, or for what comes behind a subordinate clause */
    uint32_t depth;
    uint32_t last_phrase, anchor; /* the last phrase; the last act noun (or other noun) that prepositional phrases may hang on */
    uint32_t conj_to;             /* the next phrase is coordinated with this one */
    uint32_t quote_outer;         /* frame in which the open quote stands */
    bool quote_leads;             /* the quote opened its frame */
    uint64_t prep;                /* the waiting preposition's bits */
    uint8_t prev, before_prev;    /* kinds of the two chunks before */
    uint32_t duty;                /* the "must" that waits for who has to, and for what; NONE */
    bool infinitive, and_before, comma_before;
} dmi_builder;

static inline dmi_frame *frame_at(dmi_builder *b, uint32_t i)
{
    return &b->p->frames.at[i];
}

static inline dmi_frame *cur(dmi_builder *b)
{
    return frame_at(b, b->cur);
}

static inline dmi_phrase *phrase_at(dmi_builder *b, uint32_t i)
{
    return &b->p->phrases.at[i];
}

static inline const dmi_phrase *phrase_of(const dmi_builder *b, uint32_t i)
{
    return &b->p->phrases.at[i];
}

static inline bool top_waits(const dmi_builder *b)
{
    return b->depth > 0 && b->p->frames.at[b->stack[b->depth - 1]].verb == NONE;
}

static inline bool is_actor(const dmi_builder *b, uint32_t phrase)
{
    return phrase != NONE && b->p->phrases.at[phrase].mention != NONE;
}

static inline const dmi_chunk *chunk_at(const dmi_builder *b, uint32_t i)
{
    return i < b->c.count ? &b->c.at[i] : NULL;
}

static inline bool kind_at(const dmi_builder *b, uint32_t i, uint8_t kind)
{
    return i < b->c.count && b->c.at[i].kind == kind;
}

/* builder.c */
uint32_t dmi_open_frame(dmi_builder *b, uint8_t link, uint32_t parent);
void dmi_hold_frame(dmi_builder *b, uint32_t frame);
bool dmi_takes_complement(const dmi_parse *p, uint32_t unit);
bool dmi_controls_by_object(const dmi_parse *p, uint32_t unit);
int dmi_verb_form(const dmi_builder *b, const dmi_chunk *chunk);
bool dmi_has_actor_near(const dmi_builder *b, uint32_t phrase);
void dmi_set_verb(dmi_builder *b, const dmi_chunk *chunk, int form);
void dmi_add_object(dmi_builder *b, uint32_t phrase);
void dmi_attach_preposition(dmi_builder *b, uint32_t phrase);
void dmi_coordinate(dmi_builder *b, uint32_t to, uint32_t phrase);
void dmi_note_phrase(dmi_builder *b, uint32_t phrase);
bool dmi_verb_before_boundary(const dmi_builder *b, uint32_t i);
void dmi_on_stop(dmi_builder *b, uint32_t i);
uint32_t dmi_coordination_partner(const dmi_builder *b, uint32_t phrase);
void dmi_on_comma(dmi_builder *b, uint32_t i);

/* clause.c: verb-medial and verb-initial languages; final.c: verb-final ones */
void dmi_build_clauses(dmi_builder *b);
void dmi_build_final(dmi_builder *b);

#endif
