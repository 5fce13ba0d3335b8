/**
 * text: bytes to tokens and sentences. Knows letters, not words or languages.
 *
 * REPAIR reads bytes that are no UTF-8 as U+FFFD. A TOKEN is a word, a number or one mark. A WORD is a run of letters (with their signs,
 * with digits behind a letter: G7, and with an apostrophe or a hyphen between letters: don't, cease-fire). A full stop is inside a word
 * before a small letter (kompas.com) and between single letters, where the last one is too: "U.S." is one token, folded "u.s"; where a blank was
 * forgotten ("ended.The") it is not. An apostrophe joined to an abbreviation or a number begins a word of its own (U.S. 's). A NUMBER
 * has commas and full stops between its digits ("1,500", "12.5", "05.10.2024"; "23/12/2020" is three numbers and two marks; "5G" a number and
 * a word). Letters of Han, Kana and Thai are a token each.
 *
 * Every token keeps its place in the text and has a FOLDED spelling, in which two ways to write one word are one: lower case; Arabic ي ى ی
 * to one yeh, ك ک to one kaf, أ إ آ ٱ to ا, ة to ه, ؤ to و, ئ to ی; no vowel signs, tatweel, ZWNJ or other invisible marks; digits of every script
 * to ASCII; full-width forms to plain ones; typographic apostrophes, hyphens, Arabic and full-width punctuation to ASCII; ligatures (presentation
 * forms) to their letters; letter and combining accent to one letter, or, when DMI_FOLD_ACCENTS is given, accents of Latin, Greek and Cyrillic
 * letters away (й and ї are letters of their own and stay). The same fold is applied to the packs. ICU is the oracle in the tests;
 * at run time a table made from ICU once per process would be global state, so the fold is tables and ranges for the scripts that
 * matter and ICU's per-letter functions (no allocation) beyond them.
 */
#ifndef DMI_TEXT_H
#define DMI_TEXT_H

#include "base/base.h"

enum { DMI_WORD = 1, DMI_NUMBER = 2, DMI_MARK = 3 };
enum {
    DMI_TOK_CAPITAL = 1,     /* its first letter is a capital */
    DMI_TOK_ALL_CAPITALS = 2, /* more than one letter, all capitals */
    DMI_TOK_SPACE = 4,       /* white space (or the text's start) stands before it */
    DMI_TOK_LINE = 8,        /* it is the first on its line */
    DMI_TOK_CASELESS = 16    /* its script has no capitals */
};
enum {
    DMI_FOLD_ACCENTS = 1,
    DMI_FOLD_STRICT = 2 /* ة and the seats of hamza stay letters of their own: a word's last ة is no joined ه */
};

typedef struct dmi_token {
    uint32_t start_byte, end_byte; /* in the repaired text */
    const char *raw;               /* the same bytes: text.p + start_byte */
    dm_str fold;                   /* arena */
    uint32_t mark;                 /* the code point of a DMI_MARK, folded: every dash is '-', Arabic and full-width , ; ? . are the ASCII ones;
                                      but every quote and guillemet keeps its own (’ too, though it folds to ') */
    uint8_t kind, flags;
} dmi_token;

typedef struct dmi_tokens {
    dmi_token *at;
    uint32_t count;
} dmi_tokens;

/** `raw` as it is when it is valid UTF-8 (borrowed), else a repaired copy. *bad counts the bytes replaced. */
dm_str dmi_repair(dmi_arena *arena, dm_str raw, uint32_t *bad);

/** Folded spelling. */
dm_str dmi_fold(dmi_arena *arena, dm_str text, unsigned fold_flags);

/** How many bytes of `text` make the first `fold_bytes` bytes of its folded spelling; for places inside a token. Cost: linear. */
uint32_t dmi_fold_offset(dm_str text, unsigned fold_flags, uint32_t fold_bytes);

/** Tokens of text[start, end); offsets are of the whole text. Cost: linear. */
dmi_tokens dmi_tokenize(dmi_arena *arena, dm_str text, uint32_t start_byte, uint32_t end_byte, unsigned fold_flags);

/** Does this folded word, written with a full stop behind it, end no sentence? ("dr", "jan", "pol") */
typedef bool dmi_abbreviation_fn(const void *context, dm_str fold);

/**
 * Where each sentence ends, as token indexes (one past its last token), in order; the last is tokens.count.
 * A sentence ends at . ! ? … ؟ ۔ 。！？ (with closing quotes and brackets behind it) before a blank and anything but a small letter
 * (the full-width ones need no blank, nor does a full stop between a word and a capital), and at every line end. Not after an abbreviation, an
 * initial ("J."), the number that opens a sentence ("1. First"), an abbreviation of single letters ("the U.S. President": its stop is in the
 * token), or inside brackets that are closed on the same line.
 */
typedef struct dmi_sentence_ends {
    uint32_t *at;
    uint32_t count;
} dmi_sentence_ends;
dmi_sentence_ends dmi_sentences(dmi_arena *arena, dm_str text, dmi_tokens tokens, dmi_abbreviation_fn *is_abbreviation, const void *context);

/* Properties of marks that several rooms ask for. */
bool dmi_is_open_quote(uint32_t mark);  /* “ « ‹ „ ‘ 「 */
bool dmi_is_close_quote(uint32_t mark); /* ” » › ’ 」 */
bool dmi_is_plain_quote(uint32_t mark); /* " ' : opens and closes */

#endif
