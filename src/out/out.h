/**
 * out: records to bytes. Knows the output contract (docs/records.md) and nothing of how an event came about.
 *
 * JSON Lines keeps the order of keys, writes every key of every record, and null for what is not known, so that a reader may
 * take any line as the shape of all. CSV is the same record laid flat: one row an event, its lists joined by bars.
 *
 * Numbers are printed by integer arithmetic with a fixed count of decimals: printf of floats asks the locale for its decimal point
 * and differs in its last digit between C libraries. Text is written as UTF-8 and not as \u escapes, so that a reader of Arabic
 * can read the file; bytes that are no UTF-8 (a file name may hold some) become U+FFFD, for a JSON text must be UTF-8.
 */
#ifndef DMI_OUT_H
#define DMI_OUT_H

#include "base/base.h"

/** One JSON object and a newline. */
void dmi_event_json(dmi_buf *out, const dm_event *event);
/** `document` gives id, source and url; `cleaned` the rest. */
void dmi_document_json(dmi_buf *out, const dm_document *document, const dm_cleaned *cleaned);

/** One row, quoted as RFC 4180 says, and a newline. The names of its columns: dm_event_csv_header(). */
void dmi_event_csv(dmi_buf *out, const dm_event *event);

/** A number with so many decimals (at most 6), half away from zero: -4.4, 0.0. What is no number, or beyond 10^12: "null". */
void dmi_add_decimal(dmi_buf *out, double value, unsigned decimals);

#endif
