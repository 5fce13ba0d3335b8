#include "cli.h"

/* How many bytes the character at p takes; 0: these bytes are no UTF-8 (overlong forms and surrogates are none). */
static size_t character_bytes(const unsigned char *p, size_t left)
{
    size_t bytes = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;

    if (bytes > left)
        return 0;
    for (size_t i = 1; i < bytes; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] >= 0xA0) || (p[0] == 0xF0 && p[1] < 0x90) ||
        (p[0] == 0xF4 && p[1] >= 0x90))
        return 0;
    return bytes;
}

cli_text_check cli_check_text(const char *text, size_t bytes)
{
    const unsigned char *p = (const unsigned char *)text;
    cli_text_check check = { 0 };
    uint64_t line = 1;

    for (size_t i = 0; i < bytes;) {
        size_t step = character_bytes(p + i, bytes - i);
        if (step == 0) {
            if (check.bad_bytes++ == 0)
                check.first_bad_line = line;
            step = 1;
        } else if (p[i] < 0x20) {
            check.has_nul |= p[i] == 0;
            line += p[i] == '\n';
            check.control_bytes += p[i] != '\n' && p[i] != '\r' && p[i] != '\t' && p[i] != '\f' && p[i] != 0x1B;
        }
        i += step;
    }
    return check;
}
