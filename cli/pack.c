#include "pack.h"

#include <stdlib.h>

/* ---- list */

static void print_info(const dm_pack_info *info)
{
    printf("%-6s %8u %10u %10u %8u\n", info->lang, (unsigned)info->entries, (unsigned)info->forms, (unsigned)info->countries,
           (unsigned)info->chrome);
}

static int list(const cli_options *options)
{
    dm_engine *engine = cli_engine_open(options);

    if (engine == NULL)
        return CLI_COULD_NOT_RUN;
    printf("%-6s %8s %10s %10s %8s\n", "pack", "entries", "forms", "countries", "chrome");
    for (size_t i = 0; i < dm_engine_lang_count(engine); i++) {
        dm_pack_info info = dm_engine_pack_info(engine, i);
        print_info(&info);
    }
    printf("version %s\n", dm_engine_hash(engine));
    dm_engine_destroy(engine);
    return cli_finish(CLI_DONE);
}

/* ---- check and compile */

typedef struct faults {
    const char *prefix; /* "packs/id/": only these are asked for; NULL: all */
    size_t count, elsewhere;
} faults;

static void print_fault(void *context, const char *message)
{
    faults *faults = context;

    if (faults->prefix != NULL && strncmp(message, faults->prefix, strlen(faults->prefix)) != 0) {
        faults->elsewhere++;
        return;
    }
    faults->count++;
    puts(message);
}

static void print_verdict(const pack_place *place, const faults *faults)
{
    printf("%s%s%s: ", place->packs, place->lang != NULL ? "/" : "", place->lang != NULL ? place->lang : "");
    if (faults->count == 0)
        fputs("well-formed", stdout);
    else
        printf("%zu fault%s", faults->count, faults->count == 1 ? "" : "s");
    if (faults->elsewhere > 0)
        printf(" (%zu in other folders: `dragoman pack check %s` shows them)", faults->elsewhere, place->packs);
    putchar('\n');
}

static int check(const cli_options *options, const pack_place *place)
{
    char *prefix = place->lang == NULL ? NULL : cli_join(place->packs, "/", place->lang);
    char *folder = prefix == NULL ? NULL : cli_join(prefix, "/", "");
    faults faults = { .prefix = folder };
    dm_error err = { 0 };
    dm_status status = dm_packs_compile(place->packs, options->ontology, NULL, print_fault, &faults, &err);

    if (status == DM_OK || status == DM_ERR_PACK)
        print_verdict(place, &faults);
    else
        cli_message("%s", err.message);
    if (status == DM_ERR_PACK && faults.count + faults.elsewhere == 0) { /* a fault with no line of its own */
        cli_message("%s", err.message);
        faults.count++;
    }
    free(folder);
    free(prefix);
    if (status != DM_OK && status != DM_ERR_PACK)
        return CLI_COULD_NOT_RUN;
    return cli_finish(faults.count > 0 ? CLI_SOME_FAILED : CLI_DONE);
}

static int compile(const cli_options *options, const pack_place *place)
{
    const char *path = options->out != NULL ? options->out : "packs.bin";
    faults faults = { 0 };
    dm_error err = { 0 };
    dm_status status = dm_packs_compile(place->packs, options->ontology, path, print_fault, &faults, &err);

    if (status == DM_OK) {
        printf("%s: written\n", path);
        return cli_finish(CLI_DONE);
    }
    if (faults.count == 0) /* else the message is the first fault's, which was printed */
        cli_message("%s", err.message);
    return status == DM_ERR_PACK ? CLI_SOME_FAILED : CLI_COULD_NOT_RUN;
}

/* ---- the verb */

static int run_in_place(const cli_options *options, int (*action)(const cli_options *, const pack_place *))
{
    pack_place place;
    int status;

    if (options->arg_count > 2) {
        cli_message("pack: one folder at a time, please");
        return CLI_USAGE;
    }
    if (!pack_place_find(options, options->arg_count == 2 ? options->args[1] : NULL, &place))
        return CLI_USAGE;
    status = action(options, &place);
    pack_place_free(&place);
    return status;
}

static int run(const cli_options *options)
{
    const char *action = options->arg_count > 0 ? options->args[0] : "";

    if (strcmp(action, "list") == 0 && options->arg_count == 1)
        return list(options);
    if (strcmp(action, "check") == 0)
        return run_in_place(options, check);
    if (strcmp(action, "test") == 0)
        return run_in_place(options, pack_test);
    if (strcmp(action, "compile") == 0)
        return run_in_place(options, compile);
    cli_message("pack: list, check, test or compile? (see `dragoman pack --help`)");
    return CLI_USAGE;
}

const cli_verb verb_pack = {
    .name = "pack",
    .summary = "what is in a pack, whether it is well-formed, whether its cases pass",
    .help = "pack list | check [DIR] | test [LANG|DIR] | compile [DIR] [-o FILE]\n\n"
            "  list     the packs in use, with their numbers\n"
            "  check    every fault in the texts of a pack, as file:line: what\n"
            "  test     code the pack's own cases (cases.jsonl) and show those that come out otherwise; cases that are known\n"
            "           to fail stand in known.jsonl and are reported when they start to pass\n"
            "  compile  the texts to one file for --packs\n"
            "DIR is the folder of one language (packs/id) or of all (packs, which is the default).",
    .example = "dragoman pack check packs/id",
    .options = CLI_OPT_PACKS | CLI_OPT_ONTOLOGY | CLI_OPT_THREADS | CLI_OPT_OUT,
    .run = run,
};
