#include "pack/format.h"

#include <stdio.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* A # begins a comment at the line's start, behind two blanks or a tab, and between two blanks. */
static dm_str without_comment(dm_str line)
{
    for (size_t i = 0; i < line.bytes; i++) {
        if (line.p[i] != '#')
            continue;
        if (i == 0 || line.p[i - 1] == '\t' || (line.p[i - 1] == ' ' && (i == 1 || is_blank(line.p[i - 2]) || i + 1 == line.bytes || is_blank(line.p[i + 1]))))
            return dmi_sub(line, 0, i);
    }
    return line;
}

dmi_reader dmi_reader_of(dm_str path, dm_str text)
{
    if (dmi_starts(text, DMI_STR("\xEF\xBB\xBF"))) /* a byte order mark */
        text = dmi_sub(text, 3, text.bytes);
    return (dmi_reader){ .path = path, .rest = text };
}

bool dmi_reader_next(dmi_reader *reader)
{
    dm_str line;

    while (dmi_split(&reader->rest, '\n', &line)) {
        reader->line++;
        reader->indented = line.bytes > 0 && is_blank(line.p[0]);
        reader->text = dmi_trim(without_comment(line));
        if (reader->text.bytes > 0)
            return true;
    }
    return false;
}

static void give_fault(dmi_faults *faults, uint32_t line, const char *message)
{
    if (faults->fn != NULL)
        faults->fn(faults->context, message);
    if (faults->count == 0 && faults->err != NULL) {
        dmi_fail(faults->err, DM_ERR_PACK, "%s", message);
        faults->err->line = line;
    }
    faults->count++;
}

enum { MESSAGE_BYTES = 1024 };

void dmi_fault(dmi_faults *faults, const dmi_reader *reader, const char *format, ...)
{
    char message[MESSAGE_BYTES];
    int head = snprintf(message, sizeof message, "%.*s:%u: ", DMI_ARG(reader->path), reader->line);
    va_list args;

    va_start(args, format);
    vsnprintf(message + head, sizeof message - (size_t)head, format, args);
    va_end(args);
    give_fault(faults, reader->line, message);
}

void dmi_fault_unknown(dmi_faults *faults, const dmi_reader *reader, const char *what, dm_str name, const dmi_dict *known)
{
    dm_str nearest = dmi_dict_nearest(known, name);

    if (nearest.bytes > 0)
        dmi_fault(faults, reader, "unknown %s '%.*s' (%.*s?)", what, DMI_ARG(name), DMI_ARG(nearest));
    else
        dmi_fault(faults, reader, "unknown %s '%.*s'", what, DMI_ARG(name));
}

bool dmi_next_word(dm_str *rest, dm_str *word)
{
    size_t end = 0;

    *rest = dmi_trim(*rest);
    while (end < rest->bytes && !is_blank(rest->p[end]))
        end++;
    *word = dmi_sub(*rest, 0, end);
    *rest = dmi_trim(dmi_sub(*rest, end, rest->bytes));
    return end > 0;
}

bool dmi_parse_number(dm_str digits, uint32_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.bytes; i++) {
        if (digits.p[i] < '0' || digits.p[i] > '9')
            return false;
        *number = *number * 10 + (uint32_t)(digits.p[i] - '0');
    }
    return digits.bytes > 0 && digits.bytes <= 9;
}
