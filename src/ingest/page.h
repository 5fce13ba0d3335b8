/* Inside of the room ingest: the page as rows, what each file finds out about them. See ingest.h for the method. */
#ifndef DMI_INGEST_PAGE_H
#define DMI_INGEST_PAGE_H

#include "ingest/ingest.h"
#include "time/time.h"

/* A line of the page (in text that is wrapped at a column, a paragraph) with all that is measured on it. Counts of words are of
 * words as a reader sees them: letters that are tokens of their own (Han, Kana, Thai) count half a word each. */
typedef struct dmi_row {
    uint32_t start_byte, end_byte; /* trimmed */
    dmi_tokens tokens;
    dmi_units units;
    dmi_sentence_ends sentences;
    dm_str words;                      /* folded words, joined by one blank: no numbers, no marks */
    dm_str words_numbers;              /* the same with the numbers */
    uint64_t hash;                     /* of words_numbers */
    uint32_t word_count, closed_words; /* the latter up to the last full stop that ends a sentence */
    uint32_t credit;                   /* first token of a bracket behind the last sentence, "(ab/cd)"; tokens.count: none */
    uint32_t separators;               /* | • » and the like, and spaced dashes, slashes and full stops */
    uint32_t commas;
    uint32_t label_words;                  /* words before the first colon; 0: no colon, or not near the start */
    uint32_t capitals, smalls;             /* words in a script that has capitals, the first one left out */
    uint32_t content_start, content_count; /* of dmi_rows.content */
    uint32_t overlap;                      /* content words that running text elsewhere on the page has too */
    bool final_mark, question_mark, colon_end, bullet, has_address;
    bool calls;            /* a question or exclamation mark anywhere */
    bool prose;            /* running text by its form */
    bool dated;            /* hardly more than a date */
    dmi_date date;         /* the first day in full on a row that is not long */
    uint8_t chrome;        /* the kind of the phrase that it holds, DMI_CHROME_...; 0: none */
    uint32_t chrome_words; /* of that phrase */
    bool chrome_doubtful;  /* running text that may hold the phrase by chance */
    uint8_t kind;          /* DMI_LINE_..., once it is settled */
    const char *why;
} dmi_row;

typedef struct dmi_rows {
    dmi_arena *arena;
    const dmi_packs *packs;
    const dmi_lang *lang; /* NULL: no pack */
    const dm_document *document;
    dm_str text;
    uint32_t url_date;
    dmi_row *at;
    uint32_t count;
    uint64_t *content;  /* keys of content words, row after row */
    uint32_t title;     /* index of the headline's row; count: none */
    dm_str given_title; /* folded words of the document's title field */
} dmi_rows;

dmi_rows dmi_rows_read(dmi_arena *arena, const dmi_packs *packs, const dmi_lang *lang, dm_str text,
                       const dm_document *document); /* lines.c */
void dmi_rows_match_chrome(dmi_rows *rows);          /* chrome.c */
void dmi_rows_count_content(dmi_rows *rows);         /* content.c */
void dmi_rows_find_title(dmi_rows *rows);            /* headline.c */
void dmi_rows_find_body(dmi_rows *rows);             /* body.c */

/** The rows' places: a line each, trimmed, empty ones left out; text wrapped at a column: a paragraph each. (cut.c) */
void dmi_rows_cut(dmi_rows *rows);
/** Does the words' list `words` begin with, hold, the words `phrase`? At word bounds. */
bool dmi_words_start(dm_str words, dm_str phrase);
bool dmi_words_have(dm_str words, dm_str phrase);
/** Folded words of any text, in an arena. */
dm_str dmi_words_of(dmi_arena *arena, const dmi_lang *lang, dm_str text);

/** A menu, a path, a share bar: short pieces between separators. */
bool dmi_row_is_menu(const dmi_row *row);
/** Is this unit in a language's grammar (a function word)? */
bool dmi_unit_is_grammar(const dmi_packs *packs, const dmi_unit *unit);

/* parts.c: a row that holds more than one kind, as tokens. */
typedef struct dmi_part {
    uint32_t token_end; /* the part reaches from the one before to here */
    uint8_t kind;
    const char *why;
} dmi_part;
typedef struct dmi_parts {
    dmi_part *at;
    uint32_t count;
} dmi_parts;
dmi_parts dmi_row_parts(const dmi_rows *rows, uint32_t index, uint32_t body_rank);

/** The day of publication; fills date, date_text and date_source. Needs the kinds of all rows. */
void dmi_rows_find_date(const dmi_rows *rows, dmi_page *page); /* pubdate.c */
uint32_t dmi_date_of_url(dm_str url);

#endif
