/* Packs of a few lines each, written to a folder of their own: enough for dates and pages, and the same whatever the linguists
 * do. */
#ifndef SMALL_PACKS_H
#define SMALL_PACKS_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pack/pack.h"

typedef struct small_packs {
    dmi_buf container;
    dmi_packs *packs;
} small_packs;

static const struct {
    const char *path, *text;
} SMALL_FILES[] = {
    { "ontology/concepts", "OF gram\nIN gram\nON gram\nFROM gram\nDURING gram\nWHEN gram\nDET gram\nNUMBER_WORD gram\nMAY "
                           "gram\nAND gram\nTO gram\nBY gram\nWITH gram\n"
                           "MEET act\nFOREIGN_MINISTER role sector=GOV\nTALKS thing\n"
                           "MONTH time\nJMONTH time\nHMONTH time\nDAY time\nTODAY time\nYESTERDAY time\nTOMORROW time\nDAY_WORD "
                           "time\nLAST time\nNEXT time\nTHIS time\n"
                           "AGO time\nUNIT_DAY time\nUNIT_WEEK time\nUNIT_MONTH time\nUNIT_YEAR time\nERA_J time\nERA_H "
                           "time\nERA_G time\nCLOCK time\n" },
    { "packs/world/states", "state CHN GOV 156\nstate RUS GOV 643\nstate PER GOV 604\nstate QAT GOV 634\n" },
    { "packs/en/params", "order SVO\ninflect first\nnames capitals\n" },
    { "packs/en/paradigms", "template n 1\n  $1    N\n  $1+s  N PL\n" },
    { "packs/en/grammar", "OF of\nIN in\nON on\nFROM from\nDURING during\nWHEN since | until\nDET the | a\nNUMBER_WORD one | two "
                          "| three | ten\nMAY may\n"
                          "AND and\nTO to\nBY by\nWITH with\n" },
    { "packs/en/acts", "MEET march | meet\n" },
    { "packs/en/countries", "CHN name China\nRUS name Russia\nPER name Peru\nPER cap Lima\nQAT name Qatar\n" },
    { "packs/en/time", "TODAY today\nYESTERDAY yesterday\nTOMORROW tomorrow\nLAST last\nNEXT next\nTHIS this\nAGO ago\nUNIT_DAY "
                       "n: day\nUNIT_WEEK n: week\n"
                       "UNIT_MONTH n: month\nUNIT_YEAR n: year\nERA_G AD\nCLOCK GMT\n" },
    { "packs/en/chrome",
      "line Advertisement\nstart Read also\nhas cookies\nend Leave a Reply\nend_line Related\nbyline By\ncredit (Reuters) -\n" },
    { "packs/id/params", "order SVO\ninflect first\nnames capitals\n" },
    { "packs/id/paradigms", "" },
    { "packs/id/grammar", "IN di | pada\nFROM dari\nWHEN sejak\nNUMBER_WORD dua | tiga\nAND dan\n" },
    { "packs/id/countries", "CHN name Tiongkok\nRUS name Rusia\n" },
    { "packs/id/time", "TODAY hari ini\nYESTERDAY kemarin\nLAST lalu\nNEXT depan\nTHIS ini\nAGO lalu\nUNIT_DAY hari\nUNIT_WEEK "
                       "minggu | pekan\nUNIT_MONTH bulan\n"
                       "UNIT_YEAR tahun\nDAY_WORD hari | tanggal\n" },
    { "packs/ar/params", "order VSO\ninflect first\nnames quotes\narticle ال\n" },
    { "packs/ar/paradigms", "template d 1\n  $1+ين  N DUAL\n" },
    { "packs/ar/grammar", "IN في\nFROM من\nAND و\n" },
    { "packs/ar/countries", "CHN name الصين\nRUS name روسيا\n" },
    { "packs/ar/time", "MONTH_1 جانفي | كانون الثاني\nMONTH_5 أيار\nTODAY اليوم\nYESTERDAY أمس\nLAST الماضي | الماضية\nAGO "
                       "قبل\nUNIT_DAY يوم\nUNIT_DAY d: يوم\n"
                       "UNIT_WEEK أسبوع\nUNIT_WEEK d: أسبوع\nUNIT_MONTH شهر\nUNIT_YEAR عام\nERA_H هـ\nERA_G م\n" },
    { "packs/fa/params", "order SOV\ninflect last\nnames quotes\n" },
    { "packs/fa/paradigms", "" },
    { "packs/fa/grammar", "IN در\nFROM از\nNUMBER_WORD دو | سه\n" },
    { "packs/fa/countries", "CHN name چین\nRUS name روسیه\n" },
    { "packs/fa/time", "TODAY امروز\nYESTERDAY دیروز\nLAST گذشته\nNEXT آینده\nAGO پیش\nDAY_WORD روز\nUNIT_DAY روز\nUNIT_WEEK "
                       "هفته\nUNIT_MONTH ماه\nUNIT_YEAR سال\n" },
};

static void small_file(const char *folder, const char *path, const char *text)
{
    char full[512];
    FILE *file;

    snprintf(full, sizeof full, "%s/%s", folder, path);
    for (char *slash = full + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL; slash++) {
        *slash = '\0';
        mkdir(full, 0700);
        *slash = '/';
    }
    file = fopen(full, "w");
    if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
        abort();
}

static void small_fault(void *context, const char *message)
{
    (void)context;
    fprintf(stderr, "%s\n", message);
}

static int small_packs_open(small_packs *out)
{
    char folder[] = "/tmp/small-packs-XXXXXX", packs[64], ontology[64], remove[80];
    dm_error err = { 0 };
    dm_status status;

    if (mkdtemp(folder) == NULL)
        return -1;
    for (size_t i = 0; i < sizeof SMALL_FILES / sizeof *SMALL_FILES; i++)
        small_file(folder, SMALL_FILES[i].path, SMALL_FILES[i].text);
    snprintf(packs, sizeof packs, "%s/packs", folder);
    snprintf(ontology, sizeof ontology, "%s/ontology", folder);
    *out = (small_packs){ .packs = NULL };
    status = dmi_packs_compile(packs, ontology, &out->container, small_fault, NULL, &err);
    if (status == DM_OK)
        status = dmi_packs_open(out->container.p, out->container.bytes, &out->packs, &err);
    if (status != DM_OK)
        fprintf(stderr, "small packs: %s\n", err.message);
    snprintf(remove, sizeof remove, "rm -r %s", folder);
    return system(remove) == 0 && status == DM_OK ? 0 : -1;
}

static void small_packs_close(small_packs *small)
{
    dmi_packs_destroy(small->packs);
    dmi_buf_free(&small->container);
}

#endif
