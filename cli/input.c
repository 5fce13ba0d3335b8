#include "cli.h"

#include <errno.h>
#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>

/* A page or record beyond this is no news report; the limit keeps one odd file from taking all memory. */
enum { LIMIT_MB = 16, LIMIT_BYTES = LIMIT_MB * 1024 * 1024 };
enum { CHUNK_BYTES = 64 * 1024, PARTS_MAX = 2000, JSON_DEPTH_MAX = 32 };

struct cli_input {
    const cli_files *files; /* borrowed */
    const char *lang;
    bool whole;
    size_t next_file, failed;
    /* the file that is open, read as JSON Lines; a page of plain text is read and closed at once */
    const char *path; /* NULL: none is */
    FILE *file;
    char *buffer; /* [start, end) is read and not yet used */
    size_t start, end, room;
    bool at_end, json_lines;
    uint64_t line;
    size_t records;       /* found in this file */
    cli_document pending; /* read ahead: not a part of the document before; count 0: none */
};

cli_input *cli_input_open(const cli_files *files, const char *lang, bool whole)
{
    cli_input *input = cli_alloc(sizeof *input);

    input->files = files;
    input->lang = lang;
    input->whole = whole;
    return input;
}

size_t cli_input_failed(const cli_input *input)
{
    return input->failed;
}

/* ---- documents */

void cli_document_free(cli_document *document)
{
    for (size_t i = 0; i < document->count; i++) {
        json_object_put(document->records[i]);
        free(document->made_ids[i]);
    }
    free(document->parts);
    free(document->records);
    free(document->made_ids);
    free(document->lines);
    free(document->page);
    *document = (cli_document){ 0 };
}

static void add_part(cli_document *document, dm_document part, json_object *record, char *made_id, uint64_t line)
{
    size_t count = document->count;

    if ((count & (count - 1)) == 0) { /* full at every power of two */
        size_t room = count == 0 ? 1 : count * 2;
        document->parts = cli_grow(document->parts, room * sizeof *document->parts);
        document->records = cli_grow(document->records, room * sizeof *document->records);
        document->made_ids = cli_grow(document->made_ids, room * sizeof *document->made_ids);
        document->lines = cli_grow(document->lines, room * sizeof *document->lines);
    }
    document->parts[count] = part;
    document->records[count] = record;
    document->made_ids[count] = made_id;
    document->lines[count] = line;
    document->count++;
}

/* `single` is one record; taken. */
static void move_part(cli_document *document, cli_document *single)
{
    add_part(document, single->parts[0], single->records[0], single->made_ids[0], single->lines[0]);
    single->records[0] = NULL;
    single->made_ids[0] = NULL;
    cli_document_free(single);
}

static dm_str id_stem(dm_str id)
{
    for (size_t i = id.bytes; i > 0; i--)
        if (id.p[i - 1] == '#')
            return (dm_str){ id.p, i };
    return (dm_str){ NULL, 0 };
}

/* "x#1" and "x#2", one behind the other in one file: sentences of one text that came as records of their own. */
static bool is_next_part(const cli_document *document, const cli_document *single)
{
    const dm_document *last = &document->parts[document->count - 1], *next = &single->parts[0];
    dm_str stem = id_stem(last->id);

    return document->path == single->path && stem.bytes > 0 && cli_same(stem, id_stem(next->id)) &&
           !cli_same(last->id, next->id) && cli_same(last->lang, next->lang) && document->count < PARTS_MAX;
}

/* ---- bytes of the file that is open */

static void close_file(cli_input *input)
{
    if (input->file != NULL && input->file != stdin)
        fclose(input->file);
    input->file = NULL;
    input->path = NULL;
}

static void fail_file(cli_input *input, const char *what)
{
    cli_message("%s: %s", input->path, what);
    input->failed++;
    close_file(input);
}

/* More bytes behind those there are; false at the end of the file. */
static bool read_more(cli_input *input)
{
    size_t bytes;

    if (input->at_end)
        return false;
    if (input->start > 0) {
        memmove(input->buffer, input->buffer + input->start, input->end - input->start);
        input->end -= input->start;
        input->start = 0;
    }
    if (input->room - input->end < CHUNK_BYTES) {
        input->room = input->room * 2 + CHUNK_BYTES;
        input->buffer = cli_grow(input->buffer, input->room);
    }
    bytes = fread(input->buffer + input->end, 1, CHUNK_BYTES, input->file);
    input->end += bytes;
    input->at_end = bytes < CHUNK_BYTES;
    return bytes > 0;
}

/* A line too long is passed over without being kept. */
static void skip_line(cli_input *input)
{
    for (;;) {
        char *newline = memchr(input->buffer + input->start, '\n', input->end - input->start);
        input->start = newline == NULL ? input->end : (size_t)(newline + 1 - input->buffer);
        if (newline != NULL || !read_more(input))
            return;
    }
}

/* The next line, without its newline; borrowed until the next call. False at the end of the file. */
static bool read_line(cli_input *input, dm_str *line)
{
    size_t searched = 0;

    for (;;) {
        size_t bytes = input->end - input->start;
        char *from = input->buffer + input->start, *newline = memchr(from + searched, '\n', bytes - searched);
        if (newline != NULL || (bytes > 0 && input->at_end)) {
            *line = (dm_str){ from, newline != NULL ? (size_t)(newline - from) : bytes };
            input->start += line->bytes + (newline != NULL);
            input->line++;
            return true;
        }
        searched = bytes;
        if (bytes > LIMIT_BYTES) {
            cli_message("%s:%" PRIu64 ": the line is longer than %d MB; left out", input->path, ++input->line, LIMIT_MB);
            input->failed++;
            skip_line(input);
            searched = 0;
        }
        if (!read_more(input) && input->end == input->start)
            return false;
    }
}

/* ---- JSON Lines */

static bool is_blank(dm_str s)
{
    for (size_t i = 0; i < s.bytes; i++)
        if (s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\r' && s.p[i] != '\n' && s.p[i] != '\f')
            return false;
    return true;
}

static void fail_record(cli_input *input, const char *what, const char *more)
{
    cli_message("%s:%" PRIu64 ": %s%s", input->path, input->line, what, more);
    input->failed++;
}

/* A string field; absent, null: empty. Numbers pass for the sake of ids. False after a message. */
static bool read_field(cli_input *input, json_object *record, const char *name, dm_str *out)
{
    json_object *value = NULL;

    *out = (dm_str){ "", 0 };
    if (!json_object_object_get_ex(record, name, &value) || value == NULL)
        return true;
    if (json_object_is_type(value, json_type_string)) {
        *out = (dm_str){ json_object_get_string(value), (size_t)json_object_get_string_len(value) };
        return true;
    }
    if (strcmp(name, "id") == 0 && json_object_is_type(value, json_type_int)) {
        const char *digits = json_object_get_string(value);
        *out = (dm_str){ digits, strlen(digits) };
        return true;
    }
    fail_record(input, name, ": a string is wanted here; left out");
    return false;
}

static json_object *parse_line(cli_input *input, dm_str line)
{
    json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH_MAX);
    json_object *record;
    enum json_tokener_error fault;

    if (tokener == NULL) {
        fail_record(input, "no memory to read it; left out", "");
        return NULL;
    }
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT);
    record = json_tokener_parse_ex(tokener, line.p, (int)line.bytes);
    fault = json_tokener_get_error(tokener);
    if (record == NULL && fault == json_tokener_success)
        fail_record(input, "no JSON object; left out", "");
    else if (fault == json_tokener_continue)
        fail_record(input, "the JSON breaks off; left out", "");
    else if (fault != json_tokener_success)
        fail_record(input, "left out, no JSON: ", json_tokener_error_desc(fault));
    json_tokener_free(tokener);
    if (record != NULL && (fault != json_tokener_success || !json_object_is_type(record, json_type_object))) {
        if (fault == json_tokener_success)
            fail_record(input, "a JSON object is wanted here; left out", "");
        json_object_put(record);
        return NULL;
    }
    return record;
}

/* "2024-05-02", or with a time behind it. */
static bool begins_with_day(dm_str s)
{
    static const char shape[] = "0000-00-00";

    if (s.bytes < sizeof shape - 1)
        return false;
    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (shape[i] == '0' ? s.p[i] < '0' || s.p[i] > '9' : s.p[i] != shape[i])
            return false;
    return true;
}

/* A line to a document of one part. False after a message. */
static bool read_record(cli_input *input, dm_str line, cli_document *single)
{
    json_object *record = parse_line(input, line);
    dm_document part = { 0 };
    char *made_id = NULL;

    if (record == NULL)
        return false;
    if (!read_field(input, record, "id", &part.id) || !read_field(input, record, "text", &part.text) ||
        !read_field(input, record, "title", &part.title) || !read_field(input, record, "date", &part.date) ||
        !read_field(input, record, "lang", &part.lang) || !read_field(input, record, "source", &part.source) ||
        !read_field(input, record, "url", &part.url)) {
        json_object_put(record);
        return false;
    }
    if (is_blank(part.text)) {
        fail_record(input, "the record has no `text`; left out", "");
        json_object_put(record);
        return false;
    }
    if (part.id.bytes == 0) {
        char number[24];
        snprintf(number, sizeof number, "%" PRIu64, input->line);
        made_id = cli_join(input->path, ":", number);
        part.id = (dm_str){ made_id, strlen(made_id) };
    }
    if (part.lang.bytes == 0 && input->lang != NULL)
        part.lang = (dm_str){ input->lang, strlen(input->lang) };
    if (part.date.bytes > 0 && !begins_with_day(part.date)) {
        fail_record(input, "`date` is no day like 2024-05-02; read without it", "");
        part.date = (dm_str){ "", 0 };
    }
    *single = (cli_document){ .path = input->path };
    add_part(single, part, record, made_id, input->line);
    return true;
}

static bool next_record(cli_input *input, cli_document *single)
{
    dm_str line;

    while (read_line(input, &line)) {
        if (is_blank(line))
            continue;
        input->records++;
        if (read_record(input, line, single))
            return true;
    }
    if (ferror(input->file))
        fail_file(input, "cannot read on");
    else if (input->records == 0)
        fail_file(input, "no document in it");
    close_file(input);
    return false;
}

/* ---- pages of plain text */

/* The page that is in the buffer, whole. False after a message. */
static bool take_page(cli_input *input, cli_document *single)
{
    dm_str text = { input->buffer + input->start, input->end - input->start };
    cli_text_check check = cli_check_text(text.p, text.bytes);
    dm_document part = { .id = { input->path, strlen(input->path) } };

    if (is_blank(text)) {
        fail_file(input, "empty: no text in it");
        return false;
    }
    /* A third is more than any damaged page has, and less than text in another encoding than UTF-8. */
    if (check.has_nul || check.bad_bytes + check.control_bytes > text.bytes / 3) {
        fail_file(input, "binary, or text in another encoding than UTF-8; not read");
        return false;
    }
    if (input->lang != NULL)
        part.lang = (dm_str){ input->lang, strlen(input->lang) };
    *single = (cli_document){ .path = input->path, .page = cli_grow(NULL, text.bytes) };
    memcpy(single->page, text.p, text.bytes);
    part.text = (dm_str){ single->page, text.bytes };
    add_part(single, part, NULL, NULL, 0);
    close_file(input);
    return true;
}

static bool read_page(cli_input *input, cli_document *single)
{
    while (input->end - input->start <= LIMIT_BYTES && read_more(input))
        ;
    if (ferror(input->file)) {
        fail_file(input, strerror(errno));
        return false;
    }
    if (input->end - input->start > LIMIT_BYTES) {
        char what[96];
        snprintf(what, sizeof what, "more than %d MB, too large for one page; not read (many documents: JSON Lines)", LIMIT_MB);
        fail_file(input, what);
        return false;
    }
    return take_page(input, single);
}

/* ---- files */

static bool ends_with(const char *path, const char *ending)
{
    size_t bytes = strlen(path), ending_bytes = strlen(ending);

    return bytes > ending_bytes && strcmp(path + bytes - ending_bytes, ending) == 0;
}

/* By its name, or because it begins as a JSON object does; a page that begins with {" would be an odd one. */
static bool is_json_lines(const cli_input *input)
{
    const char *p = input->buffer + input->start, *end = input->buffer + input->end;

    if (ends_with(input->path, ".jsonl") || ends_with(input->path, ".ndjson") || ends_with(input->path, ".json"))
        return true;
    while (p < end && is_blank((dm_str){ p, 1 }))
        p++;
    if (p == end || *p++ != '{')
        return false;
    while (p < end && is_blank((dm_str){ p, 1 }))
        p++;
    return p < end && (*p == '"' || *p == '}');
}

static bool open_next_file(cli_input *input)
{
    input->path = input->files->at[input->next_file++];
    input->file = strcmp(input->path, "-") == 0 ? stdin : fopen(input->path, "rb");
    input->start = input->end = 0;
    input->at_end = false;
    input->line = 0;
    input->records = 0;
    if (input->file == NULL) {
        char what[128];
        snprintf(what, sizeof what, "cannot open: %s", strerror(errno));
        fail_file(input, what);
        return false;
    }
    read_more(input);
    if (input->end >= 3 && memcmp(input->buffer, "\xEF\xBB\xBF", 3) == 0)
        input->start = 3; /* a byte order mark is no part of a JSON text; of a page it stays, for the sake of its offsets */
    input->json_lines = is_json_lines(input);
    if (!input->json_lines)
        input->start = 0;
    return true;
}

/* The next record or page, from whatever file holds it. */
static bool next_single(cli_input *input, cli_document *single)
{
    for (;;) {
        if (input->path != NULL && next_record(input, single))
            return true;
        if (input->next_file == input->files->count)
            return false;
        if (open_next_file(input) && !input->json_lines && read_page(input, single))
            return true;
    }
}

bool cli_input_next(cli_input *input, cli_document *document)
{
    *document = input->pending;
    input->pending = (cli_document){ 0 };
    if (document->count == 0 && !next_single(input, document))
        return false;
    while (input->whole && document->page == NULL && id_stem(document->parts[0].id).bytes > 0) {
        if (!next_single(input, &input->pending))
            return true;
        if (!is_next_part(document, &input->pending))
            return true;
        move_part(document, &input->pending);
    }
    return true;
}

void cli_input_close(cli_input *input)
{
    close_file(input);
    cli_document_free(&input->pending);
    free(input->buffer);
    free(input);
}
