#include "pack/compile.h"

#include <unicode/uchar.h>

enum { ENTRY_WORDS = 24, FORM_TOKENS = 32, PREPS = 4 };

typedef struct ids {
    uint32_t at[FORM_TOKENS];
    uint32_t count;
    bool too_long;
} ids;

typedef struct entry {
    dm_str words[ENTRY_WORDS];
    ids literal[ENTRY_WORDS]; /* their word ids, as written */
    uint32_t word_count, inflected;
    uint16_t preps[PREPS];
    uint32_t prep_count;
    bool is_weak;
} entry;

/* ---- words to ids */

static void ids_push(ids *list, uint32_t id)
{
    if (list->count < FORM_TOKENS)
        list->at[list->count++] = id;
    else
        list->too_long = true;
}

/* The text is tokenized as running text is, except that "'ll" is one word: it stands joined to the word before it. */
static void ids_of_text(dmi_compiler *compiler, dmi_lang_build *lang, dm_str text, ids *list)
{
    unsigned fold_flags = dmi_build_fold_flags(lang);
    dm_str fold = dmi_fold(&compiler->scratch, text, fold_flags);
    dmi_tokens tokens;

    if (fold.bytes > 1 && fold.p[0] == '\'') {
        ids_push(list, dmi_trie_word_id(&lang->trie, fold));
        return;
    }
    tokens = dmi_tokenize(&compiler->scratch, text, 0, (uint32_t)text.bytes, fold_flags);
    for (uint32_t i = 0; i < tokens.count; i++)
        ids_push(list, dmi_trie_word_id(&lang->trie, tokens.at[i].fold));
}

static void ids_join(ids *list, const ids *more)
{
    for (uint32_t i = 0; i < more->count; i++)
        ids_push(list, more->at[i]);
    list->too_long |= more->too_long;
}

static bool is_gap(dm_str word)
{
    return dmi_is(word, "...") || dmi_is(word, "\xE2\x80\xA6");
}

/* ---- parsing */

static bool parse_prep(dmi_compiler *compiler, const dmi_reader *reader, dm_str name, entry *e)
{
    const uint32_t *id = dmi_dict_find(&compiler->concept_ids, name);

    if (id == NULL) {
        dmi_fault_unknown(&compiler->faults, reader, "concept", name, &compiler->concept_ids);
        return false;
    }
    if (e->prep_count < PREPS)
        e->preps[e->prep_count++] = (uint16_t)*id;
    return true;
}

/* One blank-delimited piece: a word, >PREP, ? or both joined to a word. */
static bool parse_piece(dmi_compiler *compiler, const dmi_reader *reader, dm_str piece, entry *e)
{
    if (piece.bytes > 1 && piece.p[piece.bytes - 1] == '?') {
        e->is_weak = true;
        piece.bytes--;
    }
    if (dmi_is(piece, "?")) {
        e->is_weak = true;
        return true;
    }
    if (piece.bytes > 1 && piece.p[0] == '>')
        return parse_prep(compiler, reader, dmi_sub(piece, 1, piece.bytes), e);
    if (e->word_count == ENTRY_WORDS) {
        dmi_fault(&compiler->faults, reader, "an entry of more than %d words", ENTRY_WORDS);
        return false;
    }
    e->words[e->word_count++] = piece;
    return true;
}

static void default_inflected(const dmi_lang_build *lang, entry *e)
{
    e->inflected = lang->params.inflect_last ? e->word_count - 1 : 0;
}

static bool find_inflected(dmi_compiler *compiler, const dmi_lang_build *lang, const dmi_reader *reader, dm_str text, entry *e)
{
    uint32_t marked = 0;

    default_inflected(lang, e);
    for (uint32_t i = 0; i < e->word_count; i++) {
        if (e->words[i].bytes < 2 || e->words[i].p[0] != '~')
            continue;
        e->words[i] = dmi_sub(e->words[i], 1, e->words[i].bytes);
        e->inflected = i;
        marked++;
    }
    if (marked > 1)
        dmi_fault(&compiler->faults, reader, "two words of '%.*s' are marked with ~", DMI_ARG(text));
    return marked <= 1;
}

static bool gaps_are_sound(dmi_compiler *compiler, const dmi_reader *reader, dm_str text, const entry *e)
{
    uint32_t gaps = 0;

    for (uint32_t i = 0; i < e->word_count; i++) {
        if (!is_gap(e->words[i]))
            continue;
        gaps++;
        if (i == 0 || i + 1 == e->word_count || is_gap(e->words[i - 1])) {
            dmi_fault(&compiler->faults, reader, "a gap must stand between words: '%.*s'", DMI_ARG(text));
            return false;
        }
    }
    if (gaps > 2)
        dmi_fault(&compiler->faults, reader, "more than two gaps: '%.*s'", DMI_ARG(text));
    return gaps <= 2;
}

/* With a template the inflected word is principal parts, which are no words of the lexicon. */
static bool parse_entry(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str text, bool expands, entry *e)
{
    dm_str rest = text, piece;

    while (dmi_next_word(&rest, &piece))
        if (!parse_piece(compiler, reader, piece, e))
            return false;
    if (e->word_count == 0) {
        dmi_fault(&compiler->faults, reader, "an empty entry");
        return false;
    }
    if (!find_inflected(compiler, lang, reader, text, e) || !gaps_are_sound(compiler, reader, text, e))
        return false;
    for (uint32_t i = 0; i < e->word_count; i++) {
        if (expands && i == e->inflected)
            continue;
        if (is_gap(e->words[i]))
            ids_push(&e->literal[i], DMI_WORD_GAP);
        else
            ids_of_text(compiler, lang, e->words[i], &e->literal[i]);
    }
    return true;
}

/* ---- forms */

/* US, PMs, U.N.: its first two letters are capitals. */
static bool is_acronym(dm_str word)
{
    uint32_t letters = 0;

    for (size_t byte = 0; byte < word.bytes && letters < 2;) {
        UChar32 c = (UChar32)dmi_utf8_next(word, &byte);
        if (!u_isalpha(c))
            continue;
        if (!u_isupper(c))
            return false;
        letters++;
    }
    return letters == 2;
}

/* By its ending: only the spelling as written tells ة from ه. */
static uint32_t gender_of(const dmi_lang_build *lang, dm_str word)
{
    for (uint32_t i = 0; i < lang->feminine.count; i++) {
        dm_str end = lang->feminine.at[i];
        if (word.bytes > end.bytes && memcmp(word.p + word.bytes - end.bytes, end.p, end.bytes) == 0)
            return DMI_F_FEM;
    }
    return 0;
}

static bool form_add(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str text, const entry *e, const ids *inflected,
                     const dmi_entry_meaning *meaning, uint32_t features)
{
    ids all = { .count = 0 };
    dmi_sense sense = { .kind = meaning->kind, .id = meaning->id, .file = meaning->file, .line = reader->line, .object_prep = DMI_NONE };

    sense.features = features | meaning->features | (e->is_weak ? (uint32_t)DMI_F_WEAK : 0);
    for (uint32_t i = 0; i < e->word_count; i++) {
        if (i == e->inflected)
            sense.head = (uint8_t)all.count;
        ids_join(&all, i == e->inflected ? inflected : &e->literal[i]);
    }
    if (all.too_long || all.count == 0) {
        dmi_fault(&compiler->faults, reader, all.too_long ? "an entry of too many words: '%.*s'" : "an entry without words: '%.*s'", DMI_ARG(text));
        return false;
    }
    if (all.count == 1 && is_acronym(e->words[e->inflected]))
        sense.features |= DMI_F_ACRONYM;
    if (e->prep_count == 0)
        dmi_trie_add(&lang->trie, all.at, all.count, sense);
    for (uint32_t i = 0; i < e->prep_count; i++) {
        sense.object_prep = e->preps[i];
        dmi_trie_add(&lang->trie, all.at, all.count, sense);
    }
    return true;
}

/* "رأس حربي,رؤوس حربية": when the inflected word has too few parts, the whole entry is a list of parts of several words each. */
static dmi_parts parts_of(dmi_compiler *compiler, const dmi_lang_build *lang, const dmi_template *template_, entry *e)
{
    dmi_parts parts = dmi_paradigm_parts(&compiler->scratch, lang->paradigms, template_, e->words[e->inflected]), whole;
    dm_str phrase = e->words[0];

    if (parts.given >= template_->part_min || e->word_count == 1)
        return parts;
    for (uint32_t i = 1; i < e->word_count; i++)
        phrase = dmi_format(&compiler->scratch, "%.*s %.*s", DMI_ARG(phrase), DMI_ARG(e->words[i]));
    whole = dmi_paradigm_parts(&compiler->scratch, lang->paradigms, template_, phrase);
    if (whole.given < template_->part_min)
        return parts;
    e->word_count = 1;
    e->inflected = 0;
    return whole;
}

static bool forms_add(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str text, entry *e,
                      const dmi_entry_meaning *meaning)
{
    const dmi_template *template_ = meaning->template_;
    dmi_parts parts = parts_of(compiler, lang, template_, e);

    if (parts.given < template_->part_min) {
        dmi_fault(&compiler->faults, reader, "'%.*s' has %u principal part%s, template %.*s takes %u", DMI_ARG(text), parts.given,
                  parts.given == 1 ? "" : "s", DMI_ARG(template_->name), template_->part_min);
        return false;
    }
    for (uint32_t i = 0; i < template_->cells.count; i++) {
        const dmi_cell *cell = &template_->cells.at[i];
        char form[DMI_FORM_BYTES];
        ids inflected = { .count = 0 };
        uint32_t gender = 0;
        dm_str rest = { form, dmi_paradigm_form(lang->paradigms, cell->pattern, &parts, form) }, word;
        if (rest.bytes == 0) {
            dmi_fault(&compiler->faults, reader, "template %.*s: '%.*s' cannot be made of '%.*s'", DMI_ARG(template_->name),
                      DMI_ARG(cell->pattern), DMI_ARG(text));
            return false;
        }
        while (dmi_next_word(&rest, &word)) {
            if (inflected.count == 0 && (cell->features & DMI_F_V) == 0)
                gender = gender_of(lang, word);
            ids_of_text(compiler, lang, word, &inflected);
        }
        if (!form_add(compiler, lang, reader, text, e, &inflected, meaning, cell->features | gender))
            return false;
    }
    return true;
}

/* "meet,met,met" without a template is a slip; "1,500" is not. */
static bool has_inner_comma(dm_str word)
{
    for (size_t i = 1; i + 1 < word.bytes; i++)
        if (word.p[i] == ',' && !(word.p[i - 1] >= '0' && word.p[i - 1] <= '9'))
            return true;
    return false;
}

bool dmi_entry_add(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str text, dmi_entry_meaning meaning)
{
    entry e = { .word_count = 0 };

    dmi_arena_reset(&compiler->scratch);
    if (!parse_entry(compiler, lang, reader, text, meaning.template_ != NULL, &e))
        return false;
    if (meaning.template_ != NULL)
        return forms_add(compiler, lang, reader, text, &e, &meaning);
    if (has_inner_comma(e.words[e.inflected])) {
        dmi_fault(&compiler->faults, reader, "principal parts without a template: '%.*s'", DMI_ARG(text));
        return false;
    }
    return form_add(compiler, lang, reader, text, &e, &e.literal[e.inflected], &meaning, gender_of(lang, e.words[e.inflected]));
}

/* ---- a line of entries */

/* A word with a colon at the start of the line, or of an entry, names a template for what follows. */
static bool take_template(dmi_compiler *compiler, const dmi_lang_build *lang, const dmi_reader *reader, dm_str *rest, bool must_exist,
                          const dmi_template **template_)
{
    dm_str after = *rest, word;
    const dmi_template *found;

    if (!dmi_next_word(&after, &word) || word.bytes < 2 || word.p[word.bytes - 1] != ':')
        return true;
    word.bytes--;
    found = dmi_paradigms_template(lang->paradigms, word);
    if (found == NULL && must_exist) {
        dmi_fault_unknown(&compiler->faults, reader, "template", word, dmi_paradigms_names(lang->paradigms));
        return false;
    }
    if (found != NULL) {
        *template_ = found;
        *rest = after;
    }
    return true;
}

static bool seen_before(dmi_compiler *compiler, dmi_dict *seen, const dmi_entry_meaning *meaning, dm_str entry)
{
    dm_str template_ = meaning->template_ == NULL ? DMI_STR("") : meaning->template_->name;
    uint32_t *before = dmi_dict_add(&compiler->arena, seen, dmi_format(&compiler->arena, "%u %u %x %.*s:%.*s", meaning->kind, meaning->id,
                                    meaning->features, (int)template_.bytes, template_.p, (int)entry.bytes, entry.p));

    return (*before)++ > 0;
}

void dmi_entries_add(dmi_compiler *compiler, dmi_lang_build *lang, const dmi_reader *reader, dm_str entries, dmi_entry_meaning meaning,
                     dmi_dict *seen)
{
    dm_str text;

    if (!take_template(compiler, lang, reader, &entries, true, &meaning.template_))
        return;
    while (dmi_split(&entries, '|', &text)) {
        text = dmi_trim(text);
        take_template(compiler, lang, reader, &text, false, &meaning.template_);
        if (text.bytes > 0 && seen != NULL && seen_before(compiler, seen, &meaning, text)) {
            dmi_fault(&compiler->faults, reader, "'%.*s' stands here for the second time", DMI_ARG(text));
            continue;
        }
        lang->entry_count++;
        dmi_entry_add(compiler, lang, reader, text, meaning);
    }
}

uint16_t dmi_build_file(dmi_compiler *compiler, dmi_lang_build *lang, dm_str name)
{
    for (uint32_t i = 0; i < lang->files.count; i++)
        if (dmi_same(lang->files.at[i], name))
            return (uint16_t)i;
    *dmi_push(&compiler->arena, &lang->files) = dmi_copy(&compiler->arena, name);
    return (uint16_t)(lang->files.count - 1);
}
