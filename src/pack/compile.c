#include "pack/compile.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- files and folders; memory is taken before a file is opened, for an allocation that fails jumps away */

typedef struct names {
    DMI_ARRAY(dm_str) list;
} names;

static int by_bytes(const void *a, const void *b)
{
    return dmi_compare(*(const dm_str *)a, *(const dm_str *)b);
}

static bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The names in a folder but hidden ones, in byte order. */
static names list_folder(dmi_compiler *compiler, const char *path)
{
    names found = { .list = { 0 } };
    struct dirent *entry;

    compiler->dir = opendir(path);
    while (compiler->dir != NULL && (entry = readdir(compiler->dir)) != NULL)
        if (entry->d_name[0] != '.')
            *dmi_push(&compiler->arena, &found.list) = dmi_copy(&compiler->arena, dmi_str(entry->d_name));
    if (compiler->dir != NULL)
        closedir(compiler->dir);
    compiler->dir = NULL;
    if (found.list.count > 0)
        qsort(found.list.at, found.list.count, sizeof *found.list.at, by_bytes);
    return found;
}

static dm_str path_of(dmi_compiler *compiler, const char *folder, dm_str name)
{
    return dmi_format(&compiler->arena, "%s/%.*s", folder, (int)name.bytes, name.p);
}

/* The whole file in the arena; p NULL: there is none. Its name and bytes go into the hash of the sources. */
static dm_str read_source(dmi_compiler *compiler, const char *path, dm_str name)
{
    struct stat info;
    dm_str text = { NULL, 0 };
    char *bytes;
    FILE *file;
    uint64_t mixed[3];

    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return text;
    bytes = dmi_alloc(&compiler->arena, (size_t)info.st_size + 1);
    file = fopen(path, "rb");
    if (file == NULL)
        return text;
    text = (dm_str){ bytes, fread(bytes, 1, (size_t)info.st_size, file) };
    fclose(file);
    mixed[0] = compiler->source_hash;
    mixed[1] = dmi_hash(name);
    mixed[2] = dmi_hash(text);
    compiler->source_hash = dmi_hash((dm_str){ (const char *)mixed, sizeof mixed });
    return text;
}

/* ---- the ontology */

static uint8_t class_of_name(dm_str name)
{
    static const char *const classes[] = { "", "act", "op", "light", "verb", "thing", "role", "gram", "domain", "time" };

    for (uint8_t i = 1; i < sizeof classes / sizeof *classes; i++)
        if (dmi_is(name, classes[i]))
            return i;
    return 0;
}

static void concept_add(dmi_compiler *compiler, dm_str name, uint8_t class_, dm_str sector)
{
    *dmi_dict_add(&compiler->arena, &compiler->concept_ids, name) = compiler->concepts.count;
    *dmi_push(&compiler->arena, &compiler->concepts) =
        (dmi_concept){ dmi_copy(&compiler->arena, name), dmi_copy(&compiler->arena, sector), class_ };
}

static void read_concept(dmi_compiler *compiler, const dmi_reader *reader)
{
    dm_str rest = reader->text, name, class_name = { "", 0 }, word, sector = { "", 0 };
    uint8_t class_;

    dmi_next_word(&rest, &name);
    dmi_next_word(&rest, &class_name);
    class_ = class_of_name(class_name);
    if (class_ == 0)
        dmi_fault(&compiler->faults, reader, "unknown class '%.*s'", DMI_ARG(class_name));
    else if (dmi_dict_find(&compiler->concept_ids, name) != NULL)
        dmi_fault(&compiler->faults, reader, "concept %.*s stands twice", DMI_ARG(name));
    else if (compiler->concepts.count >= DMI_NONE - 64)
        dmi_fault(&compiler->faults, reader, "too many concepts");
    else {
        while (dmi_next_word(&rest, &word))
            if (dmi_starts(word, DMI_STR("sector=")))
                sector = dmi_sub(word, 7, word.bytes);
            else
                dmi_fault(&compiler->faults, reader, "unknown attribute '%.*s'", DMI_ARG(word));
        concept_add(compiler, name, class_, sector);
    }
}

/* MONTH_1 .. of MONTH, and so on. */
static void number_concepts(dmi_compiler *compiler, const char *prefix, int count)
{
    for (int i = 1; i <= count; i++) {
        char name[24];
        snprintf(name, sizeof name, "%s_%d", prefix, i);
        if (dmi_dict_find(&compiler->concept_ids, dmi_str(name)) == NULL)
            concept_add(compiler, dmi_str(name), DMI_CLASS_TIME, DMI_STR(""));
    }
}

static dm_status read_ontology(dmi_compiler *compiler)
{
    names files = list_folder(compiler, compiler->ontology_dir);
    bool found = false;

    for (uint32_t i = 0; i < files.list.count; i++) {
        dm_str name = files.list.at[i], path = path_of(compiler, compiler->ontology_dir, name), text = read_source(compiler, path.p, name);
        if (text.p == NULL)
            continue;
        if (dmi_is(name, "concepts")) {
            dmi_reader reader = dmi_reader_of(path, text);
            found = true;
            while (dmi_reader_next(&reader))
                read_concept(compiler, &reader);
        } else {
            *dmi_push(&compiler->arena, &compiler->ontology) = (dmi_ontology_rec){ dmi_pool_add(compiler, name), dmi_pool_add(compiler, text) };
        }
    }
    number_concepts(compiler, "MONTH", 12);
    number_concepts(compiler, "JMONTH", 12);
    number_concepts(compiler, "HMONTH", 12);
    number_concepts(compiler, "DAY", 7);
    return found ? DM_OK : dmi_fail(compiler->faults.err, DM_ERR_IO, "%s/concepts: cannot be read", compiler->ontology_dir);
}

/* ---- parameters */

static bool parse_choice(dm_str value, const char *no, const char *yes, bool *out)
{
    *out = dmi_is(value, yes);
    return *out || dmi_is(value, no);
}

static bool parse_order(dm_str value, uint8_t *order)
{
    static const char *const orders[] = { "", "SVO", "VSO", "SOV" };

    for (uint8_t i = DMI_ORDER_SVO; i <= DMI_ORDER_SOV; i++)
        if (dmi_is(value, orders[i])) {
            *order = i;
            return true;
        }
    return false;
}

static bool parse_concept(const dmi_compiler *compiler, dm_str value, uint16_t *concept_)
{
    const uint32_t *id = dmi_dict_find(&compiler->concept_ids, value);

    *concept_ = id == NULL ? DMI_NONE : (uint16_t)*id;
    return id != NULL || dmi_is(value, "none");
}

/* "n,v" */
static bool parse_kinds(dm_str value, uint16_t *kinds)
{
    dm_str kind;

    *kinds = 0;
    while (dmi_split(&value, ',', &kind)) {
        if (dmi_is(kind, "n"))
            *kinds |= DMI_BEFORE_NOUN;
        else if (dmi_is(kind, "v"))
            *kinds |= DMI_BEFORE_VERB;
        else if (dmi_is(kind, "any"))
            *kinds |= DMI_BEFORE_ANY;
        else
            return false;
    }
    return *kinds != 0;
}

/* letters, concept, kinds, what is put back; the rest of the line behind the key */
static bool parse_clitic(dmi_compiler *compiler, dmi_lang_build *lang, dm_str letters, dm_str rest, uint32_t line, bool is_enclitic)
{
    dmi_clitic_build clitic = { .is_enclitic = is_enclitic, .line = line };
    unsigned fold_flags = dmi_build_fold_flags(lang);
    dm_str concept_, kinds, put_back = { "", 0 };

    if (!dmi_next_word(&rest, &concept_) || !dmi_next_word(&rest, &kinds))
        return false;
    dmi_next_word(&rest, &put_back);
    clitic.text = dmi_fold(&compiler->arena, letters, fold_flags);
    clitic.strict = dmi_fold(&compiler->arena, letters, fold_flags | DMI_FOLD_STRICT);
    clitic.put_back = dmi_fold(&compiler->arena, put_back, fold_flags);
    if (rest.bytes > 0 || clitic.text.bytes == 0 || !parse_kinds(kinds, &clitic.kinds) ||
        !parse_concept(compiler, concept_, &clitic.concept_) || clitic.concept_ == DMI_NONE)
        return false;
    for (uint32_t i = 0; i < lang->clitics.count; i++) /* ' and the typographic one are folded to one */
        if (dmi_same(lang->clitics.at[i].text, clitic.text) && lang->clitics.at[i].concept_ == clitic.concept_ &&
            lang->clitics.at[i].is_enclitic == is_enclitic && lang->clitics.at[i].kinds == clitic.kinds)
            return true;
    *dmi_push(&compiler->arena, &lang->clitics) = clitic;
    return true;
}

static bool parse_param(dmi_compiler *compiler, dmi_lang_build *lang, dm_str key, dm_str value, dm_str rest, uint32_t line)
{
    dmi_params *params = &lang->params;

    if (dmi_is(key, "proclitic") || dmi_is(key, "enclitic"))
        return parse_clitic(compiler, lang, value, rest, line, dmi_is(key, "enclitic"));
    if (rest.bytes > 0)
        return false;
    if (dmi_is(key, "order"))
        return parse_order(value, &params->order);
    if (dmi_is(key, "inflect"))
        return parse_choice(value, "first", "last", &params->inflect_last);
    if (dmi_is(key, "demonym"))
        return parse_choice(value, "before", "after", &params->demonym_after);
    if (dmi_is(key, "names"))
        return parse_choice(value, "capitals", "quotes", &params->names_quotes);
    if (dmi_is(key, "accents"))
        return parse_choice(value, "fold", "keep", &params->keep_accents);
    if (dmi_is(key, "genitive"))
        return parse_choice(value, "none", "juxtaposed", &params->genitive_juxtaposed);
    if (dmi_is(key, "prodrop"))
        return parse_choice(value, "no", "yes", &params->prodrop);
    if (dmi_is(key, "bare_agent"))
        return parse_choice(value, "no", "yes", &params->bare_agent);
    if (dmi_is(key, "apart"))
        return parse_choice(value, "no", "yes", &params->apart);
    if (dmi_is(key, "postposition"))
        return parse_concept(compiler, value, &params->postposition);
    if (dmi_is(key, "passive_by"))
        return parse_concept(compiler, value, &params->passive_by);
    if (dmi_is(key, "feminine")) {
        *dmi_push(&compiler->arena, &lang->feminine) = dmi_copy(&compiler->arena, value);
        params->agreement = true;
        return true;
    }
    if (dmi_is(key, "article")) {
        lang->article = dmi_is(value, "none") ? DMI_STR("") : dmi_fold(&compiler->arena, value, dmi_build_fold_flags(lang));
        return true;
    }
    return false;
}

static void read_params(dmi_compiler *compiler, dmi_lang_build *lang, dmi_reader reader)
{
    while (dmi_reader_next(&reader)) {
        dm_str rest = reader.text, key, value;
        if (!dmi_next_word(&rest, &key) || !dmi_next_word(&rest, &value) || !parse_param(compiler, lang, key, value, rest, reader.line))
            dmi_fault(&compiler->faults, &reader, "bad parameter '%.*s' (docs/packs.md, Parameters)", DMI_ARG(reader.text));
    }
}

/* ---- the other files of a language */

static void read_concept_entries(dmi_compiler *compiler, dmi_lang_build *lang, dm_str file, dmi_reader reader)
{
    dmi_dict seen = { 0 };

    while (dmi_reader_next(&reader)) {
        dmi_entry_meaning meaning = { .kind = DMI_SENSE_CONCEPT, .file = dmi_build_file(compiler, lang, file) };
        dm_str rest = reader.text, name;
        const uint32_t *id;
        dmi_next_word(&rest, &name);
        id = dmi_dict_find(&compiler->concept_ids, name);
        if (id == NULL) {
            dmi_fault_unknown(&compiler->faults, &reader, "concept", name, &compiler->concept_ids);
            continue;
        }
        meaning.id = (uint16_t)*id;
        dmi_entries_add(compiler, lang, &reader, rest, meaning, &seen);
    }
}

static uint32_t country_feature(dm_str kind)
{
    static const struct { const char *name; uint32_t feature; } kinds[] = {
        { "name", DMI_F_NAME }, { "adj", DMI_F_DEMONYM }, { "cap", DMI_F_CAPITAL }, { "seat", DMI_F_SEAT }, { "city", DMI_F_CITY },
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (dmi_is(kind, kinds[i].name))
            return kinds[i].feature;
    return 0;
}

static void read_countries(dmi_compiler *compiler, dmi_lang_build *lang, dm_str file, dmi_reader reader)
{
    dmi_dict seen = { 0 };

    while (dmi_reader_next(&reader)) {
        dmi_entry_meaning meaning = { .kind = DMI_SENSE_COUNTRY, .file = dmi_build_file(compiler, lang, file) };
        dm_str rest = reader.text, code, kind = { "", 0 };
        const uint32_t *id;
        dmi_next_word(&rest, &code);
        dmi_next_word(&rest, &kind);
        id = dmi_dict_find(&compiler->state_ids, code);
        meaning.features = country_feature(kind);
        if (id == NULL) {
            dmi_fault_unknown(&compiler->faults, &reader, "country code", code, &compiler->state_ids);
        } else if (meaning.features == 0) {
            dmi_fault(&compiler->faults, &reader, "expected name, adj, cap, seat or city, not '%.*s'", DMI_ARG(kind));
        } else {
            meaning.id = (uint16_t)*id;
            lang->country_count += meaning.features == DMI_F_NAME && !lang->has_name[*id];
            lang->has_name[*id] |= meaning.features == DMI_F_NAME;
            dmi_entries_add(compiler, lang, &reader, rest, meaning, &seen);
        }
    }
}

static uint8_t chrome_kind(dm_str name)
{
    static const char *const kinds[] = { "", "line", "start", "has", "end", "end_line", "byline", "credit" };

    for (uint8_t i = DMI_CHROME_LINE; i <= DMI_CHROME_CREDIT; i++)
        if (dmi_is(name, kinds[i]))
            return i;
    return 0;
}

/* Words alone, joined by single blanks: lines of pages are compared in the same shape. */
static dm_str words_of(dmi_compiler *compiler, const dmi_lang_build *lang, dm_str text)
{
    dmi_tokens tokens = dmi_tokenize(&compiler->scratch, text, 0, (uint32_t)text.bytes, dmi_build_fold_flags(lang));
    dm_str words = { "", 0 };

    for (uint32_t i = 0; i < tokens.count; i++)
        if (tokens.at[i].kind == DMI_WORD)
            words = dmi_format(&compiler->scratch, "%.*s%s%.*s", (int)words.bytes, words.p, words.bytes == 0 ? "" : " ",
                               (int)tokens.at[i].fold.bytes, tokens.at[i].fold.p);
    return dmi_copy(&compiler->arena, words);
}

static void read_chrome(dmi_compiler *compiler, dmi_lang_build *lang, dmi_reader reader)
{
    while (dmi_reader_next(&reader)) {
        dm_str rest = reader.text, name, phrase;
        dmi_chrome chrome = { 0 };
        dmi_arena_reset(&compiler->scratch);
        dmi_next_word(&rest, &name);
        chrome.kind = chrome_kind(name);
        while (dmi_split(&rest, '|', &phrase)) {
            chrome.phrase = words_of(compiler, lang, phrase);
            if (chrome.kind == 0)
                dmi_fault(&compiler->faults, &reader, "expected line, start, has, end, end_line, byline or credit, not '%.*s'", DMI_ARG(name));
            else if (chrome.phrase.bytes == 0)
                dmi_fault(&compiler->faults, &reader, "a phrase without words");
            else
                *dmi_push(&compiler->arena, &lang->chrome) = chrome;
        }
    }
}

/* "Dr.", "a.m.", several in a line with bars between them; the last word of each is what a full stop follows. */
static void read_abbreviations(dmi_compiler *compiler, dmi_lang_build *lang, dmi_reader reader)
{
    while (dmi_reader_next(&reader)) {
        dm_str rest = reader.text, text;
        dmi_arena_reset(&compiler->scratch);
        while (dmi_split(&rest, '|', &text)) {
            dmi_tokens tokens = dmi_tokenize(&compiler->scratch, text, 0, (uint32_t)text.bytes, dmi_build_fold_flags(lang));
            uint32_t last = tokens.count, id;
            while (last > 0 && tokens.at[last - 1].kind != DMI_WORD)
                last--;
            if (last == 0) {
                dmi_fault(&compiler->faults, &reader, "an empty entry");
                continue;
            }
            id = dmi_trie_word_id(&lang->trie, tokens.at[last - 1].fold);
            lang->trie.words.at[id].is_abbreviation = true;
        }
    }
}

/* ---- clitics and entries that begin with an apostrophe */

static bool has_apostrophe(dm_str fold)
{
    return fold.bytes > 1 && fold.p[0] == '\'';
}

/* A declared enclitic such as "'s" is an entry too: it stands alone behind "U.S." and "2020". */
static void clitic_entries_add(dmi_compiler *compiler, dmi_lang_build *lang)
{
    for (uint32_t i = 0; i < lang->clitics.count; i++) {
        const dmi_clitic_build *clitic = &lang->clitics.at[i];
        dmi_sense sense = { .kind = DMI_SENSE_CONCEPT, .id = clitic->concept_, .object_prep = DMI_NONE, .line = clitic->line };
        uint32_t id;
        if (!clitic->is_enclitic || !has_apostrophe(clitic->text))
            continue;
        sense.file = dmi_build_file(compiler, lang, DMI_STR("params"));
        id = dmi_trie_word_id(&lang->trie, clitic->text);
        dmi_trie_add(&lang->trie, &id, 1, sense);
    }
}

/* And an entry such as "'ll" is an enclitic. */
static void apostrophe_clitics_add(dmi_compiler *compiler, dmi_lang_build *lang)
{
    for (uint32_t i = 0; i < lang->trie.words.count; i++) {
        dm_str text = lang->trie.words.at[i].text;
        uint32_t state = lang->trie.words.at[i].root;
        bool declared = false;
        if (!has_apostrophe(text) || state == DMI_STATE_NONE || lang->trie.states.at[state].first_sense == 0)
            continue;
        for (uint32_t k = 0; k < lang->clitics.count; k++) {
            dmi_clitic_build *clitic = &lang->clitics.at[k];
            if (clitic->is_enclitic && dmi_same(clitic->text, text)) {
                clitic->concept_ = DMI_NONE;
                declared = true;
            }
        }
        if (!declared)
            *dmi_push(&compiler->arena, &lang->clitics) =
                (dmi_clitic_build){ .text = text, .strict = text, .put_back = DMI_STR(""), .concept_ = DMI_NONE, .kinds = DMI_BEFORE_ANY, .is_enclitic = true };
    }
}

/* ---- a language */

static bool is_known_file(dm_str name)
{
    static const char *const known[] = { "params", "paradigms", "acts", "things", "roles", "grammar", "countries", "time", "chrome",
                                         "abbreviations" };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (dmi_is(name, known[i]))
            return true;
    return memchr(name.p, '.', name.bytes) != NULL || name.p[name.bytes - 1] == '~'; /* README.md, cases.jsonl, an editor's copy */
}

typedef struct lang_folder {
    const char *path;
    dm_str code;
} lang_folder;

static dmi_reader open_file(dmi_compiler *compiler, const lang_folder *folder, const char *name)
{
    dm_str path = path_of(compiler, folder->path, dmi_str(name));

    return dmi_reader_of(path, read_source(compiler, path.p, dmi_format(&compiler->arena, "%.*s/%s", (int)folder->code.bytes, folder->code.p, name)));
}

static void fault_unknown_files(dmi_compiler *compiler, const lang_folder *folder)
{
    names files = list_folder(compiler, folder->path);

    for (uint32_t i = 0; i < files.list.count; i++)
        if (!is_known_file(files.list.at[i])) {
            dmi_reader reader = { .path = path_of(compiler, folder->path, files.list.at[i]), .line = 1 };
            dmi_fault(&compiler->faults, &reader, "no file of a pack has this name (docs/packs.md)");
        }
}

static void read_lang(dmi_compiler *compiler, const lang_folder *folder)
{
    static const char *const entry_files[] = { "acts", "things", "roles", "grammar", "time" };
    dmi_lang_build *lang = dmi_push(&compiler->arena, &compiler->langs);

    lang->code = folder->code;
    lang->article = DMI_STR("");
    lang->params.order = DMI_ORDER_SVO;
    lang->params.postposition = lang->params.passive_by = DMI_NONE;
    lang->has_name = dmi_alloc(&compiler->arena, compiler->states.count + 1);
    dmi_trie_init(&lang->trie, &compiler->arena);
    fault_unknown_files(compiler, folder);
    read_params(compiler, lang, open_file(compiler, folder, "params"));
    lang->paradigms = dmi_paradigms_read(&compiler->arena, open_file(compiler, folder, "paradigms"), &compiler->faults);
    for (size_t i = 0; i < sizeof entry_files / sizeof *entry_files; i++)
        read_concept_entries(compiler, lang, dmi_str(entry_files[i]), open_file(compiler, folder, entry_files[i]));
    read_countries(compiler, lang, DMI_STR("countries"), open_file(compiler, folder, "countries"));
    dmi_world_names_add(compiler, lang);
    dmi_cldr_names_add(compiler, lang);
    read_chrome(compiler, lang, open_file(compiler, folder, "chrome"));
    read_abbreviations(compiler, lang, open_file(compiler, folder, "abbreviations"));
    clitic_entries_add(compiler, lang);
    apostrophe_clitics_add(compiler, lang);
}

static bool is_lang_name(dm_str name)
{
    return name.bytes >= 2 && name.bytes <= 11 && name.p[0] >= 'a' && name.p[0] <= 'z' && !dmi_is(name, "world");
}

static void read_langs(dmi_compiler *compiler, names folders)
{
    for (uint32_t i = 0; i < folders.list.count; i++) {
        lang_folder folder = { path_of(compiler, compiler->packs_dir, folders.list.at[i]).p, folders.list.at[i] };
        if (is_lang_name(folder.code) && is_folder(folder.path))
            read_lang(compiler, &folder);
    }
}

/* ---- the world */

static void read_world(dmi_compiler *compiler)
{
    const char *folder = path_of(compiler, compiler->packs_dir, DMI_STR("world")).p;
    names files = list_folder(compiler, folder);
    dm_str *texts = dmi_alloc(&compiler->arena, (files.list.count + 1) * sizeof *texts);

    for (uint32_t i = 0; i < files.list.count; i++)
        if (memchr(files.list.at[i].p, '.', files.list.at[i].bytes) == NULL) /* README.md is none of its files */
            texts[i] = read_source(compiler, path_of(compiler, folder, files.list.at[i]).p, path_of(compiler, "world", files.list.at[i]));
    for (int pass = 0; pass < DMI_WORLD_PASSES; pass++)
        for (uint32_t i = 0; i < files.list.count; i++)
            if (texts[i].p != NULL)
                dmi_world_read(compiler, path_of(compiler, "world", files.list.at[i]),
                               dmi_reader_of(path_of(compiler, folder, files.list.at[i]), texts[i]), pass);
}

/* ---- the whole */

static dm_status compile(dmi_compiler *compiler, dmi_buf *out)
{
    dm_status status;

    if (setjmp(compiler->escape) != 0)
        return dmi_fail(compiler->faults.err, DM_ERR_MEMORY, "no memory to compile the packs");
    if (!is_folder(compiler->packs_dir))
        return dmi_fail(compiler->faults.err, DM_ERR_IO, "%s: no such folder", compiler->packs_dir);
    status = read_ontology(compiler);
    if (status != DM_OK)
        return status;
    read_world(compiler);
    read_langs(compiler, list_folder(compiler, compiler->packs_dir));
    dmi_container_write(compiler, out);
    if (out->failed)
        return dmi_fail(compiler->faults.err, DM_ERR_MEMORY, "no memory to compile the packs");
    return compiler->faults.count == 0 ? DM_OK : DM_ERR_PACK;
}

dm_status dmi_packs_compile(const char *packs_dir, const char *ontology_dir, dmi_buf *out, dm_fault_fn *fault, void *context, dm_error *err)
{
    /* in memory of its own: what a jump leaves in local variables is not defined */
    dmi_compiler *compiler = calloc(1, sizeof *compiler);
    dm_status status;

    if (compiler == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory to compile the packs");
    dmi_arena_init(&compiler->arena, &compiler->escape);
    dmi_arena_init(&compiler->scratch, &compiler->escape);
    compiler->faults = (dmi_faults){ fault, context, err, 0 };
    compiler->packs_dir = packs_dir;
    compiler->ontology_dir = ontology_dir;
    status = compile(compiler, out);
    if (compiler->dir != NULL)
        closedir(compiler->dir);
    dmi_cldr_close(compiler);
    dmi_buf_free(&compiler->strings);
    dmi_arena_free(&compiler->scratch);
    dmi_arena_free(&compiler->arena);
    free(compiler);
    return status;
}
