#include "pack/paradigm.h"

#include "pack/pack.h"

/* A joining rule: where the left piece ends in `left` and the right one begins with `right`, both are replaced by `to`. The context before
 * and behind (letter classes, kept as they are) must fit too. */
typedef struct join_rule {
    dm_str left_context, left, right, right_context, to;
} join_rule;

struct dmi_paradigms {
    dmi_arena *arena;
    DMI_ARRAY(dmi_template) templates;
    DMI_ARRAY(join_rule) joins;
    dmi_dict names; /* of templates, index from 0 */
    dmi_dict parts; /* "template word", index into part_lists */
    DMI_ARRAY(dm_str) part_lists;
};

/* ---- patterns with letter classes: matching from one end */

/* Byte behind the element (a letter or a class) that begins at `byte`. */
static size_t element_end(dm_str pattern, size_t byte)
{
    const char *close;

    if (pattern.p[byte] == '[') {
        close = memchr(pattern.p + byte, ']', pattern.bytes - byte);
        return close == NULL ? pattern.bytes : (size_t)(close - pattern.p) + 1;
    }
    dmi_utf8_next(pattern, &byte);
    return byte;
}

static bool class_has(dm_str members, uint32_t letter)
{
    for (size_t byte = 0; byte < members.bytes;)
        if (dmi_utf8_next(members, &byte) == letter)
            return true;
    return false;
}

static bool element_fits(dm_str element, uint32_t letter)
{
    size_t byte = 0;

    if (element.p[0] != '[')
        return dmi_utf8_next(element, &byte) == letter;
    element = dmi_sub(element, 1, element.bytes - 1);
    if (dmi_starts(element, DMI_STR("^")))
        return !class_has(dmi_sub(element, 1, element.bytes), letter);
    return class_has(element, letter);
}

/* Bytes of `text` that the pattern takes from its start; SIZE_MAX: it does not fit. */
static size_t fits_start(dm_str pattern, dm_str text)
{
    size_t byte = 0, at = 0;

    while (at < pattern.bytes) {
        size_t end = element_end(pattern, at);
        if (byte >= text.bytes || !element_fits(dmi_sub(pattern, at, end), dmi_utf8_next(text, &byte)))
            return SIZE_MAX;
        at = end;
    }
    return byte;
}

static uint32_t element_count(dm_str pattern)
{
    uint32_t count = 0;

    for (size_t at = 0; at < pattern.bytes; at = element_end(pattern, at))
        count++;
    return count;
}

/* Byte where the pattern begins when it ends where `text` ends; SIZE_MAX: it does not fit. */
static size_t fits_end(dm_str pattern, dm_str text)
{
    size_t byte = text.bytes;

    for (uint32_t letters = element_count(pattern); letters > 0; letters--) {
        if (byte == 0)
            return SIZE_MAX;
        do
            byte--;
        while (byte > 0 && ((unsigned char)text.p[byte] & 0xC0) == 0x80);
    }
    return fits_start(pattern, dmi_sub(text, byte, text.bytes)) == text.bytes - byte ? byte : SIZE_MAX;
}

/* ---- building a form */

typedef struct form {
    char *p;
    size_t bytes;
    size_t word; /* where the word begins whose pieces are being joined */
    bool failed;
} form;

static void form_add(form *f, dm_str s)
{
    if (f->bytes + s.bytes > DMI_FORM_BYTES) {
        f->failed = true;
        return;
    }
    if (s.bytes > 0)
        memcpy(f->p + f->bytes, s.p, s.bytes);
    f->bytes += s.bytes;
}

/* Where the rule's `left` begins in the left piece; SIZE_MAX: the rule does not fit. */
static size_t rule_fits(const join_rule *rule, dm_str left, dm_str right)
{
    size_t start;

    if (!dmi_ends(left, rule->left) || !dmi_starts(right, rule->right))
        return SIZE_MAX;
    start = left.bytes - rule->left.bytes;
    if (fits_end(rule->left_context, dmi_sub(left, 0, start)) == SIZE_MAX)
        return SIZE_MAX;
    if (fits_start(rule->right_context, dmi_sub(right, rule->right.bytes, right.bytes)) == SIZE_MAX)
        return SIZE_MAX;
    return start;
}

static void form_join(form *f, const dmi_paradigms *paradigms, dm_str right)
{
    dm_str left = { f->p + f->word, f->bytes - f->word };

    for (uint32_t i = 0; i < paradigms->joins.count && left.bytes > 0; i++) {
        const join_rule *rule = &paradigms->joins.at[i];
        size_t start = rule_fits(rule, left, right);
        if (start == SIZE_MAX)
            continue;
        f->bytes = f->word + start;
        form_add(f, rule->to);
        right = dmi_sub(right, rule->right.bytes, right.bytes);
        break;
    }
    form_add(f, right);
}

/* The piece of the pattern at *at, up to the next + or _, with its parts filled in. */
static dm_str fill_piece(dm_str pattern, size_t *at, const dmi_parts *parts, form *piece)
{
    while (*at < pattern.bytes && pattern.p[*at] != '+' && pattern.p[*at] != '_') {
        if (pattern.p[*at] == '$' && *at + 1 < pattern.bytes && pattern.p[*at + 1] >= '1' && pattern.p[*at + 1] <= '9') {
            dm_str part = parts->at[pattern.p[*at + 1] - '1'];
            piece->failed |= part.bytes == 0;
            form_add(piece, part);
            *at += 2;
        } else {
            form_add(piece, dmi_sub(pattern, *at, *at + 1));
            *at += 1;
        }
    }
    return (dm_str){ piece->p, piece->bytes };
}

size_t dmi_paradigm_form(const dmi_paradigms *paradigms, dm_str pattern, const dmi_parts *parts, char out[DMI_FORM_BYTES])
{
    form f = { .p = out };

    for (size_t at = 0; at < pattern.bytes && !f.failed;) {
        char text[DMI_FORM_BYTES];
        form piece = { .p = text };
        if (pattern.p[at] == '+') {
            at++;
            continue;
        }
        if (pattern.p[at] == '_') {
            form_add(&f, DMI_STR(" "));
            f.word = f.bytes;
            at++;
            continue;
        }
        form_join(&f, paradigms, fill_piece(pattern, &at, parts, &piece));
        f.failed |= piece.failed;
    }
    for (size_t i = 0; i < f.bytes; i++)
        if (f.p[i] == '_') /* in a part, it parts words too */
            f.p[i] = ' ';
    return f.failed ? 0 : f.bytes;
}

/* ---- principal parts */

static dm_str parts_key(dmi_arena *arena, dm_str template_, dm_str word)
{
    return dmi_format(arena, "%.*s %.*s", (int)template_.bytes, template_.p, (int)word.bytes, word.p);
}

dmi_parts dmi_paradigm_parts(dmi_arena *arena, const dmi_paradigms *paradigms, const dmi_template *template_, dm_str word)
{
    dmi_parts parts = { 0 };
    const uint32_t *list = dmi_dict_find(&paradigms->parts, parts_key(arena, template_->name, word));
    dm_str part, rest = list == NULL ? word : paradigms->part_lists.at[*list];

    while (parts.given < DMI_PARTS_MAX && dmi_split(&rest, ',', &part))
        parts.at[parts.given++] = dmi_trim(part);
    for (uint32_t i = 0; i < DMI_PARTS_MAX; i++) {
        char text[DMI_FORM_BYTES];
        if (parts.at[i].bytes == 0 && template_->defaults[i].bytes > 0)
            parts.at[i] = dmi_copy(arena, (dm_str){ text, dmi_paradigm_form(paradigms, template_->defaults[i], &parts, text) });
    }
    return parts;
}

/* ---- reading */

static uint32_t feature_of(dm_str name)
{
    static const struct { const char *name; uint32_t features; } table[] = {
        { "V", DMI_F_V }, { "PRES", DMI_F_PRES | DMI_F_V }, { "PAST", DMI_F_PAST | DMI_F_V }, { "FUT", DMI_F_FUT | DMI_F_V },
        { "INF", DMI_F_INF }, { "GER", DMI_F_GER }, { "PPART", DMI_F_PPART }, { "PASS", DMI_F_PASS }, { "ACTPART", DMI_F_ACTPART },
        { "N", DMI_F_N }, { "ADJ", DMI_F_ADJ }, { "PL", DMI_F_PL }, { "NEG", DMI_F_NEG }, { "IMP", DMI_F_IMP | DMI_F_V },
        { "SUBJ", DMI_F_SUBJ | DMI_F_V }, { "DUAL", DMI_F_DUAL }, { "P1", DMI_F_P1 | DMI_F_V },
        { "FEM", DMI_F_FEM }, { "NOM", DMI_F_NOM }, { "OBL", DMI_F_OBL },
    };

    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (dmi_is(name, table[i].name))
            return table[i].features;
    return 0;
}

static void read_cell(dmi_paradigms *paradigms, const dmi_reader *reader, dmi_faults *faults)
{
    dm_str rest = reader->text, word;
    dmi_cell cell = { 0 };
    dmi_template *template_ = paradigms->templates.count == 0 ? NULL : &paradigms->templates.at[paradigms->templates.count - 1];

    if (template_ == NULL) {
        dmi_fault(faults, reader, "a cell before any template");
        return;
    }
    dmi_next_word(&rest, &word);
    cell.pattern = dmi_copy(paradigms->arena, word);
    while (dmi_next_word(&rest, &word)) {
        uint32_t feature = feature_of(word);
        if (feature == 0)
            dmi_fault(faults, reader, "unknown feature '%.*s'", DMI_ARG(word));
        cell.features |= feature;
    }
    *dmi_push(paradigms->arena, &template_->cells) = cell;
}

/* "$2=$1+ed" */
static bool read_default(dmi_paradigms *paradigms, dmi_template *template_, dm_str word)
{
    if (word.bytes < 4 || word.p[0] != '$' || word.p[1] < '1' || word.p[1] > '9' || word.p[2] != '=')
        return false;
    template_->defaults[word.p[1] - '1'] = dmi_copy(paradigms->arena, dmi_sub(word, 3, word.bytes));
    return true;
}

static void read_template(dmi_paradigms *paradigms, const dmi_reader *reader, dm_str rest, dmi_faults *faults)
{
    dm_str name, word;
    dmi_template template_ = { .part_min = 1 };

    if (!dmi_next_word(&rest, &name)) {
        dmi_fault(faults, reader, "a template without a name");
        return;
    }
    if (dmi_dict_find(&paradigms->names, name) != NULL)
        dmi_fault(faults, reader, "template '%.*s' is declared twice", DMI_ARG(name));
    template_.name = dmi_copy(paradigms->arena, name);
    while (dmi_next_word(&rest, &word))
        if (!read_default(paradigms, &template_, word) && (!dmi_parse_number(word, &template_.part_min) || template_.part_min > DMI_PARTS_MAX))
            dmi_fault(faults, reader, "expected a number of parts or '$2=pattern', not '%.*s'", DMI_ARG(word));
    *dmi_dict_add(paradigms->arena, &paradigms->names, name) = paradigms->templates.count;
    *dmi_push(paradigms->arena, &paradigms->templates) = template_;
}

/* What stands before a class, and the class, is kept; what is behind the last one is replaced. */
static void split_left(dm_str pattern, join_rule *rule)
{
    size_t end = pattern.bytes;

    while (end > 0 && pattern.p[end - 1] != ']')
        end--;
    rule->left_context = dmi_sub(pattern, 0, end);
    rule->left = dmi_sub(pattern, end, pattern.bytes);
}

static void split_right(dm_str pattern, join_rule *rule)
{
    const char *open = pattern.bytes == 0 ? NULL : memchr(pattern.p, '[', pattern.bytes);
    size_t end = open == NULL ? pattern.bytes : (size_t)(open - pattern.p);

    rule->right = dmi_sub(pattern, 0, end);
    rule->right_context = dmi_sub(pattern, end, pattern.bytes);
}

static void read_join(dmi_paradigms *paradigms, const dmi_reader *reader, dm_str rest, dmi_faults *faults)
{
    dm_str from, arrow, to = { "", 0 };
    const char *plus;
    join_rule rule;

    if (!dmi_next_word(&rest, &from) || !dmi_next_word(&rest, &arrow) || !dmi_is(arrow, "->") ||
        (plus = memchr(from.p, '+', from.bytes)) == NULL) {
        dmi_fault(faults, reader, "expected 'join left+right -> joined'");
        return;
    }
    dmi_next_word(&rest, &to);
    from = dmi_copy(paradigms->arena, from);
    plus = memchr(from.p, '+', from.bytes);
    split_left(dmi_sub(from, 0, (size_t)(plus - from.p)), &rule);
    split_right(dmi_sub(from, (size_t)(plus - from.p) + 1, from.bytes), &rule);
    rule.to = dmi_copy(paradigms->arena, to);
    *dmi_push(paradigms->arena, &paradigms->joins) = rule;
}

/* parts v meet meet,met,met */
static void read_parts(dmi_paradigms *paradigms, const dmi_reader *reader, dm_str rest, dmi_faults *faults)
{
    dm_str template_, word, list;

    if (!dmi_next_word(&rest, &template_) || !dmi_next_word(&rest, &word) || !dmi_next_word(&rest, &list) || rest.bytes > 0) {
        dmi_fault(faults, reader, "expected 'parts template word part,part,...'");
        return;
    }
    if (dmi_dict_find(&paradigms->names, template_) == NULL)
        dmi_fault_unknown(faults, reader, "template", template_, &paradigms->names);
    *dmi_dict_add(paradigms->arena, &paradigms->parts, parts_key(paradigms->arena, template_, word)) = paradigms->part_lists.count;
    *dmi_push(paradigms->arena, &paradigms->part_lists) = dmi_copy(paradigms->arena, list);
}

dmi_paradigms *dmi_paradigms_read(dmi_arena *arena, dmi_reader reader, dmi_faults *faults)
{
    dmi_paradigms *paradigms = dmi_alloc(arena, sizeof *paradigms);

    paradigms->arena = arena;
    while (dmi_reader_next(&reader)) {
        dm_str rest = reader.text, verb;
        dmi_next_word(&rest, &verb);
        if (dmi_is(verb, "template"))
            read_template(paradigms, &reader, rest, faults);
        else if (dmi_is(verb, "join"))
            read_join(paradigms, &reader, rest, faults);
        else if (dmi_is(verb, "parts"))
            read_parts(paradigms, &reader, rest, faults);
        else if (reader.indented)
            read_cell(paradigms, &reader, faults);
        else
            dmi_fault(faults, &reader, "expected template, join or parts, not '%.*s'", DMI_ARG(verb));
    }
    return paradigms;
}

const dmi_template *dmi_paradigms_template(const dmi_paradigms *paradigms, dm_str name)
{
    const uint32_t *index = dmi_dict_find(&paradigms->names, name);

    return index == NULL ? NULL : &paradigms->templates.at[*index];
}

const dmi_dict *dmi_paradigms_names(const dmi_paradigms *paradigms)
{
    return &paradigms->names;
}
