/* What terminals send for keys and the mouse, as bytes. Knows nothing of curses: curses finds the
 * sequences that the terminal's own entry names, this reads all others of the xterm, VT, rxvt and
 * Linux console families, with any modifiers, so that none is taken for typed text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/input/event.h"

/* The longest sequence worth reading, with its ESC. */
#define KEYS_SEQUENCE_MAX 48

/* Whether seq[0 .. n), n ≥ 1, which begins with ESC, wants another byte. */
bool keys_unfinished(const char *seq, size_t n);

/* The key of a whole sequence, or 0 when it is none. */
uint32_t keys_sequence(const char *seq, size_t n);

/* Reads a whole sequence as a mouse report: a press of the left button or a
 * turn of the wheel fills *out's mouse fields. False for all else. */
bool keys_mouse(const char *seq, size_t n, struct event *out);

/* The key of a byte below 0x20, or of 0x7F. */
uint32_t keys_control(unsigned char byte);
