/**
 * cli: the program `dragoman`, a table of verbs over the public header; it knows nothing that another program could not know.
 *
 *   main      the table of verbs          options  one parser, each verb says which options it takes
 *   walk      arguments to files          input    files to documents, one at a time
 *   work      documents to results, on N threads, in the order of the input
 *   output    JSON Lines and CSV          table    what a terminal shows
 *   score     gold against coded events, shared by `eval` and `pack test`
 *
 * A document that cannot be read or coded costs a message `dragoman: FILE:LINE: what` and an exit status of 1, and the rest goes on.
 * Results leave in the order in which their documents came in, so that their bytes do not depend on the number of threads.
 * Only the progress line looks at a clock.
 */
#ifndef CLI_H
#define CLI_H

#include <stdio.h>
#include <string.h>

#include "dragoman.h"

/** What the program comes to. */
enum { CLI_DONE = 0, CLI_SOME_FAILED = 1, CLI_USAGE = 2, CLI_COULD_NOT_RUN = 3 };

/* ---- options */

typedef struct cli_options {
    const char *verb;
    const char *format, *lang, *packs, *ontology, *half, *out; /* NULL: not given */
    unsigned threads, errors;
    bool json;
    const char *const *args; /* what is no option, in order */
    size_t arg_count;
} cli_options;

enum {
    CLI_OPT_FORMAT = 1 << 0,
    CLI_OPT_LANG = 1 << 1,
    CLI_OPT_PACKS = 1 << 2,
    CLI_OPT_ONTOLOGY = 1 << 3,
    CLI_OPT_THREADS = 1 << 4,
    CLI_OPT_HALF = 1 << 5,
    CLI_OPT_ERRORS = 1 << 6,
    CLI_OPT_JSON = 1 << 7,
    CLI_OPT_OUT = 1 << 8
};

typedef struct cli_verb {
    const char *name, *summary;
    const char *help;    /* what --help prints above the options */
    const char *example; /* a command that runs in the checkout; the tests run it */
    unsigned options;    /* CLI_OPT_... */
    int (*run)(const cli_options *options);
} cli_verb;

extern const cli_verb verb_clean, verb_code, verb_explain, verb_eval, verb_pack;

/** -1: go on; else the program's exit status (help was printed, or the usage was wrong). `options->args` is taken from `argv`. */
int cli_options_parse(const cli_verb *verb, int argc, char **argv, cli_options *options);

/** "dragoman: " and the message and a newline, on standard error. */
void cli_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- strings */

static inline bool cli_is(dm_str s, const char *text)
{
    return s.bytes == strlen(text) && memcmp(s.p, text, s.bytes) == 0;
}

static inline bool cli_same(dm_str a, dm_str b)
{
    return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.p, b.p, a.bytes) == 0);
}

/** malloc and realloc that end the program with a message and CLI_COULD_NOT_RUN: a program, unlike a library, may. */
void *cli_alloc(size_t bytes); /* zeroed */
void *cli_grow(void *p, size_t bytes);
char *cli_join(const char *a, const char *b, const char *c); /* owned */

/* ---- files */

typedef struct cli_files {
    char **at; /* owned */
    size_t count;
    size_t failed; /* arguments that named nothing readable; each had its message */
} cli_files;

/** Arguments to files: a directory is walked, in byte order, without names that begin with a dot. */
cli_files cli_walk(const char *const *args, size_t arg_count);
void cli_files_free(cli_files *files);

/* ---- documents */

struct json_object;

/** What goes to dm_code() at once: a document, or its parts (records "x#1", "x#2" that follow one another). */
typedef struct cli_document {
    const char *path; /* borrowed from the input's files */
    dm_document *parts;
    struct json_object **records; /* of each part, owned; NULL for a page of plain text */
    uint64_t *lines;              /* of each part, from 1; 0: the whole file */
    char **made_ids;              /* of each part: owned when it had none; else NULL */
    size_t count;
    char *page; /* owned; NULL unless it is plain text */
} cli_document;

typedef struct cli_input cli_input;

/** `files` is borrowed. `lang`: for documents that name none, or NULL. `whole`: parts go together. */
cli_input *cli_input_open(const cli_files *files, const char *lang, bool whole);
/** The next document; false at the end. Messages for what cannot be read. Free it with cli_document_free(). */
bool cli_input_next(cli_input *input, cli_document *document);
size_t cli_input_failed(const cli_input *input);
void cli_input_close(cli_input *input);
void cli_document_free(cli_document *document);

/* ---- bytes */

typedef struct cli_text_check {
    size_t bad_bytes;     /* that are no UTF-8 */
    size_t control_bytes; /* that no text holds, NUL among them */
    bool has_nul;
    uint64_t first_bad_line;
} cli_text_check;
cli_text_check cli_check_text(const char *p, size_t bytes);

/* ---- work */

/** One document on its way. */
typedef struct cli_job {
    cli_document document;
    dm_result *result; /* NULL: it failed */
    char *out;         /* what format() wrote */
    size_t out_bytes;
    bool failed, done;
    char message[512]; /* to be printed in turn; empty: none */
} cli_job;

typedef struct cli_work cli_work;
struct cli_work {
    const cli_options *options;
    const dm_engine *engine;
    const cli_files *files;
    const char *lang; /* for documents that name none */
    dm_code_opts code;
    bool whole;
    /* In a worker, with the job's result: write what will be printed. May be NULL. */
    void (*format)(const cli_work *work, const cli_job *job, FILE *out);
    /* In the main thread, in the order of the input, for every job. NULL: job->out goes to standard output. */
    void (*emit)(const cli_work *work, const cli_job *job);
    void *context;
};

/** Run it all over work->engine and work->files; the exit status. */
int cli_work_run(const cli_work *work);

/** The same over the files that the options name and the engine that they open. `work->options` is set. */
int cli_work_run_files(cli_work *work);

/** Open the engine that --packs and --ontology name; NULL after a message. */
dm_engine *cli_engine_open(const cli_options *options);

/** Flush standard output; `status`, or CLI_COULD_NOT_RUN after a message when what was written did not arrive. */
int cli_finish(int status);

/* ---- output */

void cli_format_json(const cli_work *work, const cli_job *job, FILE *out);
void cli_format_csv(const cli_work *work, const cli_job *job, FILE *out);
void cli_format_table(const cli_work *work, const cli_job *job,
                      FILE *out); /* work->context: const unsigned *, the width in columns */
unsigned cli_terminal_width(void);

/* ---- gold and coded events */

/** The countries of one side of an event as the scorers compare them: ISO codes, or IGO NGO MNC INT. A set. */
enum { CLI_SIDE_MAX = 64 };
typedef struct cli_side {
    char codes[CLI_SIDE_MAX][4];
    size_t count;
} cli_side;

/** An event as it is compared; strings are borrowed from the gold record or the result. Empty: not given. */
typedef struct cli_event {
    dm_str type, mode, status, cameo, date, words, rule;
    cli_side source, target;
} cli_event;
typedef struct cli_events {
    cli_event *at; /* owned */
    size_t count;
} cli_events;

/** The `events` of a gold record or case. False, with *fault static, when they are not well-formed. */
bool cli_gold_events(struct json_object *record, cli_events *events, const char **fault);
/** The events of this part of a document. */
cli_events cli_coded_events(const cli_job *job, dm_str doc_id);
void cli_events_free(cli_events *events);

bool cli_is_live(const cli_event *event);      /* actual or planned, or no status given */
bool cli_is_symmetric(const cli_event *event); /* CONSULT AGREE COOPERATE SUPPORT: the parties may be split either way */
bool cli_side_same(const cli_side *a, const cli_side *b);
cli_side cli_side_union(const cli_side *a, const cli_side *b);
/** Do two sides agree: Jaccard of the sets >= 1/2, or both empty. */
bool cli_side_agree(const cli_side *a, const cli_side *b);
/** "IDN AUS", "-" when empty, into `out`. */
void cli_side_print(const cli_side *side, FILE *out);

/**
 * Maximum one-to-one matching. owner_of[j]: which gold event has coded event j, or SIZE_MAX; found[i]: has gold event i one.
 * @return how many pairs
 */
size_t cli_match(const cli_events *gold, const cli_events *coded, bool (*fits)(const cli_event *gold, const cli_event *coded),
                 size_t *owner_of, bool *found);

#endif
