/* A document from its bytes to its events: parts, names carried along, one event told twice, spans, faults. */
#include "fixtures/coding.h"

static void one_event_told_twice_is_one(void **state)
{
    dm_document document = { .id = DMI_STR("t"), .lang = DMI_STR("xx"), .date = DMI_STR("2024-05-02"),
                             .text = DMI_STR("Chile condemned Peru on Monday.\n\nChile condemned Peru.\n") };
    dm_result *result = code(*state, &document, 1);

    assert_int_equal(dm_result_event_count(result), 1);
    assert_int_equal(dm_result_event_at(result, 0)->reports, 2);
    dm_result_destroy(result);
}

static void names_are_carried_from_part_to_part(void **state)
{
    dm_document parts[] = {
        { .id = DMI_STR("t#1"), .lang = DMI_STR("xx"), .date = DMI_STR("2024-05-02"), .text = DMI_STR("Chilean president Juan Perez left.") },
        { .id = DMI_STR("t#2"), .lang = DMI_STR("xx"), .date = DMI_STR("2024-05-02"), .text = DMI_STR("Perez condemned Peru.") },
    };
    dm_result *result = code(*state, parts, 2);
    dmi_buf out = { 0 };

    assert_int_equal(dm_result_event_count(result), 1);
    print_event(dm_result_event_at(result, 0), &out);
    assert_string_equal(out.p, "ACCUSE CHL->PER actual");
    dmi_buf_free(&out);
    dm_result_destroy(result);
}

static void spans_count_code_points_of_the_text_as_given(void **state)
{
    dm_document document = { .id = DMI_STR("t"), .lang = DMI_STR("xx"), .date = DMI_STR("2024-05-02"),
                             .text = DMI_STR("\xC3\xA9\xC3\xA9\xC3\xA9 \xFF. Chile condemned Peru.") };
    dm_result *result = code(*state, &document, 1);
    const dm_event *event;

    assert_int_equal(dm_result_cleaned(result).bad_bytes, 1);
    assert_int_equal(dm_result_event_count(result), 1);
    event = dm_result_event_at(result, 0);
    assert_int_equal(event->source[0].span.start_cp, 7);
    assert_int_equal(event->source[0].span.end_cp, 12);
    dm_result_destroy(result);
}

static void an_empty_text_and_a_foreign_one_have_no_events(void **state)
{
    dm_document empty = { .id = DMI_STR("t"), .lang = DMI_STR("xx"), .text = DMI_STR("") };
    dm_document foreign = { .id = DMI_STR("t"), .lang = DMI_STR("qq"), .text = DMI_STR("Chile condemned Peru.") };
    dm_result *result = code(*state, &empty, 1);
    dm_coder *coder = NULL;
    dm_error err = { 0 };
    const fixture *f = *state;

    assert_int_equal(dm_result_event_count(result), 0);
    dm_result_destroy(result);
    result = NULL;
    assert_int_equal(dm_coder_create(f->engine, &coder, &err), DM_OK);
    assert_int_equal(dm_code(coder, &foreign, 1, NULL, &result, &err), DM_ERR_USAGE);
    assert_null(result);
    dm_coder_destroy(coder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_event_told_twice_is_one),
        cmocka_unit_test(names_are_carried_from_part_to_part),
        cmocka_unit_test(spans_count_code_points_of_the_text_as_given),
        cmocka_unit_test(an_empty_text_and_a_foreign_one_have_no_events),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
