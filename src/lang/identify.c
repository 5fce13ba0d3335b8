#include "lang/lang.h"

#include "lang/cld2.h"
#include "text/text.h"

#include <stdlib.h>

/* This room must name languages: what a text is in has to be known before a pack can be chosen. */

enum { READ_BYTES = 2000, LETTERS_MIN = 10, ARABIC_LETTERS_MIN = 4 };

/* ---- letters */

typedef struct letters {
    uint32_t all, arabic_script;
    uint32_t urdu, persian, arabic, other; /* that only this language of the three has; `other`: none of them */
    uint32_t persian_forms, arabic_forms;  /* of yeh and kaf: which keyboard */
} letters;

static void count_arabic_script(letters *n, uint32_t c)
{
    n->arabic_script++;
    switch (c) {
    case 0x0679: case 0x0688: case 0x0691: case 0x06BA: case 0x06BE: case 0x06C1: case 0x06D2: case 0x06D3: n->urdu++; break;
    case 0x067E: case 0x0686: case 0x0698: case 0x06AF: n->persian++; break;
    case 0x0625: case 0x0629: n->arabic++; break;
    case 0x06A9: case 0x06CC: n->persian_forms++; break;
    case 0x0643: case 0x0649: case 0x064A: n->arabic_forms++; break;
    case 0x0671: case 0x06C0: case 0x06D5: break;
    default:
        n->other += c >= 0x066E && c != 0x0670; /* letters of Pashto, Kurdish, Sindhi, Uyghur */
    }
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && c != 0xFFFD && !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F);
}

/* A letter of Chinese, Japanese or Korean says as much as three others. */
static uint32_t letter_weight(uint32_t c)
{
    return c >= 0x2E80 ? 3 : 1;
}

static letters count_letters(dm_str text)
{
    letters n = { 0 };

    for (size_t byte = 0; byte < text.bytes;) {
        uint32_t c = dmi_utf8_next(text, &byte);
        n.all += is_letter(c) ? letter_weight(c) : 0;
        if ((c >= 0x0620 && c <= 0x064A && c != 0x0640) || (c >= 0x066E && c <= 0x06D5 && c != 0x0670 && c != 0x06D4))
            count_arabic_script(&n, c);
    }
    return n;
}

/* Text in Arabic script; NULL: some other language of that script. Persian is often typed on Arabic keyboards, so the letters that only one of
 * the two has come before the two forms of yeh and kaf. Urdu has Persian's letters too. */
static const char *by_arabic_letters(const letters *n)
{
    if (n->urdu >= 2)
        return n->other > n->urdu ? NULL : "ur";
    if (n->other >= 2)
        return NULL;
    if (n->persian != n->arabic)
        return n->persian > n->arabic ? "fa" : "ar";
    return n->persian_forms > n->arabic_forms ? "fa" : "ar";
}

/* ---- Indonesian or Malay: words that only one of them writes, in byte order */

static const char *const indonesian_words[] = {
    "agustus", "bahwa", "bandara", "berbagai", "besok", "bisa", "bisnis", "butuh", "dari", "desember", "direktur", "dokter", "gedung",
    "gubernur", "informasi", "inggris", "jepang", "juli", "jumat", "juni", "juru", "kamis", "kantor", "karena", "kasus", "keamanan",
    "kebutuhan", "kemarin", "kementerian", "kepolisian", "komisi", "koran", "korban", "kota", "mahasiswa", "maret", "mau", "menlu",
    "menurut", "minggu", "mobil", "narkoba", "parlemen", "partai", "pemerintah", "pemilu", "pengacara", "pengadilan", "pertandingan",
    "perusahaan", "polisi", "ponsel", "prancis", "pria", "provinsi", "rapat", "rekan", "rupiah", "saat", "saja", "sekretaris", "senin",
    "serikat", "siswa", "situs", "tapi", "telepon", "televisi", "tentara", "tewas", "tim", "tiongkok", "uang", "usai", "warga", "yaitu",
    "yakni",
};
static const char *const malay_words[] = {
    "ahad", "akhbar", "apabila", "bagaimanapun", "bahawa", "bandaraya", "beliau", "berikutan", "berkata", "boleh", "dadah", "daripada",
    "disember", "doktor", "esok", "gabenor", "iaitu", "ialah", "isnin", "jepun", "johan", "julai", "jumaat", "jun", "jurucakap",
    "kerajaan", "kerana", "kes", "keselamatan", "khamis", "mac", "mahkamah", "mahu", "maklumat", "manakala", "mangsa", "mempunyai",
    "ogos", "parlimen", "parti", "pasaran", "peguam", "pejabat", "pelbagai", "pengarah", "perancis", "perlawanan", "polis", "rakan",
    "ringgit", "sahaja", "sehingga", "sekiranya", "selepas", "semalam", "setiausaha", "supaya", "suruhanjaya", "syarikat", "telefon",
    "televisyen", "tentera", "tiada", "wang",
};

static int by_word(const void *word, const void *entry)
{
    return dmi_compare(*(const dm_str *)word, dmi_str(*(const char *const *)entry));
}

#define IS_IN(table, word) (bsearch(&(word), table, sizeof table / sizeof *table, sizeof *table, by_word) != NULL)

/* The same Latin ending in the two spellings: universitas, universiti. */
static int32_t by_ending(dm_str word)
{
    if (word.bytes < 7)
        return 0;
    return dmi_ends(word, DMI_STR("itas")) - dmi_ends(word, DMI_STR("iti"));
}

enum { SMALL_WORD_BYTES = 24 }; /* longer ones are in no table */

/* The next run of ASCII letters, small, cut off at SMALL_WORD_BYTES; false: none is left. */
static bool next_small_word(dm_str text, size_t *byte, char letters[SMALL_WORD_BYTES], dm_str *word)
{
    *word = (dm_str){ letters, 0 };
    for (; *byte < text.bytes; ++*byte) {
        char c = text.p[*byte];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 0x20);
        if (c < 'a' || c > 'z') {
            if (word->bytes > 0)
                break;
        } else if (word->bytes < SMALL_WORD_BYTES) {
            letters[word->bytes++] = c;
        }
    }
    return word->bytes > 0;
}

static const char *indonesian_or_malay(dm_str text, const char *otherwise)
{
    int32_t balance = 0;
    char letters[SMALL_WORD_BYTES];
    size_t byte = 0;
    dm_str word;

    while (next_small_word(text, &byte, letters, &word))
        balance += IS_IN(indonesian_words, word) - IS_IN(malay_words, word) + by_ending(word);
    return balance > 0 ? "id" : balance < 0 ? "ms" : otherwise;
}

/* ---- the whole */

/* Codes that CLD2 writes in an older way than BCP 47 does. */
static const char *modern_code(const char *code)
{
    static const char *const renamed[][2] = { { "iw", "he" }, { "jw", "jv" }, { "mo", "ro" }, { "un", "und" }, { "xxx", "und" } };

    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (strcmp(code, renamed[i][0]) == 0)
            return renamed[i][1];
    return code;
}

static const char *identify(dm_str text)
{
    letters n = count_letters(text);
    const char *code = NULL;

    if (n.arabic_script * 2 > n.all && n.arabic_script >= ARABIC_LETTERS_MIN)
        code = by_arabic_letters(&n);
    if (code != NULL)
        return code;
    if (n.all < LETTERS_MIN)
        return "und";
    code = modern_code(dmi_cld2_language(text.p, (int)text.bytes));
    if (strcmp(code, "id") == 0 || strcmp(code, "ms") == 0)
        code = indonesian_or_malay(text, code);
    return code;
}

/* The first bytes, not cut inside a letter. */
static dm_str head_of(dm_str text)
{
    size_t end = text.bytes > READ_BYTES ? READ_BYTES : text.bytes;

    while (end > 0 && end < text.bytes && ((unsigned char)text.p[end] & 0xC0) == 0x80)
        end--;
    return dmi_sub(text, 0, end);
}

static void put_code(const char *code, char out[8])
{
    memset(out, 0, 8);
    memcpy(out, code, strlen(code) < 8 ? strlen(code) : 7);
}

void dmi_lang_identify(dm_str text, char out[8])
{
    dmi_arena arena; /* CLD2 wants valid UTF-8; the repaired copy is small */
    jmp_buf escape;

    dmi_arena_init(&arena, &escape);
    put_code("und", out);
    if (setjmp(escape) == 0)
        put_code(identify(dmi_repair(&arena, head_of(text), NULL)), out);
    dmi_arena_free(&arena);
}
