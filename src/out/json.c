#include "out/out.h"

/* ---- values */

/* A run of bytes that JSON takes as they are ends at a quote, a backslash, a control character or a byte beyond ASCII. */
static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
}

/* Line ends beyond ASCII: a reader that cuts a file at them would cut a record in two. */
static bool ends_line(uint32_t c)
{
    return c == 0x85 || c == 0x2028 || c == 0x2029;
}

static void add_escape(dmi_buf *out, uint32_t c)
{
    static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt"; /* pairs: the character, its letter behind the backslash */

    for (const char *pair = letters; *pair != '\0'; pair += 2)
        if ((uint32_t)pair[0] == c) {
            dmi_buf_addf(out, "\\%c", pair[1]);
            return;
        }
    dmi_buf_addf(out, "\\u%04x", (unsigned)c);
}

static void add_string(dmi_buf *out, dm_str s)
{
    size_t byte = 0;

    dmi_buf_add_text(out, "\"");
    while (byte < s.bytes) {
        size_t start = byte;
        while (byte < s.bytes && is_plain((unsigned char)s.p[byte]))
            byte++;
        dmi_buf_add(out, s.p + start, byte - start);
        if (byte == s.bytes)
            break;
        uint32_t c = dmi_utf8_next(s, &byte);
        if (c < 0x80 || ends_line(c)) {
            add_escape(out, c);
        } else {
            char utf8[4];
            dmi_buf_add(out, utf8, dmi_utf8_put(c, utf8));
        }
    }
    dmi_buf_add_text(out, "\"");
}

static void add_string_or_null(dmi_buf *out, dm_str s)
{
    if (s.bytes == 0)
        dmi_buf_add_text(out, "null");
    else
        add_string(out, s);
}

/* ---- keys: `before` is the whole of what stands before the value, as ",\"type\":" */

static void string_at(dmi_buf *out, const char *before, dm_str value)
{
    dmi_buf_add_text(out, before);
    add_string(out, value);
}

static void optional_at(dmi_buf *out, const char *before, dm_str value)
{
    dmi_buf_add_text(out, before);
    add_string_or_null(out, value);
}

static void decimal_at(dmi_buf *out, const char *before, double value, unsigned decimals)
{
    dmi_buf_add_text(out, before);
    dmi_add_decimal(out, value, decimals);
}

static void count_at(dmi_buf *out, const char *before, uint32_t value)
{
    dmi_buf_addf(out, "%s%u", before, (unsigned)value);
}

/* ---- parts of an event */

static void add_actors(dmi_buf *out, const char *before, const dm_actor *actors, size_t count)
{
    dmi_buf_add_text(out, before);
    dmi_buf_add_text(out, "[");
    for (size_t i = 0; i < count; i++) {
        const dm_actor *actor = &actors[i];
        string_at(out, i == 0 ? "{\"code\":" : ",{\"code\":", actor->code);
        optional_at(out, ",\"country\":", actor->country);
        optional_at(out, ",\"sector\":", actor->sector);
        optional_at(out, ",\"name\":", actor->name);
        optional_at(out, ",\"text\":", actor->text);
        count_at(out, ",\"start\":", actor->span.start_cp);
        count_at(out, ",\"end\":", actor->span.end_cp);
        dmi_buf_add_text(out, "}");
    }
    dmi_buf_add_text(out, "]");
}

static void add_place(dmi_buf *out, const dm_place *place)
{
    if (!place->known) {
        dmi_buf_add_text(out, ",\"place\":null");
        return;
    }
    optional_at(out, ",\"place\":{\"name\":", place->name);
    optional_at(out, ",\"country\":", place->country);
    if (place->located) {
        decimal_at(out, ",\"lat\":", place->lat, 5);
        decimal_at(out, ",\"lon\":", place->lon, 5);
    } else {
        dmi_buf_add_text(out, ",\"lat\":null,\"lon\":null");
    }
    dmi_buf_add_text(out, "}");
}

static void add_contexts(dmi_buf *out, const dm_event *event)
{
    dmi_buf_add_text(out, ",\"contexts\":[");
    for (size_t i = 0; i < event->context_count; i++)
        string_at(out, i == 0 ? "" : ",", event->contexts[i]);
    dmi_buf_add_text(out, "]");
}

/* ---- records */

void dmi_event_json(dmi_buf *out, const dm_event *event)
{
    string_at(out, "{\"event_id\":", event->event_id);
    string_at(out, ",\"doc_id\":", event->doc_id);
    dmi_buf_add_text(out, ",\"story_id\":null"); /* documents are not yet compared with one another */
    optional_at(out, ",\"date\":", event->date);
    optional_at(out, ",\"date_precision\":", event->date_precision);
    optional_at(out, ",\"date_text\":", event->date_text);
    string_at(out, ",\"type\":", event->type);
    optional_at(out, ",\"mode\":", event->mode);
    add_contexts(out, event);
    optional_at(out, ",\"cameo\":", event->cameo);
    decimal_at(out, ",\"goldstein\":", event->goldstein, 1);
    count_at(out, ",\"quad\":", (uint32_t)event->quad);
    decimal_at(out, ",\"intensity\":", event->intensity, 1);
    string_at(out, ",\"status\":", event->status);
    decimal_at(out, ",\"confidence\":", event->confidence, 2);
    add_actors(out, ",\"source\":", event->source, event->source_count);
    add_actors(out, ",\"target\":", event->target, event->target_count);
    add_place(out, &event->place);
    string_at(out, ",\"lang\":", event->lang);
    string_at(out, ",\"sentence\":", event->sentence);
    count_at(out, ",\"start\":", event->span.start_cp);
    count_at(out, ",\"end\":", event->span.end_cp);
    string_at(out, ",\"text\":", event->text);
    string_at(out, ",\"rule\":", event->rule);
    count_at(out, ",\"reports\":", event->reports);
    dmi_buf_add_text(out, "}\n");
}

void dmi_document_json(dmi_buf *out, const dm_document *document, const dm_cleaned *cleaned)
{
    string_at(out, "{\"id\":", document->id);
    string_at(out, ",\"lang\":", cleaned->lang);
    optional_at(out, ",\"title\":", cleaned->title);
    optional_at(out, ",\"date\":", cleaned->date);
    string_at(out, ",\"text\":", cleaned->text);
    optional_at(out, ",\"source\":", document->source);
    optional_at(out, ",\"url\":", document->url);
    if (!cleaned->supported)
        dmi_buf_add_text(out, ",\"unsupported\":true");
    if (cleaned->bad_bytes > 0)
        count_at(out, ",\"bad_bytes\":", cleaned->bad_bytes);
    dmi_buf_add_text(out, "}\n");
}
