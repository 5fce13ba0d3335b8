#include "pack/lexicon.h"

#include <unicode/uchar.h>

enum { HYPHENS_MAX = 8 };

/* Byte in the text of a byte of the token's folded spelling. */
static uint32_t token_byte(const dmi_units_reader *r, const dmi_token *token, size_t fold_byte)
{
    dm_str raw = { token->raw, token->end_byte - token->start_byte };

    if (fold_byte == 0)
        return token->start_byte;
    return token->start_byte + dmi_fold_offset(raw, dmi_lang_fold_flags(r->lang), (uint32_t)fold_byte);
}

/* Byte of the text where `back_bytes` from the end of the piece's folded spelling stand. */
uint32_t dmi_piece_byte_from_end(const dmi_units_reader *r, const dmi_piece *p, size_t back_bytes)
{
    const dmi_token *token = &r->tokens.at[p->token];

    return back_bytes == 0 ? p->end_byte : token_byte(r, token, (size_t)(p->fold.p - token->fold.p) + p->fold.bytes - back_bytes);
}

uint32_t dmi_piece_byte_from_start(const dmi_units_reader *r, const dmi_piece *p, size_t front_bytes)
{
    const dmi_token *token = &r->tokens.at[p->token];

    return front_bytes == 0 ? p->start_byte : token_byte(r, token, (size_t)(p->fold.p - token->fold.p) + front_bytes);
}

bool dmi_piece_has_clitic(const dmi_units_reader *r, const dmi_piece *p, const dmi_clitic_rec *clitic, uint32_t start_byte,
                          uint32_t end_byte)
{
    const dmi_token *token = &r->tokens.at[p->token];
    dm_str raw = { token->raw + (start_byte - token->start_byte), end_byte - start_byte },
           strict = dmi_lex_text(r->lang, clitic->strict);

    return dmi_same(raw, strict) || dmi_same(dmi_fold(r->arena, raw, dmi_lang_fold_flags(r->lang) | DMI_FOLD_STRICT), strict);
}

/* "الصينية" is known as "صينية" behind the joined article. */
static bool is_known_without_article(const dmi_lang *lang, dm_str word)
{
    return lang->article.bytes > 0 && word.bytes > lang->article.bytes && dmi_starts(word, lang->article) &&
           dmi_lex_root(lang, dmi_sub(word, lang->article.bytes, word.bytes)) != DMI_STATE_NONE;
}

static bool is_known_without_enclitic(const dmi_lang *lang, dm_str word)
{
    for (uint32_t i = 0; i < lang->clitic_count; i++)
        if (dmi_lex_clitic_fits(lang, &lang->clitics[i], true, word) &&
            dmi_lex_root(lang, dmi_lex_without_enclitic(&lang->clitics[i], word)) != DMI_STATE_NONE)
            return true;
    return false;
}

static dmi_piece *add_piece(dmi_units_reader *r, uint32_t token, dm_str fold, uint32_t start_byte, uint32_t end_byte)
{
    const dmi_token *t = &r->tokens.at[token];
    const dm_str article = r->lang->article;
    dmi_piece *p = dmi_push(r->arena, &r->pieces);

    p->fold = fold;
    p->token = p->last_token = token;
    p->start_byte = start_byte;
    p->end_byte = end_byte;
    p->mark = t->mark;
    p->kind = t->kind;
    p->flags = t->flags;
    p->word = dmi_lex_word(r->lang, fold);
    if (article.bytes > 0 && fold.bytes > article.bytes && dmi_starts(fold, article))
        p->bare_word = dmi_lex_word(r->lang, dmi_sub(fold, article.bytes, fold.bytes));
    return p;
}

static uint32_t count_hyphens(dm_str fold)
{
    uint32_t count = 0;

    for (size_t i = 0; i < fold.bytes; i++)
        count += fold.p[i] == '-';
    return count;
}

/* Flags of a part of a token, which begins at this byte of the text. */
static uint8_t part_flags(const dmi_token *token, uint32_t start_byte)
{
    size_t byte = start_byte - token->start_byte;
    uint32_t letter = dmi_utf8_next((dm_str){ token->raw, token->end_byte - token->start_byte }, &byte);
    unsigned flags = token->flags & (DMI_TOK_ALL_CAPITALS | DMI_TOK_CASELESS);

    return (uint8_t)(flags | (u_isupper((UChar32)letter) ? (unsigned)DMI_TOK_CAPITAL : 0u));
}

static void add_part(dmi_units_reader *r, uint32_t token, size_t start, size_t end)
{
    const dmi_token *t = &r->tokens.at[token];
    dm_str fold = dmi_sub(t->fold, start, end);
    uint32_t start_byte = token_byte(r, t, start);
    bool is_last = end == t->fold.bytes, is_hyphen = dmi_is(fold, "-");
    dmi_piece *p = add_piece(r, token, fold, start_byte, is_last ? t->end_byte : token_byte(r, t, end));

    if (start > 0)
        p->flags = part_flags(t, start_byte);
    if (is_hyphen) {
        p->kind = DMI_MARK;
        p->mark = '-';
        p->is_inner_hyphen = true;
    }
}

static void cut_at_hyphens(dmi_units_reader *r, uint32_t token)
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
        if (dmi_lex_root(lang, part) != DMI_STATE_NONE || is_known_without_article(lang, part) ||
            is_known_without_enclitic(lang, part))
            return true;
    return false;
}

static void add_token(dmi_units_reader *r, uint32_t token)
{
    const dmi_token *t = &r->tokens.at[token];
    uint32_t hyphens = t->kind == DMI_WORD && t->fold.bytes <= DMI_WORD_BYTES_MAX && memchr(t->fold.p, '-', t->fold.bytes) != NULL
                           ? count_hyphens(t->fold)
                           : 0;
    dmi_piece *p = add_piece(r, token, t->fold, t->start_byte, t->end_byte);

    if (hyphens == 0 || dmi_lex_root_of_word(r->lang, p->word) != DMI_STATE_NONE || is_known_without_enclitic(r->lang, t->fold))
        return;
    p->word = dmi_lex_doubled_word(r->lang, t->fold);
    if (p->word != DMI_WORD_NONE || hyphens > HYPHENS_MAX || !some_part_is_known(r->lang, t->fold))
        return;
    *p = (dmi_piece){ .token = 0 };
    r->pieces.count--;
    cut_at_hyphens(r, token);
}

/* Do both words, written apart, stand in the lexicon as one ("قانون گذار" for "قانون‌گذار"), and not as an entry of two words? The second (or
 * the first) begins no entry of its own. */
static uint32_t joined_word(dmi_units_reader *r, const dmi_piece *p, uint32_t token, dm_str *fold)
{
    const dmi_token *t = &r->tokens.at[token];
    uint32_t first = dmi_lex_root_of_word(r->lang, p->word), second = dmi_lex_word(r->lang, t->fold), word, state;
    char text[DMI_WORD_BYTES_MAX];

    if (p->kind != DMI_WORD || t->kind != DMI_WORD || (t->flags & (DMI_TOK_SPACE | DMI_TOK_LINE)) != DMI_TOK_SPACE ||
        p->last_token != p->token || p->fold.bytes + t->fold.bytes > sizeof text ||
        (first != DMI_STATE_NONE && dmi_lex_root_of_word(r->lang, second) != DMI_STATE_NONE) ||
        (first != DMI_STATE_NONE && dmi_lex_step(r->lang, first, second) != DMI_STATE_NONE))
        return DMI_WORD_NONE;
    memcpy(text, p->fold.p, p->fold.bytes);
    memcpy(text + p->fold.bytes, t->fold.p, t->fold.bytes);
    *fold = (dm_str){ text, p->fold.bytes + t->fold.bytes };
    word = dmi_lex_word(r->lang, *fold);
    state = dmi_lex_root_of_word(r->lang, word);
    if (state == DMI_STATE_NONE || !dmi_lex_has_senses(r->lang, state, DMI_CAPS_ANY))
        return DMI_WORD_NONE;
    *fold = dmi_copy(r->arena, *fold);
    return word;
}

/* Does the token complete the word before it? */
static bool add_to_last(dmi_units_reader *r, uint32_t token)
{
    dmi_piece *p = r->pieces.count == 0 ? NULL : &r->pieces.at[r->pieces.count - 1];
    dm_str fold;
    uint32_t word = p == NULL ? DMI_WORD_NONE : joined_word(r, p, token, &fold);

    if (word == DMI_WORD_NONE)
        return false;
    p->fold = fold;
    p->word = word;
    p->last_token = token;
    p->end_byte = r->tokens.at[token].end_byte;
    return true;
}

void dmi_pieces_make(dmi_units_reader *r)
{
    r->pieces.room = r->tokens.count + 8;
    r->pieces.at = dmi_alloc(r->arena, r->pieces.room * sizeof *r->pieces.at);
    for (uint32_t i = 0; i < r->tokens.count; i++)
        if (!r->lang->rec->params.apart || !add_to_last(r, i))
            add_token(r, i);
}
