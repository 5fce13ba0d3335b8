#include "base/base.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

/* ---- arena */

enum { BLOCK_BYTES = 256 * 1024, ALIGN_BYTES = 16 };

typedef struct dmi_block {
    struct dmi_block *next;
    size_t room_bytes, used_bytes;
    _Alignas(16) char data[];
} dmi_block;

void dmi_arena_init(dmi_arena *arena, jmp_buf *escape)
{
    *arena = (dmi_arena){ NULL, 0, escape };
}

void dmi_arena_free(dmi_arena *arena)
{
    while (arena->blocks != NULL) {
        dmi_block *next = arena->blocks->next;
        free(arena->blocks);
        arena->blocks = next;
    }
    arena->used_bytes = 0;
}

void dmi_arena_reset(dmi_arena *arena)
{
    dmi_block *keep = NULL;

    while (arena->blocks != NULL) {
        dmi_block *next = arena->blocks->next;
        if (keep == NULL && arena->blocks->room_bytes == BLOCK_BYTES)
            keep = arena->blocks;
        else
            free(arena->blocks);
        arena->blocks = next;
    }
    arena->used_bytes = 0;
    if (keep != NULL) {
        keep->next = NULL;
        keep->used_bytes = 0;
    }
    arena->blocks = keep;
}

static dmi_block *block_add(dmi_arena *arena, size_t bytes)
{
    dmi_block *block = bytes > SIZE_MAX - sizeof *block ? NULL : malloc(sizeof *block + bytes);

    if (block == NULL) {
        if (arena->escape != NULL)
            longjmp(*arena->escape, 1);
        return NULL;
    }
    *block = (dmi_block){ arena->blocks, bytes, 0 };
    arena->blocks = block;
    return block;
}

void *dmi_alloc(dmi_arena *arena, size_t bytes)
{
    size_t need = (bytes + ALIGN_BYTES - 1) & ~(size_t)(ALIGN_BYTES - 1);
    dmi_block *block = arena->blocks;
    void *p;

    if (need < bytes)
        need = SIZE_MAX;
#ifdef DMI_ARENA_PLAIN
    block = block_add(arena, bytes == 0 ? 1 : bytes);
    need = bytes;
#else
    if (block == NULL || block->room_bytes - block->used_bytes < need)
        block = block_add(arena, need > BLOCK_BYTES ? need : BLOCK_BYTES);
#endif
    if (block == NULL)
        return NULL;
    p = block->data + block->used_bytes;
    block->used_bytes += need;
    arena->used_bytes += need;
    return memset(p, 0, bytes);
}

dm_str dmi_copy(dmi_arena *arena, dm_str s)
{
    char *p = dmi_alloc(arena, s.bytes + 1);

    if (s.bytes > 0)
        memcpy(p, s.p, s.bytes);
    return (dm_str){ p, s.bytes };
}

dm_str dmi_format(dmi_arena *arena, const char *format, ...)
{
    va_list args;
    int bytes;
    char *p;

    va_start(args, format);
    bytes = vsnprintf(NULL, 0, format, args);
    va_end(args);
    p = dmi_alloc(arena, (size_t)bytes + 1);
    va_start(args, format);
    vsnprintf(p, (size_t)bytes + 1, format, args);
    va_end(args);
    return (dm_str){ p, (size_t)bytes };
}

void *dmi_array_room(dmi_arena *arena, void *at, uint32_t count, uint32_t *room, size_t item_bytes)
{
    void *bigger;

    if (count < *room)
        return at;
    *room = *room == 0 ? 8 : *room * 2;
    bigger = dmi_alloc(arena, *room * item_bytes);
    if (count > 0)
        memcpy(bigger, at, count * item_bytes);
    return bigger;
}

/* ---- growing string */

void dmi_buf_free(dmi_buf *buf)
{
    free(buf->p);
    *buf = (dmi_buf){ 0 };
}

void dmi_buf_begin(dmi_buf *buf)
{
    buf->bytes = 0;
    buf->failed = false;
}

dm_str dmi_buf_copy(dmi_arena *arena, const dmi_buf *buf)
{
    if (buf->failed && arena->escape != NULL)
        longjmp(*arena->escape, 1);
    return dmi_copy(arena, (dm_str){ buf->p == NULL ? "" : buf->p, buf->bytes });
}

static bool buf_room(dmi_buf *buf, size_t more)
{
    size_t room = buf->room == 0 ? 256 : buf->room;
    char *p;

    if (buf->failed || more > SIZE_MAX / 4 - buf->bytes) {
        buf->failed = true;
        return false;
    }
    while (room < buf->bytes + more + 1)
        room *= 2;
    if (room == buf->room)
        return true;
    p = realloc(buf->p, room);
    if (p == NULL) {
        buf->failed = true;
        return false;
    }
    buf->p = p;
    buf->room = room;
    return true;
}

void dmi_buf_add(dmi_buf *buf, const void *p, size_t bytes)
{
    if (!buf_room(buf, bytes))
        return;
    if (bytes > 0)
        memcpy(buf->p + buf->bytes, p, bytes);
    buf->bytes += bytes;
    buf->p[buf->bytes] = '\0';
}

void dmi_buf_add_str(dmi_buf *buf, dm_str s)
{
    dmi_buf_add(buf, s.p, s.bytes);
}

void dmi_buf_add_text(dmi_buf *buf, const char *text)
{
    dmi_buf_add(buf, text, strlen(text));
}

void dmi_buf_addf(dmi_buf *buf, const char *format, ...)
{
    va_list args;
    int bytes;

    va_start(args, format);
    bytes = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (!buf_room(buf, (size_t)bytes))
        return;
    va_start(args, format);
    vsnprintf(buf->p + buf->bytes, (size_t)bytes + 1, format, args);
    va_end(args);
    buf->bytes += (size_t)bytes;
}

/* ---- strings */

dm_str dmi_str(const char *text)
{
    return (dm_str){ text == NULL ? "" : text, text == NULL ? 0 : strlen(text) };
}

bool dmi_same(dm_str a, dm_str b)
{
    return a.bytes == b.bytes && (a.bytes == 0 || memcmp(a.p, b.p, a.bytes) == 0);
}

bool dmi_is(dm_str a, const char *text)
{
    return dmi_same(a, dmi_str(text));
}

bool dmi_starts(dm_str a, dm_str prefix)
{
    return a.bytes >= prefix.bytes && (prefix.bytes == 0 || memcmp(a.p, prefix.p, prefix.bytes) == 0);
}

bool dmi_ends(dm_str a, dm_str suffix)
{
    return a.bytes >= suffix.bytes && (suffix.bytes == 0 || memcmp(a.p + a.bytes - suffix.bytes, suffix.p, suffix.bytes) == 0);
}

int dmi_compare(dm_str a, dm_str b)
{
    size_t both = a.bytes < b.bytes ? a.bytes : b.bytes;
    int order = both == 0 ? 0 : memcmp(a.p, b.p, both);

    if (order != 0)
        return order;
    return a.bytes < b.bytes ? -1 : a.bytes > b.bytes;
}

dm_str dmi_sub(dm_str s, size_t start, size_t end)
{
    if (end > s.bytes)
        end = s.bytes;
    if (start > end)
        start = end;
    return s.p == NULL ? s : (dm_str){ s.p + start, end - start };
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

dm_str dmi_trim(dm_str s)
{
    while (s.bytes > 0 && is_blank(s.p[0])) {
        s.p++;
        s.bytes--;
    }
    while (s.bytes > 0 && is_blank(s.p[s.bytes - 1]))
        s.bytes--;
    return s;
}

bool dmi_split(dm_str *rest, char separator, dm_str *piece)
{
    const char *hit;

    if (rest->p == NULL)
        return false;
    hit = rest->bytes == 0 ? NULL : memchr(rest->p, separator, rest->bytes);
    if (hit == NULL) {
        *piece = *rest;
        *rest = (dm_str){ NULL, 0 };
        return true;
    }
    *piece = (dm_str){ rest->p, (size_t)(hit - rest->p) };
    rest->bytes -= piece->bytes + 1;
    rest->p = hit + 1;
    return true;
}

uint64_t dmi_hash(dm_str s)
{
    return XXH64(s.p == NULL ? "" : s.p, s.bytes, 0);
}

/* ---- UTF-8 */

uint32_t dmi_utf8_next(dm_str s, size_t *byte)
{
    const unsigned char *p = (const unsigned char *)s.p + *byte;
    size_t left = s.bytes - *byte, more, i;
    uint32_t c = p[0], least;

    if (c < 0x80) {
        *byte += 1;
        return c;
    }
    if (c >= 0xC2 && c <= 0xDF) {
        more = 1;
        c &= 0x1F;
        least = 0x80;
    } else if ((c & 0xF0) == 0xE0) {
        more = 2;
        c &= 0x0F;
        least = 0x800;
    } else if (c >= 0xF0 && c <= 0xF4) {
        more = 3;
        c &= 0x07;
        least = 0x10000;
    } else {
        *byte += 1;
        return 0xFFFD;
    }
    for (i = 1; i <= more; i++) {
        if (i >= left || (p[i] & 0xC0) != 0x80) {
            *byte += 1;
            return 0xFFFD;
        }
        c = c << 6 | (p[i] & 0x3F);
    }
    if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        *byte += 1;
        return 0xFFFD;
    }
    *byte += more + 1;
    return c;
}

size_t dmi_utf8_put(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

uint32_t dmi_utf8_count(dm_str s)
{
    uint32_t count = 0;

    for (size_t byte = 0; byte < s.bytes; count++)
        dmi_utf8_next(s, &byte);
    return count;
}

/* ---- files and errors */

dm_status dmi_read_file(const char *path, dmi_buf *out, dm_error *err)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char chunk[65536];
    size_t bytes;
    bool bad;

    if (file == NULL)
        return dmi_fail(err, DM_ERR_IO, "%s: cannot open: %s", path, strerror(errno));
    while ((bytes = fread(chunk, 1, sizeof chunk, file)) > 0)
        dmi_buf_add(out, chunk, bytes);
    bad = ferror(file) != 0;
    if (file != stdin)
        fclose(file);
    if (bad)
        return dmi_fail(err, DM_ERR_IO, "%s: cannot read: %s", path, strerror(errno));
    if (out->failed)
        return dmi_fail(err, DM_ERR_MEMORY, "%s: no memory to read it", path);
    return DM_OK;
}

dm_status dmi_fail(dm_error *err, dm_status code, const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return code;
    *err = (dm_error){ .code = code };
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    return code;
}

const char *dm_status_name(dm_status status)
{
    static const char *const names[] = { "DM_OK", "DM_ERR_INPUT", "DM_ERR_LIMIT", "DM_ERR_MEMORY", "DM_ERR_IO", "DM_ERR_PACK",
                                         "DM_ERR_USAGE" };

    return (size_t)status < sizeof names / sizeof *names ? names[status] : "DM_ERR_UNKNOWN";
}

const char *dm_version(void)
{
    return DM_VERSION;
}
