/**
 * Inside of pack: an opened container.
 */
#ifndef DMI_READER_H
#define DMI_READER_H

#include "pack/container.h"

struct dmi_lang {
    const dmi_lang_rec *rec;
    const char *code;
    dm_str article; /* folded; empty: none */
    const char *strings;
    const dmi_word_rec *words;
    const dmi_slot *slots;
    const dmi_edge *edges;
    const dmi_state_rec *states;
    const dmi_sense *senses;
    const dmi_clitic_rec *clitics;
    const dmi_chrome_rec *chrome;
    const dmi_ref *files;
    const dmi_concept *concepts; /* of the packs */
    uint32_t slot_mask, edge_room, clitic_count;
};

struct dmi_packs {
    const dmi_head *head; /* borrowed, as is all that it points into */
    dmi_concept *concepts;
    dmi_entity *entities;
    dmi_lang *langs;
    char hash[17];
};

#endif
