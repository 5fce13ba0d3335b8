/**
 * Inside of pack: reading tokens as units.
 *
 *   pieces   tokens become PIECES: a token each, but a hyphenated word that the lexicon does not know is cut at its hyphens (US-led)
 *   longest  the longest entry that begins at a piece
 *   clitics  what is left of a word when clitics are taken off
 *   units    left to right: the longest entry, else without clitics, else unknown
 */
#ifndef DMI_LEXICON_H
#define DMI_LEXICON_H

#include "pack/reader.h"

enum { DMI_WORD_BYTES_MAX = 160, DMI_GAP_WORDS_MAX = 4, DMI_GAP_WORDS_FAR_MAX = 10 /* where the deed comes last, or its subject stands inside it */, DMI_GAPS_MAX = 2, DMI_PROCLITICS_MAX = 3, DMI_ENCLITICS_MAX = 2 };

typedef struct dmi_piece {
    dm_str fold;
    uint32_t token, last_token, start_byte, end_byte;
    uint32_t word;      /* id, DMI_WORD_NONE: in no entry */
    uint32_t bare_word; /* id without the joined article */
    uint32_t mark;
    uint8_t kind, flags;
    bool is_inner_hyphen; /* of a word that was cut */
    bool is_taken;        /* it stands behind the gap of an entry that has been read */
    uint32_t split_entry; /* index + 1 of the split entry whose last part begins here; 0: none */
} dmi_piece;

typedef struct dmi_units_reader {
    dmi_arena *arena;
    const dmi_lang *lang;
    dmi_tokens tokens;
    DMI_ARRAY(dmi_piece) pieces;
    DMI_ARRAY(dmi_unit) units;
    DMI_ARRAY(struct dmi_match) split; /* entries with a gap whose last part is the word: they become units there */
    bool in_single_quotes;
} dmi_units_reader;

/* ---- the lexicon's tables: in the hottest loop, so inline */

static inline dm_str dmi_lex_text(const dmi_lang *lang, dmi_ref ref)
{
    return (dm_str){ lang->strings + ref.offset, ref.bytes };
}

static inline uint32_t dmi_lex_word(const dmi_lang *lang, dm_str fold)
{
    uint32_t hash, i;

    if (fold.bytes > DMI_WORD_BYTES_MAX)
        return DMI_WORD_NONE;
    hash = dmi_word_hash(fold);
    for (i = hash & lang->slot_mask; lang->slots[i].word != DMI_WORD_NONE; i = (i + 1) & lang->slot_mask)
        if (lang->slots[i].hash == hash && dmi_same(dmi_lex_text(lang, lang->words[lang->slots[i].word].text), fold))
            return lang->slots[i].word;
    return DMI_WORD_NONE;
}

static inline uint32_t dmi_lex_root_of_word(const dmi_lang *lang, uint32_t word)
{
    return word == DMI_WORD_NONE ? DMI_STATE_NONE : lang->words[word].root;
}

/* A word doubled with a hyphen is that word ("menteri-menteri": ministers). */
static inline uint32_t dmi_lex_doubled_word(const dmi_lang *lang, dm_str fold)
{
    size_t half = fold.bytes / 2;

    if (fold.bytes % 2 == 0 || fold.bytes > DMI_WORD_BYTES_MAX || fold.p[half] != '-' ||
        !dmi_same(dmi_sub(fold, 0, half), dmi_sub(fold, half + 1, fold.bytes)))
        return DMI_WORD_NONE;
    return dmi_lex_word(lang, dmi_sub(fold, 0, half));
}

static inline uint32_t dmi_lex_root(const dmi_lang *lang, dm_str fold)
{
    uint32_t word = dmi_lex_word(lang, fold);

    return dmi_lex_root_of_word(lang, word != DMI_WORD_NONE ? word : dmi_lex_doubled_word(lang, fold));
}

static inline uint32_t dmi_lex_step(const dmi_lang *lang, uint32_t state, uint32_t word)
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
enum { DMI_CAPS_ANY = 0, DMI_CAPS_SMALL, DMI_CAPS_INITIAL, DMI_CAPS_ALONE };

/* The senses that a word of these kinds (DMI_BEFORE_...) and this look can have: they lie side by side. */
static inline uint32_t dmi_lex_senses(const dmi_lang *lang, uint32_t state, unsigned kinds, int caps, const dmi_sense **senses)
{
    const dmi_state_rec *s = &lang->states[state];
    uint32_t acronyms = kinds == DMI_BEFORE_VERB ? 0 : s->acronym_count, nominal = kinds == DMI_BEFORE_VERB ? 0 : s->nominal_count;
    uint32_t others = nominal + s->both_count + (kinds == DMI_BEFORE_NOUN ? 0 : s->verbal_count);

    *senses = lang->senses + s->sense_start + s->acronym_count - acronyms + (s->nominal_count - nominal);
    if (kinds == 0)
        return 0;
    if (acronyms == 0 || caps == DMI_CAPS_ANY)
        return acronyms + others;
    if (caps == DMI_CAPS_ALONE || (caps == DMI_CAPS_INITIAL && others == 0))
        return acronyms;
    *senses += acronyms;
    return others;
}

static inline bool dmi_lex_has_senses(const dmi_lang *lang, uint32_t state, int caps)
{
    const dmi_sense *senses;

    return dmi_lex_senses(lang, state, DMI_BEFORE_ANY, caps, &senses) > 0;
}

/* Does the word begin or end with the clitic, and is more than it? One byte settles most. */
static inline bool dmi_lex_clitic_fits(const dmi_lang *lang, const dmi_clitic_rec *clitic, bool is_enclitic, dm_str word)
{
    dm_str text = dmi_lex_text(lang, clitic->text);

    if ((clitic->is_enclitic != 0) != is_enclitic || text.bytes >= word.bytes)
        return false;
    if (is_enclitic)
        return word.p[word.bytes - 1] == text.p[text.bytes - 1] && dmi_ends(word, text);
    return word.p[0] == text.p[0] && dmi_starts(word, text);
}

static inline dm_str dmi_lex_without_enclitic(const dmi_clitic_rec *clitic, dm_str word)
{
    return dmi_sub(word, 0, word.bytes - clitic->text.bytes);
}

/* ---- pieces.c */

void dmi_pieces_make(dmi_units_reader *r);

/** Byte of the text where the last `back_bytes` of the piece's folded spelling begin, and where its first `front_bytes` end. */
uint32_t dmi_piece_byte_from_end(const dmi_units_reader *r, const dmi_piece *p, size_t back_bytes);
uint32_t dmi_piece_byte_from_start(const dmi_units_reader *r, const dmi_piece *p, size_t front_bytes);

/** Is this part of a piece the clitic, and not letters that are folded to the same (a word's last ة is no joined ه)? */
bool dmi_piece_has_clitic(const dmi_units_reader *r, const dmi_piece *p, const dmi_clitic_rec *clitic, uint32_t start_byte, uint32_t end_byte);

/* ---- longest.c */

typedef struct dmi_path {
    uint32_t words;     /* of the entry, so far */
    uint32_t gap_words; /* of the text, passed over */
    uint32_t gap_count, gap_start[DMI_GAPS_MAX], gap_end[DMI_GAPS_MAX];
    uint32_t clitic_piece; /* the piece whose enclitic was cut off */
    const dmi_clitic_rec *clitic;
    int caps;              /* of the first word: DMI_CAPS_... */
    bool is_definite, no_gaps;
} dmi_path;

typedef struct dmi_match {
    uint32_t state; /* DMI_STATE_NONE: no entry */
    uint32_t end;   /* piece behind the last one */
    dmi_path path;
} dmi_match;

/** How piece `i`, the first word of what led to `state`, stands in the text. */
int dmi_lex_caps(const dmi_units_reader *r, uint32_t i, uint32_t state);

/** The longest entry that begins at piece `i`, whose word (or what clitics leave of it) led to `state`; without gaps when not `gaps`. */
dmi_match dmi_lex_longest(const dmi_units_reader *r, uint32_t i, uint32_t state, bool gaps);

/* ---- clitics.c */

typedef struct dmi_stripping {
    uint32_t piece;
    const dmi_clitic_rec *proclitics[DMI_PROCLITICS_MAX], *enclitics[DMI_ENCLITICS_MAX];
    uint32_t proclitic_count, enclitic_count;
    bool has_article;
    size_t front_bytes, back_bytes; /* of the folded word */
    size_t put_back_bytes;          /* letters at the rest's start that stand not in the word */
    char spelled[DMI_WORD_BYTES_MAX + 64]; /* the rest when letters were put back */
    /* what was found */
    dm_str rest;
    dmi_match match;
    unsigned kinds;
} dmi_stripping;

/** Take the fewest clitics off piece `i` that leave the start of an entry of the right kind; false: nothing explains the word. */
bool dmi_clitics_strip(const dmi_units_reader *r, uint32_t i, dmi_stripping *s);

#endif
