/* What the terminal is sent to show cells: places, colours, attributes, text, each
 * spelled as the terminal's own entry says, gathered into one piece of output.
 *
 * Curses would compare and order cells too, but it makes every colour sequence again, and a
 * frame knows already what differs. */
#pragma once

#include <stdbool.h>

#include "base/str.h"
#include "view/frame/frame.h"

/* For the terminal that curses has just started, at this depth; returns the depth
 * that it has sequences for. */
enum depth pen_open(enum depth depth, bool utf8);
/* The colours that slots have from now on; true if they are others than before. */
bool pen_set_palette(const struct palette *p);

/* Begins a piece of output, which all that follows is appended to. The terminal
 * is then in its ordinary look, and is left in it by pen_finish(). */
void pen_start(void);
void pen_finish(struct str *out);

/* Blanks everywhere. */
void pen_clear_screen(struct str *out);
/* The next cell is at (row, col). */
void pen_move(struct str *out, int row, int col);
/* One cell with its marks; for one of two columns both. `room`: columns to the frame's edge. */
void pen_cell(struct str *out, const struct cell *cell, int room);
/* Blanks to the end of the line, if the terminal can clear it in one go in that
 * colour; false, with nothing sent, if it cannot. */
bool pen_clear_line(struct str *out, const struct cell *blank);
/* Shows the cursor, or hides it. */
void pen_show_cursor(struct str *out, bool shown);

/* `count` cells like this one, which shows its ground alone. */
void pen_blanks(struct str *out, const struct cell *blank, int count);

/* Whether writing the last cell of the screen scrolls it. */
bool pen_corner_scrolls(void);

/* A cell that shows its ground alone. */
static inline bool pen_inkless(const struct cell *cell)
{
    return cell->ch == ' ' && cell->mark[0] == 0 && !(cell->attr & (ATTR_UNDERLINE | ATTR_REVERSE));
}
