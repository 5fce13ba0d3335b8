#include "ingest/page.h"

typedef DMI_ARRAY(dmi_line) line_list;

/* The parts of one row become lines; all but the ends of the row are cut at tokens. */
static void add_lines(const dmi_rows *rows, uint32_t index, dmi_parts parts, line_list *lines)
{
    const dmi_row *row = &rows->at[index];
    uint32_t from = 0;

    for (uint32_t i = 0; i < parts.count; i++) {
        const dmi_part *part = &parts.at[i];
        dmi_line line = { .kind = part->kind, .why = part->why };
        line.start_byte = from == 0 ? row->start_byte : row->tokens.at[from].start_byte;
        line.end_byte = part->token_end == row->tokens.count ? row->end_byte : row->tokens.at[part->token_end - 1].end_byte;
        *dmi_push(rows->arena, lines) = line;
        from = part->token_end;
    }
    if (parts.count == 0) /* nothing but marks that are no tokens */
        *dmi_push(rows->arena, lines) = (dmi_line){ row->start_byte, row->end_byte, DMI_LINE_CHROME, "no words" };
}

/* A headline that is wrapped at a column becomes one line. */
static dm_str as_one_line(dmi_arena *arena, dm_str text)
{
    char *p;

    if (text.bytes == 0 || memchr(text.p, '\n', text.bytes) == NULL)
        return text;
    p = dmi_alloc(arena, text.bytes);
    for (size_t i = 0; i < text.bytes; i++)
        p[i] = text.p[i] == '\n' || text.p[i] == '\r' ? ' ' : text.p[i];
    return (dm_str){ p, text.bytes };
}

static void find_title_text(const dmi_rows *rows, const line_list *lines, dmi_page *page)
{
    page->title = dmi_trim(rows->document->title);
    for (uint32_t i = 0; i < lines->count && page->title.bytes == 0; i++)
        if (lines->at[i].kind == DMI_LINE_TITLE)
            page->title = as_one_line(rows->arena, dmi_sub(rows->text, lines->at[i].start_byte, lines->at[i].end_byte));
}

dmi_page dmi_clean(dmi_arena *arena, const dmi_packs *packs, const dmi_lang *lang, dm_str text, const dm_document *document)
{
    dmi_rows rows = dmi_rows_read(arena, packs, lang, text, document);
    dmi_page page = { 0 };
    line_list lines = { 0 };
    uint32_t rank = 0;

    dmi_rows_match_chrome(&rows);
    dmi_rows_count_content(&rows);
    dmi_rows_find_title(&rows);
    dmi_rows_find_body(&rows);
    for (uint32_t i = 0; i < rows.count; i++) {
        add_lines(&rows, i, dmi_row_parts(&rows, i, rank), &lines);
        rank += rows.at[i].kind == DMI_LINE_BODY;
    }
    page.lines = lines.at;
    page.line_count = lines.count;
    find_title_text(&rows, &lines, &page);
    dmi_rows_find_date(&rows, &page);
    return page;
}
