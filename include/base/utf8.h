/* UTF-8 as RFC 3629 defines it: shortest forms only, no surrogates, nothing above U+10FFFF. A byte
 * that is not part of a well-formed sequence decodes, alone, as U+FFFD. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD 0xFFFDu

/* Decodes the code point at s[0 .. n). Returns the bytes it takes (1 … 4; 0
 * only when n is 0). A malformed byte gives *cp = UTF8_BAD and takes 1 byte;
 * *ok (may be NULL) is false for it alone: a U+FFFD of the text is well-formed. */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp, bool *ok);

/* Writes `cp` to out[0 .. 4) and returns the bytes written. A value that is
 * no Unicode scalar is written as U+FFFD. Not ended by NUL. */
size_t utf8_encode(uint32_t cp, char out[4]);

/* The start of the code point that ends at `at` (0 when at is 0): one step
 * back, counting each malformed byte as a code point of its own. */
size_t utf8_prev(const char *s, size_t n, size_t at);
