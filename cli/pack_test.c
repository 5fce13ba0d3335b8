#include "pack.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A case passes when every event listed is coded and no other live one is. Cases are ordinary documents with what should come of
 * them beside, so they take the way of all documents, on as many threads as one likes. */

typedef struct lang_cases {
    const char *lang;              /* borrowed from the engine */
    char *cases_path, *known_path; /* owned */
    size_t passed, failed, known, known_passing;
    char **known_ids; /* owned: of known.jsonl, which also excuse a case of the same id in cases.jsonl */
    size_t known_count;
} lang_cases;

typedef struct test_run {
    lang_cases *langs; /* owned */
    size_t lang_count, passed, failed, broken;
} test_run;

/* ---- one case */

static bool given_and_other(dm_str wanted, dm_str coded)
{
    return wanted.bytes > 0 && !cli_same(wanted, coded);
}

static bool same_parties(const cli_event *wanted, const cli_event *coded)
{
    cli_side all_wanted, all_coded;

    if (cli_side_same(&wanted->source, &coded->source) && cli_side_same(&wanted->target, &coded->target))
        return true;
    if (!cli_is_symmetric(wanted))
        return false;
    all_wanted = cli_side_union(&wanted->source, &wanted->target);
    all_coded = cli_side_union(&coded->source, &coded->target);
    return cli_side_same(&all_wanted, &all_coded);
}

static bool is_as_wanted(const cli_event *wanted, const cli_event *coded)
{
    if (!cli_same(wanted->type, coded->type) || given_and_other(wanted->mode, coded->mode) ||
        given_and_other(wanted->cameo, coded->cameo) || given_and_other(wanted->date, coded->date))
        return false;
    if (wanted->status.bytes > 0 ? !cli_same(wanted->status, coded->status) : !cli_is_live(coded))
        return false;
    return same_parties(wanted, coded);
}

typedef struct verdict {
    cli_events wanted, coded;
    size_t *owner_of;
    bool *found;
    bool passed;
} verdict;

static verdict judge(cli_events wanted, cli_events coded)
{
    verdict v = { wanted, coded, cli_alloc(coded.count * sizeof *v.owner_of), cli_alloc(wanted.count * sizeof *v.found), true };

    cli_match(&wanted, &coded, is_as_wanted, v.owner_of, v.found);
    for (size_t i = 0; i < wanted.count; i++)
        v.passed &= v.found[i];
    for (size_t j = 0; j < coded.count; j++)
        v.passed &= v.owner_of[j] != SIZE_MAX || !cli_is_live(&coded.at[j]);
    return v;
}

static void verdict_free(verdict *v)
{
    cli_events_free(&v->wanted);
    cli_events_free(&v->coded);
    free(v->owner_of);
    free(v->found);
}

static void print_event(const char *what, const cli_event *event)
{
    printf("    %-7s %.*s%s%.*s  ", what, (int)event->type.bytes, event->type.p, event->mode.bytes > 0 ? "/" : "",
           (int)event->mode.bytes, event->mode.p);
    cli_side_print(&event->source, stdout);
    fputs(" -> ", stdout);
    cli_side_print(&event->target, stdout);
    printf("  %.*s %.*s %.*s", (int)event->status.bytes, event->status.p, (int)event->cameo.bytes, event->cameo.p,
           (int)event->date.bytes, event->date.p);
    if (event->rule.bytes > 0)
        printf("  [%.*s] %.*s", (int)(event->words.bytes < 120 ? event->words.bytes : 120), event->words.p,
               (int)event->rule.bytes, event->rule.p);
    putchar('\n');
}

static void print_failure(const cli_document *document, size_t index, const verdict *v)
{
    const dm_document *part = &document->parts[index];

    printf("%s:%" PRIu64 ": %.*s: %.*s\n", document->path, document->lines[index], (int)part->id.bytes, part->id.p,
           (int)(part->text.bytes < 1000 ? part->text.bytes : 1000), part->text.p);
    for (size_t i = 0; i < v->wanted.count; i++)
        if (!v->found[i])
            print_event("wanted", &v->wanted.at[i]);
    for (size_t j = 0; j < v->coded.count; j++)
        if (v->owner_of[j] == SIZE_MAX)
            print_event("coded", &v->coded.at[j]);
    if (v->coded.count == 0)
        printf("    coded   nothing\n");
}

/* ---- counting */

static lang_cases *cases_of(const test_run *run, const char *path, bool *known)
{
    for (size_t i = 0; i < run->lang_count; i++) {
        lang_cases *cases = &run->langs[i];
        *known = strcmp(path, cases->known_path) == 0;
        if (*known || strcmp(path, cases->cases_path) == 0)
            return cases;
    }
    return NULL; /* cannot be: only these files are read */
}

static bool is_known_id(const lang_cases *cases, dm_str id)
{
    for (size_t i = 0; i < cases->known_count; i++)
        if (cli_is(id, cases->known_ids[i]))
            return true;
    return false;
}

static void count_known(lang_cases *cases, const cli_document *document, size_t index, bool passed)
{
    dm_str id = document->parts[index].id;

    cases->known++;
    if (!passed)
        return;
    cases->known_passing++;
    printf("%s:%" PRIu64 ": %.*s: passes now: no known failure any more, its place is cases.jsonl alone\n", document->path,
           document->lines[index], (int)id.bytes, id.p);
}

static void judge_part(test_run *run, const cli_job *job, size_t index)
{
    const cli_document *document = &job->document;
    bool known = false;
    lang_cases *cases = cases_of(run, document->path, &known);
    cli_events wanted;
    const char *fault;

    if (document->records[index] == NULL || !cli_gold_events(document->records[index], &wanted, &fault)) {
        cli_message("%s:%" PRIu64 ": %s", document->path, document->lines[index],
                    document->records[index] == NULL ? "cases are JSON Lines" : fault);
        run->broken++;
        return;
    }
    verdict v = judge(wanted, cli_coded_events(job, document->parts[index].id));
    if (known || (!v.passed && is_known_id(cases, document->parts[index].id))) {
        count_known(cases, document, index, v.passed);
    } else if (v.passed && job->result != NULL) {
        cases->passed++;
    } else {
        cases->failed++;
        print_failure(document, index, &v);
    }
    verdict_free(&v);
}

static void emit(const cli_work *work, const cli_job *job)
{
    for (size_t i = 0; i < job->document.count; i++)
        judge_part(work->context, job, i);
}

/* ---- the files */

static bool is_file(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static void read_known_ids(lang_cases *cases)
{
    cli_files files = { .at = &cases->known_path, .count = 1 };
    cli_input *input = cli_input_open(&files, cases->lang, false);
    cli_document document;

    while (cli_input_next(input, &document)) {
        cases->known_ids = cli_grow(cases->known_ids, (cases->known_count + 1) * sizeof *cases->known_ids);
        char *id = cli_alloc(document.parts[0].id.bytes + 1);
        memcpy(id, document.parts[0].id.p, document.parts[0].id.bytes);
        cases->known_ids[cases->known_count++] = id;
        cli_document_free(&document);
    }
    cli_input_close(input);
}

static void add_lang(test_run *run, const pack_place *place, const char *lang)
{
    char *folder = cli_join(place->packs, "/", lang);
    lang_cases *cases;

    run->langs = cli_grow(run->langs, (run->lang_count + 1) * sizeof *run->langs);
    cases = &run->langs[run->lang_count++];
    *cases = (lang_cases){ .lang = lang,
                           .cases_path = cli_join(folder, "/", "cases.jsonl"),
                           .known_path = cli_join(folder, "/", "known.jsonl") };
    if (is_file(cases->known_path))
        read_known_ids(cases);
    free(folder);
}

static void test_run_free(test_run *run)
{
    for (size_t i = 0; i < run->lang_count; i++) {
        lang_cases *cases = &run->langs[i];
        for (size_t j = 0; j < cases->known_count; j++)
            free(cases->known_ids[j]);
        free(cases->known_ids);
        free(cases->cases_path);
        free(cases->known_path);
    }
    free(run->langs);
}

/* The cases of one language; a language without cases is a failure, for a run that finds none must not look like a success. */
static void run_lang(test_run *run, const cli_options *options, const dm_engine *engine, lang_cases *cases)
{
    char *paths[] = { cases->cases_path, cases->known_path };
    cli_files files = { .at = paths, .count = is_file(cases->known_path) ? 2 : 1 };
    cli_work work = { .options = options,
                      .engine = engine,
                      .files = &files,
                      .lang = cases->lang,
                      .code = DM_CODE_OPTS_INIT,
                      .whole = true,
                      .emit = emit,
                      .context = run };

    if (!is_file(cases->cases_path)) {
        cli_message("%s: no cases for this language", cases->cases_path);
        cases->failed++;
    } else {
        size_t failed_before = cases->failed + run->broken;
        int status = cli_work_run(&work);
        if (status != CLI_DONE && cases->failed + run->broken == failed_before)
            cases->failed++; /* a line that could not be read; it had its message */
        if (cases->passed + cases->failed + cases->known + run->broken == 0) {
            cli_message("%s: no case in it", cases->cases_path);
            cases->failed++;
        }
    }
    printf("%s: %zu passed, %zu failed", cases->lang, cases->passed, cases->failed);
    if (cases->known > 0)
        printf("; %zu known failures, %zu of them pass now", cases->known, cases->known_passing);
    putchar('\n');
    run->passed += cases->passed;
    run->failed += cases->failed;
}

int pack_test(const cli_options *options, const pack_place *place)
{
    cli_options in_place = *options;
    test_run run = { 0 };
    dm_engine *engine;
    int status = CLI_COULD_NOT_RUN;

    in_place.packs = place->packs;
    engine = cli_engine_open(&in_place);
    if (engine == NULL)
        return status;
    for (size_t i = 0; i < dm_engine_lang_count(engine); i++)
        if (place->lang == NULL || strcmp(place->lang, dm_engine_lang_at(engine, i)) == 0)
            add_lang(&run, place, dm_engine_lang_at(engine, i));
    for (size_t i = 0; i < run.lang_count; i++)
        run_lang(&run, &in_place, engine, &run.langs[i]);
    run.failed += run.broken;
    if (run.lang_count == 0) {
        cli_message("%s: no pack for '%s'", place->packs, place->lang != NULL ? place->lang : "any language");
        run.failed++;
    }
    printf("%zu passed, %zu failed\n", run.passed, run.failed);
    status = cli_finish(run.failed > 0 ? CLI_SOME_FAILED : CLI_DONE);
    test_run_free(&run);
    dm_engine_destroy(engine);
    return status;
}
