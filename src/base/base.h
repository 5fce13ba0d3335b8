/**
 * base: memory, arrays, strings, errors. Knows nothing of language.
 *
 * An ARENA gives memory that is freed all at once. A coder has one for scratch (reset for each document) and a result has one
 * for what is returned, so the rooms above never free. An arena that runs out of memory does not return NULL: it jumps to the
 * place that dmi_arena_guard() marked (the public call), which gives up the document and returns DM_ERR_MEMORY. So a few places
 * handle failure and the rest of the code reads straight on. Nothing but arena memory may be held across an allocation.
 * With DMI_ARENA_PLAIN in the environment of the build (-Dplain_arena=true) each allocation is a malloc of its own, so that the
 * address sanitizer sees overruns.
 */
#ifndef DMI_BASE_H
#define DMI_BASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "dragoman.h"

/* ---- arena */

typedef struct dmi_arena {
    struct dmi_block *blocks; /* newest first */
    size_t used_bytes;
    jmp_buf *escape; /* where to go without memory; NULL: dmi_alloc returns NULL */
} dmi_arena;

void dmi_arena_init(dmi_arena *arena, jmp_buf *escape);
void dmi_arena_reset(dmi_arena *arena); /* all that was given is invalid; keeps one block for the next document */
void dmi_arena_free(dmi_arena *arena);
void *dmi_alloc(dmi_arena *arena, size_t bytes); /* zeroed, aligned to 16 */
dm_str dmi_copy(dmi_arena *arena, dm_str s);     /* copied, and a NUL behind it that `bytes` does not count */
dm_str dmi_format(dmi_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- arrays that live in an arena: DMI_ARRAY(int) numbers = {0}; *dmi_push(arena, &numbers) = 5; */

#define DMI_ARRAY(T)                                                                                                             \
    struct {                                                                                                                     \
        T *at;                                                                                                                   \
        uint32_t count, room;                                                                                                    \
    }
#define dmi_push(arena, array)                                                                                                   \
    ((array)->at = dmi_array_room((arena), (array)->at, (array)->count, &(array)->room, sizeof *(array)->at),                    \
     &(array)->at[(array)->count++])
void *dmi_array_room(dmi_arena *arena, void *at, uint32_t count, uint32_t *room, size_t item_bytes);

/* ---- a growing string on the heap */

typedef struct dmi_buf {
    char *p;
    size_t bytes, room;
    bool failed; /* an append ran out of memory; what is there is incomplete */
} dmi_buf;

void dmi_buf_free(dmi_buf *buf);
void dmi_buf_begin(dmi_buf *buf); /* empty again, its room kept, a failure forgotten */
void dmi_buf_add(dmi_buf *buf, const void *p, size_t bytes);
void dmi_buf_add_str(dmi_buf *buf, dm_str s);
void dmi_buf_add_text(dmi_buf *buf, const char *text);
void dmi_buf_addf(dmi_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was written, in the arena; without memory for a part of it the arena's own failure. Never NULL. */
dm_str dmi_buf_copy(struct dmi_arena *arena, const dmi_buf *buf);

/* ---- strings */

#define DMI_STR(literal) ((dm_str){ "" literal, sizeof(literal) - 1 })
dm_str dmi_str(const char *text); /* of a NUL-ended text; NULL: empty */
bool dmi_same(dm_str a, dm_str b);
bool dmi_is(dm_str a, const char *text);
bool dmi_starts(dm_str a, dm_str prefix);
bool dmi_ends(dm_str a, dm_str suffix);
int dmi_compare(dm_str a, dm_str b); /* bytewise, so code point order */
dm_str dmi_sub(dm_str s, size_t start, size_t end);
dm_str dmi_trim(dm_str s);                                  /* without ASCII white space at both ends */
bool dmi_split(dm_str *rest, char separator, dm_str *piece); /* next piece of *rest; false when nothing is left */
uint64_t dmi_hash(dm_str s);                                /* the same on every machine */

/* ---- UTF-8 */

uint32_t dmi_utf8_next(dm_str s, size_t *byte); /* code point at *byte, which moves on; U+FFFD and one byte on for a bad byte */
size_t dmi_utf8_put(uint32_t code_point, char out[4]);
uint32_t dmi_utf8_count(dm_str s); /* code points */

/* ---- files and errors */

dm_status dmi_read_file(const char *path, dmi_buf *out, dm_error *err); /* the whole file; "-" is standard input */
dm_status dmi_fail(dm_error *err, dm_status code, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
