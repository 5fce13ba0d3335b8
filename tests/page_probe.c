/* What cleaning makes of a page: page_probe PACKS_DIR ONTOLOGY_DIR LANG FILE [URL [TITLE]] */
#include <stdio.h>

#include "ingest/ingest.h"
#include "time/time.h"

static const char *const kinds[] = { "?", "body", "TITLE", "date", "byline", "caption", "chrome", "subtitle" };

static void print_fault(void *context, const char *message)
{
    (void)context;
    fprintf(stderr, "%s\n", message);
}

static void print_page(const dmi_page *page, dm_str text)
{
    char day[11];

    for (uint32_t i = 0; i < page->line_count; i++) {
        const dmi_line *line = &page->lines[i];
        printf("%-8s %-30s %.*s\n", kinds[line->kind], line->why, (int)(line->end_byte - line->start_byte),
               text.p + line->start_byte);
    }
    dmi_ymd_print(page->date, day);
    printf("title: %.*s\ndate: %s, source %u, \"%.*s\"\n", (int)page->title.bytes, page->title.p, page->date == 0 ? "none" : day,
           page->date_source, (int)page->date_text.bytes, page->date_text.p);
}

int main(int count, char **argument)
{
    dmi_buf container = { 0 }, file = { 0 };
    dmi_packs *packs = NULL;
    dmi_arena arena;
    dm_error err = { 0 };

    if (count < 5) {
        fprintf(stderr, "usage: page_probe PACKS_DIR ONTOLOGY_DIR LANG FILE [URL [TITLE]]\n");
        return 2;
    }
    if (dmi_packs_compile(argument[1], argument[2], &container, print_fault, NULL, &err) != DM_OK ||
        dmi_packs_open(container.p, container.bytes, &packs, &err) != DM_OK || dmi_read_file(argument[4], &file, &err) != DM_OK) {
        fprintf(stderr, "%s\n", err.message);
        return 3;
    }
    dmi_arena_init(&arena, NULL);
    dm_document document = { .url = dmi_str(count > 5 ? argument[5] : NULL), .title = dmi_str(count > 6 ? argument[6] : NULL) };
    dm_str text = dmi_repair(&arena, (dm_str){ file.p, file.bytes }, NULL);
    dmi_page page = dmi_clean(&arena, packs, dmi_packs_lang(packs, dmi_str(argument[3])), text, &document);
    print_page(&page, text);
    dmi_arena_free(&arena);
    dmi_packs_destroy(packs);
    dmi_buf_free(&container);
    dmi_buf_free(&file);
    return 0;
}
