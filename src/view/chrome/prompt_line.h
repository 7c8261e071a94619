/* The open question on the bottom line, with what may be answered. */
#ifndef VIEW_CHROME_PROMPT_LINE_H
#define VIEW_CHROME_PROMPT_LINE_H

#include "app/state/app.h"
#include "view/marks/draw.h"

/* Label, line and cursor; after them (or on the row above) the error, else the ways to write the
 * last word, else what the line stands for. */
void prompt_draw(const struct app *a, const struct canvas *c);

#endif
