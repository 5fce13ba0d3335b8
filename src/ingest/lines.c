#include "ingest/page.h"

enum {
    PROSE_WORDS = 6,
    CREDIT_TOKENS = 16,
    LONG_WORDS = 25,
    UNMARKED_WORDS = 12,
    HEADLINE_WORDS_LEAST = 5,
    HEADLINE_WORDS = 22,
    LABEL_WORDS = 4,
    DATED_OTHER_WORDS = 5,
    DATED_UNITS = 40
};

/* ---- words */

/* Folded words (and numbers, if wanted) of tokens, joined by one blank. */
static dm_str join_words(dmi_arena *arena, dmi_tokens tokens, bool numbers)
{
    size_t bytes = 0;
    char *p;

    for (uint32_t i = 0; i < tokens.count; i++)
        bytes += tokens.at[i].fold.bytes + 1;
    p = dmi_alloc(arena, bytes + 1);
    bytes = 0;
    for (uint32_t i = 0; i < tokens.count; i++) {
        const dmi_token *token = &tokens.at[i];
        if (token->kind == DMI_MARK || (token->kind == DMI_NUMBER && !numbers) || token->fold.bytes == 0)
            continue;
        if (bytes > 0)
            p[bytes++] = ' ';
        memcpy(p + bytes, token->fold.p, token->fold.bytes);
        bytes += token->fold.bytes;
    }
    return (dm_str){ p, bytes };
}

dm_str dmi_words_of(dmi_arena *arena, const dmi_lang *lang, dm_str text)
{
    unsigned flags = lang == NULL ? 0 : dmi_lang_fold_flags(lang);

    if (text.bytes == 0)
        return DMI_STR("");
    return join_words(arena, dmi_tokenize(arena, text, 0, (uint32_t)text.bytes, flags), true);
}

bool dmi_words_start(dm_str words, dm_str phrase)
{
    return phrase.bytes > 0 && dmi_starts(words, phrase) && (words.bytes == phrase.bytes || words.p[phrase.bytes] == ' ');
}

bool dmi_words_have(dm_str words, dm_str phrase)
{
    dm_str rest = words;

    while (rest.bytes >= phrase.bytes && phrase.bytes > 0) {
        const char *blank;
        if (dmi_words_start(rest, phrase))
            return true;
        blank = memchr(rest.p, ' ', rest.bytes);
        if (blank == NULL)
            return false;
        rest = dmi_sub(rest, (size_t)(blank - rest.p) + 1, rest.bytes);
    }
    return false;
}

/* Units without a pack: a token each, nothing known. */
static dmi_units plain_units(dmi_arena *arena, dmi_tokens tokens)
{
    dmi_unit *units = dmi_alloc(arena, tokens.count * sizeof *units);

    for (uint32_t i = 0; i < tokens.count; i++)
        units[i] = (dmi_unit){ .token_start = i,
                               .token_end = i + 1,
                               .start_byte = tokens.at[i].start_byte,
                               .end_byte = tokens.at[i].end_byte,
                               .fold = tokens.at[i].fold,
                               .mark = tokens.at[i].mark,
                               .kind = tokens.at[i].kind,
                               .flags = tokens.at[i].flags };
    return (dmi_units){ units, tokens.count };
}

bool dmi_unit_is_grammar(const dmi_packs *packs, const dmi_unit *unit)
{
    for (uint32_t i = 0; i < unit->sense_count; i++)
        if (unit->senses[i].kind == DMI_SENSE_CONCEPT &&
            dmi_packs_concept_at(packs, unit->senses[i].id)->class_ == DMI_CLASS_GRAM)
            return true;
    return false;
}

/* ---- features */

static bool is_final(uint32_t mark)
{
    return mark == '.' || mark == '!' || mark == '?' || mark == 0x2026 || mark == 0x0964;
}

static bool is_question(uint32_t mark)
{
    return mark == '!' || mark == '?';
}

static bool is_closer(uint32_t mark)
{
    return mark == ')' || mark == ']' || dmi_is_close_quote(mark) || dmi_is_plain_quote(mark);
}

static bool is_bullet(uint32_t mark)
{
    return mark == 0x2022 || mark == '-' || mark == '*' || mark == 0x25CF || mark == 0x25AA || mark == 0x00B7 || mark == 0x25A0 ||
           mark == 0x2713;
}

/* Marks that part the pieces of menus and paths; dashes, slashes and full stops only with a blank before them. */
static bool is_separator(const dmi_token *token)
{
    switch (token->mark) {
    case '|':
    case '>':
    case '<':
    case 0x2022:
    case 0x00BB:
    case 0x203A:
    case 0x00B7:
    case 0x2190:
    case 0x2192:
    case 0x2630:
    case 0x25CF:
    case 0x00A6:
    case 0x2023:
        return (token->flags & DMI_TOK_SPACE) != 0 || token->mark == '|';
    case '-':
    case '/':
    case '.':
    case '~':
        return (token->flags & DMI_TOK_SPACE) != 0;
    default:
        return false;
    }
}

/* Where the marks begin that close this sentence: a full stop, and quotation marks and brackets behind it. */
static uint32_t closing_marks_from(const dmi_row *row, uint32_t sentence)
{
    uint32_t start = sentence == 0 ? 0 : row->sentences.at[sentence - 1], end = row->sentences.at[sentence];

    while (end > start && row->tokens.at[end - 1].kind == DMI_MARK && (is_closer(row->tokens.at[end - 1].mark) || is_final(row->tokens.at[end - 1].mark)))
        end--;
    return end;
}

static bool is_letter_token(dm_str text, const dmi_token *token)
{
    size_t byte = 0;
    dm_str piece = dmi_sub(text, token->start_byte, token->end_byte);

    return (token->flags & DMI_TOK_CASELESS) != 0 && piece.bytes > 0 && dmi_utf8_next(piece, &byte) >= 0x0E00 &&
           byte == piece.bytes;
}

/* Half words of a token. */
static uint32_t weight_of(dm_str text, const dmi_token *token)
{
    if (token->kind != DMI_WORD)
        return 0;
    return is_letter_token(text, token) ? 1 : 2;
}

static void count_words(dm_str text, dmi_row *row)
{
    uint32_t halves = 0, sentence = 0, closing = row->sentences.count == 0 ? UINT32_MAX : closing_marks_from(row, 0);
    bool first = true;

    for (uint32_t i = 0; i < row->tokens.count; i++) {
        const dmi_token *token = &row->tokens.at[i];
        halves += weight_of(text, token);
        if (token->kind == DMI_WORD && !first && (token->flags & DMI_TOK_CASELESS) == 0) {
            row->capitals += (token->flags & DMI_TOK_CAPITAL) != 0;
            row->smalls += (token->flags & DMI_TOK_CAPITAL) == 0;
        }
        first = first && token->kind != DMI_WORD;
        while (sentence < row->sentences.count && row->sentences.at[sentence] <= i) {
            sentence++;
            closing = sentence < row->sentences.count ? closing_marks_from(row, sentence) : UINT32_MAX;
        }
        if (token->kind == DMI_MARK && is_final(token->mark) && i >= closing)
            row->closed_words = (halves + 1) / 2;
    }
    row->word_count = (halves + 1) / 2;
}

static bool mark_is(const dmi_row *row, uint32_t token, uint32_t mark)
{
    return row->tokens.at[token].kind == DMI_MARK && row->tokens.at[token].mark == mark;
}

/* A bracket that begins behind the end of a sentence and closes the row: "... said. (ab/cd)", "... left. (Photo: X) |". */
static uint32_t find_credit(const dmi_row *row)
{
    uint32_t end = row->tokens.count, open;

    while (end > 0 && (mark_is(row, end - 1, '|') || mark_is(row, end - 1, '.')))
        end--;
    if (end < 3 || !mark_is(row, end - 1, ')'))
        return row->tokens.count;
    for (open = end - 2; open > 0 && !mark_is(row, open, '('); open--)
        if (end - open > CREDIT_TOKENS)
            return row->tokens.count;
    if (open == 0 || row->tokens.at[open - 1].kind != DMI_MARK ||
        !(is_final(row->tokens.at[open - 1].mark) || is_closer(row->tokens.at[open - 1].mark)))
        return row->tokens.count;
    return open;
}

static void look_at_end(dmi_row *row)
{
    uint32_t last;

    row->credit = find_credit(row);
    last = row->credit;
    while (last > 0 && row->tokens.at[last - 1].kind == DMI_MARK &&
           (is_closer(row->tokens.at[last - 1].mark) || row->tokens.at[last - 1].mark == '|'))
        last--;
    if (last == 0 || row->tokens.at[last - 1].kind != DMI_MARK)
        return;
    row->final_mark = is_final(row->tokens.at[last - 1].mark);
    row->question_mark = is_question(row->tokens.at[last - 1].mark);
    row->colon_end = row->tokens.at[last - 1].mark == ':' || row->tokens.at[last - 1].mark == ';';
}

static void look_at_marks(dmi_row *row)
{
    uint32_t words = 0;

    for (uint32_t i = 0; i < row->tokens.count; i++) {
        const dmi_token *token = &row->tokens.at[i];
        words += token->kind == DMI_WORD;
        if (token->kind != DMI_MARK)
            continue;
        row->separators += is_separator(token);
        row->commas += token->mark == ',';
        row->calls = row->calls || is_question(token->mark);
        if (token->mark == ':' && row->label_words == 0 && words <= LABEL_WORDS && i + 1 < row->tokens.count &&
            (row->tokens.at[i + 1].flags & DMI_TOK_SPACE) != 0)
            row->label_words = words;
        row->has_address = row->has_address || token->mark == '@';
    }
    row->bullet = row->tokens.at[0].kind == DMI_MARK && is_bullet(row->tokens.at[0].mark);
}

static bool holds(dm_str s, const char *piece)
{
    size_t bytes = strlen(piece);

    for (size_t at = 0; at + bytes <= s.bytes; at++) {
        const char *hit = memchr(s.p + at, piece[0], s.bytes - at - bytes + 1);
        if (hit == NULL)
            return false;
        at = (size_t)(hit - s.p);
        if (memcmp(hit, piece, bytes) == 0)
            return true;
    }
    return false;
}

/* Mostly capitals, many words and no sentence mark: a menu without separators. */
static bool is_title_case(const dmi_row *row)
{
    return row->capitals + row->smalls >= 3 && row->capitals > row->smalls;
}

static bool is_prose(const dmi_row *row)
{
    if (dmi_row_is_menu(row))
        return false;
    if (row->closed_words >= PROSE_WORDS)
        return true;
    return row->word_count >= LONG_WORDS && !is_title_case(row);
}

static bool is_long_unmarked(const dmi_row *row)
{
    return row->word_count >= UNMARKED_WORDS && !dmi_row_is_menu(row) && !is_title_case(row) && row->label_words == 0 &&
           !row->dated && row->commas * 3 <= row->word_count;
}

bool dmi_row_is_menu(const dmi_row *row)
{
    if (row->separators == 0 || row->final_mark)
        return false;
    return row->word_count <= (row->separators == 1 ? 5 : 4 * (row->separators + 1));
}

/* A row of one date and hardly a word besides. The clock, "published on", an item's number may stand there too. */
static void look_for_date(const dmi_rows *rows, dmi_row *row)
{
    dmi_units some = { row->units.at, row->units.count < DATED_UNITS ? row->units.count : DATED_UNITS };
    dmi_dates dates = dmi_find_dates(rows->arena, rows->packs, rows->lang, some, rows->url_date);
    uint32_t words_in_date = 0;

    for (uint32_t i = 0; i < dates.count; i++) {
        const dmi_date *date = &dates.at[i];
        if (date->ymd == 0 || date->needs_year || date->precision != DMI_PRECISION_DAY || (date->relative && date->day == 0))
            continue;
        for (uint32_t u = date->unit_start; u < date->unit_end; u++)
            words_in_date += row->units.at[u].kind == DMI_WORD;
        if (row->date.ymd == 0)
            row->date = *date;
    }
    row->dated = row->date.ymd != 0 && row->word_count <= words_in_date + DATED_OTHER_WORDS && !row->final_mark;
}

static void measure(dmi_rows *rows, dmi_row *row)
{
    unsigned flags = rows->lang == NULL ? 0 : dmi_lang_fold_flags(rows->lang);
    dm_str raw = dmi_sub(rows->text, row->start_byte, row->end_byte);

    row->tokens = dmi_tokenize(rows->arena, rows->text, row->start_byte, row->end_byte, flags);
    if (row->tokens.count == 0)
        return;
    for (uint32_t i = 1; i < row->tokens.count; i++)
        row->tokens.at[i].flags &= (uint8_t)~DMI_TOK_LINE; /* within a wrapped paragraph */
    row->units =
        rows->lang == NULL ? plain_units(rows->arena, row->tokens) : dmi_lang_units(rows->arena, rows->lang, row->tokens);
    row->sentences =
        dmi_sentences(rows->arena, rows->text, row->tokens, rows->lang == NULL ? NULL : dmi_lang_is_abbreviation, rows->lang);
    row->words = join_words(rows->arena, row->tokens, false);
    row->words_numbers = join_words(rows->arena, row->tokens, true);
    row->hash = dmi_hash(row->words_numbers);
    count_words(rows->text, row);
    look_at_marks(row);
    look_at_end(row);
    row->has_address = row->has_address || holds(raw, "://") || holds(raw, "www.");
    row->prose = is_prose(row);
    look_for_date(rows, row);
    row->prose = row->prose && !row->dated;
}

/* On some pages paragraphs go without a full stop. Where most of the long rows do, they are running text all the same; but the
 * first may be the headline, if it is not too long and none is above it. */
static void accept_unmarked(dmi_rows *rows)
{
    uint32_t marked = 0, unmarked = 0;
    bool headline = false;

    for (uint32_t i = 0; i < rows->count; i++) {
        const dmi_row *row = &rows->at[i];
        marked += row->prose;
        unmarked += !row->prose && is_long_unmarked(row);
    }
    if (unmarked < 2 || unmarked <= marked)
        return;
    for (uint32_t i = 0; i < rows->count; i++) {
        dmi_row *row = &rows->at[i];
        row->prose = row->prose || (is_long_unmarked(row) && (headline || row->word_count > HEADLINE_WORDS));
        headline = headline ||
                   (row->word_count >= HEADLINE_WORDS_LEAST && row->label_words == 0 && !row->dated && !dmi_row_is_menu(row));
    }
}

dmi_rows dmi_rows_read(dmi_arena *arena, const dmi_packs *packs, const dmi_lang *lang, dm_str text, const dm_document *document)
{
    dmi_rows rows = { .arena = arena, .packs = packs, .lang = lang, .document = document, .text = text };

    rows.url_date = dmi_date_of_url(document->url);
    rows.given_title = dmi_words_of(arena, lang, document->title);
    dmi_rows_cut(&rows);
    rows.title = rows.count;
    for (uint32_t i = 0; i < rows.count; i++)
        measure(&rows, &rows.at[i]);
    accept_unmarked(&rows);
    return rows;
}
