#include "pack/lexicon.h"

static dmi_unit *add_unit(dmi_units_reader *r, uint32_t i, dm_str fold, uint32_t start_byte, uint32_t end_byte)
{
    const dmi_piece *p = &r->pieces.at[i];
    dmi_unit *unit = dmi_push(r->arena, &r->units);

    unit->token_start = p->token;
    unit->token_end = p->last_token + 1;
    unit->start_byte = start_byte;
    unit->end_byte = end_byte;
    unit->fold = fold;
    unit->mark = p->mark;
    unit->kind = p->kind;
    unit->flags = p->flags;
    return unit;
}

static void add_clitic(dmi_units_reader *r, uint32_t i, const dmi_clitic_rec *clitic, uint32_t start_byte, uint32_t end_byte)
{
    dmi_unit *unit = add_unit(r, i, dmi_lex_text(r->lang, clitic->text), start_byte, end_byte);

    unit->kind = DMI_WORD;
    unit->mark = 0;
    unit->senses = r->lang->senses + clitic->sense_start;
    unit->sense_count = clitic->sense_count;
    unit->clitic = true;
    if (start_byte > r->pieces.at[i].start_byte)
        unit->flags &= (uint8_t) ~(DMI_TOK_CAPITAL | DMI_TOK_SPACE | DMI_TOK_LINE);
}

static bool is_thing(const dmi_units_reader *r, const dmi_match *m)
{
    const dmi_sense *senses;
    uint32_t count = m->state == DMI_STATE_NONE ? 0 : dmi_lex_senses(r->lang, m->state, DMI_BEFORE_ANY, DMI_CAPS_ANY, &senses);

    for (uint32_t i = 0; i < count; i++) {
        uint8_t class_ = senses[i].kind == DMI_SENSE_CONCEPT ? r->lang->concepts[senses[i].id].class_ : 0;
        if (class_ == DMI_CLASS_THING || class_ == DMI_CLASS_ROLE || class_ == DMI_CLASS_ACT)
            return true;
    }
    return false;
}

/* Does an entry that is an act, a thing or an office begin here? */
static bool names_thing(const dmi_units_reader *r, uint32_t i)
{
    const dmi_piece *p = &r->pieces.at[i];
    dmi_match m = dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, p->word), false);

    if (m.state == DMI_STATE_NONE)
        m = dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, p->bare_word), false);
    return is_thing(r, &m);
}

/* The pieces of the entry behind its gaps are no units of their own, but for a noun that rules may ask for ("رفع ... العقوبات"). */
static void take_behind_gaps(dmi_units_reader *r, const dmi_match *m)
{
    for (uint32_t g = 0; g < m->path.gap_count; g++) {
        uint32_t end = g + 1 < m->path.gap_count ? m->path.gap_start[g + 1] : m->end;
        for (uint32_t i = m->path.gap_end[g]; i < end && !names_thing(r, i); i++)
            r->pieces.at[i].is_taken = true;
    }
}

/* Where the unit ends: at the first gap that holds words. */
static uint32_t unit_end(const dmi_match *m)
{
    for (uint32_t g = 0; g < m->path.gap_count; g++)
        if (m->path.gap_end[g] > m->path.gap_start[g])
            return m->path.gap_start[g];
    return m->end;
}

/* The entry as a unit; returns the piece behind it. `start_byte` lies inside the first piece when proclitics were cut off. */
static uint32_t add_entry(dmi_units_reader *r, uint32_t i, const dmi_match *m, dm_str fold, uint32_t start_byte, unsigned kinds)
{
    uint32_t end = unit_end(m);
    const dmi_piece *last = &r->pieces.at[end - 1];
    bool cut = m->path.clitic != NULL && m->path.clitic_piece == end - 1;
    uint32_t clitic_byte =
        m->path.clitic == NULL ? 0 : dmi_piece_byte_from_end(r, &r->pieces.at[m->path.clitic_piece], m->path.clitic->text.bytes);
    dmi_unit *unit = add_unit(r, i, fold, start_byte, cut ? clitic_byte : last->end_byte);

    unit->token_end = last->last_token + 1;
    unit->sense_count = dmi_lex_senses(r->lang, m->state, kinds, m->path.words == 1 ? m->path.caps : DMI_CAPS_ANY, &unit->senses);
    unit->definite = m->path.is_definite || r->pieces.at[i].bare_word != DMI_WORD_NONE; /* "the farmers" may be an entry */
    unit->ends_definite = last->bare_word != DMI_WORD_NONE || (m->path.words == 1 && unit->definite);
    unit->idiom = m->path.words > 1;
    unit->clitic = unit->kind == DMI_WORD && fold.p[0] == '\'' && (unit->flags & DMI_TOK_SPACE) == 0; /* "'s" behind "U.S." */
    if (m->path.clitic != NULL)
        add_clitic(r, m->path.clitic_piece, m->path.clitic, clitic_byte, r->pieces.at[m->path.clitic_piece].end_byte);
    take_behind_gaps(r, m);
    return end;
}

/* The same letters behind the other kind of word ("his visit", "visited him"), where the word before may be that too: the sentence decides. */
static const dmi_clitic_rec *twin_of(const dmi_units_reader *r, const dmi_stripping *s)
{
    const dmi_clitic_rec *own = s->enclitic_count == 1 && !s->has_article ? s->enclitics[0] : NULL;
    const dmi_sense *senses;

    for (uint32_t k = 0; own != NULL && k < r->lang->clitic_count; k++) {
        const dmi_clitic_rec *other = &r->lang->clitics[k];
        unsigned kinds = other->kinds;
        for (uint32_t i = 0; i < s->proclitic_count; i++)
            kinds &= s->proclitics[i]->kinds;
        if (other != own && other->is_enclitic && (other->kinds & own->kinds) == 0 &&
            dmi_same(dmi_lex_text(r->lang, other->text), dmi_lex_text(r->lang, own->text)) &&
            dmi_lex_senses(r->lang, s->match.state, kinds, s->match.path.caps, &senses) > 0)
            return other;
    }
    return NULL;
}

static void add_twin_senses(dmi_units_reader *r, const dmi_clitic_rec *twin)
{
    dmi_unit *unit = &r->units.at[r->units.count - 1];
    dmi_sense *both = dmi_alloc(r->arena, (unit->sense_count + twin->sense_count) * sizeof *both);

    memcpy(both, unit->senses, unit->sense_count * sizeof *both);
    memcpy(both + unit->sense_count, r->lang->senses + twin->sense_start, twin->sense_count * sizeof *both);
    unit->senses = both;
    unit->sense_count += twin->sense_count;
}

static uint32_t add_stripped(dmi_units_reader *r, const dmi_stripping *s)
{
    const dmi_piece *p = &r->pieces.at[s->piece];
    const dmi_clitic_rec *twin = twin_of(r, s);
    uint32_t start_byte = p->start_byte, end_byte = dmi_piece_byte_from_end(r, p, s->back_bytes), i;
    size_t bytes = 0;
    bool first_clitic = true;

    for (uint32_t k = 0; k < s->proclitic_count; k++) {
        bytes += s->proclitics[k]->text.bytes;
        end_byte = dmi_piece_byte_from_start(r, p, bytes);
        add_clitic(r, s->piece, s->proclitics[k], start_byte, end_byte);
        start_byte = end_byte;
        first_clitic = false;
    }
    i = add_entry(r, s->piece, &s->match, dmi_copy(r->arena, s->rest), start_byte, s->kinds | (twin == NULL ? 0u : twin->kinds));
    r->units.at[r->units.count - 1].definite |= s->has_article;
    r->units.at[r->units.count - 1].ends_definite |= s->has_article && s->match.path.words == 1;
    if (!first_clitic)
        r->units.at[r->units.count - 1].flags &= (uint8_t) ~(DMI_TOK_SPACE | DMI_TOK_LINE);
    bytes = s->back_bytes;
    if (bytes > 0)
        r->units.at[r->units.count - 1].end_byte = dmi_piece_byte_from_end(r, p, bytes);
    for (uint32_t k = s->enclitic_count; k > 0; k--) { /* the last one cut off stands first */
        start_byte = dmi_piece_byte_from_end(r, p, bytes);
        bytes -= s->enclitics[k - 1]->text.bytes;
        add_clitic(r, s->piece, s->enclitics[k - 1], start_byte, dmi_piece_byte_from_end(r, p, bytes));
    }
    if (twin != NULL)
        add_twin_senses(r, twin);
    return i;
}

enum { UNKNOWN_REST_BYTES = 8 }; /* four letters of the scripts that join articles: "بالدخول", but not "بالمر" (Palmer) */

/* The proclitic before a joined article in a word nobody knows ("بالدخول": "with the entry"), and the bytes of both; NULL when there is none. */
static const dmi_clitic_rec *before_article(const dmi_units_reader *r, dm_str word, size_t *bytes)
{
    const dm_str article = r->lang->article;

    for (uint32_t k = 0; article.bytes > 0 && k < r->lang->clitic_count; k++) {
        const dmi_clitic_rec *clitic = &r->lang->clitics[k];
        dm_str text = dmi_lex_text(r->lang, clitic->text);
        bool holds_article = dmi_same(dmi_lex_text(r->lang, clitic->put_back), article); /* "لل" */
        *bytes = text.bytes + (holds_article ? 0 : article.bytes);
        if (!clitic->is_enclitic && (clitic->kinds & DMI_BEFORE_NOUN) != 0 && word.bytes >= *bytes + UNKNOWN_REST_BYTES &&
            dmi_starts(word, text) && (holds_article || dmi_starts(dmi_sub(word, text.bytes, word.bytes), article)))
            return clitic;
    }
    return NULL;
}

/* "Lavrov's": an unknown name carries an enclitic that begins with an apostrophe. */
static void add_unknown(dmi_units_reader *r, uint32_t i)
{
    const dmi_piece *p = &r->pieces.at[i];
    size_t bytes = 0;
    const dmi_clitic_rec *proclitic = p->kind == DMI_WORD ? before_article(r, p->fold, &bytes) : NULL;

    if (proclitic != NULL) {
        uint32_t byte = dmi_piece_byte_from_start(r, p, bytes);
        add_clitic(r, i, proclitic, p->start_byte, byte);
        add_unit(r, i, dmi_sub(p->fold, bytes, p->fold.bytes), byte, p->end_byte)->definite = true;
        r->units.at[r->units.count - 1].flags &= (uint8_t) ~(DMI_TOK_SPACE | DMI_TOK_LINE);
        return;
    }
    for (uint32_t k = 0; k < r->lang->clitic_count && p->kind == DMI_WORD; k++) {
        const dmi_clitic_rec *clitic = &r->lang->clitics[k];
        if (clitic->text.bytes > 1 && r->lang->strings[clitic->text.offset] == '\'' &&
            dmi_lex_clitic_fits(r->lang, clitic, true, p->fold)) {
            uint32_t byte = dmi_piece_byte_from_end(r, p, clitic->text.bytes);
            add_unit(r, i, dmi_lex_without_enclitic(clitic, p->fold), p->start_byte, byte);
            add_clitic(r, i, clitic, byte, p->end_byte);
            return;
        }
    }
    add_unit(r, i, p->fold, p->start_byte, p->end_byte);
}

/* ---- an apostrophe alone: "the Philippines' president" */

static const dmi_clitic_rec *lone_apostrophe(const dmi_lang *lang)
{
    for (uint32_t k = 0; k < lang->clitic_count; k++)
        if (lang->clitics[k].is_enclitic && lang->clitics[k].text.bytes == 1 &&
            lang->strings[lang->clitics[k].text.offset] == '\'')
            return &lang->clitics[k];
    return NULL;
}

/* It opens a quotation before a word and behind a blank, closes an open one, and else is joined to the word before it. */
static bool read_apostrophe(dmi_units_reader *r, uint32_t i)
{
    const dmi_piece *p = &r->pieces.at[i];
    bool blank_before = (p->flags & DMI_TOK_SPACE) != 0;
    bool blank_behind = i + 1 == r->pieces.count || (r->pieces.at[i + 1].flags & DMI_TOK_SPACE) != 0;
    const dmi_clitic_rec *clitic;

    if (p->mark == 0x2018 || (blank_before && !blank_behind)) {
        r->in_single_quotes = true;
        return false;
    }
    if (r->in_single_quotes) {
        r->in_single_quotes = false;
        return false;
    }
    clitic = lone_apostrophe(r->lang);
    if (clitic == NULL || blank_before || i == 0 || r->pieces.at[i - 1].kind != DMI_WORD)
        return false;
    add_clitic(r, i, clitic, p->start_byte, p->end_byte);
    return true;
}

/* ---- the whole */

/* A longer entry without a gap that ends at the same word: "مورد تایید قرار داد" within "مورد ... قرار داد". */
static bool is_closer_entry(const dmi_units_reader *r, const dmi_match *m, uint32_t last)
{
    for (uint32_t i = m->path.gap_start[0]; i < last; i++) {
        dmi_match closer = dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, r->pieces.at[i].word), false);
        if (closer.state != DMI_STATE_NONE && closer.end == m->end && closer.path.words > m->path.words)
            return true;
    }
    return false;
}

static bool is_entry(const dmi_units_reader *r, uint32_t i)
{
    return dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, r->pieces.at[i].word), false).state != DMI_STATE_NONE;
}

/* A word before the gap that is nothing by itself and has its preposition ("متهم به ... کرد") is only a part of the deed; without one it may head
 * what the deed is done to ("پرچم ... را آتش زد"). */
static void take_unknown_front(dmi_units_reader *r, uint32_t start, const dmi_match *m)
{
    uint32_t last = m->path.gap_start[0] - 1;

    if (last == start || !is_entry(r, last))
        return;
    for (uint32_t i = start; i < last; i++)
        r->pieces.at[i].is_taken = !is_entry(r, i);
}

/* Where the last word of an entry inflects, that word is the deed: an entry with words in its gap ("به ... متهم کرد") is a unit at its last
 * part, and what stands before the gap is read for itself. */
static bool split_at_gap(dmi_units_reader *r, uint32_t i, const dmi_match *m)
{
    uint32_t last;

    if (r->lang->rec->params.inflect_last == 0 || m->state == DMI_STATE_NONE || m->path.gap_words == 0)
        return false;
    last = m->path.gap_end[m->path.gap_count - 1];
    if (last >= m->end || r->pieces.at[last].split_entry != 0)
        return false;
    if (!is_closer_entry(r, m, last)) {
        *dmi_push(r->arena, &r->split) = *m;
        r->pieces.at[last].split_entry = r->split.count;
        take_unknown_front(r, i, m);
    }
    return true;
}

/* The last part is often an entry of its own ("محکوم کرد" in "به ... محکوم کرد"): it keeps those senses too, and the rules choose. A lone
 * word there ("کرد") is but the deed's carrier. */
static void add_plain_senses(dmi_units_reader *r, uint32_t i, uint32_t end, dmi_unit *unit)
{
    dmi_match plain;
    const dmi_sense *senses;
    dmi_sense *both;
    uint32_t count;

    r->pieces.at[i].split_entry = 0;
    plain = dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, r->pieces.at[i].word), false);
    if (plain.state == DMI_STATE_NONE || plain.end != end || plain.path.words == 1)
        return;
    count = dmi_lex_senses(r->lang, plain.state, DMI_BEFORE_ANY, DMI_CAPS_ANY, &senses);
    both = dmi_alloc(r->arena, (unit->sense_count + count) * sizeof *both);
    memcpy(both, unit->senses, unit->sense_count * sizeof *both);
    memcpy(both + unit->sense_count, senses, count * sizeof *both);
    unit->senses = both;
    unit->sense_count += count;
}

static uint32_t add_split_entry(dmi_units_reader *r, uint32_t i)
{
    const dmi_piece *p = &r->pieces.at[i];
    const dmi_match *m = &r->split.at[p->split_entry - 1];
    const dmi_piece *last = &r->pieces.at[m->end - 1];
    dmi_unit *unit = add_unit(r, i, p->fold, p->start_byte, last->end_byte);

    unit->token_end = last->last_token + 1;
    unit->sense_count = dmi_lex_senses(r->lang, m->state, DMI_BEFORE_ANY, DMI_CAPS_ANY, &unit->senses);
    add_plain_senses(r, i, m->end, unit);
    return m->end;
}

static uint32_t read_unit(dmi_units_reader *r, uint32_t i)
{
    const dmi_piece *p = &r->pieces.at[i];
    dmi_match m = dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, p->word), true);
    dmi_stripping stripping;

    if (p->split_entry != 0)
        return add_split_entry(r, i);
    if (split_at_gap(r, i, &m))
        m = dmi_lex_longest(r, i, dmi_lex_root_of_word(r->lang, p->word), false);

    if ((p->flags & DMI_TOK_LINE) != 0)
        r->in_single_quotes = false;
    if (p->is_taken)
        return i + 1;
    if (p->kind == DMI_MARK && dmi_is(p->fold, "'") && read_apostrophe(r, i))
        return i + 1;
    if (m.state != DMI_STATE_NONE)
        return add_entry(r, i, &m, p->fold, p->start_byte, DMI_BEFORE_ANY);
    if (dmi_clitics_strip(r, i, &stripping))
        return add_stripped(r, &stripping);
    add_unknown(r, i);
    return i + 1;
}

dmi_units dmi_lang_units(dmi_arena *arena, const dmi_lang *lang, dmi_tokens tokens)
{
    dmi_units_reader r = { .arena = arena, .lang = lang, .tokens = tokens };

    r.units.room = tokens.count + 8;
    r.units.at = dmi_alloc(arena, r.units.room * sizeof *r.units.at);
    dmi_pieces_make(&r);
    for (uint32_t i = 0; i < r.pieces.count;)
        i = read_unit(&r, i);
    return (dmi_units){ r.units.at, r.units.count };
}

bool dmi_lang_is_abbreviation(const void *lang, dm_str fold)
{
    uint32_t id = dmi_lex_word(lang, fold);

    return id != DMI_WORD_NONE && ((const dmi_lang *)lang)->words[id].is_abbreviation != 0;
}

static bool word_means(const dmi_lang *lang, uint32_t word, uint16_t concept_)
{
    uint32_t state = dmi_lex_root_of_word(lang, word), count;
    const dmi_sense *senses;

    if (state == DMI_STATE_NONE)
        return false;
    count = dmi_lex_senses(lang, state, DMI_BEFORE_ANY, DMI_CAPS_ANY, &senses);
    for (uint32_t i = 0; i < count; i++)
        if (senses[i].kind == DMI_SENSE_CONCEPT && senses[i].id == concept_)
            return true;
    return false;
}

bool dmi_lang_word_means(const dmi_lang *lang, dm_str fold, uint16_t concept_)
{
    if (word_means(lang, dmi_lex_word(lang, fold), concept_))
        return true;
    return lang->article.bytes > 0 && fold.bytes > lang->article.bytes && dmi_starts(fold, lang->article) &&
           word_means(lang, dmi_lex_word(lang, dmi_sub(fold, lang->article.bytes, fold.bytes)), concept_);
}
