/* Reads back what the program writes as JSON and CSV, as its documents say that it is to be read. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* The unit of UTF-16 at s of a JSON string, \uXXXX; −1: there is none. */
static inline long read_unit(const char *s)
{
    char digits[5] = "", *end;
    if (s[0] != '\\' || s[1] != 'u') return -1;
    strncpy(digits, s + 2, 4);
    long unit = strtol(digits, &end, 16);
    return end == digits + 4 ? unit : -1;
}

/* The text of a JSON string, ended by NUL, into `to`. Returns its bytes, or SIZE_MAX if it is no JSON. */
static inline size_t read_json(const char *s, char *to)
{
    size_t n = 0;
    if (*s++ != '"') return SIZE_MAX;
    while (*s && *s != '"') {
        long high = read_unit(s), low = high >= 0 ? read_unit(s + 6) : -1;
        if ((unsigned char)*s < 0x20) {
            return SIZE_MAX;
        } else if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            n += utf8_encode((uint32_t)(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00), to + n);
            s += 12;
        } else if (high >= 0) {
            n += utf8_encode((uint32_t)high, to + n);
            s += 6;
        } else if (*s != '\\') {
            to[n++] = *s++;
        } else if (s[1] == '"' || s[1] == '\\') {
            to[n++] = s[1];
            s += 2;
        } else {
            return SIZE_MAX;
        }
    }
    return s[0] == '"' && s[1] == '\0' ? n : SIZE_MAX;
}

/* Whether a spreadsheet may run s[0 .. n): one of = + - @ and their full-width forms, after quotes,
 * apostrophes and blanks. */
static inline bool read_is_formula(const char *s, size_t n)
{
    static const char *const skipped[] = {"'",      "\"",     " ",      "\u00A0", "\u1680",
                                          "\u2000", "\u2001", "\u2002", "\u2003", "\u2004",
                                          "\u2005", "\u2006", "\u2007", "\u2008", "\u2009",
                                          "\u200A", "\u202F", "\u205F", "\u3000"};
    static const char *const starts[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped;) {
        size_t len = strlen(skipped[i]);
        bool there = n >= len && memcmp(s, skipped[i], len) == 0;
        i = there ? 0 : i + 1;
        s += there ? len : 0;
        n -= there ? len : 0;
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (n >= strlen(starts[i]) && memcmp(s, starts[i], strlen(starts[i])) == 0) return true;
    return false;
}

/* The bytes at s that are the picture of one code point, which goes to *cp; 0: none. */
static inline size_t read_picture(const char *s, size_t n, uint32_t *cp)
{
    static const char open[] = "⟨U+", close[] = "⟩";
    bool ok;
    size_t len = utf8_decode(s, n, cp, &ok);
    if (ok && ((*cp >= 0x2400 && *cp <= 0x241F) || *cp == 0x2421)) {
        *cp = *cp == 0x2421 ? 0x7F : *cp - 0x2400;
        return len;
    }
    size_t front = sizeof open - 1, digits = 0;
    if (n < front || memcmp(s, open, front) != 0) return 0;
    for (*cp = 0; front + digits < n && strchr("0123456789ABCDEF", s[front + digits]); digits++)
        *cp = *cp * 16 +
              (uint32_t)(strchr("0123456789ABCDEF", s[front + digits]) - "0123456789ABCDEF");
    len = front + digits;
    bool closed = digits >= 4 && digits <= 6 && n - len >= 3 && memcmp(s + len, close, 3) == 0;
    return closed ? len + 3 : 0;
}

/* The text of a CSV field s[0 .. n) into `to`, which has room for n bytes. Returns its bytes, or
 * SIZE_MAX if RFC 4180 would read another field. */
static inline size_t read_csv(const char *s, size_t n, char *to)
{
    bool quoted = n > 0 && s[0] == '"';
    size_t len = 0, used = 0;
    if (quoted && (n < 2 || s[n - 1] != '"')) return SIZE_MAX;
    for (size_t i = quoted; i < n - quoted; i++) {
        if (!quoted && (s[i] == ',' || s[i] == '"')) return SIZE_MAX;
        if (quoted && s[i] == '"' && (++i == n - 1 || s[i] != '"')) return SIZE_MAX;
        to[len++] = s[i];
    }
    size_t guard = len > 0 && to[0] == '\'' && read_is_formula(to + 1, len - 1);
    for (size_t i = guard; i < len;) {
        uint32_t cp;
        size_t picture = read_picture(to + i, len - i, &cp);
        if (picture)
            used += utf8_encode(cp, to + used);
        else
            to[used++] = to[i];
        i += picture ? picture : 1;
    }
    return used;
}
