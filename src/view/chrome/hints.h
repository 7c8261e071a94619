/* The bottom line: the current context's hints, a message, or the open question. */
#ifndef VIEW_CHROME_HINTS_H
#define VIEW_CHROME_HINTS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

void hints_draw(const struct app *a, const struct canvas *c);

#endif
