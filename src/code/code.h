/**
 * code: the coder. Walks one document (or its parts) through the rooms below and gathers the result: repair, language, cleaning, sentences,
 * units, mentions, events; then what belongs to the whole document: dates, places, one event for an act told twice, ids.
 *
 * Dates: the words of the event's own sentence, the nearest to its trigger, win; then the day on which the report's lead sets its story;
 * then the day of publication. A sentence that looks back ("in July 2001", "last November") dates only itself.
 */
#ifndef DMI_CODE_H
#define DMI_CODE_H

#include "event/event.h"
#include "ingest/ingest.h"
#include "time/time.h"

struct dm_engine {
    dmi_packs *packs;
    dmi_vocabulary vocabulary;
    dmi_grammar *grammar;
    dmi_buf blob; /* the container, when it was read or compiled; empty: the embedded one */
};

struct dm_coder {
    const dm_engine *engine;
    dmi_arena scratch;
    dmi_buf explanation;
};

struct dm_result {
    dmi_arena arena;
    dm_cleaned cleaned;
    dm_document document;  /* id, source, url copied */
    DMI_ARRAY(dm_event) events;
    dm_str explanation;
    dmi_buf line;          /* of the formatters */
};

/** One part of the document being read. */
typedef struct dmi_part {
    const dm_document *document;
    dm_str text;           /* repaired */
    uint32_t bad_bytes;
    dmi_page page;
    uint32_t *checkpoints; /* code points before each 1,024th byte */
} dmi_part;

typedef struct dmi_document_reader {
    const dm_engine *engine;
    const dmi_lang *lang;
    dmi_arena *scratch;
    dmi_part *parts;
    uint32_t part_count;
    DMI_ARRAY(dmi_sentence) sentences;
    dmi_dates *dates;      /* of each sentence */
    uint32_t base;         /* day of publication; 0: unknown */
    uint32_t anchor;       /* the day against which dates are read: of publication, or settled from the page's people; 0: none */
    dmi_memory memory;
    dmi_found_list found;
    dmi_discourse discourse;
} dmi_document_reader;

/* document.c */
void dmi_read_document(dmi_document_reader *reader);
void dmi_code_document(dmi_document_reader *reader);
uint32_t dmi_code_points_before(const dmi_part *part, uint32_t byte);

/* settle.c: yyyymmdd of the page's story when it holds no day in full; 0: it cannot be told */
uint32_t dmi_settle_day(const dmi_document_reader *reader);

/* gather.c */
void dmi_gather_events(dmi_document_reader *reader, dm_result *result);

#endif
