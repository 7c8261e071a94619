/* Where characters, as people see them, end: the extended grapheme clusters of UAX #29, of the
 * Unicode version of the tables. A malformed byte is as the U+FFFD that it decodes as. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* The end of the cluster that starts at `at` of s[0 .. n); n at the end. It depends on the bytes
 * of the cluster, and of the code point after it, alone. */
size_t grapheme_next(const char *s, size_t n, size_t at);

/* The start of the cluster that the byte before `at` belongs to; 0 at the front. Of a row of more
 * than GRAPHEME_FLAGS halves of flags those are paired from the last that many on. */
#define GRAPHEME_FLAGS 256 /* even */
size_t grapheme_prev(const char *s, size_t n, size_t at);
