#include "pack/lexicon.h"

static bool is_better(const dmi_path *path, const dmi_match *best)
{
    if (best->state == DMI_STATE_NONE || path->words != best->path.words)
        return best->state == DMI_STATE_NONE || path->words > best->path.words;
    return path->gap_words < best->path.gap_words;
}

static bool may_follow(const dmi_units_reader *r, uint32_t i)
{
    return i < r->pieces.count && !r->pieces.at[i].is_taken && r->pieces.at[i].split_entry == 0 && (r->pieces.at[i].flags & DMI_TOK_LINE) == 0;
}

static void walk(const dmi_units_reader *r, uint32_t i, uint32_t state, dmi_path path, dmi_match *best);

static void walk_without_enclitic(const dmi_units_reader *r, uint32_t i, uint32_t state, dmi_path path, dmi_match *best)
{
    const dmi_piece *p = &r->pieces.at[i];

    if (path.clitic != NULL || path.gap_count > 0 || p->kind != DMI_WORD || p->last_token != p->token)
        return;
    for (uint32_t k = 0; k < r->lang->clitic_count; k++) {
        const dmi_clitic_rec *clitic = &r->lang->clitics[k];
        uint32_t next;
        if (!dmi_lex_clitic_fits(r->lang, clitic, true, p->fold))
            continue;
        next = dmi_lex_step(r->lang, state, dmi_lex_word(r->lang, dmi_lex_without_enclitic(clitic, p->fold)));
        if (next == DMI_STATE_NONE || !dmi_piece_has_clitic(r, p, clitic, dmi_piece_byte_from_end(r, p, clitic->text.bytes), p->end_byte))
            continue;
        path.clitic = clitic;
        path.clitic_piece = i;
        walk(r, i + 1, next, path, best);
        return;
    }
}

static void walk_word(const dmi_units_reader *r, uint32_t i, uint32_t state, dmi_path path, dmi_match *best)
{
    const dmi_piece *p = &r->pieces.at[i];
    uint32_t next = dmi_lex_step(r->lang, state, p->word);

    path.words++;
    if (next == DMI_STATE_NONE) {
        next = dmi_lex_step(r->lang, state, p->bare_word);
        path.is_definite |= next != DMI_STATE_NONE;
    }
    if (next != DMI_STATE_NONE)
        walk(r, i + 1, next, path, best);
    else
        walk_without_enclitic(r, i, state, path, best);
}

/* "Called for the removal of «X» (the minister)", "the prime minister, X, left": a few words in a gap between quotation marks or commas. The
 * piece that closes them; i: none does. */
static uint32_t behind_inserted(const dmi_units_reader *r, uint32_t i)
{
    enum { INSERTED_WORDS_MAX = 5 };
    uint32_t open = r->pieces.at[i].mark;

    if (!dmi_is_open_quote(open) && open != ',')
        return i;
    for (uint32_t k = i + 1; k <= i + 1 + INSERTED_WORDS_MAX && may_follow(r, k); k++) {
        uint32_t mark = r->pieces.at[k].kind == DMI_MARK ? r->pieces.at[k].mark : 0;
        if (mark != 0)
            return k > i + 1 && (open == ',' ? mark == ',' : dmi_is_close_quote(mark)) ? k : i;
    }
    return i;
}

static void walk_gap(const dmi_units_reader *r, uint32_t i, uint32_t state, dmi_path path, dmi_match *best)
{
    const dmi_params *params = &r->lang->rec->params;
    uint32_t most = params->inflect_last || params->order == DMI_ORDER_VSO ? DMI_GAP_WORDS_FAR_MAX : DMI_GAP_WORDS_MAX;

    if (path.gap_count == DMI_GAPS_MAX)
        return;
    path.gap_start[path.gap_count++] = i;
    for (uint32_t k = 0; k <= most; k++) {
        path.gap_end[path.gap_count - 1] = i + k;
        walk(r, i + k, state, path, best);
        if (!may_follow(r, i + k))
            return;
        if (r->pieces.at[i + k].kind == DMI_MARK) {
            uint32_t close = behind_inserted(r, i + k);
            if (close == i + k)
                return;
            k = close - i;
        }
        path.gap_words++;
    }
}

/* What may follow `state` at piece `i`. An entry that is written with a blank is found with a hyphen too. */
static void walk(const dmi_units_reader *r, uint32_t i, uint32_t state, dmi_path path, dmi_match *best)
{
    const dmi_state_rec *s = &r->lang->states[state];
    uint32_t after_hyphen = i + (i < r->pieces.count && r->pieces.at[i].is_inner_hyphen);

    if (dmi_lex_has_senses(r->lang, state, path.words == 1 ? path.caps : DMI_CAPS_ANY) && is_better(&path, best))
        *best = (dmi_match){ state, i, path };
    if ((s->flags & DMI_STATE_HAS_EDGES) != 0 && may_follow(r, after_hyphen))
        walk_word(r, after_hyphen, state, path, best);
    if ((s->flags & DMI_STATE_HAS_GAP) != 0 && !path.no_gaps)
        walk_gap(r, i, dmi_lex_step(r->lang, state, DMI_WORD_GAP), path, best);
}

static bool is_long_capital_word(const dmi_units_reader *r, uint32_t i)
{
    enum { LONG_BYTES = 4 };
    const dmi_piece *p = &r->pieces.at[i];

    return p->kind == DMI_WORD && (p->flags & DMI_TOK_ALL_CAPITALS) != 0 && p->fold.bytes >= LONG_BYTES;
}

int dmi_lex_caps(const dmi_units_reader *r, uint32_t i, uint32_t state)
{
    unsigned flags = r->pieces.at[i].flags;

    if (r->lang->states[state].acronym_count == 0)
        return DMI_CAPS_ANY;
    if ((flags & DMI_TOK_ALL_CAPITALS) != 0) /* a line of capitals says nothing */
        return (i > 0 && is_long_capital_word(r, i - 1)) || (i + 1 < r->pieces.count && is_long_capital_word(r, i + 1)) ? DMI_CAPS_ANY : DMI_CAPS_ALONE;
    if ((flags & DMI_TOK_CASELESS) != 0)
        return DMI_CAPS_ANY;
    return (flags & DMI_TOK_CAPITAL) != 0 ? DMI_CAPS_INITIAL : DMI_CAPS_SMALL;
}

dmi_match dmi_lex_longest(const dmi_units_reader *r, uint32_t i, uint32_t state, bool gaps)
{
    dmi_match best = { .state = DMI_STATE_NONE };
    dmi_path path = { .words = 1, .caps = dmi_lex_caps(r, i, state), .no_gaps = !gaps };

    if (state != DMI_STATE_NONE)
        walk(r, i + 1, state, path, &best);
    return best;
}
