/* Inside of the room time: units as atoms, atoms as readings. See time.h for the method. */
#ifndef DMI_TIME_READING_H
#define DMI_TIME_READING_H

#include "time/time.h"

/* What a unit may be in a date; a word is often several of these ("minggu": week and Sunday). */
enum {
    DMI_AT_NUMBER = 1 << 0,
    DMI_AT_MARK = 1 << 1,
    DMI_AT_MONTH = 1 << 2,
    DMI_AT_WEEKDAY = 1 << 3,
    DMI_AT_DAY_OFFSET = 1 << 4, /* today, yesterday, tomorrow */
    DMI_AT_LAST = 1 << 5,
    DMI_AT_NEXT = 1 << 6,
    DMI_AT_THIS = 1 << 7,
    DMI_AT_AGO = 1 << 8,
    DMI_AT_SPAN = 1 << 9, /* day, week, month, year as measures */
    DMI_AT_ERA = 1 << 10,
    DMI_AT_DAY_WORD = 1 << 11,
    DMI_AT_OF = 1 << 12,
    DMI_AT_PREPOSITION = 1 << 13, /* that may stand before a time */
    DMI_AT_ARTICLE = 1 << 14,
    DMI_AT_COUNT_WORD = 1 << 15, /* "two" */
    DMI_AT_OTHER = 1 << 16       /* it is also something that is no time */
};
enum { DMI_SPAN_DAY = 1, DMI_SPAN_WEEK, DMI_SPAN_MONTH, DMI_SPAN_YEAR };

typedef struct dmi_atom {
    uint32_t is;   /* DMI_AT_... */
    uint32_t unit; /* the unit it comes from; "12.05.2024" is one unit and five atoms */
    uint32_t number, mark;
    dm_str fold;
    uint8_t digits; /* of a plain number; 0: with a fraction or grouped */
    uint8_t month, calendar, weekday, span, era;
    int8_t day_offset;
    bool joined; /* no blank before it */
    bool lower;  /* its script has capitals and it begins with none */
    bool plural, dual;
    bool several;          /* the unit is of several words */
} dmi_atom;

typedef struct dmi_atoms {
    dmi_atom *at;
    uint32_t count;
    bool any; /* is there anything that could begin a date? */
} dmi_atoms;

dmi_atoms dmi_atoms_read(dmi_arena *arena, const dmi_packs *packs, dmi_units units);

/* What was written. Zero: not written. */
enum { DMI_READ_CALENDAR = 1, DMI_READ_WEEKDAY, DMI_READ_OFFSET };
typedef struct dmi_reading {
    uint8_t kind;
    uint8_t calendar; /* 0: not said */
    int year, month, day;
    int swapped_month, swapped_day; /* the other order of 10/5/2024; 0: there is none */
    uint8_t weekday;
    int direction;         /* -1 last, 1 next; of a weekday or month */
    bool this_one;         /* "this Friday" */
    bool year_offset_said; /* "August last year" */
    int year_offset;
    bool week_offset_said; /* "Tuesday of last week" */
    int week_offset;
    uint8_t span;  /* of an offset: DMI_SPAN_... */
    int count;     /* of an offset, signed */
    bool is_today; /* the word "today" stands beside it */
} dmi_reading;

/* The language's habits, asked of CLDR at most once a call. */
typedef struct dmi_habits {
    const dmi_lang *lang;
    bool order_known, month_first;
    bool calendar_known;
    uint8_t calendar; /* the one that its years are counted in */
} dmi_habits;
bool dmi_habits_month_first(dmi_habits *habits);
uint8_t dmi_habits_calendar(dmi_habits *habits);

/* The spellings of small numbers in a language, learnt when the first is asked for. */
typedef struct dmi_spelled {
    dm_str fold;
    int value;
} dmi_spelled;
typedef struct dmi_spellings {
    const dmi_lang *lang; /* NULL: none */
    bool known;
    DMI_ARRAY(dmi_spelled) list;
} dmi_spellings;
/** "two": 2; 0: no number, or a large one. */
int dmi_spelled_value(dmi_arena *arena, dmi_spellings *spellings, dm_str fold);

/** The day that a reading means. False: there is no such day, or too little is said. */
bool dmi_resolve(const dmi_reading *reading, dmi_habits *habits, uint32_t base, dmi_date *out);

#endif
