/* The table of the Sum view. */
#ifndef VIEW_SUM_SUM_TABLE_H
#define VIEW_SUM_SUM_TABLE_H

#include "view/marks/draw.h"
#include "view/sum/sum_layout.h"

/* Draws the headings in the canvas's first row, below it the dimensions from the window's first
 * one on, and the axis. */
void sum_table_draw(const struct app *a, const struct canvas *c, const struct sum_layout *l);

#endif
