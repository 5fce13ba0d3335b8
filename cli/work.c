#include "cli.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* The jobs stand in a ring: the main thread puts documents in at one end, workers take them in order, and the main thread prints
 * each when its turn comes. So memory is bounded by the ring, and the output's order is the input's whoever was faster. */
enum { JOBS_A_THREAD = 4 };

typedef struct ring {
    const cli_work *work;
    cli_job *jobs;
    size_t room;
    size_t put, taken, printed; /* counts since the start; job n stands at n % room */
    bool closed;                /* nothing more will be put in */
    pthread_mutex_t lock;       /* of the counts, `closed` and every job's `done` */
    pthread_cond_t has_work, has_done;
} ring;

typedef struct worker {
    ring *ring;
    dm_coder *coder; /* owned */
    pthread_t thread;
    bool started;
} worker;

/* ---- one job */

static void describe_place(const cli_document *document, char *out, size_t bytes)
{
    if (document->lines[0] == 0)
        snprintf(out, bytes, "%s", document->path);
    else
        snprintf(out, bytes, "%s:%" PRIu64, document->path, document->lines[0]);
}

static void report_failure(cli_job *job, const dm_error *err)
{
    const dm_document *first = &job->document.parts[0];
    char place[200];

    describe_place(&job->document, place, sizeof place);
    job->failed = true;
    if (job->document.page != NULL) /* its id is its path, which is named already */
        snprintf(job->message, sizeof job->message, "%s: %s", place, err->message);
    else
        snprintf(job->message, sizeof job->message, "%s: document '%.*s': %s", place,
                 (int)(first->id.bytes < 100 ? first->id.bytes : 100), first->id.p, err->message);
}

/* Damaged text is coded all the same, but never in silence. */
static void report_bad_bytes(cli_job *job, uint32_t bad_bytes)
{
    const cli_document *document = &job->document;
    char place[200];

    describe_place(document, place, sizeof place);
    job->failed = true;
    if (document->page != NULL) {
        cli_text_check check = cli_check_text(document->parts[0].text.p, document->parts[0].text.bytes);
        snprintf(job->message, sizeof job->message, "%s:%" PRIu64 ": not UTF-8 from here on: %u byte%s read as U+FFFD",
                 document->path, check.first_bad_line, (unsigned)bad_bytes, bad_bytes == 1 ? "" : "s");
    } else {
        snprintf(job->message, sizeof job->message, "%s: %u byte%s no UTF-8, read as U+FFFD", place, (unsigned)bad_bytes,
                 bad_bytes == 1 ? " is" : "s are");
    }
}

static void write_output(const cli_work *work, cli_job *job)
{
    FILE *out = open_memstream(&job->out, &job->out_bytes);

    if (out == NULL) {
        cli_message("no memory");
        exit(CLI_COULD_NOT_RUN);
    }
    work->format(work, job, out);
    if (ferror(out) || fclose(out) != 0) {
        cli_message("no memory");
        exit(CLI_COULD_NOT_RUN);
    }
}

static void run_job(const cli_work *work, dm_coder *coder, cli_job *job)
{
    dm_error err = { 0 };
    uint32_t bad_bytes;

    if (dm_code(coder, job->document.parts, job->document.count, &work->code, &job->result, &err) != DM_OK) {
        report_failure(job, &err);
        return;
    }
    bad_bytes = dm_result_cleaned(job->result).bad_bytes;
    if (bad_bytes > 0)
        report_bad_bytes(job, bad_bytes);
    if (work->format != NULL)
        write_output(work, job);
}

static void print_job(const cli_work *work, const cli_job *job)
{
    if (job->message[0] != '\0')
        cli_message("%s", job->message);
    if (work->emit != NULL)
        work->emit(work, job);
    else if (job->out_bytes > 0)
        fwrite(job->out, 1, job->out_bytes, stdout);
}

static void clear_job(cli_job *job)
{
    dm_result_destroy(job->result);
    free(job->out);
    cli_document_free(&job->document);
    *job = (cli_job){ 0 };
}

/* ---- workers */

static void *worker_main(void *argument)
{
    worker *self = argument;
    ring *ring = self->ring;

    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->taken == ring->put && !ring->closed)
            pthread_cond_wait(&ring->has_work, &ring->lock);
        if (ring->taken == ring->put)
            break;
        cli_job *job = &ring->jobs[ring->taken++ % ring->room];
        pthread_mutex_unlock(&ring->lock);
        run_job(ring->work, self->coder, job);
        pthread_mutex_lock(&ring->lock);
        job->done = true;
        pthread_cond_signal(&ring->has_done);
    }
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

static void put_job(ring *ring, cli_document *document, bool alone, dm_coder *coder)
{
    cli_job *job = &ring->jobs[ring->put % ring->room];

    job->document = *document;
    if (alone) { /* one thread: no need of another */
        run_job(ring->work, coder, job);
        job->done = true;
        ring->put++;
        return;
    }
    pthread_mutex_lock(&ring->lock);
    ring->put++;
    pthread_cond_signal(&ring->has_work);
    pthread_mutex_unlock(&ring->lock);
}

/* Wait for the oldest job, print it, make its place free. True if it failed. */
static bool print_oldest(ring *ring)
{
    cli_job *job = &ring->jobs[ring->printed % ring->room];
    bool failed;

    pthread_mutex_lock(&ring->lock);
    while (!job->done)
        pthread_cond_wait(&ring->has_done, &ring->lock);
    pthread_mutex_unlock(&ring->lock);
    print_job(ring->work, job);
    failed = job->failed;
    clear_job(job);
    ring->printed++;
    return failed;
}

/* ---- progress: on standard error, when someone is looking and nothing else is to be seen, and the work is long */

typedef struct progress {
    bool wanted, shown;
    time_t started, last;
} progress;

static time_t seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

static progress progress_start(void)
{
    progress bar = { .wanted = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) };

    if (bar.wanted)
        bar.started = bar.last = seconds_now();
    return bar;
}

static void progress_show(progress *bar, size_t count)
{
    time_t now;

    if (!bar->wanted || (now = seconds_now()) == bar->last || now < bar->started + 2)
        return;
    fprintf(stderr, "\r%zu documents in %ld s\033[K", count, (long)(now - bar->started));
    bar->last = now;
    bar->shown = true;
}

static void progress_end(const progress *bar)
{
    if (bar->shown)
        fputs("\r\033[K", stderr);
}

/* ---- the whole */

static size_t run_ring(ring *ring, cli_input *input, bool alone, dm_coder *coder)
{
    progress bar = progress_start();
    cli_document document;
    size_t failed = 0;

    while (cli_input_next(input, &document)) {
        put_job(ring, &document, alone, coder);
        if (alone || ring->put - ring->printed == ring->room)
            failed += print_oldest(ring);
        progress_show(&bar, ring->printed);
    }
    pthread_mutex_lock(&ring->lock);
    ring->closed = true;
    pthread_cond_broadcast(&ring->has_work);
    pthread_mutex_unlock(&ring->lock);
    while (ring->printed < ring->put) {
        failed += print_oldest(ring);
        progress_show(&bar, ring->printed);
    }
    progress_end(&bar);
    return failed;
}

static bool start_workers(ring *ring, worker *workers, size_t count)
{
    dm_error err = { 0 };

    for (size_t i = 0; i < count; i++) {
        workers[i].ring = ring;
        if (dm_coder_create(ring->work->engine, &workers[i].coder, &err) != DM_OK) {
            cli_message("%s", err.message);
            return false;
        }
    }
    for (size_t i = 0; count > 1 && i < count; i++) {
        workers[i].started = pthread_create(&workers[i].thread, NULL, worker_main, &workers[i]) == 0;
        if (!workers[i].started && i == 0) { /* fewer than asked for will do, none will not */
            cli_message("no thread could be started");
            return false;
        }
    }
    return true;
}

static void end_workers(ring *ring, worker *workers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (workers[i].started)
            pthread_join(workers[i].thread, NULL);
        dm_coder_destroy(workers[i].coder);
    }
    pthread_mutex_destroy(&ring->lock);
    pthread_cond_destroy(&ring->has_work);
    pthread_cond_destroy(&ring->has_done);
    free(ring->jobs);
    free(workers);
}

int cli_work_run(const cli_work *work)
{
    size_t threads = work->options->threads, failed = work->files->failed;
    ring ring = { .work = work, .room = threads * JOBS_A_THREAD };
    worker *workers = cli_alloc(threads * sizeof *workers);
    bool ran;

    ring.jobs = cli_alloc(ring.room * sizeof *ring.jobs);
    pthread_mutex_init(&ring.lock, NULL);
    pthread_cond_init(&ring.has_work, NULL);
    pthread_cond_init(&ring.has_done, NULL);
    ran = start_workers(&ring, workers, threads);
    if (ran) {
        cli_input *input = cli_input_open(work->files, work->lang, work->whole);
        failed += run_ring(&ring, input, threads == 1, workers[0].coder);
        failed += cli_input_failed(input);
        cli_input_close(input);
    }
    end_workers(&ring, workers, threads);
    if (!ran)
        return CLI_COULD_NOT_RUN;
    return cli_finish(failed > 0 ? CLI_SOME_FAILED : CLI_DONE);
}

dm_engine *cli_engine_open(const cli_options *options)
{
    dm_engine *engine = NULL;
    dm_error err = { 0 };

    if (dm_engine_open(options->packs, options->ontology, &engine, &err) == DM_OK)
        return engine;
    cli_message("%s", err.message);
    return NULL;
}

int cli_work_run_files(cli_work *work)
{
    const cli_options *options = work->options;
    dm_engine *engine;
    cli_files files;
    int status;

    if (options->arg_count == 0) {
        cli_message("%s: name a file, a folder, or - for standard input (see `dragoman %s --help`)", options->verb,
                    options->verb);
        return CLI_USAGE;
    }
    engine = cli_engine_open(options);
    if (engine == NULL)
        return CLI_COULD_NOT_RUN;
    files = cli_walk(options->args, options->arg_count);
    work->engine = engine;
    work->files = &files;
    work->lang = options->lang;
    status = cli_work_run(work);
    cli_files_free(&files);
    dm_engine_destroy(engine);
    return status;
}
