/* A document from its bytes to its events: places in the text, sameness, parts, ids, dates, languages, limits, and no memory. */
#include <sys/stat.h>
#include <unistd.h>

#include "event/parse.h"
#include "fixtures/coding.h"

#define DOC(words)                                                                                                               \
    {                                                                                                                            \
        .id = DMI_STR("t"), .lang = DMI_STR("xx"), .date = DMI_STR("2024-05-02"), .text = dmi_str(words)                         \
    }

/* ---- allocations that fail: the linker puts these in the place of the library's own calls */

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *p, size_t bytes);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *p, size_t bytes);

static struct {
    uint64_t calls, fail_at; /* 0: none fails */
    uint64_t bytes;
} heap;

static bool fails(size_t bytes)
{
    heap.bytes += bytes;
    return ++heap.calls == heap.fail_at;
}

void *__wrap_malloc(size_t bytes)
{
    return fails(bytes) ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes)
{
    return fails(count * bytes) ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *p, size_t bytes)
{
    return fails(bytes) ? NULL : __real_realloc(p, bytes);
}

/* ---- places in the text */

/* Where code point `cp` begins; a byte that is no UTF-8 counts as one. */
static size_t byte_of(dm_str text, uint32_t cp)
{
    size_t byte = 0;

    while (cp-- > 0 && byte < text.bytes)
        dmi_utf8_next(text, &byte);
    return byte;
}

static void assert_slice(dm_str text, dm_span span, dm_str words, const char *what)
{
    dm_str slice = dmi_sub(text, byte_of(text, span.start_cp), byte_of(text, span.end_cp));

    if (!dmi_same(slice, words))
        fail_msg("%s at [%u, %u) is '%.*s', not '%.*s' of: %.*s", what, span.start_cp, span.end_cp, (int)words.bytes, words.p,
                 (int)slice.bytes, slice.p, (int)(text.bytes < 300 ? text.bytes : 300), text.p);
}

static void assert_places(const dm_result *result, dm_str text)
{
    for (size_t i = 0; i < dm_result_event_count(result); i++) {
        const dm_event *e = dm_result_event_at(result, i);
        assert_slice(text, e->span, e->text, "the event");
        assert_slice(text, e->sentence_span, e->sentence, "the sentence");
        for (size_t k = 0; k < e->source_count; k++)
            assert_slice(text, e->source[k].span, e->source[k].text, "the source");
        for (size_t k = 0; k < e->target_count; k++)
            assert_slice(text, e->target[k].span, e->target[k].text, "the target");
    }
}

static void places_count_code_points_of_the_text_as_given(void **state)
{
    static const char *const before[] = {
        "",
        "   \r\n\r\n  ",
        "\xD8\xA7\xD9\x84\xD8\xB5\xD9\x8A\xD9\x86. ",                        /* Arabic */
        "\xF0\x9F\x98\x80\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9 ok. ", /* emoji, one of them joined */
        "e\xCC\x81 \xEF\xAC\x81 \xEF\xBC\xA1. ",                             /* a combining accent, a ligature, a wide letter */
        "a\xFF\xFE\xC3. ",                                                   /* bytes that are no UTF-8 */
        "\xED\xA0\x80\xF8\x88\x80\x80\x80 \xC0\xAF. ",                       /* a surrogate, five bytes, an overlong slash */
        "\xEF\xBB\xBF",                                                      /* a byte order mark */
        "\xE2\x80\x8F\xD9\x80\xC2\xAD. ",                                    /* marks nobody sees */
    };

    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        dmi_buf text = { 0 };
        dm_document document;
        dm_result *result;
        dmi_buf_addf(&text,
                     "%sYesterday \u201CChilean\u201D foreign minister Jos\xC3\xA9 P\xC3\xA9rez condemned the Peruvian army.",
                     before[i]);
        document = (dm_document)DOC(text.p);
        result = code(*state, &document, 1);
        if (dm_result_event_count(result) != 1)
            fail_msg("%zu events behind '%s'", dm_result_event_count(result), before[i]);
        assert_places(result, document.text);
        dm_result_destroy(result);
        dmi_buf_free(&text);
    }
}

static void places_are_right_far_into_the_text(void **state)
{
    for (uint32_t letters = 330; letters <= 2100;
         letters = letters < 350 || (letters > 505 && letters < 515) ? letters + 1 : letters + 155) {
        dmi_buf text = { 0 };
        dm_document document;
        dm_result *result;
        for (uint32_t i = 0; i < letters; i++)
            dmi_buf_add_text(&text, i % 60 == 59 ? ". \xE4\xB8\xAD" : "\xC3\xA9");
        dmi_buf_add_text(&text, ". Chile condemned Peru in Lima. China met Russia.");
        document = (dm_document)DOC(text.p);
        result = code(*state, &document, 1);
        if (dm_result_event_count(result) != 2)
            fail_msg("%zu events behind %u letters", dm_result_event_count(result), letters);
        assert_places(result, document.text);
        dm_result_destroy(result);
        dmi_buf_free(&text);
    }
}

static void bytes_that_are_no_utf8_are_counted(void **state)
{
    dm_document document = DOC("\xC3\xA9\xC3\xA9\xC3\xA9 \xFF. Chile condemned Peru.");
    dm_result *result = code(*state, &document, 1);

    assert_int_equal(dm_result_cleaned(result).bad_bytes, 1);
    assert_int_equal(dm_result_event_count(result), 1);
    assert_int_equal(dm_result_event_at(result, 0)->source[0].span.start_cp, 7);
    assert_int_equal(dm_result_event_at(result, 0)->source[0].span.end_cp, 12);
    dm_result_destroy(result);
}

/* ---- sameness */

static const char *const report =
    "Chilean president Juan Perez met the Peruvian president in Lima on Monday. Perez said Chile would not attack Peru.\n\n"
    "\xE2\x80\x9CWe condemn Russia,\xE2\x80\x9D said the Peruvian foreign minister. Peru expelled Russian envoys and asked the United Nations to send food. "
    "The two countries signed a treaty. If Russia attacks Peru, China will meet Chile next week. Police arrested journalists in Cusco.\n";

static void print_result(dm_result *result, dmi_buf *out)
{
    for (size_t i = 0; i < dm_result_event_count(result); i++) {
        dmi_buf_add_str(out, dm_result_event_json(result, i));
        dmi_buf_add_str(out, dm_result_event_csv(result, i));
    }
    dmi_buf_add_str(out, dm_result_document_json(result));
    dmi_buf_add_str(out, dm_result_explain_text(result));
}

static void code_and_print(dm_coder *coder, const char *text, dmi_buf *out)
{
    dm_code_opts opts = DM_CODE_OPTS_INIT;
    dm_document document = DOC(text);
    dm_result *result = NULL;

    opts.explain = true;
    assert_int_equal(dm_code(coder, &document, 1, &opts, &result, NULL), DM_OK);
    out->bytes = 0;
    print_result(result, out);
    dm_result_destroy(result);
}

static void two_runs_and_two_coders_give_the_same_bytes(void **state)
{
    const fixture *f = *state;
    dm_coder *one = NULL, *other = NULL;
    dmi_buf first = { 0 }, again = { 0 };

    assert_int_equal(dm_coder_create(f->engine, &one, NULL), DM_OK);
    assert_int_equal(dm_coder_create(f->engine, &other, NULL), DM_OK);
    code_and_print(one, report, &first);
    assert_true(first.bytes > 2000);
    code_and_print(one, report, &again);
    assert_string_equal(again.p, first.p);
    /* An open quote must not leak into the next document. */
    code_and_print(other, "China attacked Russia. \xE2\x80\x9CThe president of China said", &again);
    code_and_print(other, "", &again);
    code_and_print(other, report, &again);
    assert_string_equal(again.p, first.p);
    dm_coder_destroy(one);
    dm_coder_destroy(other);
    dmi_buf_free(&first);
    dmi_buf_free(&again);
}

static void two_engines_give_the_same_bytes(void **state)
{
    const fixture *f = *state;
    dm_engine *engine = NULL;
    dm_coder *one = NULL, *other = NULL;
    dmi_buf first = { 0 }, again = { 0 };

    assert_int_equal(dm_engine_open(FIXTURE_PACKS, FIXTURE_ONTOLOGY, &engine, NULL), DM_OK);
    assert_string_equal(dm_engine_hash(engine), dm_engine_hash(f->engine));
    assert_int_equal(dm_coder_create(f->engine, &one, NULL), DM_OK);
    assert_int_equal(dm_coder_create(engine, &other, NULL), DM_OK);
    code_and_print(one, report, &first);
    code_and_print(other, report, &again);
    assert_string_equal(again.p, first.p);
    dm_coder_destroy(one);
    dm_coder_destroy(other);
    dm_engine_destroy(engine);
    dmi_buf_free(&first);
    dmi_buf_free(&again);
}

static void print_all(const dm_result *result, dmi_buf *out)
{
    dmi_buf_add_text(out, "");
    for (size_t i = 0; i < dm_result_event_count(result); i++) {
        dmi_buf_add_text(out, i == 0 ? "" : "; ");
        print_event(dm_result_event_at(result, i), out);
    }
}

/* ---- parts */

static void names_are_carried_from_part_to_part(void **state)
{
    dm_document parts[] = { DOC("Chilean president Juan Perez left."), DOC("Perez condemned Peru."), DOC(""),
                            DOC("He met the Chinese president.") };
    dm_result *result;
    dmi_buf out = { 0 };

    parts[0].id = DMI_STR("t#1");
    parts[1].id = DMI_STR("t#2");
    parts[2].id = DMI_STR("t#3");
    parts[3].id = DMI_STR("t#4");
    result = code(*state, parts, 4);
    print_all(result, &out);
    assert_string_equal(out.p, "ACCUSE CHL->PER actual; CONSULT CHL+CHN->CHL+CHN actual");
    assert_true(dmi_is(dm_result_event_at(result, 0)->doc_id, "t#2"));
    assert_true(dmi_is(dm_result_event_at(result, 1)->doc_id, "t#4"));
    assert_slice(parts[1].text, dm_result_event_at(result, 0)->span, DMI_STR("condemned"), "the event");
    assert_slice(parts[3].text, dm_result_event_at(result, 1)->sentence_span, DMI_STR("He met the Chinese president."),
                 "the sentence");
    dmi_buf_free(&out);
    dm_result_destroy(result);
}

static void the_commonest_country_is_of_all_parts(void **state)
{
    dm_document parts[] = { DOC("The army attacked rebels."), DOC("Peru left. Peru and Chile agreed.") };
    dm_result *result = code(*state, parts, 2);
    dmi_buf out = { 0 };

    print_all(result, &out);
    assert_string_equal(out.p, "ASSAULT PER->PER actual; AGREE PER+CHL->PER+CHL actual");
    dmi_buf_free(&out);
    dm_result_destroy(result);
}

/* ---- ids */

static void ids_are_of_the_content(void **state)
{
    static const struct {
        const char *id, *text;
    } rows[] = {
        { "t", "Chile condemned Peru." },
        { "u", "Chile condemned Peru." },
        { "t", "Chile condemned China." },
        { "t", "Chile praised Peru." },
        { "t", " Chile condemned Peru." },
        { "t", "Chile did not condemn Peru." },
        { "t", "Chilean soldiers condemned Peru." },
    };
    enum { COUNT = sizeof rows / sizeof *rows };
    char ids[COUNT][17];

    for (size_t i = 0; i < COUNT; i++) {
        dm_document document = DOC(rows[i].text);
        dm_result *result;
        document.id = dmi_str(rows[i].id);
        result = code(*state, &document, 1);
        assert_int_equal(dm_result_event_count(result), 1);
        assert_int_equal(dm_result_event_at(result, 0)->event_id.bytes, 16);
        memcpy(ids[i], dm_result_event_at(result, 0)->event_id.p, 17);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(ids[i], ids[k]);
        dm_result_destroy(result);
    }
    /* The same on every machine and in every version: a change breaks what users have stored. */
    assert_string_equal(ids[0], "95f4c1a9b78d6163");
}

/* ---- the same act told twice */

static void an_act_told_twice_is_one_event(void **state)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {
        { "Chile condemned Peru on Monday.\n\nChile condemned Peru.\n", "2024-04-29 x2" },
        { "Chile condemned Peru.\n\nChile criticised Peru on Monday.\n", "2024-04-29 x2" },
        { "Chile condemned Peru on Monday. Chile condemned Peru on Tuesday.", "2024-04-29 x1, 2024-04-30 x1" },
        { "Chile condemned Peru. Chile did not condemn Peru.", "2024-05-02 x1, 2024-05-02 x1" },
        { "Chile condemned Peru. Peru condemned Chile.", "2024-05-02 x1, 2024-05-02 x1" },
        { "Chile condemned Peru. Chile condemned Peru. Chilean officials condemned Peru.", "2024-05-02 x3" },
        { "Chile condemned Peru. Chile attacked Peru. Chile condemned Peru.", "2024-05-02 x2, 2024-05-02 x1" },
        { "Chile visited Peru. Chile phoned Peru.", "2024-05-02 x1, 2024-05-02 x1" },
    };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dm_document document = DOC(rows[i].text);
        dm_result *result = code(*state, &document, 1);
        dmi_buf found = { 0 };
        for (size_t k = 0; k < dm_result_event_count(result); k++) {
            const dm_event *e = dm_result_event_at(result, k);
            dmi_buf_addf(&found, "%s%.*s x%u", k == 0 ? "" : ", ", (int)e->date.bytes, e->date.p, e->reports);
        }
        if (!dmi_is((dm_str){ found.p, found.bytes }, rows[i].expected)) {
            wrong++;
            print_error("%s\n  expected: %s\n  found:    %s\n", rows[i].text, rows[i].expected, found.p);
        }
        dmi_buf_free(&found);
        dm_result_destroy(result);
    }
    assert_int_equal(wrong, 0);
}

static void an_act_of_two_parts_is_two_events(void **state)
{
    dm_document parts[] = { DOC("Chile condemned Peru."), DOC("Chile condemned Peru.") };
    dm_result *result = code(*state, parts, 2);

    assert_int_equal(dm_result_event_count(result), 2);
    dm_result_destroy(result);
}

/* ---- dates */

static void an_event_is_dated_by_its_words_its_lead_or_the_publication(void **state)
{
    static const struct {
        const char *date, *text, *expected;
    } rows[] = {
        { "2024-05-02", "Chile condemned Peru on Monday.", "ACCUSE 2024-04-29 day 'Monday'" },
        { "2024-05-02", "Chile condemned Peru yesterday.", "ACCUSE 2024-05-01 day 'yesterday'" },
        { "2024-05-02", "Chile condemned Peru on 3 April 2024.", "ACCUSE 2024-04-03 day '3 April 2024'" },
        { "2024-05-02", "Chile condemned Peru.", "ACCUSE 2024-05-02 day ''" },
        { "2024-05-02T10:00:00Z", "Chile condemned Peru.", "ACCUSE 2024-05-02 day ''" },
        { "", "Chile condemned Peru.", "ACCUSE  none ''" },
        { "no day", "Chile condemned Peru.", "ACCUSE  none ''" },
        { "", "Chile condemned Peru on 3 April 2024.", "ACCUSE 2024-04-03 day '3 April 2024'" },
        { "2024-05-02", "Chile met Peru on Tuesday. Chile condemned China.",
          "CONSULT 2024-04-30 day 'Tuesday', ACCUSE 2024-04-30 day ''" },
        { "2024-05-02", "Chile met Peru in July 2001. Chile condemned China.",
          "CONSULT 2001-07-01 month 'July 2001', ACCUSE 2024-05-02 day ''" },
        { "2024-05-02", "Chile met Peru on 4 July 2001. Chile condemned China.",
          "CONSULT 2001-07-04 day '4 July 2001', ACCUSE 2024-05-02 day ''" },
        { "2024-05-02", "Chile condemned Peru in April 2024.", "ACCUSE 2024-04-01 month 'April 2024'" },
        { "2024-05-02", "Chile will meet Peru.", "CONSULT  none ''" },
        { "2024-05-02", "Chile will meet Peru tomorrow.", "CONSULT 2024-05-03 day 'tomorrow'" },
        { "", "Russian foreign minister Igor Volkov met Chile on Monday (3 June). Volkov condemned Peru.",
          "CONSULT 2019-06-03 day 'Monday (3 June)', ACCUSE 2019-06-03 day ''" },
        { "", "Chile condemned Peru on Monday (3 June).", "ACCUSE  none ''" },
    };
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dm_document document = DOC(rows[i].text);
        dm_result *result;
        dmi_buf found = { 0 };
        document.date = dmi_str(rows[i].date);
        result = code(*state, &document, 1);
        for (size_t k = 0; k < dm_result_event_count(result); k++) {
            const dm_event *e = dm_result_event_at(result, k);
            dmi_buf_addf(&found, "%s%.*s %.*s %.*s '%.*s'", k == 0 ? "" : ", ", (int)e->type.bytes, e->type.p, (int)e->date.bytes,
                         e->date.p, (int)e->date_precision.bytes, e->date_precision.p, (int)e->date_text.bytes, e->date_text.p);
        }
        if (!dmi_is((dm_str){ found.p, found.bytes }, rows[i].expected)) {
            wrong++;
            print_error("%s: %s\n  expected: %s\n  found:    %s\n", rows[i].date, rows[i].text, rows[i].expected, found.p);
        }
        dmi_buf_free(&found);
        dm_result_destroy(result);
    }
    assert_int_equal(wrong, 0);
}

/* ---- places, contexts and other fields */

static void a_record_has_all_its_fields(void **state)
{
    dm_document document = DOC("The Chilean president met Russian foreign minister Pavel Orlov in Lima on Monday.");
    dm_result *result = code(*state, &document, 1);
    const dm_event *e;

    assert_int_equal(dm_result_event_count(result), 1);
    e = dm_result_event_at(result, 0);
    assert_true(dmi_is(e->type, "CONSULT") && dmi_is(e->mode, "meet") && dmi_is(e->cameo, "040") && dmi_is(e->rule, "meet"));
    assert_true(dmi_is(e->status, "actual") && dmi_is(e->lang, "xx") && dmi_is(e->doc_id, "t"));
    assert_true(e->quad == 1 && e->goldstein > 0.99 && e->goldstein < 1.01 && e->confidence > 0 && e->confidence <= 1);
    assert_true(e->place.known && !e->place.located && dmi_is(e->place.name, "Lima") && dmi_is(e->place.country, "PER"));
    assert_int_equal(e->source_count, 2);
    assert_true(dmi_is(e->source[1].code, "RUSGOV") && dmi_is(e->source[1].name, "pavel orlov") &&
                dmi_is(e->source[1].sector, "GOV"));
    assert_int_equal(e->context_count, 1);
    assert_true(dmi_is(e->contexts[0], "executive"));
    dm_result_destroy(result);
}

/* ---- languages */

static dm_status try_code(const fixture *f, const dm_document *parts, size_t count, bool clean_only, dm_result **result,
                          dm_error *err)
{
    dm_code_opts opts = DM_CODE_OPTS_INIT;
    dm_coder *coder = NULL;
    dm_status status;

    opts.clean_only = clean_only;
    assert_int_equal(dm_coder_create(f->engine, &coder, NULL), DM_OK);
    status = dm_code(coder, parts, count, &opts, result, err);
    dm_coder_destroy(coder);
    return status;
}

static void a_language_without_a_pack_can_be_cleaned_but_not_coded(void **state)
{
    static const struct {
        const char *lang, *text, *message, *cleaned;
    } rows[] = {
        { "qq", "Chile condemned Peru.", "no pack for the language 'qq'", "qq" },
        { "", "Menteri luar negeri tiba di ibu kota pada Selasa karena ada perundingan.", "no pack for the language 'id'", "id" },
        { "", "1234 !!", "no pack for the language 'und'", "und" },
        { "", "", "no pack for the language 'und'", "und" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dm_document document = DOC(rows[i].text);
        dm_result *result = (dm_result *)&document; /* must become NULL */
        dm_error err = { 0 };
        document.lang = dmi_str(rows[i].lang);
        assert_int_equal(try_code(*state, &document, 1, false, &result, &err), DM_ERR_USAGE);
        assert_null(result);
        assert_string_equal(err.message, rows[i].message);
        assert_int_equal(try_code(*state, &document, 1, true, &result, &err), DM_OK);
        assert_true(dmi_is(dm_result_cleaned(result).lang, rows[i].cleaned));
        assert_false(dm_result_cleaned(result).supported);
        assert_true(dmi_same(dm_result_cleaned(result).text, document.text));
        dm_result_destroy(result);
    }
}

/* The pack xx under the name of a language that can be told from its letters. */
static void a_language_is_found_where_none_is_given(void **state)
{
    static const char *const files[] = { "params",  "paradigms", "acts", "things", "roles",
                                         "grammar", "countries", "time", "chrome", "abbreviations" };
    char folder[] = "/tmp/dragoman-code-XXXXXX", path[128], file[512];
    fixture english = { NULL };
    dm_document document = DOC("The foreign minister of Chile condemned the decision of the government of Peru on Monday.");
    dm_result *result = NULL;

    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/en", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(path, sizeof path, "%s/en/%s", folder, files[i]);
        snprintf(file, sizeof file, "%s/xx/%s", FIXTURE_PACKS, files[i]);
        assert_int_equal(symlink(file, path), 0);
    }
    snprintf(path, sizeof path, "%s/world", folder);
    assert_int_equal(symlink(FIXTURE_PACKS "/world", path), 0);
    assert_int_equal(dm_engine_open(folder, FIXTURE_ONTOLOGY, &english.engine, NULL), DM_OK);
    snprintf(file, sizeof file, "rm -r '%s'", folder);
    assert_int_equal(system(file), 0);
    document.lang = DMI_STR("");
    result = code(&english, &document, 1);
    assert_true(dmi_is(dm_result_cleaned(result).lang, "en"));
    assert_true(dm_result_cleaned(result).supported);
    assert_int_equal(dm_result_event_count(result), 1);
    assert_true(dmi_is(dm_result_event_at(result, 0)->lang, "en"));
    dm_result_destroy(result);
    dm_engine_destroy(english.engine);
}

/* ---- limits and odd input */

static void the_number_of_parts_and_bytes_is_bounded(void **state)
{
    static dm_document parts[10001];
    dm_document huge = DOC("x");
    dm_result *result = NULL;
    dm_error err = { 0 };

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        parts[i] = (dm_document)DOC("Chile left.");
    assert_int_equal(try_code(*state, parts, 0, false, &result, &err), DM_ERR_USAGE);
    assert_null(result);
    assert_int_equal(try_code(*state, parts, 10001, false, &result, &err), DM_ERR_LIMIT);
    assert_null(result);
    assert_int_equal(try_code(*state, parts, 10000, false, &result, &err), DM_OK);
    dm_result_destroy(result);
    huge.text.bytes = 256 * 1024 * 1024 + 1;
    assert_int_equal(try_code(*state, &huge, 1, false, &result, &err), DM_ERR_LIMIT);
    assert_null(result);
    assert_int_equal(err.code, DM_ERR_LIMIT);
}

static void empty_and_odd_texts_have_no_events(void **state)
{
    static const char *const texts[] = {
        "",   " ", "\n\n\n", "\xFF",  "\xEF\xBB\xBF", ".",  "...",       "\"",      "\xE2\x80\x9C\xE2\x80\x9C", "(((", "--", "'",
        "'s", "a", "1",      ", and", "of the",       "by", "said that", "\x01\x02"
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int lang = 0; lang < 3; lang++) {
            dm_document document = DOC(texts[i]);
            dm_result *result;
            document.lang = dmi_str(lang == 0 ? "xx" : lang == 1 ? "yy" : "zz");
            result = code(*state, &document, 1);
            assert_int_equal(dm_result_event_count(result), 0);
            dm_result_destroy(result);
        }
}

static void a_document_without_anything_has_no_events(void **state)
{
    dm_document nothing = { .lang = DMI_STR("xx") };
    dm_result *result = code(*state, &nothing, 1);

    assert_int_equal(dm_result_event_count(result), 0);
    dm_result_destroy(result);
}

/* ---- no memory: allocation n fails, for n = 1, 2, 3 ... until none does */

enum {
    PLAIN_STEP = 50
}; /* where each allocation is a malloc of its own there are too many to try them all: from 200 on a fiftieth more each time */

static uint64_t next_failure(uint64_t n)
{
    return n + 1 + (n > 200 ? n / PLAIN_STEP : 0);
}

/* Is what a failed call left behind as the header promises? */
static void assert_no_memory(dm_status status, const void *out, const dm_error *err, uint64_t n)
{
    if (status != DM_ERR_MEMORY || out != NULL || err->code != DM_ERR_MEMORY || err->message[0] == '\0')
        fail_msg("allocation %llu: %s, %s, '%s'", (unsigned long long)n, dm_status_name(status),
                 out == NULL ? "NULL" : "something", err->message);
}

static void an_engine_without_memory_is_not_opened(void **state)
{
    dm_engine *engine = NULL;
    uint64_t n = 1;

    (void)state;
    for (;; n = next_failure(n)) {
        dm_error err = { 0 };
        dm_status status;
        heap.calls = 0;
        heap.fail_at = n;
        status = dm_engine_open(FIXTURE_PACKS, FIXTURE_ONTOLOGY, &engine, &err);
        heap.fail_at = 0;
        if (status == DM_OK && heap.calls < n)
            break;
        assert_no_memory(status, engine, &err, n);
    }
    assert_true(n > 3);
    dm_engine_destroy(engine);
}

static void a_coder_without_memory_is_not_created(void **state)
{
    const fixture *f = *state;
    dm_coder *coder = NULL;
    dm_error err = { 0 };
    dm_status status;

    heap.calls = 0;
    heap.fail_at = 1;
    status = dm_coder_create(f->engine, &coder, &err);
    heap.fail_at = 0;
    assert_no_memory(status, coder, &err, 1);
}

/* ---- linear: the calls of the library's workhorses and the bytes taken are counted, not seconds */

static uint64_t steps;

#define COUNTED(type, name, parameters, arguments)                                                                               \
    type __real_##name parameters;                                                                                               \
    type __wrap_##name parameters;                                                                                               \
    type __wrap_##name parameters                                                                                                \
    {                                                                                                                            \
        steps++;                                                                                                                 \
        return __real_##name arguments;                                                                                          \
    }

COUNTED(uint32_t, dmi_utf8_next, (dm_str s, size_t *byte), (s, byte))
COUNTED(void *, dmi_alloc, (dmi_arena * arena, size_t bytes), (arena, bytes))
COUNTED(bool, dmi_same, (dm_str a, dm_str b), (a, b))
COUNTED(const dmi_concept *, dmi_packs_concept_at, (const dmi_packs *packs, uint16_t id), (packs, id))
COUNTED(bool, dmi_unit_is, (const dmi_parse *p, uint32_t unit, uint16_t concept), (p, unit, concept))
COUNTED(bool, dmi_phrase_has, (const dmi_parse *p, uint32_t phrase, const dmi_concepts *concepts, uint32_t *unit),
        (p, phrase, concepts, unit))
COUNTED(void, dmi_parties_of_phrase, (dmi_parse * p, uint32_t phrase, dmi_parties *out), (p, phrase, out))

/* Steps for a document of so many bytes of one piece again and again. */
static uint64_t steps_for(dm_coder *coder, const char *lang, const char *piece, size_t bytes)
{
    dm_document document = DOC("");
    dmi_buf text = { 0 };
    dm_result *result = NULL;

    while (text.bytes + strlen(piece) <= bytes)
        dmi_buf_add_text(&text, piece);
    document.text = (dm_str){ text.p, text.bytes };
    document.lang = dmi_str(lang);
    steps = 0;
    heap.bytes = 0;
    assert_int_equal(dm_code(coder, &document, 1, NULL, &result, NULL), DM_OK);
    dm_result_destroy(result);
    dmi_buf_free(&text);
    return steps + heap.bytes / 64;
}

static void assert_linear(dm_coder *coder, const char *lang, const char *piece, size_t bytes, unsigned times)
{
    uint64_t small, large;

    steps_for(coder, lang, piece, 1024); /* what is done once */
    small = steps_for(coder, lang, piece, bytes);
    large = steps_for(coder, lang, piece, bytes * times);
    if (large > small * times * 5 / 4 + 100000)
        fail_msg("'%s': %llu steps for %zu bytes, %llu for %u times as many", piece, (unsigned long long)small, bytes,
                 (unsigned long long)large, times);
}

static void text_of_any_kind_costs_what_its_length_asks(void **state)
{
    static const char *const pieces[] = {
        "'",
        "\u201CPeru \u201D ",
        "(",
        "- ",
        ". ",
        ".",
        ".)",
        "\n",
        "a",
        "Xa ",
        "\xF0\x9F\x98\x80",
        "\xFF",
        "1 ",
        "May 3 ",
        "Chile condemned Peru. ",
        "Chile condemned Peru, ",
        "Chile condemned Peru and ",
        "Chile condemned Peru.\n\n",
        "that ",
        "said that Chile ",
        "of the ",
        "China's ",
        "who attacked ",
        "to meet ",
        "Chile, ",
        "and ",
        "Former Chilean foreign minister Ab ",
        "Anna Petrova met Igor Karin. ",
    };
    const fixture *f = *state;
    dm_coder *coder = NULL;

    assert_int_equal(dm_coder_create(f->engine, &coder, NULL), DM_OK);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        assert_linear(coder, "xx", pieces[i], 16 * 1024, 8);
    dm_coder_destroy(coder);
}

static void other_word_orders_cost_no_more(void **state)
{
    static const struct {
        const char *lang, *piece;
    } rows[] = {
        { "yy", "adana alsin rusiya\n" },
        { "yy", "adana alsin rusiya " },
        { "yy", "wazir kharijiya " },
        { "yy", "walsin " },
        { "yy", "alwlb" },
        { "yy", "alladhi zara misr " },
        { "zz", "chin rusiye ra mahkum kard\n" },
        { "zz", "chin rusiye ra mahkum kard " },
        { "zz", "ke chin " },
        { "zz", "chin va " },
        { "zz", "ra " },
    };
    const fixture *f = *state;
    dm_coder *coder = NULL;

    assert_int_equal(dm_coder_create(f->engine, &coder, NULL), DM_OK);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_linear(coder, rows[i].lang, rows[i].piece, 16 * 1024, 8);
    dm_coder_destroy(coder);
}

static void a_megabyte_of_quotes_or_commas_is_read(void **state)
{
    static const char *const pieces[] = { "\"", "\xE2\x80\x9C", ",",
                                          "\u201CPeru said, " };
    const fixture *f = *state;
    dm_coder *coder = NULL;

    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        assert_int_equal(dm_coder_create(f->engine, &coder, NULL), DM_OK);
        assert_linear(coder, "xx", pieces[i], 128 * 1024, 8);
        dm_coder_destroy(coder);
    }
}

/* A document that the memory did not suffice for is refused, never coded in part; the coder is as good as before. */
static void a_document_without_memory_is_refused(void **state)
{
    const fixture *f = *state;
    dm_code_opts opts = DM_CODE_OPTS_INIT;
    dm_document document = DOC(report);
    dm_coder *coder = NULL;
    dmi_buf whole = { 0 };
    uint64_t n = 1;

    opts.explain = true;
    assert_int_equal(dm_coder_create(f->engine, &coder, NULL), DM_OK);
    code_and_print(coder, report, &whole);
    dm_coder_destroy(coder);
    for (;; n = next_failure(n)) {
        dm_error err = { 0 };
        dm_result *result = NULL;
        dm_status status;
        dmi_buf again = { 0 };
        assert_int_equal(dm_coder_create(f->engine, &coder, NULL), DM_OK);
        heap.calls = 0;
        heap.fail_at = n;
        status = dm_code(coder, &document, 1, &opts, &result, &err);
        heap.fail_at = 0;
        if (status == DM_OK && heap.calls < n) {
            dm_result_destroy(result);
            dm_coder_destroy(coder);
            break;
        }
        assert_no_memory(status, result, &err, n);
        code_and_print(coder, report, &again);
        assert_string_equal(again.p, whole.p);
        dmi_buf_free(&again);
        dm_coder_destroy(coder);
    }
    assert_true(n > 2);
    dmi_buf_free(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_count_code_points_of_the_text_as_given),
        cmocka_unit_test(places_are_right_far_into_the_text),
        cmocka_unit_test(bytes_that_are_no_utf8_are_counted),
        cmocka_unit_test(two_runs_and_two_coders_give_the_same_bytes),
        cmocka_unit_test(two_engines_give_the_same_bytes),
        cmocka_unit_test(names_are_carried_from_part_to_part),
        cmocka_unit_test(the_commonest_country_is_of_all_parts),
        cmocka_unit_test(ids_are_of_the_content),
        cmocka_unit_test(an_act_told_twice_is_one_event),
        cmocka_unit_test(an_act_of_two_parts_is_two_events),
        cmocka_unit_test(an_event_is_dated_by_its_words_its_lead_or_the_publication),
        cmocka_unit_test(a_record_has_all_its_fields),
        cmocka_unit_test(a_language_without_a_pack_can_be_cleaned_but_not_coded),
        cmocka_unit_test(a_language_is_found_where_none_is_given),
        cmocka_unit_test(the_number_of_parts_and_bytes_is_bounded),
        cmocka_unit_test(empty_and_odd_texts_have_no_events),
        cmocka_unit_test(a_document_without_anything_has_no_events),
        cmocka_unit_test(an_engine_without_memory_is_not_opened),
        cmocka_unit_test(a_coder_without_memory_is_not_created),
        cmocka_unit_test(a_document_without_memory_is_refused),
        cmocka_unit_test(text_of_any_kind_costs_what_its_length_asks),
        cmocka_unit_test(other_word_orders_cost_no_more),
        cmocka_unit_test(a_megabyte_of_quotes_or_commas_is_read),
    };

    return cmocka_run_group_tests(tests, fixture_open, fixture_close);
}
