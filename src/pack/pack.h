/**
 * pack: words to concepts. The pack texts (docs/packs.md) of all languages, the world and the ontology become one binary, the
 * CONTAINER, which is mapped and never parsed at start: a header (magic "DRAGOMAN", format number, hash of the sources, section
 * directory), then sections of flat arrays with offsets. dmi_packs_open checks every offset once.
 *
 *   format, paradigm   the texts line by line, faults as file:line; principal parts to forms through templates and joining rules
 *   entry, world, names   an entry to forms in a lexicon; the world's facts; months and weekdays that CLDR knows
 *   compile, trie, dict, write   the whole: a lexicon while it grows, then the container
 *   container   checks and opens it
 *   lexicon.h: pieces, longest, clitics, units   finds the longest entries in a run of tokens, strips clitics
 *
 * A language's lexicon is a trie over words: (state, word) -> state, in one open-addressing hash table; a state that ends entries
 * has a list of SENSES. The first step stands with the word, so that most words cost one look-up; states that lead nowhere and have the
 * same senses are one, which halves a lexicon of many forms. The names of the world's entities and of countries are entries like any other.
 * An entry that begins with an apostrophe ('ll) is an enclitic too. A double-array trie over letters was not taken: clitics and gaps are steps
 * over words.
 */
#ifndef DMI_PACK_H
#define DMI_PACK_H

#include "text/text.h"

/* ---- features of a form (docs/packs.md) */
enum {
    DMI_F_V = 1 << 0, DMI_F_PRES = 1 << 1, DMI_F_PAST = 1 << 2, DMI_F_FUT = 1 << 3, DMI_F_INF = 1 << 4, DMI_F_GER = 1 << 5,
    DMI_F_PPART = 1 << 6, DMI_F_PASS = 1 << 7, DMI_F_ACTPART = 1 << 8, DMI_F_N = 1 << 9, DMI_F_ADJ = 1 << 10, DMI_F_PL = 1 << 11,
    DMI_F_NEG = 1 << 12, DMI_F_IMP = 1 << 13, DMI_F_SUBJ = 1 << 14, DMI_F_DUAL = 1 << 15,
    DMI_F_WEAK = 1 << 16,  /* `?`: an everyday word */
    DMI_F_NAME = 1 << 17, DMI_F_DEMONYM = 1 << 18, DMI_F_CAPITAL = 1 << 19, DMI_F_SEAT = 1 << 20, DMI_F_CITY = 1 << 21, /* of a country sense */
    DMI_F_ACRONYM = 1 << 22, /* an entry of one word in capitals (US, WHO, ITU): see dmi_lang_units */
    DMI_F_P1 = 1 << 23,      /* a verb of the first person: its subject is who speaks */
    DMI_F_FEM = 1 << 24,     /* feminine: a verb agrees with the subject right behind it */
    DMI_F_NOM = 1 << 25,     /* a form of the subject alone */
    DMI_F_OBL = 1 << 26      /* a form that is never the subject */
};
#define DMI_F_VERBAL (DMI_F_V | DMI_F_PRES | DMI_F_PAST | DMI_F_FUT | DMI_F_INF | DMI_F_GER | DMI_F_PPART | DMI_F_PASS | DMI_F_IMP | DMI_F_SUBJ)

/* ---- concepts, from ontology/concepts */
enum { DMI_CLASS_ACT = 1, DMI_CLASS_OP, DMI_CLASS_LIGHT, DMI_CLASS_VERB, DMI_CLASS_THING, DMI_CLASS_ROLE, DMI_CLASS_GRAM, DMI_CLASS_DOMAIN, DMI_CLASS_TIME };

typedef struct dmi_concept {
    dm_str name;    /* "IMPOSE" */
    dm_str sector;  /* of a role: "GOV"; empty otherwise */
    uint8_t class_;
} dmi_concept;

/* ---- the world */
typedef struct dmi_state { char code[4]; uint16_t number; } dmi_state; /* ISO alpha-3 (KOS for Kosovo), numeric */
enum { DMI_ENTITY_ORG = 1, DMI_ENTITY_GROUP, DMI_ENTITY_PERSON };
typedef struct dmi_office {
    uint16_t state;       /* index of a state, or DMI_NONE: then org says whose */
    uint16_t org;         /* index of an entity (org), or DMI_NONE */
    uint16_t role;        /* concept */
    uint32_t from, to;    /* yyyymmdd; from 0: unknown; to 99991231: still */
} dmi_office;
typedef struct dmi_entity {
    dm_str key;           /* "EU", "PUTIN_VLADIMIR" */
    dm_str name;          /* its first la: name, for display */
    uint8_t kind;
    uint16_t state;       /* of a group; DMI_NONE */
    dm_str code;          /* of an org: "EUR"; of a group: its sector */
    dm_str org_kind;      /* of an org: IGO NGO MNC */
    uint32_t office_start, office_count; /* dmi_packs_office_at */
} dmi_entity;
enum { DMI_NONE = 0xFFFF };

/* ---- senses and units */
enum { DMI_SENSE_CONCEPT = 1, DMI_SENSE_COUNTRY, DMI_SENSE_ENTITY };
typedef struct dmi_sense {
    uint8_t kind;
    uint8_t head;         /* which word of the entry inflects (index among its words) */
    uint16_t id;          /* concept, state or entity */
    uint16_t object_prep; /* concept of >PREP, or DMI_NONE */
    uint16_t file;        /* of the origin: dmi_lang_file_name */
    uint32_t features;
    uint32_t line;        /* of the origin */
} dmi_sense;

/** A piece of the text that the lexicon knows as one, or one token (or piece of a token) that it does not know. */
typedef struct dmi_unit {
    uint32_t token_start, token_end; /* half-open */
    uint32_t start_byte, end_byte;   /* in the text; inside a token when a clitic was split off */
    const dmi_sense *senses;         /* borrowed from the packs */
    uint32_t sense_count;            /* 0: unknown */
    dm_str fold;                     /* of an unknown piece: its folded spelling; of a known one: its first word's */
    uint32_t mark;
    uint8_t kind;                    /* DMI_WORD, DMI_NUMBER, DMI_MARK */
    uint8_t flags;                   /* DMI_TOK_... of its first token */
    bool definite;                   /* a joined article was stripped */
    bool ends_definite;              /* its last word has a joined article: no genitive follows */
    bool clitic;                     /* a clitic itself */
    bool idiom;                      /* an entry of several words: its object may be one of them ("open fire") */
    bool particle;                   /* a preposition split off the end of the entry before it (actor/reading.c) */
} dmi_unit;
typedef struct dmi_units { dmi_unit *at; uint32_t count; } dmi_units;

/* ---- a language */
enum { DMI_ORDER_SVO = 1, DMI_ORDER_VSO, DMI_ORDER_SOV };
typedef struct dmi_params {
    uint8_t order;
    bool inflect_last, demonym_after, names_quotes, keep_accents, genitive_juxtaposed, prodrop, bare_agent, apart,
        agreement; /* verbs have the gender of the subject behind them */
    uint16_t postposition, passive_by; /* concepts or DMI_NONE */
} dmi_params;

enum { DMI_CHROME_LINE = 1, DMI_CHROME_START, DMI_CHROME_HAS, DMI_CHROME_END, DMI_CHROME_END_LINE, DMI_CHROME_BYLINE, DMI_CHROME_CREDIT };
typedef struct dmi_chrome { uint8_t kind; dm_str phrase; /* folded, words joined by one blank, no marks */ } dmi_chrome;

typedef struct dmi_packs dmi_packs;
typedef struct dmi_lang dmi_lang;

/** Compile texts into a container, added to `out`. `fault` gets every fault; with faults the status is DM_ERR_PACK, and `out` holds what the sound
 *  lines make, for tools that go on all the same: a file is written only of DM_OK. */
dm_status dmi_packs_compile(const char *packs_dir, const char *ontology_dir, dmi_buf *out, dm_fault_fn *fault, void *context, dm_error *err);

/** Open a container. `bytes` is borrowed and must outlive the packs. */
dm_status dmi_packs_open(const void *p, size_t bytes, dmi_packs **out, dm_error *err);
void dmi_packs_destroy(dmi_packs *packs);

const char *dmi_packs_hash(const dmi_packs *packs); /* 16 hex digits */
uint16_t dmi_packs_concept(const dmi_packs *packs, dm_str name); /* DMI_NONE: no such */
uint16_t dmi_packs_concept_count(const dmi_packs *packs);
const dmi_concept *dmi_packs_concept_at(const dmi_packs *packs, uint16_t id);
uint16_t dmi_packs_state(const dmi_packs *packs, dm_str code);
uint16_t dmi_packs_state_count(const dmi_packs *packs);
const dmi_state *dmi_packs_state_at(const dmi_packs *packs, uint16_t id);
uint16_t dmi_packs_entity_count(const dmi_packs *packs);
const dmi_entity *dmi_packs_entity_at(const dmi_packs *packs, uint16_t id);
const dmi_office *dmi_packs_office_at(const dmi_packs *packs, uint32_t index);
/** The text of an ontology file other than `concepts` ("rules", "operators", "codebook"), as written; empty when there is none. */
dm_str dmi_packs_ontology(const dmi_packs *packs, const char *file);

size_t dmi_packs_lang_count(const dmi_packs *packs);
const dmi_lang *dmi_packs_lang_at(const dmi_packs *packs, size_t index); /* alphabetic by code */
const dmi_lang *dmi_packs_lang(const dmi_packs *packs, dm_str code);     /* NULL: none; "id-ID" finds "id" */
const char *dmi_lang_code(const dmi_lang *lang);
const dmi_params *dmi_lang_params(const dmi_lang *lang);
unsigned dmi_lang_fold_flags(const dmi_lang *lang);
const char *dmi_lang_file_name(const dmi_lang *lang, uint16_t file); /* "acts" */
uint32_t dmi_lang_chrome_count(const dmi_lang *lang);
dmi_chrome dmi_lang_chrome_at(const dmi_lang *lang, uint32_t index);
bool dmi_lang_is_abbreviation(const void *lang, dm_str fold); /* a dmi_abbreviation_fn; context: the dmi_lang */
dm_pack_info dmi_lang_info(const dmi_lang *lang);

/**
 * Read tokens as units, left to right, the longest entry at each place. A word that is in no entry here is tried without
 * proclitics, article and enclitics (each stripped piece is a unit of its own, `clitic` set, with the senses of its concept; an
 * article gives no unit but `definite`). Inside an entry of several words a later word may carry the article or an enclitic. A hyphenated
 * word in no entry is cut at its hyphens when a part is in one (US-led: US, -, led); a word doubled with a hyphen is that word.
 * A sense of an entry in capitals holds for a word in capitals alone ("US"), of which it is then the only one; a word with one capital ("Nato")
 * has it when it has no other, a small word never; in a line of capitals it stands beside the others.
 * Cost: linear.
 */
dmi_units dmi_lang_units(dmi_arena *arena, const dmi_lang *lang, dmi_tokens tokens);

/** Is one word, as an entry of its own, with or without the joined article, of this concept? `fold` as in a token. */
bool dmi_lang_word_means(const dmi_lang *lang, dm_str fold, uint16_t concept_);

#endif
