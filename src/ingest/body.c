#include "ingest/page.h"

enum {
    SHORT_WORDS = 2,
    UNMARKED_WORDS = 12,
    UNMARKED_WORDS_CASELESS = 18,
    LIST_WORDS = 4,
    INTRODUCTION_WORDS = 5,
    SURE_ROWS = 3,
    APPEAL_WORDS = 14
};

typedef struct walk {
    dmi_rows *rows;
    uint32_t body_words, body_rows;
    uint32_t prose_left; /* words of running text from here on */
    uint32_t gap;        /* rows since the last one of the body */
    bool labelled;       /* the row before was a label without its value: "Read also:" */
    bool introduced;     /* the last row of the body ended with a colon, or was an item of a list */
} walk;

static void settle(dmi_row *row, uint8_t kind, const char *why)
{
    row->kind = kind;
    row->why = why;
}

/* Does running text speak of what the rest of the page speaks of? */
static bool is_related(const dmi_row *row)
{
    return row->overlap >= 2 && row->overlap * 5 >= row->content_count;
}

static bool is_phrase(const dmi_row *row)
{
    if (row->chrome == 0 || row->chrome == DMI_CHROME_BYLINE || row->chrome == DMI_CHROME_CREDIT)
        return false;
    return !row->chrome_doubtful || !is_related(row);
}

static bool is_text(const dmi_row *row)
{
    return row->prose && !is_phrase(row);
}

static uint32_t prose_words(const dmi_rows *rows, uint32_t from, uint32_t to)
{
    uint32_t words = 0;

    for (uint32_t i = from; i < to; i++)
        words += is_text(&rows->at[i]) ? rows->at[i].word_count : 0;
    return words;
}

/* Does the report go on below this row? Soon two rows of running text that speak of it, one behind the other. */
static bool goes_on(const dmi_rows *rows, uint32_t index)
{
    enum { LOOK_ROWS = 4 };

    for (uint32_t i = index + 1; i + 1 < rows->count && i <= index + LOOK_ROWS; i++)
        if (is_text(&rows->at[i]) && is_related(&rows->at[i]) && is_text(&rows->at[i + 1]) && is_related(&rows->at[i + 1]))
            return true;
    return false;
}

/* Where an `end` phrase closes the report. Above the report it is part of a menu; when most of the text comes behind it, or the
 * report goes on at once, it stood in the middle ("Related", "Follow us" between paragraphs). */
static uint32_t find_end(const dmi_rows *rows, uint32_t from)
{
    uint32_t all = prose_words(rows, from, rows->count), before = 0, before_rows = 0;

    for (uint32_t i = from; i < rows->count; i++) {
        const dmi_row *row = &rows->at[i];
        if (is_text(row)) {
            before += row->word_count;
            before_rows++;
        }
        if ((row->chrome == DMI_CHROME_END || row->chrome == DMI_CHROME_END_LINE) && before > 0 &&
            (before_rows >= SURE_ROWS || all <= 3 * before) && !goes_on(rows, i))
            return i;
    }
    return rows->count;
}

static bool is_cased(const dmi_row *row)
{
    return row->capitals + row->smalls > 0;
}

/* Running text behind a gap of other rows, at the end of the page, that shares no word with the report: a form, a notice. A lone
 * question there is another report's headline. */
static bool is_foreign(const walk *w, const dmi_row *row)
{
    bool little = w->prose_left * 4 < w->body_words || (w->gap > 1 && w->prose_left * 2 < w->body_words);

    if (w->gap == 0 || w->body_rows == 0 || !little)
        return false;
    if (row->question_mark && row->sentences.count == 1)
        return true;
    return row->overlap < 2 && row->overlap * 5 < row->content_count;
}

static bool begins_with_number(const dmi_row *row)
{
    return row->tokens.count > 0 && row->tokens.at[0].kind == DMI_NUMBER;
}

/* Text or a list behind a colon; but "Most popular:" has its numbered list too. */
static bool introduces(const dmi_row *row, const dmi_row *next)
{
    return next != NULL && (is_text(next) || next->bullet || (begins_with_number(next) && row->overlap > 0));
}

/* A row without a sentence's end that is body all the same: an item of a list, what introduces one, a long sentence without its
 * point. */
static const char *unmarked_text(const walk *w, const dmi_row *row, const dmi_row *next)
{
    if (w->gap > 0 || w->body_rows == 0 || row->label_words > 0 || row->commas * 3 > row->word_count)
        return NULL;
    if (row->word_count >= LIST_WORDS && w->introduced && (row->bullet || begins_with_number(row)))
        return "item of a list";
    if (row->colon_end && row->word_count >= INTRODUCTION_WORDS && introduces(row, next))
        return "introduces what follows";
    if (is_cased(row) && row->word_count >= UNMARKED_WORDS && row->capitals * 2 < row->smalls)
        return "long, in small letters";
    return !is_cased(row) && row->word_count >= UNMARKED_WORDS_CASELESS ? "long" : NULL;
}

/* The last, short piece of running text on a page with a foot, which calls on the reader and shares no word with the report: an
 * appeal of the site may stand there without any gap ("Enjoyed this? Buy us a coffee."). */
static bool is_appeal(const walk *w, const dmi_row *row, const dmi_row *next)
{
    return next != NULL && w->body_rows >= SURE_ROWS && w->prose_left == row->word_count && row->word_count <= APPEAL_WORDS &&
           row->overlap == 0 && row->calls;
}

static bool is_repeated(const walk *w, uint32_t index)
{
    enum { LOOK_BACK_ROWS = 8 };

    for (uint32_t i = index > LOOK_BACK_ROWS ? index - LOOK_BACK_ROWS : 0; i < index; i++)
        if (w->rows->at[i].kind == DMI_LINE_BODY && w->rows->at[i].hash == w->rows->at[index].hash)
            return true;
    return false;
}

static void take(walk *w, dmi_row *row, const char *why)
{
    settle(row, DMI_LINE_BODY, why);
    w->body_words += row->word_count;
    w->body_rows++;
    w->gap = 0;
    w->labelled = false;
    w->introduced = row->colon_end || row->bullet || (w->introduced && begins_with_number(row));
}

static void leave(walk *w, dmi_row *row, uint8_t kind, const char *why)
{
    settle(row, kind, why);
    w->gap++;
    w->labelled = row->colon_end;
}

/* Rows that no sentence makes body: what are they? For explain only; none of them is body. */
static void leave_other(walk *w, dmi_row *row)
{
    if (row->chrome == DMI_CHROME_BYLINE || row->chrome == DMI_CHROME_CREDIT)
        leave(w, row, DMI_LINE_BYLINE, "byline");
    else if (row->dated)
        leave(w, row, DMI_LINE_DATE, "a date");
    else if (dmi_row_is_menu(row))
        leave(w, row, DMI_LINE_CHROME, "a menu");
    else if (row->word_count == 0)
        leave(w, row, DMI_LINE_CHROME, "no words");
    else if (row->label_words > 0 && w->body_rows == 0)
        leave(w, row, DMI_LINE_BYLINE, "a label and its value");
    else if (w->prose_left > 0 && row->word_count >= SHORT_WORDS && row->label_words == 0)
        leave(w, row, DMI_LINE_SUBTITLE, "short, no sentence");
    else
        leave(w, row, DMI_LINE_CHROME, "short, no sentence");
}

static void walk_row(walk *w, uint32_t index)
{
    dmi_row *row = &w->rows->at[index], *next = index + 1 < w->rows->count ? row + 1 : NULL;
    const dmi_row *title = w->rows->title < w->rows->count ? &w->rows->at[w->rows->title] : NULL;
    const char *why;

    if (title != NULL && row->hash == title->hash)
        leave(w, row, DMI_LINE_TITLE, "the headline again");
    else if (is_phrase(row))
        leave(w, row, DMI_LINE_CHROME, "phrase of the site");
    else if (w->labelled && row->sentences.count == 1 && (row->question_mark || !row->final_mark))
        leave(w, row, DMI_LINE_CHROME, "behind a label");
    else if (row->prose && is_repeated(w, index))
        leave(w, row, DMI_LINE_CHROME, "said before");
    else if (row->prose && (is_foreign(w, row) || is_appeal(w, row, next)))
        leave(w, row, DMI_LINE_CHROME, "nothing to do with the report");
    else if (row->prose)
        take(w, row, "running text");
    else if (row->final_mark && row->word_count >= SHORT_WORDS && w->gap == 0 && w->body_rows > 0)
        take(w, row, "a short sentence");
    else if ((why = unmarked_text(w, row, next)) != NULL)
        take(w, row, why);
    else
        leave_other(w, row);
    w->prose_left -= is_text(row) ? row->word_count : 0;
}

/* A page without running text: a few lines of a list, a caption, a sentence without its point. Nothing but chrome is left out. */
static void keep_all(dmi_rows *rows, uint32_t from)
{
    for (uint32_t i = from; i < rows->count; i++) {
        dmi_row *row = &rows->at[i];
        if (is_phrase(row) || row->dated || row->word_count == 0 || dmi_row_is_menu(row))
            settle(row, DMI_LINE_CHROME, "no sentence");
        else
            settle(row, DMI_LINE_BODY, "there is no running text");
    }
}

void dmi_rows_find_body(dmi_rows *rows)
{
    uint32_t from = rows->title < rows->count ? rows->title + 1 : 0, end = find_end(rows, from);
    walk w = { .rows = rows, .prose_left = prose_words(rows, from, end) };
    bool prose = w.prose_left > 0;

    if (!prose) { /* a title field's row at the foot, or no running text at all */
        from = 0;
        end = find_end(rows, from);
        w.prose_left = prose_words(rows, from, end);
        prose = w.prose_left > 0;
    }
    for (uint32_t i = 0; i < from; i++)
        settle(&rows->at[i], rows->at[i].dated ? DMI_LINE_DATE : DMI_LINE_CHROME, "above the headline");
    for (uint32_t i = from; prose && i < end; i++)
        walk_row(&w, i);
    if (!prose)
        keep_all(rows, from);
    for (uint32_t i = end; i < rows->count; i++)
        settle(&rows->at[i], DMI_LINE_CHROME, "behind the end of the report");
    if (rows->title < rows->count)
        settle(&rows->at[rows->title], DMI_LINE_TITLE, "headline");
    if (rows->count == 1)
        settle(&rows->at[0], DMI_LINE_BODY, "the only line");
}
