/* A document to sentences, mentions and events. */
#include "code/code.h"

enum { CHECKPOINT_BYTES = 1024, UNITS_MAX = 600 };

static void count_code_points(dmi_arena *arena, dmi_part *part)
{
    uint32_t count = 0;

    part->checkpoints = dmi_alloc(arena, (part->text.bytes / CHECKPOINT_BYTES + 2) * sizeof *part->checkpoints);
    for (size_t i = 0; i < part->text.bytes; i++) {
        if (i % CHECKPOINT_BYTES == 0)
            part->checkpoints[i / CHECKPOINT_BYTES] = count;
        count += ((unsigned char)part->text.p[i] & 0xC0) != 0x80; /* repaired text: every other byte begins a code point */
    }
}

uint32_t dmi_code_points_before(const dmi_part *part, uint32_t byte)
{
    uint32_t start = byte / CHECKPOINT_BYTES * CHECKPOINT_BYTES, count = part->checkpoints[byte / CHECKPOINT_BYTES];

    for (uint32_t i = start; i < byte; i++)
        count += ((unsigned char)part->text.p[i] & 0xC0) != 0x80;
    return count;
}


/* A very long sentence (a list, a page that lost its marks) is read in pieces: the grammar's cost is bounded. */
static void add_sentence(dmi_document_reader *r, uint32_t part, dmi_units units, const dmi_token *tokens, bool title)
{
    for (uint32_t from = 0; from < units.count; from += UNITS_MAX) {
        dmi_sentence *s = dmi_push(r->scratch, &r->sentences);
        uint32_t count = units.count - from < UNITS_MAX ? units.count - from : UNITS_MAX;
        *s = (dmi_sentence){ .tokens = tokens, .units = units.at + from, .count = count, .part = part, .is_title = title,
                             .start_byte = units.at[from].start_byte, .end_byte = units.at[from + count - 1].end_byte };
    }
}

static void read_range(dmi_document_reader *r, uint32_t part, uint32_t start, uint32_t end, bool title)
{
    dm_str text = r->parts[part].text;
    dmi_tokens tokens = dmi_tokenize(r->scratch, text, start, end, dmi_lang_fold_flags(r->lang));
    dmi_sentence_ends ends;
    uint32_t from = 0;

    /* A line of a cleaned page is a paragraph: the line ends of wrapped text inside it are blanks. */
    for (uint32_t i = 1; i < tokens.count && r->part_count == 1; i++)
        tokens.at[i].flags &= (uint8_t)~DMI_TOK_LINE;
    ends = dmi_sentences(r->scratch, text, tokens, dmi_lang_is_abbreviation, r->lang);
    for (uint32_t i = 0; i < ends.count; i++) {
        dmi_tokens one = { tokens.at + from, ends.at[i] - from };
        dmi_units units = dmi_split_particles(r->scratch, &r->engine->vocabulary, r->lang, one, dmi_lang_units(r->scratch, r->lang, one));
        if (units.count > 0)
            add_sentence(r, part, units, one.at, title);
        from = ends.at[i];
    }
}

static void read_part(dmi_document_reader *r, uint32_t index)
{
    dmi_part *part = &r->parts[index];

    for (uint32_t i = 0; i < part->page.line_count; i++) {
        const dmi_line *line = &part->page.lines[i];
        if (line->kind == DMI_LINE_TITLE || line->kind == DMI_LINE_BODY)
            read_range(r, index, line->start_byte, line->end_byte, line->kind == DMI_LINE_TITLE);
    }
}

/* The parts of a document that comes in parts are its paragraphs: nothing is cleaned off them. */
static void whole_as_body(dmi_arena *arena, dmi_part *part)
{
    dm_str text = dmi_trim(part->text);

    part->page.lines = dmi_alloc(arena, sizeof *part->page.lines);
    part->page.line_count = text.bytes > 0;
    part->page.lines[0] = (dmi_line){ (uint32_t)(text.p - part->text.p), (uint32_t)(text.p + text.bytes - part->text.p), DMI_LINE_BODY, "a part of a document" };
    part->page.date = dmi_ymd_parse_iso(part->document->date);
    part->page.date_source = part->page.date != 0 ? DMI_DATE_GIVEN : DMI_DATE_NONE;
}

void dmi_read_document(dmi_document_reader *r)
{
    for (uint32_t i = 0; i < r->part_count; i++) {
        dmi_part *part = &r->parts[i];
        count_code_points(r->scratch, part);
        if (r->lang == NULL)
            continue;
        if (r->part_count > 1)
            whole_as_body(r->scratch, part);
        else
            part->page = dmi_clean(r->scratch, r->engine->packs, r->lang, part->text, part->document);
        if (r->base == 0)
            r->base = part->page.date;
    }
}

static bool has_body(const dmi_document_reader *r)
{
    for (uint32_t i = 0; i < r->sentences.count; i++)
        if (!r->sentences.at[i].is_title)
            return true;
    return false;
}

static void explain_header(dmi_document_reader *r, uint32_t index)
{
    const dmi_sentence *s = &r->sentences.at[index];
    dm_str text = dmi_sub(r->parts[s->part].text, s->start_byte, s->end_byte);

    dmi_buf_addf(r->discourse.explanation, "%s %u: ", s->is_title ? "headline" : "sentence", index + 1);
    dmi_buf_add_str(r->discourse.explanation, text);
    dmi_buf_add_text(r->discourse.explanation, "\n");
}

/* Dates and mentions of all sentences, against the anchor. */
static void read_sentences(dmi_document_reader *r)
{
    const dm_engine *e = r->engine;

    dmi_memory_init(r->scratch, e->packs, &r->memory, r->anchor);
    for (uint32_t i = 0; i < r->sentences.count; i++) {
        dmi_sentence *s = &r->sentences.at[i];
        r->memory.sentence = i;
        r->dates[i] = dmi_find_dates(r->scratch, e->packs, r->lang, (dmi_units){ (dmi_unit *)s->units, s->count }, r->anchor);
        dmi_read_units(r->scratch, &e->vocabulary, r->lang, s);
        dmi_find_mentions(r->scratch, &e->vocabulary, r->lang, s, &r->memory);
    }
    dmi_memory_settle(e->packs, &r->memory);
}

void dmi_code_document(dmi_document_reader *r)
{
    const dm_engine *e = r->engine;
    bool body;

    for (uint32_t i = 0; i < r->part_count; i++)
        read_part(r, i);
    body = has_body(r);
    r->dates = dmi_alloc(r->scratch, (r->sentences.count + 1) * sizeof *r->dates);
    r->discourse.memory = &r->memory;
    r->anchor = r->base;
    read_sentences(r);
    if (r->anchor == 0) {
        r->anchor = dmi_settle_day(r);
        if (r->anchor != 0)
            read_sentences(r);
    }
    for (uint32_t i = 0; i < r->sentences.count; i++) {
        dmi_sentence *s = &r->sentences.at[i];
        r->memory.sentence = i;
        dmi_resolve_mentions(r->scratch, &e->vocabulary, s, &r->memory);
        if (s->is_title && body)
            continue; /* a headline by itself makes no event: the report tells it in full */
        if (r->discourse.explain)
            explain_header(r, i);
        dmi_find_events(r->scratch, e->grammar, r->lang, s, i, &r->discourse, &r->found);
    }
}
