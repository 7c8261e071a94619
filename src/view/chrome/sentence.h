/* The sentence as an editable line: tokens as chips in place, their indices below. */
#ifndef VIEW_CHROME_SENTENCE_H
#define VIEW_CHROME_SENTENCE_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Draws into the canvas's first row, and the indices into its second if it has one. */
void sentence_draw(const struct app *a, const struct canvas *c);

#endif
