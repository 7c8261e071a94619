/* Where words end: UAX #29, but for what the rule of the word tokenizer says. Used by
 * core/text/tokenizer.c only.
 *
 *   a hyphen (-, U+2010, U+2011) joins letters and digits on both sides of it
 *   letters that UAX #29 leaves to a dictionary (hiragana, Thai, Khmer …) run on
 *   . : , ; and _ and their other forms join nothing
 *   a space, and what has no glyph, is no piece */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is known of the code points of a piece. */
struct word_seen {
    uint32_t bits; /* all their bits together: below 0x80, all is ASCII */
    bool visible;  /* one of them is neither white space nor ignorable */
    bool unstable; /* one is malformed, or may change when the piece is composed */
};

/* The end of the piece that starts at `at` < n. It depends on the bytes of the piece and of the
 * code point after it; where that joins words, on the marks after it and on the next one too. */
size_t word_break_next(const char *text, size_t n, size_t at, struct word_seen *seen);
/* The same, of a piece that starts with ASCII letters and digits, the last of which ends at
 * `end`. */
size_t word_break_on(const char *text, size_t n, size_t end, struct word_seen *seen);
/* Whether where a piece ends at `at` was known within eight bytes. */
bool word_break_near(const char *text, size_t n, size_t at);
