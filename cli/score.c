#include "cli.h"

#include <json-c/json.h>
#include <stdlib.h>

/* ---- sides */

static void side_add(cli_side *side, dm_str code)
{
    char short_code[4] = "";

    if (code.bytes == 0 || side->count == CLI_SIDE_MAX)
        return;
    memcpy(short_code, code.p, code.bytes < 3 ? code.bytes : 3);
    for (size_t i = 0; i < side->count; i++)
        if (strcmp(side->codes[i], short_code) == 0)
            return;
    memcpy(side->codes[side->count++], short_code, sizeof short_code);
}

static size_t side_common(const cli_side *a, const cli_side *b)
{
    size_t common = 0;

    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            common += strcmp(a->codes[i], b->codes[j]) == 0;
    return common;
}

bool cli_side_same(const cli_side *a, const cli_side *b)
{
    return a->count == b->count && side_common(a, b) == a->count;
}

cli_side cli_side_union(const cli_side *a, const cli_side *b)
{
    cli_side both = *a;

    for (size_t i = 0; i < b->count; i++)
        side_add(&both, (dm_str){ b->codes[i], strlen(b->codes[i]) });
    return both;
}

bool cli_side_agree(const cli_side *a, const cli_side *b)
{
    size_t common = side_common(a, b), all = a->count + b->count - common;

    return 2 * common >= all; /* of two empty sides too */
}

void cli_side_print(const cli_side *side, FILE *out)
{
    if (side->count == 0)
        fputc('-', out);
    for (size_t i = 0; i < side->count; i++)
        fprintf(out, "%s%s", i == 0 ? "" : " ", side->codes[i]);
}

/* ---- events */

void cli_events_free(cli_events *events)
{
    free(events->at);
    *events = (cli_events){ 0 };
}

bool cli_is_live(const cli_event *event)
{
    return event->status.bytes == 0 || cli_is(event->status, "actual") || cli_is(event->status, "planned");
}

bool cli_is_symmetric(const cli_event *event)
{
    return cli_is(event->type, "CONSULT") || cli_is(event->type, "AGREE") || cli_is(event->type, "COOPERATE") ||
           cli_is(event->type, "SUPPORT");
}

static dm_str string_field(json_object *object, const char *name)
{
    json_object *value = NULL;

    if (!json_object_is_type(object, json_type_object) || !json_object_object_get_ex(object, name, &value) ||
        !json_object_is_type(value, json_type_string))
        return (dm_str){ "", 0 };
    return (dm_str){ json_object_get_string(value), (size_t)json_object_get_string_len(value) };
}

/* An actor is a code, or an object with a country or else a code, as `dragoman code` writes them. */
static bool gold_side(json_object *event, const char *name, cli_side *side)
{
    json_object *actors = NULL;

    if (!json_object_object_get_ex(event, name, &actors) || actors == NULL)
        return true;
    if (!json_object_is_type(actors, json_type_array))
        return false;
    for (size_t i = 0; i < json_object_array_length(actors); i++) {
        json_object *actor = json_object_array_get_idx(actors, i);
        dm_str code = string_field(actor, "country");
        if (json_object_is_type(actor, json_type_string))
            code = (dm_str){ json_object_get_string(actor), (size_t)json_object_get_string_len(actor) };
        side_add(side, code.bytes > 0 ? code : string_field(actor, "code"));
    }
    return true;
}

static bool gold_event(json_object *object, cli_event *event, const char **fault)
{
    *fault = "an event that is no object";
    if (!json_object_is_type(object, json_type_object))
        return false;
    *event = (cli_event){ .type = string_field(object, "type"),
                          .mode = string_field(object, "mode"),
                          .status = string_field(object, "status"),
                          .cameo = string_field(object, "cameo"),
                          .date = string_field(object, "date"),
                          .words = string_field(object, "trigger") };
    *fault = "an event without a `type`";
    if (event->type.bytes == 0)
        return false;
    *fault = "the `source` or `target` of an event is no list";
    return gold_side(object, "source", &event->source) && gold_side(object, "target", &event->target);
}

bool cli_gold_events(json_object *record, cli_events *events, const char **fault)
{
    json_object *list = NULL;

    *events = (cli_events){ 0 };
    *fault = "no list `events` in this record";
    if (!json_object_object_get_ex(record, "events", &list) || !json_object_is_type(list, json_type_array))
        return false;
    events->at = cli_alloc(json_object_array_length(list) * sizeof *events->at);
    for (size_t i = 0; i < json_object_array_length(list); i++)
        if (!gold_event(json_object_array_get_idx(list, i), &events->at[events->count++], fault)) {
            cli_events_free(events);
            return false;
        }
    return true;
}

static cli_side coded_side(const dm_actor *actors, size_t count)
{
    cli_side side = { .count = 0 };

    for (size_t i = 0; i < count; i++)
        side_add(&side, actors[i].country.bytes > 0 ? actors[i].country : actors[i].code);
    return side;
}

cli_events cli_coded_events(const cli_job *job, dm_str doc_id)
{
    size_t count = job->result == NULL ? 0 : dm_result_event_count(job->result);
    cli_events events = { .at = cli_alloc(count * sizeof *events.at) };

    for (size_t i = 0; i < count; i++) {
        const dm_event *event = dm_result_event_at(job->result, i);
        if (!cli_same(event->doc_id, doc_id))
            continue;
        events.at[events.count++] = (cli_event){ event->type,
                                                 event->mode,
                                                 event->status,
                                                 event->cameo,
                                                 event->date,
                                                 event->text,
                                                 event->rule,
                                                 coded_side(event->source, event->source_count),
                                                 coded_side(event->target, event->target_count) };
    }
    return events;
}

/* ---- matching: augmenting paths (Kuhn); a text holds few events, so nothing cleverer is called for */

typedef struct matching {
    const cli_events *gold, *coded;
    bool (*fits)(const cli_event *gold, const cli_event *coded);
    size_t *owner_of;
    bool *seen;
} matching;

static bool find_partner(matching *m, size_t i)
{
    for (size_t j = 0; j < m->coded->count; j++) {
        if (m->seen[j] || !m->fits(&m->gold->at[i], &m->coded->at[j]))
            continue;
        m->seen[j] = true;
        if (m->owner_of[j] == SIZE_MAX || find_partner(m, m->owner_of[j])) {
            m->owner_of[j] = i;
            return true;
        }
    }
    return false;
}

size_t cli_match(const cli_events *gold, const cli_events *coded, bool (*fits)(const cli_event *, const cli_event *),
                 size_t *owner_of, bool *found)
{
    matching m = { gold, coded, fits, owner_of, cli_alloc(coded->count * sizeof *m.seen) };
    size_t pairs = 0;

    for (size_t j = 0; j < coded->count; j++)
        owner_of[j] = SIZE_MAX;
    for (size_t i = 0; i < gold->count; i++) {
        memset(m.seen, 0, coded->count * sizeof *m.seen);
        found[i] = find_partner(&m, i); /* a path that goes through it later finds it another partner, never none */
        pairs += found[i];
    }
    free(m.seen);
    return pairs;
}
