#include "pack/reader.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- checking, once, so that nothing has to be checked later */

typedef struct checker {
    const char *p;
    size_t bytes;
    const dmi_head *head;
    dm_str strings;
} checker;

static const void *items(const checker *c, dmi_section s)
{
    return c->p + s.offset;
}

static bool section_is_sound(const checker *c, dmi_section s, size_t item_bytes)
{
    return s.item_bytes == item_bytes && s.offset % 8 == 0 && s.offset <= c->bytes && s.count <= (c->bytes - s.offset) / item_bytes;
}

static bool ref_is_sound(const checker *c, dmi_ref ref)
{
    return ref.offset < c->strings.bytes && ref.bytes < c->strings.bytes - ref.offset && c->strings.p[ref.offset + ref.bytes] == '\0';
}

static bool sections_are_sound(const checker *c)
{
    static const size_t item_bytes[DMI_SEC_COUNT] = {
        [DMI_SEC_STRINGS] = 1, [DMI_SEC_CONCEPTS] = sizeof(dmi_concept_rec), [DMI_SEC_CONCEPT_ORDER] = sizeof(uint16_t),
        [DMI_SEC_STATES] = sizeof(dmi_state), [DMI_SEC_ENTITIES] = sizeof(dmi_entity_rec), [DMI_SEC_OFFICES] = sizeof(dmi_office),
        [DMI_SEC_ONTOLOGY] = sizeof(dmi_ontology_rec), [DMI_SEC_LANGS] = sizeof(dmi_lang_rec),
    };

    for (int i = 0; i < DMI_SEC_COUNT; i++)
        if (!section_is_sound(c, c->head->sections[i], item_bytes[i]))
            return false;
    return true;
}

static bool id_or_none(uint16_t id, uint32_t count)
{
    return id == DMI_NONE || id < count;
}

static bool shared_is_sound(const checker *c)
{
    const dmi_section *s = c->head->sections;
    const dmi_concept_rec *concepts = items(c, s[DMI_SEC_CONCEPTS]);
    const uint16_t *order = items(c, s[DMI_SEC_CONCEPT_ORDER]);
    const dmi_state *states = items(c, s[DMI_SEC_STATES]);
    const dmi_entity_rec *entities = items(c, s[DMI_SEC_ENTITIES]);
    const dmi_office *offices = items(c, s[DMI_SEC_OFFICES]);
    const dmi_ontology_rec *ontology = items(c, s[DMI_SEC_ONTOLOGY]);
    bool sound = s[DMI_SEC_CONCEPTS].count < DMI_NONE && s[DMI_SEC_STATES].count < DMI_NONE && s[DMI_SEC_ENTITIES].count < DMI_NONE &&
                 s[DMI_SEC_CONCEPT_ORDER].count == s[DMI_SEC_CONCEPTS].count;

    for (uint32_t i = 0; sound && i < s[DMI_SEC_CONCEPTS].count; i++)
        sound = ref_is_sound(c, concepts[i].name) && ref_is_sound(c, concepts[i].sector) && order[i] < s[DMI_SEC_CONCEPTS].count;
    for (uint32_t i = 0; sound && i < s[DMI_SEC_STATES].count; i++)
        sound = states[i].code[3] == '\0';
    for (uint32_t i = 0; sound && i < s[DMI_SEC_ENTITIES].count; i++)
        sound = ref_is_sound(c, entities[i].key) && ref_is_sound(c, entities[i].name) && ref_is_sound(c, entities[i].code) &&
                ref_is_sound(c, entities[i].org_kind) && id_or_none(entities[i].state, s[DMI_SEC_STATES].count) &&
                entities[i].office_start <= s[DMI_SEC_OFFICES].count &&
                entities[i].office_count <= s[DMI_SEC_OFFICES].count - entities[i].office_start;
    for (uint32_t i = 0; sound && i < s[DMI_SEC_OFFICES].count; i++)
        sound = id_or_none(offices[i].state, s[DMI_SEC_STATES].count) && id_or_none(offices[i].org, s[DMI_SEC_ENTITIES].count) &&
                offices[i].role < s[DMI_SEC_CONCEPTS].count;
    for (uint32_t i = 0; sound && i < s[DMI_SEC_ONTOLOGY].count; i++)
        sound = ref_is_sound(c, ontology[i].name) && ref_is_sound(c, ontology[i].text);
    return sound;
}

static bool is_power_of_two(uint32_t n)
{
    return n != 0 && (n & (n - 1)) == 0;
}

static bool lexicon_is_sound(const checker *c, const dmi_section *s)
{
    const dmi_word_rec *words = items(c, s[DMI_LSEC_WORDS]);
    const dmi_slot *slots = items(c, s[DMI_LSEC_SLOTS]);
    const dmi_edge *edges = items(c, s[DMI_LSEC_EDGES]);
    const dmi_state_rec *states = items(c, s[DMI_LSEC_STATES]);
    uint32_t word_count = s[DMI_LSEC_WORDS].count, state_count = s[DMI_LSEC_STATES].count, sense_count = s[DMI_LSEC_SENSES].count;
    uint32_t free_slots = 0, free_edges = 0; /* a search ends at a free one: there must be one */
    bool sound = is_power_of_two(s[DMI_LSEC_SLOTS].count) && state_count > 0;

    for (uint32_t i = 0; sound && i < word_count; i++)
        sound = ref_is_sound(c, words[i].text) && words[i].root < state_count;
    for (uint32_t i = 0; sound && i < s[DMI_LSEC_SLOTS].count; i++) {
        sound = slots[i].word == DMI_WORD_NONE || slots[i].word < word_count;
        free_slots += slots[i].word == DMI_WORD_NONE;
    }
    for (uint32_t i = 0; sound && i < s[DMI_LSEC_EDGES].count; i++) {
        sound = edges[i].state < state_count && edges[i].next < state_count;
        free_edges += edges[i].state == DMI_STATE_NONE;
    }
    for (uint32_t i = 0; sound && i < state_count; i++)
        sound = states[i].sense_start <= sense_count &&
                (uint32_t)states[i].acronym_count + states[i].nominal_count + states[i].both_count + states[i].verbal_count <= sense_count - states[i].sense_start;
    return sound && free_slots > 0 && free_edges > 0;
}

/* Bytes of a file that a bool is read from must be 0 or 1. */
static bool params_are_sound(const checker *c, const dmi_params *params)
{
    const unsigned char *raw = (const unsigned char *)params;
    uint32_t concept_count = c->head->sections[DMI_SEC_CONCEPTS].count;

    for (size_t i = offsetof(dmi_params, inflect_last); i <= offsetof(dmi_params, prodrop); i++)
        if (raw[i] > 1)
            return false;
    return params->order >= DMI_ORDER_SVO && params->order <= DMI_ORDER_SOV && id_or_none(params->postposition, concept_count) &&
           id_or_none(params->passive_by, concept_count);
}

static bool sense_is_sound(const checker *c, const dmi_sense *sense, uint32_t file_count)
{
    static const int sections[] = { [DMI_SENSE_CONCEPT] = DMI_SEC_CONCEPTS, [DMI_SENSE_COUNTRY] = DMI_SEC_STATES,
                                    [DMI_SENSE_ENTITY] = DMI_SEC_ENTITIES };

    return sense->kind >= DMI_SENSE_CONCEPT && sense->kind <= DMI_SENSE_ENTITY && sense->id < c->head->sections[sections[sense->kind]].count &&
           id_or_none(sense->object_prep, c->head->sections[DMI_SEC_CONCEPTS].count) && sense->file < file_count;
}

static bool lang_is_sound(const checker *c, const dmi_lang_rec *lang)
{
    static const size_t item_bytes[DMI_LSEC_COUNT] = {
        [DMI_LSEC_WORDS] = sizeof(dmi_word_rec), [DMI_LSEC_SLOTS] = sizeof(dmi_slot), [DMI_LSEC_EDGES] = sizeof(dmi_edge),
        [DMI_LSEC_STATES] = sizeof(dmi_state_rec), [DMI_LSEC_SENSES] = sizeof(dmi_sense), [DMI_LSEC_CLITICS] = sizeof(dmi_clitic_rec),
        [DMI_LSEC_CHROME] = sizeof(dmi_chrome_rec), [DMI_LSEC_FILES] = sizeof(dmi_ref),
    };
    const dmi_section *s = lang->sections;
    bool sound = ref_is_sound(c, lang->code) && ref_is_sound(c, lang->article) && params_are_sound(c, &lang->params);

    for (int i = 0; sound && i < DMI_LSEC_COUNT; i++)
        sound = section_is_sound(c, s[i], item_bytes[i]);
    sound = sound && lexicon_is_sound(c, s);
    for (uint32_t i = 0; sound && i < s[DMI_LSEC_SENSES].count; i++)
        sound = sense_is_sound(c, (const dmi_sense *)items(c, s[DMI_LSEC_SENSES]) + i, s[DMI_LSEC_FILES].count);
    for (uint32_t i = 0; sound && i < s[DMI_LSEC_CLITICS].count; i++) {
        const dmi_clitic_rec *clitic = (const dmi_clitic_rec *)items(c, s[DMI_LSEC_CLITICS]) + i;
        sound = ref_is_sound(c, clitic->text) && clitic->text.bytes > 0 && ref_is_sound(c, clitic->strict) && ref_is_sound(c, clitic->put_back) &&
                clitic->sense_start <= s[DMI_LSEC_SENSES].count && clitic->sense_count <= s[DMI_LSEC_SENSES].count - clitic->sense_start;
    }
    for (uint32_t i = 0; sound && i < s[DMI_LSEC_CHROME].count; i++)
        sound = ref_is_sound(c, ((const dmi_chrome_rec *)items(c, s[DMI_LSEC_CHROME]))[i].phrase);
    for (uint32_t i = 0; sound && i < s[DMI_LSEC_FILES].count; i++)
        sound = ref_is_sound(c, ((const dmi_ref *)items(c, s[DMI_LSEC_FILES]))[i]);
    return sound;
}

static dm_status check(checker *c, dm_error *err)
{
    const dmi_section *langs;

    if (c->bytes < sizeof *c->head || (uintptr_t)c->p % 8 != 0 || memcmp(c->head->magic, DMI_CONTAINER_MAGIC, sizeof c->head->magic) != 0)
        return dmi_fail(err, DM_ERR_PACK, "no compiled packs: they begin with %s", DMI_CONTAINER_MAGIC);
    if (c->head->order != DMI_CONTAINER_ORDER)
        return dmi_fail(err, DM_ERR_PACK, "packs compiled on a machine of another byte order");
    if (c->head->format != DMI_CONTAINER_FORMAT)
        return dmi_fail(err, DM_ERR_PACK, "compiled packs of format %u; this library reads format %d: compile them again", c->head->format,
                        DMI_CONTAINER_FORMAT);
    if (c->head->bytes != c->bytes)
        return dmi_fail(err, DM_ERR_PACK, "compiled packs of %llu bytes are cut off at %zu", (unsigned long long)c->head->bytes, c->bytes);
    if (!sections_are_sound(c))
        return dmi_fail(err, DM_ERR_PACK, "compiled packs are damaged: section directory");
    c->strings = (dm_str){ items(c, c->head->sections[DMI_SEC_STRINGS]), c->head->sections[DMI_SEC_STRINGS].count };
    if (!shared_is_sound(c))
        return dmi_fail(err, DM_ERR_PACK, "compiled packs are damaged: concepts or world");
    langs = &c->head->sections[DMI_SEC_LANGS];
    for (uint32_t i = 0; i < langs->count; i++)
        if (!lang_is_sound(c, (const dmi_lang_rec *)items(c, *langs) + i))
            return dmi_fail(err, DM_ERR_PACK, "compiled packs are damaged: language %u", i);
    return DM_OK;
}

/* ---- handles */

static dm_str str_of(const checker *c, dmi_ref ref)
{
    return dmi_sub(c->strings, ref.offset, (size_t)ref.offset + ref.bytes);
}

static void fill_lang(const checker *c, const dmi_lang_rec *rec, dmi_lang *lang)
{
    *lang = (dmi_lang){ .rec = rec, .code = str_of(c, rec->code).p, .article = str_of(c, rec->article), .strings = c->strings.p,
                        .words = items(c, rec->sections[DMI_LSEC_WORDS]), .slots = items(c, rec->sections[DMI_LSEC_SLOTS]),
                        .edges = items(c, rec->sections[DMI_LSEC_EDGES]), .states = items(c, rec->sections[DMI_LSEC_STATES]),
                        .senses = items(c, rec->sections[DMI_LSEC_SENSES]), .clitics = items(c, rec->sections[DMI_LSEC_CLITICS]),
                        .chrome = items(c, rec->sections[DMI_LSEC_CHROME]), .files = items(c, rec->sections[DMI_LSEC_FILES]),
                        .slot_mask = rec->sections[DMI_LSEC_SLOTS].count - 1, .edge_room = rec->sections[DMI_LSEC_EDGES].count,
                        .clitic_count = rec->sections[DMI_LSEC_CLITICS].count };
}

static void fill(const checker *c, dmi_packs *packs)
{
    const dmi_section *s = c->head->sections;
    const dmi_concept_rec *concepts = items(c, s[DMI_SEC_CONCEPTS]);
    const dmi_entity_rec *entities = items(c, s[DMI_SEC_ENTITIES]);

    for (uint32_t i = 0; i < s[DMI_SEC_CONCEPTS].count; i++)
        packs->concepts[i] = (dmi_concept){ str_of(c, concepts[i].name), str_of(c, concepts[i].sector), (uint8_t)concepts[i].class_ };
    for (uint32_t i = 0; i < s[DMI_SEC_ENTITIES].count; i++) {
        const dmi_entity_rec *e = &entities[i];
        packs->entities[i] = (dmi_entity){ str_of(c, e->key), str_of(c, e->name), (uint8_t)e->kind, e->state, str_of(c, e->code),
                                           str_of(c, e->org_kind), e->office_start, e->office_count };
    }
    for (uint32_t i = 0; i < s[DMI_SEC_LANGS].count; i++) {
        fill_lang(c, (const dmi_lang_rec *)items(c, s[DMI_SEC_LANGS]) + i, &packs->langs[i]);
        packs->langs[i].concepts = packs->concepts;
    }
}

dm_status dmi_packs_open(const void *p, size_t bytes, dmi_packs **out, dm_error *err)
{
    checker c = { p, bytes, p, { NULL, 0 } };
    dmi_packs *packs;
    dm_status status = check(&c, err);

    *out = NULL;
    if (status != DM_OK)
        return status;
    packs = calloc(1, sizeof *packs);
    if (packs != NULL) {
        packs->head = c.head;
        packs->concepts = calloc(c.head->sections[DMI_SEC_CONCEPTS].count + 1, sizeof *packs->concepts);
        packs->entities = calloc(c.head->sections[DMI_SEC_ENTITIES].count + 1, sizeof *packs->entities);
        packs->langs = calloc(c.head->sections[DMI_SEC_LANGS].count + 1, sizeof *packs->langs);
    }
    if (packs == NULL || packs->concepts == NULL || packs->entities == NULL || packs->langs == NULL) {
        dmi_packs_destroy(packs);
        return dmi_fail(err, DM_ERR_MEMORY, "no memory to open the packs");
    }
    fill(&c, packs);
    snprintf(packs->hash, sizeof packs->hash, "%016llx", (unsigned long long)c.head->source_hash);
    *out = packs;
    return DM_OK;
}

void dmi_packs_destroy(dmi_packs *packs)
{
    if (packs == NULL)
        return;
    free(packs->concepts);
    free(packs->entities);
    free(packs->langs);
    free(packs);
}

/* ---- looking things up */

static const void *packs_items(const dmi_packs *packs, int section)
{
    return (const char *)packs->head + packs->head->sections[section].offset;
}

static uint32_t packs_count(const dmi_packs *packs, int section)
{
    return packs->head->sections[section].count;
}

const char *dmi_packs_hash(const dmi_packs *packs)
{
    return packs->hash;
}

uint16_t dmi_packs_concept(const dmi_packs *packs, dm_str name)
{
    const uint16_t *order = packs_items(packs, DMI_SEC_CONCEPT_ORDER);
    uint32_t low = 0, high = packs_count(packs, DMI_SEC_CONCEPT_ORDER);

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int side = dmi_compare(name, packs->concepts[order[middle]].name);
        if (side == 0)
            return order[middle];
        if (side < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return DMI_NONE;
}

uint16_t dmi_packs_concept_count(const dmi_packs *packs)
{
    return (uint16_t)packs_count(packs, DMI_SEC_CONCEPTS);
}

const dmi_concept *dmi_packs_concept_at(const dmi_packs *packs, uint16_t id)
{
    return &packs->concepts[id];
}

uint16_t dmi_packs_state(const dmi_packs *packs, dm_str code)
{
    const dmi_state *states = packs_items(packs, DMI_SEC_STATES);

    for (uint32_t i = 0; i < packs_count(packs, DMI_SEC_STATES); i++)
        if (dmi_is(code, states[i].code))
            return (uint16_t)i;
    return DMI_NONE;
}

uint16_t dmi_packs_state_count(const dmi_packs *packs)
{
    return (uint16_t)packs_count(packs, DMI_SEC_STATES);
}

const dmi_state *dmi_packs_state_at(const dmi_packs *packs, uint16_t id)
{
    return (const dmi_state *)packs_items(packs, DMI_SEC_STATES) + id;
}

uint16_t dmi_packs_entity_count(const dmi_packs *packs)
{
    return (uint16_t)packs_count(packs, DMI_SEC_ENTITIES);
}

const dmi_entity *dmi_packs_entity_at(const dmi_packs *packs, uint16_t id)
{
    return &packs->entities[id];
}

const dmi_office *dmi_packs_office_at(const dmi_packs *packs, uint32_t index)
{
    return (const dmi_office *)packs_items(packs, DMI_SEC_OFFICES) + index;
}

dm_str dmi_packs_ontology(const dmi_packs *packs, const char *file)
{
    const dmi_ontology_rec *texts = packs_items(packs, DMI_SEC_ONTOLOGY);
    dm_str strings = { packs_items(packs, DMI_SEC_STRINGS), packs_count(packs, DMI_SEC_STRINGS) };

    for (uint32_t i = 0; i < packs_count(packs, DMI_SEC_ONTOLOGY); i++)
        if (dmi_is(dmi_sub(strings, texts[i].name.offset, (size_t)texts[i].name.offset + texts[i].name.bytes), file))
            return dmi_sub(strings, texts[i].text.offset, (size_t)texts[i].text.offset + texts[i].text.bytes);
    return (dm_str){ "", 0 };
}

size_t dmi_packs_lang_count(const dmi_packs *packs)
{
    return packs_count(packs, DMI_SEC_LANGS);
}

const dmi_lang *dmi_packs_lang_at(const dmi_packs *packs, size_t index)
{
    return &packs->langs[index];
}

static char ascii_lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c == '_' ? '-' : c);
}

/* Is `code` the language `lang`, or a variety of it ("id-ID" of "id")? */
static bool is_variety(dm_str code, dm_str lang)
{
    if (code.bytes < lang.bytes)
        return false;
    for (size_t i = 0; i < lang.bytes; i++)
        if (ascii_lower(code.p[i]) != ascii_lower(lang.p[i]))
            return false;
    return code.bytes == lang.bytes || ascii_lower(code.p[lang.bytes]) == '-';
}

const dmi_lang *dmi_packs_lang(const dmi_packs *packs, dm_str code)
{
    const dmi_lang *best = NULL;

    for (size_t i = 0; i < dmi_packs_lang_count(packs); i++)
        if (is_variety(code, dmi_str(packs->langs[i].code)) && (best == NULL || strlen(packs->langs[i].code) > strlen(best->code)))
            best = &packs->langs[i];
    return best;
}

const char *dmi_lang_code(const dmi_lang *lang)
{
    return lang->code;
}

const dmi_params *dmi_lang_params(const dmi_lang *lang)
{
    return &lang->rec->params;
}

unsigned dmi_lang_fold_flags(const dmi_lang *lang)
{
    return lang->rec->params.keep_accents ? 0 : DMI_FOLD_ACCENTS;
}

const char *dmi_lang_file_name(const dmi_lang *lang, uint16_t file)
{
    return lang->strings + lang->files[file].offset;
}

uint32_t dmi_lang_chrome_count(const dmi_lang *lang)
{
    return lang->rec->sections[DMI_LSEC_CHROME].count;
}

dmi_chrome dmi_lang_chrome_at(const dmi_lang *lang, uint32_t index)
{
    const dmi_chrome_rec *chrome = &lang->chrome[index];

    return (dmi_chrome){ (uint8_t)chrome->kind, { lang->strings + chrome->phrase.offset, chrome->phrase.bytes } };
}

dm_pack_info dmi_lang_info(const dmi_lang *lang)
{
    return (dm_pack_info){ lang->code, lang->rec->entry_count, lang->rec->form_count, lang->rec->country_count, dmi_lang_chrome_count(lang) };
}
