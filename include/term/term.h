/* The terminal: taken over, read, and given back as it was found on every way
 * out: quit, signal, suspend, crash. One terminal per process. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "app/input/event.h"
#include "base/err.h"
#include "view/frame/frame.h"

/* Takes the terminal over (standard input and output must be one). With COLOR_AUTO the first rule
 * that applies decides: NO_COLOR set: none; terminfo is direct: true; COLORTERM truecolor or
 * 24bit, where the terminal can have set it (not TERM=screen, linux, vt…, but tmux under any
 * name): true through the embedded terminfo entry; else what terminfo says (256, 16 or 8, none).
 * With COLOR_ALWAYS NO_COLOR does not count. On failure the terminal is untouched and `e` says
 * why and what to do. */
bool term_open(enum color_wish wish, struct err *e);

/* Gives the terminal back. Does nothing when it is not open. */
void term_close(void);

/* Whether the mouse is reported to the program, as it is at first, or left to the terminal. */
void term_mouse(bool on);

/* What draws, by name and version: "ncurses 6.4.20221231". */
const char *term_library(void);

enum depth term_depth(void);
/* The locale's character set is UTF-8. */
bool term_utf8(void);
/* It is the Linux console, whose fonts of 512 characters have no braille and no quadrants. */
bool term_console(void);
/* The screen's size. What the terminal does not tell (0 rows or columns, as on a serial line)
 * is what LINES and COLUMNS say, where they are numbers up to 1000, else 24 and 80. */
void term_size(int *rows, int *cols);

/* Suspends the process as Ctrl-Z does, and comes back when it is resumed, with
 * the screen to be painted whole. */
void term_suspend(void);

/* The next event, waiting at most `timeout_ms` (< 0: for ever; 0: not at all). False when none
 * came: then it is an EVENT_TICK; the time of either is that of the clock. Ctrl-C and a pending
 * SIGINT arrive as the key Ctrl-C, SIGTSTP as Ctrl-Z. Mouse events carry row and col, no target
 * yet. A paste's text is valid until the next call. */
bool term_event(int timeout_ms, struct event *out);

/* term_event() also returns, with a tick, when this descriptor has input (-1: none has). */
void term_watch(int fd);

/* The signal that asks the program to end (SIGTERM, SIGHUP, SIGUSR1, …), or 0. Also
 * SIGHUP once the terminal's input has ended. */
int term_ending(void);

/* For what keeps the program from its next event, to be asked some times a second: whether
 * that is to stop, as Ctrl-C was pressed (which is taken) or the program is to end. All other
 * events that came are kept for term_event(). */
bool term_broken_off(void);
/* Drops what came of `key` meanwhile: after Ctrl-C, a key held down does not start it again. */
void term_drop_key(uint32_t key);

/* Milliseconds of a monotonic clock. */
int64_t term_now(void);

/* Paints the frame: only what differs from the last painted one is sent. Where the terminal
 * takes no bytes nothing is painted; term_event() then returns (false) when it does again. */
void term_paint(const struct frame *f, const struct palette *p);
/* The next paint sends everything (Ctrl-L). */
void term_redraw(void);
