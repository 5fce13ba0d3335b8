/**
 * lang: which language is this text in? Arabic script is settled by letters (two or more letters that only Urdu has: ur; Persian
 * letters against letters that only Arabic has: fa or ar); everything else by libcld2 on the first bytes, behind this interface,
 * with a marker-word rule between Indonesian and Malay.
 */
#ifndef DMI_LANG_H
#define DMI_LANG_H

#include "base/base.h"

/** BCP 47 code into out (NUL-ended), "und" when the text has too few letters to tell. Reads at most the first 2,000 bytes. */
void dmi_lang_identify(dm_str text, char out[8]);

#endif
