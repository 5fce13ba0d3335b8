/* What the packs make of a text: pack_probe PACKS_DIR ONTOLOGY_DIR LANG [TEXT]. Prints faults, counts and, of the text (or of standard input for -),
 * each unit with its senses and features. A tool for whoever writes a pack or the rooms above it. */
#include <stdio.h>
#include <stdlib.h>

#include "pack/pack.h"

static void print_fault(void *context, const char *message)
{
    fprintf(stderr, "%s\n", message);
    ++*(unsigned *)context;
}

static void print_features(uint32_t features)
{
    static const char *const names[] = { "V", "PRES", "PAST", "FUT", "INF", "GER", "PPART", "PASS", "ACTPART", "N", "ADJ", "PL", "NEG", "IMP", "SUBJ",
                                         "DUAL", "?", "name", "adj", "cap", "seat", "city" };

    for (unsigned bit = 0; bit < sizeof names / sizeof *names; bit++)
        if ((features >> bit & 1) != 0)
            printf(" %s", names[bit]);
}

static void print_sense(const dmi_packs *packs, const dmi_lang *lang, const dmi_sense *sense)
{
    dm_str concept_ = sense->kind == DMI_SENSE_CONCEPT ? dmi_packs_concept_at(packs, sense->id)->name : DMI_STR("");
    dm_str key = sense->kind == DMI_SENSE_ENTITY ? dmi_packs_entity_at(packs, sense->id)->key : DMI_STR("");

    printf("  [%.*s%.*s%s", (int)concept_.bytes, concept_.p, (int)key.bytes, key.p,
           sense->kind == DMI_SENSE_COUNTRY ? dmi_packs_state_at(packs, sense->id)->code : "");
    print_features(sense->features);
    if (sense->object_prep != DMI_NONE)
        printf(" >%s", dmi_packs_concept_at(packs, sense->object_prep)->name.p);
    printf("] %s:%u", dmi_lang_file_name(lang, sense->file), sense->line);
}

static void print_units(const dmi_packs *packs, const dmi_lang *lang, dm_str raw)
{
    dmi_arena arena;
    dm_str text;
    dmi_units units;
    dmi_tokens tokens;
    dmi_sentence_ends ends;

    dmi_arena_init(&arena, NULL);
    text = dmi_repair(&arena, raw, NULL);
    tokens = dmi_tokenize(&arena, text, 0, (uint32_t)text.bytes, dmi_lang_fold_flags(lang));
    ends = dmi_sentences(&arena, text, tokens, dmi_lang_is_abbreviation, lang);
    units = dmi_lang_units(&arena, lang, tokens);
    for (uint32_t i = 0, end = 0; i < units.count; i++) {
        const dmi_unit *unit = &units.at[i];
        if (end < ends.count && unit->token_start >= ends.at[end]) {
            puts("--");
            end++;
        }
        printf("%.*s%s%s", (int)(unit->end_byte - unit->start_byte), text.p + unit->start_byte, unit->definite ? " +article" : "",
               unit->clitic ? " clitic" : "");
        for (uint32_t k = 0; k < unit->sense_count; k++)
            print_sense(packs, lang, &unit->senses[k]);
        putchar('\n');
    }
    dmi_arena_free(&arena);
}

int main(int argc, char **argv)
{
    dmi_buf bytes = { 0 }, input = { 0 };
    dmi_packs *packs = NULL;
    dm_error err = { 0 };
    unsigned faults = 0;
    const dmi_lang *lang;
    dm_status status;

    if (argc < 4) {
        fprintf(stderr, "usage: pack_probe PACKS_DIR ONTOLOGY_DIR LANG [TEXT|-]\n");
        return 2;
    }
    status = dmi_packs_compile(argv[1], argv[2], &bytes, print_fault, &faults, &err);
    if ((status != DM_OK && status != DM_ERR_PACK) || dmi_packs_open(bytes.p, bytes.bytes, &packs, &err) != DM_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 3;
    }
    for (size_t i = 0; i < dmi_packs_lang_count(packs); i++) {
        dm_pack_info info = dmi_lang_info(dmi_packs_lang_at(packs, i));
        fprintf(stderr, "%s: %u entries, %u forms, %u countries, %u chrome phrases\n", info.lang, info.entries, info.forms, info.countries, info.chrome);
    }
    fprintf(stderr, "%u faults, %u entities, %zu bytes, hash %s\n", faults, dmi_packs_entity_count(packs), bytes.bytes, dmi_packs_hash(packs));
    lang = dmi_packs_lang(packs, dmi_str(argv[3]));
    if (argc > 4 && strcmp(argv[4], "-") == 0 && dmi_read_file("-", &input, &err) != DM_OK)
        return 3;
    if (argc > 4 && lang != NULL)
        print_units(packs, lang, input.p == NULL ? dmi_str(argv[4]) : (dm_str){ input.p, input.bytes });
    dmi_packs_destroy(packs);
    dmi_buf_free(&input);
    dmi_buf_free(&bytes);
    return faults > 0;
}
