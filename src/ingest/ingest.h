/**
 * ingest: one page of pasted or scraped text to a clean document: headline, body paragraphs, day of publication; the site's chrome
 * (menus, share bars, related posts, comment forms, tags, counters, ads, source lines) is marked, not cut, so that offsets stay those
 * of the text as it was given in.
 *
 * The method: the page is cut into LINES; each line gets features (length, sentence marks, share of capitals and digits, the pack's
 * chrome phrases, does it look like a date, is it repeated, has it a verb-like length) and a KIND. The body is the run of lines
 * from the first to the last prose line; an `end` phrase closes it; a headline is the best short line at or above the first prose line
 * (the page's title field, when there is one, finds it). A page of a single line is body. A line in which headline, date and
 * report run together is split at its sentences.
 */
#ifndef DMI_INGEST_H
#define DMI_INGEST_H

#include "pack/pack.h"

enum { DMI_LINE_BODY = 1, DMI_LINE_TITLE, DMI_LINE_DATE, DMI_LINE_BYLINE, DMI_LINE_CAPTION, DMI_LINE_CHROME, DMI_LINE_SUBTITLE };

/** A line, or the part of a line that is of one kind ("Jakarta, 5/5 (Antara) -" before a sentence is DMI_LINE_BYLINE). Trimmed. In text that
 *  is wrapped at a column it is a paragraph and holds line ends, which are blanks there: whoever tokenizes it clears DMI_TOK_LINE but on its
 *  first token. */
typedef struct dmi_line {
    uint32_t start_byte, end_byte;
    uint8_t kind;
    const char *why; /* static words for explain: "chrome phrase", "too short", "after the end phrase" ... */
} dmi_line;

typedef struct dmi_page {
    dmi_line *lines; /* in the order of the text; empty lines left out */
    uint32_t line_count;
    dm_str title;    /* borrowed from the text or the document (in the arena when it was wrapped); empty: none */
    uint32_t date;   /* yyyymmdd of publication; 0: not known */
    dm_str date_text; /* the words on the page that gave it; empty: it came with the document */
    uint8_t date_source; /* DMI_DATE_... */
} dmi_page;
enum { DMI_DATE_NONE = 0, DMI_DATE_GIVEN, DMI_DATE_PAGE, DMI_DATE_URL, DMI_DATE_BODY };

/**
 * @param text  the repaired text of the document
 * @param document  its other fields (title, date, url) may be empty
 * Cost: linear in the text.
 */
dmi_page dmi_clean(dmi_arena *arena, const dmi_packs *packs, const dmi_lang *lang, dm_str text, const dm_document *document);

#endif
