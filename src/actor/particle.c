/* "Call for", "meet with", "criticism of": entries that end in a preposition. The lexicon needs the preposition to know the word; the
 * grammar needs it to know what it governs. So it becomes a unit of its own behind the entry. */
#include "actor/vocabulary.h"

static bool is_deed(const dmi_vocabulary *v, const dmi_unit *unit)
{
    for (uint32_t i = 0; i < unit->sense_count; i++)
        if (unit->senses[i].kind != DMI_SENSE_CONCEPT ||
            dmi_packs_concept_at(v->packs, unit->senses[i].id)->class_ > DMI_CLASS_VERB)
            return false;
    return unit->sense_count > 0;
}

static bool is_preposition_unit(const dmi_vocabulary *v, const dmi_unit *unit)
{
    for (uint32_t i = 0; i < unit->sense_count; i++) {
        uint8_t k = unit->senses[i].kind == DMI_SENSE_CONCEPT ? v->known[unit->senses[i].id] : 0;
        if (k >= DMI_K_BY && k <= DMI_K_IN_RESPONSE)
            return true;
    }
    return false;
}

dmi_units dmi_split_particles(dmi_arena *arena, const dmi_vocabulary *v, const dmi_lang *lang, dmi_tokens tokens, dmi_units units)
{
    DMI_ARRAY(dmi_unit) out = { 0 };

    for (uint32_t i = 0; i < units.count; i++) {
        dmi_unit unit = units.at[i];
        dmi_units last;
        *dmi_push(arena, &out) = unit;
        if (unit.kind != DMI_WORD || unit.token_end < unit.token_start + 2 || !is_deed(v, &unit))
            continue;
        last = dmi_lang_units(arena, lang, (dmi_tokens){ tokens.at + unit.token_end - 1, 1 });
        if (last.count != 1 || last.at[0].end_byte != unit.end_byte || !is_preposition_unit(v, &last.at[0]))
            continue;
        out.at[out.count - 1].token_end--;
        out.at[out.count - 1].end_byte = tokens.at[unit.token_end - 2].end_byte;
        last.at[0].token_start = unit.token_end - 1;
        last.at[0].token_end = unit.token_end;
        last.at[0].particle = true;
        *dmi_push(arena, &out) = last.at[0];
    }
    return (dmi_units){ out.at, out.count };
}
