/**
 * Inside of pack: templates that make word forms out of principal parts (docs/packs.md, Templates). All strings are raw spelling, folded
 * only later, so that joining rules see vowel signs and capitals.
 */
#ifndef DMI_PARADIGM_H
#define DMI_PARADIGM_H

#include "pack/format.h"

enum { DMI_PARTS_MAX = 9, DMI_FORM_BYTES = 512 };

typedef struct dmi_cell {
    dm_str pattern;
    uint32_t features;
} dmi_cell;

typedef struct dmi_template {
    dm_str name;
    uint32_t part_min;
    dm_str defaults[DMI_PARTS_MAX]; /* pattern of a part that is not given; empty: none */
    DMI_ARRAY(dmi_cell) cells;
} dmi_template;

typedef struct dmi_paradigms dmi_paradigms;

/** Read a `paradigms` text; an empty one gives none. */
dmi_paradigms *dmi_paradigms_read(dmi_arena *arena, dmi_reader reader, dmi_faults *faults);

/** NULL: no such template. */
const dmi_template *dmi_paradigms_template(const dmi_paradigms *paradigms, dm_str name);
const dmi_dict *dmi_paradigms_names(const dmi_paradigms *paradigms);

typedef struct dmi_parts {
    dm_str at[DMI_PARTS_MAX];
    uint32_t given; /* as written, without the defaults */
} dmi_parts;

/** The principal parts of a word as an entry gives it ("meet,met,met", or "meet" with its parts under `parts`), completed by the defaults. */
dmi_parts dmi_paradigm_parts(dmi_arena *arena, const dmi_paradigms *paradigms, const dmi_template *template_, dm_str word);

/** One cell's form into `out`; its bytes; 0 when the pattern names a part that is not there or the form is too long. A blank parts words. */
size_t dmi_paradigm_form(const dmi_paradigms *paradigms, dm_str pattern, const dmi_parts *parts, char out[DMI_FORM_BYTES]);

#endif
