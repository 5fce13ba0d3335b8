#include "cli.h"

#include <unistd.h>

static int run(const cli_options *options)
{
    const char *format = options->format != NULL ? options->format : isatty(STDOUT_FILENO) ? "table" : "jsonl";
    unsigned width = cli_terminal_width();
    cli_work work = {
        .options = options, .code = DM_CODE_OPTS_INIT, .whole = true, .format = cli_format_json, .context = &width
    };

    if (strcmp(format, "table") == 0)
        work.format = cli_format_table;
    if (strcmp(format, "csv") == 0) {
        work.format = cli_format_csv;
        if (options->arg_count > 0)
            fwrite(dm_event_csv_header().p, 1, dm_event_csv_header().bytes, stdout);
    }
    return cli_work_run_files(&work);
}

const cli_verb verb_code = {
    .name = "code",
    .summary = "documents in, events out",
    .help = "code [OPTION...] FILE...|-\n\n"
            "Reads pages of plain text (one a file) and JSON Lines documents (id text title date lang source url, all but\n"
            "text optional); a folder is walked. Writes one event a line; docs/records.md says what its fields are.",
    .example = "dragoman code --format table examples",
    .options = CLI_OPT_FORMAT | CLI_OPT_LANG | CLI_OPT_PACKS | CLI_OPT_ONTOLOGY | CLI_OPT_THREADS,
    .run = run,
};
