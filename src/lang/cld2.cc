#include "lang/cld2.h"

#include <cstdio> /* the next header forgets it */

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

const char *dmi_cld2_language(const char *text, int bytes)
{
    const bool is_plain_text = true;
    CLD2::CLDHints hints = { nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE };
    CLD2::Language top[3] = { CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE };
    int percent[3], text_bytes;
    double score[3];
    bool is_reliable;

    try {
        /* best effort: without it up to 5 % of single sentences get no answer */
        CLD2::Language language = CLD2::ExtDetectLanguageSummary(text, bytes, is_plain_text, &hints, CLD2::kCLDFlagBestEffort, top, percent,
                                                                 score, nullptr, &text_bytes, &is_reliable);
        return CLD2::LanguageCode(language == CLD2::UNKNOWN_LANGUAGE ? top[0] : language);
    } catch (...) {
        return "un";
    }
}
