#include "pack/reader.h"

#include <unicode/uchar.h>

/* Tokens become PIECES: a token each, but a hyphenated word that the lexicon does not know is cut at its hyphens (US-led, pro-Russian). Then, left to
 * right, the longest entry is taken; a word that starts none is tried without clitics. */

enum { WORD_BYTES_MAX = 160, HYPHENS_MAX = 8, GAP_WORDS_MAX = 4, GAPS_MAX = 2, PROCLITICS_MAX = 3, ENCLITICS_MAX = 2 };

typedef struct piece {
    dm_str fold;
    uint32_t token, start_byte, end_byte;
    uint32_t word;      /* id, DMI_WORD_NONE: in no entry */
    uint32_t bare_word; /* id without the joined article */
    uint32_t mark;
    uint8_t kind, flags;
    bool is_inner_hyphen; /* of a word that was cut */
    bool is_taken;        /* it stands behind the gap of an entry that has been read */
} piece;

typedef struct units_reader {
    dmi_arena *arena;
    const dmi_lang *lang;
    dmi_tokens tokens;
    DMI_ARRAY(piece) pieces;
    DMI_ARRAY(dmi_unit) units;
    bool in_single_quotes;
} units_reader;

/* ---- the lexicon's tables */

static dm_str text_of(const dmi_lang *lang, dmi_ref ref)
{
    return (dm_str){ lang->strings + ref.offset, ref.bytes };
}

static uint32_t word_id(const dmi_lang *lang, dm_str fold)
{
    uint32_t hash, i;

    if (fold.bytes > WORD_BYTES_MAX)
        return DMI_WORD_NONE;
    hash = dmi_word_hash(fold);
    for (i = hash & lang->slot_mask; lang->slots[i].word != DMI_WORD_NONE; i = (i + 1) & lang->slot_mask)
        if (lang->slots[i].hash == hash && dmi_same(text_of(lang, lang->words[lang->slots[i].word].text), fold))
            return lang->slots[i].word;
    return DMI_WORD_NONE;
}

static uint32_t root_state(const dmi_lang *lang, uint32_t word)
{
    return word == DMI_WORD_NONE ? DMI_STATE_NONE : lang->words[word].root;
}

/* A word doubled with a hyphen is that word ("menteri-menteri": ministers). */
static uint32_t doubled_word(const dmi_lang *lang, dm_str fold)
{
    size_t half = fold.bytes / 2;

    if (fold.bytes % 2 == 0 || fold.bytes > WORD_BYTES_MAX || fold.p[half] != '-' || !dmi_same(dmi_sub(fold, 0, half), dmi_sub(fold, half + 1, fold.bytes)))
        return DMI_WORD_NONE;
    return word_id(lang, dmi_sub(fold, 0, half));
}

static uint32_t root_of(const dmi_lang *lang, dm_str fold)
{
    uint32_t word = word_id(lang, fold);

    return root_state(lang, word != DMI_WORD_NONE ? word : doubled_word(lang, fold));
}

static uint32_t step(const dmi_lang *lang, uint32_t state, uint32_t word)
{
    uint32_t i;

    if (word == DMI_WORD_NONE)
        return DMI_STATE_NONE;
    for (i = dmi_edge_place(state, word, lang->edge_room); lang->edges[i].state != DMI_STATE_NONE; i = i + 1 == lang->edge_room ? 0 : i + 1)
        if (lang->edges[i].state == state && lang->edges[i].word == word)
            return lang->edges[i].next;
    return DMI_STATE_NONE;
}

/* How a word stands in the text decides about the senses of entries in capitals (pack.h, dmi_lang_units). */
enum { CAPS_ANY = 0, CAPS_SMALL, CAPS_INITIAL, CAPS_ALONE };

/* The senses that a word of these kinds (DMI_BEFORE_...) and this look can have: they lie side by side. */
static uint32_t senses_of(const dmi_lang *lang, uint32_t state, unsigned kinds, int caps, const dmi_sense **senses)
{
    const dmi_state_rec *s = &lang->states[state];
    uint32_t acronyms = kinds == DMI_BEFORE_VERB ? 0 : s->acronym_count, nominal = kinds == DMI_BEFORE_VERB ? 0 : s->nominal_count;
    uint32_t others = nominal + s->both_count + (kinds == DMI_BEFORE_NOUN ? 0 : s->verbal_count);

    *senses = lang->senses + s->sense_start + s->acronym_count - acronyms + (s->nominal_count - nominal);
    if (kinds == 0)
        return 0;
    if (acronyms == 0 || caps == CAPS_ANY)
        return acronyms + others;
    if (caps == CAPS_ALONE || (caps == CAPS_INITIAL && others == 0))
        return acronyms;
    *senses += acronyms;
    return others;
}

static bool has_senses(const dmi_lang *lang, uint32_t state, int caps)
{
    const dmi_sense *senses;

    return senses_of(lang, state, DMI_BEFORE_ANY, caps, &senses) > 0;
}

static bool clitic_fits(const dmi_lang *lang, const dmi_clitic_rec *clitic, bool is_enclitic, dm_str word)
{
    dm_str text = text_of(lang, clitic->text);

    return (clitic->is_enclitic != 0) == is_enclitic && text.bytes < word.bytes && (is_enclitic ? dmi_ends(word, text) : dmi_starts(word, text));
}

static dm_str without_enclitic(const dmi_clitic_rec *clitic, dm_str word)
{
    return dmi_sub(word, 0, word.bytes - clitic->text.bytes);
}

/* ---- pieces */

static bool is_known_without_enclitic(const dmi_lang *lang, dm_str word)
{
    for (uint32_t i = 0; i < lang->clitic_count; i++)
        if (clitic_fits(lang, &lang->clitics[i], true, word) && root_of(lang, without_enclitic(&lang->clitics[i], word)) != DMI_STATE_NONE)
            return true;
    return false;
}

static piece *add_piece(units_reader *r, uint32_t token, dm_str fold, uint32_t start_byte, uint32_t end_byte)
{
    const dmi_token *t = &r->tokens.at[token];
    const dm_str article = r->lang->article;
    piece *p = dmi_push(r->arena, &r->pieces);

    p->fold = fold;
    p->token = token;
    p->start_byte = start_byte;
    p->end_byte = end_byte;
    p->mark = t->mark;
    p->kind = t->kind;
    p->flags = t->flags;
    p->word = word_id(r->lang, fold);
    if (article.bytes > 0 && fold.bytes > article.bytes && dmi_starts(fold, article))
        p->bare_word = word_id(r->lang, dmi_sub(fold, article.bytes, fold.bytes));
    return p;
}

static uint32_t count_hyphens(dm_str fold)
{
    uint32_t count = 0;

    for (size_t i = 0; i < fold.bytes; i++)
        count += fold.p[i] == '-';
    return count;
}

/* Byte in the text of a byte of the token's folded spelling. */
static uint32_t text_byte(const units_reader *r, const dmi_token *token, size_t fold_byte)
{
    dm_str raw = { token->raw, token->end_byte - token->start_byte };

    if (fold_byte == 0)
        return token->start_byte;
    return token->start_byte + dmi_fold_offset(raw, dmi_lang_fold_flags(r->lang), (uint32_t)fold_byte);
}

/* Flags of a part of a token, which begins at this byte of the text. */
static uint8_t part_flags(const dmi_token *token, uint32_t start_byte)
{
    size_t byte = start_byte - token->start_byte;
    uint32_t letter = dmi_utf8_next((dm_str){ token->raw, token->end_byte - token->start_byte }, &byte);
    unsigned flags = token->flags & (DMI_TOK_ALL_CAPITALS | DMI_TOK_CASELESS);

    return (uint8_t)(flags | (u_isupper((UChar32)letter) ? (unsigned)DMI_TOK_CAPITAL : 0u));
}

static void add_part(units_reader *r, uint32_t token, size_t start, size_t end)
{
    const dmi_token *t = &r->tokens.at[token];
    dm_str fold = dmi_sub(t->fold, start, end);
    uint32_t start_byte = text_byte(r, t, start);
    bool is_last = end == t->fold.bytes, is_hyphen = dmi_is(fold, "-");
    piece *p = add_piece(r, token, fold, start_byte, is_last ? t->end_byte : text_byte(r, t, end));

    if (start > 0)
        p->flags = part_flags(t, start_byte);
    if (is_hyphen) {
        p->kind = DMI_MARK;
        p->mark = '-';
        p->is_inner_hyphen = true;
    }
}

static void cut_at_hyphens(units_reader *r, uint32_t token)
{
    dm_str rest = r->tokens.at[token].fold, part;
    size_t byte = 0;

    while (dmi_split(&rest, '-', &part)) {
        if (byte > 0) {
            add_part(r, token, byte, byte + 1);
            byte++;
        }
        add_part(r, token, byte, byte + part.bytes);
        byte += part.bytes;
    }
}

static bool some_part_is_known(const dmi_lang *lang, dm_str fold)
{
    dm_str part;

    while (dmi_split(&fold, '-', &part))
        if (root_of(lang, part) != DMI_STATE_NONE || is_known_without_enclitic(lang, part))
            return true;
    return false;
}

static void add_token(units_reader *r, uint32_t token)
{
    const dmi_token *t = &r->tokens.at[token];
    uint32_t hyphens = t->kind == DMI_WORD && t->fold.bytes <= WORD_BYTES_MAX && memchr(t->fold.p, '-', t->fold.bytes) != NULL ?
                           count_hyphens(t->fold) : 0;
    piece *p = add_piece(r, token, t->fold, t->start_byte, t->end_byte);

    if (hyphens == 0 || root_state(r->lang, p->word) != DMI_STATE_NONE || is_known_without_enclitic(r->lang, t->fold))
        return;
    p->word = doubled_word(r->lang, t->fold);
    if (p->word != DMI_WORD_NONE || hyphens > HYPHENS_MAX || !some_part_is_known(r->lang, t->fold))
        return;
    *p = (piece){ .token = 0 };
    r->pieces.count--;
    cut_at_hyphens(r, token);
}

/* ---- the longest entry */

typedef struct path {
    uint32_t words;     /* of the entry, so far */
    uint32_t gap_words; /* of the text, passed over */
    uint32_t gap_count, gap_start[GAPS_MAX], gap_end[GAPS_MAX];
    uint32_t clitic_piece; /* the piece whose enclitic was cut off */
    const dmi_clitic_rec *clitic;
    int caps;              /* of the first word: CAPS_... */
    bool is_definite;
} path;

typedef struct match {
    uint32_t state; /* DMI_STATE_NONE: no entry */
    uint32_t end;   /* piece behind the last one */
    path path;
} match;

static bool is_better(const path *path, const match *best)
{
    if (best->state == DMI_STATE_NONE || path->words != best->path.words)
        return best->state == DMI_STATE_NONE || path->words > best->path.words;
    return path->gap_words < best->path.gap_words;
}

static bool may_follow(const units_reader *r, uint32_t i)
{
    return i < r->pieces.count && !r->pieces.at[i].is_taken && (r->pieces.at[i].flags & DMI_TOK_LINE) == 0;
}

static void walk(const units_reader *r, uint32_t i, uint32_t state, path path, match *best);

static void walk_without_enclitic(const units_reader *r, uint32_t i, uint32_t state, path path, match *best)
{
    const piece *p = &r->pieces.at[i];

    if (path.clitic != NULL || path.gap_count > 0 || p->kind != DMI_WORD)
        return;
    for (uint32_t k = 0; k < r->lang->clitic_count; k++) {
        const dmi_clitic_rec *clitic = &r->lang->clitics[k];
        uint32_t next;
        if (!clitic_fits(r->lang, clitic, true, p->fold))
            continue;
        next = step(r->lang, state, word_id(r->lang, without_enclitic(clitic, p->fold)));
        if (next == DMI_STATE_NONE)
            continue;
        path.clitic = clitic;
        path.clitic_piece = i;
        walk(r, i + 1, next, path, best);
        return;
    }
}

static void walk_word(const units_reader *r, uint32_t i, uint32_t state, path path, match *best)
{
    const piece *p = &r->pieces.at[i];
    uint32_t next = step(r->lang, state, p->word);

    path.words++;
    if (next == DMI_STATE_NONE) {
        next = step(r->lang, state, p->bare_word);
        path.is_definite |= next != DMI_STATE_NONE;
    }
    if (next != DMI_STATE_NONE)
        walk(r, i + 1, next, path, best);
    else
        walk_without_enclitic(r, i, state, path, best);
}

static void walk_gap(const units_reader *r, uint32_t i, uint32_t state, path path, match *best)
{
    if (path.gap_count == GAPS_MAX)
        return;
    path.gap_start[path.gap_count++] = i;
    for (uint32_t k = 0; k <= GAP_WORDS_MAX; k++) {
        path.gap_end[path.gap_count - 1] = i + k;
        walk(r, i + k, state, path, best);
        if (!may_follow(r, i + k) || r->pieces.at[i + k].kind == DMI_MARK)
            return;
        path.gap_words++;
    }
}

/* What may follow `state` at piece `i`. An entry that is written with a blank is found with a hyphen too. */
static void walk(const units_reader *r, uint32_t i, uint32_t state, path path, match *best)
{
    const dmi_state_rec *s = &r->lang->states[state];
    uint32_t after_hyphen = i + (i < r->pieces.count && r->pieces.at[i].is_inner_hyphen);

    if (has_senses(r->lang, state, path.words == 1 ? path.caps : CAPS_ANY) && is_better(&path, best))
        *best = (match){ state, i, path };
    if ((s->flags & DMI_STATE_HAS_EDGES) != 0 && may_follow(r, after_hyphen))
        walk_word(r, after_hyphen, state, path, best);
    if ((s->flags & DMI_STATE_HAS_GAP) != 0)
        walk_gap(r, i, step(r->lang, state, DMI_WORD_GAP), path, best);
}

static bool is_long_capital_word(const units_reader *r, uint32_t i)
{
    enum { LONG_BYTES = 4 };
    const piece *p = &r->pieces.at[i];

    return p->kind == DMI_WORD && (p->flags & DMI_TOK_ALL_CAPITALS) != 0 && p->fold.bytes >= LONG_BYTES;
}

/* How piece `i`, the first word of what led to `state`, stands in the text. */
static int caps_of(const units_reader *r, uint32_t i, uint32_t state)
{
    unsigned flags = r->pieces.at[i].flags;

    if (r->lang->states[state].acronym_count == 0)
        return CAPS_ANY;
    if ((flags & DMI_TOK_ALL_CAPITALS) != 0) /* a line of capitals says nothing */
        return (i > 0 && is_long_capital_word(r, i - 1)) || (i + 1 < r->pieces.count && is_long_capital_word(r, i + 1)) ? CAPS_ANY : CAPS_ALONE;
    if ((flags & DMI_TOK_CASELESS) != 0)
        return CAPS_ANY;
    return (flags & DMI_TOK_CAPITAL) != 0 ? CAPS_INITIAL : CAPS_SMALL;
}

/* The longest entry that begins at piece `i`, whose word (or what clitics leave of it) led to `state`. */
static match longest(const units_reader *r, uint32_t i, uint32_t state)
{
    match best = { .state = DMI_STATE_NONE };
    path path = { .words = 1, .caps = caps_of(r, i, state) };

    if (state != DMI_STATE_NONE)
        walk(r, i + 1, state, path, &best);
    return best;
}

/* ---- units */

static dmi_unit *add_unit(units_reader *r, uint32_t i, dm_str fold, uint32_t start_byte, uint32_t end_byte)
{
    const piece *p = &r->pieces.at[i];
    dmi_unit *unit = dmi_push(r->arena, &r->units);

    unit->token_start = p->token;
    unit->token_end = p->token + 1;
    unit->start_byte = start_byte;
    unit->end_byte = end_byte;
    unit->fold = fold;
    unit->mark = p->mark;
    unit->kind = p->kind;
    unit->flags = p->flags;
    return unit;
}

/* Byte of the text where `back_bytes` from the end of the piece's folded spelling stand. */
static uint32_t byte_from_end(const units_reader *r, const piece *p, size_t back_bytes)
{
    const dmi_token *token = &r->tokens.at[p->token];

    return back_bytes == 0 ? p->end_byte : text_byte(r, token, (size_t)(p->fold.p - token->fold.p) + p->fold.bytes - back_bytes);
}

static uint32_t byte_from_start(const units_reader *r, const piece *p, size_t front_bytes)
{
    const dmi_token *token = &r->tokens.at[p->token];

    return front_bytes == 0 ? p->start_byte : text_byte(r, token, (size_t)(p->fold.p - token->fold.p) + front_bytes);
}

static void add_clitic(units_reader *r, uint32_t i, const dmi_clitic_rec *clitic, uint32_t start_byte, uint32_t end_byte)
{
    dmi_unit *unit = add_unit(r, i, text_of(r->lang, clitic->text), start_byte, end_byte);

    unit->kind = DMI_WORD;
    unit->mark = 0;
    unit->senses = r->lang->senses + clitic->sense_start;
    unit->sense_count = clitic->sense_count;
    unit->clitic = true;
    if (start_byte > r->pieces.at[i].start_byte)
        unit->flags &= (uint8_t) ~(DMI_TOK_CAPITAL | DMI_TOK_SPACE | DMI_TOK_LINE);
}

/* The pieces of the entry behind its gaps are no units of their own. */
static void take_behind_gaps(units_reader *r, const match *m)
{
    for (uint32_t g = 0; g < m->path.gap_count; g++) {
        uint32_t end = g + 1 < m->path.gap_count ? m->path.gap_start[g + 1] : m->end;
        for (uint32_t i = m->path.gap_end[g]; i < end; i++)
            r->pieces.at[i].is_taken = true;
    }
}

/* Where the unit ends: at the first gap that holds words. */
static uint32_t unit_end(const match *m)
{
    for (uint32_t g = 0; g < m->path.gap_count; g++)
        if (m->path.gap_end[g] > m->path.gap_start[g])
            return m->path.gap_start[g];
    return m->end;
}

/* The entry as a unit; returns the piece behind it. `start_byte` lies inside the first piece when proclitics were cut off. */
static uint32_t add_entry(units_reader *r, uint32_t i, const match *m, dm_str fold, uint32_t start_byte, unsigned kinds)
{
    uint32_t end = unit_end(m);
    const piece *last = &r->pieces.at[end - 1];
    bool cut = m->path.clitic != NULL && m->path.clitic_piece == end - 1;
    uint32_t clitic_byte = m->path.clitic == NULL ? 0 : byte_from_end(r, &r->pieces.at[m->path.clitic_piece], m->path.clitic->text.bytes);
    dmi_unit *unit = add_unit(r, i, fold, start_byte, cut ? clitic_byte : last->end_byte);

    unit->token_end = last->token + 1;
    unit->sense_count = senses_of(r->lang, m->state, kinds, m->path.words == 1 ? m->path.caps : CAPS_ANY, &unit->senses);
    unit->definite = m->path.is_definite;
    unit->clitic = unit->kind == DMI_WORD && fold.p[0] == '\'' && (unit->flags & DMI_TOK_SPACE) == 0; /* "'s" behind "U.S." */
    if (m->path.clitic != NULL)
        add_clitic(r, m->path.clitic_piece, m->path.clitic, clitic_byte, r->pieces.at[m->path.clitic_piece].end_byte);
    take_behind_gaps(r, m);
    return end;
}

/* ---- clitics */

typedef struct stripping {
    uint32_t piece;
    const dmi_clitic_rec *proclitics[PROCLITICS_MAX], *enclitics[ENCLITICS_MAX];
    uint32_t proclitic_count, enclitic_count;
    bool has_article;
    size_t front_bytes, back_bytes; /* of the folded word */
    size_t put_back_bytes;          /* letters at the rest's start that stand not in the word */
    char spelled[WORD_BYTES_MAX + 64]; /* the rest when letters were put back */
    /* what was found */
    dm_str rest;
    match match;
    unsigned kinds;
} stripping;

static unsigned kinds_left(const stripping *s)
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

/* Does what is left start an entry of the right kind? */
static bool rest_fits(const units_reader *r, stripping *s, dm_str rest)
{
    const dmi_sense *senses;
    uint32_t state = root_of(r->lang, rest);

    if (state == DMI_STATE_NONE)
        return false;
    s->match = longest(r, s->piece, state);
    if (s->enclitic_count > 0) /* nothing may follow */
        s->match = (match){ .state = state, .end = s->piece + 1, .path = { .words = 1, .caps = caps_of(r, s->piece, state) } };
    s->rest = rest;
    s->kinds = kinds_left(s);
    return s->match.state != DMI_STATE_NONE &&
           senses_of(r->lang, s->match.state, s->kinds, s->match.path.words == 1 ? s->match.path.caps : CAPS_ANY, &senses) > 0;
}

static bool strip(const units_reader *r, stripping *s, dm_str rest, uint32_t next_clitic, unsigned budget);

static void cut_front(stripping *s, size_t bytes)
{
    size_t from_put_back = bytes < s->put_back_bytes ? bytes : s->put_back_bytes;

    s->put_back_bytes -= from_put_back;
    s->front_bytes += bytes - from_put_back;
}

static bool strip_proclitic(const units_reader *r, stripping *s, dm_str rest, uint32_t k, unsigned budget)
{
    const dmi_clitic_rec *clitic = &r->lang->clitics[k];
    dm_str put_back = text_of(r->lang, clitic->put_back);
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

static bool strip_article(const units_reader *r, stripping *s, dm_str rest, unsigned budget)
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

static bool strip_enclitic(const units_reader *r, stripping *s, dm_str rest, uint32_t k, unsigned budget)
{
    const dmi_clitic_rec *clitic = &r->lang->clitics[k];

    rest = without_enclitic(clitic, rest);
    s->enclitics[s->enclitic_count++] = clitic;
    s->back_bytes += clitic->text.bytes;
    if (is_long_enough(rest) && strip(r, s, rest, r->lang->clitic_count, budget - 1))
        return true;
    s->enclitic_count--;
    s->back_bytes -= clitic->text.bytes;
    return false;
}

/* Take `budget` clitics off `rest`: proclitics from `next_clitic` on, then the article, then enclitics. */
static bool strip(const units_reader *r, stripping *s, dm_str rest, uint32_t next_clitic, unsigned budget)
{
    const dmi_lang *lang = r->lang;

    if (budget == 0)
        return rest_fits(r, s, rest);
    if (s->proclitic_count < PROCLITICS_MAX)
        for (uint32_t k = next_clitic; k < lang->clitic_count; k++)
            if (clitic_fits(lang, &lang->clitics[k], false, rest) && strip_proclitic(r, s, rest, k, budget))
                return true;
    if (lang->article.bytes > 0 && !s->has_article && s->enclitic_count == 0 && dmi_starts(rest, lang->article) && strip_article(r, s, rest, budget))
        return true;
    if (s->enclitic_count < ENCLITICS_MAX)
        for (uint32_t k = 0; k < lang->clitic_count; k++)
            if (clitic_fits(lang, &lang->clitics[k], true, rest) && strip_enclitic(r, s, rest, k, budget))
                return true;
    return false;
}

static uint32_t add_stripped(units_reader *r, const stripping *s)
{
    const piece *p = &r->pieces.at[s->piece];
    uint32_t start_byte = p->start_byte, end_byte = byte_from_end(r, p, s->back_bytes), i;
    size_t bytes = 0;
    bool first_clitic = true;

    for (uint32_t k = 0; k < s->proclitic_count; k++) {
        bytes += s->proclitics[k]->text.bytes;
        end_byte = byte_from_start(r, p, bytes);
        add_clitic(r, s->piece, s->proclitics[k], start_byte, end_byte);
        start_byte = end_byte;
        first_clitic = false;
    }
    i = add_entry(r, s->piece, &s->match, dmi_copy(r->arena, s->rest), start_byte, s->kinds);
    r->units.at[r->units.count - 1].definite |= s->has_article;
    if (!first_clitic)
        r->units.at[r->units.count - 1].flags &= (uint8_t) ~(DMI_TOK_SPACE | DMI_TOK_LINE);
    bytes = s->back_bytes;
    if (bytes > 0)
        r->units.at[r->units.count - 1].end_byte = byte_from_end(r, p, bytes);
    for (uint32_t k = s->enclitic_count; k > 0; k--) { /* the last one cut off stands first */
        start_byte = byte_from_end(r, p, bytes);
        bytes -= s->enclitics[k - 1]->text.bytes;
        add_clitic(r, s->piece, s->enclitics[k - 1], start_byte, byte_from_end(r, p, bytes));
    }
    return i;
}

/* The word without clitics, the fewest possible; 0: nothing explains it. */
static uint32_t read_stripped(units_reader *r, uint32_t i)
{
    const piece *p = &r->pieces.at[i];
    enum { BUDGET_MAX = PROCLITICS_MAX + 1 + ENCLITICS_MAX };

    if (p->kind != DMI_WORD || p->fold.bytes > WORD_BYTES_MAX || (r->lang->clitic_count == 0 && r->lang->article.bytes == 0))
        return 0;
    for (unsigned budget = 1; budget <= BUDGET_MAX; budget++) {
        stripping s = { .piece = i };
        if (strip(r, &s, p->fold, 0, budget))
            return add_stripped(r, &s);
    }
    return 0;
}

/* "Lavrov's": an unknown name carries an enclitic that begins with an apostrophe. */
static void add_unknown(units_reader *r, uint32_t i)
{
    const piece *p = &r->pieces.at[i];

    for (uint32_t k = 0; k < r->lang->clitic_count && p->kind == DMI_WORD; k++) {
        const dmi_clitic_rec *clitic = &r->lang->clitics[k];
        if (clitic->text.bytes > 1 && r->lang->strings[clitic->text.offset] == '\'' && clitic_fits(r->lang, clitic, true, p->fold)) {
            uint32_t byte = byte_from_end(r, p, clitic->text.bytes);
            add_unit(r, i, without_enclitic(clitic, p->fold), p->start_byte, byte);
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
        if (lang->clitics[k].is_enclitic && lang->clitics[k].text.bytes == 1 && lang->strings[lang->clitics[k].text.offset] == '\'')
            return &lang->clitics[k];
    return NULL;
}

/* It opens a quotation before a word and behind a blank, closes an open one, and else is joined to the word before it. */
static bool read_apostrophe(units_reader *r, uint32_t i)
{
    const piece *p = &r->pieces.at[i];
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

static uint32_t read_unit(units_reader *r, uint32_t i)
{
    const piece *p = &r->pieces.at[i];
    match m = longest(r, i, root_state(r->lang, p->word));
    uint32_t next;

    if ((p->flags & DMI_TOK_LINE) != 0)
        r->in_single_quotes = false;
    if (p->is_taken)
        return i + 1;
    if (p->kind == DMI_MARK && dmi_is(p->fold, "'") && read_apostrophe(r, i))
        return i + 1;
    if (m.state != DMI_STATE_NONE)
        return add_entry(r, i, &m, p->fold, p->start_byte, DMI_BEFORE_ANY);
    next = read_stripped(r, i);
    if (next == 0) {
        add_unknown(r, i);
        next = i + 1;
    }
    return next;
}

dmi_units dmi_lang_units(dmi_arena *arena, const dmi_lang *lang, dmi_tokens tokens)
{
    units_reader r = { .arena = arena, .lang = lang, .tokens = tokens };

    r.pieces.room = r.units.room = tokens.count + 8;
    r.pieces.at = dmi_alloc(arena, r.pieces.room * sizeof *r.pieces.at);
    r.units.at = dmi_alloc(arena, r.units.room * sizeof *r.units.at);
    for (uint32_t i = 0; i < tokens.count; i++)
        add_token(&r, i);
    for (uint32_t i = 0; i < r.pieces.count;)
        i = read_unit(&r, i);
    return (dmi_units){ r.units.at, r.units.count };
}

bool dmi_lang_is_abbreviation(const void *lang, dm_str fold)
{
    uint32_t id = word_id(lang, fold);

    return id != DMI_WORD_NONE && ((const dmi_lang *)lang)->words[id].is_abbreviation != 0;
}
