/* Frames onto the screen through curses, only what changed. */
#ifndef TERM_PAINT_H
#define TERM_PAINT_H

#include <stdbool.h>

#include "view/frame.h"

/* For the terminal that curses has just started, at this depth. */
void paint_open(enum depth depth, bool utf8);
void paint_close(void);
/* What the terminal shows is not known any more: the next frame is sent whole. */
void paint_forget(void);
void paint_frame(const struct frame *f, const struct palette *p);

#endif
