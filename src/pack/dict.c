#include "pack/dict.h"

static dmi_dict_slot *slot_of(const dmi_dict *dict, dm_str key)
{
    uint32_t mask = dict->room - 1, i = (uint32_t)dmi_hash(key) & mask;

    while (dict->slots[i].key.p != NULL && !dmi_same(dict->slots[i].key, key))
        i = (i + 1) & mask;
    return &dict->slots[i];
}

const uint32_t *dmi_dict_find(const dmi_dict *dict, dm_str key)
{
    const dmi_dict_slot *slot = dict->room == 0 ? NULL : slot_of(dict, key);

    return slot == NULL || slot->key.p == NULL ? NULL : &slot->value;
}

static void grow(dmi_arena *arena, dmi_dict *dict)
{
    dmi_dict old = *dict;

    dict->room = old.room == 0 ? 64 : old.room * 2;
    dict->slots = dmi_alloc(arena, dict->room * sizeof *dict->slots);
    for (uint32_t i = 0; i < old.room; i++)
        if (old.slots[i].key.p != NULL)
            *slot_of(dict, old.slots[i].key) = old.slots[i];
}

uint32_t *dmi_dict_add(dmi_arena *arena, dmi_dict *dict, dm_str key)
{
    dmi_dict_slot *slot;

    if (dict->count >= dict->room / 2)
        grow(arena, dict);
    slot = slot_of(dict, key);
    if (slot->key.p == NULL) {
        slot->key = dmi_copy(arena, key);
        dict->count++;
    }
    return &slot->value;
}

enum { NEAR_BYTES = 40, FAR = 3 };

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Letters changed, added, lost or swapped between `a` and `b`; FAR when more than two. */
static unsigned distance(dm_str a, dm_str b)
{
    unsigned rows[3][NEAR_BYTES + 1]; /* of a's letters so far: this one, the one before, two before */
    unsigned *row = rows[0], *above = rows[1], *two_above = rows[2];

    if (a.bytes > NEAR_BYTES || b.bytes > NEAR_BYTES)
        return FAR;
    for (unsigned k = 0; k <= b.bytes; k++)
        row[k] = k;
    for (size_t i = 1; i <= a.bytes; i++) {
        unsigned *oldest = two_above;
        two_above = above;
        above = row;
        row = oldest;
        row[0] = (unsigned)i;
        for (size_t k = 1; k <= b.bytes; k++) {
            row[k] = least(above[k - 1] + (a.p[i - 1] != b.p[k - 1]), least(above[k], row[k - 1]) + 1);
            if (i > 1 && k > 1 && a.p[i - 1] == b.p[k - 2] && a.p[i - 2] == b.p[k - 1])
                row[k] = least(row[k], two_above[k - 2] + 1);
        }
    }
    return least(row[b.bytes], FAR);
}

dm_str dmi_dict_nearest(const dmi_dict *dict, dm_str key)
{
    unsigned best = FAR;
    dm_str nearest = { "", 0 };

    for (uint32_t i = 0; i < dict->room; i++) {
        dm_str candidate = dict->slots[i].key;
        unsigned apart = candidate.p == NULL ? FAR : distance(key, candidate);
        /* of two equally near the one that sorts first, so that the table's order does not show */
        if (apart < best || (apart == best && apart < FAR && dmi_compare(candidate, nearest) < 0)) {
            best = apart;
            nearest = candidate;
        }
    }
    return nearest;
}
