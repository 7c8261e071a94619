/* The Vocabulary view: the words by index, the embedding table beside them, and
 * the lookup index → row → E. */
#ifndef VIEW_VOCABULARY_VOCABULARY_VIEW_H
#define VIEW_VOCABULARY_VOCABULARY_VIEW_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void vocabulary_view_shown(const struct app *a, int rows, int cols, struct shown *out);
void vocabulary_view_draw(const struct app *a, const struct canvas *c);

#endif
