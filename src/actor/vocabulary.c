#include "actor/vocabulary.h"

#include <stdlib.h>

dm_status dmi_vocabulary_open(dmi_vocabulary *out, const dmi_packs *packs, dm_error *err)
{
    static const char *const names[DMI_K_COUNT] = { "",
#define X(name) #name,
                                                    DMI_KNOWN_CONCEPTS(X)
#undef X
    };
    uint16_t count = dmi_packs_concept_count(packs);

    *out = (dmi_vocabulary){ .packs = packs };
    out->known = calloc(count == 0 ? 1 : count, 1);
    if (out->known == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory for the vocabulary");
    for (unsigned k = 0; k < DMI_K_COUNT; k++) {
        out->id[k] = k == 0 ? (uint16_t)DMI_NONE : dmi_packs_concept(packs, dmi_str(names[k]));
        if (out->id[k] < count)
            out->known[out->id[k]] = (uint8_t)k;
    }
    return DM_OK;
}

void dmi_vocabulary_close(dmi_vocabulary *vocabulary)
{
    free(vocabulary->known);
    *vocabulary = (dmi_vocabulary){ 0 };
}
