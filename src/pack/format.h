/**
 * Inside of pack: reading the pack texts line by line, and faults.
 */
#ifndef DMI_FORMAT_H
#define DMI_FORMAT_H

#include "base/base.h"
#include "pack/dict.h"

/** Where faults go: all to the caller's function, the first into the error. */
typedef struct dmi_faults {
    dm_fault_fn *fn;
    void *context;
    dm_error *err;
    uint32_t count;
} dmi_faults;

/** A text read line by line: comments, blanks at both ends and empty lines are gone. */
typedef struct dmi_reader {
    dm_str path; /* as faults name it */
    dm_str rest;
    uint32_t line; /* from 1 */
    bool indented; /* the line began with a blank */
    dm_str text;   /* the line */
} dmi_reader;

dmi_reader dmi_reader_of(dm_str path, dm_str text);
bool dmi_reader_next(dmi_reader *reader);

/** "packs/id/acts:41: " and the rest. */
void dmi_fault(dmi_faults *faults, const dmi_reader *reader, const char *format, ...) __attribute__((format(printf, 3, 4)));

/** A name that is none: "unknown concept 'IMPOZE' (IMPOSE?)". */
void dmi_fault_unknown(dmi_faults *faults, const dmi_reader *reader, const char *what, dm_str name, const dmi_dict *known);

/** The next word of *rest, which moves on behind it; false: none is left. */
bool dmi_next_word(dm_str *rest, dm_str *word);

/** Decimal digits alone, at most nine of them. */
bool dmi_parse_number(dm_str digits, uint32_t *number);

/** For the %.*s of a format. */
#define DMI_ARG(s) (int)((s).bytes > 200 ? 200 : (s).bytes), (s).p

#endif
