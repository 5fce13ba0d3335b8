/**
 * speed FILE...: how fast are pages coded on one core? Codes the pages over and over for some seconds and prints sentences and
 * megabytes a second, and the time to open the engine. Pages are coded whole: cleaning, coding and writing as JSON.
 *
 *   ninja -C build bench/speed && build/bench/speed examples/en-*.txt
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "text/text.h"

enum { SECONDS = 3 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void fail(const dm_error *err)
{
    fprintf(stderr, "speed: %s\n", err->message);
    exit(3);
}

static size_t count_sentences(dm_str text)
{
    dmi_arena arena;
    size_t count;

    dmi_arena_init(&arena, NULL);
    dmi_tokens tokens = dmi_tokenize(&arena, text, 0, (uint32_t)text.bytes, 0);
    count = dmi_sentences(&arena, text, tokens, NULL, NULL).count;
    dmi_arena_free(&arena);
    return count;
}

typedef struct totals {
    size_t documents, sentences, bytes, events, out_bytes;
} totals;

static void code_page(dm_coder *coder, dm_str text, totals *sum)
{
    dm_document document = { .id = DMI_STR("page"), .text = text };
    dm_result *result = NULL;
    dm_error err;

    if (dm_code(coder, &document, 1, NULL, &result, &err) != DM_OK)
        fail(&err);
    for (size_t i = 0; i < dm_result_event_count(result); i++)
        sum->out_bytes += dm_result_event_json(result, i).bytes;
    sum->documents++;
    sum->bytes += text.bytes;
    sum->events += dm_result_event_count(result);
    dm_result_destroy(result);
}

int main(int argc, char **argv)
{
    dmi_buf *pages = calloc((size_t)argc, sizeof *pages);
    size_t *sentences = calloc((size_t)argc, sizeof *sentences);
    dm_engine *engine = NULL;
    dm_coder *coder = NULL;
    totals sum = { 0 };
    dm_error err;
    double start = now(), opened, spent;

    if (argc < 2 || pages == NULL || sentences == NULL) {
        fprintf(stderr, "usage: speed FILE...\n");
        return 2;
    }
    if (dm_engine_open(NULL, NULL, &engine, &err) != DM_OK || dm_coder_create(engine, &coder, &err) != DM_OK)
        fail(&err);
    opened = now();
    for (int i = 1; i < argc; i++) {
        if (dmi_read_file(argv[i], &pages[i], &err) != DM_OK)
            fail(&err);
        sentences[i] = count_sentences((dm_str){ pages[i].p, pages[i].bytes });
    }
    spent = -now();
    while (spent + now() < SECONDS)
        for (int i = 1; i < argc; i++) {
            code_page(coder, (dm_str){ pages[i].p, pages[i].bytes }, &sum);
            sum.sentences += sentences[i];
        }
    spent += now();
    printf("engine opened in %.1f ms\n", (opened - start) * 1e3);
    printf("%.0f sentences/s, %.2f MB/s, %.0f documents/s, %.0f events/s on one core\n", (double)sum.sentences / spent,
           (double)sum.bytes / spent / 1e6, (double)sum.documents / spent, (double)sum.events / spent);
    for (int i = 1; i < argc; i++)
        dmi_buf_free(&pages[i]);
    free(pages);
    free(sentences);
    dm_coder_destroy(coder);
    dm_engine_destroy(engine);
    return 0;
}
