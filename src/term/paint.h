/* Frames onto the screen, only what changed. */
#pragma once

#include <stdbool.h>

#include "view/frame/frame.h"

/* For the terminal that curses has just started, at this depth; returns the depth that it has
 * sequences for. Curses' own colours are not to be started: it would clear the screen in them. */
enum depth paint_open(enum depth depth, bool utf8);
void paint_close(void);
/* What the terminal shows is not known any more: the next frame is sent whole. */
void paint_forget(void);
/* Nor what it was doing: somebody else had it, and its cursor is hidden again. */
void paint_start_again(void);
/* On a screen of that size. */
void paint_frame(const struct frame *f, const struct palette *p, int screen_rows, int screen_cols);
