/* The Schemes view: every scheme with a strip of its P over the sentence and what
 * the four tests say of it; below, the scheme in force in words. */
#ifndef VIEW_SCHEMES_SCHEMES_VIEW_H
#define VIEW_SCHEMES_SCHEMES_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void schemes_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void schemes_view_draw(const struct app *a, const struct canvas *c);

#endif
