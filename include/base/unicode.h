/* What the program needs to know of a code point: its class for tokenizers, its lower case for
 * look-up, its width in terminal columns. The tables are generated from Unicode data by
 * assets/unicode/tables.py and do not depend on the locale or the C library. */
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

enum uc_class uc_class(uint32_t cp);

/* Simple lower-case mapping; `cp` itself where there is none. */
uint32_t uc_lower(uint32_t cp);

/* Columns in a terminal: 0 for combining marks, format characters (but for the few with a glyph, as
 * U+0600) and the joining vowels and finals of Hangul, 2 for wide and fullwidth ones and for emoji
 * shown as pictures, else 1. Controls count 0: they are never sent (see uc_unsafe). */
int uc_width(uint32_t cp);

/* True for what must not reach a terminal or an export as it is: C0, DEL and
 * C1 controls, line and paragraph separators, bidirectional controls
 * (U+061C, U+200E, U+200F, U+202A … U+202E, U+2066 … U+2069). */
bool uc_unsafe(uint32_t cp);

/* The Unicode version of the tables, as "14.0.0". */
const char *uc_version(void);
