/* dm_code: one document in, one result out. */
#include "code/code.h"

#include <stdlib.h>

#include "lang/lang.h"
#include "out/out.h"

enum { PARTS_MAX = 10000, TEXT_BYTES_MAX = 256 * 1024 * 1024 };

dm_status dm_coder_create(const dm_engine *engine, dm_coder **out, dm_error *err)
{
    dm_coder *coder = calloc(1, sizeof *coder);

    *out = NULL;
    if (coder == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory for a coder");
    coder->engine = engine;
    dmi_arena_init(&coder->scratch, NULL);
    *out = coder;
    return DM_OK;
}

void dm_coder_destroy(dm_coder *coder)
{
    if (coder == NULL)
        return;
    dmi_arena_free(&coder->scratch);
    dmi_buf_free(&coder->explanation);
    free(coder);
}

void dm_result_destroy(dm_result *result)
{
    if (result == NULL)
        return;
    dmi_arena_free(&result->arena);
    dmi_buf_free(&result->line);
    free(result);
}

/* ---- language */

static dm_str language_of(const dmi_document_reader *r, char found[8])
{
    dm_str longest = { "", 0 };

    if (r->parts[0].document->lang.bytes > 0)
        return r->parts[0].document->lang;
    for (uint32_t i = 0; i < r->part_count; i++)
        if (r->parts[i].text.bytes > longest.bytes)
            longest = r->parts[i].text;
    dmi_lang_identify(longest, found);
    return dmi_str(found);
}

/* ---- the cleaned document */

static dm_str body_text(const dmi_document_reader *r, dmi_buf *body, dmi_arena *arena)
{
    dmi_buf_begin(body);
    for (uint32_t p = 0; p < r->part_count; p++) {
        const dmi_part *part = &r->parts[p];
        for (uint32_t i = 0; i < part->page.line_count; i++) {
            const dmi_line *line = &part->page.lines[i];
            if (line->kind != DMI_LINE_BODY)
                continue;
            if (body->bytes > 0)
                dmi_buf_add_text(body, "\n");
            dmi_buf_add_str(body, dmi_sub(part->text, line->start_byte, line->end_byte));
        }
    }
    return dmi_buf_copy(arena, body);
}

static void set_cleaned(const dmi_document_reader *r, dm_str lang, dm_result *result)
{
    const dmi_part *first = &r->parts[0];
    char day[11] = "";

    result->cleaned.lang = dmi_copy(&result->arena, lang);
    result->cleaned.supported = r->lang != NULL;
    result->cleaned.title = dmi_copy(&result->arena, r->lang != NULL ? first->page.title : first->document->title);
    if (r->base != 0)
        dmi_ymd_print(r->base, day);
    result->cleaned.date = dmi_copy(&result->arena, dmi_str(day));
    result->cleaned.text = r->lang != NULL ? body_text(r, &result->line, &result->arena) : dmi_copy(&result->arena, first->text);
    for (uint32_t i = 0; i < r->part_count; i++)
        result->cleaned.bad_bytes += r->parts[i].bad_bytes;
    result->document = (dm_document){ .id = dmi_copy(&result->arena, first->document->id), .source = dmi_copy(&result->arena, first->document->source),
                                      .url = dmi_copy(&result->arena, first->document->url) };
}

/* ---- the call */

static void read_parts(dmi_document_reader *r, const dm_document *parts, size_t count)
{
    r->parts = dmi_alloc(r->scratch, count * sizeof *r->parts);
    r->part_count = (uint32_t)count;
    for (size_t i = 0; i < count; i++) {
        r->parts[i].document = &parts[i];
        r->parts[i].text = dmi_repair(r->scratch, parts[i].text, &r->parts[i].bad_bytes);
    }
}

static dm_status code_parts(dm_coder *coder, const dm_document *parts, size_t count, const dm_code_opts *opts, dm_result *result, dm_error *err)
{
    dmi_document_reader r = { .engine = coder->engine, .scratch = &coder->scratch };
    char found[8] = "";
    dm_str lang;

    read_parts(&r, parts, count);
    lang = language_of(&r, found);
    r.lang = dmi_packs_lang(coder->engine->packs, lang);
    if (r.lang != NULL)
        lang = dmi_str(dmi_lang_code(r.lang));
    dmi_read_document(&r);
    set_cleaned(&r, lang, result);
    if (opts->clean_only)
        return DM_OK;
    if (r.lang == NULL)
        return dmi_fail(err, DM_ERR_USAGE, "no pack for the language '%.*s'", (int)lang.bytes, lang.p);
    r.discourse.explain = opts->explain;
    r.discourse.explanation = &coder->explanation;
    dmi_buf_begin(&coder->explanation);
    dmi_code_document(&r);
    dmi_gather_events(&r, result);
    result->explanation = dmi_buf_copy(&result->arena, &coder->explanation);
    return DM_OK;
}

dm_status dm_code(dm_coder *coder, const dm_document *parts, size_t part_count, const dm_code_opts *opts, dm_result **out, dm_error *err)
{
    static const dm_code_opts defaults = DM_CODE_OPTS_INIT;
    dm_result *volatile result = NULL;
    jmp_buf no_memory;
    dm_status status;

    *out = NULL;
    if (part_count == 0 || part_count > PARTS_MAX)
        return dmi_fail(err, part_count == 0 ? DM_ERR_USAGE : DM_ERR_LIMIT, "a document has 1 to %d parts, not %zu", PARTS_MAX, part_count);
    for (size_t i = 0; i < part_count; i++)
        if (parts[i].text.bytes > TEXT_BYTES_MAX)
            return dmi_fail(err, DM_ERR_LIMIT, "a text of %zu bytes: the limit is %d", parts[i].text.bytes, TEXT_BYTES_MAX);
    result = calloc(1, sizeof *result);
    if (result == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory for a result");
    dmi_arena_init(&result->arena, &no_memory);
    coder->scratch.escape = &no_memory;
    if (setjmp(no_memory) != 0)
        status = dmi_fail(err, DM_ERR_MEMORY, "no memory for this document");
    else
        status = code_parts(coder, parts, part_count, opts == NULL ? &defaults : opts, result, err);
    coder->scratch.escape = NULL;
    dmi_arena_reset(&coder->scratch);
    result->arena.escape = NULL;
    if (status != DM_OK) {
        dm_result_destroy(result);
        return status;
    }
    *out = result;
    return DM_OK;
}

/* ---- reading the result */

dm_cleaned dm_result_cleaned(const dm_result *result)
{
    return result->cleaned;
}

size_t dm_result_event_count(const dm_result *result)
{
    return result->events.count;
}

const dm_event *dm_result_event_at(const dm_result *result, size_t index)
{
    return &result->events.at[index];
}

dm_str dm_result_explain_text(const dm_result *result)
{
    return result->explanation;
}

static dm_str line_of(dm_result *result)
{
    return result->line.p == NULL || result->line.failed ? DMI_STR("") : (dm_str){ result->line.p, result->line.bytes };
}

dm_str dm_result_event_json(dm_result *result, size_t index)
{
    dmi_buf_begin(&result->line);
    dmi_event_json(&result->line, &result->events.at[index]);
    return line_of(result);
}

dm_str dm_result_event_csv(dm_result *result, size_t index)
{
    dmi_buf_begin(&result->line);
    dmi_event_csv(&result->line, &result->events.at[index]);
    return line_of(result);
}

dm_str dm_result_document_json(dm_result *result)
{
    dmi_buf_begin(&result->line);
    dmi_document_json(&result->line, &result->document, &result->cleaned);
    return line_of(result);
}
