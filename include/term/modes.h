/* What the terminal is told besides what curses tells it, and how all of it is
 * taken back at once, even from a signal handler. */
#ifndef TERM_MODES_H
#define TERM_MODES_H

#include <stdbool.h>
#include <stddef.h>

/* Remembers the line's modes as they are now; false (errno) if it cannot. */
bool modes_save(void);
/* Whether the terminal understands escape sequences of ECMA-48; if not, none
 * of ours are sent. `leave`: what ends curses' own modes, sent after a crash. */
void modes_prepare(bool ecma48, const char *leave);

/* Bracketed paste and the mouse on; off again in reverse order. */
void modes_enter(void);
void modes_leave(void);
/* Between these two the terminal holds its picture still, so that a repaint is seen whole. */
void modes_hold(void);
void modes_release(void);

/* Everything off and the line's modes as saved. Safe in a signal handler. */
void modes_crash(void);

#endif
