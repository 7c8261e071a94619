/* The Similarity view: the matrix of similarities as a heat map, the selected
 * row as a curve against distance, figures, and the rotation of a shift. */
#ifndef VIEW_SIMILARITY_SIMILARITY_VIEW_H
#define VIEW_SIMILARITY_SIMILARITY_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void similarity_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void similarity_view_draw(const struct app *a, const struct canvas *c);

#endif
