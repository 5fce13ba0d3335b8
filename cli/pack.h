/**
 * The parts of the verb `pack`: what is in a pack (pack.c), where it lies (pack_place.c), do its own cases pass (pack_test.c).
 */
#ifndef CLI_PACK_H
#define CLI_PACK_H

#include "cli.h"

/** A folder of packs, and one language in it or all. */
typedef struct pack_place {
    char *packs; /* owned */
    char *lang;  /* owned; NULL: all */
} pack_place;

/** `arg`: a language's folder, a packs folder, a language's code, or NULL for --packs or "packs". False after a message. */
bool pack_place_find(const cli_options *options, const char *arg, pack_place *place);
void pack_place_free(pack_place *place);

/** Run the cases of the packs there; the exit status. */
int pack_test(const cli_options *options, const pack_place *place);

#endif
