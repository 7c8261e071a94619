/* The bottom line: the current context's hints, a message, or the open question. */
#ifndef VIEW_HINTS_H
#define VIEW_HINTS_H

#include "app/app.h"
#include "view/draw.h"

void hints_draw(const struct app *a, const struct canvas *c);

#endif
