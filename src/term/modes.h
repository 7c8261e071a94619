/* What the terminal is sent besides what curses sends it, and how all of it is
 * taken back at once, even from a signal handler. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Remembers the line's modes as they are now; false (errno) if it cannot. */
bool modes_save(void);
/* Whether the terminal understands escape sequences of ECMA-48; if not, none
 * of ours are sent. `leave`: what ends curses' own modes, sent after a crash. */
void modes_prepare(bool ecma48, const char *leave);

/* Remembers the line's modes as the program has set them. */
void modes_keep_line(void);
/* Bracketed paste and the mouse on. */
void modes_enter(void);
/* Whether the mouse is among them; at first it is. */
void modes_mouse(bool on);
/* What the terminal is sent before and after a repaint, so that it is seen whole. */
const char *modes_hold(void);
const char *modes_release(void);

/* Sends bytes, past stdio and curses, without waiting: what the terminal does not take at once
 * is kept and goes before what is sent later. False, with some of them lost: out of memory.
 * Curses itself waits; it may only write where nothing is pending. */
bool modes_send(const char *bytes, size_t len);
/* Sends on what was kept, without waiting; true when nothing is left. */
bool modes_flush(void);
/* Whether something is kept. */
bool modes_pending(void);
/* The same as modes_flush(), waiting at most limit_ms. */
bool modes_drain(int limit_ms);
/* Waits at most limit_ms (< 0: for ever, or until a signal) until the terminal takes bytes. */
bool modes_ready(int limit_ms);

/* Gives the terminal back: `first` (a C string), then everything off, if the terminal takes the
 * bytes within the time; and the line's modes as saved, whatever it takes. Curses would ask for
 * memory there. */
void modes_give_back(const char *first, int limit_ms);
/* Takes it again: the line's modes as kept, `first`, then the modes. */
void modes_take_back(const char *first);
/* Gives it back for good. */
void modes_close(const char *first, int limit_ms);
/* Everything off and the line's modes as saved. Safe in a signal handler. */
void modes_crash(void);
