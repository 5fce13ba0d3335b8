#include "ingest/page.h"

enum { WORDS_LEAST = 3, WORDS_GOOD = 5, WORDS_MOST = 30, OVERLAP_GOOD = 2, SITE_WORDS = 5, CLOSED_WORDS = 18 };

/* Letters and digits of an ASCII text, small, so that "Suara Delta" meets "www.suaradelta.example". */
static size_t squeeze(dm_str s, char *out, size_t room)
{
    size_t bytes = 0;

    for (size_t i = 0; i < s.bytes && bytes < room; i++) {
        char c = s.p[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0)
            out[bytes++] = c;
    }
    return bytes;
}

/* The host of an address, without the path. */
static dm_str host_of(dm_str url)
{
    size_t start = 0, end;

    if (url.bytes == 0)
        return url;
    for (size_t i = 0; i + 2 < url.bytes; i++)
        if (url.p[i] == ':' && url.p[i + 1] == '/' && url.p[i + 2] == '/') {
            start = i + 3;
            break;
        }
    for (end = start; end < url.bytes && url.p[end] != '/'; end++)
        ;
    return dmi_sub(url, start, end);
}

static bool is_within(const char *piece, size_t piece_bytes, const char *whole, size_t whole_bytes)
{
    for (size_t i = 0; piece_bytes > 0 && i + piece_bytes <= whole_bytes; i++)
        if (memcmp(whole + i, piece, piece_bytes) == 0)
            return true;
    return false;
}

/* Is the row the site's own name? */
static bool is_site_name(const dmi_rows *rows, const dmi_row *row)
{
    char name[96], host[128];
    size_t name_bytes = squeeze(row->words_numbers, name, sizeof name),
           host_bytes = squeeze(host_of(rows->document->url), host, sizeof host);

    if (row->word_count > SITE_WORDS || name_bytes < 4)
        return false;
    if (is_within(name, name_bytes, host, host_bytes))
        return true;
    host_bytes = squeeze(rows->document->source, host, sizeof host);
    return is_within(name, name_bytes, host, host_bytes) || (host_bytes >= 4 && is_within(host, host_bytes, name, name_bytes));
}

static bool has_copy(const dmi_rows *rows, uint32_t index)
{
    for (uint32_t i = index + 1; i < rows->count && i < index + 40; i++)
        if (rows->at[i].hash == rows->at[index].hash)
            return true;
    return false;
}

/* A single word of the pack at the start of a longer row ("Watch", "From") may be a headline's own. */
static bool is_weak_phrase(const dmi_row *row)
{
    return (row->chrome == DMI_CHROME_START || row->chrome == DMI_CHROME_BYLINE) && row->chrome_words == 1 &&
           row->word_count > WORDS_GOOD && row->label_words != 1;
}

/* Could the row be a headline by its form? */
static bool is_candidate(const dmi_rows *rows, uint32_t index)
{
    const dmi_row *row = &rows->at[index];

    if ((row->chrome != 0 && !is_weak_phrase(row)) || row->dated || row->word_count == 0 || row->word_count > WORDS_MOST)
        return false;
    if (dmi_row_is_menu(row) || row->bullet || (row->has_address && row->word_count < WORDS_GOOD) || is_site_name(rows, row))
        return false;
    if (row->prose && (row->sentences.count > 1 || (row->final_mark && !row->question_mark)))
        return false;
    return !row->colon_end;
}

/* Points for a headline. A name or a kicker is short; a headline shares words with the report; one printed twice is sure. */
static int score_of(const dmi_rows *rows, uint32_t index)
{
    const dmi_row *row = &rows->at[index];
    int score = 3 * (int)(row->overlap < 4 ? row->overlap : 4);

    if (row->content_count > 0 && row->overlap * 2 >= row->content_count)
        score += 4;
    if (row->word_count >= WORDS_GOOD && row->word_count <= 22)
        score += 8;
    else if (row->word_count < WORDS_LEAST)
        score -= 8;
    if (has_copy(rows, index))
        score += 12;
    if (row->final_mark && !row->question_mark)
        score -= 6;
    if (row->separators > 0)
        score -= 3;
    if (row->chrome != 0)
        score -= 8;
    if (row->label_words > 0 && row->overlap < OVERLAP_GOOD)
        score -= 6;
    if (index + 1 < rows->count && rows->at[index + 1].dated)
        score += 4;
    return score;
}

/* The first row that is surely one: what stands below it (a deck, a caption) often shares still more words with the report. */
static bool is_sure(const dmi_rows *rows, uint32_t index)
{
    const dmi_row *row = &rows->at[index];

    return row->word_count >= WORDS_GOOD && (row->label_words == 0 || row->commas * 3 <= row->word_count) && row->chrome == 0 &&
           row->overlap >= OVERLAP_GOOD && row->overlap * 3 >= row->content_count;
}

/* A kicker may share words with the report too ("After talks with the Iraqi minister"): it is short, and the headline follows at
 * once, not shorter and nearer to the report. A deck below a headline is longer than that. */
static uint32_t skip_kicker(const dmi_rows *rows, uint32_t index)
{
    enum { KICKER_WORDS = 7, BELOW_WORDS = 12 };
    const dmi_row *row = &rows->at[index], *below = index + 1 < rows->count ? row + 1 : NULL;

    if (below == NULL || row->word_count > KICKER_WORDS || !is_candidate(rows, index + 1) || below->chrome != 0 ||
        has_copy(rows, index))
        return index;
    return below->word_count >= row->word_count && below->word_count <= BELOW_WORDS && below->overlap > row->overlap ? index + 1
                                                                                                                     : index;
}

static uint32_t best_between(const dmi_rows *rows, uint32_t from, uint32_t to, int least)
{
    uint32_t best = rows->count;
    int best_score = least - 1;

    for (uint32_t i = from; i < to; i++) {
        int score;
        if (!is_candidate(rows, i))
            continue;
        if (is_sure(rows, i))
            return i + 1 < to ? skip_kicker(rows, i) : i;
        score = score_of(rows, i);
        if (score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}

/* The first row of running text from `from` on that is no chrome. */
static uint32_t first_prose(const dmi_rows *rows, uint32_t from)
{
    while (from < rows->count && !(rows->at[from].prose && rows->at[from].chrome == 0))
        from++;
    return from;
}

/* A title field finds its row: the same words, or the row's words and the site's name behind them, or the row goes on. */
static uint32_t find_given(const dmi_rows *rows)
{
    enum { LOOK_ROWS = 60 };

    for (uint32_t i = 0; i < rows->count; i++)
        if (rows->given_title.bytes > 0 && dmi_same(rows->at[i].words_numbers, rows->given_title))
            return i;
    for (uint32_t i = 0; i < rows->count && i < LOOK_ROWS; i++) {
        const dmi_row *row = &rows->at[i];
        if (rows->given_title.bytes == 0 || row->word_count < WORDS_LEAST)
            continue;
        if (dmi_words_start(rows->given_title, row->words_numbers) && row->words_numbers.bytes * 2 >= rows->given_title.bytes)
            return i;
        if (dmi_words_start(row->words_numbers, rows->given_title) && row->words_numbers.bytes <= rows->given_title.bytes * 3 / 2)
            return i;
    }
    return rows->count;
}

/* A headline that ends like a sentence ("Will he go?"; "He goes." above a date) counts as running text by its form; then it is
 * the first of it. */
static bool is_closed_headline(const dmi_rows *rows, uint32_t index)
{
    const dmi_row *row = index + 1 < rows->count ? &rows->at[index] : NULL;

    if (row == NULL || first_prose(rows, index + 1) == rows->count)
        return false;
    return is_candidate(rows, index) || (row->sentences.count == 1 && row->word_count <= CLOSED_WORDS && row[1].dated);
}

void dmi_rows_find_title(dmi_rows *rows)
{
    enum { LEAST_SCORE = 2, ISOLATED_ROWS = 2 };
    uint32_t prose = first_prose(rows, 0), next;

    rows->title = find_given(rows);
    if (rows->title < rows->count || rows->count < 2 || prose == rows->count)
        return;
    rows->title = best_between(rows, 0, prose, LEAST_SCORE);
    if (rows->title == rows->count && is_closed_headline(rows, prose))
        rows->title = prose;
    /* A lone sentence at the top (cookies, a slogan) is not where the report begins, if a better headline follows. */
    next = first_prose(rows, prose + 1);
    if (next < rows->count && next - prose > ISOLATED_ROWS && (rows->title == rows->count || !is_sure(rows, rows->title))) {
        uint32_t below = best_between(rows, prose + 1, next, LEAST_SCORE);
        if (below < rows->count && is_sure(rows, below))
            rows->title = below;
    }
}
