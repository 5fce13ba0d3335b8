/* Written dates to days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

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

static dmi_dates find(dmi_arena *arena, const small_packs *small, const char *code, dm_str text, uint32_t base)
{
    const dmi_lang *lang = dmi_packs_lang(small->packs, dmi_str(code));
    dmi_tokens tokens;

    assert_non_null(lang);
    tokens = dmi_tokenize(arena, text, 0, (uint32_t)text.bytes, dmi_lang_fold_flags(lang));
    return dmi_find_dates(arena, small->packs, lang, dmi_lang_units(arena, lang, tokens), base);
}

enum { D = DMI_PRECISION_DAY, W = DMI_PRECISION_WEEK, M = DMI_PRECISION_MONTH, Y = DMI_PRECISION_YEAR, NONE = 0 };

typedef struct row {
    const char *lang, *text;
    uint32_t base, ymd; /* ymd of the first date; 0 with NONE: there must be no date */
    int precision;
} row;

static void check(void **state, const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dmi_arena arena;
        dmi_dates dates;
        dmi_arena_init(&arena, NULL);
        dates = find(&arena, *state, rows[i].lang, dmi_str(rows[i].text), rows[i].base);
        if (rows[i].precision == NONE
                ? dates.count != 0
                : dates.count != 1 || dates.at[0].ymd != rows[i].ymd || dates.at[0].precision != rows[i].precision)
            fail_msg("%s: %s: %u dates, the first %u of precision %d, not %u", rows[i].lang, rows[i].text, dates.count,
                     dates.count > 0 ? dates.at[0].ymd : 0, dates.count > 0 ? dates.at[0].precision : 0, rows[i].ymd);
        dmi_arena_free(&arena);
    }
}
#define CHECK(state, rows) check(state, rows, sizeof(rows) / sizeof *(rows))

static void reads_days_in_full(void **state)
{
    static const row rows[] = {
        { "en", "Saturday, Oct. 12, 2024", 0, 20241012, D },
        { "en", "12 March 2019", 0, 20190312, D },
        { "en", "the 3rd of March, 2021", 0, 20210303, D },
        { "en", "March 22nd, 2018", 0, 20180322, D },
        { "en", "2024-05-02", 0, 20240502, D },
        { "en", "2024/5/2", 0, 20240502, D },
        { "en", "14.02.2004", 0, 20040214, D },
        { "en", "5-7 May 2024", 0, 20240505, D },
        { "en", "May 1,2024", 0, 20240501, D },
        { "id", "Kamis, 23 Januari 2025 14:02 WIB", 0, 20250123, D },
        { "id", "Selasa (9/1/2024), 07:44", 0, 20240109, D },
        { "id", "22 Agustus tahun 2024", 0, 20240822, D },
        { "ar", "الجمعة 10/5/2024", 0, 20240510, D },
        { "ar", "25\u200f/11\u200f/1995", 0, 19951125, D },
        { "ar", "٢٢ جانفي ٢٠٢٥", 0, 20250122, D },
        { "ar", "22 كانون الثاني 2025", 0, 20250122, D },
        { "ar", "10 مايو/أيار 2024", 0, 20240510, D },
        { "fa", "سه‌شنبه ۷ ژانویهٔ ۲۰۲۵", 0, 20250107, D },
    };

    CHECK(state, rows);
}

static void converts_other_calendars(void **state)
{
    static const row rows[] = {
        { "fa", "جمعه 15 بهمن 1400 - 02:33", 0, 20220204, D },
        { "fa", "چهارشنبه ۴ بهمن ۱۴۰۳", 0, 20250123, D },
        { "fa", "۱۴۰۳/۱۱/۰۴", 0, 20250123, D },
        { "fa", "۱۳۷۴ تیر ۷, چهارشنبه", 0, 19950628, D },
        { "fa", "۳۰ اسفند ۱۴۰۳", 0, 20250320, D }, /* a leap year */
        { "fa", "۳۰ اسفند ۱۴۰۲", 0, 0, NONE },
        { "fa", "سال ۱۴۰۲", 0, 20230321, Y },
        { "fa", "آذر ۱۴۰۱", 0, 20221122, M },
        { "ar", "15 ربيع الآخر 1424 هـ", 0, 20030615, D },
        { "ar", "10 ذو القعدة 1445 هـ / 18 مايو 2024 م", 0, 20240518, D },
        { "ar", "الجمعة 9 محرم 1447 هـ - 4 يوليو 2025 م", 0, 20250704, D },
        { "ar", "1445/11/10", 0, 20240518, D },
    };

    CHECK(state, rows);
}

static void finds_the_year_by_the_base(void **state)
{
    static const row rows[] = {
        { "id", "Rabu (22/1)", 20250123, 20250122, D },
        { "id", "Rabu malam waktu setempat (22/1)", 20250123, 20250122, D },
        { "id", "Selasa (22 Desember)", 20201224, 20201222, D },
        { "id", "Selasa (22 Desember)", 20210105, 20201222, D },
        { "id", "kemarin (22/1)", 20250123, 20250122, D },
        { "id", "tewas (22/1)", 20250123, 20250122, D },
        { "id", "skor (2/3)", 20250123, 0, NONE },
        { "id", "Rabu (22 Desember)", 20201224, 20201222, D }, /* a weekday that errs */
        { "id", "3 Desember", 20201223, 20201203, D },
        { "id", "pada Agustus", 20240905, 20240801, M },
        { "id", "Agustus lalu", 20250105, 20240801, M },
        { "id", "Agustus tahun lalu", 20250905, 20240801, M },
        { "en", "last November", 20240509, 20231101, M },
        { "en", "August of last year", 20250905, 20240801, M },
        { "en", "12 November last year", 20250905, 20241112, D },
        { "fa", "۲۲ آبان", 20241115, 20241112, D },
        { "ar", "11 فبراير", 20250219, 20250211, D },
    };

    CHECK(state, rows);
}

static void resolves_weekdays(void **state)
{
    static const row rows[] = {
        { "en", "on Tuesday", 20250123, 20250121, D },
        { "en", "on Thursday", 20250123, 20250123, D },
        { "en", "last Thursday", 20250123, 20250116, D },
        { "en", "next Tuesday", 20250123, 20250128, D },
        { "en", "this Friday", 20250123, 20250124, D },
        { "en", "on Tuesday last week", 20250123, 20250114, D },
        { "en", "on Tuesday", 0, 0, D },
        { "id", "Selasa lalu", 20250123, 20250121, D },
        { "id", "Minggu", 20250123, 20250119, D },
        { "ar", "اليوم الأربعاء", 20250122, 20250122, D },
        { "ar", "أمس الخميس", 20250307, 20250306, D },
        { "fa", "امروز چهارشنبه", 20231206, 20231206, D },
        { "fa", "روز پنجشنبه هفته گذشته", 20250310, 20250306, D },
    };

    CHECK(state, rows);
}

static void resolves_measures(void **state)
{
    static const row rows[] = {
        { "en", "yesterday", 20240301, 20240229, D },        { "en", "last week", 20250123, 20250116, W },
        { "en", "last month", 20250123, 20241201, M },       { "en", "next year", 20250123, 20260101, Y },
        { "en", "two weeks ago", 20250123, 20250109, W },    { "en", "three days ago", 20250123, 20250120, D },
        { "en", "a month ago", 20250123, 20241201, M },      { "en", "10 years ago", 20250123, 20150101, Y },
        { "id", "minggu lalu", 20250123, 20250116, W },      { "id", "dua hari lalu", 20250123, 20250121, D },
        { "ar", "قبل يومين", 20250123, 20250121, D },        { "ar", "الأسبوع الماضي", 20250123, 20250116, W },
        { "fa", "سه روز پیش", 20250123, 20250120, D },       { "fa", "ماه گذشته", 20250123, 20241201, M },
        { "en", "the last three years", 20250123, 0, NONE }, { "en", "in the three last years", 20250123, 0, NONE },
        { "en", "in 2018", 20250123, 20180101, Y },          { "en", "July 2001", 20250123, 20010701, M },
    };

    CHECK(state, rows);
}

static void leaves_what_is_no_date(void **state)
{
    static const row rows[] = {
        { "en", "99/99/9999", 20250101, 0, NONE },
        { "en", "31/2/2024 and 30.02.2024", 20250101, 0, NONE },
        { "en", "won 3-1 in a 2-1-1 formation", 20250101, 0, NONE },
        { "en", "version 1.10.5.2024", 20250101, 0, NONE },
        { "en", "https://a.example/2024/05/02/story", 20250101, 0, NONE },
        { "en", "they may march 5 miles, 12 may fall", 20250101, 0, NONE },
        { "en", "the sun sat on the wed", 20250101, 0, NONE },
        { "en", "May 20,000 people", 20250101, 0, NONE },
        { "en", "a ratio of 22/1", 20250101, 0, NONE },
        { "en", "2018 people died", 20250101, 0, NONE },
        { "en", "$1/2/2024", 20250101, 0, NONE },
        { "en", "February 30", 0, 0, NONE },
        { "en", "", 20250101, 0, NONE },
        { "id", "dalam dua minggu", 20250101, 0, NONE },
    };

    CHECK(state, rows);
}

static dmi_date first(dmi_arena *arena, void **state, const char *lang, const char *text, uint32_t base)
{
    dmi_dates dates = find(arena, *state, lang, dmi_str(text), base);

    assert_true(dates.count > 0);
    return dates.at[0];
}

static void says_what_it_is_unsure_of(void **state)
{
    dmi_arena arena;
    dmi_date date;

    dmi_arena_init(&arena, NULL);
    date = first(&arena, state, "en", "12/10/2020", 0); /* CLDR: English puts the month first */
    assert_int_equal(date.ymd, 20201210);
    assert_true(date.ambiguous);
    date = first(&arena, state, "id", "12/10/2020", 0);
    assert_int_equal(date.ymd, 20201012);
    assert_true(date.ambiguous);
    date = first(&arena, state, "en", "12/10/2020", 20201015);
    assert_int_equal(date.ymd, 20201012);
    assert_true(date.ambiguous);
    date = first(&arena, state, "en", "Monday 12/10/2020", 0);
    assert_int_equal(date.ymd, 20201012);
    assert_false(date.ambiguous);
    date = first(&arena, state, "en", "23/10/2020", 0);
    assert_false(date.ambiguous);
    date = first(&arena, state, "id", "Selasa (22 Desember)", 0);
    assert_int_equal(date.ymd, 0);
    assert_true(date.needs_year);
    assert_int_equal(date.weekday, 2);
    assert_int_equal(date.day, 22);
    assert_int_equal(date.month, 12);
    dmi_arena_free(&arena);
}

static void reads_what_is_to_come(void **state)
{
    dmi_arena arena;
    dmi_date date;

    dmi_arena_init(&arena, NULL);
    date = first(&arena, state, "en", "on Friday", 20250122);
    assert_int_equal(date.ymd, 20250117);
    assert_int_equal(dmi_date_after(&date, 20250122), 20250124);
    date = first(&arena, state, "en", "on 1 December", 20250122);
    assert_int_equal(date.ymd, 20241201);
    assert_int_equal(dmi_date_after(&date, 20250122), 20251201);
    date = first(&arena, state, "en", "2 May 2024", 20250122);
    assert_int_equal(dmi_date_after(&date, 20250122), 20240502);
    dmi_arena_free(&arena);
}

static void finds_all_dates_and_their_words(void **state)
{
    dm_str text = dmi_str("Talks on Tuesday (21 January) in Lima, then on 3 March 2025 and last week.");
    static const uint32_t days[] = { 20250121, 20250303, 20250116 };
    dmi_arena arena;
    dmi_dates dates;

    dmi_arena_init(&arena, NULL);
    dates = find(&arena, *state, "en", text, 20250123);
    assert_int_equal(dates.count, 3);
    for (uint32_t i = 0; i < dates.count; i++)
        assert_int_equal(dates.at[i].ymd, days[i]);
    assert_int_equal(dates.at[0].unit_start, 2);
    assert_int_equal(dates.at[0].unit_end, 7);
    dmi_arena_free(&arena);
}

static void counts_days(void **state)
{
    (void)state;
    assert_int_equal(dmi_ymd_days(19700101), 0);
    assert_int_equal(dmi_ymd_days(20000301), 11017);
    assert_int_equal(dmi_ymd_weekday(19700101), 4);
    assert_int_equal(dmi_ymd_weekday(20240229), 4);
    assert_int_equal(dmi_ymd_add(20231231, 1), 20240101);
    assert_int_equal(dmi_ymd_add(20240301, -1), 20240229);
    assert_int_equal(dmi_ymd_add(99991231, 1), 0);
    assert_int_equal(dmi_ymd_add(10101, -1), 0);
    assert_false(dmi_ymd_valid(20230229));
    assert_true(dmi_ymd_valid(20000229));
    assert_false(dmi_ymd_valid(19000229));
    for (uint32_t ymd = 10101, days = 0; ymd != 0 && days < 4000000; days += 97, ymd = dmi_ymd_add(ymd, 97)) {
        assert_true(dmi_ymd_valid(ymd));
        if (ymd < 99600101)
            assert_int_equal(dmi_ymd_add(dmi_ymd_add(ymd, 12345), -12345), ymd);
    }
    assert_int_equal(dmi_year_from_weekday(12, 22, 2, 2018, 2024, 0), 2020);
    assert_int_equal(dmi_year_from_weekday(12, 22, 2, 2010, 2024, 0), 0);
    assert_int_equal(dmi_year_from_weekday(12, 22, 2, 2010, 2024, 20150601), 2015);
    assert_int_equal(dmi_year_from_weekday(2, 30, 2, 2010, 2024, 20150601), 0);
}

static void reads_and_prints_iso_days(void **state)
{
    char out[11];

    (void)state;
    dmi_ymd_print(20240502, out);
    assert_string_equal(out, "2024-05-02");
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR("2024-05-02")), 20240502);
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR(" 2024-05-02T10:00:00Z")), 20240502);
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR("2024-05-021")), 0);
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR("2024-13-02")), 0);
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR("2024-05")), 0);
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR("2 May 2024")), 0);
    assert_int_equal(dmi_ymd_parse_iso(DMI_STR("")), 0);
}

/* A megabyte of what could each time begin a date. */
static void is_linear(void **state)
{
    static const char *const pieces[] = { "1/2/2024 ", "May ",      "two weeks ago ", "(",    "Tuesday (",
                                          "1.1.1.",    "1400/1/1 ", "last ",          "2024 " };

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        dmi_buf text = { 0 };
        dmi_arena arena;
        dmi_arena_init(&arena, NULL);
        while (text.bytes < 1000000)
            dmi_buf_add_text(&text, pieces[i]);
        find(&arena, *state, "en", (dm_str){ text.p, text.bytes }, 20250123);
        dmi_arena_free(&arena);
        dmi_buf_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_days_in_full),
        cmocka_unit_test(converts_other_calendars),
        cmocka_unit_test(finds_the_year_by_the_base),
        cmocka_unit_test(resolves_weekdays),
        cmocka_unit_test(resolves_measures),
        cmocka_unit_test(leaves_what_is_no_date),
        cmocka_unit_test(says_what_it_is_unsure_of),
        cmocka_unit_test(reads_what_is_to_come),
        cmocka_unit_test(finds_all_dates_and_their_words),
        cmocka_unit_test(counts_days),
        cmocka_unit_test(reads_and_prints_iso_days),
        cmocka_unit_test(is_linear),
    };

    return cmocka_run_group_tests(tests, open_packs, close_packs);
}
