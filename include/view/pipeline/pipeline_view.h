/* Row 1 of the view table. */
#ifndef VIEW_PIPELINE_PIPELINE_VIEW_H
#define VIEW_PIPELINE_PIPELINE_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void pipeline_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void pipeline_view_draw(const struct app *a, const struct canvas *c);

#endif
