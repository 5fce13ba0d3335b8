/* From pack texts to units: paradigms, faults, the container, the lexicon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pack/container.h"
#include "pack/paradigm.h"

/* ---- small packs in a folder of their own */

typedef struct file { const char *path, *text; } file;

static const file base_files[] = {
    { "ontology/concepts", "MEET act  # meet\nATTACK act\nCANCEL act\nIMPOSE light\nSANCTION act\nNONE domain\nTROOPS thing\nMINISTER role sector=GOV\n"
                           "POSS gram\nPOSS_PRON gram\nPRON_3S gram\nBE gram\nAND gram\nTO gram\nWITH gram\nINF gram\nWILL gram\nBY gram\nMONTH time\nJMONTH time\n"
                           "HMONTH time\nDAY time\nSUCH gram\n" },
    { "ontology/rules", "meet: MEET\n" },
    { "packs/world/states", "state CHN GOV 156\nstate RUS GOV 643\nstate SGP GOV 702\n" },
    { "packs/world/bodies", "org NATO IGO NAT\n  la NATO | North Atlantic Treaty Organization\n  seat Mons\n  en seat Evere\n  id Pakta Atlantik Utara\n"
                            "group HAMAS - REB\n  la Hamas\n" },
    { "packs/world/a_people", "person LAVROV m\n  office RUS MINISTER 2004-03-09\n  office NATO MINISTER 1999 2000-05\n  la Sergei Lavrov | Lavrov\n" },
    { "packs/en/params", "order SVO\ninflect first\ndemonym before\nnames capitals\naccents fold\npassive_by BY\nenclitic 's POSS any\n"
                         "enclitic ’s POSS any\nenclitic ' POSS any  # s'\n" },
    { "packs/en/paradigms", "template v 1 $2=$1+ed $3=$2 $4=$1+ing $5=$1+s\n  $1 INF PRES\n  $5 PRES\n  $2 PAST\n  $3 PPART\n  $4 GER\n"
                            "template n 1 $2=$1+s\n  $1 N\n  $2 N PL\ntemplate pres 1\n  $1 PRES\njoin e+ed -> ed\njoin [^aeiou]y+s -> ies\n"
                            "parts v meet meet,met,met\n" },
    { "packs/en/acts", "MEET v: meet >WITH | meet with | hold ~talks  # a note\nATTACK v: attack | hit ?\nATTACK n: attack\nCANCEL v: call ... off | call\n"
                       "NONE heart attack\nIMPOSE slap | persona non grata\nSANCTION n: trade ~war\n" },
    { "packs/en/grammar", "AND and | & | and/or\nTO to\nBE pres: 's\nSUCH it\nWILL 'll\nBY by\nSUCH off\n" },
    { "packs/en/roles", "MINISTER n: minister | foreign minister | prime ~minister\n" },
    { "packs/en/countries", "CHN name China | PRC | IT\nCHN adj Chinese\nCHN cap Beijing\nSGP name Singapore\nSGP cap Singapore\nCHN seat Zhongnanhai\nCHN city Guilin\n" },
    { "packs/en/time", "DAY_1 mon\n" },
    { "packs/en/chrome", "line   Share this article!\nstart  Read also: | Baca  juga\nend_line 3 Comments\n" },
    { "packs/en/abbreviations", "Dr.\nU.S.\nGen. | Pol.\n" },
    { "packs/ar/params", "order VSO\nnames quotes\narticle ال\nproclitic و AND any\nproclitic لل TO n ال\nproclitic ل TO n\nproclitic ل INF v\nproclitic ب WITH n\n"
                         "enclitic ها POSS_PRON n\nenclitic ه POSS_PRON n\nenclitic ه PRON_3S v\n" },
    { "packs/ar/paradigms", "template v 2\n  $1 PAST\n  $2 PRES\ntemplate n 1\n  $1 N\n  $1+ِ N\njoin ة+ِ -> ت\n" },
    { "packs/ar/acts", "ATTACK v: هاجم,يهاجم\nATTACK n: هجوم | زيارة\nMEET لقاء ثنائي\n" },
    { "packs/ar/roles", "MINISTER n: وزير | وزير خارجية\n" },
    { "packs/ar/countries", "CHN name الصين\nCHN adj صيني\n" },
    { "packs/id/params", "order SVO\nenclitic lah SUCH any\nenclitic nya POSS_PRON n\nenclitic nya PRON_3S v\n" },
    { "packs/id/paradigms", "template me 1 $2=me+$1\n  $2 V\n  di+$1 V PASS\njoin me+s -> meny\njoin me+t -> men\n" },
    { "packs/id/acts", "ATTACK me: serang\nIMPOSE me: tolak\n" },
    { "packs/id/roles", "MINISTER menteri | menteri luar negeri\n" },
};

typedef struct small {
    dmi_arena arena;
    char folder[64];
    dmi_buf container;
    dmi_packs *packs;
    char faults[4096]; /* a line each */
} small;

static void write_file(const char *folder, const file *f)
{
    char path[256];
    FILE *out;

    snprintf(path, sizeof path, "%s/%s", folder, f->path);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
    out = fopen(path, "wb");
    assert_non_null(out);
    fputs(f->text, out);
    fclose(out);
}

static void remove_folder(const char *folder)
{
    char command[128];

    snprintf(command, sizeof command, "rm -r '%s'", folder);
    assert_int_equal(system(command), 0);
}

static void note_fault(void *context, const char *message)
{
    small *s = context;

    strncat(s->faults, message + strlen(s->folder) + 1, sizeof s->faults - strlen(s->faults) - 2);
    strcat(s->faults, "\n");
}

static dm_status compile(small *s, dmi_buf *out, dm_error *err)
{
    char packs[96], ontology[96];

    snprintf(packs, sizeof packs, "%s/packs", s->folder);
    snprintf(ontology, sizeof ontology, "%s/ontology", s->folder);
    return dmi_packs_compile(packs, ontology, out, note_fault, s, err);
}

static int make_folder(void **state)
{
    small *s = calloc(1, sizeof *s);

    dmi_arena_init(&s->arena, NULL);
    strcpy(s->folder, "/tmp/dragoman-pack-XXXXXX");
    assert_non_null(mkdtemp(s->folder));
    for (size_t i = 0; i < sizeof base_files / sizeof *base_files; i++)
        write_file(s->folder, &base_files[i]);
    *state = s;
    return 0;
}

static int make_packs(void **state)
{
    small *s;
    dm_error err = { 0 };

    make_folder(state);
    s = *state;
    if (compile(s, &s->container, &err) != DM_OK || dmi_packs_open(s->container.p, s->container.bytes, &s->packs, &err) != DM_OK)
        fail_msg("%s", err.message);
    return 0;
}

static int drop(void **state)
{
    small *s = *state;

    dmi_packs_destroy(s->packs);
    dmi_buf_free(&s->container);
    dmi_arena_free(&s->arena);
    remove_folder(s->folder);
    free(s);
    return 0;
}

/* ---- paradigms */

static const struct { const char *paradigms, *template_, *word, *forms; } paradigm_rows[] = {
    { "template v 1 $2=$1+ed $3=$2\n  $1 INF\n  $2 PAST\n  $3 PPART\n", "v", "attack", "attack attacked attacked" },
    { "template v 1 $2=$1+ed\n  $2 PAST\nparts v meet meet,met\n", "v", "meet", "met" },
    { "template v 1 $2=$1+ed\n  $2 PAST\nparts v meet meet,met\n", "v", "meet,mot", "mot" },
    { "template n 1\n  $1+s N\njoin [^aeiou]y+s -> ies\njoin y+s -> ys\n", "n", "ally", "allies" },
    { "template n 1\n  $1+s N\njoin [^aeiou]y+s -> ies\njoin y+s -> yys\n", "n", "day", "dayys" },
    { "template me 1\n  me+$1 V\n  me+$1+kan V\njoin me+kr -> mengkr\njoin me+k -> meng\n", "me", "kecam", "mengecam mengecamkan" },
    { "template me 1\n  me+$1 V\njoin me+[aeiou] -> meng\n", "me", "usir", "mengusir" },
    { "template n 1\n  $1-$1 PL\n", "n", "negara", "negara-negara" },
    { "template v 2\n  خواهد_$1 FUT\n  می+$2+د PRES\n", "v", "کرد,کن", "خواهد|کرد میکند" },
    { "template n 1\n  $1+ِ N\njoin ة+ِ -> تِ\n", "n", "زيارة", "زيارتِ" },
    { "template p 1\n  ن+$1\n", "p", "آمد", "نآمد" },
    { "template x 3 $3=$1+$2\n  $3 N\n", "x", "a,b,", "ab" },
    { "template x 1\n  $2 N\n", "x", "a", "-" },
    { "template x 1\n  $1 N\n", "x", "a_b", "a|b" },
};

static dm_str forms_of(small *s, const dmi_paradigms *paradigms, const dmi_template *template_, dm_str word)
{
    dmi_parts parts = dmi_paradigm_parts(&s->arena, paradigms, template_, word);
    dm_str forms = { "", 0 };

    for (uint32_t i = 0; i < template_->cells.count; i++) {
        char form[DMI_FORM_BYTES];
        size_t bytes = dmi_paradigm_form(paradigms, template_->cells.at[i].pattern, &parts, form);
        for (size_t k = 0; k < bytes; k++)
            if (form[k] == ' ')
                form[k] = '|';
        if (bytes == 0)
            form[bytes++] = '-';
        forms = dmi_format(&s->arena, "%.*s%s%.*s", (int)forms.bytes, forms.p, i == 0 ? "" : " ", (int)bytes, form);
    }
    return forms;
}

static void templates_make_forms(void **state)
{
    small *s = *state;

    for (size_t i = 0; i < sizeof paradigm_rows / sizeof *paradigm_rows; i++) {
        dmi_faults faults = { 0 };
        const dmi_paradigms *paradigms =
            dmi_paradigms_read(&s->arena, dmi_reader_of(DMI_STR("paradigms"), dmi_str(paradigm_rows[i].paradigms)), &faults);
        const dmi_template *template_ = dmi_paradigms_template(paradigms, dmi_str(paradigm_rows[i].template_));
        dm_str forms;
        assert_int_equal(faults.count, 0);
        assert_non_null(template_);
        forms = forms_of(s, paradigms, template_, dmi_str(paradigm_rows[i].word));
        if (!dmi_is(forms, paradigm_rows[i].forms))
            fail_msg("%s: wanted '%s', got '%.*s'", paradigm_rows[i].word, paradigm_rows[i].forms, (int)forms.bytes, forms.p);
    }
}

static void an_endless_form_is_refused(void **state)
{
    small *s = *state;
    dmi_faults faults = { 0 };
    const dmi_paradigms *paradigms = dmi_paradigms_read(&s->arena, dmi_reader_of(DMI_STR("p"), DMI_STR("template x 1\n $1$1$1$1 N\n")), &faults);
    const dmi_template *template_ = dmi_paradigms_template(paradigms, DMI_STR("x"));
    char word[200], form[DMI_FORM_BYTES];
    dmi_parts parts;

    memset(word, 'a', sizeof word);
    parts = dmi_paradigm_parts(&s->arena, paradigms, template_, (dm_str){ word, sizeof word });
    assert_int_equal(dmi_paradigm_form(paradigms, template_->cells.at[0].pattern, &parts, form), 0);
}

/* ---- faults */

static const struct { const char *path, *text, *faults; } fault_rows[] = {
    { "packs/en/acts", "ATACK hit\nMEET v: meet\n", "packs/en/acts:1: unknown concept 'ATACK' (ATTACK?)\n" },
    { "packs/en/acts", "# nothing\n\nXYZZYX hit\n", "packs/en/acts:3: unknown concept 'XYZZYX'\n" },
    { "packs/en/acts", "MEET vv: meet\n", "packs/en/acts:1: unknown template 'vv' (v?)\n" },
    { "packs/en/acts", "MEET v: meet >WIHT\n", "packs/en/acts:1: unknown concept 'WIHT' (WITH?)\n" },
    { "packs/en/acts", "MEET meet | | see\n", "packs/en/acts:1: an empty entry\n" },
    { "packs/en/acts", "MEET meet | see\nMEET meet\nATTACK meet\n", "packs/en/acts:2: 'meet' stands here for the second time\n" },
    { "packs/en/acts", "MEET v: ~hold ~talks\n", "packs/en/acts:1: two words of '~hold ~talks' are marked with ~\n" },
    { "packs/en/acts", "MEET v: call ...\n", "packs/en/acts:1: a gap must stand between words: 'call ...'\n" },
    { "packs/en/acts", "MEET v: a ... b ... c ... d\n", "packs/en/acts:1: more than two gaps: 'a ... b ... c ... d'\n" },
    { "packs/en/acts", "MEET meet,met\n", "packs/en/acts:1: principal parts without a template: 'meet,met'\n" },
    { "packs/ar/acts", "ATTACK v: هاجم\n", "packs/ar/acts:1: 'هاجم' has 1 principal part, template v takes 2\n" },
    { "packs/en/acts", "MEET . ?\n", "" },
    { "packs/fr/paradigms", "template v 1\n  $1 INFF\n", "packs/fr/paradigms:2: unknown feature 'INFF'\n" },
    { "packs/fr/paradigms", "  $1 INF\n", "packs/fr/paradigms:1: a cell before any template\n" },
    { "packs/fr/paradigms", "tmplate v 1\n", "packs/fr/paradigms:1: expected template, join or parts, not 'tmplate'\n" },
    { "packs/fr/paradigms", "join e -> ed\n", "packs/fr/paradigms:1: expected 'join left+right -> joined'\n" },
    { "packs/fr/paradigms", "template v one\n", "packs/fr/paradigms:1: expected a number of parts or '$2=pattern', not 'one'\n" },
    { "packs/en/params", "order OSV\n", "packs/en/params:1: bad parameter 'order OSV' (docs/packs.md, Parameters)\n" },
    { "packs/en/params", "enclitic 's POSSS any\n", "packs/en/params:1: bad parameter 'enclitic 's POSSS any' (docs/packs.md, Parameters)\n" },
    { "packs/en/params", "colour red\n", "packs/en/params:1: bad parameter 'colour red' (docs/packs.md, Parameters)\n" },
    { "packs/en/countries", "CHX name China\n", "packs/en/countries:1: unknown country code 'CHX' (CHN?)\n" },
    { "packs/en/countries", "CHN town Guilin\n", "packs/en/countries:1: expected name, adj, cap, seat or city, not 'town'\n" },
    { "packs/en/chrome", "lines Share\n", "packs/en/chrome:1: expected line, start, has, end, end_line, byline or credit, not 'lines'\n" },
    { "packs/en/chrome", "line 123 !\n", "packs/en/chrome:1: a phrase without words\n" },
    { "packs/en/actors", "MEET meet\n", "packs/en/actors:1: no file of a pack has this name (docs/packs.md)\n" },
    { "packs/world/states", "state CHN GOV 156\nstate RUS GOV 643\nstate SGP GOV 702\nstate CHN GOV 156\n", "packs/world/states:4: state CHN stands twice\n" },
    { "packs/world/more", "state CH GOV 156\n", "packs/world/more:1: expected 'state ISO3 SECTOR NUMBER'\n" },
    { "packs/world/more", "company X\n  la Y\n", "packs/world/more:1: expected state, org, group or person, not 'company'\n" },
    { "packs/world/more", "  la Y\n", "packs/world/more:1: an indented line outside any block\n" },
    { "packs/world/more", "group G XXX REB\n  la Y\n", "packs/world/more:1: unknown country code 'XXX'\n" },
    { "packs/world/more", "org NATO IGO NAT\n", "packs/world/more:1: key NATO stands twice\n" },
    { "packs/world/more", "org UN IGOO UNO\n", "packs/world/more:1: an org is IGO, NGO or MNC, not 'IGOO'\n" },
    { "packs/world/more", "person P m\n  office RUS MINSTER 2000\n", "packs/world/more:2: unknown concept 'MINSTER' (MINISTER?)\n" },
    { "packs/world/more", "person P m\n  office RUS MINISTER 2001-13-01\n",
      "packs/world/more:2: expected dates such as 2000-05-07 and no more, not '2001-13-01 '\n" },
    { "packs/world/more", "person P m\n  office RUS MINISTER 2001 2000\n", "packs/world/more:2: the office ends before it begins\n" },
    { "packs/world/more", "person P x\n", "packs/world/more:1: expected 'person KEY m|f'\n" },
    { "packs/world/more", "person P m\n  names A\n", "" },
    { "packs/world/more", "person P m\n  X A\n", "packs/world/more:2: expected office, seat, la or a language, not 'X'\n" },
    { "ontology/concepts", "MEET act\nMEET act\n", NULL },
};

static void faults_name_file_line_and_what(void **state)
{
    small *s = *state;

    for (size_t i = 0; i < sizeof fault_rows / sizeof *fault_rows; i++) {
        file changed = { fault_rows[i].path, fault_rows[i].text };
        dmi_buf out = { 0 };
        dm_error err = { 0 };
        dm_status status;
        char path[256];
        write_file(s->folder, &changed);
        s->faults[0] = '\0';
        status = compile(s, &out, &err);
        if (fault_rows[i].faults != NULL && strcmp(s->faults, fault_rows[i].faults) != 0)
            fail_msg("of '%s': wanted '%s', got '%s'", changed.text, fault_rows[i].faults, s->faults);
        assert_int_equal(status, s->faults[0] == '\0' ? DM_OK : DM_ERR_PACK);
        if (status != DM_OK) {
            assert_int_equal(err.code, DM_ERR_PACK);
            assert_int_equal(strncmp(err.message + strlen(s->folder) + 1, s->faults, strcspn(s->faults, "\n")), 0);
        }
        dmi_buf_free(&out);
        snprintf(path, sizeof path, "%s/%s", s->folder, changed.path);
        unlink(path);
        for (size_t k = 0; k < sizeof base_files / sizeof *base_files; k++)
            if (strcmp(base_files[k].path, changed.path) == 0)
                write_file(s->folder, &base_files[k]);
    }
}

static void what_is_sound_is_compiled_in_spite_of_faults(void **state)
{
    small *s = *state;
    file bad = { "packs/en/acts", "ATACK hit\nMEET v: meet\n" };
    dm_error err;

    write_file(s->folder, &bad);
    assert_int_equal(compile(s, &s->container, &err), DM_ERR_PACK);
    assert_int_equal(dmi_packs_open(s->container.p, s->container.bytes, &s->packs, &err), DM_OK);
}

static void missing_folders_are_named(void **state)
{
    dmi_buf out = { 0 };
    dm_error err;

    (void)state;
    assert_int_equal(dmi_packs_compile("/nonexistent", "/nonexistent", &out, NULL, NULL, &err), DM_ERR_IO);
    assert_string_equal(err.message, "/nonexistent: no such folder");
    assert_int_equal(dmi_packs_compile("/tmp", "/nonexistent", &out, NULL, NULL, NULL), DM_ERR_IO);
    dmi_buf_free(&out);
}

/* ---- the container */

static void the_same_texts_give_the_same_bytes(void **state)
{
    small *s = *state;
    dmi_buf again = { 0 };

    assert_int_equal(compile(s, &again, NULL), DM_OK);
    assert_int_equal(again.bytes, s->container.bytes);
    assert_memory_equal(again.p, s->container.p, again.bytes);
    dmi_buf_free(&again);
}

static void another_text_gives_another_hash(void **state)
{
    small *s = *state;
    file changed = { "packs/en/time", "DAY_1 mon # no more than a note\n" };
    dmi_buf other = { 0 };
    dmi_packs *packs;

    write_file(s->folder, &changed);
    assert_int_equal(compile(s, &other, NULL), DM_OK);
    assert_int_equal(dmi_packs_open(other.p, other.bytes, &packs, NULL), DM_OK);
    assert_int_equal(strlen(dmi_packs_hash(packs)), 16);
    assert_string_not_equal(dmi_packs_hash(packs), dmi_packs_hash(s->packs));
    dmi_packs_destroy(packs);
    dmi_buf_free(&other);
}

static void foreign_bytes_are_refused(void **state)
{
    small *s = *state;
    dmi_head *head = (dmi_head *)s->container.p;
    dmi_packs *packs;
    dm_error err;

    assert_int_equal(dmi_packs_open("DRAGOMAN", 8, &packs, &err), DM_ERR_PACK);
    assert_null(packs);
    assert_int_equal(dmi_packs_open(NULL, 0, &packs, &err), DM_ERR_PACK);
    assert_int_equal(dmi_packs_open(s->container.p, s->container.bytes - 8, &packs, &err), DM_ERR_PACK);
    head->format++;
    assert_int_equal(dmi_packs_open(s->container.p, s->container.bytes, &packs, &err), DM_ERR_PACK);
    assert_non_null(strstr(err.message, "compile them again"));
    head->format--;
    head->order = 0x04030201;
    assert_int_equal(dmi_packs_open(s->container.p, s->container.bytes, &packs, &err), DM_ERR_PACK);
    head->order = DMI_CONTAINER_ORDER;
}

static dmi_units units_of(small *s, const dmi_lang *lang, dm_str text)
{
    return dmi_lang_units(&s->arena, lang, dmi_tokenize(&s->arena, text, 0, (uint32_t)text.bytes, dmi_lang_fold_flags(lang)));
}

/* Every byte made something else: either it is refused, or reading with it stays inside. */
static void a_damaged_container_does_no_harm(void **state)
{
    small *s = *state;
    dm_str text = DMI_STR("China's foreign minister will call the talks off & meet with Lavrov's US-China troops");

    for (size_t at = 0; at < s->container.bytes; at += at < sizeof(dmi_head) ? 1 : 13) {
        char was = s->container.p[at];
        dmi_packs *packs;
        s->container.p[at] = (char)(was ^ (at % 3 == 0 ? 0xFF : at % 3 == 1 ? 0x80 : 0x01));
        if (dmi_packs_open(s->container.p, s->container.bytes, &packs, NULL) == DM_OK) {
            for (size_t i = 0; i < dmi_packs_lang_count(packs); i++)
                units_of(s, dmi_packs_lang_at(packs, i), text);
            dmi_packs_destroy(packs);
        }
        s->container.p[at] = was;
        dmi_arena_reset(&s->arena);
    }
}

static void names_are_found(void **state)
{
    small *s = *state;
    uint16_t meet = dmi_packs_concept(s->packs, DMI_STR("MEET")), minister = dmi_packs_concept(s->packs, DMI_STR("MINISTER"));
    uint16_t russia = dmi_packs_state(s->packs, DMI_STR("RUS"));

    assert_true(dmi_is(dmi_packs_concept_at(s->packs, meet)->name, "MEET"));
    assert_int_equal(dmi_packs_concept_at(s->packs, meet)->class_, DMI_CLASS_ACT);
    assert_true(dmi_is(dmi_packs_concept_at(s->packs, minister)->sector, "GOV"));
    assert_int_equal(dmi_packs_concept(s->packs, DMI_STR("NOPE")), DMI_NONE);
    assert_int_not_equal(dmi_packs_concept(s->packs, DMI_STR("HMONTH_12")), DMI_NONE);
    for (uint16_t i = 0; i < dmi_packs_concept_count(s->packs); i++)
        assert_int_equal(dmi_packs_concept(s->packs, dmi_packs_concept_at(s->packs, i)->name), i);
    assert_int_equal(dmi_packs_state_count(s->packs), 3);
    assert_string_equal(dmi_packs_state_at(s->packs, russia)->code, "RUS");
    assert_int_equal(dmi_packs_state_at(s->packs, russia)->number, 643);
    assert_int_equal(dmi_packs_state(s->packs, DMI_STR("XXX")), DMI_NONE);
    assert_true(dmi_is(dmi_packs_ontology(s->packs, "rules"), "meet: MEET\n"));
    assert_int_equal(dmi_packs_ontology(s->packs, "concepts").bytes, 0);
}

static void entities_and_offices_are_kept(void **state)
{
    small *s = *state;
    const dmi_entity *nato = dmi_packs_entity_at(s->packs, 0), *hamas = dmi_packs_entity_at(s->packs, 1), *lavrov = dmi_packs_entity_at(s->packs, 2);
    const dmi_office *first, *second;

    assert_int_equal(dmi_packs_entity_count(s->packs), 3);
    assert_true(dmi_is(nato->key, "NATO") && dmi_is(nato->code, "NAT") && dmi_is(nato->org_kind, "IGO") && nato->kind == DMI_ENTITY_ORG);
    assert_true(dmi_is(nato->name, "NATO"));
    assert_true(hamas->kind == DMI_ENTITY_GROUP && hamas->state == DMI_NONE && dmi_is(hamas->code, "REB"));
    assert_true(lavrov->kind == DMI_ENTITY_PERSON && dmi_is(lavrov->name, "Sergei Lavrov"));
    assert_int_equal(lavrov->office_count, 2);
    first = dmi_packs_office_at(s->packs, lavrov->office_start);
    second = first + 1;
    assert_int_equal(first->state, dmi_packs_state(s->packs, DMI_STR("RUS")));
    assert_int_equal(first->from, 20040309);
    assert_int_equal(first->to, 99991231);
    assert_int_equal(second->state, DMI_NONE);
    assert_int_equal(second->org, 0);
    assert_int_equal(second->from, 19990101);
    assert_int_equal(second->to, 20000501);
}

static void languages_are_found_by_code(void **state)
{
    small *s = *state;
    static const char *const codes[] = { "ar", "en", "id" };

    assert_int_equal(dmi_packs_lang_count(s->packs), 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(dmi_lang_code(dmi_packs_lang_at(s->packs, i)), codes[i]);
    assert_string_equal(dmi_lang_code(dmi_packs_lang(s->packs, DMI_STR("id-ID"))), "id");
    assert_string_equal(dmi_lang_code(dmi_packs_lang(s->packs, DMI_STR("EN_GB"))), "en");
    assert_null(dmi_packs_lang(s->packs, DMI_STR("fr")));
    assert_null(dmi_packs_lang(s->packs, DMI_STR("idx")));
    assert_null(dmi_packs_lang(s->packs, DMI_STR("")));
}

static void a_language_knows_its_parameters_and_lists(void **state)
{
    small *s = *state;
    const dmi_lang *en = dmi_packs_lang(s->packs, DMI_STR("en")), *ar = dmi_packs_lang(s->packs, DMI_STR("ar"));
    const dmi_params *params = dmi_lang_params(en);
    dm_pack_info info = dmi_lang_info(en);

    assert_int_equal(params->order, DMI_ORDER_SVO);
    assert_int_equal(params->passive_by, dmi_packs_concept(s->packs, DMI_STR("BY")));
    assert_int_equal(params->postposition, DMI_NONE);
    assert_int_equal(dmi_lang_params(ar)->order, DMI_ORDER_VSO);
    assert_true(dmi_lang_params(ar)->names_quotes);
    assert_int_equal(dmi_lang_chrome_count(en), 4);
    assert_int_equal(dmi_lang_chrome_at(en, 0).kind, DMI_CHROME_LINE);
    assert_true(dmi_is(dmi_lang_chrome_at(en, 0).phrase, "share this article"));
    assert_true(dmi_is(dmi_lang_chrome_at(en, 2).phrase, "baca juga"));
    assert_true(dmi_is(dmi_lang_chrome_at(en, 3).phrase, "comments"));
    assert_true(dmi_lang_is_abbreviation(en, DMI_STR("dr")) && dmi_lang_is_abbreviation(en, DMI_STR("pol")) &&
                dmi_lang_is_abbreviation(en, DMI_STR("u.s")));
    assert_false(dmi_lang_is_abbreviation(en, DMI_STR("meet")) || dmi_lang_is_abbreviation(en, DMI_STR("")));
    assert_string_equal(info.lang, "en");
    assert_int_equal(info.countries, 2);
    assert_int_equal(info.chrome, 4);
    assert_true(info.entries > 20 && info.forms > info.entries);
}

/* ---- units */

/* Units as "words=CONCEPT,CONCEPT", joined by bars; "+" before a definite one, "~" before a clitic, features of the first sense behind ":". */
static dm_str units_as_text(small *s, const dmi_lang *lang, dm_str text)
{
    dmi_units units = units_of(s, lang, text);
    dm_str out = { "", 0 };

    for (uint32_t i = 0; i < units.count; i++) {
        const dmi_unit *u = &units.at[i];
        out = dmi_format(&s->arena, "%.*s%s%s%s%.*s", (int)out.bytes, out.p, i == 0 ? "" : "|", u->definite ? "+" : "", u->clitic ? "~" : "",
                         (int)(u->end_byte - u->start_byte), text.p + u->start_byte);
        for (uint32_t k = 0; k < u->sense_count; k++) {
            const dmi_sense *sense = &u->senses[k];
            dm_str name = sense->kind == DMI_SENSE_CONCEPT ? dmi_packs_concept_at(s->packs, sense->id)->name
                          : sense->kind == DMI_SENSE_ENTITY ? dmi_packs_entity_at(s->packs, sense->id)->key
                                                            : dmi_str(dmi_packs_state_at(s->packs, sense->id)->code);
            out = dmi_format(&s->arena, "%.*s%s%.*s", (int)out.bytes, out.p, k == 0 ? "=" : ",", (int)name.bytes, name.p);
        }
    }
    return out;
}

static const struct { const char *lang, *text, *units; } unit_rows[] = {
    { "en", "", "" },
    { "en", "They met China.", "They|met=MEET|China=CHN|." },
    { "en", "MEETS WITH the Chinese", "MEETS WITH=MEET|the|Chinese=CHN" },
    { "en", "an attack", "an|attack=ATTACK,ATTACK" },
    { "en", "heart attack attacks", "heart attack=NONE|attacks=ATTACK,ATTACK" },
    { "en", "heart of", "heart|of" },
    { "en", "hold talks, hold", "hold talks=MEET|,|hold" },
    { "en", "called the trade war off now", "called=CANCEL|the|trade war=SANCTION|now" },
    { "en", "called off", "called off=CANCEL" },
    { "en", "called one two three four off", "called=CANCEL|one|two|three|four" },
    { "en", "called one two three four five off", "called=CANCEL|one|two|three|four|five|off=SUCH" },
    { "en", "called one, two off", "called=CANCEL|one|,|two|off=SUCH" },
    { "en", "called one\ntwo off", "called=CANCEL|one|two|off=SUCH" },
    { "en", "foreign\nminister", "foreign|minister=MINISTER" },
    { "en", "China's foreign minister's & NATO", "China=CHN|~'s=POSS,BE|foreign minister=MINISTER|~'s=POSS,BE|&=AND|NATO=NATO" },
    { "en", "Kuleba\u2019s he\u2019ll", "Kuleba|~\u2019s=POSS,BE|he|~\u2019ll=WILL" },
    { "en", "the U.S.'s", "the|U.S.|~'s=POSS,BE" },
    { "en", "the ministers' talks 'attack' them", "the|ministers=MINISTER|~'=POSS|talks|'|attack=ATTACK,ATTACK|'|them" },
    { "en", "\u2018met Lavrov\u2019 yes", "\u2018|met=MEET|Lavrov=LAVROV|\u2019|yes" },
    { "en", "China-Singapore hit-list Jean-Claude", "China=CHN|-|Singapore=SGP,SGP|hit=ATTACK|-|list|Jean-Claude" },
    { "en", "prime-minister anti-Chinese's", "prime-minister=MINISTER|anti|-|Chinese=CHN|~'s=POSS,BE" },
    { "en", "it IT It, Nato NATO nato prc Prc", "it=SUCH|IT=CHN|It=SUCH|,|Nato=NATO|NATO=NATO|nato|prc|Prc=CHN" },
    { "en", "MEET IT NOW IT\nIT", "MEET=MEET|IT=CHN,SUCH|NOW|IT=CHN|IT=CHN" },
    { "en", "and/or", "and/or=AND" },
    { "en", "Sergei Lavrov of the North Atlantic Treaty Organization in Mons, Evere", "Sergei Lavrov=LAVROV|of|the|North Atlantic Treaty Organization=NATO|in|Mons=NATO|,|Evere=NATO" },
    { "en", "on Tuesday, Sep. 3", "on|Tuesday=DAY_2|,|Sep=MONTH_9|.|3" },
    { "en", "march, mon, sun", "march=MONTH_3|,|mon=DAY_1|,|sun=DAY_7" },
    { "ar", "والصين وللصين بالصين", "~و=AND|الصين=CHN|~و=AND|~لل=TO|صين=CHN|~ب=WITH|الصين=CHN" },
    { "ar", "هاجم الوزير الصينيّ وهجومه", "هاجم=ATTACK|+الوزير=MINISTER|+الصينيّ=CHN|~و=AND|هجوم=ATTACK|~ه=POSS_PRON" },
    { "ar", "ليهاجم لهجوم هاجمه زيارته", "~ل=INF|يهاجم=ATTACK|~ل=TO|هجوم=ATTACK|هاجم=ATTACK|~ه=PRON_3S|زيارت=ATTACK|~ه=POSS_PRON" },
    { "ar", "هجومة وزيرة هجومه", "هجومة|وزيرة|هجوم=ATTACK|~ه=POSS_PRON" },
    { "ar", "اللقاء الثنائي", "+اللقاء الثنائي=MEET" },
    { "ar", "لقاء الثنائي ولقاء ثنائي", "+لقاء الثنائي=MEET|~و=AND|لقاء ثنائي=MEET" },
    { "ar", "وولد ولد الولد", "وولد|ولد|الولد" },
    { "ar", "وزير خارجيتها", "وزير=MINISTER|خارجيتها" },
    { "id", "Menteri-menteri menyerangnya, menterinyalah", "Menteri-menteri=MINISTER|menyerang=ATTACK|~nya=PRON_3S|,|menteri=MINISTER|~nya=POSS_PRON|~lah=SUCH" },
    { "id", "menteri luar negerinya diserang", "menteri luar negeri=MINISTER|~nya=POSS_PRON|diserang=ATTACK" },
    { "id", "menteri-menterinya Kenya-nya", "menteri-menteri=MINISTER|~nya=POSS_PRON|Kenya-nya" },
    { "id", "Pakta Atlantik Utara, NATO", "Pakta Atlantik Utara=NATO|,|NATO=NATO" },
};

static void the_lexicon_reads_units(void **state)
{
    small *s = *state;

    for (size_t i = 0; i < sizeof unit_rows / sizeof *unit_rows; i++) {
        dm_str got = units_as_text(s, dmi_packs_lang(s->packs, dmi_str(unit_rows[i].lang)), dmi_str(unit_rows[i].text));
        if (!dmi_is(got, unit_rows[i].units))
            fail_msg("of '%s':\nwanted '%s'\n   got '%.*s'", unit_rows[i].text, unit_rows[i].units, (int)got.bytes, got.p);
    }
}

static uint32_t features_of(small *s, const char *code, const char *text, uint32_t sense)
{
    dmi_units units = units_of(s, dmi_packs_lang(s->packs, dmi_str(code)), dmi_str(text));

    assert_true(units.count > 0 && sense < units.at[0].sense_count);
    return units.at[0].senses[sense].features;
}

static void senses_carry_the_features_of_their_cells(void **state)
{
    small *s = *state;
    dmi_units units;

    assert_int_equal(features_of(s, "en", "met", 0), DMI_F_V | DMI_F_PAST | DMI_F_PPART);
    assert_int_equal(features_of(s, "en", "attacks", 0), DMI_F_N | DMI_F_PL);
    assert_int_equal(features_of(s, "en", "attacks", 1), DMI_F_V | DMI_F_PRES);
    assert_int_equal(features_of(s, "en", "hit", 0), DMI_F_V | DMI_F_PRES | DMI_F_INF | DMI_F_WEAK);
    assert_int_equal(features_of(s, "id", "diserang", 0), DMI_F_V | DMI_F_PASS);
    assert_int_equal(features_of(s, "en", "Beijing", 0), DMI_F_CAPITAL);
    assert_int_equal(features_of(s, "en", "Singapore", 0), DMI_F_NAME);
    assert_int_equal(features_of(s, "en", "Singapore", 1), DMI_F_CAPITAL);
    assert_int_equal(features_of(s, "en", "Zhongnanhai", 0), DMI_F_SEAT);
    assert_int_equal(features_of(s, "en", "Mons", 0), DMI_F_SEAT);
    units = units_of(s, dmi_packs_lang(s->packs, DMI_STR("en")), DMI_STR("prime ministers met Chinese"));
    assert_int_equal(units.at[0].senses[0].head, 1);
    assert_int_equal(units.at[1].senses[0].object_prep, dmi_packs_concept(s->packs, DMI_STR("WITH")));
    assert_string_equal(dmi_lang_file_name(dmi_packs_lang(s->packs, DMI_STR("en")), units.at[1].senses[0].file), "acts");
    assert_int_equal(units.at[1].senses[0].line, 1);
}

static void pieces_of_a_word_know_their_own_looks(void **state)
{
    small *s = *state;
    dmi_units units = units_of(s, dmi_packs_lang(s->packs, DMI_STR("en")), DMI_STR("pro-China Lavrov's"));

    assert_int_equal(units.count, 5);
    assert_int_equal(units.at[0].flags, DMI_TOK_SPACE | DMI_TOK_LINE);
    assert_int_equal(units.at[1].kind, DMI_MARK);
    assert_int_equal(units.at[1].mark, '-');
    assert_int_equal(units.at[2].flags, DMI_TOK_CAPITAL);
    assert_int_equal(units.at[3].flags, DMI_TOK_CAPITAL | DMI_TOK_SPACE);
    assert_int_equal(units.at[4].flags, 0);
    assert_int_equal(units.at[2].token_start, 0);
    assert_int_equal(units.at[4].token_start, 1);
    assert_int_equal(units.at[4].token_end, 2);
}

static void units_lie_in_order_inside_any_text(void **state)
{
    static const char *const bits[] = { "call ", "off ", "meet", " with ", "-", "'s", "'", " ", "China", "\n", "وال", "هجوم", "ه ", "\u200C", "\u064F", "nya", "menteri", ", ", "\u2019s", "U.S." };
    small *s = *state;
    uint32_t seed = 7;

    for (int round = 0; round < 3000; round++) {
        dm_str text = { "", 0 };
        const dmi_lang *lang = dmi_packs_lang_at(s->packs, (size_t)round % 3);
        dmi_units units;
        uint32_t last = 0;
        for (int k = 0; k < 12; k++) {
            seed = seed * 1664525 + 1013904223;
            text = dmi_format(&s->arena, "%.*s%s", (int)text.bytes, text.p, bits[(seed >> 16) % (sizeof bits / sizeof *bits)]);
        }
        units = units_of(s, lang, text);
        for (uint32_t i = 0; i < units.count; i++) {
            if (units.at[i].start_byte < last || units.at[i].end_byte <= units.at[i].start_byte || units.at[i].end_byte > text.bytes)
                fail_msg("unit %u of '%.*s' lies at %u-%u", i, (int)text.bytes, text.p, units.at[i].start_byte, units.at[i].end_byte);
            assert_true(units.at[i].token_start < units.at[i].token_end);
            last = units.at[i].end_byte;
        }
        dmi_arena_reset(&s->arena);
    }
}

static void a_megabyte_of_anything_is_quick(void **state)
{
    static const char *const pieces[] = { "call ", "a-China-", "'", "'s ", "a", "China", "و", "وال", "menteri-", "nya", "call a ", "lah ", "-", "و ", "China-" };
    enum { BYTES = 1000000, SECONDS_MAX = 10 };
    small *s = *state;

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t piece_bytes = strlen(pieces[i]), bytes = BYTES / piece_bytes * piece_bytes;
        char *raw = malloc(bytes);
        clock_t start = clock();
        for (size_t at = 0; at < bytes; at += piece_bytes)
            memcpy(raw + at, pieces[i], piece_bytes);
        for (size_t l = 0; l < dmi_packs_lang_count(s->packs); l++) {
            units_of(s, dmi_packs_lang_at(s->packs, l), (dm_str){ raw, bytes });
            dmi_arena_reset(&s->arena);
        }
        if (clock() - start > SECONDS_MAX * CLOCKS_PER_SEC)
            fail_msg("a megabyte of '%s' takes too long", pieces[i]);
        free(raw);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_packs, drop)
#define TEST_FOLDER(name) cmocka_unit_test_setup_teardown(name, make_folder, drop)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST_FOLDER(templates_make_forms),
        TEST_FOLDER(an_endless_form_is_refused),
        TEST_FOLDER(faults_name_file_line_and_what),
        TEST_FOLDER(what_is_sound_is_compiled_in_spite_of_faults),
        cmocka_unit_test(missing_folders_are_named),
        TEST(the_same_texts_give_the_same_bytes),
        TEST(another_text_gives_another_hash),
        TEST(foreign_bytes_are_refused),
        TEST(a_damaged_container_does_no_harm),
        TEST(names_are_found),
        TEST(entities_and_offices_are_kept),
        TEST(languages_are_found_by_code),
        TEST(a_language_knows_its_parameters_and_lists),
        TEST(the_lexicon_reads_units),
        TEST(senses_carry_the_features_of_their_cells),
        TEST(pieces_of_a_word_know_their_own_looks),
        TEST(units_lie_in_order_inside_any_text),
        TEST(a_megabyte_of_anything_is_quick),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
