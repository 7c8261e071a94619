/* The bottom line: the current context's hints, a message, or the open question. */
#ifndef VIEW_CHROME_HINTS_H
#define VIEW_CHROME_HINTS_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* A message is shown whole: one that is longer than a row covers those above, so that it ends on
 * row `last`. Only where half of the screen, or six rows, are not enough it is cut, with …. */
void message_draw(const struct app *a, const struct canvas *c, int last, enum role role,
                  const char *text);
void hints_draw(const struct app *a, const struct canvas *c);

#endif
