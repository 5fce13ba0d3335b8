/* The output contract: what bytes a record becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <json-c/json.h>
#include <stdlib.h>

#include "out/out.h"

/* ---- numbers */

static void prints_decimals_without_the_locale(void **state)
{
    static const struct {
        double value;
        unsigned decimals;
        const char *text;
    } rows[] = {
        { 0, 1, "0.0" },
        { -0.0, 1, "0.0" },
        { 7, 1, "7.0" },
        { -4.4, 1, "-4.4" },
        { -0.5, 1, "-0.5" },
        { 0.875, 2, "0.88" },
        { 1, 2, "1.00" },
        { -0.04, 1, "0.0" },
        { 10, 0, "10" },
        { -6.2, 0, "-6" },
        { 35.6892, 5, "35.68920" },
        { -0.00001, 5, "-0.00001" },
        { 1e300, 1, "null" },
        { 0.0 / 0.0 * 1.0, 1, "null" },
        { 999999.95, 1, "1000000.0" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dmi_buf out = { 0 };
        dmi_add_decimal(&out, rows[i].value, rows[i].decimals);
        assert_string_equal(out.p, rows[i].text);
        dmi_buf_free(&out);
    }
}

/* ---- a full and an empty event */

static const dm_str contexts[] = { { "military", 8 }, { "diplomatic", 10 } };
static const dm_actor sources[] = {
    { DMI_STR("IRNGOV"), DMI_STR("IRN"), DMI_STR("GOV"), DMI_STR("Abbas Araghchi"), DMI_STR("عراقچی"), { 3, 9 } },
    { DMI_STR("IGOUNO"), DMI_STR("IGO"), DMI_STR(""), DMI_STR("United Nations | \"UN\""), DMI_STR(""), { 0, 0 } },
};

static dm_event full_event(void)
{
    return (dm_event){ .event_id = DMI_STR("0a"),
                       .doc_id = DMI_STR("d#1"),
                       .date = DMI_STR("2024-05-02"),
                       .date_precision = DMI_STR("day"),
                       .date_text = DMI_STR("Thursday"),
                       .type = DMI_STR("CONSULT"),
                       .mode = DMI_STR("visit"),
                       .cameo = DMI_STR("042"),
                       .status = DMI_STR("planned"),
                       .rule = DMI_STR("visit"),
                       .lang = DMI_STR("en"),
                       .sentence = DMI_STR("He said: \"a,b\"\n\tc\\d \x01 \xF0\x9F\x95\x8A"),
                       .text = DMI_STR("visit"),
                       .contexts = contexts,
                       .context_count = 2,
                       .goldstein = 1.9,
                       .quad = 1,
                       .intensity = 4,
                       .confidence = 0.7,
                       .source = sources,
                       .source_count = 2,
                       .place = { DMI_STR("Tehran"), DMI_STR("IRN"), 35.68892, 51.3889, true, true },
                       .span = { 10, 15 },
                       .reports = 2 };
}

static void event_json_is_the_contract_to_the_byte(void **state)
{
    dm_event event = full_event();
    dmi_buf out = { 0 };

    (void)state;
    dmi_event_json(&out, &event);
    assert_string_equal(
        out.p,
        "{\"event_id\":\"0a\",\"doc_id\":\"d#1\",\"story_id\":null,\"date\":\"2024-05-02\",\"date_precision\":\"day\","
        "\"date_text\":\"Thursday\",\"type\":\"CONSULT\",\"mode\":\"visit\",\"contexts\":[\"military\",\"diplomatic\"],"
        "\"cameo\":\"042\",\"goldstein\":1.9,\"quad\":1,\"intensity\":4.0,\"status\":\"planned\",\"confidence\":0.70,"
        "\"source\":[{\"code\":\"IRNGOV\",\"country\":\"IRN\",\"sector\":\"GOV\",\"name\":\"Abbas Araghchi\",\"text\":\"عراقچی\","
        "\"start\":3,\"end\":9},{\"code\":\"IGOUNO\",\"country\":\"IGO\",\"sector\":null,\"name\":\"United Nations | "
        "\\\"UN\\\"\","
        "\"text\":null,\"start\":0,\"end\":0}],\"target\":[],"
        "\"place\":{\"name\":\"Tehran\",\"country\":\"IRN\",\"lat\":35.68892,\"lon\":51.38890},\"lang\":\"en\","
        "\"sentence\":\"He said: \\\"a,b\\\"\\n\\tc\\\\d \\u0001 \xF0\x9F\x95\x8A\",\"start\":10,\"end\":15,\"text\":\"visit\","
        "\"rule\":\"visit\",\"reports\":2}\n");
    dmi_buf_free(&out);
}

static void event_csv_is_one_row_of_the_header(void **state)
{
    dm_event event = full_event();
    dmi_buf out = { 0 };

    (void)state;
    dmi_event_csv(&out, &event);
    assert_string_equal(out.p,
                        "0a,d#1,,2024-05-02,day,Thursday,CONSULT,visit,military|diplomatic,042,1.9,1,4.0,planned,0.70,"
                        "IRNGOV|IGOUNO,IRN|IGO,\"Abbas Araghchi|United Nations / \"\"UN\"\"\",,,,Tehran,IRN,35.68892,51.38890,"
                        "en,10,15,visit,\"He said: \"\"a,b\"\"\n\tc\\d \x01 \xF0\x9F\x95\x8A\",visit,2\n");
    dmi_buf_free(&out);
}

static void unknown_things_are_null(void **state)
{
    static const char *const null_keys[] = { "story_id", "date", "date_text", "mode", "place" };
    dm_event event = { .event_id = DMI_STR("1"), .doc_id = DMI_STR("d"), .type = DMI_STR("ACCUSE"), .status = DMI_STR("actual") };
    dmi_buf out = { 0 };
    json_object *object, *value;

    (void)state;
    dmi_event_json(&out, &event);
    object = json_tokener_parse(out.p);
    assert_non_null(object);
    for (size_t i = 0; i < sizeof null_keys / sizeof *null_keys; i++) {
        assert_true(json_object_object_get_ex(object, null_keys[i], &value));
        assert_null(value);
    }
    json_object_put(object);
    dmi_buf_free(&out);
}

static size_t count_columns(const char *row)
{
    size_t count = 1;
    bool quoted = false;

    for (; *row != '\0'; row++) {
        quoted ^= *row == '"';
        count += *row == ',' && !quoted;
    }
    return count;
}

static void every_row_has_the_columns_of_the_header(void **state)
{
    dm_event events[3] = { full_event(), { .type = DMI_STR("AID") }, full_event() };

    (void)state;
    events[2].place.located = false;
    for (size_t i = 0; i < 3; i++) {
        dmi_buf out = { 0 };
        dmi_event_csv(&out, &events[i]);
        assert_int_equal(count_columns(out.p), count_columns(dm_event_csv_header().p));
        dmi_buf_free(&out);
    }
}

/* ---- any bytes give JSON that parses back to the same text */

static void strings_survive_the_way_through_json(void **state)
{
    static const char *const texts[] = {
        "", "\"", "\\", "\\\"\\", "\x7F", "\b\f\n\r\t", "میز\xE2\x80\x8Cها", "日本", "\xEF\xBB\xBFmark"
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        dm_document document = { .id = DMI_STR("x") };
        dm_cleaned cleaned = { .lang = DMI_STR("en"), .text = dmi_str(texts[i]), .supported = true };
        dmi_buf out = { 0 };
        json_object *object, *value;

        dmi_document_json(&out, &document, &cleaned);
        object = json_tokener_parse(out.p);
        assert_non_null(object);
        assert_true(json_object_object_get_ex(object, "text", &value));
        assert_string_equal(json_object_get_string(value), texts[i]);
        assert_false(json_object_object_get_ex(object, "unsupported", NULL));
        json_object_put(object);
        dmi_buf_free(&out);
    }
}

static void what_is_no_utf8_becomes_a_replacement_character(void **state)
{
    dm_document document = { .id = DMI_STR("caf\xE9.txt") };
    dm_cleaned cleaned = { .lang = DMI_STR("und"), .bad_bytes = 3 };
    dmi_buf out = { 0 };

    (void)state;
    dmi_document_json(&out, &document, &cleaned);
    assert_string_equal(
        out.p, "{\"id\":\"caf\xEF\xBF\xBD.txt\",\"lang\":\"und\",\"title\":null,\"date\":null,\"text\":\"\",\"source\":null,"
               "\"url\":null,\"unsupported\":true,\"bad_bytes\":3}\n");
    dmi_buf_free(&out);
}

static void a_megabyte_of_quotes_is_no_trouble(void **state)
{
    enum { COUNT = 1000000 };
    char *quotes = malloc(COUNT);
    dm_document document = { .id = { quotes, COUNT } };
    dm_cleaned cleaned = { .lang = DMI_STR("en"), .supported = true };
    dmi_buf out = { 0 };

    (void)state;
    memset(quotes, '"', COUNT);
    dmi_document_json(&out, &document, &cleaned);
    assert_true(out.bytes > 2 * COUNT && out.bytes < 2 * COUNT + 200);
    assert_false(out.failed);
    dmi_buf_free(&out);
    free(quotes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints_decimals_without_the_locale),
        cmocka_unit_test(event_json_is_the_contract_to_the_byte),
        cmocka_unit_test(event_csv_is_one_row_of_the_header),
        cmocka_unit_test(unknown_things_are_null),
        cmocka_unit_test(every_row_has_the_columns_of_the_header),
        cmocka_unit_test(strings_survive_the_way_through_json),
        cmocka_unit_test(what_is_no_utf8_becomes_a_replacement_character),
        cmocka_unit_test(a_megabyte_of_quotes_is_no_trouble),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
