#include "ingest/page.h"

enum { DATELINE_TOKENS = 18, DATELINE_WORDS = 7, DATELINE_WORDS_CASELESS = 5, REST_WORDS = 4, CAPTION_RANK = 2 };

typedef struct part_list {
    const dmi_rows *rows;
    const dmi_row *row;
    uint32_t from; /* tokens before it are in parts */
    DMI_ARRAY(dmi_part) parts;
} part_list;

static void add_part(part_list *list, uint32_t token_end, uint8_t kind, const char *why)
{
    if (token_end <= list->from)
        return;
    *dmi_push(list->rows->arena, &list->parts) = (dmi_part){ token_end, kind, why };
    list->from = token_end;
}

static bool is_mark(const dmi_row *row, uint32_t token, uint32_t mark)
{
    return token < row->tokens.count && row->tokens.at[token].kind == DMI_MARK && row->tokens.at[token].mark == mark;
}

static bool has_space(const dmi_row *row, uint32_t token)
{
    return token >= row->tokens.count || (row->tokens.at[token].flags & DMI_TOK_SPACE) != 0;
}

/* ---- datelines: "LIMA – ", "Mogadishu, HarianBeranda - ", "WASHINGTON (AP) -- ", "مقديشو (سنابل) - " */

/* A dash that parts, not one that joins; "--" is one. Returns the token behind it; 0: no dash here. Without a blank on either
 * side it parts only what is written in capitals ("JAKARTA—The president"). */
static uint32_t behind_dash(const dmi_row *row, uint32_t token)
{
    uint32_t behind = token + 1;

    if (!is_mark(row, token, '-') || token == 0)
        return 0;
    while (is_mark(row, behind, '-'))
        behind++;
    if (has_space(row, behind) || has_space(row, token))
        return behind;
    return (row->tokens.at[token - 1].flags & DMI_TOK_ALL_CAPITALS) != 0 ? behind : 0;
}

static uint32_t first_sentence_end(const dmi_row *row)
{
    return row->sentences.count == 0 ? row->tokens.count : row->sentences.at[0];
}

/* The dash that ends what could be a dateline, from `from` on; 0: none near. */
static uint32_t find_dash(const dmi_row *row, uint32_t from, uint32_t reach)
{
    for (uint32_t i = from; i < row->tokens.count && i < from + reach && i < first_sentence_end(row); i++)
        if (i > from && behind_dash(row, i) != 0)
            return i;
    return 0;
}

typedef struct dateline_words {
    uint32_t words, small, bracketed, caseless;
} dateline_words;

static dateline_words look_at_words(const dmi_row *row, uint32_t from, uint32_t to)
{
    dateline_words w = { 0 };
    uint32_t depth = 0;

    for (uint32_t i = from; i < to; i++) {
        const dmi_token *token = &row->tokens.at[i];
        depth += is_mark(row, i, '(');
        depth -= depth > 0 && is_mark(row, i, ')');
        w.bracketed += depth > 0 && token->kind == DMI_WORD;
        if (token->kind != DMI_WORD || depth > 0)
            continue;
        w.words++;
        w.caseless += (token->flags & DMI_TOK_CASELESS) != 0;
        w.small += (token->flags & (DMI_TOK_CASELESS | DMI_TOK_CAPITAL)) == 0 &&
                   memchr(token->fold.p, '.', token->fold.bytes) == NULL; /* kompas.com */
    }
    return w;
}

/* Does one of the pack's credit phrases stand in front of the dash? */
static bool has_credit(const part_list *list, uint32_t dash)
{
    const dmi_lang *lang = list->rows->lang;
    const dmi_row *row = list->row;
    dm_str raw = dmi_sub(list->rows->text, row->tokens.at[0].start_byte, row->tokens.at[dash].start_byte), words = { NULL, 0 };

    for (uint32_t i = 0; lang != NULL && i < dmi_lang_chrome_count(lang); i++) {
        dmi_chrome chrome = dmi_lang_chrome_at(lang, i);
        if (chrome.kind != DMI_CHROME_CREDIT)
            continue;
        if (words.p == NULL)
            words = dmi_words_of(list->rows->arena, lang, raw);
        if (dmi_words_have(words, chrome.phrase))
            return true;
    }
    return false;
}

/* Does a country, a city or an organisation stand here? */
static bool names_place(const dmi_row *row, uint32_t from, uint32_t to)
{
    for (uint32_t u = 0; u < row->units.count && row->units.at[u].token_start < to; u++)
        for (uint32_t s = 0; row->units.at[u].token_start >= from && s < row->units.at[u].sense_count; s++)
            if (row->units.at[u].senses[s].kind != DMI_SENSE_CONCEPT)
                return true;
    return false;
}

/* In scripts with capitals all that stands before the dash is names, and a capital follows it. Other scripts show less: the words
 * are few, a place begins them or brackets stand among them, and no second dash makes it an aside. */
static bool is_dateline(const part_list *list, uint32_t dash)
{
    const dmi_row *row = list->row;
    uint32_t behind = behind_dash(row, dash);
    dateline_words before = look_at_words(row, 0, dash);
    const dmi_token *next = behind < row->tokens.count ? &row->tokens.at[behind] : NULL;

    if (next == NULL || before.words + before.bracketed == 0 || row->word_count < before.words + before.bracketed + REST_WORDS)
        return false;
    if ((before.bracketed > 0 || before.small + before.caseless == 0) && has_credit(list, dash))
        return true;
    if (before.caseless == 0)
        return before.small == 0 && before.words <= DATELINE_WORDS &&
               (next->kind != DMI_WORD || (next->flags & DMI_TOK_CAPITAL) != 0);
    if (before.words > DATELINE_WORDS_CASELESS || find_dash(row, behind, row->tokens.count) != 0)
        return false;
    return before.bracketed > 0 || names_place(row, 0, 1);
}

/* Token behind the dateline; 0: there is none. A second piece may follow, "JAKARTA - KOMPAS.com - "; without capitals to tell it
 * from an aside it must be a single word. */
static uint32_t dateline_end(const part_list *list)
{
    enum { SECOND_TOKENS = 6 };
    uint32_t dash = find_dash(list->row, 0, DATELINE_TOKENS), second, behind;
    dateline_words between;

    if (dash == 0)
        return 0;
    behind = behind_dash(list->row, dash);
    second = find_dash(list->row, behind, SECOND_TOKENS);
    between = look_at_words(list->row, behind, second);
    if (second != 0 && (between.caseless == 0 || between.words == 1) && is_dateline(list, second))
        return behind_dash(list->row, second);
    return is_dateline(list, dash) ? behind : 0;
}

/* ---- captions */

/* One sentence near the top with a credit that says whose picture it is: "(Photo: X)". */
static bool is_caption(const dmi_row *row, uint32_t credit, uint32_t body_rank)
{
    bool sourced = false;

    for (uint32_t i = credit; i < row->tokens.count; i++)
        sourced = sourced || is_mark(row, i, ':');
    return sourced && body_rank <= CAPTION_RANK && first_sentence_end(row) >= credit;
}

/* ---- chrome between the sentences of a row: "... . Baca juga: Harga Pupuk Turun" */

static bool phrase_at(const dmi_row *row, uint32_t token, uint32_t end, dm_str phrase)
{
    dm_str rest = phrase, word;
    uint32_t i = token;

    for (; dmi_split(&rest, ' ', &word); i++)
        if (i >= end || !dmi_same(row->tokens.at[i].fold, word))
            return false;
    return is_mark(row, i, ':') && i < end;
}

static bool is_aside(const part_list *list, uint32_t token, uint32_t end)
{
    const dmi_lang *lang = list->rows->lang;

    for (uint32_t i = 0; lang != NULL && i < dmi_lang_chrome_count(lang); i++) {
        dmi_chrome chrome = dmi_lang_chrome_at(lang, i);
        bool opens = chrome.kind == DMI_CHROME_START || chrome.kind == DMI_CHROME_LINE || chrome.kind == DMI_CHROME_END;
        if (opens && (phrase_at(list->row, token, end, chrome.phrase) ||
                      (is_mark(list->row, token, '(') && phrase_at(list->row, token + 1, end, chrome.phrase))))
            return true;
    }
    return false;
}

static void add_sentences(part_list *list, uint32_t end)
{
    for (uint32_t s = 0; s + 1 < list->row->sentences.count; s++) {
        uint32_t start = list->row->sentences.at[s], stop = list->row->sentences.at[s + 1];
        if (start < list->from || stop > end || !is_aside(list, start, stop))
            continue;
        add_part(list, start, DMI_LINE_BODY, "running text");
        add_part(list, stop, DMI_LINE_CHROME, "phrase of the site");
    }
    add_part(list, end, DMI_LINE_BODY, list->row->why);
}

/* ---- headline, date and report in one line */

/* Behind the date: the clock, the time zone, marks, up to where the report begins. */
static uint32_t behind_clock(const dmi_row *row, uint32_t unit)
{
    uint32_t last_number = unit;
    bool clock = false;

    for (uint32_t u = unit; u < row->units.count && u < unit + 8; u++) {
        const dmi_unit *piece = &row->units.at[u];
        if (piece->kind == DMI_NUMBER) {
            last_number = u + 1;
            clock = true;
        } else if (piece->kind == DMI_WORD) {
            if ((piece->flags & DMI_TOK_ALL_CAPITALS) == 0 || !clock || last_number != u)
                break;
            last_number = u + 1; /* WIB, GMT */
            clock = false;
        }
    }
    while (last_number < row->units.count && row->units.at[last_number].kind == DMI_MARK &&
           row->units.at[last_number].mark != '(' && !dmi_is_open_quote(row->units.at[last_number].mark) &&
           !dmi_is_plain_quote(row->units.at[last_number].mark))
        last_number++;
    return last_number;
}

/* A headline's words, then a day in full that no preposition governs and a clock or weekday confirms, then a longer text. */
static bool runs_together(const part_list *list, uint32_t *title_end, uint32_t *date_end)
{
    enum { TITLE_LEAST = 3, TITLE_MOST = 25, REPORT_WORDS = 20 };
    const dmi_row *row = list->row;
    const dmi_date *date = &row->date;
    uint32_t start = date->unit_start, behind;
    dateline_words title;

    if (date->ymd == 0 || start == 0)
        return false;
    if (dmi_unit_is_grammar(list->rows->packs, &row->units.at[start - 1]))
        return false;
    *title_end = row->units.at[start].token_start;
    behind = behind_clock(row, date->unit_end);
    if (behind >= row->units.count || *title_end >= first_sentence_end(row) || (behind == date->unit_end && date->weekday == 0))
        return false;
    *date_end = row->units.at[behind].token_start;
    title = look_at_words(row, 0, *title_end);
    return title.words >= TITLE_LEAST && title.words <= TITLE_MOST && row->word_count >= title.words + REPORT_WORDS &&
           (row->units.at[behind].kind != DMI_WORD || (row->units.at[behind].flags & (DMI_TOK_CAPITAL | DMI_TOK_CASELESS)) != 0);
}

/* The title field's words at the start of a longer row: how many tokens they are. */
static uint32_t given_title_end(const part_list *list)
{
    dm_str rest = list->rows->given_title, word;
    uint32_t i = 0;

    if (!dmi_words_start(list->row->words_numbers, rest) || rest.bytes == 0)
        return 0;
    while (dmi_split(&rest, ' ', &word)) {
        while (i < list->row->tokens.count && list->row->tokens.at[i].kind == DMI_MARK)
            i++;
        i++;
    }
    while (i < list->row->tokens.count && list->row->tokens.at[i].kind == DMI_MARK && !has_space(list->row, i))
        i++;
    return i < list->row->tokens.count ? i : 0;
}

/* ---- the whole */

dmi_parts dmi_row_parts(const dmi_rows *rows, uint32_t index, uint32_t body_rank)
{
    const dmi_row *row = &rows->at[index];
    part_list list = { .rows = rows, .row = row };
    uint32_t title_end = 0, date_end = 0, credit = row->tokens.count, dateline;

    if (row->kind != DMI_LINE_BODY) {
        add_part(&list, row->tokens.count, row->kind, row->why);
        return (dmi_parts){ list.parts.at, list.parts.count };
    }
    if (body_rank == 0 && rows->title == rows->count) {
        if (rows->given_title.bytes > 0)
            add_part(&list, given_title_end(&list), DMI_LINE_TITLE, "the title field's words");
        else if (runs_together(&list, &title_end, &date_end)) {
            add_part(&list, title_end, DMI_LINE_TITLE, "before the date");
            add_part(&list, date_end, DMI_LINE_DATE, "between headline and report");
        }
    }
    dateline = list.from == 0 && body_rank <= 1 ? dateline_end(&list) : 0;
    add_part(&list, dateline, DMI_LINE_BYLINE, "place and agency");
    if (rows->count > 1)
        credit = row->credit;
    if (credit < row->tokens.count && is_caption(row, credit, body_rank)) {
        add_part(&list, row->tokens.count, DMI_LINE_CAPTION, "a picture's caption");
        return (dmi_parts){ list.parts.at, list.parts.count };
    }
    add_sentences(&list, credit);
    add_part(&list, row->tokens.count, DMI_LINE_BYLINE, "credit");
    return (dmi_parts){ list.parts.at, list.parts.count };
}
