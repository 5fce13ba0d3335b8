#include "text/fold.h"

#include <unicode/uchar.h>

/* ---- what a code point is to the tokenizer */

enum {
    SPACE = 1,
    NEWLINE,
    LETTER,
    LONE_LETTER, /* of a script without blanks between words: a token by itself */
    SIGN,        /* combining: belongs to the letter before it */
    DIGIT,
    APOSTROPHE,
    HYPHEN,
    STOP,
    JOINER, /* ZWNJ, ZWJ, soft hyphen, marks of direction: nothing by itself */
    OTHER
};

/* b: SPACE, n: NEWLINE, l: LETTER, d: DIGIT, a: APOSTROPHE, h: HYPHEN, s: STOP, o: OTHER */
static const char ascii_class[128 + 1] =
    "bbbbbbbbbbnnnnbbbbbbbbbbbbbbbbbb"
    "boooooo" "aooooo" "hso" "dddddddddd" "oooooo"
    "ollllllllllllllllllllllllllooooo"
    "allllllllllllllllllllllllllooooo";

static int class_of_ascii(char letter)
{
    switch (letter) {
    case 'b': return SPACE;
    case 'n': return NEWLINE;
    case 'l': return LETTER;
    case 'd': return DIGIT;
    case 'a': return APOSTROPHE;
    case 'h': return HYPHEN;
    case 's': return STOP;
    default: return OTHER;
    }
}

static bool stands_alone(uint32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x0E00 && c <= 0x0EFF) ||
           (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF66 && c <= 0xFF9D) || (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007;
}

static int class_of_mark(uint32_t c)
{
    switch (c) {
    case 0x2018: case 0x2019: case 0x201B: case 0x2032: case 0x02BB: case 0x02BC: case 0x02BE: case 0x02BF: case 0x00B4: return APOSTROPHE;
    case 0x2010: case 0x2011: return HYPHEN;
    case 0x2028: case 0x2029: case 0x0085: return NEWLINE;
    case 0x0640: return SIGN; /* tatweel */
    case 0x00AD: case 0xFEFF: return JOINER;
    default: return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ? JOINER : 0;
    }
}

static int class_of_type(uint32_t c)
{
    switch (u_charType((UChar32)c)) {
    case U_UPPERCASE_LETTER: case U_LOWERCASE_LETTER: case U_TITLECASE_LETTER: case U_MODIFIER_LETTER: case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
        return stands_alone(c) ? LONE_LETTER : LETTER;
    case U_NON_SPACING_MARK: case U_ENCLOSING_MARK: case U_COMBINING_SPACING_MARK: return SIGN;
    case U_DECIMAL_DIGIT_NUMBER: return DIGIT;
    case U_SPACE_SEPARATOR: return SPACE;
    case U_CONTROL_CHAR: return SPACE;
    default: return OTHER;
    }
}

static int class_of(uint32_t c)
{
    int class_;

    if (c < 128)
        return class_of_ascii(ascii_class[c]);
    if ((c >= 0x0620 && c <= 0x063F) || (c >= 0x0641 && c <= 0x064A))
        return LETTER;
    class_ = class_of_mark(c);
    return class_ != 0 ? class_ : class_of_type(c);
}

/* ---- scanning */

typedef struct scanner {
    dmi_arena *arena;
    dm_str text; /* up to the end of the range; offsets are of the whole text */
    unsigned fold_flags;
    char *pool; /* folded spellings go here */
    size_t pool_bytes;
    DMI_ARRAY(dmi_token) tokens;
} scanner;

typedef struct ahead {
    uint32_t c;
    int class_;
    size_t next; /* byte behind it */
} ahead;

static ahead look(const scanner *s, size_t byte)
{
    ahead a = { 0, NEWLINE, byte };

    if (byte < s->text.bytes) {
        a.c = dmi_utf8_next(s->text, &a.next);
        a.class_ = class_of(a.c);
    }
    return a;
}

/* Like look(), but over joiners and signs: what really comes next. */
static ahead look_over(const scanner *s, size_t byte)
{
    ahead a = look(s, byte);

    while (a.class_ == JOINER || a.class_ == SIGN)
        a = look(s, a.next);
    return a;
}

static dm_str fold_in_pool(scanner *s, dm_str raw)
{
    enum { POOL_BYTES = 8192 };
    size_t need = dmi_fold_bound(raw, s->fold_flags);
    dm_str fold;

    if (s->pool_bytes < need) {
        s->pool_bytes = need > POOL_BYTES ? need : POOL_BYTES;
        s->pool = dmi_alloc(s->arena, s->pool_bytes);
    }
    fold = (dm_str){ s->pool, dmi_fold_into(raw, s->fold_flags, s->pool) };
    s->pool += fold.bytes;
    s->pool_bytes -= fold.bytes;
    return fold;
}

static dmi_token *add_token(scanner *s, uint8_t kind, uint8_t flags, size_t start, size_t end)
{
    dmi_token *token = dmi_push(s->arena, &s->tokens);

    token->kind = kind;
    token->flags = flags;
    token->start_byte = (uint32_t)start;
    token->end_byte = (uint32_t)end;
    token->raw = s->text.p + start;
    return token;
}

/* ---- words */

typedef struct word {
    uint32_t letters, capitals;
    uint32_t run_letters, runs; /* since the last full stop inside; how many such runs are behind us */
    bool first_capital, caseless, all_single;
    size_t end; /* behind the last letter or sign: joiners at the end are left out */
} word;

static void word_letter(word *w, ahead a)
{
    if (a.c < 128) {
        if (a.class_ == LETTER && a.c <= 'Z') {
            w->capitals++;
            w->first_capital |= w->letters == 0;
        }
    } else if (a.class_ == LETTER) {
        int8_t type = u_charType((UChar32)a.c);
        if (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER) {
            w->capitals++;
            w->first_capital |= w->letters == 0;
        }
        if (w->letters == 0)
            w->caseless = type == U_OTHER_LETTER;
    }
    if (a.class_ == LETTER)
        w->letters++;
    w->run_letters++;
    w->end = a.next;
}

/* A full stop stays inside a word before a small letter (kompas.com) and between single letters (U.S.A.), not where a blank was
 * forgotten behind a sentence (ended.The). */
static bool stop_joins(const scanner *s, const word *w, ahead after)
{
    if (after.class_ != LETTER)
        return false;
    if (u_charType((UChar32)after.c) == U_LOWERCASE_LETTER)
        return true;
    return w->run_letters == 1 && w->all_single && look_over(s, after.next).class_ != LETTER;
}

/* May the apostrophe, hyphen or stop `a` be inside the word, and what comes behind it? */
static bool joins(const scanner *s, const word *w, ahead a, ahead *after)
{
    *after = look_over(s, a.next);
    if (a.class_ == STOP)
        return stop_joins(s, w, *after);
    return after->class_ == LETTER;
}

static void scan_word(const scanner *s, word *w, ahead a)
{
    while (true) {
        ahead after;
        if (a.class_ == LETTER || a.class_ == DIGIT) {
            word_letter(w, a);
        } else if (a.class_ == SIGN) {
            w->end = a.next;
        } else if (a.class_ == APOSTROPHE || a.class_ == HYPHEN || a.class_ == STOP) {
            if (!joins(s, w, a, &after))
                return;
            w->all_single &= w->run_letters == 1;
            w->runs++;
            if (a.class_ == STOP)
                w->run_letters = 0;
            else
                w->all_single = false;
            word_letter(w, after);
            a = after;
        } else if (a.class_ != JOINER) {
            return;
        }
        a = look(s, a.next);
    }
}

static uint8_t word_flags(const word *w)
{
    unsigned flags = 0;

    if (w->first_capital)
        flags |= DMI_TOK_CAPITAL;
    if (w->letters > 1 && w->capitals == w->letters)
        flags |= DMI_TOK_ALL_CAPITALS;
    if (w->caseless)
        flags |= DMI_TOK_CASELESS;
    return (uint8_t)flags;
}

/* `start` may be an apostrophe that opens the rest of a word ("'s" behind "U.S." or "2020"). */
static size_t add_word(scanner *s, size_t start, ahead first, unsigned flags)
{
    word w = { .all_single = true };
    size_t end;
    dmi_token *token;

    scan_word(s, &w, first);
    end = w.end;
    /* the last stop of "U.S." is part of the word, but not of its folded spelling: "U.S" is the same word */
    if (w.runs > 0 && w.all_single && w.run_letters == 1 && look(s, w.end).class_ == STOP)
        end = look(s, w.end).next;
    token = add_token(s, DMI_WORD, (uint8_t)(flags | word_flags(&w)), start, end);
    token->fold = fold_in_pool(s, dmi_sub(s->text, start, w.end));
    return end;
}

static size_t add_lone_letter(scanner *s, size_t start, ahead a, unsigned flags)
{
    size_t end = a.next;
    dmi_token *token;

    for (a = look(s, end); a.class_ == SIGN; a = look(s, end))
        end = a.next;
    token = add_token(s, DMI_WORD, (uint8_t)(flags | DMI_TOK_CASELESS), start, end);
    token->fold = fold_in_pool(s, dmi_sub(s->text, start, end));
    return end;
}

/* ---- numbers and marks */

static bool is_separator(ahead a)
{
    return a.c == '.' || a.c == ',' || a.c == 0x066B || a.c == 0x066C;
}

static size_t add_number(scanner *s, size_t start, ahead a, unsigned flags)
{
    size_t end = a.next;
    dmi_token *token;

    while (true) {
        a = look(s, end);
        if (is_separator(a))
            a = look(s, a.next);
        if (a.class_ != DIGIT)
            break;
        end = a.next;
    }
    token = add_token(s, DMI_NUMBER, (uint8_t)flags, start, end);
    token->fold = fold_in_pool(s, dmi_sub(s->text, start, end));
    return end;
}

static size_t add_mark(scanner *s, size_t start, ahead a, unsigned flags)
{
    dmi_token *token = add_token(s, DMI_MARK, (uint8_t)flags, start, a.next);
    size_t byte = 0;

    token->fold = fold_in_pool(s, dmi_sub(s->text, start, a.next));
    token->mark = dmi_is_open_quote(a.c) || dmi_is_close_quote(a.c) || token->fold.bytes == 0 ? a.c : dmi_utf8_next(token->fold, &byte);
    return a.next;
}

/* ---- the whole */

static bool begins_word(const scanner *s, ahead a, unsigned flags)
{
    if (a.class_ == LETTER)
        return true;
    /* an apostrophe joined to the word or number before it, with a letter behind it, begins a word: U.S.'s, 2020's */
    return a.class_ == APOSTROPHE && (flags & DMI_TOK_SPACE) == 0 && s->tokens.count > 0 && s->tokens.at[s->tokens.count - 1].kind != DMI_MARK &&
           look_over(s, a.next).class_ == LETTER;
}

static size_t add_any(scanner *s, size_t start, ahead a, unsigned flags)
{
    if (begins_word(s, a, flags))
        return add_word(s, start, a.class_ == APOSTROPHE ? look_over(s, a.next) : a, flags);
    if (a.class_ == LONE_LETTER)
        return add_lone_letter(s, start, a, flags);
    if (a.class_ == DIGIT)
        return add_number(s, start, a, flags);
    return add_mark(s, start, a, flags);
}

dmi_tokens dmi_tokenize(dmi_arena *arena, dm_str text, uint32_t start_byte, uint32_t end_byte, unsigned fold_flags)
{
    scanner s = { .arena = arena, .text = dmi_sub(text, 0, end_byte), .fold_flags = fold_flags };
    unsigned flags = DMI_TOK_SPACE | DMI_TOK_LINE;

    s.tokens.room = (uint32_t)(s.text.bytes > start_byte ? s.text.bytes - start_byte : 0) / 6 + 8;
    s.tokens.at = dmi_alloc(arena, s.tokens.room * sizeof *s.tokens.at);
    for (size_t byte = start_byte; byte < s.text.bytes;) {
        ahead a = look(&s, byte);
        if (a.class_ == SPACE) {
            flags |= DMI_TOK_SPACE;
            byte = a.next;
        } else if (a.class_ == NEWLINE) {
            flags |= DMI_TOK_SPACE | DMI_TOK_LINE;
            byte = a.next;
        } else if (a.class_ == JOINER || a.class_ == SIGN) {
            byte = a.next;
        } else {
            byte = add_any(&s, byte, a, flags);
            flags = 0;
        }
    }
    return (dmi_tokens){ s.tokens.at, s.tokens.count };
}

/* ---- repair */

static size_t ascii_bytes(dm_str s, size_t byte)
{
    while (s.bytes - byte >= 8) {
        uint64_t eight;
        memcpy(&eight, s.p + byte, 8);
        if ((eight & 0x8080808080808080u) != 0)
            break;
        byte += 8;
    }
    return byte;
}

/* U+FFFD itself is three bytes long, a bad byte one. */
static bool next_is_bad(dm_str s, size_t *byte)
{
    size_t start = *byte;

    return dmi_utf8_next(s, byte) == 0xFFFD && *byte - start == 1;
}

static uint32_t count_bad(dm_str s)
{
    uint32_t bad = 0;

    for (size_t byte = 0; (byte = ascii_bytes(s, byte)) < s.bytes;)
        bad += next_is_bad(s, &byte);
    return bad;
}

dm_str dmi_repair(dmi_arena *arena, dm_str raw, uint32_t *bad)
{
    static const char replacement[] = "\xEF\xBF\xBD";
    uint32_t bad_bytes = count_bad(raw);
    size_t out = 0;
    char *p;

    if (bad != NULL)
        *bad = bad_bytes;
    if (bad_bytes == 0)
        return raw;
    p = dmi_alloc(arena, raw.bytes + (size_t)bad_bytes * 2 + 1);
    for (size_t byte = 0; byte < raw.bytes;) {
        size_t start = byte;
        if (next_is_bad(raw, &byte)) {
            memcpy(p + out, replacement, 3);
            out += 3;
        } else {
            memcpy(p + out, raw.p + start, byte - start);
            out += byte - start;
        }
    }
    return (dm_str){ p, out };
}
