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

#define KEYS_ANSWER_MAX 512
/* The length of an answer that s[0 .. n), which begins with ESC, is or begins with: a string of
 * control (DCS, OSC, APC), as terminals answer what programs ask them. 0: none, or *unfinished: one
 * of which the rest has not come. */
size_t keys_answer(const char *s, size_t n, bool *unfinished);

/* The key of a byte below 0x20, or of 0x7F. */
uint32_t keys_control(unsigned char byte);

/* Bytes that one look at the terminal found, up to the first that no text has: what they are. */
enum keys_run {
    KEYS_TYPED, /* keys, one by one */
    KEYS_PASTED /* text that was pasted without its brackets */
};
/* What run[0 .. n) is; `typable`: how many keys a person may have pressed since the look before.
 * A paste is what no hand does at once: a line break between other characters, a line of four and
 * more with its break, or eight that are not one key held down. A line that opens a prompt
 * (: or /) and ends with its break, or without one, is a command that was written for it. */
enum keys_run keys_run(const char *run, size_t n, size_t typable);
/* Whether the byte may be a text's: a character's, a tab or a line break. */
bool keys_is_text(unsigned char byte);

/* Whether a terminal's line would make a signal of the byte: Ctrl-C, Ctrl-Z or Ctrl-\, the special
 * characters INTR, SUSP and QUIT of termios(3). A person stops the program with them, so they are
 * keys also where another byte would be a part of what came before. */
bool keys_is_signal(unsigned char byte);
