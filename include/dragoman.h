/**
 * Dragoman: who did what to whom, when and where, read from the world's news in many languages.
 *
 * Three lifetimes:
 *   dm_engine  packs and ontology; nothing in it changes after opening; any number of threads share it
 *   dm_coder   scratch memory over an engine; one a thread
 *   dm_result  what came of one document; one dm_result_destroy() frees all of it
 *
 * Words used of memory, never loosely: *owned* (you destroy it), *borrowed* (valid until ...), *copied*, *taken* (ours after the call).
 * What is returned as a `const T *` is borrowed from the first argument. Every destroy function accepts NULL.
 * The library never prints, exits or aborts, reads no clock and no locale: same input and packs, same bytes out.
 */
#ifndef DRAGOMAN_H
#define DRAGOMAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DM_VERSION_MAJOR 0
#define DM_VERSION_MINOR 1
#define DM_VERSION_PATCH 0
#define DM_VERSION "0.1.0"

#define DM_API __attribute__((visibility("default")))

/* ---- status and errors ------------------------------------------------------------------------------------------ */

/** What a call came to. Values are written out and never renumbered. */
typedef enum dm_status {
    DM_OK = 0,
    DM_ERR_INPUT = 1,  /* the data is not what it says it is: JSON that does not parse, no text in it */
    DM_ERR_LIMIT = 2,  /* larger or deeper than a limit allows */
    DM_ERR_MEMORY = 3, /* no memory; nothing half-made is left */
    DM_ERR_IO = 4,     /* a file could not be opened, read or mapped */
    DM_ERR_PACK = 5,   /* a pack or the ontology is not well-formed; the message names file and line */
    DM_ERR_USAGE = 6   /* an argument is off: an unknown language */
} dm_status;

/** The caller owns it; it is written only when a call fails. `message` is one line: what, where, what was expected. */
typedef struct dm_error {
    dm_status code;
    uint32_t line; /* from 1; 0: no line */
    size_t byte;   /* from 0 */
    char message[256];
} dm_error;

/** The name of a status, "DM_OK" and so on; borrowed for ever. */
DM_API const char *dm_status_name(dm_status status);

/** The library's version, "0.1.0"; borrowed for ever. */
DM_API const char *dm_version(void);

/* ---- small values ----------------------------------------------------------------------------------------------- */

/** Borrowed UTF-8, not ended by NUL. */
typedef struct dm_str {
    const char *p;
    size_t bytes;
} dm_str;

/** Code points [start_cp, end_cp) of the text as it was given in; a byte that is no UTF-8 counts as one. */
typedef struct dm_span {
    uint32_t start_cp, end_cp;
} dm_span;

/* ---- engine ----------------------------------------------------------------------------------------------------- */

typedef struct dm_engine dm_engine;

/**
 * Open the packs and the ontology.
 * @param packs_dir     a folder with `packs/` texts (en, id, world ...) to use instead of the embedded ones, or a file made by
 *                      dm_packs_compile(); NULL: those embedded in the library
 * @param ontology_dir  the ontology's folder to go with packs_dir; NULL: the folder `ontology` beside packs_dir
 * @param out           owned by the caller, dm_engine_destroy(); NULL after a failure
 * @return DM_OK, DM_ERR_IO, DM_ERR_PACK (file and line in the message), DM_ERR_MEMORY
 * Threads: the engine may be shared by any number of them.
 */
DM_API dm_status dm_engine_open(const char *packs_dir, const char *ontology_dir, dm_engine **out, dm_error *err);
DM_API void dm_engine_destroy(dm_engine *engine);

/** How many language packs there are, and their BCP 47 codes, in alphabetic order. */
DM_API size_t dm_engine_lang_count(const dm_engine *engine);
DM_API const char *dm_engine_lang_at(const dm_engine *engine, size_t index);

/** A pack in numbers: entries as written, forms they expand to, and the hash of all packs and the ontology, 16 hex digits. */
typedef struct dm_pack_info {
    const char *lang;
    uint32_t entries, forms, countries, chrome;
} dm_pack_info;
DM_API dm_pack_info dm_engine_pack_info(const dm_engine *engine, size_t index);
DM_API const char *dm_engine_hash(const dm_engine *engine);

/** Called with every fault found in a pack's texts, in the order of files and lines. `message` is "file:line: what". */
typedef void dm_fault_fn(void *context, const char *message);

/**
 * Compile pack texts into one file that dm_engine_open() maps.
 * @param out_path  written whole or not at all; NULL: check only
 * @param fault     called for each fault; may be NULL
 * @return DM_OK, DM_ERR_PACK when there was a fault, DM_ERR_IO, DM_ERR_MEMORY
 */
DM_API dm_status dm_packs_compile(const char *packs_dir, const char *ontology_dir, const char *out_path, dm_fault_fn *fault,
                                  void *context, dm_error *err);

/* ---- documents in ----------------------------------------------------------------------------------------------- */

/** One document, or one part of it. All borrowed until the call returns; empty strings: not known. */
typedef struct dm_document {
    dm_str id, text, title, date, lang, source, url; /* date: "2024-05-02" or with a time behind it; what is no day counts as not given */
} dm_document;

typedef struct dm_code_opts {
    size_t struct_bytes; /* set by DM_CODE_OPTS_INIT: how much of this struct the caller knows */
    bool explain;        /* keep the analysis of every sentence for dm_result_explain_text() */
    bool clean_only;     /* stop after cleaning: no events */
} dm_code_opts;
#define DM_CODE_OPTS_INIT { sizeof(dm_code_opts), false, false }

/* ---- coder and result ------------------------------------------------------------------------------------------- */

typedef struct dm_coder dm_coder;
typedef struct dm_result dm_result;

/** @param engine borrowed: must outlive the coder. @param out owned, dm_coder_destroy(). */
DM_API dm_status dm_coder_create(const dm_engine *engine, dm_coder **out, dm_error *err);
DM_API void dm_coder_destroy(dm_coder *coder);

/**
 * Code one document.
 * @param coder  this thread's own
 * @param parts  the document; or its parts in order (sentences that came as records of their own): names, speakers and the
 *               default country are carried from part to part
 * @param opts   NULL: the defaults
 * @param out    owned by the caller, dm_result_destroy(); NULL after a failure
 * @return DM_OK (no event is fine too), DM_ERR_INPUT, DM_ERR_LIMIT, DM_ERR_USAGE (no pack for the language), DM_ERR_MEMORY
 * Threads: any number at once over one engine, each with its own coder. Cost: linear in the text's bytes.
 */
DM_API dm_status dm_code(dm_coder *coder, const dm_document *parts, size_t part_count, const dm_code_opts *opts, dm_result **out,
                         dm_error *err);
DM_API void dm_result_destroy(dm_result *result);

/** What the page was: language, headline, day of publication and body, cleaned of the site's chrome. Borrowed from the result. */
typedef struct dm_cleaned {
    dm_str lang;   /* BCP 47; "und": not known */
    dm_str title;  /* the headline; empty: none found */
    dm_str date;   /* "2020-12-23"; empty: the page holds none */
    dm_str text;   /* the body, a paragraph a line */
    bool supported; /* a pack for the language is there */
    uint32_t bad_bytes; /* bytes that were no UTF-8 and were read as U+FFFD */
} dm_cleaned;
DM_API dm_cleaned dm_result_cleaned(const dm_result *result);

/** Who: one party of an event. Borrowed from the result; empty strings where nothing is known. */
typedef struct dm_actor {
    dm_str code;    /* country and sector: "CHNGOV", "IGOUNO" */
    dm_str country; /* ISO 3166-1 alpha-3, or IGO NGO MNC INT */
    dm_str sector;  /* PLOVER sector: GOV MIL ... */
    dm_str name;    /* the person, group or organisation; empty for a bare role */
    dm_str text;    /* the words */
    dm_span span;   /* where they stand; empty (0,0): taken over from another sentence */
} dm_actor;

typedef struct dm_place {
    dm_str name, country;
    double lat, lon;
    bool known;   /* is there a place? */
    bool located; /* are lat and lon known? */
} dm_place;

/** One event, the fields of the output contract (docs/records.md). Borrowed from the result. */
typedef struct dm_event {
    dm_str event_id, doc_id, date, date_precision, date_text; /* precision: day month year none; date_text: the words, or "" when from the publication date */
    dm_str type, mode, cameo, status, rule, lang, sentence, text;
    const dm_str *contexts;
    size_t context_count;
    double goldstein;
    int quad;          /* 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict */
    double intensity;  /* PLOVER's */
    double confidence; /* 0 to 1, two decimals */
    const dm_actor *source, *target;
    size_t source_count, target_count;
    dm_place place;
    dm_span span;          /* of the words that report the event, `text` */
    dm_span sentence_span; /* of the sentence they stand in */
    uint32_t reports;      /* sentences of this document that tell it */
} dm_event;

DM_API size_t dm_result_event_count(const dm_result *result);
DM_API const dm_event *dm_result_event_at(const dm_result *result, size_t index);

/** The explanation of the whole document as plain text, UTF-8; empty unless dm_code_opts.explain was set. */
DM_API dm_str dm_result_explain_text(const dm_result *result);

/* ---- output ----------------------------------------------------------------------------------------------------- */

/** Formatters of one record each, ended by a newline. They write into a string that the result owns: valid until the next call;
 *  empty when there was no memory for it. */
DM_API dm_str dm_result_event_json(dm_result *result, size_t index);
DM_API dm_str dm_result_document_json(dm_result *result);
DM_API dm_str dm_result_event_csv(dm_result *result, size_t index);

/** The first line of a CSV file, with its newline; borrowed for ever. */
DM_API dm_str dm_event_csv_header(void);

#ifdef __cplusplus
}
#endif
#endif
