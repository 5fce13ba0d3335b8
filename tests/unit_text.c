/* Folding, tokens and sentences. ICU is the oracle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/text.h"

static int arena_open(void **state)
{
    dmi_arena *arena = calloc(1, sizeof *arena);

    dmi_arena_init(arena, NULL);
    *state = arena;
    return 0;
}

static int arena_close(void **state)
{
    dmi_arena_free(*state);
    free(*state);
    return 0;
}

static void assert_text(dm_str got, const char *want, const char *of)
{
    if (!dmi_is(got, want))
        fail_msg("of '%s': wanted '%s', got '%.*s'", of, want, (int)got.bytes, got.p);
}

/* ---- folding */

static const struct { const char *text; unsigned flags; const char *fold; } folds[] = {
    { "", 0, "" },
    { "The U.S.", 0, "the u.s." },
    { "École", DMI_FOLD_ACCENTS, "ecole" },
    { "École", 0, "école" },
    { "E\u0301cole", 0, "école" },
    { "E\u0301cole", DMI_FOLD_ACCENTS, "ecole" },
    { "Straße Ødegård Łódź Þór ŉ Œuvre", DMI_FOLD_ACCENTS, "strasse odegard lodz thor 'n oeuvre" },
    { "İstanbul Iğdır ışık", DMI_FOLD_ACCENTS, "istanbul igdir isik" },
    { "Việt Nam Trường Ơn Ưu", DMI_FOLD_ACCENTS, "viet nam truong on uu" },
    { "Ελλάς ΑΘΉΝΑ ἀρχή", DMI_FOLD_ACCENTS, "ελλασ αθηνα αρχη" },
    { "Ёлка Йод Їжак и\u0306", DMI_FOLD_ACCENTS, "елка йод їжак й" },
    { "Ёлка", 0, "ёлка" },
    { "الرئيسُ الإيرانيّ", DMI_FOLD_ACCENTS, "الرییس الایرانی" },
    { "أحمد إلى آخر ٱلله مسؤول شيئ وزارة مصطفى", 0, "احمد الی اخر الله مسوول شیی وزاره مصطفی" },
    { "مـــحمد", 0, "محمد" },
    { "كيك کیک", 0, "کیک کیک" },
    { "می\u200Cخواهیم", 0, "میخواهیم" },
    { "۱۲٫۵٪ ١٢٬٥ १२", 0, "12.5% 12,5 12" },
    { "Ｆｕｌｌ １２！", 0, "full 12!" },
    { "\uFB01ne \uFEFB \uFDF2 \uFDFA", 0, "fine لا الله صلیاللهعلیهوسلم" },
    { "don\u2019t Sana`a Ma\u02BCruf", 0, "don't sana'a ma'ruf" },
    { "a\u2010b\u2013c\u2014d\u2212e", 0, "a-b-c-d-e" },
    { "\u201Cquote\u201D \u00ABg\u00BB", 0, "\u201Cquote\u201D \u00ABg\u00BB" },
    { "،؛؟۔。、", 0, ",;?..,"},
    { "zero\u200Bwidth\uFEFF\u202B soft\u00ADhyphen", 0, "zerowidth softhyphen" },
    { "𝗕𝗼𝗹𝗱", 0, "bold" },
    { "中文 かな", 0, "中文 かな" },
};

static void fold_makes_one_of_all_ways_to_write_a_word(void **state)
{
    for (size_t i = 0; i < sizeof folds / sizeof *folds; i++)
        assert_text(dmi_fold(*state, dmi_str(folds[i].text), folds[i].flags), folds[i].fold, folds[i].text);
}

static dm_str letter(char utf8[4], UChar32 c)
{
    return (dm_str){ utf8, dmi_utf8_put((uint32_t)c, utf8) };
}

static bool is_text(UChar32 c)
{
    return !(c >= 0xD800 && c <= 0xDFFF) && u_isdefined(c) && u_charType(c) != U_PRIVATE_USE_CHAR;
}

static void fold_of_a_fold_is_itself(void **state)
{
    for (unsigned flags = 0; flags <= DMI_FOLD_ACCENTS; flags++)
        for (UChar32 c = 0; c < 0x20000; c++) {
            char utf8[4];
            dm_str once;
            if (!is_text(c))
                continue;
            once = dmi_fold(*state, letter(utf8, c), flags);
            if (!dmi_same(once, dmi_fold(*state, once, flags)))
                fail_msg("U+%04X is folded on", (unsigned)c);
            dmi_arena_reset(*state);
        }
}

static void fold_knows_no_case(void **state)
{
    for (UChar32 c = 0; c < 0x20000; c++) {
        char a[4], b[4];
        if (!is_text(c) || u_tolower(c) == c || c == 0x130) /* the dotted capital I: its plain small letter has the dot too */
            continue;
        if (!dmi_same(dmi_fold(*state, letter(a, c), 0), dmi_fold(*state, letter(b, u_tolower(c)), 0)))
            fail_msg("U+%04X and its small letter differ", (unsigned)c);
        dmi_arena_reset(*state);
    }
}

static void every_digit_becomes_ascii(void **state)
{
    for (UChar32 c = 0; c < 0x20000; c++) {
        char utf8[4];
        dm_str fold;
        if (!is_text(c) || u_charType(c) != U_DECIMAL_DIGIT_NUMBER)
            continue;
        fold = dmi_fold(*state, letter(utf8, c), 0);
        assert_int_equal(fold.bytes, 1);
        assert_int_equal(fold.p[0], '0' + u_charDigitValue(c));
        dmi_arena_reset(*state);
    }
}

static dm_str decomposed(dmi_arena *arena, UChar32 c)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[32];
    int32_t count = unorm2_getDecomposition(unorm2_getNFDInstance(&status), c, units, 32, &status);
    dm_str out = { dmi_alloc(arena, 128), 0 };

    for (int32_t i = 0; i < count;) {
        uint32_t part = units[i++];
        if (U16_IS_LEAD(part) && i < count)
            part = (uint32_t)U16_GET_SUPPLEMENTARY(part, (uint32_t)units[i++]);
        out.bytes += dmi_utf8_put(part, (char *)out.p + out.bytes);
    }
    return out;
}

/* Of the scripts that the fold knows: Latin, Greek, Cyrillic, Arabic. */
static void composed_and_decomposed_letters_are_one(void **state)
{
    static const UChar32 ranges[][2] = { { 0xC0, 0x24F }, { 0x388, 0x3CE }, { 0x400, 0x4FF }, { 0x620, 0x6D3 }, { 0x1E00, 0x1EFF } };

    for (unsigned flags = 0; flags <= DMI_FOLD_ACCENTS; flags++)
        for (size_t r = 0; r < sizeof ranges / sizeof *ranges; r++)
            for (UChar32 c = ranges[r][0]; c <= ranges[r][1]; c++) {
                char utf8[4];
                dm_str parts = decomposed(*state, c);
                if (parts.bytes > 0 && c != 0x130 && !dmi_same(dmi_fold(*state, letter(utf8, c), flags), dmi_fold(*state, parts, flags)))
                    fail_msg("U+%04X and its parts differ (flags %u)", (unsigned)c, flags);
                dmi_arena_reset(*state);
            }
}

static void accents_go_where_icu_sees_them(void **state)
{
    for (UChar32 c = 0xC0; c <= 0x17F; c++) {
        char a[4], b[4];
        dm_str parts = decomposed(*state, c);
        size_t byte = 0;
        if (parts.bytes > 0)
            assert_true(dmi_same(dmi_fold(*state, letter(a, c), DMI_FOLD_ACCENTS),
                                 dmi_fold(*state, letter(b, (UChar32)dmi_utf8_next(parts, &byte)), DMI_FOLD_ACCENTS)));
    }
}

static void an_offset_inside_a_folded_word_is_found_in_the_text(void **state)
{
    static const struct { const char *text; uint32_t fold_bytes, bytes; } rows[] = {
        { "Lavrov\u2019s", 6, 6 }, { "Lavrov\u2019s", 7, 9 }, { "وَللصين", 2, 4 }, { "abc", 0, 0 }, { "abc", 3, 3 }, { "abc", 9, 3 }, { "می\u200Cخواهد", 4, 7 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(dmi_fold_offset(dmi_str(rows[i].text), DMI_FOLD_ACCENTS, rows[i].fold_bytes), rows[i].bytes);
}

/* ---- repair */

static void bad_bytes_are_replaced_and_counted(void **state)
{
    static const struct { const char *raw; size_t bytes; const char *text; uint32_t bad; } rows[] = {
        { "plain", 5, "plain", 0 }, { "a\xFFz", 3, "a\uFFFDz", 1 }, { "\xE2\x82", 2, "\uFFFD\uFFFD", 2 }, { "\xC0\x80", 2, "\uFFFD\uFFFD", 2 },
        { "\xED\xA0\x80", 3, "\uFFFD\uFFFD\uFFFD", 3 }, { "\uFFFD", 3, "\uFFFD", 0 }, { "", 0, "", 0 },
        { "eight ascii bytes and then \xF5!", 29, "eight ascii bytes and then \uFFFD!", 1 },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t bad = 99;
        assert_text(dmi_repair(*state, (dm_str){ rows[i].raw, rows[i].bytes }, &bad), rows[i].text, rows[i].text);
        assert_int_equal(bad, rows[i].bad);
    }
    dmi_repair(*state, DMI_STR("\xFF"), NULL);
}

static void sound_text_is_borrowed(void **state)
{
    dm_str text = DMI_STR("all sound \u2014 یک");

    assert_ptr_equal(dmi_repair(*state, text, NULL).p, text.p);
}

/* ---- tokens */

/* Tokens as "w:fold", n: and m:, joined by blanks. */
static dm_str tokens_as_text(dmi_arena *arena, dm_str text)
{
    dmi_tokens tokens = dmi_tokenize(arena, text, 0, (uint32_t)text.bytes, DMI_FOLD_ACCENTS);
    dm_str out = { "", 0 };

    for (uint32_t i = 0; i < tokens.count; i++)
        out = dmi_format(arena, "%.*s%s%c:%.*s", (int)out.bytes, out.p, i == 0 ? "" : " ", " wnm"[tokens.at[i].kind], (int)tokens.at[i].fold.bytes,
                         tokens.at[i].fold.p);
    return out;
}

static const struct { const char *text, *tokens; } token_rows[] = {
    { "", "" },
    { " \n\t ", "" },
    { "He didn\u2019t go.", "w:he w:didn't w:go m:." },
    { "the U.S. and U.N.'s", "w:the w:u.s w:and w:u.n w:'s" },
    { "U.S.-led U.S.A.", "w:u.s m:- w:led w:u.s.a" },
    { "J. Smith", "w:j m:. w:smith" },
    { "kompas.com/x", "w:kompas.com m:/ w:x" },
    { "It ended.The rest", "w:it w:ended m:. w:the w:rest" },
    { "انتهى.وقال", "w:انتهی m:. w:وقال" },
    { "cease-fire Sana'a no-one's", "w:cease-fire w:sana'a w:no-one's" },
    { "Russia\u2013Ukraine -x- a--b", "w:russia m:- w:ukraine m:- w:x m:- w:a m:- m:- w:b" },
    { "1,500 12.5 1.500.000 23/12/2020 14:02 3.", "n:1,500 n:12.5 n:1.500.000 n:23 m:/ n:12 m:/ n:2020 n:14 m:: n:02 n:3 m:." },
    { "۱۲٫۵ ١٬٢٠٠", "n:12.5 n:1,200" },
    { "G7 20-year-old 2020's 5G", "w:g7 n:20 m:- w:year-old n:2020 w:'s n:5 w:g" },
    { "\u2018quoted\u2019 'q' the Philippines'", "m:' w:quoted m:' m:' w:q m:' w:the w:philippines m:'" },
    { "می\u200Cخواهیم، سه\u200Cشنبه", "w:میخواهیم m:, w:سهشنبه" },
    { "word\u200F. \u202Bword\u202C", "w:word m:. w:word" },
    { "外交部 8月", "w:外 w:交 w:部 n:8 w:月" },
    { "ประเทศ", "w:ป w:ร w:ะ w:เ w:ท w:ศ" },
    { "(a) [b] «c»", "m:( w:a m:) m:[ w:b m:] m:« w:c m:»" },
    { "e\u0301a", "w:ea" },
    { "\u0301 alone", "w:alone" },
    { "\u2026 ... %", "m:\u2026 m:. m:. m:. m:%" },
};

static void text_is_cut_into_tokens(void **state)
{
    for (size_t i = 0; i < sizeof token_rows / sizeof *token_rows; i++)
        assert_text(tokens_as_text(*state, dmi_str(token_rows[i].text)), token_rows[i].tokens, token_rows[i].text);
}

static void tokens_know_their_place_and_look(void **state)
{
    dm_str text = DMI_STR("A NATO\nсаммит G20, وزير U.S.");
    dmi_tokens tokens = dmi_tokenize(*state, text, 0, (uint32_t)text.bytes, 0);
    static const unsigned flags[] = {
        DMI_TOK_CAPITAL | DMI_TOK_SPACE | DMI_TOK_LINE, DMI_TOK_CAPITAL | DMI_TOK_ALL_CAPITALS | DMI_TOK_SPACE, DMI_TOK_SPACE | DMI_TOK_LINE,
        DMI_TOK_CAPITAL | DMI_TOK_SPACE, 0, DMI_TOK_CASELESS | DMI_TOK_SPACE, DMI_TOK_CAPITAL | DMI_TOK_ALL_CAPITALS | DMI_TOK_SPACE,
    };

    assert_int_equal(tokens.count, sizeof flags / sizeof *flags);
    for (uint32_t i = 0; i < tokens.count; i++) {
        assert_int_equal(tokens.at[i].flags, flags[i]);
        assert_ptr_equal(tokens.at[i].raw, text.p + tokens.at[i].start_byte);
    }
    assert_text(dmi_sub(text, tokens.at[6].start_byte, tokens.at[6].end_byte), "U.S.", "the last token");
}

static void a_part_of_a_text_is_tokenized_with_offsets_of_the_whole(void **state)
{
    dm_str text = DMI_STR("one two three");
    dmi_tokens tokens = dmi_tokenize(*state, text, 4, 7, 0);

    assert_int_equal(tokens.count, 1);
    assert_int_equal(tokens.at[0].start_byte, 4);
    assert_int_equal(tokens.at[0].end_byte, 7);
    assert_int_equal(dmi_tokenize(*state, text, 9, 4, 0).count, 0);
    assert_int_equal(dmi_tokenize(*state, text, 4, 999, 0).count, 2);
}

static void marks_are_folded_but_quotes_are_kept(void **state)
{
    static const struct { const char *text; uint32_t mark; } rows[] = {
        { "\u2014", '-' }, { "\u2010", '-' }, { "،", ',' }, { "؟", '?' }, { "。", '.' }, { "！", '!' }, { "“", 0x201C }, { "’", 0x2019 }, { "«", 0xAB },
        { "'", '\'' }, { "\"", '"' }, { "\u2026", 0x2026 }, { "€", 0x20AC }, { "（", '(' },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dmi_tokens tokens = dmi_tokenize(*state, dmi_str(rows[i].text), 0, (uint32_t)strlen(rows[i].text), 0);
        assert_int_equal(tokens.count, 1);
        assert_int_equal(tokens.at[0].kind, DMI_MARK);
        assert_int_equal(tokens.at[0].mark, rows[i].mark);
    }
}

static void tokens_lie_in_order_inside_any_bytes(void **state)
{
    uint32_t seed = 12345;

    for (int round = 0; round < 300; round++) {
        char raw[200];
        dm_str text;
        dmi_tokens tokens;
        uint32_t last = 0;
        for (size_t i = 0; i < sizeof raw; i++) {
            seed = seed * 1664525 + 1013904223;
            raw[i] = (char)(seed >> 24);
        }
        text = dmi_repair(*state, (dm_str){ raw, sizeof raw }, NULL);
        tokens = dmi_tokenize(*state, text, 0, (uint32_t)text.bytes, (unsigned)round & 1);
        for (uint32_t i = 0; i < tokens.count; i++) {
            assert_true(tokens.at[i].start_byte >= last && tokens.at[i].end_byte > tokens.at[i].start_byte && tokens.at[i].end_byte <= text.bytes);
            last = tokens.at[i].end_byte;
        }
        dmi_sentences(*state, text, tokens, NULL, NULL);
        dmi_arena_reset(*state);
    }
}

/* ---- sentences */

static bool is_abbreviation(const void *context, dm_str fold)
{
    (void)context;
    return dmi_is(fold, "dr") || dmi_is(fold, "pol");
}

/* Sentences with bars between them. */
static dm_str sentences_as_text(dmi_arena *arena, dm_str text)
{
    dmi_tokens tokens = dmi_tokenize(arena, text, 0, (uint32_t)text.bytes, DMI_FOLD_ACCENTS);
    dmi_sentence_ends ends = dmi_sentences(arena, text, tokens, is_abbreviation, NULL);
    dm_str out = { "", 0 };
    uint32_t start = 0;

    for (uint32_t i = 0; i < ends.count; i++) {
        dm_str one = dmi_sub(text, tokens.at[start].start_byte, tokens.at[ends.at[i] - 1].end_byte);
        out = dmi_format(arena, "%.*s%s%.*s", (int)out.bytes, out.p, i == 0 ? "" : "|", (int)one.bytes, one.p);
        start = ends.at[i];
    }
    assert_int_equal(start, tokens.count);
    return out;
}

static const struct { const char *text, *sentences; } sentence_rows[] = {
    { "", "" },
    { "One. Two! Three? Four", "One.|Two!|Three?|Four" },
    { "Dr. Smith met J. K. Lee. He left.", "Dr. Smith met J. K. Lee.|He left." },
    { "\"I left.\" She said so.", "\"I left.\"|She said so." },
    { "\"Why?\" asked he. (Yes. No.) So.", "\"Why?\" asked he.|(Yes. No.)|So." },
    { "an open ( bracket. And so on.", "an open ( bracket.|And so on." },
    { "It cost 12.5 in 2020. He paid.", "It cost 12.5 in 2020.|He paid." },
    { "1. First point. 2. Second", "1. First point.|2. Second" },
    { "Title\nBody here. More", "Title|Body here.|More" },
    { "قال نعم. وأضاف؟ لا", "قال نعم.|وأضاف؟|لا" },
    { "他说。我听！好", "他说。|我听！|好" },
    { "Well... maybe. Well... Maybe", "Well... maybe.|Well...|Maybe" },
    { "the U.S. President left", "the U.S. President left" },
    { "see kompas.com now. Yes", "see kompas.com now.|Yes" },
    { "It ended.The rest", "It ended.|The rest" },
    { "... and ?!", "... and ?!" },
    { "end.» Next", "end.»|Next" },
};

static void text_is_cut_into_sentences(void **state)
{
    for (size_t i = 0; i < sizeof sentence_rows / sizeof *sentence_rows; i++)
        assert_text(sentences_as_text(*state, dmi_str(sentence_rows[i].text)), sentence_rows[i].sentences, sentence_rows[i].text);
}

/* ---- linear time */

static void a_megabyte_of_anything_is_quick(void **state)
{
    static const char *const pieces[] = { "\"", ",", "a", "(", "'", "-", ".", "a-", "a'", "a.", "\u0301", "\u200D", "1,", "a\u0301", ". A", "\u2018", "\uFDFA", "\xFF", "外" };
    enum { BYTES = 1000000, SECONDS_MAX = 5 };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t piece_bytes = strlen(pieces[i]), bytes = BYTES / piece_bytes * piece_bytes;
        char *raw = malloc(bytes);
        clock_t start = clock();
        dm_str text;
        dmi_tokens tokens;
        for (size_t at = 0; at < bytes; at += piece_bytes)
            memcpy(raw + at, pieces[i], piece_bytes);
        text = dmi_repair(*state, (dm_str){ raw, bytes }, NULL);
        tokens = dmi_tokenize(*state, text, 0, (uint32_t)text.bytes, DMI_FOLD_ACCENTS);
        dmi_sentences(*state, text, tokens, NULL, NULL);
        if (clock() - start > SECONDS_MAX * CLOCKS_PER_SEC)
            fail_msg("a megabyte of '%s' takes too long", pieces[i]);
        free(raw);
        dmi_arena_reset(*state);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_open, arena_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fold_makes_one_of_all_ways_to_write_a_word),
        TEST(fold_of_a_fold_is_itself),
        TEST(fold_knows_no_case),
        TEST(every_digit_becomes_ascii),
        TEST(composed_and_decomposed_letters_are_one),
        TEST(accents_go_where_icu_sees_them),
        TEST(an_offset_inside_a_folded_word_is_found_in_the_text),
        TEST(bad_bytes_are_replaced_and_counted),
        TEST(sound_text_is_borrowed),
        TEST(text_is_cut_into_tokens),
        TEST(tokens_know_their_place_and_look),
        TEST(a_part_of_a_text_is_tokenized_with_offsets_of_the_whole),
        TEST(marks_are_folded_but_quotes_are_kept),
        TEST(tokens_lie_in_order_inside_any_bytes),
        TEST(text_is_cut_into_sentences),
        TEST(a_megabyte_of_anything_is_quick),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
