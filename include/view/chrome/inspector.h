/* The line that spells the selected number out. */
#ifndef VIEW_CHROME_INSPECTOR_H
#define VIEW_CHROME_INSPECTOR_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* The selected number with the values put in, in the canvas's first row:
 * "you @ 7, dim 2  E −0.7781  P = sin(7 / 10000^(2/16)) = sin(2.2136) = +0.8004  X +0.0224". */
void inspector_draw(const struct app *a, const struct canvas *c);

#endif
