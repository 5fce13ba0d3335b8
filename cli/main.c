#include "cli.h"

#include <stdarg.h>
#include <stdlib.h>

static const cli_verb *const verbs[] = { &verb_code, &verb_clean, &verb_explain, &verb_eval, &verb_pack };
enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

static void print_help(FILE *out)
{
    fputs("dragoman reads the world's news in many languages and writes down who did what to whom, when and where.\n\n"
          "usage: dragoman VERB [OPTION...] [FILE...]\n\n",
          out);
    for (size_t i = 0; i < VERB_COUNT; i++)
        fprintf(out, "  %-8s %s\n", verbs[i]->name, verbs[i]->summary);
    fputs("\n`dragoman VERB --help` says more; `dragoman --version` names the program and its packs.\n\n"
          "Example:\n  dragoman code examples\n",
          out);
}

static int print_version(void)
{
    dm_engine *engine = NULL;
    dm_error err;

    printf("dragoman %s\n", dm_version());
    if (dm_engine_open(NULL, NULL, &engine, &err) != DM_OK) {
        cli_message("%s", err.message);
        return CLI_COULD_NOT_RUN;
    }
    printf("packs %s:", dm_engine_hash(engine));
    for (size_t i = 0; i < dm_engine_lang_count(engine); i++)
        printf(" %s", dm_engine_lang_at(engine, i));
    printf("\n");
    dm_engine_destroy(engine);
    return cli_finish(CLI_DONE);
}

static int run_verb(const cli_verb *verb, int argc, char **argv)
{
    cli_options options = { .verb = verb->name };
    int status = cli_options_parse(verb, argc, argv, &options);

    return status >= 0 ? status : verb->run(&options);
}

int main(int argc, char **argv)
{
    const char *word = argc > 1 ? argv[1] : "";

    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        print_help(stdout);
        return cli_finish(CLI_DONE);
    }
    if (strcmp(word, "--version") == 0)
        return print_version();
    for (size_t i = 0; i < VERB_COUNT; i++)
        if (strcmp(word, verbs[i]->name) == 0)
            return run_verb(verbs[i], argc - 2, argv + 2);
    if (*word != '\0')
        cli_message("unknown verb '%s'", word);
    print_help(stderr);
    return CLI_USAGE;
}

void cli_message(const char *format, ...)
{
    va_list args;

    fflush(stdout); /* on a terminal the message then stands behind what came before it */
    fputs("dragoman: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
}

int cli_finish(int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        cli_message("could not write all of the output");
        return CLI_COULD_NOT_RUN;
    }
    return status;
}

static void *check_alloc(void *p)
{
    if (p == NULL) {
        cli_message("no memory");
        exit(CLI_COULD_NOT_RUN);
    }
    return p;
}

void *cli_alloc(size_t bytes)
{
    return check_alloc(calloc(1, bytes == 0 ? 1 : bytes));
}

void *cli_grow(void *p, size_t bytes)
{
    return check_alloc(realloc(p, bytes == 0 ? 1 : bytes));
}

char *cli_join(const char *a, const char *b, const char *c)
{
    size_t bytes = strlen(a) + strlen(b) + strlen(c) + 1;
    char *joined = cli_alloc(bytes);

    snprintf(joined, bytes, "%s%s%s", a, b, c);
    return joined;
}
