/* What may stand in no output, by a table that the program does not have (tests/data/forbidden.py). */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/unicode.h"
#include "base/utf8.h"
#include "data/forbidden.inc"

#define FORBIDDEN_LAST 0x10FFFFu
enum { IS_FORBIDDEN = 1, IS_MARK = 2 };
static uint8_t forbidden_kind[FORBIDDEN_LAST + 1];

static inline void forbidden_fill(const uint32_t ranges[][2], size_t count, uint8_t kind)
{
    for (size_t i = 0; i < count; i++)
        for (uint32_t cp = ranges[i][0]; cp <= ranges[i][1]; cp++) forbidden_kind[cp] |= kind;
}

/* To be called once, before all else. */
static inline void forbidden_start(void)
{
    assert_string_equal(uc_version(), FORBIDDEN_VERSION);
    forbidden_fill(forbidden, sizeof forbidden / sizeof *forbidden, IS_FORBIDDEN);
    forbidden_fill(marks, sizeof marks / sizeof *marks, IS_MARK);
}

/* Fails where s[0 .. n) is not well-formed UTF-8, holds what is forbidden (newlines apart, where they
 * are allowed) or more than two marks in a row. `what` wrote it of the code points from `first` on. */
static inline void forbidden_check(const char *what, uint32_t first, const char *s, size_t n,
                                   bool newlines)
{
    int run = 0;
    for (size_t i = 0; i < n;) {
        uint32_t cp = (unsigned char)s[i];
        bool ok = true;
        i += cp < 0x80 ? 1 : utf8_decode(s + i, n - i, &cp, &ok);
        if (!ok) fail_msg("%s of U+%04X and after: not well-formed UTF-8", what, first);
        uint8_t kind = forbidden_kind[cp];
        run = kind & IS_MARK ? run + 1 : 0;
        if (kind & IS_FORBIDDEN && !(newlines && cp == '\n'))
            fail_msg("%s of U+%04X and after: U+%04X is in it", what, first, cp);
        if (run > 2) fail_msg("%s of U+%04X and after: %d marks in a row", what, first, run);
    }
}

/* Takes the sequences of a terminal that are ESC [ … letter, or two bytes, out of s[0 .. n); returns what
 * is left of n. */
static inline size_t forbidden_strip(char *s, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n;) {
        if (s[i] == '\033' && i + 1 < n && s[i + 1] == '[') {
            i += 2;
            while (i < n && (unsigned char)s[i] < 0x40) i++;
            i++;
        } else if (s[i] == '\033' && i + 2 < n && s[i + 1] == '(') { /* sgr0 of xterm */
            i += 3;
        } else {
            s[kept++] = s[i++];
        }
    }
    return kept;
}

/* The text of the tests for `count` code points from `first` on, without surrogates: each alone and
 * after a letter, and marks four times after a letter. Room for FORBIDDEN_TEXT bytes a code point. */
#define FORBIDDEN_TEXT (5 * 4 + 4)
static inline size_t forbidden_text(uint32_t first, uint32_t count, char *out)
{
    size_t n = 0;
    for (uint32_t cp = first; cp < first + count; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF) continue;
        n += utf8_encode(cp, out + n);
        memcpy(out + n, " a", 2);
        n += 2;
        for (int i = 0; i < (forbidden_kind[cp] & IS_MARK ? 4 : 1); i++)
            n += utf8_encode(cp, out + n);
        out[n++] = ' ';
    }
    return n;
}
