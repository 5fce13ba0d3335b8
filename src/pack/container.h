/**
 * Inside of pack: the layout of the container, which compile writes and dmi_packs_open checks.
 *
 * One run of bytes, 8-aligned. A head with the section directory; every section is a flat array of the records below; text is a
 * (offset, bytes) reference into the string pool, where a NUL follows each string. Numbers are of the byte order of the machine that compiled it (`order`
 * says which; every machine of today is little-endian). A language's record has a directory of its own.
 */
#ifndef DMI_CONTAINER_H
#define DMI_CONTAINER_H

#include "pack/pack.h"

#define DMI_CONTAINER_MAGIC "DRAGOMAN"
enum { DMI_CONTAINER_FORMAT = 1, DMI_CONTAINER_ORDER = 0x01020304 };

typedef struct dmi_section {
    uint64_t offset; /* from the container's start, 8-aligned */
    uint32_t count, item_bytes;
} dmi_section;

typedef struct dmi_ref { uint32_t offset, bytes; } dmi_ref; /* into the string pool */

enum {
    DMI_SEC_STRINGS, DMI_SEC_CONCEPTS, DMI_SEC_CONCEPT_ORDER, DMI_SEC_STATES, DMI_SEC_ENTITIES, DMI_SEC_OFFICES, DMI_SEC_ONTOLOGY,
    DMI_SEC_LANGS, DMI_SEC_COUNT
};
enum {
    DMI_LSEC_WORDS, DMI_LSEC_SLOTS, DMI_LSEC_EDGES, DMI_LSEC_STATES, DMI_LSEC_SENSES, DMI_LSEC_CLITICS, DMI_LSEC_CHROME, DMI_LSEC_FILES,
    DMI_LSEC_COUNT
};

typedef struct dmi_head {
    char magic[8];
    uint32_t order, format;
    uint64_t source_hash, bytes;
    dmi_section sections[DMI_SEC_COUNT];
} dmi_head;

typedef struct dmi_concept_rec { dmi_ref name, sector; uint32_t class_; } dmi_concept_rec;
typedef struct dmi_entity_rec {
    dmi_ref key, name, code, org_kind;
    uint32_t office_start, office_count;
    uint16_t state, kind;
} dmi_entity_rec;
typedef struct dmi_ontology_rec { dmi_ref name, text; } dmi_ontology_rec;

typedef struct dmi_lang_rec {
    dmi_ref code, article;
    dmi_params params;
    uint32_t entry_count, form_count, country_count;
    dmi_section sections[DMI_LSEC_COUNT];
} dmi_lang_rec;

/* ---- a lexicon: words, and a trie over them whose first step stands with the word */

enum { DMI_WORD_NONE = 0, DMI_WORD_GAP = 1 }; /* word ids; word 1 is no word: the edge of a gap */
enum { DMI_STATE_NONE = 0 };

typedef struct dmi_word_rec {
    dmi_ref text;
    uint32_t root; /* state after this word at an entry's start; DMI_STATE_NONE: no entry starts so */
    uint32_t is_abbreviation;
} dmi_word_rec;

typedef struct dmi_slot { uint32_t hash, word; } dmi_slot; /* open addressing, a power of two; word 0: free */

typedef struct dmi_edge { uint32_t state, word, next; } dmi_edge; /* likewise, but of any size; state 0: free */

/* States that lead nowhere and have the same senses are one. The senses of a state lie in four runs: acronyms, nominal only, both, verbal
 * only; so what a small word may not mean, and what a joined article excludes (no verb has one), is cut off at an end. */
typedef struct dmi_state_rec {
    uint32_t sense_start;
    uint16_t acronym_count, nominal_count, both_count, verbal_count;
    uint16_t flags, unused;
} dmi_state_rec;
enum { DMI_STATE_HAS_EDGES = 1, DMI_STATE_HAS_GAP = 2 };

enum { DMI_BEFORE_NOUN = 1, DMI_BEFORE_VERB = 2, DMI_BEFORE_ANY = 3 };
typedef struct dmi_clitic_rec {
    dmi_ref text, strict, put_back; /* strict: text folded with DMI_FOLD_STRICT */
    uint32_t sense_start, sense_count;
    uint16_t kinds;      /* of the word it is joined to */
    uint16_t is_enclitic;
} dmi_clitic_rec;

typedef struct dmi_chrome_rec { dmi_ref phrase; uint32_t kind; } dmi_chrome_rec;

/** Where a word and an edge are looked for first, the same for writer and reader. */
static inline uint32_t dmi_word_hash(dm_str text)
{
    const uint64_t odd = 0x9E3779B97F4A7C15u;
    uint64_t hash = text.bytes * odd, eight;
    size_t at = 0;

    for (; text.bytes - at >= 8; at += 8) {
        memcpy(&eight, text.p + at, 8);
        hash = (hash ^ eight) * odd;
        hash ^= hash >> 32;
    }
    if (at < text.bytes) {
        eight = 0;
        memcpy(&eight, text.p + at, text.bytes - at);
        hash = (hash ^ eight) * odd;
        hash ^= hash >> 32;
    }
    return (uint32_t)(hash * odd >> 32);
}

static inline uint32_t dmi_edge_place(uint32_t state, uint32_t word, uint32_t room)
{
    uint64_t mixed = ((uint64_t)state << 32 | word) * 0x9E3779B97F4A7C15u;

    return (uint32_t)((mixed >> 32) * room >> 32);
}

#endif
