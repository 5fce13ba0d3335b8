/* Pages to headline, body and day of publication. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ingest/ingest.h"
#include "small_packs.h"
#include "time/time.h"

static int open_packs(void **state)
{
    static small_packs small;

    *state = &small;
    return small_packs_open(&small);
}

static int close_packs(void **state)
{
    small_packs_close(*state);
    return 0;
}

typedef struct page {
    const char *what, *lang, *text;
    const char *title, *body; /* body: its lines joined by " / " */
    uint32_t date;
    const char *url, *given_title, *given_date;
} page;

static dm_str body_of(dmi_arena *arena, const dmi_page *page, dm_str text)
{
    dm_str body = DMI_STR("");

    for (uint32_t i = 0; i < page->line_count; i++) {
        dm_str line = dmi_sub(text, page->lines[i].start_byte, page->lines[i].end_byte);
        if (page->lines[i].kind == DMI_LINE_BODY)
            body = dmi_format(arena, "%.*s%s%.*s", (int)body.bytes, body.p, body.bytes > 0 ? " / " : "", (int)line.bytes, line.p);
    }
    return body;
}

static void check(void **state, const page *pages, size_t count)
{
    const small_packs *small = *state;

    for (size_t i = 0; i < count; i++) {
        const page *p = &pages[i];
        dm_document document = { .url = dmi_str(p->url), .title = dmi_str(p->given_title), .date = dmi_str(p->given_date) };
        dm_str text = dmi_str(p->text), body;
        dmi_arena arena;
        dmi_page page;
        dmi_arena_init(&arena, NULL);
        page = dmi_clean(&arena, small->packs, dmi_packs_lang(small->packs, dmi_str(p->lang)), text, &document);
        body = body_of(&arena, &page, text);
        if (!dmi_is(page.title, p->title == NULL ? "" : p->title))
            fail_msg("%s: headline is \"%.*s\"", p->what, (int)page.title.bytes, page.title.p);
        if (!dmi_is(body, p->body))
            fail_msg("%s: body is \"%.*s\"", p->what, (int)body.bytes, body.p);
        if (page.date != p->date)
            fail_msg("%s: date is %u", p->what, page.date);
        for (uint32_t l = 0; l < page.line_count; l++) {
            assert_true(page.lines[l].start_byte < page.lines[l].end_byte && page.lines[l].end_byte <= text.bytes);
            assert_true(l == 0 || page.lines[l].start_byte >= page.lines[l - 1].end_byte);
            assert_true(page.lines[l].kind >= DMI_LINE_BODY && page.lines[l].kind <= DMI_LINE_SUBTITLE);
            assert_non_null(page.lines[l].why);
        }
        dmi_arena_free(&arena);
    }
}
#define CHECK(state, pages) check(state, pages, sizeof(pages) / sizeof *(pages))

#define LEAD "Envoys of China and Russia opened trade talks in Lima on Monday."
#define SECOND "The envoys will meet the president of Peru before they leave Lima."
#define THIRD "No further trade talks between China and Russia have been announced."
#define FOURTH "The president of Peru thanked the envoys of China and Russia for the visit."
#define FIFTH "Trade between Peru and China has doubled since the talks began."
#define HEADLINE "China and Russia open trade talks in Lima"

static void finds_headline_and_body(void **state)
{
    static const page pages[] = {
        { "headline and report", "en", HEADLINE "\n\n" LEAD "\n\n" SECOND, HEADLINE, LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "site name and menu above", "en",
          "The Valley Bugle\nHome | World | Sport | Shop\n" HEADLINE "\n3 March 2025\n\n" LEAD "\n" SECOND, HEADLINE,
          LEAD " / " SECOND, 20250303, NULL, NULL, NULL },
        { "headline printed twice", "en", "World\n" HEADLINE "\nShare\n" HEADLINE "\n" LEAD "\n" SECOND, HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "a deck below the headline", "en",
          HEADLINE "\nEnvoys from China and Russia to see the president of Peru\n" LEAD "\n" SECOND, HEADLINE, LEAD " / " SECOND,
          0, NULL, NULL, NULL },
        { "a kicker above it", "en", "Trade and Peru\n" HEADLINE "\n" LEAD "\n" SECOND, HEADLINE, LEAD " / " SECOND, 0, NULL,
          NULL, NULL },
        { "a headline that asks", "en", "Will China and Russia agree on trade?\n\n" LEAD "\n" SECOND,
          "Will China and Russia agree on trade?", LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "a headline with a full stop", "en", "China and Russia open trade talks.\n3 March 2025\n" LEAD,
          "China and Russia open trade talks.", LEAD, 20250303, NULL, NULL, NULL },
        { "a headline that begins with a label", "en",
          "Envoys: China and Russia can trade in Lima\nThe president of Peru will meet the envoys in Lima\n" LEAD "\n" SECOND,
          "Envoys: China and Russia can trade in Lima", LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "no headline", "en", LEAD "\n" SECOND, NULL, LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "a single line", "en", LEAD, NULL, LEAD, 0, NULL, NULL, NULL },
        { "a single line of three words", "en", "Troops left Lima", NULL, "Troops left Lima", 0, NULL, NULL, NULL },
        { "a notice above all", "en",
          "We use small files to make this site better for you.\nMenu\nLog in\nSearch\n" HEADLINE "\n4 March 2025\n" LEAD
          "\n" SECOND "\n" THIRD,
          HEADLINE, LEAD " / " SECOND " / " THIRD, 20250304, NULL, NULL, NULL },
        { "the title field finds its line", "en", "Trade between China and Russia grows in Peru\n" HEADLINE "\n" LEAD "\n" SECOND,
          HEADLINE, LEAD " / " SECOND, 0, NULL, HEADLINE, NULL },
        { "the title field with the site's name", "en", HEADLINE "\n" LEAD, HEADLINE " - Bugle", LEAD, 0, NULL,
          HEADLINE " - Bugle", NULL },
        { "the title field begins the only line", "en", HEADLINE " " LEAD " " SECOND, HEADLINE, LEAD " " SECOND, 0, NULL,
          HEADLINE, NULL },
        { "headline, date and report in one line", "en", HEADLINE " Tuesday, 4 March 2025 10:15 GMT " LEAD " " SECOND " " THIRD,
          HEADLINE, LEAD " " SECOND " " THIRD, 20250304, NULL, NULL, NULL },
        { "wrapped at a column", "en",
          "China and Russia open trade\ntalks in Lima\n\nLIMA - Envoys of China and Russia opened trade\ntalks in Lima on "
          "Monday. The envoys will meet the\npresident of Peru "
          "before they leave Lima.\n\nNo further trade talks between China and Russia\nhave been announced.",
          "China and Russia open trade talks in Lima",
          "Envoys of China and Russia opened trade\ntalks in Lima on Monday. The envoys will meet the\npresident of Peru before "
          "they leave Lima. / "
          "No further trade talks between China and Russia\nhave been announced.",
          0, NULL, NULL, NULL },
        { "paragraphs without full stops", "ar",
          "الصين وروسيا تبحثان التجارة في موسكو\nبحثت الصين مع روسيا يوم الاثنين التجارة بين البلدين بعد سنوات من القطيعة\n"
          "وقالت روسيا إن الصين وعدت بفتح مكتب جديد للتجارة في موسكو قبل نهاية العام",
          "الصين وروسيا تبحثان التجارة في موسكو",
          "بحثت الصين مع روسيا يوم الاثنين التجارة بين البلدين بعد سنوات من القطيعة / "
          "وقالت روسيا إن الصين وعدت بفتح مكتب جديد للتجارة في موسكو قبل نهاية العام",
          0, NULL, NULL, NULL },
        { "nothing", "en", "", NULL, "", 0, NULL, NULL, NULL },
        { "marks only", "en", " \n***\n- - -\n", NULL, "", 0, NULL, NULL, NULL },
    };

    CHECK(state, pages);
}

static void leaves_out_the_chrome(void **state)
{
    static const page pages[] = {
        { "a question behind a label", "en",
          HEADLINE "\n" LEAD "\nRead also:\nWhy do China and Russia want to trade with Peru?\n" SECOND, HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "a row of tags", "en",
          HEADLINE "\n" LEAD "\n" SECOND
                   "\nfiled: china, russia, peru, trade, talks, tariffs, copper, envoys, lima, president, office, deal",
          HEADLINE, LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "an advertisement inside", "en", HEADLINE "\n" LEAD "\nAdvertisement\n" SECOND, HEADLINE, LEAD " / " SECOND, 0, NULL,
          NULL, NULL },
        { "another report's headline inside", "en", HEADLINE "\n" LEAD "\nRead also: Storm hits the coast\n" SECOND, HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "... and within a paragraph", "en", HEADLINE "\n" LEAD " Read also: Storm hits the coast\n" SECOND, HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "all behind an end phrase", "en",
          HEADLINE "\n" LEAD "\n" SECOND "\nRelated\nStorm hits the coast\n" THIRD "\nAnother storm\n" FOURTH, HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "an end phrase between paragraphs ends nothing", "en",
          HEADLINE "\n" LEAD "\n" SECOND "\n" THIRD "\nRelated\n" FOURTH "\n" FIFTH, HEADLINE,
          LEAD " / " SECOND " / " THIRD " / " FOURTH " / " FIFTH, 0, NULL, NULL, NULL },
        { "an end phrase in the menu ends nothing", "en", "Related\n" HEADLINE "\n" LEAD "\n" SECOND, HEADLINE, LEAD " / " SECOND,
          0, NULL, NULL, NULL },
        { "a comment form without any phrase", "en",
          HEADLINE "\n" LEAD "\n" SECOND "\n" THIRD
                   "\n\nSay something\n\nPost it\n\nFields with a star must not be left empty, please.",
          HEADLINE, LEAD " / " SECOND " / " THIRD, 0, NULL, NULL, NULL },
        { "a share bar and a foot", "en",
          HEADLINE "\n" LEAD "\n" SECOND "\nShare: A | B | C\nStorm hits the coast\nTerms - Privacy - Jobs", HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "counters", "en", HEADLINE "\n  • 12/23/2020\n  • 00:00\n  • 4\npage-picture\n\n" LEAD "\n" SECOND, HEADLINE,
          LEAD " / " SECOND, 20201223, NULL, NULL, NULL },
        { "a subtitle between paragraphs", "en", HEADLINE "\n" LEAD "\nA new beginning\n" SECOND "\n" THIRD, HEADLINE,
          LEAD " / " SECOND " / " THIRD, 0, NULL, NULL, NULL },
        { "the running text mentions a phrase", "en",
          HEADLINE "\n" LEAD "\nRelated items such as trade and talks were left for China and Russia to settle.", HEADLINE,
          LEAD " / Related items such as trade and talks were left for China and Russia to settle.", 0, NULL, NULL, NULL },
        { "a short sentence stays", "en", HEADLINE "\n" LEAD "\nPeru was less pleased.\n" SECOND, HEADLINE,
          LEAD " / Peru was less pleased. / " SECOND, 0, NULL, NULL, NULL },
        { "a numbered list stays", "en",
          HEADLINE "\n" LEAD
                   "\nThe demands of Peru in the talks are these:\n1. lower tariffs on copper\n2. a joint trade office\n" SECOND,
          HEADLINE,
          LEAD " / The demands of Peru in the talks are these: / 1. lower tariffs on copper / 2. a joint trade office / " SECOND,
          0, NULL, NULL, NULL },
        { "an appeal of the site", "en",
          HEADLINE "\n" LEAD "\n" SECOND "\n" THIRD "\nEnjoyed this story? Buy us a coffee.\nSearch", HEADLINE,
          LEAD " / " SECOND " / " THIRD, 0, NULL, NULL, NULL },
        { "a list stays", "en",
          HEADLINE "\n" LEAD "\nThe two sides agreed on these steps:\n- lower tariffs on copper\n- a joint trade office\n" SECOND,
          HEADLINE, LEAD " / The two sides agreed on these steps: / - lower tariffs on copper / - a joint trade office / " SECOND,
          0, NULL, NULL, NULL },
        { "a picture's caption", "en",
          HEADLINE "\n" LEAD "\nEnvoys shake hands in Lima on Monday. (Photo: Agency) |\n" SECOND "\n" THIRD, HEADLINE,
          LEAD " / " SECOND " / " THIRD, 0, NULL, NULL, NULL },
        { "a credit at the end", "en", HEADLINE "\n" LEAD "\n" SECOND " (ab/cd)", HEADLINE, LEAD " / " SECOND, 0, NULL, NULL,
          NULL },
        { "a source line", "en", HEADLINE "\n" LEAD "\n" SECOND "\nSource: https://a.example/b-c-d", HEADLINE, LEAD " / " SECOND,
          0, NULL, NULL, NULL },
    };

    CHECK(state, pages);
}

static void takes_off_the_dateline(void **state)
{
    static const page pages[] = {
        { "place", "en", HEADLINE "\nLIMA – " LEAD, HEADLINE, LEAD, 0, NULL, NULL, NULL },
        { "place and country", "en", HEADLINE "\nLIMA, Peru — " LEAD, HEADLINE, LEAD, 0, NULL, NULL, NULL },
        { "agency", "en", HEADLINE "\nLIMA (Reuters) - " LEAD, HEADLINE, LEAD, 0, NULL, NULL, NULL },
        { "agency and day", "en", HEADLINE "\nLIMA, March 4, 2025 (Xinhua) -- " LEAD, HEADLINE, LEAD, 20250304, NULL, NULL,
          NULL },
        { "two pieces", "en", HEADLINE "\nLIMA - Bugle.example - " LEAD, HEADLINE, LEAD, 0, NULL, NULL, NULL },
        { "an aside is none", "en", HEADLINE "\nRussia - which had asked for the talks in Lima - sent an envoy on Monday.",
          HEADLINE, "Russia - which had asked for the talks in Lima - sent an envoy on Monday.", 0, NULL, NULL, NULL },
        { "a script without capitals", "ar",
          "الصين وروسيا تبحثان التجارة\n\nموسكو (وكالة) - بحثت الصين مع روسيا يوم الاثنين التجارة بين البلدين.",
          "الصين وروسيا تبحثان التجارة", "بحثت الصين مع روسيا يوم الاثنين التجارة بين البلدين.", 0, NULL, NULL, NULL },
        { "... and an aside in it", "ar",
          "الصين وروسيا تبحثان التجارة\n\nبحثت الصين - وفق بيان رسمي - مع روسيا يوم الاثنين التجارة بين البلدين.",
          "الصين وروسيا تبحثان التجارة", "بحثت الصين - وفق بيان رسمي - مع روسيا يوم الاثنين التجارة بين البلدين.", 0, NULL, NULL,
          NULL },
    };

    CHECK(state, pages);
}

static void finds_the_day_of_publication(void **state)
{
    static const page pages[] = {
        { "the document says it", "en", HEADLINE "\n3 March 2025\n" LEAD, HEADLINE, LEAD, 20250305, NULL, NULL,
          "2025-03-05T10:00:00Z" },
        { "below the headline, not above", "en", "1 June 2025\n" HEADLINE "\nPublished: 3 March 2025, 10:11\n" LEAD, HEADLINE,
          LEAD, 20250303, NULL, NULL, NULL },
        { "above when there is none below", "en", "3 March 2025\n" HEADLINE "\n" LEAD, HEADLINE, LEAD, 20250303, NULL, NULL,
          NULL },
        { "in the byline", "en", HEADLINE "\nBy Ann Example | March 3, 2025 | 3 min\n" LEAD, HEADLINE, LEAD, 20250303, NULL, NULL,
          NULL },
        { "in the address", "en", HEADLINE "\n" LEAD, HEADLINE, LEAD, 20250303, "https://a.example/2025/03/03/trade", NULL,
          NULL },
        { "in a Persian address", "fa",
          "چین و روسیه گفت‌وگو کردند\nچین و روسیه روز دوشنبه درباره تجارت "
          "گفت‌وگو "
          "کردند.",
          "چین و روسیه گفت‌وگو کردند",
          "چین و روسیه روز دوشنبه درباره تجارت گفت‌وگو کردند.", 20250303,
          "https://a.example/1403/12/13/x", NULL, NULL },
        { "the address settles an ambiguous one", "en", HEADLINE "\n03/04/2025\n" LEAD, HEADLINE, LEAD, 20250403,
          "https://a.example/20250403/x", NULL, NULL },
        { "a number in an address is none", "en", HEADLINE "\n" LEAD, HEADLINE, LEAD, 0, "https://a.example/97310425/x/5988127",
          NULL, NULL },
        { "at the foot", "en", HEADLINE "\n" LEAD "\n" SECOND "\nPublished 3 March 2025", HEADLINE, LEAD " / " SECOND, 20250303,
          NULL, NULL, NULL },
        { "several at the foot are others'", "en", HEADLINE "\n" LEAD "\n" SECOND "\n1 March 2025\n2 March 2025", HEADLINE,
          LEAD " / " SECOND, 0, NULL, NULL, NULL },
        { "a day without a year is none", "en", HEADLINE "\nMonday, 3 March\n" LEAD, HEADLINE, LEAD, 0, NULL, NULL, NULL },
        { "a day in the report is not that of its publication", "en",
          HEADLINE "\n" LEAD "\nThey had met on 5 May 2024 in Lima for the first trade talks.", HEADLINE,
          LEAD " / They had met on 5 May 2024 in Lima for the first trade talks.", 0, NULL, NULL, NULL },
        { "unless it calls it today", "en",
          HEADLINE "\nToday, Monday 3 March 2025, envoys of China and Russia opened talks in Lima.", HEADLINE,
          "Today, Monday 3 March 2025, envoys of China and Russia opened talks in Lima.", 20250303, NULL, NULL, NULL },
        { "a counter that is no date", "en", HEADLINE "\n99/99/9999\n" LEAD, HEADLINE, LEAD, 0, NULL, NULL, NULL },
    };

    CHECK(state, pages);
}

static void works_without_a_pack(void **state)
{
    static const char text[] = "Inicio | Mundo | Cultura\nChina y Rusia abren conversaciones comerciales\n03/12/2020\n\n"
                               "Enviados de China y Rusia abrieron conversaciones comerciales el lunes.\n";
    const small_packs *small = *state;
    dm_document document = { 0 };
    dmi_arena arena;
    dmi_page page;

    dmi_arena_init(&arena, NULL);
    page = dmi_clean(&arena, small->packs, NULL, dmi_str(text), &document);
    assert_true(dmi_is(page.title, "China y Rusia abren conversaciones comerciales"));
    assert_int_equal(page.date, 20201203);
    assert_true(
        dmi_is(body_of(&arena, &page, dmi_str(text)), "Enviados de China y Rusia abrieron conversaciones comerciales el lunes."));
    dmi_arena_free(&arena);
}

/* A megabyte of anything ends soon, and the lines stay within the text. */
static void is_linear(void **state)
{
    static const char *const pieces[] = { "\"",      "x",      "a\n",        "Related\n",      "- ",   "(",
                                          LEAD "\n", LEAD " ", "1/2/2024\n", "Read also: x. ", ": | ", "A - B (C) - ",
                                          "\n" };
    const small_packs *small = *state;
    dm_document document = { 0 };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        dmi_buf text = { 0 };
        dmi_arena arena;
        dmi_page page;
        dmi_arena_init(&arena, NULL);
        while (text.bytes < 1000000)
            dmi_buf_add_text(&text, pieces[i]);
        page = dmi_clean(&arena, small->packs, dmi_packs_lang(small->packs, DMI_STR("en")), (dm_str){ text.p, text.bytes },
                         &document);
        for (uint32_t l = 0; l < page.line_count; l++)
            assert_true(page.lines[l].end_byte <= text.bytes);
        dmi_arena_free(&arena);
        dmi_buf_free(&text);
    }
}

static void takes_repaired_bytes(void **state)
{
    static const char raw[] = "\xFF\xFE " HEADLINE "\n\x80\x80" LEAD "\xC3\n";
    const small_packs *small = *state;
    dm_document document = { 0 };
    uint32_t bad = 0;
    dmi_arena arena;
    dmi_page page;

    dmi_arena_init(&arena, NULL);
    page = dmi_clean(&arena, small->packs, dmi_packs_lang(small->packs, DMI_STR("en")), dmi_repair(&arena, dmi_str(raw), &bad),
                     &document);
    assert_int_equal(bad, 5);
    assert_int_equal(page.line_count, 2);
    dmi_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_headline_and_body), cmocka_unit_test(leaves_out_the_chrome),
        cmocka_unit_test(takes_off_the_dateline),  cmocka_unit_test(finds_the_day_of_publication),
        cmocka_unit_test(works_without_a_pack),    cmocka_unit_test(is_linear),
        cmocka_unit_test(takes_repaired_bytes),
    };

    return cmocka_run_group_tests(tests, open_packs, close_packs);
}
