/* The help screen, made from the action table. */
#ifndef VIEW_HELP_H
#define VIEW_HELP_H

#include "app/app.h"
#include "view/draw.h"

/* Lines of help that fit into a body of so many rows. */
int help_rows(int rows);
void help_draw(const struct app *a, const struct canvas *c);
/* The bottom line: the current context's hints, a message, or the open question. */
void hints_draw(const struct app *a, const struct canvas *c);

#endif
