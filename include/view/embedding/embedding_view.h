/* The Embedding view: the rows of E (or P, or X) as large heat bars, the sentence's words
 * on two principal axes, the nearest words, and words that stand twice. */
#ifndef VIEW_EMBEDDING_EMBEDDING_VIEW_H
#define VIEW_EMBEDDING_EMBEDDING_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void embedding_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void embedding_view_draw(const struct app *a, const struct canvas *c);

#endif
