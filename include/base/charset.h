/* The charset of the locale (LC_CTYPE), where that is another than UTF-8: what is typed, pasted
 * and given as an argument comes in it. Files are UTF-8 whatever the locale. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Chooses the locale that the environment (getenv) names, for the character type only: numbers keep
 * their point. Returns whether that is one of UTF-8. Where the environment names such a locale, the
 * terminal speaks it, whether that locale is installed, another of UTF-8, or none. A program that
 * is one file reads no locales: those of a machine are its own C library's. */
bool charset_choose(char *(*environment)(const char *name));

/* Whether the charset of the locale that is set is UTF-8. */
bool charset_is_utf8(void);

/* Whether the locale has a charset of its own: not UTF-8, and not the C locale, whose bytes above
 * 0x7F mean nothing. It says nothing of the terminal either, so UTF-8 is assumed there. */
bool charset_is_local(void);

/* Decodes the character at s[0 .. n), n ≥ 1, as the C library does. Returns the bytes it takes, or
 * 0 when they are only the beginning of one. A byte that begins none, and a character that
 * Unicode has none for, is U+FFFD: of such a byte only that one is taken. */
size_t charset_decode(const char *s, size_t n, uint32_t *cp);

/* Appends s[0 .. n) as UTF-8; the beginning of a character at its end is U+FFFD, byte by byte.
 * False when out of memory. */
bool charset_add(struct str *out, const char *s, size_t n);
