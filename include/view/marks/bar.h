/* A value as a bar from a zero line: to the right where it is positive, to the
 * left where it is negative. */
#ifndef VIEW_MARKS_BAR_H
#define VIEW_MARKS_BAR_H

#include "view/frame/frame.h"
#include "view/colour/theme.h"

struct bar {
    double value;
    double full;  /* what reaches the end of the bar; beyond it < or > stands there */
    double color; /* full colour of the heat scale (view/marks/heat.h) */
    enum slot back;
};

/* Draws it (of NaN the zero line alone) in `cols` columns (at least 3; an even number leaves the
 * last one blank), the zero line in the middle, its ends exact to
 *   256 colours and more: an eighth of a column;
 *   16 and none: an eighth to the right, less to the left, where there are glyphs for a half
 *     and an eighth;
 *   ASCII: a column, # for positive and = for negative. */
void bar_draw(struct frame *f, int row, int col, int cols, const struct bar *bar,
              const struct caps *caps);

#endif
