/**
 * ingest: one page of pasted or scraped text to a clean document: headline, body paragraphs, day of publication; the site's
 * chrome (menus, share bars, related posts, comment forms, tags, counters, ads, source lines) is marked, not cut, so that offsets
 * stay those of the text as it was given in.
 *
 * The method, a file a step:
 *   cut       the page as ROWS: a line each (text wrapped at a column: a paragraph each)
 *   lines     what each row is by its form: running text (a sentence that ends, or a long row), a menu, a date, a label and value
 *   chrome    the pack's phrases; in running text a short phrase is only a suspicion
 *   content   how many of its content words (names, things, unknown words; the pack's concepts make inflected forms meet) each
 *             row shares with the running text elsewhere on the page: what tells a headline from a menu, a paragraph from a form
 *   headline  the first row above the running text that by its form and its shared words is surely a headline, else the best; the
 *             title field finds its row
 *   body      running text from there on; an `end` phrase closes it unless the report goes on at once; short sentences, lists and
 *             what introduces them stay beside it; a last piece that shares no word with the report goes. A page of a single line
 *             is body
 *   parts     rows that hold more than one kind are cut at tokens: datelines, credits, "Read also: ..." between sentences;
 *             headline, date and report in one line
 *   pubdate   the date field, a dated row by the headline, the dateline or "today" with a day in full, the address, a lone date
 *             at the foot
 *
 * Structure does the work and phrases help: on the development pages nothing changes when the packs' chrome files are taken away,
 * and a page in a language without a pack is cleaned as well, but for its dates. Tried and dropped: counting all words as content
 * (forms and cookie notices share everyday verbs with any report), and closing the report at every `end` phrase ("Follow us"
 * stands between paragraphs too).
 */
#ifndef DMI_INGEST_H
#define DMI_INGEST_H

#include "pack/pack.h"

enum { DMI_LINE_BODY = 1, DMI_LINE_TITLE, DMI_LINE_DATE, DMI_LINE_BYLINE, DMI_LINE_CAPTION, DMI_LINE_CHROME, DMI_LINE_SUBTITLE };

/** A line, or the part of a line that is of one kind ("Jakarta, 5/5 (Antara) -" before a sentence is DMI_LINE_BYLINE). Trimmed.
 *  In text that is wrapped at a column it is a paragraph and holds line ends, which are blanks there: whoever tokenizes it clears
 *  DMI_TOK_LINE but on its first token. */
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
