#include "text/text.h"

bool dmi_is_open_quote(uint32_t mark)
{
    switch (mark) {
    case 0x201C: case 0x00AB: case 0x2039: case 0x201E: case 0x2018: case 0x201A: case 0x300C: case 0x300E: return true;
    default: return false;
    }
}

bool dmi_is_close_quote(uint32_t mark)
{
    switch (mark) {
    case 0x201D: case 0x00BB: case 0x203A: case 0x2019: case 0x300D: case 0x300F: return true;
    default: return false;
    }
}

bool dmi_is_plain_quote(uint32_t mark)
{
    return mark == '"' || mark == '\'';
}

static bool is_opener(uint32_t mark)
{
    return mark == '(' || mark == '[' || mark == 0xFF08;
}

static bool is_closer(uint32_t mark)
{
    return mark == ')' || mark == ']' || mark == 0xFF09;
}

static bool is_terminator(uint32_t mark)
{
    return mark == '.' || mark == '!' || mark == '?' || mark == 0x2026;
}

typedef struct splitter {
    dmi_tokens tokens;
    dmi_abbreviation_fn *is_abbreviation;
    const void *context;
    uint32_t start;         /* first token of the sentence */
    uint32_t depth;         /* open brackets */
    uint32_t closers_left;  /* closing brackets to come on this line: an unclosed bracket must not swallow the line */
} splitter;

static const dmi_token *token_at(const splitter *s, uint32_t i)
{
    return i < s->tokens.count ? &s->tokens.at[i] : NULL;
}

static bool starts_line(const dmi_token *token)
{
    return token == NULL || (token->flags & DMI_TOK_LINE) != 0;
}

/* One past the closing quotes and brackets that stand joined behind a terminator. */
static uint32_t after_closers(const splitter *s, uint32_t i)
{
    const dmi_token *token;

    for (token = token_at(s, i); token != NULL && token->kind == DMI_MARK && (token->flags & DMI_TOK_SPACE) == 0; token = token_at(s, i)) {
        if (!is_terminator(token->mark) && !is_closer(token->mark) && !dmi_is_close_quote(token->mark) && !dmi_is_plain_quote(token->mark))
            break;
        i++;
    }
    return i;
}

/* "J." of a name, the "12." of a list, "Dr." */
static bool stop_is_no_end(const splitter *s, uint32_t stop)
{
    const dmi_token *before = stop > s->start ? &s->tokens.at[stop - 1] : NULL;
    size_t byte = 0;

    if (before == NULL || (s->tokens.at[stop].flags & DMI_TOK_SPACE) != 0)
        return false;
    if (before->kind == DMI_NUMBER)
        return stop - 1 == s->start && before->fold.bytes <= 3;
    if (before->kind != DMI_WORD)
        return false;
    if (s->is_abbreviation != NULL && s->is_abbreviation(s->context, before->fold))
        return true;
    dmi_utf8_next(before->fold, &byte);
    return byte == before->fold.bytes && (before->flags & DMI_TOK_CAPITAL) != 0;
}

/* "... ended.The next": a blank was forgotten. */
static bool blank_forgotten(const splitter *s, uint32_t stop, const dmi_token *next)
{
    enum { LONG_BYTES = 3 };
    const dmi_token *before = stop > s->start ? &s->tokens.at[stop - 1] : NULL;

    return next->kind == DMI_WORD && (next->flags & (DMI_TOK_CAPITAL | DMI_TOK_CASELESS)) != 0 && before != NULL && before->kind == DMI_WORD &&
           (before->flags & DMI_TOK_ALL_CAPITALS) == 0 && before->fold.bytes >= LONG_BYTES;
}

/* The CJK marks end a sentence without a blank behind them. */
static bool is_full_width(const splitter *s, const dmi_token *token)
{
    return token->end_byte - token->start_byte == 3 && token->mark != 0x2026;
}

/* Is the terminator at `i` the end of a sentence, which then goes to `end`? */
static bool ends_sentence(const splitter *s, uint32_t i, uint32_t end)
{
    const dmi_token *token = &s->tokens.at[i], *next = token_at(s, end);

    if (starts_line(next))
        return true;
    if (s->depth > 0 && s->closers_left > 0)
        return false;
    if (token->mark == '.' && end == i + 1 && stop_is_no_end(s, i))
        return false;
    if (is_full_width(s, token))
        return true;
    if ((next->flags & DMI_TOK_SPACE) == 0)
        return token->mark == '.' && end == i + 1 && blank_forgotten(s, i, next);
    return next->kind != DMI_WORD || (next->flags & (DMI_TOK_CAPITAL | DMI_TOK_CASELESS)) != 0;
}

static uint32_t count_closers(const splitter *s, uint32_t i)
{
    uint32_t count = 0;

    do {
        count += s->tokens.at[i].kind == DMI_MARK && is_closer(s->tokens.at[i].mark);
        i++;
    } while (!starts_line(token_at(s, i)));
    return count;
}

static void note_bracket(splitter *s, const dmi_token *token)
{
    if (token->kind != DMI_MARK)
        return;
    if (is_opener(token->mark))
        s->depth++;
    if (is_closer(token->mark)) {
        s->depth -= s->depth > 0;
        s->closers_left -= s->closers_left > 0;
    }
}

dmi_sentence_ends dmi_sentences(dmi_arena *arena, dm_str text, dmi_tokens tokens, dmi_abbreviation_fn *is_abbreviation, const void *context)
{
    splitter s = { tokens, is_abbreviation, context, 0, 0, 0 };
    DMI_ARRAY(uint32_t) ends = { 0 };

    for (uint32_t i = 0; i < tokens.count;) {
        const dmi_token *token = &tokens.at[i];
        uint32_t next = i + 1;
        if ((token->flags & DMI_TOK_LINE) != 0 || i == 0) {
            s.depth = 0;
            s.closers_left = count_closers(&s, i);
        }
        note_bracket(&s, token);
        if (token->kind == DMI_MARK && is_terminator(token->mark)) {
            next = after_closers(&s, i + 1);
            for (uint32_t k = i + 1; k < next; k++)
                note_bracket(&s, &tokens.at[k]);
            if (ends_sentence(&s, i, next))
                *dmi_push(arena, &ends) = s.start = next;
        } else if (starts_line(token_at(&s, next))) {
            *dmi_push(arena, &ends) = s.start = next;
        }
        i = next;
    }
    return (dmi_sentence_ends){ ends.at, ends.count };
}
