#include "cli.h"

static void write_str(FILE *out, dm_str s)
{
    fwrite(s.p, 1, s.bytes, out);
}

void cli_format_json(const cli_work *work, const cli_job *job, FILE *out)
{
    (void)work;
    for (size_t i = 0; i < dm_result_event_count(job->result); i++)
        write_str(out, dm_result_event_json(job->result, i));
}

void cli_format_csv(const cli_work *work, const cli_job *job, FILE *out)
{
    (void)work;
    for (size_t i = 0; i < dm_result_event_count(job->result); i++)
        write_str(out, dm_result_event_csv(job->result, i));
}
