#include "time/reading.h"

enum { DIGITS_MAX = 9 };

typedef DMI_ARRAY(dmi_atom) atom_list;

typedef struct word {
    const char *name;
    uint32_t is;
    int value;
} word;

/* Concepts of the class time that are not counted (MONTH_1 ... are), and the grammar words that stand in dates. */
static const word TIME_WORDS[] = {
    { "TODAY", DMI_AT_DAY_OFFSET, 0 },
    { "YESTERDAY", DMI_AT_DAY_OFFSET, -1 },
    { "TOMORROW", DMI_AT_DAY_OFFSET, 1 },
    { "LAST", DMI_AT_LAST, 0 },
    { "NEXT", DMI_AT_NEXT, 0 },
    { "THIS", DMI_AT_THIS, 0 },
    { "AGO", DMI_AT_AGO, 0 },
    { "DAY_WORD", DMI_AT_DAY_WORD, 0 },
    { "UNIT_DAY", DMI_AT_SPAN, DMI_SPAN_DAY },
    { "UNIT_WEEK", DMI_AT_SPAN, DMI_SPAN_WEEK },
    { "UNIT_MONTH", DMI_AT_SPAN, DMI_SPAN_MONTH },
    { "UNIT_YEAR", DMI_AT_SPAN, DMI_SPAN_YEAR },
    { "ERA_G", DMI_AT_ERA, DMI_CAL_GREGORIAN },
    { "ERA_J", DMI_AT_ERA, DMI_CAL_PERSIAN },
    { "ERA_H", DMI_AT_ERA, DMI_CAL_ISLAMIC },
};
static const word GRAMMAR_WORDS[] = {
    { "OF", DMI_AT_OF, 0 },
    { "IN", DMI_AT_PREPOSITION, 0 },
    { "ON", DMI_AT_PREPOSITION, 0 },
    { "FROM", DMI_AT_PREPOSITION, 0 },
    { "DURING", DMI_AT_PREPOSITION, 0 },
    { "WHEN", DMI_AT_PREPOSITION, 0 },
    { "DET", DMI_AT_ARTICLE, 0 },
    { "NUMBER_WORD", DMI_AT_COUNT_WORD, 0 },
};
/* Families of concepts with a number behind the name, and how many they have. */
static const struct {
    const char *prefix;
    uint8_t calendar, most;
} FAMILIES[] = {
    { "MONTH_", DMI_CAL_GREGORIAN, 12 },
    { "JMONTH_", DMI_CAL_PERSIAN, 12 },
    { "HMONTH_", DMI_CAL_ISLAMIC, 12 },
    { "DAY_", 0, 7 },
};

static const word *find_word(const word *words, size_t count, dm_str name)
{
    for (size_t i = 0; i < count; i++)
        if (dmi_is(name, words[i].name))
            return &words[i];
    return NULL;
}

static void set_word(dmi_atom *atom, const word *word)
{
    atom->is |= word->is;
    if (word->is == DMI_AT_DAY_OFFSET)
        atom->day_offset = (int8_t)word->value;
    if (word->is == DMI_AT_SPAN)
        atom->span = (uint8_t)word->value;
    if (word->is == DMI_AT_ERA)
        atom->era = (uint8_t)word->value;
}

/* "MONTH_5" */
static bool set_family(dmi_atom *atom, dm_str name)
{
    for (size_t i = 0; i < sizeof FAMILIES / sizeof *FAMILIES; i++) {
        dm_str prefix = dmi_str(FAMILIES[i].prefix);
        int number = 0;
        if (!dmi_starts(name, prefix) || name.bytes > prefix.bytes + 2)
            continue;
        for (size_t at = prefix.bytes; at < name.bytes; at++)
            number = name.p[at] >= '0' && name.p[at] <= '9' ? number * 10 + (name.p[at] - '0') : 99;
        if (number < 1 || number > FAMILIES[i].most)
            continue;
        if (FAMILIES[i].calendar == 0) {
            atom->is |= DMI_AT_WEEKDAY;
            atom->weekday = (uint8_t)number;
        } else if ((atom->is & DMI_AT_MONTH) == 0) {
            atom->is |= DMI_AT_MONTH;
            atom->month = (uint8_t)number;
            atom->calendar = FAMILIES[i].calendar;
        }
        return true;
    }
    return false;
}

static void add_sense(dmi_atom *atom, const dmi_packs *packs, const dmi_sense *sense)
{
    const dmi_concept *concept = sense->kind == DMI_SENSE_CONCEPT ? dmi_packs_concept_at(packs, sense->id) : NULL;
    const word *found = NULL;

    if (concept != NULL && concept->class_ == DMI_CLASS_TIME) {
        found = find_word(TIME_WORDS, sizeof TIME_WORDS / sizeof *TIME_WORDS, concept->name);
        if (found == NULL && set_family(atom, concept->name))
            return;
        atom->plural = atom->plural || (sense->features & DMI_F_PL) != 0;
        atom->dual = atom->dual || (sense->features & DMI_F_DUAL) != 0;
    } else if (concept != NULL && concept->class_ == DMI_CLASS_GRAM) {
        found = find_word(GRAMMAR_WORDS, sizeof GRAMMAR_WORDS / sizeof *GRAMMAR_WORDS, concept->name);
    }
    if (found != NULL)
        set_word(atom, found);
    else
        atom->is |= DMI_AT_OTHER;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The digits at the start of s as a number; *digits counts them. */
static uint32_t leading_number(dm_str s, uint8_t *digits)
{
    uint32_t value = 0;
    size_t at = 0;

    while (at < s.bytes && at < DIGITS_MAX && is_digit(s.p[at]))
        value = value * 10 + (uint32_t)(s.p[at++] - '0');
    *digits = (uint8_t)at;
    return value;
}

/* A number may hold dots and commas: "12.05.2024", "23,2025" (a comma without its blank), "1,500", "12.5". The first two are
 * taken apart; the others stay one atom without `digits`, so that no date uses them. Letters behind digits ("22nd") are an
 * ordinal. */
static bool is_taken_apart(dm_str fold)
{
    size_t at = 0, pieces = 0, longest = 0;
    char separator = 0;

    while (at < fold.bytes) {
        size_t start = at;
        while (at < fold.bytes && is_digit(fold.p[at]))
            at++;
        if (at == start || at - start == 3 || at - start > 4)
            return false;
        pieces++;
        longest = at - start > longest ? at - start : longest;
        if (at == fold.bytes)
            break;
        if (separator != 0 && fold.p[at] != separator)
            return false;
        separator = fold.p[at++];
    }
    return longest == 4 && ((separator == '.' && pieces == 3) || (separator == ',' && pieces == 2));
}

static void add_number(dmi_arena *arena, atom_list *atoms, const dmi_atom *like)
{
    dm_str rest = like->fold;
    bool apart = is_taken_apart(rest);
    dmi_atom atom = *like;

    atom.is |= DMI_AT_NUMBER;
    atom.number = leading_number(rest, &atom.digits);
    while (apart && atom.digits < rest.bytes) {
        *dmi_push(arena, atoms) = atom;
        *dmi_push(arena, atoms) =
            (dmi_atom){ .is = DMI_AT_MARK, .unit = like->unit, .joined = true, .mark = (uint8_t)rest.p[atom.digits] };
        rest = dmi_sub(rest, atom.digits + 1u, rest.bytes);
        atom.number = leading_number(rest, &atom.digits);
        atom.joined = true;
    }
    if (!apart && rest.bytes > atom.digits + 2u)
        atom.digits = 0;
    for (size_t at = atom.digits; !apart && at < rest.bytes; at++)
        if (rest.p[at] < 'a' || rest.p[at] > 'z')
            atom.digits = 0;
    *dmi_push(arena, atoms) = atom;
}

dmi_atoms dmi_atoms_read(dmi_arena *arena, const dmi_packs *packs, dmi_units units)
{
    atom_list atoms = { 0 };
    bool any = false;

    for (uint32_t i = 0; i < units.count; i++) {
        const dmi_unit *unit = &units.at[i];
        dmi_atom atom = { .unit = i, .mark = unit->mark, .fold = unit->fold, .joined = (unit->flags & DMI_TOK_SPACE) == 0 };
        atom.lower = (unit->flags & (DMI_TOK_CAPITAL | DMI_TOK_CASELESS)) == 0;
        atom.several = unit->token_end > unit->token_start + 1;
        if (unit->kind == DMI_MARK)
            atom.is = DMI_AT_MARK;
        for (uint32_t s = 0; s < unit->sense_count; s++)
            add_sense(&atom, packs, &unit->senses[s]);
        if (unit->kind == DMI_NUMBER)
            add_number(arena, &atoms, &atom);
        else
            *dmi_push(arena, &atoms) = atom;
        any =
            any || unit->kind == DMI_NUMBER || (atom.is & (DMI_AT_WEEKDAY | DMI_AT_MONTH | DMI_AT_DAY_OFFSET | DMI_AT_SPAN)) != 0;
    }
    return (dmi_atoms){ atoms.at, atoms.count, any };
}
