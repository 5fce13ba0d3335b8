#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

/* Base letters of U+00C0..U+017F; '*': two letters, see latin_pair; '.': no letter. */
static const char latin_base[] =
    "aaaaaa*ceeeeiiii"
    "dnooooo.ouuuuy**"
    "aaaaaa*ceeeeiiii"
    "dnooooo.ouuuuy*y"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "ii**jjkkklllllll"
    "lllnnnnnn*nnoooo"
    "oo**rrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";

static const char *latin_pair(uint32_t c)
{
    switch (c) {
    case 0xC6: case 0xE6: return "ae";
    case 0xDE: case 0xFE: return "th";
    case 0xDF: return "ss";
    case 0x132: case 0x133: return "ij";
    case 0x149: return "'n";
    default: return "oe"; /* U+0152 U+0153 */
    }
}

static uint32_t latin_lower(uint32_t c)
{
    if (c <= 0xDE)
        return c == 0xD7 ? c : c + 0x20;
    if (c < 0x100 || c == 0x138 || c == 0x149 || c == 0x17F)
        return c;
    if (c == 0x178)
        return 0xFF;
    if (c == 0x130) /* dotted capital I: its dot is no accent */
        return 'i';
    if ((c >= 0x139 && c <= 0x148) || c >= 0x179) /* here the capitals are the odd ones */
        return c + (c & 1);
    return c | 1;
}

static unsigned fold_latin(uint32_t c, unsigned flags, uint32_t *out)
{
    char base = latin_base[c - 0xC0];

    if ((flags & DMI_FOLD_ACCENTS) == 0 || base == '.') {
        out[0] = latin_lower(c);
        return 1;
    }
    if (base == '*') {
        const char *pair = latin_pair(c);
        out[0] = (unsigned char)pair[0];
        out[1] = (unsigned char)pair[1];
        return 2;
    }
    out[0] = (unsigned char)base;
    return 1;
}

static bool is_arabic_sign(uint32_t c)
{
    return (c >= 0x064B && c <= 0x065F) || c == 0x0640 || c == 0x0670 || (c >= 0x0610 && c <= 0x061A) || c == 0x061C ||
           (c >= 0x06D6 && c <= 0x06DC) || (c >= 0x06DF && c <= 0x06E8 && c != 0x06E5 && c != 0x06E6) || (c >= 0x06EA && c <= 0x06ED);
}

static bool is_hamza_or_teh(uint32_t c)
{
    return (c >= 0x0622 && c <= 0x0626) || c == 0x0629 || (c >= 0x0671 && c <= 0x0673) || (c >= 0x0675 && c <= 0x0678);
}

static unsigned fold_arabic(uint32_t c, unsigned flags, uint32_t *out)
{
    if (is_arabic_sign(c))
        return 0;
    out[0] = c;
    if ((flags & DMI_FOLD_STRICT) != 0 && is_hamza_or_teh(c))
        return 1;
    if (c >= 0x0660 && c <= 0x0669)
        c = '0' + (c - 0x0660);
    else if (c >= 0x06F0 && c <= 0x06F9)
        c = '0' + (c - 0x06F0);
    else
        switch (c) {
        case 0x0622: case 0x0623: case 0x0625: case 0x0671: case 0x0672: case 0x0673: case 0x0675: c = 0x0627; break; /* alef */
        case 0x0624: case 0x0676: c = 0x0648; break;                                             /* waw */
        case 0x0626: case 0x0649: case 0x064A: case 0x0678: c = 0x06CC; break;                   /* yeh */
        case 0x0629: case 0x06BE: case 0x06C0: case 0x06C1: case 0x06C2: case 0x06C3: case 0x06D5: c = 0x0647; break; /* heh */
        case 0x0643: case 0x06AA: c = 0x06A9; break;                                             /* kaf */
        case 0x06D3: c = 0x06D2; break;
        case 0x060C: case 0x066C: c = ','; break;
        case 0x061B: c = ';'; break;
        case 0x061F: c = '?'; break;
        case 0x066A: c = '%'; break;
        case 0x066B: case 0x06D4: c = '.'; break;
        default: break;
        }
    out[0] = c;
    return 1;
}

/* й ї ў are letters of their own; ё ѐ ѝ ѓ ќ are accented ones. */
static uint32_t cyrillic_base(uint32_t c)
{
    switch (c) {
    case 0x0450: case 0x0451: return 0x0435;
    case 0x0453: return 0x0433;
    case 0x045C: return 0x043A;
    case 0x045D: return 0x0438;
    default: return c;
    }
}

static bool is_invisible(uint32_t c)
{
    return c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFE00 && c <= 0xFE0F);
}

/* Marks and modifier letters outside ASCII that have a plain twin. */
static uint32_t plain_mark(uint32_t c)
{
    switch (c) {
    case 0x2018: case 0x2019: case 0x201B: case 0x2032: case 0x02BB: case 0x02BC: case 0x02BE: case 0x02BF: case 0x00B4: case 0x1FEF:
    case 0x1FFD: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0xFE58: case 0xFE63: return '-';
    case 0x3002: case 0xFF61: return '.';
    case 0x3001: case 0xFF64: return ',';
    case 0x00A0: case 0x202F: case 0x3000: return ' ';
    default: return c;
    }
}

static bool is_presentation_form(uint32_t c)
{
    return (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0xFF01 && c <= 0xFFEF) || (c >= 0x1D400 && c <= 0x1D7FF);
}

enum { DECOMPOSED_UNITS = 32 }; /* UTF-16; the longest compatibility mapping, U+FDFA, has 18 */

static unsigned fold_presentation_form(uint32_t c, unsigned flags, uint32_t *out)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
    UChar units[DECOMPOSED_UNITS];
    int32_t unit_count = U_FAILURE(status) ? -1 : unorm2_getDecomposition(nfkc, (UChar32)c, units, DECOMPOSED_UNITS, &status);
    unsigned count = 0;

    if (U_FAILURE(status) || unit_count < 0) {
        out[0] = c;
        return 1;
    }
    for (int32_t i = 0; i < unit_count && count + DMI_FOLD_LETTER_MAX <= DMI_FOLD_MAX;) {
        uint32_t part = units[i++];
        if (U16_IS_LEAD(part) && i < unit_count)
            part = (uint32_t)U16_GET_SUPPLEMENTARY(part, (uint32_t)units[i++]);
        if (part != ' ') /* an isolated vowel sign decomposes to a blank and the sign */
            count += dmi_fold_letter(part, flags, out + count);
    }
    return count;
}

/* The letter under the accents of a precomposed Latin or Greek one; `c` itself when it has none. */
static uint32_t base_letter(uint32_t c)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar units[DECOMPOSED_UNITS];
    int32_t unit_count = U_FAILURE(status) ? -1 : unorm2_getDecomposition(nfc, (UChar32)c, units, DECOMPOSED_UNITS, &status);

    return U_FAILURE(status) || unit_count < 1 ? c : units[0];
}

static bool has_accented_letters(uint32_t c)
{
    return (c >= 0x0180 && c <= 0x024F) || (c >= 0x0370 && c <= 0x03FF) || (c >= 0x1E00 && c <= 0x1FFF);
}

static unsigned fold_other(uint32_t c, unsigned flags, uint32_t *out)
{
    int32_t digit;

    if (is_presentation_form(c))
        return fold_presentation_form(c, flags, out);
    digit = u_charDigitValue((UChar32)c);
    if (digit >= 0) {
        out[0] = '0' + (uint32_t)digit;
        return 1;
    }
    c = (uint32_t)u_tolower((UChar32)c);
    if (c >= 0xC0 && c <= 0x17F) /* the Angstrom sign, the capital sharp s */
        return fold_latin(c, flags, out);
    if (c == 0x03C2) /* final sigma */
        c = 0x03C3;
    if ((flags & DMI_FOLD_ACCENTS) != 0 && has_accented_letters(c)) {
        uint32_t base = base_letter(c);
        if (base >= 0xC0 && base <= 0x17F)
            return fold_latin(base, flags, out);
        c = base == 0x01A1 ? 'o' : base == 0x01B0 ? 'u' : base; /* the horned letters of Vietnamese do decompose, to these */
    }
    out[0] = c;
    return 1;
}

unsigned dmi_fold_letter(uint32_t c, unsigned flags, uint32_t out[DMI_FOLD_MAX])
{
    out[0] = c;
    if (c < 0x80) {
        if (c >= 'A' && c <= 'Z')
            out[0] = c + 0x20;
        else if (c == '`')
            out[0] = '\'';
        return 1;
    }
    if (c >= 0x0600 && c <= 0x06FF)
        return fold_arabic(c, flags, out);
    if (c >= 0xC0 && c <= 0x17F)
        return fold_latin(c, flags, out);
    if (c >= 0x0300 && c <= 0x036F)
        return (flags & DMI_FOLD_ACCENTS) != 0 ? 0 : 1;
    if (c >= 0x0400 && c <= 0x052F) {
        c = (uint32_t)u_tolower((UChar32)c);
        out[0] = (flags & DMI_FOLD_ACCENTS) != 0 ? cyrillic_base(c) : c;
        return 1;
    }
    if (is_invisible(c))
        return 0;
    out[0] = plain_mark(c);
    return out[0] != c ? 1 : fold_other(c, flags, out);
}

/* ---- folding of whole strings */

typedef struct fold_out {
    char *p; /* NULL: only count */
    size_t bytes;
    uint32_t last; /* code point written last, for composition */
} fold_out;

static void out_put(fold_out *out, uint32_t c)
{
    char utf8[4];
    size_t bytes = dmi_utf8_put(c, utf8);

    if (out->p != NULL)
        memcpy(out->p + out->bytes, utf8, bytes);
    out->bytes += bytes;
    out->last = c;
}

/* "e" and a combining acute are the one letter "é", as NFC writes it; and и with a breve is й, which stays even where accents go. */
static bool out_compose(fold_out *out, uint32_t mark, unsigned flags)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    UChar32 pair = U_FAILURE(status) || out->bytes == 0 ? U_SENTINEL : unorm2_composePair(nfc, (UChar32)out->last, (UChar32)mark);
    char utf8[4];

    if (pair < 0)
        return false;
    out->bytes -= dmi_utf8_put(out->last, utf8);
    out_put(out, (flags & DMI_FOLD_ACCENTS) != 0 ? cyrillic_base((uint32_t)pair) : (uint32_t)pair);
    return true;
}

static bool is_cyrillic(uint32_t c)
{
    return c >= 0x0400 && c <= 0x052F;
}

static void out_fold(fold_out *out, uint32_t c, unsigned flags)
{
    uint32_t letters[DMI_FOLD_MAX];
    bool is_accent = c >= 0x0300 && c <= 0x036F;
    unsigned count;

    if (is_accent && ((flags & DMI_FOLD_ACCENTS) == 0 || is_cyrillic(out->last)) && out_compose(out, c, flags))
        return;
    count = dmi_fold_letter(c, flags, letters);
    for (unsigned i = 0; i < count; i++)
        out_put(out, letters[i]);
}

static fold_out fold_all(dm_str text, unsigned flags, char *p)
{
    fold_out out = { p, 0, 0 };

    for (size_t byte = 0; byte < text.bytes;) {
        unsigned char c = (unsigned char)text.p[byte];
        if (c < 0x80 && c != '`') {
            byte++;
            if (p != NULL)
                p[out.bytes] = (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
            out.bytes++;
            out.last = c >= 'A' && c <= 'Z' ? c + 0x20u : c;
        } else {
            out_fold(&out, dmi_utf8_next(text, &byte), flags);
        }
    }
    return out;
}

size_t dmi_fold_into(dm_str text, unsigned flags, char *p)
{
    return fold_all(text, flags, p).bytes;
}

size_t dmi_fold_bound(dm_str text, unsigned flags)
{
    enum { SHORT_BYTES = 256, GROWTH = 12 }; /* U+FDFA: 3 bytes become 33 */

    return text.bytes <= SHORT_BYTES ? text.bytes * GROWTH : fold_all(text, flags, NULL).bytes + 4;
}

dm_str dmi_fold(dmi_arena *arena, dm_str text, unsigned flags)
{
    char *p = dmi_alloc(arena, dmi_fold_bound(text, flags) + 1);

    return (dm_str){ p, dmi_fold_into(text, flags, p) };
}

uint32_t dmi_fold_offset(dm_str text, unsigned flags, uint32_t fold_bytes)
{
    fold_out out = { NULL, 0, 0 };
    size_t byte = 0, next = 0;

    while (byte < text.bytes) {
        size_t before = out.bytes;
        out_fold(&out, dmi_utf8_next(text, &next), flags);
        if (before >= fold_bytes && out.bytes > before) /* signs that fold to nothing stay with the letter before them */
            break;
        byte = next;
    }
    return (uint32_t)byte;
}
