/**
 * The concepts that the grammar itself knows by name, and the READING of a unit: its senses sorted once, so that every later
 * stage asks a bit instead of searching. Concepts that only rules name (IMPOSE, SANCTION ...) are not here.
 */
#ifndef DMI_VOCABULARY_H
#define DMI_VOCABULARY_H

#include "pack/pack.h"

#define DMI_KNOWN_CONCEPTS(X)                                                                                                    \
    X(AND)                                                                                                                       \
    X(OR) X(BUT) X(NOT) X(WITHOUT) X(WILL) X(WOULD) X(MAY) X(IF) X(MUST) X(BE) X(HAVE) X(PASSIVE) X(DONE) X(INF) X(THAT) X(REL)  \
        X(WHEN) X(BECAUSE) X(BY) X(WITH) X(TO) X(FROM) X(IN) X(ON) X(OF) X(FOR) X(ABOUT) X(AGAINST) X(BETWEEN) X(OVER) X(DURING) \
            X(ATTRIB) X(IN_RESPONSE) X(DET) X(POSS) X(POSS_PRON) X(PRON_3S) X(PRON_3P) X(PRON_1) X(PRON_2) X(BOTH_SIDES)         \
                X(MUTUAL) X(OTHERS) X(OWN_COUNTRY) X(SAID_COUNTRY) X(ARTICLE) X(OBJ_MARK) X(QUESTION) X(NUMBER_WORD) X(MEASURE)  \
                    X(SUCH) X(FORMER) X(DEPUTY) X(HEAD_OF) X(GIVEN_NAME) X(PERSON_TITLE) X(COUNTERPART) X(INTERNATIONAL)         \
                        X(SPOKESPERSON) X(DIPLOMAT) X(CIVILIANS) X(DELEGATION) X(IGO_ROLE) X(THE_BODY) X(NGO_ROLE) X(MEDIA)      \
                            X(BUSINESS) X(CRIMINALS) X(PROTESTERS) X(OFFICIAL) X(MINISTER) X(GOVERNMENT) X(REBEL) X(SAY)         \
                                X(BELIEVE) X(TODAY) X(YESTERDAY) X(TOMORROW) X(DAY_WORD) X(LAST) X(NEXT) X(THIS) X(AGO) X(SPORT) \
                                    X(MARKET) X(WEATHER) X(ACCIDENT) X(CULTURE) X(LIFESTYLE) X(POLL) X(HISTORY) X(NONE)          \
                                        X(KNOWN_VERB) X(CALL_NAMED) X(FACE) X(EXPRESS) X(HOLD) X(LAUNCH) X(GIVE) X(MAKE)         \
                                            X(REACH) X(NEED_SAY) X(DISAPPROVE) X(INTEND) X(ETHNIC) X(STUDENTS) X(WORKERS)        \
                                                X(REFUGEES) X(FARMERS) X(ELITE) X(HEALTH_ROLE) X(CLERGY) X(LAWYER) X(ATTEND)     \
                                                    X(CONTINUE) X(TRY) X(STOP) X(HELP_TO) X(IMPOSE) X(HEAD_OF_STATE)             \
                                                        X(HEAD_OF_GOV) X(FOREIGN_MINISTER) X(ORDER) X(ALLOW) X(URGE) X(ASK)      \
                                                            X(DEMAND) X(FORCE) X(INVITE) X(PREVENT) X(PARLIAMENT) X(PARTY)       \
                                                                X(COURT) X(POLICE) X(ARMY) X(FOREIGN_MINISTRY)                   \
                                                                    X(DEFENCE_MINISTRY) X(RESOLUTION) X(STATEMENT) X(SIGN)       \
                                                                        X(VOTE) X(WARN) X(CLAIM)
enum {
    DMI_K_NOTHING = 0,
#define X(name) DMI_K_##name,
    DMI_KNOWN_CONCEPTS(X)
#undef X
        DMI_K_COUNT
};

typedef struct dmi_vocabulary {
    const dmi_packs *packs;
    uint16_t id[DMI_K_COUNT];   /* the concept of each known name, DMI_NONE when the ontology lacks it */
    uint8_t *known;             /* of each concept: DMI_K_..., owned */
    uint16_t unspecified_state; /* none */
} dmi_vocabulary;

dm_status dmi_vocabulary_open(dmi_vocabulary *out, const dmi_packs *packs, dm_error *err);
void dmi_vocabulary_close(dmi_vocabulary *vocabulary);

/* What a unit may be, and what it was taken for. */
enum {
    DMI_CAN_VERB = 1,
    DMI_CAN_NOUN = 2,
    DMI_CAN_ADJ = 4,
    DMI_IS_VERB = 8,  /* taken for a verb */
    DMI_IS_NAME = 16, /* an unknown word written like a name */
    DMI_IS_ROLE = 32,
    DMI_IS_COUNTRY = 64,
    DMI_IS_ENTITY = 128,
    DMI_IS_GRAM = 256,
    DMI_IS_ACT = 512,
    DMI_IS_THING = 1024,
    DMI_IS_TIME = 2048,
    DMI_IS_DOMAIN = 4096,
    DMI_IS_ADJ_STATE = 8192, /* a demonym that modifies a noun */
    DMI_IS_DATE = 16384
};

typedef struct dmi_reading {
    uint64_t known[3]; /* DMI_K_... bits of its senses */
    uint32_t is;       /* DMI_CAN_..., DMI_IS_... */
    uint32_t features; /* of the reading taken */
    uint16_t role;     /* its role concept, or DMI_NONE */
    uint16_t state;    /* of a country sense, or DMI_NONE */
    uint16_t entity;   /* of an entity sense, or DMI_NONE */
    uint32_t state_features;
    uint32_t mention; /* index of the mention it belongs to, or DMI_NO_INDEX */
    uint8_t quote_depth;
} dmi_reading;
#define DMI_NO_INDEX UINT32_MAX

static inline bool dmi_reads(const dmi_reading *r, unsigned k)
{
    return (r->known[k >> 6] >> (k & 63) & 1) != 0;
}

/** A sentence being read. */
typedef struct dmi_sentence {
    const dmi_token *tokens; /* that the units' token numbers count */
    const dmi_unit *units;
    dmi_reading *readings;
    uint32_t count;
    uint32_t start_byte, end_byte; /* in its part's text */
    uint32_t part;
    bool is_title, title_case; /* title case: most words are capitalised, so capitals name nobody */
    struct dmi_mention *mentions;
    uint32_t mention_count;
} dmi_sentence;

/** The units with the prepositions at the end of deeds ("call for") as units of their own. */
dmi_units dmi_split_particles(dmi_arena *arena, const dmi_vocabulary *vocabulary, const dmi_lang *lang, dmi_tokens tokens,
                              dmi_units units);

/** Sort the senses of every unit; choose verb or noun where a form may be either. */
void dmi_read_units(dmi_arena *arena, const dmi_vocabulary *vocabulary, const dmi_lang *lang, dmi_sentence *sentence);

#endif
