#include "pack/compile.h"

/* One file of packs/world being read. */
typedef struct world_file {
    dmi_compiler *compiler;
    dm_str name;
    dmi_reader reader;
    int pass;
    uint32_t entity; /* of the block; DMI_NONE: its lines are passed over (a state, a faulty head, a block of another pass) */
    bool in_block;
} world_file;

#define FAULT(w, ...) dmi_fault(&(w)->compiler->faults, &(w)->reader, __VA_ARGS__)

static dm_str keep(world_file *w, dm_str s)
{
    return dmi_copy(&w->compiler->arena, s);
}

/* ---- states */

static bool is_country_code(dm_str code)
{
    if (code.bytes != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (code.p[i] < 'A' || code.p[i] > 'Z')
            return false;
    return true;
}

static void read_state(world_file *w, dm_str rest)
{
    dm_str code, sector, digits = { "", 0 };
    uint32_t number;
    dmi_state *state;

    if (!dmi_next_word(&rest, &code) || !is_country_code(code) || !dmi_next_word(&rest, &sector) || !dmi_next_word(&rest, &digits) ||
        !dmi_parse_number(digits, &number) || number > 999 || rest.bytes > 0) {
        FAULT(w, "expected 'state ISO3 SECTOR NUMBER'");
        return;
    }
    if (dmi_dict_find(&w->compiler->state_ids, code) != NULL) {
        FAULT(w, "state %.*s stands twice", DMI_ARG(code));
        return;
    }
    *dmi_dict_add(&w->compiler->arena, &w->compiler->state_ids, code) = w->compiler->states.count;
    state = dmi_push(&w->compiler->arena, &w->compiler->states);
    memcpy(state->code, code.p, 3);
    state->number = (uint16_t)number;
}

static bool find_state(world_file *w, dm_str code, uint16_t *state)
{
    const uint32_t *id = dmi_dict_find(&w->compiler->state_ids, code);

    *state = id == NULL ? DMI_NONE : (uint16_t)*id;
    if (id == NULL)
        dmi_fault_unknown(&w->compiler->faults, &w->reader, "country code", code, &w->compiler->state_ids);
    return id != NULL;
}

/* ---- entities */

static void begin_entity(world_file *w, dmi_entity entity)
{
    uint32_t *id;

    if (dmi_dict_find(&w->compiler->entity_ids, entity.key) != NULL) {
        FAULT(w, "key %.*s stands twice", DMI_ARG(entity.key));
        return;
    }
    if (w->compiler->entities.count >= DMI_NONE) {
        FAULT(w, "more than %d entities", DMI_NONE - 1);
        return;
    }
    id = dmi_dict_add(&w->compiler->arena, &w->compiler->entity_ids, entity.key);
    *id = w->entity = w->compiler->entities.count;
    entity.office_start = w->compiler->offices.count;
    *dmi_push(&w->compiler->arena, &w->compiler->entities) = entity;
}

static void read_org(world_file *w, dm_str rest)
{
    dm_str key, kind, code;

    if (!dmi_next_word(&rest, &key) || !dmi_next_word(&rest, &kind) || !dmi_next_word(&rest, &code) || rest.bytes > 0) {
        FAULT(w, "expected 'org KEY IGO|NGO|MNC CODE'");
        return;
    }
    if (!dmi_is(kind, "IGO") && !dmi_is(kind, "NGO") && !dmi_is(kind, "MNC"))
        FAULT(w, "an org is IGO, NGO or MNC, not '%.*s'", DMI_ARG(kind));
    begin_entity(w, (dmi_entity){ .key = keep(w, key), .kind = DMI_ENTITY_ORG, .state = DMI_NONE, .code = keep(w, code),
                                  .org_kind = keep(w, kind), .name = DMI_STR("") });
}

/* A group of no one country has - or INT for it. */
static void read_group(world_file *w, dm_str rest)
{
    dm_str key, country, sector;
    uint16_t state = DMI_NONE;

    if (!dmi_next_word(&rest, &key) || !dmi_next_word(&rest, &country) || !dmi_next_word(&rest, &sector) || rest.bytes > 0) {
        FAULT(w, "expected 'group KEY ISO3 SECTOR'");
        return;
    }
    if (!dmi_is(country, "-") && !dmi_is(country, "INT") && !find_state(w, country, &state))
        return;
    begin_entity(w, (dmi_entity){ .key = keep(w, key), .kind = DMI_ENTITY_GROUP, .state = state, .code = keep(w, sector),
                                  .org_kind = DMI_STR(""), .name = DMI_STR("") });
}

static void read_person(world_file *w, dm_str rest)
{
    dm_str key, sex = { "", 0 };

    if (!dmi_next_word(&rest, &key)) {
        FAULT(w, "expected 'person KEY m|f'");
        return;
    }
    dmi_next_word(&rest, &sex);
    if ((sex.bytes > 0 && !dmi_is(sex, "m") && !dmi_is(sex, "f")) || rest.bytes > 0)
        FAULT(w, "expected 'person KEY m|f'");
    begin_entity(w, (dmi_entity){ .key = keep(w, key), .kind = DMI_ENTITY_PERSON, .state = DMI_NONE, .code = DMI_STR(""),
                                  .org_kind = DMI_STR(""), .name = DMI_STR("") });
}

/* ---- offices */

enum { FOR_EVER = 99991231 };

/* 2000-05-07, 2000-05, 2000 or - ; what is missing is the first of it. */
static bool parse_day(dm_str text, uint32_t *ymd)
{
    uint32_t parts[3] = { 0, 1, 1 }, count = 0;
    dm_str piece;

    *ymd = 0;
    if (dmi_is(text, "-") || dmi_is(text, "?"))
        return true;
    while (dmi_split(&text, '-', &piece))
        if (count == 3 || !dmi_parse_number(piece, &parts[count++]))
            return false;
    *ymd = parts[0] * 10000 + parts[1] * 100 + parts[2];
    return parts[0] >= 1800 && parts[0] <= 9999 && parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31;
}

static bool parse_term(world_file *w, dm_str rest, dmi_office *office)
{
    dm_str from = DMI_STR("-"), to = { "", 0 };

    dmi_next_word(&rest, &from);
    dmi_next_word(&rest, &to);
    office->to = FOR_EVER;
    if (!parse_day(from, &office->from) || (to.bytes > 0 && !parse_day(to, &office->to)) || rest.bytes > 0) {
        FAULT(w, "expected dates such as 2000-05-07 and no more, not '%.*s %.*s'", DMI_ARG(from), DMI_ARG(to));
        return false;
    }
    if (office->to == 0)
        office->to = FOR_EVER;
    if (office->to < office->from)
        FAULT(w, "the office ends before it begins");
    return office->to >= office->from;
}

static void read_office(world_file *w, dm_str rest)
{
    dm_str whose, role;
    dmi_office office = { .state = DMI_NONE, .org = DMI_NONE };
    const uint32_t *org, *concept_;
    dmi_entity *entity = &w->compiler->entities.at[w->entity];

    if (!dmi_next_word(&rest, &whose) || !dmi_next_word(&rest, &role)) {
        FAULT(w, "expected 'office ISO3|ORG ROLE FROM [TO]'");
        return;
    }
    org = dmi_dict_find(&w->compiler->entity_ids, whose);
    if (org != NULL)
        office.org = (uint16_t)*org;
    else if (!find_state(w, whose, &office.state))
        return;
    concept_ = dmi_dict_find(&w->compiler->concept_ids, role);
    if (concept_ == NULL) {
        dmi_fault_unknown(&w->compiler->faults, &w->reader, "concept", role, &w->compiler->concept_ids);
        return;
    }
    office.role = (uint16_t)*concept_;
    if (!parse_term(w, rest, &office))
        return;
    *dmi_push(&w->compiler->arena, &w->compiler->offices) = office;
    entity->office_count++;
}

/* ---- names */

static bool is_lang_code(dm_str word)
{
    for (size_t i = 0; i < word.bytes; i++)
        if (!((word.p[i] >= 'a' && word.p[i] <= 'z') || (i > 1 && (word.p[i] == '-' || (word.p[i] >= 'A' && word.p[i] <= 'Z')))))
            return false;
    return word.bytes >= 2 && !dmi_is(word, "seat");
}

/* "la A | B", "seat A | B" (of la), "ar seat A | B" */
static void read_names(world_file *w, dm_str lang, dm_str rest, uint32_t features)
{
    dm_str entry, after = rest, word;
    dmi_entity *entity = &w->compiler->entities.at[w->entity];

    if (features == 0 && dmi_next_word(&after, &word) && dmi_is(word, "seat")) {
        features = DMI_F_SEAT;
        rest = after;
    }
    while (dmi_split(&rest, '|', &entry)) {
        dmi_world_name *name;
        entry = dmi_trim(entry);
        if (entry.bytes == 0) {
            FAULT(w, "an empty entry");
            continue;
        }
        if (entity->name.bytes == 0 && features == 0)
            entity->name = keep(w, entry);
        name = dmi_push(&w->compiler->arena, &w->compiler->world_names);
        *name = (dmi_world_name){ keep(w, lang), keep(w, entry), (uint16_t)w->entity, features, w->name, w->reader };
    }
}

static void read_inside(world_file *w, dm_str verb, dm_str rest)
{
    if (!w->in_block && w->pass == DMI_WORLD_STATES)
        FAULT(w, "an indented line outside any block");
    if (w->entity == DMI_NONE)
        return;
    if (dmi_is(verb, "office"))
        read_office(w, rest);
    else if (dmi_is(verb, "seat"))
        read_names(w, DMI_STR("la"), rest, DMI_F_SEAT);
    else if (is_lang_code(verb))
        read_names(w, verb, rest, 0);
    else
        FAULT(w, "expected office, seat, la or a language, not '%.*s'", DMI_ARG(verb));
}

/* Groups need the states, offices the organisations, in whatever order the files come. */
static void read_head(world_file *w, dm_str verb, dm_str rest)
{
    static const struct {
        const char *verb;
        int pass;
        void (*read)(world_file *w, dm_str rest);
    } heads[] = {
        { "state", DMI_WORLD_STATES, read_state },
        { "org", DMI_WORLD_BODIES, read_org },
        { "group", DMI_WORLD_BODIES, read_group },
        { "person", DMI_WORLD_PERSONS, read_person },
    };

    w->in_block = true;
    w->entity = DMI_NONE;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (dmi_is(verb, heads[i].verb)) {
            if (heads[i].pass == w->pass)
                heads[i].read(w, rest);
            return;
        }
    if (w->pass == DMI_WORLD_STATES)
        FAULT(w, "expected state, org, group or person, not '%.*s'", DMI_ARG(verb));
}

void dmi_world_read(dmi_compiler *compiler, dm_str file, dmi_reader reader, int pass)
{
    world_file w = { compiler, dmi_copy(&compiler->arena, file), reader, pass, DMI_NONE, false };

    while (dmi_reader_next(&w.reader)) {
        dm_str rest = w.reader.text, verb;
        dmi_next_word(&rest, &verb);
        if (w.reader.indented)
            read_inside(&w, verb, rest);
        else
            read_head(&w, verb, rest);
    }
}

void dmi_world_names_add(dmi_compiler *compiler, dmi_lang_build *lang)
{
    for (uint32_t i = 0; i < compiler->world_names.count; i++) {
        const dmi_world_name *name = &compiler->world_names.at[i];
        dmi_entry_meaning meaning = { .kind = DMI_SENSE_ENTITY, .id = name->entity, .features = name->features };
        if (!dmi_is(name->lang, "la") && !dmi_same(name->lang, lang->code))
            continue;
        meaning.file = dmi_build_file(compiler, lang, name->file);
        dmi_entry_add(compiler, lang, &name->reader, name->entry, meaning);
    }
}
