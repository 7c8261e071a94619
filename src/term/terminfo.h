/* Which description of the terminal curses starts with, and at what colour depth. */
#pragma once

#include <curses.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "term/term.h"
#include "view/frame/frame.h"

/* Starts curses with the first description that it takes, as the wish asks (see term_open()). NULL
 * with an error when the terminal cannot be used: nothing has been sent to it then. */
SCREEN *terminfo_start(enum color_wish wish, enum depth *depth, struct err *e);
/* For the handler of SIGSEGV, after the terminal was given back: where it was curses that came to
 * grief while it started, as it does without memory, it says so in a line and ends the program with
 * status 1; else it returns. */
void terminfo_crash(void);

/* Of the terminal started: its cursor moves by sequences of ECMA-48. */
bool terminfo_ecma48(void);
/* Of the terminal started: appends a capability to a string of `size` bytes,
 * without its padding, whole or, where it is missing or has no room, not at all. */
void terminfo_append(char *out, size_t size, const char *name);
/* Of the terminal started: what puts the cursor into the last of `rows` rows, as a
 * string ended by NUL; nothing where the picture was on a screen of its own. */
void terminfo_below(int rows, char *out, size_t size);
/* Of the terminal started: what takes back all that curses set, as one string
 * ended by NUL, cut between sequences where `size` is too small. */
void terminfo_leave(char *out, size_t size);
/* Of the terminal started: the string that the i-th of its keys sends, and the key's name in the
 * entry (kcuu1 …); NULL after the last. Those of the mouse are none. */
const char *terminfo_key(size_t i, const char **name);
/* The same of what sets it again. */
void terminfo_enter(char *out, size_t size);
