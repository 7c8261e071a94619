/* The Pipeline's table transposed: positions run across, dimensions down. */
#pragma once

#include "view/marks/rows.h"

#define TRANSPOSED_ROWS 1 /* that its headings have more than those of rows_draw() */

/* Where it stands in `cols` columns: panels, their cells and left_cols. `dims` counts the tokens
 * that have room across. */
struct rows_layout transposed_layout(const struct app *a, int cols);

/* What there is room for in the canvas. */
struct window transposed_window(const struct app *a, const struct canvas *c);

/* Draws titles in the canvas's first row, positions in its second, words in its third, and a row a
 * dimension in those below. In fewer than 4 rows there are no words. */
void transposed_draw(const struct app *a, const struct canvas *c);

/* Draws the legend of the colours for the table that was drawn, to the left of the words. */
void transposed_scale_draw(const struct app *a, const struct canvas *c);
