/* The waves of the selected dimension's pair over the positions in sight. */
#ifndef VIEW_PIPELINE_WAVES_PANEL_H
#define VIEW_PIPELINE_WAVES_PANEL_H

#include "app/state/app.h"
#include "view/marks/draw.h"

#define WAVES_ROWS_MIN 6 /* box, three rows of curve, a row of words */

void waves_panel_draw(const struct app *a, const struct canvas *c);

#endif
