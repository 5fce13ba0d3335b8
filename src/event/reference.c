/* Pronouns, "both sides", the speaker: to the last fitting subject, the pair met last, the one whose words are quoted. */
#include "event/parse.h"

enum { REFERENCE_DEPTH = 2, QUOTE_SENTENCES_MAX = 3 /* a mark forgotten must not make the whole report a speech */ };

void dmi_add_referred(dmi_parties *out, const dmi_parties *from)
{
    for (uint8_t i = 0; i < from->count; i++) {
        dmi_party party = from->at[i];
        party.mention.how = DMI_HOW_REFERENCE;
        dmi_add_party(out, &party.mention, DMI_NO_INDEX);
    }
}

/* Said, warned, claimed, believes: whose content is somebody's words or view. */
static bool reports(const dmi_parse *p, uint32_t verb)
{
    return verb != NONE && (dmi_unit_reads(p, verb, DMI_K_SAY) || dmi_unit_reads(p, verb, DMI_K_WARN) ||
                            dmi_unit_reads(p, verb, DMI_K_CLAIM) || dmi_unit_reads(p, verb, DMI_K_BELIEVE));
}

uint32_t dmi_reporting_frame(const dmi_parse *p, uint32_t frame)
{
    for (uint32_t steps = 0; frame != NONE && steps < 8; steps++) {
        const dmi_frame *f = &p->frames.at[frame];
        uint32_t parent = f->parent;
        if (parent != NONE && f->link == LINK_COMP && (f->after_colon || reports(p, p->frames.at[parent].verb)))
            return parent;
        frame = parent;
    }
    return NONE;
}

/* Does the frame stand inside quotation marks, its own or ones that an earlier sentence opened? */
bool dmi_is_quoted(const dmi_parse *p, uint32_t frame)
{
    uint32_t unit = frame == NONE ? NONE : p->frames.at[frame].verb;

    return p->d->in_quote > 0 || (unit != NONE && p->s->readings[unit].quote_depth > 0);
}

/* "According to the minister"; a newspaper only passes on what others say. */
static void add_attributed(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    const dmi_frame *f = frame == NONE ? NULL : &p->frames.at[frame];

    for (uint32_t i = 0; f != NULL && i < f->pps.count && out->count == 0; i++)
        if ((p->phrases.at[f->pps.at[i]].prep & DMI_BIT(DMI_K_ATTRIB)) != 0)
            dmi_parties_of_phrase(p, f->pps.at[i], out);
    if (out->count > 0 && dmi_is(out->at[0].mention.sector, "JRN"))
        *out = (dmi_parties){ 0 };
}

void dmi_speaker_of(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    uint32_t say = dmi_reporting_frame(p, frame);

    if (say != NONE)
        dmi_parties_of_subject(p, say, out, 4);
    else
        add_attributed(p, frame, out);
    if (out->count == 0 && dmi_is_quoted(p, frame))
        dmi_add_referred(out, &p->d->speaker);
}

/* The subject of a clause before this one in the sentence; a person for "he", anybody for "they". */
static bool earlier_subject(dmi_parse *p, uint32_t frame, bool plural, dmi_parties *out)
{
    for (uint32_t i = frame; i-- > 0;) {
        const dmi_frame *f = &p->frames.at[i];
        uint32_t subject = f->subject;
        if (subject == NONE || p->phrases.at[subject].mention == NONE)
            continue;
        const dmi_mention *m = &p->s->mentions[p->phrases.at[subject].mention];
        if (m->kind == DMI_MENTION_PRONOUN || m->kind == DMI_MENTION_BOTH)
            continue;
        if (plural != (m->plural || p->phrases.at[subject].next != NONE) && plural)
            continue;
        dmi_parties_of_phrase(p, subject, out);
        return out->count > 0;
    }
    return false;
}

/* "The opposition said they would not accept it": a body is many. */
static bool earlier_body(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    for (uint32_t i = frame; i-- > 0;) {
        uint32_t subject = p->frames.at[i].subject;
        const dmi_mention *m =
            subject == NONE || p->phrases.at[subject].mention == NONE ? NULL : &p->s->mentions[p->phrases.at[subject].mention];
        bool body = m != NULL && (m->kind == DMI_MENTION_ORG || m->kind == DMI_MENTION_GROUP || m->kind == DMI_MENTION_COUNTRY ||
                                  (m->kind == DMI_MENTION_ROLE && m->role == p->v->id[DMI_K_GOVERNMENT]));
        if (!body)
            continue;
        dmi_parties_of_phrase(p, subject, out);
        return out->count > 0;
    }
    return false;
}

/* "A and B" anywhere before "they" in the sentence. */
static bool earlier_plural(dmi_parse *p, uint32_t unit, dmi_parties *out)
{
    for (uint32_t i = p->phrases.count; i-- > 0;) {
        const dmi_phrase *ph = &p->phrases.at[i];
        if (ph->unit_start >= unit || ph->mention == NONE || ph->next == NONE || p->phrases.at[ph->next].mention == NONE)
            continue;
        dmi_parties_of_phrase(p, i, out);
        return out->count > 1;
    }
    return false;
}

/* "The two sides in Libya" are of that country. */
static bool sides_of_place(dmi_parse *p, uint32_t unit, dmi_parties *out)
{
    for (uint32_t u = unit; u + 1 < p->s->count && u < unit + 3; u++) {
        const dmi_reading *r = dmi_at(p, u + 1);
        dmi_mention m = { .role = DMI_NONE,
                          .entity = DMI_NONE,
                          .org = DMI_NONE,
                          .kind = DMI_MENTION_COUNTRY,
                          .how = DMI_HOW_PLACE,
                          .sector = { "", 0 },
                          .name = { "", 0 },
                          .plural = true };
        if (!dmi_unit_reads(p, u, DMI_K_IN) || (r->is & DMI_IS_COUNTRY) == 0)
            continue;
        m.states[m.state_count++] = r->state;
        dmi_add_party(out, &m, DMI_NO_INDEX);
        return true;
    }
    return false;
}

/* The two commonest parties of the sentence or the document. */
static void pair_of(dmi_parse *p, dmi_parties *out)
{
    dmi_memory *memory = p->d->memory;

    if (p->d->pair.count > 0) {
        dmi_add_referred(out, &p->d->pair);
        return;
    }
    for (int k = 0; k < 2; k++) {
        uint16_t state = k == 0 ? memory->default_state : memory->second_state;
        dmi_mention m = { .role = DMI_NONE,
                          .entity = DMI_NONE,
                          .org = DMI_NONE,
                          .kind = DMI_MENTION_COUNTRY,
                          .how = DMI_HOW_DOCUMENT,
                          .sector = DMI_STR("GOV"),
                          .name = { "", 0 } };
        if (state == DMI_NONE || memory->second_state == DMI_NONE)
            return;
        m.states[0] = state;
        m.state_count = 1;
        dmi_add_party(out, &m, DMI_NO_INDEX);
    }
}

static bool in_subject(const dmi_parse *p, uint32_t unit, uint32_t frame)
{
    uint32_t subject = p->frames.at[frame].subject;

    return subject != NONE && unit >= p->phrases.at[subject].unit_start && unit <= p->phrases.at[subject].unit_end;
}

/* "Accusing them": the nearest party before that is not the clause's subject. */
bool dmi_others_before(dmi_parse *p, uint32_t unit, uint32_t frame, dmi_parties *out)
{
    dmi_parties subject = { 0 };

    dmi_parties_of_subject(p, frame, &subject, 3);
    for (uint32_t i = p->phrases.count; i-- > 0;) {
        const dmi_phrase *ph = &p->phrases.at[i];
        const dmi_mention *m = ph->mention == NONE ? NULL : &p->s->mentions[ph->mention];
        if (m == NULL || ph->unit_start >= unit || m->kind == DMI_MENTION_PRONOUN || m->kind == DMI_MENTION_BOTH ||
            m->state_count == 0)
            continue;
        if (subject.count > 0 && subject.at[0].mention.state_count > 0 && subject.at[0].mention.states[0] == m->states[0] &&
            dmi_same(subject.at[0].mention.sector, m->sector))
            continue;
        dmi_parties_of_phrase(p, i, out);
        return out->count > 0;
    }
    return false;
}

/* "His country": the country, not the person, of who speaks, acts, or acted last. */
static void own_country(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    dmi_parties found = { 0 };

    dmi_speaker_of(p, frame, &found);
    if (found.count == 0 && frame != NONE && p->frames.at[frame].verb != NONE)
        dmi_parties_of_subject(p, frame, &found, 3);
    if (found.count == 0 && !earlier_subject(p, frame == NONE ? p->frames.count : frame, false, &found))
        dmi_add_referred(&found, &p->d->last_subject);
    for (uint8_t i = 0; i < found.count; i++) {
        dmi_mention m = { .states = { 0 },
                          .role = DMI_NONE,
                          .entity = DMI_NONE,
                          .org = found.at[i].mention.org,
                          .kind = DMI_MENTION_COUNTRY,
                          .how = DMI_HOW_REFERENCE,
                          .sector = DMI_STR("GOV"),
                          .name = { "", 0 },
                          .state_count = found.at[i].mention.state_count };
        memcpy(m.states, found.at[i].mention.states, sizeof m.states);
        if (m.state_count > 0)
            dmi_add_party(out, &m, DMI_NO_INDEX);
    }
}

/* "You", in somebody's mouth: whom he tells it. */
static void told_party(dmi_parse *p, uint32_t frame, dmi_parties *out)
{
    uint32_t say = dmi_reporting_frame(p, frame);

    if (say != NONE)
        dmi_parties_of_object(p, say, out);
}

bool dmi_resolve_reference(dmi_parse *p, const dmi_mention *mention, uint32_t frame, dmi_parties *out)
{
    const dmi_reading *r = dmi_at(p, mention->unit_start);
    uint8_t before = out->count;

    if (p->references >= REFERENCE_DEPTH)
        return false;
    p->references++;
    if (mention->kind == DMI_MENTION_BOTH) {
        if (!sides_of_place(p, mention->unit_end, out))
            pair_of(p, out);
    } else if (dmi_reads(r, DMI_K_OWN_COUNTRY))
        own_country(p, frame, out);
    else if (dmi_reads(r, DMI_K_PRON_1))
        dmi_speaker_of(p, frame, out);
    else if (dmi_reads(r, DMI_K_PRON_2) && frame != NONE && in_subject(p, mention->unit_start, frame))
        told_party(p, frame, out);
    else if (dmi_reads(r, DMI_K_PRON_3P)) {
        if (frame != NONE && !in_subject(p, mention->unit_start, frame) &&
            dmi_others_before(p, mention->unit_start, frame, out)) {
            p->references--;
            return true;
        }
        if (!earlier_plural(p, mention->unit_start, out) &&
            !earlier_subject(p, frame == NONE ? p->frames.count : frame, true, out) &&
            !earlier_body(p, frame == NONE ? p->frames.count : frame, out))
            dmi_add_referred(out, p->d->last_plural.count > 0 ? &p->d->last_plural : &p->d->last_subject);
    } else if (mention->adjective && dmi_reads(r, DMI_K_POSS_PRON)) {
        /* "its sanctions": of the subject of its own clause, else of one before. */
        if (frame != NONE && p->frames.at[frame].verb != NONE && !in_subject(p, mention->unit_start, frame))
            dmi_parties_of_subject(p, frame, out, 3);
        if (out->count == before && !earlier_subject(p, frame == NONE ? p->frames.count : frame, false, out))
            dmi_add_referred(out, &p->d->last_subject);
    } else if (dmi_reads(r, DMI_K_PRON_3S)) {
        if (!earlier_subject(p, frame == NONE ? p->frames.count : frame, false, out))
            dmi_add_referred(out, p->d->last_person.count > 0 ? &p->d->last_person : &p->d->last_subject);
    }
    p->references--;
    return out->count > before;
}

/* ---- carried on to the next sentence */

static void forget_places(dmi_parties *parties)
{
    for (uint8_t i = 0; i < parties->count; i++)
        parties->at[i].sentence = DMI_NO_INDEX;
}

/* Does a quote run on over the end of the sentence? One that an earlier sentence opened goes on until a mark closes it, or until the
 * sentence tells somebody's words itself, as the narrator does. */
static bool quote_runs_on(const dmi_parse *p)
{
    bool open = p->d->in_quote > 0 && p->d->in_quote < QUOTE_SENTENCES_MAX;

    for (uint32_t i = 0; i < p->frames.count && open; i++)
        open =
            p->frames.at[i].verb == NONE || p->frames.at[i].parent != NONE || !dmi_unit_reads(p, p->frames.at[i].verb, DMI_K_SAY);
    for (uint32_t u = 0; u < p->s->count; u++) {
        uint32_t mark = p->s->units[u].kind == DMI_MARK ? p->s->units[u].mark : 0;
        if (mark == '"') /* it opens behind a blank (again, where a new paragraph begins), and closes behind a word */
            open = u == 0 || (p->s->units[u].flags & DMI_TOK_SPACE) != 0;
        else if (mark != '\'' && (dmi_is_open_quote(mark) || dmi_is_close_quote(mark)))
            open = dmi_is_open_quote(mark);
    }
    return open;
}

void dmi_carry_discourse(dmi_parse *p)
{
    for (uint32_t i = 0; i < p->frames.count; i++) {
        const dmi_frame *f = &p->frames.at[i];
        dmi_parties subject = { 0 };
        if (f->verb == NONE || (f->subject == NONE && f->link != LINK_MAIN))
            continue;
        if (f->subject != NONE && p->phrases.at[f->subject].mention == NONE)
            continue;
        dmi_parties_of_subject(p, i, &subject, 4);
        if (subject.count == 0)
            continue;
        forget_places(&subject);
        if (subject.count > 1 || subject.at[0].mention.plural)
            p->d->last_plural = subject;
        if (f->link == LINK_MAIN || f->link == LINK_COORD || dmi_unit_reads(p, f->verb, DMI_K_SAY))
            p->d->last_subject = subject;
        if (subject.count == 1 && subject.at[0].mention.kind == DMI_MENTION_PERSON)
            p->d->last_person = subject;
        if (dmi_unit_reads(p, f->verb, DMI_K_SAY))
            p->d->speaker = subject;
    }
    p->d->in_quote = quote_runs_on(p) ? p->d->in_quote + 1 : 0;
}
