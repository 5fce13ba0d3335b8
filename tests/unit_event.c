/* What was done: frames, rules, operators, status, fallbacks and gates, sentence by sentence; and the ontology's faults. */
#include <sys/stat.h>
#include <unistd.h>

#include "fixtures/reading.h"

/* ---- printing: "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV planned"; <> when both sides hold the same */

static void print_parties(const text_reading *t, const dmi_parties *parties, dmi_buf *out)
{
    if (parties->count == 0)
        dmi_buf_add_text(out, "-");
    for (uint8_t i = 0; i < parties->count; i++) {
        dmi_buf_add_text(out, i == 0 ? "" : ",");
        print_party(t, &parties->at[i].mention, out);
    }
}

static void print_event(const text_reading *t, const dmi_found *e, dmi_buf *out)
{
    static const char *const statuses[] = { "", " planned", " negated", " hypothetical", " historical" };
    const dmi_grammar *g = t->f->engine->grammar;
    dmi_buf source = { 0 }, target = { 0 };

    print_parties(t, &e->source, &source);
    print_parties(t, &e->target, &target);
    dmi_buf_add_str(out, g->types[e->type].name);
    dmi_buf_addf(out, "%s%.*s %.*s %s", e->mode.bytes > 0 ? "/" : "", (int)e->mode.bytes, e->mode.p, (int)e->cameo.bytes,
                 e->cameo.p, source.p);
    if (strcmp(source.p, target.p) == 0)
        dmi_buf_add_text(out, " <>");
    else
        dmi_buf_addf(out, " > %s", target.p);
    dmi_buf_add_text(out, statuses[e->status]);
    dmi_buf_free(&source);
    dmi_buf_free(&target);
}

static void find_events(text_reading *t)
{
    const dm_engine *e = t->f->engine;

    t->discourse.memory = &t->memory;
    for (uint32_t i = 0; i < t->sentences.count; i++)
        dmi_find_events(&t->arena, e->grammar, t->lang, &t->sentences.at[i], i, &t->discourse, &t->found);
}

static void events(const fixture *f, const row *row, dmi_buf *out)
{
    text_reading t;

    read_text(f, row->lang, row->text, 20240502, &t);
    find_events(&t);
    for (uint32_t i = 0; i < t.found.count; i++) {
        dmi_buf_add_text(out, i == 0 ? "" : "; ");
        print_event(&t, &t.found.at[i], out);
    }
    close_text(&t);
}

static void subject_and_object_of_an_active_verb(void **state)
{
    static const row rows[] = {
        { "xx", "China condemned Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "The Chinese army attacked Peruvian rebels.", "ASSAULT 190 CHN.MIL > PER.REB" },
        { "xx", "China and Russia condemned Peru and Chile.", "ACCUSE/disapprove 111 CHN.GOV,RUS.GOV > PER.GOV,CHL.GOV" },
        { "xx", "China met Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "xx", "China met with Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "xx", "The presidents of China and Russia met.", "CONSULT/meet 040 CHN+RUS.GOV <>" },
        { "xx", "China's army attacked a school in Peru.", "ASSAULT 190 CHN.MIL > PER.GOV" },
        { "xx", "Chile condemned the decision of Peru.", "ACCUSE/disapprove 111 CHL.GOV > PER.GOV" },
        { "xx", "Chile condemned Peru's decision.", "ACCUSE/disapprove 111 CHL.GOV > PER.GOV" },
        { "xx", "Chile condemned aggression against Peru.", "ACCUSE/disapprove 111 CHL.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_passive_turns_the_sides(void **state)
{
    static const row rows[] = {
        { "xx", "Russia was condemned by China.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "Russian rebels were attacked.", "ASSAULT 190 - > RUS.REB" },
        { "xx", "A Chilean lawmaker was arrested in Lima by the police.", "COERCE/arrest 173 PER.COP > CHL.LEG" },
        { "xx", "A Chilean lawmaker was arrested in Lima.", "COERCE/arrest 173 PER.GOV > CHL.LEG" },
        { "xx", "A Chilean lawmaker has been arrested by Peru.", "COERCE/arrest 173 PER.GOV > CHL.LEG" },
        { "xx", "Talks were held by China and Russia.", "CONSULT/meet 046 CHN.GOV,RUS.GOV <>" },
        { "xx", "Sanctions were imposed on Iran by the United States.", "SANCTION 163 USA.GOV > IRN.GOV" },
        { "xx", "Sanctions on Iran were lifted by the United States.", "CONCEDE 085 USA.GOV > IRN.GOV" },
        { "xx", "Peru condemned sanctions imposed by the United States.", "ACCUSE/disapprove 111 PER.GOV > USA.GOV" },
        { "xx", "Accused by Chile, Peru expelled Chilean envoys.",
          "ACCUSE/allege 112 CHL.GOV > PER.GOV; SANCTION/expel 166 PER.GOV > CHL.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void an_infinitive_takes_its_doer_from_the_verb_above(void **state)
{
    static const row rows[] = {
        { "xx", "China promised to attack Russia.", "THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "China urged Russia to withdraw troops from Peru.", "REQUEST/yield 0256 CHN.GOV > RUS.GOV" },
        { "xx", "China tried to attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV" },
        { "xx", "China ordered its army to attack Russia.", "ASSAULT 190 CHN.MIL > RUS.GOV" },
        { "xx", "China asked Russia to meet Peru.", "REQUEST/meet 026 CHN.GOV > RUS.GOV" },
        { "xx", "China allowed Russia to visit Peru.", "CONCEDE 083 CHN.GOV > RUS.GOV" },
        { "xx", "China refused to meet Russia.", "REJECT/meet 125 CHN.GOV > RUS.GOV" },
        { "xx", "China decided to send troops to Peru.", "MOBILIZE/troops 154 CHN.GOV > PER.GOV planned" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void coordinated_verbs_share_their_subject(void **state)
{
    static const row rows[] = {
        { "xx", "China condemned Russia and expelled Peruvian envoys.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; SANCTION/expel 166 CHN.GOV > PER.GOV" },
        { "xx", "China condemned Russia, expelled Peruvian envoys and attacked Chile.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; SANCTION/expel 166 CHN.GOV > PER.GOV; ASSAULT 190 CHN.GOV > CHL.GOV" },
        { "xx", "China condemned Russia and Peru attacked Chile.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; ASSAULT 190 PER.GOV > CHL.GOV" },
        { "xx", "Russia was condemned by China and attacked Peru.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; ASSAULT 190 RUS.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_relative_clause_takes_its_antecedent(void **state)
{
    static const row rows[] = {
        { "xx", "Peru, which attacked Chile, condemned China.",
          "ACCUSE/disapprove 111 PER.GOV > CHN.GOV; ASSAULT 190 PER.GOV > CHL.GOV" },
        { "xx", "Peru condemned the sanctions that China imposed on Chile.",
          "ACCUSE/disapprove 111 PER.GOV > CHN.GOV; SANCTION 163 CHN.GOV > CHL.GOV" },
        { "xx", "The army of Chile, which China condemned, attacked Peru.",
          "ASSAULT 190 CHL.MIL > PER.GOV; ACCUSE/disapprove 111 CHN.GOV > CHL.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void the_content_of_a_verb_with_and_without_that(void **state)
{
    static const row rows[] = {
        { "xx", "China said that Russia attacked Peru.", "ASSAULT 190 RUS.GOV > PER.GOV" },
        { "xx", "China said Russia attacked Peru.", "ASSAULT 190 RUS.GOV > PER.GOV" },
        { "xx", "China said it condemned Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "China said that Russia attacked Peru and that Chile condemned Iran.",
          "ASSAULT 190 RUS.GOV > PER.GOV; ACCUSE/disapprove 111 CHL.GOV > IRN.GOV" },
        { "xx", "China demanded that Russia withdraw troops from Peru.", "REQUEST/yield 1056 CHN.GOV > RUS.GOV" },
        { "xx", "China accused Russia of attacking Peru.", "ACCUSE/allege 112 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void participles_take_the_subject_of_their_sentence(void **state)
{
    static const row rows[] = {
        { "xx", "China expelled Russian envoys, accusing Peru of aggression.",
          "SANCTION/expel 166 CHN.GOV > RUS.GOV; ACCUSE/allege 112 CHN.GOV > PER.GOV" },
        { "xx", "Sanctions imposed by China were condemned by Peru.", "ACCUSE/disapprove 111 PER.GOV > CHN.GOV" },
        { "xx", "After meeting Russia, China condemned Peru.",
          "ACCUSE/disapprove 111 CHN.GOV > PER.GOV; CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void who_speaks_may_stand_behind_the_words(void **state)
{
    static const row rows[] = {
        { "xx", "Russia attacked Peru, said China.", "ASSAULT 190 RUS.GOV > PER.GOV" },
        { "xx", "Russia attacked Peru, China said.", "ASSAULT 190 RUS.GOV > PER.GOV" },
        { "xx", "\"We condemn Russia,\" said China.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "\"We condemn Russia,\" China said.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "“We condemn Russia,” said the president of Chile.", "ACCUSE/disapprove 111 CHL.GOV > RUS.GOV" },
        { "xx", "According to China, Russia attacked Peru.", "ASSAULT 190 RUS.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_quote_carries_its_speaker_to_its_end(void **state)
{
    static const row rows[] = {
        { "xx", "“We condemn Russia,” said China. “We will expel envoys of Russia.”",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; THREATEN/expel 136 CHN.GOV > RUS.GOV" },
        { "xx", "“Russia must withdraw troops from Peru,” said China. We condemn Chile.",
          "REQUEST/yield 0256 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_verb_at_the_end_closes_its_clause(void **state)
{
    static const row rows[] = {
        { "zz", "chin rusiye ra mahkum kard", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "zz", "rais jomhur chin rusiye ra mahkum kard", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "zz", "chin va rusiye iran ra mahkum kardand", "ACCUSE/disapprove 111 CHN.GOV,RUS.GOV > IRN.GOV" },
        { "zz", "artesh chin be niruha rusiye hamle kard", "ASSAULT 190 CHN.MIL > RUS.GOV" },
        { "zz", "vazir khareje chin ba vazir khareje rusiye didar kard", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "zz", "rusiye tavasot chin mahkum shod", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "zz", "chin rusiye ra mahkum nakard", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV negated" },
        { "zz", "chin rusiye ra mahkum khahad kard", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV planned" },
        { "zz", "chin goft ke rusiye iran ra mahkum kard", "ACCUSE/disapprove 111 RUS.GOV > IRN.GOV" },
        { "zz", "chin goft rusiye iran ra mahkum kard", "ACCUSE/disapprove 111 RUS.GOV > IRN.GOV" },
        { "zz", "shureshian ke be chin hamle kard iran ra mahkum kard",
          "ACCUSE/disapprove 111 CHN.REB > IRN.GOV; ASSAULT 190 CHN.REB > CHN.GOV" },
        { "zz", "chin az rusiye khast ke niruha ra az iran kharej konad", "REQUEST/yield 1056 CHN.GOV > RUS.GOV" },
        { "zz", "chin qowl dad iran ra mahkum konad", "THREATEN 130 CHN.GOV > IRN.GOV" },
        { "zz", "chin tahrim iran ra mahkum kard", "ACCUSE/disapprove 111 CHN.GOV > IRN.GOV" },
        { "zz", "polis chin moterezan ra bazdasht kard", "COERCE/arrest 173 CHN.COP > CHN.CVL" },
        { "zz", "chin rusiye ra mahkum kard va ba iran didar kard",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; CONSULT/meet 040 CHN.GOV,IRN.GOV <>" },
        { "zz", "agar chin rusiye ra mahkum konad, iran safar khahad kard",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV hypothetical" },
        { "zz", "rais jomhur chin be iran safar kard", "CONSULT/visit 042 CHN.GOV > IRN.GOV" },
        { "zz", "hamle chin be iran", "ASSAULT 190 CHN.GOV > IRN.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_verb_in_front_takes_what_follows(void **state)
{
    static const row rows[] = {
        { "yy", "adana alsin rusiya", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "yy", "adanat hukuma alsin rusiya", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "yy", "adana wazir kharijiya alsin hujum rusiya ala misr",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; ASSAULT 190 RUS.GOV > EGY.GOV" },
        { "yy", "iltaqa rais alsin maa rais rusiya", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "yy", "iltaqa rais alsin rais rusiya", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "yy", "nadada alsin brusiya", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "yy", "zara rais alsin misr", "CONSULT/visit 042 CHN.GOV > EGY.GOV" },
        { "yy", "qala rais alsin anna rusiya hajamat misr", "ASSAULT 190 RUS.GOV > EGY.GOV" },
        { "yy", "lam yudinu alsin rusiya", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV negated" },
        { "yy", "sawfa yudinu alsin rusiya", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV planned" },
        { "yy", "qutila madaniyun fi misr", "ASSAULT 1823 - > EGY.CVL" },
        { "yy", "qatala aljaysh almisri mutamarridun", "ASSAULT 1823 EGY.MIL > EGY.REB" },
        { "yy", "utuqila sahafiyun fi qahira min qibal shurta", "COERCE/arrest 173 EGY.COP > EGY.JRN" },
        { "yy", "tamma itiqal sahafiyun fi qahira", "COERCE/arrest 173 EGY.GOV > EGY.JRN" },
        { "yy", "talaba alsin min rusiya an yashabu quwat min misr", "REQUEST/yield 1056 CHN.GOV > RUS.GOV" },
        { "yy", "waada rais alsin an yudinu rusiya", "THREATEN 130 CHN.GOV > RUS.GOV" },
        { "yy", "rafada alsin liqa rusiya", "REJECT/meet 125 CHN.GOV > RUS.GOV" },
        { "yy", "adana alsin rusiya wzara rais misr iran",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; CONSULT/visit 042 EGY.GOV > IRN.GOV" },
        { "yy", "hujum rusiya ala misr", "ASSAULT 190 RUS.GOV > EGY.GOV" },
        { "yy", "faradat misr uqubat ala iran", "SANCTION 163 EGY.GOV > IRN.GOV" },
        { "yy", "waqqaa alsin wrusiya ittifaq", "SUPPORT/sign 057 CHN.GOV,RUS.GOV <>" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_line_begins_with_its_subject_too(void **state)
{
    static const row rows[] = {
        { "yy", "alsin yudinu rusiya", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "yy", "rais alsin yazuru misr", "CONSULT/visit 042 CHN.GOV > EGY.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void coordination_and_quotes_once_more(void **state)
{
    static const row rows[] = {
        { "xx", "China condemned and attacked Russia.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; ASSAULT 190 CHN.GOV > RUS.GOV" },
        { "xx", "China said: “Russia attacked Peru. We condemn Iran.” Peru said it condemned China.",
          "ASSAULT 190 RUS.GOV > PER.GOV; ACCUSE/disapprove 111 CHN.GOV > IRN.GOV; ACCUSE/disapprove 111 PER.GOV > CHN.GOV" },
        { "xx", "China's arrest of Chilean lawmakers was condemned by Peru.",
          "ACCUSE/disapprove 111 PER.GOV > CHN.GOV; COERCE/arrest 173 CHN.GOV > CHL.LEG" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_rule_asks_for_a_thing_on_the_object_side(void **state)
{
    static const row rows[] = {
        { "xx", "China signed a treaty with Russia.", "SUPPORT/sign 057 CHN.GOV,RUS.GOV <>" },
        { "xx", "China signed a film with Russia.", "" },
        { "xx", "China lifted sanctions on Russia.", "CONCEDE 085 CHN.GOV > RUS.GOV" },
        { "xx", "China lifted a school in Russia.", "" },
        { "xx", "A treaty was signed by China and Russia.", "SUPPORT/sign 057 CHN.GOV,RUS.GOV <>" },
        { "xx", "China gave medicine to Peru.", "AID 070 CHN.GOV > PER.GOV" },
        { "xx", "China gave weapons to Peru.", "AID 072 CHN.GOV > PER.GOV" },
        { "xx", "China gave a film to Peru.", "" },
        { "xx", "China withdrew from Peru.", "RETREAT/withdraw 0874 CHN.GOV > PER.GOV" },
        { "xx", "China withdrew troops from Peru.", "RETREAT/withdraw 0874 CHN.GOV > PER.GOV" },
        { "xx", "China suspended aid to Peru.", "SANCTION/discontinue 162 CHN.GOV > PER.GOV" },
        { "xx", "China suspended talks with Peru.", "SANCTION/discontinue 164 CHN.GOV > PER.GOV" },
        { "xx", "China imposed a curfew in Guilin.", "COERCE/curfew 1723 CHN.GOV <>" },
        { "xx", "China imposed a blockade on Peru.", "COERCE/restrict 191 CHN.GOV > PER.GOV" },
        { "xx", "China destroyed a school in Peru.", "ASSAULT/destroy 1712 CHN.GOV > PER.GOV" },
        { "xx", "Rebels attacked a town in Peru and destroyed a hospital.", "ASSAULT 190 PER.REB > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_rule_asks_for_a_thing_in_the_clause(void **state)
{
    static const row rows[] = {
        { "xx", "China withdrew from a treaty with Russia.", "SANCTION/withdraw 161 CHN.GOV > RUS.GOV" },
        { "xx", "Peru called China's decision shameful.", "ACCUSE/disapprove 111 PER.GOV > CHN.GOV" },
        { "xx", "Peru called China a state of terrorism.", "ACCUSE/disapprove 111 PER.GOV > CHN.GOV" },
        { "xx", "Peru called China again.", "" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void floods_and_crashes_do_nothing(void **state)
{
    static const row rows[] = {
        { "xx", "The flood killed civilians in Peru.", "" },
        { "xx", "The earthquake attacked civilians in Peru.", "" },
        { "xx", "Rebels killed civilians in Peru.", "ASSAULT 1823 PER.REB > PER.CVL" },
        { "xx", "Civilians were killed in the flood in Peru.", "" },
        { "xx", "The earthquake evacuated residents of Peru.", "" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_side_has_to_be_filled_by_somebody_political(void **state)
{
    static const row rows[] = {
        { "xx", "The company attacked a gang.", "" },
        { "xx", "The company praised China.", "SUPPORT/praise 051 CHN.BUS > CHN.GOV" },
        { "xx", "The doctors condemned the company.", "" },
        { "xx", "A man killed a man.", "" },
        { "xx", "The police killed a man in Lima.", "ASSAULT 1823 PER.COP > PER.CVL" },
        { "xx", "Demonstrations continued in Lima.", "PROTEST/demo 141 PER.CVL > PER" },
        { "xx", "Farmers demonstrated in Lima.", "PROTEST/demo 141 PER.AGR > PER.GOV" },
        { "xx", "A coup was launched in Peru.", "COERCE 170 - > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void an_official_has_to_take_part(void **state)
{
    static const row rows[] = {
        { "xx", "Students visited Peru.", "" },
        { "xx", "Chilean students visited Peru.", "" },
        { "xx", "The Chilean president visited Peru.", "CONSULT/visit 042 CHL.GOV > PER.GOV" },
        { "xx", "The Chilean president arrived in Peru.", "CONSULT/visit 042 CHL.GOV > PER.GOV" },
        { "xx", "Peru received the Chilean president.", "CONSULT/visit 043 PER.GOV > CHL.GOV" },
        { "xx", "Peru received Chilean students.", "" },
        { "xx", "A journalist investigated the company in Lima.", "" },
        { "xx", "The Chilean police investigated the company.", "ACCUSE/investigate 090 CHL.COP > CHL.BUS" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void both_sides_of_a_symmetric_rule_are_everybody(void **state)
{
    static const row rows[] = {
        { "xx", "China met Russia and Peru.", "CONSULT/meet 040 CHN.GOV,RUS.GOV,PER.GOV <>" },
        { "xx", "Chinese officials met in Guilin.", "CONSULT/meet 040 CHN.GOV <>" },
        { "xx", "A Chinese official met in Guilin.", "" },
        { "xx", "China and Russia held talks with Peru.", "CONSULT/meet 046 CHN.GOV,RUS.GOV,PER.GOV <>" },
        { "xx", "talks between China and Russia", "CONSULT/meet 046 CHN.GOV,RUS.GOV <>" },
        { "xx", "A meeting of China and Russia opened.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "xx", "China and Peru fought.", "ASSAULT 190 CHN.GOV,PER.GOV <>" },
        { "xx", "China fought Peru.", "ASSAULT 190 CHN.GOV > PER.GOV" },
        { "xx", "fighting between China and Peru", "ASSAULT 190 CHN.GOV,PER.GOV <>" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_place_may_be_the_target(void **state)
{
    static const row rows[] = {
        { "xx", "The Chilean president visited Cusco.", "CONSULT/visit 042 CHL.GOV > PER.GOV" },
        { "xx", "The Chilean president arrived in Guilin.", "CONSULT/visit 042 CHL.GOV > CHN.GOV" },
        { "xx", "The Chilean premier's visit to Cusco", "CONSULT/visit 042 CHL.GOV > PER.GOV" },
        { "xx", "Rebels attacked Cusco.", "ASSAULT 190 PER.REB > PER.GOV" },
        { "xx", "Chilean troops withdrew from Cusco.", "RETREAT/withdraw 0874 CHL.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_direct_target_is_meant_itself(void **state)
{
    static const row rows[] = {
        { "xx", "Peru received the Chilean envoy.", "CONSULT/visit 043 PER.GOV > CHL.GOV" },
        { "xx", "Peru received the Chilean envoy's proposal.", "" },
        { "xx", "Peru invited the Chilean president.", "AGREE/invite 036 PER.GOV > CHL.GOV" },
        { "xx", "Peru summoned the ambassador of Chile.", "REQUEST/meet 106 PER.GOV > CHL.GOV" },
        { "xx", "Peru arrested a Chilean lawmaker.", "COERCE/arrest 173 PER.GOV > CHL.LEG" },
        { "xx", "Peru arrested critics of Chile.", "COERCE/arrest 173 PER.GOV > CHL.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_lone_genitive_is_whom_the_act_is_done_to(void **state)
{
    static const row rows[] = {
        { "xx", "The arrest of a Chilean lawmaker was condemned by Peru.", "ACCUSE/disapprove 111 PER.GOV > CHL.LEG" },
        { "xx", "The arrest of a Chilean lawmaker continued.", "COERCE/arrest 173 CHL.GOV > CHL.LEG" },
        { "xx", "The Chilean lawmaker's arrest continued.", "COERCE/arrest 173 CHL.GOV > CHL.LEG" },
        { "xx", "China's arrest of a Chilean lawmaker continued.", "COERCE/arrest 173 CHN.GOV > CHL.LEG" },
        { "xx", "The visit of the Chilean president to Peru continued.", "CONSULT/visit 042 CHL.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void verb_noun_and_carried_noun_are_different_readings(void **state)
{
    static const row rows[] = {
        { "xx", "China and Russia held a summit.", "CONSULT/multilateral 046 CHN.GOV,RUS.GOV <>" },
        { "xx", "A summit opened in Peru.", "" },
        { "xx", "China cooperated with Russia.", "COOPERATE 060 CHN.GOV,RUS.GOV <>" },
        { "xx", "China and Russia launched cooperation.", "COOPERATE 060 CHN.GOV,RUS.GOV <>" },
        { "xx", "China criticised cooperation with Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "Peru faced an attack by rebels.", "ASSAULT 190 PER.REB > PER.GOV" },
        { "xx", "Peru made a promise.", "AGREE 030 PER.GOV > -" },
        { "xx", "China expressed concern over Peru.", "ACCUSE/disapprove 111 CHN.GOV > PER.GOV" },
        { "xx", "China expressed support for Peru.", "SUPPORT/endorse 051 CHN.GOV > PER.GOV" },
        { "xx", "China discussed oil with Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void operators_make_requests_promises_threats_of_acts(void **state)
{
    static const row rows[] = {
        { "xx", "China demanded that Russia meet Peru.", "REQUEST/meet 106 CHN.GOV > RUS.GOV" },
        { "xx", "China demanded that Russia attack Peru.", "REQUEST/yield 100 CHN.GOV > RUS.GOV" },
        { "xx", "China demanded that Russia not attack Peru.", "REQUEST/yield 100 CHN.GOV > RUS.GOV" },
        { "xx", "China demanded the release of prisoners from Russia.", "REQUEST/yield 1053 CHN.GOV > RUS.GOV" },
        { "xx", "China urged Russia to lift sanctions.", "REQUEST/yield 0254 CHN.GOV > RUS.GOV" },
        { "xx", "China promised to aid Russia.", "AGREE 033 CHN.GOV > RUS.GOV" },
        { "xx", "China promised to attack Russia.", "THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "China promised not to attack Russia.", "AGREE 0356 CHN.GOV > RUS.GOV" },
        { "xx", "China promised not to aid Russia.", "REJECT/assist 122 CHN.GOV > RUS.GOV" },
        { "xx", "China threatened to aid Russia.", "THREATEN/relations 1311 CHN.GOV > RUS.GOV" },
        { "xx", "China threatened to attack Russia.", "THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "China threatened to impose sanctions on Russia.", "THREATEN/restrict 1312 CHN.GOV > RUS.GOV" },
        { "xx", "China threatened to expel envoys of Russia.", "THREATEN/expel 136 CHN.GOV > RUS.GOV" },
        { "xx", "China refused to aid Russia.", "REJECT/assist 122 CHN.GOV > RUS.GOV" },
        { "xx", "China refused to attack Russia.", "REJECT/yield 1246 CHN.GOV > RUS.GOV" },
        { "xx", "China refused to meet Russia.", "REJECT/meet 125 CHN.GOV > RUS.GOV" },
        { "xx", "China rejected talks with Russia.", "REJECT/meet 125 CHN.GOV > RUS.GOV" },
        { "xx", "China offered to mediate between Russia and Peru.", "AGREE 039 CHN.GOV > RUS.GOV,PER.GOV" },
        { "xx", "China is ready to meet Russia.", "AGREE 036 CHN.GOV > RUS.GOV" },
        { "xx", "China launched a call to Russia to withdraw troops.", "REQUEST/yield 0256 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void an_operator_may_ask_for_a_type_of_act(void **state)
{
    static const row rows[] = {
        { "xx", "China promised to reject Russia's offer.", "REJECT/assist 121 CHN.GOV > RUS.GOV planned" },
        { "xx", "China said it would veto the plan of Russia.", "REJECT 129 CHN.GOV > RUS.GOV planned" },
        { "xx", "China promised not to reject Russia's offer.", "AGREE 031 CHN.GOV > RUS.GOV" },
        { "xx", "China promised to attack Russia.", "THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "China stopped condemning Russia.", "" },
        { "xx", "China stopped attacking Russia.", "RETREAT 087 CHN.GOV > RUS.GOV" },
        { "xx", "Peru said China should stop the attack on Chile.", "REQUEST/yield 020 PER.GOV > CHN.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void operators_drop_keep_negate_and_doubt(void **state)
{
    static const row rows[] = {
        { "xx", "China discussed sanctions on Iran with Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "xx", "China stopped aid to Russia.", "SANCTION 162 CHN.GOV > RUS.GOV" },
        { "xx", "China stopped attacking Russia.", "RETREAT 087 CHN.GOV > RUS.GOV" },
        { "xx", "China prevented an attack on Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV negated" },
        { "xx", "China failed to meet Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <> negated" },
        { "xx", "China considered imposing sanctions on Russia.", "SANCTION 163 CHN.GOV > RUS.GOV hypothetical" },
        { "xx", "China tried to meet Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "xx", "China ordered the army to attack Russia.", "ASSAULT 190 CHN.MIL > RUS.GOV" },
        { "xx", "China decided to expel Russian envoys.", "SANCTION/expel 166 CHN.GOV > RUS.GOV planned" },
        { "xx", "China hoped to meet Russia.", "AGREE 036 CHN.GOV > RUS.GOV" },
        { "xx", "China denied attacking Russia.", "REJECT 120 CHN.GOV > RUS.GOV" },
        { "xx", "China denied that it attacked Russia.", "REJECT 120 CHN.GOV > RUS.GOV" },
        { "xx", "China accused Russia of meeting Peru.", "ACCUSE/allege 112 CHN.GOV > RUS.GOV" },
        { "xx", "China allowed Russian troops to visit Peru.", "CONCEDE 083 CHN.GOV > RUS.GOV" },
        { "xx", "China agreed to meet Russia.", "AGREE 036 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void said_it_would_and_must_are_operators(void **state)
{
    static const row rows[] = {
        { "xx", "China said it would attack Russia.", "THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "China said it would aid Russia.", "AGREE 033 CHN.GOV > RUS.GOV" },
        { "xx", "China said it would not aid Russia.", "REJECT/assist 122 CHN.GOV > RUS.GOV" },
        { "xx", "China said it would deploy soldiers to Russia.", "MOBILIZE/troops 154 CHN.GOV > RUS.GOV planned" },
        { "xx", "China said Russia must withdraw troops from Peru.", "REQUEST/yield 0256 CHN.GOV > RUS.GOV" },
        { "xx", "Russia must withdraw troops from Peru.", "RETREAT/withdraw 0874 RUS.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void status_tells_what_happened_and_what_not(void **state)
{
    static const row rows[] = {
        { "xx", "China did not attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV negated" },
        { "xx", "China didn't attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV negated" },
        { "xx", "China has not attacked Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV negated" },
        { "xx", "China will attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV planned" },
        { "xx", "China may attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV hypothetical" },
        { "xx", "China would attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV hypothetical" },
        { "xx", "China will not attack Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV negated" },
        { "xx", "If China attacks Russia, Peru will condemn China.",
          "ACCUSE/disapprove 111 PER.GOV > CHN.GOV planned; ASSAULT 190 CHN.GOV > RUS.GOV hypothetical" },
        { "xx", "Will China attack Russia?", "ASSAULT 190 CHN.GOV > RUS.GOV hypothetical" },
        { "xx", "The Chinese president visits Russia tomorrow.", "CONSULT/visit 042 CHN.GOV > RUS.GOV planned" },
        { "xx", "The Chinese president visits Russia next week.", "CONSULT/visit 042 CHN.GOV > RUS.GOV planned" },
        { "xx", "The Chinese president visited Russia last week.", "CONSULT/visit 042 CHN.GOV > RUS.GOV" },
        { "xx", "China attacked Russia in 1904.", "ASSAULT 190 CHN.GOV > RUS.GOV historical" },
        { "xx", "China attacked Russia in 2024.", "ASSAULT 190 CHN.GOV > RUS.GOV" },
        { "xx", "The anniversary of the attack on Russia by China continued.", "ASSAULT 190 CHN.GOV > RUS.GOV historical" },
        { "xx", "Without talks with Russia, China left.", "" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void pronouns_stand_for_who_was_named(void **state)
{
    static const row rows[] = {
        { "xx", "The Chinese president arrived. He condemned Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "China and Russia agreed. They condemned Peru.",
          "AGREE 030 CHN.GOV,RUS.GOV <>; ACCUSE/disapprove 111 CHN.GOV,RUS.GOV > PER.GOV" },
        { "xx", "China met Russia. Both sides condemned Peru.",
          "CONSULT/meet 040 CHN.GOV,RUS.GOV <>; ACCUSE/disapprove 111 CHN.GOV,RUS.GOV > PER.GOV" },
        { "xx", "China met Russia. The two ministers condemned Peru.",
          "CONSULT/meet 040 CHN.GOV,RUS.GOV <>; ACCUSE/disapprove 111 CHN.GOV,RUS.GOV > PER.GOV" },
        { "xx", "The Chinese president said his country condemned Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "China condemned Russia. Its army attacked Peru.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; ASSAULT 190 CHN.MIL > PER.GOV" },
        { "xx", "They attacked Peru.", "ASSAULT 190 - > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_target_nobody_named_is_guessed(void **state)
{
    static const row rows[] = {
        { "xx", "The Chilean opposition criticised the plan.", "ACCUSE/disapprove 111 CHL.OPP > CHL" },
        { "xx", "The Chilean parliament rejected a resolution.", "REJECT 120 CHL.LEG > CHL" },
        { "xx", "The Chilean opposition praised the plan.", "SUPPORT/praise 051 CHL.OPP > CHL" },
        { "xx", "Chilean residents praised the plan.", "" },
        { "xx", "Chile praised the plan.", "" },
        { "xx", "Chile rejected the plan.", "REJECT 120 CHL.GOV > -" },
        { "xx", "Chile condemned the move.", "ACCUSE/disapprove 111 CHL.GOV > -" },
        { "xx", "Chile accused Peru of aggression. Peru rejected the claim.",
          "ACCUSE/allege 112 CHL.GOV > PER.GOV; REJECT 120 PER.GOV > CHL.GOV" },
        { "xx", "Chile met Peru. Chile offered a loan.", "CONSULT/meet 040 CHL.GOV,PER.GOV <>; AGREE 030 CHL.GOV > PER.GOV" },
        { "xx", "Chile met Peru. China welcomed the talks.",
          "CONSULT/meet 040 CHL.GOV,PER.GOV <>; SUPPORT/praise 051 CHN.GOV > CHL.GOV,PER.GOV" },
        { "xx", "Chile condemned Peru. China left. The United Nations condemned the move.",
          "ACCUSE/disapprove 111 CHL.GOV > PER.GOV; ACCUSE/disapprove 111 UN > CHL.GOV" },
        { "xx", "Chile left. Peru came. Chile rejected the plan.", "REJECT 120 CHL.GOV > PER.GOV" },
        { "xx", "Police arrested students in Lima.", "COERCE/arrest 173 PER.COP > PER.EDU" },
        { "xx", "The Peruvian police banned the activities of journalists.", "COERCE/restrict 172 PER.COP > PER.JRN" },
        { "xx", "Three journalists were arrested in Lima.", "COERCE/arrest 173 PER.GOV > PER.JRN" },
        { "xx", "A journalist was arrested.", "" },
        { "xx", "The Chilean envoy was summoned.", "" },
        { "xx", "Chile and Peru talked. The Chilean envoy was summoned.",
          "CONSULT/meet 046 CHL.GOV,PER.GOV <>; REQUEST/meet 106 PER.GOV > CHL.GOV" },
        { "xx", "The general's arrest in Lima continued.", "COERCE/arrest 173 PER.GOV > PER.MIL" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void blame_and_threats_find_whom_they_are_aimed_at(void **state)
{
    static const row rows[] = {
        { "xx", "“The plan is shameful,” China said of Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "“The plan of Peru is shameful,” China said of Russia.", "ACCUSE/disapprove 111 CHN.GOV > PER.GOV" },
        { "xx", "China said Russia will regret the plan.", "THREATEN 130 CHN.GOV > RUS.GOV" },
        { "xx", "“You will regret the plan,” China told Russia.", "THREATEN 130 CHN.GOV > RUS.GOV" },
        { "xx", "China condemned Russia and said its plan was shameful.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void everyday_words_want_actors_on_both_sides(void **state)
{
    static const row rows[] = {
        { "xx", "China hit Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV" },
        { "xx", "China hit the goal.", "" },
        { "xx", "Chile supported Peru.", "SUPPORT/endorse 051 CHL.GOV > PER.GOV" },
        { "xx", "Chile supported the plan.", "" },
        { "xx", "Farmers struck the plan.", "" },
        { "xx", "Peru left. The minister hit the general.", "" },
        { "xx", "The Peruvian minister became president. Chilean rebels hit him.", "ASSAULT 190 CHL.REB > PER.GOV" },
        { "xx", "The Peruvian minister became president. The general hit him.", "" },
        { "xx", "Peru left. The police hit students.", "ASSAULT 190 PER.COP > PER.EDU" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void sport_markets_weather_and_culture_are_kept_out(void **state)
{
    static const row rows[] = {
        { "xx", "Chile attacked Peru in the match.", "" },
        { "xx", "The Chilean striker attacked Peru.", "" },
        { "xx", "The Chilean president met the Peruvian president at the match.", "CONSULT/meet 040 CHL.GOV,PER.GOV <>" },
        { "xx", "Shares fought stocks in Peru.", "" },
        { "xx", "The storm attacked Peru.", "" },
        { "xx", "Chile condemned a film of Peru.", "ACCUSE/disapprove 111 CHL.GOV > PER.GOV" },
        { "xx", "Chile condemned an album and a film of Peru.", "" },
        { "xx", "A heart attack hit Peru.", "" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void an_accident_is_no_assault(void **state)
{
    static const row rows[] = {
        { "xx", "Residents of Peru were killed in a crash.", "" },
        { "xx", "Chile killed residents of Peru in the crash.", "" },
        { "xx", "Chile condemned Peru after the crash.", "ACCUSE/disapprove 111 CHL.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void an_act_told_twice_in_a_sentence_is_one(void **state)
{
    static const row rows[] = {
        { "xx", "China condemned Russia and criticised Russia.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "China attacked Russia in an attack on Russia.", "ASSAULT 190 CHN.GOV > RUS.GOV" },
        { "xx", "China condemned Russia and condemned Peru.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; ACCUSE/disapprove 111 CHN.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void plain_sentences_of_every_kind(void **state)
{
    static const row rows[] = {
        { "xx", "The Chilean president met the Russian foreign minister in Cusco.", "CONSULT/meet 040 CHL.GOV,RUS.GOV <>" },
        { "xx", "Chile and Peru signed an agreement.", "SUPPORT/sign 057 CHL.GOV,PER.GOV <>" },
        { "xx", "A Peruvian journalist was arrested by Chilean police.", "COERCE/arrest 173 CHL.COP > PER.JRN" },
        { "xx", "Chile held talks with Peru.", "CONSULT/meet 046 CHL.GOV,PER.GOV <>" },
        { "xx", "Russia launched an attack on China.", "ASSAULT 190 RUS.GOV > CHN.GOV" },
        { "xx", "Chile imposed sanctions on Peru.", "SANCTION 163 CHL.GOV > PER.GOV" },
        { "xx", "Chile demanded that Peru release the soldiers.", "REQUEST/yield 1053 CHL.GOV > PER.GOV" },
        { "xx", "Chile refused to meet the Peruvian president.", "REJECT/meet 125 CHL.GOV > PER.GOV" },
        { "xx", "Chile is ready to cooperate with Peru.", "AGREE 031 CHL.GOV > PER.GOV" },
        { "xx", "Chile accused Peru of attacking China.", "ACCUSE/allege 112 CHL.GOV > PER.GOV" },
        { "xx", "\"We are ready to cooperate with Peru,\" said the Chilean president.", "AGREE 031 CHL.GOV > PER.GOV" },
        { "xx", "The Chilean president said the Peruvian president must resign.", "REQUEST/change 0241 CHL.GOV > PER.GOV" },
        { "xx", "Chile lives in peace.", "" },
        { "xx", "The Chilean president (45) met the Peruvian president.", "CONSULT/meet 040 CHL.GOV,PER.GOV <>" },
    };

    check_rows(*state, events, ROWS(rows));
}

/* ---- the ontology's tables: a copy of the real ones with lines of our own at the end of a file */

typedef struct ontology_copy {
    char folder[40];
    uint32_t line; /* of the first line of our own */
} ontology_copy;

static void copy_file(const char *folder, const char *name, const char *more, uint32_t *line)
{
    char from[512], to[512];
    dmi_buf text = { 0 };
    FILE *file;

    snprintf(from, sizeof from, "%s/%s", FIXTURE_ONTOLOGY, name);
    snprintf(to, sizeof to, "%s/%s", folder, name);
    assert_int_equal(dmi_read_file(from, &text, NULL), DM_OK);
    *line = 1;
    for (size_t i = 0; i < text.bytes; i++)
        *line += text.p[i] == '\n';
    dmi_buf_add_text(&text, more);
    file = fopen(to, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text.p, 1, text.bytes, file), text.bytes);
    assert_int_equal(fclose(file), 0);
    dmi_buf_free(&text);
}

static const char *const ontology_files[] = { "concepts", "rules", "operators", "codebook", "contexts" };

static void make_ontology(ontology_copy *copy, const char *file, const char *more)
{
    strcpy(copy->folder, "/tmp/dragoman-ontology-XXXXXX");
    assert_non_null(mkdtemp(copy->folder));
    for (size_t i = 0; i < sizeof ontology_files / sizeof *ontology_files; i++) {
        bool own = strcmp(ontology_files[i], file) == 0;
        uint32_t line;
        copy_file(copy->folder, ontology_files[i], own ? more : "", &line);
        if (own)
            copy->line = line;
    }
}

static void remove_ontology(const ontology_copy *copy)
{
    for (size_t i = 0; i < sizeof ontology_files / sizeof *ontology_files; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", copy->folder, ontology_files[i]);
        remove(path);
    }
    assert_int_equal(rmdir(copy->folder), 0);
}

static void a_fault_names_file_line_and_word(void **state)
{
    static const struct {
        const char *file, *lines, *message;
        uint32_t line;
    } rows[] = {
        { "rules", "probe\n", "a rule wants a name, a head and keys, not 'probe'", 0 },
        { "rules", "probe MEET\n", "a rule wants a name, a head and keys, not 'probe'", 0 },
        { "rules", "# a comment\n\nprobe NOWHERE type=AID\n", "unknown concept 'NOWHERE'", 2 },
        { "rules", "probe MEET,NOWHERE type=AID\n", "unknown concept 'NOWHERE'", 0 },
        { "rules", "probe MEET type=PARTY\n", "unknown type 'PARTY'", 0 },
        { "rules", "probe MEET type=AID class=party\n", "unknown class 'party'", 0 },
        { "rules", "probe MEET type=AID obj=AID,NOWHERE\n", "unknown concept 'NOWHERE'", 0 },
        { "rules", "probe MEET type=AID nosubj=NOWHERE\n", "unknown concept 'NOWHERE'", 0 },
        { "rules", "probe MEET type=AID src=subj,under\n", "unknown slot 'under'", 0 },
        { "rules", "probe MEET type=AID tgt=subj,obj,own,of,rel,comp,with,to,from,in\n", "too many slots at 'in'", 0 },
        { "rules",
          "probe MEET type=AID not=AID,ARM,BAN,BEAT,BLAME,BOMB,BRIEF,CAPTURE,CENSOR,COUP,DEFY,DENY,DEPLOY,HEAL,HOST,KILL,MEET\n",
          "too many concepts at 'MEET'", 0 },
        { "rules", "probe MEET type=AID srk=subj\n", "unknown key 'srk'", 0 },
        { "rules", "probe MEET type=AID form=wrb\n", "unknown value 'form=wrb'", 0 },
        { "rules", "probe MEET type=AID need=bth\n", "unknown value 'need=bth'", 0 },
        { "rules", "probe MEET type=AID official=yes\n", "unknown value 'official=yes'", 0 },
        { "rules", "probe MEET type=AID base=abc\n", "unknown value 'base=abc'", 0 },
        { "rules", "probe MEET type=AID base=101\n", "unknown value 'base=101'", 0 },
        { "rules", "probe MEET type=AID base\n", "unknown value 'base'", 0 },
        { "rules", "probe MEET type=AID direct=bth\n", "unknown value 'direct=bth'", 0 },
        { "rules", "probe MEET type=AID sym=no\n", "unknown value 'sym=no'", 0 },
        { "rules", "probe MEET type=AID direct=both sym=no\n", "unknown value 'sym=no'", 0 },
        { "rules", "probe MEET mode=meet\n", "a rule without a type 'probe'", 0 },
        { "operators", "operator DEMAND any -> REQUEST demand\n", "an operator wants 7 words, not 'operator'", 0 },
        { "operators", "operator NOWHERE any -> REQUEST demand consume\n", "unknown concept 'NOWHERE'", 0 },
        { "operators", "operator DEMAND some -> REQUEST demand consume\n", "unknown kind of act 'some'", 0 },
        { "operators", "operator DEMAND any -> PARTY demand consume\n", "unknown type 'PARTY'", 0 },
        { "operators", "operator DEMAND any -> REQUEST demand eat\n", "unknown way 'eat'", 0 },
        { "operators", "operator DEMAND any -> REQUEST famly consume\n", "unknown family 'famly'", 0 },
        { "operators", "root nobody 100\n", "unknown family 'nobody'", 0 },
        { "operators", "class probe 020\n", "a class wants 11 words, not 'class'", 0 },
        { "operators", "root demand\n", "a root wants 3 words, not 'root'", 0 },
        { "operators", "row demand 100\n", "unknown line 'row'", 0 },
        { "codebook", "type PROBE 1 much\n", "no number at the end of 'type'", 0 },
        { "codebook", "mode PARTY probe 1.0\n", "unknown type 'PARTY'", 0 },
        { "codebook", "mode AID probe 1.05\n", "no number at the end of 'mode'", 0 },
        { "codebook", "colour AID probe 1.0\n", "unknown line 'colour'", 0 },
        { "contexts", "military TROOPS NOWHERE\n", "unknown concept 'NOWHERE'", 0 },
    };
    size_t wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ontology_copy copy;
        dm_engine *engine = NULL;
        dm_error err = { 0 };
        dm_status status;
        char message[256];
        make_ontology(&copy, rows[i].file, rows[i].lines);
        status = dm_engine_open(FIXTURE_PACKS, copy.folder, &engine, &err);
        snprintf(message, sizeof message, "ontology/%s:%u: %s", rows[i].file, copy.line + rows[i].line, rows[i].message);
        if (status != DM_ERR_PACK || engine != NULL || strcmp(err.message, message) != 0 ||
            err.line != copy.line + rows[i].line) {
            wrong++;
            print_error("%s: %s  expected: %s\n  found:    %s %s (line %u)\n", rows[i].file, rows[i].lines, message,
                        dm_status_name(status), err.message, err.line);
        }
        dm_engine_destroy(engine);
        remove_ontology(&copy);
    }
    assert_int_equal(wrong, 0);
}

/** Keys that no rule of the real ontology has need of, in rules that win over the real ones. */
static void rules_may_forbid_things_and_ask_for_a_target(void **state)
{
    static const row rows[] = {
        { "xx", "China healed Peru.", "ACCUSE 111 CHN.GOV > PER.GOV" },
        { "xx", "China healed hospitals of Peru.", "AID 073 CHN.GOV > PER.GOV" },
        { "xx", "A company sheltered Peru.", "ACCUSE 112 PER.BUS > PER.GOV" },
        { "xx", "China sheltered a gang.", "AID 075 CHN.GOV > CHN.CRM" },
    };
    ontology_copy copy;
    fixture own = { NULL };
    dm_error err = { 0 };

    (void)state;
    make_ontology(&copy, "rules",
                  "probe.not HEAL         type=ACCUSE cameo=111 src=subj tgt=obj need=both base=99 not=BUILDING\n"
                  "probe.tgt GRANT_ASYLUM type=ACCUSE cameo=112 src=subj tgt=obj need=tgt  base=99\n");
    if (dm_engine_open(FIXTURE_PACKS, copy.folder, &own.engine, &err) != DM_OK)
        fail_msg("%s", err.message);
    remove_ontology(&copy);
    check_rows(&own, events, ROWS(rows));
    dm_engine_destroy(own.engine);
}

static void the_code_book_gives_scores(void **state)
{
    const fixture *f = *state;
    const dmi_grammar *g = f->engine->grammar;

    assert_int_equal(dmi_grammar_goldstein(g, DMI_STR("190")), -100);
    assert_int_equal(dmi_grammar_goldstein(g, DMI_STR("057")), 80);
    assert_int_equal(dmi_grammar_goldstein(g, DMI_STR("no code")), 0);
    assert_int_equal(dmi_grammar_score(g, g->type_consult, DMI_STR("phone")), 15);
    assert_int_equal(dmi_grammar_score(g, g->type_consult, DMI_STR("no mode")), 25); /* the type's */
    assert_int_equal(dmi_grammar_score(g, g->type_accuse, DMI_STR("")), -30);
}

static bool is_in_code_book(const dmi_grammar *g, dm_str code)
{
    for (uint32_t i = 0; i < g->cameo.count; i++)
        if (dmi_same(g->cameo.at[i].code, code))
            return true;
    return false;
}

static void every_code_of_rules_and_classes_is_in_the_code_book(void **state)
{
    const fixture *f = *state;
    const dmi_grammar *g = f->engine->grammar;

    for (uint32_t i = 0; i < g->rules.count; i++)
        if (!is_in_code_book(g, g->rules.at[i].cameo))
            fail_msg("rule %.*s: code %.*s", (int)g->rules.at[i].name.bytes, g->rules.at[i].name.p,
                     (int)g->rules.at[i].cameo.bytes, g->rules.at[i].cameo.p);
    for (uint32_t i = 1; i < g->classes.count; i++)
        for (uint32_t k = 1; k < DMI_FAMILY_COUNT; k++)
            if (g->classes.at[i].cameo[k].bytes > 0 && !is_in_code_book(g, g->classes.at[i].cameo[k]))
                fail_msg("class %.*s: code %.*s", (int)g->classes.at[i].name.bytes, g->classes.at[i].name.p,
                         (int)g->classes.at[i].cameo[k].bytes, g->classes.at[i].cameo[k].p);
}

static void clauses_find_their_verbs_and_speakers(void **state)
{
    static const row rows[] = {
        { "xx", "China said: “Russia attacked Peru. We condemn Iran. We will meet Chile.” Peru said it condemned China.",
          "ASSAULT 190 RUS.GOV > PER.GOV; ACCUSE/disapprove 111 CHN.GOV > IRN.GOV; CONSULT/meet 040 CHN.GOV,CHL.GOV <> planned; "
          "ACCUSE/disapprove 111 PER.GOV > CHN.GOV" },
        { "xx", "Peruvian rebels who attacked Chile condemned Iran.",
          "ACCUSE/disapprove 111 PER.REB > IRN.GOV; ASSAULT 190 PER.REB > CHL.GOV" },
        { "xx", "Peruvian rebels attacking Chile met Iran.",
          "CONSULT/meet 040 PER.REB,IRN.GOV <>; ASSAULT 190 PER.REB > CHL.GOV" },
        { "xx", "Peru, accused by Chile of aggression, condemned Iran.",
          "ACCUSE/disapprove 111 PER.GOV > IRN.GOV; ACCUSE/allege 112 CHL.GOV > PER.GOV" },
        { "yy", "liqa alsin wrusiya", "CONSULT/meet 040 CHN.GOV,RUS.GOV <>" },
        { "xx", "Condemning Russia, China expelled Peruvian envoys.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; SANCTION/expel 166 CHN.GOV > PER.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void clauses_stand_side_by_side(void **state)
{
    static const row rows[] = {
        { "xx", "China warned Peru it would attack Russia.", "THREATEN/violence 138 CHN.GOV > PER.GOV" },
        { "xx", "China condemned the treaty it had signed with Russia.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV; SUPPORT/sign 057 CHN.GOV,RUS.GOV <>" },
        { "xx", "China said talks between Peru and Chile would continue.", "CONSULT/meet 046 PER.GOV,CHL.GOV <> planned" },
        { "xx", "According to the Peruvian opposition, the president must resign.", "REQUEST/change 0241 PER.OPP > PER.GOV" },
        { "yy", "nadada alwazir alsini rusiya.", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void courts_and_crowds_do_it_their_own_way(void **state)
{
    static const row rows[] = {
        { "xx", "A Peruvian court condemned a journalist.", "COERCE/arrest 173 PER.JUD > PER.JRN" },
        { "xx", "Chilean protesters raided the embassy of Peru.", "PROTEST/riot 145 CHL.CVL > PER.GOV" },
        { "xx", "Chilean soldiers raided the embassy of Peru.", "COERCE/seize 171 CHL.MIL > PER.GOV" },
        { "xx", "China summoned the troops.", "MOBILIZE/troops 154 CHN.GOV > -" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void a_body_named_before_is_meant(void **state)
{
    static const row rows[] = {
        { "xx", "Peru met the EU. The bloc condemned China.",
          "CONSULT/meet 040 PER.GOV,EU <>; ACCUSE/disapprove 111 EU > CHN.GOV" },
        { "xx", "Peru met Chile. A bloc condemned China.",
          "CONSULT/meet 040 PER.GOV,CHL.GOV <>; ACCUSE/disapprove 111 .IGO > CHN.GOV" },
        { "xx", "An official at the Peruvian foreign ministry condemned Chile.", "ACCUSE/disapprove 111 PER.GOV > CHL.GOV" },
        { "xx", "China met Peru. The minister condemned Russia.",
          "CONSULT/meet 040 CHN.GOV,PER.GOV <>; ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
    };

    check_rows(*state, events, ROWS(rows));
}

static void targets_operators_and_status_of_hard_clauses(void **state)
{
    static const row rows[] = {
        { "xx", "Israel launched airstrikes on Gaza.", "ASSAULT/aerial 195 ISR.GOV > PSE.GOV" },
        { "xx", "China will condemn Russia and expel Peruvian envoys.",
          "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV planned; SANCTION/expel 166 CHN.GOV > PER.GOV planned" },
        { "xx", "The attack of Chilean rebels on Peru continued.", "ASSAULT 190 CHL.REB > PER.GOV" },
        { "xx", "China: \"We condemn Russia\".", "ACCUSE/disapprove 111 CHN.GOV > RUS.GOV" },
        { "xx", "China warned that it would attack Russia.", "THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "China's promise to aid Russia continued.", "AGREE 033 CHN.GOV > RUS.GOV" },
        { "xx", "China's threat to attack Russia was condemned by Peru.",
          "ACCUSE/disapprove 111 PER.GOV > CHN.GOV; THREATEN/violence 138 CHN.GOV > RUS.GOV" },
        { "xx", "“Russia should meet Peru,” said China.", "REQUEST/meet 026 CHN.GOV > RUS.GOV" },
        { "xx", "China said it would meet Russia.", "CONSULT/meet 040 CHN.GOV,RUS.GOV <> planned" },
        { "xx", "The Peruvian police attacked residents after the crash.", "ASSAULT 190 PER.COP > PER.CVL" },
        { "xx", "The police attacked a man in Lima.", "ASSAULT 190 PER.COP > PER.CVL" },
        { "xx", "A man attacked a man in Lima.", "" },
    };

    check_rows(*state, events, ROWS(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(subject_and_object_of_an_active_verb),
        cmocka_unit_test(a_passive_turns_the_sides),
        cmocka_unit_test(an_infinitive_takes_its_doer_from_the_verb_above),
        cmocka_unit_test(coordinated_verbs_share_their_subject),
        cmocka_unit_test(a_relative_clause_takes_its_antecedent),
        cmocka_unit_test(the_content_of_a_verb_with_and_without_that),
        cmocka_unit_test(participles_take_the_subject_of_their_sentence),
        cmocka_unit_test(who_speaks_may_stand_behind_the_words),
        cmocka_unit_test(a_quote_carries_its_speaker_to_its_end),
        cmocka_unit_test(a_verb_at_the_end_closes_its_clause),
        cmocka_unit_test(a_verb_in_front_takes_what_follows),
        cmocka_unit_test(a_line_begins_with_its_subject_too),
        cmocka_unit_test(coordination_and_quotes_once_more),
        cmocka_unit_test(a_rule_asks_for_a_thing_on_the_object_side),
        cmocka_unit_test(a_rule_asks_for_a_thing_in_the_clause),
        cmocka_unit_test(floods_and_crashes_do_nothing),
        cmocka_unit_test(a_side_has_to_be_filled_by_somebody_political),
        cmocka_unit_test(an_official_has_to_take_part),
        cmocka_unit_test(both_sides_of_a_symmetric_rule_are_everybody),
        cmocka_unit_test(a_place_may_be_the_target),
        cmocka_unit_test(a_direct_target_is_meant_itself),
        cmocka_unit_test(a_lone_genitive_is_whom_the_act_is_done_to),
        cmocka_unit_test(verb_noun_and_carried_noun_are_different_readings),
        cmocka_unit_test(operators_make_requests_promises_threats_of_acts),
        cmocka_unit_test(an_operator_may_ask_for_a_type_of_act),
        cmocka_unit_test(operators_drop_keep_negate_and_doubt),
        cmocka_unit_test(said_it_would_and_must_are_operators),
        cmocka_unit_test(status_tells_what_happened_and_what_not),
        cmocka_unit_test(pronouns_stand_for_who_was_named),
        cmocka_unit_test(a_target_nobody_named_is_guessed),
        cmocka_unit_test(blame_and_threats_find_whom_they_are_aimed_at),
        cmocka_unit_test(everyday_words_want_actors_on_both_sides),
        cmocka_unit_test(sport_markets_weather_and_culture_are_kept_out),
        cmocka_unit_test(an_accident_is_no_assault),
        cmocka_unit_test(an_act_told_twice_in_a_sentence_is_one),
        cmocka_unit_test(plain_sentences_of_every_kind),
        cmocka_unit_test(a_fault_names_file_line_and_word),
        cmocka_unit_test(rules_may_forbid_things_and_ask_for_a_target),
        cmocka_unit_test(the_code_book_gives_scores),
        cmocka_unit_test(every_code_of_rules_and_classes_is_in_the_code_book),
        cmocka_unit_test(clauses_find_their_verbs_and_speakers),
        cmocka_unit_test(clauses_stand_side_by_side),
        cmocka_unit_test(courts_and_crowds_do_it_their_own_way),
        cmocka_unit_test(a_body_named_before_is_meant),
        cmocka_unit_test(targets_operators_and_status_of_hard_clauses),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
