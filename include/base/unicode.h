/* What the program needs to know of a code point: its class, where characters and words end at it
 * (UAX #29), its lower case for look-up, its width in terminal columns. The tables are generated
 * from the files of Unicode by assets/unicode/tables.py and do not depend on the locale or the C
 * library. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum uc_class {
    UC_SPACE,   /* White_Space: separates words */
    UC_WORD,    /* letters, marks, digits and other numbers; private use and unassigned too */
    UC_PUNCT,   /* punctuation and symbols: a token each */
    UC_CJK,     /* Han ideographs (the blocks BERT splits, and later extensions): a token each */
    UC_CONTROL, /* C0, DEL and C1 controls that are not white space */
    UC_FORMAT,  /* Cf: joiners, bidirectional controls, tags; no glyph of their own */
};

/* Grapheme_Cluster_Break, and Extended_Pictographic of what is Other there. */
enum uc_grapheme {
    GRAPHEME_OTHER,
    GRAPHEME_CR,
    GRAPHEME_LF,
    GRAPHEME_CONTROL,
    GRAPHEME_EXTEND,
    GRAPHEME_ZWJ,
    GRAPHEME_REGIONAL_INDICATOR,
    GRAPHEME_PREPEND,
    GRAPHEME_SPACING_MARK,
    GRAPHEME_L,
    GRAPHEME_V,
    GRAPHEME_T,
    GRAPHEME_LV,
    GRAPHEME_LVT,
    GRAPHEME_PICTOGRAPHIC,
    GRAPHEME_COUNT,
};

/* Word_Break. */
enum uc_word {
    WORD_OTHER,
    WORD_CR,
    WORD_LF,
    WORD_NEWLINE,
    WORD_EXTEND,
    WORD_ZWJ,
    WORD_FORMAT,
    WORD_REGIONAL_INDICATOR,
    WORD_KATAKANA,
    WORD_HEBREW_LETTER,
    WORD_ALETTER,
    WORD_SINGLE_QUOTE,
    WORD_DOUBLE_QUOTE,
    WORD_MID_NUM_LET,
    WORD_MID_LETTER,
    WORD_MID_NUM,
    WORD_NUMERIC,
    WORD_EXTEND_NUM_LET,
    WORD_WSEG_SPACE,
};

/* All of a code point at once; what is above U+10FFFF is as U+10FFFF, which is never assigned. */
struct uc_properties {
    uint8_t class;    /* enum uc_class */
    uint8_t width;    /* as uc_width() says */
    uint8_t grapheme; /* enum uc_grapheme */
    uint8_t word;     /* enum uc_word */
    uint8_t flags;    /* enum uc_flag */
};
enum uc_flag {
    UC_LOWER = 1,     /* has a lower case */
    UC_AMBIGUOUS = 2, /* one column in most terminals, two in some of East Asia */
    UC_IGNORABLE = 4, /* Default_Ignorable_Code_Point, and formats without a glyph */
    UC_UNSTABLE = 8,  /* may change, or move, when a text is composed (base/normal.h) */
    UC_UNSAFE = 16,   /* as uc_unsafe() says */
};
struct uc_properties uc_properties(uint32_t cp);

enum uc_class uc_class(uint32_t cp);

/* Simple lower-case mapping; `cp` itself where there is none. */
uint32_t uc_lower(uint32_t cp);

/* Columns in a terminal: 0 for combining marks, format characters (but for the few with a glyph, as
 * U+0600) and the joining vowels and finals of Hangul, 2 for wide and fullwidth ones and for emoji
 * shown as pictures, else 1. Controls count 0: they are never sent (see uc_unsafe). */
int uc_width(uint32_t cp);
/* Whether the terminal may draw it as two columns, though others give it one. */
bool uc_ambiguous(uint32_t cp);

/* True for what must not reach a terminal, an export or a message as it is: it acts on what
 * shows it (C0, DEL and C1 controls, line and paragraph separators, bidirectional controls), shows
 * nothing (Default_Ignorable_Code_Point and the other formats without a glyph, assigned or not), or
 * shows what no two programs agree on (private use, noncharacters, surrogates, beyond U+10FFFF).
 * Joiners and variation selectors are among them: base/safe.h knows where they may stand. */
bool uc_unsafe(uint32_t cp);

/* The Unicode version of the tables, as "15.0.0". */
const char *uc_version(void);
