#include "ingest/page.h"

enum { YEAR_LEAST = 1990, YEAR_MOST = 2099, DATE_ROW_WORDS = 16 };

static bool is_plausible(uint32_t ymd)
{
    return ymd != 0 && ymd / 10000 >= YEAR_LEAST && ymd / 10000 <= YEAR_MOST;
}

/* ---- addresses: /2024/05/02/, /2024-05-02-, /20240502/, /1403/02/13/ */

/* Digits from *at on as a number; *at moves behind them; returns how many. */
static int read_digits(dm_str s, size_t *at, int *value)
{
    int count = 0;

    for (*value = 0; *at < s.bytes && s.p[*at] >= '0' && s.p[*at] <= '9' && count < 9; (*at)++, count++)
        *value = *value * 10 + (s.p[*at] - '0');
    return count;
}

static bool is_parting(dm_str s, size_t at)
{
    return at >= s.bytes || s.p[at] == '/' || s.p[at] == '-' || s.p[at] == '_' || s.p[at] == '.' || s.p[at] == '?' ||
           s.p[at] == '#' || s.p[at] == '=';
}

static uint32_t ymd_of_numbers(int year, int month, int day)
{
    uint32_t ymd = dmi_ymd_from(year < 1500 ? DMI_CAL_PERSIAN : DMI_CAL_GREGORIAN, year, month, day);

    return is_plausible(ymd) ? ymd : 0;
}

/* A date that begins at this digit. */
static uint32_t url_date_at(dm_str url, size_t at)
{
    int year, month, day;
    int digits = read_digits(url, &at, &year), month_digits, day_digits;
    char separator;

    if (digits == 8 && is_parting(url, at))
        return ymd_of_numbers(year / 10000, year / 100 % 100, year % 100);
    if (digits != 4 || at >= url.bytes || !is_parting(url, at))
        return 0;
    separator = url.p[at++];
    month_digits = read_digits(url, &at, &month);
    if (month_digits < 1 || month_digits > 2 || at >= url.bytes || url.p[at++] != separator)
        return 0;
    day_digits = read_digits(url, &at, &day);
    return day_digits >= 1 && day_digits <= 2 && is_parting(url, at) ? ymd_of_numbers(year, month, day) : 0;
}

uint32_t dmi_date_of_url(dm_str url)
{
    for (size_t at = 1; at < url.bytes; at++) {
        bool starts = url.p[at] >= '0' && url.p[at] <= '9' && is_parting(url, at - 1);
        uint32_t ymd = starts ? url_date_at(url, at) : 0;
        if (ymd != 0)
            return ymd;
    }
    return 0;
}

/* ---- the page */

static bool has_date(const dmi_row *row)
{
    return is_plausible(row->date.ymd) && row->kind != DMI_LINE_BODY && row->kind != DMI_LINE_TITLE &&
           row->kind != DMI_LINE_CAPTION && (row->dated || row->word_count <= DATE_ROW_WORDS);
}

static uint32_t first_body(const dmi_rows *rows)
{
    uint32_t i = 0;

    while (i < rows->count && rows->at[i].kind != DMI_LINE_BODY)
        i++;
    return i;
}

/* A dated row by the headline: below it before the report begins, then above it, the nearest first. */
static const dmi_row *find_head(const dmi_rows *rows)
{
    uint32_t body = first_body(rows), title = rows->title < body ? rows->title : 0;

    for (uint32_t i = title; i < body; i++)
        if (has_date(&rows->at[i]))
            return &rows->at[i];
    for (uint32_t i = title; i > 0; i--)
        if (has_date(&rows->at[i - 1]))
            return &rows->at[i - 1];
    return NULL;
}

/* A single dated row below the report; several belong to other reports. */
static const dmi_row *find_foot(const dmi_rows *rows)
{
    const dmi_row *found = NULL;
    uint32_t i = rows->count;

    for (; i > 0 && rows->at[i - 1].kind != DMI_LINE_BODY; i--) {
        if (!rows->at[i - 1].dated || !has_date(&rows->at[i - 1]))
            continue;
        if (found != NULL)
            return NULL;
        found = &rows->at[i - 1];
    }
    return found;
}

/* In the report itself only a day that the words make the day of writing: in the dateline, between headline and report, or
 * "today". */
static const dmi_row *find_in_body(const dmi_rows *rows)
{
    enum { LOOK_ROWS = 2 };
    uint32_t body = first_body(rows), rank = 0;

    for (uint32_t i = body; i < rows->count && rank < LOOK_ROWS; i++) {
        const dmi_row *row = &rows->at[i];
        dmi_parts parts;
        if (row->kind != DMI_LINE_BODY)
            continue;
        parts = dmi_row_parts(rows, i, rank++);
        if (!is_plausible(row->date.ymd))
            continue;
        if (row->date.relative)
            return row;
        for (uint32_t p = 0; p < parts.count; p++)
            if (parts.at[p].kind != DMI_LINE_BODY && parts.at[p].kind != DMI_LINE_CAPTION &&
                row->units.at[row->date.unit_end - 1].token_end <= parts.at[p].token_end &&
                (p == 0 || row->units.at[row->date.unit_start].token_start >= parts.at[p - 1].token_end))
                return row;
    }
    return NULL;
}

static void use_row(const dmi_rows *rows, const dmi_row *row, uint8_t source, dmi_page *page)
{
    page->date = row->date.ymd;
    page->date_source = source;
    page->date_text =
        dmi_sub(rows->text, row->units.at[row->date.unit_start].start_byte, row->units.at[row->date.unit_end - 1].end_byte);
}

void dmi_rows_find_date(const dmi_rows *rows, dmi_page *page)
{
    const dmi_row *row = NULL;

    page->date = dmi_ymd_parse_iso(rows->document->date);
    if (page->date != 0)
        page->date_source = DMI_DATE_GIVEN;
    else if ((row = find_head(rows)) != NULL)
        use_row(rows, row, DMI_DATE_PAGE, page);
    else if ((row = find_in_body(rows)) != NULL)
        use_row(rows, row, DMI_DATE_BODY, page);
    else if ((row = rows->url_date == 0 ? find_foot(rows) : NULL) != NULL)
        use_row(rows, row, DMI_DATE_PAGE, page);
    else if (rows->url_date != 0) {
        page->date = rows->url_date;
        page->date_source = DMI_DATE_URL;
    }
}
