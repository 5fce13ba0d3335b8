/**
 * lang: which language is this text in? The one room that must name languages, for no pack is chosen yet.
 *
 * Text in Arabic script is settled by letters: two or more that only Urdu has: ur; two or more that neither Arabic, Persian nor Urdu has are
 * left to CLD2; then the letters that only Persian (پ چ ژ گ) or only Arabic (ة إ) has; then which forms of yeh and kaf are the more, last because
 * Persian is often typed on Arabic keyboards. Everything else goes to libcld2 on the first bytes, behind this interface. Between Indonesian
 * and Malay, which it confuses in single sentences, words that only one of the two writes decide (karena, kerana).
 */
#ifndef DMI_LANG_H
#define DMI_LANG_H

#include "base/base.h"

/** BCP 47 code into out (NUL-ended), "und" when the text has too few letters to tell. Reads at most the first 2,000 bytes. */
void dmi_lang_identify(dm_str text, char out[8]);

#endif
