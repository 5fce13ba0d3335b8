#include "cli.h"

static void format(const cli_work *work, const cli_job *job, FILE *out)
{
    dm_str line = dm_result_document_json(job->result);

    (void)work;
    fwrite(line.p, 1, line.bytes, out);
}

static int run(const cli_options *options)
{
    cli_work work = { .options = options, .code = DM_CODE_OPTS_INIT, .format = format };

    work.code.clean_only = true;
    return cli_work_run_files(&work);
}

const cli_verb verb_clean = {
    .name = "clean",
    .summary = "pages in, clean documents out: language, headline, date, body",
    .help = "clean [OPTION...] FILE...|-\n\n"
            "Takes the site's chrome (menus, share bars, related posts, comment forms) off each page, finds its language,\n"
            "headline and day of publication, and writes it as a JSON line {id, lang, title, date, text, source, url}.\n"
            "A document in a language without a pack is written as it is, with \"unsupported\": true.",
    .example = "dragoman clean examples",
    .options = CLI_OPT_LANG | CLI_OPT_PACKS | CLI_OPT_ONTOLOGY | CLI_OPT_THREADS,
    .run = run,
};
