#include "cli.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <zlib.h>

/* Precision, recall and F1 of coded events against gold, micro-averaged over all texts, on two levels:
 *   type  a gold event is found when an event of its type is coded in its text
 *   dyad  ... and the countries of its two sides agree
 * Gold events that are negated or hypothetical are not wanted; a coded event is counted only when it is live. Of a text that is
 * `partial` (its gold names only some of its events) an extra event counts as wrong only where its type is a dead one's. */

typedef struct tally {
    size_t right, extra, missed;
} tally;

typedef struct type_row {
    char *type; /* owned */
    tally tally;
} type_row;

typedef struct figures {
    char *lang; /* owned; NULL: of all */
    size_t texts, coded, found, unfound, false_alarms, quiet;
    tally type, dyad;
    type_row *types; /* owned, in alphabetic order */
    size_t type_count;
} figures;

typedef struct evaluation {
    const cli_options *options;
    figures all, *langs; /* owned, in alphabetic order */
    size_t lang_count, shown, failed;
} evaluation;

/* ---- growing tables, kept sorted */

static char *copy(dm_str s)
{
    char *text = cli_alloc(s.bytes + 1);

    memcpy(text, s.p, s.bytes);
    return text;
}

static tally *type_tally(figures *f, dm_str type)
{
    char *name = copy(type);
    size_t place = 0;

    while (place < f->type_count && strcmp(f->types[place].type, name) < 0)
        place++;
    if (place == f->type_count || strcmp(f->types[place].type, name) != 0) {
        f->types = cli_grow(f->types, (f->type_count + 1) * sizeof *f->types);
        memmove(f->types + place + 1, f->types + place, (f->type_count - place) * sizeof *f->types);
        f->types[place] = (type_row){ .type = name };
        f->type_count++;
    } else {
        free(name);
    }
    return &f->types[place].tally;
}

static figures *lang_figures(evaluation *e, dm_str lang)
{
    char *name = copy(lang);
    size_t place = 0;

    while (place < e->lang_count && strcmp(e->langs[place].lang, name) < 0)
        place++;
    if (place == e->lang_count || strcmp(e->langs[place].lang, name) != 0) {
        e->langs = cli_grow(e->langs, (e->lang_count + 1) * sizeof *e->langs);
        memmove(e->langs + place + 1, e->langs + place, (e->lang_count - place) * sizeof *e->langs);
        e->langs[place] = (figures){ .lang = name };
        e->lang_count++;
    } else {
        free(name);
    }
    return &e->langs[place];
}

static void figures_free(figures *f)
{
    for (size_t i = 0; i < f->type_count; i++)
        free(f->types[i].type);
    free(f->types);
    free(f->lang);
}

/* ---- which records */

static bool is_truthy_string(json_object *value)
{
    return value != NULL && (!json_object_is_type(value, json_type_string) || json_object_get_string_len(value) > 0);
}

/* All sentences of a document and all languages of a story fall on one side. */
static bool is_unread_half(json_object *record)
{
    static const char *const keys[] = { "story", "id", "file" };
    json_object *value = NULL;
    const char *key = "None";

    for (size_t i = 0; i < 3; i++)
        if (json_object_object_get_ex(record, keys[i], &value) && is_truthy_string(value)) {
            key = json_object_get_string(value);
            break;
        }
    return crc32(0, (const unsigned char *)key, (unsigned)strcspn(key, "#/")) & 1;
}

static bool is_partial(json_object *record)
{
    json_object *value = NULL;

    return json_object_object_get_ex(record, "partial", &value) && json_object_get_boolean(value);
}

static bool is_wanted(const evaluation *e, json_object *record, dm_str lang)
{
    if (e->options->lang != NULL && !cli_is(lang, e->options->lang))
        return false;
    return e->options->half == NULL || is_unread_half(record) == (strcmp(e->options->half, "unread") == 0);
}

/* ---- one text */

static bool same_type(const cli_event *gold, const cli_event *coded)
{
    return cli_same(gold->type, coded->type);
}

static bool same_dyad(const cli_event *gold, const cli_event *coded)
{
    cli_side gold_parties, coded_parties;

    if (!same_type(gold, coded))
        return false;
    if (cli_side_agree(&gold->source, &coded->source) && cli_side_agree(&gold->target, &coded->target))
        return true;
    gold_parties = cli_side_union(&gold->source, &gold->target);
    coded_parties = cli_side_union(&coded->source, &coded->target);
    return cli_is_symmetric(gold) && gold_parties.count > 1 && cli_side_agree(&gold_parties, &coded_parties);
}

/* The events that are live, or those that are not. */
static cli_events pick(const cli_events *events, bool live)
{
    cli_events picked = { .at = cli_alloc(events->count * sizeof *picked.at) };

    for (size_t i = 0; i < events->count; i++)
        if (cli_is_live(&events->at[i]) == live)
            picked.at[picked.count++] = events->at[i];
    return picked;
}

typedef struct text {
    const dm_document *part;
    bool partial;
    cli_events wanted, dead, coded; /* coded: the live ones */
    size_t coded_count;             /* dead ones too */
    size_t *owner_of;               /* as the last match left them */
    bool *found;
} text;

static bool is_extra(const text *t, size_t j)
{
    if (t->owner_of[j] != SIZE_MAX)
        return false;
    if (!t->partial)
        return true;
    for (size_t i = 0; i < t->dead.count; i++)
        if (same_type(&t->dead.at[i], &t->coded.at[j]))
            return true;
    return false;
}

static tally match_text(text *t, bool (*fits)(const cli_event *, const cli_event *))
{
    tally sums = { .right = cli_match(&t->wanted, &t->coded, fits, t->owner_of, t->found) };

    for (size_t j = 0; j < t->coded.count; j++)
        sums.extra += is_extra(t, j);
    sums.missed = t->wanted.count - sums.right;
    return sums;
}

static void tally_add(tally *sum, tally more)
{
    sum->right += more.right;
    sum->extra += more.extra;
    sum->missed += more.missed;
}

/* By type, from the match on type. */
static void add_types(figures *f, const text *t)
{
    for (size_t i = 0; i < t->wanted.count; i++) {
        tally *row = type_tally(f, t->wanted.at[i].type);
        if (t->found[i])
            row->right++;
        else
            row->missed++;
    }
    for (size_t j = 0; !t->partial && j < t->coded.count; j++)
        if (t->owner_of[j] == SIZE_MAX)
            type_tally(f, t->coded.at[j].type)->extra++;
}

static void add_text(figures *f, const text *t, tally type, tally dyad)
{
    f->texts++;
    f->coded += t->coded_count;
    f->found += t->wanted.count > 0 && t->coded.count > 0;
    f->unfound += t->wanted.count > 0 && t->coded.count == 0;
    f->false_alarms += t->wanted.count == 0 && t->coded.count > 0;
    f->quiet += t->wanted.count == 0 && t->coded.count == 0;
    tally_add(&f->type, type);
    tally_add(&f->dyad, dyad);
}

static void print_event(const char *what, const cli_event *event)
{
    printf("   %-7s %.*s  ", what, (int)event->type.bytes, event->type.p);
    cli_side_print(&event->source, stdout);
    fputs(" -> ", stdout);
    cli_side_print(&event->target, stdout);
    printf("  [%.*s]", (int)(event->words.bytes < 160 ? event->words.bytes : 160), event->words.p);
    printf("%s%.*s\n", event->rule.bytes > 0 ? " " : "", (int)event->rule.bytes, event->rule.p);
}

static void print_errors(const text *t)
{
    printf("# %.*s: %.*s\n", (int)t->part->id.bytes, t->part->id.p, (int)(t->part->text.bytes < 600 ? t->part->text.bytes : 600),
           t->part->text.p);
    for (size_t i = 0; i < t->wanted.count; i++)
        if (!t->found[i])
            print_event("missed", &t->wanted.at[i]);
    for (size_t j = 0; j < t->coded.count; j++)
        if (is_extra(t, j))
            print_event("extra", &t->coded.at[j]);
}

static void score_text(evaluation *e, text *t, figures *of_lang, bool may_be_shown)
{
    tally type, dyad;

    t->owner_of = cli_alloc(t->coded.count * sizeof *t->owner_of);
    t->found = cli_alloc(t->wanted.count * sizeof *t->found);
    type = match_text(t, same_type);
    add_types(&e->all, t);
    add_types(of_lang, t);
    dyad = match_text(t, same_dyad);
    add_text(&e->all, t, type, dyad);
    add_text(of_lang, t, type, dyad);
    if (may_be_shown && e->shown < e->options->errors && dyad.extra + dyad.missed > 0) {
        e->shown++;
        print_errors(t);
    }
    free(t->owner_of);
    free(t->found);
}

static void score_part(evaluation *e, const cli_job *job, size_t index)
{
    const dm_document *part = &job->document.parts[index];
    json_object *record = job->document.records[index];
    dm_str lang = part->lang.bytes > 0 || job->result == NULL ? part->lang : dm_result_cleaned(job->result).lang;
    cli_events gold, coded;
    const char *fault;

    if (record == NULL || !cli_gold_events(record, &gold, &fault)) {
        cli_message("%s:%llu: %s; left out", job->document.path, (unsigned long long)job->document.lines[index],
                    record == NULL ? "gold is JSON Lines" : fault);
        e->failed++;
        return;
    }
    if (is_wanted(e, record, lang)) {
        coded = cli_coded_events(job, part->id);
        text t = { .part = part,
                   .partial = is_partial(record),
                   .wanted = pick(&gold, true),
                   .dead = pick(&gold, false),
                   .coded = pick(&coded, true),
                   .coded_count = coded.count };
        score_text(e, &t, lang_figures(e, lang), !is_unread_half(record));
        cli_events_free(&t.wanted);
        cli_events_free(&t.dead);
        cli_events_free(&t.coded);
        cli_events_free(&coded);
    }
    cli_events_free(&gold);
}

static void emit(const cli_work *work, const cli_job *job)
{
    for (size_t i = 0; i < job->document.count; i++)
        score_part(work->context, job, i);
}

/* ---- figures out; ratios by integer arithmetic, so that they are the same everywhere */

/* `part` of `whole` in units of 1/scale, half up. */
static size_t share(size_t part, size_t whole, size_t scale)
{
    return whole == 0 ? 0 : (2 * part * scale + whole) / (2 * whole);
}

static size_t precision(const tally *t, size_t scale)
{
    return share(t->right, t->right + t->extra, scale);
}

static size_t recall(const tally *t, size_t scale)
{
    return share(t->right, t->right + t->missed, scale);
}

static size_t f1(const tally *t, size_t scale)
{
    return share(2 * t->right, 2 * t->right + t->extra + t->missed, scale);
}

static void print_level(const char *name, const tally *t)
{
    size_t p = precision(t, 1000), r = recall(t, 1000), f = f1(t, 1000);

    printf("  %-5s precision %zu.%03zu  recall %zu.%03zu  F1 %zu.%03zu  (right %zu, extra %zu, missed %zu)\n", name, p / 1000,
           p % 1000, r / 1000, r % 1000, f / 1000, f % 1000, t->right, t->extra, t->missed);
}

static void print_figures(const figures *f)
{
    printf("%s: %zu texts: with an event %zu found, %zu missed; without one %zu coded all the same, %zu left alone\n",
           f->lang == NULL ? "all" : f->lang, f->texts, f->found, f->unfound, f->false_alarms, f->quiet);
    print_level("type", &f->type);
    print_level("dyad", &f->dyad);
    for (size_t i = 0; i < f->type_count; i++) {
        const tally *t = &f->types[i].tally;
        size_t p = precision(t, 100), r = recall(t, 100), f_one = f1(t, 100);
        printf("    %-10s P %zu.%02zu  R %zu.%02zu  F1 %zu.%02zu  (%zu of %zu, %zu extra)\n", f->types[i].type, p / 100, p % 100,
               r / 100, r % 100, f_one / 100, f_one % 100, t->right, t->right + t->missed, t->extra);
    }
}

static json_object *ratio_json(size_t ten_thousandths)
{
    char digits[32];

    snprintf(digits, sizeof digits, "%zu.%04zu", ten_thousandths / 10000, ten_thousandths % 10000);
    return json_object_new_double_s((double)ten_thousandths / 10000, digits);
}

static void add_count(json_object *object, const char *key, size_t value)
{
    json_object_object_add(object, key, json_object_new_int64((int64_t)value));
}

static json_object *tally_json(const tally *t)
{
    json_object *object = json_object_new_object();

    json_object_object_add(object, "precision", ratio_json(precision(t, 10000)));
    json_object_object_add(object, "recall", ratio_json(recall(t, 10000)));
    json_object_object_add(object, "f1", ratio_json(f1(t, 10000)));
    add_count(object, "tp", t->right);
    add_count(object, "fp", t->extra);
    add_count(object, "fn", t->missed);
    return object;
}

static json_object *figures_json(const figures *f)
{
    json_object *object = json_object_new_object(), *texts = json_object_new_object(), *types = json_object_new_object();

    add_count(object, "texts", f->texts);
    add_count(object, "coded_events", f->coded);
    json_object_object_add(object, "type", tally_json(&f->type));
    json_object_object_add(object, "dyad", tally_json(&f->dyad));
    add_count(texts, "found", f->found);
    add_count(texts, "missed", f->unfound);
    add_count(texts, "false", f->false_alarms);
    add_count(texts, "true_none", f->quiet);
    json_object_object_add(object, "texts_with_event", texts);
    for (size_t i = 0; i < f->type_count; i++)
        json_object_object_add(types, f->types[i].type, tally_json(&f->types[i].tally));
    json_object_object_add(object, "by_type", types);
    return object;
}

static void print_json(const evaluation *e)
{
    json_object *object = figures_json(&e->all), *langs = json_object_new_object();

    for (size_t i = 0; i < e->lang_count; i++)
        json_object_object_add(langs, e->langs[i].lang, figures_json(&e->langs[i]));
    json_object_object_add(object, "by_lang", langs);
    puts(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN));
    json_object_put(object);
}

static void print_all(const evaluation *e)
{
    if (e->options->json) {
        print_json(e);
        return;
    }
    for (size_t i = 0; i < e->lang_count; i++)
        print_figures(&e->langs[i]);
    if (e->lang_count != 1)
        print_figures(&e->all);
}

static int run(const cli_options *options)
{
    evaluation e = { .options = options };
    cli_work work = { .options = options, .code = DM_CODE_OPTS_INIT, .whole = true, .emit = emit, .context = &e };
    int status;

    if (options->errors > 0 && options->half != NULL && strcmp(options->half, "unread") == 0) {
        cli_message("eval: --errors goes with --half tune: the other half stays unread");
        return CLI_USAGE;
    }
    if (options->errors > 0 && options->json) {
        cli_message("eval: --errors and --json do not go together");
        return CLI_USAGE;
    }
    status = cli_work_run_files(&work);
    if (status <= CLI_SOME_FAILED) {
        print_all(&e);
        status = cli_finish(e.failed > 0 ? CLI_SOME_FAILED : status);
    }
    for (size_t i = 0; i < e.lang_count; i++)
        figures_free(&e.langs[i]);
    free(e.langs);
    figures_free(&e.all);
    return status;
}

const cli_verb verb_eval = {
    .name = "eval",
    .summary = "gold in, precision, recall and F1 out",
    .help =
        "eval [OPTION...] GOLD.jsonl...\n\n"
        "Codes the texts of the gold (JSON Lines: id, lang, text, events; see docs/cli.md) and compares. An event is right on\n"
        "type when its text has a gold event of that type, and on dyad when the countries of its sides agree too. --lang\n"
        "takes only the records of that language. The gold has two halves by its ids: the errors of the unread half are\n"
        "never shown, so that figures on it go on saying what unseen text would give.",
    .example = "dragoman eval --errors 3 packs/en/cases.jsonl",
    .options = CLI_OPT_HALF | CLI_OPT_ERRORS | CLI_OPT_LANG | CLI_OPT_JSON | CLI_OPT_PACKS | CLI_OPT_ONTOLOGY | CLI_OPT_THREADS,
    .run = run,
};
