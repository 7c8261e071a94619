/* Numbers as heat cells, by the blitter that fits the width and the output. */
#pragma once

#include "view/frame/frame.h"
#include "view/colour/theme.h"

#define HEAT_CELL_MAX 8    /* columns a cell may take */
#define HEAT_NUMBER_COLS 6 /* from this width on a cell holds its number too */

/* The level of a value on a scale that is full at ±full, from −HEAT_HALF to +HEAT_HALF. Only true
 * zero (and what is closer to it than half a level) is 0; NaN is 0; beyond ±full is the last
 * level. */
int heat_level(double value, double full);

/* Draws one value as a cell of 1 … HEAT_CELL_MAX columns.
 *   colour (256, true): background in the level's colour; from HEAT_NUMBER_COLS
 *     columns on with the number in it (sign, then as many digits as fit), in the
 *     ink that reads best on that colour;
 *   16 colours: a shade glyph in the sign's colour, and numbers as above without ground;
 *   none: a glyph for sign and strength (minus-like strokes for negative, filled
 *     shades or plus-like signs for positive), with a leading sign column from
 *     2 columns on; numbers as above.
 * ASCII has its own glyphs. `selected` marks the cell: [ and ] around it from 2
 * columns on, a diamond (ASCII: o) in one. A number keeps its digits: there [ stands before it,
 * and ] in the column after the cell, where heat_row() or heat_close() puts it. Where no ground
 * shows the sign, 2 columns hold [ and the glyph, and the diamond is filled for positive and
 * hollow for negative values (ASCII: O and o; 0 for zero).
 *   NaN, a value that there is not: no level and no number, but –, without colour
 * (where that would be a negative value) ×, in ASCII x, in the middle of the cell. */
void heat_cell(struct frame *f, struct span at, double value, double full, bool selected,
               const struct caps *caps);

/* Puts the ] that ends a selected number into the column after its cell, if that is blank, on the
 * ground that is there: for whoever draws cells one by one, after them. */
void heat_close(struct frame *f, int row, int col);

/* A row of values side by side. */
struct heat_row {
    int col, width; /* of the first cell, and columns of each */
    int selected;   /* the number of the marked one; −1: none */
    double full;
    bool doubles; /* the values are double; else float */
    bool dim;     /* stands back: colours nearer to the ground, the two weaker glyphs */
    bool bare;    /* no numbers however wide the cells, and no signs but the glyphs' own */
    /* of heat_halves: */
    bool alone; /* there is no lower row */
    bool lower; /* the marked value is the lower row's */
};
/* `count` values as cells of heat_cell. */
void heat_row(struct frame *f, int row, const struct heat_row *h, const void *values, int count,
              const struct caps *caps);
/* Two rows of `count` values, one after the other, as upper and lower halves of cells, for
 * outputs with 256 colours and more that have half blocks. The marked value fills its cell. */
void heat_halves(struct frame *f, int row, const struct heat_row *h, const void *values, int count,
                 const struct caps *caps);

#define HEAT_LEGEND_MIN 9 /* columns that hold one of −1 … +1 with its numbers */
/* Draws a legend of `cols` columns from −full to +full, made of the very cells
 * that heat_cell draws. */
void heat_legend(struct frame *f, int row, int col, int cols, double full, const struct caps *caps);
