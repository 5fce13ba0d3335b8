#include "out/out.h"

#define COLUMNS                                                                                                                  \
    "event_id,doc_id,story_id,date,date_precision,date_text,type,mode,contexts,cameo,goldstein,quad,intensity,"                  \
    "status,confidence,source_codes,source_countries,source_names,target_codes,target_countries,target_names,"                   \
    "place_name,place_country,lat,lon,lang,start,end,text,sentence,rule,reports\n"

dm_str dm_event_csv_header(void)
{
    return DMI_STR(COLUMNS);
}

/* ---- fields */

static bool needs_quotes(dm_str s)
{
    for (size_t i = 0; i < s.bytes; i++)
        if (s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r')
            return true;
    return false;
}

/* Inside quotes a quote is written twice; nothing else is special. */
static void add_quoted(dmi_buf *out, dm_str s)
{
    size_t start = 0;

    dmi_buf_add_text(out, "\"");
    for (size_t i = 0; i < s.bytes; i++)
        if (s.p[i] == '"') {
            dmi_buf_add(out, s.p + start, i + 1 - start);
            start = i;
        }
    dmi_buf_add(out, s.p + start, s.bytes - start);
    dmi_buf_add_text(out, "\"");
}

static void add_field(dmi_buf *out, dm_str s)
{
    if (needs_quotes(s))
        add_quoted(out, s);
    else
        dmi_buf_add_str(out, s);
    dmi_buf_add_text(out, ",");
}

static void add_number(dmi_buf *out, uint32_t value)
{
    dmi_buf_addf(out, "%u,", (unsigned)value);
}

static void add_decimal(dmi_buf *out, double value, unsigned decimals)
{
    dmi_add_decimal(out, value, decimals);
    dmi_buf_add_text(out, ",");
}

/* ---- lists: joined by bars; an unknown item stays as an empty one, so that the n-th code and the n-th name are the same actor's */

static void join(dmi_buf *list, size_t index, dm_str item)
{
    if (index > 0)
        dmi_buf_add_text(list, "|");
    for (size_t i = 0; i < item.bytes; i++)
        dmi_buf_add(list, item.p[i] == '|' ? "/" : item.p + i, 1); /* a bar inside a name would shift all behind it */
}

static void add_list(dmi_buf *out, dmi_buf *list)
{
    add_field(out, (dm_str){ list->p, list->bytes });
    out->failed |= list->failed;
    dmi_buf_free(list);
}

static void add_contexts(dmi_buf *out, const dm_event *event)
{
    dmi_buf list = { 0 };

    for (size_t i = 0; i < event->context_count; i++)
        join(&list, i, event->contexts[i]);
    add_list(out, &list);
}

static void add_actors(dmi_buf *out, const dm_actor *actors, size_t count)
{
    dmi_buf codes = { 0 }, countries = { 0 }, names = { 0 };

    for (size_t i = 0; i < count; i++) {
        join(&codes, i, actors[i].code);
        join(&countries, i, actors[i].country);
        join(&names, i, actors[i].name);
    }
    add_list(out, &codes);
    add_list(out, &countries);
    add_list(out, &names);
}

static void add_place(dmi_buf *out, const dm_place *place)
{
    if (!place->known) {
        dmi_buf_add_text(out, ",,,,");
        return;
    }
    add_field(out, place->name);
    add_field(out, place->country);
    if (place->located) {
        add_decimal(out, place->lat, 5);
        add_decimal(out, place->lon, 5);
    } else {
        dmi_buf_add_text(out, ",,");
    }
}

/* ---- record */

void dmi_event_csv(dmi_buf *out, const dm_event *event)
{
    add_field(out, event->event_id);
    add_field(out, event->doc_id);
    dmi_buf_add_text(out, ","); /* story_id: as in json.c */
    add_field(out, event->date);
    add_field(out, event->date_precision);
    add_field(out, event->date_text);
    add_field(out, event->type);
    add_field(out, event->mode);
    add_contexts(out, event);
    add_field(out, event->cameo);
    add_decimal(out, event->goldstein, 1);
    add_number(out, (uint32_t)event->quad);
    add_decimal(out, event->intensity, 1);
    add_field(out, event->status);
    add_decimal(out, event->confidence, 2);
    add_actors(out, event->source, event->source_count);
    add_actors(out, event->target, event->target_count);
    add_place(out, &event->place);
    add_field(out, event->lang);
    add_number(out, event->span.start_cp);
    add_number(out, event->span.end_cp);
    add_field(out, event->text);
    add_field(out, event->sentence);
    add_field(out, event->rule);
    dmi_buf_addf(out, "%u\n", (unsigned)event->reports);
}
