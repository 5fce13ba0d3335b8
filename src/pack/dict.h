/**
 * Inside of pack, for the compiler: a table from strings to numbers that lives in an arena. Nothing is ever written out in its order.
 */
#ifndef DMI_DICT_H
#define DMI_DICT_H

#include "base/base.h"

typedef struct dmi_dict_slot {
    dm_str key; /* p NULL: free */
    uint32_t value;
} dmi_dict_slot;

typedef struct dmi_dict {
    dmi_dict_slot *slots;
    uint32_t room, count; /* room: 0 or a power of two */
} dmi_dict;

/** The value under `key`, which is borrowed; NULL: none. */
const uint32_t *dmi_dict_find(const dmi_dict *dict, dm_str key);

/** The place of the value under `key`, made (and set to 0, the key copied) when there is none. Valid until the next add. */
uint32_t *dmi_dict_add(dmi_arena *arena, dmi_dict *dict, dm_str key);

/** The key nearest to a misspelt one, at most two letters off; empty: none is near. */
dm_str dmi_dict_nearest(const dmi_dict *dict, dm_str key);

#endif
