/* Sequences of a terminal's entry with numbers put in, as terminfo(5) describes them. The C
 * library's and curses' tparm() asks for memory at every new sequence, and crashes without. */
#pragma once

#include <stddef.h>

#define EXPAND_MAX 128 /* bytes that a sequence may become, with its NUL */

/* Writes `format` with up to two numbers for %p1 and %p2, ended by a NUL; returns the length. What
 * does not fit, or is no such format, becomes "". Padding ($<…>) is copied as it is. */
size_t expand_sequence(const char *format, int first, int second, char out[EXPAND_MAX]);
