#include "ingest/page.h"

/* A headline and a paragraph of the report speak of the same things as the rest of it; a menu, a form, another report's headline
 * do not. */

typedef struct slot {
    uint64_t key;
    uint32_t rows;     /* rows of running text that have it */
    uint32_t last_row; /* the last of them, from 1 */
} slot;

typedef struct table {
    slot *slots;
    size_t mask;
} table;

static slot *find_slot(const table *t, uint64_t key)
{
    size_t i = (size_t)key & t->mask;

    while (t->slots[i].key != 0 && t->slots[i].key != key)
        i = (i + 1) & t->mask;
    return &t->slots[i];
}

/* What a unit is about: the concept, country or entity, so that other words for it count too; else its spelling. 0: nothing. */
static uint64_t content_key(const dmi_rows *rows, const dmi_unit *unit)
{
    enum { LEAST_BYTES = 3, LEAST_BYTES_UNKNOWN_LANGUAGE = 5 };
    struct {
        uint32_t kind, id;
    } sense = { 0 };
    uint64_t key;

    if (unit->kind == DMI_MARK || unit->clitic)
        return 0;
    for (uint32_t i = 0; i < unit->sense_count; i++) {
        const dmi_sense *s = &unit->senses[i];
        if (s->kind == DMI_SENSE_CONCEPT) {
            switch (dmi_packs_concept_at(rows->packs, s->id)->class_) {
            case DMI_CLASS_GRAM:
            case DMI_CLASS_TIME:
            case DMI_CLASS_LIGHT:
            case DMI_CLASS_VERB:
            case DMI_CLASS_OP:
                return 0; /* in every text */
            default:
                break;
            }
        }
        if (sense.kind == 0) {
            sense.kind = s->kind;
            sense.id = s->id;
        }
    }
    if (sense.kind == 0 && unit->fold.bytes < (rows->lang == NULL ? LEAST_BYTES_UNKNOWN_LANGUAGE : LEAST_BYTES))
        return 0;
    key = sense.kind == 0 ? dmi_hash(unit->fold) : dmi_hash((dm_str){ (const char *)&sense, sizeof sense });
    return key == 0 ? 1 : key;
}

static void collect(dmi_rows *rows)
{
    size_t units = 0;
    uint32_t count = 0;

    for (uint32_t i = 0; i < rows->count; i++)
        units += rows->at[i].units.count;
    rows->content = dmi_alloc(rows->arena, units * sizeof *rows->content);
    for (uint32_t i = 0; i < rows->count; i++) {
        dmi_row *row = &rows->at[i];
        row->content_start = count;
        for (uint32_t u = 0; u < row->units.count; u++) {
            uint64_t key = content_key(rows, &row->units.at[u]);
            if (key != 0)
                rows->content[count++] = key;
        }
        row->content_count = count - row->content_start;
    }
}

void dmi_rows_count_content(dmi_rows *rows)
{
    enum { OVERLAP_WORDS_MOST = 64 };
    table t = { .mask = 255 };
    uint32_t total;

    collect(rows);
    total = rows->count == 0 ? 0 : rows->at[rows->count - 1].content_start + rows->at[rows->count - 1].content_count;
    while (t.mask < (size_t)total * 2)
        t.mask = t.mask * 2 + 1;
    t.slots = dmi_alloc(rows->arena, (t.mask + 1) * sizeof *t.slots);
    for (uint32_t i = 0; i < rows->count; i++)
        for (uint32_t c = 0; rows->at[i].prose && c < rows->at[i].content_count; c++) {
            slot *s = find_slot(&t, rows->content[rows->at[i].content_start + c]);
            s->key = rows->content[rows->at[i].content_start + c];
            s->rows += s->last_row != i + 1;
            s->last_row = i + 1;
        }
    for (uint32_t i = 0; i < rows->count; i++) {
        dmi_row *row = &rows->at[i];
        for (uint32_t c = 0; c < row->content_count && c < OVERLAP_WORDS_MOST; c++) {
            const slot *s = find_slot(&t, rows->content[row->content_start + c]);
            row->overlap += s->rows > (row->prose ? 1u : 0u);
        }
    }
}
