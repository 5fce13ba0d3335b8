#include "cli.h"

#include <stdlib.h>

typedef struct option_row {
    const char *name;  /* "--format" */
    const char *value; /* what --help calls its value; NULL: it takes none */
    unsigned flag;     /* CLI_OPT_... */
    const char *help;
} option_row;

static const option_row rows[] = {
    { "--format", "F", CLI_OPT_FORMAT, "jsonl, csv or table (without it: a table on a terminal, JSON Lines in a pipe)" },
    { "--lang", "L", CLI_OPT_LANG, "the language of documents that name none (without it: found from the text)" },
    { "--packs", "DIR", CLI_OPT_PACKS, "packs to use instead of the built-in ones: a folder, or a file from `pack compile`" },
    { "--ontology", "DIR", CLI_OPT_ONTOLOGY, "the ontology to go with --packs (without it: `ontology` beside the packs)" },
    { "--threads", "N", CLI_OPT_THREADS, "code on N threads; the output is the same (1)" },
    { "--half", "H", CLI_OPT_HALF, "only one half of the gold: tune or unread" },
    { "--errors", "N", CLI_OPT_ERRORS, "show the first N texts with errors; of the tune half only" },
    { "--json", NULL, CLI_OPT_JSON, "print the figures as one JSON object" },
    { "-o", "FILE", CLI_OPT_OUT, "where to write (packs.bin)" },
};
enum { ROW_COUNT = sizeof rows / sizeof *rows, THREADS_MAX = 256 };

static void print_help(const cli_verb *verb)
{
    printf("usage: dragoman %s\n", verb->help);
    if (verb->options != 0)
        printf("\nOptions:\n");
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (verb->options & rows[i].flag)
            printf("  %s%s%-*s %s\n", rows[i].name, rows[i].value != NULL ? " " : "",
                   (int)(14 - strlen(rows[i].name) - (rows[i].value != NULL)), rows[i].value != NULL ? rows[i].value : "",
                   rows[i].help);
    printf("\nExample:\n  %s\n", verb->example);
}

/* Digits only: what else stands there is no number. 0 is none either. */
static bool read_count(const char *text, unsigned max, unsigned *out)
{
    unsigned value = 0;

    for (const char *p = text; *p != '\0'; p++) {
        if (*p < '0' || *p > '9' || value > max)
            return false;
        value = value * 10 + (unsigned)(*p - '0');
    }
    *out = value;
    return value > 0 && value <= max;
}

static bool is_one_of(const char *value, const char *const words[])
{
    for (; *words != NULL; words++)
        if (strcmp(value, *words) == 0)
            return true;
    return false;
}

static bool take(cli_options *options, unsigned flag, const char *value)
{
    static const char *const formats[] = { "jsonl", "csv", "table", NULL }, *const halves[] = { "tune", "unread", NULL };

    switch (flag) {
    case CLI_OPT_FORMAT:
        options->format = value;
        return is_one_of(value, formats);
    case CLI_OPT_LANG:
        options->lang = value;
        return *value != '\0';
    case CLI_OPT_PACKS:
        options->packs = value;
        return *value != '\0';
    case CLI_OPT_ONTOLOGY:
        options->ontology = value;
        return *value != '\0';
    case CLI_OPT_THREADS:
        return read_count(value, THREADS_MAX, &options->threads);
    case CLI_OPT_HALF:
        options->half = value;
        return is_one_of(value, halves);
    case CLI_OPT_ERRORS:
        return read_count(value, 1000000, &options->errors);
    case CLI_OPT_OUT:
        options->out = value;
        return *value != '\0';
    default:
        options->json = true;
        return true;
    }
}

/* "--format" or "--format=csv"; *attached is what stands behind the sign, or NULL. */
static const option_row *find_row(const cli_verb *verb, const char *arg, const char **attached)
{
    size_t bytes = strcspn(arg, "=");

    *attached = arg[bytes] == '=' ? arg + bytes + 1 : NULL;
    for (size_t i = 0; i < ROW_COUNT; i++)
        if ((verb->options & rows[i].flag) && strlen(rows[i].name) == bytes && memcmp(rows[i].name, arg, bytes) == 0)
            return &rows[i];
    return NULL;
}

static int usage(const cli_verb *verb, const char *what, const char *arg)
{
    cli_message("%s: %s '%s' (see `dragoman %s --help`)", verb->name, what, arg, verb->name);
    return CLI_USAGE;
}

int cli_options_parse(const cli_verb *verb, int argc, char **argv, cli_options *options)
{
    bool options_ended = false;
    int kept = 0;

    options->threads = 1;
    for (int i = 0; i < argc; i++) {
        const char *arg = argv[i], *value;
        const option_row *row;

        if (options_ended || arg[0] != '-' || arg[1] == '\0') {
            argv[kept++] = argv[i];
            continue;
        }
        if (strcmp(arg, "--help") == 0 || strcmp(arg, "-h") == 0) {
            print_help(verb);
            return cli_finish(CLI_DONE);
        }
        if (strcmp(arg, "--") == 0) {
            options_ended = true;
            continue;
        }
        row = find_row(verb, arg, &value);
        if (row == NULL)
            return usage(verb, "unknown option", arg);
        if (row->value == NULL && value != NULL)
            return usage(verb, "this option takes no value:", arg);
        if (row->value != NULL && value == NULL) {
            if (i + 1 == argc)
                return usage(verb, "a value is missing behind", arg);
            value = argv[++i];
        }
        if (!take(options, row->flag, value))
            return usage(verb, row->value[0] == 'N' ? "a number from 1 up is wanted, not" : "no such choice:", value);
    }
    options->args = (const char *const *)argv;
    options->arg_count = (size_t)kept;
    return -1;
}
