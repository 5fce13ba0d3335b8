/**
 * Inside of lang: libcld2, a C++ library, behind one C function.
 */
#ifndef DMI_CLD2_H
#define DMI_CLD2_H

#ifdef __cplusplus
extern "C" {
#endif

/** CLD2's code of the likeliest language of valid UTF-8, "un" when it cannot tell or has no memory; borrowed for ever. */
const char *dmi_cld2_language(const char *text, int bytes);

#ifdef __cplusplus
}
#endif

#endif
