/* Who is spoken of: mentions composed from units, and their countries resolved. */
#include "fixtures/reading.h"

/* ---- printing */

static void print_words(const text_reading *t, const dmi_sentence *s, const dmi_mention *m, dmi_buf *out)
{
    dmi_buf_add_text(out, "[");
    dmi_buf_add_str(out, dmi_sub(t->text, s->units[m->unit_start].start_byte, s->units[m->unit_end - 1].end_byte));
    dmi_buf_add_text(out, "] ");
}

static void print_mention(const text_reading *t, const dmi_sentence *s, const dmi_mention *m, dmi_buf *out)
{
    static const char *const hows[] = { "", "", "", " <memory>", " <place>", " <sentence>", " <document>", " <reference>" };

    print_words(t, s, m, out);
    if (m->kind == DMI_MENTION_PRONOUN)
        dmi_buf_add_text(out, "pronoun");
    else if (m->kind == DMI_MENTION_BOTH)
        dmi_buf_add_text(out, "both");
    else
        print_party(t, m, out);
    if (m->role != DMI_NONE) {
        dmi_buf_add_text(out, " ");
        dmi_buf_add_str(out, dmi_packs_concept_at(t->f->engine->packs, m->role)->name);
    }
    if (m->name.bytes > 0) {
        dmi_buf_add_text(out, " '");
        dmi_buf_add_str(out, m->name);
        dmi_buf_add_text(out, "'");
    }
    dmi_buf_add_text(out, m->former ? " former" : "");
    if (m->state_count > 0 || m->org != DMI_NONE)
        dmi_buf_add_text(out, hows[m->how]);
}

static void mentions_on(const fixture *f, const row *row, uint32_t day, dmi_buf *out)
{
    text_reading t;
    bool any = false;

    read_text(f, row->lang, row->text, day, &t);
    for (uint32_t i = 0; i < t.sentences.count; i++)
        for (uint32_t k = 0; k < t.sentences.at[i].mention_count; k++) {
            dmi_buf_add_text(out, any ? "; " : "");
            print_mention(&t, &t.sentences.at[i], &t.sentences.at[i].mentions[k], out);
            any = true;
        }
    close_text(&t);
}

static void mentions(const fixture *f, const row *row, dmi_buf *out)
{
    mentions_on(f, row, 20240502, out);
}

/* ---- composition */

static void country_office_and_name_in_every_order(void **state)
{
    static const row rows[] = {
        { "xx", "Chinese foreign minister Wang Yi left.",
          "[Chinese foreign minister Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "The foreign minister of China, Wang Yi, left.",
          "[foreign minister of China, Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "The foreign minister of China Wang Yi left.",
          "[foreign minister of China Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "China's foreign minister Wang Yi left.",
          "[China's foreign minister Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "China's foreign minister, Wang Yi, left.",
          "[China's foreign minister, Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "Wang Yi, the Chinese foreign minister, left.",
          "[Wang Yi, the Chinese foreign minister] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "Wang Yi, foreign minister of China, left.",
          "[Wang Yi, foreign minister of China] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "Wang Yi, China's foreign minister, left.",
          "[Wang Yi, China's foreign minister] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "Chinese Wang Yi left.", "[Chinese Wang Yi] CHN.GOV 'wang yi'" },
        { "xx", "China's Wang Yi left.", "[China's Wang Yi] CHN.GOV 'wang yi'" },
        { "xx", "China Wang left.", "[China] CHN.GOV; [Wang]  'wang'" },
        { "xx", "Anna Petrova left.", "[Anna Petrova]  'anna petrova'" },
        { "xx", "Petrova left.", "" },
        { "xx", "The Chinese foreign minister left.", "[Chinese foreign minister] CHN.GOV FOREIGN_MINISTER" },
        { "xx", "Foreign minister of the United States", "[Foreign minister of the United States] USA.GOV FOREIGN_MINISTER" },
        { "xx", "the Russian ambassador to Peru", "[Russian ambassador] RUS.GOV DIPLOMAT; [Peru] PER.GOV" },
        { "yy", "wazir alkharijiya alsini wang yi", "[wazir alkharijiya alsini wang yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "yy", "wazir kharijiya alsin wang yi", "[wazir kharijiya alsin wang yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "yy", "qala wang yi, wazir alkharijiya alsini, ams",
          "[wang yi, wazir alkharijiya alsini] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "yy", "wazir kharijiya alsin", "[wazir kharijiya alsin] CHN.GOV FOREIGN_MINISTER" },
        { "yy", "alwazir alsini", "[alwazir alsini] CHN.GOV MINISTER" },
        { "yy", "rais misr layla hasan", "[rais misr layla hasan] EGY.GOV HEAD_OF_STATE 'layla hasan'" },
        { "zz", "vazir khareje chin vang yi", "[vazir khareje chin vang yi] CHN.GOV FOREIGN_MINISTER 'vang yi'" },
        { "zz", "vang yi, vazir khareje chin, goft", "[vang yi, vazir khareje chin] CHN.GOV FOREIGN_MINISTER 'vang yi'" },
        { "zz", "vazir khareje chini", "[vazir khareje chini] CHN.GOV FOREIGN_MINISTER" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void demonyms_and_genitives_name_the_country_of_an_office(void **state)
{
    static const row rows[] = {
        { "xx", "Chilean police and Peruvian soldiers left.",
          "[Chilean police] CHL.COP POLICE; [Peruvian soldiers] PER.MIL ARMY" },
        { "xx", "The Chilean interior minister left.", "[Chilean interior minister] CHL.GOV MINISTER" },
        { "xx", "soldiers of Chile", "[soldiers of Chile] CHL.MIL ARMY" },
        { "xx", "the army of the United States", "[army of the United States] USA.MIL ARMY" },
        { "xx", "the spokesman of the foreign ministry of China",
          "[spokesman of the foreign ministry of China] CHN.GOV FOREIGN_MINISTRY" },
        { "xx", "Chinese foreign ministry spokesman Wang Wenbin left.",
          "[Chinese foreign ministry spokesman Wang Wenbin] CHN.GOV FOREIGN_MINISTRY 'wang wenbin'" },
        { "xx", "a spokeswoman for the Chilean government",
          "[spokeswoman] CHL.GOV SPOKESPERSON <sentence>; [Chilean government] CHL.GOV GOVERNMENT" },
        { "xx", "Chilean protesters left.", "[Chilean protesters] CHL.CVL PROTESTERS" },
        { "xx", "Chileans left.", "[Chileans] CHL.CVL" },
        { "xx", "negotiators from Serbia arrived.", "[negotiators from Serbia] SRB.GOV DELEGATION" },
        { "xx", "Chile withdrew soldiers from Serbia.", "[Chile] CHL.GOV; [soldiers] CHL.MIL ARMY <document>; [Serbia] SRB.GOV" },
        { "xx", "the Russian-led forces", "[Russian-led forces] RUS.MIL ARMY" },
        { "xx", "Chile's outspoken ambassador left.", "[Chile's outspoken ambassador] CHL.GOV DIPLOMAT" },
        { "xx", "the deputy foreign minister of Peru", "[deputy foreign minister of Peru] PER.GOV FOREIGN_MINISTER" },
        { "xx", "Mr Wang Yi left the town on foot.", "[Mr Wang Yi]  'wang yi'" },
        { "xx", "Chinese official Dr Wang Yi left.", "[Chinese official Dr Wang Yi] CHN.GOV OFFICIAL 'wang yi'" },
        { "xx", "the China-Russia treaty", "[China-Russia] CHN+RUS.GOV" },
        { "yy", "mutahaddith wizara alkharijiya alsiniya", "[mutahaddith wizara alkharijiya alsiniya] CHN.GOV FOREIGN_MINISTRY" },
        { "yy", "hukuma rusiya", "[hukuma rusiya] RUS.GOV GOVERNMENT" },
        { "yy", "aljaysh almisri", "[aljaysh almisri] EGY.MIL ARMY" },
        { "yy", "quwat aljaysh alrusi", "[aljaysh alrusi] RUS.MIL ARMY" },
        { "zz", "sokhangu dowlat iran", "[sokhangu dowlat iran] IRN.GOV GOVERNMENT" },
        { "zz", "artesh rusiye", "[artesh rusiye] RUS.MIL ARMY" },
        { "zz", "moterezan irani", "[moterezan irani] IRN.CVL PROTESTERS" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void several_countries_share_a_plural_office(void **state)
{
    static const row rows[] = {
        { "xx", "The foreign ministers of China and Russia met.",
          "[foreign ministers of China and Russia] CHN+RUS.GOV FOREIGN_MINISTER" },
        { "xx", "The foreign ministers of China, Russia and Peru met.",
          "[foreign ministers of China, Russia and Peru] CHN+RUS+PER.GOV FOREIGN_MINISTER" },
        { "xx", "The Chinese and Russian foreign ministers met.",
          "[Chinese and Russian foreign ministers] CHN+RUS.GOV FOREIGN_MINISTER" },
        { "xx", "The Chinese foreign minister and Russian officials met.",
          "[Chinese foreign minister] CHN.GOV FOREIGN_MINISTER; [Russian officials] RUS.GOV OFFICIAL" },
        { "xx", "Chinese and Russian soldiers fought.", "[Chinese and Russian soldiers] CHN+RUS.MIL ARMY" },
        { "xx", "China and Russia signed.", "[China] CHN.GOV; [Russia] RUS.GOV" },
        { "xx", "the foreign minister of China and Russia",
          "[foreign minister of China] CHN.GOV FOREIGN_MINISTER; [Russia] RUS.GOV" },
        { "yy", "wazir kharijiya alsin wrusiya", "[wazir kharijiya alsin] CHN.GOV FOREIGN_MINISTER; [rusiya] RUS.GOV" },
        { "zz", "iran va chin", "[iran] IRN.GOV; [chin] CHN.GOV" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void capitals_and_seats_stand_for_the_government(void **state)
{
    static const row rows[] = {
        { "xx", "Beijing condemned the Kremlin.", "[Beijing] CHN.GOV; [Kremlin] RUS.GOV" },
        { "xx", "Washington and Moscow met.", "[Washington] USA.GOV; [Moscow] RUS.GOV" },
        { "xx", "The White House spokesman left.", "[White House spokesman] USA.GOV SPOKESPERSON" },
        { "xx", "The crowd left Guilin.", "" },
        { "xx", "Cusco police arrested a man.", "[Cusco police] PER.COP POLICE; [man] PER.CVL CIVILIANS <place>" },
        { "xx", "China left. China came. The army left and Chile praised Lima.",
          "[China] CHN.GOV; [China] CHN.GOV; [army] CHN.MIL ARMY <document>; [Chile] CHL.GOV; [Lima] PER.GOV" },
        { "xx", "The army moved on Lima.", "[army] PER.MIL ARMY <place>; [Lima] PER.GOV" },
        { "yy", "adanat bikin almusku", "[bikin] CHN.GOV; [almusku] RUS.GOV" },
        { "zz", "tehran mahkum kard", "[tehran] IRN.GOV" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void an_apposition_is_one_person(void **state)
{
    static const row rows[] = {
        { "xx", "Elena Soto, a former foreign minister, left.",
          "[Elena Soto, a former foreign minister] CHL.ELI FOREIGN_MINISTER 'Elena Soto' former" },
        { "xx", "The ambassador, Juan Perez, left.", "[ambassador, Juan Perez] .GOV DIPLOMAT 'juan perez'" },
        { "xx", "Juan Perez, the ambassador, left.", "[Juan Perez, the ambassador] .GOV DIPLOMAT 'juan perez'" },
        { "xx", "Juan Perez, Chile, left the town on foot.", "[Juan Perez]  'juan perez'; [Chile] CHL.GOV" },
        { "xx", "The president of Chile, the premier of Peru and Wang Yi met.",
          "[president of Chile] CHL.GOV HEAD_OF_STATE; [premier of Peru] PER.GOV HEAD_OF_GOV; [Wang Yi]  'wang yi'" },
        { "xx", "Juan Perez, the ambassador and the king left.",
          "[Juan Perez]  'juan perez'; [ambassador] .GOV DIPLOMAT; [king] .GOV HEAD_OF_STATE" },
        { "yy", "qala hasan karim, rais misr, ams", "[hasan karim, rais misr] EGY.GOV HEAD_OF_STATE 'hasan karim'" },
        { "yy", "qala rais misr hasan karim ams", "[rais misr hasan karim] EGY.GOV HEAD_OF_STATE 'hasan karim'" },
        { "zz", "dara hashemi, rais jomhur iran, goft", "[dara hashemi, rais jomhur iran] IRN.GOV HEAD_OF_STATE 'dara hashemi'" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void quotation_marks_around_a_name_belong_to_it(void **state)
{
    static const row rows[] = {
        { "xx", "The Russian ambassador \"Pavel Orlov\" left.",
          "[Russian ambassador \"Pavel Orlov\"] RUS.GOV DIPLOMAT 'pavel orlov'" },
        { "xx", "The Russian ambassador “Pavel Orlov” left.",
          "[Russian ambassador “Pavel Orlov”] RUS.GOV DIPLOMAT 'pavel orlov'" },
        { "yy", "qala alwazir «hasan karim» ams", "[alwazir «hasan karim»] .GOV MINISTER 'hasan karim'" },
        { "zz", "vazir khareje iran «dara hashemi» goft",
          "[vazir khareje iran «dara hashemi»] IRN.GOV FOREIGN_MINISTER 'dara hashemi'" },
        { "xx", "The Russian group “no war” left.", "[Russian] RUS.GOV" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void organisations_and_groups_are_actors_of_their_own(void **state)
{
    static const row rows[] = {
        { "xx", "The United Nations left.", "[United Nations] UN" },
        { "xx", "The European Union's ambassador left.", "[European Union's ambassador] EU.GOV DIPLOMAT" },
        { "xx", "the ambassador of the European Union", "[ambassador of the European Union] EU.GOV DIPLOMAT" },
        { "xx", "the EU ambassador to Chile", "[EU ambassador] EU.GOV DIPLOMAT; [Chile] CHL.GOV" },
        { "xx", "Brussels left.", "[Brussels] EU" },
        { "xx", "Hamas left.", "[Hamas] PSE/HAMAS.REB" },
        { "xx", "Hamas leader Abu Karim left.", "[Hamas leader Abu Karim] PSE/HAMAS.REB OFFICIAL 'abu karim'" },
        { "xx", "Hamas soldiers left.", "[Hamas soldiers] PSE/HAMAS.REB ARMY" },
        { "xx", "Black Flag left.", "[Black Flag] BLACK_FLAG.REB" },
        { "xx", "Black Flag attacked soldiers in Cairo.",
          "[Black Flag] EGY/BLACK_FLAG.REB; [soldiers] EGY.MIL ARMY <place>; [Cairo] EGY.GOV" },
        { "xx", "Moneda Senate left.", "[Moneda Senate] CHL/SENATE.LEG" },
        { "xx", "The Qatari Red Lantern left.", "[Qatari Red Lantern] QAT/RELIEF" },
        { "xx", "the Red Lantern", "[Red Lantern] RELIEF" },
        { "xx", "Petrograin left.", "[Petrograin] OILCO" },
        { "xx", "The newspaper Kurier left.", "[newspaper] .JRN MEDIA; [Kurier] RUS/KURIER.JRN" },
        { "xx", "the international community", "[international community] INT INTERNATIONAL" },
        { "yy", "qala samir karim", "[samir karim]  'samir karim'" },
        { "zz", "ettehadiye iran ra mahkum kard", "[ettehadiye] EU; [iran] IRN.GOV" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void a_former_office_is_no_office(void **state)
{
    static const row rows[] = {
        { "xx", "Former Chilean president Juan Perez left.",
          "[Former Chilean president Juan Perez] CHL.ELI HEAD_OF_STATE 'juan perez' former" },
        { "xx", "the former president of Chile", "[former president of Chile] CHL.ELI HEAD_OF_STATE former" },
        { "xx", "the former Chilean foreign minister", "[former Chilean foreign minister] CHL.ELI FOREIGN_MINISTER former" },
        { "xx", "The former ambassador left.", "[former ambassador] .ELI DIPLOMAT former" },
        { "yy", "wazir kharijiya misr alsabiq", "[wazir kharijiya misr alsabiq] EGY.ELI FOREIGN_MINISTER former" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void what_is_no_name_stays_a_word(void **state)
{
    static const row rows[] = {
        { "xx", "Yesterday Chile left.", "[Chile] CHL.GOV" },
        { "xx", "Talks left.", "" },
        { "xx", "polish soldiers left.", "[soldiers] .MIL ARMY" },
        { "xx", "The us army left.", "[us] pronoun; [army] .MIL ARMY" },
        { "xx", "It is for us.", "[It] pronoun; [us] pronoun" },
        { "xx", "George may left.", "" },
        { "xx", "CHINA LEFT PERU AND MET RUSSIA", "[CHINA] CHN.GOV; [PERU] PER.GOV; [RUSSIA] RUS.GOV" },
        { "xx", "Storms Hit Coast Of Peru Again", "[Peru] PER.GOV" },
        { "xx", "chile left.", "" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void references_wait_for_the_events(void **state)
{
    static const row rows[] = {
        { "xx", "They met both sides.", "[They] pronoun; [both sides] both" },
        { "xx", "He met her ambassador.", "[He] pronoun; [her] pronoun; [ambassador] .GOV DIPLOMAT" },
        { "xx", "its army", "[its] pronoun; [army] .MIL ARMY" },
        { "xx", "our country", "[our country] pronoun" },
        { "xx", "I met you.", "[I] pronoun; [you] pronoun" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void a_name_is_remembered_with_its_office_and_country(void **state)
{
    static const row rows[] = {
        { "xx", "Chinese foreign minister Wang Yi left. Later Wang returned.",
          "[Chinese foreign minister Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'; [Wang] CHN.GOV FOREIGN_MINISTER 'wang yi' <memory>" },
        { "xx", "Chinese foreign minister Wang Yi left. Wang returned.",
          "[Chinese foreign minister Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'; [Wang] CHN.GOV FOREIGN_MINISTER 'wang yi' <memory>" },
        { "xx", "Later Wang Yi returned to the town. Chinese foreign minister Wang Yi left.",
          "[Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi' <memory>; [Chinese foreign minister Wang Yi] CHN.GOV FOREIGN_MINISTER 'wang yi'" },
        { "xx", "Igor Volkov left. Later Volkov returned.",
          "[Igor Volkov] RUS.GOV HEAD_OF_GOV 'Igor Volkov'; [Volkov] RUS.GOV HEAD_OF_GOV 'Igor Volkov'" },
        { "yy", "zara wazir alkharijiya alsini wang yi misr\nqala wang ams",
          "[wazir alkharijiya alsini wang yi] CHN.GOV FOREIGN_MINISTER 'wang yi'; [misr] EGY.GOV; [wang] CHN.GOV FOREIGN_MINISTER 'wang yi' <memory>" },
        { "zz", "vazir khareje chin vang yi goft\nvang goft",
          "[vazir khareje chin vang yi] CHN.GOV FOREIGN_MINISTER 'vang yi'; [vang] CHN.GOV FOREIGN_MINISTER 'vang yi' <memory>" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void an_office_is_remembered_with_its_country(void **state)
{
    static const row rows[] = {
        { "xx", "The president of Chile left. Peru and China agreed. The president returned.",
          "[president of Chile] CHL.GOV HEAD_OF_STATE; [Peru] PER.GOV; [China] CHN.GOV; [president] CHL.GOV HEAD_OF_STATE <memory>" },
        { "xx", "The Chilean president left. The Peruvian president came. The president returned.",
          "[Chilean president] CHL.GOV HEAD_OF_STATE; [Peruvian president] PER.GOV HEAD_OF_STATE; [president] PER.GOV HEAD_OF_STATE <memory>" },
        { "xx", "The Chilean president left. Peru and China agreed. The presidents returned.",
          "[Chilean president] CHL.GOV HEAD_OF_STATE; [Peru] PER.GOV; [China] CHN.GOV; [presidents] CHL.GOV HEAD_OF_STATE <document>" },
        { "xx", "Officials of China left. Peru stayed in Cairo. The EU ambassador came. The ambassador returned.",
          "[Officials of China] CHN.GOV OFFICIAL; [Peru] PER.GOV; [Cairo] EGY.GOV; [EU ambassador] EU.GOV DIPLOMAT; [ambassador] EU.GOV DIPLOMAT <memory>" },
        { "yy", "zara rais misr rusiya\nqala alrais ams",
          "[rais misr] EGY.GOV HEAD_OF_STATE; [rusiya] RUS.GOV; [alrais] EGY.GOV HEAD_OF_STATE <memory>" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void a_role_without_a_country_takes_the_nearest_one(void **state)
{
    static const row rows[] = {
        { "xx", "The police arrested workers in Lima.",
          "[police] PER.COP POLICE <place>; [workers] PER.LAB WORKERS <place>; [Lima] PER.GOV" },
        { "xx", "The police arrested workers in Peru. China and Chile agreed.",
          "[police] PER.COP POLICE <place>; [workers] PER.LAB WORKERS <place>; [Peru] PER.GOV; [China] CHN.GOV; [Chile] CHL.GOV" },
        { "xx", "The police arrested workers. China and Chile agreed. China left.",
          "[police] CHN.COP POLICE <document>; [workers] CHN.LAB WORKERS <document>; [China] CHN.GOV; [Chile] CHL.GOV; [China] CHN.GOV" },
        { "xx", "Chile said the army left.", "[Chile] CHL.GOV; [army] CHL.MIL ARMY <sentence>" },
        { "xx", "Chile and Peru said the army left.", "[Chile] CHL.GOV; [Peru] PER.GOV; [army] CHL.MIL ARMY <document>" },
        { "xx", "Chile and Peru said the army left. Peru returned.",
          "[Chile] CHL.GOV; [Peru] PER.GOV; [army] PER.MIL ARMY <document>; [Peru] PER.GOV" },
        { "xx", "The crowd was in Guilin. The army left. Peru stayed. Chile and Peru agreed.",
          "[army] CHN.MIL ARMY <document>; [Peru] PER.GOV; [Chile] CHL.GOV; [Peru] PER.GOV" },
        { "xx", "The crowd was in Guilin and Lima. The army left. Peru stayed.",
          "[Lima] PER.GOV; [army] PER.MIL ARMY <document>; [Peru] PER.GOV" },
        { "xx", "The army left.", "[army] .MIL ARMY" },
        { "xx", "Peruvian clerks left and police came.", "[Peruvian] PER.GOV; [police] PER.COP POLICE <sentence>" },
        { "xx", "The peacekeepers left Chile.", "[peacekeepers] .IGO IGO_ROLE; [Chile] CHL.GOV" },
        { "xx", "The charity left Chile.", "[charity] .NGO NGO_ROLE; [Chile] CHL.GOV" },
        { "yy", "zara aljaysh misr", "[aljaysh] EGY.MIL ARMY <document>; [misr] EGY.GOV" }, /* a noun with its article takes no genitive */
        { "zz", "artesh dar mesr ast", "[artesh] EGY.MIL ARMY <place>; [mesr] EGY.GOV" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void this_country_is_the_one_named_last(void **state)
{
    static const row rows[] = {
        { "xx", "Peru left. China came. The officials of this country returned.",
          "[Peru] PER.GOV; [China] CHN.GOV; [officials of this country] CHN.GOV OFFICIAL <reference>" },
        { "xx", "Peru left. The country returned.", "[Peru] PER.GOV; [The country] PER.GOV <reference>" },
        { "xx", "The country returned.", "[The country] " },
    };

    check_rows(*state, mentions, ROWS(rows));
}

static void the_commonest_country_is_the_first_of_those_named_most(void **state)
{
    static const row rows[] = {
        { "xx", "Chile met Peru. Rebels left.", "[Chile] CHL.GOV; [Peru] PER.GOV; [Rebels] CHL.REB REBEL <document>" },
        { "xx", "Chile met Peru. Peru left. Rebels left.",
          "[Chile] CHL.GOV; [Peru] PER.GOV; [Peru] PER.GOV; [Rebels] PER.REB REBEL <document>" },
        { "xx", "Chile, Peru and China met. Peru and China left. Rebels left.",
          "[Chile] CHL.GOV; [Peru] PER.GOV; [China] CHN.GOV; [Peru] PER.GOV; [China] CHN.GOV; [Rebels] PER.REB REBEL <document>" },
    };

    check_rows(*state, mentions, ROWS(rows));
}

/* ---- offices by date */

static void an_office_counts_on_its_days(void **state)
{
    static const struct {
        uint32_t day;
        row row;
    } rows[] = {
        { 20190601, { "xx", "Igor Volkov left.", "[Igor Volkov] RUS.GOV FOREIGN_MINISTER 'Igor Volkov'" } },
        { 20200131, { "xx", "Igor Volkov left.", "[Igor Volkov] RUS.GOV FOREIGN_MINISTER 'Igor Volkov'" } },
        { 20200201, { "xx", "Igor Volkov left.", "[Igor Volkov] RUS.GOV HEAD_OF_GOV 'Igor Volkov'" } },
        { 0,
          { "xx", "Igor Volkov left.",
            "[Igor Volkov] RUS.GOV HEAD_OF_GOV 'Igor Volkov'" } }, /* no day: the office without an end */
        { 20190601, { "xx", "Elena Soto left.", "[Elena Soto] CHL.GOV FOREIGN_MINISTER 'Elena Soto'" } },
        { 20211231, { "xx", "Elena Soto left.", "[Elena Soto] CHL.GOV FOREIGN_MINISTER 'Elena Soto'" } },
        { 20220101, { "xx", "Elena Soto left.", "[Elena Soto] CHL.ELI FOREIGN_MINISTER 'Elena Soto' former" } },
        { 0, { "xx", "Elena Soto left.", "[Elena Soto] CHL.GOV FOREIGN_MINISTER 'Elena Soto'" } },
        { 20220101,
          { "xx", "Peruvian ambassador Elena Soto left.",
            "[Peruvian ambassador Elena Soto] PER.GOV DIPLOMAT 'Elena Soto'" } }, /* what the text says comes first */
        { 20220101,
          { "xx", "Foreign minister Elena Soto left.", "[Foreign minister Elena Soto] CHL.GOV FOREIGN_MINISTER 'Elena Soto'" } },
        { 20240502, { "xx", "Karin Lund left.", "[Karin Lund] EU.GOV DIPLOMAT 'Karin Lund'" } },
        { 20240502, { "xx", "Chen Bo left.", "[Chen Bo]  'Chen Bo'" } },
        { 20240502, { "xx", "Chinese Chen Bo left.", "[Chinese Chen Bo] CHN.GOV 'Chen Bo'" } },
        { 20240502, { "yy", "qala ighor folkof ams", "[ighor folkof] RUS.GOV HEAD_OF_GOV 'Igor Volkov'" } },
        { 20240502, { "zz", "volkof goft", "[volkof] RUS.GOV HEAD_OF_GOV 'Igor Volkov'" } },
    };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dmi_buf found = { 0 };
        mentions_on(*state, &rows[i].row, rows[i].day, &found);
        if (!dmi_is((dm_str){ found.p, found.bytes }, rows[i].row.expected)) {
            wrong++;
            print_error("%u: %s\n  expected: %s\n  found:    %s\n", rows[i].day, rows[i].row.text, rows[i].row.expected, found.p);
        }
        dmi_buf_free(&found);
    }
    assert_int_equal(wrong, 0);
}

/* ---- a memory of bounded size */

static void a_full_memory_keeps_what_it_has(void **state)
{
    enum { NAMES = 3000 };
    dmi_buf text = { 0 };
    text_reading t;
    const dmi_mention *last;

    for (unsigned i = 0; i < NAMES; i++)
        dmi_buf_addf(&text, "%s minister Ab%uc left. ", i == 0 ? "Chilean" : "Peruvian", i);
    dmi_buf_add_text(&text, "Then Ab0c returned.");
    read_text(*state, "xx", text.p, 20240502, &t);
    assert_int_equal(t.sentences.count, NAMES + 1);
    assert_int_equal(t.sentences.at[NAMES].mention_count, 1);
    last = &t.sentences.at[NAMES].mentions[0];
    assert_int_equal(last->how, DMI_HOW_MEMORY);
    assert_int_equal(last->state_count, 1);
    assert_string_equal(dmi_packs_state_at(t.f->engine->packs, last->states[0])->code, "CHL");
    close_text(&t);
    dmi_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(country_office_and_name_in_every_order),
        cmocka_unit_test(demonyms_and_genitives_name_the_country_of_an_office),
        cmocka_unit_test(several_countries_share_a_plural_office),
        cmocka_unit_test(capitals_and_seats_stand_for_the_government),
        cmocka_unit_test(an_apposition_is_one_person),
        cmocka_unit_test(quotation_marks_around_a_name_belong_to_it),
        cmocka_unit_test(organisations_and_groups_are_actors_of_their_own),
        cmocka_unit_test(a_former_office_is_no_office),
        cmocka_unit_test(what_is_no_name_stays_a_word),
        cmocka_unit_test(references_wait_for_the_events),
        cmocka_unit_test(a_name_is_remembered_with_its_office_and_country),
        cmocka_unit_test(an_office_is_remembered_with_its_country),
        cmocka_unit_test(a_role_without_a_country_takes_the_nearest_one),
        cmocka_unit_test(this_country_is_the_one_named_last),
        cmocka_unit_test(the_commonest_country_is_the_first_of_those_named_most),
        cmocka_unit_test(an_office_counts_on_its_days),
        cmocka_unit_test(a_full_memory_keeps_what_it_has),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
