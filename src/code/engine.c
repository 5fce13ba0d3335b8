/* The engine: packs (embedded, compiled from a folder, or a compiled file), the vocabulary and the grammar over them. */
#include "code/code.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* The container that the build made from packs/ and ontology/ (tools/embed_packs.c). */
extern const char dmi_embedded_packs[], dmi_embedded_packs_end[];

static dm_status ontology_beside(const char *packs_dir, const char *ontology_dir, char **out, dm_error *err)
{
    size_t bytes = strlen(packs_dir) + sizeof "/../ontology";

    *out = malloc(ontology_dir != NULL ? strlen(ontology_dir) + 1 : bytes);
    if (*out == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory");
    if (ontology_dir != NULL)
        memcpy(*out, ontology_dir, strlen(ontology_dir) + 1);
    else
        snprintf(*out, bytes, "%s/../ontology", packs_dir);
    return DM_OK;
}

static dm_status load_blob(const char *path, const char *ontology_dir, dmi_buf *blob, dm_error *err)
{
    struct stat st;
    char *ontology = NULL;
    dm_status status;

    if (stat(path, &st) != 0)
        return dmi_fail(err, DM_ERR_IO, "%s: no such folder or file of packs", path);
    if (!S_ISDIR(st.st_mode))
        return dmi_read_file(path, blob, err);
    status = ontology_beside(path, ontology_dir, &ontology, err);
    if (status == DM_OK)
        status = dmi_packs_compile(path, ontology, blob, NULL, NULL, err);
    free(ontology);
    return status;
}

dm_status dm_engine_open(const char *packs_dir, const char *ontology_dir, dm_engine **out, dm_error *err)
{
    dm_engine *engine = calloc(1, sizeof *engine);
    const void *p = dmi_embedded_packs;
    size_t bytes = (size_t)(dmi_embedded_packs_end - dmi_embedded_packs);
    dm_status status = DM_OK;

    *out = NULL;
    if (engine == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory for an engine");
    if (packs_dir != NULL) {
        status = load_blob(packs_dir, ontology_dir, &engine->blob, err);
        p = engine->blob.p;
        bytes = engine->blob.bytes;
    }
    if (status == DM_OK)
        status = dmi_packs_open(p, bytes, &engine->packs, err);
    if (status == DM_OK)
        status = dmi_vocabulary_open(&engine->vocabulary, engine->packs, err);
    if (status == DM_OK)
        status = dmi_grammar_open(&engine->vocabulary, &engine->grammar, err);
    if (status != DM_OK) {
        dm_engine_destroy(engine);
        return status;
    }
    *out = engine;
    return DM_OK;
}

void dm_engine_destroy(dm_engine *engine)
{
    if (engine == NULL)
        return;
    dmi_grammar_destroy(engine->grammar);
    dmi_vocabulary_close(&engine->vocabulary);
    dmi_packs_destroy(engine->packs);
    dmi_buf_free(&engine->blob);
    free(engine);
}

size_t dm_engine_lang_count(const dm_engine *engine)
{
    return dmi_packs_lang_count(engine->packs);
}

const char *dm_engine_lang_at(const dm_engine *engine, size_t index)
{
    return dmi_lang_code(dmi_packs_lang_at(engine->packs, index));
}

dm_pack_info dm_engine_pack_info(const dm_engine *engine, size_t index)
{
    return dmi_lang_info(dmi_packs_lang_at(engine->packs, index));
}

const char *dm_engine_hash(const dm_engine *engine)
{
    return dmi_packs_hash(engine->packs);
}

static dm_status write_whole(const char *path, const dmi_buf *blob, dm_error *err)
{
    size_t room = strlen(path) + sizeof ".part";
    char *part = malloc(room);
    FILE *file;
    bool good;

    if (part == NULL)
        return dmi_fail(err, DM_ERR_MEMORY, "no memory");
    snprintf(part, room, "%s.part", path);
    file = fopen(part, "wb");
    good = file != NULL && fwrite(blob->p, 1, blob->bytes, file) == blob->bytes;
    if (file != NULL && fclose(file) != 0)
        good = false;
    good = good && rename(part, path) == 0;
    if (!good && file != NULL)
        remove(part);
    free(part);
    return good ? DM_OK : dmi_fail(err, DM_ERR_IO, "%s: cannot write", path);
}

/* What the grammar finds wrong with the ontology is a fault of the packs too. */
static dm_status check_grammar(const dmi_buf *blob, dm_fault_fn *fault, void *context, dm_error *err)
{
    dmi_packs *packs = NULL;
    dmi_vocabulary vocabulary = { 0 };
    dmi_grammar *grammar = NULL;
    dm_error found = { 0 };
    dm_status status = dmi_packs_open(blob->p, blob->bytes, &packs, &found);

    if (status == DM_OK)
        status = dmi_vocabulary_open(&vocabulary, packs, &found);
    if (status == DM_OK)
        status = dmi_grammar_open(&vocabulary, &grammar, &found);
    if (status == DM_ERR_PACK && fault != NULL)
        fault(context, found.message);
    if (status != DM_OK && err != NULL)
        *err = found;
    dmi_grammar_destroy(grammar);
    dmi_vocabulary_close(&vocabulary);
    dmi_packs_destroy(packs);
    return status;
}

dm_status dm_packs_compile(const char *packs_dir, const char *ontology_dir, const char *out_path, dm_fault_fn *fault, void *context,
                           dm_error *err)
{
    dmi_buf blob = { 0 };
    char *ontology = NULL;
    dm_status status = ontology_beside(packs_dir, ontology_dir, &ontology, err);

    if (status == DM_OK)
        status = dmi_packs_compile(packs_dir, ontology, &blob, fault, context, err);
    if (status == DM_OK)
        status = check_grammar(&blob, fault, context, err);
    if (status == DM_OK && out_path != NULL)
        status = write_whole(out_path, &blob, err);
    free(ontology);
    dmi_buf_free(&blob);
    return status;
}
