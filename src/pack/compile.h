/**
 * Inside of pack: the compiler's state, and what its parts (compile, entry, world, names, write) ask of each other.
 */
#ifndef DMI_COMPILE_H
#define DMI_COMPILE_H

#include "pack/format.h"
#include "pack/paradigm.h"
#include "pack/trie.h"

/* A name of the world's entity, to be added to the lexicons. */
typedef struct dmi_world_name {
    dm_str lang;  /* "la": all languages */
    dm_str entry; /* as written */
    uint16_t entity;
    uint32_t features;
    dm_str file;  /* "world/people" */
    dmi_reader reader; /* for faults */
} dmi_world_name;

typedef struct dmi_clitic_build {
    dm_str text, strict, put_back; /* folded; strict: with DMI_FOLD_STRICT */
    uint16_t concept_;     /* DMI_NONE: the senses are those of the entry written the same */
    uint16_t kinds;
    bool is_enclitic;
    uint32_t line;
} dmi_clitic_build;

typedef struct dmi_lang_build {
    dm_str code;
    dmi_params params;
    dm_str article; /* folded */
    DMI_ARRAY(dm_str) feminine; /* endings of feminine nouns, as written */
    DMI_ARRAY(dmi_clitic_build) clitics;
    dmi_paradigms *paradigms;
    dmi_trie trie;
    DMI_ARRAY(dm_str) files;
    DMI_ARRAY(dmi_chrome) chrome;
    bool *has_name; /* by state */
    uint32_t entry_count, country_count;
} dmi_lang_build;

typedef struct dmi_compiler {
    dmi_arena arena, scratch; /* scratch is reset for each line */
    jmp_buf escape;
    dmi_faults faults;
    const char *packs_dir, *ontology_dir;
    dmi_dict concept_ids, state_ids, entity_ids;
    DMI_ARRAY(dmi_concept) concepts;
    DMI_ARRAY(dmi_state) states;
    DMI_ARRAY(dmi_entity) entities;
    DMI_ARRAY(dmi_office) offices;
    DMI_ARRAY(dmi_world_name) world_names;
    DMI_ARRAY(dmi_ontology_rec) ontology;
    DMI_ARRAY(dmi_lang_build) langs;
    uint64_t source_hash;
    dmi_dict string_offsets;
    dmi_buf strings; /* the pool */
    /* held here so that they are closed when an allocation jumps away */
    void *dir;         /* the folder being listed, a DIR */
    void *date_format; /* a UDateFormat */
} dmi_compiler;

static inline unsigned dmi_build_fold_flags(const dmi_lang_build *lang)
{
    return lang->params.keep_accents ? 0 : DMI_FOLD_ACCENTS;
}

/* ---- entry.c: entries to forms in a lexicon */

/** What an entry means: the sense but for what the entry itself says (head, preposition, features of the cell). */
typedef struct dmi_entry_meaning {
    uint8_t kind;
    uint16_t id;
    uint32_t features;
    uint16_t file;
    const dmi_template *template_; /* NULL: as written */
} dmi_entry_meaning;

/** One entry as written between bars; false (and a fault given): it is none. */
bool dmi_entry_add(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str entry, dmi_entry_meaning meaning);

/** Entries between bars, perhaps with a template in front; counts them. `seen` finds what stands twice, may be NULL. */
void dmi_entries_add(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str entries, dmi_entry_meaning meaning,
                     dmi_dict *seen);

uint16_t dmi_build_file(dmi_compiler *compiler, dmi_lang_build *lang, dm_str name);

/* ---- world.c: packs/world and the names in it */

enum { DMI_WORLD_STATES, DMI_WORLD_BODIES, DMI_WORLD_PERSONS, DMI_WORLD_PASSES };

/** Read the blocks of one pass: states; organisations and groups; persons. */
void dmi_world_read(dmi_compiler *compiler, dm_str file, dmi_reader reader, int pass);
void dmi_world_names_add(dmi_compiler *compiler, dmi_lang_build *lang);

/* ---- names.c: month and weekday names that CLDR knows */

void dmi_cldr_names_add(dmi_compiler *compiler, dmi_lang_build *lang);
void dmi_cldr_close(dmi_compiler *compiler);

/* ---- write.c: the container */

void dmi_container_write(dmi_compiler *compiler, dmi_buf *out);
dmi_ref dmi_pool_add(dmi_compiler *compiler, dm_str text);

#endif
