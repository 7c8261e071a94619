/* The Waves view: every dimension's curve in a strip of its own, and the
 * selected one's pair drawn large above them. */
#ifndef VIEW_WAVES_WAVES_VIEW_H
#define VIEW_WAVES_WAVES_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void waves_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void waves_view_draw(const struct app *a, const struct canvas *c);

#endif
