/**
 * embed_packs PACKS ONTOLOGY OUT.bin OUT.c OUT.d: a step of the build. Compiles the pack texts to OUT.bin, and writes OUT.c, which
 * puts those bytes into the library as dmi_embedded_packs, and OUT.d, which tells ninja of every file and folder that was read.
 *
 * The C file is written anew with the bytes, so that its age makes the compiler take the new ones in; the folders are among what
 * was read, so that a new file in a pack is noticed as a changed one is.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "pack/pack.h"

static void print_fault(void *context, const char *message)
{
    *(bool *)context = true;
    fprintf(stderr, "%s\n", message);
}

/* In a depfile a blank is escaped. */
static void write_path(FILE *out, const char *path)
{
    fputs(" \\\n  ", out);
    for (; *path != '\0'; path++) {
        if (*path == ' ')
            fputc('\\', out);
        fputc(*path, out);
    }
}

static bool is_read_by_the_compiler(const char *name)
{
    dm_str s = dmi_str(name);

    return name[0] != '.' && !dmi_ends(s, DMI_STR(".jsonl")) && !dmi_ends(s, DMI_STR(".md")) && !dmi_ends(s, DMI_STR("~"));
}

static void write_tree(FILE *out, const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    if (dir == NULL)
        return;
    write_path(out, folder);
    while ((entry = readdir(dir)) != NULL) {
        char path[4096];
        struct stat info;
        if (!is_read_by_the_compiler(entry->d_name) ||
            snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path || stat(path, &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode))
            write_tree(out, path);
        else
            write_path(out, path);
    }
    closedir(dir);
}

static bool close_written(FILE *file, const char *path)
{
    bool bad = ferror(file) != 0;

    if (fclose(file) == 0 && !bad)
        return true;
    fprintf(stderr, "%s: cannot write\n", path);
    return false;
}

static FILE *open_for_writing(const char *path)
{
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        fprintf(stderr, "%s: cannot open for writing\n", path);
    return file;
}

static bool write_bytes(const char *path, const dmi_buf *packs)
{
    FILE *file = open_for_writing(path);

    if (file == NULL)
        return false;
    fwrite(packs->p, 1, packs->bytes, file);
    return close_written(file, path);
}

static bool write_source(const char *path, const char *bytes_path)
{
    FILE *file = open_for_writing(path);

    if (file == NULL)
        return false;
    fprintf(file,
            "/* Made by tools/embed_packs.c. */\n"
            "__asm__(\".section .rodata\\n\"\n"
            "        \".balign 16\\n\"\n"
            "        \".global dmi_embedded_packs\\n.hidden dmi_embedded_packs\\ndmi_embedded_packs:\\n\"\n"
            "        \".incbin \\\"%s\\\"\\n\"\n"
            "        \".global dmi_embedded_packs_end\\n.hidden dmi_embedded_packs_end\\ndmi_embedded_packs_end:\\n\"\n"
            "        \".byte 0\\n\"\n"
            "        \".previous\\n\");\n",
            bytes_path);
    return close_written(file, path);
}

static bool write_dependencies(const char *path, const char *target, const char *const folders[2])
{
    FILE *file = open_for_writing(path);

    if (file == NULL)
        return false;
    fprintf(file, "%s:", target);
    write_tree(file, folders[0]);
    write_tree(file, folders[1]);
    fputc('\n', file);
    return close_written(file, path);
}

int main(int argc, char **argv)
{
    dmi_buf packs = { 0 };
    dm_error err = { 0 };
    bool written, has_fault = false;

    if (argc != 6) {
        fprintf(stderr, "usage: embed_packs PACKS ONTOLOGY OUT.bin OUT.c OUT.d\n");
        return 2;
    }
    if (dmi_packs_compile(argv[1], argv[2], &packs, print_fault, &has_fault, &err) != DM_OK) {
        if (!has_fault) /* else the message is the first fault's, which was printed */
            fprintf(stderr, "%s\n", err.message);
        dmi_buf_free(&packs);
        return 1;
    }
    written = write_bytes(argv[3], &packs) && write_source(argv[4], argv[3]) &&
              write_dependencies(argv[5], argv[3], (const char *const[]){ argv[1], argv[2] });
    dmi_buf_free(&packs);
    return written ? 0 : 1;
}
