#include "cli.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { DEPTH_MAX = 32 }; /* folders within folders; a link to its own parent ends here */

static void files_add(cli_files *files, char *path)
{
    if ((files->count & (files->count - 1)) == 0) /* full at every power of two */
        files->at = cli_grow(files->at, (files->count == 0 ? 1 : files->count * 2) * sizeof *files->at);
    files->at[files->count++] = path;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted. False: it cannot be read. */
static bool list_folder(const char *path, cli_files *names)
{
    DIR *dir = opendir(path);
    struct dirent *entry;

    if (dir == NULL)
        return false;
    while ((entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            files_add(names, cli_join(entry->d_name, "", ""));
    closedir(dir);
    if (names->count > 1)
        qsort(names->at, names->count, sizeof *names->at, by_bytes);
    return true;
}

static void walk(cli_files *files, const char *path, unsigned depth)
{
    struct stat info;
    cli_files names = { 0 };

    if (strcmp(path, "-") != 0 && stat(path, &info) != 0) {
        cli_message("%s: cannot open: %s", path, strerror(errno));
        files->failed++;
        return;
    }
    if (strcmp(path, "-") == 0 || !S_ISDIR(info.st_mode)) {
        files_add(files, cli_join(path, "", ""));
        return;
    }
    if (depth == DEPTH_MAX) {
        cli_message("%s: more than %d folders within each other; not read", path, DEPTH_MAX);
        files->failed++;
        return;
    }
    if (!list_folder(path, &names)) {
        cli_message("%s: cannot read the folder: %s", path, strerror(errno));
        files->failed++;
        return;
    }
    for (size_t i = 0; i < names.count; i++) {
        char *inner = cli_join(path, path[strlen(path) - 1] == '/' ? "" : "/", names.at[i]);
        walk(files, inner, depth + 1);
        free(inner);
    }
    cli_files_free(&names);
}

cli_files cli_walk(const char *const *args, size_t arg_count)
{
    cli_files files = { 0 };

    for (size_t i = 0; i < arg_count; i++) {
        size_t count_before = files.count, failed_before = files.failed;
        walk(&files, args[i], 0);
        if (files.count == count_before && files.failed == failed_before) {
            cli_message("%s: an empty folder", args[i]);
            files.failed++;
        }
    }
    return files;
}

void cli_files_free(cli_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        free(files->at[i]);
    free(files->at);
    *files = (cli_files){ 0 };
}
