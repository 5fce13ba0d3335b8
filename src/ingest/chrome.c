#include "ingest/page.h"

enum { NEAR_END_WORDS = 6, SURE_WORDS = 3, SPREAD = 4 };

/* Which kind of several matches a row keeps: the one that says most. */
static int rank_of(uint8_t kind)
{
    switch (kind) {
    case DMI_CHROME_END:
    case DMI_CHROME_END_LINE:
        return 4;
    case DMI_CHROME_LINE:
        return 3;
    case DMI_CHROME_START:
    case DMI_CHROME_HAS:
        return 2;
    case DMI_CHROME_BYLINE:
    case DMI_CHROME_CREDIT:
        return 1;
    default:
        return 0;
    }
}

static uint32_t count_phrase_words(dm_str phrase)
{
    uint32_t count = phrase.bytes > 0;

    for (size_t i = 0; i < phrase.bytes; i++)
        count += phrase.p[i] == ' ';
    return count;
}

/* Running text may hold a phrase of the pack by chance ("share", "related"). It is none when the phrase is long, or much of the
 * row, or has a colon behind it; otherwise body.c asks whether the row has to do with the report. */
static bool is_doubtful(const dmi_row *row, const dmi_chrome *chrome)
{
    uint32_t words = count_phrase_words(chrome->phrase);

    if (!row->prose || words >= SURE_WORDS || words * SPREAD >= row->word_count)
        return false;
    return !(chrome->kind == DMI_CHROME_START && row->label_words == words);
}

static bool matches(const dmi_row *row, const dmi_chrome *chrome, dm_str words)
{
    switch (chrome->kind) {
    case DMI_CHROME_LINE:
    case DMI_CHROME_END_LINE:
        return dmi_same(words, chrome->phrase);
    case DMI_CHROME_END:
        return dmi_words_start(words, chrome->phrase) && !is_doubtful(row, chrome) &&
               row->word_count <= count_phrase_words(chrome->phrase) + NEAR_END_WORDS;
    case DMI_CHROME_START:
        return dmi_words_start(words, chrome->phrase);
    case DMI_CHROME_HAS:
        return dmi_words_have(words, chrome->phrase);
    case DMI_CHROME_BYLINE:
        return !row->prose && dmi_words_start(words, chrome->phrase);
    default:
        return false; /* a credit is part of a row: parts.c */
    }
}

static void match_row(dmi_row *row, const dmi_chrome *phrases, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (rank_of(phrases[i].kind) < rank_of(row->chrome) ||
            (rank_of(phrases[i].kind) == rank_of(row->chrome) && !row->chrome_doubtful))
            continue;
        if (!matches(row, &phrases[i], row->words) && !matches(row, &phrases[i], row->words_numbers))
            continue;
        row->chrome = phrases[i].kind;
        row->chrome_words = count_phrase_words(phrases[i].phrase);
        row->chrome_doubtful = is_doubtful(row, &phrases[i]);
    }
}

void dmi_rows_match_chrome(dmi_rows *rows)
{
    enum { ROW_WORDS_MOST = 40 };
    uint32_t count = rows->lang == NULL ? 0 : dmi_lang_chrome_count(rows->lang);
    dmi_chrome *phrases = dmi_alloc(rows->arena, count * sizeof *phrases);

    for (uint32_t i = 0; i < count; i++)
        phrases[i] = dmi_lang_chrome_at(rows->lang, i);
    for (uint32_t i = 0; i < rows->count; i++)
        if (rows->at[i].word_count <= ROW_WORDS_MOST && rows->at[i].words_numbers.bytes > 0)
            match_row(&rows->at[i], phrases, count);
}
