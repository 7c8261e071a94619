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
/* What the terminal is sent before and after a repaint, so that it is seen whole. */
const char *modes_hold(void);
const char *modes_release(void);
/* Sends all the bytes, past stdio and curses. */
void modes_send(const char *bytes, size_t len);

/* Everything off and the line's modes as saved. Safe in a signal handler. */
void modes_crash(void);

#endif
