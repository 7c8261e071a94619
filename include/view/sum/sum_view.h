/* The Sum view: one token's E + P = X, dimension by dimension. */
#ifndef VIEW_SUM_SUM_VIEW_H
#define VIEW_SUM_SUM_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void sum_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void sum_view_draw(const struct app *a, const struct canvas *c);

#endif
