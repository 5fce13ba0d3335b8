#define _XOPEN_SOURCE 700 /* realpath */

#include "pack.h"

#include <stdlib.h>
#include <sys/stat.h>

static bool exists(const char *folder, const char *name)
{
    struct stat info;
    char *path = cli_join(folder, "/", name);
    bool found = stat(path, &info) == 0;

    free(path);
    return found;
}

static char *without_last_slashes(const char *path)
{
    char *copy = cli_join(path, "", "");
    size_t bytes = strlen(copy);

    while (bytes > 1 && copy[bytes - 1] == '/')
        copy[--bytes] = '\0';
    return copy;
}

/* "packs/id" to "packs" and "id". "." has to be asked for its name first. */
static bool split_language_folder(const char *path, pack_place *place)
{
    char *plain = without_last_slashes(path), *slash;
    const char *name = strrchr(plain, '/') == NULL ? plain : strrchr(plain, '/') + 1;

    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
        char *real = realpath(plain, NULL);
        free(plain);
        plain = real;
        if (plain == NULL)
            return false;
    }
    slash = strrchr(plain, '/');
    place->lang = cli_join(slash == NULL ? plain : slash + 1, "", "");
    if (slash != NULL)
        *slash = '\0';
    place->packs = slash == NULL ? cli_join(".", "", "") : slash == plain ? cli_join("/", "", "") : cli_join(plain, "", "");
    free(plain);
    return true;
}

bool pack_place_find(const cli_options *options, const char *arg, pack_place *place)
{
    const char *packs = options->packs != NULL ? options->packs : "packs";
    bool found;

    *place = (pack_place){ 0 };
    if (arg == NULL || (strchr(arg, '/') == NULL && exists(packs, arg) && !exists(arg, "."))) {
        place->packs = without_last_slashes(packs);
        place->lang = arg == NULL ? NULL : cli_join(arg, "", "");
        found = exists(place->packs, ".");
    } else if (exists(arg, "params")) {
        found = split_language_folder(arg, place);
    } else {
        place->packs = without_last_slashes(arg);
        found = exists(place->packs, ".");
    }
    if (!found) {
        cli_message("%s: no such folder of packs (run this in the checkout, or name one)", arg != NULL ? arg : packs);
        pack_place_free(place);
    }
    return found;
}

void pack_place_free(pack_place *place)
{
    free(place->packs);
    free(place->lang);
    *place = (pack_place){ 0 };
}
