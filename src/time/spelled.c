#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "time/reading.h"

enum { MOST = 20, ROOM = 48 };

/* The numbers 1 .. MOST in the language's `index`-th way of counting (genders differ); false: there are no more. Nothing of the
 * arena is asked for while ICU's object is held. */
static bool spell_numbers(const char *lang, int index, UChar wide[MOST][ROOM], int32_t units[MOST])
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, lang, NULL, &status);
    UChar names[1024], *name, *state = NULL;
    int seen = -1;

    if (U_FAILURE(status))
        return false;
    unum_getTextAttribute(format, UNUM_PUBLIC_RULESETS, names, sizeof names / sizeof *names, &status);
    for (name = U_SUCCESS(status) ? u_strtok_r(names, u";", &state) : NULL; name != NULL; name = u_strtok_r(NULL, u";", &state))
        if (u_strstr(name, u"cardinal") != NULL && ++seen == index)
            break;
    if (name != NULL)
        unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, -1, &status);
    for (int i = 0; i < MOST; i++)
        units[i] = unum_format(format, i + 1, wide[i], ROOM, NULL, &status);
    unum_close(format);
    return name != NULL && U_SUCCESS(status);
}

static void learn(dmi_arena *arena, dmi_spellings *spellings)
{
    UChar wide[MOST][ROOM];
    int32_t units[MOST];

    for (int index = 0; spell_numbers(dmi_lang_code(spellings->lang), index, wide, units); index++)
        for (int i = 0; i < MOST; i++) {
            char narrow[ROOM * 3];
            int32_t bytes = 0;
            UErrorCode status = U_ZERO_ERROR;
            u_strToUTF8(narrow, (int32_t)sizeof narrow, &bytes, wide[i], units[i], &status);
            if (U_SUCCESS(status)) {
                dm_str fold = dmi_fold(arena, (dm_str){ narrow, (size_t)bytes }, dmi_lang_fold_flags(spellings->lang));
                *dmi_push(arena, &spellings->list) = (dmi_spelled){ fold, i + 1 };
            }
        }
}

int dmi_spelled_value(dmi_arena *arena, dmi_spellings *spellings, dm_str fold)
{
    if (!spellings->known && spellings->lang != NULL)
        learn(arena, spellings);
    spellings->known = true;
    for (uint32_t i = 0; i < spellings->list.count; i++)
        if (dmi_same(spellings->list.at[i].fold, fold))
            return spellings->list.at[i].value;
    return 0;
}
