#include "pack/compile.h"

/* The container is put together at the end of `out`, so that offsets count from where it began. */
typedef struct writer {
    dmi_compiler *compiler;
    dmi_buf *out;
    size_t base;
} writer;

static void pad(writer *w)
{
    static const char zeros[8] = { 0 };

    dmi_buf_add(w->out, zeros, (8 - (w->out->bytes - w->base) % 8) % 8);
}

static dmi_section section(writer *w, const void *items, size_t count, size_t item_bytes)
{
    dmi_section s = { 0, (uint32_t)count, (uint32_t)item_bytes };

    pad(w);
    s.offset = w->out->bytes - w->base;
    dmi_buf_add(w->out, items, count * item_bytes);
    return s;
}

dmi_ref dmi_pool_add(dmi_compiler *compiler, dm_str text)
{
    uint32_t *place = dmi_dict_add(&compiler->arena, &compiler->string_offsets, text.p == NULL ? DMI_STR("") : text);

    if (*place == 0) { /* offsets from 1: 0 is a free slot's */
        *place = (uint32_t)compiler->strings.bytes + 1;
        dmi_buf_add_str(&compiler->strings, text);
        dmi_buf_add(&compiler->strings, "", 1);
    }
    return (dmi_ref){ *place - 1, (uint32_t)text.bytes };
}

static void *table(writer *w, size_t count, size_t item_bytes)
{
    return dmi_alloc(&w->compiler->arena, (count + 1) * item_bytes);
}

/* ---- one language */

static dmi_section write_slots(writer *w, const dmi_trie *trie)
{
    uint32_t room = 16;
    dmi_slot *slots;

    while (room < trie->words.count * 2)
        room *= 2;
    slots = table(w, room, sizeof *slots);
    for (uint32_t id = DMI_WORD_GAP + 1; id < trie->words.count; id++) {
        uint32_t hash = dmi_word_hash(trie->words.at[id].text), i = hash & (room - 1);
        while (slots[i].word != DMI_WORD_NONE)
            i = (i + 1) & (room - 1);
        slots[i] = (dmi_slot){ hash, id };
    }
    return section(w, slots, room, sizeof *slots);
}

/* The states and senses as they are written: runs of senses that are the same are written once, and so are states that lead nowhere and have
 * the same senses (in a language of many forms nearly all of them). */
typedef struct lexicon {
    const dmi_trie *trie;
    DMI_ARRAY(dmi_sense) senses;
    DMI_ARRAY(dmi_state_rec) states;
    uint32_t *renumbered; /* by state of the trie */
    dmi_dict runs, leaves; /* bytes of a run of senses, of a leaf's record: to where it is, from 1 */
} lexicon;

typedef struct sense_run {
    DMI_ARRAY(dmi_sense) list;
} sense_run;

static uint16_t gather(writer *w, const dmi_trie *trie, uint32_t node, int nature, sense_run *run)
{
    uint16_t count = 0;

    for (; node != 0; node = trie->senses.at[node - 1].next) {
        if (dmi_sense_nature(trie->senses.at[node - 1].sense.features) != nature)
            continue;
        *dmi_push(&w->compiler->scratch, &run->list) = trie->senses.at[node - 1].sense;
        count++;
    }
    return count;
}

static uint32_t place_run(writer *w, lexicon *lex, const sense_run *run)
{
    dm_str key = { (const char *)run->list.at, run->list.count * sizeof *run->list.at };
    uint32_t *place;

    if (run->list.count == 0)
        return 0;
    place = dmi_dict_add(&w->compiler->arena, &lex->runs, key);
    if (*place == 0) {
        *place = lex->senses.count + 1;
        for (uint32_t i = 0; i < run->list.count; i++)
            *dmi_push(&w->compiler->arena, &lex->senses) = run->list.at[i];
    }
    return *place - 1;
}

/* The senses of a trie's state, in the order of dmi_state_rec. */
static dmi_state_rec senses_of_state(writer *w, lexicon *lex, uint32_t state)
{
    uint32_t first = lex->trie->states.at[state].first_sense;
    dmi_state_rec rec = { .flags = lex->trie->states.at[state].flags };
    sense_run run = { .list = { 0 } };

    dmi_arena_reset(&w->compiler->scratch);
    rec.acronym_count = gather(w, lex->trie, first, DMI_NATURE_ACRONYM, &run);
    rec.nominal_count = gather(w, lex->trie, first, DMI_NATURE_NOMINAL, &run);
    rec.both_count = gather(w, lex->trie, first, DMI_NATURE_BOTH, &run);
    rec.verbal_count = gather(w, lex->trie, first, DMI_NATURE_VERBAL, &run);
    rec.sense_start = place_run(w, lex, &run);
    return rec;
}

static uint32_t place_state(writer *w, lexicon *lex, dmi_state_rec rec)
{
    uint32_t *leaf = rec.flags != 0 ? NULL : dmi_dict_add(&w->compiler->arena, &lex->leaves, (dm_str){ (const char *)&rec, sizeof rec });

    if (leaf != NULL && *leaf != 0)
        return *leaf;
    *dmi_push(&w->compiler->arena, &lex->states) = rec;
    if (leaf != NULL)
        *leaf = lex->states.count - 1;
    return lex->states.count - 1;
}

static void number_states(writer *w, lexicon *lex)
{
    dmi_push(&w->compiler->arena, &lex->states); /* DMI_STATE_NONE */
    lex->renumbered = table(w, lex->trie->states.count, sizeof *lex->renumbered);
    for (uint32_t i = 1; i < lex->trie->states.count; i++)
        lex->renumbered[i] = place_state(w, lex, senses_of_state(w, lex, i));
}

static dmi_section write_words(writer *w, const lexicon *lex)
{
    const dmi_trie *trie = lex->trie;
    dmi_word_rec *words = table(w, trie->words.count, sizeof *words);

    for (uint32_t i = 0; i < trie->words.count; i++)
        words[i] = (dmi_word_rec){ dmi_pool_add(w->compiler, trie->words.at[i].text), lex->renumbered[trie->words.at[i].root],
                                   trie->words.at[i].is_abbreviation };
    return section(w, words, trie->words.count, sizeof *words);
}

/* Three quarters full: the table is the largest part of a lexicon. */
static dmi_section write_edges(writer *w, const lexicon *lex)
{
    const dmi_trie *trie = lex->trie;
    uint32_t room = trie->edge_count + trie->edge_count / 3 + 2;
    dmi_edge *edges = table(w, room, sizeof *edges);

    for (uint32_t i = 0; i < trie->edge_room; i++) {
        const dmi_edge *edge = &trie->edges[i];
        if (edge->state != DMI_STATE_NONE)
            *dmi_edge_slot(edges, room, lex->renumbered[edge->state], edge->word) =
                (dmi_edge){ lex->renumbered[edge->state], edge->word, lex->renumbered[edge->next] };
    }
    return section(w, edges, room, sizeof *edges);
}

static dmi_clitic_rec clitic_rec(writer *w, dmi_lang_build *lang, const dmi_clitic_build *clitic, lexicon *lex)
{
    dmi_clitic_rec rec = { .text = dmi_pool_add(w->compiler, clitic->text),
                           .strict = dmi_pool_add(w->compiler, clitic->strict), .put_back = dmi_pool_add(w->compiler, clitic->put_back),
                           .kinds = clitic->kinds, .is_enclitic = clitic->is_enclitic };
    const uint32_t *id = dmi_dict_find(&lang->trie.ids, clitic->text);

    if (clitic->concept_ != DMI_NONE) {
        dmi_sense sense = { .kind = DMI_SENSE_CONCEPT, .id = clitic->concept_, .object_prep = DMI_NONE, .line = clitic->line };
        sense.file = dmi_build_file(w->compiler, lang, DMI_STR("params"));
        rec.sense_start = lex->senses.count;
        rec.sense_count = 1;
        *dmi_push(&w->compiler->arena, &lex->senses) = sense;
    } else if (id != NULL) {
        dmi_state_rec state = senses_of_state(w, lex, lang->trie.words.at[*id].root);
        rec.sense_start = state.sense_start;
        rec.sense_count = (uint32_t)state.acronym_count + state.nominal_count + state.both_count + state.verbal_count;
    }
    return rec;
}

static dmi_section write_chrome(writer *w, const dmi_lang_build *lang)
{
    dmi_chrome_rec *chrome = table(w, lang->chrome.count, sizeof *chrome);

    for (uint32_t i = 0; i < lang->chrome.count; i++)
        chrome[i] = (dmi_chrome_rec){ dmi_pool_add(w->compiler, lang->chrome.at[i].phrase), lang->chrome.at[i].kind };
    return section(w, chrome, lang->chrome.count, sizeof *chrome);
}

static dmi_section write_files(writer *w, const dmi_lang_build *lang)
{
    dmi_ref *files = table(w, lang->files.count, sizeof *files);

    for (uint32_t i = 0; i < lang->files.count; i++)
        files[i] = dmi_pool_add(w->compiler, lang->files.at[i]);
    return section(w, files, lang->files.count, sizeof *files);
}

/* `rec` is zeroed memory: the padding of its parameters must not vary. */
static void write_lang(writer *w, dmi_lang_build *lang, dmi_lang_rec *rec)
{
    const dmi_trie *trie = &lang->trie;
    lexicon lex = { .trie = trie };
    dmi_clitic_rec *clitics = table(w, lang->clitics.count, sizeof *clitics);

    number_states(w, &lex);
    for (uint32_t i = 0; i < lang->clitics.count; i++)
        clitics[i] = clitic_rec(w, lang, &lang->clitics.at[i], &lex);
    rec->code = dmi_pool_add(w->compiler, lang->code);
    rec->article = dmi_pool_add(w->compiler, lang->article);
    rec->params = lang->params;
    rec->entry_count = lang->entry_count;
    rec->form_count = trie->form_count;
    rec->country_count = lang->country_count;
    rec->sections[DMI_LSEC_WORDS] = write_words(w, &lex);
    rec->sections[DMI_LSEC_SLOTS] = write_slots(w, trie);
    rec->sections[DMI_LSEC_EDGES] = write_edges(w, &lex);
    rec->sections[DMI_LSEC_STATES] = section(w, lex.states.at, lex.states.count, sizeof *lex.states.at);
    rec->sections[DMI_LSEC_SENSES] = section(w, lex.senses.at, lex.senses.count, sizeof *lex.senses.at);
    rec->sections[DMI_LSEC_CLITICS] = section(w, clitics, lang->clitics.count, sizeof *clitics);
    rec->sections[DMI_LSEC_CHROME] = write_chrome(w, lang);
    rec->sections[DMI_LSEC_FILES] = write_files(w, lang);
}

/* ---- what all languages share */

static dmi_section write_concepts(writer *w)
{
    const dmi_compiler *c = w->compiler;
    dmi_concept_rec *concepts = table(w, c->concepts.count, sizeof *concepts);

    for (uint32_t i = 0; i < c->concepts.count; i++)
        concepts[i] = (dmi_concept_rec){ dmi_pool_add(w->compiler, c->concepts.at[i].name), dmi_pool_add(w->compiler, c->concepts.at[i].sector),
                                         c->concepts.at[i].class_ };
    return section(w, concepts, c->concepts.count, sizeof *concepts);
}

/* Ids in the order of their names, for a binary search; an insertion sort does for some hundreds. */
static dmi_section write_concept_order(writer *w)
{
    const dmi_compiler *c = w->compiler;
    uint16_t *order = table(w, c->concepts.count, sizeof *order);

    for (uint32_t i = 0; i < c->concepts.count; i++) {
        uint32_t k = i;
        for (; k > 0 && dmi_compare(c->concepts.at[order[k - 1]].name, c->concepts.at[i].name) > 0; k--)
            order[k] = order[k - 1];
        order[k] = (uint16_t)i;
    }
    return section(w, order, c->concepts.count, sizeof *order);
}

static dmi_section write_entities(writer *w)
{
    const dmi_compiler *c = w->compiler;
    dmi_entity_rec *entities = table(w, c->entities.count, sizeof *entities);

    for (uint32_t i = 0; i < c->entities.count; i++) {
        const dmi_entity *e = &c->entities.at[i];
        entities[i] = (dmi_entity_rec){ dmi_pool_add(w->compiler, e->key), dmi_pool_add(w->compiler, e->name), dmi_pool_add(w->compiler, e->code),
                                        dmi_pool_add(w->compiler, e->org_kind), e->office_start, e->office_count, e->state, e->kind };
    }
    return section(w, entities, c->entities.count, sizeof *entities);
}

/* Fields one by one into zeroed memory: the padding must not vary. */
static dmi_section write_offices(writer *w)
{
    const dmi_compiler *c = w->compiler;
    dmi_office *offices = table(w, c->offices.count, sizeof *offices);

    for (uint32_t i = 0; i < c->offices.count; i++) {
        offices[i].state = c->offices.at[i].state;
        offices[i].org = c->offices.at[i].org;
        offices[i].role = c->offices.at[i].role;
        offices[i].from = c->offices.at[i].from;
        offices[i].to = c->offices.at[i].to;
    }
    return section(w, offices, c->offices.count, sizeof *offices);
}

static dmi_section write_langs(writer *w)
{
    dmi_compiler *c = w->compiler;
    dmi_lang_rec *langs = table(w, c->langs.count, sizeof *langs);

    for (uint32_t i = 0; i < c->langs.count; i++)
        write_lang(w, &c->langs.at[i], &langs[i]);
    return section(w, langs, c->langs.count, sizeof *langs);
}

void dmi_container_write(dmi_compiler *c, dmi_buf *out)
{
    writer w = { c, out, out->bytes };
    dmi_head head = { .magic = { 0 }, .order = DMI_CONTAINER_ORDER, .format = DMI_CONTAINER_FORMAT, .source_hash = c->source_hash };

    memcpy(head.magic, DMI_CONTAINER_MAGIC, sizeof head.magic);
    dmi_pool_add(c, DMI_STR(""));
    dmi_buf_add(out, &head, sizeof head);
    head.sections[DMI_SEC_LANGS] = write_langs(&w);
    head.sections[DMI_SEC_CONCEPTS] = write_concepts(&w);
    head.sections[DMI_SEC_CONCEPT_ORDER] = write_concept_order(&w);
    head.sections[DMI_SEC_STATES] = section(&w, c->states.at, c->states.count, sizeof *c->states.at);
    head.sections[DMI_SEC_ENTITIES] = write_entities(&w);
    head.sections[DMI_SEC_OFFICES] = write_offices(&w);
    head.sections[DMI_SEC_ONTOLOGY] = section(&w, c->ontology.at, c->ontology.count, sizeof *c->ontology.at);
    head.sections[DMI_SEC_STRINGS] = section(&w, c->strings.p, c->strings.bytes, 1);
    pad(&w);
    head.bytes = out->bytes - w.base;
    out->failed |= c->strings.failed;
    if (!out->failed)
        memcpy(out->p + w.base, &head, sizeof head);
}
