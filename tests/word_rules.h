/* The rule of the word tokenizer, between any two code points of a text: UAX #29 and what it says
 * on screen. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "core/text/tokenizer.h"

enum { POINTS = 4096 };
/* The code points of a text from one on, decoded once for each start. */
static struct {
    uint32_t cp[POINTS];
    size_t end[POINTS]; /* in bytes of the text */
    size_t count;
} points;

static inline void decode(const char *text, size_t n, size_t at)
{
    for (points.count = 0; at < n && points.count < POINTS; points.count++) {
        at += utf8_decode(text + at, n - at, &points.cp[points.count], NULL);
        points.end[points.count] = at;
    }
}

static bool one_of(uint32_t cp, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == cp) return true;
    return false;
}

/* Word_Break as the rule on screen has it; beyond the ends, of a line's end. */
static enum uc_word word_of(size_t i)
{
    static const uint32_t apart[] = {'.', ':', 0x2024, 0xFE13, 0xFE52, 0xFE55, 0xFF0E, 0xFF1A};
    if (i >= points.count) return WORD_NEWLINE;
    enum uc_word word = (enum uc_word)uc_properties(points.cp[i]).word;
    bool other =
        word == WORD_MID_NUM || word == WORD_EXTEND_NUM_LET || one_of(points.cp[i], apart, 8);
    return other ? WORD_OTHER : word;
}

static bool is_mark(size_t i)
{
    enum uc_word word = word_of(i);
    return word == WORD_EXTEND || word == WORD_FORMAT || word == WORD_ZWJ;
}

static size_t before(size_t i)
{
    while (i > 0 && i < POINTS && is_mark(i - 1)) i--;
    return i - 1; /* SIZE_MAX at the front */
}

static size_t after(size_t i)
{
    for (i++; i < points.count && is_mark(i);) i++;
    return i;
}

static bool is_letter(size_t i)
{
    return word_of(i) == WORD_ALETTER || word_of(i) == WORD_HEBREW_LETTER;
}

/* Katakana, and letters of no word of UAX #29. */
static bool is_run(size_t i)
{
    bool other = word_of(i) == WORD_OTHER;
    return i < points.count &&
           (word_of(i) == WORD_KATAKANA || (other && uc_class(points.cp[i]) == UC_WORD));
}

static bool is_in_word(size_t i)
{
    return is_letter(i) || word_of(i) == WORD_NUMERIC || is_run(i);
}

/* Whether `i`, in the middle, joins what stands on both sides of it. */
static bool joins(size_t i)
{
    static const uint32_t hyphens[] = {'-', 0x2010, 0x2011};
    size_t a = before(i), b = after(i);
    enum uc_word word = word_of(i);
    bool quote = word == WORD_SINGLE_QUOTE || word == WORD_MID_NUM_LET;
    if (one_of(points.cp[i], hyphens, 3)) return is_in_word(a) && is_in_word(b);
    if (quote && word_of(a) == WORD_NUMERIC && word_of(b) == WORD_NUMERIC) return true;
    if (word == WORD_DOUBLE_QUOTE)
        return word_of(a) == WORD_HEBREW_LETTER && word_of(b) == WORD_HEBREW_LETTER;
    return (quote || word == WORD_MID_LETTER) && is_letter(a) && is_letter(b);
}

/* Whether a word may end before code point i > 0. */
static bool is_boundary(size_t i)
{
    enum uc_word last = word_of(i - 1), here = word_of(i);
    if (last == WORD_CR || last == WORD_LF || last == WORD_NEWLINE || here == WORD_CR ||
        here == WORD_LF || here == WORD_NEWLINE)
        return true;
    if (last == WORD_ZWJ && uc_properties(points.cp[i]).grapheme == GRAPHEME_PICTOGRAPHIC)
        return false;
    if (is_mark(i)) return false;
    size_t a = before(i), halves = 0;
    if (a == SIZE_MAX) return true;
    for (size_t k = a; word_of(k) == WORD_REGIONAL_INDICATOR; k = before(k)) halves++;
    if (here == WORD_REGIONAL_INDICATOR && halves % 2) return false;
    if (word_of(a) == WORD_HEBREW_LETTER && here == WORD_SINGLE_QUOTE) return false;
    if (joins(i) || joins(a)) return false;
    if (is_run(a) || is_run(i)) return is_run(a) != is_run(i);
    return !is_in_word(a) || !is_in_word(i);
}

static bool is_visible(size_t from, size_t to)
{
    for (; from < to; from++)
        if (uc_class(points.cp[from]) != UC_SPACE &&
            !(uc_properties(points.cp[from]).flags & UC_IGNORABLE))
            return true;
    return false;
}

/* The first word with a glyph of what is decoded from `at` on. */
static bool step_word(size_t n, size_t at, struct piece *out)
{
    size_t from = 0, to = 0;
    for (; from < points.count; from = to) {
        for (to = from + 1; to < points.count && !is_boundary(to);) to++;
        if (is_visible(from, to)) break;
    }
    size_t start = from ? points.end[from - 1] : at;
    *out = (struct piece){(uint32_t)start, (uint32_t)(from < to ? points.end[to - 1] : n)};
    return from < points.count;
}
