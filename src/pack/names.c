#include "pack/compile.h"

#include <stdio.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

/* A set of names that ICU has, and the concepts they get: MONTH_1 and so on. */
typedef struct name_set {
    const char *calendar;
    UDateFormatSymbolType type;
    const char *prefix;
    int32_t first, count; /* symbols [first, first + count) are prefix_1 .. prefix_count */
    bool is_short;
} name_set;

enum { MONTHS = 12, WEEKDAYS = 7 };

#define MONTH_SETS(calendar, prefix)                                                                                             \
    { calendar, UDAT_MONTHS, prefix, 0, MONTHS, false }, { calendar, UDAT_STANDALONE_MONTHS, prefix, 0, MONTHS, false },          \
    { calendar, UDAT_SHORT_MONTHS, prefix, 0, MONTHS, true }, { calendar, UDAT_STANDALONE_SHORT_MONTHS, prefix, 0, MONTHS, true }

static const name_set name_sets[] = {
    MONTH_SETS("gregorian", "MONTH"),
    MONTH_SETS("persian", "JMONTH"),
    MONTH_SETS("islamic-umalqura", "HMONTH"),
    /* ICU's weekdays are 1 Sunday .. 7 Saturday */
    { "gregorian", UDAT_WEEKDAYS, "DAY", 1, WEEKDAYS, false },
    { "gregorian", UDAT_STANDALONE_WEEKDAYS, "DAY", 1, WEEKDAYS, false },
    { "gregorian", UDAT_SHORT_WEEKDAYS, "DAY", 1, WEEKDAYS, true },
    { "gregorian", UDAT_STANDALONE_SHORT_WEEKDAYS, "DAY", 1, WEEKDAYS, true },
};

static int32_t number_of(const name_set *set, int32_t index)
{
    if (set->count != WEEKDAYS)
        return index + 1;
    return index == 0 ? WEEKDAYS : index; /* DAY_1 is Monday */
}

/* What CLDR lacks for a language it numbers: M01, 1. */
static bool is_numbered(dm_str name)
{
    return name.bytes == 0 || (name.p[name.bytes - 1] >= '0' && name.p[name.bytes - 1] <= '9');
}

/* The words of a name as ids; its last full stop is none. */
static uint32_t name_ids(dmi_compiler *compiler, dmi_lang_build *lang, dm_str name, uint32_t ids[8])
{
    dmi_tokens tokens = dmi_tokenize(&compiler->scratch, name, 0, (uint32_t)name.bytes, dmi_build_fold_flags(lang));
    uint32_t count = 0;

    for (uint32_t i = 0; i < tokens.count && count < 8; i++)
        if (tokens.at[i].kind != DMI_MARK)
            ids[count++] = dmi_trie_word_id(&lang->trie, tokens.at[i].fold);
    return count;
}

/* An abbreviation that is a word of the pack (mar, sun, mai) would be read as a date everywhere; one letter too. */
static bool abbreviation_is_safe(const dmi_lang_build *lang, const uint32_t *ids, uint32_t count)
{
    dm_str word = lang->trie.words.at[ids[0]].text;
    size_t byte = 0;

    dmi_utf8_next(word, &byte);
    return byte < word.bytes && dmi_trie_find(&lang->trie, ids, count) == DMI_STATE_NONE;
}

static void name_add(dmi_compiler *compiler, dmi_lang_build *lang, const name_set *set, int32_t number, dm_str name, dm_str wide)
{
    char concept_name[24];
    const uint32_t *concept_;
    uint32_t ids[8], count;
    dmi_sense sense = { .kind = DMI_SENSE_CONCEPT, .object_prep = DMI_NONE };

    dmi_arena_reset(&compiler->scratch);
    count = is_numbered(name) ? 0 : name_ids(compiler, lang, name, ids);
    if (count == 0 || (set->is_short && !dmi_same(name, wide) && !abbreviation_is_safe(lang, ids, count)))
        return;
    snprintf(concept_name, sizeof concept_name, "%s_%d", set->prefix, number);
    concept_ = dmi_dict_find(&compiler->concept_ids, dmi_str(concept_name));
    if (concept_ == NULL)
        return;
    sense.id = (uint16_t)*concept_;
    sense.file = dmi_build_file(compiler, lang, DMI_STR("cldr"));
    dmi_trie_add(&lang->trie, ids, count, sense);
}

enum { NAME_BYTES = 128 };

static dm_str symbol(const UDateFormat *format, UDateFormatSymbolType type, int32_t index, char out[NAME_BYTES])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[NAME_BYTES / 3];
    int32_t bytes = 0, count = udat_getSymbols(format, type, index, units, NAME_BYTES / 3, &status);

    if (U_SUCCESS(status))
        u_strToUTF8(out, NAME_BYTES, &bytes, units, count, &status);
    return (dm_str){ out, U_FAILURE(status) ? 0 : (size_t)bytes };
}

static void set_add(dmi_compiler *compiler, dmi_lang_build *lang, const name_set *set, const UDateFormat *format)
{
    UDateFormatSymbolType wide_type = set->count == WEEKDAYS ? UDAT_WEEKDAYS : UDAT_MONTHS;

    for (int32_t i = 0; i < set->count; i++) {
        char name[NAME_BYTES], wide[NAME_BYTES];
        name_add(compiler, lang, set, number_of(set, i), symbol(format, set->type, set->first + i, name),
                 symbol(format, wide_type, set->first + i, wide));
    }
}

void dmi_cldr_names_add(dmi_compiler *compiler, dmi_lang_build *lang)
{
    for (size_t i = 0; i < sizeof name_sets / sizeof *name_sets; i++) {
        UErrorCode status = U_ZERO_ERROR;
        char locale[64];
        snprintf(locale, sizeof locale, "%.*s@calendar=%s", (int)lang->code.bytes, lang->code.p, name_sets[i].calendar);
        compiler->date_format = udat_open(UDAT_DEFAULT, UDAT_DEFAULT, locale, NULL, 0, NULL, 0, &status);
        if (U_SUCCESS(status))
            set_add(compiler, lang, &name_sets[i], compiler->date_format);
        dmi_cldr_close(compiler);
    }
}

void dmi_cldr_close(dmi_compiler *compiler)
{
    if (compiler->date_format != NULL)
        udat_close(compiler->date_format);
    compiler->date_format = NULL;
}
