/**
 * Inside of text: folding letter by letter, as the tokenizer needs it. Other rooms use text.h.
 */
#ifndef DMI_FOLD_H
#define DMI_FOLD_H

#include "text/text.h"

enum { DMI_FOLD_LETTER_MAX = 2, DMI_FOLD_MAX = 24 }; /* code points one letter, and one ligature, may fold to */

/** What one code point folds to; the count may be 0. */
unsigned dmi_fold_letter(uint32_t code_point, unsigned fold_flags, uint32_t out[DMI_FOLD_MAX]);

/** Fold into p, which has room for dmi_fold_bound() bytes; returns the bytes written. */
size_t dmi_fold_into(dm_str text, unsigned fold_flags, char *p);
size_t dmi_fold_bound(dm_str text, unsigned fold_flags);

#endif
