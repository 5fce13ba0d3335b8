#include "pack/lexicon.h"

static unsigned kinds_left(const dmi_stripping *s)
{
    unsigned kinds = s->has_article ? DMI_BEFORE_NOUN : DMI_BEFORE_ANY;

    for (uint32_t i = 0; i < s->proclitic_count; i++)
        kinds &= s->proclitics[i]->kinds;
    for (uint32_t i = 0; i < s->enclitic_count; i++)
        kinds &= s->enclitics[i]->kinds;
    return kinds;
}

/* Two letters at least: one is what is left of any short word. */
static bool is_long_enough(dm_str rest)
{
    size_t byte = 0;

    if (rest.bytes == 0)
        return false;
    dmi_utf8_next(rest, &byte);
    return byte < rest.bytes;
}

/* Are all these letters of the word the clitics, and not letters that are folded to the same? */
static bool clitics_are_written(const dmi_units_reader *r, const dmi_stripping *s)
{
    const dmi_piece *p = &r->pieces.at[s->piece];
    size_t front = 0, back = 0;

    for (uint32_t k = 0; k < s->proclitic_count; k++) {
        uint32_t start_byte = dmi_piece_byte_from_start(r, p, front);
        front += s->proclitics[k]->text.bytes;
        if (!dmi_piece_has_clitic(r, p, s->proclitics[k], start_byte, dmi_piece_byte_from_start(r, p, front)))
            return false;
    }
    for (uint32_t k = 0; k < s->enclitic_count; k++) {
        uint32_t end_byte = dmi_piece_byte_from_end(r, p, back);
        back += s->enclitics[k]->text.bytes;
        if (!dmi_piece_has_clitic(r, p, s->enclitics[k], dmi_piece_byte_from_end(r, p, back), end_byte))
            return false;
    }
    return true;
}

/* Does what is left start an entry of the right kind? */
static bool rest_fits(const dmi_units_reader *r, dmi_stripping *s, dm_str rest)
{
    const dmi_sense *senses;
    uint32_t state = dmi_lex_root(r->lang, rest);

    if (state == DMI_STATE_NONE)
        return false;
    s->match = dmi_lex_longest(r, s->piece, state, r->lang->rec->params.inflect_last == 0);
    if (s->enclitic_count > 0) /* nothing may follow */
        s->match = (dmi_match){ .state = state, .end = s->piece + 1, .path = { .words = 1, .caps = dmi_lex_caps(r, s->piece, state) } };
    s->rest = rest;
    s->kinds = kinds_left(s);
    return s->match.state != DMI_STATE_NONE &&
           dmi_lex_senses(r->lang, s->match.state, s->kinds, s->match.path.words == 1 ? s->match.path.caps : DMI_CAPS_ANY, &senses) > 0 &&
           clitics_are_written(r, s);
}

static bool strip(const dmi_units_reader *r, dmi_stripping *s, dm_str rest, uint32_t next_clitic, unsigned budget);

static void cut_front(dmi_stripping *s, size_t bytes)
{
    size_t from_put_back = bytes < s->put_back_bytes ? bytes : s->put_back_bytes;

    s->put_back_bytes -= from_put_back;
    s->front_bytes += bytes - from_put_back;
}

static bool strip_proclitic(const dmi_units_reader *r, dmi_stripping *s, dm_str rest, uint32_t k, unsigned budget)
{
    const dmi_clitic_rec *clitic = &r->lang->clitics[k];
    dm_str put_back = dmi_lex_text(r->lang, clitic->put_back);
    size_t front_bytes = s->front_bytes, put_back_bytes = s->put_back_bytes;

    rest = dmi_sub(rest, clitic->text.bytes, rest.bytes);
    cut_front(s, clitic->text.bytes);
    if (put_back.bytes > 0 && s->put_back_bytes == 0 && put_back.bytes + rest.bytes <= sizeof s->spelled) {
        memcpy(s->spelled, put_back.p, put_back.bytes);
        memcpy(s->spelled + put_back.bytes, rest.p, rest.bytes);
        rest = (dm_str){ s->spelled, put_back.bytes + rest.bytes };
        s->put_back_bytes = put_back.bytes;
    }
    s->proclitics[s->proclitic_count++] = clitic;
    if (is_long_enough(rest) && strip(r, s, rest, k + 1, budget - 1))
        return true;
    s->proclitic_count--;
    s->front_bytes = front_bytes;
    s->put_back_bytes = put_back_bytes;
    return false;
}

static bool strip_article(const dmi_units_reader *r, dmi_stripping *s, dm_str rest, unsigned budget)
{
    size_t front_bytes = s->front_bytes, put_back_bytes = s->put_back_bytes;

    rest = dmi_sub(rest, r->lang->article.bytes, rest.bytes);
    cut_front(s, r->lang->article.bytes);
    s->has_article = true;
    if (is_long_enough(rest) && strip(r, s, rest, r->lang->clitic_count, budget - 1))
        return true;
    s->has_article = false;
    s->front_bytes = front_bytes;
    s->put_back_bytes = put_back_bytes;
    return false;
}

static bool strip_enclitic(const dmi_units_reader *r, dmi_stripping *s, dm_str rest, uint32_t k, unsigned budget)
{
    const dmi_clitic_rec *clitic = &r->lang->clitics[k];

    rest = dmi_lex_without_enclitic(clitic, rest);
    s->enclitics[s->enclitic_count++] = clitic;
    s->back_bytes += clitic->text.bytes;
    if (is_long_enough(rest) && strip(r, s, rest, r->lang->clitic_count, budget - 1))
        return true;
    s->enclitic_count--;
    s->back_bytes -= clitic->text.bytes;
    return false;
}

/* Take `budget` clitics off `rest`: proclitics from `next_clitic` on, then the article, then enclitics. */
static bool strip(const dmi_units_reader *r, dmi_stripping *s, dm_str rest, uint32_t next_clitic, unsigned budget)
{
    const dmi_lang *lang = r->lang;

    if (budget == 0)
        return rest_fits(r, s, rest);
    if (s->proclitic_count < DMI_PROCLITICS_MAX)
        for (uint32_t k = next_clitic; k < lang->clitic_count; k++)
            if (dmi_lex_clitic_fits(lang, &lang->clitics[k], false, rest) && strip_proclitic(r, s, rest, k, budget))
                return true;
    if (lang->article.bytes > 0 && !s->has_article && s->enclitic_count == 0 && dmi_starts(rest, lang->article) && strip_article(r, s, rest, budget))
        return true;
    if (s->enclitic_count < DMI_ENCLITICS_MAX)
        for (uint32_t k = 0; k < lang->clitic_count; k++)
            if (dmi_lex_clitic_fits(lang, &lang->clitics[k], true, rest) && strip_enclitic(r, s, rest, k, budget))
                return true;
    return false;
}

bool dmi_clitics_strip(const dmi_units_reader *r, uint32_t i, dmi_stripping *s)
{
    enum { BUDGET_MAX = DMI_PROCLITICS_MAX + 1 + DMI_ENCLITICS_MAX };
    const dmi_piece *p = &r->pieces.at[i];

    if (p->kind != DMI_WORD || p->fold.bytes > DMI_WORD_BYTES_MAX || (r->lang->clitic_count == 0 && r->lang->article.bytes == 0))
        return false;
    *s = (dmi_stripping){ .piece = i };
    for (unsigned budget = 1; budget <= BUDGET_MAX; budget++)
        if (strip(r, s, p->fold, 0, budget)) /* what does not lead on is taken back: `s` is empty again */
            return true;
    return false;
}
