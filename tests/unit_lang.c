/* Which language a text is in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "lang/lang.h"

static const struct { const char *code, *text; } rows[] = {
    { "und", "" },
    { "und", "1234 5678 !!" },
    { "und", "Hm." },
    { "en", "The foreign minister arrived in the capital on Tuesday for talks." },
    { "id", "Menteri luar negeri tiba di ibu kota pada Selasa karena ada perundingan, kata polisi." },
    { "id", "Universitas itu memberi kuliah umum kepada para tamu dari kota lain." },
    { "ms", "Menteri luar berkata beliau boleh hadir selepas mesyuarat pada Isnin, menurut pejabat itu." },
    { "fa", "وزیر امور خارجه روز سه\u200Cشنبه وارد پایتخت شد." },
    { "fa", "وزير خارجه ايران گفت كه اين كار پيش نمي رود" }, /* typed on an Arabic keyboard */
    { "fa", "حمله به پایگاه" },
    { "ar", "وصل وزير الخارجية إلى العاصمة يوم الثلاثاء لإجراء محادثات." },
    { "ar", "قمة عربية طارئة" },
    { "ur", "وزیر خارجہ منگل کو دارالحکومت پہنچے، یہ بات ترجمان نے بتائی۔" },
    { "zh", "外交部长星期二抵达首都举行会谈。" },
    { "ru", "Министр иностранных дел прибыл в столицу во вторник." },
    { "tr", "Dışişleri bakanı görüşmeler için salı günü başkente geldi." },
    { "es", "El ministro de Asuntos Exteriores llegó el martes a la capital." },
    { "fr", "Le ministre des Affaires étrangères est arrivé mardi dans la capitale." },
    { "he", "שר החוץ הגיע לבירה ביום שלישי לשיחות" },
};

static void languages_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char code[8];
        dmi_lang_identify((dm_str){ rows[i].text, strlen(rows[i].text) }, code);
        if (strcmp(code, rows[i].code) != 0)
            fail_msg("'%s' is %s, not %s", rows[i].text, rows[i].code, code);
    }
}

static void odd_bytes_have_no_language_and_do_no_harm(void **state)
{
    uint32_t seed = 99;
    char raw[4000], code[8];

    (void)state;
    for (int round = 0; round < 200; round++) {
        for (size_t i = 0; i < sizeof raw; i++) {
            seed = seed * 1664525 + 1013904223;
            raw[i] = (char)(seed >> 24);
        }
        dmi_lang_identify((dm_str){ raw, sizeof raw - (size_t)round }, code);
        assert_true(strlen(code) >= 2 && strlen(code) < sizeof code);
    }
    memset(raw, '\xD8', sizeof raw);
    dmi_lang_identify((dm_str){ raw, sizeof raw }, code);
    assert_string_equal(code, "und");
}

/* What stands behind the first 2,000 bytes costs nothing and changes nothing; no letter is cut in two there. */
static void only_the_head_is_read(void **state)
{
    enum { BYTES = 5000000 };
    char *raw = malloc(BYTES), code[8];
    size_t at = 0;

    (void)state;
    memset(raw, '\xFF', BYTES);
    raw[at++] = '.';
    while (at < 2100) {
        memcpy(raw + at, "وصل وزير الخارجية ", strlen("وصل وزير الخارجية "));
        at += strlen("وصل وزير الخارجية ");
    }
    dmi_lang_identify((dm_str){ raw, BYTES }, code);
    assert_string_equal(code, "ar");
    free(raw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_are_told_apart),
        cmocka_unit_test(odd_bytes_have_no_language_and_do_no_harm),
        cmocka_unit_test(only_the_head_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
