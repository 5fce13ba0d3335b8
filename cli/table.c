#include "cli.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unicode/uchar.h>
#include <unistd.h>

/* The table a terminal shows: a heading a document, a line an event. It is cut to the terminal's width, so it counts columns as
 * terminals do: marks take none, wide letters two. */
enum { WIDTH_DEFAULT = 100, WIDTH_MIN = 60, DATE_WIDTH = 10, KIND_WIDTH = 22, PARTIES_MIN = 17, PARTIES_MAX = 30 };

unsigned cli_terminal_width(void)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    unsigned width = 0;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width == 0 && columns != NULL)
        width = (unsigned)strtoul(columns, NULL, 10);
    if (width == 0 || width > 1000)
        width = WIDTH_DEFAULT;
    return width < WIDTH_MIN ? WIDTH_MIN : width;
}

/* ---- characters */

static uint32_t next_character(dm_str s, size_t *byte)
{
    unsigned char first = (unsigned char)s.p[*byte];
    size_t more = first < 0xC0 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3; /* what the library returns is UTF-8 */
    uint32_t c = more == 0 ? first : first & (0x3Fu >> more);

    for ((*byte)++; more > 0 && *byte < s.bytes; more--, (*byte)++)
        c = c << 6 | ((unsigned char)s.p[*byte] & 0x3F);
    return c;
}

static unsigned columns_of(uint32_t c)
{
    int width;

    if (c < 0x300)
        return 1;
    if (U_GET_GC_MASK((UChar32)c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
        return 0;
    width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static bool is_right_to_left(dm_str s)
{
    for (size_t byte = 0; byte < s.bytes;) {
        UCharDirection direction = u_charDirection((UChar32)next_character(s, &byte));
        if (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC)
            return true;
    }
    return false;
}

static unsigned width_of(dm_str s)
{
    unsigned width = 0;

    for (size_t byte = 0; byte < s.bytes;)
        width += columns_of(next_character(s, &byte));
    return width;
}

/* ---- cells */

static void write_character(FILE *out, dm_str s, size_t start, size_t end)
{
    unsigned char first = (unsigned char)s.p[start];

    if (first < 0x20 || first == 0x7F)
        fputc(' ', out); /* a line end or an escape would break the table, or worse the terminal */
    else
        fwrite(s.p + start, 1, end - start, out);
}

/* The text in at most `width` columns, its end replaced by an ellipsis when it is longer; then blanks up to `width` if `pad`. */
static void write_cell(FILE *out, dm_str s, unsigned width, bool pad)
{
    bool isolated = is_right_to_left(s), cut = width_of(s) > width;
    unsigned used = 0;

    if (isolated)
        fputs("\u2068", out); /* so that words from right to left do not carry their neighbours along */
    for (size_t byte = 0; byte < s.bytes;) {
        size_t start = byte;
        unsigned columns = columns_of(next_character(s, &byte));
        if (used + columns > width - cut)
            break;
        write_character(out, s, start, byte);
        used += columns;
    }
    if (cut) {
        fputs("\u2026", out);
        used++;
    }
    if (isolated)
        fputs("\u2069", out);
    for (; pad && used < width; used++)
        fputc(' ', out);
}

static void write_text_cell(FILE *out, const char *text, unsigned width)
{
    write_cell(out, (dm_str){ text, strlen(text) }, width, true);
}

static void add(char *cell, size_t room, const char *before, dm_str s)
{
    size_t used = strlen(cell);

    snprintf(cell + used, room - used, "%s%.*s", before, (int)s.bytes, s.p);
}

static void add_actors(char *cell, size_t room, const dm_actor *actors, size_t count, const char *between)
{
    if (count == 0)
        add(cell, room, "-", (dm_str){ "", 0 });
    for (size_t i = 0; i < count; i++)
        add(cell, room, i == 0 ? "" : between, actors[i].code);
}

/* Are the two sides one set of parties, as of a meeting? */
static bool is_mutual(const dm_event *event)
{
    if (event->source_count != event->target_count || event->source_count < 2)
        return false;
    for (size_t i = 0; i < event->source_count; i++) {
        size_t j = 0;
        while (j < event->target_count && !cli_same(event->source[i].code, event->target[j].code))
            j++;
        if (j == event->target_count)
            return false;
    }
    return true;
}

static void add_parties(char *cell, size_t room, const dm_event *event)
{
    if (is_mutual(event)) {
        add_actors(cell, room, event->source, event->source_count, " <-> ");
        return;
    }
    add_actors(cell, room, event->source, event->source_count, ",");
    add(cell, room, " -> ", (dm_str){ "", 0 });
    add_actors(cell, room, event->target, event->target_count, ",");
}

/* ---- lines */

static void write_event(FILE *out, const dm_event *event, unsigned width)
{
    unsigned parties_width = width / 4 < PARTIES_MIN ? PARTIES_MIN : width / 4 > PARTIES_MAX ? PARTIES_MAX : width / 4;
    unsigned words_width = width - DATE_WIDTH - parties_width - KIND_WIDTH - 6;
    char parties[256] = "", kind[64] = "", status[32] = "";

    add_parties(parties, sizeof parties, event);
    add(kind, sizeof kind, "", event->type);
    if (event->mode.bytes > 0)
        add(kind, sizeof kind, "/", event->mode);
    if (!cli_is(event->status, "actual")) {
        add(status, sizeof status, "(", event->status);
        add(status, sizeof status, ") ", (dm_str){ "", 0 });
    }
    write_cell(out, event->date, DATE_WIDTH, true);
    fputs("  ", out);
    write_text_cell(out, parties, parties_width);
    fputs("  ", out);
    write_text_cell(out, kind, KIND_WIDTH);
    fputs("  ", out);
    fputs(status, out);
    write_cell(out, event->text, words_width > strlen(status) + 8 ? words_width - (unsigned)strlen(status) : 8, false);
    fputc('\n', out);
}

/* "examples/a.txt  [en 2024-05-02]  Headline" */
static void write_heading(FILE *out, const cli_document *document, const dm_cleaned *cleaned, unsigned width)
{
    dm_str id = document->parts[0].id;
    char about[64];
    unsigned used;

    snprintf(about, sizeof about, "  [%.*s%s%.*s]  ", (int)cleaned->lang.bytes, cleaned->lang.p,
             cleaned->date.bytes > 0 ? " " : "", (int)cleaned->date.bytes, cleaned->date.p);
    write_cell(out, id, width / 2, false);
    fputs(about, out);
    used = (width_of(id) < width / 2 ? width_of(id) : width / 2) + (unsigned)strlen(about);
    write_cell(out, cleaned->title, used + 8 < width ? width - used : 8, false);
    fputc('\n', out);
}

void cli_format_table(const cli_work *work, const cli_job *job, FILE *out)
{
    unsigned width = *(const unsigned *)work->context;
    dm_cleaned cleaned = dm_result_cleaned(job->result);
    size_t count = dm_result_event_count(job->result);

    write_heading(out, &job->document, &cleaned, width);
    for (size_t i = 0; i < count; i++)
        write_event(out, dm_result_event_at(job->result, i), width);
    if (count == 0)
        fputs("no event\n", out);
    fputc('\n', out);
}
