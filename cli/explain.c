#include "cli.h"

static void format(const cli_work *work, const cli_job *job, FILE *out)
{
    dm_str text = dm_result_explain_text(job->result), id = job->document.parts[0].id;

    (void)work;
    fprintf(out, "==== %.*s\n", (int)id.bytes, id.p);
    fwrite(text.p, 1, text.bytes, out);
    if (text.bytes == 0 || text.p[text.bytes - 1] != '\n')
        fputc('\n', out);
}

static int run(const cli_options *options)
{
    cli_work work = { .options = options, .code = DM_CODE_OPTS_INIT, .whole = true, .format = format };

    work.code.explain = true;
    return cli_work_run_files(&work);
}

const cli_verb verb_explain = {
    .name = "explain",
    .summary = "documents in, and why each event was coded, or not",
    .help = "explain [OPTION...] FILE...|-\n\n"
            "For every event: the sentence with its words marked, the concepts they gave, the rule, how each slot was filled,\n"
            "what the operators and status words did. For sentences with a trigger but no event: why not.",
    .example = "echo 'Iran condemned the Israeli strikes.' | dragoman explain -",
    .options = CLI_OPT_LANG | CLI_OPT_PACKS | CLI_OPT_ONTOLOGY,
    .run = run,
};
