#include <unicode/uchar.h>

#include "ingest/page.h"

typedef struct cut {
    uint32_t start_byte, end_byte, width_cp;
    bool blank_before; /* an empty line stands before it */
} cut;

typedef DMI_ARRAY(cut) cuts;

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* White space and marks that are not seen. */
static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) || (c >= 0x202A && c <= 0x202F) ||
           c == 0x205F || (c >= 0x2060 && c <= 0x2069) || c == 0x3000 || c == 0xFEFF;
}

/* The next line that is not empty, trimmed. */
static bool next_line(dm_str text, size_t *byte, cut *line)
{
    uint32_t ends = 0, width = 0;
    bool found = false, return_before = false;

    while (*byte < text.bytes) {
        size_t before = *byte;
        uint32_t c = dmi_utf8_next(text, byte);
        if (is_line_end(c)) {
            if (found)
                return true;
            ends += !(c == '\n' && return_before);
        } else if (!is_blank(c)) {
            if (!found)
                *line = (cut){ .start_byte = (uint32_t)before, .blank_before = ends > 0 };
            line->end_byte = (uint32_t)*byte;
            line->width_cp = found ? width + 1 : 1;
            width = line->width_cp;
            found = true;
        } else if (found) {
            width++;
        }
        return_before = c == '\r';
    }
    return found;
}

static bool starts_small(dm_str text, const cut *line)
{
    size_t byte = line->start_byte;

    return u_islower((UChar32)dmi_utf8_next(text, &byte));
}

/* Is the text wrapped at a column? Most lines then reach nearly as far as the longest, which is no paragraph, and many that
 * follow such a line begin with a small letter. (Scripts without capitals give no such sign: they are taken as they are.) */
static uint32_t wrap_width(dm_str text, const cuts *lines)
{
    enum { LINES_LEAST = 6, WIDTH_LEAST = 40, WIDTH_MOST = 120 };
    uint32_t widest = 0, wide = 0, follow = 0, small = 0;

    for (uint32_t i = 0; i < lines->count; i++)
        widest = lines->at[i].width_cp > widest ? lines->at[i].width_cp : widest;
    for (uint32_t i = 0; i < lines->count; i++) {
        wide += lines->at[i].width_cp * 4 >= widest * 3;
        if (i > 0 && !lines->at[i].blank_before && lines->at[i - 1].width_cp * 4 >= widest * 3) {
            follow++;
            small += starts_small(text, &lines->at[i]);
        }
    }
    if (lines->count < LINES_LEAST || widest < WIDTH_LEAST || widest > WIDTH_MOST)
        return 0;
    return wide * 2 >= lines->count && small * 5 >= follow * 2 && small > 0 ? widest : 0;
}

void dmi_rows_cut(dmi_rows *rows)
{
    cuts lines = { 0 };
    DMI_ARRAY(dmi_row) found = { 0 };
    size_t byte = 0;
    uint32_t wrap;
    cut line;

    while (next_line(rows->text, &byte, &line))
        *dmi_push(rows->arena, &lines) = line;
    wrap = wrap_width(rows->text, &lines);
    for (uint32_t i = 0; i < lines.count; i++) {
        bool goes_on = wrap > 0 && i > 0 && !lines.at[i].blank_before &&
                       (lines.at[i - 1].width_cp * 10 >= wrap * 6 || starts_small(rows->text, &lines.at[i]));
        if (goes_on)
            found.at[found.count - 1].end_byte = lines.at[i].end_byte;
        else
            *dmi_push(rows->arena, &found) = (dmi_row){ .start_byte = lines.at[i].start_byte, .end_byte = lines.at[i].end_byte };
    }
    rows->at = found.at;
    rows->count = found.count;
}
