/* The ontology's tables, read from the texts in the container. A fault names file and line. */
#include "event/event.h"

#include <stdlib.h>

typedef struct reader {
    dmi_grammar *g;
    const char *file;
    uint32_t line;
    dm_error *err;
} reader;

enum { WORDS_MAX = 40 };

static dm_status fault(const reader *r, const char *what, dm_str word)
{
    dm_status status =
        dmi_fail(r->err, DM_ERR_PACK, "ontology/%s:%u: %s '%.*s'", r->file, r->line, what, (int)word.bytes, word.p);

    if (r->err != NULL)
        r->err->line = r->line;
    return status;
}

static uint32_t words_of(dm_str line, dm_str words[WORDS_MAX])
{
    uint32_t count = 0;
    size_t i = 0;

    while (i < line.bytes && count < WORDS_MAX) {
        size_t start;
        while (i < line.bytes && (line.p[i] == ' ' || line.p[i] == '\t'))
            i++;
        start = i;
        while (i < line.bytes && line.p[i] != ' ' && line.p[i] != '\t')
            i++;
        if (i > start)
            words[count++] = dmi_sub(line, start, i);
    }
    return count;
}

static uint8_t type_named(const dmi_grammar *g, dm_str name)
{
    for (uint8_t i = 1; i <= g->type_count; i++)
        if (dmi_same(g->types[i].name, name))
            return i;
    return 0;
}

static uint8_t class_named(const dmi_grammar *g, dm_str name)
{
    for (uint32_t i = 1; i < g->classes.count; i++)
        if (dmi_same(g->classes.at[i].name, name))
            return (uint8_t)i;
    return 0;
}

static bool read_tenths(dm_str s, int16_t *out)
{
    int value = 0, sign = 1;
    size_t i = 0;
    bool point = false;

    if (i < s.bytes && s.p[i] == '-') {
        sign = -1;
        i++;
    }
    if (i == s.bytes)
        return false;
    for (; i < s.bytes; i++) {
        if (s.p[i] == '.' && !point && i + 2 == s.bytes) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9' || value > 1000)
            return false;
        value = value * 10 + (s.p[i] - '0');
    }
    *out = (int16_t)(sign * (point ? value : value * 10));
    return true;
}

/* ---- rules */

static dm_status read_concepts(const reader *r, dm_str list, dmi_concepts *out)
{
    dm_str name;

    while (dmi_split(&list, ',', &name)) {
        uint16_t id = dmi_packs_concept(r->g->v->packs, name);
        if (id == DMI_NONE)
            return fault(r, "unknown concept", name);
        if (out->count == DMI_RULE_CONCEPTS_MAX)
            return fault(r, "too many concepts at", name);
        out->at[out->count++] = id;
    }
    return DM_OK;
}

static uint8_t slot_named(dm_str name)
{
    static const struct {
        const char *name;
        uint8_t slot;
    } slots[] = {
        { "subj", DMI_SLOT_SUBJ },
        { "obj", DMI_SLOT_OBJ },
        { "own", DMI_SLOT_OWN },
        { "of", DMI_SLOT_OF },
        { "rel", DMI_SLOT_REL },
        { "comp", DMI_SLOT_COMP },
        { "speaker", DMI_SLOT_SPEAKER },
        { "said_of", DMI_SLOT_SAID_OF },
        { "with", DMI_SLOT_PREP + DMI_K_WITH },
        { "to", DMI_SLOT_PREP + DMI_K_TO },
        { "from", DMI_SLOT_PREP + DMI_K_FROM },
        { "against", DMI_SLOT_PREP + DMI_K_AGAINST },
        { "on", DMI_SLOT_PREP + DMI_K_ON },
        { "in", DMI_SLOT_PREP + DMI_K_IN },
        { "by", DMI_SLOT_PREP + DMI_K_BY },
        { "for", DMI_SLOT_PREP + DMI_K_FOR },
        { "about", DMI_SLOT_PREP + DMI_K_ABOUT },
        { "over", DMI_SLOT_PREP + DMI_K_OVER },
        { "between", DMI_SLOT_PREP + DMI_K_BETWEEN },
        { "during", DMI_SLOT_PREP + DMI_K_DURING },
    };

    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (dmi_is(name, slots[i].name))
            return slots[i].slot;
    return 0;
}

static dm_status read_slots(const reader *r, dm_str list, uint8_t out[DMI_RULE_SLOTS_MAX])
{
    uint32_t count = 0;
    dm_str name;

    while (list.bytes > 0 && dmi_split(&list, ',', &name)) {
        uint8_t slot = slot_named(name);
        if (slot == 0)
            return fault(r, "unknown slot", name);
        if (count == DMI_RULE_SLOTS_MAX - 1)
            return fault(r, "too many slots at", name);
        out[count++] = slot;
    }
    return DM_OK;
}

/* The place of a value among its names; false: it is none of them. */
static bool choose(dm_str value, const char *const *names, uint8_t count, uint8_t *out)
{
    for (uint8_t i = 0; i < count; i++)
        if (dmi_is(value, names[i])) {
            *out = i;
            return true;
        }
    return false;
}

static bool read_trust(dm_str value, uint8_t *out)
{
    uint32_t number = 0;

    for (size_t i = 0; i < value.bytes; i++) {
        if (value.p[i] < '0' || value.p[i] > '9' || number > 100)
            return false;
        number = number * 10 + (uint32_t)(value.p[i] - '0');
    }
    *out = (uint8_t)number;
    return value.bytes > 0 && number <= 100;
}

/* What a key without a value switches on, NULL. */
static bool *flag_named(dmi_rule *rule, dm_str key)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        { "sym", &rule->symmetric },   { "place", &rule->place },          { "authority", &rule->authority },
        { "bare", &rule->bare },       { "direct", &rule->direct },        { "content", &rule->content },
        { "unarmed", &rule->unarmed }, { "nocontent", &rule->no_content }, { "other", &rule->other },
        { "people", &rule->people },   { "court", &rule->court },
    };

    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (dmi_is(key, flags[i].name))
            return flags[i].flag;
    return NULL;
}

/* Keys whose value is one of a few words or a number; `known` is false for other keys. */
static bool read_value(dm_str key, dm_str value, dmi_rule *rule, bool *known)
{
    static const char *const needs[] = { "one", "src", "tgt", "both", "none" };
    static const char *const officials[] = { "no", "src", "tgt", "any" };
    static const char *const forms[] = { "any", "verb", "noun", "carried", "told" };
    bool *flag = flag_named(rule, key);

    *known = true;
    if (dmi_is(key, "form"))
        return choose(value, forms, 5, &rule->form);
    if (dmi_is(key, "need"))
        return choose(value, needs, 5, &rule->need);
    if (dmi_is(key, "official"))
        return choose(value, officials, 4, &rule->official);
    if (dmi_is(key, "base"))
        return read_trust(value, &rule->base);
    if (dmi_is(key, "gen"))
        return rule->genitive_object = dmi_is(value, "obj");
    if (dmi_is(key, "direct") && dmi_is(value, "src"))
        return rule->direct_source = true;
    if (dmi_is(key, "direct") && dmi_is(value, "both"))
        return rule->direct = rule->direct_source = true;
    *known = flag != NULL;
    if (flag != NULL)
        *flag = true;
    return value.bytes == 0;
}

static dm_status read_key(const reader *r, dm_str word, dmi_rule *rule)
{
    dm_str rest = word, key, value;
    bool known, fits;

    dmi_split(&rest, '=', &key);
    value = rest.p == NULL ? DMI_STR("") : rest;
    if (dmi_is(key, "type")) {
        rule->type = type_named(r->g, value);
        return rule->type == 0 ? fault(r, "unknown type", value) : DM_OK;
    }
    if (dmi_is(key, "class")) {
        rule->class_ = class_named(r->g, value);
        return rule->class_ == 0 ? fault(r, "unknown class", value) : DM_OK;
    }
    if (dmi_is(key, "src"))
        return read_slots(r, value, rule->source);
    if (dmi_is(key, "tgt"))
        return read_slots(r, value, rule->target);
    if (dmi_is(key, "obj"))
        return read_concepts(r, value, &rule->object);
    if (dmi_is(key, "any"))
        return read_concepts(r, value, &rule->any);
    if (dmi_is(key, "not"))
        return read_concepts(r, value, &rule->no_object);
    if (dmi_is(key, "subj"))
        return read_concepts(r, value, &rule->subject);
    if (dmi_is(key, "nosubj"))
        return read_concepts(r, value, &rule->no_subject);
    if (dmi_is(key, "mode") || dmi_is(key, "cameo")) {
        *(dmi_is(key, "mode") ? &rule->mode : &rule->cameo) = value;
        return DM_OK;
    }
    fits = read_value(key, value, rule, &known);
    if (!known)
        return fault(r, "unknown key", key);
    return fits ? DM_OK : fault(r, "unknown value", word);
}

/* A rule with several heads is stored once for each, so that each chain of rules is a list of its own. */
static dm_status read_rule(reader *r, const dm_str *words, uint32_t count)
{
    dmi_rule rule = { .base = 60 };
    dm_str heads, head;

    if (count < 3)
        return fault(r, "a rule wants a name, a head and keys, not", words[0]);
    rule.name = words[0];
    for (uint32_t i = 2; i < count; i++) {
        dm_status status = read_key(r, words[i], &rule);
        if (status != DM_OK)
            return status;
    }
    if (rule.type == 0)
        return fault(r, "a rule without a type", rule.name);
    heads = words[1];
    while (dmi_split(&heads, ',', &head)) {
        uint16_t id = dmi_packs_concept(r->g->v->packs, head);
        if (id == DMI_NONE)
            return fault(r, "unknown concept", head);
        rule.next = r->g->first_rule[id];
        *dmi_push(&r->g->arena, &r->g->rules) = rule;
        r->g->first_rule[id] = (uint16_t)r->g->rules.count;
    }
    return DM_OK;
}

/* ---- operators, classes, roots */

static const char *const families[DMI_FAMILY_COUNT] = { "-", "appeal", "intend", "demand", "reject", "threaten", "stop" };

static dm_status read_operator(reader *r, const dm_str *w, uint32_t count)
{
    static const char *const acts[] = { "", "coop", "host", "neutral", "not-coop", "not-host", "any" };
    static const char *const hows[] = { "", "consume", "keep", "planned", "hypothetical", "negated", "drop" };
    dmi_operator op = { 0 };

    if (count != 7)
        return fault(r, "an operator wants 7 words, not", w[0]);
    op.concept = dmi_packs_concept(r->g->v->packs, w[1]);
    op.type = dmi_is(w[4], "=") ? 0 : type_named(r->g, w[4]);
    if (op.concept == DMI_NONE)
        return fault(r, "unknown concept", w[1]);
    op.act_type = type_named(r->g, w[2]);
    if (op.act_type != 0)
        op.act = DMI_ACT_ANY;
    else if (!choose(w[2], acts, 7, &op.act))
        return fault(r, "unknown kind of act", w[2]);
    if (op.type == 0 && !dmi_is(w[4], "="))
        return fault(r, "unknown type", w[4]);
    if (!choose(w[5], families, DMI_FAMILY_COUNT, &op.family))
        return fault(r, "unknown family", w[5]);
    if (!choose(w[6], hows, 7, &op.how))
        return fault(r, "unknown way", w[6]);
    *dmi_push(&r->g->arena, &r->g->operators) = op;
    return DM_OK;
}

static dm_str or_none(dm_str s)
{
    return dmi_is(s, "-") ? DMI_STR("") : s;
}

static dm_status read_class(reader *r, const dm_str *w, uint32_t count)
{
    dmi_class c = { 0 };

    if (count != 11)
        return fault(r, "a class wants 11 words, not", w[0]);
    c.name = w[1];
    for (unsigned f = 1; f < DMI_FAMILY_COUNT; f++)
        c.cameo[f] = or_none(w[1 + f]);
    c.mode_request = or_none(w[8]);
    c.mode_reject = or_none(w[9]);
    c.mode_threaten = or_none(w[10]);
    *dmi_push(&r->g->arena, &r->g->classes) = c;
    return DM_OK;
}

static dm_status read_root(reader *r, const dm_str *w, uint32_t count)
{
    uint8_t family;

    if (count != 3)
        return fault(r, "a root wants 3 words, not", w[0]);
    if (!choose(w[1], families, DMI_FAMILY_COUNT, &family))
        return fault(r, "unknown family", w[1]);
    r->g->roots[family] = w[2];
    return DM_OK;
}

static dm_status read_operators_line(reader *r, const dm_str *w, uint32_t count)
{
    if (dmi_is(w[0], "operator"))
        return read_operator(r, w, count);
    if (dmi_is(w[0], "class"))
        return read_class(r, w, count);
    if (dmi_is(w[0], "root"))
        return read_root(r, w, count);
    return fault(r, "unknown line", w[0]);
}

/* ---- code book and contexts */

static dm_status read_codebook_line(reader *r, const dm_str *w, uint32_t count)
{
    dmi_grammar *g = r->g;
    int16_t value;

    if (count < 3 || !read_tenths(w[count - 1], &value))
        return fault(r, "no number at the end of", w[0]);
    if (dmi_is(w[0], "type") && count == 4 && g->type_count < DMI_TYPES_MAX - 1) {
        g->types[++g->type_count] = (dmi_type){ w[1], (uint8_t)(w[2].p[0] - '0'), value };
        return DM_OK;
    }
    if (dmi_is(w[0], "mode") && count == 4) {
        dmi_mode mode = { type_named(g, w[1]), w[2], value };
        if (mode.type == 0)
            return fault(r, "unknown type", w[1]);
        *dmi_push(&g->arena, &g->modes) = mode;
        return DM_OK;
    }
    if (dmi_is(w[0], "cameo") && count == 3) {
        *dmi_push(&g->arena, &g->cameo) = (dmi_cameo){ w[1], value };
        return DM_OK;
    }
    return fault(r, "unknown line", w[0]);
}

static dm_status read_context_line(reader *r, const dm_str *w, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        uint16_t id = dmi_packs_concept(r->g->v->packs, w[i]);
        if (id == DMI_NONE)
            return fault(r, "unknown concept", w[i]);
        *dmi_push(&r->g->arena, &r->g->contexts) = (dmi_context){ w[0], id };
    }
    return DM_OK;
}

typedef dm_status line_reader(reader *r, const dm_str *words, uint32_t count);

static dm_status read_lines(dmi_grammar *g, const char *file, line_reader *read, dm_error *err)
{
    reader r = { g, file, 0, err };
    dm_str rest = dmi_packs_ontology(g->v->packs, file), line, words[WORDS_MAX];

    if (rest.bytes == 0)
        return dmi_fail(err, DM_ERR_PACK, "ontology/%s: missing or empty", file);
    while (dmi_split(&rest, '\n', &line)) {
        const char *comment = line.bytes == 0 ? NULL : memchr(line.p, '#', line.bytes);
        uint32_t count;
        r.line++;
        if (comment != NULL)
            line.bytes = (size_t)(comment - line.p);
        count = words_of(line, words);
        if (count > 0) {
            dm_status status = read(&r, words, count);
            if (status != DM_OK)
                return status;
        }
    }
    return DM_OK;
}

static void find_types(dmi_grammar *g)
{
    g->type_consult = type_named(g, DMI_STR("CONSULT"));
    g->type_agree = type_named(g, DMI_STR("AGREE"));
    g->type_support = type_named(g, DMI_STR("SUPPORT"));
    g->type_cooperate = type_named(g, DMI_STR("COOPERATE"));
    g->type_request = type_named(g, DMI_STR("REQUEST"));
    g->type_reject = type_named(g, DMI_STR("REJECT"));
    g->type_threaten = type_named(g, DMI_STR("THREATEN"));
    g->type_accuse = type_named(g, DMI_STR("ACCUSE"));
    g->type_assault = type_named(g, DMI_STR("ASSAULT"));
    g->type_coerce = type_named(g, DMI_STR("COERCE"));
    g->type_mobilize = type_named(g, DMI_STR("MOBILIZE"));
    g->type_retreat = type_named(g, DMI_STR("RETREAT"));
    g->type_protest = type_named(g, DMI_STR("PROTEST"));
}

dm_status dmi_grammar_open(const dmi_vocabulary *v, dmi_grammar **out, dm_error *err)
{
    dmi_grammar *g = calloc(1, sizeof *g);
    jmp_buf no_memory;
    dm_status status;

    *out = NULL;
    if (g == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory for the grammar");
    dmi_arena_init(&g->arena, &no_memory);
    if (setjmp(no_memory) != 0) {
        dmi_grammar_destroy(g);
        return dmi_fail(err, DM_ERR_MEMORY, "no memory for the grammar");
    }
    g->v = v;
    g->first_rule = dmi_alloc(&g->arena, (dmi_packs_concept_count(v->packs) + (size_t)1) * sizeof *g->first_rule);
    *dmi_push(&g->arena, &g->classes) = (dmi_class){ 0 };
    status = read_lines(g, "codebook", read_codebook_line, err);
    if (status == DM_OK)
        status = read_lines(g, "operators", read_operators_line, err);
    if (status == DM_OK)
        status = read_lines(g, "rules", read_rule, err);
    if (status == DM_OK)
        status = read_lines(g, "contexts", read_context_line, err);
    if (status != DM_OK) {
        dmi_grammar_destroy(g);
        return status;
    }
    find_types(g);
    g->arena.escape = NULL; /* the jump's place is gone; nothing more is allocated */
    *out = g;
    return DM_OK;
}

void dmi_grammar_destroy(dmi_grammar *g)
{
    if (g == NULL)
        return;
    dmi_arena_free(&g->arena);
    free(g);
}

const dmi_rule *dmi_grammar_rule(const dmi_grammar *g, uint16_t index_plus_one)
{
    return index_plus_one == 0 ? NULL : &g->rules.at[index_plus_one - 1];
}

int16_t dmi_grammar_goldstein(const dmi_grammar *g, dm_str code)
{
    for (uint32_t i = 0; i < g->cameo.count; i++)
        if (dmi_same(g->cameo.at[i].code, code))
            return g->cameo.at[i].goldstein_tenths;
    return 0;
}

int16_t dmi_grammar_score(const dmi_grammar *g, uint8_t type, dm_str mode)
{
    for (uint32_t i = 0; i < g->modes.count; i++)
        if (g->modes.at[i].type == type && dmi_same(g->modes.at[i].name, mode))
            return g->modes.at[i].score_tenths;
    return g->types[type].score_tenths;
}
