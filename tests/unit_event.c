/* Who did what to whom in one sentence: clauses, slots, operators, status, references. */
#include "fixtures/coding.h"

static void subject_and_object_fill_the_slots(void **state)
{
    static const row rows[] = {
        { "xx", "Chile condemned Peru.", "ACCUSE CHL->PER actual" },
        { "xx", "Peru was condemned by Chile.", "ACCUSE CHL->PER actual" },
        { "xx", "The Chilean president met the Russian foreign minister in Cusco.", "CONSULT CHL+RUS->CHL+RUS actual" },
        { "xx", "Chile and Peru signed an agreement.", "SUPPORT CHL+PER->CHL+PER actual" },
        { "xx", "Chilean police arrested a Peruvian journalist.", "COERCE CHL->PER actual" },
        { "xx", "A Peruvian journalist was arrested by Chilean police.", "COERCE CHL->PER actual" },
        { "xx", "Russian forces attacked the Chinese army.", "ASSAULT RUS->CHN actual" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void nouns_tell_events_too(void **state)
{
    static const row rows[] = {
        { "xx", "Chile held talks with Peru.", "CONSULT CHL+PER->CHL+PER actual" },
        { "xx", "Russia launched an attack on China.", "ASSAULT RUS->CHN actual" },
        { "xx", "Chile imposed sanctions on Peru.", "SANCTION CHL->PER actual" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void operators_make_another_event_of_the_act(void **state)
{
    static const row rows[] = {
        { "xx", "Chile demanded that Peru release the soldiers.", "REQUEST CHL->PER actual" },
        { "xx", "Chile urged Peru to withdraw.", "REQUEST CHL->PER actual" },
        { "xx", "Chile refused to meet the Peruvian president.", "REJECT CHL->PER actual" },
        { "xx", "Chile threatened to attack Peru.", "THREATEN CHL->PER actual" },
        { "xx", "Chile is ready to cooperate with Peru.", "AGREE CHL->PER actual" },
        { "xx", "Chile accused Peru of attacking China.", "ACCUSE CHL->PER actual" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void status_tells_what_did_not_happen(void **state)
{
    static const row rows[] = {
        { "xx", "Chile did not condemn Peru.", "ACCUSE CHL->PER negated" },
        { "xx", "The Chilean president will visit Peru.", "CONSULT CHL->PER planned" },
        { "xx", "If Chile attacks Peru, China will condemn Chile.", "ACCUSE CHN->CHL planned; ASSAULT CHL->PER hypothetical" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void speech_has_a_speaker(void **state)
{
    static const row rows[] = {
        { "xx", "\"We condemn Peru,\" said the Chilean president.", "ACCUSE CHL->PER actual" },
        { "xx", "\"We are ready to cooperate with Peru,\" said the Chilean president.", "AGREE CHL->PER actual" },
        { "xx", "The Chilean president said the Peruvian president must resign.", "REQUEST CHL->PER actual" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void what_is_no_event_gives_none(void **state)
{
    static const row rows[] = {
        { "xx", "Chile lives in peace.", "" },
        { "xx", "The Chilean president (45) met the Peruvian president.", "CONSULT CHL+PER->CHL+PER actual" },
        { "xx", "A man was arrested.", "" },
    };

    check_rows(*state, events, ROWS(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subject_and_object_fill_the_slots),
        cmocka_unit_test(nouns_tell_events_too),
        cmocka_unit_test(operators_make_another_event_of_the_act),
        cmocka_unit_test(status_tells_what_did_not_happen),
        cmocka_unit_test(speech_has_a_speaker),
        cmocka_unit_test(what_is_no_event_gives_none),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
